"""Drafts of rules: what is useful in the pattern, ready to edit, for every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planparse.cli import app
from planparse.rules import KINDS, load_rules
from planparse.workbench.check import check_rules
from planparse.workbench.samples import view_of
from planparse.workbench.scaffold import Origin, draft_rule

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "samples/kawabe/kawabe.txt"
RULES = load_rules()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kita.txt"
    path.write_text("第1章 はじめに\n\n道をなおす。\n\n★道しるべ\n| 主な担い手 | 期間 |\n|---|---|\n| 村 | 5年 |\n")
    return path


def new(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["rules", "new", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def pattern(kind: str, text: str) -> str:
    drafted = draft_rule(kind, view_of(text), RULES, Path("rules"), Origin("kita"))
    return drafted.text.split("'''")[1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("【1】この計画について", r"^(?P<label>【{{digits}}】)[\s:]*(?P<title>\S.*)$"),
        ("第三章　つぎに", r"^(?P<label>第{{kanji_no}}章)[\s:]*(?P<title>\S.*)$"),
        ("１－２ 目的", r"^(?P<label>{{digits}}\-{{digits}})[\s:]+(?P<title>\S.*)$"),
        ("①窓口", r"^(?P<label>{{circled}})[\s:]*(?P<title>\S.*)$"),
        ("（ア）調査", r"^(?P<label>\({{kana}}\))[\s:]*(?P<title>\S.*)$"),
        ("◆行動計画Ａ－１　足", r"^◆(?P<label>(?P<name>{{block_label}})[A-Z]\-{{digits}})[\s:]+(?P<title>\S.*)$"),
        ("番付3：道", r"^(?P<label>(?P<name>番付){{digits}})[\s:]+(?P<title>\S.*)$"),
        ("はじめの一歩", r"^(?P<label>)(?P<title>はじめの一歩)$"),
        ("3年間の歩み", r"^(?P<label>)(?P<title>{{digits}}年間の歩み)$"),
    ],
)
def test_the_number_mark_becomes_a_building_block_and_the_rest_the_title(text: str, wanted: str) -> None:
    assert pattern("heading", text) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("alias", "（以下「みちしるべ」とします。）", r"\(以下「(?P<alias>[^「『」』]+)」とします。\)"),
        ("vision_quote", "将来像に「緑の村」を", r"(?P<label>将来像)に「(?P<words>[^「『」』]+)」を"),
        ("bullet", "＊道をなおす", r"^(?P<mark>\*)\s*\S.*$"),
        ("toc_entry", "1 道 …… 12", r"^(?P<label>{{digits}})[\s:]+(?P<title>\S.*?)\s*……\s*(?P<page>{{digits}})$"),
        ("glossary_entry", "脱炭素：炭素を出さないこと。", r"^(?P<term>\S[^:]*?):(?P<definition>\S.*)$"),
        ("schedule_year", "Ｒ７", r"^R(?P<year>{{digits}})$"),
        ("column_head", "主な担い手", r"^主な担い手$"),
    ],
)
def test_groups_take_what_their_names_suggest(kind: str, text: str, wanted: str) -> None:
    assert pattern(kind, text) == wanted


def test_a_draft_of_every_kind_passes_the_check_or_says_what_to_do(rules_dir: Path) -> None:
    """Each drafted from an example of its kind, which an older rule therefore matches too."""
    examples = {r.kind: (e.text, e.sample) for r in RULES.rules for e in r.examples if e.sample}
    drafts = {
        kind: draft_rule(kind, view_of(text), RULES, rules_dir, Origin(sample or ""))
        for kind, (text, sample) in examples.items()
    }
    assert KINDS.keys() - drafts.keys() <= {"no_join"}, "its only examples are quotes"
    for draft in drafts.values():
        draft.write()
        assert any("matches it already" in step for step in draft.to_do)
    told = {}
    for problem in check_rules(rules_dir, [ROOT / "samples"]):
        told.setdefault(problem.rule_id, []).append(problem.message)
    for draft in drafts.values():
        assert all("wins on its" in m or "ties with" in m for m in told.get(draft.rule_id, [])), draft.rule_id


def test_a_draft_stands_with_its_kind_and_names_its_sample(rules_dir: Path) -> None:
    told = new("heading", "--from", f"{PLAN}:12", "--rules", rules_dir)
    rule = next(rule for rule in load_rules(rules_dir).rules if rule.id == "heading.new1")
    assert (rule.file.name, rule.examples[0].sample) == ("headings.toml", "kawabe")
    assert rule.pattern.search("第7章 計画の策定にあたって 9")
    assert "name the family" in told.stderr
    assert "heading.chapter matches it already" in told.stderr


def test_words_of_a_line_or_of_a_cell_can_be_chosen(plan: Path) -> None:
    assert "pattern = '''^期間$'''" in new("column_head", "--from", f"{plan}:6", "--text", "期間", "--dry").stdout
    assert "text = 'しるべ'" in new("caption", "--from", f"{plan}:5", "--text", "しるべ", "--dry").stdout


def test_extra_rules_get_the_draft(plan: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    told = new("heading", "--from", f"{plan}:1", "--extra-rules", mine)
    assert "heading.new1" in (mine / "headings.toml").read_text(encoding="utf-8")
    assert "copy the plan into samples/kita/" in told.stderr
    new("heading", "--from", f"{plan}:1", "--extra-rules", mine)
    assert "heading.new2" in (mine / "headings.toml").read_text(encoding="utf-8")


def test_a_word_that_no_list_has_may_be_enough(plan: Path) -> None:
    plan.write_text("番付1 道\n", encoding="utf-8")
    told = new("heading", "--from", f"{plan}:1", "--dry").stderr
    assert "or leave it and add 番付 to a word list: block_label of heading.block" in told


def test_a_rule_for_one_municipality_quotes_a_few_words(rules_dir: Path, plan: Path) -> None:
    new("caption", "--from", f"{plan}:5", "--rules", rules_dir, "--municipality", "北市")
    written = (rules_dir / "municipalities/kita.toml").read_text(encoding="utf-8")
    assert written.startswith("municipality = '北市'")
    assert "quote = '★道しるべ'" in written
    assert load_rules(rules_dir).for_municipality("北市").of("caption")[-1].id.startswith("caption.new")


@pytest.mark.parametrize(
    "arguments", [["x"], ["kita.txt"], ["{plan}:99"], ["{plan}:2"], ["{plan}:1", "--text", "橋"]], ids=" ".join
)
def test_what_is_no_line_is_refused(plan: Path, arguments: list[str]) -> None:
    words = [argument.format(plan=plan) for argument in arguments]
    result = CliRunner().invoke(app, ["rules", "new", "caption", "--from", *words, "--dry"])
    assert result.exit_code == 2
