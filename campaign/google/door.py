"""The way to Drive and Sheets with one account: what we ask, and the shape of what must come back."""

import datetime
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from campaign.google.client import Client
from campaign.google.faults import (
    BINNED,
    CLOSING,
    DELETED,
    FAMILIES,
    MOVED,
    NO_FOLDER,
    TAKEN_AWAY,
    Missing,
    OddAnswer,
    RangeLost,
    Refused,
    Unanswered,
    said,
)
from campaign.records import SourceUnavailable, WorkbookUnreadable

SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_FILE = "id,name,mimeType,modifiedTime,parents"
_LISTED = f"nextPageToken,incompleteSearch,files({_FILE})"
_WHOLE = (
    "properties(locale,timeZone),developerMetadata(metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,sheetType),merges,developerMetadata(metadataKey,metadataValue),data("
    "rowMetadata(hiddenByUser,hiddenByFilter),"
    "columnMetadata(developerMetadata(metadataKey,metadataValue)),"
    "rowData(values(effectiveValue,effectiveFormat(numberFormat(type))))))"
)


@dataclass(frozen=True)
class File:
    """One file as Drive lists it."""

    id: str
    name: str
    kind: str
    """Its MIME type."""
    revision: str
    modified_at: datetime.datetime
    parents: tuple[str, ...] = ()
    """Ids of the folders that hold it, as far as the account may see them."""
    binned: bool = False
    """It lies in the bin, from which it can be restored."""


