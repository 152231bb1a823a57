"""The workbench: what rules do to a plan, why, and what a change of them gains and loses."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from console import TWO_CHAPTERS, planparse, run
from planparse.cli import app
from planparse.rules import load_rules
from planparse.workbench.bench import Bench
from planparse.workbench.trace import traced
from planparse.workbench.watch import Watcher, watch_rules

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "samples/kawabe/kawabe.txt"


def edit(rules_dir: Path, name: str, old: str, new: str) -> None:
    text = (rules_dir / name).read_text(encoding="utf-8")
    assert old in text
    (rules_dir / name).write_text(text.replace(old, new), encoding="utf-8")


# ---------------------------------------------------------------- list, show, try


def test_list_and_show_name_place_and_groups() -> None:
    listed = json.loads(run("rules", "list", "--kind", "heading", "--json").stdout)
    assert {"id", "kind", "priority", "place"} <= listed[0].keys()
    assert all(item["kind"].startswith("heading") for item in listed)
    shown = json.loads(run("rules", "show", "heading.chapter", "--json").stdout)
    assert "{{" not in shown["expanded"]
    assert shown["examples"][0]["gives"]["label"] == "第1章"
    assert "heading.part" in shown["competes_with"]


def test_an_unknown_rule_is_answered_with_like_ones() -> None:
    result = planparse("rules", "show", "chapter")
    assert result.exit_code == 2
    assert "heading.chapter" in result.stderr
    assert "heading.chapter" in planparse("rules", "show", "heading.chaptr").stderr
    assert "rules list --vars" in planparse("rules", "show", "digits").stderr


def test_a_kind_that_there_is_not_is_refused_with_like_ones() -> None:
    result = planparse("rules", "list", "--kind", "hedaing")
    assert result.exit_code == 2
    assert "did you mean heading?" in result.stderr


def test_try_shows_line_and_groups_in_printed_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("道\n\n令和５年度の橋\n| 年 | 令和6年度 |\n| - | - |\n", encoding="utf-8")
    hits = json.loads(run("rules", "try", r"令和(?P<year>{{digits}})年度", path, "--json").stdout)
    assert [(hit["line"], hit["groups"]) for hit in hits] == [(3, {"year": "５"}), (4, {"year": "6"})]


def test_try_refuses_what_is_no_pattern(kita: Path) -> None:
    result = planparse("rules", "try", "({{nothing}}", kita)
    assert result.exit_code == 2
    assert "{{nothing}} is no var" in result.stderr


# ---------------------------------------------------------------- diff and watch


def test_diff_reports_facts_rules_and_scores(rules_dir: Path, tmp_path: Path) -> None:
    old = shutil.copytree(rules_dir, tmp_path / "old")
    edit(rules_dir, "headings.toml", r"\s*章)", r"\s*篇)")
    told = json.loads(run("rules", "diff", PLAN, "--rules", rules_dir, "--against", old, "--json").stdout)
    assert told["rules"]["heading.chapter"]["new"] == 0
    assert any(change["table"] == "sections" for change in told["changes"])
    fallen = {item["part"] for item in told["scores"] if item["plan"] == "kawabe" and item["new"] < item["old"]}
    assert "outline" in fallen


@pytest.mark.parametrize(
    ("file", "table"), [("indicators", "indicators"), ("events", "events"), ("themes", "measure_themes")]
)
def test_diff_reports_facts_of_every_kind(rules_dir: Path, file: str, table: str) -> None:
    old = shutil.copytree(rules_dir, rules_dir.with_name("old"))
    edit(rules_dir, f"{file}.toml", "= '''", "= '''no_match")
    told = json.loads(run("rules", "diff", PLAN, "--rules", rules_dir, "--against", old, "--json").stdout)
    lost = [change for change in told["changes"] if change["side"] == "lost"]
    assert {change["table"] for change in lost} == {table}
    assert all(change["name"] for change in lost)


def test_diff_of_equal_rules_is_empty(rules_dir: Path) -> None:
    told = json.loads(run("rules", "diff", PLAN, "--rules", rules_dir, "--against", rules_dir, "--json").stdout)
    assert told == {"changes": [], "rules": {}, "scores": []}


def test_diff_reads_the_rules_of_a_git_revision(rules_dir: Path, kita: Path) -> None:
    git = ["git", "-C", str(rules_dir.parent), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "rules"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    edit(rules_dir, "headings.toml", r"\s*章)", r"\s*篇)")
    told = json.loads(run("rules", "diff", kita, "--rules", rules_dir, "--against", "HEAD", "--json").stdout)
    assert told["rules"]["heading.chapter"] == {"old": 2, "new": 0}
    result = planparse("rules", "diff", kita, "--rules", rules_dir, "--against", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_save_is_shown_in_under_two_seconds(rules_dir: Path) -> None:
    """The longest sample, its lines typed and its tree built anew."""
    longest = max((ROOT / "samples").glob("*/*.[tm]*[td]"), key=lambda path: path.stat().st_size)
    watcher = Watcher.start(longest, [rules_dir])
    edit(rules_dir, "headings.toml", "words = ['用語集'", "words = ['附録集', '用語集'")
    began = time.process_time()
    refresh = watcher.refresh()
    assert refresh.problems == ()
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["pdf/fujinomiya.pdf", "plans/fujinomiya.txt"])
def test_a_save_is_shown_in_under_two_seconds_on_a_plan_of_forty_pages(
    shared: Path, rules_dir: Path, name: str
) -> None:
    watcher = Watcher.start(shared / name, [rules_dir])
    edit(rules_dir, "headings.toml", r"\s*章)", r"\s*篇)")
    began = time.process_time()
    assert watcher.refresh().comparison is not None
    assert time.process_time() - began < 2


def test_stages_whose_rules_did_not_change_are_not_run_again(rules_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    bench.read(PLAN, load_rules(rules_dir))
    edit(rules_dir, "aliases.toml", "[[rule]]", "# a remark\n[[rule]]")
    monkeypatch.setattr("planparse.workbench.bench.structure", _never)
    monkeypatch.setattr("planparse.workbench.bench.understand", _never)
    bench.read(PLAN, load_rules(rules_dir))


def _never(*_: object) -> object:
    pytest.fail("this stage should not have run")


def test_a_changed_rule_runs_the_stages_behind_it_again(rules_dir: Path, kita: Path) -> None:
    bench = Bench()
    before = bench.read(kita, load_rules(rules_dir)).rows.tables["sections"]
    edit(rules_dir, "headings.toml", r"\s*章)", r"\s*篇)")
    after = bench.read(kita, load_rules(rules_dir)).rows.tables["sections"]
    assert len(after) < len(before)


def test_a_broken_rule_file_is_told_and_the_next_save_goes_on(rules_dir: Path, kita: Path) -> None:
    watcher = Watcher.start(kita, [rules_dir])
    edit(rules_dir, "headings.toml", "kind    = 'heading'\n", "kind    = 'heding'\n")
    assert "did you mean heading" in watcher.refresh().problems[0].message
    edit(rules_dir, "headings.toml", "kind    = 'heding'\n", "kind    = 'heading'\n")
    refresh = watcher.refresh()
    assert refresh.problems == ()
    assert refresh.comparison is not None
    assert refresh.comparison.changes == []


def test_watch_sees_a_save(rules_dir: Path, kita: Path) -> None:
    stop = threading.Event()
    timer = threading.Timer(20, stop.set)
    saver = threading.Thread(target=_save_later, args=(rules_dir, stop))
    timer.start()
    refreshes = _started(watch_rules(kita, [rules_dir], stop), saver)
    refresh = next(refreshes, None)
    stop.set()
    timer.cancel()
    saver.join()
    assert refresh is not None
    assert refresh.comparison is not None
    assert refresh.comparison.rules["heading.chapter"] == (2, 0)


def _started(refreshes: Iterator[object], thread: threading.Thread) -> Iterator[object]:
    thread.start()
    return refreshes


def _save_later(rules_dir: Path, stop: threading.Event) -> None:
    """Save until somebody saw it: the watch may not have begun yet."""
    edit_once = True
    while not stop.wait(1):
        if edit_once:
            edit(rules_dir, "headings.toml", r"\s*章)", r"\s*篇)")
            edit_once = False
        else:
            (rules_dir / "headings.toml").touch()


# ---------------------------------------------------------------- extra rules


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    """A folder with one rule of its own: 第N回 heads a chapter."""
    folder = tmp_path / "mine"
    folder.mkdir()
    rule = "[[rule]]\nid = 'heading.round'\nkind = 'heading'\npattern = '^(?P<label>第[0-9]+回) (?P<title>.+)$'\n"
    (folder / "mine.toml").write_text(rule + "set = { family = 'round', rank = 2 }\n", encoding="utf-8")
    return folder


def _commands(command: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Each command with the words that call it; groups are no commands."""
    for name, below in command.commands.items():
        if isinstance(below, TyperGroup):
            yield from _commands(below, (*path, name))
        elif isinstance(below, TyperCommand):
            yield (*path, name), below


