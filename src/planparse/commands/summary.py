"""What a run leaves to read: one block a plan, then the totals."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from rich.table import Table
from rich.text import Text

from planparse.batch import Report, Status
from planparse.rows import Row
from planparse.store import read_database
from planparse.terminal import out

SHOWN_DIAGNOSTICS = 3


def print_summary(db_path: Path, report: Report) -> None:
    """Show each plan of the run that is in the database, and what became of the files."""
    slugs = {outcome.slug for outcome in report.outcomes}
    with closing(read_database(db_path)) as db:
        plans = [row for row in db.query("SELECT * FROM plan_overview ORDER BY slug") if row["slug"] in slugs]
        warnings = list(
            db.query(
                "SELECT d.slug, x.page, x.code, x.message FROM diagnostics x JOIN documents d ON d.id = x.document_id"
                " WHERE x.severity <> 'info' ORDER BY x.id"
            )
        )
    for plan in plans:
        _print_plan(plan, [row for row in warnings if row["slug"] == plan["slug"]])
    _print_totals(db_path, report)


def _print_plan(plan: Row, warnings: list[Row]) -> None:
    place = f"  {plan['municipality']}" if plan["municipality"] else ""
    out.print()
    out.print(Text.assemble((str(plan["title"] or "(no title)"), "bold"), place, (f"  [{plan['slug']}]", "dim")))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("  vision", Text(str(plan["own_vision"] or "none found")))
    grid.add_row("  period", Text(_period(plan["own_period"])))
    counts = (("n_sections", "sections"), ("n_tables", "tables"), ("n_measures", "measures"), ("n_terms", "terms"))
    grid.add_row("  found", Text(", ".join(f"{plan[key]} {name}" for key, name in counts)))
    for warning in warnings[:SHOWN_DIAGNOSTICS]:
        page = f" page {warning['page']}:" if warning["page"] else ""
        grid.add_row("  look at", Text(f"{warning['code']}:{page} {warning['message']}", style="yellow"))
    if len(warnings) > SHOWN_DIAGNOSTICS:
        grid.add_row("", Text(f"and {len(warnings) - SHOWN_DIAGNOSTICS} more: planparse show {plan['slug']}"))
    out.print(grid)


def _period(interval: object) -> str:
    if interval is None:
        return "none found"
    start, _, end = str(interval).partition("/")
    return f"{start} to {end}".replace("..", "open")


def _print_totals(db_path: Path, report: Report) -> None:
    out.print()
    parts = [f"{report.count(Status.OK)} read", f"{report.count(Status.SKIPPED)} unchanged"]
    if report.count(Status.FAILED):
        parts.append(f"{report.count(Status.FAILED)} failed")
    if report.missing:
        parts.append(f"{len(report.missing)} gone" + (" and removed" if report.pruned else " (--prune removes them)"))
    out.print(f"{', '.join(parts)} -> {db_path}", markup=False, soft_wrap=True)
