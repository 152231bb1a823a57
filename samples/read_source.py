"""Reads a sample's text and its print.toml into what is to be printed: cover, 目次, blocks, footnotes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typeset import PAD, Style

BULLET = re.compile(r"^( *)- (?:・ ?)?(.*)$")
NOTE = re.compile(r"^([¹²³⁴-⁹⁰]+) (.+)$")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RULE_ROW = re.compile(r"^[|\s:-]*-[|\s:-]*$")
PREFIX = re.compile(r"^(?:#+|>) ")
NOT_STYLE = {"match", "toc"}


@dataclass(frozen=True)
class TableSpec:
    """One [[table]] of print.toml.

    It is meant for tables with `has` in the first row and, if `rows` is given, one of these in the first column.
    merge     columns in which a blank cell belongs to the cell above
    vertical  [row, column] of cells that are written downwards
    years     `cells`: equal neighbours are one coloured cell; `over`: a bar over the ruled cells
    band      a row of one filled cell goes right across
    cut       row (by a cell of it) that a page cuts, and the lines of it before the cut
    """

    has: str = ""
    rows: Sequence[str] = ()
    widths: Sequence[float] = ()
    size: float = 9.5
    pad: float = PAD
    header: int = 1
    merge: Sequence[int] = ()
    vertical: Sequence[Sequence[int]] = ()
    years: str = ""
    band: bool = False
    fill: str = ""
    bar: str = ""
    cut: tuple[str, int] | None = None
    repeat: bool = False
    whole: bool = False

    def fits(self, rows: Sequence[Sequence[str]]) -> bool:
        named = not self.rows or any(row[0] in self.rows for row in rows)
        return named and any(self.has in cell for cell in rows[0])


@dataclass(frozen=True)
class Text:
    """A paragraph or heading; `in_contents` if the 目次 may name it."""

    text: str
    style: Style
    in_contents: bool = False


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    spec: TableSpec


@dataclass(frozen=True)
class Card:
    """A title with its description and the lines of what it brings about."""

    title: str
    outcome: Sequence[str] = ()
    text: str = ""


@dataclass(frozen=True)
class Extra:
    """What only print has, before a line: boxes of a figure, or a page that is a picture (no boxes)."""

    before: str
    boxes: Sequence[str] = ()


Block = Text | Table | Card | Extra


@dataclass(frozen=True)
class Layout:
    """The rest of print.toml: see the files; `mend` pairs what the text has with what print has."""

    source: str
    head: str
    page: str
    body: str
    title_lines: int
    color: str
    text: Style
    slides: bool = False
    bookmarks: bool = False
    contents: str = "目　次"
    contents_size: float = 10.5
    drop: Sequence[str] = ()
    styles: Sequence[tuple[re.Pattern[str], Style, bool]] = ()
    tables: Sequence[TableSpec] = ()
    cards: Mapping[str, Card] = field(default_factory=dict)
    extras: Sequence[Extra] = ()
    mends: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Plan:
    """A sample's text, parted: cover lines, lines of the 目次, blocks of the body, footnotes by number."""

    layout: Layout
    cover: tuple[str, ...]
    contents: tuple[str, ...]
    body: tuple[Block, ...]
    notes: Mapping[str, str]


def read_layout(path: Path) -> Layout:
    """Read a print.toml; an unknown key is a TypeError."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    styles = [
        (re.compile(s["match"]), Style(**{k: v for k, v in s.items() if k not in NOT_STYLE}), s.get("toc", False))
        for s in raw.pop("style", [])
    ]
    return Layout(
        styles=styles,
        text=Style(**raw.pop("text")),
        tables=[TableSpec(**t) for t in raw.pop("table", [])],
        cards={c["title"]: Card(**c) for c in raw.pop("card", [])},
        extras=[Extra(**e) for e in raw.pop("extra", [])],
        mends=[(m["text"], m["print"]) for m in raw.pop("mend", [])],
        **raw,
    )


def read_plan(folder: Path) -> Plan:
    """Read a sample's text as its print.toml says."""
    layout = read_layout(folder / "print.toml")
    text = (folder / layout.source).read_text(encoding="utf-8").replace("\f", "")
    for found, printed in layout.mends:
        if text.count(found) != 1:
            raise SystemExit(f"{folder.name}: mend does not fit once: {found!r}")
        text = text.replace(found, printed)
    lines = [line.rstrip() for line in text.split("\n")]
    name = re.sub(r"\s", "", layout.contents)
    start = next(i for i, line in enumerate(lines) if name == re.sub(r"[#\s]", "", line))
    body = next(i for i, line in enumerate(lines) if i > start and line == layout.body)
    return Plan(
        layout,
        cover=tuple(bare(line) for line in lines[:start] if line.strip("- ")),
        contents=tuple(bare(re.sub(r"[|\t]+", " ", line)) for line in lines[start + 1 : body] if line.strip("|- ")),
        body=tuple(blocks(lines[body:], layout)),
        notes={m[1].translate(DIGITS): m[2] for line in lines[body:] if (m := NOTE.match(line))},
    )


def bare(line: str) -> str:
    return PREFIX.sub("", line.strip()).replace("**", "").strip()


def blocks(lines: Sequence[str], layout: Layout) -> Iterator[Block]:
    """Cut the body's lines into blocks."""
    i = 0
    while i < len(lines):
        line = lines[i]
        yield from (extra for extra in layout.extras if extra.before == line)
        if is_row(line):
            end = table_end(lines, i)
            rows = tuple(split_row(row) for row in lines[i:end] if row.strip("| ") and not RULE_ROW.match(row))
            yield Table(rows, next((spec for spec in layout.tables if spec.fits(rows)), TableSpec()))
            i = end
        elif line in layout.cards:
            card = layout.cards[line]
            yield Card(card.title, card.outcome, lines[i + 2])
            i += 3
        else:
            if line.strip("- ") and line not in layout.drop and not NOTE.match(line):
                yield styled(line, layout)
            i += 1


def styled(line: str, layout: Layout) -> Text:
    """A line in the first style whose pattern it fits; else a bullet or a paragraph."""
    text = PREFIX.sub("", line).replace("<br>", "\n")
    for pattern, style, in_contents in layout.styles:
        if pattern.search(line):
            return Text(text, style, in_contents)
    if m := BULLET.match(line):
        size = layout.text.size
        return Text(f"・{m[2]}", Style(size, layout.text.lead, indent=size * (2 + len(m[1])), first=-size))
    return Text(text, layout.text)


def table_end(lines: Sequence[str], start: int) -> int:
    """Index after a table's last line; a line of one cell counts where the next line is a row again."""
    end = start
    while end < len(lines) and lines[end].strip() and (is_row(lines[end]) or is_row((*lines, "")[end + 1])):
        end += 1
    return end


def is_row(line: str) -> bool:
    return "\t" in line or line.startswith("|")


def split_row(line: str) -> tuple[str, ...]:
    cells = line.strip()[1:-1].split("|") if line.startswith("|") else line.split("\t")
    return tuple(cell_text(cell) for cell in cells)


def cell_text(cell: str) -> str:
    """A cell's text, each list item and paragraph on a line of its own."""
    cell = re.sub(r"</?(?:p|li|ul|br)\b[^>]*>", "\n", cell)
    cell = re.sub(r"\s+(?=[➤●]|【[^】]*】\s)", "\n", cell)
    return re.sub(r"\s*\n\s*", "\n", cell).strip()
