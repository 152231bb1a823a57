"""What the READMEs show is run: each query's answer stands below it as the samples give it."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planparse.cli import app

ROOT = Path(__file__).parents[1]
SAMPLES = [str(ROOT / "samples" / name) for name in ("kawabe", "midorino", "minato", "yamase")]
QUERY = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n(?P<answer>(?:\|[^\n]*\n)+))?", re.S)
WRITE = "PLANPARSE_WRITE_EXPECTED"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("readme") / "plans.db"
    result = CliRunner().invoke(app, ["run", *SAMPLES, "--db", str(path)])
    assert result.exit_code == 0, result.output
    return sqlite3.connect(path)


def table(database: sqlite3.Connection, sql: str) -> str:
    """The answer to a query as a Markdown table."""
    cursor = database.execute(sql)
    heads = [column[0] for column in cursor.description]
    rows = [heads, ["---"] * len(heads), *(["" if v is None else str(v) for v in row] for row in cursor)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_answers_are_those_of_the_samples(database: sqlite3.Connection, name: str) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    queries = list(QUERY.finditer(text))
    assert len(queries) >= 3
    fresh = QUERY.sub(lambda m: f"```sql\n{m['sql']}```\n\n{table(database, m['sql'])}", text)
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


@pytest.mark.parametrize("name", ["README.md", "README.ja.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []
