"""Traps as word processors, spreadsheets and slides print them."""

from __future__ import annotations

from drawing import BLUE, BODY, GOTHIC, HEIGHT, LEFT, MORE, paragraph, put, rules, trap
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas


@trap
def tight_contents(canvas: Canvas) -> None:
    """A table of contents set tight, before text of the same size with much white between its lines."""
    put(canvas, LEFT, 60, "目次", 14, font=GOTHIC)
    for row in range(12):
        title = f"{row + 1} 市の現状と取組の方向"
        put(canvas, LEFT, 90 + 10 * row, f"{title}{'…' * (28 - len(title))}{row + 2}")
    canvas.showPage()
    y = 60.0
    for number in (1, 2):
        put(canvas, LEFT, y, f"{number} 市の現状と取組の方向", 14, font=GOTHIC)
        y = paragraph(canvas, y + 24, BODY * 2, columns=30) + 14


@trap
def outlined_arrows(canvas: Canvas) -> None:
    """Arrows with an outline, as spreadsheets draw them, and an outlined bar, over the years of a schedule."""
    xs, ys = [60, 160, 210, 260, 310, 360], [80, 105, 140, 175, 210]
    rules(canvas, xs, ys)
    for col, word in enumerate(["取組", "R8", "R9", "R10", "R11"]):
        put(canvas, xs[col] + 5, 97, word)
    for row, word in enumerate(["窓口の見直し", "相談会の開催", "研修"], 1):
        put(canvas, 65, ys[row] + 20, word)
    canvas.setFillColor(Color(0.6, 0.8, 1))
    for x0, x1, y in ((163, 207, 122), (213, 357, 122), (213, 307, 157)):
        arrow = canvas.beginPath()
        arrow.moveTo(x0, HEIGHT - y + 6)
        for x, step in ((x1 - 12, 6), (x1 - 12, 12), (x1, 0), (x1 - 12, -12), (x1 - 12, -6), (x0, -6)):
            arrow.lineTo(x, HEIGHT - y + step)
        arrow.close()
        canvas.drawPath(arrow, stroke=1, fill=1)
    canvas.rect(163, HEIGHT - 199, 144, 14, stroke=1, fill=1)
    canvas.setFillColor(black)
    for x, y, word in ((172, 125, "準備"), (270, 125, "実施"), (250, 160, "試行"), (220, 195, "継続")):
        put(canvas, x, y, word, 8)


@trap
def rows_of_cards(canvas: Canvas) -> None:
    """Two rows of two cards, the first near to each other, the others far: each a coloured title on a white box."""
    for top, apart in ((120, 8), (150, 30)):
        width = (300 - apart) / 2
        for place in range(4):
            x, y = LEFT + (place % 2) * (width + apart), top + (place // 2) * 130
            canvas.setFillColor(BLUE)
            canvas.rect(x, HEIGHT - y - 20, width, 20, stroke=0, fill=1)
            canvas.setFillColor(white)
            put(canvas, x + 6, y + 14, f"基本目標{place + 1}", 11, font=GOTHIC)
            canvas.setFillColor(black)
            canvas.rect(x, HEIGHT - y - 80, width, 60)
            for row, word in enumerate(("窓口", "相談")):
                put(canvas, x + 6, y + 36 + 16 * row, f"・{word}{place + 1}")
        canvas.showPage()


@trap
def graphs(canvas: Canvas) -> None:
    """A graph of columns with its legend, one of bars with their names, and a list of even figures that is none."""
    y = paragraph(canvas, 60, BODY)
    put(canvas, LEFT, y, "（人）", 8)
    for step in range(6):
        put(canvas, LEFT + 20 - 4 * len(str(500 - 100 * step)), y + 18 + 20 * step, str(500 - 100 * step), 8)
        canvas.line(LEFT + 26, HEIGHT - y - 15 - 20 * step, LEFT + 200, HEIGHT - y - 15 - 20 * step)
    for col, (year, count) in enumerate((("令和元年", 412), ("令和3年", 388), ("令和5年", 351))):
        x = LEFT + 40 + 50 * col
        canvas.setFillColor(BLUE)
        canvas.rect(x, HEIGHT - y - 115, 20, count / 5, stroke=0, fill=1)
        canvas.setFillColor(black)
        put(canvas, x + 2, y + 112 - count / 5, str(count), 8)
        put(canvas, x - 6, y + 126, year, 8)
    canvas.setFillColor(BLUE)
    canvas.rect(LEFT + 220, HEIGHT - y - 60, 6, 6, stroke=0, fill=1)
    canvas.setFillColor(black)
    put(canvas, LEFT + 230, y + 60, "窓口に来た人", 8)
    y = paragraph(canvas, y + 160, MORE)
    for row, (name, share) in enumerate((("時間が短い", 60), ("遠い", 40), ("特にない", 20))):
        put(canvas, LEFT + 80 - 8 * len(name), y + 18 + 18 * row, name, 8)
        canvas.setFillColor(BLUE)
        canvas.rect(LEFT + 86, HEIGHT - y - 20 - 18 * row, 2 * share, 10, stroke=0, fill=1)
        canvas.setFillColor(black)
        put(canvas, LEFT + 90 + 2 * share, y + 18 + 18 * row, f"{share}%", 8)
    for step in range(6):
        put(canvas, LEFT + 86 + 40 * step - 2 * len(str(20 * step)), y + 74, str(20 * step), 8)
    for row in range(4):
        put(canvas, LEFT, y + 110 + 17 * row, str(4 - row))
        put(canvas, LEFT + 40, y + 110 + 17 * row, "位までの人に賞を贈ります")


@trap
def white_arrows(canvas: Canvas) -> None:
    """White arrows with an outline over years: filled and outlined at once, by two paths, and a box of two paths."""
    xs, ys = [60, 160, 210, 260, 310, 360], [80, 105, 140, 175, 210]
    rules(canvas, xs, ys)
    for col, word in enumerate(["取組", "R8", "R9", "R10", "R11"]):
        put(canvas, xs[col] + 5, 97, word)
    canvas.setFillColor(white)
    for row, (tip, paints) in enumerate(((12, ((1, 1),)), (12, ((0, 1), (1, 0))), (0, ((0, 1), (1, 0)))), 1):
        y, x1 = HEIGHT - ys[row] - 17, 257 + 50 * (row == 2)
        for stroke, fill in paints:
            outline = canvas.beginPath()
            outline.moveTo(200, y - 8)
            for x, step in ((163, -8), (163, 8), (x1 - tip, 8), (x1, 0), (x1 - tip, -8)):
                outline.lineTo(x, y + step)
            outline.close()
            canvas.drawPath(outline, stroke=stroke, fill=fill)
    canvas.setFillColor(black)
    for row, (word, status) in enumerate((("窓口の見直し", "検討"), ("相談会の開催", "試行"), ("研修", "継続")), 1):
        put(canvas, 65, ys[row] + 20, word)
        put(canvas, 200, ys[row] + 20, status, 8)


@trap
def plain_note(canvas: Canvas) -> None:
    """A note as LibreOffice prints it: a raised mark in the text, the same number not raised before its words."""
    put(canvas, LEFT, 80, "計画の目的", 14, font=GOTHIC)
    put(canvas, LEFT, 110, "市は要配慮者")
    put(canvas, LEFT + 60, 106, "1", 6)
    put(canvas, LEFT + 64, 110, "の避難を地域で支えます。")
    put(canvas, LEFT, 540, "1高齢者、障がいのある人など、災害のときに特に配慮を要する人をいう。", 8)
