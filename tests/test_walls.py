"""The walls of the design: who may import whom, and how long a file and a function may grow."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("app", "pages", "dashboard", "campaign", "sheets_schema", "tests", "benchmarks")

# A library, and the only places that may know it.
DOORS = {
    "streamlit": ("app", "pages", "dashboard"),
    "streamlit_authenticator": ("dashboard",),
    "starlette": ("app", "dashboard.server"),
    "gspread": ("campaign.google",),
    "google": ("campaign.google",),
    "googleapiclient": ("campaign.google",),
    "altair": ("campaign.output.charts",),
    "docx": ("campaign.output",),
    "vl_convert": ("campaign.output",),
}

# A package of ours, and what of ours it must not know.
BARRED = {
    "sheets_schema": ("app", "pages", "dashboard", "campaign", "tests", "benchmarks"),
    "campaign": ("app", "pages", "dashboard", "tests", "benchmarks"),
    "dashboard": ("app", "pages", "tests", "benchmarks"),
    "pages": ("app", "pages", "tests", "benchmarks"),
    "app": ("pages", "tests", "benchmarks"),
    "campaign.records": ("campaign.handout", "campaign.intake", "campaign.measures", "campaign.output"),
    "campaign.handout": ("campaign.intake", "campaign.measures", "campaign.output"),
    "campaign.intake": ("campaign.handout", "campaign.measures", "campaign.output"),
    "campaign.measures": ("campaign.handout", "campaign.intake", "campaign.output"),
    "campaign.output": ("campaign.handout", "campaign.intake"),
    "campaign.accounts": ("campaign.handout", "campaign.intake", "campaign.measures", "campaign.output"),
    "campaign.office": ("campaign.handout", "campaign.intake", "campaign.output"),
}


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def imported(source: str, module: str, *, is_package: bool = False) -> Iterator[str]:
    """Every module that `source`, the text of `module`, imports; `from a import b` gives both a and a.b."""
    home = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def broken_walls(module: str, name: str) -> bool:
    """Whether `module` must not import `name`."""
    library = name.split(".")[0]
    if library in DOORS and not within(module, DOORS[library]):
        return True
    if within(module, ("sheets_schema",)) and library not in {"sheets_schema", *sys.stdlib_module_names}:
        return True
    return any(within(module, (package,)) and within(name, barred) for package, barred in BARRED.items())


def long_functions(source: str, limit: int) -> list[str]:
    """Names of the functions of more than `limit` lines, from `def` to the last."""
    return [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > limit
    ]


def our_files() -> list[Path]:
    folders = [path for name in OURS for path in (ROOT / name).rglob("*.py")]
    return sorted([*folders, *ROOT.glob("*.py")])


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_file_reaches_through_a_wall() -> None:
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in our_files()
        if module_of(path).split(".")[0] not in ("tests", "benchmarks")
        for name in imported(
            path.read_text(encoding="utf-8"), module_of(path), is_package=path.name == "__init__.py"
        )
        if broken_walls(module_of(path), name)
    ]
    assert found == []


def test_no_file_grows_beyond_one_concept() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in our_files()}
    found = [
        f"{path}: {lines} lines"
        for path, lines in lengths.items()
        if lines > (80 if path.parts[0] == "pages" else 400)
    ]
    assert found == []


def test_no_function_grows_beyond_one_screen() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {function}"
        for path in our_files()
        if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks")
        for function in long_functions(path.read_text(encoding="utf-8"), 40)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("campaign.measures.progress", "streamlit"),
        ("campaign.measures.progress", "altair.vegalite"),
        ("campaign.measures.progress", "campaign.intake.reading.workbook"),
        ("campaign.intake.sources.folder", "campaign.output"),
        ("campaign.output.word", "campaign.handout.xlsx"),
        ("campaign.handout.xlsx", "gspread"),
        ("campaign.records", "campaign.measures.progress"),
        ("campaign.access", "dashboard.session"),
        ("sheets_schema.plan", "pandas"),
        ("sheets_schema.plan", "campaign.records"),
        ("dashboard.figures", "starlette.responses"),
        ("dashboard.figures", "altair"),
        ("dashboard.figures", "pages.unit"),
        ("pages.unit", "pages.indicator"),
    ],
)
def test_an_import_through_a_wall_is_seen(module: str, name: str) -> None:
    assert broken_walls(module, name)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("app", "streamlit"),
        ("pages.unit", "campaign.measures.course"),
        ("dashboard.server", "starlette.responses"),
        ("campaign.google", "gspread"),
        ("campaign.output.charts", "altair"),
        ("campaign.output.word", "campaign.measures.progress"),
        ("campaign.intake.sources.google", "campaign.google"),
        ("campaign.demo", "campaign.handout.xlsx"),
        ("sheets_schema.plan", "tomllib"),
        ("sheets_schema.plan", "sheets_schema.vietnamese.text"),
    ],
)
def test_an_import_down_the_layers_is_allowed(module: str, name: str) -> None:
    assert not broken_walls(module, name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import altair as alt", ["altair"]),
        ("from campaign import measures", ["campaign", "campaign.measures"]),
        ("def f():\n    from ..measures import course", ["campaign.measures", "campaign.measures.course"]),
        ("from . import charts", ["campaign.output", "campaign.output.charts"]),
    ],
)
def test_every_form_of_import_is_read(source: str, expected: list[str]) -> None:
    assert list(imported(source, "campaign.output.word")) == expected


def test_a_package_counts_its_dots_from_itself() -> None:
    source = "from .charts import bars"
    assert list(imported(source, "campaign.output", is_package=True)) == [
        "campaign.output.charts",
        "campaign.output.charts.bars",
    ]


def test_a_function_is_measured_from_its_def_to_its_last_line() -> None:
    source = "@cache\ndef short():\n    return 1\n\ndef long():\n    a = 1\n    return a\n"
    assert long_functions(source, 2) == ["long (3 lines)"]
