from pathlib import Path

import pytest

from planparse.extract.aliases import extract_aliases
from planparse.extract.citations import extract_citations
from planparse.extract.context import Context
from planparse.extract.glossary import extract_glossary
from planparse.model import Citation, Identity
from planparse.readers import read
from planparse.structure import structure
from tiling import RULES, document_of

OWN = Identity("青葉市DX推進計画", "青葉市DX推進計画", "青葉市", "青葉市", None, "宮城県", None, None)


def citations(tmp_path: Path, text: str) -> list[Citation]:
    document = document_of(tmp_path, text)
    return list(extract_citations(Context(document, RULES, OWN, extract_aliases(document, RULES)))[0])


def relations(tmp_path: Path, text: str) -> dict[str, str | None]:
    return {citation.name: citation.relation for citation in citations(tmp_path, text)}


def test_a_law_that_a_sentence_on_this_plan_rests_on_is_its_basis_with_the_article(tmp_path: Path) -> None:
    text = (
        "県は、官民データ活用推進基本法第9条第1項に基づく計画を策定しました。\n\n"
        "本計画は、官民データ活用推進基本法（平成28年法律第103号）第9条第3項に規定する計画として策定します。\n"
    )
    (law,) = citations(tmp_path, text)
    assert (law.kind, law.relation, law.article) == ("law", "legal_basis", "第9条第3項")


def test_a_plan_is_known_by_the_alias_that_it_gives_itself(tmp_path: Path) -> None:
    defined = "「青葉市DX推進計画」（以下「みちしるべ」という。）をまとめました。\n\n"
    basis = "みちしるべは、青葉市デジタル条例第12条に定める計画です。\n"
    assert relations(tmp_path, defined + basis)["青葉市デジタル条例"] == "legal_basis"
    assert relations(tmp_path, basis)["青葉市デジタル条例"] != "legal_basis"


@pytest.mark.parametrize(
    "text",
    [
        "本計画は、青葉市デジタル条例第7条に基づいて置く「推進会議」が進めます。",
        "デジタル手続法に基づき、行政手続のオンライン化を実施します。",
        "宮城県は、官民データ活用推進基本法第9条第1項に基づく計画を策定しました。",
    ],
)
def test_a_law_that_something_else_rests_on_is_no_basis_of_the_plan(tmp_path: Path, text: str) -> None:
    assert "legal_basis" not in relations(tmp_path, text).values()


@pytest.mark.parametrize(
    "text",
    [
        "「青葉市情報化計画」（以下「前計画」という。）を策定し、取り組んできました。",
        "平成28年に定めた「青葉市情報化計画」を引き継いで策定します。",
        "青葉市情報化計画の計画期間が令和4年度に終了します。",
        "1 青葉市情報化計画の実施結果\n\n結果は次のとおりで、おおむね予定どおりでした。\n\n2 課題\n\n述べます。",
    ],
)
def test_a_plan_of_the_same_municipality_that_this_one_replaces_is_its_predecessor(tmp_path: Path, text: str) -> None:
    assert relations(tmp_path, text)["青葉市情報化計画"] == "predecessor"


def test_an_item_of_the_section_on_the_plans_place_needs_no_subject(tmp_path: Path) -> None:
    item = "● 青葉市デジタル条例第12条に基づく計画\n● 分野別の計画に横串を通すもの\n"
    sections = "1 {}\n\n" + item + "\n2 期間\n\n期間を述べます。\n"
    assert relations(tmp_path, sections.format("計画の位置づけ"))["青葉市デジタル条例"] == "legal_basis"
    assert relations(tmp_path, sections.format("条例の例"))["青葉市デジタル条例"] != "legal_basis"


def test_what_a_measure_reviews_is_no_predecessor(tmp_path: Path) -> None:
    text = "青葉市情報セキュリティポリシーを見直し、職員の訓練を続けます。"
    assert relations(tmp_path, text) == {"青葉市情報セキュリティポリシー": "related"}


def test_a_plan_that_only_its_number_names_is_the_one_of_that_number(tmp_path: Path) -> None:
    text = "第3次計画の総括を行い、第3次青葉市情報化計画の成果を確かめました。第5次計画は別に定めます。"
    assert set(relations(tmp_path, text)) == {"第3次青葉市情報化計画", "第5次計画"}


