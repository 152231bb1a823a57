"""Score what was read of a plan against its gold: for every part a figure in [0, 1], mostly an F1.

A missed fact and an invented one cost alike. What gold files hold: see `planparse.gold`; how strings are
compared: `planparse.likeness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planparse.evaluate.card import Card, Miss
from planparse.evaluate.details import score_details, score_evidence
from planparse.evaluate.facts import (
    score_aliases,
    score_citations,
    score_glossary,
    score_measures,
    score_periods,
    score_schedules,
    score_visions,
)
from planparse.evaluate.shape import score_document, score_outline, score_tables
from planparse.gold import Gold
from planparse.likeness import alike
from planparse.store import PlanRows

__all__ = ["MAIN", "Card", "Miss", "fit", "mean", "nothing_found", "parts_of", "score"]

MAIN = ("document", "outline", "tables", "visions", "periods", "measure_tree", "glossary")
"""The parts whose mean is `overall`."""

PARTS = (
    score_document, score_outline, score_tables, score_visions, score_periods, score_measures, score_schedules,
    score_glossary, score_aliases, score_citations, score_details, score_evidence,
)  # fmt: skip


def score(gold: Gold, plan: PlanRows) -> Card:
    """All figures of `plan`; those of parts that the gold does not have are absent."""
    card = Card()
    for part in PARTS:
        part(gold, plan, card)
    card.figures["overall"] = sum(card.figures[part] for part in MAIN) / len(MAIN)
    return card


def nothing_found() -> Card:
    """The figures of a plan that is not there at all."""
    return Card(dict.fromkeys((*MAIN, "evidence", "overall"), 0.0))


def mean(cards: Iterable[Card]) -> dict[str, float]:
    """The mean of every figure over the plans that have it."""
    values: dict[str, list[float]] = {}
    for card in cards:
        for part, value in card.figures.items():
            values.setdefault(part, []).append(value)
    return {part: sum(found) / len(found) for part, found in values.items()}


def parts_of(figures: Iterable[Mapping[str, float]]) -> list[str]:
    """Every part that has a figure, in the order of the plan that has most."""
    return list(dict.fromkeys(part for one in sorted(figures, key=len, reverse=True) for part in one))


def fit(gold: Gold, plan: PlanRows) -> float:
    """How well municipality and title of `plan` fit the gold, in [0, 2]; below 1 it is another plan."""
    document = gold.document
    return alike(plan.document.get("municipality"), document.get("municipality")) + alike(
        plan.document.get("title"), document.get("title")
    )
