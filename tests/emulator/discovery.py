"""What Google publishes about its methods, and whether an exchange keeps to it.

The documents come with google-api-python-client; the client itself is not imported.
"""

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

APIS = ("sheets.v4", "drive.v3", "drive.v2")

TOLERATED_PARAMETERS = {("drive.files.get", "includeItemsFromAllDrives")}
"""Habits of gspread that Google ignores, as recorded: parameters of a method …"""
TOLERATED_FIELDS = {("drive.permissions.create", "withLink")}
"""… and fields of a body."""

STANDARD = (
    "$.xgafv",
    "access_token",
    "alt",
    "callback",
    "fields",
    "key",
    "prettyPrint",
    "quotaUser",
    "uploadType",
)

Schema = dict[str, Any]


@dataclass(frozen=True)
class Method:
    """One published method."""

    id: str
    http: str
    path: re.Pattern[str]
    parameters: Mapping[str, Schema]
    request: Schema
    response: Schema
    schemas: Mapping[str, Schema]
    takes_media: bool

    @property
    def is_drive(self) -> bool:
        """Whether Drive answers it; Drive ignores parameters and fields that it does not know."""
        return self.id.startswith("drive.")


@functools.cache
def methods() -> tuple[Method, ...]:
    """Return all methods of Sheets v4 and Drive v3, and of Drive v2 for gspread's import."""
    place = find_spec("googleapiclient")
    if place is None or place.origin is None:
        raise RuntimeError(
            "google-api-python-client brings the discovery documents; install requirements-dev.txt"
        )
    folder = Path(place.origin).parent / "discovery_cache" / "documents"
    found: list[Method] = []
    for api in APIS:
        document = json.loads((folder / f"{api}.json").read_text(encoding="utf-8"))
        found += _methods(document, document)
    return tuple(found)


def _methods(document: Schema, resource: Schema) -> Iterator[Method]:
    for method in resource.get("methods", {}).values():
        parameters = document["parameters"] | method.get("parameters", {})
        places = ["/" + document["servicePath"] + method["path"]]
        media = method.get("mediaUpload", {}).get("protocols", {}).get("simple", {}).get("path")
        if media:
            places.append(media)
        for place in places:
            yield Method(
                method["id"],
                method["httpMethod"],
                _pattern(place),
                parameters,
                method.get("request", {}),
                method.get("response", {}),
                document["schemas"],
                place == media,
            )
    for below in resource.get("resources", {}).values():
        yield from _methods(document, below)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\+?)(\w+)\}", template)
    text = ""
    for index in range(0, len(parts), 3):
        text += re.escape(parts[index])
        if index + 2 < len(parts):
            # A colon in an id would be the start of a custom method; a range carries it encoded or plain.
            text += (
                f"(?P<{parts[index + 2]}>[^/]+)"
                if parts[index + 2] == "range"
                else f"(?P<{parts[index + 2]}>[^/:]+)"
            )
    return re.compile(text)


@functools.cache
def method_of(http: str, raw_path: str) -> Method | None:
    """Return the method that an undecoded path calls: the one with the longest fixed part."""
    found = [each for each in methods() if each.http == http and each.path.fullmatch(raw_path)]
    return max(found, key=lambda each: len(re.sub(r"\(\?P<\w+>[^)]*\)", "", each.path.pattern)), default=None)


def request_faults(method: Method, query: Mapping[str, list[str]], body: Any) -> list[str]:
    """Return what of a request the documents don't know, in Google's words."""
    faults = []
    for name, values in query.items():
        schema = method.parameters.get(name)
        if schema is None:
            if (method.id, name) not in TOLERATED_PARAMETERS:
                faults.append(
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
                    f"Field '{name}' could not be found in request message."
                )
            continue
        if len(values) > 1 and not schema.get("repeated"):
            faults.append(f"Invalid value at '{name}': given {len(values)} times")
        faults += [fault for value in values for fault in _parameter_faults(name, value, schema)]
    if body is not None and "$ref" in method.request:
        faults += [
            fault
            for fault in value_faults(body, method.request, method.schemas, "", set())
            if not any(method.id == known and f'"{field}"' in fault for known, field in TOLERATED_FIELDS)
        ]
    return faults


def _parameter_faults(name: str, value: str, schema: Schema) -> Iterator[str]:
    kind = schema.get("type")
    if (
        (kind == "boolean" and value not in ("true", "false", "True", "False"))
        or (kind == "integer" and not re.fullmatch(r"-?\d+", value))
        or ("enum" in schema and value not in schema["enum"])
        or ("minimum" in schema and kind == "integer" and int(value) < int(schema["minimum"]))
        or ("maximum" in schema and kind == "integer" and int(value) > int(schema["maximum"]))
    ):
        yield f"Invalid value at '{name}', \"{value}\""


def response_faults(method: Method, answer: Any) -> list[str]:
    """Return what of an answer the documents don't know."""
    if "$ref" not in method.response:
        return [] if answer is None else ["an answer where none is described"]
    return list(value_faults(answer, method.response, method.schemas, "", set()))


def value_faults(
    value: Any, schema: Schema, schemas: Mapping[str, Schema], at: str, seen: set[tuple[int, int]]
) -> Iterator[str]:
    """Yield what a value has that its schema has not; null stands for «not given».

    seen: pairs of value and schema that were looked at, so that what stands many times is looked at once.
    """
    if value is None:
        return
    if "$ref" in schema:
        if (id(value), id(schema)) not in seen:
            seen.add((id(value), id(schema)))
            yield from value_faults(value, schemas[schema["$ref"]], schemas, at, seen)
        return
    kind = schema.get("type", "any")
    if kind == "object":
        if not isinstance(value, dict):
            yield f"Invalid value at '{at}', {json.dumps(value, ensure_ascii=False)}"
            return
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, part in value.items():
            below = f"{at}.{name}" if at else name
            if name in known:
                yield from value_faults(part, known[name], schemas, below, seen)
            elif others is not None:
                yield from value_faults(part, others, schemas, below, seen)
            else:
                where = f" at '{at}'" if at else ""
                yield f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.'
    elif kind == "array":
        if not isinstance(value, list):
            yield f"Invalid value at '{at}', {json.dumps(value, ensure_ascii=False)}"
            return
        # Rows of plain values need no look at each cell.
        if schema["items"].get("type") != "any":
            for index, item in enumerate(value):
                yield from value_faults(item, schema["items"], schemas, f"{at}[{index}]", seen)
    elif not _is(value, kind, schema):
        yield f"Invalid value at '{at}' ({kind}), {json.dumps(value, ensure_ascii=False)}"


def _is(value: Any, kind: str, schema: Schema) -> bool:
    if kind == "any":
        return True
    if kind == "string":
        return isinstance(value, str) and ("enum" not in schema or value in schema["enum"])
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, int | float) and not isinstance(value, bool)


def unknown_path(method: Method, path: tuple[str, ...]) -> bool:
    """Whether a path of a `fields` mask names something that the method's answer cannot have."""
    return not _has(method.response, path, method.schemas)


def _has(schema: Schema, path: tuple[str, ...], schemas: Mapping[str, Schema]) -> bool:
    while True:
        if "$ref" in schema:
            schema = schemas[schema["$ref"]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        else:
            break
    if not path or path[0] == "*":
        return (
            not path
            or len(path) == 1
            or any(_has(each, path[1:], schemas) for each in schema.get("properties", {}).values())
        )
    if path[0] in schema.get("properties", {}):
        return _has(schema["properties"][path[0]], path[1:], schemas)
    return "additionalProperties" in schema
