"""Read a plan again whenever the rules change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
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
    """One plan and the rules that it was last read with."""

    plan: Path
    rules_dir: Path
    bench: Bench
    last: Reading

    @classmethod
    def start(cls, plan: Path, rules_dir: Path) -> Watcher:
        """Read `plan` for the first time. Raises RuleError where the rules cannot be used, UserError for the plan."""
        bench = Bench()
        return cls(plan, rules_dir, bench, bench.read(plan, load_rules(rules_dir)))

    def refresh(self) -> Refresh:
        """Read the plan with the rules as they are now."""
        began = time.monotonic()
        try:
            reading = self.bench.read(self.plan, load_rules(self.rules_dir))
        except RuleError as error:
            return Refresh(time.monotonic() - began, error.problems, None)
        comparison = compare([self.last], [reading], [])
        self.last = reading
        return Refresh(time.monotonic() - began, (), comparison)


def watch_rules(plan: Path, rules_dir: Path, stop: threading.Event | None = None) -> Iterator[Refresh]:
    """What each save of a rule file changes, until Ctrl-C or `stop`."""
    watcher = Watcher.start(plan, rules_dir)
    for changes in watch(rules_dir, debounce=DEBOUNCE, stop_event=stop, rust_timeout=500):
        if any(path.endswith(".toml") for _, path in changes):
            yield watcher.refresh()
