"""What is drawn on a page beside text: rules, filled areas, arrows and pictures, from PDFium's page objects.

Points of a path are in the object's own space: they go through the object's matrix and through those of the form
XObjects around it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

from planparse.readers.pdf.frame import Frame, Rect, around

THIN = 4.0
"""A filled rectangle up to this many points thick is a rule."""
FORM_DEPTH = 8
WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight horizontal or vertical line: its middle axis and its thickness."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool
    thickness: float


class Area(NamedTuple):
    """A closed shape by the box around it. `filled` with `colour` or only outlined; `corners` counts its corners."""

    rect: Rect
    colour: tuple[int, int, int]
    filled: bool
    stroked: bool
    corners: int
    curved: bool

    @property
    def rectangular(self) -> bool:
        """Whether it is a plain rectangle."""
        return self.corners == 4 and not self.curved


@dataclass
class Shapes:
    """All that is drawn on one page, in drawing order."""

    rules: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)


class _Style(NamedTuple):
    filled: bool
    stroked: bool
    fill: tuple[int, int, int]
    stroke: tuple[int, int, int]
    width: float


class _Stroke(NamedTuple):
    """One subpath in points of the page."""

    points: list[Point]
    closed: bool
    curved: bool


def read_shapes(page: PdfPage, frame: Frame) -> Shapes:
    """The shapes of `page`, in points of the shown page."""
    shapes = Shapes()
    reader = _Reader(frame, shapes)
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        reader.take(pdfium_c.FPDFPage_GetObject(page, index), IDENTITY, 0)
    return shapes


class _Reader:
    def __init__(self, frame: Frame, shapes: Shapes) -> None:
        self.frame = frame
        self.shapes = shapes
        self.page = Rect(0.0, 0.0, *frame.size)

    def take(self, item: pdfium_c.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> None:
        """Add what the page object `item` draws."""
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._path(item, _times(_matrix(item), outer))
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            matrix = _times(_matrix(item), outer)
            corners = [self.frame.point(*_apply(matrix, point)) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
            self.shapes.pictures.append(_box(corners))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
            matrix = _times(_matrix(item), outer)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
                self.take(pdfium_c.FPDFFormObj_GetObject(item, index), matrix, depth + 1)

    def _path(self, item: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        style = _style(item, matrix)
        if not style.filled and not style.stroked:
            return
        for stroke in self._subpaths(item, matrix):
            box = _box(stroke.points)
            if box.x1 < 0 or box.bottom < 0 or box.x0 > self.page.x1 or box.top > self.page.bottom:
                continue
            self._subpath(stroke, box, style)

    def _subpath(self, stroke: _Stroke, box: Rect, style: _Style) -> None:
        corners = _corners(stroke.points)
        if style.filled and min(box.width, box.height) <= THIN:
            if min(style.fill) < WHITE:
                self._rule(box, min(box.width, box.height))
            return
        rectangular = not stroke.curved and len(corners) == 4 and _axis_parallel(corners)
        if style.stroked and min(style.stroke) < WHITE and not stroke.curved:
            ends = [*stroke.points, stroke.points[0]] if stroke.closed else stroke.points
            for start, end in pairwise(ends):
                self._segment(start, end, style)
        if (style.filled or stroke.closed) and box.width > THIN and box.height > THIN:
            colour = style.fill if style.filled else style.stroke
            count = 4 if rectangular else max(5, len(corners))
            self.shapes.areas.append(Area(box, colour, style.filled, style.stroked, count, stroke.curved))

    def _segment(self, start: Point, end: Point, style: _Style) -> None:
        """One straight piece of a stroked path; a very thick one is an area."""
        box = _box([start, end])
        if box.width > 0.5 and box.height > 0.5:
            return
        if style.width > THIN:
            half = style.width / 2
            grown = Rect(box.x0, box.top - half, box.x1, box.bottom + half)
            if box.height > box.width:
                grown = Rect(box.x0 - half, box.top, box.x1 + half, box.bottom)
            self.shapes.areas.append(Area(grown, style.stroke, True, False, 4, False))
        else:
            self._rule(box, style.width)

    def _rule(self, box: Rect, thickness: float) -> None:
        horizontal = box.width >= box.height
        if horizontal:
            self.shapes.rules.append(Rule(box.x0, box.cy, box.x1, box.cy, True, thickness))
        else:
            self.shapes.rules.append(Rule(box.cx, box.top, box.cx, box.bottom, False, thickness))

    def _subpaths(self, item: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[_Stroke]:
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[Point] = []
        closed = curved = False
        for index in range(pdfium_c.FPDFPath_CountSegments(item)):
            segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield _Stroke(points, closed, curved)
                points, closed, curved = [], False, False
            elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
                curved = True
            points.append(self.frame.point(*_apply(matrix, (x.value, y.value))))
            closed = closed or bool(pdfium_c.FPDFPathSegment_GetClose(segment))
        if len(points) > 1:
            if len(points) > 2 and _near(points[0], points[-1]):
                points, closed = points[:-1], True
            yield _Stroke(points, closed, curved)


def _style(item: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix) -> _Style:
    fill_mode, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium_c.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    pdfium_c.FPDFPageObj_GetStrokeWidth(item, width)
    fill, fill_alpha = _colour(pdfium_c.FPDFPageObj_GetFillColor, item)
    stroke, stroke_alpha = _colour(pdfium_c.FPDFPageObj_GetStrokeColor, item)
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    return _Style(
        filled=fill_mode.value != 0 and fill_alpha > 0,
        stroked=bool(stroked.value) and stroke_alpha > 0,
        fill=fill,
        stroke=stroke,
        width=width.value * scale,
    )


def _colour(ask: pdfium_c.FPDF_PAGEOBJECT, item: pdfium_c.FPDF_PAGEOBJECT) -> tuple[tuple[int, int, int], int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(item, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _matrix(item: pdfium_c.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _box(points: list[Point]) -> Rect:
    return around([Rect(x, y, x, y) for x, y in points])


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 0.1 and abs(one[1] - other[1]) < 0.1


def _corners(points: list[Point]) -> list[Point]:
    """The points at which the outline really turns."""
    kept: list[Point] = []
    for point in points:
        if not kept or not _near(kept[-1], point):
            kept.append(point)
    if len(kept) > 1 and _near(kept[0], kept[-1]):
        kept.pop()
    return kept


def _axis_parallel(corners: list[Point]) -> bool:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return all(abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5 for (x0, y0), (x1, y1) in pairs)
