"""Which printed lines the file itself calls headings: by its tags and by its bookmarks.

Whether a document's tags are to be trusted is decided later; here they are only brought to the lines they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planparse.fold import fold
from planparse.model import HeadingHint, HintSource
from planparse.readers.pdf.tags import Bookmark, PageTags
from planparse.source import SourceText


@dataclass(frozen=True, slots=True)
class _Heading:
    """A printed line with those that go on with it: where it starts, and its words without spaces."""

    start: int
    words: str


def find_hints(
    source: SourceText,
    contents: Sequence[Mapping[int, int]],
    tags: Sequence[PageTags],
    bookmarks: Sequence[Bookmark],
) -> tuple[HeadingHint, ...]:
    """The hints of the whole document, in order.

    `contents` has for each page the offset of the first character of each marked content; `tags` the page's tags.
    """
    hints = {
        (hint.start, hint.source): hint for hint in (*_tagged(source, contents, tags), *_bookmarked(source, bookmarks))
    }
    return tuple(hints[key] for key in sorted(hints))


def _tagged(
    source: SourceText, contents: Sequence[Mapping[int, int]], tags: Sequence[PageTags]
) -> Iterator[HeadingHint]:
    for page, (offsets, page_tags) in enumerate(zip(contents, tags, strict=True), 1):
        first = source.page_span(page).start
        for heading in page_tags.headings:
            drawn = [offsets[mcid] for mcid in heading.mcids if mcid in offsets]
            if drawn:
                start = max(first, *(source.text.rfind(end, first, min(drawn)) + 1 for end in "\n\t"))
                yield HeadingHint(start, heading.level, HintSource.TAG)


def _bookmarked(source: SourceText, bookmarks: Sequence[Bookmark]) -> Iterator[HeadingHint]:
    lines: dict[int, list[_Heading]] = {}
    used: set[int] = set()
    for bookmark in bookmarks:
        if not 1 <= bookmark.page <= len(source.pages):
            continue
        if bookmark.page not in lines:
            lines[bookmark.page] = list(_lines_of(source, bookmark.page))
        title = _words(bookmark.title)
        start = _matching(title, [line for line in lines[bookmark.page] if line.start not in used])
        if start is not None:
            used.add(start)
            yield HeadingHint(start, bookmark.level, HintSource.BOOKMARK)


def _matching(title: str, lines: Sequence[_Heading]) -> int | None:
    """The line that has the words of a bookmark: the same, or with or without the number before them."""
    if not title:
        return None
    same = [line for line in lines if line.words == title]
    numbered = [line for line in lines if line.words.endswith(title) and len(line.words) <= len(title) + 8]
    bare = [line for line in lines if len(line.words) > 3 and title.endswith(line.words)]
    found = same or numbered or bare
    return found[0].start if found else None


def _lines_of(source: SourceText, page: int) -> Iterator[_Heading]:
    """The printed lines of a page, each with the lines that go on with it."""
    span = source.page_span(page)
    first, words, place = span.start, "", span.start
    for line in source.text[span.start : span.end].splitlines(keepends=True):
        if place not in source.continues:
            if words:
                yield _Heading(first, words)
            first, words = place, ""
        words += _words(line)
        place += len(line)
    if words:
        yield _Heading(first, words)


def _words(text: str) -> str:
    return "".join(fold(text).split())
