from pathlib import Path

import pytest

from planparse.extract.context import Context
from planparse.extract.glossary import extract_glossary
from planparse.model import GlossaryTerm, Identity
from planparse.readers import read
from planparse.structure import structure
from tiling import RULES, document_of

NOBODY = Identity(None, None, None, None, None, None, None, None)
SAMPLES = Path(__file__).parents[1] / "samples"


def terms(tmp_path: Path, text: str) -> list[GlossaryTerm]:
    return list(extract_glossary(Context(document_of(tmp_path, text), RULES, NOBODY, ()))[0])


def table(*rows: tuple[str, ...]) -> str:
    return "用語集\n\n" + "\n".join("\t".join(row) for row in rows) + "\n"


def test_a_table_with_heads_gives_terms_readings_and_english_words(tmp_path: Path) -> None:
    text = table(
        ("", "用語", "解説"),
        ("A", "AI【えーあい】", "「Artificial Intelligence（人工知能）」の略。考える機械のこと。"),
        ("", "AIカメラ", "AIで人を数えるカメラのこと。"),
        ("お", "オープンデータ", "誰でも使えるデータのこと。"),
    )
    found = [(t.term, t.reading, t.expansion, t.source) for t in terms(tmp_path, text)]
    assert found == [
        ("AI", "えーあい", "Artificial Intelligence", "glossary"),
        ("AIカメラ", None, None, "glossary"),
        ("オープンデータ", None, None, "glossary"),
    ]


def test_columns_for_reading_and_english_are_read_and_others_are_not(tmp_path: Path) -> None:
    text = table(
        ("略語", "読み", "正式名称", "意味", "頁"),
        ("CCS", "シーシーエス", "Carbon Capture and Storage", "二酸化炭素をためる技術。", "12"),
        ("里山", "さとやま", "", "人が手を入れてきた林。", "15"),
    )
    assert [(t.term, t.reading, t.expansion, t.definition) for t in terms(tmp_path, text)] == [
        ("CCS", "シーシーエス", "Carbon Capture and Storage", "二酸化炭素をためる技術。"),
        ("里山", "さとやま", None, "人が手を入れてきた林。"),
    ]


def test_two_terms_side_by_side_are_two_glossaries_in_one_table(tmp_path: Path) -> None:
    text = table(
        ("用語", "説明", "用語", "説明"),
        ("AI", "考える機械。", "RPA", "事務の自動化。"),
        ("5G", "速い通信。", "VR", "仮想の現実。"),
    )
    assert sorted(t.term for t in terms(tmp_path, text)) == ["5G", "AI", "RPA", "VR"]


def test_a_table_without_heads_under_a_glossary_title_is_one(tmp_path: Path) -> None:
    text = table(("AI", "考える機械のこと。"), ("RPA", "事務の自動化のこと。"))
    assert [t.term for t in terms(tmp_path, text)] == ["AI", "RPA"]


def test_heads_spread_with_spaces_and_marks_at_terms_do_not_matter(tmp_path: Path) -> None:
    text = "用　語　集\n\n用　語\t解　説\nAI※\t考える機械のこと。\n・RPA\t事務の自動化のこと。\n"
    assert [t.term for t in terms(tmp_path, text)] == ["AI", "RPA"]


def test_other_tables_are_no_glossary(tmp_path: Path) -> None:
    text = (
        "第1章 体制\n\n役割は次のとおりです。\n\n役割\t内容\n本部長\t全体をまとめる。\n事務局\t進み具合を確かめる。\n"
    )
    assert terms(tmp_path, text) == []


@pytest.mark.parametrize(
    ("definition", "expansion"),
    [
        ("Internet of Thingsの略で、物をつなぐ技術。", "Internet of Things"),
        ("「CIO」は「Chief Information Officer」の略。", "Chief Information Officer"),
        ("Digital transformation/デジタル・トランスフォーメーションの略で、変革のこと。", "Digital transformation"),
        ("持続可能な目標(Sustainable Development Goalsの略)とは、国際目標のこと。", "Sustainable Development Goals"),
        ("資料提供依頼のこと。Request For Informationの略字。", "Request For Information"),
        ("英語表記はarchiveで、まとめることです。", "archive"),
        ("Business Process Re-engineering（業務改革）。手順を組み替えること。", "Business Process Re-engineering"),
        ("tele（離れた）とwork（働く）を合わせた言葉。", None),
        ("ICTの活用により、場所を問わず働くこと。", None),
        ("ビジネスプロセスリエンジニアリングの略称。", None),
    ],
)
def test_the_english_words_of_a_definition(tmp_path: Path, definition: str, expansion: str | None) -> None:
    (term,) = terms(tmp_path, table(("用語", "解説"), ("語", definition)))
    assert (term.expansion, term.definition) == (expansion, definition)


@pytest.mark.parametrize(
    ("cell", "term", "reading", "expansion"),
    [
        ("RPA【あーるぴー えー】", "RPA", "あーるぴーえー", None),
        ("ICT（アイシーティー）", "ICT", "アイシーティー", None),
        ("ZEB（Net Zero Energy Building）", "ZEB", None, "Net Zero Energy Building"),
        ("GIS(地理情報システム)", "GIS(地理情報システム)", None, None),
        ("DX（デジタルトランスフォーメーション）", "DX（デジタルトランスフォーメーション）", None, None),
        ("テレワーク（リモートワーク）", "テレワーク（リモートワーク）", None, None),
    ],
)
def test_a_bracket_behind_a_term(
    tmp_path: Path, cell: str, term: str, reading: str | None, expansion: str | None
) -> None:
    (found,) = terms(tmp_path, table(("用語", "解説"), (cell, "説明です。")))
    assert (found.term, found.reading, found.expansion) == (term, reading, expansion)


