"""A snapshot in which things are hidden: rows of units that are not open, names of people, contacts.

Every figure that can be counted from it stays what it was: values are exchanged where rows are counted, and
rows go only where nothing counts them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from campaign.closing import Closing
from campaign.records import Finding, Snapshot, SourceState, WorkbookState
from sheets_schema.plan import Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.unit_workbook.rewards import MODEL
from sheets_schema.vietnamese.names import union_key
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Choice, Printed, Text, Worksheet

HIDDEN = "[đã ẩn]"
"""Stands where something is written that is not for the viewer; that it is written may count."""
CONTACTS = ("contact_name", "contact_title", "contact_email", "contact_phone")
REMARK = 500
"""A text column that takes so many characters may tell of people by name."""

UNIONS: Mapping[str, str] = {"unions": "name", "works": "owner", "initiatives": "union", "rewards": "union"}
"""Worksheet → the column by which rows are joined to the register."""
TOLD: Mapping[str, frozenset[str]] = {
    "units": frozenset({"code", "name", "short", "aliases", "block"}),
    "targets": frozenset({"counted", "source_doc"}),
    "commitments": frozenset({"what"}),
}
"""Texts that name no person: a unit's name, the decision behind its target, what a meeting promised."""
GONE = ("reminders", "commitments", "workbooks")
"""Worksheets whose rows no figure counts: those of other units are left out."""
OWN_NAMES = frozenset({("movements", "other_name")})
"""Texts that are listed, and not counted."""


@dataclass(frozen=True)
class Hidden:
    """What a viewer may not see; each field left out hides nothing."""

    open_units: frozenset[str] | None = None
    """The units whose rows are open; None: all."""
    contacts_of: frozenset[str] | None = None
    """The units whose contacts are shown; None: all."""
    names: bool = False
    """Names of people, and remarks that may hold some."""
    unconsented: bool = False
    """Names of those who did not agree to be named."""
    places: bool = False
    """Folders and addresses of the source."""
    told: frozenset[str] = frozenset()
    """Worksheets whose rows are told of all units, open or not."""


def masked(snapshot: Snapshot, hidden: Hidden) -> Snapshot:
    """Return the snapshot without what is hidden, and the snapshot itself where nothing is."""
    if hidden == Hidden():
        return snapshot
    masks = _Masks(snapshot, hidden)
    return replace(
        snapshot,
        open_units=hidden.open_units,
        tables={name: masks.table(name, frame) for name, frame in snapshot.tables.items()},
        findings=masks.findings(snapshot.findings),
        notes=masks.findings(snapshot.notes),
        workbooks=tuple(masks.workbook(state) for state in snapshot.workbooks),
        source=masked_source(snapshot.source, hidden),
        left_out=masks.left_out(snapshot.left_out),
        places={place: at for place, at in snapshot.places.items() if masks.opens(masks.whose(place[0]))},
        closings={phase: masks.closing(closing) for phase, closing in snapshot.closings.items()},
    )


def masked_source(source: SourceState, hidden: Hidden) -> SourceState:
    """Return how the source stands, without the names of folders where places are hidden."""
    if not hidden.places:
        return source
    fault = "Hãy báo người quản trị phần mềm." if source.fault else ""
    return replace(source, name="bảng tính của các đơn vị", fault=fault)


