"""Traps of tables without vertical rules."""

from __future__ import annotations

from drawing import BODY, GOTHIC, HEIGHT, LEFT, MORE, paragraph, put, trap
from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

BAND = Color(0.88, 0.92, 0.98)
TINT = Color(0.75, 0.82, 0.93)


@trap
def heads_on_left(canvas: Canvas) -> None:
    """Heads at the left of their columns, figures at the right, far apart and with wide white between the rows."""
    rows = [("項目", "令和6年度", "令和7年度"), ("窓口", "1,200", "980"), ("申請", "45", "3,100"), ("電話", "70", "5")]
    y = paragraph(canvas, 80, BODY) + 10
    for row, words in enumerate(rows):
        put(canvas, LEFT, y + 27 * row, words[0])
        for col, word in enumerate(words[1:]):
            left, right = 140 + 110 * col, 240 + 110 * col
            if row:
                canvas.drawRightString(right, HEIGHT - y - 27 * row, word)
            else:
                put(canvas, left, y, word)


@trap
def long_cells(canvas: Canvas) -> None:
    """A table without rules in whose last column some cells have two lines."""
    rows = [
        ("区分", "割合", "使い道"),
        ("基盤", "54%", "回線と端末を更新します。|時期をそろえて調達します。"),
        ("業務", "31%", "手続を電子にします。"),
        ("人材", "15%", "研修と資格の取得に|使います。"),
    ]
    y = paragraph(canvas, 80, BODY) + 15
    for words in rows:
        put(canvas, LEFT, y, words[0])
        put(canvas, 130, y, words[1])
        for line in words[2].split("|"):
            put(canvas, 200, y, line)
            y += 15
        y += 5


@trap
def stripes(canvas: Canvas) -> None:
    """A table of which every other row is coloured, cell by cell, between paragraphs."""
    rows = [
        ("区分", "達成の度合い", "その後"),
        ("甲", "目標を上回った", "目標を高める"),
        ("乙", "おおむね達した", "今のまま続ける"),
        ("丙", "届かなかった", "やり方を変える"),
        ("丁", "大きく下回った", "取りやめる"),
    ]
    y = paragraph(canvas, 80, BODY) + 10
    for row, words in enumerate(rows):
        for col, word in enumerate(words):
            left, right = (60, 110, 220, 340)[col : col + 2]
            if row % 2:
                canvas.setFillColor(BAND)
                canvas.rect(left, HEIGHT - y - 20 * row - 6, right - left, 20, stroke=0, fill=1)
                canvas.setFillColor(black)
            put(canvas, left + 5, y + 20 * row, word)
    paragraph(canvas, y + 120, MORE)


@trap
def heads_over_rule(canvas: Canvas) -> None:
    """Rules under the heads and under each row, none above the heads; and a caption above all."""
    rows = [
        ("用語", "読み方", "説明"),
        ("雲", "くも", "離れた所の計算機"),
        ("印", "しるし", "本人の証"),
        ("鍵", "かぎ", "暗号を解く値"),
    ]
    put(canvas, LEFT, 70, "表1 用語", font=GOTHIC)
    put(canvas, 300, 70, "(五十音順)")
    for row, words in enumerate(rows):
        y = 94 + 24 * row
        for col, word in enumerate(words):
            put(canvas, (65, 140, 220)[col], y, word)
        canvas.line(60, HEIGHT - y - 8, 340, HEIGHT - y - 8)


@trap
def tinted_table(canvas: Canvas) -> None:
    """A table of coloured cells without rules; the heads' colour is another."""
    rows = [("施策", "担当"), ("手続の見直し", "総務課"), ("人の育成", "人事課"), ("データの公開", "企画課")]
    for row, words in enumerate(rows):
        for col, word in enumerate(words):
            canvas.setFillColor(BAND if row else TINT)
            canvas.rect(60 + 140 * col, HEIGHT - 100 - 20 * row, 139, 19, stroke=0, fill=1)
            canvas.setFillColor(black)
            put(canvas, 66 + 140 * col, 95 + 20 * row, word)


@trap
def values(canvas: Canvas) -> None:
    """Indicators with their values beside them, and a list of contents whose bare page numbers stand apart."""
    listed = [("指標", "目標値"), ("電子申請の件数", "4,850件"), ("窓口の満足度", "85.0％"), ("相談会の開催", "年30回")]
    for row, (name, value) in enumerate(listed):
        put(canvas, LEFT, 80 + 16 * row, name)
        put(canvas, 260 - 5 * len(value), 80 + 16 * row, value)
    for row, (name, number) in enumerate((("計画の趣旨", "3"), ("計画の期間", "12"), ("計画の体系", "17"))):
        put(canvas, LEFT, 200 + 16 * row, name)
        put(canvas, 260, 200 + 16 * row, number)
