"""The command line: what it prints for people and programs, and the three exit codes."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from campaign.__main__ import main
from campaign.handout.xlsx import write_examples, write_unit_template
from campaign.intake.snapshots import SnapshotStore
from campaign.settings import SettingsError, read_settings
from sheets_schema.plans import load_plan

PLAN = load_plan()
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: exit code, what it printed, what it complained about."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("SOURCE", "STORE", "TODAY", "POLL"):
        monkeypatch.delenv(f"CAMPAIGN_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    yield


def filled(path: Path, **figures: object) -> Path:
    """Write the workbook of Phù Cát, phase 2, with figures in the SXKD column of «Tổng hợp»."""
    rows = [{"_key": (line,), "production": figure} for line, figure in figures.items()]
    write_unit_template(path, PLAN, PLAN.unit("phu_cat"), PLAN.phase(2), rows={"summary": rows})
    return path


def test_a_template_is_written_for_a_unit_by_any_of_its_names(run: Run) -> None:
    for number, name in enumerate(["phu_cat", "LĐLĐ huyện Phù Cát", "phù cát"]):
        code, out, err = run("template", "--unit", name, "--phase", 2, "-o", f"{number}.xlsx", "--json")
        assert (code, json.loads(out), err) == (
            0,
            {"path": f"{number}.xlsx", "kind": "unit", "unit": "phu_cat", "phase": 2},
            "",
        )
    code, out, _ = run("check", "0.xlsx", "--json")
    (checked,) = json.loads(out)["workbooks"]
    assert (code, checked["unit"], checked["phase"], checked["kind"]) == (0, "phu_cat", 2, "unit")
    assert checked["findings"] == []


def test_templates_without_a_unit_and_of_the_province_are_written_too(run: Run) -> None:
    assert run("template", "-o", "trong.xlsx")[:2] == (0, "Đã ghi trong.xlsx\n")
    assert run("template", "--province", "-o", "tinh/tinh.xlsx")[0] == 0
    code, out, _ = run("check", "tinh/tinh.xlsx", "--json")
    assert (code, json.loads(out)["workbooks"][0]["kind"]) == (0, "province")


def test_a_template_never_replaces_what_somebody_may_have_filled(run: Run, tmp_path: Path) -> None:
    path = filled(tmp_path / "x.xlsx", initiatives_valid=145)
    before = path.read_bytes()
    code, out, err = run("template", "--unit", "phu_cat", "--phase", 2, "-o", path)
    assert (code, out, path.read_bytes()) == (2, "", before)
    assert err == f"Đã có tệp {path}; không ghi đè vì có thể đã có số liệu. Hãy chọn tên khác.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("template|--unit|Sài Gòn|--phase|2|-o|x.xlsx", "Không có đơn vị “Sài Gòn”. Các đơn vị: quy_nhon ("),
        ("template|--unit|phu_cat|--phase|4|-o|x.xlsx", "Không có đợt 4. Các đợt: 1, 2, 3."),
        ("template|--unit|phu_cat|-o|x.xlsx", "Cần cả --unit và --phase"),
        ("template|--province|--phase|2|-o|x.xlsx", "--province không đi cùng"),
        ("template|-o|x.docx", "Tên tệp cần kết thúc bằng .xlsx: x.docx"),
        ("check|không-có.xlsx", "Không có tệp hay thư mục không-có.xlsx."),
        ("check", "check: còn thiếu: TỆP"),
        ("check|x.xlsx|--nhanh", "không hiểu: --nhanh"),
        (
            "progress|--source|.|--sector|nông nghiệp",
            "Không có khu vực “nông nghiệp”. Các khu vực: production",
        ),
        ("progress|--source|.|--indicator|x", "Không có chỉ tiêu “x”. Các chỉ tiêu: initiatives ("),
        ("progress|--source|không-có", "Không mở được thư mục không-có."),
        ("progress|--as-of|31/5/2023", "“31/5/2023” không phải ngày; cần dạng 2023-06-30"),
        ("collect|--source|.|--store|mysterydb://x", "Địa chỉ kho số liệu chưa đúng"),
        ("xóa", "không có 'xóa'; chọn một trong "),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_one_plain_line(run: Run, line: str, said: str) -> None:
    code, out, err = run(*line.split("|"))
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err


def test_an_error_is_found_at_its_cell_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    path = filled(tmp_path / "x.xlsx", initiatives_submitted=200, initiatives_valid="một trăm rưỡi gì đó")
    code, out, err = run("check", path, "--json")
    (checked,) = json.loads(out)["workbooks"]
    (error,) = [finding for finding in checked["findings"] if finding["severity"] == "error"]
    assert (code, err) == (1, "")
    assert set(error) == {
        "unit", "phase", "worksheet", "cell", "rule", "severity", "typed", "message", "suggestion", "url",
        "rows", "lost",
    }  # fmt: skip
    assert (error["unit"], error["phase"], error["worksheet"], error["typed"]) == (
        "phu_cat",
        2,
        "Tổng hợp",
        "một trăm rưỡi gì đó",
    )
    summary = sheet(checked, "summary")
    (row,) = [row for row in summary["rows"] if row["line"] == "initiatives_valid"]
    assert error["cell"] == f"{column_of(path, 'SXKD')}{row['row']}"
    assert (row["production"], summary["worksheet"]) == (None, "Tổng hợp")
    assert {(out["row"], out["column"]) for out in summary["left_out"]} == {(row["row"], "production")}
    text = run("check", path)[1]
    assert f"[LỖI] Tổng hợp!{error['cell']}: {error['message']}" in text


def test_typed_rows_come_as_plain_json_values(run: Run, tmp_path: Path) -> None:
    write_examples(tmp_path / "vidu.xlsx", PLAN, "unit")
    code, out, _ = run("check", tmp_path / "vidu.xlsx", "--json")
    (checked,) = json.loads(out)["workbooks"]
    assert (code, checked["findings"]) == (0, [])
    (union,) = sheet(checked, "unions")["rows"]
    assert (
        isinstance(union["row"], int) and isinstance(union["members"], int) and isinstance(union["due"], bool)
    )
    (work,) = sheet(checked, "works")["rows"]
    assert isinstance(work["benefit"], int | None)
    months_or_days = [work["started_on"], work["completed_on"]]
    assert all(day is None or datetime.date.fromisoformat(f"{day}-01"[:10]) for day in months_or_days)


def test_a_folder_is_checked_whole_and_a_broken_file_is_a_finding(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bang-tinh"
    folder.mkdir()
    whole = filled(folder / "a.xlsx", initiatives_valid=145).read_bytes()
    (folder / "b.xlsx").write_bytes(whole[:500])
    code, out, _ = run("check", folder, "--json")
    checked = {Path(each["path"]).name: each for each in json.loads(out)["workbooks"]}
    assert (code, checked["a.xlsx"]["unit"], checked["b.xlsx"]["unit"]) == (1, "phu_cat", None)
    assert [finding["rule"] for finding in checked["b.xlsx"]["findings"]] == ["workbook.unreadable"]


def test_two_workbooks_of_one_unit_and_phase_are_found_together(run: Run, tmp_path: Path) -> None:
    paths = [filled(tmp_path / f"{valid}.xlsx", initiatives_valid=valid) for valid in (145, 146)]
    code, out, _ = run("check", *paths, "--json")
    alone = run("check", paths[0], "--json")
    assert (code, alone[0]) == (1, 0)
    assert any(
        finding["severity"] == "error"
        for each in json.loads(out)["workbooks"]
        for finding in each["findings"]
    )


def test_progress_of_the_sample_stands_on_its_own_day(run: Run, sample_province: Path) -> None:
    code, out, _ = run("progress", "--source", sample_province, "--json")
    told = json.loads(out)
    assert (code, told["today"], told["sample"]) == (0, "2023-08-15", True)
    assert [each["indicator"] for each in told["progress"]] == [each.id for each in PLAN.indicators]
    first = told["progress"][0]
    assert (first["indicator"], first["target"], first["official"]) == ("initiatives", 8000, True)
    assert first["actual"] / first["target"] == pytest.approx(first["percent"])
    assert {"unit", "sector", "phase", "answer", "status", "units_reported", "left_out"} <= set(first)


def test_progress_takes_names_and_gives_the_same_as_ids(run: Run, sample_province: Path) -> None:
    by_id = ["--indicator", "initiatives", "--unit", "phu_cat", "--sector", "production", "--phase", 1]
    named = PLAN.indicator("initiatives").short
    by_name = ["--indicator", named, "--unit", "LĐLĐ huyện Phù Cát", "--sector", "SXKD", "--phase", 1]
    answers = [
        run("progress", "--source", sample_province, "--json", *words)[1] for words in (by_id, by_name)
    ]
    told = [json.loads(answer)["progress"] for answer in answers]
    assert told[0] == told[1]
    assert [(each["unit"], each["sector"], each["phase"]) for each in told[0]] == [
        ("phu_cat", "production", 1)
    ]
    table = run("progress", "--source", sample_province, *by_id)[1]
    assert told[0][0]["answer"] in table


def test_progress_as_of_a_day_is_what_was_known_then(run: Run, sample_history: Path) -> None:
    store = f"sqlite:///{sample_history / 'campaign.db'}"
    words = ["progress", "--indicator", "initiatives", "--json"]
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("CAMPAIGN_SOURCE", str(sample_history / "sample"))
        surroundings.setenv("CAMPAIGN_STORE", store)
        then = json.loads(run(*words, "--as-of", "2023-05-31")[1])
        now = json.loads(run(*words)[1])
    assert (then["today"], now["today"]) == ("2023-05-31", "2023-08-15")
    assert then["progress"][0]["actual"] < now["progress"][0]["actual"]


def test_collect_records_what_changed_and_says_so(run: Run, tmp_path: Path) -> None:
    folder, store = tmp_path / "bang-tinh", f"sqlite:///{tmp_path / 'campaign.db'}"
    folder.mkdir()
    filled(folder / "a.xlsx", initiatives_valid=145)
    words = ["collect", "--source", folder, "--store", store, "--json"]
    first, second = (json.loads(run(*words)[1]) for _ in range(2))
    assert (first["refresh"], first["changed"], first["workbooks"]) == (1, True, 1)
    assert (second["refresh"], second["changed"], second["version"]) == (1, False, first["version"])
    assert second["checked_at"] > first["checked_at"]
    opened = SnapshotStore(store)
    turn = opened.turn()
    assert turn.take()
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err == f"Một chương trình khác đang thu thập vào kho {store}.\n"
    turn.release()
    opened.close()
    shutil.rmtree(folder)
    code, out, err = run(*words)
    assert (code, out, err.startswith("Không mở được thư mục")) == (2, "", True)


def test_a_workbook_deleted_by_mistake_stays_and_one_deleted_on_purpose_can_be_forgotten(
    run: Run, tmp_path: Path
) -> None:
    folder, store = tmp_path / "bang-tinh", f"sqlite:///{tmp_path / 'campaign.db'}"
    folder.mkdir()
    path = filled(folder / "a.xlsx", initiatives_valid=145)
    words = ["collect", "--source", folder, "--store", store]
    assert run(*words, "--forget", "a.xlsx")[::2] == (
        2,
        "Không bỏ được a.xlsx: chỉ bỏ được bảng tính đã xóa khỏi thư mục mà vẫn đang tính.\n",
    )
    path.unlink()
    code, out, _ = run(*words)
    assert (code, out.splitlines()[1:]) == (
        0,
        ["a.xlsx: Bảng tính không còn trong thư mục; đang dùng nội dung đọc được lần cuối."],
    )
    assert json.loads(run(*words, "--forget", "a.xlsx", "--json")[1])["workbooks"] == 0


def test_collect_watches_until_it_is_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "bang-tinh"
    folder.mkdir()
    words = [sys.executable, "-m", "campaign", "collect", "--watch"]
    words += ["--source", folder, "--store", f"sqlite:///{tmp_path / 'c.db'}"]
    root = Path(__file__).parent.parent
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, env=env(CAMPAIGN_POLL="0.2")) as watching:
        assert watching.stdout is not None
        assert "0 bảng tính, có số liệu mới." in watching.stdout.readline().decode()
        filled(folder / "a.xlsx", initiatives_valid=145)
        assert "1 bảng tính, có số liệu mới." in watching.stdout.readline().decode()
        watching.terminate()


def test_all_accepted_rows_are_exported(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bang-tinh"
    folder.mkdir()
    filled(folder / "a.xlsx", initiatives_valid=145)
    code, out, _ = run("datapackage", "--source", folder, "-o", tmp_path / "goi", "--json")
    assert (code, json.loads(out)["path"]) == (0, str(tmp_path / "goi" / "datapackage.json"))
    assert json.loads((tmp_path / "goi" / "datapackage.json").read_bytes())["resources"]


def test_help_is_vietnamese(run: Run) -> None:
    for command in ("", "template", "check", "progress", "collect", "demo", "datapackage"):
        code, out, _ = run(*filter(None, [command]), "--help")
        assert (code, out.startswith("cách dùng: python -m campaign")) == (0, True)
        assert not {"usage", "options", "arguments", "show", "exit"} & set(out.replace(":", " ").split())


def test_settings_come_from_the_surroundings(tmp_path: Path) -> None:
    plain = read_settings({})
    assert (str(plain.source), plain.store, plain.today, plain.poll, plain.sample) == (
        "var/sample",
        "sqlite:///var/campaign.db",
        None,
        5.0,
        False,
    )
    (tmp_path / "sample.json").write_text('{"today": "2023-08-15", "sample": true}')
    sample = read_settings({"CAMPAIGN_SOURCE": str(tmp_path)})
    assert (sample.today, sample.sample) == (datetime.date(2023, 8, 15), True)
    own_day = read_settings(
        {"CAMPAIGN_SOURCE": str(tmp_path), "CAMPAIGN_TODAY": "2023-09-01", "CAMPAIGN_POLL": "0.5"}
    )
    assert (own_day.today, own_day.poll) == (datetime.date(2023, 9, 1), 0.5)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (
            {"CAMPAIGN_TODAY": "15/8/2023"},
            "CAMPAIGN_TODAY: “15/8/2023” không phải ngày. Cần dạng 2023-08-15.",
        ),
        ({"CAMPAIGN_POLL": "nhanh"}, "CAMPAIGN_POLL: “nhanh” chưa đúng. Cần số giây từ 0.1 đến 86400."),
        ({"CAMPAIGN_POLL": "0"}, "CAMPAIGN_POLL: “0” chưa đúng. Cần số giây từ 0.1 đến 86400."),
        ({"CAMPAIGN_POLL": "nan"}, "CAMPAIGN_POLL: “nan” chưa đúng. Cần số giây từ 0.1 đến 86400."),
    ],
)
def test_a_wrong_setting_is_named_with_what_belongs_there(setting: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(setting)
    assert str(refused.value) == said


def sheet(checked: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in checked["worksheets"] if each["name"] == name)


def column_of(path: Path, header: str) -> str:
    tab = openpyxl.load_workbook(path)["Tổng hợp"]
    return next(cell.column_letter for cell in tab[3] if str(cell.value).startswith(header))


def env(**more: str) -> dict[str, str]:
    return {**os.environ, **more}
