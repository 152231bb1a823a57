"""The reading order of a page: columns, cards and boxes side by side."""

from __future__ import annotations

from printed import lines, read


def test_shuffled_columns_are_read_one_after_the_other() -> None:
    title, left, right = lines(read("two_columns"))
    assert title == "二段組の見出し"
    assert left.startswith("左の段は、")
    assert left.endswith("ここまで左の段です。")
    assert right.startswith("右の段は、")
    assert right.endswith("ここまで右の段です。")


def test_card_is_read_before_the_next_and_begins_with_its_title() -> None:
    assert lines(read("cards")) == ["暮らし", "窓口を減らす", "申請を広げる", "行政", "紙を減らす", "人を育てる"]


def test_box_of_rules_is_read_before_the_next() -> None:
    source = read("boxed_lists")
    assert source.grids == ()
    assert lines(source)[:5] == ["行政のDX", "・窓口の改革", "・紙を減らす", "・人を育てる", "まちのDX"]


def test_card_without_a_frame_is_read_before_the_next() -> None:
    assert lines(read("bare_cards")) == [
        "目指すまちの姿",
        *("窓口を減らす", "家からでも申請ができるようにします。"),
        *("移動を便利にする", "乗り合いの車を呼べるようにします。"),
        *("学びを支える", "教材を端末で開けるようにします。"),
    ]


def test_shaded_heads_of_columns_are_no_table() -> None:
    source = read("shaded_heads")
    assert source.grids == ()
    assert lines(source)[:4] == ["誰もがつながるまち", "行政のDX", "・窓口の改革", "・紙を減らす"]


def test_right_column_that_begins_higher_comes_second() -> None:
    heading, left, right = lines(read("uneven_columns"))
    assert heading == "1 背景"
    assert (left[:3], left[-2:]) == ("市では", "す。")
    assert (len(left), len(right)) == (3 * 57, 3 * 62)


def test_line_at_the_head_of_the_right_column_ends_the_left_one() -> None:
    left, right = lines(read("short_column"))
    assert len(left) == 3 * 57
    assert right == "出典は国の調査です。"
