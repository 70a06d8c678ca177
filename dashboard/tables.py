"""Plain tables that read well on a desk and on a phone, every text of a cell escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup import element


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
    heads = (
        element("th", column.title, scope="col", class_="right" if column.right else None)
        for column in columns
    )
    return element("table", element("thead", element("tr", *heads)), element("tbody", *body), class_="rows")
