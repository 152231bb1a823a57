"""Gold files: what a careful analyst, reading a plan from first line to last, wants in the database.

The format is `gold.schema.json` beside this module. Strings stand as in the plan, without markup; a word or sentence
that a line or page break cut is joined. An entry with ``"optional": true`` is a matter of taste; ``levels`` lists every
level that is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

from jsonschema import Draft202012Validator

from planparse.errors import UserError
from planparse.likeness import Entry, normal
from planparse.store import PlanRows, Row

GOLD_NAME = "gold.json"
PRINT_NAME = "gold.pdf.json"
OTHER_FILES = (".layout.json", ".schema.json", "expected.json")


@dataclass(frozen=True)
class Gold:
    """One valid gold file: NAME.json, or ``gold.json`` and ``gold.pdf.json`` in the folder of a plan."""

    path: Path
    data: Mapping[str, object]

    @property
    def name(self) -> str:
        """The plan's short name; ``-pdf`` behind it where the gold is of the print only."""
        if not self.is_beside:
            return self.path.stem
        return f"{self.folder}-pdf" if self.of_print else self.folder

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in."""
        return self.path.resolve().parent.name

    @property
    def is_beside(self) -> bool:
        """Whether it lies beside the plan that it is about."""
        return self.path.name in (GOLD_NAME, PRINT_NAME)

    @property
    def of_print(self) -> bool:
        """Whether it is about the print only, which says something else than the text."""
        return self.path.name == PRINT_NAME

    @property
    def document(self) -> Entry:
        """Title, municipality, prefecture, established, revised."""
        document = self.data["document"]
        assert isinstance(document, dict)
        return document

    def entries(self, part: str) -> list[Entry]:
        """The entries of a part, such as ``outline``; none where the file does not have it."""
        entries = self.data.get(part, [])
        assert isinstance(entries, list)
        return entries

    def grid(self, table: Entry) -> list[list[str]]:
        """All rows of a table, its header first."""
        header, rows = table["header"], table["rows"]
        assert isinstance(header, list)
        assert isinstance(rows, list)
        return [header, *rows] if header else rows

    def cells(self, schedule: Entry) -> Iterator[tuple[str, str]]:
        """Fiscal year and status of each cell of a schedule."""
        cells = schedule["cells"]
        assert isinstance(cells, dict)
        yield from cells.items()


@dataclass(frozen=True)
class GoldProblem:
    """One mistake in a gold file. `where` is a JSON path such as ``$.periods[2].start``."""

    path: Path
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.where}: {self.message}"


def load_gold(path: Path) -> Gold:
    """The gold file at `path`. Raises UserError where it is no JSON or not in the format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(
            f"{path} cannot be read: {error}", "give a gold file; planparse gold new PLAN writes one"
        ) from None
    problems = [GoldProblem(path, error.json_path, error.message) for error in _validator().iter_errors(data)]
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise UserError(f"{problems[0]}{more}", f"planparse gold check {path} lists them")
    return Gold(path, data)


def find_gold(paths: Iterable[Path]) -> list[Gold]:
    """The gold files among `paths` and in the folders among them, by name. Raises UserError where there is none."""
    found: dict[Path, Gold] = {}
    for path in paths:
        folders = (*path.glob("*.json"), *path.glob(f"*/{GOLD_NAME}"), *path.glob(f"*/{PRINT_NAME}"))
        files = [file for file in folders if not file.name.endswith(OTHER_FILES)] if path.is_dir() else [path]
        found |= {file.resolve(): load_gold(file) for file in files}
    if not found:
        raise UserError(
            f"no gold in {', '.join(map(str, paths))}", "give a folder of .json files or one of plan folders"
        )
    return sorted(found.values(), key=lambda gold: gold.name)


# ---------------------------------------------------------------- check


