"""Every page, as everybody who should not see it: a crawl that finds new pages by itself.

It runs on a copy of the program into which a page without a guard was planted: the crawl must find that page
and nothing else.
"""

import datetime
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosedError

from campaign.access import MAY, Role
from campaign.accounts import Account, AccountBook, Entrance, passwords
from campaign.accounts.book import SampleBook
from campaign.accounts.entrance import DEVICE, SCREEN, SESSION, stamp
from campaign.accounts.key import make_key, read_key
from campaign.accounts.links import ScreenLinks
from campaign.accounts.sessions import Sessions, fingerprint, sessions
from campaign.database import Database
from campaign.intake.collector import load_snapshot, local_now
from campaign.intake.snapshots import SnapshotStore
from campaign.trail import Trail
from dashboard.menu import PAGES
from sheets_schema.plans import load_plan
from tests.browser import ROOT, App, desk, idle, own_copy, running_app, sign_in_beforehand, token_of
from tests.test_sign_in import enter
from tests.wire import answers, beside, connected, run, sent_by

pytestmark = pytest.mark.browser

PLANTED = "ke_hong.py"
UNGUARDED = """\
\"\"\"A page whose author forgot the guard.\"\"\"

import streamlit as st

from dashboard.session import running

st.write([unit.short for unit in running().collector.snapshot.units])
"""
ENTRY = f'    Entry("{PLANTED}", "Kẽ hở", "ke-hong", action="administer"),\n'
HASH = passwords.hashed("thuyền giấy qua cầu", cost=4)
ACCOUNTS = (
    Account("lan", "Nguyễn Thị Lan", "admin", HASH),
    Account("minh", "Lê Văn Minh", "leader", HASH),
    Account("hoa", "Phạm Thị Hoa", "staff", HASH),
    Account("nam", "Trần Văn Nam", "unit", HASH, unit="phu_cat"),
    Account("khoa", "Võ Văn Khoa", "staff", HASH, disabled=True),
    Account("muon", "Đỗ Thị Muộn", "staff", HASH),
    Account("moi", "Hồ Thị Mới", "leader", HASH, must_change=True),
)
REFUSALS = ("không dùng trang này", "chỉ mở trang Trình chiếu")
ABROAD = "Hoài Ân"
"""A unit that every page of the province names somewhere, at the least in the filter row."""

Cookies = dict[str, str]


@dataclass(frozen=True)
class Guarded:
    """The running copy, and what everybody's browser holds."""

    app: App
    insiders: dict[Role, Cookies]
    outsiders: dict[str, Cookies]
    book: Path


