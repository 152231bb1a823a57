#!/usr/bin/env python3
"""Make the small PDFs beside this file, one a trap for `planparse.readers.pdf`: ``python tests/pdfs/make.py``.

All text is made up. Japanese is set in fonts that are not embedded, which keeps the files at a few kilobytes.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
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


STRUCK = ["第一章 はじめに", "第二章 現状", "第三章 課題", "第四章 目標", "第五章 施策", "第六章 体制", "第七章 評価"]


@trap
def double_struck(canvas: Canvas) -> None:
    """Bold made by striking twice, as some word processors do."""
    for shift in (0.0, 0.35):
        for row, title in enumerate(STRUCK):
            put(canvas, LEFT + shift, 80 + 30 * row, title, 14, font=GOTHIC)
    put(canvas, LEFT, 300, "本文は一度だけ。いいい")


@trap
def ruby(canvas: Canvas) -> None:
    """Readings in small kana over two words of a line."""
    put(canvas, LEFT, 100, "新しい条例を策定します。")
    put(canvas, LEFT + 30, 90.5, "じょうれい", 4)
    put(canvas, LEFT + 60, 90.5, "さくてい", 5)
    put(canvas, LEFT, 117, "次の行です。")


def upright(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    """Characters below one another, each drawn by itself, as Word and browsers write vertical text."""
    for place, character in enumerate(text):
        put(canvas, x, y + place * size, character, size)


@trap
def vertical(canvas: Canvas) -> None:
    """A page in vertical writing: columns from right to left."""
    lines = ["市では、市民の皆さんと", "話し合いを重ねながら、", "まちの将来を考えます。"]
    for place, line in enumerate(lines):
        upright(canvas, 340 - 18 * place, 80, line)


@trap
def vertical_cell(canvas: Canvas) -> None:
    """A table whose first column is a vertical cell over two rows."""
    for x in (60, 90, 220, 340):
        canvas.line(x, HEIGHT - 80, x, HEIGHT - 180)
    for x, y in ((60, 80), (90, 130), (60, 180)):
        canvas.line(x, HEIGHT - y, 340, HEIGHT - y)
    upright(canvas, 70, 95, "くらしの目標")
    for row, words in enumerate(["便利な窓口|担当課", "安全な道|建設課"]):
        left, right = words.split("|")
        put(canvas, 95, 110 + 50 * row, left)
        put(canvas, 225, 110 + 50 * row, right)


@trap
def rotated(canvas: Canvas) -> None:
    """A table on a page with /Rotate 90, drawn so that it is upright when shown."""
    canvas.setPageRotation(90)
    canvas.saveState()
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    canvas.setFont(MINCHO, 10)
    for y in (300, 320, 340):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 300, x, 340)
    for x, y, word in ((105, 326, "項目"), (205, 326, "担当"), (105, 306, "窓口"), (205, 306, "市民課")):
        canvas.drawString(x, y, word)
    canvas.drawString(100, 380, "回した頁")
    canvas.restoreState()


@trap
def sideways(canvas: Canvas) -> None:
    """The same table set sideways on a page that says nothing of it."""
    canvas.translate(0, HEIGHT)
    canvas.rotate(-90)
    canvas.setFont(MINCHO, 10)
    for y in (300, 320, 340):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 300, x, 340)
    for x, y, word in ((105, 326, "項目"), (205, 326, "担当"), (105, 306, "窓口"), (205, 306, "市民課")):
        canvas.drawString(x, y, word)
    canvas.drawString(100, 380, "横長の表")


@trap
def hidden(canvas: Canvas) -> None:
    """What nobody sees: invisible text, white on white, outside the CropBox; and white on blue, which is seen."""
    canvas.setCropBox((0, 0, WIDTH, HEIGHT - 40))
    put(canvas, LEFT, 20, "塗り足しの外")
    put(canvas, LEFT, 100, "見える行")
    text = canvas.beginText(LEFT, HEIGHT - 120)
    text.setFont(MINCHO, 10)
    text.setTextRenderMode(3)
    text.textOut("見えない行")
    text.setTextRenderMode(0)
    canvas.drawText(text)
    canvas.setFillColor(white)
    put(canvas, LEFT, 140, "白地に白")
    canvas.setFillColor(BLUE)
    canvas.rect(LEFT - 5, HEIGHT - 190, 200, 26, stroke=0, fill=1)
    canvas.setFillColor(white)
    put(canvas, LEFT, 182, "白抜きの見出し", 14, font=GOTHIC)


def picture(canvas: Canvas) -> None:
    """A grey picture over the whole page."""
    from PIL import Image  # noqa: PLC0415

    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 0, 0, WIDTH, HEIGHT)


@trap
def ocr_layer(canvas: Canvas) -> None:
    """A scan with an invisible text layer; its second page has none."""
    picture(canvas)
    text = canvas.beginText(LEFT, HEIGHT - 120)
    text.setFont(MINCHO, 10)
    text.setTextRenderMode(3)
    text.textOut("読み取った行")
    canvas.drawText(text)
    canvas.showPage()
    picture(canvas)


@trap
def baselines(canvas: Canvas) -> None:
    """Digits of another font and size, a little off the line; the pieces drawn in no order."""
    put(canvas, LEFT + 70, 101, "年度から始めます。")
    put(canvas, LEFT, 100, "この計画は")
    put(canvas, LEFT + 51, 98.5, "2025", 8.5, font="Helvetica")


@trap
def two_columns(canvas: Canvas) -> None:
    """Two columns under a title, their lines drawn in a shuffled order."""
    left = "左の段は、はじめに読まれます。行の終わりで切れた文も、もとの一つの文に戻ります。ここまで左の段です。"
    right = "右の段は、そのあとに読まれます。左の段の行と混ざると、どちらも意味をなしません。ここまで右の段です。"
    lines = [(LEFT, row, left[row * 13 : row * 13 + 13]) for row in range(4)]
    lines += [(LEFT + 160, row, right[row * 13 : row * 13 + 13]) for row in range(4)]
    for step in (3, 6, 0, 5, 1, 7, 2, 4):
        x, row, text = lines[step]
        put(canvas, x, 120 + 17 * row, text)
    put(canvas, LEFT, 80, "二段組の見出し", 16, font=GOTHIC)


@trap
def running_heads(canvas: Canvas) -> None:
    """Chapter titles that equal the running head, page numbers left and right, a figure's number at the foot."""
    for page, chapter in enumerate(["第1章 はじめに", "第1章 はじめに", "第2章 目標", "第2章 目標", "用語集"], 3):
        x = RIGHT - 60 if page % 2 else LEFT
        put(canvas, x, 30, chapter, 8, font=GOTHIC)
        put(canvas, x, HEIGHT - 25, f"- {page} -", 9)
        y = 80.0
        if page in (3, 5, 7):
            put(canvas, LEFT, y, chapter, 16, font=GOTHIC)
            y += 40
        paragraph(canvas, y, BODY if page % 2 else MORE)
        put(canvas, LEFT, 400, f"{page}番目の話題について述べる行です。")
        canvas.showPage()


