"""How long the script of each page runs, warm, on the sample province: `python -m benchmarks.pages [RUNS]`.

Runs the very script that the server runs, without a browser; the target is 150 ms at the 95th percentile.
"""

import gc
import statistics
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from campaign.access import Viewer
from dashboard import menu, session, warmup
from dashboard.menu import Entry

STAFF, ADMIN = Viewer("", "", "staff"), Viewer("", "", "admin")
FRAME = Path(__file__).resolve().parents[1] / "dashboard" / "frame.py"
PAGES = tuple(entry for entry in menu.PAGES if not entry.google)
"""Every page that a folder of workbooks can fill."""
SCOPES = ({}, {"don_vi": "phu_cat"}, {"dot": "2"}, {"khu_vuc": "sxkd"})


def run_times(page: Entry, query: dict[str, str], runs: int) -> list[float]:
    """Return milliseconds of each run of a page under a filter; the first answers what nobody asked yet."""
    # The script runs outside a server here, where there are no cookies to know somebody by.
    looking = STAFF if STAFF.may(page.action) else ADMIN
    session.viewer, session.mark = lambda: looking, lambda cookies: ""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page is not PAGES[0]:
        app.run()
        app.switch_page(str(FRAME.parents[1] / "pages" / page.file))
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        app.run()
        times.append((time.perf_counter() - began) * 1000)
    if app.exception:
        raise SystemExit(f"{page.file} {query}: {app.exception[0].value}")
    return times


def main() -> None:
    """Print median and 95th percentile per page and filter."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    began = time.perf_counter()
    session.running().collector.refresh()
    print(f"first reading {1000 * (time.perf_counter() - began):7.0f} ms")
    began = time.perf_counter()
    warmup.warm()
    gc.collect()
    gc.freeze()
    print(f"warm-up       {1000 * (time.perf_counter() - began):7.0f} ms")
    for page in PAGES:
        for query in SCOPES:
            first, *later = run_times(page, query, runs)
            times = sorted(later)
            high = times[min(len(times) - 1, round(0.95 * len(times)))]
            middle = statistics.median(times)
            print(
                f"{page.address:12} {query!s:22} new {first:6.1f}  median {middle:6.1f}   p95 {high:6.1f} ms"
            )


if __name__ == "__main__":
    main()
