"""The command line: `planparse COMMAND`. A further command or group of commands is one line at the end."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer
from typer.core import TyperGroup

from planparse import __version__
from planparse.commands import docs, evaluate, gold, rules, run, show, verify
from planparse.commands import explain as explain_command
from planparse.errors import UserError
from planparse.rules import RuleError
from planparse.terminal import explain

EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class Commands(TyperGroup):
    """Commands whose errors are one line with a hint instead of a traceback."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer makes no other context
        """Run the command; wrong usage ends it with status 2, a full disk or the like with 1, Ctrl-C with 130."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            explain(error.message, error.hint)
            raise typer.Exit(EXIT_USAGE) from None
        except RuleError as error:
            for problem in error.problems:
                explain(str(problem), "")
            raise typer.Exit(EXIT_USAGE) from None
        except BrokenPipeError:
            raise
        except (OSError, sqlite3.Error) as error:
            explain(str(error), "is there space, and the right to write?")
            raise typer.Exit(EXIT_FAILURE) from None
        except KeyboardInterrupt:
            goes_on = "what was reported is stored; the same command goes on from there"
            explain("stopped", goes_on if ctx.invoked_subcommand == "run" else "")
            raise typer.Exit(EXIT_INTERRUPTED) from None


app = typer.Typer(
    name="planparse",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planparse {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: planparse run plans/ --db out/plans.db && planparse show 三島市 --db out/plans.db")
def planparse(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read Japanese municipal plans (PDF, text) into a SQLite database of what they say, with evidence."""


app.command("run", epilog=run.EXAMPLE)(run.run)
app.command("show", epilog=show.EXAMPLE)(show.show)
app.command("verify", epilog=verify.EXAMPLE)(verify.verify)
app.command("docs", epilog=docs.EXAMPLE)(docs.docs)
app.command("eval", epilog=evaluate.EXAMPLE)(evaluate.evaluate)
app.add_typer(rules.app, name="rules")
app.command("explain", epilog=explain_command.EXAMPLE)(explain_command.explain)
app.add_typer(gold.app, name="gold")
