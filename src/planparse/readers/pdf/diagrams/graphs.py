"""Bar and line graphs: figures at even steps along an axis, what is drawn beside it, and the words around.

An axis is a row or column of figures that grow by one step over one distance: upwards beside rules or the ends of
bars, or to the right from 0 with bars that begin over the 0. No table has figures that do both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planparse.fold import fold
from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment
from planparse.readers.pdf.shapes import WHITE, Area, Rule, Shapes

FEWEST_TICKS = 4
FEWEST_BARS = 2
ALIGNED = 2.5
"""Points by which the ends of an axis' figures, or those of bars, may be out of line."""
UNEVEN = 0.15
"""Share of a step by which steps on paper may differ."""
NEAR = 3.0
"""Characters between an axis and its figures or names."""
LONGEST = 24
"""Characters of what stands in a graph; longer lines are text, and what holds them is no graph."""
FIGURE = re.compile(r"(?P<minus>[-－▲△])?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?[^\d\s]{0,2}")
UNIT = re.compile(r"[(（\[［【].{1,8}[)）\]］】]")
"""What stands over an axis: (人)."""

Ticks = list[Segment]


def find_graphs(segments: Sequence[Segment], shapes: Shapes) -> list[Rect]:
    """The areas of the graphs of a page, with the words that belong to them."""
    figures = [(s, value) for s in segments if (value := _value(s)) is not None]
    if len(figures) < FEWEST_TICKS:
        return []
    plots = [plot for ticks in _columns(figures) if (plot := _beside(ticks, shapes)) is not None]
    plots += [plot for ticks in _rows(figures) if (plot := _over(ticks, shapes)) is not None]
    graphs: list[Rect] = []
    for plot in _joined(plots):
        words = _words(plot, segments, shapes)
        if not any(len(s.text) > LONGEST for s in words):
            graphs.append(around([plot, *(s.rect for s in words)]))
    return graphs


def _value(segment: Segment) -> float | None:
    """The number that a line is, if it is nothing else."""
    match = FIGURE.fullmatch(fold(segment.text))
    if match is None:
        return None
    value = float(match["digits"].replace(",", ""))
    return -value if match["minus"] else value


def _columns(figures: Sequence[tuple[Segment, float]]) -> Iterator[Ticks]:
    """The figures of upright axes, from top to bottom."""
    for side in (2, 0):  # what stands left of a graph ends level, what stands right of it begins level
        ordered = sorted(figures, key=lambda f: f[0].rect[side])
        for group in _clusters(ordered, [s.rect[side] for s, _ in ordered]):
            group.sort(key=lambda f: f[0].rect.cy)
            yield from _even([(s, -value, s.rect.cy) for s, value in group])


def _rows(figures: Sequence[tuple[Segment, float]]) -> Iterator[Ticks]:
    """The figures of level axes that begin at 0, from left to right."""
    ordered = sorted(figures, key=lambda f: f[0].rect.cy)
    for group in _clusters(ordered, [s.rect.cy for s, _ in ordered]):
        group.sort(key=lambda f: f[0].rect.cx)
        for ticks in _even([(s, value, s.rect.cx) for s, value in group]):
            if _value(ticks[0]) == 0:
                yield ticks


def _clusters(figures: Sequence[tuple[Segment, float]], places: Sequence[float]) -> list[list[tuple[Segment, float]]]:
    """Figures whose places follow each other closely."""
    clusters: list[list[tuple[Segment, float]]] = []
    before: float | None = None
    for figure, place in zip(figures, places, strict=True):
        if before is None or place - before > ALIGNED:
            clusters.append([])
        clusters[-1].append(figure)
        before = place
    return [cluster for cluster in clusters if len(cluster) >= FEWEST_TICKS]


def _even(figures: Sequence[tuple[Segment, float, float]]) -> Iterator[Ticks]:
    """The runs of figures, each with its value and place, that grow by one step over one distance."""
    run: list[tuple[Segment, float, float]] = []
    for figure in figures:
        if len(run) > 1:
            step, distance = run[1][1] - run[0][1], run[1][2] - run[0][2]
            same_step = abs(figure[1] - run[-1][1] - step) < 0.01 * step
            if not same_step or abs(figure[2] - run[-1][2] - distance) > UNEVEN * distance:
                if len(run) >= FEWEST_TICKS:
                    yield [s for s, _, _ in run]
                run = run[-1:]
        if run and (figure[1] <= run[-1][1] or figure[2] <= run[-1][2]):
            run = []
        run.append(figure)
    if len(run) >= FEWEST_TICKS:
        yield [s for s, _, _ in run]


