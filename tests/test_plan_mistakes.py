"""A mistake in a plan file is told to its author with the file, the entry and what belongs there."""

import datetime
from pathlib import Path

import pytest

from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan
from sheets_schema.vocabulary import SchemaError
from tests.small_plan import SMALL


def loaded(text: str, folder: Path) -> Plan:
    path = folder / "thu.toml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def complaint(folder: Path, old: str, new: str) -> str:
    """What the loader says about the small plan with one text replaced."""
    assert old in SMALL
    with pytest.raises(SchemaError) as raised:
        loaded(SMALL.replace(old, new, 1), folder)
    return str(raised.value)


def test_a_plan_file_becomes_values(tmp_path: Path) -> None:
    plan = loaded(SMALL, tmp_path)
    assert plan.phase_of(datetime.date(2024, 6, 30)) == plan.phase(1)
    assert plan.indicator("members").pace == (
        (datetime.date(2024, 6, 30), 0.4),
        (datetime.date(2024, 12, 31), 1.0),
    )
    assert plan.line("care_money").sectors == ("public",)
    assert plan.award_levels == {"Giấy khen của CĐCS": ("CĐCS",)}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'counted = "người"\nkind = "flow"\nexamples = ["3", "4"]',
            'conted = "người"\nkind = "flow"\nexamples = ["3", "4"]',
            "thu.toml, mục [[lines]] thứ 2 (`members_admitted_female`): không có khóa `conted` "
            "(có phải `counted`?); các khóa: id, title, group, counted, kind, required, sectors, clause, "
            "description, examples, aliases.",
        ),
        (
            'title = "Kết nạp mới là nữ"\n',
            "",
            "thu.toml, mục [[lines]] thứ 2 (`members_admitted_female`): "
            "thiếu `title`; cần chữ trong dấu nháy.",
        ),
        (
            "due = 2024-07-10",
            'due = "10/7/2024"',
            "thu.toml, mục [[phases]] thứ 1 (`Đợt 1`), khóa `due`: đang là “10/7/2024”; "
            "cần ngày dạng 2023-05-31, không có nháy.",
        ),
        (
            "target = 100",
            "target = 100.5",
            "thu.toml, mục [[indicators]] thứ 1 (`members`), khóa `target`: đang là 100.5; "
            "cần số nguyên, không có nháy.",
        ),
        (
            'kind = "total"',
            'kind = "sum"',
            "thu.toml, mục [[indicators]] thứ 1 (`members`), khóa `kind`: đang là “sum”; "
            "cần một trong: total, share.",
        ),
        (
            'sectors = ["public"]',
            'sectors = ["HCSN"]',
            "thu.toml, mục [[lines]] thứ 3 (`care_money`), khóa `sectors`, phần tử thứ 1: đang là “HCSN”; "
            "cần một trong: production, public.",
        ),
        (
            "[[2024-06-30, 0.4], [2024-12-31, 1.0]]",
            "[[2024-06-30, 0.4, 1], [2024-12-31, 1.0]]",
            "thu.toml, mục [[indicators]] thứ 1 (`members`), khóa `pace`, phần tử thứ 1: "
            "đang là danh sách 3 phần tử; cần 2 giá trị trong ngoặc vuông: "
            "ngày dạng 2023-05-31, không có nháy, số thập phân, như 0.95.",
        ),
        ("year = 2024\n", "", "thu.toml, phần đầu tệp: thiếu `year`; cần số nguyên, không có nháy."),
        (
            '[[units]]\nid = "phu_cat"',
            '[[unit]]\nid = "phu_cat"',
            "thu.toml, phần đầu tệp: không có khóa `unit`; cần một trong: id, title, "
            "province, federation, year, "
            "first_day, last_day, on_pace_from, at_risk_below, recipients, ranking, "
            "[[phases]], [[sectors]], [[units]], [[indicators]], [[report_rows]], [[lines]], "
            "[[line_checks]], [[movements]], [[granting_levels]], "
            "[[awards]], [[events]].",
        ),
    ],
    ids=["unknown key", "missing key", "text for a day", "decimal for a number", "other word",
         "word in a list", "list too long", "missing in the head", "unknown kind of entry"],
)  # fmt: skip
def test_a_mistake_in_an_entry_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert complaint(tmp_path, old, new) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'line = "members_admitted"',
            'line = "members_admited"',
            "mục [[indicators]] thứ 1 (`members`), khóa `line`: không có dòng `members_admited`; "
            "cần `id` của một mục [[lines]].",
        ),
        (
            'id = "members_admitted_female"',
            'id = "members_admitted"',
            "mục [[lines]] thứ 2 (`members_admitted`): trùng `id` với mục thứ 1; cần một `id` riêng.",
        ),
        (
            'title = "Kết nạp mới là nữ"',
            'title = "KẾT NẠP MỚI"',
            "mục [[lines]] thứ 2 (`members_admitted_female`): cách gọi “KẾT NẠP MỚI” đã thuộc mục thứ 1; "
            "cần mỗi cách gọi chỉ chỉ một mục.",
        ),
        (
            "Phù Mĩ huyện",
            "phù cát",
            "mục [[units]] thứ 2 (`phu_my`): cách gọi “phù cát” đã thuộc mục thứ 1; "
            "cần mỗi cách gọi chỉ chỉ một mục.",
        ),
        (
            "tile = [0, 1]",
            "tile = [0, 0]",
            "mục [[units]] thứ 2 (`phu_my`), khóa `tile`: trùng ô của `phu_cat`; cần ô riêng.",
        ),
        (
            "first_day = 2024-07-01",
            "first_day = 2024-06-30",
            "mục [[phases]] thứ 2 (`Đợt 2`), khóa `first_day`: 30/6/2024 chồng lên đợt trước; cần 1/7/2024.",
        ),
        (
            "first_day = 2024-07-01",
            "first_day = 2024-07-02",
            "mục [[phases]] thứ 2 (`Đợt 2`), khóa `first_day`: 2/7/2024 để hở ngày so với đợt trước; "
            "cần 1/7/2024.",
        ),
        (
            "last_day = 2024-12-31\ndue",
            "last_day = 2024-11-30\ndue",
            "các mục [[phases]]: cần phủ hết thời gian thi đua, từ 1/1/2024 đến 31/12/2024.",
        ),
        (
            "number = 2",
            "number = 3",
            "mục [[phases]] thứ 2 (`Đợt 2`), khóa `number`: đang là 3; cần 2, các đợt theo thứ tự.",
        ),
        (
            "due = 2024-07-10",
            "due = 2024-06-10",
            "mục [[phases]] thứ 1 (`Đợt 1`): cần `last_day` ≤ `due` ≤ `locked`.",
        ),
        (
            "last_day = 2024-12-31\non_pace",
            "last_day = 2025-12-31\non_pace",
            "phần đầu tệp: `first_day` và `last_day` cần nằm trong năm 2024.",
        ),
        (
            "at_risk_below = 0.8",
            "at_risk_below = 0.99",
            "phần đầu tệp: cần 0 < `at_risk_below` ≤ `on_pace_from` ≤ 1.",
        ),
        (
            "day = 2024-05-01",
            "day = 2023-05-01",
            "mục [[events]] thứ 1 (`Quốc tế Lao động`): cần một ngày trong thời gian thi đua.",
        ),
    ],
)  # fmt: skip
def test_entries_that_do_not_fit_together_are_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert complaint(tmp_path, old, new) == f"thu.toml, {message}"


