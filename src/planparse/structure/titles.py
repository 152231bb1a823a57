"""What a heading's title looks like, and when two titles are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planparse.fold import fold
from planparse.source import View

LONGEST_TITLE = 70
NOISE = re.compile(r"[\s「」『』【】（）()\[\]<>〈〉《》~〜・:：、。.．,➤➢▶●■◆○\-–—―‐−ー*※]")
BRACKETED = re.compile(r"[（(].*?[）)]")
SENTENCE = re.compile(r"。(?!$)|[。、，]$")


@lru_cache(maxsize=4096)  # each title is compared by several stages
def normal(text: str) -> str:
    """`text` for comparing titles: folded, NFKC, lower case, without white space, brackets, bullets and dashes."""
    return NOISE.sub("", unicodedata.normalize("NFKC", fold(text))).lower()


def is_title(view: View) -> bool:
    """Whether `view` can be a heading's title: short, and no sentence."""
    return not why_no_title(view)


def why_no_title(view: View) -> str:
    """Why `view` cannot be a heading's title; '' where it can."""
    text = view.text
    if not text:
        return "it has no title"
    if len(text) > LONGEST_TITLE:
        return f"its title has {len(text)} characters, more than {LONGEST_TITLE}"
    if SENTENCE.search(BRACKETED.sub("", text)):
        return "its title is a sentence: it has 。 inside, or ends with 。 or 、"
    return ""
