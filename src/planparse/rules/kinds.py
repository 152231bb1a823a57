"""The format of rule files, from `kinds.toml`: kinds with groups, scopes and settings, and what all of it means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from typing import Literal

Language = Literal["en", "ja"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What something is, in both languages of the maintainers."""

    en: str
    ja: str

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Kind:
    """What the stage behind a kind reads of its rules.

    `groups` must be in every pattern, `optional` may be; `scopes` are the places where only rules of that scope are
    tried, beside those without one; `settings` are the keys of a rule's ``set`` table with the values that they may
    have (empty: any string, number or boolean), and `needs` those that it must have.
    """

    meaning: Meaning
    groups: tuple[str, ...]
    optional: tuple[str, ...]
    scopes: tuple[str, ...]
    needs: tuple[str, ...]
    settings: Mapping[str, tuple[str, ...]]


def _meanings(section: str) -> dict[str, Meaning]:
    return {name: Meaning(entry["en"], entry["ja"]) for name, entry in _FORMAT[section].items()}


_FORMAT = tomllib.loads((resources.files("planparse.rules") / "kinds.toml").read_text(encoding="utf-8"))

KINDS: Mapping[str, Kind] = {
    name: Kind(
        Meaning(entry["en"], entry["ja"]),
        tuple(entry.get("groups", ())),
        tuple(entry.get("optional", ())),
        tuple(entry.get("scopes", ())),
        tuple(entry.get("needs", ())),
        {key: tuple(values) for key, values in entry.get("settings", {}).items()},
    )
    for name, entry in _FORMAT["kind"].items()
}


def like_kind(name: str) -> str:
    """What to do about a kind that there is not: the kinds that are spelt much like it."""
    close = get_close_matches(name, KINDS, n=3)
    return f"did you mean {' or '.join(close)}?" if close else "docs/rules.md lists the kinds"


WORD_LISTS = _meanings("list")
"""The word lists that the program itself reads. `planparse rules check` misses one that no rule file has."""

PARTS, KEYS, EXAMPLE_KEYS, SETTINGS, TERMS = map(_meanings, ("part", "key", "example", "setting", "term"))
"""What the parts of a rule file, the keys of a rule, of an example and of ``set``, and the reference's words mean."""
