"""Who may see and do what: the roles, and what each of them may not see of a snapshot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol, Self, TypeVar

from campaign.masking import Hidden, masked, masked_source
from campaign.records import Snapshot, SourceState

Role = Literal["leader", "staff", "unit", "admin", "screen"]
"""`unit` is a clerk of one unit; `screen` is a TV that a signed link opened, without an account."""

Action = Literal[
    "present", "browse", "see_contacts", "refresh", "remind", "close_phase", "write_report", "link_screen",
    "administer", "commit",
]  # fmt: skip
"""What not everybody may do. `present`: see the slides; `browse`: the other pages; `commit`: enter and settle
commitments, as a meeting does; `administer`: accounts and the trail."""

MAY: Mapping[Role, frozenset[Action]] = {
    "leader": frozenset({"present", "browse", "write_report", "commit"}),
    "staff": frozenset(
        {
            "present",
            "browse",
            "see_contacts",
            "refresh",
            "remind",
            "commit",
            "close_phase",
            "write_report",
            "link_screen",
        }
    ),
    "unit": frozenset({"present", "browse"}),
    "admin": frozenset({"present", "browse", "administer", "link_screen"}),
    "screen": frozenset({"present"}),
}

NOBODY: frozenset[str] = frozenset()
PROMISES = "commitments"
"""What meetings promised: the wall of the next meeting tells all of it."""
HIDDEN: Mapping[Role, Hidden] = {
    "staff": Hidden(),
    "leader": Hidden(contacts_of=NOBODY, unconsented=True, places=True),
    "admin": Hidden(contacts_of=NOBODY, names=True),
    "unit": Hidden(open_units=NOBODY, contacts_of=NOBODY, places=True),
    "screen": Hidden(
        open_units=NOBODY, contacts_of=NOBODY, names=True, places=True, told=frozenset({PROMISES})
    ),
}
"""What a role may not see (DESIGN.md §9); a clerk's own unit is opened for the clerk."""


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


def visible(snapshot: Snapshot, role: Role, unit: str = "", *, names: bool = True) -> Snapshot:
    """Return what a role may see of a snapshot; its measures tell the same figures.

    Without `names` nobody sees a name of a person, nor the remarks and contacts in which there are some.
    """
    return masked(snapshot, hidden_from(role, unit, names=names))


def visible_source(source: SourceState, role: Role) -> SourceState:
    """Return what a role may see of how the source stands."""
    return masked_source(source, HIDDEN[role])


def hidden_from(role: Role, unit: str = "", *, names: bool = True) -> Hidden:
    """Return what a role may not see; a clerk without a unit sees no rows at all."""
    hidden = HIDDEN[role]
    if role == "unit" and unit:
        hidden = replace(hidden, open_units=frozenset({unit}), contacts_of=frozenset({unit}))
    return hidden if names else replace(hidden, names=True, contacts_of=NOBODY)


class AboutUnit(Protocol):
    """What is about one unit: a row that changed, a figure that was checked."""

    @property
    def unit(self) -> str:
        """Id of the unit; empty for what is about the whole province."""


class Entered(AboutUnit, Protocol):
    """What the office keeps about a unit: a reminder, a commitment."""

    @property
    def without_names(self) -> Self:
        """The same without names of people, and without words in which there may be some."""


About = TypeVar("About", bound=AboutUnit)
Entry = TypeVar("Entry", bound=Entered)


def of_open_units(found: Iterable[About], viewer: Viewer) -> tuple[About, ...]:
    """Return what a viewer may see of values read from a snapshot, in which names are hidden already."""
    units = hidden_from(viewer.role, viewer.unit).open_units
    return tuple(one for one in found if units is None or one.unit in units)


def own(entries: Iterable[Entry], viewer: Viewer, worksheet: str, *, names: bool = True) -> tuple[Entry, ...]:
    """Return what a viewer may see of the office's entries: a unit's clerk those about that unit alone.

    `worksheet`: where such entries stand when they are typed. Without `names` nobody sees a name in them.
    """
    hidden = hidden_from(viewer.role, viewer.unit, names=names)
    found = entries if worksheet in hidden.told else of_open_units(entries, viewer)
    return tuple(entry.without_names if hidden.names else entry for entry in found)
