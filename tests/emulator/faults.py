"""Faults by rule: what goes wrong, for which requests, how often."""

import itertools
import json as to_json
from dataclasses import dataclass, field
from typing import Any

from tests.emulator.accounts import Account
from tests.emulator.errors import NAMED, drive_error

SORRY = (
    "<!DOCTYPE html><html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1><p>... but your "
    "computer or network may be sending automated queries.</p></body></html>"
)


@dataclass
class Fault:
    """One rule; what it leaves open matches everything."""

    where: str = ""
    """A part of the undecoded path with its query."""
    method: str | None = None
    account: Account | None = None
    file: str | None = None
    times: int | None = None
    every: int = 1
    """Each how many-th matching request it strikes."""
    status: int | None = None
    body: str | None = None
    html: bool = False
    json: Any = None
    error: str | None = None
    cut: bool = False
    torn: bool = False
    delay: float = 0.0
    struck: int = 0
    _seen: itertools.count = field(default_factory=lambda: itertools.count(1), repr=False)  # type: ignore[type-arg]

    def strikes(self, method: str, target: str, account: Account | None) -> bool:
        """Whether this request is struck; counts it."""
        if self.times is not None and self.struck >= self.times:
            return False
        if self.where not in target or (self.method or method).upper() != method:
            return False
        if (self.account is not None and account != self.account) or (
            self.file is not None and self.file not in target
        ):
            return False
        if next(self._seen) % self.every:
            return False
        self.struck += 1
        return True

    def answer(self, target: str) -> tuple[int, str, str] | None:
        """Return status, type and body that go out instead; None where the true answer does, or none."""
        if self.error is not None:
            refusal = NAMED[self.error]()
            if self.error in ("not_shared", "not_found") and target.startswith("/drive/"):
                refusal = drive_error(404, "notFound", "File not found: .", location="fileId")
            return refusal.status, "application/json; charset=UTF-8", to_json.dumps(refusal.body, indent=2)
        if self.html:
            return self.status or 503, "text/html; charset=utf-8", SORRY
        if self.json is not None:
            return self.status or 500, "application/json; charset=UTF-8", to_json.dumps(self.json)
        if self.body is not None:
            return self.status or 200, "application/json; charset=UTF-8", self.body
        if self.status is not None:
            names = {
                400: "INVALID_ARGUMENT",
                401: "UNAUTHENTICATED",
                403: "PERMISSION_DENIED",
                404: "NOT_FOUND",
            }
            names |= {
                408: "DEADLINE_EXCEEDED",
                429: "RESOURCE_EXHAUSTED",
                500: "INTERNAL",
                503: "UNAVAILABLE",
            }
            said = {
                "code": self.status,
                "message": "The request failed.",
                "status": names.get(self.status, "UNKNOWN"),
            }
            return self.status, "application/json; charset=UTF-8", to_json.dumps({"error": said})
        return None


class Faults:
    """The rules that hold now; the first that strikes decides."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []

    def add(self, **rule: Any) -> Fault:
        """Add a rule and return it, so that a test can read how often it struck."""
        fault = Fault(**rule)
        if fault.error is not None and fault.error not in NAMED:
            raise ValueError(f"no such refusal: {fault.error}; there are {', '.join(NAMED)}")
        self.rules.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """End one rule."""
        self.rules.remove(fault)

    def clear(self) -> None:
        """End all rules."""
        self.rules.clear()

    def striking(self, method: str, target: str, account: Account | None) -> Fault | None:
        """Return the rule that strikes this request."""
        return next((rule for rule in self.rules if rule.strikes(method, target, account)), None)
