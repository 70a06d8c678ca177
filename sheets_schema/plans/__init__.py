"""Plans of campaigns: one TOML file each, loaded into a checked `Plan`."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from sheets_schema.plan import (
    Event,
    Indicator,
    Line,
    LineCheck,
    Movement,
    Phase,
    Plan,
    Ranking,
    ReportRow,
    SectorName,
    Unit,
)
from sheets_schema.plans.checks import check_plan, check_titles
from sheets_schema.plans.entries import entry, named
from sheets_schema.vocabulary import SchemaError

BINH_DINH_2023 = Path(__file__).with_name("binh_dinh_2023.toml")


@dataclass(frozen=True, kw_only=True)
class _Head:
    """What stands above the entries of a plan file."""

    id: str
    title: str
    province: str
    federation: str
    year: int
    first_day: datetime.date
    last_day: datetime.date
    on_pace_from: float
    at_risk_below: float
    recipients: tuple[str, ...] = ()
    ranking: Ranking | None = None


@dataclass(frozen=True, kw_only=True)
class _GrantingLevel:
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Award:
    title: str
    aliases: tuple[str, ...] = ()
    granted_by: tuple[str, ...] = ()


_LISTS: dict[str, type[Any]] = {
    "phases": Phase,
    "sectors": SectorName,
    "units": Unit,
    "indicators": Indicator,
    "report_rows": ReportRow,
    "lines": Line,
    "line_checks": LineCheck,
    "movements": Movement,
    "granting_levels": _GrantingLevel,
    "awards": _Award,
    "events": Event,
}
_MAY_BE_EMPTY = ("line_checks", "movements", "granting_levels", "awards", "events")


def load_plan(path: Path | None = None) -> Plan:
    """Load a plan file, by default the 2023 campaign of Bình Định.

    Raises `SchemaError` with the file, the entry and what belongs there. A file is read once per process.
    """
    return _loaded(path or BINH_DINH_2023)


@lru_cache(maxsize=8)
def _loaded(path: Path) -> Plan:
    try:
        return plan_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as fault:
        raise SchemaError(f"Không đọc được tệp kế hoạch {path}: {fault}.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise SchemaError(f"{path.name}: sai cú pháp TOML ({fault}).") from fault
    except SchemaError as fault:
        raise SchemaError(f"{path.name}, {fault}") from fault


def plan_of(content: Mapping[str, Any]) -> Plan:
    """Build the plan from a parsed TOML file and check it as a whole."""
    top = {key: given for key, given in content.items() if key not in _LISTS}
    known = [*(field.name for field in fields(_Head)), *(f"[[{name}]]" for name in _LISTS)]
    for key in top:
        if key not in known:
            raise SchemaError(f"phần đầu tệp: không có khóa `{key}`; cần một trong: {', '.join(known)}.")
    head = entry(_Head, top, "phần đầu tệp")
    lists: dict[str, Any] = {name: _entries(name, content.get(name, [])) for name in _LISTS}
    awards, levels = lists.pop("awards"), lists.pop("granting_levels")
    check_titles("awards", awards)
    check_titles("granting_levels", levels)
    plan = Plan(
        **{field.name: getattr(head, field.name) for field in fields(head)},
        **lists,
        awards={award.title: award.aliases for award in awards},
        award_levels={award.title: award.granted_by for award in awards if award.granted_by},
        granting_levels={level.title: level.aliases for level in levels},
    )
    check_plan(plan)
    return plan


def _entries(name: str, given: object) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise SchemaError(f"khóa `{name}`: cần một danh sách các mục [[{name}]].")
    if not given and name not in _MAY_BE_EMPTY:
        raise SchemaError(f"không có mục [[{name}]] nào; cần ít nhất một.")
    return tuple(
        entry(_LISTS[name], table, named(number, name, table)) for number, table in enumerate(given, 1)
    )
