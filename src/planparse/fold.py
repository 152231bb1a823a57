"""Fold spelling variants for matching: one character in, one character out, so that no offset ever moves."""

from __future__ import annotations

import unicodedata

FULL_WIDTH = range(0xFF01, 0xFF5F)
KANGXI_RADICALS = range(0x2F00, 0x2FD6)


def _folded(code: int) -> str:
    """The one character that `code` folds to."""
    return unicodedata.normalize("NFKC", chr(code))


TABLE: dict[int, str] = (
    {code: chr(code - 0xFEE0) for code in FULL_WIDTH}
    | {code: _folded(code) for code in KANGXI_RADICALS}
    | {0x3000: " ", 0x00A0: " ", 0x301C: "~"}
)
"""Full-width ASCII (letters, digits, brackets, ～), the ideographic space, 〜 and the Kangxi radicals.

What would change length (…, ⑩, ㈱), the circled labels, superscripts and half-width kana stay as they are: full NFKC
would turn the footnote mark of ``DX¹`` into a digit.
"""


def fold(text: str) -> str:
    """Fold `text` for matching; ``len(fold(text)) == len(text)``."""
    return text.translate(TABLE)
