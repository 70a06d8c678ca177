"""What sheets can hold does nothing on any page, in any export, on the command line or in a log."""

import csv
import inspect
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from campaign.__main__ import main
from campaign.access import MAY
from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from campaign.measures.commitments import listed
from campaign.measures.findings import grouped, since
from campaign.measures.measured import Scope
from campaign.measures.register import unions
from campaign.measures.reminded import history
from campaign.output import award_sheets, excel, finding_sheets, office_sheets, sheets, unit_sheets
from campaign.output.datapackage import write_datapackage
from campaign.output.findings_list import as_html, as_message, findings_list
from campaign.output.tables import ACTING, Sheet, as_csv, as_xlsx
from campaign.output.word.drawing import drawn
from campaign.output.word.report import report
from campaign.records import Finding, Snapshot
from dashboard import pictured
from dashboard.menu import PAGES
from sheets_schema.plans import load_plan
from tests import hostile
from tests.browser import App, desk, follow, idle, running_app
from tests.shelf import MONDAY, Clock, Shelf

UNIT = "phu_cat"
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What steers a terminal, turns the direction of what follows, or is no letter at all."""
FIELDS = {"PAGE", "NUMPAGES"}
EXPRESSIONS = ("expr", "test", "signal", "calculate", "update", "href", "url")
"""Where Vega runs or follows what stands there."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The hostile province as Google could give it, 50,000 characters and half letters included."""
    shelf, clock = Shelf(), Clock(MONDAY)
    shelf.put(*hostile.province())
    store = SnapshotStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'campaign.db'}")
    collector = Collector(shelf, store, load_plan(), clock=clock, today=MONDAY.date())
    collector.refresh()
    collector.stop()
    store.close()
    assert collector.snapshot is not None, collector.source.fault
    return collector.snapshot


def test_the_payloads_are_many_and_reach_tables_and_findings(snapshot: Snapshot) -> None:
    assert len(set(hostile.PAYLOADS.values())) >= 60
    assert len(snapshot.tables["works"]) > 100
    assert len(snapshot.findings) > 1000


def test_every_table_to_take_along_holds_text_and_no_formula(snapshot: Snapshot) -> None:
    for sheet in tables(snapshot):
        with zipfile.ZipFile(io.BytesIO(as_xlsx(sheet))) as book:
            tabs = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
        assert b"<f" not in tabs and b"<hyperlink" not in tabs, sheet.title
        rows = csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig"), newline=""), delimiter=";")
        acting = [
            cell for row in rows for cell in row if cell.lstrip(" ")[:1] and cell.lstrip(" ")[0] in ACTING
        ]
        assert [cell for cell in acting if not _is_figure(cell)] == [], sheet.title


def test_the_package_for_other_programs_holds_no_formula(snapshot: Snapshot, tmp_path: Path) -> None:
    write_datapackage(tmp_path, snapshot.plan, snapshot, names=True)

    for file in tmp_path.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as written:
            acting = [cell for row in csv.reader(written) for cell in row if cell.startswith(tuple(ACTING))]
        assert acting == [], file.name


