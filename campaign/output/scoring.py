"""The scoring sheets for the emulation council: one tab for all, one for each unit (domain.md §7)."""

from collections.abc import Iterator

from campaign.measures.measured import Scope
from campaign.measures.ranking import INCOMPLETE, WHOLE, Block, Placed, Scored, ranking
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, as_xlsx, columns
from campaign.records import Snapshot
from sheets_schema.vietnamese.numbers import write_decimal

PROPOSED = "điểm do phần mềm tính từ số liệu, để Hội đồng thi đua xem xét"


def workbook(snapshot: Snapshot) -> bytes:
    """Return the scoring sheets as .xlsx; ValueError where the plan ranks nobody."""
    found = sheets(snapshot)
    if not found:
        raise ValueError("Kế hoạch chưa bật xếp hạng.")
    return as_xlsx(*found)


def sheets(snapshot: Snapshot) -> tuple[Sheet, ...]:
    """Return the tabs, units in the official order, each with basis and day; none while ranking is off."""
    blocks = ranking(snapshot)
    if not blocks:
        return ()
    placed = {one.unit.id: (block, one) for block in blocks for one in block.units}
    return (
        _overview(snapshot, blocks),
        *(_unit(snapshot, *placed[unit.id]) for unit in snapshot.units),
    )


def block(snapshot: Snapshot, title: str) -> Sheet:
    """Return the parts of every score of a block, units in the official order, each score below its parts."""
    told: list[tuple[Value, ...]] = []
    for one in (one for each in ranking(snapshot) if each.title == title for one in each.units):
        *parts, score = _parts(one)
        told += [(one.unit.name, *part, None) for part in parts]
        told.append((one.unit.name, *score, f"{one.rank}/{one.among}" if one.rank else None))
    heads = columns(
        "Đơn vị", "Nội dung tiêu chí", ("Điểm tối đa", "points"), ("Điểm", "points"), "Minh chứng", "Hạng"
    )
    about = f"{basis(snapshot, Scope())} · {PROPOSED}"
    return Sheet(f"Điểm từng tiêu chí: {title or 'chưa rõ khối'}", about, heads, tuple(told))


def _overview(snapshot: Snapshot, blocks: tuple[Block, ...]) -> Sheet:
    return Sheet(
        title=f"Điểm và hạng trong từng khối năm {snapshot.plan.year}",
        basis=f"{basis(snapshot, Scope())} · {PROPOSED}; thứ tự đơn vị là thứ tự chính thức",
        columns=columns(
            "Khối, cụm thi đua",
            "Đơn vị",
            ("Điểm", "points"),
            ("Hạng trong khối", "count"),
            ("Số đơn vị được xếp", "count"),
            "Mức gợi ý",
            "Ghi chú",
        ),
        rows=tuple(
            (
                block.title or "chưa rõ khối",
                one.unit.name,
                None if one.score is None else float(one.score),
                one.rank,
                one.among if one.rank else None,
                one.grade or None,
                _note(one),
            )
            for block in blocks
            for one in block.units
        ),
        name="Tổng hợp",
    )


def _unit(snapshot: Snapshot, block: Block, one: Placed) -> Sheet:
    place = f", hạng {one.rank}/{one.among} trong {block.title}" if one.rank else ""
    return Sheet(
        title=f"Bảng điểm thi đua năm {snapshot.plan.year}: {one.unit.name}{place}",
        basis=f"{basis(snapshot, Scope(unit=one.unit.id))} · {PROPOSED}",
        columns=columns("Nội dung tiêu chí", ("Điểm tối đa", "points"), ("Điểm", "points"), "Minh chứng"),
        rows=tuple(_parts(one)),
        name=one.unit.plain,
    )


def _parts(one: Placed) -> Iterator[tuple[Value, ...]]:
    for part in one.parts:
        most = None if part.most is None else float(part.most)
        points = None if part.points is None else float(part.points + part.bonus)
        yield (part.criterion.title, most, points, evidence(part))
    score = None if one.score is None else float(one.score)
    yield ("Cộng", float(WHOLE) if score is not None else None, score, one.grade or _note(one))


def evidence(part: Scored) -> str:
    """Return what a part rests on: figure, bonus and source, or why there are no points."""
    found = part.result
    if found.out:
        return f"Không tính: {found.out}; điểm tối đa chia cho các tiêu chí còn lại."
    if found.lacking:
        return f"Chưa có số liệu: {found.lacking}."
    bonus = f"gồm {write_decimal(float(part.bonus), 2)} điểm thưởng vượt chỉ tiêu" if part.bonus else ""
    return "; ".join(text for text in (found.figure, bonus, found.source) if text)


def _note(one: Placed) -> str:
    if one.lacking:
        return f"{INCOMPLETE}: {'; '.join(one.lacking)}"
    out = [part.criterion.title for part in one.taken_out]
    return f"không tính {len(out)} tiêu chí: {'; '.join(out)}" if out else ""
