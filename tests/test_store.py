from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from planparse import store
from planparse.document import Plan
from planparse.errors import UserError
from planparse.model import (
    Alias,
    Citation,
    Evidence,
    GlossaryTerm,
    Measure,
    Period,
    Schedule,
    Scope,
    Span,
    Vision,
)
from planparse.reference import diagnostics_page, schema_page
from planparse.store import broken_promises, plan_rows
from planparse.store.migrations import migrations
from planparse.store.rows import COLUMNS, ELSEWHERE
from planparse.store.schema import TABLES, VIEWS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return store.open_database(tmp_path / "plans.db")


def put(db: Database, plan: Plan, name: str = "plan.pdf", slug: str = "plan") -> int:
    return store.write_plan(db, plan_rows(plan), store.Provenance(Path("/plans", name), "abc", "r1", slug))


def rows(db: Database, table: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in db.table(table).rows]


def in_all_tables(db: Database) -> dict[str, int]:
    return {name: db.table(name).count for name in TABLES}


# ---------------------------------------------------------------- a plan as rows


def test_each_fact_becomes_a_row_in_its_section(db: Database, plan: Plan) -> None:
    put(db, plan)
    [section_id] = (row["id"] for row in db.query("SELECT id FROM sections WHERE number = '第1章'"))
    assert rows(db, "visions", "label", "text", "scope", "section_id", "rule") == [
        ("めざす姿", "海と生きるまち", "own", section_id, "vision.labelled")
    ]
    assert rows(db, "periods", "start", "end", "subject") == [("2024-04", None, None)]
    assert rows(db, "measure_schedules", "fiscal_year", "status", "measure_id") == [(2024, "検討", 2)]
    assert rows(db, "measure_directions", "position", "text") == [(0, "海"), (1, "まち")]
    assert rows(db, "diagnostics", "code", "page", "source_path") == [("period_mismatch", 2, "/plans/plan.pdf")]


def test_evidence_over_a_page_break_is_two_quotes_that_show_the_words(db: Database, plan: Plan) -> None:
    put(db, plan)
    found = list(db.query("SELECT * FROM evidence WHERE fact_table = 'visions' ORDER BY id"))
    assert [(row["page"], row["char_start"], row["quote"]) for row in found] == [(1, 9, "海と生きる"), (2, 0, "まち")]
    assert found[0]["x0"] == 19
    assert found[0]["x1"] == 24
    assert rows(db, "visions", "page") == [(1,)]


def test_a_span_that_crosses_a_page_break_is_parted(db: Database, plan: Plan) -> None:
    evidence = (Evidence("text", (Span(9, 17),)),)
    crossing = dataclasses.replace(plan.facts.visions[0], evidence=evidence)
    put(db, dataclasses.replace(plan, facts=dataclasses.replace(plan.facts, visions=(crossing,))))
    quotes = [row["quote"] for row in db.query("SELECT quote FROM evidence WHERE fact_table = 'visions' ORDER BY id")]
    assert quotes == ["海と生きる\n", "まち"]
    assert broken_promises(db) == {}


def test_a_table_stands_cell_by_cell_with_its_place(db: Database, plan: Plan) -> None:
    put(db, plan)
    assert rows(db, "table_cells", "row", "col", "text", "is_header") == [
        (0, 0, "年度", 1), (0, 1, "内容", 1), (1, 0, "令和6", 0), (1, 1, "検討", 0)
    ]  # fmt: skip
    assert rows(db, "tables", "caption", "page_start", "page_end", "header_rows") == [(None, 2, 2, 1)]
    [cell] = db.query("SELECT page, quote FROM evidence WHERE field = 'cell 1,1'")
    assert cell == {"page": 2, "quote": "検討"}


def test_a_section_ends_on_the_page_of_its_last_line(db: Database, plan: Plan) -> None:
    put(db, plan)
    assert rows(db, "sections", "title", "page_start", "page_end") == [("", 1, 1), ("めざす姿", 1, 2)]


def test_a_parent_may_come_after_its_child(db: Database, plan: Plan) -> None:
    pillar, action = plan.facts.measures
    swapped: tuple[Measure, ...] = (dataclasses.replace(action, parent=1), pillar)
    put(db, dataclasses.replace(plan, facts=dataclasses.replace(plan.facts, measures=swapped)))
    assert rows(db, "measures", "id", "parent_id") == [(1, 2), (2, None)]


# ---------------------------------------------------------------- replacing and failing


def test_a_document_that_is_read_again_keeps_slug_and_id_and_leaves_no_old_rows(db: Database, plan: Plan) -> None:
    put(db, plan)
    put(db, plan, "other.pdf", "other")
    before = in_all_tables(db)
    assert put(db, plan, slug="another-name") == 1
    assert in_all_tables(db) == before
    assert rows(db, "documents", "id", "slug") == [(1, "plan"), (2, "other")]
    assert broken_promises(db) == {}


