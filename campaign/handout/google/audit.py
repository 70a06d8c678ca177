"""The self-test of a spreadsheet: what of the template is no longer there, and how it is mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.handout.google import parts, template
from campaign.handout.google.parts import Request
from campaign.handout.google.structure import Structure, Tab, column_places
from campaign.handout.layout import HEADER_ROW, Heading
from sheets_schema import tags
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Column, Worksheet


@dataclass(frozen=True)
class Point:
    """One thing that is not as the template made it."""

    rule: str
    place: str
    """The tab, or empty for the whole spreadsheet."""
    problem: str
    mend: str
    """What a person does; where `requests` mend it, what `repair` will do."""
    requests: tuple[Request, ...] = ()
    """What mends it without touching a typed cell; empty where only a person can."""


def audit(heading: Heading, found: Structure, editors: Sequence[str] = ()) -> tuple[Point, ...]:
    """Compare a spreadsheet with the template of its schema; empty where nothing is to be mended."""
    points = list(_settings(heading, found))
    free = max((tab.id for tab in found.tabs), default=0) + 1
    for index, worksheet in enumerate(heading.schema.worksheets, start=1):
        tabs = found.tabs_of(worksheet)
        if len(tabs) == 1:
            points += _tab(worksheet, tabs[0], found, heading, editors)
        elif tabs:
            points.append(_doubled(worksheet, tabs))
        else:
            position = min(index, len(found.tabs))
            made = tuple(template.tab(worksheet, heading, free, position, editors))
            free += 1
            points.append(_no_tab(worksheet, made if found.is_ours else ()))
    return tuple(points)


def requests(points: Sequence[Point]) -> list[Request]:
    """Return all that mends the points, in their order, for one batchUpdate."""
    return [request for point in points for request in point.requests]


def _settings(heading: Heading, found: Structure) -> Iterator[Point]:
    if found.locale != template.LOCALE:
        yield Point(
            "locale",
            "",
            f"Ngôn ngữ của bảng tính là “{found.locale or 'chưa đặt'}”, không phải Việt Nam (vi_VN).",
            "Đổi sang Việt Nam; sau đó rà lại các ô số và ngày đã nhập, vì 8.000 có thể đã thành 8, "
            "5/6 đã thành ngày 6 tháng 5. Làm tay: Tệp → Cài đặt → Ngôn ngữ → Việt Nam.",
            (template.set_up("locale", template.LOCALE),),
        )
    if found.time_zone != template.TIME_ZONE:
        yield Point(
            "time_zone",
            "",
            f"Múi giờ của bảng tính là “{found.time_zone or 'chưa đặt'}”, không phải Hà Nội (GMT+7).",
            "Đổi múi giờ sang (GMT+07:00). Làm tay: Tệp → Cài đặt → Múi giờ.",
            (template.set_up("timeZone", template.TIME_ZONE),),
        )
    wanted = heading.labels(heading.schema)
    lost = {name: value for name, value in wanted.items() if name not in found.labels}
    for name, value in wanted.items():
        if name not in lost and found.labels[name] != value:
            told = f"Bảng tính mang nhãn {name} là “{found.labels[name]}”, danh sách ghi “{value}”."
            yield Point("label", "", told, "Kiểm tra xem liên kết có đúng đơn vị, đúng đợt không.")
    if lost:
        made = tuple(parts.tag(tags.WORKBOOK[name], value) for name, value in lost.items())
        yield Point("tag", "", "Bảng tính chưa mang nhãn của mẫu.", "Gắn nhãn (không ai thấy).", made)


def _no_tab(worksheet: Worksheet, made: tuple[Request, ...]) -> Point:
    # Without tags a renamed tab looks like a lost one: only a person can tell.
    mend = "Tạo lại trang trống theo mẫu." if made else "Nếu trang bị đổi tên, hãy đặt lại tên cũ."
    return Point("tab.missing", worksheet.title, f"Không có trang “{worksheet.title}”.", mend, made)


def _doubled(worksheet: Worksheet, tabs: Sequence[Tab]) -> Point:
    titles = " và ".join(f"“{tab.title}”" for tab in tabs)
    problem = f"Có {len(tabs)} trang cùng là “{worksheet.title}”: {titles}."
    return Point("tab.double", worksheet.title, problem, "Giữ lại trang đúng, xóa trang sao chép.")


def _tab(
    worksheet: Worksheet, tab: Tab, found: Structure, heading: Heading, editors: Sequence[str]
) -> Iterator[Point]:
    if fold(tab.title) not in {fold(title) for title in (worksheet.title, *worksheet.aliases)}:
        yield _renamed(worksheet, tab, found)
    if tab.worksheet != worksheet.name:
        made = (parts.tag(tags.WORKSHEET, worksheet.name, tab.id),)
        yield Point("tag", tab.title, "Trang chưa mang nhãn của mẫu.", "Gắn nhãn (không ai thấy).", made)
    row, named = column_places(tab, worksheet)
    yield from _columns(worksheet, tab, row, named)
    if row + 1 != HEADER_ROW and named:
        problem = f"Dòng tên cột ở dòng {row + 1}; mẫu để ở dòng {HEADER_ROW}."
        yield Point("header.row", tab.title, problem, "Xóa dòng đã chèn thêm ở trên, hoặc để nguyên.")
    if not any(_covers_header(each, row) for each in tab.protected):
        yield _open(worksheet, tab, row, editors)
    if tab.frozen_rows != row + 1:
        size = {"gridProperties": {"frozenRowCount": row + 1}}
        frozen = _properties(tab, size, "gridProperties.frozenRowCount")
        yield Point("frozen", tab.title, "Dòng tên cột không được cố định.", "Cố định lại.", (frozen,))


def _open(worksheet: Worksheet, tab: Tab, row: int, editors: Sequence[str]) -> Point:
    problem = "Phần in sẵn của mẫu không còn được bảo vệ."
    if row + 1 != HEADER_ROW:
        return Point("protection", tab.title, problem, "Đưa dòng tên cột về dòng 3, rồi chạy lại.")
    made = (template.protection(worksheet, tab.id, editors),)
    return Point("protection", tab.title, problem, "Bảo vệ lại.", made)


def _renamed(worksheet: Worksheet, tab: Tab, found: Structure) -> Point:
    taken = any(fold(each.title) == fold(worksheet.title) for each in found.tabs)
    problem = f"Trang “{worksheet.title}” đã bị đổi tên thành “{tab.title}”."
    if taken:
        mend = f"Một trang khác đang mang tên “{worksheet.title}”: hãy đổi tên hoặc xóa trang đó trước."
        return Point("tab.renamed", tab.title, problem, mend)
    made = (_properties(tab, {"title": worksheet.title}, "title"),)
    return Point("tab.renamed", tab.title, problem, f"Đặt lại tên “{worksheet.title}”.", made)


def _columns(worksheet: Worksheet, tab: Tab, row: int, named: Mapping[str, int]) -> Iterator[Point]:
    titles = tab.head[row] if row < len(tab.head) else ()
    after = tab.columns
    for place, column in enumerate(worksheet.columns):
        at = tab.tagged.get(column.name, ())
        if len(at) == 1:
            yield from _title(worksheet, tab, place, row, at[0], titles)
        elif len(at) > 1:
            problem = f"Có {len(at)} cột cùng là “{column.header}”."
            yield Point("column.double", tab.title, problem, "Giữ lại cột đúng, xóa cột sao chép.")
        elif column.name in named:
            made = (parts.tag(tags.COLUMN, column.name, tab.id, named[column.name]),)
            problem = f"Cột “{column.header}” chưa mang nhãn của mẫu."
            yield Point("tag", tab.title, problem, "Gắn nhãn (không ai thấy).", made)
        elif column.name != "row_no":
            yield _lost(worksheet, tab, place, row, after)
            after += 1


def _title(
    worksheet: Worksheet, tab: Tab, place: int, row: int, at: int, titles: Sequence[str]
) -> Iterator[Point]:
    column = worksheet.columns[place]
    there = titles[at] if at < len(titles) else ""
    if fold(there) in {fold(text) for text in (column.header, *column.aliases)}:
        return
    problem = f"Tên cột “{column.header}” đã bị sửa thành “{there}”." if there else _blank(column)
    made = (parts.write(tab.id, row, [[template.header(worksheet, place)]], at),)
    yield Point("header", tab.title, problem, f"Ghi lại tên cột “{column.header}”.", made)


def _blank(column: Column) -> str:
    return f"Tên cột “{column.header}” đã bị xóa trắng."


def _lost(worksheet: Worksheet, tab: Tab, place: int, row: int, at: int) -> Point:
    """A column that is gone comes back to the right of all others: what was typed stays where it is."""
    column = worksheet.columns[place]
    made: list[Request] = [
        {"appendDimension": {"sheetId": tab.id, "dimension": "COLUMNS", "length": 1}},
        parts.write(tab.id, row, [[template.header(worksheet, place)]], at),
        parts.width(tab.id, at, column.width),
        parts.tag(tags.COLUMN, column.name, tab.id, at),
    ]
    if not worksheet.fixed:
        made += template.body(worksheet, tab.id, place, at, min(tab.rows, HEADER_ROW + template.READY_ROWS))
    problem = f"Không còn cột “{column.header}”."
    if not tab.tagged:
        mend = "Nếu cột bị đổi tên, hãy sửa lại tên cột; nếu bị xóa, hãy chép lại từ mẫu."
        return Point("column.missing", tab.title, problem, mend)
    return Point("column.missing", tab.title, problem, "Thêm lại cột trống ở cuối bảng.", tuple(made))


def _properties(tab: Tab, values: Mapping[str, Any], fields: str) -> Request:
    return {"updateSheetProperties": {"properties": {"sheetId": tab.id, **values}, "fields": fields}}


def _covers_header(protected: Mapping[str, Any], row: int) -> bool:
    where = protected.get("range", {})
    whole_width = not where.get("startColumnIndex") and "endColumnIndex" not in where
    below = where.get("endRowIndex", row + 1)
    covers = where.get("startRowIndex", 0) <= row < below
    return whole_width and covers and not protected.get("warningOnly")
