"""Mistakes in choices, yes and no, names, texts and what they refer to."""

import datetime

from sheets_schema.cell import Cell, CellError
from tests.corpus.books import Values
from tests.corpus.slips import Slip, has

_CHOICES = ("works.status", "works.work_type", "unions.sector", "initiatives.author_group", "rewards.basis")
_YES_NO = ("unions.pact", "unions.due")

CHOICES = (
    Slip("two_sectors", ("works.sector", "unions.sector"), ("SXKD, HCSN", "Cả hai", "HCSN/SXKD"),
         "cell.choice"),
    Slip("unknown_choice", _CHOICES, ("Gần xong", "Loại 3", "Tùy"), "cell.choice"),
    Slip("wrong_accent", ("works.work_type",), "Công trinh", "cell.choice", mend="Công trình"),
    Slip("misspelt_choice", ("works.status",), ("Hoàn thanhh", "Hoàn thàn"), "cell.choice",
         mend="Hoàn thành"),
    Slip("ditto_as_choice", _CHOICES, ("nt", '"', "như trên"), "cell.choice"),
    Slip("number_as_choice", ("unions.sector", "works.status"), (5, 17), "cell.choice"),
    Slip("choice_error", _CHOICES, CellError("#N/A"), "cell.error"),
    Slip("date_as_choice", _CHOICES, datetime.date(2023, 5, 31), "cell.choice"),
    Slip("loose_sector", ("works.sector", "unions.sector"), ("Trường học", "Cơ quan"), "cell.choice",
         "warning",
         has("sector", "public")),
    Slip("status_without_accents", ("works.status",), "Hoan thanh", "cell.choice", "warning",
         has("status", "Hoàn thành")),
    Slip("choice_with_remark", ("works.status",), "Hoàn thành (chờ nghiệm thu)", "cell.choice", "warning",
         has("status", "Hoàn thành")),
    Slip("blank_choice", ("unions.sector", "works.status"), (None, "Chưa có"), "cell.required", "missing",
         lambda values: values.get("completed_on") is None and values.get("ownership") is None),
    Slip("unclear_yes_no", _YES_NO, ("Một phần", "Có (đang làm)", "Sắp", "75%"), "cell.yes_no"),
    Slip("number_as_yes_no", _YES_NO, (2, 0.5, "12"), "cell.yes_no"),
    Slip("date_as_yes_no", _YES_NO, (datetime.date(2023, 5, 31), "31/5/2023"), "cell.yes_no"),
    Slip("blank_yes_no", ("unions.pact",), (None, "Chưa rõ"), "cell.required", "missing"),
)  # fmt: skip

_TITLES = ("works.title", "rewards.achievement", "initiatives.title")

TEXTS = (
    Slip("tcvn3", _TITLES, ("C¶i t¹o nhµ ¨n ca cho c«ng nh©n", "L¾p ®Æt hÖ thèng läc n­íc"), "cell.text"),
    Slip("vni", _TITLES, ("Caûi taïo nhaø aên ca cho coâng nhaân", "Laép ñaët heä thoáng loïc nöôùc"),
         "cell.text"),
    Slip("mojibake", _TITLES, ("Cáº£i táº¡o nhÃ  Äƒn ca cho cÃ´ng nhÃ¢n", "CÃ´ng trÃ¬nh nÆ°á»›c sáº¡ch"),
         "cell.text"),
    Slip("tcvn3_in_name", ("rewards.recipient",), ("NguyÔn V¨n Hïng", "TrÇn ThÞ H¹nh"), "cell.text"),
    Slip("vni_in_name", ("rewards.recipient",), ("Nguyeãn Thò Haïnh", "Traàn Vaên Huøng"), "cell.text"),
    Slip("ditto_as_text", _TITLES, ("nt", "như trên", '"'), "cell.text"),
    Slip("date_as_text", _TITLES, datetime.date(2023, 5, 31), "cell.text"),
    Slip("tick_as_text", _TITLES, (True, False), "cell.text"),
    Slip("too_long", _TITLES, "Cải tạo nhà ăn ca. " * 60, "cell.text"),
    Slip("too_short", ("initiatives.title",), ("Cải tiến", "Đồ gá"), "cell.text"),
    Slip("text_error", _TITLES, (CellError("#REF!"), CellError("#NAME?")), "cell.error"),
    Slip("collective_as_person", ("initiatives.authors",), ("Nguyễn Văn Long và 3 đ/c", "Tổ cơ điện"),
         "cell.text", "warning"),
    Slip("blank_title", ("works.title", "initiatives.title"), (None, " "), "cell.required", "missing"),
    Slip("number_of_a_person", ("works.note", "unions.note"), ("Gọi 0912 345 678", "CCCD 052098001234"),
         "cell.identifier", "warning", blank=True),
    Slip("blank_achievement", ("rewards.achievement",), (None, "-", "Chưa có"), "cell.required", "missing"),
)  # fmt: skip

_UNIONS = ("works.owner", "initiatives.union", "rewards.union")


def _named(values: Values) -> str:
    return str(values.get("owner") or values.get("union"))


def _is_named(values: Values) -> bool:
    return bool(values.get("owner") or values.get("union"))


def _misspelt(values: Values) -> Cell:
    """Type the name of the row's union with one letter too many."""
    name = _named(values)
    return name + name[-1]


NAMES = (
    Slip("unknown_union", _UNIONS, ("CĐCS Công ty TNHH Chưa Đăng Ký", "CĐCS Trường Mầm non Không Có"),
         "reference"),
    Slip("misspelt_union", _UNIONS, _misspelt, "reference", fits=_is_named, mend=_named),
    Slip("several_unions", ("works.owner",), "CĐCS Một; CĐCS Hai; CĐCS Ba", "reference"),
    Slip("blank_owner", ("works.owner",), None, "cell.required", "missing"),
)  # fmt: skip
