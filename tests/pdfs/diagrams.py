"""Drawn policy trees (体系図), one a way to draw them, and figures that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drawing import BLUE, GOTHIC, GREY, HEIGHT, LEFT, paragraph, put, trap, upright
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

SKY = Color(0.8, 0.9, 1)


@dataclass(frozen=True)
class At:
    """Where a box was drawn, in points from the page's top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def box(
    canvas: Canvas, at: At, text: str, *, fill: Color | None = None, ink: Color = black, stroke: bool = True,
    rounded: float = 0, down: bool = False, left: bool = False, size: float = 9,
) -> At:  # fmt: skip
    """Draw a box with the lines of `text` in its middle; `down` sets it vertically, `left` from the left side."""
    if fill is not None:
        canvas.setFillColor(fill)
    canvas.roundRect(at.x, HEIGHT - at.bottom, at.width, at.height, rounded, stroke=stroke, fill=fill is not None)
    canvas.setFillColor(ink)
    lines = text.split("\n")
    if down:
        for place, line in enumerate(lines):
            x = at.centre + (len(lines) / 2 - 1 - place) * 1.3 * size
            upright(canvas, x, at.middle - len(line) * size / 2 + 0.88 * size, line, size)
    else:
        for place, line in enumerate(lines):
            x = at.x + 5 if left else at.centre - len(line) * size / 2
            put(canvas, x, at.middle + (place - len(lines) / 2 + 0.83) * 1.25 * size, line, size)
    canvas.setFillColor(black)
    return at


def line(canvas: Canvas, *points: tuple[float, float]) -> None:
    """Draw a line through points that count from the page's top left, as one path."""
    path = canvas.beginPath()
    path.moveTo(points[0][0], HEIGHT - points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, HEIGHT - y)
    canvas.drawPath(path)


def outline(canvas: Canvas, points: Sequence[tuple[float, float]], fill: Color) -> None:
    """Fill a polygon."""
    path = canvas.beginPath()
    path.moveTo(points[0][0], HEIGHT - points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, HEIGHT - y)
    path.close()
    canvas.setFillColor(fill)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(black)


def bracket(canvas: Canvas, parent: At, children: Sequence[At]) -> None:
    """Join a box to those right of it by a line down before them."""
    x = (parent.right + children[0].x) / 2
    line(canvas, (parent.right, parent.middle), (x, parent.middle))
    line(canvas, (x, min(c.middle for c in children)), (x, max(c.middle for c in children)))
    for child in children:
        line(canvas, (x, child.middle), (child.x, child.middle))


def heading(canvas: Canvas, title: str = "第３章　施策の体系") -> None:
    """The heading of the page and a sentence under it."""
    put(canvas, LEFT, 60, title, 14, font=GOTHIC)
    paragraph(canvas, 85, "この計画の基本理念と目標、そのもとに進める施策は次のとおりです。")


GOALS = ["誰もが元気に\n暮らせるまち", "安全で住みよい\nまち"]
STEPS = [["子育ての支援", "健康づくりの推進"], ["防災力の強化", "道路の整備", "交通安全の推進"]]


@trap
def tree_brackets(canvas: Canvas) -> None:
    """A tall vertical vision, rounded goals over two lines, measures; brackets between them; a shadow under each."""
    heading(canvas)
    vision = box(canvas, At(50, 130, 30, 300), "みんなでつくる元気なまち", fill=SKY, down=True, size=12)
    goals, y = [], 130.0
    for number, (goal, steps) in enumerate(zip(GOALS, STEPS, strict=True), 1):
        children = []
        for step in steps:
            at = At(260, y, 130, 34)
            canvas.setFillColor(GREY)
            canvas.rect(at.x + 3, HEIGHT - at.bottom - 3, at.width, at.height, stroke=0, fill=1)
            children.append(box(canvas, at, step, fill=white))
            y += 54
        middle = (children[0].middle + children[-1].middle) / 2
        goals.append(box(canvas, At(110, middle - 30, 110, 60), f"基本目標{number}\n{goal}", rounded=8, fill=SKY))
        bracket(canvas, goals[-1], children)
    bracket(canvas, vision, goals)


