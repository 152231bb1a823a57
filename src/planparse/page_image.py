"""A picture of a page with a box around everything that was read from it, for a person who checks a result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from planparse.errors import UserError
from planparse.store import Row, sha256_of

DOTS_PER_POINT = 2.0
LONGEST_SIDE = 4000
"""Pixels; a poster is drawn smaller than other pages."""

MARGIN = 1.0
"""Points between characters and the box around them: boxes are those of the font, which some glyphs overstep."""

FILL = 60
LEGEND_SIZE = 18


@dataclass(frozen=True)
class Look:
    """How the boxes of one table are drawn: an RGB colour, filled with it or a thin outline only."""

    colour: tuple[int, int, int]
    filled: bool = True


LOOKS: dict[str, Look] = {
    "tables": Look((150, 150, 150), filled=False),
    "sections": Look((90, 90, 200), filled=False),
    "glossary_terms": Look((0, 158, 115)),
    "citations": Look((204, 121, 167)),
    "aliases": Look((240, 228, 66)),
    "measures": Look((86, 180, 233)),
    "measure_schedules": Look((0, 80, 178)),
    "periods": Look((230, 159, 0)),
    "events": Look((110, 70, 30)),
    "indicators": Look((120, 80, 180)),
    "visions": Look((213, 60, 0)),
}
"""By `evidence.fact_table`; a box is drawn above larger ones. The colours stay apart for colour-blind eyes."""


def page_image(document: Row, number: int, evidence: Sequence[Row], password: str | None = None) -> Image.Image:
    """Page `number` (from 1) of a stored document at 144 dots an inch, its `evidence` boxed, with a legend below.

    Raises UserError for a text file, and for a PDF that is gone, has changed, or cannot be opened.
    """
    picture, scale = _render(_source(document), number, password)
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    boxed = [(str(row["fact_table"]), *_edges(row)) for row in evidence if row["x0"] is not None]
    boxed.sort(key=lambda box: ((box[1] - box[3]) * (box[4] - box[2]), list(LOOKS).index(box[0])))
    for table, x0, top, x1, bottom in boxed:
        look = LOOKS[table]
        corners = [scale * edge for edge in (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)]
        draw.rectangle(corners, (*look.colour, FILL) if look.filled else None, look.colour, 3 if look.filled else 1)
    counts = Counter(table for table, *_ in boxed)
    boxes = {table: counts[table] for table in LOOKS if counts[table]}
    return _with_legend(Image.alpha_composite(picture, layer), boxes)


def _edges(row: Row) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a piece of evidence, in points."""
    x0, top, x1, bottom = (float(row[side] or 0) for side in ("x0", "top", "x1", "bottom"))
    return x0, top, x1, bottom


def _source(document: Row) -> Path:
    """The PDF that the document was read from, if it is still the same file."""
    path, slug = Path(str(document["source_path"])), document["slug"]
    if document["source_format"] != "pdf":
        raise UserError(f"{slug} was read from a text file, which has no pages to draw", "leave --image out")
    try:
        sha256 = sha256_of(path)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}", "put it back, or read it where it is now: planparse run") from None
    if sha256 != document["source_sha256"]:
        raise UserError(f"{path} has changed since it was read", "planparse run reads it again")
    return path


def _render(path: Path, number: int, password: str | None) -> tuple[Image.Image, float]:
    """The page as PDFium shows it, and its dots a point."""
    try:
        pdf = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{path} cannot be opened ({error})", "has it a password? --password gives it") from None
    try:
        page = pdf[number - 1]
        scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(page.get_size()))
        return page.render(scale=scale).to_pil().convert("RGBA"), scale
    except pypdfium2.PdfiumError as error:
        raise UserError(f"page {number} of {path} cannot be drawn ({error})", "does it open in a viewer?") from None
    finally:
        pdf.close()


def _with_legend(picture: Image.Image, boxed: Mapping[str, int]) -> Image.Image:
    """The picture with a line for each table below it: its colour, its name, how many boxes."""
    line = LEGEND_SIZE + 8
    whole = Image.new("RGB", (picture.width, picture.height + line * max(1, len(boxed)) + 8), "white")
    whole.paste(picture, mask=picture)
    draw = ImageDraw.Draw(whole)
    font = ImageFont.load_default(LEGEND_SIZE)
    top = picture.height + 4
    draw.line((0, picture.height, picture.width, picture.height), "black")
    if not boxed:
        draw.text((8, top), "nothing was read from this page", "black", font)
    for table, count in boxed.items():
        look = LOOKS[table]
        draw.rectangle((8, top + 3, 40, top + LEGEND_SIZE), look.colour if look.filled else None, look.colour, 2)
        draw.text((50, top), f"{table} ({count})", "black", font)
        top += line
    return whole
