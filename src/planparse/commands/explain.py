"""`planparse explain`: why a fact, or a line, was read as it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from operator import itemgetter
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from planparse.commands.options import (
    DEFAULT_DATABASE,
    DatabaseOption,
    ExtraRulesOption,
    JsonOption,
    MunicipalitiesOption,
    RulesOption,
    known_kind,
)
from planparse.commands.rules_print import print_columns, relative
from planparse.errors import UserError
from planparse.readers import SUFFIXES
from planparse.rules import RuleSet, load_rules
from planparse.store import first_ids, read_database, sha256_of, the_document
from planparse.terminal import explain as warn
from planparse.terminal import out, print_json
from planparse.workbench.bench import Bench, Reading
from planparse.workbench.explain import (
    FactStory,
    LineStory,
    ListedLine,
    explain_fact,
    explain_line,
    list_facts,
    list_page,
)
from planparse.workbench.why import Trial

LONGEST = 60
FEW = 3

EXAMPLE = "Example: planparse explain samples/kawabe/kawabe.txt --line 12"


def explain(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A file, or a plan of the database.")],
    *,
    fact: Annotated[str | None, typer.Option("--fact", metavar="TABLE:ID", help="Why this fact is as it is.")] = None,
    line: Annotated[int | None, typer.Option("--line", min=1, help="Why this line was read as it was.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            callback=known_kind, help="With --line: only kinds of rules that begin so, and how near each rule came."
        ),
    ] = None,
    page: Annotated[int | None, typer.Option("--page", min=1, help="List the lines of this page.")] = None,
    db: DatabaseOption = DEFAULT_DATABASE,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    no_municipalities: MunicipalitiesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell which rules tried a line or made a fact, which won and why; without an option, list the facts.

    The ids of facts are those of the database where PLAN is named by slug, and count from 0 where PLAN is a file.
    """
    if sum(option is not None for option in (fact, line, page)) > 1:
        raise UserError("--fact, --line and --page exclude each other", "give one of them")
    if kind is not None and line is None:
        raise UserError("--kind is about one line", "say which with --line")
    reading = _reading(plan, db, load_rules(rules, extra_rules, not no_municipalities))
    if fact is not None:
        story = explain_fact(reading, *_fact(fact))
        print_json(asdict(story)) if as_json else _print_fact(story)
    elif line is not None:
        told = explain_line(reading, line, kind)
        print_json(asdict(told)) if as_json else _print_line(told)
    elif page is not None:
        listed = list_page(reading, page)
        print_json([asdict(item) for item in listed]) if as_json else _print_page(listed)
    else:
        _print_facts(reading, as_json)


def _reading(plan: str, db: Path, rules: RuleSet) -> Reading:
    """A file read by itself, or the file of a plan of the database with the ids that its facts have there.

    Warns where file or rules are no longer those that the database was written with.
    """
    if Path(plan).is_file() or "/" in plan or Path(plan).suffix.lower() in SUFFIXES:
        return Bench().read(Path(plan), rules)
    with closing(read_database(db)) as database:
        document = the_document(database, plan)
        ids = first_ids(database, document)
    path = Path(str(document["source_path"]))
    reading = Bench().read(path, rules)
    for known, now, what in (
        (document["rules_version"], rules.version, f"{db} was written with other rules"),
        (document["source_sha256"], sha256_of(path), f"{path} has changed since it was read"),
    ):
        if known != now:
            warn(what, "its ids may mean other facts now; planparse run brings it up to date")
    return replace(reading, first_ids=ids)


def _fact(fact: str) -> tuple[str, int]:
    table, _, number = fact.rpartition(":")
    if not table or not number.isdigit():
        raise UserError(f"{fact} is no TABLE:ID", "give a fact as in measures:12")
    return table, int(number)


def _print_fact(story: FactStory) -> None:
    grid = Table.grid(padding=(0, 2))
    for name, value in story.row.items():
        if value is not None:
            grid.add_row(Text(f"  {name}", style="dim"), Text(str(value), overflow="fold"))
    out.print(Text(f"{story.table}:{story.row['id']}", style="bold"))
    out.print(grid)
    if story.rule_file is not None:
        place = relative(Path(story.rule_file), f"{story.rule_file}:{story.rule_line}")
        out.print(f"rule {story.rule_id} at {place}", markup=False, soft_wrap=True)
    for e in story.evidence:
        place = f"page {e['page']}, characters {e['char_start']}-{e['char_end']}"
        if e["x0"] is not None:
            place += ", box " + " ".join(f"{float(str(e[name])):.0f}" for name in ("x0", "top", "x1", "bottom"))
        out.print(Text.assemble((f"  {e['field']}: ", "dim"), str(e["quote"]), (f"  {place}", "dim")), soft_wrap=True)
    _print_trials(story.trials)
    if story.beside:
        out.print(f"  on the same words: {', '.join(story.beside)}", style="dim", markup=False, soft_wrap=True)


def _print_line(story: LineStory) -> None:
    typed = f"{story.kind}" + (f" by {story.rule_id}" if story.rule_id else ", which no rule typed")
    out.print(Text.assemble((f"{story.line} ", "dim"), story.text), soft_wrap=True)
    out.print(f"  {typed}; page {story.page}; in {story.section or 'no section'}", markup=False, soft_wrap=True)
    for remark in story.remarks:
        out.print(f"  {remark}", markup=False, style="yellow", soft_wrap=True)
    for fact in story.facts:
        out.print(f"  gave {fact}", markup=False)
    _print_trials(story.trials)


def _print_trials(trials: Sequence[Trial]) -> None:
    telling = [trial for trial in trials if trial.winner or trial.losers]
    for trial in telling:
        scope = f" ({trial.scope})" if trial.scope else ""
        result = (trial.winner, "green") if trial.winner else ("none matched", "dim")
        out.print(
            Text.assemble((f"  {trial.kind}{scope}: ", "bold"), result, (f"  on {_short(trial.text)}", "dim")),
            soft_wrap=True,
        )
        for name, words in filter(itemgetter(1), trial.groups.items()):
            out.print(Text.assemble((f"      {name} = ", "dim"), (words, "cyan")), soft_wrap=True)
        for loser in trial.losers:
            out.print(Text.assemble((f"      not {loser.rule_id}: ", "yellow"), loser.why), soft_wrap=True)
    silent = dict.fromkeys(trial.kind for trial in trials if trial not in telling)
    if silent:
        out.print(f"  no rule matched of the kinds {', '.join(silent)}", style="dim", soft_wrap=True)


def _print_page(lines: Sequence[ListedLine]) -> None:
    if not lines:
        out.print("no line stands on this page", style="dim")
        return
    print_columns(
        [
            {"line": item.line, "kind": item.kind, "rule": item.rule_id or "",
             "gave": " ".join(fact.split(" ")[0] for fact in item.facts[:FEW]) + " …" * (len(item.facts) > FEW),
             "text": _short(item.text)}
            for item in lines
        ]
    )  # fmt: skip


def _print_facts(reading: Reading, as_json: bool) -> None:
    facts = [{"fact": fact, "rule": rule, "text": text} for fact, rule, text in list_facts(reading)]
    if as_json:
        print_json(facts)
    else:
        print_columns([fact | {"text": _short(fact["text"])} for fact in facts])


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"
