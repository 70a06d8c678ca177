"""Rewards at a glance: headline figures, bars by form, level, sector and state, a table of units."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from campaign.measures import reward_answers, rewards
from campaign.records import Snapshot
from dashboard.award_rows import STATES, code, why_none
from dashboard.figures import Fact
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import Bar
from dashboard.scorecard import rows as bars
from dashboard.tables import Column, table
from sheets_schema.unit_workbook.rewards import DECIDED
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count, write_percent

SHAPES = {rewards.SUBMITTED: "▷", rewards.CONSIDERED: "●", DECIDED: "✔", rewards.REFUSED: "✕"}
UNITS_KEY = "Bấm một đơn vị để xem riêng. «—» là đơn vị chưa báo cáo, không phải số 0."


def facts(snapshot: Snapshot, chosen: Chosen) -> tuple[Fact, ...]:
    """Return the headline figures, each with its basis; none where nothing was written at all."""
    found, models = rewards.summary(snapshot, chosen.scope), rewards.found_models(snapshot, chosen.scope)
    if not (found.units_reported or any(found.states.values()) or models.found):
        return ()
    direct, waiting, prizes = found.direct, found.waiting, found.prizes
    median = NO_FIGURE if waiting.median is None else reward_answers.days(waiting.median)
    share = f"{write_count(direct.direct)}/{write_count(direct.persons)} cá nhân"
    return (
        Fact(
            "Lượt khen thưởng",
            write_count(found.granted),
            f"{write_count(found.collectives)} tập thể, {write_count(found.persons)} cá nhân",
        ),
        Fact("NLĐ trực tiếp", write_percent(direct.share), share),
        Fact(
            "Từ thành tích đến quyết định",
            median,
            f"trung vị của {write_count(waiting.dated)}/{write_count(waiting.rows)} dòng đủ hai ngày",
        ),
        Fact(
            "Tiền thưởng, đồng",
            write_money(prizes.total).removesuffix(" đồng"),
            f"{write_count(prizes.stated)}/{write_count(prizes.rows)} dòng khen ghi tiền",
        ),
        Fact(
            "Điển hình",
            write_count(len(models.found)),
            f"{write_count(models.publicised)} đã tuyên truyền, "
            f"{write_count(models.replicated)} đã nhân rộng",
        ),
    )


def forms(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the forms of reward as bars, the most frequent first; a name leads to its rows."""
    found = rewards.counted(snapshot, "form", chosen.scope)
    return _counted(found, lambda title: chosen.url("khen-thuong", hinh_thuc=code(title)))


def levels(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return who granted as bars, the most frequent first."""
    return _counted(rewards.counted(snapshot, "level", chosen.scope), lambda title: "")


def sectors(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the rewards of each sector as bars."""
    found = rewards.by_sector(snapshot, chosen.scope)
    titles: dict[str, str] = {sector.id: sector.title for sector in snapshot.plan.sectors}
    widest = max((one.granted for one in found), default=0) or 1
    return bars(
        [
            Bar(
                titles[one.scope.sector or ""],
                "",
                "",
                f"{write_count(one.granted)} lượt",
                _whom(one),
                None,
                one.granted / widest,
            )
            for one in found
        ],
        slim=True,
    )


def states(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the way of the proposals as bars, in its order; a state leads to its rows."""
    found = rewards.summary(snapshot, chosen.scope).states
    if not any(found.values()):
        return element("p", why_none(snapshot, chosen), class_="none")
    widest, codes = max(found.values()), {title: short for short, title in STATES.items()}
    return bars(
        [
            Bar(
                f"{SHAPES[state]} {'Được khen' if state == DECIDED else state}",
                chosen.url("khen-thuong", trang_thai=codes[state]),
                "",
                f"{write_count(number)} hồ sơ",
                "",
                None,
                number / widest,
            )
            for state, number in found.items()
        ],
        slim=True,
    )


def prizes(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return the reward money, and the employer's part of it."""
    return reward_answers.prizes(rewards.summary(snapshot, chosen.scope).prizes)


def waiting(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return how soon rewards were decided."""
    return reward_answers.waiting(rewards.summary(snapshot, chosen.scope).waiting)


def spans(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return how many rows waited how long."""
    found = rewards.summary(snapshot, chosen.scope).waiting
    if not found.dated:
        return element(
            "p",
            "Để biết khen có kịp thời, dòng khen cần đủ «Ngày đạt thành tích» và «Ngày quyết định».",
            class_="none",
        )
    widest = max(number for _, number in found.spans)
    return bars(
        [
            Bar(
                title,
                "",
                "",
                f"{write_count(number)} dòng",
                write_percent(number / found.dated),
                None,
                number / widest,
            )
            for title, number in found.spans
        ],
        slim=True,
    )


def units(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return every unit of the scope in the official order."""
    titles = ("Tập thể", "Cá nhân", "NLĐ trực tiếp", "Đang chờ", "Trung vị", "Tiền thưởng", "Điển hình")
    columns = [Column("Đơn vị"), *(Column(title, right=True) for title in titles)]
    rows = [_unit(snapshot, one, chosen) for one in rewards.by_unit(snapshot, chosen.scope)]
    return table(columns, rows, none="Kế hoạch chưa có đơn vị nào.")


def _counted(found: Sequence[rewards.Counted], url: Callable[[str], str]) -> Markup:
    if not found:
        return element("p", "Chưa có dòng khen thưởng nào trong phạm vi đang xem.", class_="none")
    widest = max(one.granted for one in found) or 1
    return bars(
        [
            Bar(
                one.title,
                url(one.title),
                _beside(one),
                f"{write_count(one.granted)} lượt",
                _whom(one),
                None,
                one.granted / widest,
            )
            for one in found
        ],
        slim=True,
    )


def _beside(one: rewards.Counted) -> str:
    parts = ((one.open, "hồ sơ đang chờ"), (one.refused, "không đạt"))
    return ", ".join(f"{write_count(number)} {what}" for number, what in parts if number)


def _whom(one: rewards.Counted | rewards.Rewards) -> str:
    return f"{write_count(one.collectives)} tập thể, {write_count(one.persons)} cá nhân"


def _unit(snapshot: Snapshot, one: rewards.Rewards, chosen: Chosen) -> tuple[object, ...]:
    unit = snapshot.unit(one.scope.unit or "")
    link = element("a", element("b", unit.short), href=chosen.of_unit(unit.id).url("khen-thuong"))
    if not one.units_reported and not one.granted:
        return (link, *(NO_FIGURE,) * 7)
    found = rewards.found_models(snapshot, one.scope)
    direct, waiting = one.direct, one.waiting
    of_whom = f"{write_count(direct.direct)}/{write_count(direct.persons)}" if direct.persons else NO_FIGURE
    share = element("small", write_percent(direct.share)) if direct.persons else None
    median = NO_FIGURE if waiting.median is None else reward_answers.days(waiting.median)
    dated = element("small", f"{waiting.dated}/{waiting.rows} dòng") if waiting.dated else None
    return (
        link,
        write_count(one.collectives),
        write_count(one.persons),
        element("span", of_whom, " ", share),
        write_count(one.open),
        element("span", median, " ", dated),
        write_money(one.prizes.total),
        write_count(len(found.found)),
    )