@trap
def short_chapters(canvas: Canvas) -> None:
    """Chapters of a divider and one page, whose small running head is on no other page."""
    for number, title in enumerate(["計画の趣旨", "地域の現状", "施策の展開"], 1):
        put(canvas, LEFT, 200, f"第{number}章", 40, font=GOTHIC)
        put(canvas, LEFT, 260, title, 24, font=GOTHIC)
        canvas.showPage()
        put(canvas, 260, 40, f"第{number}章 {title}", 8)
        paragraph(canvas, 80, BODY + MORE[: 10 * number])
        canvas.showPage()


@trap
def paragraphs(canvas: Canvas) -> None:
    """Paragraphs, bullets with hanging indents, a wrapped heading; a paragraph cut by a footnote and the page."""
    put(canvas, LEFT, 60, "市民のくらしを支えるデジタル技術を", 17, font=GOTHIC)
    put(canvas, LEFT, 86, "役立てる", 17, font=GOTHIC)
    y = paragraph(canvas, 130, BODY)
    y = paragraph(canvas, y, MORE)
    put(canvas, LEFT + 10, y, "・箇条書きの一つ目は一行に収まらない長さなので次の行の頭")
    put(canvas, LEFT + 20, y + 17, "は字下げされます。")
    put(canvas, LEFT + 10, y + 34, "・二つ目は短い。")
    text = "\u3000" + MORE + BODY
    put(canvas, LEFT, 480, text[:30])
    put(canvas, LEFT, 497, text[30:60])
    canvas.line(LEFT, HEIGHT - 520, LEFT + 80, HEIGHT - 520)
    put(canvas, LEFT, 535, "1 脚注はページの下に小さく置かれます。", 7)
    canvas.showPage()
    put(canvas, LEFT, 60, text[60:90])
    put(canvas, LEFT, 77, text[90:])
    paragraph(canvas, 94, BODY)


