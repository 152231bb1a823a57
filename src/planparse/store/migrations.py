"""How a database comes from nothing, or from an older planparse, to the schema of this one.

A migration that has been released is never edited: a new table or column is a new function at the end, and its
description goes into `planparse.store.schema`.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("planparse")

SCOPE = "CHECK (scope IN ('own', 'upper_plan', 'prefecture', 'national', 'other'))"
DOCUMENT = "document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE"
SECTION = "section_id INTEGER NOT NULL REFERENCES sections(id) ON DELETE CASCADE"
PLACE = "page INTEGER, rule TEXT NOT NULL"

FIRST_TABLES = f"""
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, title TEXT, issuer TEXT, municipality TEXT, municipality_code TEXT,
  prefecture TEXT, established TEXT, revised TEXT, source_path TEXT NOT NULL UNIQUE, source_sha256 TEXT NOT NULL,
  source_format TEXT NOT NULL CHECK (source_format IN ('pdf', 'text')), page_count INTEGER NOT NULL, coverage REAL,
  planparse_version TEXT NOT NULL, rules_version TEXT NOT NULL, ingested_at TEXT NOT NULL
);
CREATE TABLE pages (
  id INTEGER PRIMARY KEY, {DOCUMENT}, page INTEGER NOT NULL, label TEXT, text TEXT NOT NULL, furniture TEXT NOT NULL,
  ruby TEXT NOT NULL, width REAL, height REAL, UNIQUE (document_id, page)
);
CREATE TABLE sections (
  id INTEGER PRIMARY KEY, {DOCUMENT}, parent_id INTEGER REFERENCES sections(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, level INTEGER NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL,
  page_start INTEGER NOT NULL, page_end INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (document_id, position)
);
CREATE TABLE tables (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, position INTEGER NOT NULL, caption TEXT, page_start INTEGER NOT NULL,
  page_end INTEGER NOT NULL, n_rows INTEGER NOT NULL, n_cols INTEGER NOT NULL, header_rows INTEGER NOT NULL,
  UNIQUE (document_id, position)
);
CREATE TABLE table_cells (
  table_id INTEGER NOT NULL REFERENCES tables(id) ON DELETE CASCADE, row INTEGER NOT NULL, col INTEGER NOT NULL,
  row_span INTEGER NOT NULL, col_span INTEGER NOT NULL, is_header INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (table_id, row, col)
) WITHOUT ROWID;
CREATE TABLE visions (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, label TEXT, text TEXT NOT NULL, scope TEXT NOT NULL {SCOPE},
  holder TEXT, {PLACE}
);
CREATE TABLE periods (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, subject TEXT, scope TEXT NOT NULL {SCOPE},
  kind TEXT NOT NULL CHECK (kind IN ('plan_period', 'survey', 'project', 'other')), start TEXT, end TEXT,
  start_fiscal_year INTEGER, end_fiscal_year INTEGER, years INTEGER, text TEXT NOT NULL, {PLACE}
);
CREATE TABLE measures (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION},
  parent_id INTEGER REFERENCES measures(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL, level TEXT NOT NULL CHECK (level IN ('pillar', 'measure', 'action')),
  label TEXT NOT NULL, title TEXT NOT NULL, description TEXT, future_state TEXT, outcome TEXT, category TEXT,
  department TEXT, repeated INTEGER NOT NULL, {PLACE}, UNIQUE (document_id, position)
);
CREATE TABLE measure_directions (
  id INTEGER PRIMARY KEY, measure_id INTEGER NOT NULL REFERENCES measures(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (measure_id, position)
);
CREATE TABLE measure_schedules (
  id INTEGER PRIMARY KEY, measure_id INTEGER NOT NULL REFERENCES measures(id) ON DELETE CASCADE,
  fiscal_year INTEGER NOT NULL, status TEXT NOT NULL, rule TEXT NOT NULL
);
CREATE TABLE glossary_terms (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, term TEXT NOT NULL, reading TEXT, expansion TEXT,
  definition TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('glossary', 'footnote')), {PLACE}
);
CREATE TABLE aliases (id INTEGER PRIMARY KEY, {DOCUMENT}, alias TEXT NOT NULL, "full" TEXT NOT NULL, {PLACE});
CREATE TABLE citations (
  id INTEGER PRIMARY KEY, {DOCUMENT}, name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('law', 'plan', 'policy', 'declaration', 'ordinance', 'other')), article TEXT,
  relation TEXT
    CHECK (relation IN ('upper_plan', 'legal_basis', 'predecessor', 'national', 'prefectural', 'related')), {PLACE}
);
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, {DOCUMENT}, fact_table TEXT NOT NULL, fact_id INTEGER NOT NULL, field TEXT NOT NULL,
  page INTEGER NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER NOT NULL, quote TEXT NOT NULL,
  x0 REAL, top REAL, x1 REAL, bottom REAL, CHECK (char_start < char_end),
  FOREIGN KEY (document_id, page) REFERENCES pages(document_id, page) ON DELETE CASCADE
);
CREATE TABLE diagnostics (
  id INTEGER PRIMARY KEY, document_id INTEGER REFERENCES documents(id) ON DELETE CASCADE, source_path TEXT,
  page INTEGER, severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')), code TEXT NOT NULL,
  message TEXT NOT NULL
);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, command TEXT NOT NULL,
  n_ok INTEGER NOT NULL, n_failed INTEGER NOT NULL, n_skipped INTEGER NOT NULL, planparse_version TEXT NOT NULL,
  rules_version TEXT NOT NULL
);
CREATE TABLE column_descriptions (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (table_name, column_name)
);
"""

FIRST_INDEXES = {
    "sections": ("parent_id",),
    "tables": ("section_id",),
    "visions": ("document_id", "section_id"),
    "periods": ("document_id", "section_id"),
    "measures": ("section_id", "parent_id"),
    "measure_schedules": ("measure_id",),
    "glossary_terms": ("document_id", "section_id"),
    "aliases": ("document_id",),
    "citations": ("document_id",),
    "diagnostics": ("document_id", "source_path"),
}

PLAN_OVERVIEW = """
SELECT d.slug, d.municipality, d.title,
  (SELECT v.text FROM visions v WHERE v.document_id = d.id AND v.scope = 'own' ORDER BY v.id LIMIT 1) AS own_vision,
  (SELECT coalesce(p.start, '..') || '/' || coalesce(p.end, '..') FROM periods p
   WHERE p.document_id = d.id AND p.scope = 'own' AND p.kind = 'plan_period' ORDER BY p.id LIMIT 1) AS own_period,
  (SELECT count(*) FROM sections s WHERE s.document_id = d.id AND s.level > 0) AS n_sections,
  (SELECT count(*) FROM tables t WHERE t.document_id = d.id) AS n_tables,
  (SELECT count(*) FROM measures m WHERE m.document_id = d.id) AS n_measures,
  (SELECT count(*) FROM glossary_terms g WHERE g.document_id = d.id) AS n_terms,
  (SELECT count(*) FROM diagnostics x WHERE x.document_id = d.id AND x.severity <> 'info') AS n_diagnostics
