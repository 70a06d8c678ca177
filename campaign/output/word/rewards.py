"""The part of a report about rewards and models, and the list of who is proposed."""

from collections.abc import Iterator

from campaign.measures import reward_answers
from campaign.measures.measured import Scope
from campaign.measures.reward_rows import Reward
from campaign.measures.rewards import CONSIDERED, SUBMITTED, counted, listed, summary
from campaign.output.word.content import Annex, Block, Grid, GridColumn, Point, Said
from campaign.output.word.numbers import amount
from campaign.output.word.prose import nobody
from campaign.records import Snapshot
from sheets_schema.vietnamese.numbers import NO_FIGURE

NOT_NAMED = "(chưa có đồng ý nêu tên)"


def rewards(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield who was rewarded, how soon and with whose money, who is proposed, and which models were found."""
    found = summary(snapshot, scope)
    if not found.units_reported and not found.granted:
        yield Said(f"Khen thưởng, đề nghị khen thưởng, điển hình: {nobody(scope)}.")
        return
    sentences = [reward_answers.answer(snapshot, scope)]
    if found.granted:
        sentences += [reward_answers.waiting(found.waiting), reward_answers.prizes(found.prizes)]
    yield Said(f"{' '.join(sentences)} Căn cứ: {reward_answers.basis(snapshot, scope)}")
    forms = [one for one in counted(snapshot, "form", scope) if one.granted]
    if forms:
        words = [f"{one.title}: {_groups(one.collectives, one.persons)}" for one in forms]
        yield Said(f"Theo hình thức, danh hiệu: {'; '.join(words)}.")
    yield Point(f"Hồ sơ khen thưởng: {reward_answers.proposals(snapshot, scope)}")
    yield Point(f"Điển hình: {reward_answers.models_of(snapshot, scope)}")


def proposed(snapshot: Snapshot, scope: Scope) -> Annex | None:
    """Return the list of who is proposed and not yet decided; None where nobody is.

    A name stands in it only with the consent of who is named.
    """
    found = [row for row in listed(snapshot, scope) if row.status in (SUBMITTED, CONSIDERED)]
    if not found:
        return None
    columns = (
        GridColumn("TT", 10),
        GridColumn("Tập thể, cá nhân", 48),
        GridColumn("Đơn vị", 37),
        GridColumn("Hình thức, danh hiệu", 42),
        GridColumn("Hồ sơ", 28),
    )
    rows = tuple(_row(snapshot, number, one) for number, one in enumerate(found, start=1))
    return Annex("Danh sách đề nghị khen thưởng", (Grid(columns, rows),))


def _row(snapshot: Snapshot, number: int, one: Reward) -> tuple[str, ...]:
    who = one.name or f"{amount(one.number, 'cá nhân' if one.person else 'tập thể')} {NOT_NAMED}"
    return (
        str(number),
        who,
        snapshot.unit(one.unit).short,
        one.form or NO_FIGURE,
        one.status or NO_FIGURE,
    )


def _groups(collectives: int, persons: int) -> str:
    told = [(collectives, "tập thể"), (persons, "cá nhân")]
    return ", ".join(amount(number, counted) for number, counted in told if number)
