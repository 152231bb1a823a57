"""Every sample against today's output: a change of rules or code shows here, fact by fact, in a review.

``make expected`` writes the files anew (PLANPARSE_WRITE_EXPECTED=1) and then fails, so that nobody commits them unread.
"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from planparse.readers import SUFFIXES, read
from planparse.structure import structure
from tiling import RULES, assert_tiles

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/gold.json"))
SOURCES = sorted(path for name in NAMES for path in (SAMPLES / name).iterdir() if path.suffix in SUFFIXES)
WRITE = "PLANPARSE_WRITE_EXPECTED"

QUERIES = {
    "document": "select title, issuer, municipality, municipality_code, prefecture, established, revised, page_count "
    "from documents where id = ?",
    "sections": "select level, number, title, page_start, page_end from sections where document_id = ? "
    "order by position",
    "tables": "select page_start, page_end, n_rows, n_cols, header_rows, caption from tables where document_id = ? "
    "order by position",
    "visions": "select label, text, scope, holder, page, rule from visions where document_id = ? order by id",
    "periods": "select subject, scope, kind, start, end, years, text, page, rule from periods where document_id = ? "
    "order by id",
    "measures": "select level, label, title, (select title from measures p where p.id = m.parent_id) parent, "
    "description, outcome, category, department, repeated, verb, object, commitment, page, rule from measures m "
    "where document_id = ? order by position",
    "themes": "select m.title measure, t.title theme, x.rule from measures m "
    "join measure_themes x on x.measure_id = m.id left join themes t on t.id = x.theme_id "
    "where m.document_id = ? order by m.position, x.id",
    "indicators": "select name, value, unit, as_of, baseline, target, target_year, page, rule from indicators "
    "where document_id = ? order by id",
    "events": "select date, text, scope, page, rule from events where document_id = ? order by id",
    "schedules": "select title, fiscal_year, status from measure_schedules s join measures m on m.id = s.measure_id "
    "where document_id = ? order by position, fiscal_year",
    "glossary": "select term, reading, expansion, source, page, rule from glossary_terms where document_id = ? "
    "order by id",
    "aliases": "select alias, full, page, rule from aliases where document_id = ? order by id",
    "citations": "select name, kind, article, relation, page, rule from citations where document_id = ? order by id",
    "diagnostics": "select severity, code, page, message from diagnostics where document_id = ? order by id",
}


@pytest.fixture(scope="module")
def database(samples_db: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(samples_db)
    connection.row_factory = sqlite3.Row
    return connection


def snapshot(database: sqlite3.Connection, name: str) -> dict[str, dict[str, list[dict[str, object]]]]:
    """What the database holds of the text and the PDF of a sample, without ids."""
    found = database.execute("select id, source_format, source_path from documents")
    ids = {row["source_format"]: row["id"] for row in found if Path(row["source_path"]).parent.name == name}
    return {
        form: {kind: [dict(row) for row in database.execute(query, (ids[form],))] for kind, query in QUERIES.items()}
        for form in sorted(ids)
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_what_was_reviewed(database: sqlite3.Connection, name: str) -> None:
    expected = SAMPLES / name / "expected.json"
    found = snapshot(database, name)
    if os.environ.get(WRITE):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{expected} was written; read its diff, then run the tests without {WRITE}")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_expected_files_are_not_being_written() -> None:
    assert not os.environ.get(WRITE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_the_lines_of_a_sample_tile_its_text(path: Path) -> None:
    assert_tiles(structure(read(path), RULES))
