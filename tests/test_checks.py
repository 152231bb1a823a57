from pathlib import Path

import pytest

from planparse.checks import check, coverage
from planparse.document import Document
from planparse.model import Event, Evidence, Facts, GlossaryTerm, Scope, Span
from tiling import RULES, document_of

PROSE = "本計画は、市民一人ひとりに合った行政サービスの実現に向けた取組を示すものです。"


def codes(document: Document, facts: Facts | None = None) -> list[str]:
    return [d.code for d in check(document, facts or Facts(), RULES) if d.code != "not_understood"]


def term(name: str) -> GlossaryTerm:
    return GlossaryTerm(name, None, None, "…", "glossary", 99, "test", (Evidence("term", ()),))


def test_a_heading_that_the_contents_leave_out(tmp_path: Path) -> None:
    contents = "目次\n第1章 総論\t1\n1 趣旨\t1\n第2章 各論\t3\n"
    text = f"{contents}\n第1章 総論\n1 趣旨\n{PROSE}\n2 経緯\n{PROSE}\n第2章 各論\n{PROSE}\n"
    document = document_of(tmp_path, text)
    assert [d.message for d in check(document, Facts(), RULES) if d.code == "heading_not_in_contents"] == [
        "2 経緯 is headed like entries of the table of contents, which lacks it"
    ]


@pytest.mark.parametrize(("second", "found"), [("第2章", []), ("第3章", ["number_gap"])])
def test_numbers_that_skip_one(tmp_path: Path, second: str, found: list[str]) -> None:
    assert codes(document_of(tmp_path, f"第1章 総論\n{PROSE}\n{second} 各論\n{PROSE}\n")) == found


def test_terms_that_the_glossary_lacks_or_the_text_never_uses(tmp_path: Path) -> None:
    document = document_of(tmp_path, "第1章 総論\n\nAI(※)とEBPM(※)を進めます。\n")
    assert codes(document, Facts(glossary=(term("AI"), term("GIS")))) == ["term_missing", "term_unused"]


def test_a_bracketed_term_is_used_where_either_name_is(tmp_path: Path) -> None:
    document = document_of(tmp_path, "第1章 総論\n\n地理情報システムを使います。\n")
    assert codes(document, Facts(glossary=(term("GIS（地理情報システム）"),))) == []


def test_a_term_may_count_in_kanji_or_figures(tmp_path: Path) -> None:
    document = document_of(tmp_path, "第1章 総論\n\nデジタル3原則（一貫してデジタルで）(※)に従います。\n")
    assert codes(document, Facts(glossary=(term("デジタル三原則"),))) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("一\t1,200\n二\t300\n合計\t1,500\n", []),
        ("一\t1,200\n二\t300\n合計\t1,600\n", ["total_mismatch"]),
        ("一\t12%\n二\t30%\n合計\t20%\n", []),
        ("一\t1,200\n\t300\n合計\t900\n", []),
    ],
    ids=["adds up", "does not", "shares", "a row without a name"],
)
def test_totals(tmp_path: Path, rows: str, found: list[str]) -> None:
    assert codes(document_of(tmp_path, f"区分\t件数\n{rows}")) == found


def test_a_sentence_that_ends_in_a_comma(tmp_path: Path) -> None:
    assert codes(document_of(tmp_path, f"{PROSE}\n窓口のデジタル化を進めるとともに、市民の皆さんの利便性を、\n")) == [
        "sentence_cut"
    ]


def test_coverage_names_the_lines_that_nothing_understood(tmp_path: Path) -> None:
    document = document_of(tmp_path, f"第1章 総論\n{PROSE}\n職員の負担\n窓口の混雑\n")
    known = len("第1章 総論") + len(PROSE)
    assert coverage(document, Facts(), RULES) == pytest.approx(known / (known + 10))
    assert [d.message for d in check(document, Facts(), RULES)] == ["not understood: 職員の負担 / 窓口の混雑"]


def test_lines_that_a_fact_quotes_are_understood_to_the_last(tmp_path: Path) -> None:
    document = document_of(tmp_path, "第1章 総論\n\n行かない\n書かない\n市役所の実現\n")
    start = document.source.text.index("行かない")
    aim = GlossaryTerm("…", None, None, "…", "glossary", 0, "test", (Evidence("text", (Span(start, start + 16),)),))
    assert coverage(document, Facts(glossary=(aim,)), RULES) == 1
    happened = Event("2024-05", "道", Scope.OWN, 0, "test", aim.evidence)
    assert coverage(document, Facts(events=(happened,)), RULES) == 1
