from pathlib import Path

import pytest

from planparse.extract.aliases import extract_aliases
from planparse.extract.identity import identify
from planparse.extract.mentions import find_mentions
from planparse.model import Identity, Scope
from tiling import RULES, document_of

CONTENTS = "\n目次\n第1章 総論\t1\n第2章 施策の展開\t5\n第3章 推進体制\t9\n\n"
BODY = "第1章 総論\n\n{}\n\n第2章 施策の展開\n\n展開します。\n\n第3章 推進体制\n\n整えます。\n"


def identity_of(tmp_path: Path, cover: str, body: str = "本計画は、施策を示します。") -> tuple[Identity, list[str]]:
    document = document_of(tmp_path, cover + "\n" + CONTENTS + BODY.format(body))
    identity, diagnostics = identify(document, extract_aliases(document, RULES), RULES)
    return identity, [diagnostic.code for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("三島市 DX 推進計画\n令和5年7月\n三島市", "三島市 DX 推進計画"),
        ("三島市\nDX(変革)\n推進計画\n\n令和5年7月\n三島市", "三島市 DX(変革) 推進計画"),
        ("令和5年7月\n三島市\n第3次三島市環境基本計画\n（令和5年度～令和9年度）", "第3次三島市環境基本計画"),
        ("みんなでつくる未来\n三島市スポーツ推進計画\n三島市", "三島市スポーツ推進計画"),
        ("三島市DX（デジタル\nによる変革）推進計画\n三島市", "三島市DX（デジタルによる変革）推進計画"),
        ("第5次三島市総合計画（令和3年度～令和12年度）\n三島市", "第5次三島市総合計画"),
        ("三島市産業振興ビジョン（改訂版）\n三島市", "三島市産業振興ビジョン（改訂版）"),
        ("三島市まち・ひと・しごと創生総合戦略\n三島市", "三島市まち・ひと・しごと創生総合戦略"),
        ("三島市温暖化対策実行計画\n（区域施策編）\n三島市", "三島市温暖化対策実行計画（区域施策編）"),
        ("第5次三島市総合計画\n後期基本計画\n三島市", "第5次三島市総合計画 後期基本計画"),
        ("行政手続オンライン化ガイドライン\nデジタル庁", "行政手続オンライン化ガイドライン"),
    ],
)  # fmt: skip
def test_the_title_is_joined_from_the_cover_and_nothing_else(tmp_path: Path, cover: str, title: str) -> None:
    assert identity_of(tmp_path, cover)[0].title == title


def test_the_running_text_decides_which_lines_are_the_title(tmp_path: Path) -> None:
    cover = "未来をひらく\n三島市こども\n応援計画\n令和5年7月\n三島市"
    body = "「三島市こども応援計画」（以下「本計画」という。）を策定します。"
    assert identity_of(tmp_path, cover, body)[0].title == "三島市こども 応援計画"


def test_the_predecessor_of_the_same_name_is_another_plan(tmp_path: Path) -> None:
    cover = "第２期\n三島市子育て支援計画\n令和2年3月\n三島市"
    body = "平成27年に「三島市子育て支援計画」（以下「第1期計画」という。）を策定しました。"
    identity, _ = identity_of(tmp_path, cover, body)
    assert (identity.title, identity.name) == ("第２期 三島市子育て支援計画", "第２期三島市子育て支援計画")


def test_the_name_is_what_the_text_calls_the_plan(tmp_path: Path) -> None:
    cover = "三島市\nデジタル・トランスフォーメーション(DX)\n推進計画\n三島市"
    body = (
        "平成31年に「三島市情報化計画」（以下「前計画」という。）を策定しました。"
        "今回、「三島市DX推進計画」（以下「本計画」という。）を策定します。"
    )
    assert identity_of(tmp_path, cover, body)[0].name == "三島市DX推進計画"
    assert identity_of(tmp_path, "三島市 DX 推進計画")[0].name == "三島市DX推進計画"


