"""The calls of Drive and Sheets that provisioning makes, each answered with our own values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from campaign.google.faults import ODD, Refused, Said
from campaign.handout.google.parts import Request
from campaign.handout.google.structure import FIELDS, HEAD_ROWS, Structure, Tab, structure
from sheets_schema import tags

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"

_EVERYWHERE = {"supportsAllDrives": "true"}
_FILE = "id,name,mimeType,trashed,properties,capabilities(canEdit)"


@contextmanager
def _understood() -> Iterator[None]:
    """Refuse an answer that has not the shape of Google's, as a proxy may give it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Refused(Said(ODD, passing=True)) from fault


class Door(Protocol):
    """A way to Google: sends one request, gives the JSON of the answer, raises in our words."""

    @property
    def account(self) -> str:
        """The address of the account that asks; empty where only Google knows it."""

    def request(
        self, method: str, path: str, params: Mapping[str, object] | None = None, body: object = None
    ) -> dict[str, Any]:
        """Send one request; `path` begins with /drive/v3 or /v4/spreadsheets."""


@dataclass(frozen=True)
class File:
    """One file of Drive."""

    id: str
    name: str
    is_spreadsheet: bool
    labels: Mapping[str, str]
    """What `create` left in the file's properties: kind, plan, unit, phase."""
    trashed: bool = False
    writable: bool = True

    @property
    def link(self) -> str:
        """The address that people open."""
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"


