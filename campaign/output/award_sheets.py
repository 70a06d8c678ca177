"""Rewards and models as tables to take along; names only with consent."""

from collections.abc import Mapping

from campaign.measures import rewards
from campaign.measures.measured import Scope
from campaign.measures.reward_rows import Reward, Row
from campaign.measures.rows import Spot
from campaign.output.sheets import basis
from campaign.output.tables import Kind, Sheet, Value, columns
from campaign.output.unit_sheets import PLACE, placed
from campaign.records import Snapshot
from sheets_schema.unit_workbook.rewards import GROUP, PERSON

BY: Mapping[rewards.Question, str] = {"form": "Hình thức", "level": "Cấp quyết định", "basis": "Căn cứ"}
TURNS: tuple[tuple[str, Kind], ...] = (("Lượt khen", "count"), ("Tập thể", "count"), ("Cá nhân", "count"))
WHO = ("Đơn vị", "Người, tập thể", "Đối tượng", "Nhóm", "CĐCS")


def by_unit(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the rewards and models of every unit of a scope; what a unit did not report is blank."""
    found = ((one, rewards.found_models(snapshot, one.scope)) for one in rewards.by_unit(snapshot, scope))
    return Sheet(
        title="Khen thưởng, điển hình theo đơn vị",
        basis=basis(snapshot, scope),
        columns=columns(
            "Đơn vị",
            ("Tập thể", "count"),
            ("Cá nhân", "count"),
            ("NLĐ trực tiếp", "count"),
            ("Cá nhân ghi đối tượng", "count"),
            ("Tỷ lệ NLĐ trực tiếp", "percent"),
            ("Hồ sơ đang chờ", "count"),
            ("Trung vị số ngày", "decimal"),
            ("Dòng khen đủ hai ngày", "count"),
            (f"Dòng quá {rewards.SOON} ngày", "count"),
            ("Dòng khen", "count"),
            ("Tiền thưởng (đồng)", "money"),
            ("NSDLĐ hỗ trợ (đồng)", "money"),
            ("Điển hình", "count"),
            ("Đã tuyên truyền", "count"),
            ("Đã nhân rộng", "count"),
        ),
        rows=tuple(
            (
                snapshot.unit(one.scope.unit or "").name,
                *(_figures(one, models) if one.units_reported else (None,) * 15),
            )
            for one, models in found
        ),
        name="Khen thưởng",
    )


def counted(snapshot: Snapshot, by: rewards.Question, scope: Scope) -> Sheet:
    """Return the rewards by form, level or basis, those granted most often first."""
    heads = columns(BY[by], *TURNS, ("Hồ sơ đang chờ", "count"), ("Không đạt", "count"))
    found = (
        (one.title, one.granted, one.collectives, one.persons, one.open, one.refused)
        for one in rewards.counted(snapshot, by, scope)
    )
    return Sheet(f"Khen thưởng theo {BY[by].lower()}", basis(snapshot, scope), heads, tuple(found))


def by_sector(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the rewards of each sector."""
    titles: dict[str | None, str] = {sector.id: sector.title for sector in snapshot.plan.sectors}
    found = (
        (titles[one.scope.sector], one.granted, one.collectives, one.persons)
        for one in rewards.by_sector(snapshot, scope)
    )
    heads = columns("Khu vực", *TURNS)
    return Sheet("Khen thưởng theo khu vực", basis(snapshot, scope), heads, tuple(found))


def states(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the proposals by what became of them."""
    heads = columns("Trạng thái", ("Hồ sơ", "count"))
    found = tuple(rewards.summary(snapshot, scope).states.items())
    return Sheet("Hồ sơ đề nghị khen thưởng", basis(snapshot, scope), heads, found)


def spans(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return how many rows that carry both dates waited how long from achievement to decision."""
    found = rewards.summary(snapshot, scope).waiting
    heads = columns("Từ thành tích đến quyết định", ("Dòng khen", "count"), ("Phần", "percent"))
    told = ((title, rows, rows / found.dated if found.dated else None) for title, rows in found.spans)
    return Sheet("Khen thưởng kịp thời", basis(snapshot, scope), heads, tuple(told))


def models(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the model examples of a scope row by row; a name only with consent."""
    heads = columns(
        *WHO, "Loại gương", "Thành tích", ("Phát hiện ngày", "date"), "Tuyên truyền tại",
        ("Đơn vị nhân rộng", "count"), "Đã khen thưởng",
    )  # fmt: skip
    found = (
        (
            *_who(snapshot, one), one.kind, one.achievement, one.found_on, one.published_at, one.replicated,
            "có" if one.rewarded else "chưa", *_place(snapshot, one),
        )
        for one in rewards.found_models(snapshot, scope).found
        if snapshot.opens(one.unit)
    )  # fmt: skip
    return Sheet("Điển hình tiên tiến", basis(snapshot, scope), heads + PLACE, tuple(found))


def listed(snapshot: Snapshot, scope: Scope, status: str = "", form: str = "") -> Sheet:
    """Return rewards and proposals row by row, of one status and form where they are given."""
    chosen = [f"trạng thái {status}" if status else "", f"hình thức {form}" if form else ""]
    heads = columns(
        *WHO, ("Số lượng", "count"), "Hình thức", "Cấp quyết định", "Trạng thái",
        ("Đạt thành tích ngày", "date"), ("Quyết định ngày", "date"), ("Số ngày", "count"),
        ("Tiền thưởng (đồng)", "money"),
    )  # fmt: skip
    found = (
        (
            *_who(snapshot, one), one.number, one.form, one.level, one.status, one.achieved_on,
            one.decided_on, one.days, one.prize, *_place(snapshot, one),
        )
        for one in selected(snapshot, scope, status, form)
    )  # fmt: skip
    about = " · ".join(filter(None, (basis(snapshot, scope), *chosen)))
    return Sheet("Từng dòng khen thưởng", about, heads + PLACE, tuple(found))


def selected(snapshot: Snapshot, scope: Scope, status: str = "", form: str = "") -> tuple[Reward, ...]:
    """Return the rows of open units in a scope, of one status and form where they are given."""
    return tuple(
        one
        for one in rewards.listed(snapshot, scope)
        if snapshot.opens(one.unit)
        and status in ("", one.status)
        and form in ("", one.form or rewards.NOT_SAID)
    )


def _who(snapshot: Snapshot, one: Row) -> tuple[Value, ...]:
    kind = PERSON if one.person else GROUP
    return snapshot.unit(one.unit).short, one.name, kind, one.group, one.union


def _place(snapshot: Snapshot, one: Row) -> tuple[Value, ...]:
    return placed(snapshot, "rewards", Spot(one.phase, one.workbook, one.row))


def _figures(one: rewards.Rewards, models: rewards.Models) -> tuple[float | None, ...]:
    return (
        one.collectives,
        one.persons,
        one.direct.direct,
        one.direct.persons,
        one.direct.share,
        one.open,
        one.waiting.median,
        one.waiting.dated,
        one.waiting.slow,
        one.waiting.rows,
        one.prizes.total,
        one.prizes.from_employer,
        len(models.found),
        models.publicised,
        models.replicated,
    )
