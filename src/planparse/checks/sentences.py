"""Paragraphs that end in the middle of a sentence: a page or a text box may have been lost behind them."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.document import Document
from planparse.model import Diagnostic, LineKind, Severity
from planparse.rules import RuleSet


def check_sentences(document: Document, rules: RuleSet) -> Iterator[Diagnostic]:
    """Body lines that end in a particle or a comma."""
    for line in document.lines:
        if line.kind is LineKind.BODY and rules.first("cut_sentence", line.view) is not None:
            last = line.view.spans()[-1]
            yield Diagnostic("sentence_cut", Severity.INFO, f"a sentence ends with …{line.text[-12:]}", last)
