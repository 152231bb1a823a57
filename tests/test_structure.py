from array import array
from pathlib import Path

import pytest

from planparse.document import Document
from planparse.model import Cell, Grid, LineKind, Mark, PageInfo, Span
from planparse.readers.pdf import read_pdf
from planparse.source import SourceText
from planparse.structure import section_text, structure
from tiling import RULES, document_of

PDFS = Path(__file__).parent / "pdfs"
PROSE = "本計画は、市民一人ひとりに合った行政サービスの実現に向けた取組を示すものです。"


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in document.sections if s.level]


def test_a_chapter_that_only_the_contents_name_opens_where_its_first_section_begins(tmp_path: Path) -> None:
    contents = "目次\n第1章 総論\t1\n1 趣旨\t1\n第2章 取組\t5\n1 施策\t5\n"
    text = f"{contents}\n1 趣旨\n\n{PROSE}\n\n第2章 取組\n\n1 施策\n\n{PROSE}\n"
    document = document_of(tmp_path, text)
    assert outline(document) == [(1, "第1章", "総論"), (2, "1", "趣旨"), (1, "第2章", "取組"), (2, "1", "施策")]
    [entry] = document.sections[1].title_spans
    assert document.source.text[entry.start : entry.end].startswith("第1章 総論"), "what proves it is the contents"


def test_a_bare_number_on_a_divider_page_takes_the_label_of_the_contents(tmp_path: Path) -> None:
    text = f"目次\n第1章 はじめに\t1\n第2章 現状と課題\t3\n\n第1章 はじめに\n\n{PROSE}\n\n2\n\n現状と課題\n\n{PROSE}\n"
    assert outline(document_of(tmp_path, text)) == [(1, "第1章", "はじめに"), (1, "第2章", "現状と課題")]


def test_a_title_over_several_lines_is_joined_by_the_contents(tmp_path: Path) -> None:
    contents = "目次\n第1章 川辺市推進計画の策定にあたって\t1\n第2章 体制\t3\n"
    text = f"{contents}\n第1章\n\n川辺市\n推進計画の策定にあたって\n\n{PROSE}\n\n第2章 体制\n{PROSE}\n"
    assert outline(document_of(tmp_path, text))[0] == (1, "第1章", "川辺市 推進計画の策定にあたって")


def test_contents_without_page_numbers_end_where_their_first_title_stands_again(tmp_path: Path) -> None:
    titles = ("01 なぜ変えるのか", "02 目指す姿", "はじめの三年", "資料")
    contents = "# 青葉市DX方針\n\n# CONTENTS\n\n" + "\n".join(titles)
    body = "".join(f"\n\n# {title}\n\n{PROSE}" for title in titles)
    assert outline(document_of(tmp_path, contents + body)) == [
        (1, "01", "なぜ変えるのか"), (1, "02", "目指す姿"), (1, "", "はじめの三年"), (1, "", "資料")
    ]  # fmt: skip


def test_a_running_title_of_slides_is_one_section_with_all_their_text(tmp_path: Path) -> None:
    slides = "".join(f"1-1 趣旨\n\n{PROSE}{n}。\n\n" for n in "甲乙丙")
    text = f"目次\n第1章 総論\t1\n1 趣旨\t1\n第2章 各論\t4\n\n第1章 総論\n\n{slides}第2章 各論\n{PROSE}\n"
    document = document_of(tmp_path, text)
    assert [s.title for s in document.sections] == ["", "総論", "趣旨", "各論"]
    assert section_text(document, 2).count("\n") == 2


def test_a_title_that_slides_repeat_below_their_running_title_is_a_section(tmp_path: Path) -> None:
    issues = "1-1 方向性\n\n柱ごとの課題\n\n施策の柱{} {}\n\n{}\n\n"
    text = (
        issues.format(1, "窓口", PROSE) + issues.format(2, "産業", PROSE) + f"1-1 方向性\n\n施策の柱1 窓口\n\n{PROSE}\n"
    )
    contents = "目次\n第1章 総論\t1\n1 方向性\t1\n\n第1章 総論\n\n"
    assert outline(document_of(tmp_path, contents + text))[1:] == [
        (2, "1-1", "方向性"),
        (3, "", "柱ごとの課題"),
        (4, "施策の柱1", "窓口"),
        (4, "施策の柱2", "産業"),
        (3, "施策の柱1", "窓口"),
    ]


