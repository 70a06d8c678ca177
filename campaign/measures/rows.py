"""A snapshot's tables as plain rows, and the memory that lets each be worked out once per snapshot."""

import functools
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Spot(NamedTuple):
    """Where a row of a unit's worksheet stands."""

    phase: int
    workbook: str
    row: int
    """The sheet's row number, from 1."""


def place_and_address(snapshot: Snapshot, worksheet: str, spot: Spot, column: str = "") -> tuple[str, str]:
    """Return «CĐCS, dòng 29», or the exact cell where a column is asked, and its address where it has one."""
    found = snapshot.places.get((spot.workbook, worksheet))
    if found is None:
        titles = {one.name: one.title for one in unit_workbook(snapshot.plan).worksheets}
        return f"{titles[worksheet]}, dòng {spot.row}", ""
    cell = found.cell(column, spot.row)
    place = f"{found.title}!{cell}" if cell else f"{found.title}, dòng {spot.row}"
    return place, found.link + (cell or f"{spot.row}:{spot.row}") if found.link else ""


def file_name(workbook: str) -> str:
    """Return the name of the file that a workbook is; empty for the id of a spreadsheet.

    Without its folders, which not everybody may see.
    """
    path = PurePosixPath(workbook)
    return path.name if path.suffix else ""


def told_places(snapshot: Snapshot, worksheet: str, spots: Iterable[Spot]) -> str:
    """Return «Tổng hợp, dòng 4 (đợt 1, phu-cat.xlsx); Tổng hợp, dòng 4 (đợt 2)», as one text."""
    return "; ".join(
        f"{place_and_address(snapshot, worksheet, spot)[0]} "
        f"({', '.join(filter(None, (f'đợt {spot.phase}', file_name(spot.workbook))))})"
        for spot in spots
    )


def once_per_snapshot(
    function: Callable[Concatenate[Snapshot, Given], Result],
) -> Callable[Concatenate[Snapshot, Given], Result]:
    """Remember the function's results while the snapshot lives; its further arguments must be hashable."""
    kept: WeakKeyDictionary[Snapshot, dict[Hashable, Result]] = WeakKeyDictionary()

    @functools.wraps(function)
    def remembered(snapshot: Snapshot, /, *args: Given.args, **named: Given.kwargs) -> Result:
        results = kept.setdefault(snapshot, {})
        key = (args, tuple(sorted(named.items())))
        if key not in results:
            results[key] = function(snapshot, *args, **named)
        return results[key]

    return remembered


def rows(snapshot: Snapshot, worksheet: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the named columns of each row; counts as int, dates as `date`, every blank as None."""
    frame = snapshot.tables[worksheet]
    return zip(*(plain(frame[column]) for column in columns), strict=True)


def plain(column: pd.Series) -> list[Any]:
    """Return the values of a column as Python's own, None where there is nothing."""
    if np.issubdtype(column.to_numpy().dtype, np.datetime64):
        days: list[Any] = column.to_numpy().astype("datetime64[D]").astype(object).tolist()
        return days
    blank = column.isna()
    return [None if nothing else value for value, nothing in zip(column.tolist(), blank, strict=True)]
