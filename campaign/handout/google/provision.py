"""Makes, fills and shares workbooks; done twice it changes nothing, cut short it goes on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign.handout.google import template
from campaign.handout.google.drive import Drive, File
from campaign.handout.google.registry import first_units
from campaign.handout.layout import Heading

PROVINCE_MARK = "Bảng tính của tỉnh"


@dataclass(frozen=True)
class Need:
    """What is still to be done for one workbook."""

    heading: Heading
    file: File | None
    """The spreadsheet; None where it is still to be made."""
    bare: bool
    """The template is not in it yet."""
    share_with: tuple[str, ...]
    """Addresses that cannot type in it yet."""
    doubt: str = ""
    """Why nothing can be done without a person."""

    @property
    def steps(self) -> tuple[str, ...]:
        """What will be done, in words; empty where all is done."""
        if self.doubt:
            return ()
        return (
            *(("tạo bảng tính",) if self.file is None else ()),
            *(("ghi mẫu",) if self.bare else ()),
            *(f"chia sẻ cho {address}" for address in self.share_with),
        )


def name(heading: Heading) -> str:
    """Return the name that a workbook gets in Drive."""
    year = f"Thi đua {heading.plan.year}"
    if heading.unit is None or heading.phase is None:
        return f"{PROVINCE_MARK} · {year}"
    return f"{heading.unit.name} · {heading.phase.title} · {year}"


def need(
    drive: Drive, files: Sequence[File], heading: Heading, addresses: Sequence[str], linked: str = ""
) -> Need:
    """Look what a workbook still lacks; changes nothing.

    `addresses`: who shall type in it; `linked`: the id that «Bảng tính» names for it, to tell copies apart.
    """
    labels = heading.labels(heading.schema)
    owned = [file for file in files if labels.items() <= file.labels.items()]
    if linked and linked not in {file.id for file in owned}:
        doubt = f"“Bảng tính” của tỉnh ghi một liên kết khác ({linked}): giữ nguyên, không tạo thêm."
        return Need(heading, None, False, (), doubt)
    file = next((each for each in owned if each.id == linked), None) or (owned[0] if owned else None)
    if len(owned) > 1 and not linked:
        same = ", ".join(f"“{each.name}” ({each.link})" for each in owned)
        doubt = f"Có {len(owned)} bảng tính mang cùng nhãn: {same}. Hãy giữ lại một bảng trong thư mục."
        return Need(heading, None, False, (), doubt)
    if file is None:
        return Need(heading, None, True, tuple(addresses))
    able = drive.writers(file.id)
    missing = tuple(address for address in addresses if address.lower() not in able)
    return Need(heading, file, not drive.outline(file.id).is_ours, missing)


def fulfil(
    drive: Drive, lacking: Need, *, notify: bool, editors: Sequence[str]
) -> Iterator[tuple[File, str]]:
    """Do what a workbook lacks; yields the file and what was done, step by step."""
    heading, file = lacking.heading, lacking.file
    if lacking.doubt:
        return
    if file is None:
        file = drive.make(name(heading), heading.labels(heading.schema))
        yield file, "tạo bảng tính"
    if lacking.bare:
        rows: Mapping[str, Sequence[Mapping[str, object]]] = (
            {} if heading.unit else {"units": first_units(heading.plan)}
        )
        tabs = drive.outline(file.id).tabs
        blank, first = drive.empty_tabs(file.id, tabs), max(tab.id for tab in tabs) + 1
        drive.update(file.id, template.whole(heading, rows, first=first, blank_tabs=blank, editors=editors))
        yield file, "ghi mẫu"
    for address in lacking.share_with:
        drive.share(file.id, address, notify=notify)
        yield file, f"chia sẻ cho {address}"
