"""What a run leaves to read: one block a plan, then the totals."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from planparse.batch import Report, Status
from planparse.store import Row, read_database
from planparse.terminal import counted, out, print_json

FEW = 10
"""So many files are all shown after a run; of more, only those that were read."""

COUNTS = {"n_sections": "section", "n_tables": "table", "n_measures": "measure", "n_terms": "term"}

TO_LOOK_AT = """
SELECT x.code, count(*) AS n, min(x.page) AS page, x.message FROM diagnostics x JOIN documents d ON d.id = x.document_id
WHERE d.slug = ? AND x.severity <> 'info' GROUP BY x.code ORDER BY min(x.id)
"""


def print_summary(db_path: Path, report: Report) -> None:
    """Show what is in the database of the plans of a run, and what became of the files."""
    few = len(report.outcomes) <= FEW
    slugs = {outcome.slug for outcome in report.outcomes if few or outcome.status is Status.OK}
    with closing(read_database(db_path)) as db:
        for plan in db.query("SELECT * FROM plan_overview ORDER BY slug"):
            if plan["slug"] in slugs:
                _print_plan(plan, list(db.query(TO_LOOK_AT, [plan["slug"]])))
    _print_totals(db_path, report)


def print_json_summary(db_path: Path, report: Report) -> None:
    """The same as JSON, of all files of the run."""
    with closing(read_database(db_path)) as db:
        plans = {row["slug"]: row for row in db.query("SELECT * FROM plan_overview")}
    print_json(
        [
            {
                "source_path": str(outcome.path),
                "status": outcome.status.value,
                "seconds": round(outcome.seconds, 3),
                "failure": outcome.failure and asdict(outcome.failure),
                "plan": plans.get(outcome.slug),
            }
            for outcome in report.outcomes
        ]
    )


def _print_plan(plan: Row, to_look_at: Sequence[Row]) -> None:
    place = f"  {plan['municipality']}" if plan["municipality"] else ""
    out.print()
    out.print(Text.assemble((str(plan["title"] or "(no title)"), "bold"), place, (f"  [{plan['slug']}]", "dim")))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("  vision", Text(str(plan["own_vision"] or "none found")))
    grid.add_row("  period", Text(_period(plan["own_period"])))
    grid.add_row("  found", Text(", ".join(counted(int(plan[key] or 0), name) for key, name in COUNTS.items())))
    for item in to_look_at:
        grid.add_row("  look at", Text(_looked_at(item), style="yellow"))
    out.print(grid)


def _period(interval: object) -> str:
    if interval is None:
        return "none found"
    start, _, end = str(interval).partition("/")
    return f"{start} to {end}".replace("..", "open")


def _looked_at(item: Row) -> str:
    page = f", page {item['page']}" if item["page"] else ""
    times = f", the first of {item['n']}" if item["n"] != 1 else ""
    return f"{item['message']} ({item['code']}{page}{times})"


def _print_totals(db_path: Path, report: Report) -> None:
    parts = [f"{report.count(Status.OK)} read", f"{report.count(Status.SKIPPED)} unchanged"]
    if report.count(Status.FAILED):
        parts.append(f"{report.count(Status.FAILED)} failed")
    if report.missing:
        parts.append(f"{len(report.missing)} gone" + (" and removed" if report.pruned else " (--prune removes them)"))
    out.print(f"\n{', '.join(parts)} in {report.seconds:.1f} s -> {db_path}", markup=False, soft_wrap=True)
