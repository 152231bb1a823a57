"""Why a fact or a line is as it is: who won, why the others did not, what kept a line from being a heading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlite_utils import Database

from console import TWO_CHAPTERS, planparse, run
from planparse.rules import load_rules
from planparse.workbench.bench import Bench, Reading
from planparse.workbench.explain import LineStory, explain_fact, explain_line
from tiling import RULES

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "samples/kawabe/kawabe.txt"
PROSE = "本計画は、まちの将来を定めるものです。"


def story_of(path: Path, text: str, starts: str) -> LineStory:
    """The story of the first line of a plan that begins so."""
    path.write_text(text, encoding="utf-8")
    number = next(i for i, line in enumerate(text.splitlines(), 1) if line.startswith(starts))
    return explain_line(Bench().read(path, RULES), number)


# ---------------------------------------------------------------- a line


@pytest.mark.parametrize(
    ("text", "starts", "why"),
    [
        (f"(3) 途中\n\n{PROSE}\n", "(3)", "its numbering is out of order: no 2 of the family paren stands before it"),
        (f"1 目的です。続きます\n\n{PROSE}\n", "1", "its title is a sentence"),
        (f"# 第3章 {'とても' * 24}長い題\n\n{PROSE}\n", "# 第3章", "its title has 75 characters, more than 70"),
        ("1 一つ\n2 二つ\n3 三つ\n", "2", "it is in a list: text stands in 0 of 2 gaps from 1 to 3"),
        ("(1) 単独\n\n・ 箇条\n", "(1)", "it is a lone (1)"),
        ("| 1 表の中 | 値 | 他 |\n|---|---|---|\n| 道 | 橋 | 川 |\n", "| 1", "it stands in a table"),
        (
            f"目次\n第1章 総論\t1\n第2章 各論\t2\n\n第1章 総論\n\n{PROSE}\n",
            "第2章",
            "it stands in the table of contents",
        ),
        (f"目次\n総論\t1\n各論\t2\n\n1 序\n{PROSE}\n\n総論\n{PROSE}\n\n各論\n{PROSE}\n", "1 序", "before the first"),
        ("第4章\n\n第5章 つぎ\n", "第4章", "it has no title, and the line behind it begins a heading itself"),
    ],
)
def test_a_line_that_is_no_heading_tells_the_condition_that_refused_it(
    kita: Path, text: str, starts: str, why: str
) -> None:
    head = "" if text.startswith("目次") else f"第1章 はじめに\n\n{PROSE}\n\n"
    told = story_of(kita, head + text, starts)
    assert told.kind != "heading"
    assert any(remark.startswith("no heading: ") and why in remark for remark in told.remarks), told.remarks


def test_small_print_is_told_with_both_sizes() -> None:
    reading = Bench().read(ROOT / "tests/pdfs/paragraphs.pdf", RULES)
    number = reading.plan.source.text[: reading.plan.source.text.index("1 脚注")].count("\n") + 1
    remarks = explain_line(reading, number).remarks
    assert any("its print of 7.0 pt is smaller than the body's of 10.0 pt" in remark for remark in remarks)


def test_a_heading_needs_no_excuse_and_joined_lines_are_named(kita: Path) -> None:
    assert story_of(kita, TWO_CHAPTERS, "第1章").remarks == []
    joined = story_of(kita, f"第1章 はじめに\n\n{PROSE[:-1]}ために、{PROSE[:-1]}、\n\nなおす。\n", "なおす")
    assert joined.remarks == ["read as one: the printed lines 3, 5"]


def test_a_line_tells_who_won_and_why_not_the_others(kita: Path, rules_dir: Path) -> None:
    extra = "[[rule]]\nid = 'heading.weak'\nkind = 'heading'\npattern = '^(?P<label>第1章)(?P<title>.*)$'\n"
    extra += "set = { family = 'weak' }\n"
    (rules_dir / "weak.toml").write_text(extra, encoding="utf-8")
    story = explain_line(Bench().read(kita, load_rules(rules_dir)), 1)
    assert (story.kind, story.rule_id) == ("heading", "heading.chapter")
    trial = next(t for t in story.trials if t.winner == "heading.chapter")
    assert trial.groups["title"] == "はじめに"
    assert [loser.why for loser in trial.losers if loser.rule_id == "heading.weak"] == [
        "priority 0, and heading.chapter has 10"
    ]


def test_a_line_that_nothing_took_tells_how_far_patterns_got(kita: Path) -> None:
    kita.write_text(TWO_CHAPTERS.replace("第2章", "第2回"), encoding="utf-8")
    reading = Bench().read(kita, RULES)
    story = explain_line(reading, 5)
    assert story.rule_id is None
    assert "then wants" in near(story)["heading"][0]
    assert "vision_label" not in near(story), "no kind that types lines"
    asked = near(explain_line(Bench().read(PLAN, RULES), 95, "vision"))
    assert {kind.split("_")[0] for kind in asked} == {"vision"}


def near(story: LineStory) -> dict[str, list[str]]:
    return {trial.kind: [loser.why for loser in trial.losers] for trial in story.trials if trial.losers}


# ---------------------------------------------------------------- a fact


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Bench().read(PLAN, RULES)


def fact(reading: Reading, table: str, column: str, value: str) -> int:
    return next(i for i, row in enumerate(reading.rows.tables[table]) if row[column] == value)


def test_a_fact_names_the_next_best_rule_and_why_it_is_not_its_own(reading: Reading) -> None:
    vision = explain_fact(reading, "visions", fact(reading, "visions", "label", "将来都市像"))
    assert [(loser.rule_id, loser.why) for loser in vision.trials[0].losers] == [
        ("vision.quote.after_label", "priority 4, and vision.quote.city has 5")
    ]
    term = explain_fact(reading, "glossary_terms", fact(reading, "glossary_terms", "term", "BPR"))
    assert (term.trials[0].text, term.trials[0].winner) == ("用語", "glossary.head.term"), "the head of its column"
    assert "takes '用語', then wants" in term.trials[0].losers[0].why


def test_a_fact_whose_rule_read_a_label_or_a_title_by_itself_shows_that(reading: Reading) -> None:
    measure = explain_fact(reading, "measures", fact(reading, "measures", "label", "施策①"))
    assert [(trial.winner, trial.text) for trial in measure.trials] == [("measure.label.measure", "施策①")]
    themes = reading.rows.tables["measure_themes"]
    themed = next(row for row in themes if row["rule"])
    assert explain_fact(reading, "measure_themes", themes.index(themed)).trials[0].winner == themed["rule"]


def test_a_section_has_the_rule_of_its_heading_and_says_what_else_the_words_gave(reading: Reading) -> None:
    section = explain_fact(reading, "sections", fact(reading, "sections", "title", "計画の期間"))
    assert section.rule_id == "heading.number"
    assert section.trials[0].groups["title"] == "計画の期間"
    alias = explain_fact(reading, "aliases", fact(reading, "aliases", "alias", "本計画"))
    assert "alias_full: alias.full.quoted" in alias.beside


def test_a_fact_tells_rule_groups_and_evidence(reading: Reading) -> None:
    number = next(i for i, row in enumerate(reading.rows.tables["aliases"]) if row["alias"] == "本計画")
    story = explain_fact(reading, "aliases", number)
    assert story.rule_file is not None
    assert any(trial.winner == story.row["rule"] and "本計画" in trial.groups.values() for trial in story.trials)
    assert any(row["quote"] == "本計画" for row in story.evidence)


def test_explain_lists_facts_lines_and_errors(kita: Path) -> None:
    listed = json.loads(run("explain", kita, "--page", "1", "--json").stdout)
    assert listed[0]["rule_id"] == "heading.chapter"
    assert "sections:0" in {item["fact"] for item in json.loads(run("explain", kita, "--json").stdout)}
    for wrong in (
        ["--line", "99"],
        ["--page", "9"],
        ["--fact", "visions:3"],
        ["--fact", "x"],
        ["--line", "1", "--page", "1"],
        ["--kind", "heading"],
        ["--line", "1", "--kind", "haeding"],
    ):
        result = planparse("explain", kita, *wrong)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_explain_knows_the_ids_of_the_database(tmp_path: Path, kita: Path) -> None:
    (tmp_path / "0.txt").write_text(TWO_CHAPTERS, encoding="utf-8")
    db = tmp_path / "plans.db"
    run("run", tmp_path / "0.txt", kita, "--db", db)
    ids = [row["id"] for row in _rows(db, "SELECT id FROM sections WHERE document_id = 2 ORDER BY id")]
    told = run("explain", "kita", "--fact", f"sections:{ids[-1]}", "--db", db, "--json")
    assert json.loads(told.stdout)["row"] | {"id": ids[-1], "title": "つぎに"} == json.loads(told.stdout)["row"]
    assert told.stderr == ""
    listed = json.loads(run("explain", "kita", "--db", db, "--json").stdout)
    assert [item["fact"] for item in listed] == [f"sections:{number}" for number in ids]
    [line] = json.loads(run("explain", "kita", "--line", 5, "--db", db, "--json").stdout)["facts"]
    assert line.startswith(f"sections:{ids[-1]} ")


def test_a_mistyped_file_name_is_no_plan_of_the_database() -> None:
    assert planparse("explain", "kitta.txt").stderr.startswith("planparse: kitta.txt cannot be read: No such file")
    assert "is a folder; name one of the plans in it" in planparse("explain", ROOT / "samples/kawabe").stderr


def test_explain_warns_where_the_file_is_no_longer_what_the_database_read(tmp_path: Path, kita: Path) -> None:
    db = tmp_path / "plans.db"
    run("run", kita, "--db", db)
    kita.write_text(TWO_CHAPTERS.replace("第2章 つぎに\n\n", ""), encoding="utf-8")
    assert "kita.txt has changed since it was read" in run("explain", "kita", "--db", db).stderr


def _rows(db: Path, query: str) -> list[dict[str, int]]:
    return list(Database(db).query(query))
