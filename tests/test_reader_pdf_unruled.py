"""Tables that lack rules, or stand in a frame."""

from __future__ import annotations

from printed import lines, read, rows


def test_heads_on_the_left_stand_over_figures_on_the_right() -> None:
    source = read("heads_on_left")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["項目", "令和6年度", "令和7年度"],
        ["窓口", "1,200", "980"],
        ["申請", "45", "3,100"],
        ["電話", "70", "5"],
    ]


def test_a_cell_without_rules_may_have_several_lines() -> None:
    source = read("long_cells")
    (grid,) = source.grids
    assert [row[2] for row in rows(source, grid)] == [
        "使い道",
        "回線と端末を更新します。 時期をそろえて調達します。",
        "手続を電子にします。",
        "研修と資格の取得に 使います。",
    ]


def test_coloured_rows_between_white_ones_are_of_one_table() -> None:
    source = read("stripes")
    (grid,) = source.grids
    assert [row[0] for row in rows(source, grid)] == ["区分", "甲", "乙", "丙", "丁"]
    assert [line[:4] for line in lines(source)][-1] == "そのため"


def test_heads_above_the_first_rule_are_of_the_table_and_its_caption_is_not() -> None:
    source = read("heads_over_rule")
    (grid,) = source.grids
    assert rows(source, grid)[:2] == [["用語", "読み方", "説明"], ["雲", "くも", "離れた所の計算機"]]
    assert lines(source)[0] == "表1 用語 (五十音順)"


def test_heads_of_a_wholly_coloured_table_are_of_another_colour() -> None:
    (grid,) = read("tinted_table").grids
    assert [cell.is_header for cell in grid.cells] == [True, True, *[False] * 6]


def test_a_frame_may_hold_a_table() -> None:
    source = read("framed_table")
    (grid,) = source.grids
    assert rows(source, grid) == [["区分", "人数"], ["正職員", "408"]]
    assert lines(source)[0] == "職員の数"


def test_lines_of_figures_under_ruled_heads_are_rows() -> None:
    source = read("stacked_rows")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["部門", "生産額", ""],
        ["", "平成7年", "平成12年"],
        ["農林業", "201", "171"],
        ["建設業", "1,322", "902"],
        ["金融業", "477", "607"],
        ["その他", "16", "-5"],
    ]


def test_indicators_with_values_beside_them_make_a_table_and_page_numbers_do_not() -> None:
    source = read("values")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["指標", "目標値"],
        ["電子申請の件数", "4,850件"],
        ["窓口の満足度", "85.0％"],
        ["相談会の開催", "年30回"],
    ]
    assert lines(source)[-3:] == ["計画の趣旨 3", "計画の期間 12", "計画の体系 17"]
