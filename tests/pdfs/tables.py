"""Traps of tables, and of what looks like one."""

from __future__ import annotations

from itertools import pairwise

from drawing import BODY, GOTHIC, GREY, HEIGHT, LEFT, MINCHO, MORE, RIGHT, paragraph, put, rules, trap, upright
from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas


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
def cut_in_column(canvas: Canvas) -> None:
    """A table that goes on in the next column of its page, in the middle of a row, its header printed again."""
    for x, top, words in (
        (30, 420, ["用語|説明", "連携|つなぐこと。", "標準|二つの仕組みを"]),
        (225, 60, ["用語|説明", "化|の形にすること。"]),
    ):
        xs = [x, x + 50, x + 165]
        rules(canvas, xs, [top + 25 * row for row in range(len(words) + 1)])
        for row, line in enumerate(words):
            for edge, word in zip(xs, line.split("|"), strict=False):
                put(canvas, edge + 4, top + 16 + 25 * row, word)
    for row in range(18):
        put(canvas, 30, 60 + 17 * row, BODY[:16])
        put(canvas, 225, 150 + 17 * row, MORE[:16])


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
def whole_rows(canvas: Canvas) -> None:
    """A schedule over the page break with its header printed again: every row is whole, although cells are empty."""
    xs = [60, 125, 230, 285, 340]
    heads = ("柱", "取組", "令和6年度", "令和7年度")
    pages = [
        [("暮らし", "業務の棚卸し", "", "実施")],
        [("産業", "見守りの実証", "検討", ""), ("", "通報の受付", "", "開始")],
    ]
    for top, body in zip((500, 50), pages, strict=True):
        rules(canvas, xs, [top, top + 20, top + 45, *([top + 70] if len(body) > 1 else [])])
        for row, words in enumerate([heads, *body]):
            for x, word in zip(xs, words, strict=False):
                put(canvas, x + 4, top + 14 + 24 * row, word, 9)
        canvas.showPage()


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
def level_corner(canvas: Canvas) -> None:
    """A table with level rules only, whose first row leaves the corner over the names of the rows empty."""
    for y in (80, 100, 120, 140):
        canvas.line(80, HEIGHT - y, 340, HEIGHT - y)
    for row, words in enumerate((("", "はい", "いいえ"), ("東地区", "97%", "3%"), ("西地区", "88%", "12%"))):
        for col, word in enumerate(words):
            put(canvas, (85, 190, 290)[col], 94 + 20 * row, word)


@trap
def level_banners(canvas: Canvas) -> None:
    """A table with level rules only, in which some rows are one cell over all columns; above it a heading's rule."""
    put(canvas, 60, 80, "1 体系", 12, font=GOTHIC)
    put(canvas, 60, 105, "次の表のとおりです。")
    for y in (85, 120, 140, 160, 180, 200, 220):
        canvas.line(60, HEIGHT - y, 360, HEIGHT - y)
    put(canvas, 65, 134, "計画の全体のあらまし")
    put(canvas, 65, 174, "施策を進めるうえで踏まえる考え方と、それに基づく取組の進め方")
    for y, words in [
        (154, ("目標", "期間", "担当")),
        (194, ("便利", "三年", "全課")),
        (214, ("安心", "五年", "総務課")),
    ]:
        for x, word in zip((65, 170, 290), words, strict=True):
            put(canvas, x, y, word)


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


@trap
def framed_table(canvas: Canvas) -> None:
    """A frame around a title and a table, as spreadsheets are laid out for print."""
    canvas.rect(40, HEIGHT - 260, 340, 200)
    put(canvas, 60, 85, "職員の数", 12, font=GOTHIC)
    rules(canvas, [80, 180, 340], [110, 140, 170])
    for row, words in enumerate([("区分", "人数"), ("正職員", "408")]):
        put(canvas, 90, 130 + 30 * row, words[0])
        put(canvas, 190, 130 + 30 * row, words[1])


@trap
def stacked_rows(canvas: Canvas) -> None:
    """A table of figures with rules around its heads only, two heads over one column; letters spread over a cell."""
    for x, top in ((60, 80), (160, 80), (260, 100), (360, 80)):
        canvas.line(x, HEIGHT - top, x, HEIGHT - (220 if x != 260 else 120))
    for y, left in ((80, 60), (100, 160), (120, 60), (220, 60)):
        canvas.line(left, HEIGHT - y, 360, HEIGHT - y)
    for x, y, word in ((65, 105, "部門"), (165, 94, "生産額"), (165, 114, "平成7年"), (265, 114, "平成12年")):
        put(canvas, x, y, word)
    rows = [("農林業", "201", "171"), ("建設業", "1,322", "902"), ("金融業", "477", "607"), ("その他", "16", "-5")]
    for row, words in enumerate(rows):
        for place, letter in enumerate(words[0]):
            put(canvas, 65 + 35 * place, 140 + 22 * row, letter)
        put(canvas, 200, 140 + 22 * row, words[1])
        put(canvas, 300, 140 + 22 * row, words[2])
