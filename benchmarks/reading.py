"""What reading and validating one list costs, beside decoding its cells and beside what else could read it.

Run `python -m benchmarks.reading [--rows 10000 100000] [--million] [--rounds 3]`. Every figure is the
median processor time of fresh processes. «json» decodes the same cells and is the floor; «reading again»
has seen the workbook before, as when one cell of it was mended; «loop» parses every cell of every row
with the same schema and no memory of cells; pandera and frictionless validate against the schema of the
exported Data Package, once the cells as typed and once «plain», as a program would have written them.
«missed» are planted mistakes not reported at their cell, «invented» are errors reported where none was
planted.
"""

import argparse
import csv
import gc
import json
import logging
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.sloppy import FIRST_ROW, UNIONS, Sloppy, sheet, sloppy, union_names, workbook
from campaign.intake.reading.cells import Tab
from campaign.intake.reading.headers import find_header
from campaign.intake.reading.lists import read_list
from campaign.intake.reading.workbook import read_workbook
from campaign.output.datapackage import write_datapackage
from campaign.records import CheckedWorkbook
from sheets_schema.cell import Cell, Parsed, Refused
from sheets_schema.plans import load_plan
from sheets_schema.unit_workbook import unit_workbook

Place = tuple[int, str]
"""(sheet row, column name)."""

Work = Callable[[], Any]
Prepared = tuple[Work, Callable[[Any], Iterable[Place]] | None]
"""What is timed, and the places that its result calls wrong."""

PLAN = load_plan()
WORKS = unit_workbook(PLAN).worksheet("works")
WORKSHEETS, ROWS_EACH = 750, 27
SMALL = WORKSHEETS * ROWS_EACH
MILLION = 1_000_000
PATIENCE = 300
"""Seconds after which one run is given up."""


def _json(made: Sloppy) -> Prepared:
    payload = json.dumps(made.rows, ensure_ascii=False, default=str, separators=(",", ":")).encode()
    return lambda: json.loads(payload), None


def _reading(made: Sloppy) -> Prepared:
    raw = workbook(PLAN, made)
    return lambda: read_workbook(raw, PLAN), found_places


def _reading_again(made: Sloppy) -> Prepared:
    raw = workbook(PLAN, made)
    read_workbook(raw, PLAN)
    return lambda: read_workbook(raw, PLAN), found_places


def found_places(checked: CheckedWorkbook) -> Iterable[Place]:
    """Yield the place of each finding about a cell of the list."""
    names = {letters: name for name, letters in checked.tables["works"].cells.items()}
    for finding in checked.findings:
        if finding.worksheet == WORKS.title and finding.cell:
            letters = finding.cell.rstrip("0123456789")
            yield int(finding.cell[len(letters) :]), names[letters]


def _loop(made: Sloppy) -> Prepared:
    def read() -> list[Place]:
        found: list[Place] = []
        for number, cells in enumerate(made.rows, FIRST_ROW):
            row: dict[str, Any] = {}
            refused = set()
            for column, cell in zip(WORKS.columns, cells, strict=True):
                outcome = column.parse(cell)
                row[column.name] = outcome.value if isinstance(outcome, Parsed) else None
                if isinstance(outcome, Refused):
                    refused.add(column.name)
                elif column.required and row[column.name] is None:
                    found.append((number, column.name))
            found += [(number, name) for name in refused]
            for needed in WORKS.required_if:
                blank = row[needed.column] is None and needed.column not in refused
                if blank and needed.when(row):
                    found.append((number, needed.column))
            for rule in WORKS.rules:
                if all(row[name] is not None for name in rule.columns) and not rule.holds(row):
                    found.append((number, rule.at or rule.columns[0]))
        return found

    return read, lambda found: found


def _pandera(made: Sloppy, rows: Sequence[tuple[Cell, ...]]) -> Prepared:
    import pandas as pd
    from pandera.errors import SchemaErrors
    from pandera.io.pandas_io import from_frictionless_schema

    with tempfile.TemporaryDirectory() as folder:
        schema = _exported(Path(folder))["schema"]
    placed = len(schema["fields"]) - len(made.names) + 1
    fields = schema["fields"][placed:]
    checks = from_frictionless_schema({"fields": fields, "missingValues": schema["missingValues"]})
    # Its whole numbers take no blanks and its booleans no text: the kinds of pandas that do.
    kinds = {"integer": "Int64", "date": "datetime64[ns]"}
    changed = {field["name"]: {"dtype": kinds[field["type"]]} for field in fields if field["type"] in kinds}
    checks = checks.update_columns({name: {**kind, "coerce": True} for name, kind in changed.items()})
    frame = pd.DataFrame([_text(row[1:]) for row in rows], columns=list(made.names[1:]), dtype=object)
    frame = frame.where(frame != "", None)

    def validate() -> list[Place]:
        try:
            checks.validate(frame, lazy=True)
        except SchemaErrors as errors:
            cases = errors.failure_cases
            columns = cases["column"].fillna(cases["failure_case"])
            located = zip(cases["index"], columns, strict=True)
            return [(FIRST_ROW + int(index), str(name)) for index, name in located if pd.notna(index)]
        return []

    return validate, lambda found: found