def test_a_title_in_old_kanji_is_that_of_the_contents(tmp_path: Path) -> None:
    contents = "目次\n第1章 総論\t1\n参考資料\n用語集\t4\n\n"
    document = document_of(tmp_path, f"{contents}第1章 総論\n\n{PROSE}\n\n參考資料\n\n用語集\n\n{PROSE}\n")
    assert outline(document)[1:] == [(1, "", "參考資料"), (2, "", "用語集")]


def test_blocks_that_count_anew_stand_beside_those_before(tmp_path: Path) -> None:
    blocks = f"施策の柱1 窓口\n\n{PROSE}\n\n施策の柱2 産業\n\n{PROSE}\n\n"
    assert outline(document_of(tmp_path, f"第1章 総論\n\n{blocks}{blocks}"))[1:] == [
        (2, "施策の柱1", "窓口"),
        (2, "施策の柱2", "産業"),
        (2, "施策の柱1", "窓口"),
        (2, "施策の柱2", "産業"),
    ]


def test_the_same_family_has_another_level_in_another_chapter(tmp_path: Path) -> None:
    text = (
        f"第1章 総論\n\n1 趣旨\n{PROSE}\n(1) 国の動向\n{PROSE}\n(2) 県の動向\n{PROSE}\n\n2 経緯\n{PROSE}\n"
        f"第2章 体制\n{PROSE}\n(1) 本部\n{PROSE}\n(2) 事務局\n{PROSE}\n"
    )
    levels = {(n, t): level for level, n, t in outline(document_of(tmp_path, text))}
    assert levels["(1)", "国の動向"] == 3
    assert levels["(1)", "本部"] == 2


def test_counting_may_begin_with_zero_and_begins_anew_behind_it(tmp_path: Path) -> None:
    numbered = "".join(f"{number} 窓口の改革\n\n{PROSE}\n\n" for number in ("2-0", "1-1", "1-2", "2-3"))
    found = outline(document_of(tmp_path, f"1 背景\n\n{PROSE}\n\n2 三つの柱\n\n{numbered}3 体制\n\n{PROSE}\n"))
    assert [number for _, number, _ in found] == ["1", "2", "2-0", "1-1", "1-2", "2-3", "3"]


def test_blocks_that_the_format_ranks_like_the_overview_before_them_stand_beside_it(tmp_path: Path) -> None:
    chapter = f"# 01 背景\n\n{PROSE}\n\n# 02 三つの柱\n\n## 2-0 {{}}\n\n{PROSE}\n\n"
    pillar = "## 柱{0} 便利な役所\n\n{1}\n\n### {0}-1 窓口\n\n{1}\n\n### {0}-2 電子申請\n\n{1}\n\n"
    text = chapter + pillar.format(1, PROSE) + pillar.format(2, PROSE)
    overview = outline(document_of(tmp_path, text.format("柱の全体像")))
    assert [(level, number) for level, number, _ in overview[2:]] == [
        (2, "2-0"), (2, "柱1"), (3, "1-1"), (3, "1-2"), (2, "柱2"), (3, "2-1"), (3, "2-2")
    ]  # fmt: skip
    assert outline(document_of(tmp_path, text.format("進め方")))[3] == (3, "柱1", "便利な役所")


def test_counting_that_begins_below_a_block_is_the_blocks_and_a_lone_first_heads_as_elsewhere(tmp_path: Path) -> None:
    text = (
        f"第1章 総論\n\n(1) 姿\n{PROSE}\n(2) 柱\n{PROSE}\n第2章 取組\n\n柱1 窓口\n\n(1) 予約\n{PROSE}\n"
        f"(2) 郵送\n{PROSE}\n柱2 地域\n\n(1) 農業\n{PROSE}\n第3章 体制\n{PROSE}\n"
    )
    levels = [level for level, number, _ in outline(document_of(tmp_path, text)) if number.startswith("(")]
    assert levels == [2, 2, 3, 3, 3]


