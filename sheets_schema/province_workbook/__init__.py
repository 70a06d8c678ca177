"""The workbook that the province fills for the whole campaign."""

from sheets_schema.plan import Plan
from sheets_schema.province_workbook import (
    commitments,
    reminders,
    reviews,
    targets,
    units,
    verifications,
    workbooks,
)
from sheets_schema.vocabulary import Workbook
from sheets_schema.vocabulary.described import once_per_plan


@once_per_plan
def province_workbook(plan: Plan) -> Workbook:
    """Describe the province workbook of a plan; the same plan gives the same object."""
    tabs = (units, workbooks, targets, reviews, verifications, reminders, commitments)
    return Workbook(
        name="province",
        title=f"Bảng tính của {plan.federation} · Phong trào thi đua năm {plan.year}",
        worksheets=tuple(tab.worksheet(plan) for tab in tabs),
    )
