"""Rules that need more than one row: inside a workbook, and across workbooks and phases."""

from campaign.intake.validation.across import check_together, countable
from campaign.intake.validation.asked import asked_by
from campaign.intake.validation.repeated import without_repeated
from campaign.intake.validation.within import check_workbook

__all__ = ["asked_by", "check_together", "check_workbook", "countable", "without_repeated"]
