"""Every table and chart of every page can be taken along, and what is taken is written for who looks."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaign.access import Viewer
from campaign.intake.snapshots.restoring import basis_of
from campaign.measures.closable import closable
from campaign.measures.grassroots import grassroots
from campaign.measures.measured import Scope
from campaign.output.tables import Sheet, as_csv
from dashboard import office, session, takeaway
from dashboard.menu import PAGES, Entry
from dashboard.session import View
from tests.browser import ROOT, TODAY, own_copy

DRAWN = ("<table", "class=\"bars", "class=\"pairs", "class=\"tiles", "<dl", "class=\"news")  # fmt: skip
"""Only in pieces that hold figures."""
ELSEWHERE = {"draft": "the Word file has its own button", "guide": "the template itself is offered above it"}
"""Key of a piece with tables that has no control of its own → why."""
FURTHER = {
    "don-vi": ({"don_vi": "phu_cat"}, {"don_vi": "phu_cat", "cdcs": "a union"}),
    "chi-tieu": ({"chi_tieu": "works_unions"}, {"don_vi": "phu_cat", "khu_vuc": "hcsn"}),
    "kiem-tra": ({"don_vi": "phu_cat"}, {"so_voi": "tuan-truoc"}),
    "chot-dot": ({"dot": "1"},),
    "khen-thuong": ({"don_vi": "phu_cat"},),
}
"""Views of a page besides its plain address."""
STAFF, ADMIN = Viewer("thử", "Người thử", "staff"), Viewer("thử", "Người thử", "admin")


@pytest.fixture(scope="module")
def app(sample_history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The sample province in this process, its first phase closed."""
    folder = own_copy(sample_history, tmp_path_factory.mktemp("takeaway") / "var")
    kept = (session.running, office.reminder_log, office.commitment_book)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_SOURCE", str(folder / "sample"))
        patch.setenv("CAMPAIGN_STORE", f"sqlite:///{(folder / 'campaign.db').as_posix()}")
        patch.setenv("CAMPAIGN_TODAY", TODAY)
        patch.setattr(session, "mark", lambda cookies: "")
        # Each run would look through every installed package for components; ours are not packages.
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        for each in kept:
            each.cache_clear()
        running = session.running()
        running.collector.refresh()
        snapshot = running.collector.snapshot
        assert snapshot is not None
        running.closings.close(closable(snapshot, 1), basis_of(running.store, snapshot), STAFF, "Sơ kết")
        # Every run of a script ends with a whole collection, which would walk all that the tests hold.
        gc.freeze()
        yield
        gc.unfreeze()
        running.collector.stop()
        for each in kept:
            each.cache_clear()


def opened(entry: Entry, query: dict[str, str], viewer: Viewer, patch: pytest.MonkeyPatch) -> AppTest:
    """Run a page as the server does, without a browser."""
    patch.setattr(session, "viewer", lambda: viewer)
    app = AppTest.from_file(ROOT / "dashboard" / "frame.py", default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if entry is not PAGES[0]:
        app.run()
        app.switch_page(str(ROOT / "pages" / entry.file))
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def elements(block: Any) -> Iterator[Any]:
    """Yield blocks and elements in the order in which they stand on the page."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def tables_and_charts(app: AppTest) -> Iterator[tuple[str, bool]]:
    """Yield the key of each table and chart, and whether something can be taken along in its section."""
    offered = False
    for one in elements(app.main):
        if one.type == "html" and 'class="section"' in one.proto.body:
            offered = False
        elif one.type == "popover" and one.proto.popover.label == "Tải về":
            offered = True
        elif "vega_lite" in one.type:
            yield "chart", offered
        elif one.type == "bidi_component" and one.proto.component_name == "piece":
            key, html = one.proto.id.split("-", 6)[-1], json.loads(one.proto.json)["html"]
            if any(mark in html for mark in DRAWN) and key not in ELSEWHERE:
                yield key, offered


def views() -> Iterator[tuple[Entry, dict[str, str]]]:
    for entry in PAGES:
        if not entry.google and entry.address != "trinh-chieu":
            for query in ({}, *FURTHER.get(entry.address, ())):
                yield entry, query


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What the controls of a page would write, as the page asks for it."""
    seen: list[tuple[str, Any]] = []
    real = takeaway.offer

    def offer(view: View, title: str, **given: Any) -> None:
        for name in ("picture", "sheet"):
            if given.get(name):
                question, *asked = given[name]
                made = question(view.snapshot, *asked)
                seen.append((title, made))
        real(view, title, **given)

    monkeypatch.setattr(takeaway, "offer", offer)
    return seen


def test_every_table_and_chart_of_every_page_can_be_taken_along(
    app: None, monkeypatch: pytest.MonkeyPatch, offers: list[tuple[str, Any]]
) -> None:
    latest = session.latest()
    assert latest is not None
    union = grassroots(latest, Scope(unit="phu_cat"))[0].union.key
    seen, bare = [], []
    for entry, query in views():
        query = {name: union if name == "cdcs" else value for name, value in query.items()}
        page = opened(entry, query, STAFF if STAFF.may(entry.action) else ADMIN, monkeypatch)
        for key, offered in tables_and_charts(page):
            seen.append((entry.address, key))
            bare += [] if offered else [(entry.address, query, key)]
    assert bare == []
    assert len(seen) > 70
    # Where a page did not open, the start page would have been looked at again.
    assert [address for address, key in seen if key == "matrix"] == ["toan-tinh"]
    for title, made in offers:
        if isinstance(made, Sheet):
            assert "số liệu lúc" in made.basis and "SỐ LIỆU MINH HỌA" in made.basis, title
            assert as_csv(made).count(b"\r\n") == 4 + len(made.rows), title
        else:
            assert made["$schema"].startswith("https://vega.github.io/schema/vega-lite/"), title


def test_a_clerk_takes_along_no_word_of_another_unit(
    app: None, monkeypatch: pytest.MonkeyPatch, offers: list[tuple[str, Any]]
) -> None:
    latest = session.latest()
    assert latest is not None
    unions = latest.tables["unions"]
    own = set(unions[unions["unit"] == "phu_cat"]["name"])
    others = set(unions["name"].dropna()) - own
    clerk = Viewer("phucat", "Cán bộ Phù Cát", "unit", "phu_cat")
    rows_of_units = {
        "don-vi": {"don_vi": "an_lao"}, "chi-tieu": {"chi_tieu": "works_unions"}, "khen-thuong": {},
        "duyet": {}, "kiem-tra": {}, "thay-doi": {}, "chot-dot": {"dot": "1"},
    }  # fmt: skip
    for entry in PAGES:
        if entry.address in rows_of_units:
            opened(entry, rows_of_units[entry.address], clerk, monkeypatch)
    written = "".join(as_csv(made).decode() for _, made in offers if isinstance(made, Sheet))
    assert [name for name in own if name in written]
    assert [name for name in others if name in written] == []