def test_numbered_lines_with_nothing_between_are_a_list(tmp_path: Path) -> None:
    items = "1 電子自治体の推進\n2 情報格差の解消\n3 安全の確保\n"
    text = f"第1章 総論\n{PROSE}\n{items}\n{PROSE}\n第2章 各論\n{PROSE}\n"
    assert [n for _, n, _ in outline(document_of(tmp_path, text))] == ["第1章", "第2章"]


def test_a_caption_is_no_heading(tmp_path: Path) -> None:
    text = f"# 第1章 総論\n\n#### ○国の近年の動向\n\n{PROSE}\n\n##### <方向性>\n\n・{PROSE}\n"
    document = document_of(tmp_path, text)
    assert [t for _, _, t in outline(document)] == ["総論"]
    assert sum(line.kind is LineKind.CAPTION for line in document.lines) == 2


def test_numbered_lines_under_a_caption_are_headings_only_where_each_is_explained(tmp_path: Path) -> None:
    explained = f"【施策の展開】\n\n(1) 窓口の改革\n\n{PROSE}\n\n(2) 人材の育成\n\n{PROSE}\n\n"
    listed = f"【重点目標】\n\n① 便利な窓口\n② 速い窓口\n\n{PROSE}\n"
    text = f"第1章 施策\n\n{explained}第2章 目標\n\n{listed}"
    assert [n for _, n, _ in outline(document_of(tmp_path, text))] == ["第1章", "(1)", "(2)", "第2章"]


@pytest.mark.parametrize("label", ["施策10", "施策 10", "施策１０", "施策⑩"])
def test_block_labels_in_every_writing(tmp_path: Path, label: str) -> None:
    document = document_of(tmp_path, f"第1章 各論\n{PROSE}\n{label} 窓口の改革\n{PROSE}\n")
    assert (2, label, "窓口の改革") in outline(document)


def test_blocks_counted_in_letters_are_of_one_family(tmp_path: Path) -> None:
    block = "目標{0} 暮らしの足を守る\n{1}\n\n施策1 バスの運行\n{1}\n\n施策2 相乗りの支援\n{1}\n\n"
    text = f"第1章 施策の展開\n\n{block.format('Ａ', PROSE)}{block.format('Ｂ', PROSE)}{block.format('Ｃ', PROSE)}"
    levels = {number: level for level, number, _ in outline(document_of(tmp_path, text))}
    assert levels == {"第1章": 1, "目標Ａ": 2, "施策1": 3, "施策2": 3, "目標Ｂ": 2, "目標Ｃ": 2}


def test_the_head_of_a_measure_table_is_a_section(tmp_path: Path) -> None:
    text = f"第1章 各論\n{PROSE}\n\n施策①\t窓口の改革\n取組方向\t{PROSE}\n\n施策②\tデータの活用\n取組方向\t{PROSE}\n"
    document = document_of(tmp_path, text)
    assert [(n, t) for _, n, t in outline(document)[1:]] == [("施策①", "窓口の改革"), ("施策②", "データの活用")]
    assert [document.sections[t.section].title for t in document.tables] == ["窓口の改革", "データの活用"]


def test_a_sentence_that_a_page_break_cuts_is_one_paragraph(tmp_path: Path) -> None:
    text = f"第1章 総論\n\n{PROSE}一人ひとりのニーズに合ったサー\n\nビスを選ぶことができる社会を目指します。\n"
    document = document_of(tmp_path, text)
    assert "合ったサービスを選ぶ" in section_text(document, 0)


def test_phrases_with_a_blank_line_between_are_no_sentence(tmp_path: Path) -> None:
    phrases = ("データ利用の積極的な推進と、市町が共に使う仕組みの整備など", "みどり県のデジタル化の実現", "推進の視点")
    document = document_of(tmp_path, "第1章 総論\n\n" + "\n\n".join(phrases) + "\n")
    assert section_text(document, 0).split("\n") == list(phrases)


