"""`planparse rules …`: the workbench of those who write rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planparse.commands.options import JsonOption, RulesOption
from planparse.rules import RuleProblem
from planparse.terminal import explain, out, print_json
from planparse.workbench.check import check_rules
from planparse.workbench.hostile import SECONDS
from planparse.workbench.samples import default_samples_dir

EXIT_PROBLEMS = 1

SamplesOption = Annotated[Path | None, typer.Option("--samples", metavar="DIR", help="The plans that examples quote.")]

app = typer.Typer(no_args_is_help=True, help="Check, try, trace and write rules.")


@app.command(epilog="Example: planparse rules check --rules rules")
def check(
    *,
    rules: RulesOption = None,
    samples: SamplesOption = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time of one pattern for its hostile lines.")] = SECONDS,
    as_json: JsonOption = False,
) -> None:
    """Find every error of the rule files at once: file, line, rule and what to do. Exit status 1 if there is one."""
    problems = check_rules(rules, samples or default_samples_dir(), seconds)
    if as_json:
        print_json([_problem(problem) for problem in problems])
    else:
        for problem in problems:
            out.print(_relative(problem), markup=False, soft_wrap=True)
    if problems:
        explain(f"{len(problems)} problems", "docs/rules.md says how rules are written")
        raise typer.Exit(EXIT_PROBLEMS)
    if not as_json:
        out.print("all rules are right")


def _problem(problem: RuleProblem) -> dict[str, object]:
    return {"file": str(problem.file), "line": problem.line, "rule": problem.rule_id, "message": problem.message}


def _relative(problem: RuleProblem) -> str:
    """The problem with its file as seen from here, so that editors and terminals can open it."""
    here = Path.cwd()
    return str(problem).replace(f"{here}/", "", 1) if problem.file.is_relative_to(here) else str(problem)
