"""What administrators see and change: accounts, open sessions, links of screens, and the trail."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import get_args

import streamlit as st
from markupsafe import Markup

from campaign.access import Role, Viewer
from campaign.accounts import ROLES, Account, AccountsError, Entrance, passwords
from campaign.accounts.links import LONGEST, Link
from campaign.intake.collector import local_now
from campaign.measures.measured import Scope
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, columns
from campaign.records import Snapshot
from campaign.trail import Event, Step
from dashboard.figures import plain
from dashboard.login import ROLE_WORDS
from dashboard.tables import Column, table
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.dates import write_date

EVENTS: Mapping[Event, str] = {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không được",
    "sign_out": "Đăng xuất",
    "locked_out": "Tạm chặn vì thử nhiều lần",
    "account_changed": "Sửa tài khoản",
    "role_changed": "Đổi vai trò",
    "phase_closed": "Chốt đợt",
    "late_unit_let_in": "Cho đơn vị nộp muộn",
    "reminded": "Đôn đốc",
    "exported": "Xuất tệp",
    "link_made": "Tạo liên kết",
    "link_opened": "Mở liên kết",
    "link_revoked": "Thu hồi liên kết",
}
KINDS = ("", *get_args(Event))


def told(entrance: Entrance) -> str:
    """Return how many may sign in, and how many are in."""
    accounts = entrance.book.accounts().values()
    shut = sum(one.disabled for one in accounts)
    closed = f", {shut} đã khóa" if shut else ""
    return (
        f"{len(accounts) - shut} tài khoản dùng được{closed}; {len(entrance.sessions.open())} phiên đang mở."
    )


def listed(entrance: Entrance, plan: Plan) -> Markup:
    """Return the accounts, one row each."""
    names = {unit.id: unit.short for unit in plan.units}
    rows = [
        (
            one.name, one.full_name, ROLE_WORDS[one.role], names.get(one.unit, one.unit) or "–",
            one.email or "–", _state(one),
        )
        for one in entrance.book.accounts().values()
    ]  # fmt: skip
    titles = ("Tài khoản", "Họ tên", "Vai trò", "Đơn vị", "Google", "Tình trạng")
    return table([Column(title) for title in titles], rows, none="Chưa có tài khoản nào.")


def sessions(entrance: Entrance) -> Markup:
    """Return the sessions that are open."""
    rows = [
        (one.account, _moment(one.made_at), _moment(one.seen_at), one.address or "–")
        for one in entrance.sessions.open()
    ]
    titles = ("Tài khoản", "Đăng nhập lúc", "Dùng gần nhất", "Địa chỉ mạng")
    return table([Column(title) for title in titles], rows, none="Không có phiên nào đang mở.")


def links(entrance: Entrance) -> Markup:
    """Return the links of screens, the newest first."""
    rows = [
        (one.id, one.made_by, _moment(one.made_at), write_date(one.expires_at), _link_state(one))
        for one in entrance.links.all()
    ]
    titles = ("Mã", "Người tạo", "Tạo lúc", "Dùng đến", "Tình trạng")
    return table([Column(title) for title in titles], rows, none="Chưa có liên kết nào.")


def trail(steps: Iterable[Step], kind: str) -> Markup:
    """Return the steps of a kind; of every kind where it is empty."""
    rows = [
        (_moment(step.at), step.account, EVENTS[step.event], step.about or "–", step.address or "–")
        for step in steps
        if kind in ("", step.event)
    ]
    titles = ("Lúc", "Ai", "Việc", "Nội dung", "Địa chỉ mạng")
    return table([Column(title) for title in titles], rows, none="Chưa ghi việc nào.")


def listed_sheet(snapshot: Snapshot, entrance: Entrance) -> Sheet:
    """Return the accounts as a table to take along."""
    names = {unit.id: unit.short for unit in snapshot.plan.units}
    found = (
        (
            one.name, one.full_name, ROLE_WORDS[one.role], names.get(one.unit, one.unit) or None,
            one.email or None, _state(one),
        )
        for one in entrance.book.accounts().values()
    )  # fmt: skip
    heads = columns("Tài khoản", "Họ tên", "Vai trò", "Đơn vị", "Google", "Tình trạng")
    return Sheet("Tài khoản", basis(snapshot, Scope()), heads, tuple(found))


def sessions_sheet(snapshot: Snapshot, entrance: Entrance) -> Sheet:
    """Return the open sessions as a table to take along."""
    heads = columns("Tài khoản", ("Đăng nhập lúc", "time"), ("Dùng gần nhất", "time"), "Địa chỉ mạng")
    found = ((one.account, one.made_at, one.seen_at, one.address or None) for one in entrance.sessions.open())
    return Sheet("Phiên đang mở", basis(snapshot, Scope()), heads, tuple(found))


def links_sheet(snapshot: Snapshot, entrance: Entrance) -> Sheet:
    """Return the links of screens as a table to take along; never what opens one."""
    heads = columns("Mã", "Người tạo", ("Tạo lúc", "time"), ("Dùng đến", "date"), "Tình trạng")
    found = (
        (one.id, one.made_by, one.made_at, one.expires_at.date(), _link_state(one))
        for one in entrance.links.all()
    )
    return Sheet("Liên kết trình chiếu", basis(snapshot, Scope()), heads, tuple(found))


def trail_sheet(snapshot: Snapshot, steps: Iterable[Step], kind: str) -> Sheet:
    """Return the steps of a kind as a table to take along; of every kind where it is empty."""
    heads = columns(("Lúc", "time"), "Ai", "Việc", "Nội dung", "Địa chỉ mạng")
    found = (
        (step.at, step.account, EVENTS[step.event], step.about or None, step.address or None)
        for step in steps
        if kind in ("", step.event)
    )
    return Sheet("Nhật ký", basis(snapshot, Scope()), heads, tuple(found))


def change(entrance: Entrance, viewer: Viewer, plan: Plan) -> None:
    """Draw what an administrator may do with one account; nobody shuts themselves out."""
    others = [one for one in entrance.book.accounts().values() if one.name != viewer.account]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="change_account"):
        name = st.selectbox("Tài khoản cần sửa", [one.name for one in others], width=240, key="changed")
        chosen = next(one for one in others if one.name == name)
        shut = st.button("Mở lại" if chosen.disabled else "Khóa", icon=":material/block:")
        end = st.button("Kết thúc các phiên", icon=":material/logout:")
        anew = st.button("Đặt lại mật khẩu", icon=":material/key:")
    if shut:
        about = f"{name}: {'mở lại' if chosen.disabled else 'khóa'}"
        entrance.change(viewer.account, name, about, disabled=not chosen.disabled)
        st.rerun()
    if end:
        entrance.change(viewer.account, name, f"{name}: kết thúc các phiên")
        st.rerun()
    if anew:
        password = passwords.made_up()
        entrance.new_password(chosen, password, by=viewer.account, must_change=True)
        entrance.throttle.forget(name)
        _once(name, password)
    with st.form("role", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        role, unit = _role_and_unit(plan, chosen.role, chosen.unit, key=f"of-{name}")
        asked = st.form_submit_button("Đổi vai trò")
    if asked:
        about = f"{name}: vai trò {ROLE_WORDS[role]}"
        _try(lambda: entrance.change(viewer.account, name, about, role=role, unit=unit))


def add(entrance: Entrance, viewer: Viewer, plan: Plan) -> None:
    """Draw the form for a new account; its password is shown once."""
    with st.expander("Thêm tài khoản", icon=":material/person_add:"), st.form("add", border=False):
        name = st.text_input("Tên tài khoản", placeholder="chữ thường không dấu, ví dụ lan.nguyen")
        full_name = st.text_input("Họ tên")
        email = st.text_input("Địa chỉ Google, nếu đăng nhập bằng Google")
        role, unit = _role_and_unit(plan, "unit", "", key="new")
        if not st.form_submit_button("Tạo tài khoản", type="primary"):
            return
        password = passwords.made_up()
        account = Account(
            name.strip().lower(), full_name.strip() or name, role, "", unit, email.strip().lower()
        )
        try:
            kept = replace(account, password=passwords.hashed(password), must_change=True)
            entrance.book.add(kept)
        except AccountsError as refused:
            st.error(plain(str(refused)))
            return
        entrance.trail.record(viewer.account, "account_changed", f"{account.name}: tạo, {ROLE_WORDS[role]}")
        _once(account.name, password)


def new_link(entrance: Entrance, viewer: Viewer) -> None:
    """Draw the form for a link of a screen; its address is shown once."""
    with st.form("link", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.number_input("Số ngày dùng được", 1, LONGEST, 30, width=180)
        if st.form_submit_button("Tạo liên kết", type="primary", icon=":material/add_link:"):
            token, link = entrance.make_link("meeting", int(days), viewer.account)
            st.session_state["made_link"] = (f"man-hinh/{token}", write_date(link.expires_at))
    if "made_link" in st.session_state:
        path, until = st.session_state.pop("made_link")
        st.success(f"Mở địa chỉ này trên màn hình, dùng đến {until}. Chỉ hiện lần này.", icon=":material/tv:")
        st.code(f"{_base()}{path}", language=None)


def revoke_link(entrance: Entrance, viewer: Viewer) -> None:
    """Draw the way to end a link that still opens something."""
    usable = [one.id for one in entrance.links.all() if one.lasts(local_now())]
    if usable:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox("Liên kết còn dùng", usable, width=240)
            if st.button("Thu hồi", icon=":material/link_off:"):
                entrance.revoke_link(chosen, viewer.account)
                st.rerun()


def _role_and_unit(plan: Plan, role: Role, unit: str, *, key: str) -> tuple[Role, str]:
    names = {"": "– không theo đơn vị –"} | {one.id: one.short for one in plan.units}
    nth = list(names).index(unit) if unit in names else 0
    chosen = st.selectbox(
        "Vai trò",
        ROLES,
        ROLES.index(role),
        format_func=lambda one: ROLE_WORDS[one],
        width=240,
        key=f"role-{key}",
    )
    of = st.selectbox(
        "Đơn vị, với cán bộ đơn vị",
        list(names),
        nth,
        format_func=lambda one: names[one],
        width=280,
        key=f"unit-{key}",
    )
    return chosen, of if chosen == "unit" else ""


def _try(change: Callable[[], object]) -> None:
    try:
        change()
    except AccountsError as refused:
        st.error(plain(str(refused)))
    else:
        st.rerun()


def _once(name: str, password: str) -> None:
    st.success(
        f"Mật khẩu của {plain(name)}, chỉ hiện lần này; lần đăng nhập đầu sẽ đổi.", icon=":material/key:"
    )
    st.code(password, language=None)


def _state(account: Account) -> str:
    if account.disabled:
        return "đã khóa"
    return "chưa đổi mật khẩu lần đầu" if account.must_change else "dùng được"


def _link_state(link: Link) -> str:
    if link.revoked_at:
        return f"thu hồi {_moment(link.revoked_at)}"
    return "còn dùng" if link.lasts(local_now()) else "hết hạn"


def _moment(at: datetime.datetime) -> str:
    return f"{at:%H:%M} {write_date(at)}"


def _base() -> str:
    parts = (st.context.url or "").split("/")
    return "/".join(parts[:3]) + "/"
