"""`planparse gold …`: grow the gold by which rules are judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from planparse.commands.options import ExtraRulesOption, JsonOption, RulesOption
from planparse.commands.rules_print import relative
from planparse.errors import UserError
from planparse.gold import GOLD_NAME, PRINT_NAME, check_gold, gold_files, gold_from
from planparse.readers import SUFFIXES, TEXT_SUFFIXES, read
from planparse.rules import load_rules
from planparse.terminal import counted, explain, out, print_json
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


@app.command(epilog="Example: planparse gold check samples gold/kita.json")
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Gold files, and folders of them or of plans.")],
    *,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="PLAN|DIR", help="The plan, or a folder of plans; default: the one beside."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find every mistake of gold files at once: of format, of sense, and words that the plan does not hold.

    Each with its line, its place in the file and what to do. A folder of plans has each under the name of its gold.
    """
    files = gold_files(paths)
    plans = {file: _plan_of(file, plan) for file in files}
    problems = [problem for file in files for problem in check_gold(file, _text(plans[file]))]
    if as_json:
        print_json([{"file": str(p.path), "line": p.line, "where": p.where, "message": p.message} for p in problems])
    else:
        for problem in problems:
            out.print(relative(problem.path, str(problem)), markup=False, soft_wrap=True)
    without = [str(file) for file in files if plans[file] is None]
    if without:
        explain(f"no plan for {', '.join(without)}: words were not looked for", "give it with --plan")
    if problems:
        of = f"{len({p.path for p in problems})} of {counted(len(files), 'file')}"
        explain(f"{counted(len(problems), 'problem')} in {of}", "correct them by hand")
        raise typer.Exit(EXIT_PROBLEMS)
    if not as_json:
        out.print(f"all gold is right: {counted(len(files), 'file')}")


def _plan_of(file: Path, given: Path | None) -> Path | None:
    """The plan of a gold file: the one that is given, that of its name in a folder that is, or the one beside it.

    Beside a text and its print the gold of the print is of the print, any other of the text.
    """
    if given is not None and not given.is_dir():
        return given
    if given is None and file.name not in (GOLD_NAME, PRINT_NAME):
        return None
    folder = file.parent if given is None else given
    plans = [path for path in sorted(folder.glob("*")) if path.suffix.lower() in SUFFIXES]
    named = plans if given is None else [path for path in plans if path.stem == file.stem]
    is_text = file.name != PRINT_NAME
    wanted = (path for path in named if (path.suffix.lower() in TEXT_SUFFIXES) == is_text)
    return next(wanted, named[0] if named and is_text else None)


def _text(plan: Path | None) -> str | None:
    """All that stands in a plan, without markup, cells in place."""
    if plan is None:
        return None
    source = read(plan)
    return source.view(list(source.printed_lines()), line_end="").text
