"""Japanese words, by Sudachi (the analyser that GiNZA is built on).

The dictionary is loaded at the first call, once a process. `docs/architecture.md` says why no parser stands behind it:
on the sentences that plans write it found fewer objects than the order of the words does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Tokenizer

MAX_BYTES = 49_149
"""The longest text, in bytes of UTF-8, that Sudachi takes; it raises on more."""

NOMINAL = ("名詞", "代名詞", "接頭辞", "接尾辞", "形状詞-一般", "補助記号-一般", "記号", "補助記号-括弧閉")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: `start` is its offset, `lemma` its dictionary form.

    `tag` is its UniDic part of speech, such as 名詞-普通名詞-サ変可能.
    """

    text: str
    lemma: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.text)

    @property
    def is_verb(self) -> bool:
        """A verb, an auxiliary one included."""
        return self.tag.startswith("動詞")

    @property
    def is_auxiliary(self) -> bool:
        """An inflected ending: ます, た, だ, れる …"""
        return self.tag.startswith("助動詞")

    @property
    def is_particle(self) -> bool:
        """の, を, て, や …"""
        return self.tag.startswith("助詞")

    @property
    def is_nominal(self) -> bool:
        """A noun, or what may stand within a compound one."""
        return self.tag.startswith(NOMINAL)

    @property
    def is_comma(self) -> bool:
        """、 and the like."""
        return self.tag == "補助記号-読点"

    @property
    def is_act(self) -> bool:
        """A noun that する makes a verb of."""
        return "サ変" in self.tag

    @property
    def is_predicative(self) -> bool:
        """Whether it may be the predicate of a clause: no adverb such as 早く or 積極的に."""
        if self.is_auxiliary:
            return self.text != "に"
        return self.is_verb or (self.tag.startswith("形容詞") and not self.text.endswith("く"))


def words(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence, white space left out; none of a sentence over `MAX_BYTES`."""
    if len(sentence.encode()) > MAX_BYTES:
        return ()
    return tuple(
        Word(morpheme.surface(), morpheme.dictionary_form(), _tag(morpheme.part_of_speech()), morpheme.begin())
        for morpheme in _tokenizer().tokenize(sentence)
        if morpheme.surface().strip()
    )


def _tag(part_of_speech: Sequence[str]) -> str:
    return "-".join(part for part in part_of_speech[:4] if part != "*")


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415  # 70 MB that most commands do not need

    return Dictionary().create(mode=SplitMode.C)
