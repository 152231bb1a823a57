"""The policy tree of a plan that draws it: a 体系図 of boxes and lines, from pages that each draw it another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.model import LineKind
from planparse.readers import read
from planparse.structure import section_text, structure
from test_measures import extracted, tree
from tiling import RULES, assert_tiles

PDFS = Path(__file__).parent / "pdfs"
GOALS = ("誰もが元気に暮らせるまち", "安全で住みよいまち")
STEPS = (("子育ての支援", "健康づくりの推進"), ("防災力の強化", "道路の整備", "交通安全の推進"))


def expected(goals: tuple[str, str], numbered: bool = False) -> list[str]:
    rows: list[str] = []
    for number, (label, goal, steps) in enumerate(zip(goals, GOALS, STEPS, strict=True), 1):
        rows.append("p " + f"{label} {goal}".strip())
        rows += [f"  m {number}-{n} {step}" if numbered else f"  m {step}" for n, step in enumerate(steps, 1)]
    return rows


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("tree_brackets", expected(("基本目標1", "基本目標2"))),
        ("tree_arrows", expected(("", ""))),
        ("tree_chevrons", expected(("", ""))),
        ("tree_down", expected(("目標1", "目標2"))),
        ("tree_numbers", expected(("基本方針1", "基本方針2"), numbered=True)),
    ],
)
def test_boxes_and_lines_give_the_tree_that_they_draw(name: str, rows: list[str]) -> None:
    """The vision at its root is no node; a number in a box of its own is the label of the title beside it."""
    found, diagnostics = extracted(PDFS / f"{name}.pdf")
    assert tree(found) == rows
    assert not diagnostics


def test_the_heads_of_columns_say_the_levels_and_a_list_in_a_box_is_several_actions() -> None:
    found, _ = extracted(PDFS / "tree_extent.pdf")
    assert tree(found)[:6] == [
        "p 誰もが元気に暮らせるまち",
        "  m 子育ての支援",
        "    a 相談窓口の開設",
        "    a 保育所の整備",
        "  m 健康づくりの推進",
        "    a 健診の受診を呼びかける活動",
    ]
    assert {m.rule_id for m in found} == {"measure.column.pillar", "measure.column.measure", "measure.column.action"}


def test_a_vision_over_labelled_goals_is_no_node_though_another_tree_stands_beside_it() -> None:
    found, _ = extracted(PDFS / "tree_and_another.pdf")
    assert tree(found) == [
        *expected(("基本目標1", "基本目標2")), "p 計画を支える力", "  m 市民の参加", "  m 職員の育成",
    ]  # fmt: skip


def test_boxes_alike_under_one_of_another_colour_stand_below_it() -> None:
    found, _ = extracted(PDFS / "tree_columns.pdf")
    assert tree(found)[3:] == [
        "p 安全で住みよいまち", "  m (1) 防災力の強化", "  m (2) 道路の整備", "  m (3) 交通安全の推進",
    ]  # fmt: skip


def test_a_tree_goes_on_on_the_next_page_with_texts_that_explain_and_numbered_lists() -> None:
    found, _ = extracted(PDFS / "tree_pages.pdf")
    rows = tree(found)
    assert rows[:4] == ["p 基本目標1 誰も", "  m 子育ての支援", "    a ① 子育の相談", "    a ② 子育の点検"]
    assert rows[-3:] == ["  m 交通安全の推進", "    a ① 交通の相談", "    a ② 交通の点検"]
    assert [m.description for m in found if m.level == "pillar"] == ["地域の皆さんとともに取り組んでいきます。"] * 2


def test_a_title_over_several_lines_of_a_box_quotes_each_of_them() -> None:
    source = read(PDFS / "tree_arrows.pdf")
    found, _ = extracted(PDFS / "tree_arrows.pdf")
    quotes = [source.text[span.start : span.end] for evidence in found[0].evidence for span in evidence.spans]
    assert "".join(quotes).replace("\n", "") == "誰もが元気に暮らせるまち"
    assert found[0].rule_id == "diagram.title.line"


def test_a_process_the_plans_above_and_the_bodies_are_no_measures() -> None:
    found, diagnostics = extracted(PDFS / "no_tree.pdf")
    assert not found
    assert [d.code for d in diagnostics] == ["no_measures"]


def test_details_are_not_doubled_and_stand_below_the_pillars_that_only_the_boxes_show() -> None:
    found, _ = extracted(PDFS / "tree_and_details.pdf")
    assert tree(found) == [
        "p 基本目標1 誰もが元気に暮らせるまち",
        "  m 施策1 子育ての支援",
        "  m 施策2 健康づくりの推進",
        "p 基本目標2 安全で住みよいまち",
        "  m 施策3 防災力の強化",
        "  m 施策4 道路の整備",
        "  m 施策5 交通安全の推進",
    ]
    assert all(m.description for m in found if m.level == "measure")


def test_the_boxes_are_no_headings_and_each_is_one_line_of_its_section() -> None:
    document = structure(read(PDFS / "tree_numbers.pdf"), RULES)
    assert_tiles(document)
    assert [section.title for section in document.sections] == ["施策の体系"]
    arrows = structure(read(PDFS / "tree_arrows.pdf"), RULES)
    assert section_text(arrows, 0).splitlines()[-3:] == ["防災力の強化", "道路の整備", "交通安全の推進"]
    assert "誰もが元気に暮らせるまち" in [line.text for line in arrows.lines if line.kind is LineKind.BOX]


def test_a_table_without_heads_is_read_as_boxes_that_stand_beside_one_another(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        """# 第1章 施策の体系

| 基本理念 | 誰もが元気に暮らせるまち | 1-1 | 子育ての支援 |
|---|---|---|---|
|  |  | 1-2 | 健康づくりの推進 |
|  | 安全で住みよいまち | 2-1 | 防災力の強化 |
|  |  | 2-2 | 道路の整備 |
|  |  | 2-3 | 交通安全の推進 |
""",
        encoding="utf-8",
    )
    assert tree(extracted(path)[0]) == expected(("", ""), numbered=True)


def test_a_table_of_plans_is_no_tree(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        """# 第1章 計画の体系

| 総合計画 | 環境基本計画 |
|---|---|
|  | 地域福祉計画 |
| 国の計画 | 地球温暖化対策計画 |
""",
        encoding="utf-8",
    )
    assert not extracted(path)[0]
