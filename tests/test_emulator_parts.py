"""The parts of the loopback Google by themselves: ranges, masks, shifts, typed and shown values."""

import datetime
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.a1 import (
    Area,
    column_index,
    column_letters,
    echoed,
    quoted,
    read_cells,
    split_title,
    written,
)
from tests.emulator.entered import serial, typed
from tests.emulator.fields import BadMask, asks_for, masked, put_masked, read_mask
from tests.emulator.formulas import moved
from tests.emulator.shifts import Deleted, Inserted, Moved, Shift, shift_ranges
from tests.emulator.shown import shown

TODAY = datetime.date(2023, 8, 15)
areas = st.tuples(st.integers(0, 2000), st.integers(0, 800), st.integers(1, 2000), st.integers(1, 800)).map(
    lambda t: Area(t[0], t[1], t[0] + t[2], t[1] + t[3])
)
indices = st.integers(0, 30)
shifts: st.SearchStrategy[Shift] = st.one_of(
    st.builds(Inserted, indices, st.integers(1, 5)),
    st.tuples(indices, st.integers(1, 5)).map(lambda t: Deleted(t[0], t[0] + t[1])),
    st.tuples(indices, st.integers(1, 5), st.integers(0, 10)).map(
        lambda t: Moved(t[0], t[0] + t[1], t[0] - t[2] if t[2] <= t[0] else t[0] + t[1] + t[2])
    ),
)


@given(areas)
def test_a_written_range_reads_back_as_it_was(area: Area) -> None:
    assert read_cells(None, written(area)).within(10_000, 10_000) == area


@given(st.integers(0, 18277))
def test_a_column_has_one_name(index: int) -> None:
    assert column_index(column_letters(index)) == index


@given(st.text(string.ascii_letters + "ĐđÁ '!/0123", min_size=1))
def test_a_quoted_title_reads_back_whatever_is_in_it(title: str) -> None:
    assert split_title(echoed(title, Area(0, 0, 2, 2))) == (title, "A1:B2")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sheet1", "Sheet1"),
        ("CĐCS", "'CĐCS'"),
        ("a b", "'a b'"),
        ("TRUE", "'TRUE'"),
        ("AB12", "'AB12'"),
        ("a'b", "'a''b'"),
    ],
)
def test_a_title_is_quoted_unless_it_is_a_plain_word(title: str, text: str) -> None:
    assert quoted(title) == text


@given(shifts, indices, indices)
def test_a_range_goes_where_its_rows_go(shift: Shift, first: int, second: int) -> None:
    start, end = min(first, second), max(first, second) + 1
    places = [place for index in range(start, end) if (place := shift.index(index)) is not None]
    span = shift.span(start, end)
    if isinstance(shift, Moved):
        assert span is not None
        assert set(range(*span)) <= set(range(min(places), max(places) + 1))
    elif span is None:
        assert places == []
    else:
        assert (span[0], span[1]) == (min(places), max(places) + 1)


def test_ranges_deep_inside_a_description_shift_and_those_that_are_gone_leave() -> None:
    span = {"sheetId": 7, "startRowIndex": 2, "endRowIndex": 4}
    rules = [{"ranges": [dict(span)], "booleanRule": {}}, {"ranges": [{"sheetId": 7, "startRowIndex": 5}]}]
    other = [{"range": dict(span) | {"sheetId": 8}}]
    shift_ranges(rules, 7, "ROWS", Deleted(2, 5))
    shift_ranges(other, 7, "ROWS", Deleted(2, 5))
    assert rules == [{"ranges": [{"sheetId": 7, "startRowIndex": 2}]}]
    assert other == [{"range": {"sheetId": 8, "startRowIndex": 2, "endRowIndex": 4}}]


@pytest.mark.parametrize(
    ("shift", "formula"),
    [
        (Inserted(1, 2), "=SUM(A1:A5)+'Tổng hợp'!B2&\"A2\""),
        (Deleted(1, 2), "=SUM(A1:A2)+'Tổng hợp'!B2&\"A2\""),
        (Deleted(0, 3), "=SUM(#REF!)+'Tổng hợp'!B2&\"A2\""),
    ],
)
def test_a_formula_follows_the_rows_it_speaks_of(shift: Shift, formula: str) -> None:
    def place(reference: Any) -> str:
        span = shift.span(reference.top, reference.bottom)
        return "#REF!" if span is None else written(Area(span[0], reference.left, span[1], reference.right))

    assert moved("=SUM(A1:A3)+'Tổng hợp'!B2&\"A2\"", "CT", "CT", place) == formula


