"""`planparse gold …`: grow the gold by which rules are judged."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from planparse.commands.options import ExtraRulesOption, JsonOption, RulesOption
from planparse.errors import UserError
from planparse.gold import GOLD_NAME, PRINT_NAME, check_gold, gold_from
from planparse.readers import SUFFIXES, TEXT_SUFFIXES, read
from planparse.rules import load_rules
from planparse.terminal import explain, out, print_json
from planparse.workbench.bench import Bench

EXIT_PROBLEMS = 1

app = typer.Typer(no_args_is_help=True, help="Write and check gold files.")


@app.command(epilog="Example: planparse gold new samples/kitano/kitano.txt")
def new(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan.")],
    *,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Default: gold.json beside the plan.")] = None,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Write what is read of a plan as a gold file, to be corrected by hand: nobody may trust it before."""
    file = to or plan.with_name(GOLD_NAME)
    if file.exists() and not force:
        raise UserError(f"{file} is there already", "--force overwrites it; corrections in it are lost")
    gold = gold_from(Bench().read(plan, load_rules(rules, extra_rules)).rows)
    file.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    counts = ", ".join(f"{len(entries)} {part}" for part, entries in gold.items() if isinstance(entries, list))
    out.print(f"{file}: {counts}", markup=False, soft_wrap=True)
    explain("read the plan and correct every entry", f"planparse gold check {file}")


@app.command(epilog="Example: planparse gold check samples/*/gold.json")
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Gold files.")],
    *,
    plan: Annotated[
        Path | None, typer.Option("--plan", metavar="PLAN", help="The plan; default: the one beside the file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find every mistake of gold files: of format, of sense, and words that the plan does not hold."""
    problems = [problem for file in files for problem in check_gold(file, _text(plan or _plan_beside(file)))]
    if as_json:
        print_json([{"file": str(p.path), "where": p.where, "message": p.message} for p in problems])
    else:
        for problem in problems:
            out.print(str(problem), markup=False, soft_wrap=True)
    if problems:
        counts = Counter(str(problem.path) for problem in problems)
        explain(
            ", ".join(f"{count} problem{'s' * (count > 1)} in {name}" for name, count in counts.items()),
            "correct them by hand",
        )
        raise typer.Exit(EXIT_PROBLEMS)
    if not as_json:
        out.print("all gold is right")


def _plan_beside(file: Path) -> Path | None:
    """The plan in the folder of a gold file: the print for gold of the print, else the text if there is one."""
    if file.name not in (GOLD_NAME, PRINT_NAME):
        return None
    plans = sorted(path for path in file.parent.iterdir() if path.suffix.lower() in SUFFIXES)
    return next((p for p in plans if (p.suffix.lower() in TEXT_SUFFIXES) == (file.name == GOLD_NAME)), None)


def _text(plan: Path | None) -> str | None:
    """All that stands in a plan, without markup, cells in place."""
    if plan is None:
        return None
    source = read(plan)
    return source.view(list(source.printed_lines()), line_end="").text
