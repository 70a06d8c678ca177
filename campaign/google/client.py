"""gspread's requests as we send them: within a budget, with time limits, tried again where that helps."""

import random
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient

from campaign.google.budget import Budget
from campaign.google.faults import RATE_REASONS, reasons_of, refused

TIMEOUT = (5, 30)
"""Seconds to connect, and between two pieces of an answer; the library's own default is for ever."""
TRIES = 3
LONGEST_WAIT = 20.0
"""Seconds a retry may wait inside a round; for longer, the round ends and a later one tries."""
PAUSE = 60.0
"""Seconds without a request after Google has said that the quota is spent; it is counted by the minute."""


class Client(HTTPClient):
    """gspread's requests, sent within the budget, with time limits, and tried again where that helps."""

    def __init__(
        self,
        credentials: Any,
        *,
        reads: Budget,
        writes: Budget,
        base: str = "",
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(credentials)
        self.set_timeout(TIMEOUT)
        self.reads, self._writes, self._base, self._wait = reads, writes, base.rstrip("/"), wait

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """Send one request; raises what gspread, requests and google-auth raise, and OddAnswer."""
        url = self._placed(endpoint)
        budget = self._budget(method, url)
        sent = {"params": params, "data": data, "json": json, "files": files, "headers": headers}
        for tried in range(1, TRIES + 1):
            if budget is not None:
                self._wait(budget.reserve())
            try:
                answer = self.session.request(method, url, timeout=self.timeout, **sent)
            except requests.Timeout:
                # It has waited long enough; a later round tries again.
                raise
            except requests.ConnectionError:
                # A write may have been done before the connection broke.
                if tried == TRIES or method.lower() != "get":
                    raise
                self._wait(_backoff(tried))
                continue
            if answer.ok:
                return answer
            worth = _worth_another(answer, method, tried)
            if worth is None:
                if _is_rate(answer) and budget is not None:
                    budget.pause(max(PAUSE, _asked_wait(answer) or 0.0))
                raise refused(answer)
            self._wait(worth)
        raise AssertionError("the last try returns or raises")

    def _placed(self, endpoint: str) -> str:
        if not self._base:
            return endpoint
        parts = urlsplit(endpoint)
        return f"{self._base}{parts.path}" + (f"?{parts.query}" if parts.query else "")

    def _budget(self, method: str, url: str) -> Budget | None:
        if "/v4/spreadsheets" not in url:
            return None
        read = method.lower() == "get" or url.endswith(("ByDataFilter", ":search"))
        return self.reads if read else self._writes


def _worth_another(answer: requests.Response, method: str, tried: int) -> float | None:
    """Return the seconds to wait before the same request may help; None where it cannot."""
    rate = _is_rate(answer)
    passing = method.lower() == "get" and (answer.status_code == 408 or answer.status_code >= 500)
    if tried == TRIES or not (rate or passing):
        return None
    wait = _asked_wait(answer) if rate else None
    wait = _backoff(tried + 2 if rate else tried) if wait is None else wait
    return wait if wait <= LONGEST_WAIT else None


def _is_rate(answer: requests.Response) -> bool:
    if answer.status_code != 403:
        return answer.status_code == 429
    fault = refused(answer)
    return isinstance(fault, APIError) and bool(reasons_of(fault.error) & RATE_REASONS)


def _asked_wait(answer: requests.Response) -> float | None:
    try:
        return max(0.0, float(answer.headers["Retry-After"]))
    except (KeyError, ValueError):
        return None


def _backoff(tried: int) -> float:
    """Return 0,5 to 1 s before the second try, doubling; spread out so that clients do not march in step."""
    return float(2 ** (tried - 1)) * random.uniform(0.5, 1.0)
