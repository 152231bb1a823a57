"""The characters of one page as PDFium knows them: code points, boxes, sizes, weights, visibility.

PDFium is asked three things a character and the rest once a text object, which keeps a page at a few milliseconds.
"""

from __future__ import annotations

import ctypes
import re
import struct
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage, PdfTextPage

from planparse.readers.pdf.characters import pdfium
from planparse.readers.pdf.frame import Frame, Rect

UNMAPPED = "\ufffd"
"""Stands for a character whose font does not say what it means."""

BOLD_NAME = re.compile(
    r"bold|heavy|black|demi|[-_ ]B$|W[6-9]\b|(?:gothic|maru|kaku|mincho)[-_ ]?(?:E|EB|UB|H|U)\b", re.I
)
FORCE_BOLD = 1 << 18
INVISIBLE_MODES = frozenset({3, 7})
OUTLINED_MODES = frozenset({2, 6})
NO_CODE = (0, 1)
RADICALS = range(0x2E80, 0x2FE0)
SYMBOLS = {
    0xF0B7: "•", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF075: "◆", 0xF076: "❖", 0xF0A7: "▪", 0xF0A8: "◻",
    0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "➔", 0xF0FC: "✓", 0xF0F0: "⇨", 0xF0FE: "☑", 0xF0A1: "○", 0xF09F: "•", 0xF0B2: "◇",
}  # fmt: skip
"""Bullets of Wingdings and Symbol, which Word writes as private code points."""


class Ink(NamedTuple):
    """What the characters of one text object share.

    `angle` counts quarter turns clockwise on the shown page, None for slanted text. `colour` is RGB. `font` tells
    fonts apart within the document; `mcid` is the marked-content id or -1.
    """

    font: str
    size: float
    bold: bool
    angle: int | None
    colour: tuple[int, int, int]
    visible: bool
    mcid: int