def test_a_document_that_cannot_be_stored_whole_is_not_stored_at_all(db: Database, plan: Plan) -> None:
    put(db, plan)
    before = in_all_tables(db)
    broken = plan_rows(plan)
    broken.tables["visions"][0]["scope"] = "nobody's"
    with pytest.raises(sqlite3.IntegrityError):
        store.write_plan(db, broken, store.Provenance(Path("/plans/plan.pdf"), "def", "r1", "plan"))
    assert in_all_tables(db) == before
    assert rows(db, "documents", "source_sha256") == [("abc",)]


def test_a_failure_replaces_the_last_one_and_goes_when_the_file_is_read(db: Database, plan: Plan) -> None:
    path = Path("/plans/plan.pdf")
    for code in ("timeout", "encrypted"):
        store.write_failure(db, path, code, "…")
    assert rows(db, "diagnostics", "code", "document_id", "severity") == [("encrypted", None, "error")]
    put(db, plan)
    assert rows(db, "diagnostics", "code") == [("period_mismatch",)]


def test_removing_a_document_removes_all_that_belongs_to_it(db: Database, plan: Plan) -> None:
    put(db, plan)
    store.remove_documents(db, [Path("/plans/plan.pdf")])
    assert {name for name, count in in_all_tables(db).items() if count} == {"column_descriptions"}


