"""Each trap of `tests/pdfs` read as a person would read it, and the shared PDFs where they are there."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from planparse.model import HintSource, Severity, Span
from planparse.readers.errors import ReadError
from planparse.readers.pdf import read_pdf
from printed import PDFS, assert_sound, lines, read, rows


def test_double_struck_bold_stands_once() -> None:
    source = read("double_struck")
    assert lines(source)[0::7] == ["第一章 はじめに", "本文は一度だけ。いいい"]
    assert source.bold is not None
    assert source.bold[0] == 1
    assert source.bold[source.text.index("本")] == 0


def test_ruby_is_kept_apart_with_its_base() -> None:
    source = read("ruby")
    assert lines(source) == ["新しい条例を策定します。", "次の行です。"]
    readings = {source.text[r.span.start : r.span.end]: r.reading for r in source.pages[0].ruby}
    assert readings == {"条例": "じょうれい", "策定": "さくてい"}


def test_vertical_writing_reads_from_right_to_left() -> None:
    assert lines(read("vertical")) == ["市では、市民の皆さんと話し合いを重ねながら、まちの将来を考えます。"]


def test_vertical_cell_is_one_word_over_two_rows() -> None:
    source = read("vertical_cell")
    (grid,) = source.grids
    assert rows(source, grid) == [["くらしの目標", "便利な窓口", "担当課"], ["", "安全な道", "建設課"]]
    assert (grid.cells[0].row_span, grid.cells[0].col_span) == (2, 1)


def test_radicals_become_their_kanji() -> None:
    assert lines(read("radicals")) == ["市日一用語"]


def test_rotated_page_is_read_upright_with_boxes_as_shown() -> None:
    source = read("rotated")
    assert (source.pages[0].width, source.pages[0].height) == (420, 595)
    assert lines(source)[0] == "回した頁"
    (grid,) = source.grids
    assert rows(source, grid) == [["項目", "担当"], ["窓口", "市民課"]]
    assert grid.box is not None
    assert [round(v) for v in grid.box[1:]] == [100, 80, 300, 120]


def test_page_set_sideways_is_read_upright_with_boxes_as_shown() -> None:
    source = read("sideways")
    assert (source.pages[0].width, source.pages[0].height) == (420, 595)
    assert lines(source)[0] == "横長の表"
    (grid,) = source.grids
    assert rows(source, grid) == [["項目", "担当"], ["窓口", "市民課"]]
    assert grid.box is not None
    assert [round(v) for v in grid.box[1:]] == [300, 100, 340, 300]
    box = source.box(grid.cells[0].spans[0])
    assert box is not None
    assert 320 < box.x0 < box.x1 < 340
    assert 100 < box.top < box.bottom < 130


COUNTS = [["区分", "令和5年度", "令和6年度"], ["窓口", "120", "98"], ["電子申請", "45", "310"], ["電話", "7", "5"]]


def test_table_with_level_rules_only() -> None:
    source = read("level_rules")
    (grid,) = source.grids
    assert rows(source, grid) == COUNTS
    assert [line for line in lines(source) if line[0] in "123"] == ["1 目的", "2 期間", "3 体制"]


def test_table_with_level_rules_keeps_its_first_column_under_an_empty_corner() -> None:
    source = read("level_corner")
    (grid,) = source.grids
    assert rows(source, grid) == [["", "はい", "いいえ"], ["東地区", "97%", "3%"], ["西地区", "88%", "12%"]]


def test_table_with_level_rules_keeps_its_rows_of_one_cell() -> None:
    source = read("level_banners")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["計画の全体のあらまし", "", ""],
        ["目標", "期間", "担当"],
        ["施策を進めるうえで踏まえる考え方と、それに基づく取組の進め方", "", ""],
        ["便利", "三年", "全課"],
        ["安心", "五年", "総務課"],
    ]
    assert lines(source)[:2] == ["1 体系", "次の表のとおりです。"]


def test_table_with_level_rules_keeps_its_shaded_head_and_close_columns() -> None:
    source = read("close_columns")
    (grid,) = source.grids
    body = [["見守り", "一人で暮らす人の家を訪ね、異変を知らせる。", "福祉課"], ["送迎", "", ""]]
    assert rows(source, grid) == [["事業", "内容", "担当"], *body]


def test_terms_beside_their_explanations_make_a_table() -> None:
    source = read("terms")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["協働", "市民と市が対等な立場で力を合わせて、地域の課題を解決すること。"],
        ["見守り", "異変に早く気づくこと。"],
        [
            "関係人口",
            "移り住んだ人でも訪れた人でもなく、地域と多様に関わり、地域を支える人々を指す言葉で、国も用いている。",
        ],
        ["窓口", "申請を受ける所。"],
    ]


def test_aligned_words_make_a_table_and_prose_does_not() -> None:
    source = read("aligned_words")
    (grid,) = source.grids
    assert rows(source, grid) == COUNTS
    assert len(lines(source)) == 2 + len(COUNTS)


def test_only_what_is_seen_is_read() -> None:
    assert lines(read("hidden")) == ["見える行", "白抜きの見出し"]


def test_layer_of_a_scan_is_read_and_a_scan_without_one_reported() -> None:
    source = read("ocr_layer")
    assert source.text == "読み取った行\n"
    assert {(d.code, d.page) for d in source.diagnostics} == {("ocr_text_layer", 1), ("no_text_layer", 2)}
    assert source.page_starts == (0, len(source.text))


def test_font_without_a_unicode_map_is_reported_and_not_passed_on() -> None:
    source = read("unmapped")
    assert source.text.strip("\ufffd") == "\n"
    assert not source.view([Span(0, len(source.text))])
    (diagnostic,) = source.diagnostics
    assert (diagnostic.code, diagnostic.page, diagnostic.severity) == ("unmapped_text", 1, Severity.WARNING)


def test_pieces_off_the_baseline_make_one_line() -> None:
    assert lines(read("baselines")) == ["この計画は2025年度から始めます。"]


def test_gaps_between_leaders_are_no_measure_for_those_between_words() -> None:
    assert [line[:3] for line in lines(read("leaders"))] == ["1 目", "2 位", "3 対"]


def test_gap_between_scripts_is_no_space() -> None:
    assert "".join(lines(read("scripts"))).count(" ") == 0


def test_running_heads_go_and_titles_stay() -> None:
    source = read("running_heads")
    assert [page.label for page in source.pages] == ["3", "4", "5", "6", "7"]
    assert [page.furniture.split("\n")[0] for page in source.pages[::2]] == ["第1章 はじめに", "第2章 目標", "用語集"]
    assert [line for line in lines(source) if len(line) < 10] == ["第1章 はじめに", "第2章 目標", "用語集"]
    assert not re.search(r"- \d -", source.text)


def test_running_head_of_a_chapter_of_one_page_goes() -> None:
    source = read("short_chapters")
    assert [page.furniture for page in source.pages] == [
        "",
        "第1章 計画の趣旨",
        "",
        "第2章 地域の現状",
        "",
        "第3章 施策の展開",
    ]
    assert [line for line in lines(source) if "章" in line] == ["第1章", "第2章", "第3章"]


def test_repeated_first_line_of_the_text_is_no_running_head() -> None:
    source = read("running_heads")
    assert sum(line.startswith("そのため、三年の間に") for line in lines(source)) == 2


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    return lines(read("paragraphs"))


def test_wrapped_heading_is_one_line(paragraphs: list[str]) -> None:
    assert paragraphs[0] == "市民のくらしを支えるデジタル技術を役立てる"


def test_paragraphs_are_whole_and_apart(paragraphs: list[str]) -> None:
    assert paragraphs[1].startswith("市では、")
    assert paragraphs[1].endswith("力を注げるようにします。")
    assert paragraphs[2].startswith("そのため、")
    assert paragraphs[2].endswith("体制をつくります。")
    assert not any(" " in paragraph for paragraph in paragraphs[1:3])


def test_bullets_keep_their_hanging_lines(paragraphs: list[str]) -> None:
    first = "・箇条書きの一つ目は一行に収まらない長さなので次の行の頭は字下げされます。"
    assert paragraphs[3:5] == [first, "・二つ目は短い。"]


def test_lines_go_on_beside_commas_that_hang_out_and_titles_cut_by_sense() -> None:
    title, prose, item = lines(read("hanging_marks"))
    assert title == "1 窓口の手続の見直しとまちひとしごと支える取組"
    assert prose.endswith("整えます。")
    assert item == "・箇条書きの一つ目は一行に収まらない長さなので次の行頭へ続きます。"


def test_numbers_at_the_start_of_a_line_begin_no_item_in_a_sentence() -> None:
    first, second = lines(read("numbers_first"))
    assert "最も高い年代では、53.2%が毎日使い" in first
    assert first.endswith("⑥休養、⑦連絡の七つの場面で使われ、使う人は三年で倍になりました。")
    assert second == "これからも増えていくと見られます。"


def test_a_figure_a_little_apart_begins_no_item_in_a_sentence() -> None:
    assert lines(read("apart_from_figures"))[0].endswith("規則（平成22年に定めたもの）によって進めます。")


def test_phrases_of_a_ragged_page_stay_apart_and_its_paragraphs_are_whole() -> None:
    found = lines(read("ragged"))
    assert found[4:8] == [
        "書類の電子化",
        "市民が使いやすい手続の実現",
        "職員が共に学ぶ場の設置と運営",
        "データを生かしたまちづくりの推進",
    ]
    assert len(found) == 11


def test_paragraph_goes_on_over_a_footnote_and_the_page(paragraphs: list[str]) -> None:
    cut = next(p for p in paragraphs[5:] if p.startswith("そのため、"))
    assert cut.endswith("力を注げるようにします。")
    assert "1 脚注はページの下に小さく置かれます。" in paragraphs


def test_raised_letter_begins_a_note_after_a_full_line() -> None:
    assert [line[0] for line in lines(read("raised_letters"))[-2:]] == ["¹", "²"]


def test_spans_of_merged_cells_and_doubled_rules() -> None:
    source = read("spans")
    (grid,) = source.grids
    expected = [["区分", "数値", ""], ["年度", "令和5", "令和6"], ["窓口", "一件", "二件"], ["", "三件", "四件"]]
    assert rows(source, grid) == expected
    merged = {(c.row, c.col): (c.row_span, c.col_span) for c in grid.cells if c.row_span * c.col_span > 1}
    assert merged == {(0, 1): (1, 2), (2, 0): (2, 1)}
    assert grid.col_edges is not None
    assert len(grid.col_edges) == 4


def test_thin_rectangles_in_a_scaled_form_are_rules() -> None:
    source = read("form_table")
    (grid,) = source.grids
    assert rows(source, grid) == [["名称", "内容"], ["窓口", "申請"]]


def test_frames_and_stacked_boxes_are_no_tables() -> None:
    source = read("frames")
    assert source.grids == ()
    assert lines(source) == ["人にやさしいまち", "市民とともに歩む", "取組", "施策", "目標"]


def test_bars_over_the_years_with_their_words() -> None:
    source = read("schedule")
    (grid,) = source.grids
    assert [cell.is_header for cell in grid.cells[:6]] == [True] * 5 + [False]
    words = [[source.text[s.start : s.end] for s in bar.spans] for bar in grid.bars]
    assert words == [["検討・実施"], [], ["継続"]]
    assert [(round(bar.box.x0), round(bar.box.x1)) for bar in grid.bars] == [(165, 255), (215, 350), (264, 308)]
    assert rows(source, grid)[1] == ["窓口の見直し", "検討・実施", "", "", ""]


def test_arrows_over_the_years_part_no_rows() -> None:
    source = read("arrows")
    (grid,) = source.grids
    assert [row[0] for row in rows(source, grid)] == ["取組", "窓口の見直し", "相談会の開催"]
    assert [(round(bar.box.x0), round(bar.box.x1)) for bar in grid.bars] == [(164, 358), (214, 308)]
    assert [source.text[s.start : s.end] for s in grid.bars[0].spans] == ["実施"]


def test_cells_filled_with_colour_are_bars_and_a_shaded_header_is_none() -> None:
    source = read("filled_years")
    (grid,) = source.grids
    assert rows(source, grid)[0] == ["取組", "R4", "R5", "R6"]
    assert [(round(bar.box.x0), round(bar.box.x1)) for bar in grid.bars] == [(160, 210), (210, 260), (260, 310)]


def test_table_cut_by_the_page_is_open() -> None:
    source = read("cut_table")
    first, second = source.grids
    assert (first.open_top, first.open_bottom, second.open_top, second.open_bottom) == (False, True, True, False)
    assert rows(source, first) == [["用語", "説明"], ["連携", "二つの仕組みを"]]
    assert rows(source, second) == [["", "つなぐこと。"], ["窓", "口"]]


def test_rest_of_a_cut_table_is_a_table_even_if_one_cell() -> None:
    source = read("cut_cell")
    first, rest, second, row = source.grids
    assert (rest.n_cols, [(c.col, c.col_span) for c in rest.cells]) == (2, [(0, 2)])
    assert rest.col_edges == first.col_edges
    assert rows(source, rest) == [["続きます。", ""]]
    assert rows(source, row) == [["", "こと。"]]
    assert row.col_edges == second.col_edges


def test_raised_note_marks_leave_the_views() -> None:
    assert lines(read("note_marks")) == ["新しい仕組みを使い、計画を進めます。", "12 脚注の文"]


def test_tags_mark_headings() -> None:
    source = read("tagged")
    hints = [(source.text[h.start : h.start + 2], h.level, h.source) for h in source.hints]
    assert hints == [("計画", 1, HintSource.TAG), ("目標", 2, HintSource.TAG)]


def test_bookmarks_find_their_lines() -> None:
    source = read("bookmarks")
    hints = [(source.text[h.start :].split("\n")[0], h.level, h.source) for h in source.hints]
    assert hints == [("第１章 はじめに", 1, HintSource.BOOKMARK), ("1.1 目的", 2, HintSource.BOOKMARK)]


def test_contents_list_is_lines_with_their_page_numbers() -> None:
    source = read("columns_without_rules")
    assert lines(source) == ["目次", "第1章 はじめに 3", "1 計画の目的 4", "2 計画の期間 5"]
    assert source.grids == ()


def test_encrypted_file_needs_its_password() -> None:
    path = PDFS / "encrypted.pdf"
    with pytest.raises(ReadError) as caught:
        read_pdf(path)
    assert caught.value.code == "encrypted"
    assert read_pdf(path, password="geheim").text == "鍵のかかった行\n"


def test_damaged_file_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf(PDFS / "damaged.pdf")
    assert caught.value.code == "damaged_pdf"


def tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("※", "").strip()


def test_shared_layouts_come_out_whole(shared: Path) -> None:
    """Body paragraphs stand letter for letter; the whole text is the true text but for leaders and white space."""
    paragraphs, verbatim = 0, 0
    for layout in sorted((shared / "gold" / "pdf").glob("*.layout.json")):
        source = read_pdf(shared / "pdf" / f"{layout.name.removesuffix('.layout.json')}.pdf")
        assert_sound(source)
        assert not source.diagnostics
        units = json.loads(layout.read_text(encoding="utf-8"))["units"]
        true = bare("".join(unit["text"] for unit in units))
        assert Indel.normalized_similarity(true, bare(source.text)) > 0.995, layout.name
        body = "\n".join(tidy(line) for line in lines(source))
        long = [tidy(unit["text"]) for unit in units if unit["k"] == "p" and len(unit["text"]) >= 20]
        paragraphs += len(long)
        verbatim += sum(paragraph in body for paragraph in long)
    assert (verbatim, paragraphs) == (paragraphs, 200)


def bare(text: str) -> str:
    return re.sub(r"(?:[.．・‥…·]\s*){3,}|\s|[・➤●※-]", "", unicodedata.normalize("NFKC", text))
