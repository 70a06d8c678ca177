"""What a unit has filled in its workbook by a day, in values, before any habit of typing."""

import datetime
from collections.abc import Iterator, Mapping
from random import Random

from campaign.demo import lines, words
from campaign.demo.course import Standing
from campaign.demo.world import SECTORS, Initiative, Reward, Union, Work
from sheets_schema.plan import ReportRow
from sheets_schema.vocabulary import Worksheet

Row = dict[str, object]
"""Column name → value; of a fixed row also `_key`."""

_LATE_TABS = ("rewards", "movements")
"""What is filled last in a phase."""


def unit_rows(standing: Standing, worksheets: Mapping[str, Worksheet], seed: int) -> dict[str, list[Row]]:
    """Return worksheet name → rows; lists only ever grow at their end from one day to the next."""
    rows = {
        "report": list(_report(standing)),
        "summary": list(_summary(standing, seed)),
        "unions": list(_unions(standing)),
        "initiatives": list(_initiatives(standing)),
        "works": list(_works(standing)),
        "movements": list(_movements(standing, worksheets["movements"], seed)),
        "rewards": list(_rewards(standing)),
    }
    if standing.share < 1 or (standing.index > 0 and standing.world.profile.pace > 3):
        return {name: filled for name, filled in rows.items() if name not in _LATE_TABS}
    return rows


def _report(standing: Standing) -> Iterator[Row]:
    for row in standing.plan.report_rows:
        if filled := _report_row(standing, row):
            yield {"_key": (row.id,), **filled}


def _report_row(standing: Standing, row: ReportRow) -> Row:
    examples = dict(zip(row.asks, row.examples, strict=False))
    day = _milestone(standing, row)
    if day is None or (day > standing.day and row.id != "congress_planned"):
        return {}
    filled: Row = {}
    for column in row.asks:
        if column == "date":
            filled[column] = day
        elif column == "document":
            filled[column] = _document(standing, row, examples.get(column, ""), day)
        elif row.id in _ANSWERS:
            filled[column] = _ANSWERS[row.id][standing.world.profile.target % 3]
        else:
            filled[column] = examples.get(column)
    return filled


_ANSWERS: Mapping[str, tuple[str, str, str]] = {
    "strengths": (
        "Phong trào “Lao động giỏi, Lao động sáng tạo” được duy trì; đại hội cơ sở đúng tiến độ.",
        "Nhiều CĐCS đăng ký công trình, phần việc mới chào mừng Đại hội Công đoàn tỉnh.",
        "Chăm lo kịp thời trong Tháng Công nhân; quan tâm thành lập CĐCS trong doanh nghiệp.",
    ),
    "weaknesses": (
        "Một số CĐCS doanh nghiệp nhỏ chưa có sáng kiến gửi lên Cổng; việc nộp hồ sơ còn dồn vào cuối đợt.",
        "Cán bộ CĐCS kiêm nhiệm, báo cáo còn chậm; chưa theo dõi thường xuyên công trình đã đăng ký.",
        "Phát triển đoàn viên ở doanh nghiệp nhỏ còn khó; minh chứng của vài đơn vị chưa đầy đủ.",
    ),
    "proposals": (
        "Đề nghị LĐLĐ tỉnh tập huấn cách nộp sáng kiến trên Cổng cho CĐCS doanh nghiệp.",
        "Đề nghị hỗ trợ kinh phí khen thưởng công nhân trực tiếp sản xuất.",
        "Đề nghị thông báo sớm lịch kiểm tra, xác minh số liệu.",
    ),
}


def _milestone(standing: Standing, row: ReportRow) -> datetime.date | None:
    """The day on which a row of «Báo cáo» was answered; None while the unit has not come to it."""
    if row.id in _EARLY:
        return datetime.date(standing.plan.year, 2, _EARLY[row.id])
    if row.id == "portal_as_of":
        return min(standing.day, standing.phase.last_day)
    if row.id == "congress_planned":
        return _congress(standing)
    if row.id in _AFTER_CONGRESS:
        held = _congress(standing) + datetime.timedelta(days=_AFTER_CONGRESS[row.id])
        return held if standing.index == 1 else None
    if standing.index > 0 or standing.day < standing.reported:
        return None
    return standing.reported - datetime.timedelta(days=5 if row.id == "phase_reviewed" else 0)


