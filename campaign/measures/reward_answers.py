"""What is said of rewards and models: sentences fit to be read aloud and printed, each with its basis."""

from campaign.measures.answers import where
from campaign.measures.measured import Scope
from campaign.measures.rewards import (
    CONSIDERED,
    EVERYTHING,
    REFUSED,
    SOON,
    SUBMITTED,
    Direct,
    Models,
    Prizes,
    Waiting,
    found_models,
    summary,
)
from campaign.records import Snapshot
from sheets_schema.unit_workbook.rewards import DECIDED
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_count, write_decimal, write_percent


def answer(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return the one sentence of a scope: how many, which part to workers in production, how soon."""
    found, place = summary(snapshot, scope), where(snapshot, scope)
    if not found.units_reported and not any(found.states.values()):
        return f"{place} {'chưa có đơn vị nào' if scope.unit is None else 'chưa'} nhập khen thưởng."
    if not found.granted:
        proposed = f", {write_count(found.open)} hồ sơ đang chờ" if found.open else ""
        return f"{place} chưa có khen thưởng nào được quyết định{proposed}."
    parts = [
        f"{place} đã khen {write_count(found.granted)} lượt ({write_count(found.collectives)} tập thể, "
        f"{write_count(found.persons)} cá nhân)"
    ]
    if found.direct.share is not None:
        parts.append(direct(found.direct))
    if found.waiting.median is not None:
        parts.append(f"một nửa được quyết định trong {days(found.waiting.median)} kể từ khi đạt thành tích")
    return f"{'; '.join(parts)}."


def basis(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return on what it rests: who reported, what is not counted, what was not confirmed."""
    found = summary(snapshot, scope)
    words = [f"{found.units_reported}/{found.units_expected} đơn vị đã báo cáo khen thưởng"]
    if found.direct.rows_without_group:
        words.append(
            f"{write_count(found.direct.rows_without_group)} dòng cá nhân chưa ghi đối tượng, "
            "không tính vào tỷ lệ"
        )
    if scope.sector is None and found.without_sector:
        words.append(f"{write_count(found.without_sector)} dòng chưa rõ khu vực")
    if found.left_out:
        words.append(f"{write_count(found.left_out)} dòng chưa tính")
    if found.denied:
        words.append(f"{write_count(found.denied)} dòng xác minh không đúng, vẫn nằm trong số báo cáo này")
    return f"{'; '.join(words)}."


def direct(found: Direct) -> str:
    """Return «công nhân, NLĐ trực tiếp là 45/80 cá nhân (56,3%)», or that nobody's group is named."""
    if found.share is None:
        return "chưa có cá nhân nào được khen ghi rõ đối tượng"
    return (
        f"công nhân, NLĐ trực tiếp là {write_count(found.direct)}/{write_count(found.persons)} cá nhân "
        f"({write_percent(found.share)})"
    )


def waiting(found: Waiting) -> str:
    """Return how soon rewards were decided, with how many rows carry both dates."""
    if found.median is None:
        return (
            f"Chưa dòng khen nào trong {write_count(found.rows)} dòng ghi đủ ngày đạt thành tích và "
            "ngày quyết định."
        )
    slow = (
        f"{write_count(found.slow)} dòng quá {SOON} ngày ({write_percent(found.slow / found.dated)})"
        if found.slow
        else f"không dòng nào quá {SOON} ngày"
    )
    turned = (
        f"; {write_count(found.reversed)} dòng ghi ngày quyết định trước ngày đạt thành tích, không tính"
        if found.reversed
        else ""
    )
    return (
        f"Trung vị {days(found.median)} (từ {write_count(found.shortest)} đến {write_count(found.longest)}), "
        f"{slow}; {write_count(found.dated)}/{write_count(found.rows)} dòng khen ghi đủ hai ngày{turned}."
    )


def prizes(found: Prizes) -> str:
    """Return the reward money and the employer's part, each with the rows that say so."""
    if found.total is None:
        return f"Chưa dòng khen nào trong {write_count(found.rows)} dòng ghi tiền thưởng."
    said = (
        f"Tiền thưởng {write_money(found.total)} ({write_count(found.stated)}/{write_count(found.rows)} "
        "dòng khen ghi tiền)"
    )
    if found.from_employer is None:
        return f"{said}; chưa dòng nào ghi phần người sử dụng lao động hỗ trợ."
    part = f" ({write_percent(found.share)})" if found.share is not None else ""
    return (
        f"{said}; người sử dụng lao động, chuyên môn hỗ trợ {write_money(found.from_employer)}"
        f"/{write_money(found.of_both)}{part} ở {write_count(found.both)} dòng ghi rõ phần này."
    )


def proposals(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return the way of the proposals: submitted, considered, granted, refused."""
    states = summary(snapshot, scope).states
    if not any(states.values()):
        return "Chưa có hồ sơ khen thưởng nào."
    return (
        f"{write_count(sum(states.values()))} hồ sơ: {write_count(states[SUBMITTED])} đã trình cấp trên, "
        f"{write_count(states[CONSIDERED])} đang xét, {write_count(states[DECIDED])} được khen, "
        f"{write_count(states[REFUSED])} không đạt."
    )


def models(found: Models) -> str:
    """Return how many models were found, publicised, followed and rewarded."""
    whole = len(found.found)
    if not whole:
        return "Chưa có điển hình nào được giới thiệu."
    following = f" (tại {write_count(found.units_following)} đơn vị)" if found.replicated else ""
    among = (
        f"; {write_count(found.direct)}/{write_count(found.persons)} cá nhân là công nhân, NLĐ trực tiếp"
        if found.persons
        else ""
    )
    return (
        f"{write_count(whole)} điển hình được phát hiện, {write_count(found.publicised)} đã tuyên truyền, "
        f"{write_count(found.replicated)} đã nhân rộng{following}, "
        f"{write_count(found.rewarded)} đã khen thưởng{among}."
    )


def models_of(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return the same of a scope."""
    return models(found_models(snapshot, scope))


def days(number: float) -> str:
    """Return «22 ngày», «22,5 ngày»."""
    return f"{write_decimal(number, 0 if number == int(number) else 1)} ngày"
