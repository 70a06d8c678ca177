"""The band above a page that does not show the newest figures: an evening of the past, or a closing."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from campaign.access import Viewer, of_open_units
from campaign.closing import Closing
from campaign.measures.changes import adjustments
from campaign.records import Snapshot
from dashboard.filters import AS_TYPED, known_by
from dashboard.markup import element, piece
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

if TYPE_CHECKING:
    from dashboard.session import View

CLOSINGS = "chot-dot"
"""Address of the page on which phases are closed."""


def draw(view: "View") -> None:
    """Draw what marks the figures of a page as those of another moment; nothing for the newest ones."""
    shown = _band(view)
    if shown:
        piece(shown, key="band")


def closed_words(closing: Closing) -> str:
    """Say which closing it is: «Số liệu đợt 1 đã chốt lúc 14:00 ngày 5/6/2023 (lần 1)»."""
    moment = f"{closing.at:%H:%M} ngày {write_date(closing.at)}"
    return f"Số liệu đợt {closing.phase} đã chốt lúc {moment} (lần {closing.number})"


def adjusted(snapshot: Snapshot, closed: Snapshot, phase: int, viewer: Viewer) -> str:
    """Say how many cells were edited after a closing: «3 điều chỉnh sau chốt»."""
    number = sum(len(row.cells) for row in of_open_units(adjustments(snapshot, closed, phase), viewer))
    return f"{write_count(number)} điều chỉnh sau chốt" if number else "không có điều chỉnh sau chốt"


def _band(view: "View") -> Markup:
    chosen = view.chosen
    if chosen.at:
        words = f"Đang xem số liệu như đã biết {known_by(chosen.at)}, không phải số mới nhất"
        return _told(words, (("Xem số mới nhất", chosen.of_moment(None).url()),), past=True)
    in_force = view.latest.closings.get(chosen.phase or 0)
    if in_force is None:
        return Markup("")
    page = chosen.of_closing(None).url(CLOSINGS)
    if chosen.closing == AS_TYPED:
        words = f"Đợt {in_force.phase} đã chốt; đang xem số hiện có trong bảng tính, không phải số chính thức"
        return _told(words, (("Xem số đã chốt", chosen.of_closing(None).url()),), past=True)
    closing = view.snapshot.closings[in_force.phase]
    # Asked of the newest snapshot: what is kept under an old one would keep every newer one alive.
    since = view.of(view.latest).ask(adjusted, view.snapshot, closing.phase, view.viewer)
    older = "" if closing.number == in_force.number else f"; lần {in_force.number} mới là số chính thức"
    links = ((since, page), ("Xem số hiện có", chosen.of_closing(AS_TYPED).url()))
    return _told(closed_words(closing) + older, links, past=bool(older))


def _told(words: str, links: tuple[tuple[str, str], ...], *, past: bool) -> Markup:
    shown = Markup(" · ").join(element("a", title, href=address) for title, address in links)
    mark = element("i", "◷" if past else "■", aria_hidden="true")
    return element("p", mark, " ", element("b", words), " · ", shown, class_="band past" if past else "band")
