"""Which printed lines go on with the sentence of the line before: the lines of one paragraph, one heading, one item.

A line goes on if it is set like the one before, follows at the usual distance, starts at the paragraph's margin, and
the line before was full: its first word would not have fitted there any more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planparse.readers.pdf.flow import Entry, Line
from planparse.readers.pdf.lines import Segment, doubtful_space

NARROWEST = 10
"""Characters of the narrowest column of running text; short lines that end together are a list."""
FEWEST_STEPS = 3
"""Lines of running text that show at which distance it is set."""
LONG = 25
"""Characters of a line that is running text, no title and no item."""
FAR = 3.5
"""Characters by which the lines of one column may end before the document's margin and still be full lines."""
NO_LINE_START = frozenset("、。，．,.）)」』】〕］｝〉》・：；:;？！?!ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%％")
HANGING = frozenset("、。，．")
NO_LINE_END = frozenset("（(「『【〔［｛〈《")
NEVER_LAST = frozenset("、，をがはにでと")
"""No item ends with them: the number on the next line belongs to the sentence."""
NEVER_FIRST = "を"
"""No word begins with it: a line that does goes on with the one before, wherever that was broken."""
SENTENCE_END = frozenset("。．！？!?")
BULLET = re.compile(r"[・•●○◎◯〇◆◇■□▪▫▶▷➢➤➔→⇒✓☑★☆❖❑※＊*◻⇨]|[-－–―](?=[^-－–―0-9０-９])")
BULLET_OR_WORD = frozenset("・〇○※→＊*")
"""Bullets that also stand in sentences."""
ENUMERATOR = re.compile(
    r"[①-⑳㉑-㉟㊱-㊿❶-❿⓪]"
    r"|[(（][0-9０-９ア-ンa-zA-Zぁ-んⅰ-ⅹⅠ-Ⅹ一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9０-９]{1,2}[.．、)）\s\u3000]"
    r"|[0-9０-９]+(?:[-－.．][0-9０-９]+)+"
    r"|[ア-ンa-zⅰ-ⅹⅠ-Ⅹ][.．)）\s\u3000]"
    r"|[⁰¹²³⁴-⁹]{1,3}[\s\u3000]"
)
OPEN_BRACKET = re.compile(r"[（(][^（()）]*$")
CLOSED_BRACKET = re.compile(r"[^（()）]*[)）]")
LEADER_END = re.compile(r"(?:[.．・‥…·･\s]{3,}|[‥…\s\u3000])[-－]?[0-9０-９]{1,3}[-－]?$")
"""The end of a line of a table of contents: such a line is never gone on with."""
CAPTION = re.compile(r"[(（＜<【]?[^\d\s、。]{1,3}\s?[0-9０-９]+(?:[-－.．][0-9０-９]+)?[\s\u3000:：.．]")
"""A word and a number before the title of a figure or table."""
SLACK = 0.35
"""Characters that a line may be short of the margin beside the word that did not fit."""
LARGER, SLACK_OF_TITLE = 1.1, 1.5
"""The same for titles, lines larger than the body behind a label: their ends are not filled up."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is usual in the document: the body's font size, the distance of lines by size, and where lines end.

    `right` has the right margin by font size of columns as wide as the page; `ends` that by page, region and font
    size, where enough lines end together to show it.
    """

    body: float
    pitch: Mapping[float, float]
    right: Mapping[float, float]
    ends: Mapping[tuple[int, int, float], float]

    @classmethod
    def of(cls, pages: Sequence[Sequence[Entry]], body: float) -> Setting:
        """Measure `pages` of entries in reading order."""
        pitches: dict[float, Counter[float]] = defaultdict(Counter)
        of_text: dict[float, Counter[float]] = defaultdict(Counter)
        rights: dict[float, list[float]] = defaultdict(list)
        long: dict[float, list[float]] = defaultdict(list)
        edges: dict[tuple[int, int, float], list[float]] = defaultdict(list)
        for entries in pages:
            lines = [e for e in entries if isinstance(e, Line)]
            running: set[tuple[int, int, float]] = set()
            for one, other in pairwise(lines):
                step = other.rect.top - one.rect.top
                if one.region == other.region and abs(one.size - other.size) < 0.3 and 0 < step < 2.6 * one.size:
                    pitches[_key(one.size)][round(step * 2) / 2] += 1
                    if _is_long(one) and one.rect.width >= NARROWEST * one.size and not _leads(one):
                        of_text[_key(one.size)][round(step * 2) / 2] += 1
                    running.add((one.page, one.region, _key(one.size)))
            for line in lines:
                end = _end(line)
                if (line.page, line.region, _key(line.size)) in running:  # headings of one length show no margin
                    edges[line.page, line.region, _key(line.size)].append(end)
                if line.whole:
                    rights[_key(line.size)].append(end)
                    if _is_long(line):
                        long[_key(line.size)].append(end)
        usual = {
            size: (of_text[size] if of_text[size].total() >= FEWEST_STEPS else steps).most_common(1)[0][0]
            for size, steps in pitches.items()
        }
        margins = {size: _margin(ends, size) for size, ends in rights.items()}
        return cls(
            body,
            usual,
            {size: margin for size, margin in margins.items() if margin is not None}
            or {size: max(xs) for size, xs in long.items() if _end_together(xs, size)},
            {key: max(xs) for key, xs in edges.items() if _end_together(xs, key[2])},
        )

    def margin_of(self, line: Line) -> float:
        """Where a full line that is set like `line` ends."""
        size = _key(line.size)
        end = self.ends.get((line.page, line.region, size))
        if line.whole and size in self.right and (end is None or self.right[size] - end > FAR * size):
            return self._reached(self.right[size], line)
        if end is not None:
            return end
        if line.whole and _key(self.body) in self.right:
            return self._reached(self.right[_key(self.body)], line)
        return line.right

    def knows_margin_of(self, line: Line) -> bool:
        """Whether the margin is drawn or shown by other lines, not just the end of the longest line around."""
        size = _key(line.size)
        drawn = line.boxed or line.region < 0
        shown = line.whole and (size in self.right or _key(self.body) in self.right)
        return drawn or shown or (line.page, line.region, size) in self.ends

    def reaches_margin(self, line: Line) -> bool:
        """Whether `line` ends where other lines show the margin."""
        return self.knows_margin_of(line) and line.rect.x1 > self.margin_of(line) - line.size

    @staticmethod
    def _reached(margin: float, line: Line) -> float:
        """`margin`, or the end of a line that runs over it (punctuation may hang out, another layout may be wider)."""
        return max(margin, line.rect.x1)


