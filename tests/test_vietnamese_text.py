"""How typed text is made comparable, ordered and recognised as a mark."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.vietnamese.spelled import spelled_number
from sheets_schema.vietnamese.text import bare, clean, fold, marker, one_edit_apart, paragraphs, sort_key

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂĐÊÔƠƯ" + "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Quy\u00a0 Nhơn\u200b ", "Quy Nhơn"),
        ("Phu\u0300 Ca\u0301t", "Phù Cát"),
        ("Ho\u00e0i A\u0302n", "Hoài Ân"),
        ("Ph\u01b0\u0301c", "Phức"),
        ("e\u0301\u0302", "ế"),
        ("ê\u0323", "ệ"),
        ("１２ ＡＢ", "12 AB"),
        ("LÐLÐ Ɖà Nẵng", "LĐLĐ Đà Nẵng"),
        ("công\u00adđoàn", "côngđoàn"),
        ("SỐ SÁNG KIẾN\nHỢP LỆ", "SỐ SÁNG KIẾN HỢP LỆ"),
    ],
)
def test_text_is_composed_tidied_and_mended(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


def test_look_alikes_stay_in_an_old_encoding_where_they_are_other_letters() -> None:
    assert clean("L­¬ng thÐp") == "L­¬ng thÐp"


def test_paragraphs_keep_their_lines() -> None:
    assert paragraphs(" Ưu điểm: \n\n tốt\u200b ") == "Ưu điểm:\ntốt"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("Mỹ", "Mĩ"),
        ("Kỹ thuật", "kĩ  thuật"),
        ("Quy Nhơn", "Qui Nhơn"),
        ("Số SK", "SỐ\nSK "),
        ("HC-SN", "HCSN,"),
        ("Ủy ban", "Uỷ ban"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoài Ân", "Hoài An"), ("thúy", "thúi"), ("đa", "da"), ("má", "mà")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_bare_drops_every_accent() -> None:
    assert bare("LĐLĐ huyện Tây Sơn") == "ldldhuyentayson"


@given(VIETNAMESE)
def test_the_key_does_not_depend_on_case_form_or_spaces(text: str) -> None:
    for variant in (text.upper(), unicodedata.normalize("NFD", text), f"  {text}\u00a0"):
        assert fold(variant) == fold(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_vietnamese_order_puts_letters_first_and_tones_second() -> None:
    words = ["đa", "dạ", "dá", "dã", "dả", "dà", "da", "dz", "e", "ê", "ăn", "ân", "an"]
    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "da", "dà", "dả", "dã", "dá", "dạ", "dz", "đa", "e", "ê",
    ]  # fmt: skip


def test_districts_and_phases_come_in_the_order_people_expect() -> None:
    assert sorted(["Đợt 10", "Đợt 2", "An Nhơn", "Ân Thi", "An Lão"], key=sort_key) == [
        "An Lão", "An Nhơn", "Ân Thi", "Đợt 2", "Đợt 10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("meaning", "typed"),
    [
        ("zero", "Không|không có|ko|K|không phát sinh|KHÔNG CÓ|khong|chưa phát sinh"),
        ("dash", "-|–|—|--| - "),
        (
            "unknown",
            "Chưa có|chưa báo cáo|đang cập nhật|đang rà soát|…|...|?|n/a|chưa có số liệu|đang tổng hợp",
        ),
        ("ditto", 'nt|NT|như trên|"|//|”|-nt-'),
        ("tick", "x|X|✓|✔|v|(x)"),
        ("", "12|Nguyễn Văn A|không khí|1/2|xe"),
    ],
)
def test_a_lone_mark_is_recognised(meaning: str, typed: str) -> None:
    assert {mark: marker(mark) for mark in typed.split("|")} == dict.fromkeys(typed.split("|"), meaning)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("canh", "cạnh", True),
        ("canh", "cahn", True),
        ("canh", "can", True),
        ("canh", "canh", True),
        ("ab", "ba", True),
        ("canh", "cam", False),
        ("canh", "c", False),
        ("abcd", "badc", False),
    ],
)
def test_one_typing_slip_is_recognised(first: str, second: str, apart: bool) -> None:
    assert (one_edit_apart(first, second), one_edit_apart(second, first)) == (apart, apart)


@pytest.mark.parametrize(
    ("spelled", "number"),
    [
        ("mười hai", 12),
        ("hai mươi mốt", 21),
        ("một trăm linh năm", 105),
        ("một nghìn hai trăm ba mươi tư", 1234),
        ("hai tỷ năm trăm triệu", 2_500_000_000),
        ("2 chục", 20),
        ("mười hai người", None),
        ("", None),
    ],
)
def test_numbers_in_words_are_read(spelled: str, number: int | None) -> None:
    assert spelled_number(spelled) == number
