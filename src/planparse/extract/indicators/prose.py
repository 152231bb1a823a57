"""Indicators from prose: sentences that say what is how many, and labels with a dated figure.

A figure whose name is not plain from the sentence is left out: of a survey's 「…」が36.1% nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from planparse import nlp
from planparse.extract.context import Context
from planparse.extract.indicators.figures import Figure, figure_of
from planparse.extract.moments import moments
from planparse.extract.predicates.phrases import Phrases
from planparse.model import Evidence, Indicator, LineKind
from planparse.passage import Passage
from planparse.rules import Match
from planparse.source import View

LONGEST_NAME = 24
"""Characters of a clause that still is a name; of a longer one only its last noun phrase is."""

COMMA = "、"
CLAUSE_END = f"{COMMA}。"


def prose_indicators(context: Context) -> Iterator[Indicator]:
    """The indicators of lines that stand in no table."""
    reader = _Prose(context)
    for passage in context.document.passages:
        in_table = context.document.lines[passage.line].kind is LineKind.TABLE
        if not in_table and any(character.isdigit() for character in passage.view.folded):
            yield from reader.read(passage)


class _Prose:
    """Reads passages by one set of rules."""

    def __init__(self, context: Context) -> None:
        self.rules = context.rules

    @cached_property
    def phrases(self) -> Phrases:
        """What cuts a name out of a long clause."""
        return Phrases(self.rules)

    def read(self, passage: Passage) -> Iterator[Indicator]:
        """The indicators of one passage."""
        view = self._without_bullets(passage.view)
        label = self.rules.first("indicator", view, "label")
        if label is not None:
            yield _indicator(passage, label.part("name"), figure_of(label, self.rules))
            return
        change = self._change(passage, view)
        if change is not None:
            yield change
            return
        yield from (self._target(passage, match) for match in self.rules.find("indicator", passage.view, "target"))
        before: tuple[int, str | None] = (0, None)
        for match in self.rules.find("indicator", passage.view, "is"):
            named = self._name(self._without_bullets(passage.before(match.start)))
            if named is None:
                continue
            name, date = named
            figure = figure_of(match, self.rules)
            if date is None and passage.view.text[before[0] :].startswith(f"{COMMA}{name.text}"):
                date = before[1]  # 2060年の人口は62,000人程度、高齢化率は41.8%
            before = (match.found.end(), figure.as_of or date)
            yield _indicator(passage, name, figure, date)
            for then in self.rules.find("indicator", passage.after(match.end), "then"):
                yield _indicator(passage, name, figure_of(then, self.rules))

    def _without_bullets(self, view: View) -> View:
        while (bullet := self.rules.first("bullet", view)) and bullet.text("mark"):
            view = view.part(bullet.found.end("mark"), len(view.text))
        return view

    def _name(self, sentence: View) -> tuple[View, str | None] | None:
        """The name that ends a sentence cut before は, and the date that it opens with; None if it is not plain."""
        clause = _last_clause(sentence)
        dates = moments(clause, self.rules)
        date = dates[0] if dates and dates[0].start == 0 else None
        whole = self._without_particle(clause.part(date.end, len(clause.text))) if date else clause
        if len(whole.text) <= LONGEST_NAME and self._is_name(whole):
            return whole, date.date if date else None
        span = self.phrases.ending_at(nlp.words(clause.text), len(clause.text))
        phrase = clause.part(*span) if span else clause.part(0, 0)
        plain = phrase and self.rules.first("indicator_name", phrase) and self._is_name(phrase)
        return (phrase, None) if plain else None

    def _is_name(self, view: View) -> bool:
        return bool(view) and self.rules.first("indicator_no_name", view) is None

    def _without_particle(self, view: View) -> View:
        words = nlp.words(view.text)
        first = next((word for word in words if not word.is_particle), None)
        return view.part(first.start, len(view.text)) if first else view

    def _change(self, passage: Passage, view: View) -> Indicator | None:
        """The figure that an arrow leads from what it is to what it shall be."""
        match = self.rules.first("indicator", view, "from")
        goal = self.rules.first("indicator", match.part("goal"), "to") if match else None
        if match is None or goal is None:
            return None
        name, now, then = match.part("name"), figure_of(match, self.rules), figure_of(goal, self.rules)
        if now.unit != then.unit or not self._is_name(name):
            return None
        parts = {"name": name, "baseline": now.view, "target": then.view}
        evidence = tuple(Evidence(field, part.spans()) for field, part in parts.items())
        year = int(then.as_of[:4]) if then.as_of else None
        return Indicator(
            name.text, None, now.unit, now.as_of, now.value, then.value, year, passage.section, match.rule.id, evidence
        )

    def _target(self, passage: Passage, match: Match) -> Indicator:
        figure = figure_of(match, self.rules)
        dates = moments(match.part("when"), self.rules)
        name = match.part("name")
        evidence = (Evidence("name", name.spans()), Evidence("target", figure.view.spans()))
        year = dates[0].year if dates else None
        return Indicator(
            name.text, None, figure.unit, None, None, figure.value, year, passage.section, figure.rule_id, evidence
        )


def _last_clause(sentence: View) -> View:
    """What stands behind the last comma, a bracket at its end left off."""
    text = sentence.folded.rstrip()
    while text.endswith(")") and "(" in text:
        text = text[: text.rindex("(")].rstrip()
    return sentence.part(max(text.rfind(mark) for mark in CLAUSE_END) + 1, len(text))


def _indicator(passage: Passage, name: View, figure: Figure, date: str | None = None) -> Indicator:
    evidence = (Evidence("name", name.spans()), Evidence("value", figure.view.spans()))
    return Indicator(
        name.text, figure.value, figure.unit, figure.as_of or date, None, None, None, passage.section,
        figure.rule_id, evidence,
    )  # fmt: skip