@trap
def spans(canvas: Canvas) -> None:
    """A table with doubled outer rules, a cell over two rows and one over two columns."""
    xs, ys = [60, 140, 240, 340], [80, 105, 130, 155, 180]
    for x in (58, 60, 340, 342):
        canvas.line(x, HEIGHT - 78, x, HEIGHT - 182)
    for y in (78, 80, 180, 182):
        canvas.line(58, HEIGHT - y, 342, HEIGHT - y)
    for x in xs[1:-1]:
        canvas.line(x, HEIGHT - ys[1 if x == 240 else 0], x, HEIGHT - ys[-1])
    for y in ys[1:-1]:
        canvas.line(60 if y != 155 else 140, HEIGHT - y, 340, HEIGHT - y)
    words = [["区分", "数値", ""], ["年度", "令和5", "令和6"], ["窓口", "一件", "二件"], ["", "三件", "四件"]]
    for row, cells in enumerate(words):
        for col, word in enumerate(cells):
            put(canvas, xs[col] + 4, ys[row] + 16, word)


@trap
def form_table(canvas: Canvas) -> None:
    """A table of thin filled rectangles inside a scaled form XObject."""
    canvas.beginForm("table")
    canvas.setFont(MINCHO, 20)
    for x in (0, 200, 400):
        canvas.rect(x, 0, 1.5, 120, stroke=0, fill=1)
    for y in (0, 60, 120):
        canvas.rect(0, y, 400, 1.5, stroke=0, fill=1)
    for x, y, word in ((10, 80, "名称"), (210, 80, "内容"), (10, 20, "窓口"), (210, 20, "申請")):
        canvas.drawString(x, y, word)
    canvas.endForm()
    canvas.translate(80, 300)
    canvas.scale(0.5, 0.5)
    canvas.doForm("table")


@trap
def frames(canvas: Canvas) -> None:
    """Text in a frame, and a stack of boxes: no tables."""
    canvas.rect(LEFT, HEIGHT - 150, 250, 50)
    put(canvas, LEFT + 60, 122, "人にやさしいまち", 12)
    put(canvas, LEFT + 54, 140, "市民とともに歩む", 12)
    for row, word in enumerate(["目標", "施策", "取組"]):
        canvas.rect(LEFT, HEIGHT - 260 + 20 * row, 250, 20)
        put(canvas, LEFT + 5, 254 - 20 * row, word)


@trap
def schedule(canvas: Canvas) -> None:
    """Arrows and bars over the year columns of a table: one with words, one block arrow, one thin arrow."""
    xs, ys = [60, 160, 210, 260, 310, 360], [80, 105, 140, 175, 210]
    canvas.setFillColor(GREY)
    canvas.rect(60, HEIGHT - 105, 300, 25, stroke=0, fill=1)
    canvas.setFillColor(black)
    rules(canvas, xs, ys)
    for col, word in enumerate(["取組", "R4", "R5", "R6", "R7"]):
        put(canvas, xs[col] + 5, 97, word)
    for row, word in enumerate(["窓口の見直し", "相談会の開催", "研修"], 1):
        put(canvas, 65, ys[row] + 20, word)
    canvas.setFillColor(Color(0.6, 0.8, 1))
    canvas.rect(165, HEIGHT - 130, 90, 14, stroke=0, fill=1)
    arrow = canvas.beginPath()
    points = [(215, -165), (330, -165), (330, -170), (350, -158), (330, -146), (330, -151), (215, -151)]
    arrow.moveTo(points[0][0], HEIGHT + points[0][1])
    for x, y in points[1:]:
        arrow.lineTo(x, HEIGHT + y)
    arrow.close()
    canvas.drawPath(arrow, stroke=0, fill=1)
    canvas.setFillColor(black)
    put(canvas, 180, 127, "検討・実施", 9)
    put(canvas, 268, 188, "継続", 8)
    canvas.line(265, HEIGHT - 192, 300, HEIGHT - 192)
    head = canvas.beginPath()
    head.moveTo(300, HEIGHT - 196)
    head.lineTo(308, HEIGHT - 192)
    head.lineTo(300, HEIGHT - 188)
    head.close()
    canvas.drawPath(head, stroke=0, fill=1)