@trap
def tree_arrows(canvas: Canvas) -> None:
    """Filled boxes without outline, white letters on colour, arrows aslant from one to the next, no labels."""
    heading(canvas, "施策体系図")
    y = 140.0
    for goal, steps in zip(GOALS, STEPS, strict=True):
        middle = y + (len(steps) - 1) * 20 + 14
        parent = At(60, middle - 18, 120, 36)
        canvas.setFillColor(BLUE)
        box(canvas, parent, goal, fill=BLUE, ink=white, stroke=False)
        for step in steps:
            child = box(canvas, At(240, y, 130, 28), step, fill=SKY, stroke=False)
            line(canvas, (parent.right, parent.middle), (child.x - 5, child.middle))
            outline(
                canvas,
                [(child.x - 6, child.middle - 3), (child.x, child.middle), (child.x - 6, child.middle + 3)],
                black,
            )
            y += 40
        y += 20


@trap
def tree_extent(canvas: Canvas) -> None:
    """Columns under heads, no line between them: each box is as high as those right of it; actions in a list."""
    heading(canvas)
    for x, width, head in ((50, 90, "基本目標"), (150, 100, "施策"), (260, 120, "主な取組")):
        box(canvas, At(x, 125, width, 18), head, fill=GREY)
    y = 150.0
    actions = [
        "・相談窓口の開設\n・保育所の整備",
        "・健診の受診を\n　呼びかける活動",
        "・避難所の点検",
        "・橋の補修",
        "・見守り活動",
    ]
    for goal, steps in zip(GOALS, STEPS, strict=True):
        box(canvas, At(50, y, 90, 50 * len(steps) - 6), goal)
        for step in steps:
            box(canvas, At(150, y, 100, 44), step, size=8)
            box(canvas, At(260, y, 120, 44), actions.pop(0), left=True, size=8)
            y += 50


@trap
def tree_down(canvas: Canvas) -> None:
    """From the top down: a vision, goals under it, vertical measures under these; elbows as one path."""
    heading(canvas)
    vision = box(canvas, At(120, 125, 180, 26), "基本理念　ともに歩むまち")
    x = 60.0
    for number, (goal, steps) in enumerate(zip(GOALS, STEPS, strict=True), 1):
        width = 50.0 * len(steps)
        parent = box(canvas, At(x, 190, width + 10, 40), f"目標{number} {goal}", size=8)
        line(canvas, (vision.centre, vision.bottom), (vision.centre, 170), (parent.centre, 170), (parent.centre, 190))
        for place, step in enumerate(steps):
            child = box(canvas, At(x + 12 + place * 50, 270, 34, 130), step, down=True)
            line(canvas, (parent.centre, parent.bottom), (parent.centre, 250), (child.centre, 250), (child.centre, 270))
        x += width + 30


@trap
def tree_numbers(canvas: Canvas) -> None:
    """Numbers in small boxes of their own, before the titles; the goals are boxes around their measures."""
    heading(canvas)
    y = 130.0
    for number, (goal, steps) in enumerate(zip(GOALS, STEPS, strict=True), 1):
        height = 36 + 34 * len(steps)
        canvas.rect(50, HEIGHT - y - height, 330, height)
        put(canvas, 60, y + 18, f"基本方針{number}\u3000{goal}".replace("\n", ""), 10, font=GOTHIC)
        for place, step in enumerate(steps, 1):
            top = y + 30 + 34 * (place - 1)
            box(canvas, At(70, top, 24, 24), f"{number}-{place}", fill=SKY)
            box(canvas, At(96, top, 250, 24), step, left=True)
        y += height + 16


@trap
def tree_chevrons(canvas: Canvas) -> None:
    """Goals in arrows that point at their measures, without lines; the heads of the columns are plain words."""
    heading(canvas, "図１　計画の体系図")
    for x, head in ((90, "基本方針"), (250, "施策の方向")):
        put(canvas, x, 125, head, 10, font=GOTHIC)
    y = 140.0
    for goal, steps in zip(GOALS, STEPS, strict=True):
        height = 40.0 * len(steps) - 8
        outline(canvas, [(60, y), (165, y), (185, y + height / 2), (165, y + height), (60, y + height)], BLUE)
        canvas.setFillColor(white)
        for place, words in enumerate(goal.split("\n")):
            put(canvas, 75, y + height / 2 + 12 * place, words, 9)
        canvas.setFillColor(black)
        for step in steps:
            box(canvas, At(195, y, 150, 32), step, rounded=5)
            y += 40
        y += 10


