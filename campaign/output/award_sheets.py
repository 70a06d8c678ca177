"""Rewards as a table to take along."""

from campaign.measures import rewards
from campaign.measures.measured import Scope
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, columns
from campaign.records import Snapshot


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
