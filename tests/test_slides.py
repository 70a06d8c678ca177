"""The slides of the meeting room: which there are, what they say, and that every one names its filter."""

import re

from campaign.measures import course
from dashboard import slides
from dashboard.curve import curve
from dashboard.filters import Chosen, moment
from tests.small_province import filled, line, snapshot, target
from tests.test_map import known
from tests.test_pieces import HALF, text


def test_a_deck_has_the_whole_each_indicator_the_matrix_the_reports_and_the_changes() -> None:
    told = snapshot(**HALF)
    assert [slide.id for slide in slides.deck(told, Chosen())] == [
        "tong-quan", *(one.id for one in told.plan.indicators), "bang", "bao-cao", "thay-doi", "cam-ket",
    ]  # fmt: skip
    assert [slide.id for slide in slides.unit_slides(told, Chosen())] == [
        "don-vi-phu_cat", "don-vi-an_lao", "don-vi-cd_y_te",
    ]  # fmt: skip


def test_every_slide_states_the_filter_and_the_day_of_its_figures() -> None:
    told = snapshot(**HALF)
    chosen = Chosen(phase=1, sector="public")
    said = "Toàn tỉnh · Đợt 1 · Khu vực hành chính, sự nghiệp · số liệu đến ngày 15/8/2023"
    assert {text(slide.html)[0] for slide in slides.deck(told, chosen)} == {said}
    assert text(slides.unit_slides(told, Chosen())[0].html)[0] == (
        "LĐLĐ huyện Phù Cát · Cả năm 2023 · số liệu đến ngày 15/8/2023"
    )
    evening = moment("2023-08-01", told)
    said = "Toàn tỉnh · Cả năm 2023 · như đã biết đến hết ngày 1/8/2023"
    assert text(slides.deck(told, Chosen(at=evening))[0].html)[0] == said


def test_the_first_slide_answers_first_and_shows_every_indicator_with_its_word() -> None:
    whole = text(slides.deck(snapshot(**HALF), Chosen())[0].html)
    assert whole[1:7] == [
        "Toàn tỉnh đạt 500/1.000 sáng kiến (50%), chậm 414 so với tiến độ, có nguy cơ không đạt.",
        "Một đơn vị chiếm 100% phần thiếu: Phù Cát.",
        "50%", "500/1.000 sáng kiến", "◆", "nguy cơ",
    ]  # fmt: skip
    first = whole.index("initiatives")
    assert whole[first : first + 10] == [
        "initiatives", "500/1.000", "50%", "◆", "nguy cơ",
        "works_unions", "—", "○", "chưa có số liệu", "works_units",
    ]  # fmt: skip


def test_a_cell_of_the_matrix_says_its_figures_and_a_name_asks_for_the_slide_of_its_unit() -> None:
    matrix = next(slide.html for slide in slides.deck(snapshot(**HALF), Chosen()) if slide.id == "bang")
    assert 'aria-label="400/800 sáng kiến (50%), nguy cơ"' in matrix
    assert re.findall(r'data-slide="([^"]*)"', matrix) == [
        "don-vi-phu_cat",
        "don-vi-an_lao",
        "don-vi-cd_y_te",
    ]


def test_those_without_a_report_stand_first() -> None:
    told = snapshot(
        today="2023-06-20", workbooks=(filled("phu_cat", 2, "summary"), filled("an_lao", 2, "works"))
    )
    reports = next(slide.html for slide in slides.deck(told, Chosen(phase=2)) if slide.id == "bao-cao")
    assert text(reports)[2:] == [
        "Y tế", "○", "Chưa nhập gì", "0/7",
        "Phù Cát", "●", "Đang nhập", "1/7",
        "An Lão", "●", "Đang nhập", "1/7",
    ]  # fmt: skip


def test_without_figures_the_slides_say_so_and_show_no_zero() -> None:
    deck = slides.deck(snapshot(), Chosen())
    whole = text(deck[0].html)
    assert whole[1:4] == ["Toàn tỉnh chưa có số liệu sáng kiến.", "—", "sáng kiến"]
    assert text(deck[-2].html)[1] == "7 ngày qua không có số liệu nào thay đổi."


def test_what_changed_is_counted_from_the_last_meeting_and_what_it_promised_closes_the_slides() -> None:
    told = snapshot(
        known=[known("2023-08-01", "phu_cat", 30), known("2023-08-05", "phu_cat", 42)],
        commitments=[
            {"unit": "phu_cat", "what": "Nộp hồ sơ", "made_on": "2023-08-02", "due_on": "2023-08-10"},
            {"unit": "an_lao", "what": "Rà soát", "made_on": "2023-07-01", "due_on": "2023-08-30"},
        ],
    )
    *_, changes, promises = slides.deck(told, Chosen())
    assert text(changes.html)[1] == "Từ cuộc họp ngày 2/8/2023: initiatives +12."
    # The meeting was one of all units, whichever is looked at.
    of_unit = slides.deck(told, Chosen(unit="an_lao"))
    assert text(of_unit[-2].html)[1] == "Từ cuộc họp ngày 2/8/2023 không có số liệu nào thay đổi."
    said = text(promises.html)[2:]
    assert [one for one in said if one not in ("▼", "◆", "●", "○", "Nộp hồ sơ", "Rà soát")] == [
        "Phù Cát", "quá hạn 5 ngày", "An Lão", "còn 15 ngày",
    ]  # fmt: skip


def points(drawn: str, kind: str) -> list[tuple[float, float]]:
    """Corners of one line of a curve: percent from the left, percent from the top."""
    found = re.search(rf'points="([^"]*)" class="{kind}"', drawn)
    assert found
    return [(float(left), float(top)) for left, _, top in (one.partition(",") for one in found[1].split())]


def test_a_curve_climbs_in_stairs_to_today_below_its_target() -> None:
    told = snapshot(
        today="2023-08-31",
        summary=[line("phu_cat", 2, "initiatives_valid", None, 500)],
        targets=[target("initiatives", "phu_cat", 800, opening=0)],
        known=[known("2023-05-02", "phu_cat", 250), known("2023-08-31", "phu_cat", 500)],
    )
    drawn = curve(told, course.of(told, "initiatives"))
    # 242 days from 1/1 to 31/8; the target of 1.000 stands at 1/1,12 of the height.
    assert points(drawn, "done") == [(50.0, 77.68), (100.0, 77.68), (100.0, 55.36)]
    assert points(drawn, "goal") == [(0.0, 10.71), (100.0, 10.71)]
    assert points(drawn, "today") == [(100.0, 100.0), (100.0, 0.0)]
    assert "500" in text(drawn)


def test_a_curve_without_figures_has_its_days_and_nothing_else() -> None:
    told = snapshot()
    drawn = curve(told, course.of(told, "direct_rewards"))
    assert 'class="done"' not in drawn
    assert text(drawn)[:2] == ["1/1", "1/3"]