def test_a_source_that_is_gone_is_noted_once_and_until_it_is_back(db: Database, plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    store.write_plan(db, plan_rows(plan), store.Provenance(path, "abc", "r1", "a"))
    for _ in range(2):
        assert store.note_missing_sources(db) == [path]
    assert rows(db, "diagnostics", "code") == [("period_mismatch",), ("missing_source",)]
    path.touch()
    assert store.note_missing_sources(db) == []
    assert rows(db, "diagnostics", "code") == [("period_mismatch",)]


def test_a_source_that_is_closed_to_us_is_not_gone(db: Database, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    put(db, plan)

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "stat", refuse)
    assert store.note_missing_sources(db) == []


def test_slugs_are_file_names_with_the_format_then_a_number_where_taken(db: Database, plan: Plan) -> None:
    put(db, plan, "b/plan.txt", "plan")
    paths = [Path("/plans", name) for name in ("b/plan.txt", "a/plan.pdf", "c/plan.pdf", "d/plan.pdf", "new.md")]
    assert list(store.allot_slugs(db, paths).values()) == ["plan", "plan-pdf", "plan-2", "plan-3", "new"]


def test_a_plan_that_is_not_there_is_answered_with_those_like_it_else_with_a_few(db: Database, plan: Plan) -> None:
    for number in range(15):
        put(db, plan, f"{number:02}.pdf", f"plan-{number:02}")
    put(db, plan, "umibe.pdf", "umibe-2026")
    hints = {}
    for name in ("umibe", "unibe-2026", "川辺市"):
        with pytest.raises(UserError) as error:
            store.the_document(db, name)
        hints[name] = error.value.hint
    assert hints["umibe"] == hints["unibe-2026"] == "there is umibe-2026"
    assert hints["川辺市"].endswith("plan-11 and 4 more")


# ---------------------------------------------------------------- the database


def test_every_table_and_column_is_described_and_no_other(db: Database) -> None:
    tables = {name: [column.name for column in db.table(name).columns] for name in db.table_names()}
    del tables["_sqlite_migrations"]
    assert tables == {name: list(doc.columns) for name, doc in TABLES.items()}
    assert {view.name: [column.name for column in view.columns] for view in db.views} == {
        name: list(doc.columns) for name, doc in VIEWS.items()
    }


@pytest.mark.parametrize(
    ("fact", "table"),
    [
        (Vision, "visions"), (Period, "periods"), (Measure, "measures"), (Schedule, "measure_schedules"),
        (GlossaryTerm, "glossary_terms"), (Alias, "aliases"), (Citation, "citations"),
    ],
)  # fmt: skip
def test_every_field_of_a_fact_has_its_column(fact: type, table: str) -> None:
    named = {COLUMNS.get(field.name, field.name) for field in dataclasses.fields(fact)}
    assert named - ELSEWHERE - TABLES[table].columns.keys() == set()


def test_the_descriptions_stand_in_the_database(db: Database) -> None:
    described = {
        (row["table_name"], row["column_name"]): row["description"] for row in db.table("column_descriptions").rows
    }
    assert described["visions", "holder"] == TABLES["visions"].columns["holder"]
    assert described["plan_overview", ""] == VIEWS["plan_overview"].description


@pytest.mark.parametrize(("name", "page"), [("schema.md", schema_page), ("diagnostics.md", diagnostics_page)])
def test_the_reference_pages_are_what_the_program_prints(name: str, page: object) -> None:
    assert callable(page)
    assert (DOCS / name).read_text(encoding="utf-8") == page(), "run make docs"


def test_every_foreign_key_is_indexed_and_enforced(db: Database) -> None:
    keys = [(table, key.columns) for table in db.tables for key in table.foreign_keys]
    assert len(keys) > 20
    for table, columns in keys:
        starts = [tuple(index.columns[: len(columns)]) for index in table.indexes]
        assert tuple(columns) in [*starts, tuple(table.pks[: len(columns)])], f"{table.name} {columns}"
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO aliases (document_id, alias, full, rule) VALUES (99, 'DX', 'デジタル', 'r')")


def test_a_database_of_a_newer_program_is_refused(db: Database, tmp_path: Path) -> None:
    db.table(migrations.migrations_table).insert(
        {"migration_set": "planparse", "name": "9999_later", "applied_at": "x"}
    )
    for opens in (store.open_database, store.read_database):
        with pytest.raises(UserError, match=r"newer planparse.*9999_later"):
            opens(tmp_path / "plans.db")


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database, but long enough to be looked at" * 40, encoding="utf-8")
    with pytest.raises(UserError):
        store.open_database(path)
    assert path.read_text(encoding="utf-8").startswith("no database")


def test_readers_see_the_old_rows_while_a_document_is_written(db: Database, plan: Plan, tmp_path: Path) -> None:
    put(db, plan)
    with closing(store.read_database(tmp_path / "plans.db")) as reader, db.atomic():
        db.execute("DELETE FROM documents")
        assert reader.table("visions").count == 1


def test_where_nothing_may_be_written_the_database_is_read_as_it_lies(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with closing(store.read_database(tmp_path / "plans.db")) as reader:
        assert reader.table("documents").count == 0
        assert [path.name for path in tmp_path.iterdir()] == ["plans.db"]


def test_the_overview_tells_vision_period_and_counts(db: Database, plan: Plan) -> None:
    upper = dataclasses.replace(plan.facts.visions[0], scope=Scope.UPPER_PLAN, text="上位")
    facts = dataclasses.replace(plan.facts, visions=(upper, *plan.facts.visions))
    put(db, dataclasses.replace(plan, facts=facts))
    [overview] = db.query("SELECT * FROM plan_overview")
    assert overview == {
        "slug": "plan", "municipality": "海辺市", "title": "海辺市総合計画", "own_vision": "海と生きるまち",
        "own_period": "2024-04/..", "n_sections": 1, "n_tables": 1, "n_measures": 2, "n_terms": 0, "n_diagnostics": 1,
    }  # fmt: skip


def test_the_measure_tree_gives_depth_and_path(db: Database, plan: Plan) -> None:
    put(db, plan)
    found = [(row["depth"], row["path"]) for row in db.query("SELECT * FROM measure_tree ORDER BY position")]
    assert found == [(0, "めざす姿"), (1, "めざす姿 > 検討")]


# ---------------------------------------------------------------- verify


@pytest.mark.parametrize(
    ("damage", "promise"),
    [
        (
            "UPDATE evidence SET quote = 'x' WHERE fact_table = 'visions' AND page = 1",
            "every quote is exactly its slice",
        ),
        ("DELETE FROM evidence WHERE fact_table = 'periods'", "every row of periods has evidence"),
        ("UPDATE table_cells SET col_span = 2 WHERE row = 0 AND col = 0", "no cell covers another"),
        ("UPDATE table_cells SET row_span = 9 WHERE row = 1 AND col = 1", "every cell lies inside its table"),
        ("UPDATE documents SET page_count = 3", "every document has all its pages"),
        ("DELETE FROM visions", "all evidence of visions belongs to a row"),
    ],
)
def test_verify_finds_what_is_broken(db: Database, plan: Plan, damage: str, promise: str) -> None:
    put(db, plan)
    assert broken_promises(db) == {}
    db.execute(damage)
    [broken] = broken_promises(db)
    assert broken.startswith(promise)


def test_verify_wants_evidence_of_every_kind_of_fact(samples_db: Path, tmp_path: Path) -> None:
    db = store.open_database(Path(shutil.copy(samples_db, tmp_path / "plans.db")))
    facts = {row["fact_table"] for row in db.query("SELECT DISTINCT fact_table FROM evidence")} - {"sections", "tables"}
    assert broken_promises(db) == {}
    db.execute("DELETE FROM evidence")
    assert broken_promises(db).keys() == {f"every row of {table} has evidence" for table in facts}
