"""What the province has filled in its own workbook by a day."""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction

from campaign.demo.unit_rows import Row
from campaign.demo.world import World
from sheets_schema.plan import Plan

Day = datetime.date

_KINDS = {"cd_vien_chuc": "CĐVC", "cd_khu_kinh_te": "CĐ KKT"}

INVENTED = "Số minh họa, không phải chỉ tiêu được giao"


def province_rows(plan: Plan, worlds: Sequence[World], day: Day) -> dict[str, list[Row]]:
    """Return worksheet name → rows of the province workbook, as of a day."""
    rows = {
        "units": [_unit(world) for world in worlds],
        "workbooks": list(_workbooks(plan, worlds)),
        "targets": list(_targets(plan, worlds)),
        "reviews": list(_reviews(plan, worlds)),
        "verifications": list(_verifications(plan, worlds)),
        "reminders": list(_reminders(plan, worlds)),
        "commitments": list(_commitments(worlds, day)),
    }
    dated = {
        "reviews": "reviewed_on",
        "verifications": "checked_on",
        "reminders": "sent_on",
        "commitments": "made_on",
    }
    for name, column in dated.items():
        rows[name] = [row for row in rows[name] if _day(row[column]) <= day]
    return rows


def _day(value: object) -> Day:
    assert isinstance(value, datetime.date)
    return value


def _unit(world: World) -> Row:
    older = [union for union in world.unions if union.founded_on is None]
    production = sum(union.sector == "production" for union in older)
    members = sum(union.members for union in older)
    return {
        "code": world.unit.id,
        "name": world.unit.name,
        "short": world.unit.short,
        "aliases": "; ".join(world.unit.aliases) or None,
        "kind": _KINDS.get(
            world.unit.id, "CĐ ngành" if world.unit.kind == "industry" else "LĐLĐ huyện/TX/TP"
        ),
        "block": world.unit.block or None,
        "unions_total": len(older),
        "unions_production": production,
        "unions_public": len(older) - production,
        "members_total": members,
        "members_female": sum(union.female for union in older),
        "workers_total": sum(union.workers for union in older),
        "base_date": Day(2022, 12, 31),
        "contact_name": "Cán bộ minh họa",
        "contact_title": "Phó Chủ tịch",
        "contact_email": f"{world.unit.id.replace('_', '-')}@example.org",
    }


def workbook_path(unit_id: str, phase: int) -> str:
    """Where a unit's workbook of a phase lies in the sample's folder."""
    if (unit_id, phase) == RESAVED:
        return f"dot-{phase}/Copy of PHU MY (1).xlsx"
    return f"dot-{phase}/{unit_id.replace('_', '-')}.xlsx"


RESAVED = ("phu_my", 2)
"""The workbook that was saved again by another program, under a name of its own."""


def _workbooks(plan: Plan, worlds: Sequence[World]) -> Iterator[Row]:
    for phase in plan.phases:
        for world in worlds:
            link = workbook_path(world.unit.id, phase.number)
            yield {"unit": world.unit.name, "phase": phase.title, "link": link}


def _targets(plan: Plan, worlds: Sequence[World]) -> Iterator[Row]:
    lead = plan.lead
    source = "Kế hoạch tổ chức phong trào thi đua năm 2023, mục III.2.2"
    if lead.target is not None:
        yield {
            "indicator": lead.id,
            "unit": "TOÀN TỈNH",
            "value": lead.target,
            "counted": lead.counted,
            "opening": sum(world.profile.opening for world in worlds),
            "count_from": Day(2021, 9, 1),
            "due_on": lead.deadline,
            "effective_from": plan.first_day,
            "source_doc": source,
            "official": True,
        }
    for world in worlds:
        yield _target(plan, lead.id, world, world.profile.target) | {
            "opening": world.profile.opening,
            "count_from": Day(2021, 9, 1),
        }
    for indicator in plan.indicators:
        if indicator.assigned and indicator.id != lead.id:
            for world in worlds:
                yield _target(plan, indicator.id, world, _assigned(world, indicator.id))


def _assigned(world: World, indicator: str) -> int:
    """An invented target near what the unit will reach by the year's end, rounded as people round."""
    ambition = Fraction(9 + world.profile.target % 4, 10)
    if indicator == "members":
        grown = sum(
            sum(union.admitted) + (union.members if union.founded_on else 0) for union in world.unions
        )
        return max(10, round(grown * ambition * Fraction(3, 2) / 10) * 10)
    founded = sum(union.founded_on is not None for union in world.unions)
    return max(1, round((founded + 1) * ambition * Fraction(7, 5)))


def _target(plan: Plan, indicator_id: str, world: World, value: int) -> Row:
    indicator = plan.indicator(indicator_id)
    return {
        "indicator": indicator_id,
        "unit": world.unit.name,
        "value": value,
        "counted": indicator.counted,
        "due_on": indicator.deadline,
        "effective_from": plan.first_day,
        "source_doc": INVENTED,
        "official": False,
    }


