"""The commands for workbooks on Google: sheets create, share, check, repair, login."""

import os
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from campaign.commands import asked_for
from campaign.commands.asked_for import CannotRun
from campaign.commands.run import FINDINGS, FINE, progress_lines
from campaign.commands.written import say
from campaign.google import WRITE_SCOPES, Refused, open_door, sign_in
from campaign.handout.google.drive import Drive, File, spreadsheet_id
from campaign.handout.google.provision import Need, fulfil, need
from campaign.handout.google.registry import Registry, link_cells, registry_among
from campaign.handout.google.selftest import Examined, SelfTest
from campaign.handout.layout import Heading
from campaign.settings import GOOGLE
from sheets_schema.plan import Phase, Plan, Unit
from sheets_schema.plans import load_plan

NO_STORAGE = (
    "Tài khoản dịch vụ không có dung lượng để tạo tệp trong thư mục này. Hãy tạo thư mục trong một bộ nhớ "
    "dùng chung (Shared drive), hoặc tạo bằng tài khoản của một người: sheets login, rồi thêm --account."
)
NO_GOOGLE_ACCOUNT = (
    "Google không chia sẻ im lặng được cho địa chỉ không có tài khoản Google. "
    "Hãy kiểm tra địa chỉ, hoặc thêm --notify để Google gửi thư mời."
)


@dataclass
class Office:
    """The folder, the plan and the accounts with which the commands work."""

    drive: Drive
    plan: Plan
    robot: str
    """The service account that reads for the dashboard; empty where no key of one is named."""
    report: list[dict[str, Any]] = field(default_factory=list)

    @cached_property
    def me(self) -> str:
        """The address of the account that acts."""
        return self.drive.me()

    @property
    def editors(self) -> tuple[str, ...]:
        """Who may change what is protected; empty for the acting account alone."""
        return (self.me, self.robot) if self.robot and self.robot != self.me else ()

    @cached_property
    def files(self) -> tuple[File, ...]:
        """The folder's spreadsheets, as they were at the start."""
        return self.drive.files()

    @cached_property
    def registry(self) -> Registry | None:
        """What the province workbook says; None while there is none."""
        return registry_among(self.drive, self.files, self.plan)

    def look_again(self) -> None:
        """Forget what was seen: the province workbook has just been made, and says more now."""
        for name in ("files", "registry"):
            vars(self).pop(name, None)

    def addresses(self, unit: Unit | None) -> tuple[str, ...]:
        """Return who shall type in a workbook: the unit's people, and the robot where another makes it."""
        people = self.registry.addresses.get(unit.id, ()) if unit and self.registry else ()
        return (*people, *([self.robot] if self.editors else []))

    def need(self, heading: Heading) -> Need:
        """Look what the workbook of a heading still lacks."""
        row = None
        if heading.unit and heading.phase and self.registry:
            row = self.registry.links.get((heading.unit.id, heading.phase.number))
        linked = spreadsheet_id(row.link) if row and row.link else ""
        return need(self.drive, self.files, heading, self.addresses(heading.unit), linked)


def create(asked: Namespace) -> int:
    """Make what is missing of the province workbook and of the units' workbooks of the phases asked for."""
    return _provide(asked, making=True)


def share(asked: Namespace) -> int:
    """Share the workbooks that are there with the addresses that «Đơn vị» has now."""
    return _provide(asked, making=False)


def _provide(asked: Namespace, *, making: bool) -> int:
    office = _office(asked)
    troubles: list[str] = []
    with _in_our_words(), progress_lines() as tell:
        if not making and office.registry is None:
            raise CannotRun("Trong thư mục chưa có bảng tính của tỉnh. Hãy chạy sheets create trước.")
        for heading in _headings(asked, office):
            lacking = office.need(heading)
            if not making and lacking.file is None:
                continue
            tell(f"Đang xét {_title(heading)}")
            troubles += _carry_out(asked, office, lacking)
            if heading.unit is None and lacking.steps and not asked.dry_run:
                office.look_again()
        links, conflicts = _links(asked, office, making)
    if office.registry:
        troubles += [f"Địa chỉ chưa dùng được: {each}" for each in office.registry.refused]
    return _told(asked, office, links, [*troubles, *conflicts])


