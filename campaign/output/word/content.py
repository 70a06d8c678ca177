"""What stands in a report, as values: the same for the paper, for the preview on a page and for tests."""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.output.pictures import Picture
from campaign.output.word.letter import Letterhead, Signature


@dataclass(frozen=True)
class Heading:
    """Title of a part: level 1 «I. …», 2 «1. …», 3 «a) …»."""

    text: str
    level: int


@dataclass(frozen=True)
class Said:
    """A paragraph, generated from measures."""

    text: str


@dataclass(frozen=True)
class Point:
    """One of several points, written on a line of its own behind a dash."""

    text: str


@dataclass(frozen=True)
class Quote:
    """What a unit wrote, in its own words."""

    who: str
    text: str


@dataclass(frozen=True)
class ToWrite:
    """A place that a person fills: what data cannot say is not invented."""

    text: str


@dataclass(frozen=True)
class GridColumn:
    """One column of a table: its header, its width in millimetres, and whether figures stand in it."""

    title: str
    width: float
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table whose header rows repeat on each page."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""
    totals: int = 0
    """How many of the last rows are totals."""


Block = Heading | Said | Point | Quote | ToWrite | Grid | Picture


@dataclass(frozen=True)
class Annex:
    """«Phụ lục»: numbered in the order of the report; wide ones lie down."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report, before anything is drawn."""

    head: Letterhead
    issuer: str
    """Who issues it, as people write it."""
    about: tuple[str, ...]
    """What the title says below BÁO CÁO, line by line."""
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    last: str
    """The closing sentence, without its «./.»."""
    signature: Signature
    annexes: tuple[Annex, ...]
    sample: bool
    """The figures are invented, and every page says so."""

    @property
    def title(self) -> str:
        return " ".join(("Báo cáo", self.about[0][:1].lower() + self.about[0][1:], *self.about[1:]))


def texts(report: Report) -> Iterator[str]:
    """Yield every text of the body that measures wrote, for whoever looks for something in it."""
    for block in report.blocks:
        if isinstance(block, Said | Point):
            yield block.text
