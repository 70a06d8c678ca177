"""The report before it is taken along: what it says, what it lacks, its text to read, and its files."""

from collections.abc import Callable, Iterator

import streamlit as st
from markupsafe import Markup

from campaign.measures.measured import Scope
from campaign.measures.so_far import so_far
from campaign.measures.timeliness import Received, by_unit
from campaign.output.datapackage import datapackage_zip
from campaign.output.excel import workbook
from campaign.output.word.content import Block, Grid, Heading, Point, Quote, Said, ToWrite
from campaign.output.word.drawing import drawn
from campaign.output.word.report import file_name, report, standing
from campaign.records import Snapshot
from dashboard.filters import Chosen, words
from dashboard.markup import element
from dashboard.session import View, running
from dashboard.tables import Column, table
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return which report it is and how complete the figures are that it rests on."""
    year = snapshot.plan.year
    title = (
        f"Báo cáo sơ kết đợt {chosen.phase} năm {year}" if chosen.phase else f"Báo cáo tổng kết năm {year}"
    )
    received = [one for one in _received(snapshot, chosen) if one.worksheets]
    if chosen.unit:
        return f"{title}: {snapshot.unit(chosen.unit).short} {'đã' if received else 'chưa'} nhập số liệu."
    return f"{title}: {len(received)}/{len(snapshot.units)} đơn vị đã nhập số liệu."


def basis(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return whether the figures are final, and how another report is chosen."""
    told = standing(snapshot, chosen.scope)
    return told if chosen.phase else f"{told} Chọn một đợt ở hàng lọc để có báo cáo sơ kết đợt."


def warnings(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return what to settle before the report is signed, each with the way to where it is settled."""
    points = [element("li", *parts) for parts in _points(snapshot, chosen)]
    return (
        element("ul", *points, class_="rules")
        if points
        else element("p", "Không còn điểm nào cần xem trước khi ký.")
    )


def preview(snapshot: Snapshot, scope: Scope) -> Markup:
    """Return the text of the report, part by part; tables stand as tables, charts are only in the file."""
    return element("div", *(_block(block) for block in report(snapshot, scope).blocks), class_="draft")


def buttons(view: View) -> None:
    """Draw the buttons for the files; each is made when it is asked for, and leaves a step in the trail."""
    snapshot, scope = view.snapshot, view.chosen.scope
    year = snapshot.plan.year
    _button(
        view,
        "Tải báo cáo Word",
        file_name(scope, year),
        DOCX,
        lambda: drawn(report(snapshot, scope)),
        primary=True,
    )
    name = file_name(scope, year, "xlsx").replace("bao-cao", "so-lieu")
    _button(view, "Tải số liệu Excel", name, XLSX, lambda: workbook(snapshot, scope))
    package = f"goi-du-lieu-{year}.zip"
    _button(
        view,
        "Tải gói dữ liệu cho phần mềm khác",
        package,
        "application/zip",
        lambda: datapackage_zip(snapshot),
    )


def _button(
    view: View, label: str, name: str, mime: str, make: Callable[[], bytes], *, primary: bool = False
) -> None:
    account, about = view.viewer.account, f"{name} · {words(view.snapshot, view.chosen)}"
    trail = running().trail

    def made() -> bytes:
        content = make()
        trail.record(account, "exported", about)
        return content

    st.download_button(
        label,
        data=made,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        type="primary" if primary else "secondary",
        on_click="ignore",
        key=name.rpartition(".")[2],
    )


def _points(snapshot: Snapshot, chosen: Chosen) -> Iterator[tuple[object, ...]]:
    silent = [one.unit.plain for one in _received(snapshot, chosen) if not one.worksheets]
    if silent and chosen.phase:
        link = element("a", "xem ở trang Đơn vị", href=chosen.url("don-vi"))
        yield (f"{len(silent)} đơn vị chưa có số liệu đợt {chosen.phase}: {', '.join(silent)}; ", link, ".")
    found = [
        one
        for one in snapshot.findings
        if chosen.unit in (None, one.unit) and chosen.phase in (None, one.phase)
    ]
    if found:
        errors = sum(one.severity == "error" for one in found)
        link = element("a", "xem ở trang Kiểm tra số liệu", href=chosen.url("kiem-tra"))
        cost = f"{write_count(errors)} điểm làm số liệu không được tính"
        yield (f"{write_count(len(found))} điểm cần rà soát, {cost}; ", link, ".")
    for phase in snapshot.plan.phases:
        if chosen.phase not in (None, phase.number) or phase.number in snapshot.closings:
            continue
        if phase.last_day > snapshot.today:
            if chosen.phase:
                yield (f"Đợt {phase.number} đến {write_date(phase.last_day)} mới kết thúc.",)
        else:
            yield (f"Đợt {phase.number} chưa chốt: báo cáo ghi rõ số liệu là tạm tính.",)
    invented = [
        one.short for one in snapshot.plan.indicators if not _official(snapshot, one.id, chosen.scope)
    ]
    if invented:
        yield (f"Chỉ tiêu minh họa, chưa phải chỉ tiêu giao: {', '.join(invented)}.",)


def _official(snapshot: Snapshot, indicator: str, scope: Scope) -> bool:
    one = so_far(snapshot, indicator, scope)
    return one.target is None or one.official


def _received(snapshot: Snapshot, chosen: Chosen) -> list[Received]:
    phase = chosen.phase or max(
        (one.number for one in snapshot.plan.phases if one.first_day <= snapshot.today), default=1
    )
    return [one for one in by_unit(snapshot, phase) if chosen.unit in (None, one.unit.id)]


def _block(block: Block) -> Markup | None:
    match block:
        case Heading(text, level):
            return element(f"h{level + 2}", text)
        case Said(text):
            return element("p", text)
        case Point(text):
            return element("p", f"- {text}", class_="point")
        case Quote(who, text):
            return element("p", f"- {who}: " if who else "- ", element("em", f"“{text}”"), class_="point")
        case ToWrite(text):
            return element("p", element("em", f"[{text}]"), class_="open")
        case Grid():
            columns = [Column(column.title, right=column.right) for column in block.columns]
            return element(
                "div", table(columns, block.rows, none=""), element("p", block.note, class_="note")
            )
    return None
