"""Find every mistake of a gold file at once: of format, of sense, and words that the plan does not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jsonschema import ValidationError

from planparse.gold.files import Gold, validator
from planparse.gold.places import line_of
from planparse.likeness import normal

LONGEST = 160
STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>[0-9]+)\]")
PARTS = {"outline", "tables", "periods", "measures"}
"""The parts that others refer to, or that are checked as a whole."""

ADVICE = {
    r"^\S(.*\S)?$": "leave no white space at its ends, and do not leave it empty",
    "^[0-9]{4}-(0[1-9]|1[0-2])$": "write YYYY-MM",
}
"""What to do about a string that does not have the shape of a pattern of the format."""


@dataclass(frozen=True)
class GoldProblem:
    """One mistake in a gold file. `where` is a JSON path such as ``$.periods[2].start``; `message` says what to do."""

    path: Path
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.where}: {self.message}"


def check_gold(path: Path, text: str | None) -> list[GoldProblem]:
    """Every mistake in the gold file at `path`, by line. `text` is that of its plan, None where it is not at hand."""
    try:
        content = path.read_text(encoding="utf-8")
        data = json.loads(content)
    except OSError as error:
        return [GoldProblem(path, 1, "$", f"cannot be read: {error.strerror}; is the path right?")]
    except UnicodeDecodeError:
        return [GoldProblem(path, 1, "$", "is not UTF-8; save it as UTF-8")]
    except json.JSONDecodeError as error:
        return [GoldProblem(path, error.lineno, "$", f"is no JSON: {error.msg}; look at the line and the one before")]
    errors = list(validator().iter_errors(data))
    told = [(error.json_path, _message(error)) for error in errors]
    if isinstance(data, dict):
        broken = {str(error.absolute_path[0]) for error in errors if error.absolute_path} | (PARTS - data.keys())
        checker = _Checker(Gold(path, data), None if text is None else normal(text), frozenset(broken))
        told += checker.problems()
    found = [GoldProblem(path, line_of(content, _steps(where)), where, message) for where, message in told]
    return sorted(found, key=lambda problem: problem.line)


def _steps(where: str) -> list[str | int]:
    """The keys and indices of a JSON path."""
    return [found["key"] or int(found["index"]) for found in STEP.finditer(where)]


def _message(error: ValidationError) -> str:
    """What is wrong with the format, and what to do."""
    message = error.message
    short = message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"
    return f"{short}; {_advice(error)}"


def _advice(error: ValidationError) -> str:
    value = error.validator_value
    if error.validator == "required":
        return "add it"
    if error.validator == "additionalProperties" and isinstance(error.schema, dict):
        return f"is it misspelt? There may be {', '.join(error.schema['properties'])}"
    if error.validator == "type":
        return f"write {' or '.join(value) if isinstance(value, list) else value}"
    if error.validator == "enum":
        return "choose one of these"
    return ADVICE.get(str(value), "gold.schema.json says what may stand here")


@dataclass(frozen=True)
class _Checker:
    """What the format alone cannot say. `words` is the plan's text for comparing, None where it is not at hand."""

    gold: Gold
    words: str | None
    broken: frozenset[str]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Where each mistake is, and what it is; a part that is not in the format is left out."""
        checks = {
            ("outline",): self._outline, ("measures", "schedules"): self._measures, ("periods",): self._periods,
            ("tables", "outline"): self._tables, (): self._twice,
        }  # fmt: skip
        for parts, check in checks.items():
            if not self.broken & set(parts):
                yield from check()
        if self.words is not None:
            yield from self._quotes(self.words)

    def _outline(self) -> Iterator[tuple[str, str]]:
        level = 0
        for i, entry in enumerate(self.gold.entries("outline")):
            levels = entry.get("levels", [entry["level"]])
            assert isinstance(levels, list)
            if entry["level"] not in levels:
                yield f"$.outline[{i}].levels", f"does not hold its own level {entry['level']}; add it"
            elif min(levels) > level + 1:
                yield (
                    f"$.outline[{i}].level",
                    f"jumps from {level} to {entry['level']}; what is between?",
                )
            level = max(levels)

    def _measures(self) -> Iterator[tuple[str, str]]:
        measures = self.gold.entries("measures")
        known: set[object] = set()
        for i, entry in enumerate(measures):
            if entry["id"] in known:
                yield f"$.measures[{i}].id", f"{entry['id']} is used twice; give each measure an id of its own"
            if entry["parent"] is not None and entry["parent"] not in known:
                yield (
                    f"$.measures[{i}].parent",
                    f"{entry['parent']} is no id of a measure above it; name one, or null",
                )
            known.add(entry["id"])
        for i, entry in enumerate(self.gold.entries("schedules")):
            if entry["measure"] not in known:
                yield (
                    f"$.schedules[{i}].measure",
                    f"{entry['measure']} is no id of a measure; name whose it is",
                )

    def _periods(self) -> Iterator[tuple[str, str]]:
        for i, entry in enumerate(self.gold.entries("periods")):
            start, end = entry["start"], entry["end"]
            if start is None and end is None:
                yield f"$.periods[{i}]", "has neither start nor end; give at least one, or take it out"
            if isinstance(start, str) and isinstance(end, str) and end < start:
                yield f"$.periods[{i}].end", f"{end} is before {start}; which of them is wrong?"
            for name, month in (("start", "04"), ("end", "03")):
                year = entry[f"{name}_fiscal_year"]
                wanted = None if not isinstance(year, int) else f"{year + (name == 'end')}-{month}"
                if wanted is not None and entry[name] != wanted:
                    yield (
                        f"$.periods[{i}].{name}",
                        f"is {entry[name]}, but fiscal year {year} means {wanted}; mend one",
                    )
        own = [e for e in self.gold.entries("periods") if (e["scope"], e["kind"]) == ("own", "plan_period")]
        if len([e for e in own if not e.get("optional")]) > 1:
            yield (
                "$.periods",
                "has more than one plan period of its own; are some those of its parts?",
            )

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
                yield f"$.tables[{i}].section", f"{table['section']} is no title of the outline; write it as there"

    def _twice(self) -> Iterator[tuple[str, str]]:
        keys = {"glossary": ("term", "source"), "aliases": ("alias", "full"), "references": ("name",)}
        for part, names in keys.items():
            if part in self.broken:
                continue
            seen: set[tuple[str, ...]] = set()
            for i, entry in enumerate(self.gold.entries(part)):
                key = tuple(normal(entry[name]) for name in names)
                if key in seen and not entry.get("optional"):
                    yield f"$.{part}[{i}]", f"{entry[names[0]]} stands twice; take one out"
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
            if part in self.broken:
                continue
            for i, entry in enumerate(self.gold.entries(part)):
                for name in names:
                    if normal(entry[name]) not in words and not entry.get("optional"):
                        yield f"$.{part}[{i}].{name}", f"{entry[name]} does not stand in the plan; write it as printed"
