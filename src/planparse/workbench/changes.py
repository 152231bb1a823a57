"""What a change of rules gains and loses, fact by fact, rule by rule, and in the score where there is gold."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planparse.errors import UserError
from planparse.evaluate import score
from planparse.likeness import alike, greedy
from planparse.rules import RuleSet, load_rules
from planparse.rules.load import default_rules_dir
from planparse.store import PlanRows, Row
from planparse.workbench.bench import Reading
from planparse.workbench.coverage import cover
from planparse.workbench.plans import Paired

NAMES = {
    "documents": "title",
    "sections": "title",
    "tables": "caption",
    "visions": "text",
    "periods": "text",
    "measures": "title",
    "measure_schedules": "status",
    "glossary_terms": "term",
    "aliases": "alias",
    "citations": "name",
    "indicators": "name",
    "events": "text",
    "measure_themes": "measure",
}
"""The tables whose rows are compared, and the column by which a person knows a row."""

NOT_COMPARED = frozenset(
    {"id", "document_id", "section_id", "table_id", "measure_id", "theme_id", "parent_id", "position"}
)
LEAST_LIKE = 0.6


@dataclass(frozen=True)
class Change:
    """One fact that is `gained`, `lost` or `changed`; `columns` maps what changed to its old and new value."""

    plan: str
    table: str
    side: str
    name: str
    page: int | None
    rule: str | None
    columns: Mapping[str, tuple[object, object]]


@dataclass(frozen=True)
class Comparison:
    """Everything that is different with the new rules.

    `rules` maps the id of each rule that fires more or less often to its matches before and after; `scores` maps plan
    and part to the figure before and after, where they differ.
    """

    changes: Sequence[Change]
    rules: Mapping[str, tuple[int, int]]
    scores: Mapping[tuple[str, str], tuple[float, float]]


def compare(old: Sequence[Reading], new: Sequence[Reading], pairs: Sequence[tuple[Paired, Paired]]) -> Comparison:
    """Compare two readings of the same files; `pairs` are their gold files with the plan before and after."""
    changes = [change for before, after in zip(old, new, strict=True) for change in changed(before.rows, after.rows)]
    scores: dict[tuple[str, str], tuple[float, float]] = {}
    for before_pair, after_pair in pairs:
        if before_pair.plan is not None and after_pair.plan is not None:
            was, now = (score(paired.gold, paired.plan).figures for paired in (before_pair, after_pair) if paired.plan)
            for part in was.keys() & now.keys():
                if abs(was[part] - now[part]) > 1e-9:
                    scores[before_pair.name, part] = (was[part], now[part])
    return Comparison(changes, _rules(old, new), dict(sorted(scores.items())))


def _rules(old: Sequence[Reading], new: Sequence[Reading]) -> dict[str, tuple[int, int]]:
    counts = []
    for readings in (old, new):
        counted: Counter[str] = Counter()
        for reading in readings:
            counted.update({use.rule.id: use.matches for use in cover([reading], reading.rules).uses})
        counts.append(counted)
    was, now = counts
    return {name: (was[name], now[name]) for name in sorted(was.keys() | now.keys()) if was[name] != now[name]}


def changed(old: PlanRows, new: PlanRows) -> Iterator[Change]:
    """The facts of one plan that are gained, lost or changed; those that only moved are not."""
    slug = str(old.document.get("slug"))
    for table, name in NAMES.items():
        was, now = _facts(old, table), _facts(new, table)
        same = Counter(map(_key, was)) & Counter(map(_key, now))
        lost, gained = _without(was, same.copy()), _without(now, same)
        pairs = greedy(lost, gained, partial(_likeness, "cells" if table == "tables" else name))
        for i, j in pairs:
            columns = {key: (lost[i].get(key), gained[j].get(key)) for key in lost[i] | gained[j]}
            differing = {key: values for key, values in columns.items() if values[0] != values[1]}
            yield _change(slug, table, "changed", gained[j], differing)
        for i in sorted(set(range(len(lost))) - {i for i, _ in pairs}):
            yield _change(slug, table, "lost", lost[i], {})
        for j in sorted(set(range(len(gained))) - {j for _, j in pairs}):
            yield _change(slug, table, "gained", gained[j], {})


def _likeness(column: str, old: Row, new: Row) -> float:
    likeness = alike(old[column], new[column])
    return likeness if likeness >= LEAST_LIKE else 0.0


def _facts(plan: PlanRows, table: str) -> list[Row]:
    """The rows of a table without what differs from run to run.

    A parent, a measure and a theme are known by their titles, a table by its text.
    """
    rows = [plan.document] if table == "documents" else plan.tables.get(table, [])
    facts = [{key: value for key, value in row.items() if key not in NOT_COMPARED} for row in rows]
    named = {"parent_id": table, "measure_id": "measures", "theme_id": "themes"}
    titles = {key: {row["id"]: row.get("title") for row in plan.tables.get(of, ())} for key, of in named.items()}
    for fact, row in zip(facts, rows, strict=True):
        for key in named.keys() & row.keys():
            fact[key.removesuffix("_id")] = titles[key].get(row[key])
        if table == "tables":
            cells = [cell for cell in plan.tables.get("table_cells", ()) if cell["table_id"] == row["id"]]
            fact["cells"] = "\n".join(f"{cell['row']},{cell['col']} {cell['text']}" for cell in cells)
    return facts


def _key(fact: Row) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(fact.items()))


def _without(facts: list[Row], same: Counter[tuple[tuple[str, object], ...]]) -> list[Row]:
    """The facts that are not among the `same` ones, each as often as it stands there."""
    left = []
    for fact in facts:
        if same[_key(fact)] > 0:
            same[_key(fact)] -= 1
        else:
            left.append(fact)
    return left


def _change(plan: str, table: str, side: str, fact: Row, columns: Mapping[str, tuple[object, object]]) -> Change:
    page = fact.get("page", fact.get("page_start"))
    rule = fact.get("rule")
    name = fact[NAMES[table]]
    return Change(
        plan, table, side, "" if name is None else str(name), page if isinstance(page, int) else None,
        None if rule is None else str(rule), columns,
    )  # fmt: skip


@contextmanager
def rules_at(revision: str, rules_dir: Path) -> Iterator[Path]:
    """The rule files of `rules_dir` as they were at a git revision, in a folder that goes afterwards.

    A `revision` that is a folder is that folder. Raises UserError where git does not know the revision or the rules.
    """
    if Path(revision).is_dir():
        yield Path(revision)
        return
    try:
        place = _git(rules_dir, "rev-parse", "--show-toplevel", "--show-prefix").decode().splitlines()
        archive = _git(Path(place[0]), "archive", "--format=tar", f"{revision}:{place[1]}")
    except FileNotFoundError:
        raise UserError("git is not installed", "give --against a folder of rules") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()[-1]
        raise UserError(
            f"no rules at revision {revision}: {reason}",
            f"give a revision of git, or a folder such as {default_rules_dir()}",
        ) from None
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
        yield Path(folder)


def rules_before(against: str, rules_dir: Path, extra: Iterable[Path]) -> RuleSet:
    """The rules of these folders at a git revision; an `extra` one that the revision does not have is left out.

    Where `against` is a folder, it is all the rules there were. Raises UserError as `rules_at`, RuleError where they
    could not be used.
    """
    with ExitStack() as stack:
        main = stack.enter_context(rules_at(against, rules_dir))
        before = []
        for folder in () if main == Path(against) else extra:
            with suppress(UserError):
                before.append(stack.enter_context(rules_at(against, folder)))
        return load_rules(main, before)


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises OSError where it is not there, CalledProcessError where it fails."""
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True).stdout