@trap
def filled_years(canvas: Canvas) -> None:
    """A schedule whose years are cells filled with colour, under a shaded header that is drawn past its cells."""
    xs, ys = [60, 160, 210, 260, 310], [80, 105, 140, 175]
    canvas.setFillColor(GREY)
    canvas.rect(54, HEIGHT - 105, 256, 25, stroke=0, fill=1)
    canvas.setFillColor(Color(0.6, 0.8, 1))
    canvas.rect(160, HEIGHT - 140, 100, 35, stroke=0, fill=1)
    canvas.rect(260, HEIGHT - 175, 50, 35, stroke=0, fill=1)
    canvas.setFillColor(black)
    rules(canvas, xs, ys)
    for col, word in enumerate(["取組", "R4", "R5", "R6"]):
        put(canvas, xs[col] + 5, 97, word)
    put(canvas, 65, 127, "窓口の見直し")
    put(canvas, 65, 162, "相談会の開催")


@trap
def cut_table(canvas: Canvas) -> None:
    """A table over a page break, without a rule where it is cut."""
    for page, (top, bottom) in enumerate([(480, 550), (50, 90)]):
        for x in (60, 160, 340):
            canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)
        inner = 505 if page == 0 else 70
        for y in [480, inner] if page == 0 else [inner, 90]:
            canvas.line(60, HEIGHT - y, 340, HEIGHT - y)
        rows = (
            [("用語", "説明", 497), ("連携", "二つの仕組みを", 525)]
            if page == 0
            else [("", "つなぐこと。", 64), ("窓", "口", 84)]
        )
        for left, right, y in rows:
            put(canvas, 65, y, left)
            put(canvas, 165, y, right)
        if page == 0:
            paragraph(canvas, 80, BODY)
            canvas.showPage()


@trap
def cut_cell(canvas: Canvas) -> None:
    """A cell over both columns of a table that goes on alone on the next page; a row with words in one cell only."""
    for page, (top, bottom) in enumerate([(440, 550), (50, 75), (50, 80)]):
        for x in (60, 340) if page == 1 else (60, 160, 340):
            canvas.line(x, HEIGHT - top, x, HEIGHT - (490 if page == 0 and x == 160 else bottom))
        for y in ((440, 465, 490), (75,), (50, 80))[page]:
            canvas.line(60, HEIGHT - y, 340, HEIGHT - y)
        if page == 0:
            for x, y, word in ((65, 457, "項目"), (165, 457, "内容"), (65, 482, "窓口"), (165, 482, "申請")):
                put(canvas, x, y, word)
            put(canvas, 65, 507, "二つの列にまたがる欄の文は、ここで次のページに")
            canvas.showPage()
        elif page == 1:
            put(canvas, 65, 65, "続きます。")
            rules(canvas, [60, 160, 340], [500, 525, 550])
            for x, y, word in ((65, 517, "用語"), (165, 517, "説明"), (65, 542, "連携"), (165, 542, "つなぐ")):
                put(canvas, x, y, word)
            canvas.showPage()
        else:
            put(canvas, 165, 70, "こと。")


