"""`spreadsheets.batchUpdate`: every kind of request, all of them or none."""

import datetime
from typing import Any

from tests.emulator.book import Spreadsheet
from tests.emulator.errors import ApiError, sheets_error
from tests.emulator.updates import cells, dimensions, rules, tabs
from tests.emulator.updates.call import Call

KINDS = tabs.KINDS | dimensions.KINDS | cells.KINDS | rules.KINDS


def apply(
    book: Spreadsheet,
    requests: list[dict[str, Any]],
    *,
    caller: str,
    today: datetime.date,
    copies_carry_tags: bool,
) -> tuple[Spreadsheet, list[dict[str, Any]]]:
    """Return the spreadsheet after all requests, and a reply for each; the given one is left as it was."""
    changed = book.copied()
    replies = []
    for index, request in enumerate(requests):
        (kind, body) = next((name, body) for name, body in request.items() if body is not None)
        if kind not in KINDS:
            raise not_done(kind)
        call = Call(changed, caller, today, f"requests[{index}].{kind}", copies_carry_tags)
        reply = KINDS[kind](call, body)
        replies.append({kind: reply} if reply is not None else {})
    changed.recalculate(today)
    return changed, replies


def not_done(kind: str) -> ApiError:
    """Return the refusal of what this server does not do; Google would."""
    return sheets_error(501, f"The server on loopback does not do {kind}.", "UNIMPLEMENTED")
