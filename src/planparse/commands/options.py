"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planparse.errors import UserError
from planparse.rules import KINDS, like_kind

DatabaseOption = Annotated[Path, typer.Option("--db", metavar="FILE", help="The database.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="A slug, or a municipality that has one plan.")]

DEFAULT_DATABASE = Path("out/plans.db")

RulesOption = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Rules instead of those that ship.")]
ExtraRulesOption = Annotated[
    list[Path] | None, typer.Option("--extra-rules", metavar="DIR", help="Rules to add; may be repeated.")
]
MunicipalitiesOption = Annotated[bool, typer.Option("--no-municipalities", help="Leave out rules/municipalities/.")]
GoldOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--gold", metavar="DIR", help="Gold files, or folders of them; default: beside the plans; may be repeated."
    ),
]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Plans, or folders of them.")]
PasswordOption = Annotated[
    str | None, typer.Option(envvar="PLANPARSE_PASSWORD", help="Password of encrypted files.", show_envvar=True)
]


def known_kind(start: str | None) -> str | None:
    """The value of an option for the beginning of kinds. Raises UserError where no kind begins so."""
    if start and not any(kind.startswith(start) for kind in KINDS):
        raise UserError(f"no kind of rules begins with {start!r}", like_kind(start))
    return start
