from pathlib import Path

import pytest

from planparse.extract.aliases import extract_aliases
from planparse.extract.mentions import Mention, find_mentions
from planparse.model import Identity, Scope
from tiling import RULES, document_of

OWN = Identity("青葉市DX推進計画", "青葉市DX推進計画", "青葉市", "青葉市", None, "宮城県", None, None)


def mentions(tmp_path: Path, text: str) -> list[Mention]:
    document = document_of(tmp_path, text)
    found = find_mentions(document, OWN, RULES, extract_aliases(document, RULES))
    for mention in found:
        assert "".join(document.source.text[a:b] for a, b in mention.spans)
    return list(found)


def named(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    return [(m.name, m.kind, m.scope.value) for m in mentions(tmp_path, text) if m.kind != "body"]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("「みやぎ情報化推進プラン」を策定しました。", "みやぎ情報化推進プラン", "plan"),
        ("『青葉市民憲章』を定めています。", "青葉市民憲章", "declaration"),
        ("青葉市緑の基本計画と整合を図ります。", "青葉市緑の基本計画", "plan"),
        ("災害対策基本法に定める責務を果たします。", "災害対策基本法", "law"),
        ("手続はデジタル手続法に沿って改めます。", "デジタル手続法", "law"),
        ("あわせて、食品ロスの削減の推進に関する法律が施行されました。", "食品ロスの削減の推進に関する法律", "law"),
        ("青葉市個人情報の保護に関する条例を守ります。", "青葉市個人情報の保護に関する条例", "ordinance"),
        ("第3次青葉市総合計画後期基本計画の施策です。", "第3次青葉市総合計画後期基本計画", "plan"),
        ("「経済財政運営と改革の基本方針2024」によります。", "経済財政運営と改革の基本方針2024", "policy"),
    ],
)
def test_a_name_is_read_whole_and_its_kind_is_known(tmp_path: Path, sentence: str, name: str, kind: str) -> None:
    assert [(n, k) for n, k, _ in named(tmp_path, sentence)] == [(name, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        "各課は業務の実施計画を策定し、年次計画に基づいて進めます。",
        "調査の方法と分析の手法を改めます。",
        "緊急事態宣言が発出されました。",
        "「誰一人取り残されない、人に優しいデジタル化」を進めます。",
        "同法第117条に基づく「市町村介護保険事業計画」を含みます。",
    ],
)
def test_what_is_no_name_is_left_alone(tmp_path: Path, sentence: str) -> None:
    assert named(tmp_path, sentence) == []


def test_a_plan_by_a_name_of_its_own_is_the_upper_plan_where_the_text_says_so(tmp_path: Path) -> None:
    text = "「あおば未来2030」（以下「総合計画」という。）を上位計画とし、「みんなのあおば」を合言葉とします。"
    assert named(tmp_path, text)[0] == ("あおば未来2030", "plan", "upper_plan")
    assert "みんなのあおば" not in [name for name, _, _ in named(tmp_path, text)]


def test_the_comprehensive_plan_is_known_by_its_kind_once_it_is_named(tmp_path: Path) -> None:
    text = "「第3次青葉市総合計画」の個別計画です。総合計画では、交通を重んじています。"
    assert [name for name, _, _ in named(tmp_path, text)] == ["第3次青葉市総合計画"] * 2


def test_a_plan_without_its_number_is_the_one_that_the_text_numbers(tmp_path: Path) -> None:
    text = "「第2次青葉市環境計画」を踏まえます。{}\n\n青葉市環境計画とも歩調を合わせます。\n"
    assert {name for name, _, _ in named(tmp_path, text.format(""))} == {"第2次青葉市環境計画"}
    two = named(tmp_path, text.format("第1次青葉市環境計画から引き継ぎます。"))
    assert [name for name, _, _ in two][-1] == "青葉市環境計画"


def test_two_plans_that_one_line_names_are_two(tmp_path: Path) -> None:
    text = "「青葉市環境計画」を改めた「第2次青葉市環境計画」を踏まえます。"
    assert [name for name, _, _ in named(tmp_path, text)] == ["青葉市環境計画", "第2次青葉市環境計画"]