def test_a_picture_cover_leaves_the_name_for_the_title(tmp_path: Path) -> None:
    identity, codes = identity_of(tmp_path, "令和5年7月", "ここに「三島市DX推進計画」を策定します。")
    assert (identity.title, identity.municipality) == ("三島市DX推進計画", "三島市")
    assert codes == ["title_unknown"]


@pytest.mark.parametrize(
    ("cover", "issuer", "place"),
    [
        ("廿日市市DX推進計画\n廿日市市", "廿日市市", ("廿日市市", "342131", "広島県")),
        ("四日市市総合計画\n四 日 市 市", "四日市市", ("四日市市", "242021", "三重県")),
        ("DX推進計画\n令和5年7月　三島市企画部", "三島市", ("三島市", "222062", "静岡県")),
        ("世田谷区基本計画\n世田谷区", "世田谷区", ("世田谷区", "131121", "東京都")),
        ("森町総合計画\n静岡県森町", "静岡県森町", ("森町", "224618", "静岡県")),
        ("湊町DX計画\n北海道上川町", "北海道上川町", ("上川町", "014575", "北海道")),
        ("白川村総合戦略\n白川村", "白川村", ("白川村", "216046", "岐阜県")),
        ("ふじのくにDX推進計画\n静岡県", "静岡県", ("静岡県", "220001", "静岡県")),
        ("三島市教育振興基本計画\n三島市教育委員会", "三島市", ("三島市", "222062", "静岡県")),
        ("三島市DX推進計画\n令和5年7月", "三島市", ("三島市", "222062", "静岡県")),
    ],
)  # fmt: skip
def test_municipality_code_and_prefecture_come_from_the_code_list(
    tmp_path: Path, cover: str, issuer: str, place: tuple[str, str, str]
) -> None:
    identity, codes = identity_of(tmp_path, cover)
    assert identity.issuer == issuer
    assert (identity.municipality, identity.municipality_code, identity.prefecture) == place
    assert codes == []


def test_a_name_in_two_prefectures_stays_open_until_the_text_names_one(tmp_path: Path) -> None:
    identity, codes = identity_of(tmp_path, "府中市DX推進計画\n府中市")
    assert (identity.municipality_code, identity.prefecture, codes) == (None, None, ["municipality_ambiguous"])
    identity, codes = identity_of(tmp_path, "府中市DX推進計画\n府中市", "広島県の東部にある府中市です。")
    assert (identity.municipality_code, identity.prefecture, codes) == ("342084", "広島県", [])


def test_plans_that_one_paper_joins_are_its_title_and_all_are_its_own(tmp_path: Path) -> None:
    cover = "三島市障がい者計画\n第7期三島市障がい福祉計画\n第3期三島市障がい児福祉計画\n令和6年3月\n三島市"
    identity, _ = identity_of(tmp_path, cover)
    assert identity.title == "三島市障がい者計画 第7期三島市障がい福祉計画 第3期三島市障がい児福祉計画"
    document = document_of(tmp_path, "「第7期三島市障がい福祉計画」と「三島市高齢者計画」を定めます。\n")
    assert [m.scope for m in find_mentions(document, identity, RULES)] == [Scope.OWN, Scope.OTHER]


@pytest.mark.parametrize(
    "issuers",
    ["三島市\n社会福祉法人 三島市社会福祉協議会", "三島市・三島市社会福祉協議会", "三島市社会福祉協議会"],
)
def test_a_council_that_plans_together_with_the_municipality_is_none(tmp_path: Path, issuers: str) -> None:
    identity, _ = identity_of(tmp_path, f"三島市地域福祉計画・三島市地域福祉活動計画\n\n令和8年3月\n{issuers}")
    assert (identity.issuer, identity.municipality) == ("三島市", "三島市")