@dataclass(frozen=True)
class Drive:
    """A folder of Google Drive, a shared drive's or a person's, and the spreadsheets in it."""

    door: Door
    folder: str

    def me(self) -> str:
        """Return the address of the account that asks."""
        if self.door.account:
            return self.door.account
        answer = self.door.request("GET", "/drive/v3/about", {"fields": "user(emailAddress)"})
        return str(answer.get("user", {}).get("emailAddress", ""))

    @_understood()
    def files(self) -> tuple[File, ...]:
        """List the folder's spreadsheets that are not in the bin."""
        query = f"'{self.folder}' in parents and trashed = false and mimeType = '{SPREADSHEET}'"
        asked: dict[str, object] = {
            "q": query,
            "pageSize": 1000,
            "fields": f"nextPageToken,incompleteSearch,files({_FILE})",
            "includeItemsFromAllDrives": "true",
            **_EVERYWHERE,
        }
        found: list[File] = []
        while True:
            answer = self.door.request("GET", "/drive/v3/files", asked)
            if answer.get("incompleteSearch") is True:
                # A part of the list would have what is missing in it made a second time.
                raise ValueError("incomplete list")
            found += map(_file, answer["files"])
            if not (token := answer.get("nextPageToken")):
                return tuple(found)
            asked["pageToken"] = token

    @_understood()
    def file(self, id: str) -> File:
        """Return one file, wherever it lies."""
        return _file(self.door.request("GET", f"/drive/v3/files/{id}", {"fields": _FILE, **_EVERYWHERE}))

    @_understood()
    def make(self, name: str, labels: Mapping[str, str]) -> File:
        """Make an empty spreadsheet in the folder."""
        body = {"name": name, "mimeType": SPREADSHEET, "parents": [self.folder], "properties": dict(labels)}
        return _file(self.door.request("POST", "/drive/v3/files", {"fields": _FILE, **_EVERYWHERE}, body))

    @_understood()
    def writers(self, id: str) -> frozenset[str]:
        """Return the addresses, in small letters, of all who may type in a file."""
        asked = {
            "fields": "nextPageToken,permissions(emailAddress,role)",
            "pageSize": 100,
            **_EVERYWHERE,
        }
        found: set[str] = set()
        while True:
            answer = self.door.request("GET", f"/drive/v3/files/{id}/permissions", asked)
            found |= {
                each["emailAddress"].lower()
                for each in answer["permissions"]
                if each.get("emailAddress") and each.get("role") not in ("reader", "commenter")
            }
            if not (token := answer.get("nextPageToken")):
                return frozenset(found)
            asked["pageToken"] = token

    def share(self, id: str, address: str, *, notify: bool) -> None:
        """Let an address type in a file; Google mails it only when `notify`."""
        asked = {"sendNotificationEmail": "true" if notify else "false", **_EVERYWHERE}
        body = {"type": "user", "role": "writer", "emailAddress": address}
        self.door.request("POST", f"/drive/v3/files/{id}/permissions", asked, body)

    @_understood()
    def outline(self, id: str) -> Structure:
        """Read tabs, labels and protections of a spreadsheet; one request."""
        return structure(self._metadata(id))

    @_understood()
    def structure(self, id: str) -> Structure:
        """Read all that the self-test looks at; three requests."""
        metadata = self._metadata(id)
        lookup = {"developerMetadataLookup": {"metadataKey": tags.COLUMN, "locationType": "COLUMN"}}
        answer = self.door.request(
            "POST", f"/v4/spreadsheets/{id}/developerMetadata:search", None, {"dataFilters": [lookup]}
        )
        matched = [each["developerMetadata"] for each in answer.get("matchedDeveloperMetadata", ())]
        tabs = [sheet["properties"] for sheet in metadata.get("sheets", ())]
        grids = self.values(id, [f"{quoted(each['title'])}!1:{HEAD_ROWS}" for each in tabs])
        heads = {tab.get("sheetId", 0): grid for tab, grid in zip(tabs, grids, strict=True)}
        return structure(metadata, matched, heads)

    @_understood()
    def values(self, id: str, ranges: Sequence[str]) -> list[list[list[object]]]:
        """Read ranges as they are typed, in the order asked for; one request."""
        asked: dict[str, object] = {"ranges": list(ranges), "valueRenderOption": "UNFORMATTED_VALUE"}
        answer = self.door.request("GET", f"/v4/spreadsheets/{id}/values:batchGet", asked)
        return [each.get("values", []) for each in answer["valueRanges"]]

    def write_values(self, id: str, cells: Mapping[str, str]) -> None:
        """Write texts into single cells, A1 address → text; one request."""
        data = [{"range": where, "values": [[text]]} for where, text in cells.items()]
        body = {"valueInputOption": "RAW", "data": data}
        self.door.request("POST", f"/v4/spreadsheets/{id}/values:batchUpdate", None, body)

    def update(self, id: str, requests: Iterable[Request]) -> None:
        """Change a spreadsheet, all or nothing; one request."""
        self.door.request("POST", f"/v4/spreadsheets/{id}:batchUpdate", None, {"requests": list(requests)})

    @_understood()
    def empty_tabs(self, id: str, tabs: Sequence[Tab]) -> tuple[int, ...]:
        """Return the ids of the tabs in which nothing is typed; one request."""
        grids = self.values(id, [quoted(tab.title) for tab in tabs])
        return tuple(
            tab.id
            for tab, grid in zip(tabs, grids, strict=True)
            if not any(cell != "" for row in grid for cell in row)
        )

    def _metadata(self, id: str) -> dict[str, Any]:
        return self.door.request("GET", f"/v4/spreadsheets/{id}", {"fields": FIELDS})


def quoted(title: str) -> str:
    """Return a tab's title as an A1 address takes it."""
    return "'" + title.replace("'", "''") + "'"


def spreadsheet_id(link: str) -> str:
    """Return the id within a pasted link; an id stays itself."""
    found = re.search(r"/d/([\w-]+)", link)
    return found[1] if found else link.strip()


def _file(answer: Mapping[str, Any]) -> File:
    return File(
        answer["id"],
        answer.get("name", ""),
        answer.get("mimeType") == SPREADSHEET,
        answer.get("properties", {}),
        answer.get("trashed", False),
        answer.get("capabilities", {}).get("canEdit", True),
    )