@trap
def cut_span(canvas: Canvas) -> None:
    """A merged cell over the page break: the header is printed again, the cell's rest is empty."""
    for page, (top, names) in enumerate([(440, "避難所を整える。 備えを増やす。"), (50, "訓練をする。 名簿を作る。")]):
        for x in (60, 160, 340):
            canvas.line(x, HEIGHT - top, x, HEIGHT - top - 75)
        for step, x0 in enumerate((60, 60, 160, 60)):
            canvas.line(x0, HEIGHT - top - 25 * step, 340, HEIGHT - top - 25 * step)
        for row, words in enumerate([("担当課", "取組"), *(("", name) for name in names.split())]):
            for x, word in zip((65, 165), words, strict=True):
                put(canvas, x, top + 17 + 25 * row, word)
        if page == 0:
            put(canvas, 65, top + 55, "防災課")
            canvas.showPage()


@trap
def note_marks(canvas: Canvas) -> None:
    """Small raised marks after words, and a footnote that begins with its own."""
    put(canvas, LEFT, 100, "新しい仕組み")
    put(canvas, LEFT + 60, 96.5, "※", 5)
    put(canvas, LEFT + 65, 100, "を使い、計画")
    put(canvas, LEFT + 125, 96.5, "12", 5, font="Helvetica")
    put(canvas, LEFT + 131, 100, "を進めます。")
    put(canvas, LEFT, 540, "12", 4, font="Helvetica")
    put(canvas, LEFT + 8, 543, "脚注の文", 8)


@trap
def bookmarks(canvas: Canvas) -> None:
    """Bookmarks, one without the number that the heading has."""
    put(canvas, LEFT, 80, "第１章 はじめに", 14, font=GOTHIC)
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("第1章 はじめに", "a", 0)
    put(canvas, LEFT, 120, "1.1 目的", 12, font=GOTHIC)
    canvas.bookmarkPage("b")
    canvas.addOutlineEntry("目的", "b", 1)
    paragraph(canvas, 150, BODY)


@trap
def columns_without_rules(canvas: Canvas) -> None:
    """A contents list whose page numbers stand apart: lines, not columns and not a table."""
    put(canvas, LEFT, 70, "目次", 14, font=GOTHIC)
    for row, (title, page) in enumerate([("第1章 はじめに", "3"), ("1 計画の目的", "4"), ("2 計画の期間", "5")]):
        put(canvas, LEFT, 110 + 17 * row, title)
        put(canvas, RIGHT - 5, 110 + 17 * row, page)


COUNTS = [("区分", "令和5年度", "令和6年度"), ("窓口", "120", "98"), ("電子申請", "45", "310"), ("電話", "7", "5")]


@trap
def level_rules(canvas: Canvas) -> None:
    """A table with rules above, under its header and below only; and headings underlined at one width: no table."""
    for y in (80, 100, 155):
        canvas.line(80, HEIGHT - y, 340, HEIGHT - y)
    for row, words in enumerate(COUNTS):
        for col, word in enumerate(words):
            put(canvas, (85, 190, 290)[col], 94 + 17 * row + (4 if row else 0), word)
    y = 220.0
    for title in ("1 目的", "2 期間", "3 体制"):
        put(canvas, LEFT, y, title, 12, font=GOTHIC)
        canvas.line(LEFT, HEIGHT - y - 5, RIGHT, HEIGHT - y - 5)
        y = paragraph(canvas, y + 25, BODY) + 12


@trap
def aligned_words(canvas: Canvas) -> None:
    """A table of aligned words without any rule, between paragraphs."""
    y = paragraph(canvas, 80, BODY) + 10
    for row, words in enumerate(COUNTS):
        for col, word in enumerate(words):
            put(canvas, (85, 190, 290)[col], y + 17 * row, word)
    paragraph(canvas, y + 90, MORE)


@trap
def arrows(canvas: Canvas) -> None:
    """Thin arrows that cross the rules between years: they are no rules, although they would part a row in two."""
    xs, ys = [60, 160, 210, 260, 310, 360], [80, 105, 140, 175]
    rules(canvas, xs, ys)
    for col, word in enumerate(["取組", "R4", "R5", "R6", "R7"]):
        put(canvas, xs[col] + 5, 97, word)
    for row, (word, start, end) in enumerate([("窓口の見直し", 165, 350), ("相談会の開催", 215, 300)], 1):
        put(canvas, 65, ys[row] + 20, word)
        level = HEIGHT - ys[row] - 20
        canvas.line(start, level, end, level)
        head = canvas.beginPath()
        head.moveTo(end, level - 4)
        head.lineTo(end + 8, level)
        head.lineTo(end, level + 4)
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)
    put(canvas, 245, 122, "実施", 8)


