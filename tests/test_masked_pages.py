"""No page shows a clerk what stands in other units' rows, nor an admin the name of a person."""

import datetime

from campaign.access import MAY, Role, visible
from campaign.accounts.entrance import SESSION
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.measures.rows import rows
from campaign.records import Snapshot
from dashboard.menu import PAGES
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.browser import App, token_of
from tests.test_masking import strings
from tests.wire import sent_by

OWN, OTHER = "phu_cat", "phu_my"
FAILED = "Trang này gặp lỗi khi dựng"
"""What a page says when its script failed."""
TEXTS = {
    "unions": ("name", "chair", "note"),
    "initiatives": ("title", "authors", "note"),
    "works": ("title", "owner", "note"),
    "rewards": ("recipient", "achievement", "note"),
    "report": ("content",),
    "reminders": ("text", "answer", "sent_by"),
    "commitments": ("who", "what"),
}


def test_pages_of_a_clerk_hold_no_text_of_another_unit(sample_app: App) -> None:
    known = snapshot_of(sample_app)
    own = texts(known, only=OWN)
    # What several units write alike is in the own rows too, and the guide shows the schema's examples.
    books = (unit_workbook(known.plan), province_workbook(known.plan))
    shown = [column.example for book in books for sheet in book.worksheets for column in sheet.columns]
    alike = "\n".join((*strings(visible(known, "unit", OWN)), *shown))
    of_others = {text for text in texts(known, all_but=OWN) if text not in alike}

    seen = pages(sample_app, "phucat", "unit", ("", f"don_vi={OTHER}&dot=1"))

    assert [text for text in sorted(of_others) if text in seen] == []
    assert len([text for text in own if text in seen]) > 2


def test_pages_of_an_admin_name_nobody(sample_app: App) -> None:
    known = snapshot_of(sample_app)
    people = {
        name
        for worksheet, column in (("unions", "chair"), ("initiatives", "authors"), ("units", "contact_name"))
        for (cell,) in rows(known, worksheet, column)
        for name in (cell if isinstance(cell, tuple) else (cell,))
        if name
    }

    seen = pages(sample_app, "quantri", "admin", ("", f"don_vi={OTHER}&dot=1"))

    assert [name for name in sorted(people) if name in seen] == []


def test_pages_of_a_leader_show_the_province_without_contacts(sample_app: App) -> None:
    known = snapshot_of(sample_app)
    contacts = {cell for (cell,) in rows(known, "units", "contact_email") if cell}

    seen = pages(sample_app, "lanhdao", "leader", ("", f"don_vi={OTHER}&dot=1"))

    assert contacts and [one for one in sorted(contacts) if one in seen] == []


def snapshot_of(app: App) -> Snapshot:
    store = SnapshotStore(app.store)
    known = load_snapshot(store, load_plan(), today=datetime.date(2023, 8, 15))
    store.close()
    assert known is not None
    return known


def texts(known: Snapshot, *, only: str = "", all_but: str = "") -> set[str]:
    """Return the texts of a unit's rows, or of all others', that are long enough to be nobody else's."""
    found: set[str] = set()
    for worksheet, columns in TEXTS.items():
        for column in columns:
            for unit, cell in rows(known, worksheet, "unit", column):
                wanted = unit == only if only else unit != all_but
                parts = cell if isinstance(cell, tuple) else (cell,)
                found |= {part for part in parts if wanted and isinstance(part, str) and len(part) > 12}
    return found


def pages(app: App, account: str, role: Role, queries: tuple[str, ...]) -> str:
    """Return all that the app sends for every page that a role may open, shown or not; none may fail."""
    cookies, seen = {SESSION: token_of(account)}, ""
    for entry in PAGES:
        if entry.action in MAY[role]:
            for query in queries:
                said = sent_by(app.url, "" if entry is PAGES[0] else entry.address, cookies, query)
                assert (entry.address, query, FAILED in said) == (entry.address, query, False)
                seen += said
    return seen