def test_an_unnumbered_title_of_the_contents_that_sheets_repeat_is_no_text(tmp_path: Path) -> None:
    contents = "目次\n第1章 総論\t1\n強みと弱みの一覧\t4\n\n"
    sheets = f"強みと弱みの一覧\n\n{PROSE}\n\n" * 2
    document = document_of(tmp_path, f"{contents}第1章 総論\n\n{PROSE}\n\n{sheets}")
    assert outline(document)[1:] == [(1, "", "強みと弱みの一覧")]
    assert section_text(document, 2) == f"{PROSE}\n{PROSE}"


def test_numbers_behind_a_preface_stand_beside_it(tmp_path: Path) -> None:
    body = f"はじめに\n\n{PROSE}\n\n第１　概要\n\n１　背景\n\n{PROSE}\n\n２　期間\n\n{PROSE}\n\n第２　推進\n\n{PROSE}\n"
    contents = "目次\nはじめに\t1\n第１　概要\t2\n１　背景\t2\n２　期間\t2\n第２　推進\t3\n\n"
    found = [(1, "", "はじめに"), (1, "第１", "概要"), (2, "１", "背景"), (2, "２", "期間"), (1, "第２", "推進")]
    assert outline(document_of(tmp_path, contents + body)) == outline(document_of(tmp_path, body)) == found


def test_a_mark_that_points_to_the_glossary_stays_in_prose_but_is_no_part_of_a_title(tmp_path: Path) -> None:
    document = document_of(tmp_path, "第1章 ICT(※)の活用\n\nDX※を進めます。EBPM¹も進めます。\n")
    assert document.sections[0].title == "ICTの活用"
    assert section_text(document, 0) == "DX※を進めます。EBPM¹も進めます。"


# ---------------------------------------------------------------- tables


def grid(document: Document, index: int = 0) -> list[list[str]]:
    table = document.tables[index]
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = document.cell_view(cell.spans).text
    return rows


def test_a_table_whose_header_is_printed_again_is_one(tmp_path: Path) -> None:
    document = document_of(tmp_path, "用語\t解説\nAI\t人工知能のこと。\n\n用語\t解説\nDX\t変革のこと。\n")
    assert grid(document) == [["用語", "解説"], ["AI", "人工知能のこと。"], ["DX", "変革のこと。"]]
    assert [d.code for d in document.diagnostics] == ["table_joined"]


def test_a_table_that_nobody_can_read_stands_in_a_section_too() -> None:
    text = "\ufffd\t\ufffd\n"
    cells = (Cell(0, 0, (Span(0, 1),)), Cell(0, 1, (Span(2, 3),)))
    grid = Grid(1, Span(0, 3), 1, 2, cells)
    marks = (Mark(0, 1), Mark(2, 3))
    source = SourceText(text, (0,), (PageInfo(None, "", 595.0, 842.0),), "pdf", marks=marks, grids=(grid,))
    document = structure(source, RULES)
    assert [table.section for table in document.tables] == [0]
    assert [section.level for section in document.sections] == [0]


def test_a_row_cut_in_the_middle_of_a_word_is_one_row(tmp_path: Path) -> None:
    first, second = "用語\t解説\nAI\t人工知能のこと。\nDX\tデジタルによる変\n", "\t革のこと。\nICT\t通信技術のこと。\n"
    document = document_of(tmp_path, f"{first}\n{second}")
    assert grid(document)[2] == ["DX", "デジタルによる変革のこと。"]
    assert len(grid(document)) == 4


def test_a_row_cut_in_all_its_cells_is_one_row(tmp_path: Path) -> None:
    first, second = "用語\t解説\n標準化\t二つの仕組みを見直\n", "及び共通化\tし、一つにすること。\nDX\t変革。\n"
    document = document_of(tmp_path, f"{first}\n{second}")
    assert grid(document)[1:] == [["標準化及び共通化", "二つの仕組みを見直し、一つにすること。"], ["DX", "変革。"]]


