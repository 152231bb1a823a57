"""The coordinates of one page: from PDF user space to points from the top left of the page as it is shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage


class Rect(NamedTuple):
    """A rectangle in points, y growing downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its extent from top to bottom."""
        return self.bottom - self.top

    @property
    def cx(self) -> float:
        """The x of its middle."""
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        """The y of its middle."""
        return (self.top + self.bottom) / 2

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `slack`."""
        return (
            other.x0 >= self.x0 - slack
            and other.x1 <= self.x1 + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def has_point(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def transposed(self) -> Rect:
        """Turned so that vertical writing reads as horizontal: right to left becomes top to bottom."""
        return Rect(self.top, -self.x1, self.bottom, -self.x0)


def shown(rect: Rect, turn: int, width: float, height: float) -> Rect:
    """Where `rect` of a page that was turned clockwise by `turn` quarters is shown; `width` and `height` as turned."""
    x0, top, x1, bottom = rect
    if turn == 1:
        return Rect(top, width - x1, bottom, width - x0)
    if turn == 2:
        return Rect(width - x1, height - bottom, width - x0, height - top)
    if turn == 3:
        return Rect(height - bottom, x0, height - top, x1)
    return rect


def around(rects: list[Rect]) -> Rect:
    """The smallest rectangle around all of `rects` (at least one)."""
    x0s, tops, x1s, bottoms = zip(*rects, strict=True)
    return Rect(min(x0s), min(tops), max(x1s), max(bottoms))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where user space lies on the shown page. `rotation` counts quarter turns clockwise, as /Rotate does.

    ``box`` is the visible page (CropBox within MediaBox) in user space: left, bottom, right, top.
    """

    box: tuple[float, float, float, float]
    rotation: int

    @classmethod
    def of(cls, page: PdfPage) -> Frame:
        """The frame of `page` as PDFium would show it."""
        bounds = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
        return cls((bounds.left, bounds.bottom, bounds.right, bounds.top), pdfium_c.FPDFPage_GetRotation(page) % 4)

    def turned(self, quarters: int) -> Frame:
        """The frame of the same page turned clockwise by so many quarters more, to read what was set sideways."""
        return Frame(self.box, (self.rotation + quarters) % 4)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the shown page."""
        left, bottom, right, top = self.box
        width, height = right - left, top - bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the shown page."""
        left, bottom, right, top = self.box
        if self.rotation == 0:
            return x - left, top - y
        if self.rotation == 1:
            return y - bottom, x - left
        if self.rotation == 2:
            return right - x, y - bottom
        return top - y, right - x

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of user space (left <= right, bottom <= top) on the shown page."""
        if self.rotation == 0:
            x, y = self.box[0], self.box[3]
            return Rect(left - x, y - top, right - x, y - bottom)
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return Rect(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
