"""Which lines of a text file only its width or its writer broke."""

from __future__ import annotations

from pathlib import Path

from planparse.structure import section_text
from tiling import document_of

PROSE = "本計画は、市民一人ひとりに合った行政サービスの実現に向けた取組を示すものです。"


def test_a_sentence_broken_over_lines_is_one_paragraph(tmp_path: Path) -> None:
    at = PROSE.index("を示す")
    text = f"第1章 各論\n\n{PROSE[:at]}\n{PROSE[at:]}\n・{PROSE[:-3]}\n{PROSE[-3:]}\n"
    assert section_text(document_of(tmp_path, text), 0) == f"{PROSE}\n・{PROSE}"


def test_a_text_of_set_width_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    wide = PROSE.replace("、", "") * 5
    broken = "\n".join(wide[at : at + 35] for at in range(0, len(wide), 35))
    assert section_text(document_of(tmp_path, f"第1章 各論\n\n{broken}\n"), 0) == wide


def test_labels_that_stand_out_beside_text_of_set_width_begin_lines_of_their_own(tmp_path: Path) -> None:
    wide = (PROSE.replace("、", "").replace("。", "") * 7)[:240]
    broken = "\n".join("　" * 6 + wide[at : at + 30] for at in range(0, len(wide), 30))
    text = f"第1章 各論\n\nねらい　　　\n{broken}\n所管　　　　市民課\n"
    assert section_text(document_of(tmp_path, text), 0) == f"ねらい\n{wide}\n所管　市民課"


def test_lines_of_like_width_are_no_broken_paragraph_where_others_are_wider(tmp_path: Path) -> None:
    posts = [f"{number}番目の困りごとは役所の開いている時間に来られないことである" for number in range(10, 18)]
    wider = "\n\n".join([PROSE * 4] * 3)
    text = section_text(document_of(tmp_path, f"第1章 各論\n\n{wider}\n\n" + "\n".join(posts)), 0)
    assert text.splitlines()[3:] == posts


def test_a_line_that_ends_with_a_bracket_goes_on_in_one_that_begins_no_sentence(tmp_path: Path) -> None:
    first = "こうした変化を受けとめ、仕事の進め方を改めるデジタル変革（以下「DX」という。）"
    document = document_of(tmp_path, f"第1章 各論\n\n{first}\nを進めます。\n\n{first}\n進め方は次のとおりです。\n")
    assert section_text(document, 0).splitlines() == [f"{first}を進めます。", first, "進め方は次のとおりです。"]


def test_a_line_that_ends_within_a_bracket_goes_on_where_that_is_closed(tmp_path: Path) -> None:
    text = "第1章 各論\n\n市長の諮問に応じる（条例第2条\nによる）会議を置きます。\n会議は公開（原則）\nとします。\n"
    assert section_text(document_of(tmp_path, text), 0).splitlines() == [
        "市長の諮問に応じる（条例第2条による）会議を置きます。", "会議は公開（原則）", "とします。"
    ]  # fmt: skip


def test_a_line_wider_than_the_set_width_is_whole(tmp_path: Path) -> None:
    wide = (PROSE.replace("、", "").replace("。", "") * 7)[:240]
    broken = "\n".join(wide[at : at + 30] for at in range(0, len(wide), 30))
    row = "日程　令和6年度：要件の整理と業者の選定／令和7年度以降：本庁と支所での本格運用"
    document = document_of(tmp_path, f"第1章 各論\n\n{broken}\n\n{row}\n所管　市民課\n")
    assert section_text(document, 0) == f"{wide}\n{row}\n所管　市民課"


def test_a_long_name_above_its_explanation_is_a_line_of_its_own(tmp_path: Path) -> None:
    name = "自治体情報システムの標準化・共通化への対応と業務の見直しの推進"
    assert section_text(document_of(tmp_path, f"第1章 各論\n\n{name}\n{PROSE}\n"), 0) == f"{name}\n{PROSE}"
