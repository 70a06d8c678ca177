"""Drive v3, and the one method of v2 that gspread's CSV import calls."""

import csv
import io
from collections.abc import Callable
from typing import Any

from tests.emulator.accounts import Account
from tests.emulator.asked import Asked, Download
from tests.emulator.book import Spreadsheet
from tests.emulator.errors import drive_error, file_not_found, not_allowed, storage
from tests.emulator.export import exported
from tests.emulator.fields import read_mask
from tests.emulator.query import Query, ordered
from tests.emulator.values import enter
from tests.emulator.world import FOLDER, RANKS, SPREADSHEET, File, Permission, World, described, permission

Answer = dict[str, Any] | Download | None
FILE = read_mask("kind,id,name,mimeType")
FILES = read_mask("kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)")
PERMISSION = read_mask("kind,id,type,role")
PERMISSIONS = read_mask("kind,nextPageToken,permissions(kind,id,type,role)")
CHANGES = read_mask(
    "kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))"
)


class Drive:
    """Answers the methods of Drive by their published ids."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.methods: dict[str, Callable[[Asked], Answer]] = {
            "drive.files.list": self.list_files,
            "drive.files.get": self.get,
            "drive.files.create": self.create,
            "drive.files.copy": self.copy,
            "drive.files.update": self.update,
            "drive.files.delete": self.delete,
            "drive.files.export": self.export,
            "drive.permissions.list": self.list_permissions,
            "drive.permissions.get": self.get_permission,
            "drive.permissions.create": self.create_permission,
            "drive.permissions.update": self.update_permission,
            "drive.permissions.delete": self.delete_permission,
            "drive.changes.getStartPageToken": self.start_token,
            "drive.changes.list": self.list_changes,
            "drive.drives.list": self.list_drives,
            "drive.drives.get": self.get_drive,
            "drive.drives.create": self.create_drive,
            "drive.comments.list": self.list_comments,
            "drive.about.get": self.about,
        }

    def file(self, asked: Asked, least: str = "reader", file_id: str | None = None) -> File:
        """Return a file of the path that the caller may treat so; raises 404 or 403."""
        number = file_id or asked.path["fileId"]
        if number == "root":
            return self.world.root(asked.caller)
        file = self.world.files.get(number)
        shared_drives = asked.yes("supportsAllDrives") or asked.yes("supportsTeamDrives")
        if file is None or not self.world.role(asked.caller, file) or (file.drive_id and not shared_drives):
            raise file_not_found(number)
        if self.world.role(asked.caller, file) < RANKS[least]:
            raise not_allowed(number)
        return file

    def list_files(self, asked: Asked) -> Answer:
        """files.list"""
        everywhere = asked.yes("includeItemsFromAllDrives") and asked.yes("supportsAllDrives")
        drive = asked.one("driveId")
        if drive and drive not in self.world.files:
            raise drive_error(404, "notFound", f"Shared drive not found: {drive}", location="driveId")
        if asked.one("corpora") == "drive" and not drive:
            raise drive_error(400, "required", "The driveId parameter must be specified.", location="driveId")
        test = Query(asked.one("q"), self.world, asked.caller).test() if asked.one("q") else lambda file: True
        found = [
            file
            for file in self.world.files.values()
            if file.parents
            and self.world.lists(asked.caller, file)
            and (everywhere or not file.drive_id)
            and (not drive or file.drive_id == drive)
            and test(file)
        ]
        page, following = self._page(asked, ordered(found, asked.one("orderBy")), 100)
        whole: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False}
        whole["files"] = [described(self.world, file, asked.caller) for file in page]
        return asked.answer(whole | ({"nextPageToken": following} if following else {}), FILES)

    def _page(self, asked: Asked, items: list[Any], size: int) -> tuple[list[Any], str | None]:
        start = 0
        if token := asked.one("pageToken"):
            if not token.startswith("~!!~") or not token[4:].isdigit():
                raise drive_error(400, "invalid", "Invalid Value", location="pageToken")
            start = int(token[4:])
        end = start + int(asked.one("pageSize", str(size)))
        return items[start:end], f"~!!~{end}" if end < len(items) else None

    def get(self, asked: Asked) -> Answer:
        """files.get"""
        return asked.answer(described(self.world, self.file(asked), asked.caller), FILE)

    def create(self, asked: Asked) -> Answer:
        """files.create, without content"""
        body = asked.body or {}
        parents = body.get("parents") or []
        if len(parents) > 1:
            raise drive_error(
                400, "invalid", "A file cannot be added to multiple folders.", location="parents"
            )
        for parent in parents:
            self.file(asked, "writer", parent)
        in_drive = bool(parents and self.world.files[parents[0]].drive_id)
        if not in_drive and not asked.caller.has_storage and body.get("mimeType") != FOLDER:
            raise storage()
        mime = body.get("mimeType") or "application/octet-stream"
        file = self.world.add(body.get("name") or "Untitled", mime, asked.caller, parents)
        self._put(file, body)
        if mime == SPREADSHEET:
            file.book = new_book(file)
        return asked.answer(described(self.world, file, asked.caller), FILE)

    def _put(self, file: File, body: dict[str, Any]) -> None:
        for name, attribute in (("properties", "properties"), ("appProperties", "app_properties")):
            kept = getattr(file, attribute) | (body.get(name) or {})
            setattr(file, attribute, {key: value for key, value in kept.items() if value is not None})
        if body.get("description") is not None:
            file.description = body["description"]

    def copy(self, asked: Asked) -> Answer:
        """files.copy"""
        source, body = self.file(asked), asked.body or {}
        parents = body.get("parents") or []
        for parent in parents:
            self.file(asked, "writer", parent)
        if not asked.caller.has_storage and not (parents and self.world.files[parents[0]].drive_id):
            raise storage()
        file = self.world.add(
            body.get("name") or f"Copy of {source.name}", source.mime, asked.caller, parents
        )
        self._put(file, {"properties": dict(source.properties)})
        if source.book is not None:
            file.book = source.book.copied()
            file.book.id, file.book.owner = file.id, file.owner
            file.book.properties["title"] = file.name
        return asked.answer(described(self.world, file, asked.caller), FILE)

    def update(self, asked: Asked) -> Answer:
        """files.update: name, bin, folders, properties; by v2's upload, the content as CSV"""
        body = asked.body or {}
        removing = body.get("trashed") is not None
        file = self.file(asked, "writer")
        rank = self.world.role(asked.caller, file)
        if removing and rank < (RANKS["fileOrganizer"] if file.drive_id else RANKS["owner"]):
            raise not_allowed(file.id)
        before = self.world.seen_by(file)
        if removing:
            file.trashed = body["trashed"]
        if body.get("name"):
            file.name = body["name"]
            if file.book is not None:
                file.book.properties["title"] = file.name
        for parent in filter(None, asked.one("addParents").split(",")):
            self.file(asked, "writer", parent)
            file.parents, file.drive_id = [parent], self.world.files[parent].drive_id
        self._put(file, body)
        self.world.touch(file, asked.caller)
        self.world.log(file, before)
        return asked.answer(described(self.world, file, asked.caller), FILE)

    def import_csv(self, asked: Asked) -> Answer:
        """drive v2's files.update with text/csv, which replaces a spreadsheet by one tab"""
        file = self.world.files.get(asked.path["fileId"])
        if file is None or file.book is None or self.world.role(asked.caller, file) < RANKS["writer"]:
            raise file_not_found(asked.path["fileId"])
        book = file.book
        book.tabs = book.tabs[:1]
        tab = book.tabs[0]
        tab.cells = {}
        for row, line in enumerate(csv.reader(io.StringIO(asked.raw.decode("utf-8-sig")))):
            tab.grow(row + 1, len(line))
            for column, text in enumerate(line):
                enter(book, tab.cell(row, column), text, typed_in=True, today=asked.today)
        book.recalculate(asked.today)
        self.world.touch(file, asked.caller)
        return {"kind": "drive#file", "id": file.id, "title": file.name, "mimeType": file.mime}

    def delete(self, asked: Asked) -> Answer:
        """files.delete"""
        file = self.file(asked)
        if self.world.role(asked.caller, file) < (RANKS["organizer"] if file.drive_id else RANKS["owner"]):
            raise not_allowed(file.id)
        self.world.remove(file)
        return None

    def export(self, asked: Asked) -> Answer:
        """files.export"""
        file = self.world.files.get(asked.path["fileId"])
        # The method has no supportsAllDrives; it finds files of shared drives all the same.
        if file is None or not self.world.role(asked.caller, file):
            raise file_not_found(asked.path["fileId"])
        if file.book is None:
            raise drive_error(403, "fileNotExportable", "Export only supports Docs Editors files.")
        return exported(file.book, asked.one("mimeType"))

    def list_permissions(self, asked: Asked) -> Answer:
        """permissions.list"""
        held = self.world.permissions(self.file(asked, "writer"))
        page, following = self._page(asked, [permission(each) for each in held.values()], 100)
        whole = {"kind": "drive#permissionList", "permissions": page}
        return asked.answer(whole | ({"nextPageToken": following} if following else {}), PERMISSIONS)

    def _permission(self, asked: Asked, file: File) -> Permission:
        held = self.world.permissions(file).get(asked.path["permissionId"])
        if held is None:
            message = f"Permission not found: {asked.path['permissionId']}."
            raise drive_error(404, "notFound", message, location="permissionId")
        return held

    def get_permission(self, asked: Asked) -> Answer:
        """permissions.get"""
        return asked.answer(permission(self._permission(asked, self.file(asked, "writer"))), PERMISSION)

    def create_permission(self, asked: Asked) -> Answer:
        """permissions.create"""
        file, body = self.file(asked, "writer"), asked.body or {}
        kind, role, email = body.get("type"), body.get("role"), body.get("emailAddress") or ""
        if kind not in ("user", "group", "domain", "anyone") or role not in RANKS:
            raise drive_error(
                400, "required", "The permission type and role fields are required.", location="permission"
            )
        if kind in ("user", "group") and "@" not in email:
            raise drive_error(
                400, "invalidSharingRequest", f"The specified emailAddress is invalid: {email}."
            )
        if role == "owner" and file.owner != email.casefold() and not asked.yes("transferOwnership"):
            message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
            raise drive_error(403, "forbidden", message)
        if self.world.role(asked.caller, file) < RANKS[role] and role != "owner":
            raise not_allowed(file.id)
        held = _permission(body, self.world.new_id)
        before = self.world.seen_by(file)
        known = file.permissions.get(held.id)
        if known is None or known.role != "owner":
            file.permissions[held.id] = held
        self.world.log(file, before)
        return asked.answer(permission(file.permissions[held.id]), PERMISSION)

    def update_permission(self, asked: Asked) -> Answer:
        """permissions.update"""
        file = self.file(asked, "writer")
        held = self._permission(asked, file)
        body = asked.body or {}
        if body.get("role") == "owner":
            self._hand_over(asked, file, held)
        held.role = body.get("role") or held.role
        held.pending = bool(body.get("pendingOwner")) and held.role == "writer"
        self.world.log(file)
        return asked.answer(permission(held), PERMISSION)

    def _hand_over(self, asked: Asked, file: File, held: Permission) -> None:
        """Let the owner, or who was asked to become it, make a permission that of the owner."""
        if not asked.yes("transferOwnership"):
            message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
            raise drive_error(403, "forbidden", message)
        accepts = held.pending and held.email == asked.caller.email
        if file.drive_id or not (accepts or file.owner == asked.caller.email):
            raise not_allowed(file.id)
        for each in file.permissions.values():
            each.role = "writer" if each.role == "owner" else each.role
        file.owner = held.email

    def delete_permission(self, asked: Asked) -> Answer:
        """permissions.delete"""
        file = self.file(asked)
        held = self._permission(asked, file)
        rank = self.world.role(asked.caller, file)
        if held.role == "owner" or (rank < RANKS["writer"] and held.email != asked.caller.email):
            raise not_allowed(file.id)
        if held.id not in file.permissions:
            raise drive_error(403, "cannotDeleteInheritedPermission", "Cannot delete inherited permission.")
        before = self.world.seen_by(file)
        del file.permissions[held.id]
        self.world.log(file, before)
        return None

    def start_token(self, asked: Asked) -> Answer:
        """changes.getStartPageToken"""
        return {"kind": "drive#startPageToken", "startPageToken": str(len(self.world.changes) + 1)}

    def list_changes(self, asked: Asked) -> Answer:
        """changes.list: each file once, with its present state, oldest first"""
        if not asked.one("pageToken").isdigit():
            raise drive_error(400, "invalid", "Invalid Value", location="pageToken")
        latest = {}
        for change in self.world.changes[int(asked.one("pageToken")) - 1 :]:
            if asked.caller.email in change.seen_by:
                latest[change.file_id] = change
        changes = sorted(latest.values(), key=lambda change: change.number)
        size = int(asked.one("pageSize", "100"))
        whole: dict[str, Any] = {
            "kind": "drive#changeList",
            "changes": [self._change(change, asked) for change in changes[:size]],
        }
        if len(changes) > size:
            whole["nextPageToken"] = str(changes[size].number)
        else:
            whole["newStartPageToken"] = str(len(self.world.changes) + 1)
        return asked.answer(whole, CHANGES)

    def _change(self, change: Any, asked: Asked) -> dict[str, Any]:
        file = self.world.files.get(change.file_id)
        gone = file is None or not self.world.role(asked.caller, file)
        out = {
            "kind": "drive#change",
            "type": "file",
            "changeType": "file",
            "time": change.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "removed": gone,
            "fileId": change.file_id,
        }
        return out if gone or file is None else out | {"file": described(self.world, file, asked.caller)}

    def _drive(self, file: File) -> dict[str, Any]:
        return {"kind": "drive#drive", "id": file.id, "name": file.name}

    def list_drives(self, asked: Asked) -> Answer:
        """drives.list"""
        drives = [
            self._drive(file)
            for file in self.world.files.values()
            if file.drive_id == file.id and self.world.role(asked.caller, file)
        ]
        return asked.answer({"kind": "drive#driveList", "drives": drives})

    def get_drive(self, asked: Asked) -> Answer:
        """drives.get"""
        file = self.world.files.get(asked.path["driveId"])
        if file is None or file.drive_id != file.id or not self.world.role(asked.caller, file):
            raise drive_error(
                404, "notFound", f"Shared drive not found: {asked.path['driveId']}", location="driveId"
            )
        return asked.answer(self._drive(file))

    def create_drive(self, asked: Asked) -> Answer:
        """drives.create"""
        if asked.caller.is_service and not asked.caller.has_storage:
            raise drive_error(403, "userCannotCreateTeamDrives", "The user cannot create new shared drives.")
        return asked.answer(
            self._drive(self.world.add_drive((asked.body or {}).get("name") or "", asked.caller))
        )

    def list_comments(self, asked: Asked) -> Answer:
        """comments.list: nobody has commented here"""
        self.file(Asked(**(vars(asked) | {"query": asked.query | {"supportsAllDrives": ["true"]}})))
        return asked.answer({"kind": "drive#commentList", "comments": []})

    def about(self, asked: Asked) -> Answer:
        """about.get"""
        if not asked.one("fields"):
            message = "The 'fields' parameter is required for this method."
            raise drive_error(400, "required", message, location="fields")
        limit = {} if asked.caller.has_storage else {"limit": "0"}
        user = {
            "kind": "drive#user",
            "displayName": asked.caller.name,
            "me": True,
            "emailAddress": asked.caller.email,
        }
        return asked.answer({"kind": "drive#about", "user": user, "storageQuota": {"usage": "0"} | limit})


def new_book(file: File) -> Spreadsheet:
    """Return what Drive puts into a new spreadsheet: en_US, one tab of 1000 × 26."""
    book = Spreadsheet(file.id, file.name)
    book.owner = file.owner
    book.add_tab("Sheet1", 0)
    return book


def _permission(body: dict[str, Any], new_id: Callable[[], str]) -> Permission:
    kind, role = body["type"], body["role"]
    if kind == "anyone":
        return Permission("anyoneWithLink", kind, role, discoverable=bool(body.get("allowFileDiscovery")))
    if kind == "domain":
        return Permission(new_id(), kind, role, domain=body.get("domain") or "")
    email = body["emailAddress"].casefold()
    name = email.partition("@")[0]
    return Permission(Account(email, name, False, True).number, kind, role, email, name=name)