def test_forms_of_one_shape_stay_apart(tmp_path: Path) -> None:
    form = "現状\t窓口が混み合う。\n取組方向\t手続を減らす。\n主な取組\t予約制とする。\n"
    assert len(document_of(tmp_path, f"第1章 各論\n\n{form}\n{form}").tables) == 2


def test_a_note_whose_number_is_not_raised_is_known_by_the_mark_in_the_text() -> None:
    document = structure(read_pdf(PDFS / "plain_note.pdf"), RULES)
    assert [line.kind for line in document.lines][-2:] == [LineKind.BODY, LineKind.NOTE]


def test_words_of_graphs_are_no_prose() -> None:
    document = structure(read_pdf(PDFS / "graphs.pdf"), RULES)
    assert [line[:3] for line in section_text(document, 0).split("\n")] == [
        "市では",
        "そのた",
        "4 位",
        "3 位",
        "2 位",
        "1 位",
    ]


def test_a_merged_cell_goes_on_below_the_header_that_the_next_page_prints_again() -> None:
    (table,) = structure(read_pdf(PDFS / "cut_span.pdf"), RULES).tables
    assert [(c.row, c.row_span) for c in table.cells if c.col == 0] == [(0, 1), (1, 4)]


def test_a_row_below_a_header_printed_again_is_its_own_where_its_key_is() -> None:
    document = structure(read_pdf(PDFS / "whole_rows.pdf"), RULES)
    (table,) = document.tables
    keys = [document.source.view(cell.spans).text for cell in table.cells if cell.col == 1]
    assert keys == ["取組", "業務の棚卸し", "見守りの実証", "通報の受付"]


def test_a_table_goes_on_in_the_next_column_in_the_middle_of_a_row() -> None:
    document = structure(read_pdf(PDFS / "cut_in_column.pdf"), RULES)
    assert grid(document) == [["用語", "説明"], ["連携", "つなぐこと。"], ["標準化", "二つの仕組みをの形にすること。"]]


def test_tables_with_text_between_stay_apart(tmp_path: Path) -> None:
    assert len(document_of(tmp_path, f"区分\t件数\n一\t1\n\n{PROSE}\n\n区分\t件数\n二\t2\n").tables) == 2


def test_the_contents_are_no_table(tmp_path: Path) -> None:
    assert document_of(tmp_path, f"目次\n1 趣旨\t1\n2 経緯\t2\n3 体制\t3\n\n1 趣旨\n{PROSE}\n").tables == ()


def test_headings_without_numbers_nest_as_their_format_ranks_them(tmp_path: Path) -> None:
    text = f"# 第1章 各論\n\n## 窓口\n\n### 予約\n{PROSE}\n\n### 案内\n{PROSE}\n\n## 内部事務\n{PROSE}\n"
    assert [(level, title) for level, _, title in outline(document_of(tmp_path, text))] == [
        (1, "各論"), (2, "窓口"), (3, "予約"), (3, "案内"), (2, "内部事務"),
    ]  # fmt: skip


def test_large_titles_of_slides_without_contents_are_headings_each_once() -> None:
    pages = ["これからのまち\n", f"窓口のこれから\n{PROSE}\n", f"窓口のこれから\n{PROSE}\n", f"内部事務\n{PROSE}\n"]
    text = "".join(pages)
    starts = tuple(sum(map(len, pages[:n])) for n in range(len(pages)))
    titles = {i for start in starts for i in range(start, text.index("\n", start))}
    sizes = array("f", [24.0 if i in titles else 12.0 for i in range(len(text))])
    infos = tuple(PageInfo(width=960, height=540) for _ in pages)
    document = structure(SourceText(text, starts, infos, "pdf", sizes=sizes), RULES)
    assert outline(document) == [(1, "", "窓口のこれから"), (1, "", "内部事務")]
    assert section_text(document, 1).count(PROSE) == 2


