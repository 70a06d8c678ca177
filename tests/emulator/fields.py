"""Partial answers: the `fields` parameter and the masks of updates."""

from typing import Any

Mask = dict[str, "Mask"]
"""Name → what is asked for below it; empty below means everything. `*` is any name."""


EVERYTHING: Mask = {}


class BadMask(ValueError):
    """The mask is no list of paths, or names a field that is not there; args[0] is the path."""


def read_mask(text: str) -> Mask:
    """Read `a.b`, `a/b`, `a(b,c)` and lists of them."""
    mask, rest = _names(text.replace(" ", ""))
    if rest or not mask:
        raise BadMask(text)
    return mask


def _names(text: str) -> tuple[Mask, str]:
    mask: Mask = {}
    while text and text[0] != ")":
        path, text = _path(text)
        below: Mask = {}
        closed = False
        if text.startswith("("):
            below, text = _names(text[1:])
            if not text.startswith(")"):
                raise BadMask(text)
            text, closed = text[1:], True
        _add(mask, path, below)
        if text.startswith(","):
            text = text[1:]
        elif text and not text.startswith(")") and closed:
            raise BadMask(text)
    return mask, text


def _path(text: str) -> tuple[list[str], str]:
    end = next((index for index, letter in enumerate(text) if letter in ",()"), len(text))
    path = text[:end].replace("/", ".").split(".")
    if not all(path):
        raise BadMask(text[:end])
    return path, text[end:]


def _add(mask: Mask, path: list[str], below: Mask) -> None:
    for name in path[:-1]:
        if name in mask and not mask[name]:
            return
        mask = mask.setdefault(name, {})
    last = path[-1]
    if last in mask and (not mask[last] or not below):
        mask[last] = {}
    else:
        _merge(mask.setdefault(last, {}), below)


def _merge(mask: Mask, other: Mask) -> None:
    for name, below in other.items():
        _merge(mask.setdefault(name, {}), below)


Made = dict[tuple[int, int], Any]


def masked(answer: Any, mask: Mask, made: Made | None = None) -> Any:
    """Return what the mask asks for; objects in lists stay as `{}` when nothing of them is asked for."""
    if not mask or (mask.keys() == {"*"} and not mask["*"]):
        return answer
    # What stands in an answer many times is masked once.
    made = {} if made is None else made
    if isinstance(answer, list):
        return [masked(item, mask, made) for item in answer]
    if not isinstance(answer, dict):
        return answer
    if (id(answer), id(mask)) in made:
        return made[id(answer), id(mask)]
    kept = made[id(answer), id(mask)] = {}
    for name, value in answer.items():
        if name not in mask and "*" not in mask:
            continue
        below = masked(value, mask.get(name, mask.get("*", EVERYTHING)), made)
        if below != {} or value == {}:
            kept[name] = below
    return kept


def asks_for(mask: Mask, *path: str) -> bool:
    """Whether the mask reaches down that path."""
    for name in path:
        if not mask:
            return True
        if name not in mask and "*" not in mask:
            return False
        mask = mask.get(name, mask.get("*", {}))
    return True


def paths(mask: Mask, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return every path that the mask names."""
    found = []
    for name, below in mask.items():
        found += paths(below, (*above, name)) if below else [(*above, name)]
    return found


def put_masked(target: dict[str, Any], source: dict[str, Any], mask: Mask) -> None:
    """Write the masked fields of source into target; a field that source lacks is cleared."""
    if mask.keys() == {"*"}:
        target.clear()
        target.update(source)
        return
    for name, below in mask.items():
        if not below:
            target.pop(name, None)
            if source.get(name) is not None:
                target[name] = source[name]
        else:
            inner = target.setdefault(name, {})
            put_masked(inner, source.get(name) or {}, below)
            if not inner:
                del target[name]
