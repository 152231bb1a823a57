"""How alike two readings of the same thing are, and which of two lists belong together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import Indel

Entry = Mapping[str, object]
"""A fact as it stands in a gold file or in a row of the database."""

A = TypeVar("A")
B = TypeVar("B")

DASHES = dict.fromkeys(map(ord, "ー―—–−‐‑-─━"), "-")
TILDES = dict.fromkeys(map(ord, "〜～∼˜~"), "~")
TAG = re.compile(r"</?(?:p|br|b|i|u|em|strong|sup|sub|ul|ol|li|span|div|table|thead|tbody|tr|td|th)\b[^<>]*>", re.I)
DECORATION = re.compile("[\\s*#※\u200b\u200c\ufeff]")
BULLET = re.compile(r"^[・●■□◆◇➢➤▶▸►>•\-]+(?=[^\W\d_])")


@lru_cache(maxsize=1 << 16)
def _normal(text: str) -> str:
    text = TAG.sub("", text)
    text = DECORATION.sub("", unicodedata.normalize("NFKC", text)).translate(DASHES).translate(TILDES).lower()
    return BULLET.sub("", text)


def normal(value: object) -> str:
    """`value` for comparing: NFKC, lower case, no white space, markup or bullet, one dash and one tilde; None is ''.

    A bullet is one only before words: ○ and a lone - are values.
    """
    return "" if value is None else _normal(str(value))


def alike(a: object, b: object) -> float:
    """Indel similarity of two values after `normal`, in [0, 1]; two empty ones are alike."""
    x, y = normal(a), normal(b)
    return 1.0 if x == y else Indel.normalized_similarity(x, y)


def same(a: object, b: object) -> bool:
    """Whether two values are equal after `normal`."""
    return normal(a) == normal(b)


def f1(hits: float, n_found: float, n_wanted: float) -> float:
    """Harmonic mean of precision and recall, in [0, 1]; 1 where nothing was wanted and nothing found."""
    return 1.0 if n_found + n_wanted == 0 else 2 * hits / (n_found + n_wanted)


class Pair(NamedTuple):
    """Positions in two lists of things that belong together."""

    wanted: int
    found: int


def greedy(wanted: Sequence[A], found: Sequence[B], weight: Callable[[A, B], float]) -> list[Pair]:
    """One-to-one pairs, the heaviest first, among equals the earliest; a weight of 0 is no pair."""
    weights = ((weight(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found))
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in sorted((t for t in weights if t[0] > 0), key=lambda t: (-t[0], t[1], t[2])):
        if i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
            pairs.append(Pair(i, j))
    return pairs


@dataclass(frozen=True)
class Alignment:
    """The heaviest pairing of two lists that keeps their order."""

    weight: float
    pairs: tuple[Pair, ...]


def align(wanted: Sequence[A], found: Sequence[B], weight: Callable[[A, B], float]) -> Alignment:
    """Align two lists in order (dynamic programming); a weight of 0 is no pair."""
    weights = [[weight(w, f) for f in found] for w in wanted]
    best = [[0.0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] > 0 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs = []
    i = j = 0
    while i < len(wanted) and j < len(found):
        if weights[i][j] > 0 and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append(Pair(i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return Alignment(best[0][0], tuple(pairs))


@dataclass(frozen=True)
class Matching:
    """Which of the wanted entries were found. An ``optional`` wanted one counts neither way."""

    wanted: Sequence[Entry]
    found: Sequence[Entry]
    pairs: Sequence[Pair]

    @property
    def required(self) -> list[Pair]:
        """The pairs whose wanted entry is not optional."""
        return [pair for pair in self.pairs if not self.wanted[pair.wanted].get("optional")]

    @property
    def missed(self) -> list[Entry]:
        """The wanted entries that were not found, optional ones left out."""
        got = {pair.wanted for pair in self.pairs}
        return [entry for i, entry in enumerate(self.wanted) if i not in got and not entry.get("optional")]

    @property
    def extra(self) -> list[Entry]:
        """The found entries that nobody wanted."""
        got = {pair.found for pair in self.pairs}
        return [entry for i, entry in enumerate(self.found) if i not in got]

    def f1(self, hits: float | None = None) -> float:
        """F1 of the required pairs, or of the `hits` among them."""
        required = len(self.required)
        n_found = len(self.found) - (len(self.pairs) - required)
        n_wanted = sum(not entry.get("optional") for entry in self.wanted)
        return f1(required if hits is None else hits, n_found, n_wanted)
