"""How a worksheet of the schema is laid out as a tab, whatever program opens it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from campaign.handout.guide import RULES, briefly, needs_briefly, shown_briefly
from sheets_schema.plan import Phase, Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    FixedRow,
    Money,
    Printed,
    Workbook,
    Worksheet,
    YesNo,
)

GUIDE_TAB = "Hướng dẫn"

HEADER_ROW = 3
"""The sheet's row of headers, from 1; data begin below it."""

READY_ROWS = 1000
"""Rows of a list that have drop-downs and checks."""

GUIDE_WIDTHS = (28, 44, 60, 40)
"""Widths of the columns of «Hướng dẫn», in characters."""

Typed = Mapping[str, object]
"""Column name → what is typed; of a fixed row also `_key`, the codes of its key columns."""


@dataclass(frozen=True)
class Heading:
    """For whom a workbook is: what its title lines and its properties say."""

    plan: Plan
    unit: Unit | None = None
    phase: Phase | None = None
    sample: bool = False
    """The figures in it are invented."""

    def line(self, workbook: Workbook) -> str:
        """Return what follows the tab's name in its title line."""
        if workbook.name == "province":
            parts = [self.plan.federation]
        else:
            parts = [
                self.unit.name if self.unit else "Đơn vị: …",
                self.phase.title if self.phase else "Đợt: …",
            ]
        return " · ".join([*parts, *(["SỐ LIỆU MINH HỌA"] if self.sample else [])])

    def labels(self, workbook: Workbook) -> dict[str, str]:
        """Return what the file itself remembers, where no clerk sees it."""
        labels = {
            "kind": workbook.name,
            "plan": self.plan.id,
            "unit": self.unit.id if self.unit else "",
            "phase": str(self.phase.number) if self.phase else "",
            "sample": "1" if self.sample else "",
        }
        return {name: value for name, value in labels.items() if value}

    @property
    def schema(self) -> Workbook:
        """The workbook of the schema: of a unit where one is named, else of the province."""
        return unit_workbook(self.plan) if self.unit else province_workbook(self.plan)


@dataclass(frozen=True)
class PrintedRow:
    """Where a row of a tab with fixed rows stands: a group's heading, or a row to fill."""

    row: int
    """The sheet's row number, from 1."""
    key: tuple[str, ...]
    """Empty for a heading."""
    heading: str = ""


@dataclass(frozen=True)
class GuideRow:
    """A row of «Hướng dẫn»."""

    kind: Literal["blank", "rule", "worksheet", "column"]
    texts: tuple[str, ...] = ()
    required: bool = False


def title_line(worksheet: Worksheet, heading: str) -> str:
    """Return a tab's first row: its name, and whose it is."""
    return f"{worksheet.title.upper()} · {heading}" if heading else worksheet.title.upper()


def hint_line(worksheet: Worksheet) -> str:
    """Return a tab's second row: what it is for, and what must be filled."""
    hint = "Dòng in đậm là bắt buộc." if worksheet.fixed else "Cột nền đậm, chữ trắng là bắt buộc."
    return f"{worksheet.description} {hint}"


def note(column: Column) -> str:
    """Return the note on a column's header."""
    return f"{column.description}\nCần: {briefly(column)}.\nVí dụ: {column.example}"


def warning(column: Column) -> str:
    """Return what a program says of a cell that its column does not expect."""
    return f"Cột “{column.header}” cần {briefly(column)}."


def align(column: Column) -> Literal["left", "center", "right"]:
    """Return how the cells of a column are aligned."""
    if isinstance(column, Count | Money):
        return "right"
    return "center" if isinstance(column, Choice | YesNo | Date) else "left"


def printed_rows(worksheet: Worksheet) -> tuple[PrintedRow, ...]:
    """Lay out the fixed rows of a worksheet, each group under its heading."""
    laid: list[PrintedRow] = []
    group = ""
    for fixed in worksheet.fixed:
        if fixed.group and fixed.group != group:
            laid.append(PrintedRow(HEADER_ROW + 1 + len(laid), (), fixed.group))
        group = fixed.group
        laid.append(PrintedRow(HEADER_ROW + 1 + len(laid), fixed.key))
    return tuple(laid)


def printed_texts(worksheet: Worksheet, fixed: FixedRow) -> dict[str, str]:
    """Return column name → what the template prints there in a fixed row."""
    return {**dict(zip(worksheet.key, fixed.labels, strict=True)), **fixed.printed}


def is_required(fixed: FixedRow) -> bool:
    """Tell whether a fixed row must be filled."""
    return any(column.required for column in fixed.columns.values())


def asked(worksheet: Worksheet, fixed: FixedRow, column: Column) -> Column | None:
    """Return how a cell of a fixed row reads; None where it is printed or closed."""
    if column.name in (*worksheet.key, *fixed.printed, *fixed.closed):
        return None
    return worksheet.cell_column(fixed, column.name)


def runs(worksheet: Worksheet, laid: Sequence[PrintedRow]) -> Iterator[tuple[int, Column, int, int]]:
    """Yield (column index, column, first row, last row) of neighbouring cells that ask for the same thing."""
    fixed = {row.key: row for row in worksheet.fixed}
    for index, column in enumerate(worksheet.columns):
        run: tuple[Column, int, int] | None = None
        for printed in laid:
            row = fixed.get(printed.key)
            cell = asked(worksheet, row, column) if row else None
            if run and cell and cell.input_rule == run[0].input_rule:
                run = (run[0], run[1], printed.row)
                continue
            if run:
                yield index, *run
            run = (cell, printed.row, printed.row) if cell else None
        if run:
            yield index, *run


def frozen_columns(worksheet: Worksheet) -> int:
    """Return how many columns stay in sight: up to the last that names a row."""
    places = [column.name for column in worksheet.columns]
    names = worksheet.key if worksheet.fixed else worksheet.key[:1]
    return max(places.index(name) for name in names) + 1


def guide_hint(heading: Heading) -> str:
    """Return the second row of «Hướng dẫn»."""
    phase = heading.phase
    due = f" Hạn nhập xong {phase.title.lower()}: {write_date(phase.due)}." if phase else ""
    return f"{heading.plan.title}.{due}"


def guide_rows(workbook: Workbook) -> Iterator[GuideRow]:
    """Yield what stands in «Hướng dẫn» from its fourth row on."""
    for number, rule in enumerate(RULES, 1):
        yield GuideRow("rule", (f"{number}. {rule}",))
    for worksheet in workbook.worksheets:
        yield GuideRow("blank")
        yield GuideRow("worksheet", (worksheet.title, worksheet.description))
        for column in worksheet.columns:
            if isinstance(column, Printed) or column.name == "row_no":
                continue
            texts = (column.header, needs_briefly(column), column.description, shown_briefly(column))
            yield GuideRow("column", texts, column.required)
