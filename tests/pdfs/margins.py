"""Traps of what stands in the margins: page numbers, running heads, stamps on scans."""

from __future__ import annotations

from drawing import BODY, GOTHIC, HEIGHT, LEFT, MINCHO, RIGHT, paragraph, put, rules, trap
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


@trap
def chapter_names(canvas: Canvas) -> None:
    """Chapters of one page: their name without its number is the running head; the last page is set across."""
    for number, name in enumerate(("計画の考え方", "現状と課題", "施策の展開"), 1):
        put(canvas, RIGHT - 60, 40, name, 9)
        put(canvas, LEFT, 80, f"第{number}章 {name}", 14, font=GOTHIC)
        paragraph(canvas, 110, BODY)
        put(canvas, 205, 560, str(number), 9)
        canvas.showPage()
    canvas.setPageSize((HEIGHT, 420))
    canvas.setFont(MINCHO, 10)
    canvas.drawString(LEFT, 340, "窓口と手続の一覧を次に示します。")
    canvas.setFont(MINCHO, 9)
    canvas.drawString(290, 62, "4")


@trap
def title_over_tables(canvas: Canvas) -> None:
    """A spreadsheet over two pages, on each its title right over the table and, further up, the office that made it."""
    for page in range(2):
        put(canvas, 40, 25, "情報政策課", 10)
        put(canvas, 40, 50, "窓口の手続の一覧", 13, font=GOTHIC)
        rules(canvas, [40, 120, 380], [60 + 24.0 * row for row in range(15)])
        for row in range(14):
            put(canvas, 44, 75 + 24 * row, f"手続{page}-{row}", 8)
            put(canvas, 124, 75 + 24 * row, "窓口に来なくても家から申請ができるようにする。", 8)
        canvas.showPage()
