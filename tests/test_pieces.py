"""The pieces of a page: what is written on them, where their links lead, and that typed text stays text."""

import dataclasses
import html
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from campaign.measures.progress import progress
from campaign.records import Finding, Snapshot
from dashboard import findings, headlines, matrix, scorecard
from dashboard.figures import Fact, plain, spoken
from dashboard.filters import Chosen, known_by, moment, written
from dashboard.markup import element
from tests.small_province import filled, line, snapshot, target, union, work

HALF = {
    "summary": [
        line("phu_cat", 1, "initiatives_valid", 300, 100),
        line("an_lao", 1, "initiatives_valid", 100, None),
    ],
    "targets": [
        target("initiatives", "phu_cat", 800, opening=0),
        target("initiatives", "an_lao", 100, opening=0),
        target("initiatives", "cd_y_te", 100, opening=0),
    ],
}


def text(piece: Markup) -> list[str]:
    """What a reader sees, one entry per element."""
    return [html.unescape(part).strip() for part in re.split(r"<[^>]+>", piece) if part.strip()]


def links(piece: Markup) -> list[str]:
    """Where the piece leads, in order."""
    return [html.unescape(found) for found in re.findall(r'href="([^"]*)"', piece)]


def finding(typed: str, **more: Any) -> Finding:
    given = {
        "workbook": "dot-2/phu_cat.xlsx", "unit": "phu_cat", "phase": 2,
        "worksheet": "Công trình", "cell": "H14", "rule": "cell.date",
        "severity": "error", "message": "Không phải ngày có thật.",
    }  # fmt: skip
    return Finding(**{**given, "typed": typed, **more})  # type: ignore[arg-type]


def with_findings(*found: Finding) -> Snapshot:
    return dataclasses.replace(snapshot(), findings=found)


@given(st.text())
def test_whatever_a_cell_holds_is_text_in_an_element(typed: str) -> None:
    written = element("td", typed, title=typed)
    assert re.fullmatch(r'<td title="[^"<>]*">[^<>]*</td>', written, re.DOTALL)
    assert html.unescape(written) == html.unescape(
        f'<td title="{html.escape(typed)}">{html.escape(typed)}</td>'
    )


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_whatever_a_cell_holds_is_text_in_markdown(typed: str) -> None:
    written = plain(typed)
    assert html.unescape(written) == html.unescape(
        "".join(f"&#{ord(one)};" if one == "&" else one for one in typed)
    )
    assert not re.search(r"[`*_\[\]<>$~|!]", written)


def test_a_link_carries_the_whole_choice_in_short_codes() -> None:
    chosen = Chosen(phase=2, sector="production", at=moment("2023-06-30", snapshot()))
    assert chosen.url() == "./?dot=2&khu_vuc=sxkd&ngay=2023-06-30"
    assert (
        chosen.of_unit("phu_cat").url("don-vi") == "don-vi?dot=2&don_vi=phu_cat&khu_vuc=sxkd&ngay=2023-06-30"
    )
    assert Chosen().url("chi-tieu", chi_tieu="members") == "chi-tieu?chi_tieu=members"


def test_a_link_to_a_refresh_leads_to_what_was_read_in_it() -> None:
    told = snapshot()
    at = moment("2023-08-10T09:41:07", told)
    assert at is not None
    assert written(at) == "2023-08-10T09:41:07"
    # The store keeps parts of a second, an address does not.
    assert written(at.replace(microsecond=5)) == "2023-08-10T09:41:08"
    assert Chosen(at=at).url() == "./?ngay=2023-08-10T09%3A41%3A07"
    assert (known_by(at), moment("31/6/2023", told)) == ("lúc 09:41 ngày 10/8/2023", None)


def test_a_bar_shows_figure_target_basis_and_status_and_leads_to_the_indicator() -> None:
    bars = scorecard.indicators(snapshot(**HALF), Chosen())
    assert text(bars)[:6] == [
        "initiatives",
        progress(snapshot(**HALF), "initiatives").basis,
        "500 / 1.000",
        "sáng kiến · 50%",
        "◆",
        "nguy cơ",
    ]
    assert links(bars)[0] == "chi-tieu?chi_tieu=initiatives"
    assert 'class="fill" style="width:50.00%"' in bars


def test_an_indicator_without_data_has_an_empty_bar_and_no_zero() -> None:
    bars = scorecard.indicators(snapshot(), Chosen())
    assert text(bars)[2:4] == ["—", "sáng kiến"]
    assert 'class="fill"' not in bars


def test_the_units_stand_by_what_they_lack_and_the_others_are_named() -> None:
    assert text(scorecard.gaps(snapshot(**HALF), "initiatives", Chosen())) == [
        "LĐLĐ Phù Cát", "400/800 sáng kiến (50%)", "thiếu 400", "100% phần thiếu", "◆", "nguy cơ",
        "✔", "đạt", "LĐLĐ An Lão",
        "○", "chưa có số liệu", "CĐN Y tế",
    ]  # fmt: skip


