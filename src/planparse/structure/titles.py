"""What a heading's title looks like, and when two titles are the same."""

from __future__ import annotations

import re
import unicodedata

from planparse.fold import fold
from planparse.source import View

LONGEST_TITLE = 70
NOISE = re.compile(r"[\s「」『』【】（）()\[\]<>〈〉《》~〜・:：、。.．,➤➢▶●■◆○\-–—―‐−ー*※]")
BRACKETED = re.compile(r"[（(].*?[）)]")
SENTENCE = re.compile(r"。(?!$)|[。、，]$")


def normal(text: str) -> str:
    """`text` for comparing titles: folded, NFKC, lower case, without white space, brackets, bullets and dashes."""
    return NOISE.sub("", unicodedata.normalize("NFKC", fold(text))).lower()


def is_title(view: View) -> bool:
    """Whether `view` can be a heading's title: short, and no sentence."""
    text = view.text
    return bool(text) and len(text) <= LONGEST_TITLE and not SENTENCE.search(BRACKETED.sub("", text))
