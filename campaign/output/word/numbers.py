"""Numbers in the prose of official papers (domain.md §5.4): «02 công trình», «13/15 đơn vị», «đạt 150%»."""

from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count, write_percent

MONEY = "đồng"
"""The unit of count of an amount of money."""


def said(number: int) -> str:
    """Write a whole number with a leading zero below ten: «02», «12», «8.000»; nothing is «0»."""
    return f"{number:02d}" if 0 < number < 10 else write_count(number)


def amount(number: int, counted: str) -> str:
    """Write a number of something: «02 công trình», and money as it is said: «1,25 tỷ đồng»."""
    return write_money(number) if counted == MONEY else f"{said(number)} {counted}"


def millions(dong: int | None) -> str:
    """Write money to the last đồng in triệu đồng, as annexes do: 8.608.330.000 is «8.608,33»."""
    if dong is None:
        return NO_FIGURE
    whole, rest = divmod(abs(dong), 1_000_000)
    sign = "-" if dong < 0 else ""
    return sign + write_count(whole) + (f",{rest:06d}".rstrip("0") if rest else "")


def out_of(number: int, base: int, counted: str) -> str:
    """Write a part of a whole, «45/45 CĐCS»."""
    return f"{said(number)}/{said(base)} {counted}"


def against_target(actual: int, target: int, counted: str) -> str:
    """Write how far a target is met: «đạt 84,5% chỉ tiêu, còn thiếu 1.240 sáng kiến».

    «đạt» and «vượt» are two figures, and an excess always comes with its number: «đạt 150% chỉ tiêu,
    vượt 50% (vượt 4.000 sáng kiến)».
    """
    reached = f"đạt {write_percent(actual / target)} chỉ tiêu"
    if actual > target:
        over = amount(actual - target, counted)
        return f"{reached}, vượt {write_percent(actual / target - 1)} (vượt {over})"
    return reached if actual == target else f"{reached}, còn thiếu {amount(target - actual, counted)}"


def by_report_of(reported: tuple[int, ...], expected: int) -> str:
    """Write on whose word figures rest: «theo báo cáo của 12/15 đơn vị», «của 09 đến 12/15 đơn vị»."""
    low, high = min(reported), max(reported)
    some = said(high) if low == high else f"{said(low)} đến {said(high)}"
    return f"theo báo cáo của {some}/{said(expected)} đơn vị"
