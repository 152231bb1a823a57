"""`planparse run`: the nightly batch."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from planparse import batch
from planparse.batch import Job, Limits, Outcome, Report, Status
from planparse.commands.options import (
    DEFAULT_DATABASE,
    DatabaseOption,
    ExtraRulesOption,
    JsonOption,
    MunicipalitiesOption,
    PasswordOption,
    RulesOption,
)
from planparse.commands.summary import print_json_summary, print_summary
from planparse.rules import WORD_LISTS, load_rules
from planparse.terminal import err, explain, out, printable

EXAMPLE = "Example: planparse run plans/ extra/kaitei.pdf --db out/plans.db --jobs 4"
EXIT_SOME_FAILED = 1
MARKS = {Status.OK: "read", Status.FAILED: "FAILED", Status.SKIPPED: "unchanged"}


def run(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files and folders; folders are searched for .pdf, .txt, .md.")
    ],
    *,
    db: DatabaseOption = DEFAULT_DATABASE,
    rules: RulesOption = None,
    extra_rules: ExtraRulesOption = None,
    no_municipalities: MunicipalitiesOption = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes that read; default: one a core.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for each file.")] = 120.0,
    memory: Annotated[int, typer.Option(min=512, help="MiB of address space for each process that reads.")] = 4096,
    password: PasswordOption = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read pages that are only a picture, too: some seconds each, see --timeout.")
    ] = False,
    no_nlp: Annotated[
        bool, typer.Option("--no-nlp", help="Leave out verb, object and commitment of measures.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read files that have not changed, too.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove documents whose file is gone.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read plans into the database.

    Files that have not changed since they were read are skipped; one that fails keeps what was read of it before.

    Exit status 0: all read; 1: some failed, each named on standard error and in the table diagnostics; 2: wrong usage.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stopped service ends as cleanly as Ctrl-C
    files = batch.find_files(paths, may_be_none=prune)
    rule_set = load_rules(rules, extra_rules, not no_municipalities)
    rule_set.require(WORD_LISTS)
    job = Job(
        reader=partial(batch.read_plan, rules=rule_set, password=password, ocr=ocr, nlp=not no_nlp),
        rules_version=rule_set.version,
        n_workers=min(jobs or _cores(), len(files)),
        limits=Limits(timeout, memory << 20),
        force=force,
        retry="no_text_layer" if ocr else None,
        prune=prune,
        command=_command(password),
    )
    with batch.only_writer(db, lambda: explain(f"another run writes to {db}", "waiting for its end")):
        with _progress(0 if as_json else len(files)) as tell:
            report = batch.run(db, files, job, tell)
        (print_json_summary if as_json else print_summary)(db, report)
    _print_failures(report)
    if report.count(Status.FAILED):
        raise typer.Exit(EXIT_SOME_FAILED)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _command(password: str | None) -> str:
    """The command line as it goes into the database: without the password."""
    words = [word.replace(password, "***") if password else word for word in sys.argv[1:]]
    return shlex.join(["planparse", *words])


@contextmanager
def _progress(n_files: int) -> Iterator[Callable[[Outcome], None]]:
    """What to tell of each outcome: a bar on a terminal, else one line; nothing where no files are announced."""
    if not n_files:
        yield lambda outcome: None
    elif not out.is_terminal:
        numbers = iter(range(1, n_files + 1))
        yield lambda outcome: out.print(f"[{next(numbers)}/{n_files}] {_line(outcome)}", markup=False, soft_wrap=True)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=out, transient=True) as progress:
            bar = progress.add_task("reading", total=n_files)
            yield lambda outcome: progress.update(bar, advance=1, description=escape(printable(outcome.path.name)))


def _line(outcome: Outcome) -> str:
    took = f" in {outcome.seconds:.1f} s" if outcome.status is not Status.SKIPPED else ""
    return f"{printable(outcome.path.name)}: {MARKS[outcome.status]}{took}"


def _print_failures(report: Report) -> None:
    for outcome in report.outcomes:
        if outcome.failure is not None:
            told = f"{outcome.path}: {outcome.failure.code}: {outcome.failure.message}"
            err.print(printable(told), markup=False, style="red")
