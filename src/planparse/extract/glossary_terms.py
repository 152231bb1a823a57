"""One explained term: its reading and its English words, taken from the words of its entry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planparse.model import Evidence, GlossaryTerm, Span
from planparse.rules import RuleSet
from planparse.source import View

ACRONYM = re.compile(r"[A-Z]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with what explains it, as the document holds them. `definition` has one view a cell, line or paragraph."""

    term: View
    definition: tuple[View, ...]
    source: str
    section: int
    rule_id: str
    reading: View | None = None
    expansion: View | None = None


def explained(entry: Entry, rules: RuleSet) -> GlossaryTerm:
    """The fact that `entry` gives."""
    parts = rules.first("glossary_term", entry.term)
    term = parts.part("term") if parts else entry.term
    reading = entry.reading or (parts.part("reading") if parts else None)
    expansion = entry.expansion or (parts.part("expansion") if parts else None)
    named = (expansion,) if expansion else _expansion(term, entry.definition, rules)
    evidence = [Evidence("term", term.spans()), Evidence("definition", _spans(entry.definition))]
    if reading:
        evidence.append(Evidence("reading", reading.spans()))
    if named:
        evidence.append(Evidence("expansion", _spans(named)))
    return GlossaryTerm(
        term=term.text,
        reading=reading.text.replace(" ", "") if reading else None,
        expansion=" ".join(view.text for view in named) or None,
        definition=" ".join(view.text for view in entry.definition),
        source=entry.source,
        section=entry.section,
        rule_id=entry.rule_id,
        evidence=tuple(evidence),
    )


def _expansion(term: View, definition: tuple[View, ...], rules: RuleSet) -> tuple[View, ...]:
    """The English words that a definition gives: in a phrase, or one a line whose initials spell the term."""
    for view in definition:
        match = rules.first("glossary_expansion", view)
        if match is not None:
            return (match.part("expansion"),)
    words = [match.part("word") for view in definition for match in rules.find("glossary_initial", view)]
    acronym = ACRONYM.search(term.folded)
    if acronym is not None and acronym[0] == "".join(word.folded[0] for word in words):
        return tuple(words)
    return ()


def _spans(views: tuple[View, ...]) -> tuple[Span, ...]:
    return tuple(span for view in views for span in view.spans())
