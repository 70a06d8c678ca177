"""A place in a table of a checked workbook, to which a finding points."""

from dataclasses import dataclass

from campaign.records import CheckedWorkbook, Finding, Table
from sheets_schema.vocabulary import Severity


@dataclass(frozen=True)
class At:
    """One table of one workbook as an address: it makes the findings about itself."""

    book: CheckedWorkbook
    table: Table

    def finding(
        self,
        rule: str,
        severity: Severity,
        message: str,
        *,
        row: int = 0,
        column: str = "",
        typed: str = "",
        rows: int = 0,
        lost: tuple[tuple[str, int], ...] = (),
    ) -> Finding:
        """Make a finding about a cell, given by sheet row and column name, or about the tab."""
        book, table = self.book, self.table
        cell = f"{table.cells[column]}{row}" if row and column in table.cells else ""
        return Finding(
            workbook=book.key,
            unit=book.unit,
            phase=book.phase,
            worksheet=table.title,
            cell=cell,
            rule=rule,
            severity=severity,
            typed=table.typed_at(row, column) or typed,
            message=message,
            url=table.link + cell if table.link else book.url,
            rows=rows,
            lost=lost,
        )
