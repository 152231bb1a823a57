from __future__ import annotations

from pathlib import Path

import pytest

from planparse.extract.context import Context
from planparse.extract.events import extract_events
from planparse.model import Event, Identity
from tiling import RULES, document_of

NOBODY = Identity(None, None, None, None, None, None, None, None)


def events(tmp_path: Path, text: str) -> tuple[Event, ...]:
    return extract_events(Context(document_of(tmp_path, text), RULES, NOBODY, ()))


def dated(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    return [(event.date, event.text) for event in events(tmp_path, text)]


def test_blank_cells_go_on_with_the_year_and_the_month_above(tmp_path: Path) -> None:
    text = "令和元年\t12月\t庁舎の開館\n\t\t委員会の設置\n令和2年\t\t計画の策定\n\t3月\t庁舎の移転\n"
    assert dated(tmp_path, text) == [
        ("2019-12", "庁舎の開館"),
        ("2019-12", "委員会の設置"),
        ("2020", "計画の策定"),
        ("2020-03", "庁舎の移転"),
    ]


def test_a_column_of_whole_dates_and_of_spans(tmp_path: Path) -> None:
    text = "年月日\t内容\n令和3年6月14日\t第1回の委員会\n令和3年8月20日～9月10日\t市民への調査\n2022年2月\t計画の決定\n"
    assert dated(tmp_path, text) == [
        ("2021-06-14", "第1回の委員会"),
        ("2021-08-20", "市民への調査"),
        ("2022-02", "計画の決定"),
    ]


def test_what_happened_may_stand_in_several_cells_and_before_the_date(tmp_path: Path) -> None:
    meetings = "年月日\t会議等\t内容\n令和6年2月6日\t第1回委員会\t方針の決定\n令和6年8月20日\t第2回委員会\t理念の検討\n"
    assert dated(tmp_path, meetings) == [
        ("2024-02-06", "第1回委員会 方針の決定"),
        ("2024-08-20", "第2回委員会 理念の検討"),
    ]
    counted = "回\t開催日\t議題\n第1回\t令和6年2月6日\t方針の決定\n第2回\t令和6年8月20日\t理念の検討\n"
    assert dated(tmp_path, counted)[1] == ("2024-08-20", "第2回 理念の検討")


@pytest.mark.parametrize(
    "text",
    [
        "年度\t人口\n令和3年度\t3,120人\n令和4年度\t3,080人\n",
        "計画\t期間\n総合計画\t令和3年度～令和7年度\n防災計画\t令和4年度～令和8年度\n",
        "令和3年\t4月\t庁舎の移転\n",
        "年度\t取組\t担当課\n令和3年度\t窓口の改修\t総務課\n令和4年度\t書庫の移転\t総務課\n",
    ],
    ids=["figures", "spans behind names", "a single row", "plans of a year"],
)
def test_other_tables_with_dates_are_no_chronologies(tmp_path: Path, text: str) -> None:
    assert dated(tmp_path, text) == []


def test_lines_that_begin_with_a_date_are_events_where_several_follow(tmp_path: Path) -> None:
    run = "・令和3年4月　庁舎の移転\n・R5.10.2：読書会の開始\n"
    assert dated(tmp_path, run) == [("2021-04", "庁舎の移転"), ("2023-10-02", "読書会の開始")]
    assert dated(tmp_path, "令和3年4月　庁舎の移転\n\nこの年から市役所は駅前にあります。\n") == []
    assert dated(tmp_path, "令和3年4月に移転しました。\n令和5年10月に開始しました。\n") == []


def test_whose_events_they_are_follows_from_the_caption_or_the_heading(tmp_path: Path) -> None:
    rows = "令和3年\t5月\t法律の成立\n\t9月\t庁の発足\n"
    text = f"第1章 動向\n\n○国の近年の動き\n\n{rows}\n○本市の歩み\n\n{rows}\n第2章 山梨県の動き\n\n{rows}"
    assert [event.scope.value for event in events(tmp_path, text)] == [
        "national", "national", "own", "own", "prefecture", "prefecture",
    ]  # fmt: skip


def test_evidence_shows_the_text_and_the_cells_of_the_date(tmp_path: Path) -> None:
    text = "令和3年\t5月\t法律の成立\n\t9月\t庁の発足\n"
    second = events(tmp_path, text)[1]
    quotes = {item.field: [text[span.start : span.end] for span in item.spans] for item in second.evidence}
    assert quotes == {"text": ["庁の発足"], "date": ["令和3年", "9月"]}
    assert second.rule_id == "event.table"