class Glyph(NamedTuple):
    """One character where it is printed. `rect` is its advance by its line height, not the black on paper."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    ink: Ink

    @property
    def rect(self) -> Rect:
        """Its box."""
        return Rect(self.x0, self.top, self.x1, self.bottom)


@dataclass
class FontTally:
    """How many characters of each font were seen, and how many of them the font could not name."""

    seen: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def unmapped(self) -> frozenset[str]:
        """Fonts that fail so often that the rest of what they say is not to be believed either."""
        return frozenset(font for font, bad in self.failed.items() if bad >= 3 and bad >= 0.03 * self.seen[font])


def read_glyphs(page: PdfPage, frame: Frame, tally: FontTally, tagged: bool) -> list[Glyph]:
    """All characters drawn on `page`, in the order of the file; what is not visible says so in its ink.

    Only where the page is `tagged` PDFium is asked for marked contents, which nothing refers to elsewhere.
    Characters that PDFium made up itself (line ends, gaps) are left out. Double-struck characters come once.
    """
    text_page = page.get_textpage()
    try:
        return _once(*_drawn(text_page, tally, _Inks(text_page, frame, tagged), frame))
    finally:
        text_page.close()


def _drawn(text_page: PdfTextPage, tally: FontTally, inks: _Inks, frame: Frame) -> tuple[list[Glyph], list[int]]:
    """The characters, and of each the address of its text object."""
    glyphs: list[Glyph] = []
    owners: list[int] = []
    counted: list[Ink] = []
    page = pdfium.fixed(pdfium.address(text_page.raw))
    box = array("f", bytes(16))  # FS_RECTF: left, top, right, bottom
    box_ref = pdfium.places(box)[0]
    map_error, loose_box = pdfium.map_error, pdfium.loose_box
    upright, left, highest = frame.rotation == 0, frame.box[0], frame.box[3]
    twice_width, twice_height = (2 * side for side in frame.size)
    item, ink = 0, None
    indices = range(pdfium_c.FPDFText_CountChars(text_page))
    drawn_by = map(pdfium.text_object, repeat(page), indices)
    codes = map(pdfium.unicode_of, repeat(page), indices)
    for index, owner, code in zip(indices, drawn_by, codes, strict=True):
        if not owner:
            continue
        if owner != item or ink is None:
            item, ink = owner, inks.of(owner, index)
        char = _character(code)
        counted.append(ink)
        if code in NO_CODE or (code > 0x7F and map_error(page, index) == 1):
            tally.failed[ink.font] += 1
            char = UNMAPPED
        if not char:
            continue
        loose_box(page, index, box_ref)
        x0, top, x1, bottom = box
        if upright:
            x0, top, x1, bottom = x0 - left, highest - top, x1 - left, highest - bottom
        else:
            x0, top, x1, bottom = frame.rect(x0, bottom, x1, top)
        if 0 <= x0 + x1 <= twice_width and 0 <= top + bottom <= twice_height:
            glyphs.append(Glyph(char, x0, top, x1, bottom, ink))
            owners.append(owner)
    tally.seen.update(ink.font for ink in counted)
    return glyphs, owners


@lru_cache(maxsize=4096)
def _character(code: int) -> str:
    """The character to pass on for a code point of PDFium; empty for what is no character."""
    if code in (0x02, 0xFFFE, 0xAD):  # a hyphen that PDFium took for a soft one
        return "-"
    if code < 0x20 or code == 0x7F or code in (0x200B, 0xFEFF):
        return UNMAPPED if code in NO_CODE else ""
    if code in RADICALS:
        plain = unicodedata.normalize("NFKC", chr(code))
        return plain if len(plain) == 1 else chr(code)
    if 0xE000 <= code <= 0xF8FF:
        return SYMBOLS.get(code, UNMAPPED if code < 0xF000 else "•")
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else UNMAPPED


_Asked = tuple[int, int, int, int, bytes]
"""What PDFium says of a text object: font, mode, marked content, whether it has a colour, and `_Inks.LAYOUT`."""


class _Inks:
    """Asks PDFium for what a text object's characters share, and remembers it: many files have an object a character.

    PDFium writes all of it into one buffer, whose bytes tell one ink from the next.
    """

    LAYOUT = struct.Struct("4I f 4f")
    """Red, green, blue, alpha; font size; a, b, c, d of the matrix, whose e and f, the place, follow."""

    def __init__(self, text_page: PdfTextPage, frame: Frame, tagged: bool) -> None:
        self.text_page = text_page
        self.tagged = tagged
        self.page = pdfium.fixed(pdfium.address(text_page.raw))
        self.rotation = frame.rotation
        self.fonts: dict[int, tuple[str, bool]] = {}
        self.inks: dict[_Asked, Ink] = {}
        self.buffer = ctypes.create_string_buffer(self.LAYOUT.size + 8)
        start = ctypes.addressof(self.buffer)
        self.channels = tuple(pdfium.fixed(start + at) for at in (0, 4, 8, 12))
        self.size, self.matrix = pdfium.fixed(start + 16), pdfium.fixed(start + 20)
        self.asked = memoryview(self.buffer)[: self.LAYOUT.size]

    def of(self, owner: int, index: int) -> Ink:
        """The ink of the text object `owner`, to which the character at `index` belongs."""
        pdfium.char_matrix(self.page, index, self.matrix)
        pdfium.font_size(owner, self.size)
        known = pdfium.fill_colour(owner, *self.channels)
        mode, mcid = pdfium.render_mode(owner), pdfium.marked_content(owner) if self.tagged else -1
        key = pdfium.text_font(owner), mode, mcid, known, self.asked.tobytes()
        ink = self.inks.get(key)
        if ink is None:
            ink = self.inks[key] = self._ink(key, index)
        return ink

    def _ink(self, key: _Asked, index: int) -> Ink:
        font_key, mode, mcid, known, measures = key
        red, green, blue, alpha, size, a, b, c, d = self.LAYOUT.unpack(measures)
        font, bold = self._font(font_key, index)
        return Ink(
            font=font,
            size=round(size * (c * c + d * d) ** 0.5, 2),
            bold=bold or mode in OUTLINED_MODES,
            angle=self._angle(a, b),
            colour=(red, green, blue) if known else (0, 0, 0),
            visible=mode not in INVISIBLE_MODES and not (known and alpha == 0 and mode == 0),
            mcid=mcid,
        )

    def _angle(self, a: float, b: float) -> int | None:
        """Quarter turns clockwise of the baseline on the shown page."""
        slant = 0.1 * (abs(a) + abs(b))
        if abs(b) <= slant:
            turns = 0 if a >= 0 else 2
        elif abs(a) <= slant:
            turns = 3 if b > 0 else 1
        else:
            return None
        return (turns + self.rotation) % 4

    def _font(self, key: int, index: int) -> tuple[str, bool]:
        if key not in self.fonts:
            buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
            length = pdfium_c.FPDFText_GetFontInfo(self.text_page, index, buffer, 256, flags)
            name = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
            weight = pdfium_c.FPDFText_GetFontWeight(self.text_page, index)
            # A nameless subset is a font of its own. PDFium guesses odd weights from StemV; round ones are stated.
            bold = bool(BOLD_NAME.search(name)) or bool(flags.value & FORCE_BOLD) or weight in (700, 800, 900)
            self.fonts[key] = (name or f"#{key}", bold)
        return self.fonts[key]


def _once(drawn: list[Glyph], drawn_by: list[int]) -> list[Glyph]:
    """The characters without those struck again at the same place by another text object (poor man's bold, shadows).

    `drawn_by` has the text object of each: the characters of one ligature share a place as well, but also an object.
    """
    if len({(char, x0 // 3, top // 3) for char, x0, top, _, _, _ in drawn}) == len(drawn):
        return drawn
    kept: list[Glyph] = []
    owners: list[int] = []
    places: dict[tuple[str, int, int], int] = {}
    for glyph, owner in zip(drawn, drawn_by, strict=True):
        reach = max(1.0, 0.2 * glyph.ink.size)
        columns = {int((glyph.x0 + d) / 8) for d in (-reach, reach)}
        rows = {int((glyph.top + d) / 8) for d in (-reach, reach)}
        keys = [(glyph.char, column, row) for column in columns for row in rows]
        known = (places[key] for key in keys if key in places)
        twin = next((k for k in known if owners[k] != owner and _same_place(kept[k], glyph, reach)), None)
        if twin is None:
            places.update(dict.fromkeys(keys, len(kept)))
            kept.append(glyph)
            owners.append(owner)
        else:
            ink = kept[twin].ink
            kept[twin] = kept[twin]._replace(ink=ink._replace(bold=True, visible=ink.visible or glyph.ink.visible))
    return kept


def _same_place(one: Glyph, other: Glyph, reach: float) -> bool:
    """Whether two equal characters are printed over one another."""
    return (
        abs(one.x0 - other.x0) < reach
        and abs(one.top - other.top) < reach
        and abs(one.ink.size - other.ink.size) < 0.1 * one.ink.size
    )