def _margin(ends: Sequence[float], size: float) -> float | None:
    """The right margin that lines with these ends show: where most end, or beyond it where more than those end."""
    margin, count = Counter(map(round, ends)).most_common(1)[0]
    if count < 5:
        return None
    if sum(end > margin + size for end in ends) <= count:
        return float(margin)
    furthest = sorted(ends, reverse=True)
    return next((a for a, b in zip(furthest, furthest[2:], strict=False) if a - b < 1.2 * size), None)


def _key(size: float) -> float:
    return round(size * 2) / 2


def _end(line: Line) -> float:
    """Where the line ends, without a mark that may hang out over the margin."""
    last = line.segment.glyphs[-1]
    if last is None or last.char not in HANGING or line.segment.turned:
        return line.rect.x1
    return line.rect.x1 - (last.x1 - last.x0)


def _leads(line: Line) -> bool:
    """Whether `line` leads to a page number, as those of a table of contents do."""
    return LEADER_END.search(line.segment.text) is not None


def _is_long(line: Line) -> bool:
    """Whether `line` takes up most of its column, and letters most of it, not figures or the dots of a 目次."""
    text = line.segment.text
    return line.rect.width > 0.6 * (line.right - line.left) and 2 * sum(map(str.isalpha, text)) > len(text)


def _end_together(ends: Sequence[float], size: float) -> bool:
    """Whether the longest lines of some that end at `ends` end at a margin."""
    return sum(x > max(ends) - 1.2 * size for x in ends) >= 3


class Paragraph:
    """The paragraph that is being read: its first and last line and its margin."""

    def __init__(self, first: Line) -> None:
        self.first = first
        self.last = first
        self.margin: float | None = None

    def add(self, line: Line) -> None:
        """Take in its next line."""
        if self.margin is None:
            self.margin = line.rect.x0 - line.left
        self.last = line

    def go_over(self, line: Line) -> None:
        """Take in `line` in another column or on another page, where its start is the margin from now on."""
        self.margin = line.rect.x0 - line.left
        self.last = line


