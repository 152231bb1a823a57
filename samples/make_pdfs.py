"""Prints the sample plans: samples/<plan>/<plan>.txt and print.toml -> samples/<plan>/<plan>.pdf.

    python samples/make_pdfs.py [PLAN ...] [--out DIR]

The text is the source; print.toml says how a word processor would have set it (styles by line, column widths, merged
cells, places where the text as read differs from print). The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Sequence
from pathlib import Path

from read_source import Card, Extra, Plan, Table, TableSpec, read_plan
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from typeset import Book, Cell, Grid, Style, line_width, register_fonts, wrap

HERE = Path(__file__).parent
ENTRY = re.compile(r"^(?P<text>.*?)[\s.…・]*(?P<page>\d+)?$")
LABEL = re.compile(r"^(?:第.+?[部章節]|\(?[0-9０-９]+\)?|[Ⅰ-Ⅹ]|➤ \S+|(?:基本|政策)目標.)\s+|^【\d】")
TOP_ENTRY = ("第", "資料", "参考", "用語", "付録")

Places = Sequence[tuple[str, int]]  # headings in order, each with the printed number of its page


def make_grid(table: Table, measure: float) -> Grid:
    """A table with its merged cells."""
    spec, n = table.spec, max(map(len, table.rows))
    rows = [[*row, *[""] * (n - len(row))] for row in table.rows]
    shares = spec.widths or [1] * n
    cells: list[Cell] = []
    over: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for r in range(len(rows)):
        for c in range(n):
            if (r, c) in taken:
                continue
            cell = place(rows, r, c, spec)
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.cols)}
            if spec.years == "over" and cell.fill == spec.bar:
                over.append(cell)
                cells += [Cell(r, c + j, 1, 1, "") for j in range(cell.cols)]
            else:
                cells.append(cell)
    cut = next(((r, spec.cut[1]) for r, row in enumerate(rows) if spec.cut[0] in row), None) if spec.cut else None
    return Grid(
        cells=tuple(cells),
        n_rows=len(rows),
        widths=tuple(measure * share / sum(shares) for share in shares),
        repeat=spec.header if spec.repeat else 0,
        cut=cut,
        over=tuple(over),
        whole=spec.whole,
        pad=spec.pad,
    )


def place(rows: Sequence[Sequence[str]], r: int, c: int, spec: TableSpec) -> Cell:
    """The cell that begins at row r, column c, as wide and deep as it is printed."""
    row, text = rows[r], rows[r][c]
    cols = deep = 1
    if r < spec.header:
        if spec.header > 1 and r == 0:
            while c + cols < len(row) and not row[c + cols]:
                cols += 1
            deep = 1 if rows[1][c] else spec.header
        return Cell(r, c, deep, cols, text, spec.fill, center=True)
    if spec.band and c == 0 and not any(row[1:]):
        return Cell(r, c, 1, len(row), text, spec.fill)
    if spec.years and c and text:
        while c + cols < len(row) and row[c + cols] in (text, "→"):
            cols += 1
        return Cell(r, c, 1, cols, text, spec.bar, center=True, arrow="→" in row[c : c + cols])
    if c in spec.merge:
        while r + deep < len(rows) and not rows[r + deep][c]:
            deep += 1
    return Cell(r, c, deep, 1, text, vertical=[r, c] in spec.vertical)


def key(text: str) -> str:
    return re.sub(r"\W", "", LABEL.sub("", text))


def contents_pages(lines: Sequence[str], places: Places) -> list[int]:
    """The page of each line of the 目次; a chapter without a heading stands where the next line does."""
    pages: list[int | None] = []
    at = 0
    for line in lines:
        name = key(line)
        hit = next((i for i in range(at, len(places)) if key(places[i][0]).endswith(name)), None)
        pages.append(None if hit is None else places[hit][1])
        at = at if hit is None else hit + 1
    return [next((p for p in pages[i:] if p is not None), 0) for i in range(len(pages))]


def print_contents(book: Book, plan: Plan, places: Places) -> None:
    """Set the 目次: leader dots and the page on which each line's heading stands."""
    book.block(plan.layout.contents, Style(size=18, center=True, after=14))
    size = plan.layout.contents_size
    entries = [m for line in plan.contents if (m := ENTRY.match(line))]
    for entry, page in zip(entries, contents_pages([e["text"] for e in entries], places), strict=True):
        if book.y - size * 1.7 < book.bottom:
            book.finish_page(furniture=False)
        book.y -= size * 1.7
        text = wrap(entry["text"], size, book.measure)[0]
        left = book.left + size * (0 if entry["text"].startswith(TOP_ENTRY) else 1.5)
        book.draw(text, left, book.y, size)
        if entry["page"] and page:
            number, dot = wrap(str(page), size, 100)[0], wrap(".", size, 100)[0]
            right, start = book.right - line_width(number, size), left + line_width(text, size) + 6
            dots = max(int((right - start - 6) / line_width(dot, size)), 3)
            book.draw(wrap("." * dots, size, book.width)[0], start, book.y, size)
            book.draw(number, right, book.y, size)
    book.finish_page(furniture=False)


