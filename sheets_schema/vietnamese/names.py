"""Names of units, unions and people, in all the ways they are written."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from sheets_schema.cell import Cell, Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.choices import SEVERAL, is_likely
from sheets_schema.vietnamese.encodings import refused_encoding
from sheets_schema.vietnamese.refusals import as_typed, quoted, refused_formula, refused_kind
from sheets_schema.vietnamese.text import bare, clean, fold, is_accentless, marker, words

_FEDERATION = [["lđlđ"], words("liên đoàn lao động")]
_UNION = [["cđ"], words("công đoàn"), ["cđn"], words("công đoàn ngành"), ["cđ", "ngành"]]
_AREAS = {
    "thành phố": ("thành phố", "tp", "tphố", "t phố", "t p"),
    "thị xã": ("thị xã", "tx", "txã", "t xã", "t x"),
    "huyện": ("huyện", "h"),
    "quận": ("quận", "q"),
}
_AREA_WORDS = {tuple(words(typed)): area for area, typed_words in _AREAS.items() for typed in typed_words}
_PROVINCE = frozenset(
    fold(f"{body}{place}")
    for body in ("LĐLĐ ", "Liên đoàn Lao động ", "")
    for place in ("tỉnh", "tỉnh Bình Định", "tỉnh BĐ", "Bình Định", "toàn tỉnh")
)


class _Name(NamedTuple):
    """A unit's name taken apart: LĐLĐ | huyện | Tây Sơn."""

    area: str
    core: str


class _Known(NamedTuple):
    """All that the units' names say, indexed."""

    whole: dict[str, str]
    core: dict[str, str]
    area: dict[str, str]
    display: dict[str, str]
    official: dict[str, str]


def read_unit(cell: Cell, *, units: Mapping[str, tuple[str, ...]]) -> Outcome:
    """Read the name of a reporting unit; the value is its id.

    `units` gives the official name, the short one and any aliases of each id.
    """
    refused = refused_formula(cell) or refused_kind(cell, "tên đơn vị", "văn bản")
    if refused is not None:
        return refused
    if cell is None or not isinstance(cell, str):
        return (
            Missing() if cell is None else _no_unit(as_typed(cell) if isinstance(cell, int | float) else "")
        )
    text = clean(cell)
    if not text or marker(text) in ("dash", "unknown"):
        return Missing("Đã ghi nhận: chưa có tên đơn vị." if text else "")
    if marker(text) == "ditto":
        return Refused(f"Không dùng {quoted(text)} ở cột đơn vị. Hãy ghi tên đơn vị.")
    refused = refused_encoding(cell)
    if refused is not None:
        return refused
    return _unit(cell.strip(), text, _known(tuple(units.items())))


@lru_cache(maxsize=32)
def _known(units: tuple[tuple[str, tuple[str, ...]], ...]) -> _Known:
    known = _Known({}, {}, {}, {}, {})
    for unit, names in units:
        for name in reversed(names):
            taken = _taken_apart(name)
            known.whole[fold(name)] = unit
            known.core.setdefault(taken.core, unit)
            if taken.area:
                known.area[unit] = taken.area
        if names:
            known.official[unit] = names[0]
            known.display[unit] = _display(names[0])
    return known


def _unit(typed: str, text: str, known: _Known) -> Outcome:
    """Read a clean text that names one unit, or say which it may be."""
    taken = _taken_apart(text)
    unit = known.whole.get(fold(text))
    if unit is not None:
        return Parsed(
            unit, "" if typed == known.official[unit] else f"Đọc {quoted(typed)} là {known.official[unit]}."
        )
    if fold(text) in _PROVINCE:
        return Refused(f"{quoted(text)} không phải đơn vị báo cáo ở bảng này. Hãy ghi tên đơn vị.")
    unit = known.core.get(taken.core)
    if unit is not None:
        return _with_area(text, taken, unit, known)
    if is_accentless(text):
        meant = {found for core, found in known.core.items() if bare(core) == bare(taken.core)}
        meant |= {found for whole, found in known.whole.items() if bare(whole) == fold(text)}
        if len(meant) == 1:
            unit = meant.pop()
            return Parsed(unit, warning=f"Đã hiểu là {known.display[unit]}. Hãy gõ có dấu.")
    if _names_several(text, known):
        return Refused("Mỗi dòng chỉ ghi một đơn vị.")
    likely = {found for core, found in known.core.items() if is_likely(taken.core, core)}
    likely |= {found for whole, found in known.whole.items() if is_likely(fold(text), whole)}
    return _no_unit(text, known.display[likely.pop()] if len(likely) == 1 else "")


def _with_area(text: str, taken: _Name, unit: str, known: _Known) -> Parsed:
    """Accept a known name; warn where it is called a district and is a town."""
    area, official = known.area.get(unit, ""), known.official[unit]
    if taken.area and area and taken.area != area:
        return Parsed(unit, warning=f"{known.display[unit]} là {area}. Đã hiểu là {official}.")
    return Parsed(unit, f"Đọc {quoted(text)} là {official}.")


