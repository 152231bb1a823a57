from __future__ import annotations

from pathlib import Path

import pytest

from planparse.extract.context import Context
from planparse.extract.indicators import extract_indicators
from planparse.model import Identity, Indicator
from tiling import RULES, document_of

NOBODY = Identity(None, None, None, None, None, None, None, None)


def indicators(tmp_path: Path, text: str) -> tuple[Indicator, ...]:
    return extract_indicators(Context(document_of(tmp_path, text), RULES, NOBODY, ()))


def figures(tmp_path: Path, text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    return [(found.name, found.value, found.unit, found.as_of) for found in indicators(tmp_path, text)]


def targets(tmp_path: Path, text: str) -> list[tuple[object, ...]]:
    found = indicators(tmp_path, text)
    return [(i.name, i.value, i.baseline, i.unit, i.as_of, i.target, i.target_year) for i in found]


# ---------------------------------------------------------------- tables


def test_years_beside_the_figures_under_two_lines_of_heads(tmp_path: Path) -> None:
    text = (
        "指標\t基準値\t\t目標値\t\t担当課\n\t値\t年度\t値\t年度\t\n"
        "貸出冊数\t１２，４００冊\t令和４年度\t15,000冊\t令和９年度\t図書課\n"
    )
    assert targets(tmp_path, text) == [("貸出冊数", None, 12400, "冊", "2022", 15000, 2027)]


def test_years_in_the_heads_and_a_column_of_units(tmp_path: Path) -> None:
    text = "指標名\t単位\t現状値（令和5年度）\t目標値（令和10年度）\n待ち時間\t分\t24.5\t10以下\n満足度\t点\t－\t4.0\n"
    assert targets(tmp_path, text) == [
        ("待ち時間", 24.5, None, "分", "2023", 10, 2028),
        ("満足度", None, None, "点", None, 4, 2028),
    ]


def test_the_last_of_several_targets_and_a_year_without_nen(tmp_path: Path) -> None:
    text = (
        "指標\t基準値\t現状値 R5\t中間目標 R8\t目標値 R12\n"
        "出生数\t184人（R4）\t172人\t190人\t200人\n転入超過数\t▲120人\t▲98人\t▲50人\t0人\n"
    )
    assert targets(tmp_path, text) == [
        ("出生数", 172, 184, "人", "2023", 200, 2030),
        ("転入超過数", -98, -120, "人", "2023", 0, 2030),
    ]


def test_a_column_of_results_counts_what_is_done(tmp_path: Path) -> None:
    text = "区分\t取組の内容\t結果\n棚\t本棚の増設\t○ 12か所に設置\n箱\t返却箱の増設\t◎ 令和2年4月から\n"
    assert figures(tmp_path, text) == [("本棚の増設", 12, "か所", None)]


def test_a_table_of_figures_without_targets_is_none(tmp_path: Path) -> None:
    assert indicators(tmp_path, "区分\t令和3年\t令和4年\n子ども\t120\t118\n大人\t900\t880\n") == ()


# ---------------------------------------------------------------- prose


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("図書カードの保有率が28.1%（R3.3月末）であり、低い。", ("図書カードの保有率", 28.1, "%", "2021-03")),
        ("2022年度に市内で生まれた子どもは184人です。", ("市内で生まれた子ども", 184, "人", "2022")),
        ("平成22年に38,412人であった人口は、令和5年10月には33,907人まで減った。", ("人口", 33907, "人", "2023-10")),
        ("記入を求める様式が約1200様式あります。", ("記入を求める様式", 1200, "様式", None)),
        ("【登録者数】 ６８団体（令和5年3月1日現在）", ("登録者数", 68, "団体", "2023-03-01")),
    ],
)
def test_a_sentence_that_says_what_is_how_many(
    tmp_path: Path, sentence: str, found: tuple[str, float, str, str | None]
) -> None:
    assert figures(tmp_path, f"{sentence}\n") == [found]


def test_a_sentence_goes_on_to_a_later_year(tmp_path: Path) -> None:
    text = "本市の人口は、昭和55（1980）年の58,210人をピークに減り、令和2（2020）年には36,904人となっています。\n"
    assert figures(tmp_path, text) == [("本市の人口", 58210, "人", "1980"), ("本市の人口", 36904, "人", "2020")]


def test_a_clause_that_goes_on_is_of_the_same_year(tmp_path: Path) -> None:
    text = "2060年の人口は62,000人程度、高齢化率は41.8%と推計されます。出生率は1.3%です。\n"
    assert figures(tmp_path, text) == [
        ("人口", 62000, "人", "2060"),
        ("高齢化率", 41.8, "%", "2060"),
        ("出生率", 1.3, "%", None),
    ]


def test_a_target_in_a_sentence(tmp_path: Path) -> None:
    text = "令和11年度の貸出利用者数を9,000人とする目標を置きます。\n"
    assert targets(tmp_path, text) == [("貸出利用者数", None, None, "人", None, 9000, 2029)]


@pytest.mark.parametrize(
    "sentence",
    [
        "「毎日読む」が36.1%と最も多く、「読まない」が20.0%となっています。",
        "「毎日読む」と答えた方は71.8%でした。",
        "70歳代は46.2%でした。",
        "市民の二人に一人が65歳以上です。",
        "本棚を200冊に増やします。",
        "9項目のうち、7項目が8%以上となっています。",
    ],
)
def test_a_figure_without_a_plain_name_is_none(tmp_path: Path, sentence: str) -> None:
    assert indicators(tmp_path, f"{sentence}\n") == ()


def test_evidence_is_the_name_and_the_figure_with_its_unit(tmp_path: Path) -> None:
    text = "図書カードの保有率は28.1％です。\n"
    [found] = indicators(tmp_path, text)
    quotes = {item.field: [text[span.start : span.end] for span in item.spans] for item in found.evidence}
    assert quotes == {"name": ["図書カードの保有率"], "value": ["28.1％"]}
    assert (found.unit, found.rule_id) == ("％", "indicator.prose.is")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "・KPI：オンライン申請率　12％（2025）→ 50％（2030）\n",
            ("オンライン申請率", None, 12, "％", "2025", 50, 2030),
        ),
        (
            "【成果指標】相談件数 現状値 30件 ⇒ 目標値80件以上（R12年度）\n",
            ("相談件数", None, 30, "件", None, 80, 2030),
        ),
    ],
)
def test_an_arrow_leads_from_what_a_figure_is_to_what_it_shall_be(
    tmp_path: Path, text: str, found: tuple[object, ...]
) -> None:
    assert targets(tmp_path, f"第1章 各論\n\n{text}") == [found]


@pytest.mark.parametrize("text", ["1日目 12人 → 2日目 50人\n", "会場 3か所 → 50人\n", "手続 12件（2025）→ 見直し\n"])
def test_other_arrows_lead_to_no_target(tmp_path: Path, text: str) -> None:
    assert targets(tmp_path, f"第1章 各論\n\n{text}") == []
