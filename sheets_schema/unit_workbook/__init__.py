"""The workbook that a unit fills for one phase: seven worksheets."""

from sheets_schema.plan import Plan
from sheets_schema.unit_workbook import initiatives, movements, report, rewards, summary, unions, works
from sheets_schema.vocabulary import Workbook
from sheets_schema.vocabulary.described import once_per_plan


@once_per_plan
def unit_workbook(plan: Plan) -> Workbook:
    """Describe the unit workbook of a plan; the same plan gives the same object."""
    tabs = (report, summary, unions, initiatives, works, movements, rewards)
    return Workbook(
        name="unit",
        title=f"Bảng tính của đơn vị · Phong trào thi đua năm {plan.year}",
        worksheets=tuple(tab.worksheet(plan) for tab in tabs),
    )