_EARLY = {
    "plan_issued": 15,
    "party_reported": 17,
    "launched": 21,
    "launch_partner": 21,
    "launch_attendance": 21,
    "pact_signed": 21,
}
"""Day of February on which the campaign's first steps were taken."""

_AFTER_CONGRESS = {
    "congress_held": 0,
    "congress_closed": 1,
    "delegates_called": 1,
    "delegates_present": 1,
    "committee_total": 1,
    "committee_female": 1,
    "committee_young": 1,
    "committee_direct_workers": 1,
    "elected_first_round": 1,
    "resolution_issued": 3,
    "congress_record_sent": 7,
    "congress_quality": 7,
}
"""Days after the opening of the unit's own congress on which what it decided is known."""


def _congress(standing: Standing) -> datetime.date:
    """The day on which the unit's own congress opens."""
    return datetime.date(standing.plan.year, 7, 6) + datetime.timedelta(
        days=standing.world.profile.members % 50
    )


def _document(standing: Standing, row: ReportRow, example: str, day: datetime.date) -> str:
    kind = example.split("/", 1)[1].split(",")[0] if "/" in example else "BC-LĐLĐ"
    number = Random(f"{standing.unit}:{row.id}:{standing.phase.number}").randint(5, 95)
    return f"{number:02d}/{kind}"


def _summary(standing: Standing, seed: int) -> Iterator[Row]:
    proofs = {
        "initiatives_valid": "Danh sách trích từ Cổng sáng kiến",
        "members_close": "Phần mềm quản lý đoàn viên",
    }
    for line, by_sector in lines.figures(standing.plan, standing, seed).items():
        filled: Row = {"_key": (line,)}
        filled |= {str(sector): figure for sector, figure in by_sector.items()}
        if line in proofs and standing.share == 1:
            filled["evidence"] = proofs[line]
        yield filled


def _unions(standing: Standing) -> Iterator[Row]:
    """List the older unions as the register always did, and those of the year below as they are founded."""
    day = min(standing.day, standing.phase.last_day)
    known = [union for union in standing.world.unions if union.stands(day)]
    order = sorted(known, key=lambda union: union.founded_on or standing.plan.first_day)
    for number, union in enumerate(order, 1):
        yield {"row_no": number, **_union(standing, union)}


def _union(standing: Standing, union: Union) -> Row:
    this_phase = standing.founded(union, standing.phase)
    admitted = int(union.admitted[standing.index] * standing.share)
    members = union.members
    if union.founded_on is None:
        before = range(standing.index)
        members += sum(union.admitted[index] - union.decreased[index] for index in before)
        members += admitted - int(union.decreased[standing.index] * standing.share)
    day = min(standing.day, standing.phase.last_day)
    held = union.congress_on is not None and union.congress_on <= day
    row: Row = {
        "name": union.name,
        "kind": "CĐCS",
        "sector": union.sector,
        "ownership": union.ownership,
        "workers": union.workers + max(0, members - union.members),
        "members": members,
        "members_female": min(members, union.female),
        "due": union.due,
        "pact": union.pact_on is not None and union.pact_on <= day,
    }
    if union.founded_on:
        row |= {"founded_on": union.founded_on, "decision_no": union.decision_no, "chair": union.chair}
        row |= {"location": union.location}
    if this_phase or admitted:
        row["admitted"] = union.members if this_phase else admitted
    if held:
        row |= {
            "congress_on": union.congress_on,
            "congress_form": "Đại hội đại biểu" if members >= 150 else "Đại hội toàn thể",
        }
    elif union.due and day > datetime.date(standing.plan.year, 7, 31):
        row["pending_reason"] = "BCH mới kiện toàn, xin lùi sang tháng 9"
    return row


