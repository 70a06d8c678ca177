"""How choices from a list and yes/no are read."""

import datetime

import pytest

from sheets_schema.cell import Cell, Missing, Parsed, Refused
from sheets_schema.vietnamese.choices import read_choice, read_yes_no

SECTORS = {
    "SXKD": ("Sản xuất kinh doanh", "Doanh nghiệp"),
    "HCSN": ("Hành chính sự nghiệp",),
}
IMPLIED = {"HCSN": ("Trường học", "Y tế", "Cơ quan", "Xã, phường")}
PHASES = {"Đợt 1": ("1", "Đợt I"), "Đợt 2": ("2", "Đợt II"), "Đợt 3": ("3", "Đợt III")}
ONLY_YES_NO = Refused("Chỉ chọn Có hoặc Không; giải thích ở cột Ghi chú.")


def sector(cell: Cell):  # type: ignore[no-untyped-def]
    return read_choice(cell, options=SECTORS, implied=IMPLIED, noun="khối")


def test_the_official_label_is_taken_as_it_is() -> None:
    assert sector("HCSN") == Parsed("HCSN")


@pytest.mark.parametrize(
    "typed",
    ["HC-SN", "HCSN,", "hcsn", "Hành chính sự nghiệp", "Hành chính, sự nghiệp", "HÀNH CHÍNH SỰ NGHIỆP"],
)
def test_an_alias_in_any_case_and_punctuation_is_normalised(typed: str) -> None:
    assert sector(typed) == Parsed("HCSN", note=f"Đọc “{typed}” là HCSN.")


@pytest.mark.parametrize("typed", ["Trường học", "Y tế", "Cơ quan", "Xã, phường"])
def test_a_word_that_only_points_to_an_option_counts_with_a_warning(typed: str) -> None:
    assert sector(typed) == Parsed("HCSN", warning="Đã hiểu là khối HCSN.")


def test_a_choice_without_accents_counts_with_a_warning() -> None:
    assert sector("hanh chinh su nghiep") == Parsed("HCSN", warning="Đã hiểu là HCSN. Hãy gõ có dấu.")


@pytest.mark.parametrize("typed", ["HCSM", "Hành chánh sự nghiệp", "Hành chính sự nghiêp"])
def test_a_misspelt_choice_is_refused_with_the_likely_one(typed: str) -> None:
    assert sector(typed) == Refused(f"Không có lựa chọn “{typed}”. Có phải HCSN?", "HCSN")


@pytest.mark.parametrize("typed", ["SXKD, HCSN", "SXKD và HCSN", "SXKD/HCSN", "Cả hai"])
def test_two_options_in_one_cell_are_refused(typed: str) -> None:
    assert sector(typed) == Refused("Hãy tách thành hai dòng, mỗi khối một dòng.")


def test_two_options_without_a_noun_are_named() -> None:
    assert read_choice("Đợt 1, Đợt 2", options=PHASES) == Refused(
        "Ô ghi nhiều lựa chọn (Đợt 1, Đợt 2). Chỉ chọn một."
    )


@pytest.mark.parametrize("typed", ["Đợt 4", "6 tháng", "Cả năm"])
def test_an_unknown_choice_is_refused_with_the_list_and_no_guess(typed: str) -> None:
    assert read_choice(typed, options=PHASES) == Refused(
        f"Không có lựa chọn “{typed}”. Chỉ chọn một trong: Đợt 1; Đợt 2; Đợt 3."
    )


def test_a_long_list_is_cut() -> None:
    many = {f"Loại {letter}": () for letter in "ABCDEFGHIK"}
    assert read_choice("khác", options=many) == Refused(
        "Không có lựa chọn “khác”. Chỉ chọn một trong: "
        "Loại A; Loại B; Loại C; Loại D; Loại E; Loại F; Loại G; Loại H; …."
    )


def test_a_number_cell_may_name_an_option() -> None:
    assert read_choice(2, options=PHASES) == Parsed("Đợt 2", note="Đọc “2” là Đợt 2.")
    assert read_choice(2.0, options=PHASES) == Parsed("Đợt 2", note="Đọc “2” là Đợt 2.")


def test_blank_and_unknown_are_missing_and_ditto_is_refused() -> None:
    assert [sector(None), sector(" ")] == [Missing(), Missing()]
    assert sector("chưa có") == Missing("Đã ghi nhận: chưa có thông tin.")
    assert sector("nt") == Refused("Không dùng “nt” ở cột chọn. Hãy chọn lại giá trị.")


def test_an_option_that_is_also_a_mark_is_still_an_option() -> None:
    assert read_choice("Không", options={"Có": (), "Không": ("-",)}) == Parsed("Không")
    assert read_choice("-", options={"Có": (), "Không": ("-",)}) == Parsed("Không", note="Đọc “-” là Không.")


def test_a_choice_in_an_old_encoding_is_refused_with_its_decoding() -> None:
    assert sector("Hµnh chÝnh sù nghiÖp") == Refused(
        "Ô dùng bảng mã cũ TCVN3. Có phải “Hành chính sự nghiệp”? Hãy gõ lại bằng Unicode.",
        "Hành chính sự nghiệp",
    )


@pytest.mark.parametrize("typed", ["x", "X", "v", "✓", "có", "C", "TRUE", "1", "Rồi", "Đã", "co", "đã có"])
def test_what_clerks_type_for_yes_is_yes(typed: str) -> None:
    assert read_yes_no(typed) == Parsed(True, note=f"Đọc “{typed}” là Có.")


@pytest.mark.parametrize("typed", ["K", "ko", "FALSE", "0", "-", "–", "Chưa", "không có", "chua"])
def test_what_clerks_type_for_no_is_no(typed: str) -> None:
    assert read_yes_no(typed) == Parsed(False, note=f"Đọc “{typed}” là Không.")


def test_a_tick_box_and_the_two_words_are_taken_as_they_are() -> None:
    assert [read_yes_no(cell) for cell in (True, "Có")] == [Parsed(True)] * 2
    assert [read_yes_no(cell) for cell in (False, "Không")] == [Parsed(False)] * 2
    assert read_yes_no(1.0) == Parsed(True, note="Đọc 1 là Có.")


@pytest.mark.parametrize("cell", ["Có (đang làm)", "Một phần", "12", 2, "Có/Không"])
def test_half_an_answer_is_refused(cell: Cell) -> None:
    assert read_yes_no(cell) == ONLY_YES_NO


@pytest.mark.parametrize("cell", [None, "", "?", "…", "đang cập nhật"])
def test_no_answer_is_missing_and_never_no(cell: Cell) -> None:
    assert read_yes_no(cell) == (Missing("Đã ghi nhận: chưa có số liệu.") if cell else Missing())


def test_a_date_is_no_answer() -> None:
    assert read_yes_no(datetime.date(2023, 5, 31)) == Refused(
        "Ô đang là ngày 31/5/2023. Hãy định dạng lại ô thành văn bản."
    )
