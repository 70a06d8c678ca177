"""What the section [ranking] of a plan must satisfy."""

from collections.abc import Iterable
from itertools import pairwise

from sheets_schema.plan import Criterion, CriterionRule, Plan, Ranking
from sheets_schema.vocabulary import SchemaError

WHOLE = 100
"""What the weights add up to."""

_ASKED: dict[CriterionRule, tuple[str, ...]] = {
    "target": ("indicators",),
    "coverage": ("indicators",),
    "begun": ("indicators", "milestones"),
    "lines": ("lines",),
    "median": ("indicators",),
    "on_time": (),
}
"""Rule → the keys that say what it is about."""
_NUMBER = {("target", "indicators"): 1, ("median", "indicators"): 1, ("lines", "lines"): 2}
"""How many entries a key has under a rule; at least one where nothing is said."""


def check_ranking(plan: Plan, ranking: Ranking) -> None:
    """Raise `SchemaError` at the first criterion or grade that cannot be scored."""
    known = {
        "indicators": {one.id for one in plan.indicators},
        "milestones": {one.id for one in plan.report_rows if "date" in one.asks},
        "lines": {one.id for one in plan.lines},
    }
    seen: set[str] = set()
    for number, criterion in enumerate(ranking.criteria, 1):
        place = f"phần [ranking], mục [[ranking.criteria]] thứ {number} (`{criterion.id}`)"
        if criterion.id in seen:
            raise SchemaError(f"{place}, khóa `id`: đã dùng ở mục trước; cần một `id` riêng.")
        seen.add(criterion.id)
        _check_criterion(criterion, known, place)
    weights = sum(criterion.weight for criterion in ranking.criteria)
    if weights != WHOLE:
        raise SchemaError(
            f"phần [ranking], khóa `weight` của các tiêu chí: cộng lại đang là {weights}; cần {WHOLE}."
        )
    if ranking.bonus < 0:
        raise SchemaError(f"phần [ranking], khóa `bonus`: đang là {ranking.bonus}; cần từ 0 trở lên.")
    _check_grades(ranking)


def _check_criterion(criterion: Criterion, known: dict[str, set[str]], place: str) -> None:
    if criterion.weight <= 0:
        raise SchemaError(f"{place}, khóa `weight`: đang là {criterion.weight}; cần số lớn hơn 0.")
    for key in ("indicators", "milestones", "lines"):
        given: tuple[str, ...] = getattr(criterion, key)
        if key not in _ASKED[criterion.rule]:
            if given:
                raise SchemaError(f"{place}: quy tắc `{criterion.rule}` không dùng khóa `{key}`; hãy bỏ đi.")
            continue
        wanted = _NUMBER.get((criterion.rule, key))
        if len(given) != wanted if wanted else not given:
            needed = wanted or "ít nhất 1"
            raise SchemaError(f"{place}, khóa `{key}`: đang có {len(given)} mục; cần {needed}.")
        _check_known(given, known[key], f"{place}, khóa `{key}`")


def _check_known(given: Iterable[str], known: set[str], place: str) -> None:
    for one in given:
        if one not in known:
            raise SchemaError(f"{place}: không có `{one}` trong kế hoạch.")


def _check_grades(ranking: Ranking) -> None:
    place = "phần [ranking], các mục [[ranking.grades]]"
    if not ranking.grades or ranking.grades[-1].least != 0:
        raise SchemaError(f"{place}: mức cuối cần có `least = 0` để điểm nào cũng có mức.")
    for higher, lower in pairwise(ranking.grades):
        if lower.least >= higher.least:
            raise SchemaError(
                f"{place}: “{lower.title}” từ {lower.least} điểm không thấp hơn “{higher.title}” "
                f"từ {higher.least} điểm; cần xếp từ cao xuống thấp."
            )