def _no_unit(text: str, likely: str = "") -> Refused:
    if likely:
        return Refused(f"Không có đơn vị {quoted(text)}. Có phải {likely}?", likely)
    return Refused(f"Không có đơn vị {quoted(text)}. Hãy chọn tên trong danh sách đơn vị.")


def _names_several(text: str, known: _Known) -> bool:
    pieces = [piece for piece in SEVERAL.split(text) if fold(piece)]
    found = {known.whole.get(fold(piece)) or known.core.get(_taken_apart(piece).core) for piece in pieces}
    return len(pieces) > 1 and len(found - {None}) > 1


def _taken_apart(name: str) -> _Name:
    """Return the kind of area and the proper name, without «LĐLĐ», «Công đoàn», «ngành», «tỉnh»."""
    spoken = words(name.replace(".", " "))
    for prefix in sorted((*_FEDERATION, *_UNION), key=len, reverse=True):
        if spoken[: len(prefix)] == prefix and len(spoken) > len(prefix):
            spoken = spoken[len(prefix) :]
            break
    area = ""
    for typed, called in _AREA_WORDS.items():
        if tuple(spoken[: len(typed)]) == typed and len(spoken) > len(typed):
            spoken, area = spoken[len(typed) :], called
            break
    dropped = {*words("tỉnh"), *words("ngành"), *words("các")}
    proper = [word for word in spoken if word not in dropped] or spoken
    core = " ".join(_EXPANDED.get(word, word) for word in proper)
    return _Name(area, core.removesuffix(f" {' '.join(words('Bình Định'))}").replace(" ", ""))


def _display(official: str) -> str:
    """Return the proper name of a district federation as people say it; other names whole."""
    place = re.sub(
        r"^(?:LĐLĐ|Liên đoàn Lao động)\s+(?:(?:thành phố|thị xã|huyện|quận|TP|TX|H)\.?\s+)?",
        "",
        official,
        flags=re.I,
    )
    return place or official


_ABBREVIATIONS = {
    "cty": "công ty",
    "ctcp": "công ty cổ phần",
    "cttnhh": "công ty trách nhiệm hữu hạn",
    "tnhh": "trách nhiệm hữu hạn",
    "mtv": "một thành viên",
    "cp": "cổ phần",
    "dn": "doanh nghiệp",
    "dntn": "doanh nghiệp tư nhân",
    "htx": "hợp tác xã",
    "xn": "xí nghiệp",
    "nm": "nhà máy",
    "sx": "sản xuất",
    "tm": "thương mại",
    "dv": "dịch vụ",
    "tmdv": "thương mại dịch vụ",
    "sxtm": "sản xuất thương mại",
    "xnk": "xuất nhập khẩu",
    "xd": "xây dựng",
    "vlxd": "vật liệu xây dựng",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "mn": "mầm non",
    "bv": "bệnh viện",
    "bvđk": "bệnh viện đa khoa",
    "ttyt": "trung tâm y tế",
    "gd": "giáo dục",
    "gdđt": "giáo dục đào tạo",
    "kkt": "khu kinh tế",
    "kcn": "khu công nghiệp",
    "tp": "thành phố",
    "tx": "thị xã",
    "vn": "việt nam",
}
_EXPANDED = {fold(short): " ".join(words(whole)) for short, whole in _ABBREVIATIONS.items()}
_SCHOOLS = {fold("th"): " ".join(words("tiểu học")), fold("mg"): " ".join(words("mẫu giáo"))}
"""Safe only after «Trường»: elsewhere «TH» is also a brand."""

_UNION_PREFIXES = sorted(
    (words(name) for name in ("CĐCS", "Công đoàn cơ sở", "CĐ cơ sở", "Công đoàn", "CĐ", "CĐ CS")),
    key=len,
    reverse=True,
)


@lru_cache(maxsize=65536)
def union_key(text: str) -> str:
    """Return the key under which the spellings of one grassroots union's name meet."""
    spaced = re.sub(r"\bc\.\s?ty\b", "cty", clean(text), flags=re.IGNORECASE)
    spoken = words(re.sub(r"\btr(?:g)?\.\s*", "trường ", spaced, flags=re.IGNORECASE))
    for prefix in _UNION_PREFIXES:
        if spoken[: len(prefix)] == prefix and len(spoken) > len(prefix):
            spoken = spoken[len(prefix) :]
            break
    joined, school = [], fold("trường")
    for place, word in enumerate(spoken):
        after_school = place > 0 and spoken[place - 1] == school
        whole = _SCHOOLS.get(word) if after_school else None
        joined.append(whole or _EXPANDED.get(word, word))
    key = " ".join(word for word in joined if word != fold("và"))
    return key.replace(" ".join(words("giáo dục đt")), " ".join(words("giáo dục đào tạo"))).replace(" ", "")


