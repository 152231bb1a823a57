"""Read a text or Markdown file: what was decoded is the text; markup becomes marks, pipe and tab tables become grids.

Encodings: UTF-8 with and without BOM, UTF-16, cp932 and EUC-JP, by detection. A form feed ends a page; a number
alone at its end is the page's label.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from charset_normalizer import from_bytes

from planparse.model import Cell, Grid, HeadingHint, HintSource, Mark, PageInfo, Span
from planparse.readers.errors import ReadError
from planparse.readers.html_tables import html_grids
from planparse.source import SourceText

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
JAPANESE_ENCODINGS = ["cp932", "euc_jp", "utf_16_le", "utf_16_be", "iso2022_jp"]

GAP_TAGS = "br|p|ul|ol|li|div|table|thead|tbody|tr|td|th|hr"
WORD_TAGS = "b|i|u|em|strong|sup|sub|span|small|font|a"
TAG = re.compile(rf"</?(?:(?P<gap>{GAP_TAGS})|{WORD_TAGS})\b[^<>\n]*>", re.I)
NOTE_SUPERSCRIPT = re.compile(r"<sup>\s*(?P<mark>[^<>\n]{0,3}?[※*\d][^<>\n]{0,3}?)\s*</sup>", re.I)
LINE = r"(?:^|(?<=\f))[ \t]*"
HEADING = re.compile(LINE + r"(?P<marks>#{1,6})[ \t]+(?=\S)", re.M)
RULER = re.compile(LINE + r"(?:-{3,}|\*{3,}|_{3,}|={3,}|[＿─━═―]{3,})[ \t]*$", re.M)
QUOTED = re.compile(LINE + r"(?:>[ \t]?)+(?=\S)", re.M)
DASHES = r"[-－‐−–—―─\u30fc~〜～|｜/／・\s]*"
PAGE_FOOT = re.compile(rf"\s*(?:(?P<words>\S.*?)(?<!\d))??{DASHES}(?P<number>\d{{1,3}}){DASHES}")
FEWEST_NUMBERED, FEWEST_RUNNING = 2, 3
PIPE_RULER = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?\|?[ \t]*$", re.M)
DASHED_NUMBER = re.compile(LINE + r"[-－‐−–—―~〜～][ \t\u3000]*\d{1,3}[ \t\u3000]*[-－‐−–—―~〜～][ \t]*$", re.M)
COMMENT = re.compile(r"<!--.*?-->", re.S)
IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
EMPHASIS = re.compile(r"\*\*|(?<=\*\*)\*|\\(?=[_*#\[\]|<>~`\\])")
LONGEST_MERGED_ROW = 60
PIPE = re.compile(r"(?<!\\)\|")


def read_text(path: Path) -> SourceText:
    """Read the text file at `path`. Raises ReadError where it is empty or in no known encoding, OSError if missing."""
    text = decode(path.read_bytes())
    page_starts = tuple(_page_starts(text))
    numbers = dict(_page_numbers(text, page_starts))
    return SourceText(
        text=text,
        page_starts=page_starts,
        pages=tuple(PageInfo(label=numbers[start]["number"] if start in numbers else None) for start in page_starts),
        format="text",
        raised=_raised(text),
        marks=tuple(_marks(text, [*(Mark(*m.span()) for m in numbers.values()), *_running_heads(text, page_starts)])),
        grids=tuple(sorted([*_grids(text, page_starts), *html_grids(text, page_starts)], key=lambda grid: grid.span)),
        hints=tuple(_hints(text)),
    )


def decode(data: bytes) -> str:
    """Decode `data` by its BOM, as UTF-8, or as the most likely Japanese encoding."""
    text = _decoded(data)
    if not text.strip():
        raise ReadError("empty_file", "there is no text in the file")
    return text


def _decoded(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=JAPANESE_ENCODINGS).best()
        if best is None:
            raise ReadError(
                "unknown_encoding",
                "no Japanese text encoding fits (tried UTF-8, UTF-16, cp932, EUC-JP); save it as UTF-8",
            ) from None
        text = str(best)
    if "\0" in text:
        raise ReadError("not_text", "the file holds binary data, not text; planparse reads .pdf, .txt and .md")
    return text


def _page_starts(text: str) -> Iterator[int]:
    yield 0
    for found in re.finditer("\f", text):
        if found.end() < len(text):
            yield found.end()


def _page_numbers(text: str, page_starts: tuple[int, ...]) -> Iterator[tuple[int, re.Match[str]]]:
    """The last line of each page that only prints a number, or that behind words which most pages print there.

    With the page's start; none unless the numbers rise.
    """
    feet: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for start, end in pairwise((*page_starts, len(text))):
        foot = start + len(text[start:end].rstrip())
        match = PAGE_FOOT.fullmatch(text, text.rfind("\n", start, foot) + 1 or foot, foot)
        if match is not None:
            feet.setdefault(match["words"] or "", []).append((start, match))
    words, found = max(feet.items(), key=lambda foot: len(foot[1]), default=("", []))
    numbers = [int(match["number"]) for _, match in found]
    fewest = max(FEWEST_RUNNING, len(page_starts) / 2) if words else FEWEST_NUMBERED
    if len(found) >= fewest and all(a < b for a, b in pairwise(numbers)):
        yield from found


def _running_heads(text: str, page_starts: tuple[int, ...]) -> Iterator[Mark]:
    """The line that opens most pages, wherever it is printed again: the plan's title at the head of each page."""
    heads: dict[str, list[Span]] = {}
    for start, end in pairwise((*page_starts, len(text))):
        first = next(
            (line for line in _lines(text[start:end]) if text[start + line.start : start + line.end].strip()), None
        )
        if first is not None:
            span = Span(start + first.start, start + first.end)
            heads.setdefault(text[span.start : span.end].strip(), []).append(span)
    words, found = max(heads.items(), key=lambda head: len(head[1]), default=("", []))
    if len(found) >= max(FEWEST_RUNNING, len(page_starts) / 2) and not HEADING.match(words) and not _line_kind(words):
        yield from (Mark(*span) for span in found[1:])


