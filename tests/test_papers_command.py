"""`report` and `export` on the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from campaign.__main__ import main
from campaign.handout.xlsx import write_unit_template
from sheets_schema.plans import load_plan
from tests.word.parsed import lines, opened

PLAN = load_plan()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the workbook of Phù Cát, phase 2: 30 valid initiatives."""
    monkeypatch.setenv("CAMPAIGN_TODAY", "2023-08-15")
    monkeypatch.setenv("CAMPAIGN_STORE", f"sqlite:///{(tmp_path / 'none.db').as_posix()}")
    monkeypatch.chdir(tmp_path)
    rows = [{"_key": ("initiatives_valid",), "production": 30}]
    source = tmp_path / "sheets"
    source.mkdir()
    write_unit_template(source / "a.xlsx", PLAN, PLAN.unit("phu_cat"), PLAN.phase(2), rows={"summary": rows})
    return source


def test_a_report_is_written_from_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["report", "--phase", "2", "--unit", "Phù Cát", "--source", str(folder), "-o", "r.docx", "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["path"] == "r.docx"
    text = lines(opened(Path("r.docx").read_bytes()))
    assert "Kính gửi: Liên đoàn Lao động tỉnh Bình Định." in text
    assert any(line.startswith("Lũy kế đến ngày 15/8/2023 là 30 sáng kiến;") for line in text)


def test_an_export_is_written_from_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--phase", "2", "--source", str(folder), "-o", "x.xlsx"]) == 0
    assert capsys.readouterr().out == "Đã ghi x.xlsx\n"
    book = openpyxl.load_workbook("x.xlsx")
    assert book.sheetnames[:4] == ["Tổng quan", "Chỉ tiêu", "Theo đơn vị", "Lũy kế"]
    assert book["Tổng quan"]["C5"].value == 30


def test_another_kind_of_file_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--source", str(folder), "-o", "r.pdf"]) == 2
    assert capsys.readouterr().err == "Tên tệp cần kết thúc bằng .docx: r.pdf\n"