@dataclass(frozen=True, eq=False)
class _Masks:
    """What is exchanged for what in one snapshot; one union or workbook has one stand-in everywhere."""

    snapshot: Snapshot
    hidden: Hidden
    unions: dict[tuple[str, str], str] = field(default_factory=dict)
    books: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {state.key: state.unit for state in self.snapshot.workbooks}

    def whose(self, workbook: str) -> str:
        """Id of the unit whose workbook it is; empty for the province's and for what nobody could tell."""
        return self._owners.get(workbook, "")

    def table(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        sheet = _worksheets(self.snapshot.plan).get(name)
        if sheet is None or frame.empty:
            return frame
        place = "code" if name == "units" else "unit"
        closed = self._closed(frame[place])
        if closed.any() and name in self.hidden.told:
            frame = _with(frame, {"workbook": [self._book(key) for key in frame["workbook"]]})
        elif closed.any() and name in GONE:
            frame = frame[~closed].reset_index(drop=True)
        elif closed.any():
            frame = _with(frame, self._of_others(sheet, frame, closed))
        frame = _with(frame, self._unnamed(sheet, frame))
        return _with(frame, self._without_contacts(sheet, frame))

    def findings(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        kept = [one for one in found if self.opens(one.unit)]
        if not (self.hidden.names or self.hidden.contacts_of is not None):
            return tuple(kept)
        known = _known_words(self.snapshot.plan)
        contacts = _worksheets(self.snapshot.plan)["units"].title
        return tuple(
            _untold(one, known) if self.hidden.names or one.worksheet == contacts else one for one in kept
        )

    def workbook(self, state: WorkbookState) -> WorkbookState:
        if self.opens(state.unit):
            return state
        whose = next((unit.short for unit in self.snapshot.units if unit.id == state.unit), "Bảng tính")
        title = f"{whose} · đợt {state.phase}" if state.phase else whose
        fault = "chưa đọc được bản mới nhất." if state.fault else ""
        return replace(state, key=self._book(state.key), title=title, content="", url="", fault=fault)

    def left_out(self, frame: pd.DataFrame) -> pd.DataFrame:
        closed = self._closed(frame["unit"])
        if self.hidden.names:
            closed[:] = True
        return (
            _with(frame, {"reason": _exchanged(frame["reason"], closed, HIDDEN)}) if closed.any() else frame
        )

    def closing(self, closing: Closing) -> Closing:
        if self.hidden.open_units is None and not self.hidden.names:
            return closing
        workbooks = tuple(one for one in closing.workbooks if self.opens(one.unit))
        late = tuple(replace(one, by="", reason="") for one in closing.late)
        return replace(closing, by="", reason="", workbooks=workbooks, late=late)

    def opens(self, unit: str) -> bool:
        return self.hidden.open_units is None or unit in self.hidden.open_units

    def _closed(self, units: pd.Series) -> np.ndarray[Any, np.dtype[np.bool_]]:
        if self.hidden.open_units is None:
            return np.zeros(len(units), dtype=bool)
        return ~units.isin(self.hidden.open_units).to_numpy(dtype=bool)

    def _of_others(self, sheet: Worksheet, frame: pd.DataFrame, closed: Any) -> dict[str, list[object]]:
        """The columns in which rows of closed units carry no word that somebody typed."""
        of_units = sheet.name in {each.name for each in unit_workbook(self.snapshot.plan).worksheets}
        changed: dict[str, list[object]] = {}
        for column in sheet.columns:
            name = column.name
            if name not in frame or name in TOLD.get(sheet.name, ()):
                continue
            if name == UNIONS.get(sheet.name):
                changed[name] = self._stand_ins(frame["unit"], frame[name], closed)
            elif isinstance(column, Text):
                listed = not of_units or (sheet.name, name) in OWN_NAMES
                changed[name] = _exchanged(frame[name], closed, None if listed else HIDDEN)
            elif isinstance(column, Printed) and not column.options and name not in sheet.key:
                changed[name] = _exchanged(frame[name], closed, None)
        if sheet.name == "report":
            changed["content"] = self._answers(frame, changed["content"])
        if sheet.name == "verifications":
            changed["item"] = self._items(frame, closed)
        changed["workbook"] = [
            self._book(key) if hide else key for key, hide in zip(frame["workbook"], closed, strict=True)
        ]
        return changed

    def _answers(self, frame: pd.DataFrame, hidden: Iterable[object]) -> list[object]:
        """Figures and choices in «Báo cáo» count, words do not."""
        options = {row.id: row.options for row in self.snapshot.plan.report_rows if row.content == "choice"}
        counted = {row.id for row in self.snapshot.plan.report_rows if row.content in ("count", "yes_no")}
        return [
            content if item in counted or content in options.get(item, ()) else instead
            for item, content, instead in zip(frame["item"], frame["content"], hidden, strict=True)
        ]

    def _items(self, frame: pd.DataFrame, closed: Any) -> list[object]:
        """What was verified: a line of the plan by its title, a row of a list by its number."""
        lines = {
            fold(name): line.title
            for line in self.snapshot.plan.lines
            for name in (line.id, line.title, *line.aliases)
        }
        return [
            item if not hide else lines.get(fold(item or "")) or _number(item)
            for item, hide in zip(frame["item"], closed, strict=True)
        ]

    def _stand_ins(self, units: pd.Series, names: pd.Series, closed: Any) -> list[object]:
        known: dict[tuple[str, str], str] = {}
        told: list[object] = []
        for unit, name, hide in zip(units, names, closed, strict=True):
            if hide and isinstance(name, str) and name:
                if (unit, name) not in known:
                    place = (unit, union_key(name))
                    # By number: whoever guesses a name could prove it by a hash.
                    known[unit, name] = self.unions.setdefault(place, f"CĐCS {len(self.unions) + 1}")
                name = known[unit, name]
            told.append(name)
        return told

    def _book(self, key: str) -> str:
        return self.books.setdefault(key, f"bang-tinh-{len(self.books) + 1}")

    def _unnamed(self, sheet: Worksheet, frame: pd.DataFrame) -> dict[str, list[object]]:
        changed: dict[str, list[object]] = {}
        if self.hidden.names:
            everywhere = np.ones(len(frame), dtype=bool)
            for column in sheet.columns:
                if column.name in frame and _may_name(sheet, column):
                    changed[column.name] = _exchanged(frame[column.name], everywhere, HIDDEN)
            if sheet.name == "report":
                changed["content"] = self._answers(frame, changed["content"])
        elif self.hidden.unconsented and sheet.name == "rewards" and "consent" in frame:
            refused = (frame["consent"] == False).fillna(False)  # noqa: E712
            unasked = (frame["record"] == MODEL) & frame["consent"].isna()
            silent = (refused | unasked).to_numpy(dtype=bool)
            changed["recipient"] = _exchanged(frame["recipient"], silent, HIDDEN)
        return changed

    def _without_contacts(self, sheet: Worksheet, frame: pd.DataFrame) -> dict[str, list[object]]:
        if sheet.name != "units" or self.hidden.contacts_of is None:
            return {}
        hide = ~frame["code"].isin(self.hidden.contacts_of).to_numpy(dtype=bool)
        shown = [name for name in CONTACTS if name in frame]
        return {name: _exchanged(frame[name], hide, None) for name in shown}


def _worksheets(plan: Plan) -> dict[str, Worksheet]:
    return {
        each.name: each for each in (*unit_workbook(plan).worksheets, *province_workbook(plan).worksheets)
    }


def _may_name(sheet: Worksheet, column: Any) -> bool:
    if column.personal:
        return True
    told = column.name in TOLD.get(sheet.name, ())
    return isinstance(column, Text) and column.longest >= REMARK and not told


def _exchanged(values: pd.Series, where: Any, instead: object) -> list[object]:
    return [
        instead if hide and value is not None and value == value else value
        for value, hide in zip(values, where, strict=True)
    ]


def _with(frame: pd.DataFrame, columns: Mapping[str, list[object]]) -> pd.DataFrame:
    if not columns:
        return frame
    # A bare list would become a column of another kind than the one that it stands for.
    made = {name: pd.Series(values, dtype=object, index=frame.index) for name, values in columns.items()}
    return frame.assign(**made)


def _number(item: object) -> str | None:
    found = re.search(r"\d+", str(item or ""))
    return f"dòng {found.group()}" if found else None


def _untold(found: Finding, known: Collection[str]) -> Finding:
    """The finding without what was typed; figures, and words of the schema and the plan, stay."""

    def told(text: str) -> bool:
        return text in known or not any(map(str.isalpha, text))

    message = found.message
    if len(found.typed) > 1 and not told(found.typed):
        message = message.replace(found.typed, "…")
    message = re.sub("“([^”]*)”", lambda quoted: quoted[0] if told(quoted[1]) else "“…”", message)
    return replace(
        found,
        typed=found.typed if told(found.typed) else "",
        message=message,
        suggestion=found.suggestion if told(found.suggestion) else "",
    )


def _known_words(plan: Plan) -> frozenset[str]:
    """All that the schema and the plan themselves write: titles, headers, options, lines."""
    sheets = _worksheets(plan).values()
    columns = [column for sheet in sheets for column in sheet.columns]
    return frozenset(
        chain(
            (sheet.title for sheet in sheets),
            (column.header for column in columns),
            *(column.options for column in columns if isinstance(column, Choice)),
            (line.title for line in plan.lines),
            (row.title for row in plan.report_rows),
            (movement.title for movement in plan.movements),
            (name for unit in plan.units for name in unit.spellings),
        )
    )