def _initiatives(standing: Standing) -> Iterator[Row]:
    known = [each for each in standing.world.initiatives if _within(standing, each.recognised_on)]
    for number, initiative in enumerate(sorted(known, key=lambda each: (each.recognised_on, each.title)), 1):
        yield {"row_no": number, **_initiative(standing, initiative)}


def _initiative(standing: Standing, initiative: Initiative) -> Row:
    production = initiative.union.sector == "production"
    number = 1 + Random(initiative.title).randint(3, 90)
    field = (
        "Sản xuất-kinh doanh"
        if production
        else ("Giáo dục" if "Trường" in initiative.union.name else "CCHC-quản lý")
    )
    return {
        "title": initiative.title,
        "authors": (initiative.author,),
        "is_group": False,
        "union": initiative.union.name,
        "author_group": ("Công nhân/NLĐ trực tiếp" if initiative.direct else "Quản lý")
        if production
        else "Viên chức/NLĐ đơn vị SN",
        "solution_type": "Kỹ thuật" if production else "Quản lý",
        "field": field,
        "recognised_level": "Cơ sở",
        "recognition_doc": f"{number}/QĐ-SK, {initiative.recognised_on:%d/%m/%Y}",
        "applied_on": initiative.applied_on,
        "benefit": initiative.benefit if production else None,
        "portal_status": "Hợp lệ" if number % 4 else "Đang xem xét",
    }


def _works(standing: Standing) -> Iterator[Row]:
    """List a work in the phase that registered it, and once more where a later phase finished it."""
    known = [work for work in standing.world.works if _begins(standing, work)]
    for number, work in enumerate(sorted(known, key=lambda work: (_entered(standing, work), work.title)), 1):
        yield {"row_no": number, **_work(standing, work)}


def _entered(standing: Standing, work: Work) -> datetime.date:
    return max(work.registered_on, standing.phase.first_day)


def _begins(standing: Standing, work: Work) -> bool:
    if work.registered_on > standing.day or work.registered_on > standing.phase.last_day:
        return False
    return work.completed_on is None or work.completed_on >= standing.phase.first_day


def _work(standing: Standing, work: Work) -> Row:
    finished = work.completed_on if work.completed_on and _within(standing, work.completed_on) else None
    row: Row = {
        "title": work.title,
        "owner_level": "CĐCS" if work.owner else "Cấp trên TTCS",
        "owner": work.owner.name if work.owner else None,
        "sector": work.sector,
        "work_type": work.kind,
        "in_honour_of": "Đại hội CĐ tỉnh XIV" if work.total % 7 < 3 else None,
        "registered_on": work.registered_on,
        "started_on": work.started_on if work.started_on <= standing.day else None,
        "status": "Hoàn thành" if finished else "Đang thực hiện",
        "total": work.total,
    }
    if finished:
        row |= {"completed_on": finished, "benefit": work.benefit or None, "days_ahead": work.days_ahead}
        if work.plaque:
            row |= {"plaque": True, "plaque_doc": f"{work.total // 1_000_000 % 90 + 5}/QĐ-LĐLĐ"}
    return row


def _within(standing: Standing, day: datetime.date) -> bool:
    return standing.phase.first_day <= day <= min(standing.day, standing.phase.last_day)


def _movements(standing: Standing, worksheet: Worksheet, seed: int) -> Iterator[Row]:
    total: dict[str, int] = {sector: standing.unions(sector) for sector in SECTORS}
    smaller = min((count for count in total.values() if count), default=0)
    for fixed in worksheet.fixed:
        unions = total.get(fixed.key[1], smaller)
        random = Random(f"{seed}:{standing.unit}:{standing.phase.number}:{fixed.key}")
        joined = int(unions * random.uniform(0.4, 0.9))
        if "other_name" not in fixed.closed or joined == 0:
            continue
        row: Row = {
            "_key": fixed.key,
            "kind": "Thường xuyên",
            "unions_joined": joined,
            "people_joined": joined * random.randint(18, 60),
            "has_plan": random.random() < 0.8,
            "summed_up": random.random() < 0.7,
        }
        if "benefit" not in fixed.closed and random.random() < 0.6:
            row["benefit"] = joined * random.randint(3, 20) * 1_000_000
        if random.random() < 0.3:
            row["highlights"] = random.choice(words.DEEDS)
        yield row


