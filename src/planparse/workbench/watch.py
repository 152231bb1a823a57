"""Read a plan again whenever the rules change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from planparse.rules import RuleError, RuleProblem, load_rules
from planparse.workbench.bench import Bench, Reading
from planparse.workbench.changes import Comparison, compare

DEBOUNCE = 50
"""Milliseconds that saves are gathered for."""


@dataclass(frozen=True)
class Refresh:
    """What came of one save: errors of the rule files, or what changed since the last reading."""

    seconds: float
    problems: tuple[RuleProblem, ...]
    comparison: Comparison | None


@dataclass
class Watcher:
    """One plan, and what was last read of it. `folders` are the rules' own and those of extra rules."""

    plan: Path
    folders: Sequence[Path]
    bench: Bench
    last: Reading

    @classmethod
    def start(cls, plan: Path, folders: Sequence[Path]) -> Watcher:
        """Read `plan` for the first time. Raises RuleError where the rules cannot be used, UserError for the plan."""
        bench = Bench()
        return cls(plan, folders, bench, bench.read(plan, load_rules(folders[0], folders[1:])))

    def refresh(self) -> Refresh:
        """Read the plan with the rules as they are now."""
        began = time.monotonic()
        try:
            reading = self.bench.read(self.plan, load_rules(self.folders[0], self.folders[1:]))
        except RuleError as error:
            return Refresh(time.monotonic() - began, error.problems, None)
        comparison = compare([self.last], [reading], [])
        self.last = reading
        return Refresh(time.monotonic() - began, (), comparison)


def watch_rules(plan: Path, folders: Sequence[Path], stop: threading.Event | None = None) -> Iterator[Refresh]:
    """What each save of a rule file changes, until Ctrl-C or `stop`."""
    watcher = Watcher.start(plan, folders)
    for changes in watch(*folders, debounce=DEBOUNCE, stop_event=stop, rust_timeout=500):
        if any(path.endswith(".toml") for _, path in changes):
            yield watcher.refresh()