@trap
def cards(canvas: Canvas) -> None:
    """Two cards side by side, each with its title in a coloured band: one card is read before the next."""
    for x, title, texts in [
        (40, "暮らし", ("窓口を減らす", "申請を広げる")),
        (220, "行政", ("紙を減らす", "人を育てる")),
    ]:
        canvas.rect(x, HEIGHT - 160, 160, 80)
        canvas.setFillColor(GREY)
        canvas.rect(x, HEIGHT - 105, 160, 25, stroke=0, fill=1)
        canvas.setFillColor(black)
        put(canvas, x + 60, 97, title)
        for row, text in enumerate(texts):
            put(canvas, x + 10, 125 + 20 * row, text)


@trap
def uneven_columns(canvas: Canvas) -> None:
    """Two columns of which the right one begins higher, as a heading stands in a box at the head of the left one."""
    canvas.setFillColor(GREY)
    canvas.rect(40, HEIGHT - 100, 160, 22, stroke=0, fill=1)
    canvas.setFillColor(black)
    put(canvas, 46, 94, "1 背景", 12, font=GOTHIC)
    paragraph(canvas, 125, BODY * 3, x=40, columns=16)
    paragraph(canvas, 80, MORE * 3, x=220, columns=16)


@trap
def scripts(canvas: Canvas) -> None:
    """Justified lines in which figures and Latin words are set apart from Japanese: the gaps are no spaces."""
    for y, pieces in [
        (80, ["\u3000前回の調査では、利用した人の割合は", "78.4%", "であり、"]),
        (97, ["電子申請を広げたため、利用する人は前の年度の約二倍、"]),
        (114, ["74", "万人となりました。このため、今後は", "AI", "を活用して"]),
        (131, ["窓口を減らします。"]),
    ]:
        widths = [pdfmetrics.stringWidth(piece, MINCHO, 10) for piece in pieces]
        gap = (260 - sum(widths)) / (len(pieces) - 1) if len(pieces) > 2 else 2.5
        x = LEFT
        for piece, width in zip(pieces, widths, strict=True):
            put(canvas, x, y, piece)
            x += width + min(gap, 3.0)


@trap
def close_columns(canvas: Canvas) -> None:
    """A table with level rules, a shaded head and a full line that ends close to the next column; years left empty."""
    xs = [60, 130, 249]
    for x0, x1 in pairwise([*xs, 360]):
        canvas.setFillColor(GREY)
        canvas.rect(x0, HEIGHT - 100, x1 - x0, 20, stroke=0, fill=1)
    canvas.setFillColor(black)
    for y in (80, 100, 140, 160):
        canvas.line(60, HEIGHT - y, 360, HEIGHT - y)
    cells = [(94, ["事業", "内容", "担当"]), (114, ["見守り", "一人で暮らす人の家を訪", "福祉課"])]
    for y, words in [*cells, (130, ["", "ね、異変を知らせる。"]), (154, ["送迎"])]:
        for x, word in zip(xs, words, strict=False):
            put(canvas, x + 4, y, word)


TERMS = [
    ("協働", ["市民と市が対等な立場で力を合わせて、地域の", "課題を解決すること。"]),
    ("見守り", ["異変に早く気づくこと。"]),
    (
        "関係人口",
        [
            "移り住んだ人でも訪れた人でもなく、地域と多",
            "様に関わり、地域を支える人々を指す言葉で、",
            "国も用いている。",
        ],
    ),
    ("窓口", ["申請を受ける所。"]),
]


@trap
def terms(canvas: Canvas) -> None:
    """Terms beside explanations without any rule, each in the middle of its explanation's lines."""
    y = 80.0
    for term, texts in TERMS:
        put(canvas, LEFT, y + 7.5 * (len(texts) - 1), term)
        for text in texts:
            put(canvas, LEFT + 90, y, text)
            y += 15
        y += 12