INDICATOR = "mục [[indicators]] thứ 1 (`members`)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "target = 100",
            "target = 0",
            f"{INDICATOR}, khóa `target`: đang là 0; cần số lớn hơn 0, hoặc bỏ khóa nếu chưa giao.",
        ),
        (
            "deadline = 2024-12-31",
            "deadline = 2025-01-31",
            f"{INDICATOR}, khóa `deadline`: 31/1/2025 nằm ngoài thời gian thi đua; "
            "cần từ 1/1/2024 đến 31/12/2024.",
        ),
        (
            "[[2024-06-30, 0.4], [2024-12-31, 1.0]]",
            "[[2024-06-30, 0.4], [2024-09-30, 0.3], [2024-12-31, 1.0]]",
            f"{INDICATOR}, khóa `pace`: (30/9/2024, 0.3) không tăng so với mốc trước; "
            "cần ngày và tỷ lệ tăng dần.",
        ),
        (
            "[2024-12-31, 1.0]]",
            "[2024-12-31, 0.9]]",
            f"{INDICATOR}, khóa `pace`: mốc cuối là (31/12/2024, 0.9); "
            "cần (31/12/2024, 1.0), đúng hạn của chỉ tiêu.",
        ),
        (
            "pace = [[2024-06-30, 0.4], [2024-12-31, 1.0]]\n",
            "",
            f"{INDICATOR}: thiếu `pace`; chỉ tiêu có đích cần tiến độ, như [[2023-05-31, 0.4], …].",
        ),
        (
            "lead = true",
            "",
            "các mục [[indicators]]: cần đúng một chỉ tiêu có lead = true.",
        ),
        (
            'line = "members_admitted"\n',
            "",
            f"{INDICATOR}, khóa `line`: cần có khi và chỉ khi `measure` là line_total.",
        ),
        (
            "target = 100",
            "implied_target = true",
            f"{INDICATOR}, khóa `implied_target`: chỉ dùng cho `kind` là share.",
        ),
    ],
)  # fmt: skip
def test_an_indicator_that_cannot_be_measured_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert complaint(tmp_path, old, new) == f"thu.toml, {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'right = ["members_admitted"]',
            'right = ["members_admited"]',
            "mục [[line_checks]] thứ 1 (`female`): không có dòng `members_admited`; "
            "cần `id` của một mục [[lines]].",
        ),
        (
            'right = ["members_admitted"]',
            'right = ["-care_money"]',
            "mục [[line_checks]] thứ 1 (`female`): cộng tiền với số lượng; "
            "cần các dòng cùng là tiền hoặc cùng là số lượng.",
        ),
        (
            "tổng {right}",
            "tổng {total}",
            "mục [[line_checks]] thứ 1 (`female`), khóa `message`: chỉ dùng được {left} và {right}.",
        ),
        (
            'examples = ["3", "4"]',
            'examples = ["3"]',
            "mục [[lines]] thứ 2 (`members_admitted_female`), khóa `examples`: đang có 1 ví dụ; "
            "cần 2, mỗi ô một ví dụ.",
        ),
        (
            'examples = ["5.000.000"]\n',
            'examples = ["5.000.000"]\n\n[[lines]]\nid = "x"\ntitle = "X"\ngroup = "Đoàn viên"\n'
            'counted = "người"\nkind = "flow"\nexamples = ["1", "1"]\n',
            "mục [[lines]] thứ 4 (`x`), khóa `group`: nhóm “Đoàn viên” bị tách đôi; "
            "cần để các mục của nhóm liền nhau.",
        ),
        (
            'asks = ["date", "document"]\nexamples = ["05/07/2024", "15/BC-LĐLĐ"]',
            'asks = ["content"]\ncontent = "choice"\nexamples = ["Tốt"]',
            "mục [[report_rows]] thứ 1 (`report_sent`), khóa `options`: "
            "cần có khi và chỉ khi `content` là choice.",
        ),
        (
            'granted_by = ["CĐCS"]',
            'granted_by = ["Công ty"]',
            "mục [[awards]] thứ 1 (`Giấy khen của CĐCS`), khóa `granted_by`: không có cấp “Công ty”; "
            "cần một trong: CĐCS.",
        ),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_printed_or_checked_is_told(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert complaint(tmp_path, old, new) == f"thu.toml, {message}"


def test_a_file_that_is_not_toml_is_told(tmp_path: Path) -> None:
    assert complaint(tmp_path, 'id = "thu_2024"', "id = thu").startswith("thu.toml: sai cú pháp TOML (")


def test_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"^Không đọc được tệp kế hoạch .*thieu\.toml: "):
        load_plan(tmp_path / "thieu.toml")


