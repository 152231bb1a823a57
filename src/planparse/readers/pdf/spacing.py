"""Which gaps between the characters of a line stand for a space.

A gap is measured in characters, against what usually parts the characters of its line: justified lines and some fonts
set all of them apart. How much more it takes depends on what stands on either side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from statistics import median

from planparse.readers.pdf.characters.glyphs import Glyph

OPENING = frozenset("（(「『【〔［[｛〈《")
CLOSING = frozenset("）)」』】〕］]｝〉》、。，．,.・：；:;ﾞﾟ")
SPACE = 0.22
"""Gap, in characters beyond the line's usual gap, that stands for a space."""
BEHIND_LABEL = 0.1
"""The same behind the number that opens a line: 1 趣旨. A narrow space there tells a heading from a number."""
LABEL = re.compile(r"[0-9０-９]{1,2}(?:[-－.．][0-9０-９]{1,2})*")
BESIDE_SCRIPT = 0.4
"""The same between Japanese and Latin script, which word processors set apart and justified lines more so."""
MOST_BESIDE_SCRIPT = 0.5
"""The same in a line that shows how far it sets the scripts apart."""
BESIDE_BRACKETS = 0.6
"""The same beside brackets and punctuation, which are set half as wide as they are."""
BETWEEN_LATIN = 0.15
"""The same between Latin letters, whose spaces are a quarter of a character wide, less where letters are kerned."""
FEWEST_LETTERS = 4
LEAST_SPACE = min(SPACE, BEHIND_LABEL, BESIDE_SCRIPT, BESIDE_BRACKETS)
LEADERS = frozenset("・･…‥.．·‐‑–—―─━-_")
"""What leads to a page number: its gaps say nothing of those between words."""


def with_spaces(ordered: Sequence[Glyph], chars: Sequence[str], gaps: Sequence[float]) -> list[Glyph | None]:
    """`ordered`, whose characters are `chars` with `gaps` between them, with None where a gap stands for a space."""
    if not gaps:
        return list(ordered)
    usual = min(median(_between_words(chars, gaps) or gaps), 2.5)
    if len(gaps) < 4 and usual > SPACE and max(gaps) - min(gaps) > SPACE:
        usual = min(gaps)
    if max(gaps) <= usual + LEAST_SPACE:  # as in most lines
        return list(ordered)
    beside_script = _beside_script(chars, gaps, usual)
    between_letters = max(usual, _between_letters(chars, gaps))
    spaced: list[Glyph | None] = [ordered[0]]
    for index, (gap, glyph) in enumerate(zip(gaps, ordered[1:], strict=True), 1):
        if gap > usual + LEAST_SPACE:
            narrow = between_letters if _are_letters(chars[index - 1], glyph.char) else usual
            if gap > narrow + _least_space(ordered[:index], glyph, beside_script):
                spaced.append(None)
        spaced.append(glyph)
    return spaced


def _between_letters(chars: Sequence[str], gaps: Sequence[float]) -> float:
    """The usual gap between Japanese letters in a line of mostly Latin ones, which are not set apart to justify it."""
    if 2 * sum(c.isascii() for c in chars) < len(chars):
        return 0.0
    found = [gap for gap, a, b in zip(gaps, chars, chars[1:], strict=False) if _are_letters(a, b)]
    return min(median(found), 2.5) if len(found) >= FEWEST_LETTERS else 0.0


def _are_letters(before: str, behind: str) -> bool:
    """Whether both are Japanese letters or marks."""
    return not before.isascii() and not behind.isascii()


def _between_words(chars: Sequence[str], gaps: Sequence[float]) -> Sequence[float]:
    """Those of `gaps` beside which no leader stands."""
    if LEADERS.isdisjoint(chars):  # as in most lines
        return gaps
    return [gap for gap, *pair in zip(gaps, chars, chars[1:], strict=False) if LEADERS.isdisjoint(pair)]


def _beside_script(chars: Sequence[str], gaps: Sequence[float], usual: float) -> float:
    """The gap between scripts, beyond the usual one, that stands for a space: wider than another one in the line."""
    beside = [gap for gap, *pair in zip(gaps, chars, chars[1:], strict=False) if _changes_script(*pair)]
    if len(beside) < 2:
        return BESIDE_SCRIPT
    return min(max(SPACE, min(beside) - usual + SPACE), MOST_BESIDE_SCRIPT)


def _changes_script(before: str, behind: str) -> bool:
    """Whether one of two characters is a Latin letter, digit or % and the other a Japanese letter."""
    if before.isascii() == behind.isascii():
        return False
    latin, other = (before, behind) if before.isascii() else (behind, before)
    return (latin.isalnum() or latin == "%") and other.isalpha()


def _least_space(words: Sequence[Glyph], glyph: Glyph, beside_script: float) -> float:
    """The gap between `words` and `glyph`, in characters beyond the usual one, that stands for a space."""
    before, behind = words[-1].char, glyph.char
    if before.isspace() or behind.isspace() or (before == behind and before in LEADERS):
        return inf
    if {before, behind} & (CLOSING | OPENING):
        return BESIDE_BRACKETS
    if not behind.isascii() and before.isascii() and LABEL.fullmatch("".join(g.char for g in words)):
        return BEHIND_LABEL
    if before.isascii() and behind.isascii() and (before + behind).isalpha() and not (before + behind).isupper():
        return BETWEEN_LATIN
    return beside_script if _changes_script(before, behind) else SPACE
