"""Statements of a vision that stand under a label: a heading, a caption, a sentence that announces them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planparse.document import Document, Line
from planparse.model import LineKind, Span
from planparse.rules import Match, Rule, RuleSet
from planparse.source import View

END = (LineKind.HEADING, LineKind.TOC, LineKind.TABLE)
ANNOUNCED = 2
LONGEST = 160
MOST_LINES = 5
MOST_ITEMS = 6
TITLE, LINE = "title", "line"
OPEN, CLOSE = "「『", "」』"
WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement under a label, as views. `line` is the label's line, `section` its section's position."""

    label: View
    line: View
    text: View
    section: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class _Piece:
    """A printed run of a logical line: what a text file's blank lines part is a line of its own here."""

    view: View
    line: Line
    section: int


def labelled(document: Document, sections: frozenset[int], rules: RuleSet) -> Iterator[Statement]:
    """The statements under labels in `sections`, in reading order."""
    pieces = tuple(_pieces(document))
    for index, piece in enumerate(pieces):
        if piece.section not in sections:
            continue
        match = _label(piece, document, rules)
        if match is None:
            continue
        label = match.part("label") or match.part("label_after")
        if match.text("words"):
            if _may_be(match.part("words"), rules):
                yield Statement(label, piece.view, match.part("words"), piece.section, match.rule)
            continue
        found = list(_below(pieces, index, match, rules))
        if len(found) == 1 or not match.rule.setting(WEAK):
            yield from (Statement(label, piece.view, text, piece.section, match.rule) for text in found)


def _pieces(document: Document) -> Iterator[_Piece]:
    for index, line in enumerate(document.lines):
        if line.kind in (LineKind.BLANK, LineKind.COVER, LineKind.REPEAT):
            continue
        for span in line.spans:
            view = line.view if len(line.spans) == 1 else document.source.view((span,))
            if view:
                yield _Piece(view, line, document.section_of_line[index])


def _label(piece: _Piece, document: Document, rules: RuleSet) -> Match | None:
    """The label that a piece is or holds: a heading's title, a caption, a line with its statement, an announcement."""
    if piece.line.kind is LineKind.HEADING:
        return rules.first("vision_label", document.source.view(document.sections[piece.section].title_spans), TITLE)
    if piece.line.kind in END or piece.line.kind is LineKind.NOTE:
        return None
    return rules.first("vision_label", piece.view, LINE) or rules.first("vision_label", piece.view, "intro")


def _below(pieces: tuple[_Piece, ...], index: int, label: Match, rules: RuleSet) -> Iterator[View]:
    """The statements below the label at `index`: lines of their own, over what announces them.

    Below a heading sentences (…を目指します。) may stand apart, with figures between; each is a statement. A list of
    what is aimed at may stand below a caption too, and below a line that states something else (基本理念「…」).
    """
    section = pieces[index].section
    at = index + 1
    while at < len(pieces) and pieces[at].section == section and pieces[at].line.kind is LineKind.HEADING:
        at += 1
    for _ in range(ANNOUNCED):
        if at < len(pieces) and _announces(pieces[at], rules):
            at += 1
    if label.rule.scope in (TITLE, LINE) and not label.rule.setting(WEAK):
        apart = list(_sentences(pieces, at, rules)) if label.rule.scope == TITLE else []
        apart = apart or list(_items(pieces, at + _states(pieces, at, rules), rules))
        if apart:
            yield from apart
            return
    while at < len(pieces) and pieces[at].section == section and _opens(pieces[at], rules):
        run = _run(pieces, at, rules)
        text = _inner(run[0].view.source.view(_spans(run), line_end="", piece_end=""), rules)
        if text is None or not _may_be(text, rules):
            return
        yield text
        at += len(run)


def _announces(piece: _Piece, rules: RuleSet) -> bool:
    """Whether a piece only leads up to the statement below it."""
    return piece.line.kind is LineKind.BODY and rules.first("vision_label", piece.view, "intro") is not None


def _states(pieces: tuple[_Piece, ...], at: int, rules: RuleSet) -> bool:
    """Whether the piece at `at` is a label with its own statement."""
    match = rules.first("vision_label", pieces[at].view, LINE) if at < len(pieces) else None
    return match is not None and bool(match.text("words"))


def _sentences(pieces: tuple[_Piece, ...], at: int, rules: RuleSet) -> Iterator[View]:
    """Sentences that say what is aimed at, the first right below the heading."""
    if at >= len(pieces) or rules.first("vision_statement", pieces[at].view, "sentence") is None:
        return
    for piece in pieces[at:]:
        if piece.section != pieces[at].section:
            return
        match = rules.first("vision_statement", piece.view, "sentence")
        if match is not None and match.rule.scope == "sentence" and piece.line.kind is LineKind.BODY:
            yield match.part("words")


def _items(pieces: tuple[_Piece, ...], at: int, rules: RuleSet) -> Iterator[View]:
    """The items of a list that stands below the heading, or below one sentence, and says one thing aimed at an item."""
    if at < len(pieces) and pieces[at].line.kind is LineKind.BODY and pieces[at].view.text.endswith("。"):
        at += 1
    for piece in pieces[at : at + MOST_ITEMS]:
        match = rules.first("vision_statement", piece.view, "item") if piece.line.kind is LineKind.BULLET else None
        if match is None or piece.section != pieces[at].section:
            return
        yield match.part("words")


def _opens(piece: _Piece, rules: RuleSet) -> bool:
    """Whether a statement may begin with this piece."""
    if piece.line.kind is not LineKind.BODY or rules.first("heading", piece.view) is not None:
        return False
    if any(rules.first("vision_label", piece.view, scope) for scope in ("line", "intro")):
        return False
    opened = piece.view.text[:1] in OPEN and not piece.view.text.endswith(tuple(CLOSE))
    return opened or _inner(piece.view, rules) is not None


def _run(pieces: tuple[_Piece, ...], at: int, rules: RuleSet) -> tuple[_Piece, ...]:
    """The pieces of one statement: those that an open bracket or a cut sentence joins."""
    run = [pieces[at]]
    for piece in pieces[at + 1 : at + MOST_LINES]:
        text = "".join(p.view.text for p in run)
        inside = sum(map(text.count, OPEN)) > sum(map(text.count, CLOSE))
        if piece.section != run[0].section or piece.line.kind in END:
            break
        if not inside and not (_goes_on(run[-1], piece, rules) and _opens(piece, rules)):
            break
        run.append(piece)
    return tuple(run)


def _goes_on(before: _Piece, after: _Piece, rules: RuleSet) -> bool:
    if before.view.text.endswith(tuple(CLOSE)):
        return False
    cut = rules.first("vision_goes_on", before.view, "before") or rules.first("vision_goes_on", after.view, "after")
    return cut is not None


def _inner(view: View, rules: RuleSet) -> View | None:
    """The statement's words in a line of its own, without brackets around the whole."""
    match = rules.first("vision_statement", view, "whole")
    return match.part("words") if match else None


def _may_be(text: View, rules: RuleSet) -> bool:
    return 5 <= len(text.text) <= LONGEST and rules.first("vision_no_statement", text) is None


def _spans(run: tuple[_Piece, ...]) -> tuple[Span, ...]:
    return tuple(span for piece in run for span in piece.view.spans())
