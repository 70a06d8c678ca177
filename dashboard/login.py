"""Sign-in: streamlit-authenticator's form over our accounts, the first change of a password, the way out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit_authenticator as stauth

from campaign.access import Role, Viewer
from campaign.accounts import Account, AccountsError
from campaign.accounts.entrance import SESSION, stamp
from campaign.accounts.opening import uses_sample_accounts
from campaign.accounts.passwords import LONGEST_BYTES, SHORTEST
from campaign.accounts.sample import ACCOUNTS, PASSWORD
from dashboard import google_login, session
from dashboard.figures import plain
from dashboard.markup import element

REFUSED = (
    "Chưa đăng nhập được: tên đăng nhập hoặc mật khẩu chưa đúng, hoặc vừa có quá nhiều lần thử. "
    "Hãy kiểm tra lại rồi thử sau ít phút; nếu quên mật khẩu, báo người quản trị đặt lại."
)
NO_GOOGLE = (
    "Chưa vào được bằng địa chỉ Google vừa chọn: địa chỉ chưa gắn với tài khoản nào đang dùng, hoặc lần "
    "đăng nhập ấy đã cũ. Hãy bấm lại, chọn địa chỉ khác, hoặc báo người quản trị."
)
WORDS = {
    "Form name": "Đăng nhập",
    "Username": "Tên đăng nhập",
    "Password": "Mật khẩu",
    "Login": "Đăng nhập",
}
ROLE_WORDS: Mapping[Role, str] = {
    "leader": "Lãnh đạo",
    "staff": "Cán bộ tỉnh",
    "unit": "Cán bộ đơn vị",
    "admin": "Quản trị",
    "screen": "Màn hình",
}

_component = st.components.v2.component(
    "door", html="<i>\n</i>", js=(Path(__file__).parent / "door.js").read_text(encoding="utf-8")
)


class _Form(stauth.Authenticate):  # type: ignore[misc]
    """The library's form alone: no cookie of its own, which scripts could read, and no session of its own."""

    def __init__(self) -> None:
        self.attrs: dict[str, Any] = {"login_sleep_time": 0}
        self.path = None
        self.cookie_controller = _NoCookie()
        self.authentication_controller = _Check()


class _NoCookie:
    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        return None


class _Check:
    """What the form asks at its button; the library's own answers faster where there is no such account."""

    def login(self, username: str, password: str, *_: Any, **__: Any) -> bool:
        entrance = session.running().entrance
        account = entrance.enter(username, password, session.caller())
        st.session_state["refused"] = account is None
        if account is not None:
            let_in(account)
        return False


def comes_in() -> bool:
    """Tell whether somebody has proved who they are, and their browser is about to take its cookie."""
    return "ticket" in st.session_state


def sign_in() -> None:
    """Draw the sign-in instead of any page; the address keeps what was asked for."""
    with st.container(key="sign_in", width=480, horizontal_alignment="left"):
        st.html(str(element("p", "Phong trào thi đua · LĐLĐ tỉnh", class_="over")))
        if comes_in():
            # The page is loaded anew in a moment, with the cookie.
            _door(ticket=st.session_state["ticket"])
            return
        if "changing" in st.session_state:
            _first_password(*st.session_state["changing"])
            return
        _with_google()
        _Form().login(fields=WORDS)
        if comes_in() or "changing" in st.session_state:
            st.rerun()
        if st.session_state.get("refused"):
            st.error(REFUSED, icon=":material/lock:")
        if uses_sample_accounts(session.running().settings):
            _sample_accounts()
        else:
            st.caption("Chưa có tài khoản hoặc quên mật khẩu: liên hệ người quản trị của LĐLĐ tỉnh.")
        _door(wait=True)


def let_in(account: Account, *, with_password: bool = True) -> None:
    """Go on with somebody who has proved who they are: to the first change of the password, or in."""
    if account.must_change and with_password:
        st.session_state["changing"] = (account.name, stamp(account))
    else:
        st.session_state["ticket"] = session.running().entrance.ticket(account, session.caller())


