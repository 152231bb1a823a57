"""What is drawn on a page beside text: rules, filled areas, arrows and pictures, from PDFium's page objects.

Points of a path are in the object's own space: they go through the object's matrix and through those of the form
XObjects around it.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

from planparse.readers.pdf.characters import pdfium
from planparse.readers.pdf.frame import Frame, Rect, around

THIN = 4.0
"""A filled rectangle up to this many points thick is a rule."""
FORM_DEPTH = 8
FEWEST_DOTS = 4
MOST_PIECES = 60
"""Points of a line that may join two boxes; those of a map or a chart are more."""
WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
BLACK = (0, 0, 0)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight horizontal or vertical line: its middle axis and its thickness."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool
    thickness: float


class Slant(NamedTuple):
    """A piece of an open line that is neither horizontal nor vertical, or of a curve: from one end to the other."""

    x0: float
    y0: float
    x1: float
    y1: float


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
    slants: list[Slant] = field(default_factory=list)
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
    handle = pdfium.fixed(pdfium.address(page.raw))
    items = list(map(pdfium.object_at, repeat(handle), range(pdfium_c.FPDFPage_CountObjects(page))))
    for item, kind in zip(items, map(pdfium.object_type, items), strict=True):
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            reader.take(item, kind, IDENTITY, 0)
    shapes.rules += _dotted(reader.dots)
    return shapes


class _Reader:
    """Walks page objects (by address) and fills `shapes`; holds the buffers that PDFium writes into."""

    def __init__(self, frame: Frame, shapes: Shapes) -> None:
        self.frame = frame
        self.shapes = shapes
        self.page = Rect(0.0, 0.0, *frame.size)
        self.dots: list[Rect] = []
        self.matrix, self.floats, self.numbers = array("f", bytes(24)), array("f", bytes(16)), array("I", bytes(16))
        self.matrix_ref = pdfium.places(self.matrix)[0]
        self.float_refs, self.number_refs = pdfium.places(self.floats), pdfium.places(self.numbers)

    def take(self, item: int, kind: int, outer: Matrix, depth: int) -> None:
        """Add what the page object `item` of a kind draws."""
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            matrix = _times(self._matrix(item), outer)
            corners = [self.frame.point(*_apply(matrix, point)) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
            self.shapes.pictures.append(_box(corners))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
            matrix = _times(self._matrix(item), outer)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium_c.FPDF_PAGEOBJECT))):
                inner = pdfium.inner_object_at(item, index)
                self.take(inner, pdfium.object_type(inner), matrix, depth + 1)

    def _path(self, item: int, outer: Matrix) -> None:
        style = self._style(item)
        if not style.filled and not style.stroked:
            return
        x0, top, x1, bottom = bounds = self._bounds(item, outer)
        if x1 < 0 or bottom < 0 or x0 > self.page.x1 or top > self.page.bottom:
            return
        thickness = min(x1 - x0, bottom - top)
        if thickness <= THIN:  # rules, dashes and dots by the thousand: no need to look at their points
            if min(style.fill if style.filled else style.stroke) < WHITE:
                self._rule(bounds, thickness)
            return
        matrix = _times(self._matrix(item), outer)
        if style.stroked:
            style = style._replace(width=self._width(item, matrix))
        for stroke in self._subpaths(item, matrix):
            self._subpath(stroke, _box(stroke.points), style)

    def _bounds(self, item: int, outer: Matrix) -> Rect:
        """The box around what a path draws, its line width included."""
        pdfium.object_bounds(item, *self.float_refs)
        left, bottom, right, top = self.floats
        if outer is not IDENTITY:
            corners = [_apply(outer, (x, y)) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self.frame.rect(left, bottom, right, top)

    def _matrix(self, item: int) -> Matrix:
        if not pdfium.object_matrix(item, self.matrix_ref):
            return IDENTITY
        a, b, c, d, e, f = self.matrix
        return a, b, c, d, e, f

    def _style(self, item: int) -> _Style:
        """How a path is painted, but for the width of its stroke."""
        pdfium.draw_mode(item, self.number_refs[0], self.number_refs[1])
        filled, stroked = self.numbers[0], self.numbers[1]
        fill, fill_alpha = self._colour(pdfium.fill_colour, item) if filled else (BLACK, 0)
        stroke, stroke_alpha = self._colour(pdfium.stroke_colour, item) if stroked else (BLACK, 0)
        return _Style(fill_alpha > 0, stroke_alpha > 0, fill, stroke, 0.0)

    def _width(self, item: int, matrix: Matrix) -> float:
        pdfium.stroke_width(item, self.float_refs[0])
        a, b, c, d, _, _ = matrix
        scale: float = abs(a * d - b * c) ** 0.5
        return self.floats[0] * scale

    def _colour(self, ask: Callable[..., int], item: int) -> tuple[tuple[int, int, int], int]:
        if not ask(item, *self.number_refs):
            return BLACK, 255
        red, green, blue, alpha = self.numbers
        return (red, green, blue), alpha

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
        if style.stroked and not stroke.closed:
            self.shapes.slants += _slants(stroke)
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
        x0, top, x1, bottom = box
        if x1 - x0 <= THIN and bottom - top <= THIN:
            self.dots.append(box)
        elif x1 - x0 >= bottom - top:
            y = (top + bottom) / 2
            self.shapes.rules.append(Rule(x0, y, x1, y, True, thickness))
        else:
            x = (x0 + x1) / 2
            self.shapes.rules.append(Rule(x, top, x, bottom, False, thickness))

    def _subpaths(self, item: int, matrix: Matrix) -> Iterator[_Stroke]:
        points: list[Point] = []
        closed = curved = False
        x_ref, y_ref = self.float_refs[:2]
        for index in range(pdfium.count_segments(item)):
            segment = pdfium.segment_at(item, index)
            kind = pdfium.segment_type(segment)
            pdfium.segment_point(segment, x_ref, y_ref)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield _finished(points, closed, curved)
                points, closed, curved = [], False, False
            elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
                curved = True
            points.append(self.frame.point(*_apply(matrix, (self.floats[0], self.floats[1]))))
            closed = closed or bool(pdfium.segment_closes(segment))
        if len(points) > 1:
            yield _finished(points, closed, curved)


def _finished(points: list[Point], closed: bool, curved: bool) -> _Stroke:
    """A subpath; one that ends where it began is closed."""
    if len(points) > 2 and _near(points[0], points[-1]):
        return _Stroke(points[:-1], True, curved)
    return _Stroke(points, closed, curved)


def _slants(stroke: _Stroke) -> Iterator[Slant]:
    """The pieces of an open line that are no rules; of a long curve only where it begins and ends."""
    points = stroke.points if len(stroke.points) <= MOST_PIECES else [stroke.points[0], stroke.points[-1]]
    for (x0, y0), (x1, y1) in pairwise(points):
        if stroke.curved or (abs(x0 - x1) > 0.5 and abs(y0 - y1) > 0.5):
            yield Slant(x0, y0, x1, y1)


def _dotted(dots: Sequence[Rect]) -> list[Rule]:
    """The rules that rows of dots form; what is no part of a row across may be part of one down."""
    across, rest = _rows(sorted(dots, key=lambda r: (round(r.cy), r.x0)))
    turned = [Rect(r.top, r.x0, r.bottom, r.x1) for r in rest]
    down, _ = _rows(sorted(turned, key=lambda r: (round(r.cy), r.x0)))
    rules = [Rule(r.x0, r.cy, r.x1, r.cy, True, r.height) for r in across]
    return rules + [Rule(r.cy, r.x0, r.cy, r.x1, False, r.height) for r in down]


def _rows(dots: Sequence[Rect]) -> tuple[list[Rect], list[Rect]]:
    """The boxes of rows of dots that follow each other closely from left to right, and the dots that are in none."""
    rows: list[Rect] = []
    rest: list[Rect] = []
    row: list[Rect] = []
    for dot in [*dots, Rect(0.0, -1.0, 0.0, -1.0)]:
        if row and (abs(dot.cy - row[-1].cy) > 0.5 or not 0 <= dot.x0 - row[-1].x1 <= THIN):
            if len(row) >= FEWEST_DOTS:
                rows.append(around(row))
            else:
                rest += row
            row = []
        row.append(dot)
    return rows, rest


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
