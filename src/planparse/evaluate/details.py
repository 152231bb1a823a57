"""Score the attributes of facts that were found, and their evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from planparse.evaluate.card import TITLE_LIKE, Card, Weight, integer
from planparse.evaluate.facts import same_name, same_vision
from planparse.gold import Gold
from planparse.likeness import Entry, alike, greedy, normal
from planparse.store import PlanRows

PROOF = {"visions": "text", "periods": "text", "measures": "title", "glossary_terms": "term"}
"""Fact tables and the column whose words the quotes of a fact must show."""

DIRECTIONS_LIKE = 0.95
LONGEST_PROOF = 40


@dataclass(frozen=True)
class _Detail:
    """A figure for attributes: of the gold's `entries` those found by `weight` in `table` that pass all `checks`."""

    part: str
    entries: str
    table: str
    weight: Weight
    checks: tuple[Callable[[Entry, Entry], bool], ...]


def _equal(name: str, wanted: Entry, found: Entry) -> bool:
    return normal(wanted.get(name)).strip("()") == normal(found.get(name)).strip("()")


def _same_title(wanted: Entry, found: Entry) -> float:
    likeness = alike(wanted["title"], found["title"])
    return likeness if likeness >= TITLE_LIKE else 0.0


def _same_span(wanted: Entry, found: Entry) -> float:
    return float((wanted["start"], wanted["end"]) == (found["start"], found["end"]))


def _same_holder(wanted: Entry, found: Entry) -> bool:
    return alike(wanted.get("holder"), found.get("holder")) >= TITLE_LIKE


def _both_repeated(wanted: Entry, found: Entry) -> bool:
    return bool(wanted.get("repeated")) == bool(found.get("repeated"))


def _same_directions(wanted: Entry, found: Entry) -> bool:
    return alike(found.get("joined"), "".join(map(str, _list(wanted["directions"])))) >= DIRECTIONS_LIKE


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


FISCAL = tuple(partial(_equal, name) for name in ("kind", "start_fiscal_year", "end_fiscal_year"))
RELATION = tuple(partial(_equal, name) for name in ("kind", "relation", "article"))
DETAILS = (
    _Detail("vision_holder", "visions", "visions", same_vision, (_same_holder,)),
    _Detail("period_years", "periods", "periods", _same_span, FISCAL),
    _Detail("measure_label", "measures", "measures", _same_title, (partial(_equal, "label"), _both_repeated)),
    _Detail("directions", "measures", "measures", _same_title, (_same_directions,)),
    _Detail("citation_kind", "references", "citations", same_name, RELATION),
)


def score_details(gold: Gold, plan: PlanRows, card: Card) -> None:
    """Of the wanted facts, the share that was found with its attributes right."""
    joined: dict[object, str] = {}
    for row in sorted(plan.tables.get("measure_directions", ()), key=lambda row: integer(row["position"])):
        joined[row["measure_id"]] = joined.get(row["measure_id"], "") + str(row["text"] or "")
    for detail in DETAILS:
        wanted = [entry for entry in gold.entries(detail.entries) if not entry.get("optional")]
        found: list[Entry] = list(plan.tables.get(detail.table, ()))
        if detail.part == "directions":
            wanted = [entry for entry in wanted if entry.get("directions")]
            found = [{**entry, "joined": joined.get(entry["id"], "")} for entry in found]
        if not wanted:
            continue
        right = 0
        for i, j in greedy(wanted, found, detail.weight):
            if all(check(wanted[i], found[j]) for check in detail.checks):
                right += 1
            else:
                shown = wanted[i].get("title") or wanted[i].get("name") or wanted[i].get("text")
                card.miss(detail.part, "wrong", shown)
        card.figures[detail.part] = right / len(wanted)


def score_evidence(gold: Gold, plan: PlanRows, card: Card) -> None:
    """The share of facts whose evidence quotes the page exactly and, taken together, shows the fact's own words."""
    pages: dict[object, str] = {row["page"]: str(row["text"]) for row in plan.tables.get("pages", ())}
    quotes: dict[tuple[object, object], list[Entry]] = {}
    for row in plan.tables.get("evidence", ()):
        quotes.setdefault((row["fact_table"], row["fact_id"]), []).append(row)
    right = total = 0
    for table, column in PROOF.items():
        for row in plan.tables.get(table, ()):
            proof = quotes.get((table, row["id"]), [])
            total += 1
            if _is_exact(proof, pages) and _shows(proof, row[column]):
                right += 1
            else:
                card.miss("evidence", "wrong", f"{table} {row[column]}")
    card.figures["evidence"] = right / total if total else 0.0


def _is_exact(proof: Sequence[Entry], pages: Mapping[object, str]) -> bool:
    def exact(row: Entry) -> bool:
        start, end = integer(row["char_start"]), integer(row["char_end"])
        return 0 <= start < end and pages.get(row["page"], "")[start:end] == row["quote"]

    return bool(proof) and all(map(exact, proof))


def _shows(proof: Sequence[Entry], words: object) -> bool:
    shown, wanted = normal("".join(str(row["quote"]) for row in proof)), normal(words)
    return wanted in shown and len(shown) <= LONGEST_PROOF * max(25, len(wanted))
