"""Page numbers, running heads and stamps, which are no text of the plan."""

from __future__ import annotations

from printed import lines, read


def labels(name: str) -> list[str | None]:
    return [page.label for page in read(name).pages]


def test_page_numbers_may_stand_at_another_height_on_every_page() -> None:
    assert labels("moving_numbers") == ["4", "5", "6"]
    assert not any(line.isdigit() for line in lines(read("moving_numbers")))


def test_pages_may_be_numbered_in_several_ways() -> None:
    assert labels("several_numberings") == ["ⅰ", "1-1", "1-2", "1"]
    assert all(line.startswith("市では、") for line in lines(read("several_numberings")))


def test_heads_of_facing_pages_go_with_the_numbers_beside_them() -> None:
    source = read("facing_heads")
    assert [page.furniture for page in source.pages] == ["12\n第2章 わたしたちの挑戦", "13 まちのデジタル計画"]


def test_a_scan_with_a_stamp_has_no_text_layer_and_one_with_a_title_has() -> None:
    assert [(d.code, d.page) for d in read("stamped_scan").diagnostics] == [("no_text_layer", 2)]


def test_a_chapters_name_is_a_running_head_and_a_page_set_across_has_its_number() -> None:
    source = read("chapter_names")
    furniture = [page.furniture for page in source.pages]
    assert furniture == ["計画の考え方\n1", "現状と課題\n2", "施策の展開\n3", "4"]
    assert [page.label for page in source.pages] == ["1", "2", "3", "4"]
    assert "第1章 計画の考え方" in lines(source)


def test_the_title_over_the_tables_of_a_spreadsheet_is_no_running_head() -> None:
    source = read("title_over_tables")
    assert [page.furniture for page in source.pages] == ["情報政策課", "情報政策課"]
    assert lines(source)[0] == "窓口の手続の一覧"