@pytest.mark.parametrize("scope", [Scope(2), Scope(2, UNIT), Scope()])
def test_a_report_has_no_field_link_or_part_that_a_sheet_brought(snapshot: Snapshot, scope: Scope) -> None:
    with zipfile.ZipFile(io.BytesIO(drawn(report(snapshot, scope)))) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    texts = {name: part.decode("utf-8") for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    for name, text in texts.items():
        ElementTree.fromstring(text)
        assert 'TargetMode="External"' not in text and "<!DOCTYPE" not in text, name
        asked = re.findall(r"<w:instrText[^>]*>([^<]*)<", text) + re.findall(r'w:instr="([^"]*)"', text)
        assert {field.split()[0] for field in asked} <= FIELDS, name
    assert not [name for name in parts if "afchunk" in name.lower() or "vba" in name.lower()]


def test_the_list_to_print_holds_words_alone(snapshot: Snapshot) -> None:
    clean, told = _Tags(), _Tags()
    clean.feed(as_html(findings_list(snapshot, "hoai_an", 1)))
    told.feed(as_html(findings_list(snapshot, UNIT)))

    assert told.tags <= clean.tags | {"h2", "small", "ol", "li", "b", "p"}
    assert told.acting == []


def test_messages_and_the_command_line_steer_nothing(
    snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for book in hostile.province():
        hostile.write(book, tmp_path / book.key)

    main(["check", str(tmp_path)])

    printed = capsys.readouterr()
    assert len(printed.out) > 100_000
    for text in (printed.out, printed.err, as_message(snapshot, UNIT)):
        assert STEERING.search(text) is None


def test_charts_follow_and_run_nothing_of_a_sheet(snapshot: Snapshot) -> None:
    scope = Scope()
    lead = snapshot.plan.lead.id
    specs = [
        pictured.matrix(snapshot, scope),
        pictured.tiles(snapshot, lead, scope),
        pictured.gaps(snapshot, lead, scope),
        pictured.award_counts(snapshot, "form", scope),
    ]
    assert {unit.short for unit in snapshot.units} & set(hostile.PAYLOADS.values())
    payloads = set(hostile.PAYLOADS.values())
    for spec in specs:
        assert not [text for text in run_by_vega(spec) if any(payload in text for payload in payloads)]
        json.dumps(spec).encode()


ROWS_OF_A_UNIT = ("don-vi", "kiem-tra", "khen-thuong", "don-doc")
"""Pages that show more of a unit once it is chosen."""


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on the hostile province in a folder, with a broken file whose name is hostile too."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "sample"
    folder.mkdir()
    for book in hostile.province():
        hostile.write(book, folder / book.key)
    (folder / f"<img src=x onerror=window.{hostile.MARK}=1> **{hostile.WORD}**.xlsx").write_bytes(b"hong")
    (folder / "sample.json").write_text('{"sample": true}', encoding="utf-8")
    store = f"sqlite:///{(place / 'campaign.db').as_posix()}"
    with running_app(folder, store, place / "app.log") as app:
        yield app


@pytest.mark.browser
def test_no_page_is_moved_by_what_a_sheet_holds(hostile_app: App, chromium: Browser) -> None:
    asked: list[str] = []
    dialogs: list[str] = []
    seen = ""
    for account, role in (("banchinhsach", "staff"), ("quantri", "admin")):
        context = desk(chromium, account, locale="vi-VN")
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        # Staff open most pages; an admin those that are left.
        mine = [one for one in PAGES if one.action in MAY[role]]
        new = [one.address for one in mine if role == "staff" or one.action not in MAY["staff"]]
        narrowed = [f"{each}?don_vi={UNIT}&dot=2" for each in new if each in ROWS_OF_A_UNIT]
        page.goto(f"{hostile_app.url}/{new[0]}")
        idle(page)
        for address in (*new, *narrowed, "don-vi?don_vi=la_1"):
            follow(page, address)
            idle(page, 300)
            # The start page has no name of its own in the address.
            assert urlsplit(page.url).path.strip("/") in (address.partition("?")[0], "")
            seen += untouched(page, address)
        context.close()

    assert dialogs == []
    assert {url for url in asked if not url.startswith((hostile_app.url, "data:", "blob:"))} == set()
    assert f"<img src=x onerror=window.{hostile.MARK}=1>" in seen and f"**{hostile.WORD}**" in seen
    assert STEERING.search(hostile_app.printed()) is None


def untouched(page: Page, where: str) -> str:
    """Check that nothing of a sheet became an element, and return all text of the page."""
    found = page.evaluate(LOOK, [hostile.MARK, hostile.WORD])
    assert found["ran"] is False, where
    assert found["acting"] == [], where
    assert found["marked"] == [], where
    own = page.url.partition("?")[0].rsplit("/", 1)[0]
    known = (f"{own}/", "https://docs.google.com/spreadsheets/", "tel:", "mailto:")
    assert [link for link in found["links"] if not link.startswith(known)] == [], where
    return str(found["text"])


LOOK = """([mark, word]) => {
    const found = {ran: mark in window, acting: [], marked: [], links: [], text: ''};
    const look = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            found.text += node.data + '\\n';
            if (node.data.trim() === word) found.marked.push(node.parentElement.outerHTML);
            return;
        }
        if (node.nodeType === Node.ELEMENT_NODE) {
            if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(node.tagName)) return;
            const acts = [...node.attributes].some((one) => one.name.startsWith('on'))
                || ['IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(node.tagName)
                || node.id === 'hostile' || node.classList.contains('katex');
            if (acts) found.acting.push(node.outerHTML.slice(0, 300));
            if (node.tagName === 'A' && node.href) found.links.push(node.href);
        }
        if (node.shadowRoot) look(node.shadowRoot);
        node.childNodes.forEach(look);
    };
    look(document.body);
    return found;
}"""


def tables(snapshot: Snapshot) -> Iterator[Sheet]:
    """Yield every table that any module hands out, found by what its functions return."""
    change = since(grouped_findings(snapshot), ())
    given = {
        "scope": Scope(unit=UNIT),
        "indicator": "works_unions",
        "phase": 2,
        "unit": UNIT,
        "union": next(one for (unit, _), one in unions(snapshot, None).items() if unit == UNIT),
        "carrier": "production",
        "by": "form",
        "found": listed(snapshot),
        "sent": history(snapshot),
        "title": "Quá hạn",
        "change": change,
        "moment": "So với hôm qua",
        "met": None,
    }
    for module in (sheets, unit_sheets, finding_sheets, award_sheets, office_sheets):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            asked = list(signature.parameters.values())[1:]
            needed = [each.name for each in asked if each.default is each.empty or each.name in given]
            if signature.return_annotation is Sheet and set(needed) <= given.keys() and name[0] != "_":
                yield function(snapshot, **{each: given[each] for each in needed})
    yield from excel.sheets(snapshot, Scope())


def grouped_findings(snapshot: Snapshot) -> list[Finding]:
    return [one for group in grouped(snapshot) for one in group.findings]


def run_by_vega(part: Any) -> Iterator[str]:
    """Yield every text of a specification that Vega would run or follow."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in EXPRESSIONS and isinstance(value, str):
                yield value
            elif name not in ("data", "datasets", "values"):
                yield from run_by_vega(value)
    elif isinstance(part, list):
        for each in part:
            yield from run_by_vega(each)


class _Tags(HTMLParser):
    """The elements of a page, and what of them could act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [
            name for name, _ in attrs if name.startswith("on") or name in ("href", "src", "action")
        ]


def _is_figure(cell: str) -> bool:
    return re.fullmatch(r"-?[\d.,]+%?", cell) is not None


@pytest.mark.browser
def test_what_does_act_would_be_seen(page: Page) -> None:
    page.set_content(
        f"<p><b>{hostile.WORD}</b><img src=x onerror=window.{hostile.MARK}=1><a id=hostile>a</a>"
    )

    found = page.evaluate(LOOK, [hostile.MARK, hostile.WORD])

    assert (found["ran"], len(found["acting"]), len(found["marked"])) == (True, 2, 1)
