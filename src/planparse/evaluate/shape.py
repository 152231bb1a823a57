"""Score the document row, the outline and the tables."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from planparse.evaluate.card import TERM_LIKE, TITLE_LIKE, Card, integer
from planparse.gold import Gold
from planparse.likeness import Entry, Matching, align, alike, f1, greedy, normal, same
from planparse.store import PlanRows

CELL_LIKE = 0.5
TABLE_LIKE = 0.3

Grid = Sequence[Sequence[str]]


def score_document(gold: Gold, plan: PlanRows, card: Card) -> None:
    """The share of the document's own columns that are right."""
    right = [alike(plan.document.get("title"), gold.document.get("title")) >= TERM_LIKE]
    names = ("municipality", "prefecture", "established", "revised")
    right += [same(plan.document.get(name), gold.document.get(name)) for name in names]
    for name, ok in zip(("title", *names), right, strict=True):
        if not ok:
            card.miss("document", "wrong", f"{name}: {plan.document.get(name)!r}, gold {gold.document.get(name)!r}")
    card.figures["document"] = sum(right) / len(right)


def score_outline(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of the headings in order, and of those at the right level."""
    wanted = gold.entries("outline")
    found = [row for row in plan.tables.get("sections", ()) if row["level"]]
    matching = Matching(wanted, found, align(wanted, found, _same_heading).pairs)
    card.note("outline", matching, lambda entry: f"{entry['level']} {entry['number']} {entry['title']}")
    at_level = 0
    for i, j in matching.required:
        levels = wanted[i].get("levels", [wanted[i]["level"]])
        if isinstance(levels, list) and found[j]["level"] in levels:
            at_level += 1
        else:
            heading = f"{wanted[i]['number']} {wanted[i]['title']}"
            card.miss("outline", "level", f"{heading}: {found[j]['level']}, gold {wanted[i]['level']}")
    card.figures["headings"] = matching.f1()
    card.figures["outline"] = matching.f1(at_level)


def _same_heading(wanted: Entry, found: Entry) -> float:
    return float(alike(wanted["title"], found["title"]) >= TITLE_LIKE and same(wanted["number"], found["number"]))


def score_tables(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of all cells of all tables, each as far as it is alike."""
    wanted, found = [gold.grid(table) for table in gold.entries("tables")], _grids(plan)
    flat_wanted, flat_found = [list(map(_flat, grids)) for grids in (wanted, found)]
    pairs = greedy(flat_wanted, flat_found, _table_likeness)
    matching = Matching(gold.entries("tables"), [{"flat": text} for text in flat_found], pairs)
    hits = {pair: align(wanted[pair.wanted], found[pair.found], _row_likeness).weight for pair in pairs}
    for (i, j), likeness in hits.items():
        value = f1(likeness, _size(found[j]), _size(wanted[i]))
        if value < 0.995:
            card.miss("tables", "cells", f"{value:.2f} {len(found[j])} rows, gold {len(wanted[i])}: {flat_wanted[i]}")
    card.note("tables", matching, lambda entry: str(entry["flat"]) if "flat" in entry else _flat(gold.grid(entry)))
    waived = {pair.found for pair in pairs} - {pair.found for pair in matching.required}
    n_found = sum(_size(grid) for j, grid in enumerate(found) if j not in waived)
    n_wanted = sum(
        _size(grid)
        for grid, table in zip(wanted, gold.entries("tables"), strict=True)
        if not table.get("optional")
    )  # fmt: skip
    card.figures["tables"] = f1(sum(hits[pair] for pair in matching.required), n_found, n_wanted)


def _grids(plan: PlanRows) -> list[list[list[str]]]:
    grids = {
        table["id"]: [[""] * integer(table["n_cols"]) for _ in range(integer(table["n_rows"]))]
        for table in plan.tables.get("tables", ())
    }
    for cell in plan.tables.get("table_cells", ()):
        grid, row, col = grids[cell["table_id"]], integer(cell["row"]), integer(cell["col"])
        if row < len(grid) and col < len(grid[row]):
            grid[row][col] = str(cell["text"] or "")
    return list(grids.values())


def _size(grid: Grid) -> int:
    return sum(map(len, grid))


def _table_likeness(wanted: str, found: str) -> float:
    likeness = Indel.normalized_similarity(wanted, found)
    return likeness if likeness >= TABLE_LIKE else 0.0


def _flat(grid: Grid) -> str:
    return normal("".join(cell for row in grid for cell in row))


def _row_likeness(wanted: Sequence[str], found: Sequence[str]) -> float:
    return align(wanted, found, lambda a, b: s if (s := alike(a, b)) >= CELL_LIKE else 0.0).weight
