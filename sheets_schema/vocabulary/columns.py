"""Kinds of column: what a cell of each may hold, how it reads, and how a template asks for it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sheets_schema.cell import Cell, CellError, Missing, Month, Outcome, Parsed, Refused, Value
from sheets_schema.vietnamese.choices import read_choice, read_yes_no
from sheets_schema.vietnamese.dates import read_date, write_date
from sheets_schema.vietnamese.encodings import refused_encoding
from sheets_schema.vietnamese.money import read_money
from sheets_schema.vietnamese.names import read_people, read_unit
from sheets_schema.vietnamese.numbers import read_count, write_count
from sheets_schema.vietnamese.text import clean, marker


@dataclass(frozen=True, slots=True)
class InputRule:
    """What a spreadsheet program may enforce while a clerk types."""

    kind: Literal["list", "whole", "date", "none"]
    options: tuple[str, ...] = ()
    minimum: int | datetime.date | None = None
    maximum: int | datetime.date | None = None


def plain(value: Value) -> str | int | bool:
    """Return a value as JSON and Table Schema write it: days as ISO 8601, several names in one text."""
    if isinstance(value, str | int):
        return value
    return value.isoformat() if isinstance(value, datetime.date | Month) else "; ".join(value)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: what it is called, what belongs there, and how a cell of it reads."""

    name: str
    """Stable identifier in code, JSON and exports."""
    header: str
    description: str
    """One sentence for the clerk; shown in the note, the guide and errors."""
    example: str
    """A cell as a clerk would type it; must read back without a finding."""
    aliases: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    """Holds a person's name or circumstances; shown only to roles that may see it."""
    width: int = 16
    """Width in characters."""

    number_format = "@"

    def parse(self, cell: Cell) -> Outcome:
        """Read one cell; never raises."""
        if isinstance(cell, CellError):
            return Refused(
                f"Công thức trong ô bị lỗi ({cell.code}). Hãy sửa công thức hoặc ghi thẳng giá trị."
            )
        if cell is None or (isinstance(cell, str) and not clean(cell)):
            return Missing()
        if isinstance(cell, str) and (refused := refused_encoding(cell)):
            return refused
        return self.read(cell)

    def read(self, cell: Cell) -> Outcome:
        """Read a cell that is neither blank nor an error."""
        raise NotImplementedError

    @property
    def expects(self) -> str:
        """What belongs in the column, as a Vietnamese noun phrase."""
        raise NotImplementedError

    @property
    def input_rule(self) -> InputRule:
        """What the template lets a clerk type."""
        return InputRule("none")

    def to_table_schema(self) -> dict[str, Any]:
        """Describe the column as a Table Schema field."""
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        described = self.field_type()
        constraints |= described.pop("constraints", {})
        shown: dict[str, Any] = {
            "name": self.name,
            "title": self.header,
            "description": self.description,
        }
        outcome = self.parse(self.example)
        if isinstance(outcome, Parsed):
            shown["example"] = plain(outcome.value)
        return {**shown, **described} | ({"constraints": constraints} if constraints else {})

    def field_type(self) -> dict[str, Any]:
        """Return `type`, `format` and constraints in Table Schema's words."""
        return {"type": "string"}