def _frictionless(made: Sloppy, rows: Sequence[tuple[Cell, ...]]) -> Prepared:
    from frictionless import Package

    folder = Path(tempfile.mkdtemp())
    _exported(folder)
    place = ["phu_cat", 2, "dot-2/phu-cat.xlsx"]
    works = ([*place, number, *_text(row[1:])] for number, row in enumerate(rows, FIRST_ROW))
    unions = ([*place, number, name] for number, name in enumerate(union_names(), FIRST_ROW))
    _append(folder / "works.csv", works)
    _append(folder / "unions.csv", unions)
    _append(folder / "units.csv", [[place[2], 4, "phu_cat"]])

    def validate() -> list[Place]:
        resource = Package(str(folder / "datapackage.json")).get_resource("works")
        report = resource.validate(limit_errors=10**9)
        told = report.flatten(["rowNumber", "fieldName"])
        # A link that leads nowhere is reported of the row, without its field; here only owners have such.
        return [(row + FIRST_ROW - 2, name or "owner") for row, name in told if row is not None]

    return validate, lambda found: found


def _exported(folder: Path) -> dict[str, Any]:
    """Write the Data Package without rows; return its description of the list."""
    write_datapackage(folder, PLAN, names=True)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(each for each in described["resources"] if each["name"] == WORKS.name)
    return found


def _append(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _text(cells: Sequence[Cell]) -> list[str]:
    """Return cells as a CSV holds them: whole numbers without «.0»."""
    whole = (int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in cells)
    return ["" if cell is None else str(cell) for cell in whole]


def _tabs(made: Sloppy, each: int) -> Prepared:
    """Read the rows as worksheets of so many rows."""
    parts = [made.rows[first : first + each] for first in range(0, len(made.rows), each)]
    sheets = [sheet(WORKS, made.header, part) for part in parts]
    tab = Tab("dot-2/phu-cat.xlsx", "phu_cat", 2, WORKS.title)

    def read() -> int:
        filled = 0
        for each in sheets:
            header, _ = find_header(tab, each, WORKS)
            if header is not None:
                filled += len(read_list(tab, each, header, WORKS).table().rows)
        if not filled:
            raise SystemExit("no row was read")
        return filled

    return read, None


CONTENDERS: dict[str, Callable[[Sloppy], Prepared]] = {
    "json": _json,
    "reading": _reading,
    "reading again": _reading_again,
    "loop": _loop,
    "pandera": lambda made: _pandera(made, made.rows),
    "pandera, plain": lambda made: _pandera(made, made.plain),
    "frictionless": lambda made: _frictionless(made, made.rows),
    "frictionless, plain": lambda made: _frictionless(made, made.plain),
    "one table": lambda made: _tabs(made, SMALL),
    "750 worksheets": lambda made: _tabs(made, ROWS_EACH),
}
AT_ANY_SIZE = ("json", "reading", "reading again", "loop", "pandera", "pandera, plain")
SLOW = ("frictionless", "frictionless, plain")


def run(name: str, path: Path) -> dict[str, Any]:
    """Time one contender once in this process; return seconds, missed and invented."""
    warnings.simplefilter("ignore")
    logging.disable()
    with path.open("rb") as file:
        made: Sloppy = pickle.load(file)
    work, places = CONTENDERS[name](made)
    gc.collect()
    gc.freeze()
    began = time.process_time()
    result = work()
    seconds = time.process_time() - began
    if places is None:
        return {"seconds": seconds}
    told = set(places(result))
    return {"seconds": seconds, "missed": len(made.wrong - told), "invented": len(told - made.wrong)}


def measured(name: str, path: Path, rounds: int) -> dict[str, Any] | None:
    """Run a contender in fresh processes and return its median; None where it takes too long."""
    runs = []
    for _ in range(rounds):
        command = [sys.executable, "-m", "benchmarks.reading", "--one", name, "--data", str(path)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr[-2000:]}")
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    return {**runs[0], "seconds": statistics.median(each["seconds"] for each in runs)}


def compare(rows: int, names: Sequence[str], rounds: int) -> None:
    """Print one table: the contenders on so many rows, each beside json and beside reading."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.pickle"
        made = sloppy(PLAN, rows)
        path.write_bytes(pickle.dumps(made))
        print(f"\n{rows:,} rows × {len(made.names)} columns, {len(made.wrong):,} mistakes, {UNIONS:,} unions")
        del made
        print(f"{'':22}{'seconds':>10}{'µs/row':>9}{'× first':>9}{'missed':>9}{'invented':>10}")
        floor = None
        for name in names:
            found = measured(name, path, 1 if name in SLOW else rounds)
            if found is None:
                print(f"{name:22}{f'> {PATIENCE}':>10}")
                continue
            seconds = found["seconds"]
            floor = floor or seconds
            counts = f"{found['missed']:>9}{found['invented']:>10}" if "missed" in found else ""
            each, times = seconds / rows * 1e6, seconds / floor
            print(f"{name:22}{seconds:10.3f}{each:9.1f}{times:9.1f}{counts}", flush=True)


def main() -> None:
    """Compare at each number of rows, then many small worksheets with one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000])
    arguments.add_argument("--million", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--skip-slow", action="store_true", help="leave out frictionless")
    arguments.add_argument("--one", choices=CONTENDERS, help=argparse.SUPPRESS)
    arguments.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(run(given.one, given.data)))
        return
    for rows in given.rows:
        compare(rows, AT_ANY_SIZE + (() if given.skip_slow else SLOW), given.rounds)
    compare(SMALL, ("one table", "750 worksheets"), given.rounds)
    if given.million:
        compare(MILLION, ("json", "reading"), 1)


if __name__ == "__main__":
    main()