_TITLES = (
    r"ông|bà|anh|chị|cô|thầy|đồng chí|đ/c|đ\.c|đc|"
    r"ths|thạc sĩ|thạc sỹ|ts|tiến sĩ|tiến sỹ|pgs|gs|bs|bác sĩ|bác sỹ|"
    r"bsck ?i{1,2}|bscki{1,2}|ck ?i{1,2}|cn|cử nhân|ks|kỹ sư|ds|dược sĩ|ncs|ngưt|nsưt|lương y"
)
_TITLE = re.compile(rf"^(?:(?:{_TITLES})(?:\s*[.:,]\s*|\s+))+(?=\w)", re.IGNORECASE)
_GROUP_WORDS = (
    r"tổ|nhóm|tập thể|phòng|ban|khoa|phân xưởng|xưởng|đội|bộ phận|chi bộ|"
    r"cđcs|công đoàn|công ty|cty|trường|trung tâm"
)
_COLLECTIVE = re.compile(
    rf"^(?:{_GROUP_WORDS})\b|[0-9]|\bcộng sự\b"
    r"|\b(?:và|cùng|với)\s+(?:các|những|cộng sự|đồng nghiệp|nhóm|tập thể|tổ)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:chủ tịch|phó|trưởng|giám đốc|hiệu trưởng|tổ trưởng|công nhân|nhân viên|giáo viên|chuyên viên|"
    r"cán bộ|kế toán|thợ|quản đốc|chức vụ|đơn vị)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def person_key(text: str) -> str:
    """Return the key under which one person's name meets itself, without title; within one unit only."""
    return fold(_TITLE.sub("", clean(text)))


def write_person(text: str) -> str:
    """Write a name typed all in capitals or all in small letters as «Nguyễn Văn A»; others as typed."""
    name = clean(text)
    return name.title() if name.isupper() or name.islower() else name


def read_people(cell: Cell) -> Outcome:
    """Read one or more names, split at semicolons, commas and line breaks; the value is a tuple."""
    refused = refused_formula(cell) or refused_kind(cell, "họ tên", "văn bản")
    if refused is not None:
        return refused
    if isinstance(cell, int | float):
        return Refused(f"Cột này cần họ tên; ô đang ghi {as_typed(cell)}.")
    if not isinstance(cell, str) or not clean(cell):
        return Missing()
    text = clean(cell)
    if marker(text) in ("dash", "unknown", "zero"):
        return Missing("Đã ghi nhận: chưa có họ tên.")
    if marker(text) in ("ditto", "tick"):
        return Refused(f"Cột này cần họ tên, không phải {quoted(text)}.")
    return refused_encoding(cell) or _people(cell, text)


def _people(cell: str, text: str) -> Outcome:
    if _is_collective(text) and not re.search(r"[;\n]", cell.strip()):
        return Parsed((text,), warning="Đã hiểu là tập thể.")
    typed = [clean(piece) for piece in re.split(r"[;,\n\r]+|\s+(?:và|&)\s+", cell.replace("\x00", ""))]
    named = [piece for piece in typed if fold(piece)]
    people = [piece for piece in named if not _ROLE.match(piece)]
    if not people:
        return Refused(f"Cột này cần họ tên; ô đang ghi {quoted(text)}.")
    dropped = [piece for piece in named if _ROLE.match(piece)]
    if dropped:
        return Parsed(tuple(people), warning=f"Đã bỏ chức danh {quoted('; '.join(dropped))}.")
    collective = any(map(_is_collective, people))
    return Parsed(tuple(people), warning="Đã hiểu là tập thể." if collective else "")


def _is_collective(text: str) -> bool:
    # A phone number beside a name makes nobody a collective.
    return bool(_COLLECTIVE.search(hide_identifiers(text).replace(_HIDDEN, "")))


_HIDDEN = "[đã ẩn]"
_PHONE = r"(?:\+?84|0)[ .\-]?[235789][0-9]?(?:[ .\-]?[0-9]){7,8}"
_IDENTITY = r"0[0-9]{11}|(?<=CMND )[0-9]{9}|(?<=CCCD )[0-9]{12}|[0-3][0-9]{8}(?<!000)|[0-9]{12}(?<!000)"
_IDENTIFIER = re.compile(
    rf"(?<![0-9.,])(?:{_PHONE}|{_IDENTITY})(?![0-9]|[.,][0-9]|\s*(?:đ|đồng|VNĐ)\b)", re.IGNORECASE
)


def hide_identifiers(text: str) -> str:
    """Return `text` with phone numbers and identity numbers (9 or 12 digits) masked; sums of money stay."""
    return _IDENTIFIER.sub(_HIDDEN, text)
