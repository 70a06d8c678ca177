"""Worksheets and workbooks: which columns, which printed rows, and the rules between cells of one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sheets_schema.cell import Value
from sheets_schema.vocabulary.columns import Column

Severity = Literal["error", "warning", "missing", "note"]
"""A note informs and never accuses; nothing counts it among what is to be mended."""


AT_END = "cell.at_end"
"""Rule of a blank that is missing only once the report of its phase is due."""


class SchemaError(Exception):
    """A mistake of the schema's or the plan's author, found at start."""


Row = Mapping[str, Value | None]


@dataclass(frozen=True, kw_only=True)
class RowRule:
    """A rule between cells of one row; not judged when a cell of `columns` is blank or unreadable."""

    name: str
    """Stable identifier, with the number of domain.md §3.19 where it has one (`X11`)."""
    columns: tuple[str, ...]
    holds: Callable[[Row], bool]
    message: Callable[[Row], str]
    """What was found and what belongs there, in Vietnamese."""
    severity: Severity = "warning"
    at: str = ""
    """The column whose cell the finding names; the first of `columns` by default."""


@dataclass(frozen=True, kw_only=True)
class RequiredIf:
    """A column that becomes required by another cell of its row («Có» needs a document number)."""

    column: str
    when: Callable[[Row], bool]
    because: str
    """The condition in Vietnamese: «khi tình trạng là Hoàn thành»."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A column whose text must name a row of another worksheet of the workbook, compared by `union_key`."""

    column: str
    worksheet: str
    target: str
    when: Callable[[Row], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class FixedRow:
    """A row that the template prints and the clerk fills: a line, a milestone, a movement of a sector."""

    key: tuple[str, ...]
    """Values of the worksheet's key columns for this row, codes: (`initiatives_valid`,)."""
    labels: tuple[str, ...]
    """What the template prints in the key columns, in their order."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """What the template prints in further columns: {"counted": "sáng kiến"}."""
    aliases: tuple[str, ...] = ()
    """Further spellings of the first label."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    """How the cells of this row read, where it differs from the worksheet's column."""
    closed: tuple[str, ...] = ()
    """Columns with no place for a value in this row: greyed in the template."""
    at_end: bool = False
    """Asked for when the phase is over: a blank in it is a finding of its own rule, `AT_END`."""
    group: str = ""
    """Heading printed above the first row of each group."""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """One tab: a list of rows, or fixed rows that the template prints."""

    name: str
    title: str
    """The tab's name for people."""
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """Columns that together name a row; a second row with the same key is a finding."""
    aliases: tuple[str, ...] = ()
    """Further spellings of the tab's title."""
    fixed: tuple[FixedRow, ...] = ()
    rules: tuple[RowRule, ...] = ()
    required_if: tuple[RequiredIf, ...] = ()
    references: tuple[Reference, ...] = ()
    event_date: str = ""
    """The column whose day says in which phase a row belongs (rule X12)."""
    duplicates: Literal["error", "warning"] = "error"
    """What a second row with the same key is: an error leaves both out, a warning counts the first."""

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def cell_column(self, fixed: FixedRow, name: str) -> Column:
        """How the cell of a fixed row reads."""
        return fixed.columns.get(name) or self.column(name)

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        for wanted, where in [
            *((name, "key") for name in self.key),
            *((name, f"rule {rule.name}") for rule in self.rules for name in rule.columns),
            *((rule.column, "required_if") for rule in self.required_if),
            *((reference.column, "references") for reference in self.references),
            *(((self.event_date, "event_date"),) if self.event_date else ()),
        ]:
            if wanted not in names:
                raise SchemaError(
                    f"Trang «{self.title}», {where}: không có cột `{wanted}`; các cột: {', '.join(names)}."
                )
        if len(set(names)) != len(names):
            raise SchemaError(f"Trang «{self.title}»: hai cột cùng tên trong {', '.join(names)}.")


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """All worksheets of one spreadsheet, in the order of their tabs."""

    name: Literal["unit", "province"]
    title: str
    worksheets: tuple[Worksheet, ...]

    def worksheet(self, name: str) -> Worksheet:
        """Return the worksheet of that name; KeyError where there is none."""
        for worksheet in self.worksheets:
            if worksheet.name == name:
                return worksheet
        raise KeyError(name)
