"""What the READMEs show is run: each query's answer stands below it as the samples give it."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planparse.cli import app

ROOT = Path(__file__).parents[1]
QUERY = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n(?P<answer>(?:\|[^\n]*\n)+))?", re.S)
CONSOLE = re.compile(r"(?m)^(?P<indent> *)```console\n *\$ (?P<command>.+)\n(?:(?! *```).*\n)* *```\n")
WRITE = "PLANPARSE_WRITE_EXPECTED"


def table(database: Path, sql: str) -> str:
    """The answer to a query as a Markdown table."""
    with closing(sqlite3.connect(database)) as connection:
        cursor = connection.execute(sql)
        heads = [column[0] for column in cursor.description]
        rows = [heads, ["---"] * len(heads), *(["" if v is None else str(v) for v in row] for row in cursor)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_answers_are_those_of_the_samples(samples_db: Path, name: str) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    queries = list(QUERY.finditer(text))
    assert len(queries) >= 3
    fresh = QUERY.sub(lambda m: f"```sql\n{m['sql']}```\n\n{table(samples_db, m['sql'])}", text)
    if os.environ.get(WRITE) and fresh != text:
        path.write_text(fresh, encoding="utf-8")
        pytest.fail(f"{name} was written; read its diff")
    assert fresh == text


def test_both_readmes_show_the_same_queries() -> None:
    english, japanese = (
        [m["sql"] for m in QUERY.finditer((ROOT / name).read_text(encoding="utf-8"))]
        for name in ("README.md", "README.ja.md")
    )
    assert english == japanese


@pytest.mark.parametrize("name", ["docs/rules.md", "docs/rules.ja.md"])
def test_what_a_console_shows_is_what_the_program_prints(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks marked console are of today; those marked text tell what was printed once."""
    monkeypatch.chdir(ROOT)
    text = (ROOT / name).read_text(encoding="utf-8")
    assert CONSOLE.search(text)
    fresh = CONSOLE.sub(_printed_anew, text)
    if os.environ.get(WRITE) and fresh != text:
        (ROOT / name).write_text(fresh, encoding="utf-8")
        pytest.fail(f"{name} was written; read its diff")
    assert fresh == text


def _printed_anew(block: re.Match[str]) -> str:
    words = shlex.split(block["command"])
    assert words[0] == "planparse"
    output = CliRunner().invoke(app, words[1:]).output
    shown = "".join(f"{block['indent']}{line}".rstrip() + "\n" for line in output.splitlines())
    return f"{block['indent']}```console\n{block['indent']}$ {block['command']}\n{shown}{block['indent']}```\n"


@pytest.mark.parametrize("name", ["README.md", "README.ja.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []
