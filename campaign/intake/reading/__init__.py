"""From the cells of one workbook to typed tables and findings."""

from campaign.intake.reading.workbook import read_workbook

__all__ = ["read_workbook"]