def test_a_target_that_is_not_official_carries_a_star_wherever_it_shows() -> None:
    invented = {**HALF, "targets": [{**row, "official": False} for row in HALF["targets"]]}
    star = "* chỉ tiêu minh họa, chưa phải chỉ tiêu chính thức"
    assert (
        text(scorecard.gaps(snapshot(**invented), "initiatives", Chosen()))[1] == "400/800* sáng kiến (50%)"
    )
    assert star in text(scorecard.gaps(snapshot(**invented), "initiatives", Chosen()))
    assert "400/800*" in text(matrix.units(snapshot(**invented), Chosen(phase=None, sector=None)))
    assert star not in text(matrix.units(snapshot(**HALF), Chosen(phase=None, sector=None)))


def test_every_cell_of_the_matrix_leads_to_its_unit_and_says_its_status_in_words() -> None:
    table = matrix.units(snapshot(**HALF), Chosen(phase=None, sector=None))
    assert links(table)[8:10] == ["don-vi?don_vi=phu_cat", "don-vi?don_vi=phu_cat"]
    assert 'aria-label="initiatives: 400/800 sáng kiến (50%), nguy cơ"' in table
    assert 'aria-label="initiatives: —, chưa có số liệu"' in table


def test_the_title_counts_how_the_indicators_stand() -> None:
    covered = {"unions": [union("phu_cat", "CĐCS A")], "works": [work("phu_cat", "CĐCS A", "2023-04-01")]}
    assert scorecard.standing(snapshot(**HALF, **covered), Chosen()) == (
        "8 chỉ tiêu: 1 đúng tiến độ, 2 nguy cơ, 1 chưa có chỉ tiêu, 4 chưa có số liệu"
    )


def test_a_finding_shows_its_cell_its_text_and_its_mend_as_plain_text() -> None:
    shown = findings.listed(with_findings(finding("<b>31/6</b>", suggestion="30/6/2023")), Chosen())
    assert text(shown) == [
        "Ngày chưa đúng", "1 điểm · 1 đơn vị", "Đơn vị", "Mức", "Ô", "Đã gõ", "Điều cần xem lại",
        "LĐLĐ Phù Cát", "đợt 2", "◆", "Không được tính", "Công trình!H14", "phu_cat.xlsx", "<b>31/6</b>",
        "Không phải ngày có thật.", "Có thể là:", "30/6/2023",
    ]  # fmt: skip


def test_only_an_address_of_a_spreadsheet_becomes_a_link() -> None:
    sheet = "https://docs.google.com/spreadsheets/d/abc/edit#gid=0&range=H14"
    assert links(findings.listed(with_findings(finding("x", url=sheet)), Chosen())) == [sheet]
    assert links(findings.listed(with_findings(finding("x", url="javascript:alert(1)")), Chosen())) == []


def test_all_rows_count_only_where_there_are_rows() -> None:
    told = snapshot(workbooks=(filled("phu_cat", 2, "unions"), filled("an_lao", 1)))
    assert findings.left_out(told, Chosen()) == "Mọi dòng đã nhập đều được tính."
    assert findings.left_out(told, Chosen(phase=1)) == "Chưa có dòng nào được nhập."
    assert findings.left_out(snapshot(), Chosen()) == "Chưa có dòng nào được nhập."


def test_findings_are_counted_by_severity_and_narrowed_by_the_filters() -> None:
    shown = with_findings(
        finding("a"),
        finding("b", severity="warning", worksheet="Tổng hợp"),
        finding("c", unit="an_lao", phase=1),
    )
    assert findings.count(shown, Chosen()) == "3 điểm cần rà soát: 2 không được tính, 1 nên xem lại"
    assert findings.count(shown, Chosen(unit="an_lao")) == "1 điểm cần rà soát: 1 không được tính"
    assert findings.count(shown, Chosen(phase=2), "warning") == "1 điểm cần rà soát: 1 nên xem lại"
    assert findings.count(shown, Chosen(unit="cd_y_te")) == "Không có điểm nào cần rà soát"
    assert findings.worksheets(shown, Chosen()) == {
        "": "Tất cả", "Công trình": "Công trình (2)", "Tổng hợp": "Tổng hợp (1)",
    }  # fmt: skip


def test_an_answer_splits_into_what_is_said_and_what_it_rests_on() -> None:
    assert spoken(
        "Toàn tỉnh đạt 500/1.000 sáng kiến (50%), chậm 300 so với tiến độ; 2/3 đơn vị đã báo cáo."
    ) == (
        "Toàn tỉnh đạt 500/1.000 sáng kiến (50%), chậm 300 so với tiến độ.",
        "2/3 đơn vị đã báo cáo.",
    )
    assert spoken("Toàn tỉnh chưa có số liệu.") == ("Toàn tỉnh chưa có số liệu.", "")


def test_what_is_needed_by_today_is_compared_with_figures_alone() -> None:
    without = {**HALF, "summary": []}
    told = [headlines.of_indicator(snapshot(**known), "initiatives", Chosen()) for known in (HALF, without)]
    assert [facts[-1] for facts in told] == [
        Fact("Cần có đến hôm nay", "914", "đang chậm 414"),
        Fact("Cần có đến hôm nay", "914", "chưa có số liệu để so"),
    ]