def _rewards(standing: Standing) -> Iterator[Row]:
    known = [each for each in standing.world.rewards if _within(standing, each.decided_on)]
    for number, reward in enumerate(sorted(known, key=lambda each: (each.decided_on, each.recipient)), 1):
        told = _model(reward, number) if reward.model else _reward(standing, reward, number)
        yield {"row_no": number, **_recipient(reward, number), **told}


def _recipient(reward: Reward, number: int) -> Row:
    group = None
    if reward.person:
        group = "Công nhân/NLĐ trực tiếp" if reward.union.sector == "production" else "Viên chức, công chức"
        if number % 6 == 2:
            group = "Cán bộ CĐ không chuyên trách"
    return {
        "record": "Điển hình" if reward.model else "Khen thưởng",
        "recipient_kind": "Cá nhân" if reward.person else "Tập thể",
        "recipient": (reward.recipient,) if reward.person else reward.recipient,
        "recipient_group": group,
        "union": reward.union.name,
        "achievement": reward.deed,
    }


def _model(reward: Reward, number: int) -> Row:
    """A model example: some are told of, some are followed, one in four does not want to be named."""
    rewarded: Row = {}
    if number % 5 == 0:
        doc = f"{100 + reward.decided_on.toordinal() % 80}/QĐ-LĐLĐ"
        rewarded = {"status": "Đã quyết định", "decision_doc": doc, "decided_on": reward.decided_on}
    return rewarded | {
        "model_type": ("Người tốt, việc tốt", "Tiêu biểu, sáng tạo", "Điển hình tiên tiến")[number % 3],
        "found_on": reward.decided_on,
        "published_at": "Trang thông tin điện tử LĐLĐ tỉnh" if number % 3 else None,
        "replicated_units": 1 + number % 4 if number % 2 else None,
        "consent": number % 4 != 2,
    }


def _reward(standing: Standing, reward: Reward, number: int) -> Row:
    """A reward; some are proposals to the province that wait, or were refused."""
    first = standing.plan.phases[0].last_day
    award, level, by = _FORMS[number % len(_FORMS)]
    row: Row = {
        "award": award,
        "granted_by": level,
        "basis": "Sơ kết đợt" if reward.achieved_on == first else "Đột xuất",
        "quantity": 1,
        "achieved_on": reward.achieved_on,
    }
    if number % 6 == 5:
        return row | {
            "award": "Bằng khen BCH LĐLĐ tỉnh",
            "granted_by": "LĐLĐ tỉnh",
            "status": ("Đã trình cấp trên", "Đang xét", "Không đạt")[reward.decided_on.day % 3],
        }
    return row | {
        "decision_doc": f"{100 + reward.decided_on.toordinal() % 80}/QĐ-{by}",
        "decided_on": reward.decided_on,
        "status": "Đã quyết định",
        "prize": reward.prize,
        "prize_employer": reward.prize // 2 if reward.union.sector == "production" else None,
    }


_FORMS = (
    ("Giấy khen của cấp trên TTCS", "Cấp trên TTCS", "LĐLĐ"),
    ("Giấy khen của CĐCS", "CĐCS", "CĐCS"),
    ("Giấy khen của cấp trên TTCS", "Cấp trên TTCS", "LĐLĐ"),
    ("Bằng khen BCH LĐLĐ tỉnh", "LĐLĐ tỉnh", "LĐLĐ"),
)
"""Form of reward, who grants it, and the letters of the decision."""
