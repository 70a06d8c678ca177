"""What lies in Drive: files, folders, shared drives, who may do what with them, and what changed."""

import datetime
import hashlib
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.emulator.accounts import Account
from tests.emulator.book import Spreadsheet
from tests.emulator.clock import Clock

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
RANKS = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "organizer": 5, "owner": 6}


@dataclass
class Permission:
    """What one account, one domain or everybody with the link may do with a file."""

    id: str
    type: str
    role: str
    email: str = ""
    domain: str = ""
    name: str = ""
    discoverable: bool = False
    pending: bool = False
    """Was asked to become the owner and has not agreed yet."""


@dataclass
class File:
    """One file or folder; the root folder of an account and of a shared drive are files too."""

    id: str
    name: str
    mime: str
    created: datetime.datetime
    modified: datetime.datetime
    parents: list[str] = field(default_factory=list)
    owner: str | None = None
    drive_id: str | None = None
    permissions: dict[str, Permission] = field(default_factory=dict)
    trashed: bool = False
    version: int = 1
    last_by: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, str] = field(default_factory=dict)
    description: str = ""
    book: Spreadsheet | None = None
    content: bytes = b""
    unsettled: list[datetime.datetime] = field(default_factory=list)
    """Edits in the browser that Drive does not show yet."""


@dataclass(frozen=True)
class Change:
    """One entry of the log of changes: who saw the file before or after."""

    number: int
    file_id: str
    at: datetime.datetime
    seen_by: frozenset[str]


class World:
    """All files, and the log of their changes."""

    def __init__(self, clock: Clock, lag: Callable[[], datetime.timedelta]) -> None:
        self.clock = clock
        self.lag = lag
        self.lock = threading.RLock()
        """Held by whoever reads or changes anything: the server's thread and the tests'."""
        self.files: dict[str, File] = {}
        self.changes: list[Change] = []
        self._numbers = itertools.count(1)

    def new_id(self, prefix: str = "1") -> str:
        """Return a file id as long as Google's."""
        digest = hashlib.sha256(f"{prefix}{next(self._numbers)}".encode()).hexdigest()
        return f"{prefix}{digest[:43]}"

    def add(
        self, name: str, mime: str, owner: Account, parents: list[str], *, file_id: str | None = None
    ) -> File:
        """Put a file into its folder, or into the account's own root."""
        now = self.clock.now()
        parent = self.files[parents[0]] if parents else self.root(owner)
        file = File(file_id or self.new_id(), name, mime, now, now, [parent.id], drive_id=parent.drive_id)
        file.last_by = owner.email
        if file.drive_id is None:
            file.owner = owner.email
            file.permissions[owner.number] = Permission(
                owner.number, "user", "owner", owner.email, name=owner.name
            )
        self.files[file.id] = file
        self.log(file)
        return file

    def root(self, account: Account) -> File:
        """Return the root folder of an account's My Drive."""
        file_id = "0A" + hashlib.sha256(account.email.encode()).hexdigest()[:17]
        if file_id not in self.files:
            now = self.clock.now()
            root = File(file_id, "My Drive", FOLDER, now, now, owner=account.email)
            root.permissions[account.number] = Permission(
                account.number, "user", "owner", account.email, name=account.name
            )
            self.files[file_id] = root
        return self.files[file_id]

    def add_drive(self, name: str, organizer: Account) -> File:
        """Make a shared drive; its id is also the id of its root folder."""
        now = self.clock.now()
        drive_id = "0AD" + self.new_id("d")[:16]
        root = File(drive_id, name, FOLDER, now, now, drive_id=drive_id)
        root.permissions[organizer.number] = Permission(
            organizer.number, "user", "organizer", organizer.email, name=organizer.name
        )
        self.files[drive_id] = root
        return root

    def above(self, file: File) -> Iterator[File]:
        """Yield the file and the folders around it."""
        seen: set[str] = set()
        waiting = [file]
        while waiting:
            each = waiting.pop()
            if each.id not in seen:
                seen.add(each.id)
                yield each
                waiting += [self.files[parent] for parent in each.parents if parent in self.files]

    def below(self, file: File) -> list[File]:
        """Return everything inside a folder, at any depth."""
        return [each for each in self.files.values() if each is not file and file in self.above(each)]

    def permissions(self, file: File) -> dict[str, Permission]:
        """Return the permissions that hold for a file, those of its folders among them."""
        held: dict[str, Permission] = {}
        for each in self.above(file):
            if each is not file and not each.parents and not each.drive_id:
                # The root of My Drive hands nothing down: a file in it may be given to another owner.
                continue
            for number, permission in each.permissions.items():
                known = held.get(number)
                if known is None or RANKS[permission.role] > RANKS[known.role]:
                    held[number] = permission
        return held

    def role(self, account: Account, file: File) -> int:
        """Return the rank of what an account may do with a file; 0 for nothing."""
        domain = account.email.rpartition("@")[2]
        ranks = [
            RANKS[permission.role]
            for permission in self.permissions(file).values()
            if permission.type == "anyone"
            or permission.email.casefold() == account.email
            or (permission.type == "domain" and permission.domain == domain)
        ]
        return max(ranks, default=0)

    def lists(self, account: Account, file: File) -> bool:
        """Whether a file is in the account's lists: a link alone does not put it there."""
        return any(
            permission.email.casefold() == account.email
            for permission in self.permissions(file).values()
            if permission.email
        )

    def is_trashed(self, file: File) -> bool:
        """Whether a file or a folder around it is in the bin."""
        return any(each.trashed for each in self.above(file))

    def touch(self, file: File, account: Account | None, *, in_browser: bool = False) -> None:
        """Note an edit: at once for the API's, after the lag for the browser's."""
        if account is not None:
            file.last_by = account.email
        if in_browser and self.lag():
            file.unsettled.append(self.clock.now())
            return
        file.modified = self.clock.now()
        file.version += 1
        self.log(file)

    def settle(self) -> None:
        """Let Drive show the edits in the browser whose time has come."""
        limit = self.clock.now() - self.lag()
        for file in self.files.values():
            due = [at for at in file.unsettled if at <= limit]
            if due:
                file.unsettled = [at for at in file.unsettled if at > limit]
                file.modified = max(file.modified, *due)
                file.version += len(due)
                self.log(file)

    def log(self, file: File, before: frozenset[str] = frozenset()) -> None:
        """Write a change into the log, for those who see the file now and those who saw it before."""
        self.changes.append(
            Change(len(self.changes) + 1, file.id, self.clock.now(), before | self.seen_by(file))
        )

    def seen_by(self, file: File) -> frozenset[str]:
        """Return the addresses that a file is shared with."""
        return frozenset(p.email.casefold() for p in self.permissions(file).values() if p.email)

    def remove(self, file: File) -> None:
        """Delete a file for ever, and what is in it."""
        for each in [*self.below(file), file]:
            before = self.seen_by(each)
            del self.files[each.id]
            self.changes.append(Change(len(self.changes) + 1, each.id, self.clock.now(), before))

    def spreadsheets(self) -> list[File]:
        """Return every spreadsheet."""
        return [file for file in self.files.values() if file.book is not None]