def test_a_line_or_cell_may_leave_out_the_municipality_but_a_sentence_names_the_kind(tmp_path: Path) -> None:
    text = "「青葉市地域福祉計画」を定めました。\n\n{}\n"
    assert [name for name, _, _ in named(tmp_path, text.format("地域福祉計画"))] == ["青葉市地域福祉計画"] * 2
    assert len(named(tmp_path, text.format("地域福祉計画は、市町村が定めるものです。"))) == 1


def test_a_plan_made_under_a_law_is_a_document_if_its_name_is_its_own(tmp_path: Path) -> None:
    text = "国は、デジタル社会形成基本法の規定に基づき「デジタル社会の実現に向けた重点計画」を策定しました。"
    assert [name for name, _, _ in named(tmp_path, text)][1:] == ["デジタル社会の実現に向けた重点計画"]
    assert named(tmp_path, "同法の規定に基づき「市町村介護保険事業計画」を含みます。") == []


def test_a_bracket_behind_a_name_is_no_part_of_it_but_one_inside_is(tmp_path: Path) -> None:
    text = "「みやぎDX推進計画（仮称）」と「自治体デジタル・トランスフォーメーション（DX）推進計画」を踏まえます。"
    assert [name for name, _, _ in named(tmp_path, text)] == [
        "みやぎDX推進計画",
        "自治体デジタル・トランスフォーメーション（DX）推進計画",
    ]


def test_a_name_that_stood_in_brackets_is_found_again_bare_and_spaced(tmp_path: Path) -> None:
    text = "県は「みやぎ DX 推進計画」を策定しました。\n\nみやぎDX推進計画の理念に沿って進めます。\n"
    assert named(tmp_path, text) == [("みやぎ DX 推進計画", "plan", "prefecture")] * 2


def test_a_short_form_names_its_document_but_is_no_end_of_a_longer_word(tmp_path: Path) -> None:
    text = "「青葉市情報化計画」（以下「計画」という。）を改めます。計画の成果と行動計画を見ます。\n"
    found = [m for m in mentions(tmp_path, text) if m.kind != "body"]
    assert [m.name for m in found] == ["青葉市情報化計画", "青葉市情報化計画", "青葉市情報化計画"]
    assert text.count("計画") == len(found) + 1


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("「青葉市DX推進計画」を策定します。", Scope.OWN),
        ("第3次青葉市総合計画の施策です。", Scope.UPPER_PLAN),
        ("上位計画である「未来創造プラン」を支えます。", Scope.UPPER_PLAN),
        ("「青葉市情報化計画」を進めてきました。", Scope.OTHER),
        ("国は「次世代行政計画」を公表しました。", Scope.NATIONAL),
        ("宮城県では「次世代行政計画」を公表しました。", Scope.PREFECTURE),
        ("「次世代行政計画」が令和3年12月に閣議決定されました。", Scope.NATIONAL),
        (
            "1 国の動向\n\nこの年、「次世代行政計画」が公表され、取組が始まりました。\n\n2 県の動向\n\n後で述べます。",
            Scope.NATIONAL,
        ),
    ],
)
def test_whose_a_document_is_by_its_name_its_sentence_or_its_section(tmp_path: Path, text: str, scope: Scope) -> None:
    assert [m.scope for m in mentions(tmp_path, text) if m.kind != "body"] == [scope]


def test_a_cell_gives_the_line_it_stands_on(tmp_path: Path) -> None:
    rows = "令和2年\t12月\t次世代行政計画の策定\n令和3年\t9月\tデジタル庁の発足\n"
    text = f"1 国の動き\n\n次の表のとおりです。\n\n{rows}\n2 県の動き\n\n述べます。\n"
    document = document_of(tmp_path, text)
    (mention,) = [m for m in find_mentions(document, OWN, RULES) if m.kind == "plan"]
    assert document.lines[mention.line].text[mention.start : mention.end] == "次世代行政計画"


def test_the_bodies_that_hold_visions_are_found(tmp_path: Path) -> None:
    found = mentions(tmp_path, "国は方針を示し、宮城県が支え、本市では窓口を改めます。")
    assert [(m.name, m.scope) for m in found] == [
        ("国", Scope.NATIONAL),
        ("宮城県", Scope.PREFECTURE),
        ("本市", Scope.OWN),
    ]