def joints(pages: Sequence[Sequence[Entry]], setting: Setting) -> list[tuple[Line, Line]]:
    """The pairs of free lines of which the second goes on with the first, in reading order."""
    found: list[tuple[Line, Line]] = []
    open_end: Paragraph | None = None
    for entries in pages:
        paragraph: Paragraph | None = None
        for entry in entries:
            if not isinstance(entry, Line):
                paragraph = None
                continue
            if paragraph is not None and goes_on(paragraph, entry, setting):
                found.append((paragraph.last, entry))
                paragraph.add(entry)
            elif open_end is not None and goes_over(open_end, entry, setting):
                found.append((open_end.last, entry))
                open_end.go_over(entry)
                paragraph = open_end
            else:
                paragraph = Paragraph(entry)
            if not _is_aside(entry, setting):
                open_end = paragraph
    return found


def cell_joints(lines: Sequence[Line], setting: Setting) -> list[tuple[Line, Line]]:
    """The same for the lines of one cell."""
    found: list[tuple[Line, Line]] = []
    paragraph: Paragraph | None = None
    for line in lines:
        if paragraph is not None and goes_on(paragraph, line, setting):
            found.append((paragraph.last, line))
            paragraph.add(line)
        else:
            paragraph = Paragraph(line)
    return found


