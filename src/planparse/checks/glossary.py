"""The glossary against the text: terms that it lacks, terms that the text never uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.document import Document
from planparse.fold import fold
from planparse.model import Diagnostic, Facts, GlossaryTerm, LineKind, Severity, Span
from planparse.structure.titles import normal

REFERENCE_MARK = "※"
WORDS_BEFORE = 12
LONGEST_TERM = 80
LAST_WORD = re.compile(r"[一-鿿々ァ-ヴーA-Za-z0-9・－-]+$")
NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
BRACKET_AT_END = re.compile(r"[（(][^（）()]*[）)]\W*$")


def check_glossary(document: Document, facts: Facts) -> Iterator[Diagnostic]:
    """Terms that ※ points to and the glossary lacks, and terms of the glossary that stand nowhere else."""
    terms = [term for term in facts.glossary if term.source == "glossary"]
    if not terms:
        return
    known = {_plain(term.term) for term in terms}
    yield from _missing(document, known)
    own = {term.section for term in terms}
    elsewhere = _plain(
        "".join(
            line.text
            for index, line in enumerate(document.lines)
            if document.section_of_line[index] not in own and line.kind is not LineKind.TOC
        )
    )
    for term in terms:
        if not any(name in elsewhere for name in _names(term)):
            spans = next((e.spans for e in term.evidence if e.field == "term"), ())
            yield Diagnostic(
                "term_unused", Severity.INFO, f"the text never uses {term.term}", spans[0] if spans else None
            )


def _plain(text: str) -> str:
    """`text` for comparing terms: デジタル三原則 is デジタル3原則."""
    return normal(text).translate(NUMERALS)


def _last_word(text: str) -> str:
    """The kanji, katakana, letters and digits that `text` ends with, brackets aside; else its end."""
    found = LAST_WORD.search(text.rstrip("）)」』"))
    return found[0] if found else text[-WORDS_BEFORE:]


def _names(term: GlossaryTerm) -> list[str]:
    """The term, and its parts where a bracket or a stroke names it twice."""
    text = fold(term.term)
    parts = [text, *text.replace(")", "").split("("), *text.split("/")]
    return [name for part in parts if (name := _plain(part))]


def _missing(document: Document, known: set[str]) -> Iterator[Diagnostic]:
    text = document.source.text
    reported: set[str] = set()
    for mark in document.source.marks:
        if not mark.note or REFERENCE_MARK not in text[mark.start : mark.end]:
            continue
        line = document.line_at(mark.start)
        if line is None or document.lines[line].kind is LineKind.TOC:
            continue
        before = document.source.view([Span(max(0, mark.start - LONGEST_TERM), mark.start)]).text
        word = normal(before)[-WORDS_BEFORE:]
        # A bracket behind the term may explain it: デジタル3原則（…）※ points to デジタル3原則.
        names = (_plain(before), _plain(BRACKET_AT_END.sub("", before)))
        if not word or word in reported or any(name.endswith(term) for name in names for term in known):
            continue
        reported.add(word)
        yield Diagnostic(
            "term_missing",
            Severity.WARNING,
            f"※ points to the glossary behind {_last_word(before)}, which it does not explain",
            Span(mark.start, mark.end),
        )