def _beside(ticks: Ticks, shapes: Shapes) -> Rect | None:
    """The area of the graph beside an upright axis: as far as rules level with its figures reach."""
    box, size = around([s.rect for s in ticks]), ticks[0].size
    level = [r for r in shapes.rules if r.horizontal and any(abs(r.top - s.rect.cy) < 0.6 * size for s in ticks)]
    right = _reach(sorted(level), box.x1, size)
    left = -_reach(sorted(_mirrored(r) for r in level), -box.x0, size)
    if right > box.x1 + NEAR * size:
        return box._replace(x1=right)
    return box._replace(x0=left) if left < box.x0 - NEAR * size else None


def _mirrored(rule: Rule) -> Rule:
    return rule._replace(x0=-rule.x1, x1=-rule.x0)


def _reach(rules: Sequence[Rule], start: float, size: float) -> float:
    """How far `rules`, ordered by where they begin, go on from `start`."""
    end = start
    for rule in rules:
        if start - size < rule.x0 < end + NEAR * size:
            end = max(end, rule.x1)
    return end


def _over(ticks: Ticks, shapes: Shapes) -> Rect | None:
    """The area of the graph over, or under, a level axis: that of the bars that begin over its 0."""
    row, zero, size = around([s.rect for s in ticks]), ticks[0].rect.cx, ticks[0].size
    bars = [a.rect for a in shapes.areas if _is_bar(a, zero, row.x1)]
    for side in (
        sorted((b for b in bars if b.bottom < row.top + size), key=lambda b: -b.bottom),
        sorted((b for b in bars if b.top > row.bottom - size), key=lambda b: b.top),
    ):
        plot, count = row, 0
        for bar in side:
            if max(plot.top - bar.bottom, bar.top - plot.bottom) > NEAR * max(bar.height, size):
                break
            plot, count = around([plot, bar]), count + 1
        if count >= FEWEST_BARS:
            return plot
    return None


def _is_bar(area: Area, zero: float, end: float) -> bool:
    coloured = area.filled and area.rectangular and min(area.colour) < WHITE
    return coloured and abs(area.rect.x0 - zero) < ALIGNED and area.rect.x1 < end


def _joined(plots: Sequence[Rect]) -> list[Rect]:
    """`plots` without those that others hold; those that overlap, as with an axis on either side, are one."""
    joined: list[Rect] = []
    for plot in plots:
        meeting = [other for other in joined if _meet(plot, other)]
        joined = [other for other in joined if other not in meeting] + [around([plot, *meeting])]
    return joined


def _meet(one: Rect, other: Rect) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _words(plot: Rect, segments: Sequence[Segment], shapes: Shapes) -> list[Segment]:
    """What stands in a graph, beside its axes, right under it, over its axis, and beside the colours of its legend."""
    size = next(s.size for s in segments if plot.has_point(s.rect.cx, s.rect.cy))
    grown = Rect(plot.x0 - size, plot.top - 1.5 * size, plot.x1 + size, plot.bottom)
    inside = [s for s in segments if grown.has_point(s.rect.cx, s.rect.cy)]
    rest = [s for s in segments if not grown.has_point(s.rect.cx, s.rect.cy) and len(s.text) <= LONGEST]
    names = [s for s in rest if _is_beside(s, plot, size)]
    under = [s for s in rest if grown.x0 < s.rect.cx < grown.x1 and -size < s.rect.top - plot.bottom < 1.5 * size]
    over = [s for s in rest if UNIT.fullmatch(s.text) and _is_over(s, plot, size)]
    legend = [s for s in rest if _explains(s, plot, size, shapes)]
    return [*inside, *names, *(under if len(under) > 1 else ()), *over, *legend]


def _is_beside(segment: Segment, plot: Rect, size: float) -> bool:
    """Whether a word stands left of a graph at its height: the name of a bar, or of the axis."""
    near = -size < plot.x0 - segment.rect.x1 < NEAR * size
    return near and plot.top < segment.rect.cy < plot.bottom


def _is_over(segment: Segment, plot: Rect, size: float) -> bool:
    near = -size < plot.top - segment.rect.bottom < NEAR * size
    return near and plot.x0 - NEAR * size < segment.rect.cx < plot.x1 + NEAR * size


def _explains(segment: Segment, plot: Rect, size: float, shapes: Shapes) -> bool:
    """Whether a word near a graph stands behind a small patch in the colour of something larger inside it."""
    near = Rect(plot.x0, plot.top - 5 * size, plot.x1 + 12 * size, plot.bottom + 5 * size)
    if not near.has_point(segment.rect.cx, segment.rect.cy):
        return False
    patches = {
        a.colour
        for a in shapes.areas
        if a.filled and a.rect.width < 1.5 * size and -1 < segment.rect.x0 - a.rect.x1 < 1.5 * size
        and a.rect.top < segment.rect.cy < a.rect.bottom
    }  # fmt: skip
    drawn = {a.colour for a in shapes.areas if a.filled and plot.holds(a.rect, size)} if patches else set()
    return not patches.isdisjoint(drawn)
