"""Fonts that do not say what their characters mean: their text is taken out, not passed on as words.

Such a font gives right-looking wrong kanji for most of its characters and owns up to only a few, so that all of its
text goes. A character that cannot be read is U+FFFD.
"""

from __future__ import annotations

from dataclasses import replace

from planparse.model import Diagnostic, Severity
from planparse.readers.pdf.characters.glyphs import UNMAPPED
from planparse.readers.pdf.content import GridContent, PageContent
from planparse.readers.pdf.lines import Segment


def without_unmapped(page: PageContent, fonts: frozenset[str]) -> PageContent:
    """`page` with U+FFFD for every character of `fonts`."""
    if not fonts:
        return page
    grids = tuple(
        GridContent(g.grid, tuple(tuple(_blanked(line, fonts) for line in cell) for cell in g.lines), g.bars)
        for g in page.grids
    )
    return replace(page, segments=[_blanked(s, fonts) for s in page.segments], grids=grids)


def unmapped_diagnostic(page: PageContent) -> Diagnostic | None:
    """What is to be said of a page with characters that cannot be read."""
    lines: list[Segment] = [*page.segments, *(line for g in page.grids for cell in g.lines for line in cell)]
    bad = sum(line.text.count(UNMAPPED) for line in lines)
    if not bad:
        return None
    share = bad / sum(len(line.glyphs) for line in lines)
    message = f"{bad} characters ({share:.0%} of the page) are in fonts without a usable Unicode map and were left out"
    return Diagnostic("unmapped_text", Severity.WARNING, message, page=page.number)


def _blanked(segment: Segment, fonts: frozenset[str]) -> Segment:
    if not any(g is not None and g.ink.font in fonts for g in segment.glyphs):
        return segment
    return replace(
        segment,
        glyphs=tuple(g._replace(char=UNMAPPED) if g is not None and g.ink.font in fonts else g for g in segment.glyphs),
    )
