"""What every reader says of a cell that holds another kind of thing."""

import datetime

from sheets_schema.cell import Cell, CellError, Refused

_FAULTS = {
    "#REF!": "trỏ tới ô không còn tồn tại",
    "#N/A": "không tìm thấy giá trị cần tra",
    "#DIV/0!": "chia cho 0",
    "#VALUE!": "dùng nhầm kiểu dữ liệu",
    "#NAME?": "có tên hàm sai",
    "#NUM!": "cho kết quả không phải số hợp lệ",
    "#NULL!": "có vùng dữ liệu sai",
    "#ERROR!": "viết sai",
    "#SPILL!": "không đủ chỗ trống để hiện kết quả",
}


def quoted(text: str) -> str:
    """Return typed text in quotation marks, cut so that a message stays one line."""
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def as_typed(number: int | float) -> str:
    """Return a numeric cell's number the way a Vietnamese sheet shows it."""
    if isinstance(number, int):
        return str(number) if abs(number) < 10**18 else "có hơn 18 chữ số"
    return repr(number).removesuffix(".0").replace(".", ",")


def refused_formula(cell: Cell) -> Refused | None:
    """Refuse a failed formula, also where its code or the formula itself came as text."""
    code = cell.code if isinstance(cell, CellError) else cell
    if not isinstance(code, str):
        return None
    code = code.strip()
    if code.upper() in _FAULTS or isinstance(cell, CellError):
        fault = _FAULTS.get(code.upper(), "không tính được")
        return Refused(f"Công thức báo lỗi {code}: {fault}. Hãy sửa công thức hoặc ghi thẳng giá trị.")
    if code.startswith("=") and len(code) > 1:
        return Refused("Công thức đang ở dạng chữ. Hãy ghi kết quả.")
    return None


def refused_kind(cell: Cell, needed: str, form: str) -> Refused | None:
    """Refuse a date, a time or a tick box where `needed` belongs; `form` is the cell format to choose."""
    if isinstance(cell, bool):
        shown = "ĐÚNG" if cell else "SAI"
        return Refused(f"Ô đang là ô đánh dấu ({shown}). Cột này cần {needed}.")
    if isinstance(cell, datetime.date):
        shown = f"{cell.day}/{cell.month}/{cell.year}"
        return Refused(f"Ô đang là ngày {shown}. Hãy định dạng lại ô thành {form}.")
    if isinstance(cell, datetime.time):
        return Refused(f"Ô đang là giờ {cell:%H:%M}. Hãy định dạng lại ô thành {form}.")
    return None
