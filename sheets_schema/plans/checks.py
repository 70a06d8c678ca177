"""What the entries of a plan must satisfy together."""

import datetime
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sheets_schema.plan import Indicator, Line, Plan
from sheets_schema.plans.entries import named
from sheets_schema.plans.ranking import check_ranking
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import SchemaError

ONE_DAY = datetime.timedelta(days=1)


def check_plan(plan: Plan) -> None:
    """Raise `SchemaError` at the first entry that does not fit the others."""
    _check_days(plan)
    _check_phases(plan)
    for name, entries in (
        ("sectors", plan.sectors),
        ("units", plan.units),
        ("indicators", plan.indicators),
        ("report_rows", plan.report_rows),
        ("lines", plan.lines),
        ("line_checks", plan.line_checks),
        ("movements", plan.movements),
    ):
        _check_ids(name, entries)
    _check_spellings("units", plan.units, lambda unit: unit.spellings)
    _check_spellings("sectors", plan.sectors, lambda sector: (sector.title, sector.short, *sector.aliases))
    for kind, entries in (
        ("lines", plan.lines),
        ("report_rows", plan.report_rows),
        ("movements", plan.movements),
    ):
        check_titles(kind, entries)
    _check_tiles(plan)
    for number, indicator in enumerate(plan.indicators, 1):
        _check_indicator(plan, indicator, _place(number, "indicators", indicator))
    _check_rows(plan)
    _check_line_checks(plan)
    _check_awards(plan)
    if plan.ranking is not None:
        check_ranking(plan, plan.ranking)


def check_titles(kind: str, entries: Sequence[Any]) -> None:
    """Raise where two entries of one kind share a title or an alias."""
    _check_spellings(kind, entries, lambda entry: (entry.title, *entry.aliases))


def _place(number: int, kind: str, entry: Any) -> str:
    title = next(
        str(getattr(entry, name)) for name in ("id", "title", "number", "day") if hasattr(entry, name)
    )
    return named(number, kind, {"id": title})


def _check_days(plan: Plan) -> None:
    if not plan.first_day < plan.last_day:
        raise SchemaError("phần đầu tệp, khóa `last_day`: cần một ngày sau `first_day`.")
    if {plan.first_day.year, plan.last_day.year} != {plan.year}:
        raise SchemaError(f"phần đầu tệp: `first_day` và `last_day` cần nằm trong năm {plan.year}.")
    if not 0 < plan.at_risk_below <= plan.on_pace_from <= 1:
        raise SchemaError("phần đầu tệp: cần 0 < `at_risk_below` ≤ `on_pace_from` ≤ 1.")
    for number, event in enumerate(plan.events, 1):
        if not plan.first_day <= event.day <= plan.last_day:
            raise SchemaError(f"{_place(number, 'events', event)}: cần một ngày trong thời gian thi đua.")


def _check_phases(plan: Plan) -> None:
    for number, phase in enumerate(plan.phases, 1):
        place = _place(number, "phases", phase)
        if phase.number != number:
            raise SchemaError(
                f"{place}, khóa `number`: đang là {phase.number}; cần {number}, các đợt theo thứ tự."
            )
        if phase.last_day < phase.first_day:
            raise SchemaError(
                f"{place}, khóa `last_day`: cần một ngày từ {write_date(phase.first_day)} trở đi."
            )
        if not phase.last_day <= phase.due <= phase.locked:
            raise SchemaError(f"{place}: cần `last_day` ≤ `due` ≤ `locked`.")
    for earlier, later in pairwise(plan.phases):
        place, wanted = _place(later.number, "phases", later), earlier.last_day + ONE_DAY
        if later.first_day != wanted:
            fault = "chồng lên đợt trước" if later.first_day < wanted else "để hở ngày so với đợt trước"
            raise SchemaError(
                f"{place}, khóa `first_day`: {write_date(later.first_day)} {fault}; cần {write_date(wanted)}."
            )
    if (plan.phases[0].first_day, plan.phases[-1].last_day) != (plan.first_day, plan.last_day):
        days = f"{write_date(plan.first_day)} đến {write_date(plan.last_day)}"
        raise SchemaError(f"các mục [[phases]]: cần phủ hết thời gian thi đua, từ {days}.")


def _check_ids(kind: str, entries: Sequence[Any]) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        if entry.id in seen:
            raise SchemaError(
                f"{_place(number, kind, entry)}: trùng `id` với mục thứ {seen[entry.id]}; cần một `id` riêng."
            )
        seen[entry.id] = number


def _check_spellings(kind: str, entries: Sequence[Any], spellings: Any) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        for spelling in spellings(entry):
            other = seen.setdefault(fold(spelling), number)
            if other != number:
                raise SchemaError(
                    f"{_place(number, kind, entry)}: cách gọi “{spelling}” đã thuộc mục thứ {other}; "
                    "cần mỗi cách gọi chỉ chỉ một mục."
                )


def _check_tiles(plan: Plan) -> None:
    seen: dict[tuple[int, int], str] = {}
    for number, unit in enumerate(plan.units, 1):
        if unit.tile is not None and seen.setdefault(unit.tile, unit.id) != unit.id:
            raise SchemaError(
                f"{_place(number, 'units', unit)}, khóa `tile`: trùng ô của `{seen[unit.tile]}`; cần ô riêng."
            )


