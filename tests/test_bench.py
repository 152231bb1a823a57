from __future__ import annotations

from pathlib import Path

import pytest
from bench.blocks import markdown_blocks, rows_of
from bench.layout import Heading, Layout, sample_layouts
from bench.score import Figures, score
from bench.stages import measure

FORM = [["施策①", "窓口を減らす"], ["担当課", "総務課"]]
OTHER = [["施策②", "道を直す"], ["担当課", "建設課"]]
PARAGRAPH = "高齢者が使いやすい窓口を、町のどこからでも開けるようにします。"


def layout(**known: object) -> Layout:
    unknown = {"text": None, "prose": None, "paragraphs": (), "headings": None, "tables": None, "cut_tables": None}
    return Layout(name="x", pdf=Path("x.pdf"), **(unknown | known))  # type: ignore[arg-type]


def given(*blocks: list[object], true: Layout) -> Figures:
    return score(true, rows_of({"blocks": list(blocks)}))


# ---------------------------------------------------------------- what others give


def test_markdown_becomes_headings_paragraphs_and_tables() -> None:
    markdown = (
        "# **第1章** 趣旨\n町は\n海と生きる。\n\n- 一つ\n- 二つ\n\n|年度|額|\n|---|---|\n|令和6|a\\|b<br>|\n|令和7||\n"
    )
    assert list(markdown_blocks(markdown)) == [
        ["heading", 1, "第1章 趣旨"],
        ["text", "町は 海と生きる。"],
        ["text", "一つ"],
        ["text", "二つ"],
        ["table", [["年度", "額"], ["令和6", "a|b"], ["令和7", ""]]],
    ]


def test_a_table_that_begins_behind_words_of_its_line_is_one() -> None:
    assert list(markdown_blocks("表題| 年度 | 額 |\n| --- | --- |\n| 令和6 | 5 |")) == [
        ["text", "表題"],
        ["table", [["年度", "額"], ["令和6", "5"]]],
    ]


# ---------------------------------------------------------------- the scorer


def test_a_stray_space_costs_the_letter_but_not_the_piece() -> None:
    true = layout(paragraphs=(PARAGRAPH,))
    assert given(["text", PARAGRAPH], true=true).counts["verbatim"] == 1
    spaced = given(["text", PARAGRAPH.replace("窓口", "窓 口")], true=true).counts
    assert (spaced["verbatim"], spaced["whole"]) == (0, 1)
    cut = given(["text", PARAGRAPH[:10]], ["text", PARAGRAPH[10:]], true=true).counts
    assert (cut["verbatim"], cut["whole"]) == (0, 0)


def test_levels_may_be_counted_from_another_start() -> None:
    true = layout(headings=(Heading("第1章", "趣旨", (1,), False, False), Heading("1", "背景", (2,), False, False)))
    shifted = given(["heading", 2, "第1章 趣旨"], ["heading", 3, "1 背景"], true=true)
    assert shifted.f1("level_hits", "headings_found", "headings") == 1.0
    flat = given(["heading", 1, "第1章 趣旨"], ["heading", 1, "1 背景"], ["heading", 1, "図1"], true=true)
    assert flat.f1("heading_hits", "headings_found", "headings") == 0.8
    assert flat.f1("level_hits", "headings_found", "headings") == 0.4


def test_heads_in_table_cells_count_apart() -> None:
    true = layout(headings=(Heading("第1章", "趣旨", (1,), False, False), Heading("施策①", "窓口", (2,), True, False)))
    with_head = given(["heading", 1, "第1章 趣旨"], ["heading", 2, "施策① 窓口"], true=true)
    without = given(["heading", 1, "第1章 趣旨"], true=true)
    assert with_head.f1("heading_hits", "headings_found", "headings") == 1.0
    assert without.f1("heading_hits", "headings_found", "headings") == 1.0
    assert (with_head.counts["cell_heads_found"], without.counts["cell_heads_found"]) == (1, 0)


def test_tables_are_exact_cut_or_fused() -> None:
    true = layout(tables=(FORM, OTHER), cut_tables=frozenset({1}))
    right = given(["table", FORM], ["table", OTHER], true=true).counts
    assert (right["exact"], right["joined"], right["fused"]) == (2, 1, 0)
    fused = given(["table", FORM + OTHER], true=true).counts
    assert (fused["exact"], fused["joined"], fused["fused"]) == (0, 0, 1)
    halves = given(["table", FORM], ["table", OTHER[:1]], ["table", OTHER[1:]], true=true).counts
    assert (halves["exact"], halves["joined"], halves["fused"]) == (1, 0, 0)


def test_what_is_not_known_is_not_scored() -> None:
    figures = given(["text", "海"], true=layout())
    assert figures.mean("text") is None
    assert figures.f1("heading_hits", "headings_found", "headings") is None


def test_the_samples_have_a_true_layout() -> None:
    layouts = {layout.name: layout for layout in sample_layouts()}
    assert [h.number for h in layouts["kawabe"].headings or () if h.in_cell][:2] == ["施策①", "施策②"]
    assert len(layouts["yamase"].tables or ()) == 16


def test_a_file_that_cannot_be_read_costs_the_others_no_figures(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "plan.txt").write_text("第1章 総論\n\n窓口を減らす。\n", encoding="utf-8")
    measure([tmp_path], repeats=1)
    printed = capfd.readouterr()
    assert "plan.txt" in printed.out
    assert "broken.pdf cannot be read" in printed.err
