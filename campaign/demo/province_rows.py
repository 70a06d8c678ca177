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
        "commitments": list(_commitments(worlds)),
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
                "text": "Đôn đốc báo cáo sơ kết đợt 1",
                "answer": "Sẽ gửi trong tuần" if answered else None,
                "answered_on": day + datetime.timedelta(days=1) if answered else None,
            }


def _commitments(worlds: Sequence[World]) -> Iterator[Row]:
    promised = {
        "cd_khu_kinh_te": "Mỗi CĐCS trên 200 lao động nộp ít nhất 3 sáng kiến lên Cổng",
        "phu_cat": "Rà soát sáng kiến đang xem xét, hoàn thiện hồ sơ",
        "an_lao": "Mỗi CĐCS có một công trình, phần việc mới",
    }
    for world in worlds:
        if world.unit.id in promised:
            yield {
                "made_on": Day(2023, 7, 14),
                "unit": world.unit.name,
                "who": f"Thường trực {world.unit.short}",
                "what": promised[world.unit.id],
                "due_on": Day(2023, 8, 25),
                "done": False,
            }
