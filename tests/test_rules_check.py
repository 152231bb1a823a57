"""`planparse rules check` finds every mistake of a rule author, and the rules that ship have none."""

from __future__ import annotations

import ast
import json
import time
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from planparse.cli import app
from planparse.rules import WORD_LISTS
from planparse.workbench.check import check_rules
from planparse.workbench.samples import load_samples
from planparse.workbench.schema import END, language_of, rule_schema, schema_text, with_reference

ROOT = Path(__file__).parents[1]
GOOD = "examples = [ { in = 'kita', text = '・ 道をなおす', mark = '・' } ]"


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """One sample plan of four lines."""
    (tmp_path / "samples/kita").mkdir(parents=True)
    text = "第1章 はじめに\n・ 道をなおす\n令和5年度から\n１ 計画\n"
    (tmp_path / "samples/kita/kita.txt").write_text(text, encoding="utf-8")
    return tmp_path / "samples"


def check(samples: Path, *rules: str) -> list[str]:
    """What is wrong with these rules, word lists of the program apart."""
    folder = samples.parent / "rules"
    folder.mkdir(exist_ok=True)
    (folder / "a.toml").write_text("\n".join(rules), encoding="utf-8")
    found = check_rules(folder, [samples], seconds=1)
    return [f"{p.line} {p.rule_id}: {p.message}" for p in found if "the program reads" not in p.message]


def rule(id: str, pattern: str, more: str = GOOD, kind: str = "bullet") -> str:
    return f"[[rule]]\nid = '{id}'\nkind = '{kind}'\npattern = '''{pattern}'''\n{more}\n"


def test_a_right_rule_has_no_problem(samples: Path) -> None:
    assert check(samples, rule("r", r"^(?P<mark>・)\s*\S")) == []


@pytest.mark.parametrize(
    ("pattern", "more", "message"),
    [
        (r"^(?P<mark>・)", "", "1 r: has no example"),
        (r"^(?P<mark>-)", GOOD, "5 r: does not match its example '・ 道をなおす'"),
        (r"^・\s(?P<mark>道)", GOOD, "5 r: gives other groups on its example '・ 道をなおす': mark is '道', not '・'"),
        (r"^(?P<mark>・)", GOOD.replace("道を", "橋を"), "5 r: '・ 橋をなおす' is not in the sample kita"),
        (r"^(?P<mark>・)", GOOD.replace("kita", "minami"), "5 r: there is no sample 'minami'; the samples are kita"),
        (r"^(?P<mark>・)", GOOD.replace("mark", "sign"), "5 r: the example names a group sign"),
        (r"^(?P<sign>・)", GOOD.replace("mark", "sign"), "1 r: nothing reads the group sign; bullet rules have mark"),
        (r"^(?P<mark>・)?", GOOD, "1 r: can match the empty string"),
        (r"^(?P<mark>[・－])", GOOD, "1 r: never matches '－' (write '-')"),
        (r"^(?P<mark>・)", GOOD + "\nblocks = ['q']", "6 r: blocks names no rule: q"),
        (
            r"^(?P<mark>・)",
            GOOD + "\ncounterexamples = [ { quote = '・ やめる' } ]",
            "6 r: matches its counterexample '・ やめる'",
        ),
        (r"^(?P<mark>・)", "examples = [ { quote = '・' } ]", "5 r: an example needs in = SAMPLE"),
        (r"^(?P<mark>・)", GOOD + "\n[vars]\nunused = 'x'", "7 : no pattern uses the var unused"),
        (r"^(?P<mark>・)", GOOD + "\n[[words]]\nid = 'w'\nwords = ['x']", "6 w: nothing uses this word list"),
    ],
)
def test_each_mistake_is_told_with_line_and_rule(samples: Path, pattern: str, more: str, message: str) -> None:
    told = check(samples, rule("r", pattern, more))
    assert len(told) == 1
    assert told[0].startswith(message)


def test_another_rule_that_wins_on_an_example_is_named(samples: Path) -> None:
    told = check(samples, rule("weak", r"^(?P<mark>・)\s"), rule("strong", r"^(?P<mark>・)", GOOD + "\npriority = 2"))
    assert told == [
        "5 weak: strong (priority 2) wins on its example '・ 道をなおす'; raise its priority or narrow the other"
    ]


def test_rules_between_which_only_the_order_would_decide_are_a_tie(samples: Path) -> None:
    told = check(samples, rule("one", r"^(?P<mark>・)\s*"), rule("two", r"^(?P<mark>[・-])\s*"))
    assert any("one: ties with two on '・ 道をなおす' of kita" in line for line in told)


def test_an_exponential_pattern_is_stopped_and_the_rules_behind_it_are_still_tried(samples: Path) -> None:
    began = time.monotonic()
    told = check(
        samples,
        rule("slow", r"^(?P<mark>・)\s*(?:\w+)+$"),
        rule("fast", r"^(?P<mark>第)", "examples = [ { in = 'kita', text = '第1章' } ]"),
        rule("slow2", r"^(?:[ぁ-ん]+)+$|^(?P<mark>令)", "examples = [ { in = 'kita', text = '令和' } ]"),
    )
    assert [line.split(":")[0].split()[1] for line in told if "takes more than" in line] == ["slow", "slow2"]
    assert time.monotonic() - began < 20


