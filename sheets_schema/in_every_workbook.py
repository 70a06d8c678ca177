"""What worksheets of both kinds of workbook share."""

from sheets_schema.plan import Phase, Plan
from sheets_schema.vocabulary import Count


def example_phase(plan: Plan) -> Phase:
    """The phase in which all examples happen: the second, or the only one."""
    return plan.phases[min(1, len(plan.phases) - 1)]


def row_number() -> Count:
    """The column «STT»: for the eye, never read as data."""
    return Count(
        name="row_no",
        header="STT",
        description="Số thứ tự, để tiện theo dõi; không bắt buộc.",
        example="1",
        aliases=("TT", "Số TT", "Số thứ tự"),
        counted="dòng",
        width=6,
    )