def goes_on(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    """Whether `line` goes on with `paragraph`, whose last line stands right before it in the same column."""
    last = paragraph.last
    return (
        last.region == line.region
        and _set_alike(last, line)
        and _follows(last, line, setting)
        and (_closes(last, line) or _is_full(last, line, setting, _slack(paragraph.first, setting)))
        and not _leads(last)
        and not _starts_anew(paragraph, line)
        and _at_margin(paragraph, line, setting)
    )


def goes_over(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    """Whether `line`, the first of its kind in another column or on another page, goes on with `paragraph`."""
    last = paragraph.last
    if not (last.page < line.page <= last.page + 1 or (last.page == line.page and last.region < line.region)):
        return False
    if line.boxed or CAPTION.match(line.segment.text) or _leads(last):
        return False
    if not _set_alike(last, line) or not _is_full(last, line, setting) or _starts_anew(paragraph, line):
        return False
    if last.segment.text[-1] in SENTENCE_END:
        return False
    margin = paragraph.margin if paragraph.margin is not None else last.rect.x0 - last.left
    limit = margin + 0.6 * line.size
    # The column's left edge is that of its leftmost line, which may stick out on one of the pages only.
    return line.rect.x0 - line.left < limit or (line.whole and last.whole and line.rect.x0 - last.left < limit)


def _is_aside(line: Line, setting: Setting) -> bool:
    """Whether a paragraph of the body may be cut in two by `line`: a footnote, a caption."""
    return line.size < 0.92 * setting.body or CAPTION.match(line.segment.text) is not None


def _set_alike(one: Line, other: Line) -> bool:
    return (
        abs(one.size - other.size) < 0.08 * one.size
        and one.segment.turned == other.segment.turned
        and (one.segment.bold == other.segment.bold or not (_all_bold(one.segment) or _all_bold(other.segment)))
        and not _in_other_face(one.segment, other.segment)
    )


def _in_other_face(one: Segment, other: Segment) -> bool:
    """Whether two lines have no font in common, as a heading in ゴシック and its text in 明朝."""
    return bool(one.faces and other.faces) and one.faces.isdisjoint(other.faces)


def _all_bold(segment: Segment) -> bool:
    return all(g.ink.bold for g in segment.glyphs if g is not None)


def _follows(last: Line, line: Line, setting: Setting) -> bool:
    """Whether `line` stands at the usual distance under `last`."""
    step = line.rect.top - last.rect.top
    usual = setting.pitch.get(_key(last.size), 1.9 * last.size)
    return 0 < step < max(1.22 * usual, 1.5 * last.size)


def _is_full(last: Line, line: Line, setting: Setting, slack: float = SLACK) -> bool:
    """Whether the first word of `line` would not have fitted at the end of `last`."""
    if line.segment.text[0] == NEVER_FIRST:
        return True
    right = setting.margin_of(last)
    if not (last.boxed or last.region < 0) and last.rect.width < NARROWEST * last.size:
        return False
    if not setting.knows_margin_of(last):
        if last.segment.text[-1] in SENTENCE_END:
            return False
        if _end_sentence(last, line):
            return True
    if last.rect.width < 0.4 * (right - last.left):  # set at the right margin or in the middle
        return False
    return last.rect.x1 + _first_word(line.segment) > right - slack * last.size


def _slack(first: Line, setting: Setting) -> float:
    """How far a full line may be from the margin in a paragraph that begins with `first`."""
    is_title = first.size > LARGER * setting.body and ENUMERATOR.match(first.segment.text) is not None
    return SLACK_OF_TITLE if is_title else SLACK


def _closes(last: Line, line: Line) -> bool:
    """Whether `line` closes a bracket that `last` leaves open: no line ends within one but where it is broken."""
    opened = OPEN_BRACKET.search(last.segment.text) is not None
    return opened and CLOSED_BRACKET.match(line.segment.text) is not None


def _end_sentence(last: Line, line: Line) -> bool:
    """Whether a long line and the shorter one below it are one sentence by their looks."""
    shorter = line.rect.x1 < last.rect.x1 + line.size
    return last.rect.width > LONG * last.size and shorter and line.segment.text[-1] in SENTENCE_END


def _first_word(segment: Segment) -> float:
    """The width of the characters at the start that no line end may part."""
    width = 0.0
    before = ""
    for glyph in segment.glyphs:
        if glyph is None or glyph.char.isspace():
            break
        latin = glyph.char.isascii() and glyph.char.isalnum() and (before.isascii() or before in NO_LINE_START)
        if before and not (latin or before in NO_LINE_END or glyph.char in NO_LINE_START):
            break
        width += glyph.bottom - glyph.top if segment.turned else glyph.x1 - glyph.x0
        before = glyph.char
    return width


def _starts_anew(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` begins with a label of its own."""
    text = line.segment.text
    first = paragraph.first
    if text[0] in NO_LINE_END and text[0] == first.segment.text[0]:  # entries in brackets under one another
        return abs(line.rect.x0 - first.rect.x0) < 0.3 * line.size
    if BULLET.match(text) and text[0] not in BULLET_OR_WORD:
        return True
    if not ENUMERATOR.match(text) and text[0] not in BULLET_OR_WORD:
        return False
    last = paragraph.last.segment.text[-1]
    if last in NEVER_LAST or (last not in SENTENCE_END and doubtful_space(line.segment) is not None):
        return False
    opening = first.segment.text
    if ENUMERATOR.match(opening) or BULLET.match(opening) or paragraph.last.segment.text[-1] in SENTENCE_END:
        return True
    offset = line.rect.x0 - line.left
    if paragraph.margin is not None:
        return abs(offset - paragraph.margin) > 0.3 * line.size
    return offset > first.rect.x0 - first.left - 0.4 * line.size


def _at_margin(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    """Whether `line` starts where a further line of `paragraph` must."""
    size = line.size
    first, last = paragraph.first, paragraph.last
    offset = line.rect.x0 - line.left
    # A full line with an indent stands in the middle too, about.
    inset = line.rect.x0 > line.left + size and line.rect.width < 0.9 * (line.right - line.left)
    centred = abs(line.rect.cx - last.rect.cx) < 0.6 * size and inset
    if paragraph.margin is not None:
        return abs(offset - paragraph.margin) < 0.6 * size or centred
    start = first.rect.x0 - first.left
    if offset < start - 0.4 * size:
        return offset < 0.6 * size or start - offset < 2.6 * size
    if offset < start + 0.4 * size:
        return not (first.segment.text[-1] in SENTENCE_END and start > 0.6 * size)
    text = first.segment.text
    if BULLET.match(text) or ENUMERATOR.match(text):
        return offset - start < 4.5 * size or centred
    if (_closes(last, line) and offset - start < 4.5 * size) or _hangs_behind_label(first, line):
        return True
    hanging = offset - start < 2.2 * size and text[-1] not in SENTENCE_END and first.rect.width > LONG * size
    return centred or (hanging and setting.reaches_margin(first))


def _hangs_behind_label(first: Line, line: Line) -> bool:
    """Whether `line` starts under the running text that stands behind a label and a wide gap in the `first` line."""
    glyphs = first.segment.glyphs
    if first.rect.x1 - line.rect.x0 < NARROWEST * line.size:
        return False
    gaps = [(a, b) for a, gap, b in zip(glyphs, glyphs[1:], glyphs[2:], strict=False) if gap is None and a and b]
    return any(b.x0 - a.x1 > line.size and abs(b.x0 - line.rect.x0) < 0.3 * line.size for a, b in gaps)
