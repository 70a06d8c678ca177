"""The tools of those who remind: the ready text, its ways out, and the entry in the log."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from campaign.measures import reminding, timeliness
from campaign.measures.reminded import Followed
from campaign.measures.reminding import Reminder
from campaign.measures.rows import plain
from campaign.output.word import chasing
from campaign.records import Snapshot
from dashboard import figures, filters, office
from dashboard.copying import copying
from dashboard.markup import element, piece
from dashboard.reporting import standing
from dashboard.reports import DOCX
from dashboard.session import View, running

CHANNELS = ("Zalo", "Điện thoại", "Công văn", "Email", "Trực tiếp")
"""As «Đôn đốc» of the province workbook names them."""
TO = {"don-vi": "Cho một đơn vị", "nhom": "Chung trong nhóm", "thuong-truc": "Báo cáo Thường trực"}
LONGEST_MAIL = 1600
"""Characters of a mail's text: mail programs cut longer addresses."""


def draw(view: View, phase: int, last: Mapping[str, Followed]) -> None:
    """Draw the reminder of the chosen unit, else of the most urgent one; or the group's, or the leaders'."""
    heading = st.container()
    to = filters.one_of("loi", "Soạn lời nhắc", TO)
    reminder = _reminder(view, phase, to, last)
    with heading:
        title = _title(view.snapshot, reminder) if reminder else "Lời nhắc"
        figures.section(title, _note(reminder) if reminder else "")
    if reminder is None:
        st.info(
            "Đợt này chưa bắt đầu hoặc mọi đơn vị đã báo cáo, chưa cần nhắc ai.", icon=":material/task_alt:"
        )
        return
    text = copying(reminder.text, label="Lời nhắc", key=f"text-{to}-{reminder.unit}-{phase}")
    if to != "thuong-truc" and view.ask(reminding.late, phase):
        _letter(view, phase)
    if reminder.unit:
        contact = contact_of(view.snapshot, reminder.unit)
        if contact:
            piece(_contact(contact, reminder, text), key="contact")
        _record(view, reminder, text)


def contact_of(snapshot: Snapshot, unit: str) -> dict[str, str]:
    """Return how to reach a unit, column → text; empty for a viewer whose snapshot has no contacts."""
    frame = snapshot.tables["units"]
    names = [name for name in frame.columns if name.startswith("contact_")]
    row = frame[frame["code"] == unit]
    if row.empty:
        return {}
    return {name: str(value) for name in names if (value := plain(row[name])[0])}


def correct(view: View, found: Sequence[Followed]) -> None:
    """Let staff add an answer to an entry of the log, or take back one that was a mistake."""
    own = {each.reminded.id: each.reminded for each in found if each.reminded.id is not None}
    if not own:
        return
    names = {
        id: f"{view.snapshot.unit(one.unit).short} · đợt {one.phase} · {one.channel} · {one.sent_on:%d/%m}"
        for id, one in own.items()
    }
    with st.expander("Ghi trả lời hoặc rút lại một lần ghi nhầm"):
        id = st.selectbox("Lần nhắc", list(own), format_func=lambda one: names[one], key="entry")
        text = st.text_input("Đơn vị trả lời", key="entry_answer", max_chars=1000)
        with st.container(horizontal=True, gap="small"):
            if st.button("Ghi trả lời", disabled=not text.strip(), key="entry_save"):
                office.keep(lambda: office.answer_reminder(view, own[id], text))
            if st.button("Rút lại lần ghi này", icon=":material/undo:", key="entry_withdraw"):
                office.keep(lambda: office.withdraw_reminder(view, own[id]))


def _reminder(view: View, phase: int, to: str, last: Mapping[str, Followed]) -> Reminder | None:
    if to == "nhom":
        before = tuple(
            sorted(
                unit
                for unit, each in last.items()
                if each.reminded.level > 0 and each.reminded.sent_on < view.snapshot.today
            )
        )
        return view.ask(reminding.group, phase, before)
    if to == "thuong-truc":
        return view.ask(reminding.leadership, phase)
    found = view.ask(timeliness.by_unit, phase)
    urgent = min(found, key=lambda one: (standing(one)[0], -one.days_late)).unit.id
    return view.ask(reminding.ready, view.chosen.unit or urgent, phase)


def _title(snapshot: Snapshot, reminder: Reminder) -> str:
    if not reminder.unit:
        return reminder.kind.value
    return f"{reminder.kind.value} · {snapshot.unit(reminder.unit).short}"


def _note(reminder: Reminder) -> str:
    level = f"Mức {reminder.level}. " if reminder.level else ""
    return f"{level}Sửa ngay trong khung nếu cần, rồi chép để dán vào Zalo."


def _contact(contact: Mapping[str, str], reminder: Reminder, text: str) -> Markup:
    who = ", ".join(filter(None, (contact.get("contact_name"), contact.get("contact_title"))))
    parts = [element("span", f"Liên hệ: {who or 'chưa ghi tên'}")]
    if phone := contact.get("contact_phone"):
        parts.append(element("a", f"Gọi {phone}", href=f"tel:{quote(phone)}"))
    if mail := contact.get("contact_email"):
        written = f"mailto:{quote(mail, safe='@;,')}?subject={quote(reminder.subject)}&body="
        parts.append(element("a", f"Soạn thư tới {mail}", href=written + quote(text[:LONGEST_MAIL])))
    return element("p", *parts, class_="contacts")


def _letter(view: View, phase: int) -> None:
    snapshot, name, trail = view.snapshot, chasing.file_name(phase), running().trail
    number = len(view.ask(reminding.late, phase))

    def made() -> bytes:
        content = chasing.chasing_letter(snapshot, phase)
        trail.record(view.viewer.account, "exported", name)
        return content

    st.download_button(
        f"Tải công văn đôn đốc {number} đơn vị (Word)",
        data=made,
        file_name=name,
        mime=DOCX,
        icon=":material/draft:",
        on_click="ignore",
        key="chasing_letter",
    )


def _record(view: View, reminder: Reminder, text: str) -> None:
    if view.chosen.at is not None:
        st.caption("Đang xem số liệu của một lúc đã qua nên không ghi nhật ký được; bấm «Xóa lọc» để ghi.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="record"):
        channel = st.segmented_control("Đã nhắc qua", CHANNELS, default=CHANNELS[0], key="channel")
        if st.button("Ghi đã nhắc", type="primary", icon=":material/edit_note:", key="record_reminder"):
            office.keep(lambda: office.record_reminder(view, reminder, channel or CHANNELS[0], text))
