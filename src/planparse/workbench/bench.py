"""Read plans again and again with changing rules: a file is read once, a stage runs again only if its rules changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from planparse.document import Document, Plan
from planparse.errors import UserError
from planparse.pipeline import understand
from planparse.readers import read
from planparse.readers.errors import ReadError
from planparse.rules import RuleSet
from planparse.source import SourceText
from planparse.store import PlanRows, plan_rows, renumbered
from planparse.structure import structure
from planparse.workbench.trace import Attempt, TracedRules, Trail, traced

T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """What rules made of one file, and what the stages asked them on the way.

    `first_ids` are the first ids of its rows in a database; without them the rows of each table count from 0.
    """

    path: Path
    rules: RuleSet
    plan: Plan
    trails: tuple[Trail, ...]
    first_ids: Mapping[str, int] = field(default_factory=dict)

    @property
    def attempts(self) -> Iterator[Attempt]:
        """Every time that the rules of a kind were tried."""
        return (attempt for trail in self.trails for attempt in trail.attempts)

    @cached_property
    def rows(self) -> PlanRows:
        """The rows that the database would hold, with the names under which it would keep them."""
        rows = plan_rows(self.plan)
        first = defaultdict(int, self.first_ids)
        return PlanRows(
            rows.document | {"slug": self.path.stem, "source_path": str(self.path)},
            {table: [renumbered(table, row, first) for row in found] for table, found in rows.tables.items()},
        )


@dataclass(frozen=True)
class _Done(Generic[T]):
    """A stage that was run: what it depended on, what it gave, what it asked."""

    trail: Trail
    inputs: Hashable
    result: T


@dataclass
class _Memory:
    """What is known of one file from the last time."""

    stamp: Hashable
    source: SourceText
    document: _Done[Document] | None = None
    plan: _Done[Plan] | None = None


@dataclass
class Bench:
    """The files that were read so far."""

    _files: dict[Path, _Memory] = field(default_factory=dict)

    def read(self, path: Path, rules: RuleSet) -> Reading:
        """What `rules` make of the file at `path`. Raises UserError where it cannot be read."""
        memory = self._memory(path)
        document = _again(memory.document, rules, lambda traced: structure(memory.source, traced))
        known = memory.plan if memory.document is document else None
        plan = _again(known, rules, lambda traced: understand(document.result, traced))
        memory.document, memory.plan = document, plan
        return Reading(path, rules, plan.result, (document.trail, plan.trail))

    def _memory(self, path: Path) -> _Memory:
        if path.is_dir():
            raise UserError(f"{path} is a folder", "name one of the plans in it")
        try:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            if path not in self._files or self._files[path].stamp != stamp:
                self._files[path] = _Memory(stamp, read(path))
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror}", "is the path right?") from None
        except ReadError as error:
            raise UserError(f"{path} cannot be read: {error.message}", "leave it out") from None
        return self._files[path]


def _again(done: _Done[T] | None, rules: RuleSet, stage: Callable[[TracedRules], T]) -> _Done[T]:
    """`done` where `rules` would give the same again, else the stage run anew."""
    if done is not None and done.trail.inputs(rules) == done.inputs:
        return done
    noted = traced(rules)
    result = stage(noted)
    return _Done(noted.trail, noted.trail.inputs(rules), result)