def check_gold(path: Path, text: str | None) -> list[GoldProblem]:
    """Every mistake in the gold file at `path`: of format, of sense, and words that the plan's `text` lacks."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return [GoldProblem(path, "$", f"cannot be read: {error.strerror}")]
    except ValueError as error:
        return [GoldProblem(path, "$", f"is no JSON: {error}")]
    problems = [GoldProblem(path, error.json_path, _plain(error.message)) for error in _validator().iter_errors(data)]
    if problems:
        return problems
    checker = _Checker(Gold(path, data), None if text is None else normal(text))
    return [GoldProblem(path, where, message) for where, message in checker.problems()]


def _plain(message: str) -> str:
    return message if len(message) <= 160 else f"{message[:70]} … {message[-80:]}"


@dataclass(frozen=True)
class _Checker:
    """What the format alone cannot say. `words` is the plan's text for comparing, None where it is not at hand."""

    gold: Gold
    words: str | None

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from self._outline()
        yield from self._measures()
        yield from self._periods()
        yield from self._tables()
        yield from self._twice()
        if self.words is not None:
            yield from self._quotes(self.words)

    def _outline(self) -> Iterator[tuple[str, str]]:
        level = 0
        for i, entry in enumerate(self.gold.entries("outline")):
            levels = entry.get("levels", [entry["level"]])
            assert isinstance(levels, list)
            if entry["level"] not in levels:
                yield f"$.outline[{i}].levels", f"does not hold its own level {entry['level']}"
            elif min(levels) > level + 1:
                yield f"$.outline[{i}].level", f"jumps from {level} to {entry['level']}; a level in between is missing"
            level = max(levels)

    def _measures(self) -> Iterator[tuple[str, str]]:
        measures = self.gold.entries("measures")
        known: set[object] = set()
        for i, entry in enumerate(measures):
            if entry["id"] in known:
                yield f"$.measures[{i}].id", f"{entry['id']} is used twice"
            if entry["parent"] is not None and entry["parent"] not in known:
                yield f"$.measures[{i}].parent", f"{entry['parent']} is no id of a measure above it"
            known.add(entry["id"])
        for i, entry in enumerate(self.gold.entries("schedules")):
            if entry["measure"] not in known:
                yield f"$.schedules[{i}].measure", f"{entry['measure']} is no id of a measure"

    def _periods(self) -> Iterator[tuple[str, str]]:
        for i, entry in enumerate(self.gold.entries("periods")):
            start, end = entry["start"], entry["end"]
            if start is None and end is None:
                yield f"$.periods[{i}]", "has neither start nor end"
            if isinstance(start, str) and isinstance(end, str) and end < start:
                yield f"$.periods[{i}].end", f"{end} is before {start}"
            for name, month in (("start", "04"), ("end", "03")):
                year = entry[f"{name}_fiscal_year"]
                wanted = None if not isinstance(year, int) else f"{year + (name == 'end')}-{month}"
                if wanted is not None and entry[name] != wanted:
                    yield f"$.periods[{i}].{name}", f"is {entry[name]}, but fiscal year {year} means {wanted}"
        own = [e for e in self.gold.entries("periods") if (e["scope"], e["kind"]) == ("own", "plan_period")]
        if len([e for e in own if not e.get("optional")]) > 1:
            yield "$.periods", "has more than one plan period of its own"

    def _tables(self) -> Iterator[tuple[str, str]]:
        titles = {normal(entry["title"]) for entry in self.gold.entries("outline")}
        for i, table in enumerate(self.gold.entries("tables")):
            widths = {len(row) for row in self.gold.grid(table)}
            if len(widths) > 1:
                yield (
                    f"$.tables[{i}]",
                    f"has rows of {', '.join(map(str, sorted(widths)))} cells; give each all columns",
                )
            if table["section"] and normal(table["section"]) not in titles:
                yield f"$.tables[{i}].section", f"{table['section']} is no title of the outline"

    def _twice(self) -> Iterator[tuple[str, str]]:
        keys = {"glossary": ("term", "source"), "aliases": ("alias", "full"), "references": ("name",)}
        for part, names in keys.items():
            seen: set[tuple[str, ...]] = set()
            for i, entry in enumerate(self.gold.entries(part)):
                key = tuple(normal(entry[name]) for name in names)
                if key in seen and not entry.get("optional"):
                    yield f"$.{part}[{i}]", f"{entry[names[0]]} stands twice"
                seen.add(key)

    def _quotes(self, words: str) -> Iterator[tuple[str, str]]:
        """The wordings that the plan does not hold; those that may be put together from several are not looked for."""
        wanted = {
            "outline": ("number", "title"),
            "visions": ("label", "text"),
            "periods": ("text",),
            "measures": ("label", "title"),
            "glossary": ("term", "reading"),
            "aliases": ("alias",),
        }
        for part, names in wanted.items():
            for i, entry in enumerate(self.gold.entries(part)):
                for name in names:
                    if normal(entry[name]) not in words and not entry.get("optional"):
                        yield f"$.{part}[{i}].{name}", f"{entry[name]} does not stand in the plan"