def corner(viewer: Viewer) -> None:
    """Draw who is signed in, with the way out."""
    with (
        st.container(key="account", width="content"),
        st.popover(plain(viewer.name), type="tertiary", icon=":material/account_circle:"),
    ):
        st.markdown(f"**{plain(viewer.name)}**  \n{ROLE_WORDS[viewer.role]} · {plain(viewer.account)}")
        settings = session.running().settings
        if not uses_sample_accounts(settings) and st.button(
            "Đổi mật khẩu", icon=":material/key:", key="own_password", width="stretch"
        ):
            _own_password(viewer.account)
        if st.button("Đăng xuất", icon=":material/logout:", key="leave", width="stretch"):
            session.running().entrance.leave(st.context.cookies, session.caller().address)
            _door(leave=True)


def _with_google() -> None:
    if not google_login.is_set():
        return
    if st.button("Đăng nhập bằng Google", icon=":material/account_circle:", width="stretch", key="google"):
        st.login()
    proof = google_login.proof()
    if proof is None or proof.id == st.session_state.get("google_proof"):
        return
    st.session_state["google_proof"] = proof.id
    account = session.running().entrance.enter_with_google(proof, session.caller())
    if account is not None:
        let_in(account, with_password=False)
    else:
        st.warning(NO_GOOGLE, icon=":material/lock:")


def _first_password(name: str, known_by: str) -> None:
    account = session.running().entrance.book.find(name)
    # Whoever reset the password meanwhile meant nobody to go on with the one before.
    if account is None or account.disabled or stamp(account) != known_by:
        del st.session_state["changing"]
        st.rerun()
    st.subheader("Đặt mật khẩu của riêng bạn")
    st.write("Mật khẩu vừa dùng do người khác đặt. Hãy chọn mật khẩu chỉ mình bạn biết.")
    changed = _chosen_password(account, "Lưu và vào")
    if changed is not None:
        del st.session_state["changing"]
        let_in(changed)
        st.rerun()


@st.dialog("Đổi mật khẩu")
def _own_password(name: str) -> None:
    account = session.running().entrance.book.find(name)
    if account is None:
        return
    st.caption("Đổi xong, các nơi khác đang đăng nhập bằng tài khoản này đều phải đăng nhập lại.")
    changed = _chosen_password(account, "Đổi mật khẩu", ask_for_current=True)
    if changed is not None:
        let_in(changed)
        st.rerun()


def _chosen_password(account: Account, button: str, *, ask_for_current: bool = False) -> Account | None:
    """Draw the form for a new password; return the account as soon as it has one."""
    entrance = session.running().entrance
    with st.form("new_password", border=not ask_for_current):
        current = st.text_input("Mật khẩu hiện nay", type="password") if ask_for_current else ""
        first = st.text_input("Mật khẩu mới", type="password")
        again = st.text_input("Nhập lại mật khẩu mới", type="password")
        st.caption(
            f"Từ {SHORTEST} ký tự, nhiều nhất {LONGEST_BYTES} byte; ghép vài từ không liên quan là tốt."
        )
        asked = st.form_submit_button(button, type="primary")
    if not asked:
        return None
    if ask_for_current and entrance.enter(account.name, current, session.caller()) is None:
        st.error("Mật khẩu hiện nay chưa đúng.")
    elif first != again:
        st.error("Hai lần nhập chưa giống nhau.")
    elif entrance.is_password(account, first):
        st.error("Mật khẩu mới phải khác mật khẩu hiện nay.")
    else:
        try:
            here = st.context.cookies.get(SESSION, "")
            return entrance.new_password(account, first, by=account.name, here=here)
        except AccountsError as weak:
            st.error(plain(str(weak)))
    return None


def _sample_accounts() -> None:
    with st.container(border=True, key="sample_accounts", gap="small"):
        st.html(str(element("span", element("b", "SỐ LIỆU MINH HỌA"), class_="sample")))
        st.caption("Tỉnh mẫu, số liệu và người đều hư cấu. Bấm một tài khoản để vào, hoặc nhập ở trên.")
        with st.grid(2, min_column_width=180, gap="small"):
            for account in ACCOUNTS:
                password = PASSWORD.format(account.name)
                with st.container(gap="xxsmall"):
                    if st.button(account.full_name, key=f"sample_{account.name}", width="stretch"):
                        _Check().login(account.name, password)
                        st.rerun()
                    st.caption(f"{ROLE_WORDS[account.role]}  \n{account.name} / {password}")


def _door(*, ticket: str = "", leave: bool = False, wait: bool = False) -> None:
    _component(data={"ticket": ticket, "leave": leave, "wait": wait}, key="door", height=1)
