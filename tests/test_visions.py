from pathlib import Path

import pytest

from planparse.extract.aliases import extract_aliases
from planparse.extract.context import Context
from planparse.extract.visions import extract_visions
from planparse.model import Identity, Vision
from tiling import RULES, document_of

OWN = "川辺市DX推進計画"


def read(tmp_path: Path, text: str) -> tuple[Vision, ...]:
    document = document_of(tmp_path, text)
    identity = Identity(OWN, OWN, "川辺市", "川辺市", None, None, None, None)
    visions, diagnostics = extract_visions(Context(document, RULES, identity, extract_aliases(document, RULES)))
    assert diagnostics == ()
    return visions


def texts(tmp_path: Path, text: str) -> list[str]:
    return [vision.text for vision in read(tmp_path, text)]


def section(title: str, body: str) -> str:
    """A plan of three sections, of which the second has this title and text."""
    contents = f"目次\n1 趣旨\t1\n2 {title}\t2\n3 推進体制\t3\n\n"
    return f"{contents}1 趣旨\n\n趣旨です。\n\n2 {title}\n\n{body}\n\n3 推進体制\n\n整えます。\n"


@pytest.mark.parametrize(
    ("text", "label", "statement"),
    [
        ("基本理念に「山が隔てない県土」を掲げます。", "基本理念", "山が隔てない県土"),
        ("基本理念を『人がつながるまち川辺』とします。", "基本理念", "人がつながるまち川辺"),
        ("将来像である「水と緑のまち 川辺」を目指します。", "将来像", "水と緑のまち 川辺"),
        ("ビジョンとして、「誰もが主役のまち」を掲げました。", "ビジョン", "誰もが主役のまち"),
        ("10年後の目指す姿「いつでも つながる社会」の実現に向けます。", "10年後の目指す姿", "いつでも つながる社会"),
        ("「誰もが主役のまち」を、市の目指すビジョンとしました。", "目指すビジョン", "誰もが主役のまち"),
        ("「むだのない市役所」を基本方針に、窓口を改めます。", "基本方針", "むだのない市役所"),
        ("「海にひらく希望の港町」をスローガンとして掲げます。", "スローガン", "海にひらく希望の港町"),
        ("「誰もが便利に暮らせる社会」を目指しています。", "目指し", "誰もが便利に暮らせる社会"),
    ],
)  # fmt: skip
def test_a_statement_is_quoted_with_its_label(tmp_path: Path, text: str, label: str, statement: str) -> None:
    (vision,) = read(tmp_path, text + "\n")
    assert (vision.label, vision.text, vision.scope, vision.holder) == (label, statement, "own", OWN)


@pytest.mark.parametrize(
    "text",
    [
        "「誰一人取り残さない、人に優しいデジタル化」を進めます。",
        "基本理念は「川辺市自治基本条例」によります。",
        "ビジョンを実現するため、「利便性の高い市民サービス」など三つの柱に基づいて進めます。",
        "本計画の基本理念には、そのような願いを込めています。",
        "「手続のために出かけなくてよくなること」が最も多くなりました。",
        "目指す姿の実現に向けて取り組みます。",
        "次の三つの基本方針を定めます。",
    ],
)
def test_what_is_not_called_a_vision_is_none(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path, text + "\n") == []


