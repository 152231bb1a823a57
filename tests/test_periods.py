from pathlib import Path

import pytest

from planparse.extract.context import Context
from planparse.extract.periods import extract_periods
from planparse.extract.ranges import Range, find_ranges
from planparse.model import Diagnostic, Identity, PageInfo, Period, Span
from planparse.source import SourceText
from tiling import RULES, document_of

OWN = "川辺市DX推進計画"

SPELLINGS = [
    # 年度 in each place of the brackets
    ("令和5年度（2023年度）から令和7年度（2025年度）の3年間", ("2023-04", "2026-03"), (2023, 2025), 3),
    ("令和4年（2022年）度から令和8年（2026年）度までの5年間", ("2022-04", "2027-03"), (2022, 2026), 5),
    ("令和4（2022）年度から令和7（2025）年度までの4年間", ("2022-04", "2026-03"), (2022, 2025), 4),
    ("2024（令和6）年度から2028（令和10）年度までの５年間", ("2024-04", "2029-03"), (2024, 2028), 5),
    ("2022年度（令和4年度）～2026年度（令和8年度）", ("2022-04", "2027-03"), (2022, 2026), None),
    ("平成30（2018）年度～令和9（2027）年度", ("2018-04", "2028-03"), (2018, 2027), None),
    ("令和５(2023)～令和９(2027)年度", ("2023-04", "2028-03"), (2023, 2027), None),
    # eras, first years, widths, spaces, dashes
    ("平成28年度～令和7年度", ("2016-04", "2026-03"), (2016, 2025), None),
    ("昭和６１年度から平成２年度", ("1986-04", "1991-03"), (1986, 1990), None),
    ("令和元年度〜令和３年度", ("2019-04", "2022-03"), (2019, 2021), None),
    ("平成３１年度－令和５年度", ("2019-04", "2024-03"), (2019, 2023), None),
    ("平成 27 年度 から 令和 2 年度 まで", ("2015-04", "2021-03"), (2015, 2020), None),
    ("令和四年度から令和八年度までの五年間", ("2022-04", "2027-03"), (2022, 2026), 5),
    ("H30年度～R4年度", ("2018-04", "2023-03"), (2018, 2022), None),
    ("2021年度から2025年度までの5年間", ("2021-04", "2026-03"), (2021, 2025), 5),
    # what the right or the left side leaves out
    ("令和4年度から8年度まで", ("2022-04", "2027-03"), (2022, 2026), None),
    ("令和4～8年度", ("2022-04", "2027-03"), (2022, 2026), None),
    ("2021～2025年度", ("2021-04", "2026-03"), (2021, 2025), None),
    ("2021～25年度", ("2021-04", "2026-03"), (2021, 2025), None),
    ("令和5年4月～8年3月", ("2023-04", "2026-03"), (None, None), None),
    ("令和元年9月27日(金)～10月15日(火)", ("2019-09", "2019-10"), (None, None), None),
    ("令和5年7月3日～28日", ("2023-07", "2023-07"), (None, None), None),
    ("令和4年12月～2月", ("2022-12", "2023-02"), (None, None), None),
    # months, days, calendar years
    ("2021年（令和3年）1月から2026年（令和8年）3月まで", ("2021-01", "2026-03"), (None, None), None),
    ("2022.4.1～2027.3.31", ("2022-04", "2027-03"), (None, None), None),
    ("R4.4～R9.3", ("2022-04", "2027-03"), (None, None), None),
    ("平成 27 年（2015 年）から令和 12 年（2030 年）まで", ("2015-01", "2030-12"), (None, None), None),
    ("1971年～1974年", ("1971-01", "1974-12"), (None, None), None),
    ("令和7年度に始まり、令和9年度を目標年次とする3か年", ("2025-04", "2028-03"), (2025, 2027), 3),
    # years beside the span
    ("令和4年度から令和6年度までの3ヶ年", ("2022-04", "2025-03"), (2022, 2024), 3),
    ("令和4年度から令和6年度までの3か年計画", ("2022-04", "2025-03"), (2022, 2024), 3),
    ("令和4年度から令和13年度までの１０カ年", ("2022-04", "2032-03"), (2022, 2031), 10),
    ("2022年度から2025年度まで（4年間）", ("2022-04", "2026-03"), (2022, 2025), 4),
    ("５年間（令和４年度～令和８年度）", ("2022-04", "2027-03"), (2022, 2026), 5),
    ("5年間とし、令和4年度から令和8年度まで", ("2022-04", "2027-03"), (2022, 2026), 5),
    ("令和7年度を初年度とし、令和16年度を目標年度とする10年間", ("2025-04", "2035-03"), (2025, 2034), 10),
    ("令和8年度を初年度、令和12年度を最終年度とする5か年計画", ("2026-04", "2031-03"), (2026, 2030), 5),
    ("令和7年8月下旬から10月中旬にかけて", ("2025-08", "2025-10"), (None, None), None),
    ("令和6年度から5年間", ("2024-04", "2029-03"), (2024, 2028), 5),
    ("令和8年度までの5か年", ("2022-04", "2027-03"), (2022, 2026), 5),
    # 年 for 年度, where only 年度 fits the stated years
    ("2022年度（令和4年）から2025年（令和7年）まで（4年間）", ("2022-04", "2026-03"), (2022, 2025), 4),
]

