"""Rewards and models: how many, for whom, how soon, with whose money, and whose names are said."""

from dataclasses import asdict
from typing import Any

from campaign.measures import reward_answers as told
from campaign.measures.measured import Scope
from campaign.measures.progress import progress
from campaign.measures.reward_rows import models, rewards
from campaign.measures.rewards import (
    Counted,
    Direct,
    Prizes,
    by_sector,
    by_unit,
    counted,
    found_models,
    listed,
    summary,
)
from campaign.records import Snapshot
from tests.small_province import snapshot, union

DIRECT, OFFICER = "Công nhân/NLĐ trực tiếp", "Cán bộ CĐ chuyên trách"
PAPER, MEDAL = "Giấy khen của cấp trên TTCS", "Bằng khen BCH LĐLĐ tỉnh"


def reward(unit: str, person: bool = True, **more: Any) -> dict[str, Any]:
    """Fill one granted row of «Khen thưởng»."""
    return {
        "unit": unit, "phase": 1, "record": "Khen thưởng",
        "recipient_kind": "Cá nhân" if person else "Tập thể",
        "status": "Đã quyết định", "award": PAPER, "granted_by": "Cấp trên TTCS", "basis": "Sơ kết đợt",
        **more,
    }  # fmt: skip


def model(unit: str, **more: Any) -> dict[str, Any]:
    """Fill one row of a model example."""
    return {"unit": unit, "phase": 1, "record": "Điển hình", "recipient_kind": "Cá nhân", **more}


def province() -> Snapshot:
    """Two units with rewards, one without a word."""
    return snapshot(
        unions=[
            union("phu_cat", "CĐCS May Phù Cát", sector="production"),
            union("an_lao", "CĐCS Trường An Lão"),
        ],
        rewards=[
            reward(
                "phu_cat", union="CĐCS May Phù Cát", recipient_group=DIRECT, achieved_on="2023-04-01",
                decided_on="2023-04-11", prize=1_000_000, prize_employer=400_000,
            ),
            reward(
                "phu_cat", union="CĐCS May Phù Cát", recipient_group=OFFICER, quantity=3,
                achieved_on="2023-05-31", decided_on="2023-07-10", prize=500_000,
            ),
            reward("an_lao", union="CĐCS Trường An Lão", decided_on="2023-05-02", award=MEDAL),
            reward("an_lao", person=False, achieved_on="2023-05-10", decided_on="2023-05-01"),
            reward("an_lao", status="Đang xét", award=MEDAL, granted_by="LĐLĐ tỉnh"),
            reward("an_lao", status="Không đạt", award=MEDAL, phase=2),
            reward("an_lao", recipient_group=DIRECT, decided_on="2023-09-01"),
        ],
    )  # fmt: skip


def test_persons_and_collectives_are_counted_and_a_decision_of_tomorrow_is_not() -> None:
    found = summary(province())
    assert (found.persons, found.collectives, found.granted, found.open) == (5, 1, 6, 1)
    assert found.states == {
        "Đã trình cấp trên": 0, "Đang xét": 1, "Đã quyết định": 4, "Không đạt": 1,
    }  # fmt: skip
    assert (found.units_reported, found.units_expected) == (2, 3)


def test_the_share_of_direct_workers_has_its_basis_and_who_is_in_none() -> None:
    found = summary(province()).direct
    assert found == Direct(direct=1, persons=4, rows_without_group=1)
    assert found.share == 0.25


def test_the_share_is_that_of_the_indicator_in_every_scope() -> None:
    here = province()
    for scope in (Scope(), Scope(phase=1), Scope(unit="phu_cat"), Scope(sector="production"), Scope(phase=2)):
        found, indicator = summary(here, scope).direct, progress(here, "direct_rewards", scope)
        assert (found.direct, found.persons) == (indicator.actual or 0, indicator.base or 0)


def test_waiting_counts_only_rows_with_both_dates_in_order() -> None:
    found = summary(province()).waiting
    assert asdict(found) == {
        "rows": 4, "dated": 2, "reversed": 1, "median": 25.0, "shortest": 10, "longest": 40, "slow": 1,
        "spans": (("Đến 15 ngày", 1), ("16–30 ngày", 0), ("31–60 ngày", 1), ("Trên 60 ngày", 0)),
    }  # fmt: skip
    assert told.waiting(found) == (
        "Trung vị 25 ngày (từ 10 đến 40), 1 dòng quá 30 ngày (50%); 2/4 dòng khen ghi đủ hai ngày; "
        "1 dòng ghi ngày quyết định trước ngày đạt thành tích, không tính."
    )


