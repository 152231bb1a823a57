"""`planparse rules …`: the workbench of those who write rules."""

from __future__ import annotations

import sys
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from planparse.batch import find_files
from planparse.commands.options import ExtraRulesOption, GoldOption, JsonOption, PathsArgument, RulesOption, known_kind
from planparse.commands.rules_print import (
    print_columns,
    print_comparison,
    print_coverage,
    print_hits,
    print_rule,
    relative,
    rule_item,
)
from planparse.errors import UserError
from planparse.gold import find_gold, gold_beside
from planparse.rules import RuleProblem, RuleSet, load_rules
from planparse.rules.load import default_rules_dir
from planparse.terminal import counted, explain, out, print_json
from planparse.workbench.bench import Bench, Reading
from planparse.workbench.changes import Comparison, compare, rules_before
from planparse.workbench.check import check_rules
from planparse.workbench.coverage import cover
from planparse.workbench.hostile import SECONDS
from planparse.workbench.plans import pair
from planparse.workbench.samples import default_samples_dir
from planparse.workbench.scaffold import Origin, draft_rule, view_at
from planparse.workbench.schema import language_of, schema_text, with_reference
from planparse.workbench.trial import compiled, matches
from planparse.workbench.watch import watch_rules

EXIT_PROBLEMS = 1

SamplesOption = Annotated[
    list[Path] | None,
    typer.Option("--samples", metavar="DIR", help="Folders of the plans that examples quote; may be repeated."),
]
LimitOption = Annotated[int, typer.Option(min=1, help="Show at most so many.")]

app = typer.Typer(no_args_is_help=True, help="Check, try, trace and write rules.")


@app.command(epilog="Example: planparse rules check --rules rules")
def check(
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    samples: SamplesOption = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time of one pattern for its hostile lines.")] = SECONDS,
    as_json: JsonOption = False,
) -> None:
    """Find every error of the rule files at once: file, line, rule and what to do. Exit status 1 if there is one."""
    problems = check_rules(rules, samples or [default_samples_dir()], seconds, extra_rules)
    if as_json:
        print_json([_problem(problem) for problem in problems])
    else:
        for problem in problems:
            out.print(relative(problem.file, str(problem)), markup=False, soft_wrap=True)
    if problems:
        explain(counted(len(problems), "problem"), "docs/rules.md says how rules are written")
        raise typer.Exit(EXIT_PROBLEMS)
    if not as_json:
        out.print("all rules are right")


def _problem(problem: RuleProblem) -> dict[str, object]:
    return {"file": str(problem.file), "line": problem.line, "rule": problem.rule_id, "message": problem.message}


