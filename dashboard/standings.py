"""Ranking on its page: the units of each block with their scores, and every score opened into its parts."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from campaign.measures.measured import Scope
from campaign.measures.ranking import (
    INCOMPLETE,
    WHOLE,
    Block,
    Placed,
    Scored,
    out_for_all,
    ranking,
    without_block,
)
from campaign.output.scoring import evidence, workbook
from campaign.output.sheets import basis as sheet_basis
from campaign.output.tables import Sheet, columns
from campaign.records import Snapshot
from dashboard.downloads import XLSX
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import Bar
from dashboard.scorecard import rows as bars
from dashboard.session import View, running
from dashboard.tables import Column, table
from sheets_schema.plan import CriterionRule
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_decimal

RULES: Mapping[CriterionRule, str] = {
    "target": "kết quả ÷ chỉ tiêu giao chính thức, tối đa bằng điểm của tiêu chí",
    "coverage": "số đã làm ÷ số phải làm",
    "begun": "mỗi mốc đã ghi ngày và tỷ lệ CĐCS đăng ký giao ước tính ngang nhau",
    "lines": "số đã tổ chức (đợt cao nhất) ÷ số phải tính",
    "median": "tỷ lệ của đơn vị ÷ trung vị của tỉnh, tối đa bằng điểm của tiêu chí",
    "on_time": "trừ 1 điểm mỗi ngày chậm, không dưới 0; lấy bình quân các đợt đã đến hạn",
}
"""How a criterion is scored, in words."""
WHOLE_YEAR = "Điểm tính cả năm, cả hai khu vực: bộ lọc đợt và khu vực không đổi điểm."


def is_off(snapshot: Snapshot) -> bool:
    """Tell whether the plan ranks nobody."""
    return not ranking(snapshot)


def basis(snapshot: Snapshot) -> str:
    """Return on what the scores rest, and who is not ranked for lack of a block."""
    nowhere = ", ".join(unit.short for unit in without_block(snapshot))
    lacks = (
        f" Chưa rõ khối của {nowhere}: hãy ghi cột «Khối, cụm thi đua» trang «Đơn vị» của bảng tỉnh."
        if nowhere
        else ""
    )
    out = out_for_all(snapshot)
    weight = sum(one.weight for one in out)
    uncounted = (
        f" Chưa tính cho đơn vị nào: {'; '.join(one.title for one in out)} ({weight}/{WHOLE} điểm)."
        if out
        else ""
    )
    return (
        "Điểm gợi ý để Hội đồng thi đua xem xét; số đã xác minh thay số báo cáo; đơn vị thiếu số liệu "
        f"thì không xếp, không phải xếp cuối. {WHOLE_YEAR}{uncounted}{lacks}"
    )


def blocks(snapshot: Snapshot, chosen: Chosen) -> tuple[tuple[Block, str, Markup], ...]:
    """Return block, note and picture of each, or of the chosen unit's; units in the official order."""
    shown = [
        block
        for block in ranking(snapshot)
        if chosen.unit is None or any(one.unit.id == chosen.unit for one in block.units)
    ]
    return tuple((block, _said(block), _block(block, chosen)) for block in shown)


def rules(snapshot: Snapshot) -> Markup:
    """Return how each criterion is scored and which score suggests which grade, as the plan has it."""
    plan = snapshot.plan.ranking
    if plan is None:
        return Markup("")
    rows = [(one.title, one.weight, RULES[one.rule]) for one in plan.criteria]
    columns = (Column("Tiêu chí"), Column("Điểm tối đa", right=True), Column("Cách tính"))
    cuts = "; ".join(f"{one.title}: từ {write_decimal(one.least, 0)} điểm" for one in plan.grades)
    further = (
        f"Vượt chỉ tiêu được thưởng theo tỷ lệ, tối đa {write_decimal(plan.bonus, 0)} điểm một tiêu chí.",
        "Tiêu chí chưa có chỉ tiêu giao hoặc không có đối tượng thì không tính; điểm tối đa chia cho các "
        "tiêu chí còn lại của đơn vị đó.",
        "Bằng điểm thì cùng hạng (1, 1, 3); hạng chỉ trong một khối.",
        f"Mức gợi ý: {cuts}.",
    )
    notes = element("ul", *(element("li", text) for text in further), class_="rules")
    return table(columns, rows, none="Kế hoạch chưa có tiêu chí nào.") + notes


def rules_sheet(snapshot: Snapshot) -> Sheet:
    """Return how each criterion is scored as a table to take along."""
    plan = snapshot.plan.ranking
    found = ((one.title, one.weight, RULES[one.rule]) for one in (plan.criteria if plan else ()))
    heads = columns("Tiêu chí", ("Điểm tối đa", "count"), "Cách tính")
    return Sheet("Cách tính điểm thi đua", sheet_basis(snapshot, Scope()), heads, tuple(found))


def button(view: View) -> None:
    """Draw the button for the council's scoring sheets; the file is made when it is asked for."""
    snapshot = view.snapshot

    def taken() -> bytes:
        running().trail.record(view.viewer.account, "exported", "Bảng điểm thi đua")
        return workbook(snapshot)

    st.download_button(
        "Tải bảng điểm cho Hội đồng thi đua",
        data=taken,
        file_name=f"bang-diem-thi-dua-{snapshot.today:%Y-%m-%d}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="scoring",
    )


def _said(block: Block) -> str:
    known = sum(one.score is not None for one in block.units)
    told = f"{known}/{len(block.units)} đơn vị đủ số liệu"
    return told if block.ranked else f"{told}; khối này không xếp hạng"


def _block(block: Block, chosen: Chosen) -> Markup:
    drawn = bars(
        [
            Bar(
                one.unit.short,
                chosen.of_unit(one.unit.id).url("xep-hang"),
                one.grade or f"{INCOMPLETE}: {'; '.join(one.lacking)}",
                f"{write_decimal(float(one.score), 2)} điểm" if one.score is not None else NO_FIGURE,
                f"hạng {one.rank}/{one.among}" if one.rank else "không xếp hạng",
                None,
                min(1.0, float(one.score) / WHOLE) if one.score is not None else None,
            )
            for one in block.units
        ]
    )
    opened = (_parts(one, open_=one.unit.id == chosen.unit) for one in block.units)
    return drawn + Markup("").join(opened)


def _parts(one: Placed, *, open_: bool) -> Markup:
    columns = (
        Column("Tiêu chí"),
        Column("Điểm tối đa", right=True),
        Column("Điểm", right=True),
        Column("Thưởng", right=True),
        Column("Minh chứng"),
    )
    head = element("summary", f"{one.unit.short}: từng tiêu chí")
    shown = table(columns, [_part(part) for part in one.parts], none="Kế hoạch chưa có tiêu chí nào.")
    return element("details", head, shown, class_="kinds", open=open_)


def _part(part: Scored) -> tuple[object, ...]:
    most, points = (
        NO_FIGURE if number is None else write_decimal(float(number), 2)
        for number in (part.most, part.points)
    )
    bonus = write_decimal(float(part.bonus), 2) if part.bonus else ""
    title = element("div", part.criterion.title, class_="stacked")
    return title, most, points, bonus, evidence(part)
