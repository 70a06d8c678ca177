"""Who is let in: sessions that end, links that are revoked, and guesses that lead nowhere."""

import datetime
import threading
from pathlib import Path

import pytest

from campaign.access import Viewer
from campaign.accounts import AccountsError, Caller, Entrance
from campaign.accounts.entrance import DEVICE, SCREEN, SESSION, GoogleProof, Lane
from campaign.accounts.sample import sample_book
from campaign.accounts.throttle import Attempt, Throttle, delay
from campaign.database import TIME_ZONE, Database
from campaign.trail import Trail

RIGHT = "minhhoa-lanhdao"
HOME, ELSEWHERE = Caller("10.0.0.7", {}), Caller("203.0.113.9", {})


class Clock:
    def __init__(self) -> None:
        self.now = datetime.datetime(2023, 8, 15, 8, tzinfo=TIME_ZONE)

    def __call__(self) -> datetime.datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += datetime.timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def entrance(tmp_path: Path, clock: Clock) -> Entrance:
    database = Database(f"sqlite:///{tmp_path / 'campaign.db'}")
    return Entrance(sample_book(), b"k" * 32, database, Trail(database, clock), clock)


def signed_in(entrance: Entrance, caller: Caller = HOME, password: str = RIGHT) -> dict[str, str]:
    """Sign in as the leader, and return the cookies."""
    account = entrance.enter("lanhdao", password, caller)
    assert account is not None
    made = entrance.redeem(entrance.ticket(account, caller), caller.cookies)
    assert made is not None
    return {SESSION: made[0], DEVICE: entrance.device_cookie("lanhdao", caller.cookies)}


def events(entrance: Entrance) -> list[str]:
    return [step.event for step in reversed(entrance.trail.steps())]


def test_a_cookie_says_who_is_looking_until_the_session_ends(entrance: Entrance) -> None:
    cookies = signed_in(entrance)
    assert entrance.viewer(cookies) == Viewer("lanhdao", "Lãnh đạo tỉnh", "leader")
    assert entrance.viewer({}) is None
    assert entrance.viewer({SESSION: cookies[SESSION][:-1]}) is None

    entrance.leave(cookies, "10.0.0.7")

    assert entrance.viewer(cookies) is None
    assert entrance.mark(cookies) == ""
    assert events(entrance) == ["sign_in", "sign_out"]


def test_a_ticket_lasts_twenty_seconds_and_once(entrance: Entrance, clock: Clock) -> None:
    account = entrance.enter("lanhdao", RIGHT, HOME)
    assert account is not None
    used, late = entrance.ticket(account, HOME), entrance.ticket(account, HOME)
    assert entrance.redeem(used, {}) is not None
    assert entrance.redeem(used, {}) is None
    clock.passes(seconds=21)
    assert entrance.redeem(late, {}) is None
    assert entrance.redeem("", {}) is None