NO_SPANS = [
    "令和4年度に策定し、令和8年度に見直します。",
    "令和7年度末までに移行する。",
    "令和2年3月から開始した。",
    "平成29年(2017年)以降ではスマートフォンの方が上回る。",
    "昭和55（1980）年の58,210人をピークに減り、令和2（2020）年には36,904人となった。",
    "2020年（令和2年）の107,783人から、20年後の2040年には89,808人となる。",
    "1-1 趣旨、2-3 位置付け、図1-2",
    "10～20人、1,000～2,000円、3～5年生、65～69歳、2～3年ごと",
    "今後10年間で半分になる。",
    "午前9時から午後5時まで、月曜日から金曜日まで",
    "年度～年度、令和～、年3回から4回まで",
    "電話 0544-22-1111～1119",
]

OPEN_ENDS = [
    ("（ポイント付与の事業期間は令和 3 年 12 月末まで）", None, "2021-12"),
    ("令和4年（2022年）3月に前計画の計画期間が終了する。", None, "2022-03"),
    ("貸室の期間は令和7年4月からとします。", "2025-04", None),
]


def ranges(text: str) -> tuple[Range, ...]:
    source = SourceText(text, (0,), (PageInfo(),), "text")
    return find_ranges(source.view([Span(0, len(text))]), RULES)


@pytest.mark.parametrize(("text", "months", "fiscal_years", "years"), SPELLINGS)
def test_a_span_is_read_in_each_spelling(
    text: str, months: tuple[str, str], fiscal_years: tuple[int | None, int | None], years: int | None
) -> None:
    (found,) = ranges(f"期間は{text}とする。")
    assert found.first is not None
    assert found.last is not None
    assert (found.first.first_month, found.last.last_month) == months
    assert (found.first.fiscal_year, found.last.fiscal_year) == fiscal_years
    assert found.years == years
    assert found.text == text
    assert not found.is_contradicted


@pytest.mark.parametrize("text", NO_SPANS)
def test_deadlines_single_dates_and_other_numbers_are_no_spans(text: str) -> None:
    assert ranges(text) == ()


@pytest.mark.parametrize(("text", "start", "end"), OPEN_ENDS)
def test_a_span_with_one_side_counts_where_it_is_called_one(text: str, start: str | None, end: str | None) -> None:
    (found,) = ranges(text)
    assert (found.first and found.first.first_month, found.last and found.last.last_month) == (start, end)


def read(tmp_path: Path, text: str) -> tuple[tuple[Period, ...], tuple[Diagnostic, ...]]:
    identity = Identity(OWN, OWN, "川辺市", "川辺市", None, None, None, None)
    return extract_periods(Context(document_of(tmp_path, text), RULES, identity, ()))


def shown(tmp_path: Path, text: str) -> list[tuple[str | None, str, str, str | None, str | None]]:
    return [(p.subject, p.scope, p.kind, p.start, p.end) for p in read(tmp_path, text)[0]]


