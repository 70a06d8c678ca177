"""A workbook as another spreadsheet program saves it: the cells, and nothing else of the template."""

import datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook


def save_again(source: Path, target: Path) -> None:
    """Copy the cells of a workbook the way a plain program would.

    No properties, notes, drop-downs or protection; texts inside the cells, none in a shared table; every date
    with a time; the title merged over the table; a tab of its own, empty; the hidden tab shown.
    """
    book = xlsxwriter.Workbook(
        str(target), {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    )
    book.set_properties({"created": datetime.datetime(2023, 8, 9), "author": ""})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    plain = book.add_format({})
    original = CalamineWorkbook.from_path(str(source))
    for name in original.sheet_names:
        tab = book.add_worksheet(name)
        rows = original.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows):
            if number == 0 and len(row) > 1:
                tab.merge_range(0, 0, 0, len(row) - 1, str(row[0]), plain)
                continue
            for index, cell in enumerate(row):
                if isinstance(cell, datetime.date):
                    dated = datetime.datetime(*cell.timetuple()[:5])
                    tab.write_datetime(number, index, dated, moment)
                elif cell != "":
                    tab.write(number, index, cell)
    book.add_worksheet("Sheet1")
    book.close()