def _carry_out(asked: Namespace, office: Office, lacking: Need) -> list[str]:
    entry: dict[str, Any] = {**_whose(lacking.heading), "link": lacking.file.link if lacking.file else None}
    entry["done"] = list(lacking.steps) if asked.dry_run else []
    office.report.append(entry)
    if lacking.doubt:
        return [f"{_title(lacking.heading)}: {lacking.doubt}"]
    if asked.dry_run:
        return []
    try:
        for file, step in fulfil(office.drive, lacking, notify=asked.notify, editors=office.editors):
            entry["link"] = file.link
            entry["done"].append(step)
    except Refused as fault:
        if not fault.reasons & {"invalidSharingRequest"}:
            raise
        return [f"{_title(lacking.heading)}: {NO_GOOGLE_ACCOUNT}"]
    return []


def _links(asked: Namespace, office: Office, making: bool) -> tuple[int, tuple[str, ...]]:
    """Write links that «Bảng tính» lacks; returns how many cells, and what stands in the way."""
    registry = office.registry
    units = {unit.id: unit for unit in office.plan.units}
    made = [
        (units[entry["unit"]], int(entry["phase"]), str(entry["link"]))
        for entry in office.report
        if entry["unit"] and entry["link"]
    ]
    if registry is None or not making:
        return 0, ()
    cells, conflicts = link_cells(registry, office.plan, made)
    if cells and not asked.dry_run:
        office.drive.write_values(_province(office).id, cells)
    return sum(1 for text in cells.values() if text.startswith("https://")), conflicts


def _province(office: Office) -> File:
    labels = Heading(office.plan).labels(Heading(office.plan).schema)
    return next(file for file in office.files if labels.items() <= file.labels.items())


def check(asked: Namespace) -> int:
    """Test workbooks: can they be read and written, are they still as the template made them."""
    return _test(asked, mending=False)


def repair(asked: Namespace) -> int:
    """Mend the structure of workbooks; what people have typed stays as it is."""
    return _test(asked, mending=True)


def _test(asked: Namespace, *, mending: bool) -> int:
    office = _office(asked)
    lines: list[str] = []
    results: list[dict[str, Any]] = []
    left = 0
    with _in_our_words(), progress_lines() as tell:
        test = SelfTest(office.drive, office.plan, _reader(office), office.registry, office.editors)
        for link in asked.links or _all_links(office):
            tell(f"Đang kiểm tra {link}")
            examined = test.examine(link)
            mended = mending and not asked.dry_run and test.mend(examined)
            done = [point.rule for point in examined.points if point.requests] if mended else []
            results.append({**_examined(examined), "mended": done})
            lines += _examined_lines(examined, bool(mended))
            left += sum(1 for point in examined.points if not (mended and point.requests))
    if not results:
        raise CannotRun("Trong thư mục chưa có bảng tính nào của mẫu. Hãy chạy sheets create trước.")
    end = f"Còn {left} điểm cần xử lý." if left else "Mọi bảng tính đều đúng mẫu."
    say(asked, {"workbooks": results}, [*lines, end])
    return FINDINGS if left else FINE


def _all_links(office: Office) -> list[str]:
    """Return the links of all that was made in the folder, and of all else that «Bảng tính» names."""
    made = {file.id: file.link for file in office.files if "kind" in file.labels}
    rows = office.registry.links.values() if office.registry else ()
    named = {spreadsheet_id(row.link): row.link for row in rows if row.link.startswith("https://")}
    return list((made | named).values())


def login(asked: Namespace) -> int:
    """Let a person sign in in the browser, and keep the sign-in in a file for --account."""
    sign_in(asked.client, asked.output)
    say(asked, {"path": str(asked.output)}, [f"Đã ghi {asked.output}. Giữ kín tệp này như mật khẩu."])
    return FINE


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except Refused as fault:
        if "storageQuotaExceeded" in fault.reasons:
            raise CannotRun(NO_STORAGE) from fault
        detail = f" (Google: {fault.detail})" if fault.detail else ""
        raise CannotRun(f"{fault}{detail}") from fault


