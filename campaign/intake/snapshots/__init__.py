"""The store of all that was ever read, and the way back from it to a snapshot."""

from campaign.intake.snapshots.store import SnapshotStore

__all__ = ["SnapshotStore"]
