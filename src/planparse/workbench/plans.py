"""Plans to work on, from a database or straight from their files, each as the rows that it has in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from planparse.batch import find_files
from planparse.evaluate import fit
from planparse.gold import PRINT_NAME, Gold
from planparse.readers import PDF_SUFFIXES
from planparse.rules import RuleSet
from planparse.store import PlanRows, read_database, stored_rows
from planparse.workbench.bench import Bench


def is_database(path: Path) -> bool:
    """Whether the file at `path` begins as SQLite files do."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def stored_plans(db_path: Path) -> list[PlanRows]:
    """All documents of a database, by id. Raises UserError where it is none."""
    with closing(read_database(db_path)) as db:
        return [stored_rows(db, document) for document in list(db.query("SELECT * FROM documents ORDER BY id"))]


def read_plans(paths: Iterable[Path], rules: RuleSet) -> list[PlanRows]:
    """The plans under `paths`, read with `rules`; their rows name slug and source as the database would.

    Raises UserError where nothing is found, or where a file cannot be read.
    """
    bench = Bench()
    return [bench.read(path, rules).rows for path in find_files(paths)]


@dataclass(frozen=True)
class Paired:
    """A gold file and the plan that it is scored with; None where there is none."""

    name: str
    gold: Gold
    plan: PlanRows | None


def pair(golds: Sequence[Gold], plans: Sequence[PlanRows]) -> list[Paired]:
    """Each gold file with its plan, by name: in a plan's own folder each of its files, else the one of closest name.

    A folder holds ``gold.json``, and ``gold.pdf.json`` where the print says something else than the text.
    """
    pairs = []
    for gold in golds:
        if not gold.is_beside:
            best = max(plans, key=lambda plan: fit(gold, plan), default=None)
            pairs.append(Paired(gold.name, gold, best if best is not None and fit(gold, best) >= 1 else None))
            continue
        beside = [plan for plan in plans if _is_for(gold, plan)]
        pairs += [Paired(_name(gold, plan), gold, plan) for plan in beside]
    found = {paired.gold.path.parent for paired in pairs}
    missing = [gold for gold in golds if gold.is_beside and gold.path.parent not in found]
    return sorted([*pairs, *(Paired(gold.name, gold, None) for gold in missing)], key=lambda paired: paired.name)


def _is_for(gold: Gold, plan: PlanRows) -> bool:
    path = Path(str(plan.document.get("source_path")))
    if path.parent != gold.path.resolve().parent:
        return False
    printed = path.suffix.lower() in PDF_SUFFIXES
    return gold.of_print == printed or (printed and not gold.path.with_name(PRINT_NAME).exists())


def _name(gold: Gold, plan: PlanRows) -> str:
    return gold.folder + ("-pdf" if plan.document.get("source_format") == "pdf" else "")
