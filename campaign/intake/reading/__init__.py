"""From the cells of one workbook to typed tables and findings; `workbook.read_workbook` is the way in."""
