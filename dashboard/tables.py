"""Plain tables that read well on a desk and on a phone, every text of a cell escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup import element

CLOSED = "Chỉ đơn vị mình xem được dòng chi tiết."
"""Stands where rows of a unit would be listed that are not open to the viewer."""


@dataclass(frozen=True)
class Column:
    """One column: its header, and whether figures stand in it."""

    title: str
    right: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, none: str) -> Markup:
    """Return a table, or one line that says why there is none."""
    body = [
        element(
            "tr",
            *(
                element("td", cell, data_label=column.title, class_="right number" if column.right else None)
                for column, cell in zip(columns, row, strict=True)
            ),
        )
        for row in rows
    ]
    if not body:
        return element("p", none, class_="none")
    heads = (_head(column, column.title) for column in columns)
    return element("table", element("thead", element("tr", *heads)), element("tbody", *body), class_="rows")


OPEN = 12
"""Rows of a long table that stand open; the others come with one click, and on paper."""


def sortable(
    columns: Sequence[Column], rows: Iterable[tuple[Sequence[object], Sequence[object]]], *, none: str
) -> Markup:
    """Return a table whose heads sort it; each row comes as its cells and the values that order them."""
    found = list(rows)
    body = [
        element(
            "tr",
            *(
                element(
                    "td",
                    cell,
                    data_label=column.title,
                    data_key=key,
                    class_="right number" if column.right else None,
                )
                for column, cell, key in zip(columns, cells, keys, strict=True)
            ),
        )
        for cells, keys in found
    ]
    if not body:
        return element("p", none, class_="none")
    heads = (_head(column, element("button", column.title, type="button")) for column in columns)
    long = len(body) > OPEN
    shown = element(
        "table",
        element("thead", element("tr", *heads)),
        element("tbody", *body),
        class_="rows sortable short" if long else "rows sortable",
    )
    more = element("button", f"Xem tất cả {len(body)} dòng", type="button", class_="all")
    return shown + more if long else shown


def _head(column: Column, title: object) -> Markup:
    return element("th", title, scope="col", class_="right" if column.right else None)
