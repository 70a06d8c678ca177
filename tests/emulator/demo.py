"""The sample province as Google spreadsheets in one shared folder."""

import json
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from campaign.demo import write_sample
from sheets_schema import tags
from sheets_schema.plans import load_plan
from tests.emulator import Emulator
from tests.emulator.accounts import Account
from tests.emulator.book import Metadata

OFFICER = "ban.chinhsach@congdoan-mau.example"
LINKS = "Bảng tính"


def fill(emulator: Emulator, robot: Account, place: Path | None = None, *, sample: Path | None = None) -> str:
    """Put the sample province into a folder that the service account may write to; return the folder's id.

    With a place, its sample.json there says which day «today» is. `sample` is one written already.
    """
    officer = emulator.accounts.person(OFFICER, "Ban Chính sách pháp luật")
    folder = emulator.folder("Phong trào thi đua 2023 (số liệu minh họa)", officer)
    emulator.share(folder, robot, "writer")
    with tempfile.TemporaryDirectory() as written:
        if sample is None:
            sample = Path(written)
            write_sample(sample, load_plan())
        uploaded = {
            path.relative_to(sample): _upload(emulator, path, folder)
            for path in sorted(sample.rglob("*.xlsx"))
        }
        if place is not None:
            about = json.loads((sample / "sample.json").read_text(encoding="utf-8"))
            (place / "sample.json").write_text(json.dumps(about), encoding="utf-8")
    _link(emulator, uploaded)
    return folder


def _upload(emulator: Emulator, path: Path, folder: str) -> str:
    book_id = emulator.upload(path, emulator.accounts.person(OFFICER), folder)
    file = emulator.world.files[book_id]
    phase = path.parent.name.removeprefix("dot-")
    file.name = path.stem if phase == path.parent.name else f"{path.stem} (đợt {phase})"
    assert file.book is not None
    file.book.properties["title"] = file.name
    labels = _labels(path)
    file.properties = {name: labels[name] for name in tags.WORKBOOK if name in labels}
    file.book.metadata = [
        Metadata(file.book.new_id(), tags.WORKBOOK[name], value, "DOCUMENT")
        for name, value in file.properties.items()
    ]
    return book_id


def _labels(path: Path) -> dict[str, str]:
    """Return the file's custom properties, which Drive would lose in the conversion."""
    with zipfile.ZipFile(path) as package:
        if "docProps/custom.xml" not in package.namelist():
            return {}
        properties = ElementTree.fromstring(package.read("docProps/custom.xml"))
    return {each.get("name", ""): "".join(each.itertext()) for each in properties}


def _link(emulator: Emulator, uploaded: dict[Path, str]) -> None:
    """Replace the file names in the province workbook by the links that Google would have."""
    for book_id in uploaded.values():
        book = emulator.world.files[book_id].book
        tab = book.titled(LINKS) if book else None
        if book is None or tab is None:
            continue
        for cell in tab.cells.values():
            target = uploaded.get(Path(cell.entered)) if isinstance(cell.entered, str) else None
            if target:
                cell.entered = f"https://docs.google.com/spreadsheets/d/{target}/edit"
        book.recalculate(emulator.clock.now().date())
