"""What people name on a command line, found in the plan; what is not there is refused with what is."""

from campaign.access import HIDDEN, Role
from sheets_schema.cell import Parsed
from sheets_schema.plan import Indicator, Phase, Plan, SectorName, Unit
from sheets_schema.vietnamese.names import read_unit
from sheets_schema.vietnamese.text import fold


class CannotRun(Exception):
    """The command cannot do what was asked; the message says why, in Vietnamese."""


def unit(plan: Plan, asked: str | None) -> Unit | None:
    """Return the unit of that id or name."""
    if asked is None:
        return None
    by_id = {unit.id: unit for unit in plan.units}
    outcome = read_unit(asked, units={unit.id: unit.spellings for unit in plan.units})
    id = asked if asked in by_id else outcome.value if isinstance(outcome, Parsed) else None
    if id not in by_id:
        there = ", ".join(f"{unit.id} ({unit.short})" for unit in plan.units)
        raise CannotRun(f"Không có đơn vị “{asked}”. Các đơn vị: {there}.")
    return by_id[str(id)]


def phase(plan: Plan, asked: int | None) -> Phase | None:
    """Return the phase of that number."""
    if asked is None:
        return None
    try:
        return plan.phase(asked)
    except KeyError:
        there = ", ".join(str(phase.number) for phase in plan.phases)
        raise CannotRun(f"Không có đợt {asked}. Các đợt: {there}.") from None


def sector(plan: Plan, asked: str | None) -> SectorName | None:
    """Return the sector of that id or name."""
    if asked is None:
        return None
    for sector in plan.sectors:
        if fold(asked) in {fold(name) for name in (sector.id, sector.title, sector.short, *sector.aliases)}:
            return sector
    there = ", ".join(f"{sector.id} ({sector.short})" for sector in plan.sectors)
    raise CannotRun(f"Không có khu vực “{asked}”. Các khu vực: {there}.")


def indicator(plan: Plan, asked: str | None) -> Indicator | None:
    """Return the indicator of that id or title."""
    if asked is None:
        return None
    for indicator in plan.indicators:
        if fold(asked) in {fold(name) for name in (indicator.id, indicator.title, indicator.short)}:
            return indicator
    there = ", ".join(f"{indicator.id} ({indicator.short})" for indicator in plan.indicators)
    raise CannotRun(f"Không có chỉ tiêu “{asked}”. Các chỉ tiêu: {there}.")


def role(plan: Plan, asked: str | None) -> tuple[Role, str]:
    """Return the role of that name and its unit, `unit:phu_cat`; who asks for none sees what staff see."""
    if asked is None:
        return "staff", ""
    name, _, whose = asked.partition(":")
    found = next((role for role in HIDDEN if role == name), None)
    if found is None or (found == "unit") != bool(whose):
        there = ", ".join("unit:MÃ_ĐƠN_VỊ" if role == "unit" else role for role in HIDDEN)
        raise CannotRun(f"Không có vai trò “{asked}”. Các vai trò: {there}.")
    its = unit(plan, whose or None)
    return found, its.id if its else ""
