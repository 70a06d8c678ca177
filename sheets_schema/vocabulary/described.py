"""Describing a workbook once per plan."""

from collections.abc import Callable

from sheets_schema.plan import Plan
from sheets_schema.vocabulary.worksheets import Workbook

_KEPT = 8
"""Plans whose workbooks are kept; a process has one, tests a few."""


def once_per_plan(describe: Callable[[Plan], Workbook]) -> Callable[[Plan], Workbook]:
    """Keep what `describe` returns for each plan object, since a plan holds mappings and cannot be hashed."""
    kept: dict[int, tuple[Plan, Workbook]] = {}

    def described(plan: Plan) -> Workbook:
        found = kept.get(id(plan))
        if found is None or found[0] is not plan:
            while len(kept) >= _KEPT:
                kept.pop(next(iter(kept)), None)
            found = kept.setdefault(id(plan), (plan, describe(plan)))
        return found[1]

    described.__doc__, described.__name__ = describe.__doc__, describe.__name__
    return described