class Door:
    """One account's way to Drive and Sheets; every fault comes out in Vietnamese, with what to do."""

    def __init__(self, client: Client, account: str, closing: threading.Event | None = None) -> None:
        self.client = client
        self.account = account
        """The address to share workbooks with; empty where it is not known."""
        self._closing = closing or threading.Event()

    def close(self) -> None:
        """Let nothing wait any longer: what is under way ends with SourceUnavailable."""
        self._closing.set()

    def files(self, folders: Sequence[str], *, shared: bool = False) -> tuple[File, ...]:
        """List workbooks and folders in these folders, with all else that was shared where `shared`.

        Raises SourceUnavailable, never gives a part of the list.
        """
        places = [f"'{folder}' in parents" for folder in folders] + (["sharedWithMe"] if shared else [])
        kinds = " or ".join(f"mimeType = '{kind}'" for kind in (SHEET, FOLDER, OFFICE))
        params = {
            "q": f"trashed = false and ({kinds}) and ({' or '.join(places)})",
            "pageSize": 1000,
            "fields": _LISTED,
            "supportsAllDrives": "true",
            "includeItemsFromAllDrives": "true",
        }
        found: list[File] = []
        with self._folder_faults():
            while True:
                page = self._json("https://www.googleapis.com/drive/v3/files", params)
                if page.get("incompleteSearch") is True:
                    raise OddAnswer("incomplete list")
                found += map(_file, _list_of(page, "files"))
                token = page.get("nextPageToken")
                if token is None:
                    return tuple(found)
                params["pageToken"] = str(token)

    def folder_name(self, folder: str) -> str:
        """Return what people call a folder."""
        url = f"https://www.googleapis.com/drive/v3/files/{folder}"
        with self._folder_faults():
            answer = self._json(url, {"fields": "name", "supportsAllDrives": "true"})
            return str(answer.get("name", ""))

    def file(self, id: str) -> File | None:
        """Return one file, wherever it lies; None where Drive does not show it. Raises SourceUnavailable."""
        asked = {"fields": f"{_FILE},trashed", "supportsAllDrives": "true"}
        with self._folder_faults():
            try:
                return _file(self.request("get", f"/drive/v3/files/{id}", asked))
            except Refused as fault:
                if fault.status == 404:
                    return None
                raise SourceUnavailable(str(fault)) from fault

    def fate(self, id: str) -> str:
        """Return what became of a file that no list has any more: «đã …», with the mend.

        Empty where Google does not tell; raises SourceUnavailable.
        """
        file = self.file(id)
        if file is not None:
            return BINNED if file.binned else MOVED
        try:
            # Drive hides what is not shared and what is gone alike; Sheets tells them apart.
            self.request("get", f"/v4/spreadsheets/{id}", {"fields": "spreadsheetId"})
        except Refused as fault:
            words = {403: TAKEN_AWAY, 404: DELETED}.get(fault.status, "")
            return words.format(email=self.account)
        return MOVED

    def whole(self, id: str) -> Mapping[str, Any]:
        """Read one workbook's tabs, cells, formats, merged ranges and locale: one read."""
        with self._workbook_faults():
            return self._json(f"https://sheets.googleapis.com/v4/spreadsheets/{id}", {"fields": _WHOLE})

    def values(self, id: str, ranges: Sequence[str]) -> tuple[list[list[Any]], ...]:
        """Read the cells of several ranges of one workbook: one read; dates come as serial numbers.

        Raises RangeLost where a range is not there; WorkbookUnreadable, Unanswered, SourceUnavailable.
        """
        params = {
            "ranges": list(ranges),
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{id}/values:batchGet"
        with self._workbook_faults():
            found = _list_of(self._json(url, params), "valueRanges")
            if len(found) != len(ranges):
                raise OddAnswer("not as many ranges as were asked for")
            return tuple(map(_rows, found))

    def request(
        self, method: str, path: str, params: Mapping[str, object] | None = None, body: object = None
    ) -> dict[str, Any]:
        """Send any one request of Drive or Sheets; `path` begins with /drive/v3 or /v4/spreadsheets.

        Raises Refused where Google says no to this request, SourceUnavailable where it would to every one.
        """
        host = "sheets.googleapis.com" if path.startswith("/v4/") else "www.googleapis.com"
        try:
            return self._json(f"https://{host}{path}", params or {}, method=method, body=body)
        except FAMILIES as fault:
            meant = said(fault, self.account)
            if meant.whole:
                raise SourceUnavailable(meant.words) from fault
            raise Refused(meant) from fault

    def _json(
        self, url: str, params: Mapping[str, Any], *, method: str = "get", body: object = None
    ) -> dict[str, Any]:
        if self._closing.is_set():
            raise SourceUnavailable(CLOSING)
        response = self.client.request(method, url, params=dict(params), json=body)
        # A deletion answers with nothing at all.
        answer = {} if response.status_code == 204 else response.json()
        if not isinstance(answer, dict):
            raise OddAnswer("not an object")
        return answer

    @contextmanager
    def _folder_faults(self) -> Iterator[None]:
        try:
            yield
        except FAMILIES as fault:
            meant = said(fault, self.account)
            lost = meant.status in (403, 404)
            raise SourceUnavailable(NO_FOLDER.format(email=self.account) if lost else meant.words) from fault

    @contextmanager
    def _workbook_faults(self) -> Iterator[None]:
        try:
            yield
        except FAMILIES as fault:
            meant = said(fault, self.account)
            if meant.status == 400 and "Unable to parse range" in meant.detail:
                raise RangeLost(meant.detail) from fault
            if meant.whole:
                raise SourceUnavailable(meant.words) from fault
            if meant.status == 404 and not meant.passing:
                raise Missing(meant.words) from fault
            raise (Unanswered if meant.passing else WorkbookUnreadable)(meant.words) from fault


def _file(listed: Any) -> File:
    at = datetime.datetime.fromisoformat(listed["modifiedTime"])
    return File(
        id=str(listed["id"]),
        name=str(listed["name"]),
        kind=str(listed["mimeType"]),
        revision=str(listed["modifiedTime"]),
        modified_at=at,
        parents=tuple(map(str, listed.get("parents", ()))),
        binned=listed.get("trashed") is True,
    )


def _list_of(answer: Mapping[str, Any], name: str) -> list[Any]:
    found = answer[name]
    if not isinstance(found, list):
        raise OddAnswer(f"{name} is no list")
    return found


def _rows(range: Any) -> list[list[Any]]:
    """Return the rows of a ValueRange; «values» is absent where nothing is filled."""
    if not isinstance(range, dict) or "range" not in range:
        raise OddAnswer("no range")
    rows = range.get("values", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise OddAnswer("values are no rows")
    return rows
