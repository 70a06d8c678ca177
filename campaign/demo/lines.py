"""The figures of «Tổng hợp» of one unit on one day, true to every check of the plan."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from campaign.demo.course import Standing
from campaign.demo.world import SECTORS
from sheets_schema.plan import Line, LineCheck, Plan, Sector

Figures = dict[str, dict[Sector, int]]

_EXAMPLE_UNIONS: Mapping[Sector, int] = {"production": 31, "public": 81}
"""Size of the unit that the plan's examples speak of; other lines than the core's are scaled from them."""

_OF_UNIONS: Mapping[str, Fraction] = {
    "unions_due_report": Fraction(9, 10),
    "unions_reported": Fraction(4, 5),
    "unions_with_criteria": Fraction(3, 4),
    "unions_on_software": Fraction(7, 10),
    "unions_on_documents": Fraction(1, 2),
}
"""Lines that count grassroots unions: the share of them all, with room for rows that a mistake leaves out."""

_PER_HEAD = {"_money": ("_people", "_count"), "dispute_people": ("disputes",)}
"""Lines that follow from another of their kind, so that nobody has money for no one."""

_AT_YEARS_END = "unions_graded_"


def figures(plan: Plan, standing: Standing, seed: int) -> Figures:
    """Return line id → sector → figure; a line whose time has not come is absent."""
    core = standing.core
    found: Figures = {}
    for line in plan.lines:
        if line.id in core:
            found[line.id] = {sector: core[line.id][sector] for sector in line.sectors}
        elif line.id in _OF_UNIONS:
            share = _OF_UNIONS[line.id]
            found[line.id] = {sector: int(standing.unions(sector) * share) for sector in line.sectors}
        elif not line.id.startswith(_AT_YEARS_END):
            found[line.id] = _scaled(plan, line, found, standing, seed)
    for sector in SECTORS:
        _reconcile(plan, found, sector, frozenset(core))
    return found


def _scaled(plan: Plan, line: Line, found: Figures, standing: Standing, seed: int) -> dict[Sector, int]:
    lively = Fraction(Random(f"{seed}:{standing.unit}:{line.group}").randint(70, 100), 100)
    share = standing.share if line.kind == "flow" else Fraction(1)
    scaled: dict[Sector, int] = {}
    for sector, example in _examples(line).items():
        size = Fraction(9 * standing.unions(sector), 10 * _EXAMPLE_UNIONS[sector])
        amount = int(example * size * share * lively)
        if leader := _leader(line, found):
            heads = _examples(plan.line(leader)).get(sector, 0)
            amount = found[leader].get(sector, 0) * (example // heads) if heads else 0
        scaled[sector] = amount // 100_000 * 100_000 if line.counted == "đồng" else amount
    return scaled


def _leader(line: Line, found: Figures) -> str:
    """The line that a figure follows: the people whom its money was for."""
    for ending, leaders in _PER_HEAD.items():
        if line.id.endswith(ending):
            stem = line.id.removesuffix(ending)
            return next((stem + each for each in leaders if stem + each in found), "")
    return ""


def _reconcile(plan: Plan, found: Figures, sector: Sector, core: frozenset[str]) -> None:
    """Set a stated sum, or lower a figure to its bound, until the plan's checks hold; the core stays."""
    for _ in plan.line_checks:
        wrong = [check for check in plan.line_checks if not _holds(check, found, sector)]
        for check in wrong:
            left = check.left[0]
            if len(check.left) == 1 and left not in core:
                found[left][sector] = max(0, _sum(check.right, found, sector) or 0)
        if not wrong:
            return


def _holds(check: LineCheck, found: Figures, sector: Sector) -> bool:
    left, right = _sum(check.left, found, sector), _sum(check.right, found, sector)
    if left is None or right is None:
        return True
    return left == right if check.relation == "=" else left <= right


def _sum(terms: tuple[str, ...], found: Figures, sector: Sector) -> int | None:
    total = 0
    for term in terms:
        figure = found.get(term.removeprefix("-"), {}).get(sector)
        if figure is None:
            return None
        total += -figure if term.startswith("-") else figure
    return total


def _examples(line: Line) -> dict[Sector, int]:
    numbers = (example.replace(".", "") for example in line.examples)
    return {sector: int(number) for sector, number in zip(line.sectors, numbers, strict=True)}
