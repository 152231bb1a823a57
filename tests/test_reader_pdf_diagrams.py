"""The trees that pages draw with boxes, each of `tests/pdfs/diagrams.py` as a person would see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.readers.pdf import read_pdf
from planparse.source import SourceText

PDFS = Path(__file__).parent / "pdfs"

TREE = """\
誰もが元気に/暮らせるまち
  子育ての支援
  健康づくりの推進
安全で住みよい/まち
  防災力の強化
  道路の整備
  交通安全の推進
"""


def read(name: str) -> SourceText:
    return read_pdf(PDFS / f"{name}.pdf")


def drawn(source: SourceText) -> list[str]:
    """One line a box, indented below its parent, its printed lines parted by a stroke."""
    rows: list[str] = []
    for diagram in source.diagrams:
        depth: list[int] = []
        for box in diagram.boxes:
            depth.append(0 if box.parent is None else depth[box.parent] + 1)
            rows.append("  " * depth[-1] + "/".join(source.text[span.start : span.end] for span in box.spans))
    return rows


@pytest.mark.parametrize("name", ["tree_arrows", "tree_chevrons"])
def test_arrows_or_mere_places_make_trees(name: str) -> None:
    assert drawn(read(name)) == TREE.splitlines()


def test_brackets_join_a_vertical_box_to_rounded_ones_and_shadows_are_no_boxes() -> None:
    rows = drawn(read("tree_brackets"))
    assert rows[:3] == ["みんなでつくる元気なまち", "  基本目標1/誰もが元気に/暮らせるまち", "    子育ての支援"]
    assert len(rows) == 1 + 2 + 5


def test_a_tree_may_grow_down_to_vertical_boxes() -> None:
    rows = drawn(read("tree_down"))
    assert [row for row in rows if not row.startswith("    ")] == [
        "基本理念\u3000ともに歩むまち", "  目標1 誰もが元気に/暮らせるまち", "  目標2 安全で住みよい/まち",
    ]  # fmt: skip
    assert rows[-3:] == ["    防災力の強化", "    道路の整備", "    交通安全の推進"]


def test_a_box_around_others_and_a_small_one_before_its_title_stand_above_them() -> None:
    rows = drawn(read("tree_numbers"))
    assert rows[:3] == ["基本方針1\u3000誰もが元気に暮らせるまち", "  1-1", "    子育ての支援"]
    assert rows.count("  2-3") == rows.count("    交通安全の推進") == 1


def test_a_list_that_stands_free_behind_the_last_boxes_belongs_to_them() -> None:
    rows = drawn(read("tree_stacked"))
    assert rows[:3] == ["誰もが元気に/暮らせるまち", "  子育ての支援", "    ・子育の相談/・子育の点検"]
    assert not read("tree_stacked").grids


def test_a_tree_is_read_branch_by_branch() -> None:
    text = read("tree_brackets").text
    titles = ["みんなで", "基本目標1", "子育て", "健康", "基本目標2", "防災力", "道路", "交通"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_frames_and_tables_draw_no_tree() -> None:
    assert not any(read(name).diagrams for name in ("frames", "cards", "schedule", "form_table", "spans"))
