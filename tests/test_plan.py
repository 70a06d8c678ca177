"""What the plan file of 2023 says, and that its entries hold together."""

import datetime

from sheets_schema.cell import Parsed
from sheets_schema.plans import load_plan
from sheets_schema.vietnamese.money import read_money
from sheets_schema.vietnamese.names import read_unit
from sheets_schema.vietnamese.numbers import read_count


def test_the_plan_of_2023_is_loaded_once() -> None:
    assert load_plan() is load_plan()


def test_only_two_numbers_stand_in_the_plan_of_2023() -> None:
    plan = load_plan()
    assert {each.id: each.target for each in plan.indicators if each.target is not None} == {
        "initiatives": 8000
    }
    assert [each.id for each in plan.indicators if each.implied_target] == [
        "works_unions",
        "works_units",
        "congresses",
        "pacts",
    ]
    assert plan.lead.deadline == datetime.date(2023, 8, 31)


def test_a_border_day_belongs_to_the_earlier_phase() -> None:
    plan = load_plan()
    days = [datetime.date(2023, month, day) for month, day in ((5, 31), (6, 1), (9, 30), (10, 1))]
    assert [phase.number for day in days if (phase := plan.phase_of(day))] == [1, 2, 2, 3]
    assert plan.phase_of(datetime.date(2024, 1, 1)) is None


def test_a_phase_is_due_ten_days_after_its_end() -> None:
    assert {(phase.due - phase.last_day).days for phase in load_plan().phases} == {10}


def test_eleven_districts_have_a_tile_and_four_industry_unions_have_none() -> None:
    units = load_plan().units
    assert [(unit.kind, unit.tile is not None) for unit in units] == [("district", True)] * 11 + [
        ("industry", False)
    ] * 4


def test_the_tiles_lie_as_the_districts_do() -> None:
    tiles = {unit.tile: unit.plain for unit in load_plan().units if unit.tile}
    rows = [[tiles.get((row, column), "") for column in range(3)] for row in range(5)]
    assert rows == [
        ["An Lão", "Hoài Nhơn", ""],
        ["Hoài Ân", "Phù Mỹ", ""],
        ["Vĩnh Thạnh", "Phù Cát", ""],
        ["Tây Sơn", "An Nhơn", "Tuy Phước"],
        ["", "Vân Canh", "Quy Nhơn"],
    ]


def test_every_spelling_of_a_unit_reads_as_that_unit() -> None:
    plan = load_plan()
    units = {unit.id: unit.spellings for unit in plan.units}
    read = {
        (unit.id, spelling): read_unit(spelling, units=units)
        for unit in plan.units
        for spelling in unit.spellings
    }
    assert {key: outcome for key, outcome in read.items() if not isinstance(outcome, Parsed)} == {}
    assert {(id, outcome.value) for (id, _), outcome in read.items() if isinstance(outcome, Parsed)} == {
        (unit.id, unit.id) for unit in plan.units
    }


def test_the_examples_of_all_lines_satisfy_every_check() -> None:
    plan = load_plan()
    figures = {
        (line.id, sector): read_money(example) if line.counted == "đồng" else read_count(example)
        for line in plan.lines
        for sector, example in zip(line.sectors, line.examples, strict=True)
    }
    numbers = {key: outcome.value for key, outcome in figures.items() if isinstance(outcome, Parsed)}
    assert numbers.keys() == figures.keys()

    def total(terms: tuple[str, ...], sector: str) -> int | None:
        found = [(numbers.get((term.removeprefix("-"), sector)), term) for term in terms]  # type: ignore[arg-type]
        if any(number is None for number, _ in found):
            return None
        return sum(-int(str(number)) if term.startswith("-") else int(str(number)) for number, term in found)

    broken, judged = [], set()
    for check in plan.line_checks:
        for sector in ("production", "public"):
            left, right = total(check.left, sector), total(check.right, sector)
            if left is None or right is None:
                continue
            judged.add(check.id)
            if not (left == right if check.relation == "=" else left <= right):
                broken.append((check.id, sector, left, right))
    assert (broken, judged) == ([], {check.id for check in plan.line_checks})


def test_movements_carry_the_words_of_the_plan() -> None:
    movements = {movement.id: (movement.title, movement.sectors) for movement in load_plan().movements}
    assert movements["ldg_ldst"] == ("Lao động giỏi, Lao động sáng tạo", ("production",))
    assert movements["vi_nguoi_ngheo"] == (
        "Cả nước chung tay vì người nghèo, không để ai bị bỏ lại phía sau",
        ("production", "public"),
    )
    assert [id for id, (_, sectors) in movements.items() if "officers" in sectors] == ["dmst_hieu_qua"]