def test_a_plan_without_lines_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as raised:
        loaded(SMALL[: SMALL.index("[[lines]]")], tmp_path)
    assert str(raised.value) == "thu.toml, không có mục [[lines]] nào; cần ít nhất một."


RANKING = """
[ranking]
bonus = 2

[[ranking.criteria]]
id = "members"
title = "Đoàn viên mới"
rule = "target"
weight = 60
indicators = ["members"]

[[ranking.criteria]]
id = "on_time"
title = "Báo cáo đúng hạn"
rule = "on_time"
weight = 40

[[ranking.grades]]
title = "Tốt"
least = 75

[[ranking.grades]]
title = "Đạt"
least = 0
"""


def test_a_ranking_is_read_and_is_off_unless_it_says_on(tmp_path: Path) -> None:
    ranking = loaded(SMALL + RANKING, tmp_path).ranking
    assert ranking is not None
    assert (ranking.on, ranking.bonus) == (False, 2.0)
    assert [(one.id, one.weight) for one in ranking.criteria] == [("members", 60), ("on_time", 40)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "weight = 40",
            "weight = 30",
            "thu.toml, phần [ranking], khóa `weight` của các tiêu chí: cộng lại đang là 90; cần 100.",
        ),
        (
            'id = "on_time"',
            'id = "members"',
            "thu.toml, phần [ranking], mục [[ranking.criteria]] thứ 2 (`members`), khóa `id`: "
            "đã dùng ở mục trước; cần một `id` riêng.",
        ),
        (
            'indicators = ["members"]',
            'indicators = ["member"]',
            "thu.toml, phần [ranking], mục [[ranking.criteria]] thứ 1 (`members`), khóa `indicators`: "
            "không có `member` trong kế hoạch.",
        ),
        (
            'rule = "on_time"',
            'rule = "lines"',
            "thu.toml, phần [ranking], mục [[ranking.criteria]] thứ 2 (`on_time`), khóa `lines`: "
            "đang có 0 mục; cần 2.",
        ),
        (
            'rule = "on_time"',
            'rule = "late"',
            "thu.toml, phần đầu tệp, khóa `ranking`, khóa `criteria`, phần tử thứ 2, khóa `rule`: đang là "
            "“late”; cần một trong: target, coverage, begun, lines, median, on_time.",
        ),
        (
            "least = 75",
            "least = 0",
            "thu.toml, phần [ranking], các mục [[ranking.grades]]: “Đạt” từ 0.0 điểm không thấp hơn “Tốt” "
            "từ 0.0 điểm; cần xếp từ cao xuống thấp.",
        ),
        (
            'title = "Đạt"\nleast = 0',
            'title = "Đạt"\nleast = 10',
            "thu.toml, phần [ranking], các mục [[ranking.grades]]: mức cuối cần có `least = 0` "
            "để điểm nào cũng có mức.",
        ),
    ],
)
def test_a_mistake_in_the_ranking_is_told_with_its_place(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    assert old in RANKING
    with pytest.raises(SchemaError) as raised:
        loaded(SMALL + RANKING.replace(old, new, 1), tmp_path)
    assert str(raised.value) == message