def _validator() -> Draft202012Validator:
    schema = json.loads((resources.files("planparse") / "gold.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


# ---------------------------------------------------------------- new


def gold_from(plan: PlanRows) -> dict[str, object]:
    """What was read of a plan in the form of a gold file, to be corrected by hand."""
    return _Draft(plan).gold()


@dataclass(frozen=True)
class _Draft:
    plan: PlanRows

    def gold(self) -> dict[str, object]:
        names = ("title", "municipality", "prefecture", "established", "revised")
        return {
            "document": {name: self.plan.document.get(name) for name in names} | {"title": self._title},
            "outline": [_picked(row, "level", "number", "title") for row in self._rows("sections") if row["level"]],
            "tables": [self._table(row) for row in self._rows("tables")],
            "visions": [_picked(row, "label", "text", "scope", "holder") for row in self._rows("visions")],
            "periods": [self._period(row) for row in self._rows("periods")],
            "measures": [self._measure(row) for row in self._rows("measures")],
            "schedules": self._schedules,
            "glossary": [
                _picked(row, "term", "reading", "expansion", "definition", "source")
                for row in self._rows("glossary_terms")
            ],
            "aliases": [_picked(row, "alias", "full") for row in self._rows("aliases")],
            "references": [_picked(row, "name", "kind", "article", "relation") for row in self._rows("citations")],
            "notes": ["Written by planparse gold new: read the plan and correct every entry."],
        }

    def _rows(self, table: str) -> Sequence[Row]:
        return self.plan.tables.get(table, ())

    @property
    def _title(self) -> str:
        return str(self.plan.document.get("title") or "?")

    @cached_property
    def _cells(self) -> Mapping[object, list[Row]]:
        cells: dict[object, list[Row]] = {}
        for cell in self._rows("table_cells"):
            cells.setdefault(cell["table_id"], []).append(cell)
        return cells

    def _table(self, row: Row) -> dict[str, object]:
        titles: dict[object, object] = {section["id"]: section["title"] for section in self._rows("sections")}
        places = {(cell["row"], cell["col"]): str(cell["text"] or "") for cell in self._cells.get(row["id"], ())}
        n_rows, n_cols, header_rows = (int(str(row[name])) for name in ("n_rows", "n_cols", "header_rows"))
        grid = [[places.get((r, c), "") for c in range(n_cols)] for r in range(n_rows)]
        return {
            "section": titles.get(row["section_id"], ""),
            "caption": row["caption"] or "",
            "header": grid[0] if header_rows else [],
            "rows": grid[1:] if header_rows else grid,
        }

    def _period(self, row: Row) -> dict[str, object]:
        dates = ("start", "end", "start_fiscal_year", "end_fiscal_year", "years")
        return _picked(row, "subject", "scope", "kind") | {name: row[name] for name in dates} | _picked(row, "text")

    def _measure(self, row: Row) -> dict[str, object]:
        lines = [str(line["text"]) for line in self._rows("measure_directions") if line["measure_id"] == row["id"]]
        extras: dict[str, object] = {
            name: str(row[name]) for name in ("future_state", "outcome", "category", "department") if row.get(name)
        }
        if lines:
            extras["directions"] = lines
        if row["repeated"]:
            extras["repeated"] = True
        parent = None if row["parent_id"] is None else f"m{row['parent_id']}"
        node = {"id": f"m{row['id']}", "parent": parent} | _picked(row, "level", "label", "title", "description")
        return node | extras

    @property
    def _schedules(self) -> list[dict[str, object]]:
        titles: dict[object, object] = {row["id"]: row["title"] for row in self._rows("measures")}
        cells: dict[object, dict[str, str]] = {}
        for row in self._rows("measure_schedules"):
            cells.setdefault(row["measure_id"], {})[str(row["fiscal_year"])] = str(row["status"])
        return [{"measure": f"m{key}", "action": titles[key], "cells": years} for key, years in cells.items()]


def _picked(row: Row, *names: str) -> dict[str, object]:
    """The columns of a row in the form of a gold entry: unknown words are ''."""
    return {name: "" if row[name] is None else row[name] for name in names}
