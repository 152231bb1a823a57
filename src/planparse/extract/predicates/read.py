"""What a 取組 does, to what, and how firmly: `verb`, `object` and `commitment` of measures and actions.

A title that ends in a noun of action (…の推進) is read by the title rules of ``verbs.toml``. A sentence is read from
its words: its predicate is the last one, which governs the sentence, and its object the を that no other verb takes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from planparse import nlp
from planparse.extract.predicates.core import predicate_at_end
from planparse.extract.predicates.phrases import Phrases
from planparse.fold import fold
from planparse.model import Measure
from planparse.nlp import Word
from planparse.rules import Rule, RuleSet

LEVELS = frozenset({"measure", "action"})
TRAILING_BRACKET = re.compile(r"(?<=.)\s*[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]\s*$")
TOWARDS = frozenset({"に", "へ"})
FIRST_SENTENCE = re.compile(r"[^。]*")


@dataclass(frozen=True, slots=True)
class Predicate:
    """`verb` in its dictionary form; `object` None where the clause names none; `commitment` as in ``verbs.toml``."""

    verb: str
    object: str | None
    commitment: str


@dataclass(frozen=True, slots=True)
class _Clause:
    """A predicate on the way, with the offset at which its object ends (None: it names none)."""

    verb: str
    object_end: int | None


def add_predicates(measures: Sequence[Measure], rules: RuleSet) -> tuple[Measure, ...]:
    """`measures` with the predicates of measures and actions filled in; a pillar's title is no undertaking."""
    wanted = [index for index, measure in enumerate(measures) if measure.level in LEVELS]
    if not wanted:
        return tuple(measures)
    predicates = read_predicates([measures[index].title for index in wanted], rules)
    found = {index: predicate for index, predicate in zip(wanted, predicates, strict=True) if predicate}
    return tuple(
        replace(m, verb=found[i].verb, object=found[i].object, commitment=found[i].commitment) if i in found else m
        for i, m in enumerate(measures)
    )


def read_predicates(titles: Sequence[str], rules: RuleSet) -> list[Predicate | None]:
    """The predicate of each title, None where it has none; of several sentences the first."""
    reader = _Reader(rules)
    return [reader.read(_undertaking(title)) for title in titles]


def _undertaking(title: str) -> str:
    """The first sentence of a title without a bracket at its end."""
    first = FIRST_SENTENCE.match(title)
    text = first[0].strip() if first else ""
    while (shorter := TRAILING_BRACKET.sub("", text)) != text:
        text = shorter
    return text


def _object_marker(before: Sequence[Word], idioms: Collection[str]) -> int | None:
    """The offset of the を that the predicate behind `before` takes; None where words alone do not tell.

    It is the last one that no other verb takes: one with no verb behind it (重ねて見る counts as one verb), one that a
    comma sets apart (しくみを、…に沿って整える), or one behind which another subject follows (データを誰もが使える形で
    公開する).
    """
    last = len(before) - 1
    if last > 0 and before[last].tag == "助詞-接続助詞" and before[last - 1].is_verb:
        last -= 2
    taken = False
    for index in range(last, -1, -1):
        word, following = before[index], before[index + 1] if index + 1 < len(before) else None
        comma = following is not None and following.is_comma
        if word.is_particle and word.text == "が":
            taken = False
        elif word.is_particle and word.text == "を" and (following is None or following.text not in idioms):
            if comma or not taken:
                return word.start
        elif word.is_predicative:
            if comma:
                return None
            taken = True
    return None


class _Reader:
    """Reads clauses by one set of rules."""

    def __init__(self, rules: RuleSet) -> None:
        self.titles = rules.of("predicate_title")
        self.commitments = rules.of("commitment")
        self.phrases = Phrases(rules)
        self.about = sorted(rules.list("about"), key=len, reverse=True)
        self.topics = rules.list("topic")
        self.wo_idioms = frozenset(rules.list("wo_idiom"))
        self.purpose = rules.list("purpose")
        self.support = frozenset(rules.list("support_verb"))
        self.ni_verbs = frozenset(rules.list("ni_verb"))
        self.considering = rules.list("act_consider")
        self.acts = frozenset((*rules.list("act_implement"), *rules.list("act_promote"), *self.considering))
        self.acts_at_end = re.compile(rf"(?:(?:{'|'.join(map(re.escape, self.acts))})[・、]?)+$")

    def read(self, text: str) -> Predicate | None:
        """The predicate of a text without brackets at its end, None where it has none."""
        words = nlp.words(text)
        clause = self._clause(text, words)
        return None if clause is None else self._predicate(text, words, clause)

    def _clause(self, text: str, words: Sequence[Word]) -> _Clause | None:
        """The clause of a title: by its last noun, or by its last verb; None where it has neither."""
        rule, found = _best(self.titles, text)
        if rule is None or found is None:
            return self._sentence(text, words)
        if not rule.has("verb"):
            return None
        start = found.start("verb")
        verb = rule.setting("verb") or f"{text[start : found.end('verb')]}する"
        if not text[:start].endswith(self.purpose):
            return _Clause(verb, found.end("object"))
        considered = self.commitment(verb) == "consider"
        return _Clause(verb, len(self._without_about(text[:start])) if considered else None)

    def _without_about(self, text: str) -> str:
        """`text` without the words at its end that say that something is about it: に向けた, について …"""
        marker = next((marker for marker in self.about if text.endswith(marker)), "")
        return text.removesuffix(marker)

    def _sentence(self, text: str, words: Sequence[Word]) -> _Clause | None:
        core = predicate_at_end(words)
        if core is None:
            return None
        index, verb = core
        before = words[:index]
        found = _object_marker(before, self.wo_idioms)
        if found is None and verb in self.ni_verbs:
            found = next((word.start for word in before[-1:-3:-1] if word.text in TOWARDS and word.is_particle), None)
        if found is None and before and before[-1].is_nominal:
            found = before[-1].end
        if found is None:
            found = max(text.rfind(topic, 0, words[index].start) for topic in self.topics)
        return _Clause(verb, found if found > 0 else None)

    def _predicate(self, text: str, words: Sequence[Word], clause: _Clause) -> Predicate:
        """The predicate of a clause, its object cut out of the text."""
        verb, span = clause.verb, self.phrases.ending_at(words, clause.object_end)
        if span is not None and verb in self.support:
            verb, span = self._supported(text, words, verb, span)
        return Predicate(verb, text[slice(*span)] if span else None, self.commitment(verb))

    def _supported(
        self, text: str, words: Sequence[Word], verb: str, span: tuple[int, int]
    ) -> tuple[str, tuple[int, int] | None]:
        """検討を進める, 支援を行う: the noun belongs to the verb if it is 検討, or has nothing of its own with it."""
        start, end = span
        found = self.acts_at_end.search(text[start:end])
        if found is None or (found.start() and not found[0].endswith(self.considering)):
            return verb, span
        before = text[: start + found.start()].rstrip("、 ")
        about = self._without_about(before)
        rest = self.phrases.ending_at(words, len(about)) if about != before else None
        return f"{found[0]}{text[end : end + 1]}{verb}", rest

    def commitment(self, verb: str) -> str:
        """How firm a verb is."""
        rule, _ = _best(self.commitments, verb)
        return rule.setting("commitment") if rule else ""


def _best(rules: Sequence[Rule], text: str) -> tuple[Rule | None, re.Match[str] | None]:
    """The rule of the highest priority that matches in `text`, and its match."""
    folded = fold(text)
    found = [(rule, match) for rule in rules if (match := rule.search(folded))]
    return max(found, key=lambda item: item[0].priority, default=(None, None))
