"""Does guessing at fifty a second slow the pages of others? `python -m benchmarks.guessing URL [SECONDS]`.

Asks a running sample app; a page is changed in real Chromium by staff, at rest, then under guesses from one
address, then from many.
"""

import asyncio
import statistics
import sys
import threading
import time

from playwright.sync_api import Page

from tests.browser import desk, launched_chromium
from tests.guesser import guess

CASES = (("at rest", None), ("one address", False), ("many addresses", True))


def changes(page: Page, seconds: float) -> list[float]:
    """Return milliseconds from a click in the filter row to the changed answer, again and again."""
    times, until, phase = [], time.monotonic() + seconds, 0
    while time.monotonic() < until:
        phase = phase % 3 + 1
        began = time.perf_counter()
        page.get_by_role("radio", name=f"Đợt {phase}").click()
        page.locator(".answer .over", has_text=f"Đợt {phase}").wait_for()
        times.append((time.perf_counter() - began) * 1000)
    return times


def main() -> None:
    """Print how long a change takes in each case, and how many guesses were sent meanwhile."""
    url, seconds = sys.argv[1].rstrip("/"), float(sys.argv[2]) if len(sys.argv) > 2 else 15
    with launched_chromium() as browser:
        page = desk(browser, None).new_page()
        page.goto(url)
        page.get_by_role("button", name="Ban CSPL&QHLĐ").click()
        page.locator(".answer h1").wait_for()
        changes(page, 3)
        for said, spread in CASES:
            sent: list[int] = []

            def attack(spread: bool | None = spread, sent: list[int] = sent) -> None:
                if spread is not None:
                    sent.append(asyncio.run(guess(url, name="lanhdao", seconds=seconds, spread=spread)))

            attacker = threading.Thread(target=attack)
            attacker.start()
            times = sorted(changes(page, seconds))
            attacker.join()
            high = times[round(0.95 * (len(times) - 1))]
            print(
                f"{said:15} median {statistics.median(times):5.0f} ms   p95 {high:5.0f} ms   "
                f"{len(times)} changes, {sum(sent)} guesses sent"
            )


if __name__ == "__main__":
    main()
