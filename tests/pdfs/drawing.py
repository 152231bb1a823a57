"""What the traps draw with: a page of A5 and a bit, its fonts, paragraphs and rules; and the list of all traps."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 420.0, 595.0
LEFT, RIGHT = 60.0, 360.0
MINCHO, GOTHIC = "HeiseiMin-W3", "HeiseiKakuGo-W5"
BLUE = Color(0.1, 0.2, 0.5)
GREY = Color(0.85, 0.85, 0.85)

Maker = Callable[[Canvas], None]
MAKERS: dict[str, Maker] = {}


def trap(make: Maker) -> Maker:
    """Register `make` to draw the file that has its name."""
    MAKERS[make.__name__] = make
    return make


def put(canvas: Canvas, x: float, y: float, text: str, size: float = 10, *, font: str = MINCHO) -> None:
    """Draw `text` with its baseline `y` points under the top of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def paragraph(canvas: Canvas, y: float, text: str, *, x: float = LEFT, columns: int = 30, size: float = 10) -> float:
    """Set `text` justified in `columns` full-width characters with an indent; returns the y under it."""
    text = "\u3000" + text
    for start in range(0, len(text), columns):
        put(canvas, x, y, text[start : start + columns], size)
        y += 1.7 * size
    return y


def rules(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    """Draw a full grid of rules."""
    for x in xs:
        canvas.line(x, HEIGHT - ys[0], x, HEIGHT - ys[-1])
    for y in ys:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)


BODY = (
    "市では、デジタル技術の活用により市民の利便性を高めるとともに、職員が人にしかできない仕事に力を注げるようにします。"
)
MORE = (
    "そのため、三年の間に窓口の手続を見直し、家からでも申請ができる仕組みを整え、"
    "困っている人には出向いて支える体制をつくります。"
)


def upright(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    """Characters below one another, each drawn by itself, as Word and browsers write vertical text."""
    for place, character in enumerate(text):
        put(canvas, x, y + place * size, character, size)
