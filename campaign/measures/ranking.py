"""Who stands where inside a block, and why: scores that open into their parts (domain.md §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from campaign.measures import timeliness
from campaign.measures.criteria import Result, due_phases, result
from campaign.measures.rows import once_per_snapshot
from campaign.records import Snapshot
from sheets_schema.plan import Criterion, Ranking, Unit
from sheets_schema.vietnamese.numbers import write_decimal

HUNDREDTH = Decimal("0.01")
INCOMPLETE = "chưa đủ số liệu để xếp loại"
WHOLE = 100


@dataclass(frozen=True)
class Scored:
    """One criterion of one unit."""

    criterion: Criterion
    result: Result
    most: Decimal | None
    """Its weight of 100 after those taken out gave theirs to the others; None where it is taken out."""
    points: Decimal | None
    """Over-fulfilment not included; None where it is taken out or unknown."""
    bonus: Decimal = Decimal(0)


@dataclass(frozen=True)
class Placed:
    """One unit with its score, its parts, and its place among those of its block that have one."""

    unit: Unit
    parts: tuple[Scored, ...]
    lacking: tuple[str, ...]
    """Why it has no score; such a unit is neither zero nor last."""
    score: Decimal | None
    """The points and bonuses as written, added up."""
    grade: str = ""
    rank: int | None = None
    among: int = 0

    @property
    def taken_out(self) -> tuple[Scored, ...]:
        """The criteria that do not count for it."""
        return tuple(part for part in self.parts if part.result.out)


@dataclass(frozen=True)
class Block:
    """The units of one block in the official order."""

    title: str
    units: tuple[Placed, ...]
    ranked: bool
    """Whether the plan ranks it."""


@once_per_snapshot
def ranking(snapshot: Snapshot) -> tuple[Block, ...]:
    """Return every block with its units scored and ranked; none while the plan ranks nobody.

    While any unit belongs to no block nobody has a rank: it could stand in each of them.
    """
    rules = snapshot.plan.ranking
    if rules is None or not rules.on:
        return ()
    placed = [placed_of(snapshot, rules, unit) for unit in snapshot.units]
    titles = dict.fromkeys(unit.block for unit in snapshot.units)
    whole = all(titles)
    return tuple(
        _block(rules, title, [one for one in placed if one.unit.block == title], whole=whole)
        for title in titles
    )


def without_block(snapshot: Snapshot) -> tuple[Unit, ...]:
    """Return the units of which «Đơn vị» does not say to which block they belong."""
    return tuple(unit for unit in snapshot.units if not unit.block)


def placed_of(snapshot: Snapshot, rules: Ranking, unit: Unit) -> Placed:
    """Return one unit's score and its parts, not yet ranked."""
    found = [(criterion, result(snapshot, criterion, unit)) for criterion in rules.criteria]
    parts = scored(found, Decimal(str(rules.bonus)))
    lacking = (*_missing(snapshot, unit), *(one.lacking for _, one in found if one.lacking))
    if all(part.most is None for part in parts):
        lacking = (*lacking, "không tiêu chí nào tính được")
    if lacking:
        return Placed(unit, parts, lacking, None)
    score = sum((part.points + part.bonus for part in parts if part.points is not None), Decimal(0))
    return Placed(unit, parts, (), score, grade(rules, score))


def scored(found: Sequence[tuple[Criterion, Result]], most_bonus: Decimal) -> tuple[Scored, ...]:
    """Return the points of each criterion; those taken out give their weight to the others.

    Points are rounded to hundredths, so that what is printed adds up to the score.
    """
    whole = sum(criterion.weight for criterion, one in found if not one.out)
    return tuple(
        Scored(criterion, one, None, None)
        if one.out
        else _points(criterion, one, Fraction(criterion.weight * WHOLE, whole), most_bonus)
        for criterion, one in found
    )


def grade(rules: Ranking, score: Decimal) -> str:
    """Return the grade that the plan's cut-offs suggest for a score."""
    return next(one.title for one in rules.grades if score >= Decimal(str(one.least)))


def ranks(scores: Iterable[Decimal]) -> list[int]:
    """Return the rank of each score, the highest first; ties share one: 1, 1, 3."""
    known = list(scores)
    return [1 + sum(other > score for other in known) for score in known]


def answer(snapshot: Snapshot, unit: str | None = None) -> str:
    """Return in one sentence who leads each block, or where one unit stands."""
    units = [(block, one) for block in ranking(snapshot) for one in block.units]
    if unit is not None:
        return next(_standing(block, one) for block, one in units if one.unit.id == unit)
    known = [one for _, one in units if one.score is not None]
    if without_block(snapshot):
        return "Chưa xếp hạng: còn đơn vị chưa rõ khối, cụm thi đua."
    if not known:
        return "Chưa đơn vị nào đủ số liệu để xếp hạng."
    leads = ", ".join(one.unit.short for one in known if one.rank == 1)
    told = f"{len(known)}/{len(units)} đơn vị đủ số liệu để xếp hạng"
    return f"{told}; đứng đầu khối: {leads}." if leads else f"{told}."


def out_for_all(snapshot: Snapshot) -> tuple[Criterion, ...]:
    """Return the criteria that count for no unit."""
    rules = snapshot.plan.ranking
    placed = [one for block in ranking(snapshot) for one in block.units]
    counting = {part.criterion.id for one in placed for part in one.parts if not part.result.out}
    return tuple(one for one in rules.criteria if one.id not in counting) if rules and placed else ()


def _standing(block: Block, one: Placed) -> str:
    if one.score is None:
        return f"{one.unit.short} {INCOMPLETE}."
    place = f", hạng {one.rank}/{one.among} trong {block.title}" if one.rank else ", không xếp hạng"
    return f"{one.unit.short}: {write_decimal(float(one.score), 2)} điểm{place}."


def _points(criterion: Criterion, one: Result, most: Fraction, most_bonus: Decimal) -> Scored:
    if one.share is None:
        return Scored(criterion, one, _rounded(most), None)
    over = max(Fraction(0), one.share - 1) * most
    bonus = min(most_bonus, _rounded(over)) if criterion.rule == "target" else Decimal(0)
    return Scored(criterion, one, _rounded(most), _rounded(min(one.share, Fraction(1)) * most), bonus)


def _block(rules: Ranking, title: str, placed: Sequence[Placed], *, whole: bool) -> Block:
    ranked = bool(title) and whole and (not rules.blocks or title in rules.blocks)
    known = [one for one in placed if one.score is not None]
    places = dict(
        zip(
            (one.unit.id for one in known),
            ranks(one.score for one in known if one.score is not None),
            strict=True,
        )
    )
    return Block(
        title,
        tuple(
            replace(one, rank=places[one.unit.id], among=len(known))
            if ranked and one.unit.id in places
            else one
            for one in placed
        ),
        ranked,
    )


def _missing(snapshot: Snapshot, unit: Unit) -> Iterable[str]:
    """Name the worksheets that a unit has not filled of the phases that are due."""
    due = due_phases(snapshot)
    if not due:
        yield "chưa đợt nào đến hạn báo cáo"
    for phase in due:
        blank = timeliness.of_unit(snapshot, unit, phase).missing
        if blank:
            yield f"đợt {phase.number} chưa nhập trang {', '.join(blank)}"


def _rounded(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(HUNDREDTH, ROUND_HALF_UP)
