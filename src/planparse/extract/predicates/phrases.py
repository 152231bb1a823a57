"""Cut the noun phrase of an object out of a sentence.

The phrase goes left from its last word as far as words belong to it: compounds, …の…, …による…, …や…. A relative
clause ends it: of 県と連携した防災システム the object is 防災システム.
"""

from __future__ import annotations

from collections.abc import Sequence

from planparse.nlp import Word
from planparse.rules import RuleSet

OPENING, CLOSING = "補助記号-括弧開", "補助記号-括弧閉"
SUBJECT = frozenset({"が", "は", "も"})
CLAUSE = SUBJECT | {"に", "て"}
COMPLEMENT = SUBJECT | {"に", "を", "で"}
STEM = frozenset({"動詞-一般", "動詞-非自立可能"})
NOMINALISING = frozenset({"の", "と", "や", "及び"})
"""What may follow a verb's stem that is a noun (注文と受取りのしくみ); or a noun follows (ナラ枯れ対策)."""
CASE_BEFORE_NO = frozenset({"へ", "で", "から", "まで", "と"})


class Phrases:
    """Cuts phrases by the word lists of ``verbs.toml``."""

    def __init__(self, rules: RuleSet) -> None:
        self.functional = frozenset(rules.list("functional_verb"))
        self.and_others = frozenset(rules.list("and_others"))
        self.coordinators = frozenset(rules.list("coordinator"))
        self.act_like = frozenset(rules.list("act_like"))
        self.formal_nouns = frozenset(rules.list("formal_noun"))

    def ending_at(self, words: Sequence[Word], end: int | None) -> tuple[int, int] | None:
        """The offsets of the phrase whose last word ends at `end`, など left off; None where there is none."""
        if end is None:
            return None
        last = sum(word.start < end for word in words) - 1
        while last >= 0 and (words[last].text in self.and_others or words[last].is_particle):
            last -= 1
        if last < 0 or words[last].is_verb:
            return None
        start = self._trimmed(words, self._start(words, last), last)
        phrase = words[start : last + 1]
        if not phrase or (len(phrase) == 1 and phrase[0].text in self.formal_nouns):
            return None
        return phrase[0].start, min(phrase[-1].end, end)

    def _start(self, words: Sequence[Word], last: int) -> int:
        start = last + 1
        while start > 0 and (size := self._belongs(words, start - 1, start, last)):
            start -= size
        return start

    def _belongs(self, words: Sequence[Word], index: int, start: int, last: int) -> int:
        """How many words that end with `index` belong to the phrase that begins at `start`; 0: none."""
        word = words[index]
        before = words[index - 1] if index else None
        following = words[start].text if start <= last else ""
        if word.tag == CLOSING:
            return self._bracket(words, index)
        if word.is_comma:
            return int(self._enumerates(words, index, words[start : last + 1]))
        if word.text == "な" and word.is_auxiliary:
            is_clause = index > 1 and words[index - 2].text in SUBJECT
            return 0 if is_clause else 2
        if word.tag.startswith(("形容詞", "接尾辞-形容詞")):
            return int(before is None or not (before.is_verb or before.text in CLAUSE))
        if word.is_particle and word.text in CASE_BEFORE_NO and following == "の":
            return int(word.text != "へ" or self._is_act(words[start : last + 1]))
        if word.tag in STEM and word.text not in (word.lemma, "し") and not (before and before.text in COMPLEMENT):
            return int(following in NOMINALISING or (start <= last and words[start].is_nominal))
        if word.is_particle:
            return int(word.text in {"の", "と"} or word.tag == "助詞-副助詞") or self._functional(
                words, index, following
            )
        if word.is_verb or word.is_auxiliary:
            return self._functional(words, index, following)
        return int(word.is_nominal or word.tag == "連体詞" or word.text in self.coordinators or not word.text.strip())

    def _is_act(self, phrase: Sequence[Word]) -> bool:
        """Whether the head of the phrase is a noun of action, a bracket behind it left aside."""
        last = len(phrase) - 1
        if phrase[last].tag == CLOSING:
            last -= self._bracket(phrase, last)
        return last >= 0 and (phrase[last].is_act or phrase[last].text in self.act_like)

    def _functional(self, words: Sequence[Word], index: int, following: str) -> int:
        """The size of による, における, に向けた, についての, としての that ends with `index` before a noun."""
        verb = index if words[index].is_verb else index - 1
        if verb < 1:
            return 0
        as_noun = words[verb - 1].text == "と" and words[verb].lemma == "する"
        if not as_noun and (words[verb - 1].text != "に" or words[verb].lemma not in self.functional):
            return 0
        if words[index].text == "て":
            return 3 if following == "の" else 0
        adnominal = words[verb].text == words[verb].lemma or words[index].text in {"た", "る"}
        return index - verb + 2 if adnominal and not as_noun else 0

    def _enumerates(self, words: Sequence[Word], comma: int, collected: Sequence[Word]) -> bool:
        """Whether a comma stands within an enumeration: A、B及びC, Aや、B, A、B、C."""
        before = words[:comma]
        if not before or before[-1].text in self.coordinators - self.and_others:
            return bool(before)
        if not before[-1].is_nominal or before[-1].text in self.formal_nouns:
            return False
        if any(word.text in self.coordinators or word.is_comma for word in collected):
            return True
        item = next((i for i, word in enumerate(reversed(before)) if not (word.is_nominal or word.text == "の")), None)
        return item is not None and before[-1 - item].is_comma

    def _bracket(self, words: Sequence[Word], closing: int) -> int:
        """The size of a bracket that ends at `closing`; 0 where it was never opened."""
        depth = 0
        for index in range(closing, -1, -1):
            depth += (words[index].tag == CLOSING) - (words[index].tag == OPENING)
            if depth == 0:
                return closing - index + 1
        return 0

    def _trimmed(self, words: Sequence[Word], start: int, last: int) -> int:
        """`start` without what a clause that was cut off leaves behind: ための, particles, a comma."""
        while start < last:
            word, following = words[start], words[start + 1]
            if start and words[start - 1].is_verb and word.text in self.formal_nouns and following.is_particle:
                start += 2
            elif word.is_particle or word.is_auxiliary or word.is_comma or word.text == "・":
                start += 1
            else:
                break
        return start
