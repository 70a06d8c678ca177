"""Rewards, proposals and models row by row, each with its place in a sheet; names only with consent."""

from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures import rewards
from campaign.measures.reward_rows import Model, Reward, Row
from campaign.measures.rows import Spot
from campaign.output import award_sheets
from campaign.output.award_sheets import selected
from campaign.output.tables import Sheet
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import row_place
from dashboard.tables import Column, table
from sheets_schema.unit_workbook.rewards import DECIDED, GROUP, PERSON
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count
from sheets_schema.vietnamese.text import bare, words

STATES = {
    "": "Tất cả",
    "da-khen": DECIDED,
    "da-trinh": rewards.SUBMITTED,
    "dang-xet": rewards.CONSIDERED,
    "khong-dat": rewards.REFUSED,
}
"""Code in the URL → state of a proposal."""
SHOWN, LONGEST = 20, 400
"""Rows that stand open, and rows listed at all; of more, a unit is to be chosen."""
ROWS_KEY = "Tên chỉ hiện khi người được nêu đã đồng ý công khai («Đồng ý công khai» ghi Có)."
NO_NAME = "Không nêu tên"
OTHERS = "Từng dòng của đơn vị khác không mở cho tài khoản này; các số cộng ở trên vẫn đủ."


def models(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the model examples, each with where it was told, how many follow it, and its row."""
    titles = ("Điển hình", "Đơn vị", "Loại gương", "Thành tích", "Phát hiện", "Lan tỏa", "Nơi ghi")
    return _long(
        [Column(title) for title in titles],
        [
            _model(snapshot, one)
            for one in rewards.found_models(snapshot, chosen.scope).found
            if snapshot.opens(one.unit)
        ],
        none=OTHERS
        if _is_closed(snapshot, chosen)
        else "Chưa có dòng «Điển hình» nào trong phạm vi đang xem. Đơn vị ghi ở trang «Khen thưởng», "
        "cột «Nội dung» chọn Điển hình.",
    )


def form_titles(snapshot: Snapshot, chosen: Chosen) -> dict[str, str]:
    """Return the forms there are, for a picker: code → title."""
    found = rewards.counted(snapshot, "form", chosen.scope)
    return {"": "Tất cả"} | {code(one.title): one.title for one in found}


def listed(snapshot: Snapshot, chosen: Chosen, state: str, form: str) -> Markup:
    """Return rewards and proposals row by row; `state` and `form` are codes, empty for all."""
    found = selected(snapshot, chosen.scope, *narrowed(snapshot, chosen, state, form))
    titles = (
        "Người, tập thể", "Đơn vị", "Hình thức, cấp quyết định", "Trạng thái", "Đạt thành tích → quyết định",
        "Nơi ghi",
    )  # fmt: skip
    if _is_closed(snapshot, chosen):
        return element("p", OTHERS, class_="none")
    none = "Không có dòng nào hợp các lựa chọn này." if state or form else why_none(snapshot, chosen)
    return _long([Column(title) for title in titles], [_reward(snapshot, one) for one in found], none=none)


def narrowed(snapshot: Snapshot, chosen: Chosen, state: str, form: str) -> tuple[str, str]:
    """Return the status and the form that the codes of a picker stand for, each empty for all."""
    return STATES.get(state, "") if state else "", form_titles(snapshot, chosen).get(form, "") if form else ""


def sheet(snapshot: Snapshot, chosen: Chosen, state: str, form: str) -> Sheet:
    """Return the same rows as a table to take along."""
    return award_sheets.listed(snapshot, chosen.scope, *narrowed(snapshot, chosen, state, form))


def why_none(snapshot: Snapshot, chosen: Chosen) -> str:
    """Say why a scope has no reward: nobody reported, or those who did have none."""
    reported = rewards.summary(snapshot, chosen.scope).units_reported
    if not reported:
        return (
            "Chưa đơn vị nào trong phạm vi đang xem nhập trang «Khen thưởng»; "
            "chưa có số liệu không phải là 0."
        )
    return f"{reported} đơn vị đã báo cáo và không có dòng khen thưởng nào trong phạm vi đang xem."


def code(title: str) -> str:
    """Return a form's code for the URL: «Giấy khen của CĐCS» → «giay-khen-cua-cdcs»."""
    return "-".join(map(bare, words(title)))


def _is_closed(snapshot: Snapshot, chosen: Chosen) -> bool:
    """Whether no row of the scope is for the viewer."""
    asked = (unit.id for unit in snapshot.units if chosen.unit in (None, unit.id))
    return not any(snapshot.opens(unit) for unit in asked)


def _long(columns: Sequence[Column], rows: Sequence[Sequence[object]], *, none: str) -> Markup:
    shown = table(columns, rows[:SHOWN], none=none)
    if len(rows) <= SHOWN:
        return element("div", shown, class_="people")
    rest = rows[SHOWN:LONGEST]
    more = element("summary", f"Xem thêm {write_count(len(rest))} dòng")
    cut = len(rows) - LONGEST
    left = (
        element("p", f"Còn {write_count(cut)} dòng nữa: hãy chọn một đơn vị hoặc một đợt.", class_="none")
        if cut > 0
        else None
    )
    return element(
        "div", shown, element("details", more, table(columns, rest, none=""), left), class_="people"
    )


def _reward(snapshot: Snapshot, one: Reward) -> tuple[object, ...]:
    number = element("small", f"{write_count(one.number)} {'người' if one.person else 'tập thể'}")
    form = element(
        "div", one.form or rewards.NOT_SAID, element("small", one.level or rewards.NOT_SAID), class_="stacked"
    )
    return (
        _who(one, number if one.number > 1 else None),
        snapshot.unit(one.unit).short,
        form,
        one.status or rewards.NOT_SAID,
        _dates(one),
        row_place(snapshot, "rewards", Spot(one.phase, one.workbook, one.row), "record"),
    )


def _model(snapshot: Snapshot, one: Model) -> tuple[object, ...]:
    found = write_date(one.found_on) if one.found_on else NO_FIGURE
    return (
        _who(one, None),
        snapshot.unit(one.unit).short,
        one.kind or rewards.NOT_SAID,
        one.achievement or NO_FIGURE,
        found,
        element("div", *_spread(one), class_="chips"),
        row_place(snapshot, "rewards", Spot(one.phase, one.workbook, one.row), "record"),
    )


def _spread(one: Model) -> tuple[Markup, ...]:
    """What became of a model, each by shape and word."""
    told, follow = one.published_at is not None, one.replicated
    following = f"Nhân rộng tại {write_count(follow)} đơn vị" if follow else "Chưa nhân rộng"
    chips = [
        _chip("✔" if told else "○", "Đã tuyên truyền" if told else "Chưa tuyên truyền", on=told),
        _chip("✔" if follow else "○", following, on=bool(follow)),
    ]
    if one.rewarded:
        chips.append(_chip("★", "Đã khen thưởng", on=True))
    return tuple(chips)


def _chip(shape: str, words: str, *, on: bool) -> Markup:
    mark = element("i", shape, aria_hidden="true")
    return element("span", mark, " ", words, class_=f"status {'s2' if on else 's6'}")


def _who(one: Row, more: Markup | None) -> Markup:
    kind = PERSON if one.person else GROUP
    under = ", ".join(part for part in (one.group or kind, one.union) if part)
    name = element("b", one.name) if one.name else element("span", NO_NAME, class_="soft")
    return element("div", name, element("small", under), more, class_="stacked who")


def _dates(one: Reward) -> Markup:
    first, last = (write_date(day) if day else NO_FIGURE for day in (one.achieved_on, one.decided_on))
    waited = element("small", f"{write_count(one.days)} ngày") if one.days is not None else None
    return element("div", f"{first} → {last}", waited, class_="stacked")
