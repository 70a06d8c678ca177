"""One entry of a plan file as a value, with every mistake of its author said in plain words."""

import datetime
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from sheets_schema.vocabulary import SchemaError

Entry = TypeVar("Entry")

_NEEDED = {
    str: "chữ trong dấu nháy",
    bool: "true hoặc false",
    int: "số nguyên, không có nháy",
    float: "số thập phân, như 0.95",
    datetime.date: "ngày dạng 2023-05-31, không có nháy",
}


def entry(kind: type[Entry], table: object, place: str) -> Entry:
    """Build a dataclass from a TOML table; `place` says which entry it is in messages."""
    if not isinstance(table, dict):
        raise SchemaError(f"{place}: đang là {_shown(table)}; cần một bảng các khóa = giá trị.")
    hints = get_type_hints(kind)
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise SchemaError(
                f"{place}: không có khóa `{key}`{_meant(key, known)}; các khóa: {', '.join(known)}."
            )
    for name, field in known.items():
        optional = field.default is not MISSING or field.default_factory is not MISSING
        if name not in table and not optional:
            raise SchemaError(f"{place}: thiếu `{name}`; cần {needed(hints[name])}.")
    return kind(**{name: value(table[name], hints[name], f"{place}, khóa `{name}`") for name in table})


def value(given: object, hint: Any, place: str) -> Any:
    """Check one TOML value against a type hint; lists become tuples, whole numbers serve as decimals."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return value(given, next(part for part in arguments if part is not types.NoneType), place)
    if origin is tuple and isinstance(given, list):
        parts = arguments[:1] * len(given) if arguments[-1] is ... else arguments
        if len(parts) == len(given):
            return tuple(
                value(one, part, f"{place}, phần tử thứ {number}")
                for number, (one, part) in enumerate(zip(given, parts, strict=True), 1)
            )
    if origin is Literal and given in arguments:
        return given
    if isinstance(hint, type) and is_dataclass(hint):
        return entry(hint, given, place)
    if hint is float and type(given) is int:
        return float(given)
    if isinstance(hint, type) and type(given) is hint:
        return given
    raise SchemaError(f"{place}: đang là {_shown(given)}; cần {needed(hint)}.")


def needed(hint: Any) -> str:
    """What belongs at a place of this type, as a Vietnamese noun phrase."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return needed(next(part for part in arguments if part is not types.NoneType))
    if origin is tuple and arguments[-1] is ...:
        return f"danh sách trong ngoặc vuông, mỗi phần tử là {needed(arguments[0])}"
    if origin is tuple:
        return f"{len(arguments)} giá trị trong ngoặc vuông: {', '.join(map(needed, arguments))}"
    if origin is Literal:
        return "một trong: " + ", ".join(map(str, arguments))
    if isinstance(hint, type) and is_dataclass(hint):
        return "một bảng các khóa = giá trị"
    return _NEEDED.get(hint, "giá trị đúng kiểu")


def named(number: int, kind: str, table: object) -> str:
    """Say which entry it is: «mục [[lines]] thứ 12 (`members_admitted`)»."""
    title = ""
    if isinstance(table, Mapping):
        title = next((str(table[key]) for key in ("id", "title", "number", "day") if key in table), "")
    return f"mục [[{kind}]] thứ {number}" + (f" (`{title}`)" if title else "")


def _meant(key: str, known: Mapping[str, object]) -> str:
    likely = get_close_matches(key, known, n=1)
    return f" (có phải `{likely[0]}`?)" if likely else ""


def _shown(given: object) -> str:
    if isinstance(given, str):
        return f"“{given}”"
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, Sequence | Mapping):
        return f"danh sách {len(given)} phần tử" if isinstance(given, Sequence) else "một bảng"
    return str(given)
