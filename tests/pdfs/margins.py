"""Traps of what stands in the margins: page numbers, running heads, stamps on scans."""

from __future__ import annotations

from drawing import BODY, GOTHIC, LEFT, RIGHT, paragraph, put, trap
from pages import picture
from reportlab.pdfgen.canvas import Canvas


@trap
def moving_numbers(canvas: Canvas) -> None:
    """Page numbers at another height on every page."""
    for page in range(3):
        paragraph(canvas, 80, BODY)
        put(canvas, 205, 560 - 13 * page, str(page + 4), 9)
        canvas.showPage()


@trap
def several_numberings(canvas: Canvas) -> None:
    """A preface in Roman numbers, a chapter numbered 1-1, an annex numbered 資料-1."""
    for number in ("ⅰ", "1-1", "1-2", "資料-1"):
        paragraph(canvas, 80, BODY)
        put(canvas, 205, 570, number, 9)
        canvas.showPage()


@trap
def facing_heads(canvas: Canvas) -> None:
    """Facing pages: the number on the outside, beside it the plan's title here and the chapter's there."""
    for page in range(2):
        put(canvas, LEFT, 80, "三つの視点", 14, font=GOTHIC)
        paragraph(canvas, 110, BODY)
        if page:
            put(canvas, 40, 570, "13", 9)
            put(canvas, 60, 570, "まちのデジタル計画", 7)
        else:
            put(canvas, 270, 570, "第2章 わたしたちの挑戦", 7)
            put(canvas, RIGHT + 10, 570, "12", 9)
        canvas.showPage()


@trap
def stamped_scan(canvas: Canvas) -> None:
    """A page of text, and a picture of a page on which the page number and the annex's label are printed."""
    paragraph(canvas, 80, BODY)
    put(canvas, 195, 570, "- 1 -", 9)
    canvas.showPage()
    picture(canvas)
    put(canvas, RIGHT, 40, "資料1", 9)
    put(canvas, 195, 570, "- 2 -", 9)
    canvas.showPage()
    picture(canvas)
    put(canvas, 120, 250, "まちのデジタル計画", 20, font=GOTHIC)
    put(canvas, 195, 570, "- 3 -", 9)
