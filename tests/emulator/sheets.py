"""Sheets v4: the methods of `spreadsheets`, found by their published ids."""

from collections.abc import Callable
from typing import Any

from tests.emulator.a1 import Area, echoed
from tests.emulator.asked import Asked
from tests.emulator.book import Spreadsheet, Tab
from tests.emulator.described import described, metadata, outward_properties
from tests.emulator.errors import invalid, not_found, not_shared
from tests.emulator.fields import asks_for
from tests.emulator.shifts import Inserted
from tests.emulator.updates import apply
from tests.emulator.updates.call import Call, given
from tests.emulator.updates.rules import matching
from tests.emulator.updates.tabs import copy_of
from tests.emulator.values import (
    Write,
    carried_out,
    check_protection,
    check_read,
    clear,
    planned,
    read,
    table,
    zip_longest,
)
from tests.emulator.world import RANKS, SPREADSHEET, File, World

Answer = dict[str, Any]


class Sheets:
    """Answers the methods of Sheets by their published ids."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.reads_past_grid_refused = True
        self.copies_carry_tags = True
        values = "sheets.spreadsheets.values."
        self.methods: dict[str, Callable[[Asked], Answer]] = {
            "sheets.spreadsheets.get": self.get,
            "sheets.spreadsheets.create": self.create,
            "sheets.spreadsheets.batchUpdate": self.batch_update,
            "sheets.spreadsheets.getByDataFilter": self.get_by_filter,
            "sheets.spreadsheets.sheets.copyTo": self.copy_to,
            "sheets.spreadsheets.developerMetadata.search": self.search_tags,
            "sheets.spreadsheets.developerMetadata.get": self.get_tag,
            values + "get": self.values_get,
            values + "batchGet": self.values_batch_get,
            values + "batchGetByDataFilter": self.values_by_filter,
            values + "update": self.values_update,
            values + "batchUpdate": self.values_batch_update,
            values + "append": self.values_append,
            values + "clear": self.values_clear,
            values + "batchClear": self.values_batch_clear,
        }

    def book(self, asked: Asked, least: str = "reader") -> tuple[File, Spreadsheet]:
        """Return the spreadsheet of the path; 404 where there is none, 403 where the caller may not."""
        file = self.world.files.get(asked.path["spreadsheetId"])
        if file is None:
            raise not_found()
        if self.world.role(asked.caller, file) < RANKS[least]:
            raise not_shared()
        if file.book is None:
            message = "This operation is not supported for this document"
            raise invalid(message) if self.world.role(asked.caller, file) else not_found()
        file.book.owner = file.owner
        return file, file.book

    def _changed(self, asked: Asked, file: File, book: Spreadsheet) -> None:
        book.recalculate(asked.today)
        self.world.touch(file, asked.caller)

    def get(self, asked: Asked) -> Answer:
        """spreadsheets.get"""
        _, book = self.book(asked)
        areas = [self._area(book, text) for text in asked.query.get("ranges", [])]
        return self._described(asked, book, areas, asked.yes("includeGridData"))

    def _described(
        self, asked: Asked, book: Spreadsheet, areas: list[tuple[Tab, Area]], grid: bool
    ) -> Answer:
        mask = asked.mask()
        if mask is not None:
            grid = asks_for(mask, "sheets", "data")
        return asked.answer(described(book, asked.caller.email, areas=areas, grid=grid, mask=mask))

    def _area(self, book: Spreadsheet, text: str) -> tuple[Tab, Area]:
        tab, area = book.resolve(text)
        check_read(tab, area, text, self.reads_past_grid_refused)
        return tab, area

    def get_by_filter(self, asked: Asked) -> Answer:
        """spreadsheets.getByDataFilter"""
        _, book = self.book(asked)
        body = asked.body or {}
        areas = [(tab, area) for tab, area, _ in self._filtered(asked, book, body.get("dataFilters") or [])]
        return self._described(asked, book, areas, bool(body.get("includeGridData")))

    def create(self, asked: Asked) -> Answer:
        """spreadsheets.create, into the caller's own Drive"""
        if not asked.caller.has_storage:
            raise not_shared()
        body = asked.body or {}
        properties = {name: value for name, value in (body.get("properties") or {}).items() if value}
        file = self.world.add(
            properties.get("title") or "Untitled spreadsheet", SPREADSHEET, asked.caller, []
        )
        book = Spreadsheet(file.id, file.name)
        book.owner = file.owner
        book.properties |= properties
        sheets = body.get("sheets") or [{"properties": {"sheetId": 0, "title": "Sheet1"}}]
        requests = [{"addSheet": {"properties": sheet.get("properties") or {}}} for sheet in sheets]
        file.book, _ = apply(book, requests, **self._context(asked))
        return asked.answer(described(file.book, asked.caller.email, areas=[], grid=False))

    def _context(self, asked: Asked) -> dict[str, Any]:
        return {
            "caller": asked.caller.email,
            "today": asked.today,
            "copies_carry_tags": self.copies_carry_tags,
        }

    def batch_update(self, asked: Asked) -> Answer:
        """spreadsheets.batchUpdate: all or nothing"""
        file, book = self.book(asked, "writer")
        body = asked.body or {}
        requests = [given(request) for request in body.get("requests") or []]
        if not requests:
            raise invalid("Must specify at least one request.")
        for index, request in enumerate(requests):
            if len(request) != 1:
                raise invalid(f"Invalid requests[{index}]: One and only one request kind must be set.")
        file.book, replies = apply(book, requests, **self._context(asked))
        file.name = file.book.properties["title"]
        self.world.touch(file, asked.caller)
        answer: Answer = {"spreadsheetId": book.id, "replies": replies}
        if body.get("includeSpreadsheetInResponse"):
            areas = [self._area(file.book, text) for text in body.get("responseRanges") or []]
            grid = bool(body.get("responseIncludeGridData"))
            answer["updatedSpreadsheet"] = described(file.book, asked.caller.email, areas=areas, grid=grid)
        return asked.answer(answer)

    def copy_to(self, asked: Asked) -> Answer:
        """spreadsheets.sheets.copyTo"""
        _, book = self.book(asked)
        target = Asked(
            **(vars(asked) | {"path": {"spreadsheetId": (asked.body or {})["destinationSpreadsheetId"]}})
        )
        file, other = self.book(target, "writer")
        source = book.tab(int(asked.path["sheetId"]), "sheetId")
        title, number = f"Copy of {source.title}", 1
        while other.titled(title):
            number += 1
            title = f"Copy of {source.title} {number}"
        call = Call(other, asked.caller.email, asked.today, "copyTo", copies_carry_tags=False)
        tab = copy_of(call, source, other.new_id(), title)
        other.tabs.append(tab)
        other.number_tabs()
        self._changed(asked, file, other)
        return asked.answer(outward_properties(tab.properties))

    def search_tags(self, asked: Asked) -> Answer:
        """developerMetadata.search"""
        _, book = self.book(asked)
        filters = (asked.body or {}).get("dataFilters") or []
        call = Call(book, asked.caller.email, asked.today, "dataFilters", False)
        found = [
            {"developerMetadata": metadata(entry), "dataFilters": [wanted]}
            for entry, wanted in matching(call, filters)
        ]
        return asked.answer({"matchedDeveloperMetadata": found} if found else {})

    def get_tag(self, asked: Asked) -> Answer:
        """developerMetadata.get"""
        _, book = self.book(asked)
        for entry in book.metadata:
            if str(entry.id) == asked.path["metadataId"]:
                return asked.answer(metadata(entry))
        raise invalid(f"No developer metadata with id: {asked.path['metadataId']}")

    def _read(self, asked: Asked, book: Spreadsheet, tab: Tab, area: Area, options: dict[str, Any]) -> Answer:
        return read(
            book,
            tab,
            area,
            major=options.get("majorDimension") or "ROWS",
            render=options.get("valueRenderOption") or "",
            dates=options.get("dateTimeRenderOption") or "",
        )

    def _options(self, asked: Asked) -> dict[str, Any]:
        return {name: values[-1] for name, values in asked.query.items()}

    def values_get(self, asked: Asked) -> Answer:
        """values.get"""
        _, book = self.book(asked)
        tab, area = self._area(book, asked.path["range"])
        return asked.answer(self._read(asked, book, tab, area, self._options(asked)))

    def values_batch_get(self, asked: Asked) -> Answer:
        """values.batchGet: one bad range fails the whole"""
        _, book = self.book(asked)
        areas = [self._area(book, text) for text in asked.query.get("ranges", [])]
        read_ranges = [self._read(asked, book, tab, area, self._options(asked)) for tab, area in areas]
        return asked.answer(
            {"spreadsheetId": book.id} | ({"valueRanges": read_ranges} if read_ranges else {})
        )

    def _filtered(
        self, asked: Asked, book: Spreadsheet, filters: list[Answer]
    ) -> list[tuple[Tab, Area, list[Answer]]]:
        found = []
        call = Call(book, asked.caller.email, asked.today, "dataFilters", False)
        for wanted in filters:
            if wanted.get("a1Range"):
                found.append((*self._area(book, wanted["a1Range"]), [wanted]))
            elif wanted.get("gridRange"):
                found.append((*book.area(wanted["gridRange"], "dataFilters"), [wanted]))
            else:
                for entry, _ in matching(call, [wanted]):
                    for tab in (
                        book.tabs if entry.sheet_id is None else [book.tab(entry.sheet_id, "dataFilters")]
                    ):
                        at = entry.index if entry.index is not None else 0
                        area = {
                            "ROWS": Area(at, 0, at + 1, tab.columns),
                            "COLUMNS": Area(0, at, tab.rows, at + 1),
                        }.get(entry.dimension or "", Area(0, 0, tab.rows, tab.columns))
                        found.append((tab, area, [wanted]))
        return found

    def values_by_filter(self, asked: Asked) -> Answer:
        """values.batchGetByDataFilter"""
        _, book = self.book(asked)
        body = asked.body or {}
        found = [
            {"valueRange": self._read(asked, book, tab, area, body), "dataFilters": filters}
            for tab, area, filters in self._filtered(asked, book, body.get("dataFilters") or [])
        ]
        return asked.answer({"spreadsheetId": book.id} | ({"valueRanges": found} if found else {}))

    def _plan(
        self, asked: Asked, book: Spreadsheet, data: Answer, text: str, options: dict[str, Any]
    ) -> Write:
        if options.get("valueInputOption") not in ("RAW", "USER_ENTERED"):
            message = "'valueInputOption' is required but not specified"
            raise invalid(message, ("value_input_option", message))
        return planned(
            book,
            text,
            data.get("values") or [],
            caller=asked.caller.email,
            major=data.get("majorDimension") or "ROWS",
        )

    def _carry_out(
        self, asked: Asked, file: File, book: Spreadsheet, writes: list[Write], options: dict[str, Any]
    ) -> list[Answer]:
        typed_in = options.get("valueInputOption") == "USER_ENTERED"
        answers = [carried_out(book, write, typed_in=typed_in, today=asked.today) for write in writes]
        self._changed(asked, file, book)
        for answer, write in zip(answers, writes, strict=True):
            self._with_values(asked, book, answer, write.tab, write.area, options)
        return answers

    def _with_values(
        self, asked: Asked, book: Spreadsheet, answer: Answer, tab: Tab, area: Area, options: Any
    ) -> None:
        if options.get("includeValuesInResponse") in (True, "true", "True"):
            answer["updatedData"] = read(
                book,
                tab,
                area,
                render=options.get("responseValueRenderOption") or "",
                dates=options.get("responseDateTimeRenderOption") or "",
            )

    def values_update(self, asked: Asked) -> Answer:
        """values.update"""
        file, book = self.book(asked, "writer")
        body, options = asked.body or {}, self._options(asked)
        if body.get("range") and body["range"] != asked.path["range"]:
            raise invalid(
                f"Requested writing within range [{asked.path['range']}], but the body says [{body['range']}]"
            )
        write = self._plan(asked, book, body, asked.path["range"], options)
        return asked.answer(self._carry_out(asked, file, book, [write], options)[0])

    def values_batch_update(self, asked: Asked) -> Answer:
        """values.batchUpdate: all or nothing"""
        file, book = self.book(asked, "writer")
        body = asked.body or {}
        writes = [
            self._plan(asked, book, data, data.get("range") or "", body) for data in body.get("data") or []
        ]
        answers = self._carry_out(asked, file, book, writes, body)
        totals = {
            f"totalUpdated{name}": sum(answer.get(f"updated{name}", 0) for answer in answers)
            for name in ("Rows", "Columns", "Cells")
        }
        totals["totalUpdatedSheets"] = len({write.tab.id for write in writes})
        whole = {"spreadsheetId": book.id} | {name: total for name, total in totals.items() if total}
        return asked.answer(whole | {"responses": answers})

    def values_append(self, asked: Asked) -> Answer:
        """values.append: behind the last table that touches the range; the grid grows"""
        file, book = self.book(asked, "writer")
        body, options = asked.body or {}, self._options(asked)
        tab, area = book.resolve(asked.path["range"])
        found, rows = table(tab, area), body.get("values") or []
        if body.get("majorDimension") == "COLUMNS":
            rows = list(zip_longest(rows))
        top, left = (found.bottom, found.left) if found else (area.top, area.left)
        if options.get("insertDataOption") == "INSERT_ROWS" and rows:
            book.shift(tab, "ROWS", Inserted(top, len(rows)))
            tab.grow(tab.rows + len(rows), 0)
        width = max(map(len, rows), default=1)
        place = Area(top, left, top + max(len(rows), 1), left + width)
        tab.grow(place.bottom, place.right)
        write = self._plan(asked, book, {"values": rows}, echoed(tab.title, place), options)
        whole: Answer = {"spreadsheetId": book.id}
        if found:
            whole["tableRange"] = echoed(tab.title, found)
        return asked.answer(whole | {"updates": self._carry_out(asked, file, book, [write], options)[0]})

    def values_clear(self, asked: Asked) -> Answer:
        """values.clear"""
        file, book = self.book(asked, "writer")
        cleared = clear(book, asked.path["range"], asked.caller.email)
        self._changed(asked, file, book)
        return asked.answer({"spreadsheetId": book.id, "clearedRange": cleared})

    def values_batch_clear(self, asked: Asked) -> Answer:
        """values.batchClear"""
        file, book = self.book(asked, "writer")
        ranges = (asked.body or {}).get("ranges") or []
        for text in ranges:
            tab, area = book.resolve(text)
            check_protection(book, tab, area, asked.caller.email)
        cleared = [clear(book, text, asked.caller.email) for text in ranges]
        self._changed(asked, file, book)
        return asked.answer({"spreadsheetId": book.id, "clearedRanges": cleared})