def test_a_blank_prize_is_unknown_and_the_employers_part_is_of_the_rows_that_say_it() -> None:
    found = summary(province()).prizes
    assert found == Prizes(
        rows=4, stated=2, total=1_500_000, both=1, of_both=1_000_000, from_employer=400_000
    )
    assert told.prizes(found) == (
        "Tiền thưởng 1,5 triệu đồng (2/4 dòng khen ghi tiền); người sử dụng lao động, chuyên môn hỗ trợ "
        "400.000 đồng/1 triệu đồng (40%) ở 1 dòng ghi rõ phần này."
    )


def test_a_row_counts_in_the_phase_of_its_decision_and_the_sector_of_its_union() -> None:
    here = province()
    assert [row.row for row in listed(here, Scope(phase=2))] == [5, 9]
    assert [(one.scope.sector, one.granted) for one in by_sector(here)] == [("production", 4), ("public", 1)]
    assert summary(here).without_sector == 3


def test_units_stand_in_the_official_order_and_the_silent_one_is_unknown() -> None:
    assert [(one.scope.unit, one.granted, one.units_reported) for one in by_unit(province())] == [
        ("phu_cat", 4, 1), ("an_lao", 2, 1), ("cd_y_te", 0, 0),
    ]  # fmt: skip


def test_forms_stand_by_how_often_they_were_granted() -> None:
    assert counted(province(), "form") == (
        Counted(PAPER, collectives=1, persons=4, open=0, refused=0),
        Counted(MEDAL, collectives=0, persons=1, open=1, refused=1),
    )
    assert [one.title for one in counted(province(), "level")] == ["Cấp trên TTCS", "LĐLĐ tỉnh"]


def test_the_answer_can_be_read_aloud() -> None:
    here = province()
    assert told.answer(here) == (
        "Toàn tỉnh đã khen 6 lượt (1 tập thể, 5 cá nhân); công nhân, NLĐ trực tiếp là 1/4 cá nhân (25%); "
        "một nửa được quyết định trong 25 ngày kể từ khi đạt thành tích."
    )
    assert told.basis(here) == (
        "2/3 đơn vị đã báo cáo khen thưởng; 1 dòng cá nhân chưa ghi đối tượng, không tính vào tỷ lệ; "
        "3 dòng chưa rõ khu vực."
    )
    assert told.proposals(here) == ("6 hồ sơ: 0 đã trình cấp trên, 1 đang xét, 4 được khen, 1 không đạt.")


def test_where_nobody_reported_the_answer_says_so_and_no_figure() -> None:
    assert told.answer(snapshot()) == "Toàn tỉnh chưa có đơn vị nào nhập khen thưởng."
    here = snapshot(rewards=[reward("an_lao", status="Đang xét")])
    assert told.answer(here) == ("Toàn tỉnh chưa có khen thưởng nào được quyết định, 1 hồ sơ đang chờ.")
    assert told.prizes(summary(here).prizes) == "Chưa dòng khen nào trong 0 dòng ghi tiền thưởng."


def test_a_name_is_said_only_with_consent() -> None:
    named = {"recipient": "Trần Văn Bình"}
    here = snapshot(
        rewards=[
            *(model("an_lao", **named, consent=consent) for consent in (True, False, None)),
            *(reward("an_lao", **named, consent=consent) for consent in (True, False, None)),
        ]
    )
    assert [row.name for row in models(here)] == ["Trần Văn Bình", None, None]
    assert [row.name for row in rewards(here)] == ["Trần Văn Bình", None, None]


def test_models_are_found_publicised_followed_and_rewarded() -> None:
    here = snapshot(
        rewards=[
            model("phu_cat", recipient_group=DIRECT, found_on="2023-05-12", published_at="Báo", consent=True),
            model("an_lao", recipient_group=OFFICER, found_on="2023-07-01", replicated_units=3),
            model("an_lao", recipient_kind="Tập thể", replicated_units=0, status="Đã quyết định"),
            model("an_lao", found_on="2023-08-16"),
        ]
    )
    found = found_models(here)
    assert told.models(found) == (
        "3 điển hình được phát hiện, 1 đã tuyên truyền, 1 đã nhân rộng (tại 3 đơn vị), 1 đã khen thưởng; "
        "1/2 cá nhân là công nhân, NLĐ trực tiếp."
    )
    assert [row.row for row in found.found] == [4, 5, 6]
    assert told.models_of(here, Scope(phase=3)) == "Chưa có điển hình nào được giới thiệu."
