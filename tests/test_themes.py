from __future__ import annotations

from pathlib import Path

import pytest

from planparse.extract.context import Context
from planparse.extract.themes import extract_themes
from planparse.model import Identity, Measure
from planparse.pipeline import parse
from planparse.rules import load_rules
from tiling import RULES, document_of

ROOT = Path(__file__).parents[1]


def themes_of(tmp_path: Path, title: str, *measures: Measure, rules=RULES) -> list[list[str | None]]:  # type: ignore[no-untyped-def]
    """For each measure of a plan called `title` the keys of its themes."""
    identity = Identity(title, title, None, None, None, None, None, None)
    themes, found = extract_themes(Context(document_of(tmp_path, f"{title}\n"), rules, identity, ()), measures)
    keys: list[list[str | None]] = [[] for _ in measures]
    for item in found:
        keys[item.measure].append(None if item.theme is None else themes[item.theme].key)
    return keys


def measure(title: str, description: str | None = None) -> Measure:
    return Measure(None, "measure", "", title, 0, "r", (), description=description)


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("届出のオンライン化", ["front_office"]),
        ("待たない窓口の実現", ["front_office"]),
        ("オンラインで完結する手続き", ["front_office"]),
        ("出張所での手続の支援（どこでも役場）", ["front_office"]),
        ("移動・交通の最適化", ["regional_digital"]),
        ("GIGA スクール構想の実現", ["regional_digital"]),
        ("副業・兼業人材の力を借りた改革", ["digital_talent"]),
        ("税務システムの標準化", ["standardisation"]),
        ("使用料のキャッシュレス化", ["public_payments"]),
        ("マイナンバーカードを使った窓口", ["front_office", "my_number_card"]),
        ("サイバー攻撃への備え", ["security"]),
        ("RPAによる入力の自動化", ["ai_rpa"]),
        ("在宅勤務の拡大", ["telework"]),
        ("ドローンによる防災", ["regional_digital"]),
        ("高齢者のスマートフォン教室", ["digital_divide"]),
        ("オープンデータの公開", ["data_use"]),
        ("職員研修の実施", ["digital_talent"]),
        ("文書管理の電子化", ["bpr"]),
        ("例規の見直し", ["rules_review"]),
        ("橋の架け替え", [None]),
    ],
)
def test_a_title_of_a_dx_plan_finds_the_items_of_the_national_plan(
    tmp_path: Path, title: str, keys: list[str | None]
) -> None:
    assert themes_of(tmp_path, "海辺市DX推進計画", measure(title)) == [keys]


def test_a_description_counts_only_where_the_title_fits_none(tmp_path: Path) -> None:
    measures = (
        measure("橋の架け替え", "オープンデータを使う。"),
        measure("届出のオンライン化", "オープンデータを使う。"),
    )
    assert themes_of(tmp_path, "海辺市DX推進計画", *measures) == [["data_use"], ["front_office"]]


def test_an_environment_plan_has_its_own_list() -> None:
    facts = parse(ROOT / "samples" / "midorino" / "midorino.md", RULES).facts
    assert {theme.list for theme in facts.themes} == {"environment"}
    found = {facts.measures[item.measure].title: item.theme for item in facts.measure_themes}
    assert facts.themes[found["里山の保全と活用"] or 0].key == "nature"
    assert facts.themes[found["食品ロスの削減"] or 0].key == "resources"
    assert {item.measure for item in facts.measure_themes} == set(range(len(facts.measures)))


def test_the_list_stands_whole_beside_a_plan_that_misses_some_of_it() -> None:
    facts = parse(ROOT / "samples" / "yamase" / "yamase.txt", RULES).facts
    seen = {item.theme for item in facts.measure_themes}
    missing = {theme.key for index, theme in enumerate(facts.themes) if index not in seen}
    assert "rules_review" in missing
    assert "standardisation" not in missing


def test_another_rule_file_adds_a_list_for_its_plans(tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "books.toml").write_text(
        """
        [[rule]]
        id = 'theme_list.books'
        kind = 'theme_list'
        pattern = '図書館'
        set = { list = 'books' }
        priority = 5
        [[rule]]
        id = 'theme.books.shelf'
        kind = 'theme'
        pattern = '本棚'
        set = { list = 'books', key = 'shelf', title = '本を置く' }
        """,
        encoding="utf-8",
    )
    rules = load_rules(extra=[extra])
    found = themes_of(tmp_path, "海辺市図書館計画", measure("本棚の増設"), measure("届出のオンライン化"), rules=rules)
    assert found == [["shelf"], [None]]
