"""The nightly run: leave alone what has not changed, read the rest in workers, write from one process."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from planparse import __version__, store
from planparse.batch.workers import Done, Failure, Limits, work
from planparse.pipeline import parse
from planparse.rules import RuleSet
from planparse.store import PlanRows, plan_rows

Reader = Callable[[Path], PlanRows]


class Status(StrEnum):
    """What became of a file."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Outcome:
    """What became of one file. `failure` is set where it failed, `seconds` is 0 where it was skipped."""

    path: Path
    slug: str
    status: Status
    seconds: float = 0.0
    failure: Failure | None = None


@dataclass(frozen=True)
class Job:
    """What to do with each file: `reader` with rules of `rules_version`, in `n_workers` processes under `limits`.

    `force` reads what has not changed too, `prune` removes documents whose file is gone, `command` goes into `runs`.
    `retry` reads those of the unchanged too that have a diagnostic of this code.
    """

    reader: Reader
    rules_version: str
    n_workers: int
    limits: Limits
    force: bool = False
    prune: bool = False
    command: str = ""
    retry: str | None = None


@dataclass(frozen=True)
class Report:
    """What a run did. `missing` are the sources of stored documents that are gone, `pruned` says if they went too."""

    outcomes: tuple[Outcome, ...]
    seconds: float
    missing: tuple[Path, ...]
    pruned: bool

    def count(self, status: Status) -> int:
        """How many files came out so."""
        return sum(outcome.status is status for outcome in self.outcomes)


def read_plan(path: Path, rules: RuleSet, password: str | None, ocr: bool = False, nlp: bool = True) -> PlanRows:
    """The rows of one file: what a worker does. Raises ReadError where the file cannot be read."""
    return plan_rows(parse(path, rules, password, ocr, nlp))


def run(db_path: Path, files: Sequence[Path], job: Job, report: Callable[[Outcome], None]) -> Report:
    """Read `files` into the database and tell `report` of each. Raises UserError where the database cannot be used.

    Each document is stored in one transaction as soon as it is read, so that an interrupted run loses nothing that it
    reported.
    """
    began = time.monotonic()
    with closing(store.open_database(db_path)) as db:
        missing = store.note_missing_sources(db)
        if job.prune:
            store.remove_documents(db, missing)
        batch = _Batch(db, job.rules_version, report, store.allot_slugs(db, files))
        run_id = store.start_run(db, job.command, job.rules_version)
        try:
            changed = list(batch.changed(files, job))
            with closing(work(changed, job.reader, job.limits, job.n_workers)) as results:
                for done in results:
                    batch.store(done)
        finally:
            store.finish_run(db, run_id, {f"n_{status}": batch.counts[status] for status in Status})
        return Report(tuple(batch.outcomes), time.monotonic() - began, tuple(missing), job.prune)


class _Batch:
    """One run in progress."""

    def __init__(
        self, db: Database, rules_version: str, report: Callable[[Outcome], None], slugs: dict[Path, str]
    ) -> None:
        self.db = db
        self.rules_version = rules_version
        self.report = report
        self.slugs = slugs
        self.hashes: dict[Path, str] = {}
        self.outcomes: list[Outcome] = []
        self.counts: Counter[Status] = Counter()

    def changed(self, files: Sequence[Path], job: Job) -> Iterator[Path]:
        """The files that must be read; the others are reported as skipped, or as failed if not even that is known."""
        again = store.sources_with(self.db, job.retry) if job.retry else set()
        known = {} if job.force else store.known_sources(self.db)
        for path in files:
            failure = self._hash(path)
            if failure is not None:
                self.fail(Done(path, failure, 0.0))
            elif path not in again and known.get(path) == (self.hashes[path], self.rules_version, __version__):
                self.tell(Outcome(path, self.slugs[path], Status.SKIPPED))
            else:
                yield path

    def _hash(self, path: Path) -> Failure | None:
        try:
            str(path).encode()
            self.hashes[path] = store.sha256_of(path)
        except UnicodeEncodeError:
            return Failure("bad_name", "the file's name is not UTF-8; rename the file")
        except OSError as error:
            return Failure("unreadable", f"{error.strerror or error}")
        return None

    def store(self, done: Done[PlanRows]) -> None:
        """Write what a worker made of a file."""
        if isinstance(done.result, Failure):
            self.fail(done)
            return
        provenance = store.Provenance(done.path, self.hashes[done.path], self.rules_version, self.slugs[done.path])
        try:
            store.write_plan(self.db, done.result, provenance)
        except (sqlite3.IntegrityError, sqlite3.DataError, ValueError, LookupError, OverflowError) as error:
            self.fail(
                Done(done.path, Failure("not_stored", f"{error!r}; please report it with the file"), done.seconds)
            )
        else:
            self.tell(Outcome(done.path, self.slugs[done.path], Status.OK, done.seconds))

    def fail(self, done: Done[PlanRows]) -> None:
        """Note a file that gave nothing; what was stored of it before stays."""
        assert isinstance(done.result, Failure)
        path = Path(str(done.path).encode(errors="backslashreplace").decode())
        store.write_failure(self.db, path, done.result.code, done.result.message)
        self.tell(Outcome(path, self.slugs[done.path], Status.FAILED, done.seconds, done.result))

    def tell(self, outcome: Outcome) -> None:
        """Count and report an outcome."""
        self.outcomes.append(outcome)
        self.counts[outcome.status] += 1
        self.report(outcome)