def test_the_own_period_stands_once_in_the_words_of_its_section(tmp_path: Path) -> None:
    text = (
        f"{OWN}\n（令和6年度～令和9年度）\n川辺市\n\n目次\n第1章 総論\t1\n1 計画の期間\t1\n2 体制\t2\n\n"
        "第1章 総論\n\n1 計画の期間\n\n本計画の期間は、令和6年度から令和9年度までの4年間とします。\n\n"
        "|計画|期間|\n|---|---|\n|本計画|令和6年度～令和9年度|\n|他|－|\n\n2 体制\n\n体制を整えます。\n"
    )
    (period,), diagnostics = read(tmp_path, text)
    assert (period.subject, period.scope, period.kind, period.years) == (OWN, "own", "plan_period", 4)
    assert period.text == "令和6年度から令和9年度までの4年間"
    assert diagnostics == ()


def test_a_cover_that_says_otherwise_is_doubted(tmp_path: Path) -> None:
    text = (
        f"{OWN}\n（令和6年度～令和8年度）\n川辺市\n\n目次\n第1章 総論\t1\n1 計画の期間\t1\n2 体制\t2\n\n"
        "第1章 総論\n\n1 計画の期間\n\n本計画の期間は、令和6年度から令和9年度までの4年間とします。\n\n"
        "2 体制\n\n整えます。\n"
    )
    (period,), (diagnostic,) = read(tmp_path, text)
    assert (period.end, diagnostic.code) == ("2028-03", "period_mismatch")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("本計画は、第3次川辺市総合計画（令和3年度～令和12年度）を踏まえます。", ("第3次川辺市総合計画", "upper_plan")),
        ("なお、第3次川辺市総合計画の期間は、令和3年度～令和12年度です。", ("第3次川辺市総合計画", "upper_plan")),
        ("県は「山なみプラン」を令和3年度～令和12年度の計画として定めました。", ("山なみプラン", "prefecture")),
        ("県は、計画期間を令和3年度～令和12年度とする「山なみプラン」を策定しました。", ("山なみプラン", "prefecture")),
        ("国は「地方計画」を決めました。この計画の計画期間は、令和3年度～令和12年度です。", ("地方計画", "national")),
        ("最上位計画である「川辺市未来計画」（令和3年度～令和12年度）に沿います。", ("川辺市未来計画", "upper_plan")),
        ("本計画の前身は、令和3年度から令和12年度までにわたる「山の計画」です。", ("山の計画", "other")),
        ("国の「海計画」と「山の計画」に沿う。後者は令和3年度～令和12年度の計画です。", ("山の計画", "national")),
        ("本計画は、「第3次川辺市総合計画」と終期を合わせて、令和3年度～令和12年度とします。", (OWN, "own")),
    ],
)  # fmt: skip
def test_a_plan_period_is_of_the_plan_that_the_sentence_speaks_of(
    tmp_path: Path, text: str, owner: tuple[str, str]
) -> None:
    ((subject, scope, kind, start, end),) = shown(tmp_path, text + "\n")
    assert (subject, scope) == owner
    assert (kind, start, end) == ("plan_period", "2021-04", "2031-03")


def test_a_section_on_the_prefecture_tells_of_its_plan(tmp_path: Path) -> None:
    text = (
        "目次\n1 県の動向\t1\n2 計画期間\t2\n3 体制\t3\n\n1 県の動向\n\n県は「山なみプラン」を策定しました。\n\n"
        "○ 計画期間\n\n令和3年度～令和7年度\n\n2 計画期間\n\n令和6年度から令和9年度までの4年間とします。\n\n"
        "3 体制\n\n整えます。\n"
    )
    assert shown(tmp_path, text) == [
        ("山なみプラン", "prefecture", "plan_period", "2021-04", "2026-03"),
        (OWN, "own", "plan_period", "2024-04", "2028-03"),
    ]


def test_surveys_projects_and_parts_are_told_apart(tmp_path: Path) -> None:
    text = (
        "・調査期間 令和5年7月3日～7月28日\n\n"
        "令和5年4月から令和8年3月までを移行支援期間とします。\n\n"
        "本計画の期間のうち、前期（令和6年度～令和7年度）に見直します。\n\n"
        "予約バスは、令和6年10月から令和7年2月まで試しに走らせました。\n"
    )
    assert [(subject, kind, start) for subject, _, kind, start, _ in shown(tmp_path, text)] == [
        (None, "survey", "2023-07"),
        ("移行支援期間", "project", "2023-04"),
        ("前期", "other", "2024-04"),
        ("予約バス", "project", "2024-10"),
    ]