@trap
def tree_stacked(canvas: Canvas) -> None:
    """Measures in boxes that touch, a bracket before each stack; actions in lists without boxes."""
    heading(canvas, "第２節　計画の骨格")
    y = 140.0
    for goal, steps in zip(GOALS, STEPS, strict=True):
        children = []
        for step in steps:
            children.append(box(canvas, At(200, y, 100, 26), step))
            put(canvas, 308, y + 11, f"・{step[:2]}の相談", 8)
            put(canvas, 308, y + 22, f"・{step[:2]}の点検", 8)
            y += 26
        middle = (children[0].middle + children[-1].middle) / 2
        bracket(canvas, box(canvas, At(60, middle - 20, 110, 40), goal), children)
        y += 24


@trap
def tree_and_another(canvas: Canvas) -> None:
    """The tree of a vision, and under it a smaller one that does not serve it."""
    tree_brackets(canvas)
    base = box(canvas, At(60, 480, 90, 30), "計画を支える力")
    bracket(
        canvas,
        base,
        [box(canvas, At(200, 460 + 40 * n, 120, 28), w) for n, w in enumerate(["市民の参加", "職員の育成"])],
    )


@trap
def tree_columns(canvas: Canvas) -> None:
    """A vision across the page, coloured goals under it, and under each goal its measures, all alike; no lines."""
    heading(canvas)
    box(canvas, At(50, 125, 320, 24), "基本理念\u3000ともに歩むまち", fill=GREY)
    for x, goal, steps in zip((50, 215), GOALS, STEPS, strict=True):
        box(canvas, At(x, 155, 155, 36), goal, fill=BLUE, ink=white, stroke=False)
        for place, step in enumerate(steps):
            box(canvas, At(x, 197 + 30 * place, 155, 24), f"({place + 1}) {step}", left=True)


@trap
def tree_pages(canvas: Canvas) -> None:
    """A tree that goes on on a page without a title; explained goals; numbered actions; doubled lines."""
    heading(canvas)
    for number, (goal, steps) in enumerate(zip(GOALS, STEPS, strict=True), 1):
        y = 140.0
        name = goal.replace("\n", "")
        height = 56.0 * len(steps) - 12
        parent = box(
            canvas,
            At(50, y, 110, height),
            f"基本目標{number}\u3000{name[:2]}\n地域の皆さんとともに\n取り組んでいきます。",
            left=True,
        )
        for step in steps:
            child = box(canvas, At(180, y, 90, 44), step)
            actions = box(canvas, At(290, y, 90, 44), f"① {step[:2]}の相談\n② {step[:2]}の点検", left=True)
            for shift in (0, 4):
                line(canvas, (child.right, child.middle + shift), (actions.x, child.middle + shift))
            line(canvas, (parent.right, child.middle), (child.x, child.middle))
            y += 56
        canvas.showPage()


@trap
def tree_and_details(canvas: Canvas) -> None:
    """A tree of boxes, and its measures in full on the next page, which do not say under which goal they stand."""
    tree_brackets(canvas)
    canvas.showPage()
    put(canvas, LEFT, 60, "第４章　施策の展開", 14, font=GOTHIC)
    y = 100.0
    for number, step in enumerate([step for steps in STEPS for step in steps], 1):
        put(canvas, LEFT, y, f"施策{number}\u3000{step}", 12, font=GOTHIC)
        y = (
            paragraph(canvas, y + 25, f"市民の皆さんとともに、{step}に関わる事業を、計画を立てて着実に進めていきます。")
            + 20
        )


@trap
def no_tree(canvas: Canvas) -> None:
    """Boxes and lines that are no policy tree: a process, the plans above this one, the bodies that carry it out."""
    heading(canvas, "１ 手続の流れ")
    start = box(canvas, At(50, 130, 80, 40), "申請の受付")
    bracket(
        canvas,
        start,
        [box(canvas, At(180, 115 + 50 * n, 120, 30), w) for n, w in enumerate(["書類の確認", "現地の調査"])],
    )
    put(canvas, LEFT, 260, "２ 計画の体系", 14, font=GOTHIC)
    top = box(canvas, At(50, 310, 100, 40), "第２次総合計画")
    plans = ["環境基本計画", "子ども計画", "みどり市地域防災計画"]
    bracket(canvas, top, [box(canvas, At(200, 280 + 34 * n, 140, 26), w) for n, w in enumerate(plans)])
    put(canvas, LEFT, 420, "３ 推進の体系", 14, font=GOTHIC)
    top = box(canvas, At(50, 460, 100, 40), "推進本部")
    bodies = ["幹事会", "作業部会", "総務課"]
    bracket(canvas, top, [box(canvas, At(200, 440 + 34 * n, 140, 26), w) for n, w in enumerate(bodies)])
