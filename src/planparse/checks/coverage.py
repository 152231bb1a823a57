"""How much of the body was understood, and the lines that nothing understood: where a maintainer looks first."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.document import Document, Line
from planparse.model import Diagnostic, Facts, LineKind, Severity, Span
from planparse.rules import RuleSet

OUTSIDE = frozenset({LineKind.BLANK, LineKind.COVER, LineKind.TOC, LineKind.GRAPH})
SHOWN = 40


def coverage(document: Document, facts: Facts, rules: RuleSet) -> float | None:
    """The share, by characters, of the body's lines that a rule typed, a table holds, a fact quotes or a sentence is.

    None where there is no body.
    """
    body = [line for line in document.lines if line.kind not in OUTSIDE]
    total = sum(len(line.text) for line in body)
    unknown = sum(len(line.text) for line in _not_understood(document, facts, rules))
    return 1 - unknown / total if total else None


def check_coverage(document: Document, facts: Facts, rules: RuleSet) -> Iterator[Diagnostic]:
    """One diagnostic a run of neighbouring lines that nothing understood."""
    for run in _runs(document, _not_understood(document, facts, rules)):
        words = " / ".join(line.text for line in run)
        message = f"not understood: {words[:SHOWN]}" + ("…" if len(words) > SHOWN else "")
        yield Diagnostic("not_understood", Severity.INFO, message, Span(run[0].start, run[-1].end))


def _not_understood(document: Document, facts: Facts, rules: RuleSet) -> list[Line]:
    quoted = _quoted(document, facts)
    return [
        line
        for index, line in enumerate(document.lines)
        if line.kind is LineKind.BODY and index not in quoted and rules.first("sentence", line.view) is None
    ]


def _quoted(document: Document, facts: Facts) -> set[int]:
    """The lines from which a fact was read."""
    kinds = (
        facts.visions, facts.periods, facts.measures, facts.glossary, facts.aliases, facts.citations,
        facts.indicators, facts.events,
    )  # fmt: skip
    proofs = (evidence for facts_of_kind in kinds for fact in facts_of_kind for evidence in fact.evidence)
    spans = (span for evidence in proofs for span in evidence.spans)
    ends = ((document.line_at(span.start), document.line_at(span.end - 1)) for span in spans)
    return {line for first, last in ends if first is not None and last is not None for line in range(first, last + 1)}


def _runs(document: Document, lines: list[Line]) -> Iterator[list[Line]]:
    """Lines on one page with no other text between them."""
    run: list[Line] = []
    for line in lines:
        page = document.source.page_of(line.start)
        if run and (document.source.page_of(run[-1].start) != page or _text_between(document, run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _text_between(document: Document, first: Line, second: Line) -> bool:
    return bool(document.source.text[first.end : second.start].strip())
