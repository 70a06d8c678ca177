"""Findings grouped by kind, ordered by what they cost, and compared over time."""

from dataclasses import replace
from typing import Any

from campaign.measures.findings import Group, Since, by_kind, cost, grouped, kind, notes, since
from campaign.records import Finding
from tests.small_province import snapshot


def finding(cell: str, rule: str = "cell.count", **more: Any) -> Finding:
    given = {"severity": "error", "typed": "x", "message": f"Sai ở {cell}.", **more}
    unit, phase = given.pop("unit", "phu_cat"), given.pop("phase", 2)
    return Finding("a.xlsx", unit, phase, given.pop("worksheet", "CĐCS"), cell, rule, **given)


CHEAP = finding("H9", rows=1, lost=(("người", 12),))
DEAR = finding("H14", rows=1, lost=(("người", 340), ("đồng", 1_200_000_000)))
SECOND_OF_ITS_ROW = finding("I14")
BLANK = finding("C5", "cell.required", severity="missing")
TYPED_TWICE = finding("B7", "row.duplicate", severity="warning", rows=1)
DOUBT = finding("H20", severity="warning")


def test_findings_are_grouped_by_kind_the_costliest_first() -> None:
    assert by_kind([BLANK, TYPED_TWICE, DOUBT, SECOND_OF_ITS_ROW, CHEAP, DEAR]) == (
        Group(
            "Số lượng chưa đọc được",
            "error",
            2,
            (("người", 352), ("đồng", 1_200_000_000)),
            (DEAR, CHEAP, SECOND_OF_ITS_ROW, DOUBT),
        ),
        Group("Ô bắt buộc còn trống", "missing", 0, (), (BLANK,)),
        Group("Dòng trùng hoặc thiếu tên", "warning", 1, (), (TYPED_TWICE,)),
    )


def test_kinds_of_one_gravity_stand_by_the_rows_that_they_cost() -> None:
    dates = [finding(f"D{row}", "cell.date", rows=1) for row in (4, 5)]
    counts = [finding(f"H{row}") for row in range(4, 9)]
    assert [group.title for group in by_kind([*counts, *dates])] == [
        "Ngày chưa đúng",
        "Số lượng chưa đọc được",
    ]


def test_what_findings_cost_is_said_in_words_and_nothing_costs_nothing() -> None:
    assert cost(12, (("người", 340), ("đồng", 1_200_000_000))) == "12 dòng, 340 người, 1,2 tỷ đồng chưa tính"
    assert cost(0, ()) == ""
    (group,) = by_kind([CHEAP])
    assert (group.count, group.cost) == (1, "1 dòng, 12 người chưa tính")


def test_only_the_findings_of_the_scope_are_grouped() -> None:
    elsewhere = finding("H3", unit="an_lao", phase=1, worksheet="Công trình")
    shown = replace(snapshot(), findings=(CHEAP, elsewhere, BLANK))
    for scope in ({"unit": "an_lao"}, {"phase": 1}, {"worksheet": "Công trình"}):
        (group,) = grouped(shown, **scope)  # type: ignore[arg-type]
        assert group.findings == (elsewhere,)
    assert [group.findings for group in grouped(shown, severity="missing")] == [(BLANK,)]
    assert sum(group.count for group in grouped(shown)) == 3


def test_notes_are_apart_and_no_count_includes_them() -> None:
    note = finding("C9", "X13.phase", severity="note")
    shown = replace(snapshot(), findings=(CHEAP,), notes=(note,))
    assert [group.findings for group in grouped(shown)] == [(CHEAP,)]
    assert notes(shown) == (Group("Số liệu nên xem lại", "note", 0, (), (note,)),)
    assert notes(shown, unit="an_lao") == ()


def test_new_still_there_and_mended_are_told_apart() -> None:
    as_before = replace(CHEAP, message="Nói khác đi.", url="https://x")
    assert since([as_before, BLANK], [CHEAP, DEAR]) == Since(new=(BLANK,), still=(as_before,), mended=(DEAR,))
    assert since([], []) == Since((), (), ())


def test_another_text_in_the_same_cell_is_another_finding() -> None:
    typed = replace(CHEAP, typed="y")
    assert since([typed], [CHEAP]) == Since(new=(typed,), still=(), mended=(CHEAP,))


def test_every_rule_has_a_title_by_itself_or_by_its_family() -> None:
    assert [kind(rule) for rule in ("cell.identifier", "cell.any", "X11.level", "X1", "header.double")] == [
        "Số định danh cá nhân trong bảng",
        "Ô chưa đọc được",
        "Khen thưởng chưa đúng cấp hoặc đúng ngày",
        "Số liệu không khớp nhau",
        "Tên cột bị đổi hoặc thiếu",
    ]
