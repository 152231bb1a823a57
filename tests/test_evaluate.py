"""Scores against gold: what a maintainer reads off them, and that they agree with the script that judges plans."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from console import planparse
from planparse.evaluate import score
from planparse.gold import Gold, find_gold
from planparse.store import PlanRows, Provenance, open_database, write_plan

EMPTY: dict[str, object] = {
    "document": {"title": "甲市計画", "municipality": "甲市", "prefecture": None, "established": None, "revised": None},
    **{part: [] for part in ("outline", "tables", "visions", "periods", "measures", "glossary")},
}


def gold(**parts: object) -> Gold:
    return Gold(Path("gold.json"), EMPTY | parts)


def plan(**tables: list[dict[str, str | int | float | None]]) -> PlanRows:
    return PlanRows({"title": "甲市計画", "municipality": "甲市"}, tables)


def heading(level: int, title: str, **more: object) -> dict[str, object]:
    return {"level": level, "number": "", "title": title} | more


def test_a_heading_at_the_wrong_level_is_found_but_not_right() -> None:
    card = score(
        gold(outline=[heading(1, "序"), heading(2, "背景")]),
        plan(sections=[{"level": 1, "number": "", "title": "序"}, {"level": 1, "number": "", "title": "背景"}]),
    )
    assert card.figures["headings"] == 1
    assert card.figures["outline"] == 0.5
    assert [(miss.part, miss.side) for miss in card.misses if miss.part == "outline"] == [("outline", "level")]


def test_optional_entries_count_neither_way() -> None:
    wanted = gold(outline=[heading(1, "序"), heading(1, "余談", optional=True)])
    without = score(wanted, plan(sections=[{"level": 1, "number": "", "title": "序"}]))
    with_it = score(wanted, plan(sections=[{"level": 1, "number": "", "title": t} for t in ("序", "余談")]))
    assert without.figures["outline"] == with_it.figures["outline"] == 1


def test_missed_and_invented_facts_cost_alike() -> None:
    term = {"term": "AI", "reading": "", "expansion": "", "definition": "人工知能", "source": "glossary"}
    other = term | {"term": "IoT", "definition": "物のインターネット"}
    missed = score(gold(glossary=[term, other]), plan(glossary_terms=[term | {"id": 1}]))
    invented = score(gold(glossary=[term]), plan(glossary_terms=[term | {"id": 1}, other | {"id": 2}]))
    assert missed.figures["glossary"] == invented.figures["glossary"] == pytest.approx(2 / 3)


def test_spelling_of_width_dashes_and_spaces_does_not_count() -> None:
    vision = {"label": "", "text": "ＤＸ で～つながる", "scope": "own", "holder": "甲市計画"}
    card = score(gold(visions=[vision]), plan(visions=[vision | {"id": 1, "text": "DXで〜つながる"}]))
    assert card.figures["visions"] == 1


def test_evidence_must_quote_its_page_exactly() -> None:
    vision = {"id": 1, "label": "", "text": "みどり", "scope": "own", "holder": None}
    quote = {"fact_table": "visions", "fact_id": 1, "page": 1, "char_start": 2, "char_end": 5, "quote": "みどり"}
    page = {"page": 1, "text": "標語みどり"}
    right = score(gold(), plan(visions=[vision], pages=[page], evidence=[quote]))
    shifted = score(gold(), plan(visions=[vision], pages=[page], evidence=[quote | {"char_start": 1, "char_end": 4}]))
    assert right.figures["evidence"] == 1
    assert shifted.figures["evidence"] == 0


def test_figures_are_those_of_the_script(shared: Path, tmp_path: Path) -> None:
    """A plan read well, read badly and not at all: every figure agrees to three digits."""
    golds = find_gold([shared / "gold"])
    db_path = tmp_path / "plans.db"
    db = open_database(db_path)
    for number, one in enumerate(golds):
        path = tmp_path / f"{one.name}.txt"
        write_plan(db, _spoiled(one, 3 + number), Provenance(path, "", "", one.name))
    db.close()
    script = [sys.executable, str(shared / "tools/score.py"), str(db_path), *(str(one.path) for one in golds), "--json"]
    theirs = json.loads(subprocess.run(script, capture_output=True, text=True, check=True).stdout)
    ours = planparse("eval", db_path, "--gold", shared / "gold", "--json")
    assert ours.exit_code == 0, ours.output
    assert _rounded(json.loads(ours.stdout)["plans"]) == _rounded(theirs["plans"])


def _rounded(plans: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {name: {part: round(value, 3) for part, value in figures.items()} for name, figures in plans.items()}


def _spoiled(one: Gold, step: int) -> PlanRows:
    """The rows that say what the gold says, but for every `step`-th entry, which is left out, cut short or doubled."""
    tables: dict[str, list[dict[str, str | int | float | None]]] = {}

    def add(table: str, entry: dict[str, object], **more: object) -> int:
        rows = tables.setdefault(table, [])
        number = len(rows)
        if number % step == step - 1:
            entry = {
                k: v[:-2] if isinstance(v, str) and len(v) > 8 and not v.isascii() else v for k, v in entry.items()
            }
        names = {k: v for k, v in entry.items() if k not in ("optional", "levels", "directions", "category")}
        rows.append({"id": number} | names | more)  # type: ignore[arg-type]
        return number

    add("pages", {}, page=1, text="…", furniture="", label=None, ruby="[]", width=None, height=None)
    add(
        "sections",
        {"level": 0, "number": "", "title": ""},
        position=0,
        parent_id=None,
        page_start=1,
        page_end=1,
        text="",
    )
    for i, entry in enumerate(one.entries("outline")):
        if i % step:
            add("sections", dict(entry), position=i + 1, parent_id=None, page_start=1, page_end=1, text="")
    for i, entry in enumerate(one.entries("tables")):
        grid = one.grid(entry)[i % step :]
        size = {"n_rows": len(grid), "n_cols": max(map(len, grid), default=0), "header_rows": 1}
        table = add("tables", {"caption": None}, section_id=0, position=i, page_start=1, page_end=1, **size)
        for r, row in enumerate(grid):
            for c, text in enumerate(row):
                add("table_cells", {"text": text}, table_id=table, row=r, col=c, row_span=1, col_span=1, is_header=0)
                del tables["table_cells"][-1]["id"]
    place = {"section_id": 0, "page": 1, "rule": "r"}
    for table, part in (("visions", "visions"), ("periods", "periods"), ("glossary_terms", "glossary")):
        for entry in one.entries(part):
            add(table, dict(entry), **place)
    for table, part in (("aliases", "aliases"), ("citations", "references")):
        for entry in one.entries(part)[::-1]:
            add(table, dict(entry), page=1, rule="r")
    ids: dict[object, int] = {}
    for i, entry in enumerate(one.entries("measures")):
        node = {k: v for k, v in entry.items() if k not in ("id", "parent")}
        parent = None if i % step == 1 else ids.get(entry["parent"])
        more = {"future_state": None, "outcome": None, "department": None, "category": None} | place
        more |= {k: v for k, v in node.items() if k in more}
        node["repeated"] = int(bool(node.get("repeated")))
        ids[entry["id"]] = add("measures", node, parent_id=parent, position=i, **more)
        directions = entry.get("directions", [])
        assert isinstance(directions, list)
        for position, text in enumerate(directions):
            add("measure_directions", {"text": text}, measure_id=ids[entry["id"]], position=position)
    for entry in one.entries("schedules"):
        for year, status in one.cells(entry):
            if status:
                add(
                    "measure_schedules",
                    {"status": status},
                    measure_id=ids[entry["measure"]],
                    fiscal_year=int(year),
                    rule="r",
                )
    document = {key: value for key, value in one.document.items() if key != "prefecture"}
    more_document = {
        "issuer": None,
        "municipality_code": None,
        "prefecture": None,
        "source_format": "text",
        "page_count": 1,
    }
    return PlanRows(document | more_document, tables)  # type: ignore[arg-type]


def test_a_plan_without_gold_of_its_name_is_scored_as_nothing(tmp_path: Path) -> None:
    other = {"title": "乙町総合戦略", "municipality": "乙町", "prefecture": None, "established": None, "revised": None}
    (tmp_path / "other.json").write_text(json.dumps(EMPTY | {"document": other}), encoding="utf-8")
    db = open_database(tmp_path / "plans.db")
    db.close()
    result = planparse("eval", tmp_path / "plans.db", "--gold", tmp_path, "--json")
    assert json.loads(result.stdout)["plans"]["other"]["overall"] == 0
    assert "other" in result.stderr


def test_figures_of_nothing_are_refused_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(EMPTY), encoding="utf-8")
    (tmp_path / "kita.txt").write_text("第1章 趣旨\n", encoding="utf-8")
    asked = ["eval", str(tmp_path), "--gold", str(tmp_path)]
    for more, says in ((["--source", "minami"], "is there gold beside the plans"), (["--lower"], "say with --pin")):
        result = planparse(*asked, *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr


def test_gold_that_is_no_gold_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    sqlite3.connect(tmp_path / "x.db").close()
    result = planparse("eval", tmp_path, "--gold", tmp_path)
    assert result.exit_code == 2
    assert "bad.json" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_each_file_beside_gold_is_scored_and_a_print_has_gold_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "kita"
    folder.mkdir()
    (folder / "gold.json").write_text(json.dumps(EMPTY), encoding="utf-8")
    (folder / "gold.pdf.json").write_text(json.dumps(EMPTY), encoding="utf-8")
    db = open_database(tmp_path / "plans.db")
    for name, format in (("kita.txt", "text"), ("kita.pdf", "pdf")):
        document = {"title": "乙", "source_format": format, "page_count": 1}
        write_plan(db, PlanRows(document, {}), Provenance(folder / name, "", "", name))  # type: ignore[arg-type]
    db.close()

    def scored(*more: str) -> list[str]:
        told = planparse("eval", tmp_path / "plans.db", "--gold", tmp_path, "--json", *more)
        return list(json.loads(told.stdout)["plans"])

    assert scored() == ["kita", "kita-pdf"]
    assert json.loads(planparse("eval", tmp_path / "plans.db", "--json").stdout)["plans"].keys() == set(scored())
    assert scored("--format", "text") == ["kita"]
    assert scored("--format", "pdf") == ["kita-pdf"]
