"""The two consoles. Colours and bars appear on a terminal only, and never where NO_COLOR is set (rich sees to it)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

from rich.console import Console

CONTROLS = {"Cc", "Cf", "Zl", "Zp"}
"""Unicode's categories of characters that do something instead of being shown."""

out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def explain(message: str, hint: str) -> None:
    """One line on standard error: what is wrong and what to do."""
    err.print(f"planparse: {printable(message)}" + (f"; {printable(hint)}" if hint else ""), markup=False, style="red")


def printable(text: str) -> str:
    """`text` with line ends, and what else a terminal would obey, as escapes: the names of files may hold them."""
    return "".join(
        character.encode("unicode_escape").decode("ascii") if unicodedata.category(character) in CONTROLS else character
        for character in text
    )


def counted(number: int, noun: str) -> str:
    """`number` and a regular noun in the number that it asks for."""
    return f"{number} {noun}" + "s" * (number != 1)


def print_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """`value` as JSON on standard output, kana and kanji as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