@pytest.mark.parametrize(
    ("title", "body", "statements"),
    [
        ("基本理念", "人と川がつながるまち・川辺\n\nまちの願いを込めています。", ["人と川がつながるまち・川辺"]),
        (
            "川辺市が目指す将来像",
            "川辺市が目指す将来像は、\n\n"
            "**「誰もが技術を活用し、\n安心して暮らせる社会」**\n\n"
            "願いです。",
            ["誰もが技術を活用し、安心して暮らせる社会"],
        ),
        (
            "目指すべきビジョン",
            "次のビジョンを設定します。\n\n"
            "**データを活用して**\n\n"
            "**暮らしの向上を目指す**\n\n"
            "**先進都市・かわべ**",
            ["データを活用して暮らしの向上を目指す先進都市・かわべ"],
        ),
        (
            "望ましい環境像",
            "望ましい環境像を次のように定めます。\n\n"
            "> **森と里が息づき 次の世代へ手渡すまち**",
            ["森と里が息づき 次の世代へ手渡すまち"],
        ),
        (
            "目指す姿",
            "手続がすぐに終わる市役所を目指します。\n\n"
            "図1 手続の流れ\n\n"
            "みんなで困りごとに立ち向かうまちを目指します。",
            ["手続がすぐに終わる市役所を目指します。", "みんなで困りごとに立ち向かうまちを目指します。"],
        ),
        (
            "目指す村の姿",
            "三つの文で描きました。\n\n"
            "・歩いて会える人がいて頼れる人もいる村\n・山の恵みを値打ちに変えて稼げる村",
            ["歩いて会える人がいて頼れる人もいる村", "山の恵みを値打ちに変えて稼げる村"],
        ),
        (
            "基本理念と目標",
            "【基本理念】\n\n"
            "**手のひらに役場がある町 川辺**\n\n"
            "【目標】\n\n"
            "1 暮らしを変える\n2 仕事を変える",
            ["手のひらに役場がある町 川辺"],
        ),
        (
            "方向性",
            "【基本方針】\n\n"
            "誰にも優しく、誰もが安心できる社会\n\n"
            "この方針のもとで進めます。",
            ["誰にも優しく、誰もが安心できる社会"],
        ),
        ("方向性", "【目指す姿】 未来に向けて誰もがつながるまち", ["未来に向けて誰もがつながるまち"]),
        (
            "方向性",
            "【基本理念】 【計画 P11～12】\n\n"
            "「誰にも優しく、誰もが便利に」",
            ["誰にも優しく、誰もが便利に"],
        ),
        ("基本方針", "次の二つを定めます。\n\n1 窓口を改める\n2 仕組みを改める", []),
        (
            "方向性",
            "目指す姿\n\n基本理念「誰にも優しく、豊かに」\n\n"
            "- ・誰もが手軽に恩恵を受けられる社会\n- ・<学ぶ>\n - 学びの場づくり",
            ["誰にも優しく、豊かに", "誰もが手軽に恩恵を受けられる社会"],
        ),
        ("施策の体系", "【目標】\n\n・窓口を改めるまち\n・仕組みを改めるまち", []),
    ],
)  # fmt: skip
def test_statements_stand_below_their_label(tmp_path: Path, title: str, body: str, statements: list[str]) -> None:
    assert texts(tmp_path, section(title, body)) == statements


def test_a_measures_own_aim_is_no_vision(tmp_path: Path) -> None:
    body = (
        "施策1 窓口の改革\n\n【目指す姿】\n\n待たずに用が済む窓口のあるまち\n\n改めます。\n\n"
        "施策2 事務の改革\n\n【目指す姿】\n\n紙のない役場\n\n減らします。"
    )
    assert texts(tmp_path, section("施策の展開", body)) == []


def test_a_column_of_a_table_holds_the_vision(tmp_path: Path) -> None:
    table = "|ビジョン|基本方針|\n|---|---|\n|人と川がつながるまち・川辺|1 窓口を改める|\n||2 仕組みを改める|\n"
    assert texts(tmp_path, table) == ["人と川がつながるまち・川辺"]


