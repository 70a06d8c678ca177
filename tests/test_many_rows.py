"""Many rows of sloppy cells: each distinct cell is parsed once, each planted mistake is found at its cell."""

import gc

from benchmarks.reading import PLAN, found_places
from benchmarks.sloppy import sloppy, workbook
from campaign.intake.reading.cells import see_all
from campaign.intake.reading.workbook import read_workbook
from sheets_schema.cell import Cell
from sheets_schema.vocabulary import Count, YesNo

PEOPLE = Count(name="people", header="Số người", description="Người.", example="12", counted="người")
DONE = YesNo(name="done", header="Đã xong", description="Xong.", example="Có")


def test_a_cell_that_stands_in_many_rows_is_parsed_once() -> None:
    first, second, other, third = see_all(PEOPLE, ["12 người", "12 " + "người", "13", "12 người"])
    assert first is second is third
    assert (first.value, first.shown, first.normalised, first.silent) == (12, "12 người", True, True)
    assert other.value == 13


def test_cells_that_are_equal_but_of_another_kind_are_read_each_for_itself() -> None:
    cells: list[Cell] = [True, 1, 1.0, "1"]
    assert [each.value for each in see_all(DONE, cells)] == [True, True, True, True]
    assert [each.shown for each in see_all(DONE, cells)] == ["TRUE", "1", "1,0", "1"]
    assert [each.value for each in see_all(PEOPLE, cells)] == [None, 1, 1, 1]


def test_a_blank_needs_no_word_and_a_refused_cell_does() -> None:
    blank, dash, text = see_all(PEOPLE, [None, "  ", "nhiều"])
    assert (blank.value, blank.silent, dash.value, dash.silent) == (None, True, None, True)
    assert (text.value, text.silent) == (None, False)


def test_every_mistake_among_sloppy_rows_is_found_at_its_cell_and_none_is_invented() -> None:
    made = sloppy(PLAN, 600, seed=7)
    checked = read_workbook(workbook(PLAN, made), PLAN)
    assert len(made.wrong) > 30
    assert set(found_places(checked)) == made.wrong
    counted, out = checked.tables["works"].rows, checked.tables["works"].left_out
    assert len(counted) + len({left.row for left in out}) == 600


def test_python_searches_for_dead_cycles_again_once_a_workbook_is_read() -> None:
    assert gc.isenabled()
    read_workbook(workbook(PLAN, sloppy(PLAN, 3)), PLAN)
    assert gc.isenabled()
