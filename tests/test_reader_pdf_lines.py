"""Which printed lines are one paragraph, and which lines there are at all."""

from __future__ import annotations

from printed import lines, read


def test_headings_of_one_length_are_not_gone_on_with() -> None:
    found = lines(read("level_heads"))
    assert found[0::2] == ["(1) 窓口での手続の簡素化", "(2) 職員による支援の充実", "(3) 施設の予約の電子化"]
    assert all(text.endswith("注げるようにします。") for text in found[1::2])


def test_a_heading_as_long_as_a_line_is_not_gone_on_with_in_another_face() -> None:
    assert [text[:4] for text in lines(read("faces"))] == ["市民と職", "市では、"]


def test_articles_whose_further_lines_stand_in_are_whole() -> None:
    assert [text[:3] + text[-6:] for text in lines(read("articles"))] == ["第１条のとします。", "第２条のとします。"]


def test_a_line_that_ends_within_a_bracket_goes_on_where_that_is_closed() -> None:
    assert lines(read("open_bracket")) == [
        "ＩＣＴ（Information and Communication Technology）：情報を伝える技術。",
        "条例：市の決まり（規則を含む。）のこと。",
        "広報：市が暮らしのことを知らせる便り。",
        "一覧：別に示す。",
    ]


def test_names_of_fields_are_read_with_the_text_beside_them_which_hangs_behind_them() -> None:
    found = [text.replace("\u3000", " ") for text in lines(read("labels_beside"))]
    assert [text[:8] for text in found] == ["ねらい 市では、", "現状と課題 職員", "スケジュール 令"]
    assert found[0].endswith("市民の利便性を高めるとともに、職員が人にしかでき。")


def test_a_sentence_is_whole_where_nothing_shows_the_margin() -> None:
    sentence = "市は市民の利便性を高めるために手続を見直し、来庁の手間を減らします。"
    assert lines(read("slide_sentence")) == ["取組の方針", sentence]


def test_a_full_line_with_an_indent_begins_a_paragraph() -> None:
    assert [text[:2] for text in lines(read("indented_line"))] == ["前の", "後の"]


def test_the_last_line_above_a_figure_is_of_its_paragraph() -> None:
    assert lines(read("words_over_figure"))[0].endswith("次のとおりです。")


def test_three_columns_of_news_are_read_one_after_the_other() -> None:
    source = read("news")
    assert source.grids == ()
    found = lines(source)
    assert found[0] == "まちの計画の概要"
    assert [text for text in found if text.endswith("見出し")] == [f"{number} 見出し" for number in range(1, 10)]


def test_numbers_that_open_vertical_lines_stay_with_them() -> None:
    source = read("vertical_labels")
    assert [line[:3] for line in lines(source) if line.endswith("考え方")] == ["一 取", "二 取"] * 2
    assert [page.furniture for page in source.pages] == ["", ""]


def test_gaps_are_spaces_by_what_is_usual_between_letters_of_their_script() -> None:
    assert lines(read("mixed_scripts")) == [
        "案内を見てください See-https://www.example.jp/digital/",
        "物の通信はInternet of Things",
    ]
