"""Traps of running text: what goes on with the line above, and what does not."""

from __future__ import annotations

from drawing import BLUE, BODY, GOTHIC, HEIGHT, LEFT, MINCHO, MORE, WIDTH, paragraph, put, trap, upright
from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas


@trap
def level_heads(canvas: Canvas) -> None:
    """Headings of one length in ゴシック, each right above its text in 明朝 and as far in as that begins."""
    y = 80.0
    for title in ("(1) 窓口での手続の簡素化", "(2) 職員による支援の充実", "(3) 施設の予約の電子化"):
        put(canvas, LEFT + 10, y, title, 10.5, font=GOTHIC)
        y = paragraph(canvas, y + 17, BODY)


@trap
def faces(canvas: Canvas) -> None:
    """A heading in ゴシック as long as a line, right above its text in 明朝."""
    put(canvas, LEFT + 10, 80, "市民と職員が力を合わせて窓口をよりよくするための基本の考え方", 9.7, font=GOTHIC)
    paragraph(canvas, 97, BODY * 2)


@trap
def articles(canvas: Canvas) -> None:
    """Articles of which the further lines stand one character in."""
    y = 80.0
    for number in "１２":
        put(canvas, LEFT, y, f"第{number}条　{BODY[:26]}")
        put(canvas, LEFT + 10, y + 17, BODY[26:55])
        put(canvas, LEFT + 10, y + 34, "ものとします。")
        y += 51


@trap
def open_bracket(canvas: Canvas) -> None:
    """Terms whose further lines stand in, set ragged: one is broken within a bracket, long before the margin."""
    y = 80.0
    for first, further in (
        ("ＩＣＴ（Information and", "Communication Technology）：情報を伝える技術。"),
        ("条例：市の決まり（規則を", "含む。）のこと。"),
        ("広報：市が暮らしのことを知らせる便り。", "一覧：別に示す。"),
    ):
        put(canvas, LEFT, y, first)
        put(canvas, LEFT + 10 * ("）" in further), y + 17, further)
        y += 34


@trap
def labels_beside(canvas: Canvas) -> None:
    """Names of fields with their text behind a wide gap: no column, and a further line stands under the text."""
    fields = (
        ("ねらい", (BODY[:23], BODY[23:40] + "。")),
        ("現状と課題", ("職員の手が足りません。",)),
        ("スケジュール", ("令和６年度から",)),
    )
    y = 80.0
    for label, texts in fields:
        put(canvas, LEFT, y, label, font=GOTHIC)
        for text in texts:
            put(canvas, LEFT + 70, y, text)
            y += 17


@trap
def slide_sentence(canvas: Canvas) -> None:
    """A sentence over two lines under a bar as wide as the page: nothing shows where lines end."""
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 60, WIDTH, 40, stroke=0, fill=1)
    canvas.setFillColor(white)
    put(canvas, 10, 46, "取組の方針", 18, font=GOTHIC)
    canvas.setFillColor(black)
    put(canvas, 30, 100, "市は市民の利便性を高めるために手続を見直し、来庁の手間を")
    put(canvas, 30, 117, "減らします。")


@trap
def indented_line(canvas: Canvas) -> None:
    """Paragraphs of full lines, of which each begins one character in: an indented line is no centred one."""
    y = 80.0
    for part in "前後":
        put(canvas, LEFT + 10.4, y, f"{part}の段落は二行にわたり、その終わりの行は紙の幅いっぱいまで")
        put(canvas, LEFT, y + 17, "続いて右の余白に届くところで、ちょうど句点をもって終わるのです。")
        y += 34


@trap
def words_over_figure(canvas: Canvas) -> None:
    """The short last line of a paragraph above the boxes of a figure, level with none of them."""
    y = paragraph(canvas, 80, "計画は総合計画のもとで施策を束ね、ほかの計画との間は次のとおりです。")
    for row in range(2):
        for col, words in enumerate(("国の計画", "市の計画", "県の計画")):
            x, top = LEFT + 105 * col, y + 10 + 50 * row
            canvas.rect(x, HEIGHT - top - 30, 80, 30)
            put(canvas, x + 20, top + 19, words)


@trap
def news(canvas: Canvas) -> None:
    """Three narrow columns of text with headings: no list of terms, although lines stand level with each other."""
    put(canvas, LEFT, 60, "まちの計画の概要", 16, font=GOTHIC)
    for col, text in enumerate(
        (BODY, MORE, "この冊子は計画のあらましを皆さんに知っていただくために作りました。ぜひご覧ください。")
    ):
        x, y = 30 + 122.0 * col, 100.0 + 6 * (col == 1)
        for number in range(3):
            put(canvas, x, y, f"{col * 3 + number + 1} 見出し", 10, font=GOTHIC)
            y = paragraph(canvas, y + 17, text, x=x, columns=12, size=9) + 5


@trap
def vertical_labels(canvas: Canvas) -> None:
    """Two pages of vertical lines in which numbers, drawn by themselves, open headings: no page numbers."""
    for _ in range(2):
        upright(canvas, 340, 90, "市民の皆さんと話し合います。")
        for x, number in ((300, "一"), (240, "二")):
            put(canvas, x, 80, number, 12)
            upright(canvas, x, 104, "取組の柱と考え方", 12)
            upright(canvas, x - 30, 90, "窓口での手続を見直します。")
        canvas.showPage()


@trap
def mixed_scripts(canvas: Canvas) -> None:
    """A justified line of mostly Latin letters, whose Japanese letters alone are set apart; kerned Latin words."""
    x = LEFT
    for letter in "案内を見てください":
        put(canvas, x, 80, letter)
        x += 14.5
    put(canvas, x, 80, "See-https://www.example.jp/digital/")
    put(canvas, LEFT, 110, "物の通信は")
    put(canvas, LEFT + 52, 110, "Internet")
    put(canvas, LEFT + 52 + canvas.stringWidth("Internet", MINCHO, 10) + 2.1, 110, "of")
    put(canvas, LEFT + 54.1 + canvas.stringWidth("Internetof", MINCHO, 10) + 2.1, 110, "Things")
