"""Sets Japanese lines, ruled tables and footnotes on pages: the little of a word processor that the sample plans need.

Positions are points from the page's lower left, as reportlab counts them.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NO_LINE_START = frozenset("、。，．）)」』】〕》・ー！？：；々ゃゅょっァィゥェォャュョッ％…～")
NO_LINE_END = frozenset("（(「『【〔《“")
TOKEN = re.compile(r"[A-Za-z0-9.,%+&'/-]+|.", re.S)
MARKUP = re.compile(r"\*\*(?P<bold>.+?)\*\*|<sup>(?P<sup>.+?)</sup>|\^(?P<caret>\(※\))|(?P<note>[¹²³⁴-⁹⁰]+)")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
GOTHIC, SYMBOL = "IPAexGothic", "DejaVuSans"
PAD = 4.0


def register_fonts() -> None:
    """Make the two fonts known to reportlab; both come from the packages of the dev extra."""
    for name, package, file in (
        (GOTHIC, "matplotlib_fontja", "fonts/ipaexg.ttf"),
        (SYMBOL, "matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
    ):
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit(f"{package} is missing: install the dev extra")
        pdfmetrics.registerFont(TTFont(name, Path(spec.submodule_search_locations[0]) / file))


@dataclass(frozen=True)
class Piece:
    """Characters set in one way; `note` is the number of the footnote that they point to, or ''."""

    text: str
    bold: bool = False
    raised: bool = False
    note: str = ""

    @property
    def font(self) -> str:
        """IPAex Gothic, or DejaVu Sans for a sign that it lacks."""
        return GOTHIC if ord(self.text[0]) in pdfmetrics.getFont(GOTHIC).face.charToGlyph else SYMBOL

    def width(self, size: float) -> float:
        return float(pdfmetrics.stringWidth(self.text, self.font, size * 0.6 if self.raised else size))


Line = tuple[Piece, ...]
Part = tuple[int, int, int | None, float]  # of a table on one page: row, first line, line after the last, height


@dataclass(frozen=True)
class Style:
    """How a paragraph or heading is set: size, colours, the band or rule about it, and where it starts."""

    size: float = 10.5
    lead: float = 1.65
    bold: bool = False
    color: str = "#000000"
    band: str = ""
    box: str = ""
    rule: str = ""
    indent: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 5.0
    center: bool = False
    page: bool = False
    keep: float = 0.0


@dataclass(frozen=True)
class Cell:
    """One cell of a `Grid`, at its top left row and column."""

    row: int
    col: int
    rows: int
    cols: int
    text: str
    fill: str = ""
    center: bool = False
    vertical: bool = False
    arrow: bool = False


@dataclass(frozen=True)
class Grid:
    """A ruled table: cells, column widths in points, header rows to repeat, `cut` (row, lines) where a page must break.

    `over` are bars drawn over the ruled cells instead of in them; `whole` keeps the table on one page,
    `pad` is the space above and below a cell's text.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    widths: tuple[float, ...]
    repeat: int = 0
    cut: tuple[int, int] | None = None
    over: tuple[Cell, ...] = ()
    whole: bool = False
    pad: float = PAD


def pieces(text: str, bold: bool = False) -> list[Piece]:
    """The tokens of marked-up text; no line breaks inside one."""
    out: list[Piece] = []
    at = 0
    for m in [*MARKUP.finditer(text), None]:
        out += [Piece(t, bold) for t in TOKEN.findall(text[at : m.start() if m else len(text)])]
        if m is None:
            break
        if m["bold"]:
            out += [Piece(t, True) for t in TOKEN.findall(m["bold"])]
        elif m["note"]:
            out.append(Piece(m["note"].translate(DIGITS), bold, raised=True, note=m["note"].translate(DIGITS)))
        else:
            out.append(Piece(m["sup"] or m["caret"], bold, raised=True))
        at = m.end()
    return out


def wrap(text: str, size: float, width: float, bold: bool = False, first: float = 0.0) -> list[Line]:
    """Break text into lines of at most `width` points, no line beginning with 、 or ending with 「."""
    lines: list[Line] = []
    for part in text.split("\n"):
        line: list[Piece] = []
        x = first if not lines else 0.0
        for piece in pieces(part, bold):
            if line and x + piece.width(size) > width:
                carry = [piece]
                while len(line) > 1 and (carry[0].text in NO_LINE_START or line[-1].text in NO_LINE_END):
                    carry.insert(0, line.pop())
                lines.append(tuple(line))
                line = [p for p in carry if p.text != " " or len(carry) > 1]
                x = sum(p.width(size) for p in line)
            else:
                line.append(piece)
                x += piece.width(size)
        lines.append(tuple(line))
    return lines


