"""The page of rewards as drawn: escaped, in order, with names only by consent and a way to each row."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from campaign.access import visible
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.measures import reward_answers
from campaign.measures.measured import Scope
from campaign.measures.rewards import summary
from campaign.output import award_sheets
from campaign.output.award_sheets import by_unit
from campaign.records import SheetPlace, Snapshot
from dashboard import award_rows, awards, pictured
from dashboard.filters import Chosen
from sheets_schema.plans import load_plan
from tests.browser import App, idle
from tests.small_province import snapshot
from tests.test_rewards import model, province, reward

ALL = Chosen()


def pieces(here: Snapshot, chosen: Chosen = ALL) -> str:
    drawn: list[Any] = [
        question(here, chosen)
        for question in (
            awards.forms, awards.levels, awards.sectors, awards.states, awards.spans, awards.units,
            award_rows.models,
        )
    ]  # fmt: skip
    return "".join(map(str, [*drawn, award_rows.listed(here, chosen, "", "")]))


@pytest.mark.parametrize("consent", [False, None])
def test_nothing_on_the_page_tells_who_did_not_agree_to_be_named(consent: bool | None) -> None:
    told = {"recipient": "Trần Văn Bình", "achievement": "Anh Bình cải tiến máy", "consent": consent}
    here = snapshot(rewards=[model("phu_cat", **told), reward("phu_cat", **told)])
    assert "Bình" not in pieces(here)
    assert pieces(here).count("Không nêu tên") == 2


def test_a_clerk_sees_the_figures_of_all_and_the_rows_of_one() -> None:
    here = visible(province(), "unit", "phu_cat")
    assert summary(here) == summary(province())
    assert award_rows.listed(here, ALL, "", "").count("<tr>") == 1 + 2
    assert award_rows.OTHERS in award_rows.listed(here, Chosen(unit="an_lao"), "", "")
    assert award_rows.OTHERS in award_rows.models(here, Chosen(unit="an_lao"))


def test_what_a_clerk_typed_is_text_and_never_markup() -> None:
    typed = "<img src=x onerror=alert(1)>"
    here = snapshot(
        rewards=[
            model("phu_cat", recipient=typed, achievement=typed, model_type=typed, union=typed, consent=True),
            reward("phu_cat", award=typed, granted_by=typed, status=typed, recipient_group=typed),
        ]
    )
    assert "<img" not in pieces(here)


def test_a_form_leads_to_its_rows_under_the_same_filters() -> None:
    here = province()
    chosen = Chosen(phase=1)
    assert 'href="khen-thuong?dot=1&amp;hinh_thuc=bang-khen-bch-ldld-tinh"' in awards.forms(here, chosen)
    found = award_rows.listed(here, ALL, "dang-xet", "bang-khen-bch-ldld-tinh")
    assert found.count("<tr>") == 2
    assert "Khen thưởng, dòng 8" in found


def test_a_row_leads_to_its_cell_in_the_tab() -> None:
    link = "https://docs.google.com/spreadsheets/d/x/edit#gid=7&range="
    place = SheetPlace("Khen thưởng", {"record": "B"}, link)
    here = replace(province(), places={("dot-1/phu_cat.xlsx", "rewards"): place})
    found = award_rows.listed(here, Chosen(unit="phu_cat"), "", "")
    assert "Khen thưởng!B4" in found
    assert f'href="{link.replace("&", "&amp;")}B4"' in found


def test_a_unit_without_a_report_is_unknown_on_the_page_and_in_the_file() -> None:
    sheet = by_unit(province(), Scope())
    assert sheet.rows[1][:7] == ("LĐLĐ huyện An Lão", 1, 1, 0, 0, None, 1)
    assert sheet.rows[2] == ("Công đoàn ngành Y tế", *(None,) * 15)
    row = awards.units(province(), Chosen(unit="cd_y_te"))
    assert row.count("—") == 7


def test_every_picture_of_the_page_is_taken_along_with_the_figures_behind_it() -> None:
    here, scope = province(), Scope()
    by_form = award_sheets.counted(here, "form", scope)
    assert by_form.columns[0].head == "Hình thức"
    assert by_form.rows == (
        ("Giấy khen của cấp trên TTCS", 5, 1, 4, 0, 0), ("Bằng khen BCH LĐLĐ tỉnh", 1, 0, 1, 1, 1),
    )  # fmt: skip
    drawn = pictured.award_counts(here, "form", scope)["data"]["values"]
    assert [(row["amount"], row["label"]) for row in drawn] == [
        (5, "5 lượt: 1 tập thể, 4 cá nhân"), (1, "1 lượt: 0 tập thể, 1 cá nhân"),
    ]  # fmt: skip
    assert award_sheets.by_sector(here, scope).rows == (
        ("Khu vực sản xuất kinh doanh", 4, 0, 4), ("Khu vực hành chính, sự nghiệp", 1, 0, 1),
    )  # fmt: skip
    assert award_sheets.states(here, scope).rows[1:3] == (("Đang xét", 1), ("Đã quyết định", 4))
    assert award_sheets.spans(here, scope).rows[0] == ("Đến 15 ngày", 1, 0.5)
    assert pictured.award_spans(here, scope)["data"]["values"][0]["label"] == "1 dòng"


def test_the_file_of_rows_holds_the_rows_that_the_page_lists_and_names_by_consent() -> None:
    told = {"recipient": "Trần Văn Bình", "achievement": "Cải tiến máy", "decided_on": "2023-05-02"}
    here = snapshot(
        rewards=[
            reward("phu_cat", **told, consent=True, prize=500_000, achieved_on="2023-04-30"),
            reward("phu_cat", **told),
            reward("an_lao", status="Đang xét"),
            model("phu_cat", **told, consent=True, model_type="Người tốt, việc tốt"),
        ]
    )
    rows = award_rows.sheet(here, ALL, "da-khen", "").rows
    day = datetime.date(2023, 5, 2)
    assert rows[0] == (
        "LĐLĐ Phù Cát", "Trần Văn Bình", "Cá nhân", None, None, 1, "Giấy khen của cấp trên TTCS",
        "Cấp trên TTCS", "Đã quyết định", datetime.date(2023, 4, 30), day, 2, 500_000, 1,
        "Khen thưởng, dòng 4", "phu_cat.xlsx",
    )  # fmt: skip
    assert [row[1] for row in rows] == ["Trần Văn Bình", None]
    assert award_rows.sheet(here, ALL, "da-khen", "").basis.endswith("· trạng thái Đã quyết định")
    assert len(award_rows.sheet(here, ALL, "", "").rows) == 3
    (one,) = award_sheets.models(here, Scope()).rows
    assert one[1:7] == ("Trần Văn Bình", "Cá nhân", None, None, "Người tốt, việc tốt", "Cải tiến máy")
    clerk = visible(here, "unit", "an_lao")
    assert [row[0] for row in award_rows.sheet(clerk, ALL, "", "").rows] == ["LĐLĐ An Lão"]
    assert award_sheets.models(clerk, Scope()).rows == ()


def test_an_empty_scope_says_why() -> None:
    assert awards.facts(snapshot(), ALL) == ()
    assert award_rows.why_none(snapshot(), ALL) == (
        "Chưa đơn vị nào trong phạm vi đang xem nhập trang «Khen thưởng»; chưa có số liệu không phải là 0."
    )
    assert award_rows.why_none(province(), Chosen(phase=1, sector="public", unit="phu_cat")) == (
        "1 đơn vị đã báo cáo và không có dòng khen thưởng nào trong phạm vi đang xem."
    )


@pytest.mark.browser
def test_the_page_says_the_measure_and_a_form_narrows_its_rows(sample_app: App, page: Page) -> None:
    known = load_snapshot(SnapshotStore(sample_app.store), load_plan())
    assert known is not None
    page.goto(f"{sample_app.url}/khen-thuong?don_vi=quy_nhon")
    said = reward_answers.answer(known, Scope(unit="quy_nhon"))
    expect(page.locator(".answer h1").first).to_have_text(said)
    idle(page)
    page.locator(".st-key-forms .bars a").first.click()
    page.wait_for_url("**/khen-thuong?don_vi=quy_nhon&hinh_thuc=*")
    idle(page)
    chosen = page.locator(".st-key-forms .bars a").first.inner_text()
    forms = page.locator(".st-key-award-rows tbody tr td:nth-child(3)").all_inner_texts()
    assert forms and all(chosen in form for form in forms)