EVERY_MISTAKE = {
    "unknown key": (rule("key", r"^(?P<mark>▲)", GOOD + "\ncolour = 'red'"), "unknown key 'colour'; a rule has blocks"),
    "second id": (rule("twice", r"^(?P<mark>△)\s") * 2, "a second rule of this id; rename it or the first"),
    "no match": (rule("no_match", r"^(?P<mark>▼)"), "does not match its example '・ 道をなおす'; mend one of them"),
    "other groups": (
        rule("groups", r"^・\s(?P<mark>道)"),
        "gives other groups on its example '・ 道をなおす': mark is '道', not '・'; mend",
    ),
    "counterexample": (
        rule("counter", r"^(?P<mark>第)", "counterexamples = [ { in = 'kita', text = '第1章' } ]"),
        "matches its counterexample '第1章'; narrow it",
    ),
    "in no sample": (
        rule("nowhere", r"^(?P<mark>橋)", "examples = [ { in = 'kita', text = '橋をかける' } ]"),
        "'橋をかける' is not in the sample kita; quote a line as it stands there",
    ),
    "another wins": (
        rule("weak", r"^(?P<mark>令)", "examples = [ { in = 'kita', text = '令和5年度から' } ]\npriority = -1")
        + rule("strong", r"^(?P<mark>令和)", "examples = [ { in = 'kita', text = '令和5年度から' } ]"),
        "strong (priority 0) wins on its example '令和5年度から'; raise its priority or narrow the other",
    ),
    "empty": (rule("empty", r"^(?P<mark>■)?"), "can match the empty string, which never counts; let it need"),
    "too slow": (rule("slow", r"^(?P<mark>◆)?(?:\w+)+◆$"), "let nothing repeat inside a repetition"),
    "full width": (rule("wide", r"^(?P<mark>－)"), "never matches '－' (write '-')"),
    "tie": (
        rule("one", r"^(?P<mark>[0-9])\s") + rule("two", r"^(?P<mark>1)\s"),
        "ties with two on '１ 計画' of kita; give one of them a higher priority",
    ),
    "scope": (rule("scope", r"^(?P<mark>◎)", GOOD + "\nscope = 'row'"), "unknown scope 'row'; bullet rules have none"),
}


def test_every_mistake_is_told_in_one_run_with_its_rule_a_line_of_it_and_what_to_do(samples: Path) -> None:
    folder = samples.parent / "rules"
    folder.mkdir()
    for name, (text, _) in EVERY_MISTAKE.items():
        (folder / f"{name.replace(' ', '_')}.toml").write_text(text, encoding="utf-8")
    found = check_rules(folder, [samples], seconds=1)
    for name, (text, message) in EVERY_MISTAKE.items():
        here = [problem for problem in found if problem.file.stem == name.replace(" ", "_")]
        told = [problem for problem in here if message in problem.message]
        assert told, (name, [problem.message for problem in here])
        assert f"id = '{told[0].rule_id}'" in text
        assert 1 <= told[0].line <= text.count("\n")


def test_quotes_of_at_most_thirty_characters_are_for_one_municipality(samples: Path) -> None:
    town = samples.parent / "rules/municipalities"
    town.mkdir(parents=True)
    text = "municipality = '甲市'\n" + rule("town", "^(?P<mark>◇)", "examples = [ { quote = '◇ 橋' } ]")
    (town / "kou.toml").write_text(text + rule("long", "^(?P<mark>◎)", f"examples = [ {{ quote = '◎{'橋' * 30}' }} ]"))
    assert check(samples, rule("r", r"^(?P<mark>・)\s")) == [
        "11 long: the quote is longer than 30 characters; shorten it"
    ]


def test_the_command_fails_with_the_number_of_problems(samples: Path) -> None:
    check(samples, rule("r", r"^(?P<mark>・)", ""))
    arguments = ["rules", "check", "--rules", str(samples.parent / "rules"), "--samples", str(samples)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "a.toml:1 [r] has no example" in result.stdout
    nowhere = CliRunner().invoke(app, [*arguments[:-1], str(samples / "nowhere")])
    assert nowhere.exit_code == 2
    assert "no samples at" in nowhere.stderr
    as_json = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    assert {"line", "rule", "file", "message"} == as_json[0].keys()


# ---------------------------------------------------------------- what ships


def test_the_rules_that_ship_are_right() -> None:
    assert [str(problem) for problem in check_rules(None, [ROOT / "samples"])] == []


def test_the_schema_beside_the_rules_is_that_of_the_program() -> None:
    assert (ROOT / "rules/schema.json").read_text(encoding="utf-8") == schema_text(), "planparse rules schema > …"


def test_every_rule_file_follows_the_schema() -> None:
    validator = Draft7Validator(rule_schema())
    for path in (ROOT / "rules").rglob("*.toml"):
        errors = validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))
        assert [f"{path.name} {error.json_path} {error.message}" for error in errors] == []


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    validator = Draft7Validator(rule_schema())
    right = {"id": "a.b", "kind": "heading", "pattern": "x", "set": {"family": "a", "block": "yes"}}
    assert validator.is_valid({"rule": [right]})
    for wrong in (
        {"colour": 1},
        {"kind": "heding"},
        {"set": {"family": "a", "block": "no"}},
        {"set": {"block": "yes"}},
        {"scope": "row"},
        {"priority": "1"},
        {"examples": [{"in": "x"}]},
    ):
        assert not validator.is_valid({"rule": [right | wrong]})


@pytest.mark.parametrize("page", ["docs/rules.md", "docs/rules.ja.md"])
def test_the_documentation_names_every_kind_as_it_is(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert END in text
    assert with_reference(text, language_of(Path(page))) == text, f"planparse rules schema --docs {page}"


def test_the_word_lists_that_the_program_reads_are_declared() -> None:
    read = set()
    for path in (ROOT / "src/planparse").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "list":
                read |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    assert read == WORD_LISTS.keys(), "rules/kinds.toml says which lists the program reads"


def test_samples_are_found_by_their_folder() -> None:
    assert "kawabe" in load_samples(ROOT / "samples")