def test_an_own_policy_on_the_same_subject_is_a_predecessor_but_other_own_documents_are_related(tmp_path: Path) -> None:
    text = "青葉市は「青葉市のDX推進に関する基本方針」と「青葉市デジタル宣言」を定め、市民に示しました。"
    assert relations(tmp_path, text) == {
        "青葉市のDX推進に関する基本方針": "predecessor",
        "青葉市デジタル宣言": "related",
    }


def test_a_plan_of_the_prefecture_that_another_replaces_is_no_predecessor(tmp_path: Path) -> None:
    text = "宮城県は、宮城県高度情報化計画に代わる計画として「みやぎDX推進計画」を策定しました。"
    assert set(relations(tmp_path, text).values()) == {"prefectural"}


def test_spellings_of_one_name_are_one_citation_and_the_plan_itself_is_none(tmp_path: Path) -> None:
    text = (
        "「青葉市DX推進計画」を策定します。国は「自治体デジタル・トランスフォーメーション（DX）推進計画」を示しました。\n\n"
        "国の「自治体 DX 推進計画」と自治体DX推進計画（概要）を参考にします。\n"
    )
    assert relations(tmp_path, text) == {"自治体デジタル・トランスフォーメーション（DX）推進計画": "national"}


def test_a_second_name_in_a_bracket_and_an_alias_are_the_same_law(tmp_path: Path) -> None:
    text = (
        "「高度情報通信ネットワーク社会形成基本法（IT基本法）」が成立しました。その後、IT基本法は廃止されました。\n\n"
        "また、食品ロスの削減の推進に関する法律（以下「食ロス法」という。）が施行され、食ロス法の趣旨が広まりました。\n"
    )
    assert list(relations(tmp_path, text)) == [
        "高度情報通信ネットワーク社会形成基本法",
        "食品ロスの削減の推進に関する法律",
    ]


def test_the_municipality_may_be_left_out_and_the_whole_name_stands_in_the_citation(tmp_path: Path) -> None:
    text = "同年に「スマート市役所宣言」を行いました。\n\n青葉市スマート市役所宣言のもとで進めます。\n"
    assert list(relations(tmp_path, text)) == ["青葉市スマート市役所宣言"]


def test_a_heading_may_shorten_the_name_that_the_text_gives_whole(tmp_path: Path) -> None:
    text = "1 青葉市デジタル変革宣言\n\n「青葉市デジタル変革（DX）宣言」を行いました。\n\n2 体制\n\n整えます。\n"
    assert list(relations(tmp_path, text)) == ["青葉市デジタル変革（DX）宣言"]


def test_the_evidence_shows_name_article_and_the_words_of_the_relation(tmp_path: Path) -> None:
    document = document_of(tmp_path, "本計画は、青葉市環境条例第8条に基づき策定します。")
    ((ordinance,), _) = extract_citations(Context(document, RULES, OWN, ()))
    quotes = {e.field: "".join(document.source.text[a:b] for a, b in e.spans) for e in ordinance.evidence}
    assert quotes["name"] == "青葉市環境条例"
    assert quotes["article"] == "第8条"
    assert "に基づき策定" in quotes["relation"]


def test_real_plans_cite_what_a_careful_reader_lists(shared: Path) -> None:
    identity = Identity("富士宮市DX推進計画", "富士宮市DX推進計画", "富士宮市", "富士宮市", None, "静岡県", None, None)
    document = structure(read(shared / "plans" / "fujinomiya.txt"), RULES)
    found, _ = extract_citations(Context(document, RULES, identity, extract_aliases(document, RULES)))
    by_name = {citation.name: citation for citation in found}
    assert by_name["官民データ活用推進基本法"].article == "第9条"
    assert by_name["第5次富士宮市情報化計画"].relation == "predecessor"
    assert by_name["ふじのくに DX 推進計画"].relation == "prefectural"
    assert "富士宮市DX推進計画" not in by_name


def test_a_reading_in_a_glossary_is_no_document(tmp_path: Path) -> None:
    text = (
        "# 用語集\n\n| 用語 | フリガナ | 定義 |\n| --- | --- | --- |\n"
        "| デジタル・ガバメント推進標準ガイドライン | デジタル・ガバメントスイシンヒョウジュンガイドライン "
        "| 国の決まり。 |\n"
    )
    document = document_of(tmp_path, text)
    context = Context(document, RULES, OWN, extract_aliases(document, RULES))
    found, _ = extract_citations(context, extract_glossary(context)[0])
    assert len(extract_citations(context)[0]) == 2
    assert [citation.name for citation in found] == ["デジタル・ガバメント推進標準ガイドライン"]