class Raw:
    """Writes a PDF object by object, for what reportlab cannot say."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: str, stream: bytes | None = None) -> int:
        """Append an object and return its number."""
        data = body.encode("ascii")
        if stream is not None:
            data = data[:-2] + f" /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        self.objects.append(data)
        return len(self.objects)

    def save(self, path: Path) -> None:
        """Write the file; object 1 must be the catalog."""
        out = bytearray(b"%PDF-1.7\n")
        offsets = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
        out += f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        path.write_bytes(out)


def raw_page(content: str, to_unicode: dict[int, str] | None, catalog: str = "", extra: tuple[str, ...] = ()) -> Raw:
    """One page whose font F1 has two-byte codes of its own, with or without a map to Unicode; `extra` from object 8."""
    raw = Raw()
    raw.add(f"<< /Type /Catalog /Pages 2 0 R {catalog} >>")
    raw.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    raw.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /StructParents 0 "
        "/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    raw.add("<<  >>", content.encode("ascii"))
    unicode_map = "/ToUnicode 7 0 R" if to_unicode is not None else ""
    raw.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H "
        f"/DescendantFonts [6 0 R] {unicode_map} >>"
    )
    raw.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    pairs = "\n".join(f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for code, char in (to_unicode or {}).items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(to_unicode or {})} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    raw.add("<<  >>", cmap.encode("ascii"))
    for body in extra:
        raw.add(body)
    return raw


def coded(text: str, codes: dict[str, int]) -> str:
    """`text` as a hexadecimal string of its codes."""
    return "<" + "".join(f"{codes[char]:04X}" for char in text) + ">"


def make_raw() -> None:
    """The files that are written by hand."""
    letters = "⼀⽇市⽤語計画目標"
    codes = {char: 40 + place for place, char in enumerate(letters)}
    shown = coded("市⽇⼀⽤語", codes)
    raw_page(f"BT /F1 10 Tf 60 500 Td {shown} Tj ET", {v: k for k, v in codes.items()}).save(HERE / "radicals.pdf")
    content = f"BT /F1 10 Tf 60 500 Td {shown} Tj ET"
    raw_page(content, None).save(HERE / "unmapped.pdf")
    tagged = (
        f"/H1 << /MCID 0 >> BDC BT /F1 12 Tf 60 500 Td {coded('計画', codes)} Tj ET EMC\n"
        f"/P << /MCID 1 >> BDC BT /F1 12 Tf 60 480 Td {coded('市⽤語', codes)} Tj ET EMC\n"
        f"/H2 << /MCID 2 >> BDC BT /F1 12 Tf 60 460 Td {coded('目標', codes)} Tj ET EMC"
    )
    raw_page(
        tagged,
        {v: k for k, v in codes.items()},
        "/MarkInfo << /Marked true >> /StructTreeRoot 8 0 R",
        (
            "<< /Type /StructTreeRoot /K [9 0 R 10 0 R 11 0 R] /ParentTree 12 0 R >>",
            "<< /Type /StructElem /S /H1 /P 8 0 R /Pg 3 0 R /K 0 >>",
            "<< /Type /StructElem /S /P /P 8 0 R /Pg 3 0 R /K 1 >>",
            "<< /Type /StructElem /S /H2 /P 8 0 R /Pg 3 0 R /K 2 >>",
            "<< /Nums [0 [9 0 R 10 0 R 11 0 R]] >>",
        ),
    ).save(HERE / "tagged.pdf")


def main() -> None:
    """Write all files."""
    for font in (MINCHO, GOTHIC):
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    for name, make in MAKERS.items():
        canvas = Canvas(str(HERE / f"{name}.pdf"), pagesize=(WIDTH, HEIGHT), invariant=1)
        make(canvas)
        canvas.save()
    locked = Canvas(str(HERE / "encrypted.pdf"), pagesize=(WIDTH, HEIGHT), invariant=1, encrypt="geheim")
    put(locked, LEFT, 100, "鍵のかかった行")
    locked.save()
    make_raw()
    (HERE / "damaged.pdf").write_bytes((HERE / "ruby.pdf").read_bytes()[:300])


if __name__ == "__main__":
    main()
