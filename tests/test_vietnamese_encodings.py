"""How text in the encodings before Unicode is recognised, and ordinary text left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Refused
from sheets_schema.vietnamese.encodings import legacy, refused_encoding

UNITS = ["Phù Cát", "Tây Sơn", "Vĩnh Thạnh", "Hoài Nhơn", "Tuy Phước", "Phù Mỹ", "Liên đoàn Lao động"]


@pytest.mark.parametrize(
    ("typed", "decoded"),
    [
        ("Phï C¸t", "Phù Cát"),
        ("Lao ®éng", "Lao động"),
        ("ViÖt Nam", "Việt Nam"),
        ("HiÕn", "Hiến"),
        ("Ph­íc", "Phước"),
        ("C«ng ty TNHH", "Công ty TNHH"),
        ("QuyÕt ®Þnh sè 25", "Quyết định số 25"),
        ("LI£N §OµN LAO §éNG TØNH B×NH §ÞNH", "LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH ĐỊNH"),
    ],
)
def test_tcvn3_is_decoded(typed: str, decoded: str) -> None:
    assert legacy(typed) == ("TCVN3", decoded)


@pytest.mark.parametrize(
    ("typed", "decoded"),
    [
        ("Phuø Caùt", "Phù Cát"),
        ("Lao ñoäng", "Lao động"),
        ("Coâng ty", "Công ty"),
        ("Vónh Thaïnh", "Vĩnh Thạnh"),
        ("Tuy Phöôùc", "Tuy Phước"),
        ("LIEÂN ÑOAØN LAO ÑOÄNG", "LIÊN ĐOÀN LAO ĐỘNG"),
    ],
)
def test_vni_is_decoded(typed: str, decoded: str) -> None:
    assert legacy(typed) == ("VNI", decoded)


@pytest.mark.parametrize("decoded", [*UNITS, "Nguyễn Văn Ả", "là Hà"])
@pytest.mark.parametrize("shown_as", ["cp1252", "latin-1"])
def test_utf8_shown_as_windows_text_is_decoded(decoded: str, shown_as: str) -> None:
    typed = "".join(
        bytes([octet]).decode(
            shown_as if shown_as == "latin-1" or octet not in b"\x81\x8d\x8f\x90\x9d" else "latin-1"
        )
        for octet in decoded.encode()
    )
    assert legacy(typed) == ("UTF-8 hỏng", decoded)


def test_a_no_break_space_lost_on_the_way_is_put_back() -> None:
    assert legacy("lÃ  HÃ") == ("UTF-8 hỏng", "là Hà")


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Phï C¸t", "Ô dùng bảng mã cũ TCVN3. Có phải “Phù Cát”? Hãy gõ lại bằng Unicode."),
        ("Phuø Caùt", "Ô dùng bảng mã cũ VNI. Có phải “Phù Cát”?"),
        ("PhÃ¹ CÃ¡t", "Ô bị lỗi phông chữ. Có phải “Phù Cát”?"),
    ],
)
def test_the_refusal_names_the_encoding_and_suggests_the_decoded_text(typed: str, refused: str) -> None:
    assert refused_encoding(typed) == Refused(refused, "Phù Cát")


@pytest.mark.parametrize(
    "text",
    [
        "Công ty TNHH Müller",
        "Müller & Söhne GmbH",
        "Café Zoë",
        "São Paulo",
        "naïve",
        "Windows® 11",
        "© 2023",
        "3 × 4 m",
        "1½ ngày",
        "5 µm",
        "§ 5",
        "A·B",
        "«cá»",
        "«Hà Nội»",
        "25 °C ± 1",
        "Mỹ",
        "LÐLÐ tỉnh",
        "Hà",
        "Sáng kiến cải tiến kỹ thuật",
        "Electrolux Việt Nam",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert legacy(text) is None
    assert refused_encoding(text) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "xã",
                "hà",
                "là",
                "và",
                "cà",
                "phê",
                "thành",
                "thú",
                "quý",
                "tôi",
                "công",
                "Bình",
                "sông",
                "tên",
                "Lê",
                "Tân",
                "An",
                "hoà",
                "trà",
                "mía",
                "tình",
                "hình",
                "màu",
                "Sài",
                "Gòn",
                "nông",
                "thôn",
                "đường",
                "huyện",
                "Nhơn",
                "xã",
                "phường",
                "chiến",
                "sĩ",
                "việc",
            ]
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_sentence_of_unicode_vietnamese_is_taken_for_an_old_encoding(words: list[str]) -> None:
    assert legacy(" ".join(words)) is None
    assert legacy(" ".join(words).upper()) is None


@given(st.text(st.characters(max_codepoint=127)))
def test_no_plain_ascii_text_is_taken_for_an_old_encoding(text: str) -> None:
    assert legacy(text) is None
