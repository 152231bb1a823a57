"""What word processors, spreadsheets and slides make of text, tables and drawings."""

from __future__ import annotations

from time import perf_counter

from printed import lines, read, rows


def test_contents_set_tight_say_nothing_of_the_lines_of_the_text() -> None:
    found = lines(read("tight_contents"))
    assert [line[:3] for line in found[13:]] == ["1 市", "市では", "2 市", "市では"]


def test_outlined_arrows_and_bars_over_the_years_part_no_rows() -> None:
    source = read("outlined_arrows")
    (grid,) = source.grids
    assert rows(source, grid) == [
        ["取組", "R8", "R9", "R10", "R11"],
        ["窓口の見直し", "準備", "実施", "", ""],
        ["相談会の開催", "", "試行", "", ""],
        ["研修", "継続", "", "", ""],
    ]
    assert [(round(bar.box.x0), round(bar.box.x1)) for bar in grid.bars] == [(213, 357), (213, 307), (163, 307)]


def test_shapes_of_a_slide_that_share_their_resources_cost_no_time() -> None:
    start = perf_counter()
    assert lines(read("shared_forms")) == ["City plan"]
    assert perf_counter() - start < 5  # each through all others would take minutes


def test_cards_are_read_one_after_the_other_row_by_row() -> None:
    card = [word for place in (1, 2, 3, 4) for word in (f"基本目標{place}", f"・窓口{place}", f"・相談{place}")]
    assert lines(read("rows_of_cards")) == card * 2


def test_words_of_graphs_are_told_from_the_text_and_from_even_figures() -> None:
    source = read("graphs")
    words = " ".join(source.text[span.start : span.end] for span in source.graphs).split()
    first = ["（人）", "500", "400", "300", "200", "100", "0", "412", "388", "351", "令和元年", "令和3年", "令和5年"]
    second = ["時間が短い", "遠い", "特にない", "60%", "40%", "20%", "0", "20", "40", "60", "80", "100"]
    assert sorted(words) == sorted([*first, "窓口に来た人", *second])
    drawn = {span.start for span in source.graphs}
    assert [source.view((s,)).text for s in source.printed_lines() if s.start not in drawn][5:] == [
        "4 位までの人に賞を贈ります",
        "3 位までの人に賞を贈ります",
        "2 位までの人に賞を贈ります",
        "1 位までの人に賞を贈ります",
    ]


def test_white_arrows_are_seen_by_their_outline() -> None:
    source = read("white_arrows")
    (grid,) = source.grids
    assert [row[:3] for row in rows(source, grid)[1:]] == [
        ["窓口の見直し", "検討", ""],
        ["相談会の開催", "試行", ""],
        ["研修", "継続", ""],
    ]
    assert [(round(bar.box.x0), round(bar.box.x1)) for bar in grid.bars] == [(163, 257), (163, 307), (163, 257)]