def print_cover(book: Book, plan: Plan) -> None:
    """Set the cover: the title's lines between two bands, the rest below."""
    book.canvas.setFillColor(HexColor(plan.layout.color))
    for height in (0.78, 0.14):
        book.canvas.rect(0, book.height * height, book.width, 14, stroke=0, fill=1)
    n = plan.layout.title_lines
    book.y = book.height * 0.70
    for line in plan.cover[:n]:
        book.block(line, Style(size=24, center=True, bold=True, after=6))
    book.y = book.height * 0.36
    for line in plan.cover[n:]:
        book.block(line, Style(size=14, center=True, after=6))
    book.finish_page(furniture=False)


def print_extra(book: Book, extra: Extra) -> None:
    """A figure of boxes joined by lines, or a page without a word."""
    c = book.canvas
    if not extra.boxes:
        if book.y < book.top:
            book.finish_page()
        for i in range(6):
            c.setFillColor(HexColor(f"#{0x20 + 0x20 * i:02x}{0x60 + 0x14 * i:02x}a8"))
            c.circle(book.width / 2, book.height / 2, 230 - 36 * i, stroke=0, fill=1)
        book.finish_page()
        return
    if book.y - 140 < book.floor():
        book.finish_page()
    width = book.measure / len(extra.boxes) - 18
    for i, text in enumerate(extra.boxes):
        x, y = book.left + i * (width + 18) + 9, book.y - 62 - 14 * (i % 2)
        c.setStrokeColor(HexColor("#5b7fa3"))
        c.setFillColor(HexColor("#eaf1f8"))
        c.setLineWidth(1)
        c.roundRect(x, y, width, 44, 6, fill=1)
        if i:
            c.line(x - 18, y + 8 + 28 * (i % 2), x, y + 22)
        for j, line in enumerate(wrap(text, 9, width - 8)):
            book.draw(line, x + (width - line_width(line, 9)) / 2, y + 28 - 13 * j, 9)
    book.y -= 92


def print_card(book: Book, card: Card, size: float) -> None:
    """A card: title and description on the left, what it brings about on the right."""
    c, lead, width = book.canvas, size * 1.6, book.measure * 0.68
    lines = [*wrap(card.title, size, width, bold=True), *wrap(card.text, size, width - 16)]
    height = lead * max(len(lines), len(card.outcome)) + 14
    if book.y - height - 10 < book.floor():
        book.finish_page()
    c.setStrokeColor(HexColor("#2f7d8c"))
    c.setFillColor(HexColor("#f2fafb"))
    c.setLineWidth(1)
    c.roundRect(book.left, book.y - height, width, height, 8, fill=1)
    for i, line in enumerate(lines, 1):
        book.draw(line, book.left + 8, book.y - lead * i, size)
    if card.outcome:
        x, room, middle = book.left + width + 20, book.measure - width - 20, book.y - height / 2
        c.setFillColor(HexColor("#fff3d6"))
        c.roundRect(x, book.y - height, room, height, 8, fill=1)
        book.arrow(x - 17, x - 3, middle)
        for i, text in enumerate(card.outcome):
            line = wrap(text, size, room)[0]
            y = middle + lead * ((len(card.outcome) - 1) / 2 - i) - size * 0.3
            book.draw(line, x + (room - line_width(line, size)) / 2, y, size)
    book.y -= height + 10


def print_plan(plan: Plan, places: Places) -> tuple[bytes, Places]:
    """Print a plan; gives the PDF and its headings with the numbers of the pages on which they came to stand."""
    layout, out = plan.layout, io.BytesIO()
    book = Book(out, landscape(A4) if layout.slides else A4, layout.head, layout.page, plan.notes)
    book.canvas.setTitle(layout.head)
    print_cover(book, plan)
    print_contents(book, plan, places)
    found: list[tuple[str, int]] = []
    for block in plan.body:
        if isinstance(block, Table):
            book.table(make_grid(block, book.measure), block.spec.size)
        elif isinstance(block, Extra):
            print_extra(book, block)
        elif isinstance(block, Card):
            print_card(book, block, layout.text.size)
        else:
            number = book.block(block.text, block.style)
            if block.in_contents:
                found.append((block.text, number))
            if block.in_contents and layout.bookmarks:
                book.canvas.bookmarkPage(f"h{len(found)}")
                book.canvas.addOutlineEntry(block.text, f"h{len(found)}", level=0)
    book.finish_page()
    book.canvas.save()
    return out.getvalue(), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plans", nargs="*", help="names of samples; all if none")
    parser.add_argument("--out", type=Path, help="folder to write to instead of each sample's own")
    args = parser.parse_args()
    register_fonts()
    for folder in sorted(p.parent for p in HERE.glob("*/print.toml")):
        if args.plans and folder.name not in args.plans:
            continue
        plan = read_plan(folder)
        _, places = print_plan(plan, [])  # once to learn the pages, once to print them in the 目次
        target = (args.out or folder) / f"{folder.name}.pdf"
        target.write_bytes(print_plan(plan, places)[0])
        print(target)


if __name__ == "__main__":
    main()
