from array import array

import pytest

from planparse.model import Mark, PageInfo, Span
from planparse.source import SourceText

NAN = float("nan")


def source(text: str, **more: object) -> SourceText:
    starts = (0, *(i + 1 for i, c in enumerate(text) if c == "\f" and i + 1 < len(text)))
    return SourceText(text, starts, tuple(PageInfo() for _ in starts), "text", **more)  # type: ignore[arg-type]


def test_a_view_leaves_marks_out_and_knows_where_each_character_stands() -> None:
    text = source("**DX**推進", marks=(Mark(0, 2), Mark(4, 6)))
    view = text.view([Span(0, 8)])
    assert view.text == "DX推進"
    assert view.offsets == (2, 3, 6, 7)
    assert view.spans() == (Span(2, 8),)


def test_a_gap_mark_reads_as_one_space() -> None:
    text = source("一<br>二", marks=(Mark(1, 5, gap=True),))
    assert text.view([Span(0, 6)]).text == "一 二"


@pytest.mark.parametrize(
    ("text", "joined"),
    [("65歳以\n上の方", "65歳以上の方"), ("Well\nbeing", "Well being"), ("DX\n推進", "DX推進")],
)
def test_a_sentence_goes_on_over_a_line_end_without_a_stray_space(text: str, joined: str) -> None:
    start = text.index("\n") + 1
    assert source(text, continues={start: 0}).view([Span(0, len(text))]).text == joined


def test_another_line_end_is_a_space_or_what_is_asked_for() -> None:
    text = source("一\n二")
    assert text.view([Span(0, 3)]).text == "一 二"
    assert text.view([Span(0, 3)], line_end="\n").text == "一\n二"


def test_pieces_that_a_page_parted_are_quoted_apart() -> None:
    text = source("目指\f す姿")
    view = text.view([Span(0, 2), Span(4, 6)], piece_end="")
    assert view.text == "目指す姿"
    assert view.spans() == (Span(0, 2), Span(4, 6))
    assert [text.page_of(span.start) for span in view.spans()] == [1, 2]


def test_foreign_words_between_two_pieces_part_the_quote() -> None:
    text = source("前半 注 後半")
    assert text.view([Span(0, 2), Span(5, 7)]).spans() == (Span(0, 2), Span(5, 7))


def test_a_notes_mark_parts_the_quote_but_not_the_words() -> None:
    text = source("型構想9の実現", marks=(Mark(3, 4, note=True),))
    spans = text.view([Span(0, 7)]).spans()
    assert spans == (Span(0, 3), Span(4, 7))
    assert text.view(spans).text == "型構想の実現"


def test_boxes_are_one_a_printed_line_and_skip_what_layout_implied() -> None:
    coords = array("d", [10, 5, 20, 15, 20, 4, 30, 14, NAN, NAN, NAN, NAN, 10, 25, 20, 35])
    text = source("一二\n三", coords=coords)
    assert text.boxes([Span(0, 4)]) == ((1, 10, 4, 30, 15), (1, 10, 25, 20, 35))
    assert source("一").boxes([Span(0, 1)]) == ()


def test_printed_lines_tile_the_text_and_end_at_pages() -> None:
    text = source("一\n二\f三")
    assert [text.text[a:b] for a, b in text.printed_lines()] == ["一\n", "二\f", "三"]