def _marks(text: str, furniture: Iterable[Mark]) -> Iterator[Mark]:
    """Markup, page numbers and running heads in order, without overlap: the outermost and longest wins."""
    found = [*furniture, *(Mark(m.start(), m.end(), gap=bool(m["gap"])) for m in TAG.finditer(text))]
    raised = _raised(text)
    found += [
        Mark(*m.span("mark"), note=True) for m in NOTE_SUPERSCRIPT.finditer(text) if m.start("mark") not in raised
    ]
    for pattern in (RULER, PIPE_RULER, DASHED_NUMBER, COMMENT, IMAGE, EMPHASIS, QUOTED):
        found += [Mark(*m.span()) for m in pattern.finditer(text)]
    found += [Mark(m.start(), m.end()) for m in HEADING.finditer(text)]
    found += [Mark(m.start(), m.end(), gap=True) for line in _pipe_lines(text) for m in PIPE.finditer(text, *line)]
    end = 0
    for mark in sorted(found, key=lambda m: (m.start, -m.end)):
        if mark.start >= end:
            yield mark
            end = mark.end


def _raised(text: str) -> frozenset[int]:
    """Where raised figures begin that open a line, as those of footnotes do."""
    return frozenset(m.start("mark") for m in NOTE_SUPERSCRIPT.finditer(text) if _opens_line(text, m.start()))


def _opens_line(text: str, at: int) -> bool:
    start = max(text.rfind(end, 0, at) for end in "\n\f") + 1
    return not text[start:at].strip()


def _hints(text: str) -> Iterator[HeadingHint]:
    for found in HEADING.finditer(text):
        start = max(text.rfind(end, 0, found.start("marks")) for end in "\n\f") + 1
        yield HeadingHint(start, len(found["marks"]), HintSource.MARKDOWN)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for found in re.finditer(r"\r\n|\n|\f|\Z", text):
        yield Span(start, found.start())
        start = found.end()


def _is_pipe_line(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and len(PIPE.findall(stripped)) >= 2


def _pipe_lines(text: str) -> Iterator[Span]:
    return (span for span in _lines(text) if _is_pipe_line(text[span.start : span.end]))


def _grids(text: str, page_starts: tuple[int, ...]) -> Iterator[Grid]:
    """Runs of two or more lines that are parted by pipes, or by tabs, into two or more cells."""
    lines = list(_lines(text))
    kinds = [_line_kind(text[span.start : span.end]) for span in lines]
    for i in range(1, len(lines) - 1):
        # A row whose cells are all merged has no tab, but stands directly between rows that have.
        if kinds[i] == "" and kinds[i - 1] == kinds[i + 1] == "tab" and _is_row(text[lines[i].start : lines[i].end]):
            kinds[i] = "tab"
    run: list[tuple[Span, ...]] = []
    kind = ""
    page = 1
    for span, line_kind in zip(lines, kinds, strict=True):
        if line_kind != kind or (page < len(page_starts) and span.start >= page_starts[page]):
            yield from _grid(run, page)
            run, kind = [], line_kind
        while page < len(page_starts) and span.start >= page_starts[page]:
            page += 1
        if kind and not PIPE_RULER.fullmatch(text, span.start, span.end):
            cells = tuple(_split(text, span, kind))
            run += [cells] if any(cell.start < cell.end for cell in cells) else []
    yield from _grid(run, page)


def _line_kind(line: str) -> str:
    return "pipe" if _is_pipe_line(line) else "tab" if "\t" in line.strip(" \r") else ""


def _is_row(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST_MERGED_ROW and not line.rstrip().endswith("。")


def _split(text: str, line: Span, kind: str) -> Iterator[Span]:
    """The cells of one line, each without white space at its ends; an empty cell is an empty span."""
    start, end = line
    if kind == "pipe":
        bars = [m.start() for m in PIPE.finditer(text, start, end)]
        trailing = not text[bars[-1] + 1 : end].strip()
        pieces = [(a + 1, b) for a, b in zip(bars, [*bars[1:], end], strict=True)]
        pieces = pieces[:-1] if trailing else pieces
    else:
        tabs = [m.start() for m in re.finditer("\t", text[start:end])]
        edges = [start - 1, *(start + t for t in tabs), end]
        pieces = [(a + 1, b) for a, b in pairwise(edges)]
    for left, right in pieces:
        cell = text[left:right]
        lead = len(cell) - len(cell.lstrip())
        yield Span(left + lead, left + lead + len(cell.strip()))


def _grid(rows: list[tuple[Span, ...]], page: int) -> Iterator[Grid]:
    n_cols = max(map(len, rows), default=0)
    if len(rows) < 2 or n_cols < 2:
        return
    cells = tuple(
        Cell(r, c, (span,) if span.start < span.end else ())
        for r, row in enumerate(rows)
        for c, span in enumerate(row + (Span(row[-1].end, row[-1].end),) * (n_cols - len(row)))
    )
    yield Grid(page, Span(rows[0][0].start, rows[-1][-1].end), len(rows), n_cols, cells)