ANSWER = {"kind": "k", "sheets": [{"properties": {"title": "a", "index": 0}, "data": [{"rowData": [1]}]}, {}]}


@pytest.mark.parametrize(
    ("mask", "kept"),
    [
        ("kind", {"kind": "k"}),
        ("sheets.properties.title", {"sheets": [{"properties": {"title": "a"}}, {}]}),
        ("sheets/properties/title,kind", {"kind": "k", "sheets": [{"properties": {"title": "a"}}, {}]}),
        (
            "sheets(properties(title),data)",
            {"sheets": [{"properties": {"title": "a"}, "data": [{"rowData": [1]}]}, {}]},
        ),
        ("sheets.*.title", {"sheets": [{"properties": {"title": "a"}, "data": [{}]}, {}]}),
        ("*", ANSWER),
        ("nothing", {}),
    ],
)
def test_a_mask_keeps_what_it_names(mask: str, kept: object) -> None:
    assert masked(ANSWER, read_mask(mask)) == kept


@pytest.mark.parametrize("mask", ["", "a..b", "a(b", "a)", ",(a)"])
def test_a_mask_that_is_none_is_refused(mask: str) -> None:
    with pytest.raises(BadMask):
        read_mask(mask)


def test_a_mask_tells_whether_the_grid_is_asked_for() -> None:
    assert asks_for(read_mask("sheets.data.rowData"), "sheets", "data")
    assert asks_for(read_mask("sheets"), "sheets", "data")
    assert not asks_for(read_mask("sheets.properties"), "sheets", "data")


def test_an_update_clears_what_it_names_and_does_not_bring() -> None:
    target = {"a": {"b": 1, "c": 2}, "d": 3}
    put_masked(target, {"a": {"b": 9}}, read_mask("a.b,a.c,d"))
    assert target == {"a": {"b": 9}}


@given(st.integers(-(10**9), 10**9), st.sampled_from(["vi_VN", "en_US", "de_DE"]))
def test_a_shown_number_is_typed_back_as_the_same(number: int, locale: str) -> None:
    value = number / 100
    text = shown(value, {"type": "NUMBER", "pattern": "#,##0.00"}, locale)
    assert typed(text, locale, TODAY)[0] == value


@given(
    st.dates(datetime.date(1930, 1, 1), datetime.date(2069, 12, 31)),
    st.sampled_from(["vi_VN", "en_US", "en_GB"]),
)
def test_a_shown_date_is_typed_back_as_the_same_day(day: datetime.date, locale: str) -> None:
    text = shown(serial(day), {"type": "DATE", "pattern": ""}, locale)
    value, number_format = typed(text, locale, TODAY)
    assert (value, (number_format or {})["type"]) == (serial(day), "DATE")


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (0.5, "hh:mm", "12:00"),
        (45077.75, "dd/mm/yyyy hh:mm:ss", "31/05/2023 18:00:00"),
        (45077, "d/m/yy", "31/5/23"),
    ],
)
def test_minutes_are_told_from_months(value: float, pattern: str, text: str) -> None:
    assert shown(value, {"type": "DATE_TIME", "pattern": pattern}, "vi_VN") == text


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (1234567, "#,##0", "1.234.567"),
        (0.845, "0.0%", "84,5%"),
        (7, "000", "007"),
        (-3.14159, "0.00", "-3,14"),
        (-3, "0;(0)", "(3)"),
        (12, '0 "người"', "12 người"),
        (1.5, "#,##0.##", "1,5"),
        (0, "#", ""),
    ],
)
def test_a_number_is_shown_by_its_pattern(value: float, pattern: str, text: str) -> None:
    assert shown(value, {"type": "NUMBER", "pattern": pattern}, "vi_VN") == text
