"""How names of units, unions and people are read and compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.names import (
    hide_identifiers,
    person_key,
    read_people,
    read_unit,
    union_key,
    write_person,
)

UNITS = {
    "quy_nhon": ("LĐLĐ thành phố Quy Nhơn", "LĐLĐ TP. Quy Nhơn", "Tp QN", "QN"),
    "an_nhon": ("LĐLĐ thị xã An Nhơn", "LĐLĐ TX. An Nhơn", "huyện An Nhơn"),
    "hoai_nhon": ("LĐLĐ thị xã Hoài Nhơn", "LĐLĐ TX. Hoài Nhơn", "huyện Hoài Nhơn"),
    "tuy_phuoc": ("LĐLĐ huyện Tuy Phước", "LĐLĐ H. Tuy Phước"),
    "phu_cat": ("LĐLĐ huyện Phù Cát", "LĐLĐ H. Phù Cát"),
    "phu_my": ("LĐLĐ huyện Phù Mỹ", "LĐLĐ H. Phù Mỹ"),
    "tay_son": ("LĐLĐ huyện Tây Sơn", "LĐLĐ H. Tây Sơn"),
    "hoai_an": ("LĐLĐ huyện Hoài Ân", "LĐLĐ H. Hoài Ân"),
    "vinh_thanh": ("LĐLĐ huyện Vĩnh Thạnh", "LĐLĐ H. Vĩnh Thạnh"),
    "van_canh": ("LĐLĐ huyện Vân Canh", "LĐLĐ H. Vân Canh"),
    "an_lao": ("LĐLĐ huyện An Lão", "LĐLĐ H. An Lão"),
    "cd_vien_chuc": ("Công đoàn Viên chức tỉnh", "CĐVC tỉnh", "CĐVC"),
    "cd_khu_kinh_te": ("Công đoàn Khu kinh tế tỉnh", "CĐ KKT tỉnh", "Công đoàn các KCN"),
    "cd_giao_duc": ("Công đoàn ngành Giáo dục",),
    "cd_y_te": ("Công đoàn ngành Y tế",),
}


def unit(typed: str) -> Outcome:
    return read_unit(typed, units=UNITS)


def test_the_official_name_is_taken_as_it_is() -> None:
    assert unit("LĐLĐ huyện Tây Sơn") == Parsed("tay_son")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Quy Nhơn", "quy_nhon"),
        ("TP Quy Nhơn", "quy_nhon"),
        ("TP.Quy Nhơn", "quy_nhon"),
        ("Tp. Qui Nhơn", "quy_nhon"),
        ("Tp QN", "quy_nhon"),
        ("QN", "quy_nhon"),
        ("Liên đoàn Lao động thành phố Quy Nhơn", "quy_nhon"),
        ("Huyện Hoài Nhơn", "hoai_nhon"),
        ("huyện An Nhơn", "an_nhon"),
        ("H.Tuy Phước", "tuy_phuoc"),
        ("Phù Mĩ", "phu_my"),
        ("LÐLÐ huyện Vân Canh", "van_canh"),
        ("CĐ KKT", "cd_khu_kinh_te"),
        ("CĐ Khu Kinh tế", "cd_khu_kinh_te"),
        ("Công đoàn các KCN", "cd_khu_kinh_te"),
        ("CÐ KKT tỉnh", "cd_khu_kinh_te"),
        ("CĐVC", "cd_vien_chuc"),
        ("CĐ Viên chức", "cd_vien_chuc"),
        ("Viên chức", "cd_vien_chuc"),
        ("CĐ ngành GD", "cd_giao_duc"),
        ("Công đoàn Y tế tỉnh Bình Định", "cd_y_te"),
    ],
)
def test_another_way_of_writing_a_unit_is_normalised_and_noted(typed: str, meant: str) -> None:
    assert unit(typed) == Parsed(meant, note=f"Đọc “{typed}” là {UNITS[meant][0]}.")


@pytest.mark.parametrize(
    ("typed", "meant", "warning"),
    [
        ("TX Tây Sơn", "tay_son", "Tây Sơn là huyện. Đã hiểu là LĐLĐ huyện Tây Sơn."),
        ("huyện Quy Nhơn", "quy_nhon", "Quy Nhơn là thành phố. Đã hiểu là LĐLĐ thành phố Quy Nhơn."),
        ("tay son", "tay_son", "Đã hiểu là Tây Sơn. Hãy gõ có dấu."),
        ("Tay Son", "tay_son", "Đã hiểu là Tây Sơn. Hãy gõ có dấu."),
        ("LDLD huyen Tay Son", "tay_son", "Đã hiểu là Tây Sơn. Hãy gõ có dấu."),
    ],
)
def test_a_doubtful_unit_counts_with_a_warning(typed: str, meant: str, warning: str) -> None:
    assert unit(typed) == Parsed(meant, warning=warning)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("Hoài An", "Hoài Ân"),
        ("Vân Cạnh", "Vân Canh"),
        ("Vĩnh Thạch", "Vĩnh Thạnh"),
        ("Tuy Phuớc", "Tuy Phước"),
        ("Vinh Thach", "Vĩnh Thạnh"),
        ("Phù Cat", "Phù Cát"),
    ],
)
def test_a_misspelt_unit_is_refused_with_the_likely_one(typed: str, likely: str) -> None:
    assert unit(typed) == Refused(f"Không có đơn vị “{typed}”. Có phải {likely}?", likely)


@pytest.mark.parametrize("typed", ["Nhơn", "Đà Nẵng", "12"])
def test_an_unknown_unit_is_refused_without_a_guess(typed: str) -> None:
    assert unit(typed) == Refused(f"Không có đơn vị “{typed}”. Hãy chọn tên trong danh sách đơn vị.")


@pytest.mark.parametrize("typed", ["LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh Bình Định"])
def test_the_province_is_no_reporting_unit(typed: str) -> None:
    assert unit(typed) == Refused(f"“{typed}” không phải đơn vị báo cáo ở bảng này. Hãy ghi tên đơn vị.")


@pytest.mark.parametrize(
    "typed", ["Hoài Nhơn, Hoài Ân", "Phù Cát và Phù Mỹ", "Quy Nhơn - An Nhơn", "An Lão/Vân Canh"]
)
def test_two_units_in_one_cell_are_refused(typed: str) -> None:
    assert unit(typed) == Refused("Mỗi dòng chỉ ghi một đơn vị.")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Phï C¸t", "Ô dùng bảng mã cũ TCVN3. Có phải “Phù Cát”? Hãy gõ lại bằng Unicode."),
        ("Phuø Caùt", "Ô dùng bảng mã cũ VNI. Có phải “Phù Cát”?"),
        ("PhÃ¹ CÃ¡t", "Ô bị lỗi phông chữ. Có phải “Phù Cát”?"),
    ],
)
def test_a_unit_in_an_old_encoding_is_refused_with_its_decoding(typed: str, message: str) -> None:
    assert unit(typed) == Refused(message, "Phù Cát")
    assert unit("Phù Cát").value == "phu_cat"  # type: ignore[union-attr]


def test_blank_is_missing_and_ditto_is_refused() -> None:
    assert [read_unit(blank, units=UNITS) for blank in (None, "", " ")] == [Missing()] * 3
    assert unit("nt") == Refused("Không dùng “nt” ở cột đơn vị. Hãy ghi tên đơn vị.")


NAMES = [(name, key) for key, names in UNITS.items() for name in names]


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "  ", "\u00a0", " \u200b"]),
)
def test_any_name_of_a_unit_reads_in_any_case_and_form(named, case, form, space) -> None:  # type: ignore[no-untyped-def]
    name, key = named
    outcome = unit(unicodedata.normalize(form, case(name)).replace(" ", space))
    assert isinstance(outcome, Parsed)
    assert (outcome.value, outcome.warning) == (key, "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CĐCS Công ty TNHH ABC", "Cty TNHH ABC"),
        ("Công đoàn cơ sở Công ty ABC", "CĐ cơ sở Cty ABC"),
        ("CTCP Hòa Bình", "Công ty Cổ phần Hoà Bình"),
        ("C.ty CP Mỹ Á", "CĐ Công ty cổ phần Mĩ Á"),
        ("CĐCS Trường TH Quang Trung", "Trường Tiểu học Quang Trung"),
        ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo"),
        ("UBND xã Cát Tài", "Uỷ ban nhân dân xã Cát Tài"),
    ],
)
def test_spellings_of_one_union_share_a_key(one: str, other: str) -> None:
    assert union_key(one) == union_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH ABC", "Công ty Cổ phần ABC"),
        ("Trường Tiểu học số 1", "Trường Tiểu học số 2"),
        ("Công ty TH Milk", "Công ty Tiểu học Milk"),
        ("Trường THCS Cát Tài", "Trường THPT Cát Tài"),
    ],
)
def test_other_unions_do_not(one: str, other: str) -> None:
    assert union_key(one) != union_key(other)


@pytest.mark.parametrize(
    ("typed", "people", "warning"),
    [
        ("Nguyễn Văn A", ("Nguyễn Văn A",), ""),
        ("Nguyễn Văn A; Trần Thị B", ("Nguyễn Văn A", "Trần Thị B"), ""),
        ("Nguyễn Văn A, Trần Thị B,", ("Nguyễn Văn A", "Trần Thị B"), ""),
        ("Nguyễn Văn A\nTrần Thị B", ("Nguyễn Văn A", "Trần Thị B"), ""),
        ("Nguyễn Văn A và Trần Thị B", ("Nguyễn Văn A", "Trần Thị B"), ""),
        ("Nguyễn Văn A và 3 đ/c", ("Nguyễn Văn A và 3 đ/c",), "Đã hiểu là tập thể."),
        ("Tổ cơ điện", ("Tổ cơ điện",), "Đã hiểu là tập thể."),
        ("Nguyễn Văn A và cộng sự", ("Nguyễn Văn A và cộng sự",), "Đã hiểu là tập thể."),
        ("Nguyễn Văn A, Trưởng phòng", ("Nguyễn Văn A",), "Đã bỏ chức danh “Trưởng phòng”."),
    ],
)
def test_people_are_split_and_a_collective_is_one(typed: str, people: tuple[str, ...], warning: str) -> None:
    assert read_people(typed) == Parsed(people, warning=warning)


def test_what_names_nobody_is_missing_or_refused() -> None:
    assert read_people("-") == Missing("Đã ghi nhận: chưa có họ tên.")
    assert read_people(None) == Missing()
    assert read_people(12) == Refused("Cột này cần họ tên; ô đang ghi 12.")
    assert read_people(";") == Refused("Cột này cần họ tên; ô đang ghi “;”.")


@pytest.mark.parametrize(
    "typed", ["Ông Trần B", "đ/c Trần B", "ThS. Trần B", "TRẦN B", "PGS.TS. Trần B", "Đồng chí Trần B"]
)
def test_a_title_is_no_part_of_a_persons_key(typed: str) -> None:
    assert person_key(typed) == person_key("Trần B")


def test_two_placements_of_one_tone_are_one_person_and_two_names_are_two() -> None:
    assert person_key("Nguyễn Thị Bích Thủy") == person_key("Nguyễn Thị Bích Thuỷ")
    assert person_key("Lê Từ Bình") != person_key("Lê Tự Bình")


def test_capitals_are_written_as_a_name() -> None:
    assert write_person("NGUYỄN VĂN A") == "Nguyễn Văn A"
    assert write_person("nguyễn văn a") == "Nguyễn Văn A"
    assert write_person("Nguyễn văn A") == "Nguyễn văn A"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ĐT 0912345678", "ĐT [đã ẩn]"),
        ("gọi 0912.345.678 sau 8h", "gọi [đã ẩn] sau 8h"),
        ("+84 912 345 678", "[đã ẩn]"),
        ("CCCD 052123456789", "CCCD [đã ẩn]"),
        ("CMND 215123456.", "CMND [đã ẩn]."),
    ],
)
def test_phones_and_identity_numbers_are_hidden(text: str, shown: str) -> None:
    assert hide_identifiers(text) == shown


@pytest.mark.parametrize(
    "text", ["chi 150000000 đồng", "150.000.000", "15000000000", "năm 2023", "31/5/2023", "QĐ 25/QĐ-LĐLĐ"]
)
def test_money_dates_and_decisions_stay(text: str) -> None:
    assert hide_identifiers(text) == text