def _office(asked: Namespace) -> Office:
    key = os.environ.get("CAMPAIGN_GOOGLE_KEY", "")
    account = asked.account or (Path(key) if key else None)
    if account is None:
        raise CannotRun("Cần --account TỆP.json, hoặc đặt CAMPAIGN_GOOGLE_KEY là tệp khóa tài khoản dịch vụ.")
    source = os.environ.get("CAMPAIGN_SOURCE", "")
    folder = asked.folder or (source.removeprefix(GOOGLE) if source.startswith(GOOGLE) else "")
    folder = folder.rstrip("/").split("/")[-1].split("?")[0]
    if not folder:
        raise CannotRun("Cần --folder: mã hoặc liên kết của thư mục Google Drive chứa các bảng tính.")
    door = open_door(account, base=os.environ.get("CAMPAIGN_GOOGLE_API", ""), scopes=WRITE_SCOPES)
    return Office(Drive(door, folder), load_plan(), _robot(Path(key)) if key else "")


def _robot(key: Path) -> str:
    try:
        info = orjson.loads(key.read_bytes())
    except (OSError, ValueError):
        return ""
    return str(info.get("client_email", "")) if isinstance(info, dict) else ""


def _reader(office: Office) -> str:
    return office.robot if office.editors else ""


def _headings(asked: Namespace, office: Office) -> Iterator[Heading]:
    phase = asked_for.phase(office.plan, asked.phase)
    phases: Sequence[Phase] = [phase] if phase else []
    unit = asked_for.unit(office.plan, asked.unit)
    if unit and not phase:
        raise CannotRun("--unit cần đi cùng --phase.")
    yield Heading(office.plan)
    for each in phases:
        for whose in [unit] if unit else office.plan.units:
            yield Heading(office.plan, whose, each)


def _whose(heading: Heading) -> dict[str, Any]:
    return {
        "unit": heading.unit.id if heading.unit else None,
        "phase": heading.phase.number if heading.phase else None,
    }


def _title(heading: Heading | None) -> str:
    if heading is None:
        return "Bảng tính chưa rõ của ai"
    if heading.unit is None or heading.phase is None:
        return "Bảng tính của tỉnh"
    return f"{heading.unit.name}, {heading.phase.title.lower()}"


def _told(asked: Namespace, office: Office, links: int, troubles: Sequence[str]) -> int:
    will = "Sẽ " if asked.dry_run else "Đã "
    lines = []
    units = {unit.id: unit.name for unit in office.plan.units}
    for entry in office.report:
        name = f"{units[entry['unit']]}, đợt {entry['phase']}" if entry["unit"] else "Bảng tính của tỉnh"
        done = will + "; ".join(entry["done"]) if entry["done"] else "không có gì phải làm"
        lines.append(f"{name}: {done}" + (f" · {entry['link']}" if entry["link"] else ""))
    if links:
        lines.append(f"{will}ghi {links} liên kết vào trang “Bảng tính” của tỉnh.")
    lines += [f"Cần xem lại: {trouble}" for trouble in troubles]
    values = {"workbooks": office.report, "links": links, "troubles": list(troubles)}
    say(asked, {**values, "dry_run": asked.dry_run}, lines)
    return FINDINGS if troubles else FINE


def _examined(examined: Examined) -> dict[str, Any]:
    points = [
        {"rule": p.rule, "place": p.place, "problem": p.problem, "mend": p.mend, "repairs": bool(p.requests)}
        for p in examined.points
    ]
    whose: Mapping[str, Any] = _whose(examined.heading) if examined.heading else {"unit": None, "phase": None}
    return {**whose, "link": examined.link, "points": points}


def _examined_lines(examined: Examined, mended: bool) -> Iterator[str]:
    yield f"{_title(examined.heading)}: {examined.link}"
    for point in examined.points:
        mark = "ĐÃ SỬA" if mended and point.requests else "TỰ SỬA ĐƯỢC" if point.requests else "CẦN XEM"
        place = f"{point.place}: " if point.place else ""
        yield f"  [{mark}] {place}{point.problem} {point.mend}"
    if not examined.points:
        yield "  Đúng mẫu."
