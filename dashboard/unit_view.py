"""What the page of one unit lists below its figures: its unions, movements, care and rewards."""

from campaign.output import sheets, unit_sheets
from dashboard import sectors, takeaway, unit_lists
from dashboard.markup import piece
from dashboard.session import View


def draw(view: View) -> None:
    """Draw the lists of the chosen unit, each row with its place."""
    chosen, scope = view.chosen, view.chosen.scope
    title = view.ask(unit_lists.unions_title, chosen)
    note = "Bấm tên CĐCS để xem riêng."
    takeaway.section(view, title, note, key="unions", sheet=(unit_sheets.unions, scope))
    piece(view.ask(unit_lists.unions, chosen), key="unions")
    for carrier, heading, joined in view.ask(sectors.carriers, chosen):
        title = f"Phong trào · {heading}: {joined}"
        takeaway.section(view, title, key=carrier, sheet=(sheets.movements, scope, carrier))
        piece(view.ask(sectors.joined, carrier, chosen), key=f"movements-{carrier}")
    takeaway.section(view, unit_sheets.CARE, key="care", sheet=(unit_sheets.care, scope))
    piece(view.ask(unit_lists.care, chosen), key="care")
    takeaway.section(view, "Khen thưởng", key="rewards", sheet=(unit_sheets.rewards, scope))
    piece(view.ask(unit_lists.rewards, chosen), key="rewards")
