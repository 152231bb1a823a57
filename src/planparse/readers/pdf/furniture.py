"""Running heads, footers and page numbers, told from the text by their place and their repetition.

A line in the margin is furniture if the same words (numbers aside) stand at the same height in the same size on other
pages, or if it says in small print what a title says in large. Large print is never furniture: a slide's title or a
chapter's title stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from planparse.fold import fold
from planparse.readers.pdf.content import GridContent, PageContent
from planparse.readers.pdf.lines import Segment

MARGIN = 0.13
"""Share of the page's height, at its head and foot, in which furniture stands."""
SIDE = 0.07
LARGE = 1.2
"""Print larger than the body by this factor stays in the text."""
SMALL = 0.95
"""Print smaller than this share of the body's size is no heading."""
SHORTEST_TITLE = 4
LONGEST_STAMP = 10
"""Characters of what is stamped on a scanned page: 資料１, a date."""
HEIGHT_STEP = 4.0
NUMBER = re.compile(r"\d+")
ROMAN = re.compile(r"[ivxlcIVXLCⅰ-ⅿⅠ-Ⅿ]{1,7}")
LONE_NUMBER = re.compile(r"[-－–—\s]*(\d{1,3})[-－–—\s]*")
NUMBER_BESIDE = re.compile(r"(\d{1,3})[\s|]+\D+|\D.*[\s|](\d{1,3})")
"""A page number with a running head before or behind it."""
PAGE_NUMBER = re.compile(r"\D{0,4}?(\d{1,4}(?:\s*-\s*\d{1,4})?)(?:\s*/\s*\d{1,4})?\D{0,4}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of one page is furniture: the segments' indices, and the page number that they print."""

    indices: frozenset[int]
    label: str | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    index: int
    words: str
    height: float
    size: float


def find_furniture(pages: Sequence[PageContent], body_size: float) -> list[Furniture]:
    """The furniture of each page of `pages`."""
    tallest = max((page.height for page in pages), default=0.0)
    candidates = [c for place, page in enumerate(pages) for c in _candidates(page, place, body_size, tallest)]
    slots: dict[tuple[int, int], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        slots[round(candidate.height / HEIGHT_STEP), round(candidate.size)].append(candidate)
    chosen: dict[int, set[int]] = defaultdict(set)
    for (height, size), slot in slots.items():
        near = [c for step in (-1, 0, 1) for c in slots.get((height + step, size), ())]
        for candidate in _repeated(slot, near, pages):
            chosen[candidate.page].add(candidate.index)
    for candidate in [*_titles_again(candidates, pages, body_size), *_counted(candidates, pages, body_size)]:
        chosen[candidate.page].add(candidate.index)
    for candidate in [c for c in candidates if c.size < SMALL * body_size and _is_beside(c, chosen[c.page], pages)]:
        chosen[candidate.page].add(candidate.index)
    return [_furniture(page, _set_apart(page, chosen[place])) for place, page in enumerate(pages)]


def is_only_stamped(page: PageContent, furniture: Furniture) -> bool:
    """Whether a page shows a picture, and no words but furniture and what is stamped into its margins."""
    if not page.is_picture or page.is_ocr or page.grids:
        return False
    text = [s for i, s in enumerate(page.segments) if i not in furniture.indices]
    edge = MARGIN * page.height
    return all(len(s.text) <= LONGEST_STAMP and not edge < s.rect.cy < page.height - edge for s in text)


def _titles_again(
    candidates: Sequence[_Candidate], pages: Sequence[PageContent], body_size: float
) -> Iterator[_Candidate]:
    """Small print at the head of a page that says a title set large elsewhere: a short chapter's running head."""
    large = {_words(s) for page in pages for s in page.segments if s.size > LARGE * body_size}
    titles = tuple(words for words in large if len(words) >= SHORTEST_TITLE)
    for candidate in candidates:
        is_head = candidate.height > 0 and candidate.size < SMALL * body_size
        words = candidate.words
        says_title = words.endswith(titles) or (len(words) >= SHORTEST_TITLE and any(t.endswith(words) for t in titles))
        if is_head and says_title and _is_outermost(candidate, pages):
            yield candidate


def _counted(candidates: Sequence[_Candidate], pages: Sequence[PageContent], body_size: float) -> Iterator[_Candidate]:
    """Numbers in the margins that count the pages, wherever on each page they stand: alone, or in small print."""
    counted: dict[int, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        text = fold(pages[candidate.page].segments[candidate.index].text).strip()
        beside = NUMBER_BESIDE.fullmatch(text) if candidate.size < SMALL * body_size else None
        number = LONE_NUMBER.fullmatch(text) or beside
        if number is not None and _is_outermost(candidate, pages):
            counted[int(number[number.lastindex or 1]) - candidate.page].append(candidate)
    for numbers in counted.values():
        if len({c.page for c in numbers}) > 1:
            yield from numbers


def _is_beside(candidate: _Candidate, chosen: Collection[int], pages: Sequence[PageContent]) -> bool:
    """Whether a line stands level with a page number that is furniture."""
    segments = pages[candidate.page].segments
    own = segments[candidate.index].rect
    numbers = [segments[i].rect for i in chosen if PAGE_NUMBER.fullmatch(fold(segments[i].text).strip())]
    return any(r.top < own.cy < r.bottom and not (r.x0 < own.x1 and own.x0 < r.x1) for r in numbers)


def _candidates(page: PageContent, place: int, body_size: float, tallest: float) -> list[_Candidate]:
    """The lines in the margins of a page that are not too large.

    A page set across among others as high as `tallest` has its number as far from the edge as those have.
    """
    found: list[_Candidate] = []
    for index, segment in enumerate(page.segments):
        box = segment.rect
        at_head = box.cy < MARGIN * page.height
        is_number = PAGE_NUMBER.fullmatch(fold(segment.text).strip()) is not None
        at_foot = box.cy > page.height - MARGIN * (tallest if is_number else page.height)
        at_side = segment.turned and min(box.cx, page.width - box.cx) < SIDE * page.width
        if (at_head or at_foot or at_side) and (segment.size <= LARGE * body_size or is_number):
            height = box.cy if at_head or at_side else box.cy - page.height
            found.append(_Candidate(place, index, _words(segment), height, segment.size))
    return found


def _words(segment: Segment) -> str:
    """The text of a line without what changes from page to page."""
    text = "".join(fold(segment.text).split())
    return "#" if ROMAN.fullmatch(text) else NUMBER.sub("#", text)


def _repeated(slot: Sequence[_Candidate], near: Sequence[_Candidate], pages: Sequence[PageContent]) -> list[_Candidate]:
    """Those of a slot (one height, one size) that repeat, and what else stands there if most of the slot repeats."""
    on_pages: dict[str, set[int]] = defaultdict(set)
    for candidate in near:
        on_pages[candidate.words].add(candidate.page)
    least = 2 if len(pages) < 6 else 3
    repeated = [c for c in slot if len(on_pages[c.words]) >= (2 if _is_outermost(c, pages) else least)]
    used = {c.page for c in near}
    settled = {page for words in on_pages if len(on_pages[words]) >= 2 for page in on_pages[words]}
    if len(used) >= 3 and len(settled) >= 0.6 * len(used) and 2 * len(used) >= len(pages):
        return [c for c in slot if c in repeated or _is_outermost(c, pages)]
    alone = len(pages) == 1 or (len(settled) > 1 and any(_is_number(c, pages) for c in repeated))
    return repeated + [c for c in slot if alone and _is_number(c, pages) and _is_outermost(c, pages)]


def _is_outermost(candidate: _Candidate, pages: Sequence[PageContent]) -> bool:
    """Whether nothing of the page lies further out than the line."""
    page = pages[candidate.page]
    boxes = [s.rect for s in page.segments] + [g.grid.rect for g in page.grids]
    own = page.segments[candidate.index].rect
    if candidate.height < 0:
        return all(b.cy <= own.cy + own.height for b in boxes)
    return all(b.cy >= own.cy - own.height for b in boxes)


def _is_number(candidate: _Candidate, pages: Sequence[PageContent]) -> bool:
    """Whether a line at the foot of a page is its number: 12, ii, 資料-3."""
    text = fold(pages[candidate.page].segments[candidate.index].text).strip()
    return candidate.height < 0 and (PAGE_NUMBER.fullmatch(text) or ROMAN.fullmatch(text)) is not None


def _set_apart(page: PageContent, indices: set[int]) -> set[int]:
    """`indices` without the lines that stand as close to the text as its own do, in its size, and titles of tables."""
    text = [s for i, s in enumerate(page.segments) if i not in indices]
    apart = {i for i in indices if not any(_adjoins(page.segments[i], other) for other in text)}
    return {i for i in apart if not any(_is_title(page.segments[i], table) for table in page.grids)}


def _is_title(line: Segment, table: GridContent) -> bool:
    """Whether a line stands right over a table, larger than its words: spreadsheets print it on every page."""
    sizes = [word.size for cell in table.lines for word in cell]
    above = -1 < table.grid.rect.top - line.rect.bottom < 0.9 * line.size
    return above and line.rect.x0 < table.grid.rect.x1 and bool(sizes) and line.size > LARGE * median(sizes)


def _adjoins(one: Segment, other: Segment) -> bool:
    gap = max(one.rect.top - other.rect.bottom, other.rect.top - one.rect.bottom)
    beside = one.rect.x0 < other.rect.x1 and other.rect.x0 < one.rect.x1
    return beside and gap < 0.9 * one.size and abs(one.size - other.size) < 0.05 * one.size


def _furniture(page: PageContent, indices: set[int]) -> Furniture:
    label = None
    for index in sorted(indices, key=lambda i: -page.segments[i].rect.cy):
        if page.segments[index].turned and not page.vertical:
            continue
        text = fold(page.segments[index].text).strip()
        match = PAGE_NUMBER.fullmatch(text)
        if match:
            label = re.sub(r"\s", "", match[1])
            break
        if ROMAN.fullmatch(text):
            label = text
            break
    return Furniture(frozenset(indices), label)


def body_size(pages: Sequence[PageContent]) -> float:
    """The font size in which most of the document's free text is set; that of all text if there is none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size * 2) / 2] += len(segment.glyphs)
    if sizes:
        return sizes.most_common(1)[0][0]
    inside = [line.size for page in pages for grid in page.grids for cell in grid.lines for line in cell]
    return median(inside) if inside else 10.0