def _reviews(plan: Plan, worlds: Sequence[World]) -> Iterator[Row]:
    first = plan.phases[0]
    for world in sorted(worlds, key=lambda world: world.profile.reported[0]):
        if not world.profile.reported[0]:
            continue
        received = Day.fromisoformat(world.profile.reported[0]) + datetime.timedelta(days=1)
        returned = world.unit.id == "an_lao"
        yield {
            "unit": world.unit.name,
            "phase": first.title,
            "state": "Trả lại" if returned else "Đã duyệt",
            "reviewed_on": received + datetime.timedelta(days=6),
            "comment": "Đề nghị bổ sung minh chứng sáng kiến hợp lệ" if returned else None,
        }


def _verifications(plan: Plan, worlds: Sequence[World]) -> Iterator[Row]:
    first, line = plan.phases[0], plan.line("initiatives_valid")
    lowered = {"quy_nhon": 9, "cd_giao_duc": 6, "hoai_nhon": 4, "vinh_thanh": 0}
    for world in worlds:
        if world.unit.id not in lowered:
            continue
        reported = world.profile.valid[0]
        yield {
            "unit": world.unit.name,
            "phase": first.title,
            "worksheet": "Tổng hợp",
            "item": line.title,
            "method": "Đối chiếu Cổng TLĐ",
            "reported": reported,
            "verified": reported - lowered[world.unit.id],
            "verdict": "Lệch" if lowered[world.unit.id] else "Khớp",
            "checked_by": "Ban CSPL&QHLĐ",
            "checked_on": Day(2023, 6, 28),
        }


_SAID = {
    1: "Đơn vị đã quá hạn báo cáo sơ kết đợt 1. Đề nghị gửi báo cáo và nhập đủ số liệu trước 15/6/2023.",
    2: "Đến nay đơn vị chưa gửi báo cáo sơ kết đợt 1. Đề nghị lãnh đạo chỉ đạo, hoàn thành trước 19/6/2023.",
}


def _reminders(plan: Plan, worlds: Sequence[World]) -> Iterator[Row]:
    silent = [
        world for world in worlds if not world.profile.reported[0] or world.profile.reported[0] > "2023-06-10"
    ]
    for level, day in ((1, Day(2023, 6, 12)), (2, Day(2023, 6, 16))):
        for world in silent:
            answered = bool(world.profile.reported[0]) and level == 2
            yield {
                "unit": world.unit.name,
                "phase": plan.phases[0].title,
                "level": level,
                "channel": "Zalo",
                "sent_on": day,
                "sent_by": "Ban CSPL&QHLĐ",
                "text": _SAID[level],
                "answer": "Sẽ gửi trong tuần" if answered else None,
                "answered_on": day + datetime.timedelta(days=1) if answered else None,
            }


_PROMISED = (
    # Unit, day of the meeting, what, by when, done on; two of the province's slips are in the first rows.
    ("phu_cat", Day(2023, 7, 14), "Rà soát sáng kiến đang xem xét, hoàn thiện hồ sơ", Day(2023, 8, 18), None),
    ("an_lao", Day(2023, 7, 14), "Mỗi CĐCS có một công trình, phần việc mới", Day(2023, 9, 30), None),
    ("quy_nhon", Day(2023, 5, 12), "Phát động đợt cao điểm nộp sáng kiến tại 30 CĐCS doanh nghiệp",
     Day(2023, 6, 15), Day(2023, 6, 9)),
    ("cd_giao_duc", Day(2023, 5, 12), "Tập huấn nộp sáng kiến lên Cổng cho cán bộ CĐCS trường học",
     Day(2023, 6, 30), Day(2023, 7, 4)),
    ("hoai_an", Day(2023, 5, 12), "Vận động thành lập 02 CĐCS tại doanh nghiệp từ 25 lao động trở lên",
     Day(2023, 7, 31), None),
    ("van_canh", Day(2023, 7, 14), "Gửi báo cáo sơ kết và nhập đủ số liệu đợt 1", Day(2023, 7, 31), None),
    ("cd_khu_kinh_te", Day(2023, 7, 14), "Mỗi CĐCS trên 200 lao động nộp ít nhất 3 sáng kiến lên Cổng",
     Day(2023, 8, 25), None),
)  # fmt: skip


def _commitments(worlds: Sequence[World], today: Day) -> Iterator[Row]:
    by_id = {world.unit.id: world.unit for world in worlds}
    for id, made_on, what, due_on, done_on in _PROMISED:
        if id in by_id:
            done = done_on is not None and done_on <= today
            yield {
                "made_on": made_on,
                "unit": by_id[id].name,
                "who": f"Thường trực {by_id[id].short}",
                "what": what,
                "due_on": due_on,
                "done": done,
                "done_on": done_on if done else None,
            }
