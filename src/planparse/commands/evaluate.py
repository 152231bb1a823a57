"""`planparse eval`: score what was read against gold, and pin the figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len

from planparse.commands.options import ExtraRulesOption, GoldOption, JsonOption, MunicipalitiesOption, RulesOption
from planparse.commands.rules_print import print_columns
from planparse.errors import UserError
from planparse.evaluate import Card, mean, nothing_found, parts_of, score
from planparse.gold import find_gold, gold_beside
from planparse.rules import RuleSet, load_rules
from planparse.store import PlanRows
from planparse.terminal import explain, out, print_json
from planparse.workbench.gate import pin
from planparse.workbench.plans import is_database, pair, read_plans, stored_plans

GAP, FIGURE = len("  "), len("0.000")

EXAMPLE = "Example: planparse eval samples --misses"


class Format(StrEnum):
    """The formats of documents."""

    PDF = "pdf"
    TEXT = "text"


def evaluate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="DB|PATH…", help="A database, or plans and folders to read afresh.")
    ],
    *,
    gold: GoldOption = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every missed, extra or wrong fact.")] = False,
    format: Annotated[Format | None, typer.Option(help="Only documents of this format.")] = None,
    source: Annotated[str | None, typer.Option(help="Only documents whose path contains this.")] = None,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    no_municipalities: MunicipalitiesOption = False,
    to_pin: Annotated[Path | None, typer.Option("--pin", metavar="FILE", help="Write the figures as floors.")] = None,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: let floors fall.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Score plans against gold: a figure in [0, 1] for each plan and part, mostly an F1.

    Each gold file is scored with the plan beside it, or the one of closest municipality and title.
    """
    if lower and to_pin is None:
        raise UserError("--lower lets floors fall", "say with --pin in which file")
    rule_set = load_rules(rules, extra_rules, not no_municipalities)
    known = find_gold(gold) if gold else None
    plans = [p for p in _plans(paths, rule_set) if _wanted(p, format, source)]
    golds = known or gold_beside(Path(str(plan.document["source_path"])) for plan in plans)
    cards = {}
    for paired in pair(golds, plans):
        if paired.plan is None and paired.gold.is_beside and (format or source):
            continue
        if paired.plan is None:
            explain(f"no plan for the gold of {paired.name}", "it counts as 0; is its municipality or title misread?")
        cards[paired.name] = nothing_found() if paired.plan is None else score(paired.gold, paired.plan)
    if not cards:
        raise UserError("there is nothing to score", "is there gold beside the plans, or a --gold of theirs?")
    if to_pin is not None:
        pin(to_pin, cards, golds, lower)
    if as_json:
        _print_json(cards, misses)
    else:
        _print_table(cards)
        for name, card in cards.items() if misses else ():
            if card.misses:
                out.print(f"\n{name}", style="bold")
            for miss in card.misses:
                out.print(f"{miss.part:13} {miss.side:7} {miss.text}", markup=False, soft_wrap=True)


def _plans(paths: list[Path], rules: RuleSet) -> list[PlanRows]:
    databases = [path for path in paths if is_database(path)]
    if databases and len(paths) > 1:
        raise UserError(f"{databases[0]} is a database", "give either one database or plans to read")
    if databases:
        return stored_plans(databases[0])
    return read_plans(paths, rules)


def _wanted(plan: PlanRows, format: str | None, source: str | None) -> bool:
    right_format = format is None or plan.document.get("source_format") == format
    return right_format and (source is None or source in str(plan.document.get("source_path")))


def _print_json(cards: dict[str, Card], misses: bool) -> None:
    result: dict[str, object] = {
        "plans": {name: card.figures for name, card in cards.items()},
        "mean": mean(cards.values()),
    }
    if misses:
        result["misses"] = [
            {"plan": name, "part": miss.part, "side": miss.side, "text": miss.text}
            for name, card in cards.items()
            for miss in card.misses
        ]
    print_json(result)


def _print_table(cards: dict[str, Card]) -> None:
    columns = {name: card.figures for name, card in cards.items()} | {"mean": mean(cards.values())}
    parts = parts_of(columns.values())
    room = out.width - max(map(len, parts)) if out.is_terminal else sys.maxsize
    for names in _in_tables(list(columns), room):
        print_columns(
            [
                {"": part} | {name: f"{columns[name][part]:.3f}" if part in columns[name] else "" for name in names}
                for part in parts
            ]
        )


def _in_tables(names: Sequence[str], room: int) -> Iterator[list[str]]:
    """The columns in as many tables as it takes for each to be no wider than `room`."""
    line: list[str] = []
    for name in names:
        if line and sum(GAP + max(cell_len(other), FIGURE) for other in (*line, name)) > room:
            yield line
            line = []
        line.append(name)
    yield line