@pytest.mark.parametrize(
    ("text", "scope", "holder"),
    [
        (
            "「改革の基本方針（令和2年12月）」では、"
            "「つながる社会」がビジョンとして掲げられました。",
            "other",
            "改革の基本方針",
        ),
        (
            "国は、"
            "「みらい計画」を定めました。"
            "この計画は、"
            "ビジョンとして「つながる社会」を掲げます。",
            "national",
            "みらい計画",
        ),
        ("政府においても、「つながる社会」を目指すビジョンとして掲げています。", "national", "政府"),
        (
            "県は、"
            "目指す姿「つながる社会」の実現に向け、「山なみプラン」を策定しました。",
            "prefecture",
            "山なみプラン",
        ),
        (
            "本計画は、"
            "市の将来像である「つながる社会」の実現に向け、第3次川辺市総合計画を支えます。",
            "upper_plan",
            "第3次川辺市総合計画",
        ),
        (
            "「川辺市情報化計画」（以下「前計画」という。"
            "）では、"
            "「つながる社会」を基本方針に、進めました。",
            "other",
            "川辺市情報化計画",
        ),
        ("本市は、「つながる社会」を基本理念とします。", "own", OWN),
    ],
)  # fmt: skip
def test_the_sentence_tells_whose_it_is(tmp_path: Path, text: str, scope: str, holder: str) -> None:
    assert [(v.text, v.scope, v.holder) for v in read(tmp_path, text + "\n")] == [("つながる社会", scope, holder)]


def test_a_definition_in_brackets_ends_no_sentence(tmp_path: Path) -> None:
    text = "「川辺市情報化計画」（以下「前計画」という。）を策定し、「誰もが主役のまち」を将来像に掲げてきました。\n"
    (vision,) = read(tmp_path, text)
    assert (vision.text, vision.scope, vision.holder) == ("誰もが主役のまち", "other", "川辺市情報化計画")


def test_the_heading_tells_whose_it_is(tmp_path: Path) -> None:
    text = section("川辺市情報化計画の検証", "【基本方針】\n\n「安全で有効に使えるまち」\n\n進めました。")
    assert [(v.scope, v.holder) for v in read(tmp_path, text)] == [("other", "川辺市情報化計画")]


def test_a_chapter_named_after_the_plan_does_not_take_the_statements_of_others(tmp_path: Path) -> None:
    text = (
        f"第1章 {OWN}の策定にあたって\n\n1 県の状況\n\n県は「みどり県DX計画」を定めました。\n\n"
        "目指す姿\n\n「誰もがつながる豊かな社会」\n\n2 体制\n\n整えます。\n"
    )
    (vision,) = read(tmp_path, text)
    assert (vision.scope, vision.holder) == ("prefecture", "みどり県DX計画")


def test_a_section_on_nation_and_prefecture_tells_of_the_plan_named_last(tmp_path: Path) -> None:
    body = "県は「みどり県DX計画」を定めました。\n\n目指す姿\n\n「誰もがつながる豊かな社会」"
    (vision,) = read(tmp_path, section("国及び県の状況", body))
    assert (vision.scope, vision.holder) == ("prefecture", "みどり県DX計画")


def test_a_repeat_or_shorter_form_stands_once_for_each_holder(tmp_path: Path) -> None:
    body = "人と川とデータがつながるまち・川辺\n\n体系は次のとおりです。\n\n基本理念 『人と川とデータがつながるまち』"
    assert texts(tmp_path, section("基本理念", body)) == ["人と川とデータがつながるまち・川辺"]
    prefecture = "県は、「山なみプラン」で基本理念「つながるまち」を掲げました。"
    two = prefecture + "国の「みらい計画」も、基本理念に「つながるまち」を掲げました。\n"
    assert [v.holder for v in read(tmp_path, two)] == ["山なみプラン", "みらい計画"]


def test_evidence_is_the_pieces_of_the_statement_and_its_label(tmp_path: Path) -> None:
    text = section("将来像", "**「誰もが技術を活用し、\n安心して暮らせる社会」**")
    (vision,) = read(tmp_path, text)
    quotes = {e.field: [text[slice(*span)] for span in e.spans] for e in vision.evidence}
    assert quotes == {"text": ["誰もが技術を活用し、\n安心して暮らせる社会"], "label": ["将来像"]}


def test_lines_that_explain_the_words_of_a_vision_are_none(tmp_path: Path) -> None:
    body = (
        "> 「えらべる、つながる。青葉」\n\nえらべる ＝ 窓口でもスマホでも手続ができる\nつながる ＝ 人と地域がつながる"
    )
    assert texts(tmp_path, section("将来像", body)) == ["えらべる、つながる。青葉"]