@dataclass(frozen=True, kw_only=True)
class Text(Column):
    """Free text, at most `longest` characters; `several` people or names are split at «;»."""

    shortest: int = 1
    longest: int = 1000
    pattern: str = ""
    """Regular expression the whole text must match; with `pattern_says` for people."""
    pattern_says: str = ""
    people: bool = False
    keeps_numbers: bool = False
    """It names papers, codes, organisations or contacts: a long number in it is not to be hidden."""
    width: int = 30

    def read(self, cell: Cell) -> Outcome:
        if isinstance(cell, bool | datetime.date | datetime.time):
            return Refused(f"Cột này ghi chữ; ô đang là {'Có/Không' if isinstance(cell, bool) else 'ngày'}.")
        text = clean(f"{cell:g}" if isinstance(cell, float) else str(cell))
        meaning = marker(text)
        if meaning in ("unknown", "dash"):
            return Missing("Đã ghi nhận: chưa có số liệu." if meaning == "unknown" else "")
        if meaning == "ditto":
            return Refused("Không dùng “nt” hay “như trên”. Hãy ghi đầy đủ nội dung.")
        if len(text) > self.longest:
            return Refused(
                f"Nội dung dài {write_count(len(text))} ký tự; tối đa {write_count(self.longest)}."
            )
        if len(text) < self.shortest:
            return Refused(f"Nội dung quá ngắn ({len(text)} ký tự); cần ít nhất {self.shortest}.")
        if self.pattern and not re.fullmatch(self.pattern, text):
            return Refused(f"“{text}” chưa đúng mẫu. Cần {self.expects}.")
        if self.people:
            return read_people(text)
        return Parsed(text)

    @property
    def expects(self) -> str:
        if self.pattern_says:
            return self.pattern_says
        return f"nội dung bằng chữ, tối đa {write_count(self.longest)} ký tự"

    def field_type(self) -> dict[str, Any]:
        limits: dict[str, Any] = {"maxLength": self.longest}
        if self.shortest > 1:
            limits["minLength"] = self.shortest
        if self.pattern:
            limits["pattern"] = self.pattern
        return {"type": "string", "constraints": limits}


@dataclass(frozen=True, kw_only=True)
class Count(Column):
    """A whole number of something: people, initiatives, unions."""

    counted: str
    """What is counted («người»); «12 người» is taken in a column of people."""
    minimum: int = 0
    maximum: int | None = None
    signed: bool = False
    width: int = 12

    number_format = "#,##0"

    @property
    def least(self) -> int | None:
        """The lowest number that counts; None where a signed column names none below zero."""
        return None if self.signed and self.minimum >= 0 else self.minimum

    def read(self, cell: Cell) -> Outcome:
        outcome = read_count(cell, counted=self.counted, signed=self.signed)
        if not isinstance(outcome, Parsed) or not isinstance(outcome.value, int):
            return outcome
        if self.least is not None and outcome.value < self.least:
            return Refused(f"Ô ghi {write_count(outcome.value)}; cần ít nhất {write_count(self.least)}.")
        if self.maximum is not None and outcome.value > self.maximum:
            return Refused(f"Ô ghi {write_count(outcome.value)}; nhiều nhất là {write_count(self.maximum)}.")
        return outcome

    @property
    def expects(self) -> str:
        counted = f", tính bằng {self.counted}" if self.counted else ""
        return f"số nguyên{counted}" + ("" if self.signed else f", từ {self.minimum} trở lên")

    @property
    def input_rule(self) -> InputRule:
        return InputRule("whole", minimum=self.least, maximum=self.maximum)

    def field_type(self) -> dict[str, Any]:
        limits = {} if self.least is None else {"minimum": self.least}
        if self.maximum is not None:
            limits["maximum"] = self.maximum
        return {"type": "integer", "constraints": limits}


@dataclass(frozen=True, kw_only=True)
class Money(Column):
    """An amount, kept in whole đồng."""

    scale: int = 1
    """Đồng per bare number, from «Đơn vị tính: triệu đồng» above the table."""
    width: int = 18

    number_format = "#,##0"

    def read(self, cell: Cell) -> Outcome:
        return read_money(cell, scale=self.scale)

    def scaled(self, scale: int) -> "Money":
        """The same column under a heading that states another unit of money."""
        return replace(self, scale=scale)

    @property
    def expects(self) -> str:
        return "số tiền bằng đồng (có thể ghi “15 triệu”, “1,5 tỷ”)"

    @property
    def input_rule(self) -> InputRule:
        return InputRule("none")

    def field_type(self) -> dict[str, Any]:
        return {"type": "integer", "constraints": {"minimum": 0}}


