"""One figure, one value: the Word report, the Excel file and the measures of the pages, scope by scope."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.measures.line_figures import line_figure
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import by_phase, by_sector, gap_sentence, overview, progress
from campaign.measures.so_far import STANDING, so_far
from campaign.output.excel import workbook
from campaign.output.word.content import Point, Said
from campaign.output.word.drawing import drawn
from campaign.output.word.numbers import millions
from campaign.output.word.report import report
from campaign.records import Snapshot
from dashboard import headlines, matrix, news, scorecard, sectors, unit_lists, units
from dashboard.filters import Chosen
from sheets_schema.plans import load_plan
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count, write_decimal, write_percent
from tests.test_pieces import text
from tests.word.parsed import lines, opened, table_rows

PLAN = load_plan()
SCOPES = (Scope(), Scope(2), Scope(2, "phu_cat"), Scope(1, "van_canh"), Scope(1, None, "public"))
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
HEADED = re.compile(r"^(\d+\.|PHỤ LỤC \d+$)", re.IGNORECASE)
"""The number of a heading."""
DATE = re.compile(r"\d+/\d+/\d{4}")

Papers = tuple[Scope, Any, dict[str, list[list[Any]]]]


@pytest.fixture(scope="module")
def known(sample_history: Path) -> Snapshot:
    """The sample province as its store knows it, with its history."""
    store = SnapshotStore(f"sqlite:///{(sample_history / 'campaign.db').as_posix()}")
    snapshot = load_snapshot(store, PLAN, today=datetime.date(2023, 8, 15))
    store.close()
    assert snapshot is not None
    return snapshot


@pytest.fixture(scope="module", params=SCOPES, ids=str)
def papers(known: Snapshot, request: pytest.FixtureRequest) -> Papers:
    """A scope with its Word report and its Excel tabs, both read back from their bytes."""
    scope: Scope = request.param
    book = openpyxl.load_workbook(io.BytesIO(workbook(known, scope)), read_only=True)
    tabs = {tab.title: [list(row) for row in tab.iter_rows(values_only=True)] for tab in book.worksheets}
    return scope, opened(drawn(report(known, scope))), tabs


def grids(document: Any, head: str) -> Iterator[list[list[str]]]:
    """The tables of a report with a column of that title, without their header."""
    for table in document.tables:
        rows = table_rows(table)
        if head in rows[0]:
            yield rows[1:]


def test_the_table_of_indicators_is_what_the_pages_and_the_excel_file_say(
    known: Snapshot, papers: Papers
) -> None:
    scope, document, tabs = papers
    (found,) = grids(document, "KH")
    totals = tabs["Tổng quan"][4:]
    for one, word, excel in zip(overview(known, scope), found, totals, strict=True):
        upto = so_far(known, one.indicator.id, scope)
        assert (word[1], word[2]) == (excel[0], excel[1]) == (one.indicator.title, one.indicator.counted)
        figures = [one.actual, one.base, one.target]
        assert excel[2:5] == [shown(figure) for figure in figures]
        assert excel[6:8] == [shown(one.percent), shown(one.gap)]
        if scope.unit is None:
            assert word.pop() == f"{one.units_reported}/{one.units_expected}"
        assert word[-2:] == [write_count(upto.actual), write_percent(upto.percent)]
        assert excel[9:11] == [one.units_reported, one.units_expected]
        if scope.phase is None or one.indicator.measure in STANDING:
            assert word[-2:] == [write_count(one.actual), write_percent(one.percent)]
        else:
            assert word[4] == write_count(one.flow)


def test_the_last_phase_that_began_ends_where_the_year_stands(known: Snapshot) -> None:
    for indicator in PLAN.indicators:
        whole = progress(known, indicator.id)
        upto = so_far(known, indicator.id, Scope(2))
        assert (upto.actual, upto.target, upto.percent) == (whole.actual, whole.target, whole.percent)
        assert upto.status is whole.status


def test_every_number_said_of_an_indicator_is_a_number_of_the_measures(
    known: Snapshot, papers: Papers
) -> None:
    scope, document, _ = papers
    told = lines(document)
    for indicator in PLAN.indicators:
        (said,) = [
            line
            for line in told
            if line.startswith((f"{indicator.title}: ", "Lũy kế đến " if indicator.lead else "\0", "\0"))
            or (indicator.lead and line.startswith(("Chưa đơn vị nào báo cáo.", "Đơn vị chưa báo cáo.")))
        ]
        said = DATE.sub("", said.removeprefix(indicator.title))
        assert set(NUMBER.findall(said)) <= set(numbers_of(known, indicator.id, scope)), said


def numbers_of(known: Snapshot, indicator: str, scope: Scope) -> Iterator[str]:
    """Every number that the measures have of an indicator in a scope, as prose and as screens write it."""
    upto = so_far(known, indicator, scope)
    parts: list[Progress] = [
        progress(known, indicator, scope),
        progress(known, indicator, replace(scope, phase=None)),
    ]
    parts += [*by_sector(known, indicator, scope), *by_phase(known, indicator, scope)]
    counts: list[int | None] = [upto.actual, upto.base, upto.gap, upto.opening, upto.target]
    counts += [upto.base - upto.actual] if upto.base and upto.actual is not None else []
    counts += [upto.actual - upto.target] if upto.target and upto.actual is not None else []
    shares = [upto.percent, upto.share, (upto.percent or 1) - 1]
    for one in parts:
        counts += [one.actual, one.flow, one.base, one.reported, one.net and abs(one.net), one.verified]
        shares += [one.share]
    for count in counts:
        if count is not None:
            yield from (write_count(count), f"{count:02d}")
    yield from (write_percent(share).removesuffix("%") for share in shares)
    for told in (upto.basis, gap_sentence(known, indicator, scope), gap_sentence(known, indicator)):
        yield from NUMBER.findall(told)
    yield from map(str, (phase.number for phase in PLAN.phases))


def test_the_annexes_by_unit_are_the_matrix_of_the_pages_and_of_the_excel_file(
    known: Snapshot, papers: Papers
) -> None:
    scope, document, tabs = papers
    tables = list(grids(document, "Chỉ tiêu giao"))
    totals = [one for one in PLAN.indicators if one.kind == "total"]
    assert len(tables) == (0 if scope.unit else len(totals))
    matrix = tabs["Theo đơn vị"][4:]
    for indicator, table in zip(totals, tables, strict=False):
        at = 1 + 3 * PLAN.indicators.index(indicator)
        places = [*(replace(scope, unit=unit.id) for unit in known.units), scope]
        for place, word, excel in zip(places, table, matrix, strict=True):
            one, upto = progress(known, indicator.id, place), so_far(known, indicator.id, place)
            assert excel[at : at + 3] == [shown(one.actual), shown(one.target), shown(one.percent)]
            assert word[3:6] == [write_count(one.flow), write_count(upto.actual), write_percent(upto.percent)]


def test_the_lines_of_the_annex_are_the_cells_of_the_excel_file_added_up(
    known: Snapshot, papers: Papers
) -> None:
    scope, document, tabs = papers
    (table,) = grids(document, "Nội dung")
    written = [row for row in table if row[1] != row[2]]
    asked = [line for line in PLAN.lines if scope.sector in (None, *line.sectors)]
    for line, word in zip(asked, written, strict=True):
        figure = line_figure(known, line.id, scope)
        write = millions if line.counted == "đồng" else write_count
        assert (word[1], word[-2]) == (line.title, write(figure.value))
        if line.kind == "flow":
            cells = [row[6] for row in tabs["Tổng hợp"][4:] if row[1] == line.title]
            assert (sum(cells) if cells else None) == figure.value


def test_the_tidy_rows_add_up_to_the_province_and_say_what_the_measures_say(known: Snapshot) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(known, Scope())), read_only=True)
    rows = list(book["Chỉ tiêu"].iter_rows(min_row=5, values_only=True))
    of_lead = [row for row in rows if row[0] == PLAN.lead.id and row[3:5] == ("Cả hai", "Đợt 1")]
    whole, *units = [row[6] for row in of_lead]
    assert (
        whole
        == sum(flow for flow in units if flow != NO_FIGURE)
        == progress(known, PLAN.lead.id, Scope(1)).flow
    )
    assert len(rows) == len(PLAN.indicators) * (len(known.units) + 1) * 3 * 4


def test_every_number_of_the_word_report_stands_in_the_excel_file(papers: Papers) -> None:
    _, document, tabs = papers
    # How many indicators stand in one state is told before their names.
    known = numbers_of_file(tabs) | {f"{number:02d}" for number in range(1, 1 + len(PLAN.indicators))}
    # The first column only counts the rows.
    cells = [cell for table in document.tables for row in table_rows(table) for cell in row[1:]]
    told = [HEADED.sub("", paragraph.text) for paragraph in document.paragraphs] + cells
    assert [one for one in told if not numbers_in(one) <= known] == []


def test_every_number_of_the_pages_stands_in_the_excel_file(known: Snapshot, papers: Papers) -> None:
    scope, _, tabs = papers
    file, chosen = numbers_of_file(tabs), Chosen(scope.phase, scope.unit, scope.sector)
    facts = (headlines.of_unit if scope.unit else headlines.of_province)(known, chosen)
    shown = [scorecard.indicators(known, chosen)]
    if scope.unit:
        shown += [unit_lists.care(known, chosen), unit_lists.rewards(known, chosen)]
        shown.append(unit_lists.unions(known, chosen))
    else:
        shown += [matrix.units(known, chosen), units.all_units(known, chosen), news.reported(known, chosen)]
        shown += [scorecard.gaps(known, one.id, chosen) for one in PLAN.indicators]
    if scope.unit is None and scope.sector is None:
        shown.append(sectors.side_by_side(known, chosen))
    texts = [*(f"{fact.value} {fact.note}" for fact in facts), *chain.from_iterable(map(text, shown))]
    assert any(numbers_in(one) for one in texts)
    assert [one for one in texts if not numbers_in(one) <= file] == []


def numbers_in(text: str) -> set[str]:
    """The numbers of a text as they are written, days and hours left out."""
    return set(NUMBER.findall(DATE.sub("", re.sub(r"\d+:\d\d", "", text))))


def numbers_of_file(tabs: dict[str, list[list[Any]]]) -> set[str]:
    """Every number of the Excel file as prose, screens and annexes write it."""
    found: set[str] = set()
    for value in chain.from_iterable(chain.from_iterable(tabs.values())):
        if isinstance(value, str):
            found |= numbers_in(value)
        elif isinstance(value, int | float) and float(value).is_integer():
            number = int(value)
            found |= {write_count(number), f"{number:02d}", millions(number), write_money(number).split()[0]}
        if isinstance(value, int | float) and not isinstance(value, bool):
            found |= {write_percent(value).removesuffix("%"), write_percent(value, 0).removesuffix("%")}
            found.add(write_decimal(value, 1))
    return found


def test_the_annex_by_sector_is_the_tidy_rows(known: Snapshot, papers: Papers) -> None:
    scope, document, tabs = papers
    tables = list(grids(document, "Cộng"))
    assert len(tables) == (2 if scope.sector is None else 1)
    phase = PLAN.phase(scope.phase).title if scope.phase else "Cả năm"
    unit = known.unit(scope.unit).name if scope.unit else "Toàn tỉnh"
    names = [*(sector.short for sector in PLAN.sectors), "Cả hai"]
    rows = {tuple(row[:5]): row for row in tabs["Chỉ tiêu"][4:]}
    for indicator, word in zip(PLAN.indicators, tables[0] if scope.sector is None else [], strict=False):
        for name, cell in zip(names, word[3:], strict=True):
            _, flow, _, base = rows[indicator.id, indicator.short, unit, name, phase][5:9]
            if flow == NO_FIGURE or (base == NO_FIGURE and indicator.kind != "total"):
                assert cell == NO_FIGURE
            else:
                whole = "" if base == NO_FIGURE else f"/{write_count(base)}"
                assert cell.partition("\n")[0] == f"{write_count(flow)}{whole}"


def test_the_annex_of_reporting_is_the_tab_of_each_phase(papers: Papers) -> None:
    scope, document, tabs = papers
    tables = list(grids(document, "Tình hình"))
    begun = [] if scope.unit else [1, 2] if scope.phase is None else [scope.phase]
    assert len(tables) == len(begun)
    for phase, table in zip(begun, tables, strict=True):
        for word, excel in zip(table, tabs[f"Đã nhận, đợt {phase}"][4:], strict=True):
            assert word[2] == f"{excel[1]}/{excel[2]}"
            assert word[5] in (excel[8], f"{excel[8]} {excel[7]} ngày")


def test_the_preview_on_the_page_is_the_text_of_the_file(known: Snapshot, papers: Papers) -> None:
    scope, document, _ = papers
    said = [block.text for block in report(known, scope).blocks if isinstance(block, Said | Point)]
    written = {line.removeprefix("- ") for line in lines(document)}
    assert [one for one in said if one not in written] == []


def test_each_tab_says_its_filter_its_day_and_that_the_figures_are_invented(papers: Papers) -> None:
    scope, _, tabs = papers
    where = {None: "Toàn tỉnh", "phu_cat": "LĐLĐ H. Phù Cát", "van_canh": "LĐLĐ H. Vân Canh"}[scope.unit]
    for rows in tabs.values():
        assert str(rows[1][0]).startswith(where)
        assert "số liệu lúc 18:00 ngày 15/8/2023 · tính đến 15/8/2023" in str(rows[1][0])
        assert "SỐ LIỆU MINH HỌA" in str(rows[1][0])


def test_no_name_of_a_person_and_no_formula_is_in_the_excel_file(known: Snapshot) -> None:
    rewards = known.tables["rewards"]
    people = set(rewards.loc[rewards["recipient_kind"] == "Cá nhân", "recipient"].dropna())
    with zipfile.ZipFile(io.BytesIO(workbook(known, Scope(2)))) as book:
        tabs = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
        texts = set(re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode()))
    assert len(people) > 20 and len(texts) > 1000
    assert texts.isdisjoint(people)
    assert not any(b"<f>" in tab or b"<f " in tab for tab in tabs)


def shown(value: Any) -> Any:
    """A value as a cell holds it: «—» where there is none, and of a share sixteen digits."""
    if isinstance(value, float):
        return float(f"{value:.16G}")
    return NO_FIGURE if value is None else value
