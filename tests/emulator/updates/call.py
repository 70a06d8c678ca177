"""What one request of a batchUpdate knows."""

import datetime
from dataclasses import dataclass
from typing import Any

from tests.emulator.a1 import Area
from tests.emulator.book import Spreadsheet, Tab
from tests.emulator.errors import ApiError, invalid
from tests.emulator.fields import BadMask, Mask, read_mask
from tests.emulator.values import check_protection


@dataclass(frozen=True)
class Call:
    """The spreadsheet to change, who changes it, and how the request is named in a refusal."""

    book: Spreadsheet
    caller: str
    today: datetime.date
    where: str
    copies_carry_tags: bool

    def refusal(self, message: str) -> ApiError:
        """Return 400 in the name of this request."""
        return invalid(f"Invalid {self.where}: {message}")

    def tab(self, sheet_id: int | None) -> Tab:
        """Return the tab with that number; none is 0."""
        return self.book.tab(sheet_id or 0, self.where)

    def area(self, described: dict[str, Any]) -> tuple[Tab, Area]:
        """Return tab and rectangle of a GridRange."""
        return self.book.area(described, self.where)

    def editable(self, described: dict[str, Any]) -> tuple[Tab, Area]:
        """Return tab and rectangle of a GridRange that the caller may edit."""
        tab, area = self.area(described)
        check_protection(self.book, tab, area, self.caller)
        return tab, area

    def mask(self, body: dict[str, Any]) -> Mask:
        """Return the request's field mask, which must be there."""
        if not body.get("fields"):
            raise self.refusal(
                "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
            )
        try:
            return read_mask(body["fields"])
        except BadMask as fault:
            raise self.refusal(f"Invalid field mask: {fault}") from None


def given(described: Any) -> Any:
    """Return a description without its nulls, which stand for «not given»."""
    if isinstance(described, list):
        return [given(item) for item in described]
    if isinstance(described, dict):
        return {name: given(value) for name, value in described.items() if value is not None}
    return described


def kept(described: Any) -> Any:
    """Return a description as it is kept: what has its default is left out."""
    if isinstance(described, list):
        return [kept(item) for item in described]
    if isinstance(described, dict):
        out = {name: kept(value) for name, value in described.items()}
        return {
            name: value for name, value in out.items() if value is not False and value not in ("", [], None)
        }
    return described


def ranged(described: dict[str, Any]) -> dict[str, Any]:
    """Return a GridRange with its sheetId written out, as this server keeps it."""
    return {"sheetId": 0} | {name: value for name, value in described.items() if value is not None}
