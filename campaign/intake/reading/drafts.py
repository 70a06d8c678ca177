"""The rows of one tab while they are read: values so far, what is left out and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.intake.reading.cells import Tab, cell_name, cell_rule, filled, is_blank, letters, reader, shown
from campaign.intake.reading.headers import Header
from campaign.records import Finding, LeftOut, Table
from sheets_schema.cell import Cell, Missing, Parsed, Refused, Value
from sheets_schema.vocabulary import Column, Severity, Worksheet


@dataclass(slots=True)
class DraftRow:
    """One row, or one printed row, with what could be read of it."""

    row: int
    """The sheet's row number, from 1."""
    held: Sequence[Cell]
    """The sheet's row as typed."""
    places: Mapping[str, int]
    """Column name → index of its cell in the row."""
    values: dict[str, Value | None] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    """Columns whose cell is part of a merged range that begins above."""
    missing: dict[str, str] = field(default_factory=dict)
    """Columns in which the clerk wrote that the value is still unknown, with what to say."""
    dropped: dict[str, Value | None] = field(default_factory=dict)
    """What stood in cells that a rule between cells took out."""
    left_out: LeftOut | None = None

    @property
    def cells(self) -> Mapping[str, Cell]:
        """The cells that hold something, in the order of the columns."""
        return filled(self.held, self.places)

    def cell(self, name: str) -> Cell:
        """Return the cell of a column; None where it is blank."""
        place = self.places.get(name)
        cell = self.held[place] if place is not None and place < len(self.held) else None
        return None if is_blank(cell) else cell

    def leave_out(self, column: str, reason: str) -> None:
        """Count the row no more; the first reason stands."""
        if self.left_out is None:
            self.left_out = LeftOut(self.row, column, reason)


@dataclass
class Draft:
    """One tab while it is read."""

    tab: Tab
    worksheet: Worksheet
    header: Header
    rows: list[DraftRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cells_left_out: list[LeftOut] = field(default_factory=list)
    """Of fixed rows: single cells that do not count."""
    typed: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    """Column name → sheet row → what was typed, where it was normalised or refused."""
    stated_nothing: bool = False
    """The clerk wrote «Không phát sinh»: received, with no rows."""

    @property
    def touched(self) -> bool:
        """Whether the unit has filled something here."""
        return bool(self.rows) or self.stated_nothing

    def note(
        self,
        rule: str,
        severity: Severity,
        message: str,
        *,
        row: int,
        column: str,
        typed: str = "",
        suggestion: str = "",
    ) -> None:
        """Add a finding at a cell, given by sheet row and column name."""
        place = self.header.places.get(column)
        cell = cell_name(row, place) if place is not None else ""
        found = self.tab.finding(rule, severity, message, cell=cell, typed=typed, suggestion=suggestion)
        self.findings.append(found)

    def take(self, row: DraftRow, name: str, column: Column, cell: Cell) -> bool:
        """Read one cell into its row; False where it was refused."""
        outcome = reader(column)(cell)
        if isinstance(outcome, Parsed):
            row.values[name] = outcome.value
            if outcome.note or outcome.warning:
                self.typed[name][row.row] = shown(cell)
            if outcome.warning:
                rule = cell_rule(column, cell)
                self.note(rule, "warning", outcome.warning, row=row.row, column=name, typed=shown(cell))
        elif isinstance(outcome, Missing):
            row.missing[name] = outcome.message
        else:
            self._refuse(row, name, column, cell, outcome)
            return False
        return True

    def _refuse(self, row: DraftRow, name: str, column: Column, cell: Cell, outcome: Refused) -> None:
        row.refused |= {name}
        self.typed[name][row.row] = shown(cell)
        self.note(
            cell_rule(column, cell),
            "error",
            outcome.message,
            row=row.row,
            column=name,
            typed=shown(cell),
            suggestion=outcome.suggestion,
        )

    def table(self) -> Table:
        """Return the rows that count as a table, and what does not count beside it."""
        counted = [row for row in self.rows if row.left_out is None]
        values = [row.values for row in counted]
        names = [column.name for column in self.worksheet.columns]
        left_out = [row.left_out for row in self.rows if row.left_out is not None]
        return Table(
            worksheet=self.worksheet.name,
            title=self.tab.title,
            rows=tuple(row.row for row in counted),
            values={name: tuple([each.get(name) for each in values]) for name in names},
            cells={name: letters(place) for name, place in self.header.places.items()},
            typed=dict(self.typed),
            left_out=tuple(sorted([*left_out, *self.cells_left_out], key=lambda left: left.row)),
            link=self.tab.link,
        )


def missing_message(column: Column) -> str:
    """Say that a required cell is blank, and what belongs there."""
    return f"Chưa ghi “{column.header}”. Cần {column.expects}."