def test_a_new_kind_of_block_behind_the_last_of_several_stands_beside_them(tmp_path: Path) -> None:
    plans = "".join(f"施策{n} 取組の{n}番目\n{PROSE}\n" for n in (1, 2, 3))
    text = f"第1章 各論\n\n{plans}重点プロジェクト1 見守りの輪\n{PROSE}\n"
    assert outline(document_of(tmp_path, text))[-1] == (2, "重点プロジェクト1", "見守りの輪")


def test_a_figure_set_above_its_line_begins_a_footnote() -> None:
    document = structure(read_pdf(PDFS / "raised_figures.pdf"), RULES)
    notes = [line.view.text for line in document.lines if line.kind is LineKind.NOTE]
    assert notes == ["1 BPR…業務の流れの見直し", "12 EBPM…根拠に基づく政策の立案"]


def test_a_table_goes_on_behind_a_footnote_and_the_running_title_of_the_next_page(tmp_path: Path) -> None:
    head = "| 地区 | 開館日 | |\n|---|---|---|\n| | 平日 | 休日 |\n"
    text = (
        "目次\n01　現在地\t1\n02　将来\t2\n\n01　現在地\n\n01-1　来館者\n\n"
        f"{PROSE}\n\n{head}| 東 | 120 | 340 |\n| 西 | 110 | 290 |\n\n注１　開館日：館を開ける日。\n"
        f"\f\n01　現在地\n\n{head}| 南 | 90 | 210 |\n\n01-2　2035年の館\n\n{PROSE}\n\n02　将来\n\n{PROSE}\n"
    )
    document = document_of(tmp_path, text)
    (table,) = document.tables
    assert (table.n_rows, table.header_rows, document.sections[table.section].title) == (5, 2, "来館者")
    assert outline(document)[2] == (2, "01-2", "2035年の館")


def test_words_over_columns_of_figures_are_their_heads(tmp_path: Path) -> None:
    (heads,) = document_of(tmp_path, f"{PROSE}\n\n地区\t貸出\t来館\n東\t120\t340\n西\t110\t290\n").tables
    (corner,) = document_of(tmp_path, f"{PROSE}\n\n\t貸出\t来館\n東\t120\t340\n西\t110\t290\n").tables
    (values,) = document_of(tmp_path, f"{PROSE}\n\n東\t120\t340\n西\t110\t290\n").tables
    assert (heads.header_rows, corner.header_rows, values.header_rows) == (1, 1, 0)


def test_kanji_numbers_are_labels_and_spaced_words_are_none(tmp_path: Path) -> None:
    text = f"第1章 総論\n\n一　考え方\n\n{PROSE}\n\n二　進め方\n\n{PROSE}\n\n一 般 会 計\n\n{PROSE}\n"
    assert outline(document_of(tmp_path, text)) == [(1, "第1章", "総論"), (2, "一", "考え方"), (2, "二", "進め方")]


def test_a_table_cut_by_a_running_title_ends_no_section(tmp_path: Path) -> None:
    head = "| 項目 | 基準 | 目標 |\n|---|---|---|\n"
    text = (
        f"目次\n第1章 総論\t1\n第2章 各論\t4\n\n第1章 総論\n\n{PROSE}\n\n第2章 各論\n\n柱1 窓口\n\n(1) 予約\n{PROSE}\n"
        f"(2) 案内\n{PROSE}\n\n{head}| 件数 | 1 | 2 |\n\f\n第2章 各論\n\n{head}| 割合 | 3 | 4 |\n\n(3) 郵送\n{PROSE}\n"
    )
    document = document_of(tmp_path, text)
    assert outline(document)[-1] == (3, "(3)", "郵送")
    assert [document.sections[table.section].title for table in document.tables] == ["案内"]


def test_a_lone_first_that_a_table_explains_is_a_heading(tmp_path: Path) -> None:
    table = "| 項目 | 目標 |\n|---|---|\n| 件数 | 2 |\n"
    text = f"第1章 総論\n\n(1) 目標の一覧\n\n{table}\n第2章 各論\n\n(1) 本部\n{PROSE}\n(2) 事務局\n{PROSE}\n"
    assert (2, "(1)", "目標の一覧") in outline(document_of(tmp_path, text))