def test_a_part_may_be_named_behind_its_span_and_two_years_be_one(tmp_path: Path) -> None:
    text = (
        "本計画の期間は、令和6年度から令和10年度までの5年間とします。このうち、令和6年度から令和8年度までの3年間を"
        "前期、令和9年度及び令和10年度の2年間を後期とします。令和7年度及び令和9年度に調査します。\n"
    )
    assert shown(tmp_path, text) == [
        (OWN, "own", "plan_period", "2024-04", "2029-03"),
        ("前期", "own", "other", "2024-04", "2027-03"),
        ("後期", "own", "other", "2027-04", "2029-03"),
    ]


def test_the_span_in_which_a_plan_was_carried_out_is_that_of_the_plan_that_was_made(tmp_path: Path) -> None:
    text = "市は「川辺市情報化計画」（以下「前計画」という。）を策定し、令和元年度から令和5年度まで取り組みました。\n"
    assert shown(tmp_path, text) == [("川辺市情報化計画", "other", "plan_period", "2019-04", "2024-03")]


def test_a_neighbour_cell_gives_the_years(tmp_path: Path) -> None:
    head = "|計画|期間|年数|\n|---|---|---|\n"
    text = head + "|第2次川辺市総合計画|平成27年度～令和6年度|10年|\n|山川市環境計画|なし|なし|\n"
    (period,), _ = read(tmp_path, text)
    assert (period.subject, period.years) == ("第2次川辺市総合計画", 10)


def test_a_table_of_related_plans_gives_the_span_of_each_under_its_short_name(tmp_path: Path) -> None:
    text = (
        "「第3次川辺市総合計画」と「川辺市高齢者プラン」を踏まえます。\n\n"
        "|計画の名称|計画期間|\n|---|---|\n"
        "|総合計画|第3次（令和5年度～令和14年度）|\n"
        "|高齢者プラン|第10期（令和9～11年度）|\n"
        "|DX計画|本計画（令和8年度～令和12年度）|\n"
    )
    assert [(subject, scope, kind) for subject, scope, kind, _, _ in shown(tmp_path, text)] == [
        ("第3次川辺市総合計画", "upper_plan", "plan_period"),
        ("川辺市高齢者プラン", "other", "plan_period"),
        (OWN, "own", "plan_period"),
    ]


def test_the_same_span_of_one_subject_stands_once(tmp_path: Path) -> None:
    text = "市民アンケートを令和5年9月から10月まで行いました。\n\n①アンケート期間 令和5年9月27日～10月15日\n"
    assert [(p.subject, p.kind) for p in read(tmp_path, text)[0]] == [("市民アンケート", "survey")]


@pytest.mark.parametrize(
    "text",
    [
        "計画期間は令和4年度から令和8年度までの4年間とします。",
        "計画期間は令和8年度から令和4年度までとします。",
        "計画期間は令和4年度（2023年度）から令和8年度までとします。",
    ],
)
def test_years_that_do_not_add_up_are_reported_where_they_stand(tmp_path: Path, text: str) -> None:
    periods, diagnostics = read(tmp_path, text + "\n")
    assert len(periods) == 1
    assert [d.code for d in diagnostics] == ["period_mismatch"]
    assert diagnostics[0].span is not None
    assert text[slice(*diagnostics[0].span)] == periods[0].text


def test_numbers_of_years_in_a_table_count_only_under_a_head_that_says_so(tmp_path: Path) -> None:
    table = "|取組|{}|\n|---|---|\n|相談会|R4～R8|\n|研修|R5|\n"
    assert shown(tmp_path, table.format("年度")) == []
    assert [row[2:] for row in shown(tmp_path, table.format("事業期間"))] == [("project", "2022-04", "2027-03")]


def test_evidence_is_the_wording(tmp_path: Path) -> None:
    text = "計画期間は、令和6年度から令和9年度までの4年間とします。\n"
    (period,), _ = read(tmp_path, text)
    (evidence,) = period.evidence
    assert evidence.field == "text"
    assert "".join(text[slice(*span)] for span in evidence.spans) == period.text