@app.command("list", epilog="Example: planparse rules list --kind period")
def list_rules(
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    kind: Annotated[str | None, typer.Option(callback=known_kind, help="Only rules of kinds that begin so.")] = None,
    words: Annotated[bool, typer.Option("--vars", help="List vars and word lists instead.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the rules: id, kind, scope, priority and place."""
    rule_set = load_rules(rules, extra_rules)
    if words:
        items: list[dict[str, object]] = [
            {"name": var.name, "stands for": var.pattern, "place": relative(var.file, f"{var.file}:{var.line}")}
            for var in rule_set.vars.values()
        ]
        items += [
            {"name": w.id, "stands for": " ".join(w.words), "place": relative(w.file, f"{w.file}:{w.line}")}
            for w in rule_set.words.values()
        ]
    else:
        items = [
            {"id": r.id, "kind": r.kind, "scope": r.scope, "priority": r.priority, "municipality": r.municipality or "",
             "place": relative(r.file, f"{r.file}:{r.line}"), "note": r.note}
            for r in rule_set.rules
            if r.kind.startswith(kind or "")
        ]  # fmt: skip
    if as_json:
        print_json(items)
        return
    print_columns(items)


@app.command(epilog="Example: planparse rules show heading.chapter")
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="A rule's id.")],
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a rule: its pattern with all vars put in, its examples and what each gives, and whom it competes with."""
    rule_set = load_rules(rules, extra_rules)
    rule = next((rule for rule in rule_set.rules if rule.id == rule_id), None)
    if rule is None:
        raise UserError(f"no rule {rule_id!r}", _like_rule(rule_id, rule_set))
    if as_json:
        print_json(rule_item(rule, rule_set))
    else:
        print_rule(rule, rule_set)


def _like_rule(name: str, rules: RuleSet) -> str:
    """What to do about a rule that there is not."""
    if name in rules.vars or name in rules.words:
        return "it is a var or a word list: planparse rules list --vars"
    ids = [rule.id for rule in rules.rules]
    close = [known for known in ids if name in known] or get_close_matches(name, ids)
    return f"there are {', '.join(close)}" if close else "planparse rules list"


@app.command("try", epilog=r"Example: planparse rules try '第{{digits}}期(?P<what>\S+)' samples --limit 20")
def try_pattern(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help="A pattern as in a rule file.")],
    paths: PathsArgument,
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    limit: LimitOption = 100,
    as_json: JsonOption = False,
) -> None:
    """Show where a pattern matches, line by line and cell by cell, with its groups."""
    rule_set = load_rules(rules, extra_rules)
    bench = Bench()
    regular = compiled(pattern, rule_set)
    hits = [hit for path in find_files(paths) for hit in matches(regular, bench.read(path, rule_set))]
    if as_json:
        print_json(
            [
                {
                    "path": str(h.path),
                    "page": h.page,
                    "line": h.line,
                    "text": h.text,
                    "match": h.span,
                    "groups": h.groups,
                }
                for h in hits[:limit]
            ]
        )
    else:
        print_hits(hits[:limit], len(hits))


@app.command(epilog="Example: planparse rules coverage samples plans/new.pdf")
def coverage(
    paths: PathsArgument,
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    limit: LimitOption = 30,
    as_json: JsonOption = False,
) -> None:
    """Say which rules fired how often, which never, and which lines nothing understood, by shape."""
    rule_set = load_rules(rules, extra_rules)
    covered = cover(_readings(paths, rule_set, Bench()), rule_set)
    if as_json:
        print_json(
            {
                "rules": [
                    {"id": use.rule.id, "matches": use.matches, "rows": use.rows, "asked": use.asked}
                    for use in covered.uses
                ],
                "not_understood": [
                    {"shape": shape, "count": len(strays), "lines": [
                        {"path": str(s.path), "page": s.page, "line": s.line, "text": s.text} for s in strays]}
                    for shape, strays in covered.strays
                ],
            }
        )  # fmt: skip
    else:
        print_coverage(covered, limit)


def _readings(paths: list[Path], rules: RuleSet, bench: Bench) -> list[Reading]:
    return [bench.read(path, rules) for path in find_files(paths)]


@app.command(epilog="Example: planparse rules new heading --from samples/kawabe/kawabe.txt:12")
def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What the rule is for; docs/rules.md lists the kinds.")],
    origin: Annotated[str, typer.Option("--from", metavar="PLAN:LINE", help="The line that it must match.")],
    *,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only these words of the line, or of a cell of its row.")
    ] = None,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    municipality: Annotated[
        str | None, typer.Option(help="Only for plans of this municipality, in municipalities/SLUG.toml.")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry", help="Print the rule, write nothing.")] = False,
) -> None:
    """Write a rule with its example, ready to be edited, at the end of the file where its kind stands.

    With --extra-rules it goes into the last of those folders, which may be new. What only a person can decide is listed
    as to do.
    """
    name, _, number = origin.rpartition(":")
    if not name or not number.isdigit():
        raise UserError(f"{origin} is no PLAN:LINE", "give a file and a line, as in plans/new.txt:12")
    folders = [rules or default_rules_dir(), *(extra_rules or ())]
    is_new = len(folders) > 1 and not any(folders[-1].rglob("*.toml"))
    rule_set = load_rules(folders[0], folders[1:-1] if is_new else folders[1:])
    path = Path(name)
    view = view_at(Bench().read(path, rule_set).plan.document, int(number), text)
    in_samples = path.resolve().is_relative_to(default_samples_dir())
    place = Origin(path.resolve().parent.name if in_samples else path.stem, municipality)
    draft = draft_rule(kind, view, rule_set, folders[-1], place)
    out.print(draft.text, markup=False, soft_wrap=True, end="")
    for step in draft.to_do:
        explain(f"to do: {step}", "")
    if not (in_samples or municipality):
        explain(f"to do: copy the plan into samples/{place.name}/, where examples are looked for", "")
    if not dry:
        draft.write()
        file = relative(draft.file, str(draft.file))
        explain(f"{draft.rule_id} stands at the end of {file}", "edit it, then planparse rules check")


@app.command(epilog="Example: planparse rules diff --against HEAD~1 samples plans/")
def diff(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]", help="Plans; the samples if none.")] = None,
    *,
    against: Annotated[
        str, typer.Option(metavar="REV|DIR", help="The old rules: a git revision or a folder.")
    ] = "HEAD",
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    gold: GoldOption = None,
    limit: LimitOption = 200,
    as_json: JsonOption = False,
) -> None:
    """Compare what the rules find with what they found at an earlier revision: facts, rules and scores.

    A folder of extra rules that the revision does not have is new; where --against is a folder, it is all that was.
    """
    files = find_files(paths or [default_samples_dir()])
    golds = find_gold(gold) if gold else gold_beside(files)
    bench = Bench()
    old_rules = rules_before(against, rules or default_rules_dir(), extra_rules or ())
    new_rules = load_rules(rules, extra_rules)
    old = [bench.read(path, old_rules) for path in files]
    new_readings = [bench.read(path, new_rules) for path in files]
    old_pairs, new_pairs = (pair(golds, [reading.rows for reading in readings]) for readings in (old, new_readings))
    comparison = compare(old, new_readings, list(zip(old_pairs, new_pairs, strict=True)))
    if as_json:
        print_json(_comparison(comparison))
    else:
        print_comparison(comparison, limit)


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "changes": [
            {"plan": c.plan, "table": c.table, "side": c.side, "name": c.name, "page": c.page, "rule": c.rule,
             "columns": {name: {"old": old, "new": new} for name, (old, new) in c.columns.items()}}
            for c in comparison.changes
        ],
        "rules": {name: {"old": old, "new": new} for name, (old, new) in comparison.rules.items()},
        "scores": [
            {"plan": plan, "part": part, "old": old, "new": new}
            for (plan, part), (old, new) in comparison.scores.items()
        ],
    }  # fmt: skip


@app.command(epilog="Example: planparse rules watch plans/new.pdf --rules rules")
def watch(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan on which the rules are tried.")],
    *,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    limit: LimitOption = 60,
) -> None:
    """Read a plan again whenever a rule file is saved, and show what changed; Ctrl-C ends it."""
    folders = (rules or default_rules_dir(), *(extra_rules or ()))
    explain(f"watching {' and '.join(map(str, folders))}", "save a rule file to see what it changes")
    with suppress(KeyboardInterrupt):
        for change in watch_rules(plan, folders):
            out.rule(f"{change.seconds:.2f} s")
            for problem in change.problems:
                out.print(relative(problem.file, str(problem)), markup=False, style="red", soft_wrap=True)
            if change.comparison is not None:
                print_comparison(change.comparison, limit)
            sys.stdout.flush()


@app.command(epilog="Example: planparse rules schema > rules/schema.json")
def schema(
    *,
    docs: Annotated[
        list[Path] | None,
        typer.Option("--docs", metavar="FILE", help="Bring the reference in this page up to date; may be repeated."),
    ] = None,
) -> None:
    """Print the JSON Schema of rule files, or write the reference made from it into pages of the documentation."""
    for path in docs or ():
        path.write_text(with_reference(path.read_text(encoding="utf-8"), language_of(path)), encoding="utf-8")
    if not docs:
        print(schema_text(), end="")