def test_a_body_outside_the_code_list_has_no_code(tmp_path: Path) -> None:
    identity, codes = identity_of(tmp_path, "山川広域連合介護保険事業計画\n山川広域連合")
    assert (identity.municipality, identity.municipality_code, identity.prefecture) == ("山川広域連合", None, None)
    assert codes == ["municipality_unknown"]
    assert identity_of(tmp_path, "湊市DX推進計画\n湊市", "岐阜県の動きです。")[0].prefecture == "岐阜県"
    assert identity_of(tmp_path, "DX推進計画\n北海道帆立浜町")[0].municipality == "帆立浜町"


def test_a_paper_of_running_text_alone_has_no_title(tmp_path: Path) -> None:
    assert identity_of(tmp_path, "海からの風が家々の屋根をこえて山へ吹いていき" * 4)[0].title is None
    assert identity_of(tmp_path, "よりよいまちへ")[0].title == "よりよいまちへ"


@pytest.mark.parametrize(
    ("lines", "established", "revised"),
    [
        ("令和5年7月", "2023-07", None),
        ("令和 5 年 (2023 年) 7 月", "2023-07", None),
        ("令和4年4月策定\n令和6年4月改訂", "2022-04", "2024-04"),
        ("平成30年3月 策定（令和3年3月 一部改定）", "2018-03", "2021-03"),
        ("策定：令和元年10月", "2019-10", None),
        ("令和4年4月策定\n令和5年4月改訂\n令和6年4月改訂", "2022-04", "2024-04"),
        ("令和6年4月改訂", None, "2024-04"),
        ("2023.7", "2023-07", None),
        ("（令和5年4月～令和8年3月）", None, None),
        ("令和5年度", None, None),
        ("人口 107,783人（R5.3.31現在）", None, None),
    ],
)
def test_the_months_on_the_cover(tmp_path: Path, lines: str, established: str | None, revised: str | None) -> None:
    identity, _ = identity_of(tmp_path, f"三島市DX推進計画\n{lines}\n三島市")
    assert (identity.established, identity.revised) == (established, revised)


def test_a_greeting_before_the_contents_gives_no_month(tmp_path: Path) -> None:
    greeting = "ごあいさつ\n本市は、平成26年3月に策定した前の計画により、まちづくりを進めてきました。"
    assert identity_of(tmp_path, f"三島市総合計画\n令和6年4月\n三島市\n\n{greeting}")[0].established == "2024-04"


def whole(tmp_path: Path, text: str) -> tuple[bool, list[str]]:
    document = document_of(tmp_path, text)
    identity, diagnostics = identify(document, extract_aliases(document, RULES), RULES)
    return identity.is_plan, [diagnostic.code for diagnostic in diagnostics if "plan" in diagnostic.code]


@pytest.mark.parametrize(
    "text",
    [
        "神戸市の決算に基づく健全化判断比率等について\n\n財政健全化計画を策定しなければなりません。\n",
        "序\n\nわたくしといふ現象は\n",
        "第1回三島市DX推進計画策定委員会 会議録\n\n本計画の計画期間について話し合いました。\n",
        "三島市DX推進計画に関する意見募集の結果\n\n「三島市DX推進計画」を策定します。\n",
        "平成24年度 図書館年報\n\n1 利用状況\n\n増えました。\n",
    ],
)
def test_a_paper_that_is_no_plan_says_so(tmp_path: Path, text: str) -> None:
    assert whole(tmp_path, text) == (False, ["not_a_plan"])


@pytest.mark.parametrize(
    "text",
    [
        "三島市デジタル田園都市構想\n\nよくします。\n",
        "標準ガイドライン群用語集\n\nことば。\n",
        "よりよいまちへ\n\n1 計画策定の趣旨\n\n趣旨です。\n\n2 計画期間\n\n5年です。\n\n3 施策の体系\n\n体系です。\n",
        "よりよいまちへ\n\n「三島市DX推進計画」を策定します。\n",
    ],
)
def test_what_may_be_a_plan_is_kept(tmp_path: Path, text: str) -> None:
    assert whole(tmp_path, text) == (True, [])
