"""Sentences about what units did: milestones, lines of «Tổng hợp», movements, and how they reported."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from campaign.measures.line_figures import LineFigure
from campaign.measures.measured import Scope
from campaign.measures.movements import Joined
from campaign.measures.report_rows import Answered
from campaign.measures.timeliness import ENTERING, LATE, NOT_REPORTED, ON_TIME, SENT_BACK, Received
from campaign.output.word.numbers import amount, by_report_of, out_of, said
from campaign.output.word.prose import nobody
from sheets_schema.plan import Unit
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_percent

MOST_NAMED = 8
"""Units named in one sentence; more would be a list that nobody reads aloud."""
MOST_SAID = 8
"""Figures in one sentence."""


def row_said(one: Answered, scope: Scope) -> str:
    """Say how many units did what a row of «Báo cáo» asks, in what form, and who has not said so."""
    title = one.row.title
    if not one.units:
        return f"{title}: {nobody(scope)}."
    if scope.unit is not None:
        return f"{title}: {_of_one_unit(one)}."
    forms = ", ".join(f"{choice.lower()} {said(number)}" for choice, number in one.choices.items())
    told = f"{title}: {out_of(len(one.units), one.expected, 'đơn vị')}"
    return f"{told}{f' ({forms})' if forms else ''}{_lacking(one.lacking)}."


def counts_said(rows: Sequence[Answered], scope: Scope) -> str:
    """Say the counts that rows of «Báo cáo» ask for in one sentence; empty where none has one."""
    known = [one for one in rows if one.total is not None]
    if not known:
        return ""
    words = [f"{_name(one.row.title)}: {amount(one.total or 0, one.row.counted)}" for one in known]
    words[0] = words[0][0].upper() + words[0][1:]
    basis = by_report_of(tuple(len(one.units) for one in known), known[0].expected)
    return f"{'; '.join(words)}{'' if scope.unit else f' ({basis})'}."


def lines_said(figures: Sequence[LineFigure], scope: Scope, when: str) -> tuple[str, ...]:
    """Say the figures of several lines with their basis, a few in each sentence, and what nobody told.

    Lines named «Quà Tết: số lượt người», «Quà Tết: số tiền» are said together.
    """
    known = [one for one in figures if one.value is not None]
    unknown = [one for one in figures if one.value is None]
    told = []
    if known:
        basis = by_report_of(tuple(one.units_reported for one in known), known[0].units_expected)
        words = list(_together(known))
        told = ["; ".join(words[start : start + MOST_SAID]) for start in range(0, len(words), MOST_SAID)]
        told = [f"{when}: {told[0]}", *(part[0].upper() + part[1:] for part in told[1:])]
        told[-1] += "" if scope.unit else f" ({basis})"
        told = [f"{part}." for part in told]
    if unknown:
        names = "; ".join(dict.fromkeys(_name(one.line.title) for one in unknown))
        who = nobody(scope)
        told.append(f"{who[0].upper()}{who[1:]}: {names}.")
    return tuple(told)


def movement_said(one: Joined, scope: Scope) -> str:
    """Say who takes part in a movement, what it saves, and how many units summed it up."""
    title = f"“{one.movement.title}”"
    if one.movement.other:
        title = one.movement.title + (f" ({', '.join(one.names)})" if one.names else "")
    if not one.units_filled:
        return f"{title}: {nobody(scope)}."
    words = []
    if one.unions is not None and one.share is not None and one.base:
        words.append(f"{out_of(one.unions, one.base, 'CĐCS')} tham gia ({write_percent(one.share)})")
    elif one.unions is not None:
        words.append(f"{said(one.unions)} CĐCS tham gia")
    if one.people is not None:
        words.append(f"{said(one.people)} lượt người")
    if one.benefit is not None:
        words.append(f"làm lợi {write_money(one.benefit)}")
    if one.summed_up:
        words.append(f"{said(one.summed_up)} đơn vị đã sơ kết" if scope.unit is None else "đã sơ kết")
    basis = "" if scope.unit else f" ({by_report_of((one.units_filled,), one.units_expected)})"
    return f"{title}: {', '.join(words) or 'đã tổ chức, chưa ghi số liệu'}{basis}."


def reporting_said(received: Sequence[Received], phase: int, today: datetime.date) -> tuple[str, ...]:
    """Say how a phase was reported: who in time, who late, who is still at it, who not at all."""
    due = write_date(received[0].due)
    if len(received) == 1:
        state = _one_unit(received[0])
        return (f"Đợt {phase} (hạn {due}), đến ngày {write_date(today)}: {state}.",)
    groups = {state: [one for one in received if one.state == state] for state in _STATES}
    on_time = out_of(len(groups[ON_TIME]), len(received), "đơn vị")
    done = "đã báo cáo xong, chưa đến hạn" if today <= received[0].due else "báo cáo đúng hạn"
    told = [f"Đợt {phase} (hạn {due}), đến ngày {write_date(today)}: {on_time} {done}."]
    for state, words in _STATES.items():
        if state != ON_TIME and groups[state]:
            names = ", ".join(_late(one) if state == LATE else one.unit.plain for one in groups[state])
            told.append(f"{words} ({amount(len(groups[state]), 'đơn vị')}): {names}.")
    return tuple(told)


_PROPER = ("Tháng Công nhân", "Tết ")
"""Names that begin a line and keep their capital inside a sentence."""
_STATES = {
    ON_TIME: "Đúng hạn",
    LATE: "Chậm",
    SENT_BACK: "Bị trả lại để sửa",
    ENTERING: "Đang nhập",
    NOT_REPORTED: "Chưa báo cáo",
}


def _of_one_unit(one: Answered) -> str:
    words = [f"ngày {write_date(one.day)}"] if one.day else []
    words += [f"số {one.document}"] if one.document else []
    return ", ".join([*words, *(choice.lower() for choice in one.choices)]) or "đã thực hiện"


def _one_unit(one: Received) -> str:
    late = f" {said(one.days_late)} ngày" if one.state == LATE else ""
    return f"đơn vị {one.state}{late}"


def _late(one: Received) -> str:
    still = "" if one.report_sent_on or one.finished_on else ", chưa xong"
    return f"{one.unit.plain} ({said(one.days_late)} ngày{still})"


def _lacking(units: tuple[Unit, ...]) -> str:
    if not units:
        return ""
    if len(units) > MOST_NAMED:
        return f"; {amount(len(units), 'đơn vị')} chưa có thông tin"
    return f"; chưa có thông tin: {', '.join(unit.plain for unit in units)}"


def _together(known: Iterable[LineFigure]) -> Iterator[str]:
    for name, lines in groupby(known, key=lambda one: _name(one.line.title)):
        yield f"{name}: {', '.join(_amount(one, name) for one in lines)}"


def _amount(one: LineFigure, name: str) -> str:
    """The figure with its unit of count, unless the name begins with it: «đoàn viên chuyển đến: 59»."""
    counted, value = one.line.counted.replace(";", ","), one.value or 0
    return said(value) if name.casefold().startswith(counted.casefold()) else amount(value, counted)


def _name(title: str) -> str:
    """The name of a line inside a sentence: without what it counts, small unless it is a proper name."""
    name = title.partition(": số ")[0].removesuffix(" trong đợt")
    proper = name.startswith(_PROPER) or not name.partition(" ")[0][1:].islower()
    return name if proper else name[0].lower() + name[1:]
