"""What units wrote, in their own words."""

from collections.abc import Iterator

from campaign.measures.measured import Scope
from campaign.measures.report_rows import words_of_units
from campaign.output.word.content import Block, Quote, Said
from campaign.output.word.numbers import said
from campaign.output.word.prose import nobody
from campaign.records import Snapshot


def quotes(snapshot: Snapshot, row_id: str, scope: Scope) -> Iterator[Block]:
    """Yield what units wrote in a row of «Báo cáo»; of the whole year, what each wrote last.

    What several wrote word for word stands once, with all their names.
    """
    row = next((row for row in snapshot.plan.report_rows if row.id == row_id), None)
    if row is None:
        return
    latest = {words.unit.id: words for words in words_of_units(snapshot, row_id, scope)}
    if not latest:
        yield Said(f"{row.title}: {nobody(scope)}.")
        return
    whose = f", theo lời của {said(len(latest))}/{said(len(snapshot.units))} đơn vị"
    yield Said(f"{row.title}{'' if scope.unit else whose}:")
    together: dict[str, list[str]] = {}
    for words in latest.values():
        together.setdefault(words.text, []).append(words.unit.short)
    for text, names in together.items():
        yield Quote("" if scope.unit else ", ".join(names), text)
