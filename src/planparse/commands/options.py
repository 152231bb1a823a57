"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DatabaseOption = Annotated[Path, typer.Option("--db", metavar="FILE", help="The database.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="A slug, or a municipality that has one plan.")]

DEFAULT_DATABASE = Path("out/plans.db")

RulesOption = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Rules instead of those that ship.")]
ExtraRulesOption = Annotated[
    list[Path] | None, typer.Option("--extra-rules", metavar="DIR", help="Rules to add; may be repeated.")
]
MunicipalitiesOption = Annotated[bool, typer.Option("--no-municipalities", help="Leave out rules/municipalities/.")]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Plans, or folders of them.")]
PasswordOption = Annotated[
    str | None, typer.Option(envvar="PLANPARSE_PASSWORD", help="Password of encrypted files.", show_envvar=True)
]
