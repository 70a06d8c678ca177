"""How a workbook looks: fonts, fills and borders, each combination made once per workbook."""

from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format

FONT = "Times New Roman"
DARK, LIGHT, PAPER, CLOSED, BAND, RULED = "#1F4E79", "#D6E4F0", "#FFFDF0", "#E4E4E4", "#EEF3F8", "#BFBFBF"


@dataclass(frozen=True)
class Look:
    """The formats of one workbook that is being written."""

    book: xlsxwriter.Workbook
    made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def style(self, **properties: object) -> Format:
        """Return the format with these properties of XlsxWriter."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"locked": True, **properties})
        return self.made[key]

    @property
    def title(self) -> Format:
        return self.style(bold=True, font_size=14, font_color=DARK, valign="vcenter")

    @property
    def open_title(self) -> Format:
        """The title of a template for any unit: its name is still to be typed."""
        return self.style(bold=True, font_size=14, font_color=DARK, valign="vcenter", locked=False)

    @property
    def hint(self) -> Format:
        return self.style(italic=True, font_color="#595959", valign="vcenter")

    def header(self, required: bool) -> Format:
        """A column's title; a required one is bold on dark, so that black and white print tells too."""
        ground: dict[str, object] = {"bg_color": LIGHT}
        if required:
            ground = {"bg_color": DARK, "font_color": "#FFFFFF", "bold": True}
        return self.style(text_wrap=True, align="center", valign="vcenter", border=1, **ground)

    @property
    def bare(self) -> Format:
        """A row above the table, free of the borders of its columns."""
        return self.style()

    def listed(self, number_format: str, align: str) -> Format:
        """A cell of a list, open to typing."""
        ruled = {"border": 1, "border_color": RULED, "locked": False}
        return self.style(num_format=number_format, text_wrap=True, valign="top", **_aligned(align), **ruled)

    def asked(self, number_format: str, align: str) -> Format:
        """A cell that the template asks to fill, among printed ones."""
        ground = {"border": 1, "bg_color": PAPER, "locked": False}
        return self.style(
            num_format=number_format, text_wrap=True, valign="vcenter", **_aligned(align), **ground
        )

    @property
    def printed(self) -> Format:
        return self.style(text_wrap=True, valign="vcenter", border=1, **_aligned("left"))

    @property
    def printed_required(self) -> Format:
        """The label of a row that must be filled."""
        return self.style(text_wrap=True, valign="vcenter", border=1, bold=True, **_aligned("left"))

    @property
    def closed(self) -> Format:
        return self.style(border=1, bg_color=CLOSED)

    @property
    def group(self) -> Format:
        return self.style(bold=True, bg_color=BAND, font_color=DARK, valign="vcenter", top=1, bottom=1)

    @property
    def text(self) -> Format:
        return self.style(text_wrap=True, valign="top", align="left", indent=1)

    @property
    def strong(self) -> Format:
        return self.style(text_wrap=True, valign="top", align="left", indent=1, bold=True)


def _aligned(align: str) -> dict[str, object]:
    """A number and a text that meet at a border keep off it."""
    return {"align": align} if align == "center" else {"align": align, "indent": 1}