def stamp(at: datetime.datetime) -> str:
    """Return a time as Drive writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def described(world: World, file: File, caller: Account) -> dict[str, Any]:
    """Return a file as `files.get` with `fields=*` describes it."""
    rank = world.role(caller, file)
    out: dict[str, Any] = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        "starred": False,
        "trashed": world.is_trashed(file),
        "explicitlyTrashed": file.trashed,
        "version": str(file.version),
        "webViewLink": _link(file),
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "shared": len(world.permissions(file)) > 1,
        "spaces": ["drive"],
        "viewersCanCopyContent": True,
        "writersCanShare": True,
        "lastModifyingUser": user(file.last_by),
        "capabilities": _capabilities(file, rank),
    }
    parents = [each for each in file.parents if each in world.files and world.role(caller, world.files[each])]
    if file.owner:
        mine = file.owner == caller.email
        out |= {"owners": [user(file.owner) | {"me": mine}], "ownedByMe": mine}
    optional = {
        "parents": parents,
        "driveId": file.drive_id,
        "teamDriveId": file.drive_id,
        "properties": file.properties,
        "appProperties": file.app_properties,
        "description": file.description,
    }
    out |= {name: value for name, value in optional.items() if value}
    if rank >= RANKS["writer"]:
        held = world.permissions(file)
        out |= {"permissions": [permission(each) for each in held.values()], "permissionIds": list(held)}
    return out


def _capabilities(file: File, rank: int) -> dict[str, bool]:
    edits = rank >= RANKS["writer"]
    removes = rank >= RANKS["fileOrganizer" if file.drive_id else "owner"]
    return {
        "canEdit": edits,
        "canShare": edits,
        "canRename": edits,
        "canAddChildren": edits and file.mime == FOLDER,
        "canDelete": removes,
        "canTrash": removes,
    }


def _link(file: File) -> str:
    if file.mime == FOLDER:
        return f"https://drive.google.com/drive/folders/{file.id}"
    if file.mime == SPREADSHEET:
        return f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk"
    return f"https://drive.google.com/file/d/{file.id}/view?usp=drivesdk"


def user(email: str) -> dict[str, Any]:
    """Return an account as Drive shows it to others."""
    return {"kind": "drive#user", "displayName": email.partition("@")[0], "me": False, "emailAddress": email}


def permission(held: Permission) -> dict[str, Any]:
    """Return a permission as Drive describes it."""
    out: dict[str, Any] = {"kind": "drive#permission", "id": held.id, "type": held.type, "role": held.role}
    if held.email:
        out |= {
            "emailAddress": held.email,
            "displayName": held.name,
            "deleted": False,
            "pendingOwner": held.pending,
        }
    if held.type == "domain":
        out |= {"domain": held.domain, "displayName": held.domain}
    if held.type in ("domain", "anyone"):
        out["allowFileDiscovery"] = held.discoverable
    return out
