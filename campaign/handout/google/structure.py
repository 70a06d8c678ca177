"""What a Google spreadsheet is made of: tabs, tags, protections, and the first rows of each tab."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sheets_schema import tags
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Worksheet

FIELDS = (
    "properties(title,locale,timeZone),developerMetadata,"
    "sheets(properties(sheetId,title,index,hidden,gridProperties),protectedRanges,developerMetadata)"
)
"""What of the spreadsheet's metadata is read here."""

HEAD_ROWS = 15
"""First rows of a tab among which its header stands."""

_PREFIX = "campaign."


@dataclass(frozen=True)
class Tab:
    """One tab of a spreadsheet."""

    id: int
    title: str
    index: int
    rows: int
    columns: int
    frozen_rows: int = 0
    worksheet: str = ""
    """Its tag: name of the worksheet in the schema; empty where it has none."""
    tagged: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Column name → places that carry its tag, from 0."""
    protected: tuple[Mapping[str, Any], ...] = ()
    head: tuple[tuple[str, ...], ...] = ()
    """The texts of its first rows."""
    result: str | None = None
    """The digest of what was written, on «Kết quả kiểm tra»."""


@dataclass(frozen=True)
class Structure:
    """One spreadsheet, without what is typed in it."""

    title: str
    locale: str
    time_zone: str
    labels: Mapping[str, str]
    tabs: tuple[Tab, ...]

    @property
    def is_ours(self) -> bool:
        """The template has been written into it."""
        return "kind" in self.labels

    def tabs_of(self, worksheet: Worksheet) -> tuple[Tab, ...]:
        """Return the tabs that are a worksheet: by its tag, else by its title."""
        if tagged := tuple(tab for tab in self.tabs if tab.worksheet == worksheet.name):
            return tagged
        titles = {fold(title) for title in (worksheet.title, *worksheet.aliases)}
        return tuple(tab for tab in self.tabs if fold(tab.title) in titles)


def structure(
    metadata: Mapping[str, Any],
    column_tags: Sequence[Mapping[str, Any]] = (),
    heads: Mapping[int, Sequence[Sequence[object]]] | None = None,
) -> Structure:
    """Read a spreadsheet's metadata, the tags of its columns, and the first rows of its tabs by tab id."""
    properties = metadata["properties"]
    places = _places(column_tags)
    tabs = (_tab(sheet, places, (heads or {})) for sheet in metadata.get("sheets", ()))
    labels = dict(_tags(metadata))
    return Structure(
        properties.get("title", ""),
        properties.get("locale", ""),
        properties.get("timeZone", ""),
        {name: labels[key] for name, key in tags.WORKBOOK.items() if key in labels},
        tuple(sorted(tabs, key=lambda tab: tab.index)),
    )


def column_places(tab: Tab, worksheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return a tab's header row, from 0, and each column's place there by its title or an alias."""
    names = {
        fold(text): column.name
        for column in reversed(worksheet.columns)
        for text in (*column.aliases, column.header)
    }
    best: tuple[int, dict[str, int]] = (2, {})
    for row, cells in enumerate(tab.head):
        found = {names[fold(text)]: place for place, text in enumerate(cells) if fold(text) in names}
        if len(found) > len(best[1]):
            best = row, found
    return best


def _tab(
    sheet: Mapping[str, Any],
    places: Mapping[int, Mapping[str, tuple[int, ...]]],
    heads: Mapping[int, Sequence[Sequence[object]]],
) -> Tab:
    properties = sheet["properties"]
    id = properties.get("sheetId", 0)
    size = properties.get("gridProperties", {})
    labels = dict(_tags(sheet))
    return Tab(
        id,
        properties["title"],
        properties.get("index", 0),
        size.get("rowCount", 0),
        size.get("columnCount", 0),
        size.get("frozenRowCount", 0),
        labels.get(tags.WORKSHEET, ""),
        places.get(id, {}),
        tuple(sheet.get("protectedRanges", ())),
        tuple(tuple(map(str, row)) for row in heads.get(id, ())),
        labels.get(tags.RESULT),
    )


def _tags(holder: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in holder.get("developerMetadata", ()):
        if each.get("metadataKey", "").startswith(_PREFIX):
            yield each["metadataKey"], each.get("metadataValue", "")


def _places(column_tags: Sequence[Mapping[str, Any]]) -> dict[int, dict[str, tuple[int, ...]]]:
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    for each in column_tags:
        span = each.get("location", {}).get("dimensionRange")
        if span:
            tab = found.setdefault(span.get("sheetId", 0), {})
            name = each.get("metadataValue", "")
            tab[name] = (*tab.get(name, ()), span.get("startIndex", 0))
    return found
