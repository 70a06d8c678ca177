"""«Báo cáo sơ kết đợt N» and «Báo cáo tổng kết» of a scope, as a value; nothing in it is invented."""

from campaign.measures.measured import Scope
from campaign.output.word.annexes import annexes
from campaign.output.word.content import Block, Report, Said
from campaign.output.word.judgement import ahead, judgement, of_the_year, proposals
from campaign.output.word.letter import Letterhead, Signature, letterhead, unit_letterhead
from campaign.output.word.results import launching, results
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date

AUTHORITY = "TM. Ban Thường vụ"
POST = "Phó Chủ tịch Thường trực"
TO_SIGN = "…………………"
"""The post of who signs for a unit is not known."""


def report(snapshot: Snapshot, scope: Scope) -> Report:
    """Return the report of a phase, or of the whole year, of the province, a unit or a sector.

    A unit's report is the unit's own, to the federation. Figures of a closed phase are those of its closing;
    others are provisional, and the report says which they are.
    """
    kind = f"sơ kết phong trào thi đua đợt {scope.phase}" if scope.phase else "tổng kết phong trào thi đua"
    plan, unit = snapshot.plan, snapshot.unit(scope.unit) if scope.unit else None
    whose = plan.federation if unit is None else unit.name
    return Report(
        head=_head(snapshot, scope),
        issuer=whose,
        about=_about(snapshot, scope),
        addressees=(f"Liên đoàn Lao động tỉnh {plan.province}",) if unit else (),
        blocks=(*_opening(snapshot, scope), *_parts(snapshot, scope)),
        last=f"Trên đây là báo cáo {kind} năm {plan.year}, {whose} báo cáo",
        signature=Signature(
            AUTHORITY,
            TO_SIGN if unit else POST,
            ("Như trên", "Lưu: VT") if unit else plan.recipients or ("Lưu: VT",),
        ),
        annexes=annexes(snapshot, scope),
        sample=snapshot.source.sample,
    )


def file_name(scope: Scope, year: int, ending: str = "docx") -> str:
    """Return the name of a report's file: `bao-cao-so-ket-dot-2-phu-cat.docx`."""
    kind = f"so-ket-dot-{scope.phase}" if scope.phase else f"tong-ket-{year}"
    sector = {"production": "sxkd", "public": "hcsn"}.get(scope.sector or "", scope.sector or "")
    return (
        "-".join(part for part in ("bao-cao", kind, scope.unit or "", sector) if part).replace("_", "-")
        + f".{ending}"
    )


def standing(snapshot: Snapshot, scope: Scope) -> str:
    """Say whether figures are final: «Số liệu … chốt lúc …», or «Số liệu tạm tính …».

    A closing fixes the indicators; lists and lines are told as the sheets have them.
    """
    taken = snapshot.taken_at
    if scope.phase is not None and snapshot.plan.phase(scope.phase).first_day > snapshot.today:
        first_day = write_date(snapshot.plan.phase(scope.phase).first_day)
        return f"Đợt {scope.phase} bắt đầu từ ngày {first_day}, chưa có số liệu của đợt."
    recorded = f"bảng tính của các đơn vị ghi nhận lúc {taken:%H:%M} ngày {write_date(taken)}"
    closed = [
        f"đợt {phase} chốt lúc {closing.at:%H:%M} ngày {write_date(closing.at)}"
        for phase, closing in sorted(snapshot.closings.items())
        if scope.phase in (None, phase)
    ]
    if not closed:
        return f"Số liệu tạm tính, theo {recorded}, tính đến ngày {write_date(snapshot.today)}."
    return f"Số liệu các chỉ tiêu của {'; của '.join(closed)}; số liệu khác tạm tính, theo {recorded}."


def _head(snapshot: Snapshot, scope: Scope) -> Letterhead:
    year = snapshot.today.year
    if scope.unit:
        return unit_letterhead(snapshot.plan, snapshot.unit(scope.unit), year=year)
    return letterhead(snapshot.plan, "BC-LĐLĐ", year=year)


def _about(snapshot: Snapshot, scope: Scope) -> tuple[str, ...]:
    plan = snapshot.plan
    when = f"đợt {scope.phase} năm {plan.year}" if scope.phase else f"năm {plan.year}"
    kind = "Sơ kết" if scope.phase else "Tổng kết"
    sector = f", {plan.sector(scope.sector).title.lower()}" if scope.sector else ""
    where = f"của {snapshot.unit(scope.unit).name}" if scope.unit else "và các cấp công đoàn tỉnh"
    return (f"{kind} phong trào thi đua trong cán bộ, đoàn viên, CNVCLĐ", f"{where} {when}{sector}")


def _opening(snapshot: Snapshot, scope: Scope) -> tuple[Block, ...]:
    plan = snapshot.plan
    who = snapshot.unit(scope.unit).name if scope.unit else "Ban Thường vụ LĐLĐ tỉnh"
    if scope.phase:
        phase = plan.phase(scope.phase)
        since = "…/…/" + str(plan.year) if phase == plan.phases[0] else write_date(phase.first_day)
        when = f"đợt {phase.number} (từ ngày {since} đến ngày {write_date(phase.last_day)})"
    else:
        when = f"năm {plan.year}"
    return (
        Said(
            f"Thực hiện Kế hoạch số …/KH-LĐLĐ ngày …/…/{plan.year} của Ban Thường vụ LĐLĐ tỉnh về tổ chức "
            f"phong trào thi đua trong cán bộ, đoàn viên, CNVCLĐ và các cấp công đoàn tỉnh {plan.province} "
            f"năm {plan.year}, {who} báo cáo kết quả {when} như sau:"
        ),
        Said(standing(snapshot, scope)),
    )


def _parts(snapshot: Snapshot, scope: Scope) -> tuple[Block, ...]:
    first = (*launching(snapshot, scope), *results(snapshot, scope), *judgement(snapshot, scope))
    if scope.phase is not None:
        return (*first, *ahead(snapshot, scope, "IV"), *proposals(snapshot, scope, "V"))
    year = tuple(of_the_year(snapshot, scope))
    return (*first, *year, *ahead(snapshot, scope, "VII"), *proposals(snapshot, scope, "VIII"))
