from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.cli import app as typer_cli
from typer.testing import CliRunner

from console import planparse
from planparse import __version__, store
from planparse.document import Plan
from planparse.store import plan_rows

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def db_path(tmp_path: Path, plan: Plan) -> Path:
    """A database of two plans of one municipality."""
    path = tmp_path / "plans.db"
    with closing(store.open_database(path)) as db:
        for name in ("umibe", "umibe-2020"):
            provenance = store.Provenance(Path("/plans", f"{name}.pdf"), "abc", "r1", name)
            store.write_plan(db, plan_rows(plan), provenance)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small plan."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "umibe.txt").write_text("第1章 趣旨\n\n海と生きる。\n\n第2章 めざす姿\n\n海。\n", encoding="utf-8")
    return folder


# ---------------------------------------------------------------- run


def test_a_line_end_or_a_colour_in_a_file_name_stays_in_its_line(folder: Path, tmp_path: Path) -> None:
    (folder / "umibe.txt").rename(folder / "kita\nyama\x1b[31m.txt")
    result = planparse("run", folder, "--db", tmp_path / "plans.db")
    assert r"[1/1] kita\nyama\x1b[31m.txt: read in" in result.stdout
    assert "[kita_yama_[31m]" in result.stdout
    assert r"no plan 'a\nb'" in planparse("show", "a\nb", "--db", tmp_path / "plans.db").stderr
    assert "\x1b" not in result.output


def test_run_reads_a_folder_and_sums_up(folder: Path, tmp_path: Path) -> None:
    db_path = tmp_path / "out" / "plans.db"
    result = planparse("run", folder, "--db", db_path)
    assert result.exit_code == 0, result.output
    assert "[1/1] umibe.txt: read in" in result.stdout
    assert "[umibe]" in result.stdout
    assert "2 sections" in result.stdout
    assert re.search(
        rf"^1 read, 0 unchanged in [0-9.]+ s -> {re.escape(str(db_path))}\n\Z", result.stdout, re.MULTILINE
    )
    assert "1 unchanged" in planparse("run", folder, "--db", db_path).stdout


def test_run_prunes_although_the_folder_is_empty_now(folder: Path, tmp_path: Path) -> None:
    words = ("run", folder, "--db", tmp_path / "plans.db")
    planparse(*words)
    (folder / "umibe.txt").unlink()
    assert planparse(*words).exit_code == 2
    pruned = planparse(*words, "--prune")
    assert (pruned.exit_code, "1 gone and removed" in pruned.stdout) == (0, True)


def test_run_json_gives_what_became_of_each_file(folder: Path, tmp_path: Path) -> None:
    for name in ("empty.txt", "empty.pdf"):
        (folder / name).touch()
    result = planparse("run", folder, "--db", tmp_path / "plans.db", "--json")
    outcomes = {Path(item["source_path"]).name: item for item in json.loads(result.stdout)}
    for name in ("empty.txt", "empty.pdf"):
        assert outcomes[name]["failure"]["code"] == "empty_file"
        assert outcomes[name]["plan"] is None
    assert outcomes["umibe.txt"]["plan"]["n_sections"] == 2


