"""The guide for clerks as a page: contents, rules, and every column with cells that are taken and refused."""

from markupsafe import Markup

from campaign.handout.guide import RULES, Told, columns_told
from campaign.records import Snapshot
from dashboard.markup import element
from dashboard.tables import Column, table
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vocabulary import Workbook, Worksheet


def contents(snapshot: Snapshot) -> Markup:
    """Return the contents of the guide; a click opens the part."""
    listed = [element("li", element("a", "Cách nhập chung", href="#cach-nhap"))]
    for workbook in _workbooks(snapshot):
        parts = (
            element("li", element("a", worksheet.title, href=f"#{_anchor(worksheet)}"))
            for worksheet in workbook.worksheets
        )
        listed.append(element("li", element("b", workbook.title), element("ol", *parts)))
    return element("nav", element("ol", *listed), class_="contents", aria_label="Mục lục")


def whole(snapshot: Snapshot) -> Markup:
    """Return contents, phases, rules, and one part per worksheet, closed until somebody opens it."""
    phases = table(
        (Column("Đợt"), Column("Thời gian"), Column("Hạn nhập xong")),
        (
            (
                phase.title,
                f"{write_date(phase.first_day)} – {write_date(phase.last_day)}",
                write_date(phase.due),
            )
            for phase in snapshot.plan.phases
        ),
        none="Kế hoạch chưa có đợt nào.",
    )
    rules = element("ol", *(element("li", rule) for rule in RULES), class_="rules")
    parts = [
        Markup("").join(
            (element("h3", workbook.title), *(_part(worksheet) for worksheet in workbook.worksheets))
        )
        for workbook in _workbooks(snapshot)
    ]
    return Markup("").join(
        (contents(snapshot), phases, element("h3", "Cách nhập chung", id="cach-nhap"), rules, *parts)
    )


def _workbooks(snapshot: Snapshot) -> tuple[Workbook, Workbook]:
    return unit_workbook(snapshot.plan), province_workbook(snapshot.plan)


def _anchor(worksheet: Worksheet) -> str:
    return worksheet.name.replace("_", "-")


def _part(worksheet: Worksheet) -> Markup:
    columns = (Column("Cột"), Column("Ghi gì"), Column("Ghi được"), Column("Không ghi"))
    required = [
        element("li", f"«{worksheet.column(rule.column).header}» bắt buộc {rule.because}.")
        for rule in worksheet.required_if
    ]
    return element(
        "details",
        element("summary", worksheet.title, element("small", f"{len(worksheet.columns)} cột")),
        element("p", worksheet.description),
        table(columns, [_row(told) for told in columns_told(worksheet)], none=""),
        element("ul", *required) if required else None,
        _printed(worksheet) if worksheet.fixed else None,
        class_="kinds guide",
        id=_anchor(worksheet),
    )


def _row(told: Told) -> tuple[object, ...]:
    column = told.column
    name = Markup("{}{}").format(
        element("b", column.header), element("small", " bắt buộc") if column.required else ""
    )
    what = Markup("{} {}").format(column.description, element("small", f"Cần {column.expects}."))
    return (name, what, told.taken, told.refused)


def _printed(worksheet: Worksheet) -> Markup:
    groups: dict[str, list[Markup]] = {}
    for fixed in worksheet.fixed:
        extra = ", ".join(label for label in (*fixed.labels[1:], *fixed.printed.values()) if label)
        row = element("li", fixed.labels[0], element("small", f" {extra}") if extra else None)
        groups.setdefault(fixed.group, []).append(row)
    parts = (
        Markup("{}{}").format(element("h4", group) if group else "", element("ul", *rows))
        for group, rows in groups.items()
    )
    return element("div", element("p", element("b", "Các dòng in sẵn")), *parts, class_="printed")
