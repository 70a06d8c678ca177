"""The tags that our templates leave in a Google spreadsheet, where no clerk sees or breaks them."""

WORKSHEET = "campaign.worksheet"
"""On a tab: the worksheet's name in the schema."""

COLUMN = "campaign.column"
"""On a column: its name in the schema; it moves along when the column is moved or its header renamed."""

RESULT = "campaign.result"
"""On «Kết quả kiểm tra»: a digest of what was last written there."""

WORKBOOK = {name: f"campaign.{name}" for name in ("kind", "plan", "unit", "phase", "sample")}
"""On the spreadsheet: the same labels that a file of .xlsx carries in its properties → key of the tag."""

RESULT_TAB = "Kết quả kiểm tra"
"""The tab in which a unit reads what was received and what is to be mended; never read as data."""