@dataclass(frozen=True, kw_only=True)
class Date(Column):
    """A day of the calendar, day before month."""

    year: int = 2023
    """The campaign's year, assumed where a clerk leaves the year out."""
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    month_ok: bool = False
    width: int = 14

    number_format = "dd/mm/yyyy"

    def read(self, cell: Cell) -> Outcome:
        return read_date(
            cell, year=self.year, earliest=self.earliest, latest=self.latest, month_ok=self.month_ok
        )

    @property
    def expects(self) -> str:
        bounds = ""
        if self.earliest and self.latest:
            bounds = f", từ {write_date(self.earliest)} đến {write_date(self.latest)}"
        return "ngày/tháng/năm" + (" hoặc tháng/năm" if self.month_ok else "") + bounds

    @property
    def input_rule(self) -> InputRule:
        # A drop-down calendar would refuse «10/2022», which the reader takes.
        return (
            InputRule("none")
            if self.month_ok
            else InputRule("date", minimum=self.earliest, maximum=self.latest)
        )

    def field_type(self) -> dict[str, Any]:
        # «2022-10» beside «2022-10-05» is no date in Table Schema: a pattern keeps both checkable.
        if self.month_ok:
            return {"type": "string", "constraints": {"pattern": r"\d{4}-\d{2}(-\d{2})?"}}
        limits = {
            name: bound.isoformat()
            for name, bound in (("minimum", self.earliest), ("maximum", self.latest))
            if bound
        }
        return {"type": "date", "constraints": limits} if limits else {"type": "date"}


@dataclass(frozen=True, kw_only=True)
class Choice(Column):
    """One of a list; the value is the official label, or its code where `codes` gives one."""

    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Official label → further spellings that mean it."""
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Official label → words that only point to it; taken with a warning («Trường học» for HCSN)."""
    noun: str = ""
    """What is chosen («khối»), for the wording of errors."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Official label → value in code, where the two differ («SXKD» → `production`)."""
    width: int = 20

    def read(self, cell: Cell) -> Outcome:
        outcome = read_choice(cell, options=self.options, implied=self.implied, noun=self.noun)
        if isinstance(outcome, Parsed) and isinstance(outcome.value, str):
            return replace(outcome, value=self.codes.get(outcome.value, outcome.value))
        return outcome

    @property
    def expects(self) -> str:
        return "một trong: " + "; ".join(self.options)

    @property
    def input_rule(self) -> InputRule:
        return InputRule("list", options=tuple(self.options))

    def field_type(self) -> dict[str, Any]:
        return {
            "type": "string",
            "constraints": {"enum": [self.codes.get(label, label) for label in self.options]},
        }


@dataclass(frozen=True, kw_only=True)
class Printed(Choice):
    """What the template prints and nobody types: the label of a row, its unit of count."""

    def read(self, cell: Cell) -> Outcome:
        return super().read(cell) if self.options else Parsed(clean(str(cell)))

    @property
    def expects(self) -> str:
        return "chữ in sẵn trong mẫu, không sửa"

    @property
    def input_rule(self) -> InputRule:
        return InputRule("none")

    def field_type(self) -> dict[str, Any]:
        return super().field_type() if self.options else {"type": "string"}


@dataclass(frozen=True, kw_only=True)
class YesNo(Column):
    """Có or Không."""

    width: int = 10

    def read(self, cell: Cell) -> Outcome:
        return read_yes_no(cell)

    @property
    def expects(self) -> str:
        return "Có hoặc Không"

    @property
    def input_rule(self) -> InputRule:
        return InputRule("list", options=("Có", "Không"))

    def field_type(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class UnitName(Column):
    """The name of a reporting unit, in any of its spellings; the value is the unit's id."""

    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id → official name, short name and aliases."""
    whole_province: bool = False
    """«TOÀN TỈNH» is allowed and reads as `province`."""
    width: int = 26

    def read(self, cell: Cell) -> Outcome:
        units = dict(self.units)
        if self.whole_province:
            units["province"] = ("TOÀN TỈNH", "Toàn tỉnh", "Tỉnh", "TOAN_TINH")
        return read_unit(cell, units=units)

    @property
    def expects(self) -> str:
        return "tên đơn vị báo cáo" + (" hoặc TOÀN TỈNH" if self.whole_province else "")

    @property
    def input_rule(self) -> InputRule:
        names = tuple(spellings[0] for spellings in self.units.values())
        return InputRule("list", options=(("TOÀN TỈNH", *names) if self.whole_province else names))

    def field_type(self) -> dict[str, Any]:
        ids = [*(["province"] if self.whole_province else []), *self.units]
        return {"type": "string", "constraints": {"enum": ids}}
