from pathlib import Path

import pytest

from planparse.model import Span
from planparse.readers.errors import ReadError
from planparse.readers.text import decode, read_text
from planparse.source import SourceText

SENTENCE = "市民サービスの向上を図るため、行政手続のオンライン化を進めます。\n" * 5


def read(tmp_path: Path, text: str) -> SourceText:
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    return read_text(path)


def whole(source: SourceText) -> str:
    return source.view([Span(0, len(source.text))]).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
def test_japanese_encodings_are_found_out(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (" \n\u3000\n".encode(), "empty_file"),
        (b"\xff\xfe", "empty_file"),
        (b"\0\1\2" * 99, "not_text"),
    ],
)
def test_what_is_no_text_says_so(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as raised:
        decode(data)
    assert raised.value.code == code


def test_a_form_feed_ends_its_page(tmp_path: Path) -> None:
    source = read(tmp_path, "一\f二\f")
    assert source.page_starts == (0, 2)
    assert [source.page_of(i) for i in range(4)] == [1, 1, 2, 2]


def test_markup_is_no_text(tmp_path: Path) -> None:
    text = "# 第1章 **基本** 方針\n\n---\nICT<sup>\\*</sup>と<b>AI</b><br>の活用\n"
    assert whole(read(tmp_path, text)) == "第1章 基本 方針 ICTとAI の活用"


def test_a_bracketed_name_is_no_tag(tmp_path: Path) -> None:
    assert whole(read(tmp_path, "<方向性> <https://example.jp>")) == "<方向性> <https://example.jp>"


def test_pipe_and_tab_lines_are_grids_with_exact_cells(tmp_path: Path) -> None:
    source = read(tmp_path, "| 用語 | 解説 |\n|---|---|\n| AI | 人工知能 |\n\n区分\t件数\n合計\t12\n")
    cells = [[source.text[s.start : s.end] for c in g.cells for s in c.spans] for g in source.grids]
    assert cells == [["用語", "解説", "AI", "人工知能"], ["区分", "件数", "合計", "12"]]
    assert [(g.n_rows, g.n_cols) for g in source.grids] == [(2, 2), (2, 2)]


def test_a_short_row_is_filled_with_empty_cells_and_an_empty_row_is_none(tmp_path: Path) -> None:
    (grid,) = read(tmp_path, "| | |\n|---|---|\n| 一 | 二 |\n| 三 |\n").grids
    assert (grid.n_rows, grid.n_cols) == (2, 2)
    assert [bool(cell.spans) for cell in grid.cells] == [True, True, True, False]


def test_one_tab_line_is_no_table(tmp_path: Path) -> None:
    assert read(tmp_path, "令和5年\t7月\n本文\n").grids == ()


def test_markup_right_behind_a_form_feed_is_markup(tmp_path: Path) -> None:
    source = read(tmp_path, "一\n\f## 第2章 施策\n\f> 海の見えるまち\n")
    assert [(source.text[hint.start : hint.start + 2], hint.level) for hint in source.hints] == [("##", 2)]
    assert whole(source) == "一 第2章 施策 海の見えるまち"


def test_a_rising_number_alone_at_the_end_of_each_page_is_its_label_and_no_text(tmp_path: Path) -> None:
    source = read(tmp_path, "計画を\n\n- 2 -\n\f策定する。\n\n- 3 -\n\f2\n表 5\n")
    assert [page.label for page in source.pages] == ["2", "3", None]
    assert whole(source) == "計画を 策定する。 2 表 5"


def test_a_page_number_behind_running_words_is_a_label_too(tmp_path: Path) -> None:
    foot = "青葉市計画 ── {}\n\f"
    source = read(tmp_path, "一は\n" + foot.format(1) + "二で\n" + foot.format(2) + "三。\n" + foot.format(3))
    assert [page.label for page in source.pages] == ["1", "2", "3"]
    assert whole(source) == "一は 二で 三。"
    chapters = read(tmp_path, "一\n表 1\n\f二\n図 2\n\f三\n図 3\n")
    assert "表 1" in whole(chapters)


def test_a_title_at_the_head_of_most_pages_is_text_only_once(tmp_path: Path) -> None:
    source = read(tmp_path, "青葉市計画\n令和6年\n\f\n青葉市計画\n一は\n\f青葉市計画\n二です。\n\f別紙\n")
    assert whole(source) == "青葉市計画 令和6年 一は 二です。 別紙"
    twice = read(tmp_path, "青葉市計画\n\f青葉市計画\n\f別紙\n")
    assert whole(twice) == "青葉市計画 青葉市計画 別紙"


def test_an_html_table_is_a_grid_with_its_merged_cells(tmp_path: Path) -> None:
    head = "<tr><th>年</th><th>主な動き</th></tr>"
    rows = head + '\n<tr><td rowspan="2">令和3年</td><td>設置</td></tr>\n<tr><td>策定</td></tr>'
    source = read(tmp_path, f"<table>\n{rows}\n</table>\n")
    (grid,) = source.grids
    found = [(c.row, c.col, c.row_span, "".join(source.text[s.start : s.end] for s in c.spans)) for c in grid.cells]
    assert found == [(0, 0, 1, "年"), (0, 1, 1, "主な動き"), (1, 0, 2, "令和3年"), (1, 1, 1, "設置"), (2, 1, 1, "策定")]
    assert [cell.is_header for cell in grid.cells] == [True, True, False, False, False]


def test_comments_and_full_width_rulers_are_no_text(tmp_path: Path) -> None:
    assert whole(read(tmp_path, '一\n<!-- PageNumber="3" -->\n＿＿＿＿\n二\n')) == "一 二"
