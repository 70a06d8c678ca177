"""What the measures cost on a snapshot nobody has asked yet, beside one pandas group-by of the same totals.

Run `python -m benchmarks.measures [--scale 1]`; at scale 1 a province of 15 units with 1.005 grassroots
unions in two phases, 2.700 lines and half a year of weekly history.
"""

import argparse
import datetime
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from campaign.measures import course, timeliness
from campaign.measures.progress import Scope, gap_by_unit, matrix, overview, uncovered
from campaign.records import Snapshot
from sheets_schema.plan import Unit
from tests.small_province import PLAN, filled, line, snapshot, target, union, work

UNITS = tuple(
    Unit(id=f"u{number}", name=f"Đơn vị {number}", short=f"ĐV {number}", plain=f"{number}", kind="district")
    for number in range(15)
)
OF_FIFTEEN = replace(PLAN, units=UNITS)
PHASES = (1, 2)


def province(seed: int, scale: int) -> Snapshot:
    """Build a province; every seed gives other figures under the same names of unions."""
    chance = random.Random(seed)
    summary, unions, works, known = [], [], [], []
    for unit in UNITS:
        for phase in PHASES:
            for number in range(90):
                id = PLAN.lines[number].id if number < len(PLAN.lines) else f"line_{number}"
                summary.append(line(unit.id, phase, id, chance.randrange(99), chance.randrange(99)))
            for number in range(67 * scale):
                name = f"Trường Tiểu học số {number} {unit.name}"
                unions.append(
                    union(unit.id, f"CĐCS {name}", phase, due=True, congress_on="2023-05-05", pact=True)
                )
                works.append(work(unit.id, name, f"2023-0{chance.randrange(2, 9)}-01", phase))
            known += [
                _known(day, unit.id, phase, sector, week)
                for week, day in enumerate(_weeks())
                for sector in ("production", "public")
            ]
    return snapshot(
        plan=OF_FIFTEEN,
        summary=summary,
        unions=unions,
        works=works,
        known=known,
        targets=[target("initiatives", unit.id, 600, opening=300) for unit in UNITS],
        workbooks=tuple(filled(unit.id, phase, "summary", "works") for unit in UNITS for phase in PHASES),
    )


def main() -> None:
    """Print the median over several snapshots of each question, asked in the order of a page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--scale", type=int, default=1)
    arguments.add_argument("--rounds", type=int, default=7)
    given = arguments.parse_args()
    overview(province(0, given.scale))  # folds the names, as the collector has done before any page asks
    questions: dict[str, Callable[[Snapshot], Any]] = {
        "overview + matrix, first": lambda known: (overview(known), matrix(known)),
        "overview + matrix, again": lambda known: (overview(known), matrix(known)),
        "overview of one phase": lambda known: overview(known, Scope(phase=1)),
        "gap by unit": lambda known: gap_by_unit(known, "initiatives"),
        "unions without a work": uncovered,
        "course": lambda known: course.of(known, "initiatives"),
        "received": lambda known: timeliness.received(known, 2),
        "yardstick: one group-by": lambda known: (
            known.tables["summary"].groupby(["line", "unit", "phase"]).sum(numeric_only=True)
        ),
    }
    spent: dict[str, list[float]] = {name: [] for name in questions}
    for seed in range(1, given.rounds + 1):
        known = province(seed, given.scale)
        for name, question in questions.items():
            began = time.perf_counter()
            question(known)
            spent[name].append((time.perf_counter() - began) * 1000)
    yardstick = statistics.median(spent["yardstick: one group-by"])
    for name, times in spent.items():
        middle = statistics.median(times)
        print(f"{name:28} {middle:8.1f} ms   {middle / yardstick:6.1f} × yardstick")


def _known(day: str, unit: str, phase: int, sector: str, value: int) -> dict[str, object]:
    place = {"unit": unit, "phase": phase, "line": "initiatives_valid", "sector": sector}
    return {"day": day, **place, "value": value}


def _weeks() -> list[str]:
    first = datetime.date(2023, 2, 1)
    return [(first + datetime.timedelta(weeks=week)).isoformat() for week in range(28)]


if __name__ == "__main__":
    main()