FROM documents d
"""

MEASURE_TREE = """
WITH RECURSIVE tree (id, depth, path) AS (
  SELECT id, 0, title FROM measures WHERE parent_id IS NULL
  UNION ALL
  SELECT m.id, tree.depth + 1, tree.path || ' > ' || m.title FROM measures m JOIN tree ON m.parent_id = tree.id
)
SELECT m.id AS measure_id, m.document_id, d.slug, m.position, tree.depth, tree.path, m.level, m.label, m.title, m.page
FROM tree JOIN measures m ON m.id = tree.id JOIN documents d ON d.id = m.document_id
"""

ANALYSIS_TABLES = f"""
CREATE TABLE themes (
  id INTEGER PRIMARY KEY, {DOCUMENT}, key TEXT NOT NULL, title TEXT NOT NULL, list TEXT NOT NULL,
  UNIQUE (document_id, list, key)
);
CREATE TABLE measure_themes (
  id INTEGER PRIMARY KEY, measure_id INTEGER NOT NULL REFERENCES measures(id) ON DELETE CASCADE,
  theme_id INTEGER REFERENCES themes(id) ON DELETE CASCADE, rule TEXT, UNIQUE (measure_id, theme_id)
);
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, name TEXT NOT NULL, value REAL, unit TEXT, as_of TEXT, baseline REAL,
  target REAL, target_year INTEGER, {PLACE}
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY, {DOCUMENT}, {SECTION}, date TEXT NOT NULL, text TEXT NOT NULL, scope TEXT NOT NULL {SCOPE},
  {PLACE}
);
"""


@migrations(name="0001_first_schema")
def first_schema(db: Database) -> None:
    """All tables, indexes and views of version 0.1."""
    for statement in FIRST_TABLES.split(";\n"):
        db.execute(statement)
    for table, columns in FIRST_INDEXES.items():
        for column in columns:
            db.table(table).create_index([column])
    db.table("evidence").create_index(["document_id", "page"])
    db.table("evidence").create_index(["fact_table", "fact_id"])
    db.create_view("plan_overview", PLAN_OVERVIEW)
    db.create_view("measure_tree", MEASURE_TREE)


@migrations(name="0002_analysis")
def analysis(db: Database) -> None:
    """Predicates of measures, themes, indicators and events."""
    for statement in ANALYSIS_TABLES.split(";\n"):
        db.execute(statement)
    for column in (
        "verb TEXT",
        "object TEXT",
        "commitment TEXT CHECK (commitment IN ('implement', 'promote', 'consider'))",
    ):
        db.execute(f"ALTER TABLE measures ADD COLUMN {column}")
    db.table("measure_themes").create_index(["theme_id"])
    for table in ("indicators", "events"):
        for column in ("document_id", "section_id"):
            db.table(table).create_index([column])
