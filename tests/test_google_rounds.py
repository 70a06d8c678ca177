"""How reads are spent: changed workbooks first, open ones in turn, shut ones only when Drive names them."""

import datetime
from dataclasses import replace

import pytest

from campaign.intake.sources.rounds import Book, due, probe, retry, share, slowness, turn
from tests.shelf import MONDAY

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
EVENING = MONDAY.replace(hour=23)


def book(key: str, **known: object) -> Book:
    settings = {"phase": "open", "named": False, "read_at": MONDAY - 10 * MINUTE, **known}
    return Book(key, **settings)  # type: ignore[arg-type]


def wanted(*books: Book, spare: float = 1, ready: int = 12, slow: int = 1, **more: object) -> tuple[str, ...]:
    return due(books, MONDAY, spare=spare, ready=ready, slow=slow, **more)  # type: ignore[arg-type]


def test_a_new_workbook_is_read_however_many_there_are() -> None:
    new = [book(f"{number:02}", named=True, new=True, read_at=None) for number in range(45)]
    assert wanted(*new, ready=12) == tuple(each.key for each in new)


def test_what_drive_names_comes_first_and_then_the_one_read_longest_ago() -> None:
    assert wanted(
        book("a", read_at=MONDAY - 30 * SECOND),
        book("b", read_at=MONDAY - 50 * SECOND),
        book("c", named=True, phase="shut"),
    ) == ("c", "b")


def test_k_named_workbooks_cost_k_reads() -> None:
    books = [book(f"{number}", named=number < 4, phase="shut") for number in range(45)]
    assert wanted(*books) == ("0", "1", "2", "3")


def test_named_workbooks_wait_where_the_budget_gives_no_more_now() -> None:
    books = [book(f"{number}", named=True) for number in range(5)]
    assert wanted(*books, ready=2) == ("0", "1")


def test_a_workbook_being_typed_in_is_not_read_at_every_round() -> None:
    typing = book("a", named=True, read_at=MONDAY - 4 * SECOND, phase="shut")
    assert wanted(typing) == ()
    assert wanted(replace(typing, read_at=MONDAY - 10 * SECOND)) == ("a",)


def test_shut_phases_cost_nothing_until_drive_names_them() -> None:
    assert wanted(book("a", phase="shut", read_at=None), spare=10) == ()


def test_what_could_not_be_read_waits_longer_each_time_even_in_a_shut_phase() -> None:
    assert [retry(times) for times in (1, 2, 3, 20)] == [45 * SECOND, 90 * SECOND, 180 * SECOND, 300 * SECOND]
    failed = book("a", phase="shut", retry_at=MONDAY + SECOND)
    assert wanted(failed) == ()
    assert wanted(replace(failed, retry_at=MONDAY)) == ("a",)


def test_the_provinces_workbook_has_its_turn_when_no_units_is_due() -> None:
    province = book("p", phase="province")
    assert wanted(province, book("u", read_at=MONDAY - 20 * SECOND)) == ("p",)
    assert wanted(province, book("u", read_at=MONDAY - 44 * SECOND)) == ("u",)
    assert wanted(replace(province, read_at=MONDAY - 100 * SECOND), book("u", read_at=MONDAY)) == ("u",)


def test_in_a_hurry_all_open_workbooks_are_read_once() -> None:
    books = [book("a", read_at=MONDAY - SECOND), book("b", read_at=MONDAY + SECOND), book("c", phase="shut")]
    assert wanted(*books, hurry=MONDAY, spare=0) == ("a",)


@pytest.mark.parametrize(
    ("now", "quiet", "factor"),
    [
        (MONDAY, 59 * MINUTE, 1),
        (MONDAY, HOUR, 2),
        (MONDAY, 4 * HOUR, 5),
        (EVENING, 14 * MINUTE, 1),
        (EVENING, 15 * MINUTE, 10),
        (MONDAY.replace(hour=5), 15 * MINUTE, 10),
        (MONDAY.replace(hour=6), 15 * MINUTE, 1),
    ],
)
def test_rounds_slow_down_by_a_written_rule(
    now: datetime.datetime, quiet: datetime.timedelta, factor: int
) -> None:
    assert slowness(now, now - quiet) == factor


def test_fifteen_open_workbooks_are_read_once_in_45_seconds_and_thirty_in_a_minute() -> None:
    assert [turn(books, 1) for books in (15, 30)] == [45 * SECOND, 60 * SECOND]
    assert turn(15, 10) == 450 * SECOND
    assert share(15, 1, 3 * SECOND) == 1


def test_fewer_open_workbooks_are_each_read_more_often_at_the_same_cost() -> None:
    turns = [turn(books, 1).total_seconds() for books in (1, 10, 12, 14)]
    assert turns == [30, 30, 36, 42]
    assert {share(books, 1, MINUTE) for books in (10, 12, 14, 15)} == {20}


def test_after_silence_one_workbook_is_asked_for_and_another_the_next_time() -> None:
    books = [book("a", phase="shut"), book("b"), book("c", read_at=MONDAY), book("p", phase="province")]
    assert [probe(books, failed) for failed in range(4)] == [("c",), ("p",), ("b",), ("c",)]
    assert probe(books[:1], 0) == ()


def test_fifteen_quiet_workbooks_cost_twenty_reads_a_minute_and_none_gets_older_than_45_seconds() -> None:
    books = {f"{number:02}": book(f"{number:02}", read_at=MONDAY) for number in range(15)}
    books["province"] = book("province", phase="province", read_at=MONDAY)
    spare, reads, oldest = 0.0, [], datetime.timedelta()
    for second in range(3, 3600, 3):
        now = MONDAY + second * SECOND
        spare += share(15, 1, 3 * SECOND)
        keys = due(list(books.values()), now, spare=spare, ready=12, slow=1)
        spare = min(spare - len(keys), 2.0)
        reads += [now] * len(keys)
        for key in keys:
            oldest = max(oldest, now - books[key].read_at)
            books[key] = replace(books[key], read_at=now)
    assert max(sum(1 for at in reads if 0 <= (at - since).total_seconds() < 60) for since in reads) == 20
    assert oldest == 45 * SECOND
