"""Who may see and do what: the roles, and the filter that a role lays over a snapshot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeVar

from campaign.records import Snapshot

Role = Literal["leader", "staff", "unit", "admin", "screen"]
"""`unit` is a clerk of one unit; `screen` is a TV that a signed link opened, without an account."""

Action = Literal[
    "present", "browse", "see_contacts", "refresh", "remind", "close_phase", "write_report", "link_screen",
    "administer",
]  # fmt: skip
"""What not everybody may do. `present`: see the slides; `browse`: the other pages; `administer`: accounts and
the trail."""

MAY: Mapping[Role, frozenset[Action]] = {
    "leader": frozenset({"present", "browse", "write_report"}),
    "staff": frozenset(
        {
            "present",
            "browse",
            "see_contacts",
            "refresh",
            "remind",
            "close_phase",
            "write_report",
            "link_screen",
        }
    ),
    "unit": frozenset({"present", "browse"}),
    "admin": frozenset({"present", "browse", "administer", "link_screen"}),
    "screen": frozenset({"present"}),
}

ABOUT_UNITS = ("reminders", "commitments")
"""Worksheets of the province workbook in which the office keeps what it says to a unit, and hears from it."""
CONTACTS = ("contact_name", "contact_title", "contact_email", "contact_phone")


@dataclass(frozen=True)
class Viewer:
    """Who is looking."""

    account: str
    """Name of the account, as the trail writes it; of a screen, the id of its link."""
    name: str
    """As people call them."""
    role: Role
    unit: str = ""
    """Id of the unit whose clerk it is; empty for every other role."""

    def may(self, action: Action) -> bool:
        """Tell whether this viewer may do something."""
        return action in MAY[self.role]


def visible(snapshot: Snapshot, role: Role, unit: str = "") -> Snapshot:
    """Return what a role may see of a snapshot.

    Contacts of the units are for the staff who call them; what the office keeps about one unit is for that
    unit's clerk and not for another's.
    """
    if "see_contacts" in MAY[role]:
        return snapshot
    units = snapshot.tables["units"]
    kept = units.drop(columns=[column for column in CONTACTS if column in units.columns])
    tables = {**snapshot.tables, "units": kept}
    if role == "unit":
        tables |= {name: tables[name][tables[name]["unit"] == unit] for name in ABOUT_UNITS}
        reviews = tables["reviews"]
        tables["reviews"] = reviews.assign(comment=reviews["comment"].where(reviews["unit"] == unit, None))
    return replace(snapshot, tables=tables)


class AboutUnit(Protocol):
    """What the office keeps about a unit: a reminder, a commitment."""

    @property
    def unit(self) -> str:
        """Id of the unit; empty for what is about the whole province."""


Entry = TypeVar("Entry", bound=AboutUnit)


def own(entries: Iterable[Entry], viewer: Viewer) -> tuple[Entry, ...]:
    """Return what a viewer may see of the office's entries: a unit's clerk those about that unit alone."""
    return tuple(entry for entry in entries if viewer.role != "unit" or entry.unit == viewer.unit)