def test_a_list_under_a_glossary_title(tmp_path: Path) -> None:
    text = (
        "用語の解説\n\n本計画で使う主な言葉を並べます。\n\n"
        "【あ行】\n\n・AI：考える機械のこと。\n・ICT … 情報の技術のこと。\n\n"
        "**里山**\n人が手を入れてきた林。\n薪を得る場所だった。\n\n【わ行】\n\n**ワンストップ**\n一度で手続が終わること。\n"
    )
    assert [(t.term, t.definition) for t in terms(tmp_path, text)] == [
        ("AI", "考える機械のこと。"),
        ("ICT", "情報の技術のこと。"),
        ("里山", "人が手を入れてきた林。 薪を得る場所だった。"),
        ("ワンストップ", "一度で手続が終わること。"),
    ]


@pytest.mark.parametrize(
    ("note", "term", "definition"),
    [
        (
            "¹ SDGs…国連で採択された、2030年までの国際目標のこと。",
            "SDGs",
            "国連で採択された、2030年までの国際目標のこと。",
        ),
        (
            "¹² ローカル5G：企業や自治体が自ら設ける通信網のこと。",
            "ローカル5G",
            "企業や自治体が自ら設ける通信網のこと。",
        ),
        ("※1 BPR：業務の流れを根本から見直すこと。", "BPR", "業務の流れを根本から見直すこと。"),
        ("³ IoT（Internet of Things）：物をつなぐ仕組み。", "IoT", "物をつなぐ仕組み。"),
        ("*2 テレワークとは、離れた場所で働くこと。", "テレワーク", "離れた場所で働くこと。"),
    ],
)
def test_a_note_that_explains_a_term(tmp_path: Path, note: str, term: str, definition: str) -> None:
    (found,) = terms(tmp_path, f"1 趣旨\n\n本計画の趣旨を述べます。\n\n{note}\n")
    assert (found.term, found.definition, found.source) == (term, definition, "footnote")


@pytest.mark.parametrize(
    "note",
    [
        "※ 割合は四捨五入しているため、合計が100％にならないことがあります。",
        "※出典：総務省「情報通信白書」をもとに市が作成したもの",
        "※イラストは、「スマートシティガイドブック」より抜粋",
        "（※「青葉市情報化計画」は令和3年12月に廃止されました。）",
        "¹ 令和2年12月25日閣議決定",
    ],
)
def test_a_note_that_explains_no_term(tmp_path: Path, note: str) -> None:
    assert terms(tmp_path, f"1 趣旨\n\n本計画の趣旨を述べます。\n\n{note}\n") == []


@pytest.mark.parametrize("mark", ["<sup>3</sup>", "<sup>3)</sup>", "3"])
def test_a_footnote_whose_figure_is_raised_where_the_text_uses_its_term(tmp_path: Path, mark: str) -> None:
    note = f"{mark} RPA：人に代わり操作を行うソフトウェアのこと。"
    (found,) = terms(tmp_path, f"1 趣旨\n\n本市はRPA<sup>3</sup>を使います。\n\n{note}\n\n3 人材：職員を育てること。\n")
    assert (found.term, found.definition, found.source) == (
        "RPA",
        "人に代わり操作を行うソフトウェアのこと。",
        "footnote",
    )


def test_a_starred_note_explains_a_term_that_the_text_uses(tmp_path: Path) -> None:
    words = "Observe（観察）\nOrient（判断）\nDecide（決定）\nAct（行動）\n"
    note = f"※ OODAループ（ウーダループ）\nすばやく動くための考え方のこと。\n{words}"
    (term,) = terms(tmp_path, f"1 進行管理\n\n点検はOODAループによります。\n\n{note}")
    assert (term.term, term.reading, term.expansion) == ("OODAループ", "ウーダループ", "Observe Orient Decide Act")
    assert terms(tmp_path, f"1 進行管理\n\n点検は毎年行います。\n\n{note}") == []


def test_the_figures_of_footnotes_in_print_are_seen_by_their_size() -> None:
    document = structure(read(SAMPLES / "yamase" / "yamase.pdf"), RULES)
    found, _ = extract_glossary(Context(document, RULES, NOBODY, ()))
    assert [t.term for t in found][:3] == [
        "デジタル・トランスフォーメーション",
        "ガバメントクラウド",
        "デジタルデバイド",
    ]


def test_the_evidence_holds_the_words_of_the_term_and_of_its_definition(tmp_path: Path) -> None:
    document = document_of(tmp_path, table(("用語", "解説"), ("AI【えーあい】", "考える機械のこと。")))
    ((term,), _) = extract_glossary(Context(document, RULES, NOBODY, ()))
    quotes = {e.field: "".join(document.source.text[a:b] for a, b in e.spans) for e in term.evidence}
    assert quotes == {"term": "AI", "definition": "考える機械のこと。", "reading": "えーあい"}


def test_rows_that_pages_cut_are_whole_terms(shared: Path) -> None:
    path = shared / "pdf" / "real" / "glossary-stdguide-20210330.pdf"
    found, _ = extract_glossary(Context(structure(read(path), RULES), RULES, NOBODY, ()))
    by_term = {t.term: t for t in found}
    assert len(found) == 95
    assert by_term["業務運用支援"].reading == "ギョウムウンヨウシエン"
    assert by_term["アジャイル型開発"].definition.endswith("に用いる。")