GROUP = get_command(app)
assert isinstance(GROUP, TyperGroup)
COMMANDS = dict(_commands(GROUP))


def test_every_command_that_takes_rules_takes_extra_ones() -> None:
    for path, command in COMMANDS.items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert ("--rules" in options) == ("--extra-rules" in options), path


def test_extra_rules_count_wherever_rules_do(kita: Path, extra: Path) -> None:
    kita.write_text(TWO_CHAPTERS.replace("第2章", "第2回").replace("第1章", "第1回"), encoding="utf-8")
    mine = ("--extra-rules", extra)
    assert json.loads(run("explain", kita, "--line", 5, *mine, "--json").stdout)["rule_id"] == "heading.round"
    used = json.loads(run("rules", "coverage", kita, *mine, "--json").stdout)["rules"]
    assert [item["matches"] for item in used if item["id"] == "heading.round"] == [2]
    told = json.loads(run("rules", "diff", kita, "--against", ROOT / "rules", *mine, "--json").stdout)
    assert told["rules"]["heading.round"] == {"old": 0, "new": 2}
    problems = planparse("rules", "check", *mine)
    assert f"{extra}/mine.toml:1 [heading.round] has no example" in problems.stdout


def test_extra_rules_that_the_revision_does_not_have_are_new(rules_dir: Path, kita: Path, extra: Path) -> None:
    git = ["git", "-C", str(rules_dir.parent), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "rules"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    kita.write_text(TWO_CHAPTERS.replace("第2章", "第2回").replace("第1章", "第1回"), encoding="utf-8")
    asked = ["rules", "diff", kita, "--rules", rules_dir, "--extra-rules", extra, "--json"]
    assert json.loads(run(*asked).stdout)["rules"]["heading.round"] == {"old": 0, "new": 2}
    for command in (["add", "mine"], ["commit", "-qm", "second"]):
        subprocess.run([*git, *command], check=True)
    assert json.loads(run(*asked).stdout)["rules"] == {}


# ---------------------------------------------------------------- tracing


def test_tracing_changes_nothing(kita: Path) -> None:
    rules = load_rules()
    noted = traced(rules)
    assert noted.version == rules.version
    assert noted.for_municipality("甲市").trail is noted.trail  # type: ignore[attr-defined]
    noted.list("kana_order")
    assert noted.trail.lists == {"kana_order"}


def test_every_command_explains_itself_with_an_example() -> None:
    for path in COMMANDS:
        text = re.sub(r"\s+", " ", run(*path, "--help").stdout)
        assert f"Example: planparse {' '.join(path)}" in text, path


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_readmes_list_every_command_and_no_other(name: str) -> None:
    rows = re.findall(r"(?m)^\| `planparse ([^`]+)` \|", (ROOT / name).read_text(encoding="utf-8"))
    known = [" ".join(path) for path in COMMANDS]
    listed = [command for row in rows for command in known if f"{row} ".startswith(f"{command} ")]
    assert (len(rows), sorted(listed)) == (len(known), sorted(known))
