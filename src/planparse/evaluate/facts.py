"""Score the facts: visions, periods, measures, schedules, glossary, aliases and citations."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.evaluate.card import TERM_LIKE, TITLE_LIKE, Card, matched
from planparse.gold import Gold
from planparse.likeness import Entry, alike, f1, greedy, normal, same
from planparse.store import PlanRows

VISION_LIKE = 0.85
DEFINITION_LIKE = 0.97
NAME_LIKE = 0.93


def score_visions(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of all visions, and of the plan's own."""
    wanted, found = gold.entries("visions"), plan.tables.get("visions", [])
    matching = matched(wanted, found, same_vision)
    card.note("visions", matching, lambda entry: f"{entry['scope']} {entry['label']}: {entry['text']}")
    card.figures["visions"] = matching.f1()
    own = [[entry for entry in entries if same(entry["scope"], "own")] for entries in (wanted, found)]
    card.figures["visions_own"] = matched(own[0], own[1], same_vision).f1()


def same_vision(wanted: Entry, found: Entry) -> float:
    """How alike two statements of visions of one scope are; 0 where they are two."""
    likeness = alike(wanted["text"], found["text"])
    return likeness if likeness >= VISION_LIKE and same(wanted["scope"], found["scope"]) else 0.0


def score_periods(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of all periods, and whether the plan's own is right and the only one."""
    wanted, found = gold.entries("periods"), plan.tables.get("periods", [])
    matching = matched(wanted, found, _same_period)
    card.note("periods", matching, _show_period)
    card.figures["periods"] = matching.f1()
    own_wanted = [entry for entry in wanted if _is_own_period(entry)][:1]
    own_found = [entry for entry in found if _is_own_period(entry)]
    right = len(own_found) == 1 and _same_period(own_wanted[0], own_found[0]) > 0 if own_wanted else not own_found
    card.figures["period_own"] = float(right)


def _is_own_period(entry: Entry) -> bool:
    return entry["scope"] == "own" and entry["kind"] == "plan_period"


def _same_period(wanted: Entry, found: Entry) -> float:
    scope = wanted["kind"] != "plan_period" or same(wanted["scope"], found["scope"])
    span = all(wanted.get(name) == found.get(name) for name in ("start", "end", "years"))
    return 0.5 + alike(wanted["subject"], found["subject"]) if scope and span else 0.0


def _show_period(entry: Entry) -> str:
    span = f"{entry['start']}..{entry['end']} {entry.get('years')}"
    return f"{entry['scope']} {entry['subject']} {span}: {entry['text']}"


def score_measures(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of the nodes, of those under the right parent, and of the upper ones; likeness of the descriptions."""
    wanted = _with_parents(gold.entries("measures"), "parent")
    found = _with_parents(plan.tables.get("measures", []), "parent_id")
    matching = matched(wanted, found, _same_measure)
    card.note("measures", matching, lambda entry: f"{entry['level']} {entry['label']} {entry['title']}")
    pairs = [(wanted[i], found[j]) for i, j in matching.required]
    strays = [(w, f) for w, f in pairs if alike(w["above"], f["above"]) < TITLE_LIKE]
    for w, f in strays:
        card.miss("measures", "parent", f"{w['title']}: under {f['above']!r}, gold {w['above']!r}")
    top = [[entry for entry in entries if entry["level"] != "action"] for entries in (wanted, found)]
    described = sum(bool(w.get("description")) and not w.get("optional") for w in wanted)
    text = sum(alike(w["description"], f.get("description")) for w, f in pairs if w.get("description"))
    card.figures["measures"] = matching.f1()
    card.figures["measure_tree"] = matching.f1(len(pairs) - len(strays))
    card.figures["measures_top"] = matched(top[0], top[1], _same_measure).f1()
    card.figures["measure_text"] = text / described if described else 1.0


def _with_parents(entries: Sequence[Entry], key: str) -> list[Entry]:
    titles = {entry["id"]: entry["title"] for entry in entries}
    return [{**entry, "above": titles.get(entry.get(key), "")} for entry in entries]


def _same_measure(wanted: Entry, found: Entry) -> float:
    likeness = alike(wanted["title"], found["title"])
    if likeness < TITLE_LIKE or wanted["level"] != found["level"]:
        return 0.0
    return likeness + (0.5 if alike(wanted["above"], found["above"]) >= TITLE_LIKE else 0.0)


def score_schedules(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of the filled years of all schedules; no figure where neither side has any."""
    rows, stored = gold.entries("schedules"), plan.tables.get("measure_schedules", [])
    if any(row.get("optional") for row in rows) or not (rows or stored):
        return
    title = {measure["id"]: measure["title"] for measure in plan.tables.get("measures", ())}
    wanted = [
        (normal(row["action"]), year, normal(status)) for row in rows for year, status in gold.cells(row) if status
    ]
    found = [
        (normal(title[s["measure_id"]]), str(s["fiscal_year"]), normal(s["status"])) for s in stored if s["status"]
    ]
    pairs = greedy(wanted, found, lambda a, b: float(a == b))
    for i in set(range(len(wanted))) - {i for i, _ in pairs}:
        card.miss("schedules", "missed", " ".join(wanted[i]))
    for j in set(range(len(found))) - {j for _, j in pairs}:
        card.miss("schedules", "extra", " ".join(found[j]))
    card.figures["schedules"] = f1(len(pairs), len(found), len(wanted)) if rows else 0.0


def score_glossary(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of terms with their definition, and of terms alone; share of readings and expansions that are right."""
    wanted, found = gold.entries("glossary"), plan.tables.get("glossary_terms", [])
    whole = matched(wanted, found, _same_definition)
    card.note("glossary", whole, lambda entry: f"{entry['term']}: {entry['definition']}")
    named = [entry for entry in wanted if _has_names(entry) and not entry.get("optional")]
    pairs = [(wanted[i], found[j]) for i, j in whole.required if _has_names(wanted[i])]
    right = sum(all(same(w.get(name), f.get(name)) for name in ("expansion", "reading")) for w, f in pairs)
    card.figures["glossary"] = whole.f1()
    card.figures["glossary_terms"] = matched(wanted, found, _same_term).f1()
    card.figures["glossary_names"] = right / len(named) if named else 1.0


def _has_names(entry: Entry) -> bool:
    return bool(entry.get("expansion") or entry.get("reading"))


def _same_term(wanted: Entry, found: Entry) -> float:
    likeness = alike(wanted["term"], found["term"])
    return likeness if likeness >= TERM_LIKE else 0.0


def _same_definition(wanted: Entry, found: Entry) -> float:
    if not _same_term(wanted, found):
        return 0.0
    likeness = alike(wanted["definition"], found["definition"])
    return 1.0 + likeness if likeness >= DEFINITION_LIKE else 0.0


def score_aliases(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of the 以下「X」という."""
    aliases = matched(gold.entries("aliases"), plan.tables.get("aliases", []), _same_alias)
    card.note("aliases", aliases, lambda entry: f"{entry['alias']} = {entry['full']}")
    card.figures["aliases"] = aliases.f1()


def score_citations(gold: Gold, plan: PlanRows, card: Card) -> None:
    """F1 of the names of laws and plans."""
    citations = matched(gold.entries("references"), plan.tables.get("citations", []), same_name)
    card.note("citations", citations, lambda entry: f"{entry['name']} {entry['relation']}")
    card.figures["citations"] = citations.f1()


def _same_alias(wanted: Entry, found: Entry) -> float:
    return float(same(wanted["alias"], found["alias"]) and alike(wanted["full"], found["full"]) >= TITLE_LIKE)


def same_name(wanted: Entry, found: Entry) -> float:
    """How alike two names of a law or plan are; 0 where they are two."""
    likeness = alike(wanted["name"], found["name"])
    return likeness if likeness >= NAME_LIKE else 0.0
