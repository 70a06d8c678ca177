"""How much of gspread's public interface is proven against the loopback Google, by introspection."""

import ast
import inspect
from pathlib import Path

import gspread
import pytest

PROVEN_BY = sorted(Path(__file__).parent.glob("test_emulator_*.py"))

NOT_PROVEN = {
    "Client.expiry": "asks the credentials, never the server",
    "Worksheet.tab_color": "a deprecated name of get_tab_color, which is proven",
}
"""Public names that no test uses, each with the reason."""


@pytest.mark.parametrize("kind", [gspread.Client, gspread.Spreadsheet, gspread.Worksheet])
def test_every_public_name_of_gspread_is_used_against_the_server_or_excused(kind: type) -> None:
    public = {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}
    used = {
        node.attr
        for path in PROVEN_BY
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    excused = {name.split(".")[1] for name in NOT_PROVEN if name.startswith(f"{kind.__name__}.")}
    assert public - used == excused