def test_run_names_failures_on_standard_error_and_ends_with_1(folder: Path, tmp_path: Path) -> None:
    (folder / "kowareta.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    result = planparse("run", folder, "--db", tmp_path / "plans.db")
    assert result.exit_code == 1
    assert re.fullmatch(rf"{re.escape(str(folder))}/kowareta\.pdf: \w+: .+\n", result.stderr)
    assert "1 read, 0 unchanged, 1 failed" in result.stdout


@pytest.mark.parametrize(
    "words",
    [["run"], ["run", "nowhere"], ["run", "."], ["run", ".", "--jobs", "0"], ["show", "x", "--db", "no.db"], ["fly"]],
)
def test_wrong_usage_ends_with_2_and_no_traceback(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = planparse(*words)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output


def test_broken_rules_are_wrong_usage_and_say_where(folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "visions.toml").write_text("[[rule]]\nid = 'x'\n", encoding="utf-8")
    result = planparse("run", folder, "--rules", rules, "--db", tmp_path / "plans.db")
    assert result.exit_code == 2
    assert "visions.toml:1 [x] kind is missing" in result.stderr
    assert not (tmp_path / "plans.db").exists()


@pytest.mark.parametrize(
    ("rule_file", "says"),
    [(None, "no .toml rule file in this folder"), ("[vars]\nmark = '・'\n", "[own_plan_words] no rule file has this")],
)
def test_rules_that_lack_what_the_program_needs_are_wrong_usage(
    rule_file: str | None, says: str, folder: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    if rule_file is not None:
        (rules / "vars.toml").write_text(rule_file, encoding="utf-8")
    result = planparse("run", folder, "--rules", rules, "--db", tmp_path / "plans.db")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "plans.db").exists()


def test_the_password_does_not_reach_the_database(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["run", str(folder), "--db", str(tmp_path / "plans.db"), "--password=hirake-goma"]
    monkeypatch.setattr("sys.argv", ["planparse", *words])
    assert planparse(*words).exit_code == 0
    with closing(sqlite3.connect(tmp_path / "plans.db")) as db:
        [(command,)] = db.execute("SELECT command FROM runs")
    assert command == f"planparse run {folder} --db {tmp_path / 'plans.db'} '--password=***'"


# ---------------------------------------------------------------- show and verify


def test_show_tells_what_is_known_of_a_plan(db_path: Path) -> None:
    shown = planparse("show", "umibe", "--db", db_path).stdout
    for words in ("海辺市総合計画", "第1章 めざす姿", "海と生きるまち", "2024-04", "① 検討", "period_mismatch"):
        assert words in shown


def test_show_lists_the_plans_of_a_municipality_that_has_several(db_path: Path) -> None:
    result = planparse("show", "海辺市", "--db", db_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "umibe, umibe-2020" in result.stderr
    with closing(sqlite3.connect(db_path)) as db, db:
        db.execute("DELETE FROM documents WHERE slug = 'umibe-2020'")
    assert "海と生きるまち" in planparse("show", "海辺市", "--db", db_path).stdout


def test_show_json_gives_every_fact_with_its_evidence(db_path: Path) -> None:
    shown = json.loads(planparse("show", "umibe", "--json", "--db", db_path).stdout)
    assert shown["document"]["slug"] == "umibe"
    assert [item["quote"] for item in shown["visions"][0]["evidence"]] == ["海と生きる", "まち"]
    assert [cell["text"] for cell in shown["tables"][0]["table_cells"]] == ["年度", "内容", "令和6", "検討"]
    assert shown["measures"][1]["measure_schedules"][0]["status"] == "検討"


def test_show_page_gives_its_text_and_what_was_read_from_it(db_path: Path) -> None:
    shown = planparse("show", "umibe", "--page", 2, "--db", db_path).stdout
    assert shown.startswith("まち\n年度")
    assert re.search(r"visions \d+ +text +0-2 +まち", shown)
    page = json.loads(planparse("show", "umibe", "--page", 2, "--json", "--db", db_path).stdout)
    assert page["furniture"] == "市の計画"
    missing = planparse("show", "umibe", "--page", 3, "--db", db_path)
    assert (missing.exit_code, missing.stderr) == (2, "planparse: umibe has no page 3; its pages are 1 to 2\n")


def test_verify_ends_with_1_where_a_quote_is_not_on_its_page(db_path: Path) -> None:
    result = planparse("verify", "--db", db_path)
    assert (result.exit_code, result.stdout[:11]) == (0, "all is well")
    with closing(sqlite3.connect(db_path)) as db, db:
        db.execute("UPDATE evidence SET quote = '山' WHERE id = 1")
    assert planparse("verify", "--db", db_path).exit_code == 1
    broken = json.loads(planparse("verify", "--json", "--db", db_path).stdout)["broken"]
    assert list(broken) == ["every quote is exactly its slice of the page"]


# ---------------------------------------------------------------- help


def test_version() -> None:
    assert planparse("--version").stdout == f"planparse {__version__}\n"


def test_every_command_has_an_example() -> None:
    documented = (DOCS / "cli.md").read_text(encoding="utf-8")
    commands = re.split(r"^##+ ", documented, flags=re.MULTILINE)[1:]
    assert len(commands) >= 4
    assert [
        part.splitlines()[0] for part in commands if "Example: planparse" not in part and "**Commands**" not in part
    ] == []


def test_the_page_of_commands_is_what_the_program_prints() -> None:
    printed = CliRunner().invoke(typer_cli, ["planparse.cli", "utils", "docs", "--name", "planparse"])
    assert (DOCS / "cli.md").read_text(encoding="utf-8").strip() == printed.stdout.strip(), "run make docs"