def test_of_many_who_bring_one_ticket_at_once_one_gets_in(entrance: Entrance) -> None:
    account = entrance.enter("lanhdao", RIGHT, HOME)
    assert account is not None
    ticket, got = entrance.ticket(account, HOME), []
    threads = [threading.Thread(target=lambda: got.append(entrance.redeem(ticket, {}))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in got) == 1


def test_a_session_ends_by_itself_after_a_day_or_when_nobody_is_there(
    entrance: Entrance, clock: Clock
) -> None:
    cookies = signed_in(entrance)
    for _ in range(3):
        clock.passes(hours=3.9)
        assert entrance.viewer(cookies) is not None
    clock.passes(hours=0.4)
    assert entrance.viewer(cookies) is None

    again = signed_in(entrance)
    clock.passes(hours=4.1)
    assert entrance.viewer(again) is None


def test_a_disabled_account_a_new_password_and_a_new_role_end_every_session(entrance: Entrance) -> None:
    cookies = signed_in(entrance)
    entrance.change("quantri", "lanhdao", "khóa", disabled=True)
    assert entrance.viewer(cookies) is None
    assert entrance.enter("lanhdao", RIGHT, HOME) is None
    entrance.change("quantri", "lanhdao", "mở lại", disabled=False)

    cookies = signed_in(entrance)
    account = entrance.book.find("lanhdao")
    assert account is not None
    entrance.new_password(account, "thuyền giấy qua cầu", by="lanhdao")
    assert entrance.viewer(cookies) is None
    assert entrance.enter("lanhdao", RIGHT, HOME) is None
    with pytest.raises(AccountsError, match="ít nhất 10 ký tự"):
        entrance.new_password(account, "ngắn", by="lanhdao")

    cookies = signed_in(entrance, password="thuyền giấy qua cầu")
    # Not even an edit of the file that no session was told of lets an old cookie keep its role.
    entrance.book.change("lanhdao", role="staff")
    viewer = entrance.viewer(cookies)
    assert viewer is not None and viewer.role == "staff"


def test_whoever_changes_their_own_password_stays_until_their_browser_has_the_next_session(
    entrance: Entrance,
) -> None:
    here, elsewhere = signed_in(entrance), signed_in(entrance)
    account = entrance.book.find("lanhdao")
    assert account is not None
    changed = entrance.new_password(account, "thuyền giấy qua cầu", by="lanhdao", here=here[SESSION])
    assert entrance.viewer(here) == account.viewer
    assert entrance.viewer(elsewhere) is None

    assert entrance.redeem(entrance.ticket(changed, HOME), here) is not None
    assert entrance.viewer(here) is None


def test_a_session_outlasts_its_password_for_no_longer_than_a_ticket(
    entrance: Entrance, clock: Clock
) -> None:
    here = signed_in(entrance)
    account = entrance.book.find("lanhdao")
    assert account is not None
    entrance.new_password(account, "thuyền giấy qua cầu", by="lanhdao", here=here[SESSION])
    clock.passes(seconds=21)
    assert entrance.viewer(here) is None


def test_signing_in_anew_ends_the_session_that_the_browser_had(entrance: Entrance) -> None:
    first = signed_in(entrance)
    second = signed_in(entrance, Caller("10.0.0.7", first))
    assert entrance.viewer(first) is None
    assert entrance.viewer(second) is not None


def test_the_store_holds_nothing_that_lets_anybody_in(entrance: Entrance, tmp_path: Path) -> None:
    cookies = signed_in(entrance)
    token, link = entrance.make_link("meeting", 30, "banchinhsach")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("campaign.db*"))
    for secret in (cookies[SESSION], cookies[DEVICE].split(":")[2], token.partition(".")[2], RIGHT):
        assert secret.encode() not in kept
    assert link.id.encode() in kept


def test_a_link_opens_until_it_expires_or_is_revoked(entrance: Entrance, clock: Clock) -> None:
    token, link = entrance.make_link("meeting", 30, "banchinhsach")
    other, _ = entrance.make_link("meeting", 31, "banchinhsach")
    screen = {SCREEN: token}
    assert entrance.viewer(screen) == Viewer(f"link-{link.id}", "Màn hình", "screen")
    assert entrance.viewer({SCREEN: f"{link.id}.{'0' * 64}"}) is None
    assert entrance.viewer({SCREEN: "…"}) is None
    # Whoever is signed in stays who they are, though they opened the link to try it.
    assert entrance.viewer(signed_in(entrance) | screen) == Viewer("lanhdao", "Lãnh đạo tỉnh", "leader")

    assert entrance.revoke_link(link.id, "banchinhsach")
    assert not entrance.revoke_link(link.id, "banchinhsach")
    assert (entrance.viewer(screen), entrance.mark(screen)) == (None, "")
    clock.passes(days=31)
    assert entrance.viewer({SCREEN: other}) is None
    with pytest.raises(ValueError):
        entrance.make_link("meeting", 0, "banchinhsach")


def test_what_google_says_counts_once_at_once_and_for_its_account_alone(
    entrance: Entrance, clock: Clock
) -> None:
    entrance.book.change("lanhdao", email="lanhdao@example.vn")

    def says(id: str, address: str = "LanhDao@example.vn", verified: bool = True) -> str | None:
        proof = GoogleProof(address, verified, clock(), id)
        clock.passes(seconds=5)
        account = entrance.enter_with_google(proof, HOME)
        return account.name if account else None

    assert says("1") == "lanhdao"
    assert [says("1"), says("2", "ai-do@example.vn"), says("3", verified=False)] == [None, None, None]
    old = GoogleProof("lanhdao@example.vn", True, clock(), "4")
    clock.passes(minutes=3)
    assert entrance.enter_with_google(old, HOME) is None
    entrance.book.change("lanhdao", disabled=True)
    assert says("5") is None
    entrance.book.change("lanhdao", disabled=False)
    entrance.book.change("phucat", email="lanhdao@example.vn")
    assert says("6") is None, "an address of two accounts is nobody's"