def line_width(line: Line, size: float) -> float:
    return sum(p.width(size) for p in line)


class Book:
    """A PDF that fills page after page from top to bottom; `notes` maps a footnote's number to its text."""

    def __init__(self, out: BinaryIO, size: tuple[float, float], head: str, page: str, notes: Mapping[str, str]):
        self.canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
        self.width, self.height = size
        self.left, self.right = 62.0, size[0] - 62.0
        self.top, self.bottom = size[1] - 70.0, 66.0
        self.head, self.page, self.notes = head, page, notes
        self.y, self.number, self.page_notes = self.top, 0, list[str]()

    @property
    def measure(self) -> float:
        return self.right - self.left

    def note_lines(self, note: str) -> list[Line]:
        return wrap(f"<sup>{note}</sup> {self.notes[note]}", 8.5, self.measure)

    def floor(self, extra: Sequence[str] = ()) -> float:
        """The lowest y that text may reach, above the page's footnotes."""
        lines = [line for n in (*self.page_notes, *extra) for line in self.note_lines(n)]
        return self.bottom + (len(lines) * 13 + 8 if lines else 0)

    def finish_page(self, furniture: bool = True) -> None:
        c = self.canvas
        if self.page_notes:
            y = self.floor() - 4
            c.setLineWidth(0.5)
            c.line(self.left, y, self.left + 150, y)
            for line in [line for n in self.page_notes for line in self.note_lines(n)]:
                y -= 13
                self.draw(line, self.left, y, 8.5)
        if furniture:
            self.number += 1
            head = wrap(self.head, 8.5, self.measure)[0]
            self.draw(head, self.right - line_width(head, 8.5), self.height - 42, 8.5, "#555555")
            c.setLineWidth(0.4)
            c.line(self.left, self.height - 48, self.right, self.height - 48)
            label = wrap(self.page.format(n=self.number), 9, 200)[0]
            self.draw(label, self.width / 2 - line_width(label, 9) / 2, 34, 9)
        c.showPage()
        self.y, self.page_notes = self.top, []

    def draw(self, line: Line, x: float, y: float, size: float, color: str = "#000000") -> None:
        """One line of text; bold is drawn with an outline, as no bold cut of the font is at hand."""
        out = self.canvas.beginText(x, y)
        out.setFillColor(HexColor(color))
        out.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(size / 42)
        runs: list[Piece] = []
        for p in line:
            if runs and (runs[-1].bold, runs[-1].raised, runs[-1].font) == (p.bold, p.raised, p.font):
                runs[-1] = Piece(runs[-1].text + p.text, p.bold, p.raised)
            else:
                runs.append(p)
        for p in runs:
            out.setFont(p.font, size * 0.6 if p.raised else size)
            out.setRise(size * 0.4 if p.raised else 0)
            out.setTextRenderMode(2 if p.bold else 0)
            out.textOut(p.text)
        out.setTextRenderMode(0)
        out.setRise(0)
        self.canvas.drawText(out)

    def block(self, text: str, style: Style) -> int:
        """Set a paragraph or heading; returns the number of the page that its first line stands on."""
        c, lead = self.canvas, style.size * style.lead
        lines = wrap(text, style.size, self.measure - style.indent, style.bold, style.first)
        if style.page and self.y < self.top:
            self.finish_page()
        if self.y < self.top:
            self.y -= style.before
        if self.y - lead * len(lines) - style.keep < self.floor() and (style.keep or style.band or style.box):
            self.finish_page()
        if style.band or style.box:
            c.setStrokeColor(HexColor(style.box or style.band))
            c.setFillColor(HexColor(style.band or "#ffffff"))
            c.setLineWidth(1)
            height = lead * len(lines) + 6
            c.roundRect(self.left, self.y - height + 2, self.measure, height, 4 if style.box else 0, fill=1)
        first = self.number + 1
        for i, line in enumerate(lines):
            new = [p.note for p in line if p.note and p.note not in self.page_notes]
            if self.y - lead < self.floor(new):
                self.finish_page()
                first = first if i else self.number + 1
            self.page_notes += new
            x = self.left + style.indent + (style.first if i == 0 else 0)
            if style.center:
                x = self.left + (self.measure - line_width(line, style.size)) / 2
            self.y -= lead
            self.draw(line, x, self.y + lead * 0.22, style.size, style.color)
        if style.rule:
            c.setStrokeColor(HexColor(style.rule))
            c.setLineWidth(1.4)
            c.line(self.left, self.y - 2, self.right, self.y - 2)
        self.y -= style.after + (6 if style.band or style.box else 0)
        return first

    def table(self, grid: Grid, size: float) -> None:
        """Set a table, breaking pages between rows, and within the row that `grid.cut` names."""
        lead = size * 1.5
        lines = {cell: self.cell_lines(cell, grid, size) for cell in grid.cells}
        heights = [lead + 2 * grid.pad] * grid.n_rows
        for cell in sorted(grid.cells, key=lambda cell: cell.rows):
            rows = range(cell.row, cell.row + cell.rows)
            missing = len(lines[cell]) * self.cell_lead(cell, size) + 2 * grid.pad - sum(heights[r] for r in rows)
            for r in rows:
                heights[r] += max(missing, 0) / cell.rows
        if grid.whole and sum(heights) > self.y - self.floor():
            self.finish_page()
        row, done = 0, 0
        while row < grid.n_rows:
            parts: list[Part] = [(r, 0, None, heights[r]) for r in range(grid.repeat)] if row else []
            room = self.y - self.floor() - sum(p[3] for p in parts)
            while row < grid.n_rows:
                if grid.cut and grid.cut[0] == row and not done:
                    done = grid.cut[1]
                    parts.append((row, 0, done, done * lead + 2 * grid.pad))
                    break
                height = heights[row] - done * lead
                if height > room:
                    break
                parts.append((row, done, None, height))
                room -= height
                row, done = row + 1, 0
            self.fragment(grid, lines, parts, size)
            if row < grid.n_rows:
                self.finish_page()
        self.y -= 8

    def cell_lead(self, cell: Cell, size: float) -> float:
        return size * (1.15 if cell.vertical else 1.5)

    def cell_lines(self, cell: Cell, grid: Grid, size: float) -> list[Line]:
        if cell.vertical:
            return [(Piece(char),) for char in cell.text]
        return wrap(cell.text, size, sum(grid.widths[cell.col : cell.col + cell.cols]) - 2 * PAD)

    def fragment(
        self,
        grid: Grid,
        lines: dict[Cell, list[Line]],
        parts: Sequence[Part],
        size: float,
    ) -> None:
        """Draw the rows of a table that stand on one page."""
        top: dict[int, float] = {}
        low: dict[int, float] = {}
        for row, _, _, height in parts:
            top[row] = self.y
            self.y -= height
            low[row] = self.y
        cuts = {row: (a, b) for row, a, b, _ in parts}
        for cell in grid.cells:
            rows = [r for r in range(cell.row, cell.row + cell.rows) if r in top]
            if not rows:
                continue
            a, b = cuts[rows[0]]
            whole = rows[0] == cell.row
            shown = (lines[cell][a:b] if cell.rows == 1 else lines[cell]) if whole else []
            self.cell(cell, grid, (top[rows[0]], low[rows[-1]]), shown, size)
        for bar in grid.over:
            if bar.row in top:
                self.bar(bar, grid.widths, (top[bar.row] + low[bar.row]) / 2, size)

    def cell(self, cell: Cell, grid: Grid, span: tuple[float, float], lines: Sequence[Line], size: float) -> None:
        c, lead, (top, low) = self.canvas, self.cell_lead(cell, size), span
        x = self.left + sum(grid.widths[: cell.col])
        width = sum(grid.widths[cell.col : cell.col + cell.cols])
        c.setStrokeColor(HexColor("#444444"))
        c.setFillColor(HexColor(cell.fill or "#ffffff"))
        c.setLineWidth(0.6)
        c.rect(x, low, width, top - low, fill=1)
        centered = cell.center or cell.vertical
        y = top - grid.pad - (max(top - low - 2 * grid.pad - lead * len(lines), 0) / 2 if centered else 0)
        for line in lines:
            y -= lead
            at = x + (width - line_width(line, size)) / 2 if centered else x + PAD
            self.draw(line, at, y + lead * 0.25, size)
        if cell.arrow:
            self.arrow(x + width * 0.6, x + width - 3, (top + low) / 2)

    def bar(self, bar: Cell, widths: Sequence[float], y: float, size: float) -> None:
        c = self.canvas
        x, width = self.left + sum(widths[: bar.col]), sum(widths[bar.col : bar.col + bar.cols])
        c.setFillColor(HexColor(bar.fill))
        c.setStrokeColor(HexColor(bar.fill))
        c.roundRect(x + 3, y - 7, width - 6, 14, 3, fill=1)
        line = wrap(bar.text, size, width)[0]
        self.draw(line, x + (width - line_width(line, size)) / 2, y - size * 0.35, size)

    def arrow(self, start: float, end: float, y: float) -> None:
        c = self.canvas
        c.setStrokeColor(HexColor("#333333"))
        c.setLineWidth(1)
        c.line(start, y, end, y)
        c.line(end - 5, y + 3, end, y)
        c.line(end - 5, y - 3, end, y)
