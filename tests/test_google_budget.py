"""The request budget, on a clock that is set: never past Google's quota, never idle without need."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.google import Budget


@dataclass
class Stopwatch:
    """Seconds that pass only when told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_may_be_sent_at_once_and_then_one_by_one() -> None:
    watch = Stopwatch()
    budget = Budget(60, at_once=3, clock=watch)
    assert [budget.reserve() for _ in range(5)] == [0, 0, 0, 1, 2]


def test_what_was_not_spent_is_there_again_but_no_more_than_at_once() -> None:
    watch = Stopwatch()
    budget = Budget(60, at_once=3, clock=watch)
    for _ in range(3):
        budget.reserve()
    assert budget.ready() == 0
    watch.now += 2
    assert budget.ready() == 2
    watch.now += 600
    assert budget.ready() == 3


def test_a_pause_holds_back_what_would_be_free() -> None:
    watch = Stopwatch()
    budget = Budget(60, at_once=3, clock=watch)
    budget.pause(40)
    assert (budget.ready(), budget.reserve(), budget.paused) == (0, 40, 40)
    watch.now += 40
    assert (budget.ready(), budget.reserve(), budget.paused) == (2, 0, 0)


def test_the_last_minute_counts_what_was_really_sent() -> None:
    watch = Stopwatch()
    budget = Budget(60, at_once=2, clock=watch)
    budget.reserve(), budget.reserve(), budget.reserve()
    assert budget.last_minute == 2
    watch.now += 1
    assert budget.last_minute == 3
    watch.now += 60
    assert budget.last_minute == 0


@given(st.lists(st.floats(0, 20, allow_nan=False), min_size=60, max_size=200))
@settings(max_examples=50)
def test_in_no_minute_are_more_sent_than_google_takes(gaps: list[float]) -> None:
    watch = Stopwatch()
    budget = Budget(clock=watch)
    sent = []
    for gap in gaps:
        watch.now += budget.reserve()
        sent.append(watch.now)
        watch.now += gap if gap > 15 else 0
    assert max(sum(1 for other in sent if at <= other < at + 60) for at in sent) <= 57
