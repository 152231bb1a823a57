from pathlib import Path

import pytest

from planparse.extract.aliases import extract_aliases
from tiling import RULES, document_of


def aliases(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    return [(a.alias, a.full) for a in extract_aliases(document_of(tmp_path, text), RULES)]


DX = "デジタル・トランスフォーメーション"
LAW = "情報通信技術を活用した行政の推進等に関する法律"


@pytest.mark.parametrize(
    ("text", "alias", "full"),
    [
        ("「青葉市情報化計画」（以下「前計画」という。）を改めます。", "前計画", "青葉市情報化計画"),
        ("市長を長とする青葉市DX推進本部（以下、推進本部という）が進めます。", "推進本部", "青葉市DX推進本部"),
        (f"社会を変える{DX}(以下「DX」といいます。)を進めます。", "DX", DX),
        (f"青葉市{DX}（以下、DXという。）推進計画です。", "DX", DX),
        ("業務を見直す人工知能（以下「AI」と表記する。）を使います。", "AI", "人工知能"),
        ("勘より、根拠に基づく政策立案（以下「EBPM」という。）を広げます。", "EBPM", "根拠に基づく政策立案"),
        ("条例に基づく青葉市推進会議（以下「会議」という。）が進めます。", "会議", "青葉市推進会議"),
        (f"また、{LAW}（以下「手続法」という。）に沿います。", "手続法", LAW),
        ("青葉市環境条例（平成12年条例第31号。以下「条例」という。）第8条によります。", "条例", "青葉市環境条例"),
        ("「青葉市緑の計画」（平成20年策定）（以下「緑の計画」という。）を継ぎます。", "緑の計画", "青葉市緑の計画"),
        (
            "条例に基づき、市の最上位の計画として第6次青葉市総合計画（以下「本計画」という。）を",
            "本計画",
            "第6次青葉市総合計画",
        ),
        ("自治体が取り組む事項（以下「重点事項」という。）を示します。", "重点事項", "自治体が取り組む事項"),
    ],
)
def test_an_alias_and_where_its_full_name_begins(tmp_path: Path, text: str, alias: str, full: str) -> None:
    assert aliases(tmp_path, text) == [(alias, full)]


@pytest.mark.parametrize(
    "text", ["以下の体制により進めます。", "70代以下の市民（615人）が答えました。", "組織の変革(BPR)を進めます。"]
)
def test_a_bracket_or_a_word_alone_defines_nothing(tmp_path: Path, text: str) -> None:
    assert aliases(tmp_path, text) == []


def test_the_evidence_shows_both_names(tmp_path: Path) -> None:
    document = document_of(tmp_path, "「青葉市情報化計画」（以下「前計画」という。）を改めます。")
    (alias,) = extract_aliases(document, RULES)
    quotes = {e.field: "".join(document.source.text[a:b] for a, b in e.spans) for e in alias.evidence}
    assert quotes == {"alias": "前計画", "full": "青葉市情報化計画"}


def test_a_definition_that_is_printed_twice_is_one_alias(tmp_path: Path) -> None:
    line = "新しい市役所をめざす電子市役所構想（以下「構想」という。）を進めます。\n"
    assert len(aliases(tmp_path, line + "\n1 背景\n\n" + line)) == 1