@pytest.fixture(scope="module")
def guarded(sample_history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """The app on figures that count as real, with a page planted in it."""
    place = tmp_path_factory.mktemp("crawl")
    program = planted(place / "program")
    folder = own_copy(sample_history, place / "var")
    (folder / "sample" / "sample.json").unlink()
    store = f"sqlite:///{(folder / 'campaign.db').as_posix()}"
    book = AccountBook(place / "conf" / "tk.yaml")
    for account in ACCOUNTS:
        book.add(account)
    key = place / "conf" / "tk.yaml.key"
    make_key(key)
    settings = {"CAMPAIGN_ACCOUNTS": str(book.path)}
    with running_app(folder / "sample", store, place / "app.log", root=program, **settings) as app:
        sign_in_beforehand(store, ACCOUNTS)
        yield Guarded(app, *looks(Database(store), read_key(key)), book.path)


def planted(program: Path) -> Path:
    """Copy the program, with the page that its author forgot to guard."""
    for name in ("campaign", "dashboard", "pages", "sheets_schema", "static", ".streamlit"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__", "secrets*"))
    shutil.copy(ROOT / "app.py", program)
    (program / "pages" / PLANTED).write_text(UNGUARDED, encoding="utf-8")
    menu = program / "dashboard" / "menu.py"
    before, after = menu.read_text(encoding="utf-8").split("PAGES = (\n")
    menu.write_text(before + "PAGES = (\n" + after.replace("\n)", f"\n{ENTRY})", 1), encoding="utf-8")
    return program


def looks(database: Database, key: bytes) -> tuple[dict[Role, Cookies], dict[str, Cookies]]:
    """Return the cookies of everybody: of those who are let in by role, and of those who are not."""
    links = ScreenLinks(database, key, local_now)
    (screen, _), (revoked, link) = (links.make("meeting", 30, "hoa") for _ in range(2))
    links.revoke(link.id)
    long_ago = {"made_at": local_now() - datetime.timedelta(hours=13), "seen_at": local_now()}
    with database.writing() as connection:
        late = sessions.c.token == fingerprint(token_of("muon"))
        connection.execute(sa.update(sessions).where(late).values(**long_ago))
    insiders: dict[Role, Cookies] = {
        one.role: {SESSION: token_of(one.name)} for one in ACCOUNTS if one.name not in ("khoa", "muon", "moi")
    }
    # These have signed in here before: their pages run without waiting for a visitor's turn.
    entrance = Entrance(SampleBook(()), key, database, Trail(database, local_now), local_now)
    known = {DEVICE: entrance.device_cookie("hoa", {})}
    outsiders = {
        "a visitor": {},
        "a disabled account": {SESSION: token_of("khoa"), **known},
        "an expired session": {SESSION: token_of("muon"), **known},
        "a revoked link": {SCREEN: revoked, **known},
        "a forged link": {SCREEN: screen[:-1] + ("0" if screen[-1] != "0" else "1"), **known},
    }
    return {**insiders, "screen": {SCREEN: screen}}, outsiders


def every_page() -> dict[str, str]:
    """Return address and needed action of every file in pages/, the planted one included."""
    known = {entry.file: entry for entry in PAGES}
    files = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
    assert files == sorted(known), "a file in pages/ that no menu knows, or the other way round"
    return {known[file].address: known[file].action for file in files} | {"ke-hong": "administer"}


def found(guarded: Guarded) -> set[tuple[str, str]]:
    """Return who got to see what they should not, and where: pages, and the contacts of units on any page."""
    leaks, url, private = set(), guarded.app.url, contacts(guarded.app)
    for address, action in every_page().items():
        for who, cookies in guarded.outsiders.items():
            said = sent_by(url, address, cookies)
            if ABROAD in said or "Tên đăng nhập" not in said:
                leaks.add((who, address))
        for role, cookies in guarded.insiders.items():
            said = sent_by(url, address, cookies)
            refused = any(words in said for words in REFUSALS)
            told = "see_contacts" not in MAY[role] and any(one in said for one in private)
            if refused == (action in MAY[role]) or "Tên đăng nhập" in said or told:
                leaks.add((role, address))
    return leaks


def contacts(app: App) -> set[str]:
    """Return the names of the units' clerks, as the store of an app has them."""
    snapshot = load_snapshot(SnapshotStore(app.store), load_plan(), today=datetime.date(2023, 8, 15))
    assert snapshot is not None
    named = {str(one) for one in snapshot.tables["units"]["contact_name"].dropna()}
    assert named
    return named


def test_on_a_fresh_server_every_direct_link_shows_a_visitor_the_sign_in_alone(
    guarded: Guarded, chromium: Browser
) -> None:
    page = desk(chromium, None).new_page()
    received: list[bytes] = []
    page.on("websocket", lambda line: line.on("framereceived", lambda sent: received.append(sent)))
    for address in [*every_page(), "", "toan_tinh", "?don_vi=hoai_an"]:
        page.goto(f"{guarded.app.url}/{address}")
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
        idle(page)
        assert (address, page.locator(".answer, .facts, table, canvas").count()) == (address, 0)
    assert received
    sent = b"".join(one if isinstance(one, bytes) else one.encode() for one in received)
    assert ABROAD.encode() not in sent
    page.context.close()


def test_the_crawl_finds_the_planted_page_and_nothing_else(guarded: Guarded) -> None:
    assert found(guarded) == {(role, "ke-hong") for role in ("leader", "staff", "unit", "screen")}


def test_a_session_of_streamlit_is_nothing_without_its_cookie(guarded: Guarded) -> None:
    async def taken_over() -> str:
        async with connected(guarded.app.url, guarded.insiders["staff"]) as line:
            await line.send(run("don-vi"))
            said = await answers(line)
        session = next(one for one in said if one.WhichOneof("type") == "new_session")
        id = session.new_session.initialize.session_id
        assert id
        async with connected(guarded.app.url, takes_over=id) as line:
            await line.send(run("don-vi"))
            said = await answers(line)
        return b"".join(one.SerializeToString() for one in said).decode("utf-8", "replace")

    said = beside(taken_over())
    assert "Tên đăng nhập" in said and ABROAD not in said


def test_nothing_runs_for_a_page_whose_session_has_ended(guarded: Guarded) -> None:
    tab = Account("tab", "Thẻ Mở", "admin", HASH)
    AccountBook(guarded.book).add(tab)
    sign_in_beforehand(guarded.app.store, [tab])
    cookies = {SESSION: token_of("tab")}

    async def after_the_end() -> list[ForwardMsg]:
        async with connected(guarded.app.url, cookies) as line:
            await line.send(run("tai-khoan"))
            assert any("Thẻ Mở".encode() in one.SerializeToString() for one in await answers(line))
            assert status(f"{guarded.app.url}/phien/ra", cookies, "POST", origin=guarded.app.url) == 204
            await line.send(run("tai-khoan"))
            told = []
            with suppress(ConnectionClosedError):
                async for message in line:
                    told.append(ForwardMsg.FromString(bytes(message)))
            return told

    told = [one.WhichOneof("type") for one in beside(after_the_end())]
    assert not {"new_session", "delta"} & set(told)


def test_downloads_uploads_and_files_of_the_program_ask_who_is_there(
    guarded: Guarded, chromium: Browser
) -> None:
    url = guarded.app.url
    context = desk(chromium, None)
    context.add_cookies([{"name": SESSION, "value": token_of("hoa"), "domain": "127.0.0.1", "path": "/"}])
    page = context.new_page()
    page.goto(f"{url}/huong-dan")
    page.locator(".answer h1").first.wait_for()
    idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải mẫu bảng của tỉnh").click()
    media = download.value.url
    assert urlsplit(media).path.startswith("/media/")
    context.close()

    assert status(media, {SESSION: token_of("hoa")}) == 200
    assert {who: status(media, cookies) for who, cookies in guarded.outsiders.items()} == dict.fromkeys(
        guarded.outsiders, 403
    )
    assert status(f"{url}/_stcore/upload_file/abc/def", {}, "PUT") == 403
    assert status(f"{url}/_stcore/metrics", {SESSION: token_of("lan")}) == 404
    for path in (
        "../pages/toan_tinh.py",
        "%2e%2e/dashboard/login.py",
        "..%2fapp.py",
        "%2e%2e%2f.streamlit/config.toml",
    ):
        assert b"import" not in body(url, f"/app/static/{path}")
    assert "Set-Cookie: phien" not in guarded.app.printed()


def test_no_page_elsewhere_can_sign_in_or_out(guarded: Guarded) -> None:
    url, mine = guarded.app.url, {SESSION: token_of("minh")}
    for path in ("phien/vao", "phien/ra"):
        assert status(f"{url}/{path}", mine, "POST", origin="https://evil.example") == 403
        assert status(f"{url}/{path}", mine, "POST") == 403
        assert status(f"{url}/{path}", mine) in (200, 405)
    assert status(f"{url}/phien/vao", {}, "POST", origin=url) == 410
    assert "Tên đăng nhập" not in sent_by(url, "", mine)


def test_a_first_sign_in_shows_nothing_before_the_password_is_ones_own(
    guarded: Guarded, visitor: Page
) -> None:
    visitor.goto(f"{guarded.app.url}/chi-tieu")
    enter(visitor, "moi", "thuyền giấy qua cầu")
    new, again = visitor.get_by_label("Mật khẩu mới", exact=True), visitor.get_by_label("Nhập lại")
    save = visitor.get_by_role("button", name="Lưu và vào")
    for first, second, said in (
        ("congdoan2023", "congdoan2023", "dễ đoán"),
        ("thuyền giấy qua cầu", "thuyền giấy qua cầu", "phải khác"),
        ("mưa trên mái ngói", "mưa trên mái", "chưa giống nhau"),
    ):
        new.fill(first)
        again.fill(second)
        save.click()
        expect(visitor.get_by_role("alert")).to_contain_text(said)
    assert visitor.locator(".answer").count() == 0
    new.fill("mưa trên mái ngói")
    again.fill("mưa trên mái ngói")
    save.click()
    visitor.locator(".answer h1").first.wait_for()

    visitor.get_by_role("button", name="Hồ Thị Mới").click()
    visitor.get_by_role("button", name="Đổi mật khẩu").click()
    visitor.get_by_label("Mật khẩu hiện nay").fill("mưa trên mái ngói")
    new.fill("nắng sau vườn chuối")
    again.fill("nắng sau vườn chuối")
    dialog = visitor.get_by_test_id("stDialog")
    dialog.get_by_role("button", name="Đổi mật khẩu").click()
    expect(dialog).to_have_count(0, timeout=15_000)
    visitor.locator(".answer h1").first.wait_for()
    assert visitor.url == f"{guarded.app.url}/chi-tieu"


def test_a_cookie_goes_over_tls_alone_where_there_is_tls(guarded: Guarded) -> None:
    url, database = guarded.app.url, Database(guarded.app.store)
    ticket = Sessions(database, local_now).ticket("minh", stamp(ACCOUNTS[1]))
    headers = {"origin": url.replace("http", "https"), "x-forwarded-proto": "https"}
    asked = urllib.request.Request(f"{url}/phien/vao", ticket.encode(), headers)
    with urllib.request.urlopen(asked) as answer:
        cookie = next(one for one in answer.headers.get_all("set-cookie") if one.startswith("phien="))
        assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    database.close()


def status(url: str, cookies: Cookies, method: str = "GET", *, origin: str = "") -> int:
    """Ask for something with cookies, and return the code of the answer."""
    held = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"cookie": held} | ({"origin": origin} if origin else {})
    asked = urllib.request.Request(url, headers=headers, method=method, data=b"" if method != "GET" else None)
    try:
        with urllib.request.urlopen(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def body(url: str, path: str) -> bytes:
    """Ask for a path as it stands, which urllib would tidy."""
    line = HTTPConnection(urlsplit(url).netloc)
    line.request("GET", path)
    read = line.getresponse().read()
    line.close()
    return read
