"""What clerks do to the shape of a tab without doing anything wrong: no figure may change by it."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from tests.corpus.books import Line, Page

TITLES = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "BIỂU SỐ 2",
    "(Kèm theo Báo cáo số 15/BC-LĐLĐ)",
    "Số liệu đến ngày 31/5/2023",
    "Đơn vị tính: đồng",
    "",
)

SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "as printed": lambda header: header,
    "capitals": str.upper,
    "small letters": str.lower,
    "letters and marks apart": lambda header: unicodedata.normalize("NFD", header),
    "two lines": lambda header: header.replace(" ", "\n", 1),
    "spaces": lambda header: f" {header.replace(' ', '  ')} ",
    "hard spaces": lambda header: header.replace(" ", "\u00a0"),
    "colon": lambda header: f"{header}:",
}
"""Ways to type the title of a column."""


def titled(page: Page, titles: Sequence[str]) -> None:
    """Type lines above the table."""
    place = page.lines.index(page.header)
    page.lines[place:place] = [Line([title or None]) for title in titles]


def headed(page: Page, spelled: Mapping[str, str]) -> None:
    """Type the titles of columns again: column → what stands there."""
    for column, header in spelled.items():
        page.put(page.header, column, header)


def parted(page: Page, places: Sequence[int]) -> None:
    """Put blank rows under the header and between the rows, counted from the header."""
    start = page.lines.index(page.header) + 1
    for place in sorted(places, reverse=True):
        at = start + place % (len(page.lines) - start + 1)
        page.lines.insert(at, Line([None] * len(page.columns)))


def numbered(page: Page) -> None:
    """Put the row «(1) (2) (3)» under the header, as printed forms have it."""
    line = Line([f"({number})" for number in range(1, len(page.columns) + 1)])
    page.lines.insert(page.lines.index(page.header) + 1, line)


def ordered(page: Page, columns: Sequence[str]) -> None:
    """Move the columns into another order."""
    places = [page.columns.index(column) for column in columns]
    start = page.lines.index(page.header)
    for line in page.lines[start:]:
        line.cells = [line.cells[place] for place in places] + line.cells[len(places) :]
    page.columns = list(columns)


def signed(page: Page) -> None:
    """Put the place and day and the names of those who sign below the table."""
    width = len(page.columns)
    for text in ("Quy Nhơn, ngày 10 tháng 6 năm 2023", "Người lập biểu", "TM. BAN THƯỜNG VỤ"):
        line = Line([None] * width)
        line.cells[-2 if width > 1 else 0] = text
        page.lines.append(line)
