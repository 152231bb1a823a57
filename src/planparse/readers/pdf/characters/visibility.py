"""Which characters a reader of the page sees: not what is invisible, unless it is the text layer of a scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planparse.readers.pdf.characters.glyphs import Glyph
from planparse.readers.pdf.frame import Frame, Rect
from planparse.readers.pdf.shapes import WHITE, Shapes

SCAN_SHARE = 0.5
"""A picture over this share of the page makes invisible text above it an OCR layer."""


@dataclass(frozen=True, slots=True)
class Visible:
    """The characters to read. `is_ocr`: they are the invisible layer over a scan."""

    glyphs: list[Glyph]
    is_ocr: bool


def seen(glyphs: Sequence[Glyph], shapes: Shapes, frame: Frame) -> Visible:
    """The characters of `glyphs` that are shown, or that lie invisibly over a picture of the page."""
    shown = [g for g in glyphs if g.ink.visible]
    hidden = len(glyphs) - len(shown)
    if hidden > len(shown) and is_scan(shapes, frame):
        return Visible(list(glyphs), True)
    if any(min(colour) >= WHITE for colour in {g.ink.colour for g in shown}):
        dark = _backgrounds(shapes)
        shown = [g for g in shown if min(g.ink.colour) < WHITE or _on_colour(g, dark)]
    return Visible(shown, False)


def is_scan(shapes: Shapes, frame: Frame) -> bool:
    """Whether pictures cover most of the page."""
    width, height = frame.size
    return sum(p.width * p.height for p in shapes.pictures) > SCAN_SHARE * width * height


def _backgrounds(shapes: Shapes) -> list[Rect]:
    """What white text can be read on: coloured areas, thick rules and pictures."""
    areas = [a.rect for a in shapes.areas if a.filled and min(a.colour) < WHITE]
    return areas + list(shapes.pictures)


def _on_colour(glyph: Glyph, backgrounds: Sequence[Rect]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(rect.has_point(x, y) for rect in backgrounds)