def _check_indicator(plan: Plan, indicator: Indicator, place: str) -> None:
    if not plan.first_day <= indicator.deadline <= plan.last_day:
        raise SchemaError(
            f"{place}, khóa `deadline`: {write_date(indicator.deadline)} nằm ngoài thời gian thi đua; "
            f"cần từ {write_date(plan.first_day)} đến {write_date(plan.last_day)}."
        )
    if indicator.target is not None and indicator.target <= 0:
        raise SchemaError(
            f"{place}, khóa `target`: đang là {indicator.target}; "
            "cần số lớn hơn 0, hoặc bỏ khóa nếu chưa giao."
        )
    lines = {line.id for line in plan.lines}
    for key, line in (("line", indicator.line), ("reported_line", indicator.reported_line)):
        if line and line not in lines:
            raise SchemaError(
                f"{place}, khóa `{key}`: không có dòng `{line}`; cần `id` của một mục [[lines]]."
            )
    if (indicator.measure == "line_total") != bool(indicator.line):
        raise SchemaError(f"{place}, khóa `line`: cần có khi và chỉ khi `measure` là line_total.")
    if indicator.implied_target and indicator.kind == "total":
        raise SchemaError(f"{place}, khóa `implied_target`: chỉ dùng cho `kind` là share.")
    _check_pace(plan, indicator, place)
    if sum(other.lead for other in plan.indicators) != 1:
        raise SchemaError("các mục [[indicators]]: cần đúng một chỉ tiêu có lead = true.")


def _check_pace(plan: Plan, indicator: Indicator, place: str) -> None:
    if not indicator.pace:
        if indicator.target or indicator.implied_target or indicator.assigned:
            raise SchemaError(
                f"{place}: thiếu `pace`; chỉ tiêu có đích cần tiến độ, như [[2023-05-31, 0.4], …]."
            )
        return
    place = f"{place}, khóa `pace`"
    for (earlier, low), (later, high) in pairwise(((plan.first_day - ONE_DAY, 0.0), *indicator.pace)):
        if later <= earlier or high < low:
            raise SchemaError(
                f"{place}: ({write_date(later)}, {high}) không tăng so với mốc trước; "
                "cần ngày và tỷ lệ tăng dần."
            )
    if indicator.pace[-1] != (indicator.deadline, 1.0):
        last, share = indicator.pace[-1]
        raise SchemaError(
            f"{place}: mốc cuối là ({write_date(last)}, {share}); "
            f"cần ({write_date(indicator.deadline)}, 1.0), đúng hạn của chỉ tiêu."
        )


def _check_rows(plan: Plan) -> None:
    for number, row in enumerate(plan.report_rows, 1):
        place = _place(number, "report_rows", row)
        if not row.asks:
            raise SchemaError(f"{place}, khóa `asks`: cần ít nhất một trong: date, document, content.")
        _check_examples(place, row.examples, len(row.asks))
        if (row.content == "choice") != bool(row.options):
            raise SchemaError(f"{place}, khóa `options`: cần có khi và chỉ khi `content` là choice.")
        if row.content == "count" and not row.counted:
            raise SchemaError(f"{place}: thiếu `counted`; cần đơn vị tính của số lượng.")
    for number, line in enumerate(plan.lines, 1):
        place = _place(number, "lines", line)
        if not line.sectors:
            raise SchemaError(f"{place}, khóa `sectors`: cần ít nhất một khu vực.")
        _check_examples(place, line.examples, len(line.sectors))
    for kind, rows in (("report_rows", plan.report_rows), ("lines", plan.lines)):
        _check_groups(kind, rows)


def _check_examples(place: str, examples: tuple[str, ...], wanted: int) -> None:
    if len(examples) != wanted:
        raise SchemaError(
            f"{place}, khóa `examples`: đang có {len(examples)} ví dụ; cần {wanted}, mỗi ô một ví dụ."
        )


def _check_groups(kind: str, rows: Sequence[Any]) -> None:
    """Rows of a group stand together, since the template prints the group's heading once."""
    closed: set[str] = set()
    for number, (earlier, later) in enumerate(pairwise(rows), 2):
        if earlier.group != later.group:
            closed.add(earlier.group)
            if later.group in closed:
                raise SchemaError(
                    f"{_place(number, kind, later)}, khóa `group`: nhóm “{later.group}” bị tách đôi; "
                    "cần để các mục của nhóm liền nhau."
                )


def _check_line_checks(plan: Plan) -> None:
    lines = {line.id: line for line in plan.lines}
    for number, check in enumerate(plan.line_checks, 1):
        place = _place(number, "line_checks", check)
        if not check.left or not check.right:
            raise SchemaError(f"{place}: cần ít nhất một dòng ở mỗi vế `left` và `right`.")
        terms = [term.removeprefix("-") for term in (*check.left, *check.right)]
        for term in terms:
            if term not in lines:
                raise SchemaError(f"{place}: không có dòng `{term}`; cần `id` của một mục [[lines]].")
        if len(set(_units_of_count(lines[term] for term in terms))) > 1:
            raise SchemaError(
                f"{place}: cộng tiền với số lượng; cần các dòng cùng là tiền hoặc cùng là số lượng."
            )
        wanted = {name for _, name, _, _ in string.Formatter().parse(check.message) if name is not None}
        if not wanted <= {"left", "right"}:
            raise SchemaError(f"{place}, khóa `message`: chỉ dùng được {{left}} và {{right}}.")


def _units_of_count(lines: Iterable[Line]) -> Iterator[bool]:
    return (line.counted == "đồng" for line in lines)


def _check_awards(plan: Plan) -> None:
    for number, award in enumerate(plan.awards, 1):
        for level in plan.award_levels.get(award, ()):
            if level not in plan.granting_levels:
                raise SchemaError(
                    f"{named(number, 'awards', {'title': award})}, khóa `granted_by`: "
                    f"không có cấp “{level}”; "
                    f"cần một trong: {', '.join(plan.granting_levels)}."
                )
