from __future__ import annotations

from pathlib import Path

import pytest

from planparse.extract.predicates import add_predicates, read_predicates
from planparse.model import Measure
from planparse.pipeline import parse
from tiling import RULES

SAMPLES = Path(__file__).parents[1] / "samples"


def read(title: str) -> tuple[str, str | None, str] | None:
    [found] = read_predicates([title], RULES)
    return (found.verb, found.object, found.commitment) if found else None


@pytest.mark.parametrize(
    ("title", "verb", "thing", "commitment"),
    [
        ("図書予約システムの導入", "導入する", "図書予約システム", "implement"),
        ("市営バスの利用の促進", "促進する", "市営バスの利用", "promote"),
        ("市営バスの利用促進", "促進する", "市営バスの利用", "promote"),
        ("水道料金の見直し", "見直す", "水道料金", "implement"),
        ("だれもが歩ける道づくり", "つくる", "道", "implement"),
        ("公園の再整備の検討", "検討する", "公園の再整備", "consider"),
        ("公園の再整備に向けた調査・研究", "調査・研究する", "公園の再整備", "consider"),
        ("帳票の標準化・共通化", "標準化・共通化する", "帳票", "implement"),
        ("司書の確保と育成", "育成する", "司書", "implement"),
        ("書庫のさらなる活用（令和8年度から）", "活用する", "書庫", "implement"),
        ("駅への案内板の設置", "設置する", "案内板", "implement"),
        ("新庁舎への移行", "移行する", "新庁舎", "implement"),
        ("農家の後継ぎのためのオンライン化", "オンライン化する", None, "implement"),
        ("対象の手続を百件に拡大", "拡大する", "対象の手続", "implement"),
        ("地域の困りごとを解決", "解決する", "地域の困りごと", "implement"),
        ("住民と作ったかけがわ版地図の公開", "公開する", "かけがわ版地図", "implement"),
        ("図書カードの全職員取得", "取得する", "図書カード", "implement"),
    ],
)
def test_a_title_that_ends_in_a_noun_of_action(title: str, verb: str, thing: str | None, commitment: str) -> None:
    assert read(title) == (verb, thing, commitment)


@pytest.mark.parametrize(
    "title", ["移動図書館", "市民アンケート調査", "案内板の設置が必要です。", "読書会（年4回）", ""]
)
def test_a_mere_name_has_no_predicate(title: str) -> None:
    assert read(title) is None


@pytest.mark.parametrize(
    ("sentence", "verb", "commitment"),
    [
        ("本棚を増やします。", "増やす", "implement"),
        ("読書を推進していきます。", "推進する", "promote"),
        ("本棚を充実させる。", "充実させる", "promote"),
        ("料金をスマートフォンで支払えるようにします。", "支払えるようにする", "implement"),
        ("紙の使用量を半分にする。", "半分にする", "implement"),
        ("データを収集・公開する。", "収集・公開する", "implement"),
        ("本棚を直し、貸出しの向上を図る。", "図る", "promote"),
        ("本棚を直し、貸出機の導入を検討する。", "検討する", "consider"),
        ("建替えの検討を進めます。", "検討を進める", "consider"),
        ("建替えについて、調査・研究を進めます。", "調査・研究を進める", "consider"),
    ],
)
def test_a_sentence_is_as_firm_as_its_last_verb(sentence: str, verb: str, commitment: str) -> None:
    found = read(sentence)
    assert found is not None
    assert (found[0], found[2]) == (verb, commitment)


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("県と連携した貸出システムを導入する。", "貸出システム"),
        ("本を返すための箱を置きます。", "箱"),
        ("駅における貸出しや返却の窓口を設ける。", "駅における貸出しや返却の窓口"),
        ("市民の読書に関する相談（予約制）を始める。", "市民の読書に関する相談（予約制）"),
        ("絵本、図鑑、地図などの本を集める。", "絵本、図鑑、地図などの本"),
        ("雨の日には、本を配る。", "本"),
        ("本を駅で返せる仕組みを整える。", "仕組み"),
        ("二百冊の本を学校に移す。", "二百冊の本"),
        ("本の場所を、利用者の声に沿って改める。", "本の場所"),
        ("古い本を職員が手分けして電子化する。", "古い本"),
        ("読書の輪を広げる活動に取り組む。", "活動"),
        ("司書の育成に対し支援を行う。", "司書の育成"),
        ("新しい貸出カードなどを配る。", "新しい貸出カード"),
        ("令和8年度を目標に次の台帳へ移行する。", "次の台帳"),
        ("ナラ枯れ対策を続ける。", "ナラ枯れ対策"),
        ("できることから始める。", None),
    ],
)
def test_the_object_is_a_noun_phrase_without_relative_clauses(sentence: str, thing: str | None) -> None:
    found = read(sentence)
    assert found is not None
    assert found[1] == thing


def test_the_object_keeps_the_plans_own_width() -> None:
    assert read("スマート申請（オンライン申請）システムを導入する。") == (
        "導入する",
        "スマート申請（オンライン申請）システム",
        "implement",
    )


def test_of_several_sentences_the_first_is_read() -> None:
    assert read("本棚を増やす。また、建替えを検討する。") == ("増やす", "本棚", "implement")


def test_pillars_have_no_predicate_and_all_other_fields_stay() -> None:
    pillar = Measure(None, "pillar", "1", "読書の推進", 0, "r", ())
    action = Measure(0, "action", "", "本棚の増設", 0, "r", (), description="駅に置く")
    first, second = add_predicates([pillar, action], RULES)
    assert first == pillar
    assert (second.verb, second.object, second.commitment) == ("増設する", "本棚", "implement")
    assert (second.parent, second.description) == (0, "駅に置く")


def test_a_very_long_title_has_no_predicate() -> None:
    assert read("本" * 20_000 + "を読む。") is None


def test_a_plan_of_sentences_and_one_of_titles() -> None:
    kawabe = parse(SAMPLES / "kawabe" / "kawabe.txt", RULES).facts.measures
    found = {measure.object: (measure.verb, measure.commitment) for measure in kawabe}
    assert found["手数料や使用料"] == ("支払えるようにする", "implement")
    assert found["場"] == ("充実する", "promote")
    midorino = parse(SAMPLES / "midorino" / "midorino.md", RULES).facts.measures
    assert [m.title for m in midorino if m.commitment == "consider"] == ["地域新電力の設立の検討"]


def test_without_nlp_the_columns_are_empty() -> None:
    measures = parse(SAMPLES / "kawabe" / "kawabe.txt", RULES, nlp=False).facts.measures
    assert measures
    assert {(m.verb, m.object, m.commitment) for m in measures} == {(None, None, None)}
