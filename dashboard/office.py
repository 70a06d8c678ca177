"""What the provincial office keeps in the store, as one viewer may see it."""

import datetime
import logging
from collections.abc import Callable
from functools import cache

import streamlit as st

from campaign.access import PROMISES, own
from campaign.database import StoreUnavailable
from campaign.google import Refused, open_door
from campaign.google.account import WRITE_SCOPES
from campaign.handout.google.drive import Drive
from campaign.handout.google.rows import add_row
from campaign.intake.collector import local_now
from campaign.measures.commitments import Change, Commitment, Kind
from campaign.measures.reminded import Reminded
from campaign.measures.reminding import Reminder
from campaign.office.commitments import CommitmentBook
from campaign.office.reminders import ReminderLog
from campaign.records import SourceUnavailable
from dashboard import figures
from dashboard.session import View, running
from sheets_schema.vietnamese.dates import write_date

log = logging.getLogger("campaign.office")


@cache
def reminder_log() -> ReminderLog:
    """Return the office's log of reminders in this process's store."""
    return ReminderLog(running().store.database, local_now)


def logged(view: View) -> tuple[Reminded, ...]:
    """Return the log as the viewer may see it; says so where the store does not answer."""
    try:
        return own(reminder_log().all(), view.viewer, "reminders", names=running().settings.names)
    except StoreUnavailable as fault:
        st.warning(figures.plain(str(fault)), icon=":material/cloud_off:")
        return ()


@cache
def commitment_book() -> CommitmentBook:
    """Return the commitments in this process's store."""
    return CommitmentBook(running().store.database, local_now)


def committed(view: View) -> tuple[Commitment | Change, ...]:
    """Return what the app was told of commitments, as the viewer may see it."""
    try:
        return own(commitment_book().all(), view.viewer, PROMISES, names=running().settings.names)
    except StoreUnavailable as fault:
        st.warning(figures.plain(str(fault)), icon=":material/cloud_off:")
        return ()


def add_commitment(view: View, one: Commitment) -> None:
    """Keep one more commitment. Raises ValueError where it is not whole."""
    commitment_book().add(one, view.viewer)


def change_commitment(view: View, one: Commitment, kind: Kind, due_on: datetime.date | None = None) -> None:
    """Keep what became of a commitment today."""
    commitment_book().change(one, kind, view.viewer, view.snapshot.today, due_on)


def record_reminder(view: View, reminder: Reminder, channel: str, text: str) -> str:
    """Log a reminder in the store, the trail and, where the account may write, «Đôn đốc»; says where."""
    sent = reminder_log().record(reminder, channel, text, view.viewer, view.snapshot.today)
    unit = view.snapshot.unit(reminder.unit).short
    about = f"{unit}, đợt {reminder.phase}, mức {reminder.level}, {channel}"
    running().trail.record(view.viewer.account, "reminded", about)
    place = " và vào trang «Đôn đốc» của bảng tỉnh" if _in_sheet(view, sent) else ""
    return f"Đã ghi lần nhắc {unit} vào nhật ký{place}."


def answer_reminder(view: View, sent: Reminded, text: str) -> None:
    """Add what a unit answered to a reminder of the log."""
    if sent.id is not None:
        reminder_log().answer(sent.id, text, view.viewer, view.snapshot.today)


def withdraw_reminder(view: View, sent: Reminded) -> None:
    """Take back an entry that was a mistake; it stays in the log, marked."""
    if sent.id is not None:
        reminder_log().withdraw(sent.id, view.viewer, view.snapshot.today)
        about = f"rút lại: {view.snapshot.unit(sent.unit).short}, đợt {sent.phase}, {sent.channel}"
        running().trail.record(view.viewer.account, "reminded", about)


def keep(write: Callable[[], str | None], said: str = "Đã ghi.") -> None:
    """Carry out an entry and draw the page anew with it, which tells what `write` says, else `said`."""
    try:
        told = write()
    except (StoreUnavailable, ValueError) as fault:
        st.error(figures.plain(str(fault)), icon=":material/error:")
        return
    st.session_state["told"] = told or said
    st.rerun()


def _in_sheet(view: View, sent: Reminded) -> bool:
    """Write a reminder into «Đôn đốc» where the workbooks lie on Google and the account may write there."""
    google, plan = running().settings.google, view.snapshot.plan
    book = next((state.key for state in view.snapshot.workbooks if state.kind == "province"), "")
    if google is None or not book:
        return False
    texts = {
        "unit": plan.unit(sent.unit).name,
        "phase": plan.phase(sent.phase).title,
        "level": str(sent.level),
        "channel": sent.channel,
        "sent_on": write_date(sent.sent_on),
        "sent_by": sent.sent_by,
        "text": sent.text[:2000],
    }
    try:
        door = open_door(google.key, base=google.api, scopes=WRITE_SCOPES)
        return add_row(Drive(door, google.folder), book, plan, "reminders", texts)
    except (Refused, SourceUnavailable) as fault:
        log.info("a reminder is in the store only: %s", fault)
        return False
