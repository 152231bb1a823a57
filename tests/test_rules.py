"""Rule files are loaded with all their errors at once, and matching never depends on the order of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.rules import KINDS, WORD_LISTS, RuleError, RuleSet, load_rules
from planparse.workbench.samples import view_of

RULE = """
[[rule]]
id = '{id}'
kind = '{kind}'
pattern = '''{pattern}'''
{more}
"""


def write(folder: Path, text: str, name: str = "a.toml") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def rule(id: str, pattern: str, kind: str = "bullet", more: str = "") -> str:
    return RULE.format(id=id, kind=kind, pattern=pattern, more=more)


def problems(folder: Path) -> list[tuple[int, str]]:
    with pytest.raises(RuleError) as caught:
        load_rules(folder)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def winners(rules: RuleSet, text: str) -> list[str]:
    return [match.rule.id for match in rules.find("bullet", view_of(text))]


def test_every_error_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, rule("one", "^・", "bulet") + rule("two", "^(・") + rule("three", "^・", more="colour = 'red'"))
    told = problems(tmp_path)
    assert [line for line, _ in told] == [2, 8, 14]
    assert "did you mean bullet" in told[0][1]
    assert "no regular expression" in told[1][1]
    assert "unknown key 'colour'" in told[2][1]


def test_the_second_rule_of_an_id_is_the_error(tmp_path: Path) -> None:
    write(tmp_path, rule("one", "^・") + rule("one", "^-"))
    assert problems(tmp_path) == [(8, "a second rule of this id; rename it or the first, a.toml:2")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[vars", "not valid TOML"),
        ("rules = 1", "unknown key 'rules'"),
        ("rule = 1", "write each as a table of its own: [[rule]]"),
        ("vars = 1", "write vars as a table"),
        ("[vars]\nx = 1", "must be a piece of a pattern"),
        ("[[words]]\nid = 'x'\nwords = 'y'", "a word list needs an id"),
        ("[[words]]\nadd_to = 'x'\nwords = ['y']", "add_to names no word list"),
        ("disable = ['x']", "in a file of one municipality"),
        (rule("r", "{{nothing}}"), "{{nothing}} is no var and no word list"),
        ("[vars]\nx = '{{x}}'\n" + rule("r", "{{x}}"), "refers to itself"),
        (rule("r", "^x", more="priority = 'high'"), "priority must be a whole number"),
        (rule("r", "^x", more="blocks = 'b'"), "blocks must be a list"),
        (rule("r", "^x", more="set = { a = 'b' }"), "unknown setting 'a'"),
        (rule("r", "^(?P<label>x)", "heading", "set = { family = 'x', block = 'no' }"), "is none of yes"),
        (rule("r", "^(?P<label>x)", "heading"), "needs set = { family = … }"),
        (rule("r", "^(?P<label>x)", "measure_label"), "needs set = { level = … }: pillar, measure, action"),
        (rule("r", "^x", more="scope = 'row'"), "unknown scope 'row'; bullet rules have none"),
        (rule("r", "^x", "measure_card", "scope = 'head'"), "measure_card rules have body, title"),
        (rule("r", "^x", "heading", "set = { family = 'x' }"), "needs the group (?P<label>"),
        (rule("r", "^x", more="examples = ['x']"), "must be a list of tables"),
        (rule("r", "^x", more="examples = [ { text = 'x' } ]"), "either in = SAMPLE and text"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, text: str, message: str) -> None:
    told = problems(write(tmp_path, text))
    assert len(told) == 1
    assert message in told[0][1]


def test_vars_and_word_lists_are_put_in_longest_word_first(tmp_path: Path) -> None:
    words = "[[words]]\nid = 'w'\nwords = ['施策', '施策の柱']\n[vars]\nno = '[0-9]+'\n"
    rules = load_rules(write(tmp_path, words + rule("r", "^(?P<mark>{{w}})[ ]?{{no}}")))
    found = rules.first("bullet", view_of("施策の柱 2"))
    assert found is not None
    assert found.text("mark") == "施策の柱"


def test_patterns_see_half_width_and_groups_give_the_printed_words(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, rule("r", r"^\((?P<mark>[0-9])\)")))
    found = rules.first("bullet", view_of("（１）計画"))
    assert found is not None
    assert (found.text("mark"), found.folded("mark")) == ("１", "1")


def test_priority_then_length_then_place_decide_whatever_the_files_are_called(tmp_path: Path) -> None:
    short, long, late = rule("short", "あい"), rule("long", "いうえ"), rule("high", "うえお", more="priority = 1")
    for number, order in enumerate(((short, long, late), (late, long, short))):
        folder = tmp_path / str(number)
        for name, text in zip("abc", order, strict=True):
            write(folder, text, f"{name}.toml")
        rules = load_rules(folder)
        assert winners(rules, "あいうえ") == ["long"]
        assert winners(rules, "あいうえお") == ["short", "high"]


def test_a_rule_can_block_another(tmp_path: Path) -> None:
    rules = load_rules(write(tmp_path, rule("no", "表", more="blocks = ['yes']") + rule("yes", "図")))
    assert winners(rules, "図と表") == ["no"]
    assert winners(rules, "図") == ["yes"]


def test_exceptions_count_only_for_their_municipality(tmp_path: Path) -> None:
    write(tmp_path, rule("general", "^・"))
    exception = "municipality = '甲市'\ndisable = ['general']\n" + rule("own", "^◇")
    write(tmp_path, exception, "municipalities/kou.toml")
    rules = load_rules(tmp_path)
    assert winners(rules.for_municipality("甲市"), "・") == []
    assert winners(rules.for_municipality("甲市"), "◇") == ["own"]
    assert winners(rules.for_municipality("乙市"), "・") == ["general"]
    assert winners(rules.for_municipality("乙市"), "◇") == []
    assert winners(load_rules(tmp_path, municipalities=False).for_municipality("甲市"), "・") == ["general"]


def test_extra_rules_add_to_the_others_and_change_the_version(tmp_path: Path) -> None:
    first = write(tmp_path / "1", rule("one", "^・") + "[[words]]\nid = 'w'\nwords = ['x']\n")
    extra = write(tmp_path / "2", rule("two", "^{{w}}") + "[[words]]\nadd_to = 'w'\nwords = ['y']\n")
    both = load_rules(first, [extra])
    assert {rule.id for rule in both.rules} == {"one", "two"}
    assert winners(both, "y") == ["two"]
    assert both.version != load_rules(first).version


def test_a_word_list_that_no_file_has_is_a_rule_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="kana_order"):
        load_rules(write(tmp_path, rule("r", "^・"))).list("kana_order")


def test_kinds_and_lists_are_described_in_both_languages() -> None:
    for meaning in (*(kind.meaning for kind in KINDS.values()), *WORD_LISTS.values()):
        assert meaning.en.endswith(".")
        assert meaning.ja.endswith("。")


def test_every_scope_that_a_kind_has_is_that_of_a_rule() -> None:
    used = {(rule.kind, rule.scope) for rule in load_rules().rules if rule.scope}
    assert used == {(name, scope) for name, kind in KINDS.items() for scope in kind.scopes}
