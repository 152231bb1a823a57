"""Traps of running text: its order, fonts, marks, columns, running heads and headings."""

from __future__ import annotations

from drawing import (
    BLUE,
    BODY,
    GOTHIC,
    GREY,
    HEIGHT,
    LEFT,
    MINCHO,
    MORE,
    RIGHT,
    WIDTH,
    paragraph,
    put,
    rules,
    trap,
    upright,
)
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

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


@trap
def vertical(canvas: Canvas) -> None:
    """A page in vertical writing: columns from right to left."""
    lines = ["市では、市民の皆さんと", "話し合いを重ねながら、", "まちの将来を考えます。"]
    for place, line in enumerate(lines):
        upright(canvas, 340 - 18 * place, 80, line)


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
def hanging_marks(canvas: Canvas) -> None:
    """Lines whose last comma hangs out over the margin, an item that ends at it, a title cut by sense."""
    text = "市では窓口の手続をひとつずつ見直して家からも申請ができる仕組、"
    for row in range(4):
        put(canvas, LEFT, 130 + 17 * row, text if row < 3 else "整えます。")
    put(canvas, LEFT, 60, "1 窓口の手続の見直しとまちひとしごと", 16, font=GOTHIC)
    put(canvas, LEFT, 82, "支える取組", 16, font=GOTHIC)
    put(canvas, LEFT + 10, 220, "・箇条書きの一つ目は一行に収まらない長さなので次の行頭へ")
    put(canvas, LEFT + 20, 237, "続きます。")


@trap
def numbers_first(canvas: Canvas) -> None:
    """Lines of a sentence that begin with a number or a counting sign; an indented sentence behind a full one."""
    texts = [
        "\u3000市民の意識を調べたところ、使う人の割合が最も高い年代では、",
        "53.2%が毎日使い、①手続、②相談、③予約、④納付、⑤学習、⑥休養、",
        "⑦連絡の七つの場面で使われ、使う人は三年で倍になりました。",
        "\u3000これからも増えていくと見られます。",
    ]
    for row, text in enumerate(texts):
        put(canvas, LEFT, 100 + 17 * row, text)


@trap
def apart_from_figures(canvas: Canvas) -> None:
    """A sentence broken before a figure that a word processor sets a little apart from the word behind it."""
    for row, text in enumerate(
        ("・窓口の見直しは、市の条例が定める手続をまとめた規則（平成", "年に定めたもの）によって進めます。")
    ):
        put(canvas, LEFT + 12.5 * row, 100 + 17 * row, text)
    put(canvas, LEFT, 117, "22")
    paragraph(canvas, 140, BODY, columns=29)
    paragraph(canvas, 220, MORE, columns=29)


@trap
def ragged(canvas: Canvas) -> None:
    """Short lines of which some end together, phrases under one another, and paragraphs that no line fills."""
    phrases = ["窓口の見直し", "予約の仕組み", "相談の仕組み", "手続の簡素化", "書類の電子化"]
    phrases += ["市民が使いやすい手続の実現", "職員が共に学ぶ場の設置と運営", "データを生かしたまちづくりの推進"]
    for row, phrase in enumerate(phrases):
        put(canvas, LEFT, 60 + 17 * row, phrase)
    canvas.showPage()
    for row in range(3):
        put(canvas, LEFT, 60 + 60 * row, BODY[:29])
        put(canvas, LEFT, 77 + 60 * row, BODY[29:])


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
def boxed_lists(canvas: Canvas) -> None:
    """Three boxes of four rules each, whose lists stand level with each other: no row runs from box to box."""
    for x, items in [
        (30, ("行政のDX", "・窓口の改革", "・紙を減らす", "・人を育てる")),
        (155, ("まちのDX", "・防災の通知", "・交通の案内", "・学びの支援")),
        (280, ("安心なDX", "・講座の開催", "・相談の窓口", "・基盤の整備")),
    ]:
        rules(canvas, [x, x + 110], [80, 170])
        for row, item in enumerate(items):
            put(canvas, x + 8, 98 + 20 * row, item)


CARDS = [
    ("窓口を減らす", ("家からでも申請ができるよ", "うにします。")),
    ("移動を便利にする", ("乗り合いの車を呼べるよう", "にします。")),
    ("学びを支える", ("教材を端末で開けるように", "します。")),
]


@trap
def bare_cards(canvas: Canvas) -> None:
    """Three cards without frames, each a title over a picture and a text of two lines."""
    put(canvas, 120, 60, "目指すまちの姿", 16, font=GOTHIC)
    for place, (title, texts) in enumerate(CARDS):
        x = 20 + 140 * place
        put(canvas, x, 100, title, font=GOTHIC)
        for row, text in enumerate(texts):
            put(canvas, x, 180 + 15 * row, text)


@trap
def shaded_heads(canvas: Canvas) -> None:
    """A shaded banner over three shaded heads of columns: boxes side by side, no table."""
    canvas.setFillColor(GREY)
    for x, y, width, height in [(30, 80, 360, 40), (33, 123, 110, 16), (155, 123, 110, 16), (277, 123, 110, 16)]:
        canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)
    canvas.setFillColor(black)
    put(canvas, 150, 105, "誰もがつながるまち")
    for x, head, items in [
        (33, "行政のDX", ("・窓口の改革", "・紙を減らす")),
        (155, "まちのDX", ("・防災の通知", "・交通の案内")),
        (277, "安心なDX", ("・講座の開催", "・相談の窓口")),
    ]:
        put(canvas, x + 30, 135, head)
        for row, item in enumerate(items):
            put(canvas, x + 5, 155 + 16 * row, item)


@trap
def leaders(canvas: Canvas) -> None:
    """A table of contents whose dots are set apart from each other more than the titles from their numbers."""
    for row, (number, title, page) in enumerate([("1", "目的", "3"), ("2", "位置付け", "3"), ("3", "対象期間", "4")]):
        y = 80 + 20 * row
        put(canvas, LEFT, y, number)
        put(canvas, LEFT + 8, y, title)
        x = LEFT + 12 + 10 * len(title)
        while x < RIGHT - 20:
            put(canvas, x, y, "・")
            x += 14
        put(canvas, RIGHT, y, page)


@trap
def raised_figures(canvas: Canvas) -> None:
    """Footnotes whose raised figures are hardly smaller than their words, beside a numbered line that is level."""
    paragraph(canvas, 80, BODY)
    for y, figure, words in [(460, "1", "BPR…業務の流れの見直し"), (480, "12", "EBPM…根拠に基づく政策の立案")]:
        put(canvas, LEFT, y - 4, figure, 7)
        put(canvas, LEFT + 3.5 * len(figure) + 2.5, y, words, 8.5)
    put(canvas, LEFT, 500, "3", 7)
    put(canvas, LEFT + 6, 500, "BPR…手順の名", 8.5)


@trap
def raised_letters(canvas: Canvas) -> None:
    """Footnotes that open with letters for raised figures, the first one as long as its column."""
    paragraph(canvas, 80, BODY * 3)
    for y, figure, words in [
        (460, "\u00b9", "電子申請…家や勤め先から届け出をすること。窓口に来なくてよい。"),
        (474, "\u00b2", "出張窓口…役所の外の窓口。"),
    ]:
        put(canvas, LEFT, y, figure, 9.6, font="Helvetica")
        put(canvas, LEFT + 6, y, words, 9.6)


@trap
def short_column(canvas: Canvas) -> None:
    """Two columns of which the text fills the left one and goes on over one line of the right one."""
    paragraph(canvas, 80, BODY * 3, x=40, columns=16)
    put(canvas, 220, 80, "出典は国の調査です。")