def test_delays_double_and_never_pass_five_minutes() -> None:
    waits = [delay(weight).total_seconds() for weight in (0, 4.9, 5, 6, 9, 40)]
    assert waits == [0, 0, 1, 2, 16, 300]


def test_a_guesser_at_fifty_a_second_gets_few_tries_and_the_user_still_gets_in(
    tmp_path: Path, clock: Clock
) -> None:
    throttle = Throttle(Database(f"sqlite:///{tmp_path / 'campaign.db'}"), clock)
    throttle.succeeded(Attempt("lan", "10.0.0.7"))
    tried = 0
    for nth in range(50 * 30):
        # Each guess from an address of its own: only the account's count can stop them.
        tried += throttle.admit(Attempt("lan", f"203.0.113.{nth % 250}"))
        clock.passes(seconds=0.02)
    assert tried <= 10

    assert throttle.admit(Attempt("lan", "10.0.0.7"))
    assert throttle.admit(Attempt("lan", "198.51.100.3", device="Q1"))
    assert not throttle.admit(Attempt("lan", "198.51.100.3"))
    clock.passes(minutes=5, seconds=1)
    assert throttle.admit(Attempt("lan", "198.51.100.3"))


def test_one_address_that_tries_every_name_is_stopped_and_others_are_not(
    tmp_path: Path, clock: Clock
) -> None:
    throttle = Throttle(Database(f"sqlite:///{tmp_path / 'campaign.db'}"), clock)
    tried = 0
    for nth in range(50 * 20):
        tried += throttle.admit(Attempt(f"ten{nth}", "203.0.113.9"))
        clock.passes(seconds=0.02)
    assert tried <= 9
    assert throttle.admit(Attempt("lan", "203.0.113.10"))
    # One line of IPv6 has more addresses than there are grains of sand; its network counts as one.
    for nth in range(40):
        throttle.admit(Attempt(f"ten{nth}", f"2001:db8:1:2::{nth:x}"))
    assert not throttle.admit(Attempt("lan", "2001:db8:1:2::ffff"))


def test_a_hundred_tries_at_once_are_not_one(tmp_path: Path, clock: Clock) -> None:
    url, admitted = f"sqlite:///{tmp_path / 'campaign.db'}", []
    replicas = [Throttle(Database(url), clock) for _ in range(2)]

    def guess(nth: int) -> None:
        admitted.append(replicas[nth % 2].admit(Attempt("lan", f"203.0.113.{nth}")))

    threads = [threading.Thread(target=guess, args=(nth,)) for nth in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(admitted) == 5


def test_a_device_where_the_account_signed_in_is_spared_for_that_account_alone(entrance: Entrance) -> None:
    device = {DEVICE: signed_in(entrance, ELSEWHERE)[DEVICE]}
    for nth in range(12):
        entrance.enter("lanhdao", "đoán mò", Caller(f"198.51.100.{nth}", {}))
    assert entrance.enter("lanhdao", RIGHT, Caller("198.51.100.99", {})) is None
    assert entrance.enter("lanhdao", RIGHT, Caller("198.51.100.99", device)) is not None
    forged = {DEVICE: device[DEVICE].replace("lanhdao", "quantri")}
    assert (entrance.is_known(device), entrance.is_known(forged), entrance.is_known({})) == (
        True,
        False,
        False,
    )
    assert {"sign_in_failed", "locked_out"} <= set(events(entrance))


def test_a_name_that_nobody_has_is_not_written_down(entrance: Entrance) -> None:
    entrance.enter("mat-khau-go-nham-o", "x", HOME)
    assert [(step.account, step.event) for step in entrance.trail.steps()] == [("?", "sign_in_failed")]


def test_a_full_lane_turns_away_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.accounts.entrance.WAITING", 0)
    lane = Lane()
    with lane.turn() as first, lane.turn() as second:
        assert (first, second) == (True, False)
    with lane.turn() as third:
        assert third
