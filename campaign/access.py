"""What a role may see, as a filter on the snapshot itself."""

from dataclasses import replace
from typing import Literal

from campaign.records import Snapshot

Role = Literal["leader", "staff"]

CONTACTS = ("contact_name", "contact_title", "contact_email", "contact_phone")


def visible(snapshot: Snapshot, role: Role) -> Snapshot:
    """Return what a role may see of a snapshot; contacts of the units are for the staff who call them."""
    if role == "staff":
        return snapshot
    units = snapshot.tables["units"]
    kept = units.drop(columns=[column for column in CONTACTS if column in units.columns])
    return replace(snapshot, tables={**snapshot.tables, "units": kept})
