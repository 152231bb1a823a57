"""Lines that a field's name opens: ``ねらい　…``, ``取組内容：・…``. Name and text become lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planparse.document import Line
from planparse.extract.measures.node import Field
from planparse.extract.measures.wording import Wording
from planparse.model import LineKind, Table
from planparse.source import View

Piece = Line | Table

FEWEST_NAMES = 2
"""How many fields a block names so at least: one name with white space behind it may begin a title or a sentence."""

LISTED = frozenset({Field.ACTION, Field.DIRECTIONS})
GAP = re.compile(r"\s+")


def part_labels(pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """`pieces` with each line cut behind the field's name that opens it.

    White space parts name and text where the block names several fields so. What a colon parts is read as it stands,
    but for the first item of a list.
    """
    spaced = [_behind_space(piece, wording) for piece in pieces]
    several = len({cut[0].text for cut in spaced if cut is not None}) >= FEWEST_NAMES
    parted: list[Piece] = []
    for piece, names in zip(pieces, spaced, strict=True):
        cut = (names if several else None) or _before_item(piece, wording)
        parted += [piece] if cut is None or isinstance(piece, Table) else [_line(piece, view, wording) for view in cut]
    return parted


def _behind_space(piece: Piece, wording: Wording) -> tuple[View, View] | None:
    """A field's name and the text that white space parts from it."""
    gap = GAP.search(piece.text) if isinstance(piece, Line) and piece.kind is LineKind.BODY else None
    if gap is None or isinstance(piece, Table):
        return None
    name = piece.view.part(0, gap.start())
    named = wording.field(name, "caption")
    whole = named is not None and not named[1].part("value")
    return (name, piece.view.part(gap.end(), len(piece.text))) if whole else None


def _before_item(piece: Piece, wording: Wording) -> tuple[View, View] | None:
    """The name of a list's field with its colon, and the first item behind it."""
    named = wording.field(piece.view, "caption") if isinstance(piece, Line) else None
    if named is None or named[0] not in LISTED or isinstance(piece, Table) or not named[1].part("value"):
        return None
    start = named[1].found.start("value")
    return piece.view.part(0, start), piece.view.part(start, len(piece.text))


def _line(line: Line, view: View, wording: Wording) -> Line:
    """A part of a line as a line: a list's where a list mark opens it."""
    bullet = wording.says("bullet", view)
    kind = LineKind.BULLET if bullet is not None else LineKind.BODY
    return replace(line, kind=kind, view=view, rule_id=bullet.rule.id if bullet is not None else None)
