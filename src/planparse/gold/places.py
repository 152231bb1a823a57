"""On which line of a JSON file a value stands: the standard library reads values without their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

BETWEEN = re.compile(r"[\s,:]*")
DECODER = json.JSONDecoder()


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, on which the value at `path` begins in a valid JSON `text`, or the innermost that is there."""
    at = _next(text, 0)
    for step in path:
        found = next((start for name, start in _members(text, at) if name == step), None)
        if found is None:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _members(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """The key or index of each member of the object or array at an offset, and where its value begins."""
    is_object = text[at] == "{"
    if not is_object and text[at] != "[":
        return
    at, index = _next(text, at + 1), 0
    while text[at] not in "]}":
        name: str | int = index
        if is_object:
            name, at = DECODER.raw_decode(text, at)
            at = _next(text, at)
        yield name, at
        at, index = _next(text, DECODER.raw_decode(text, at)[1]), index + 1


def _next(text: str, at: int) -> int:
    """Where the next value, key or closing bracket begins."""
    found = BETWEEN.match(text, at)
    return found.end() if found else at
