"""The part of a report about rewards and models, from what the measures say of them."""

from collections.abc import Iterator

from campaign.measures.measured import Scope
from campaign.output.word.content import Block
from campaign.records import Snapshot


def rewards(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield who was rewarded and proposed, and which models were found."""
    yield from ()
