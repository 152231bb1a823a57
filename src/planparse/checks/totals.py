"""Rows that a table calls its total against the rows above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from planparse.document import Document
from planparse.fold import fold
from planparse.model import Diagnostic, Severity, Span, Table
from planparse.rules import RuleSet

COUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\s*[^0-9\s%.,]{0,3}")


def check_totals(document: Document, rules: RuleSet) -> Iterator[Diagnostic]:
    """Columns of counts whose sum is not what the total's row says; tables with subtotals or shares are left alone."""
    for table in document.tables:
        rows = _rows(document, table)
        totals = [r for r in rows if r >= table.header_rows and _is_total(document, rows[r].get(0), rules)]
        if len(totals) != 1 or totals[0] != table.n_rows - 1:
            continue
        total = rows[totals[0]]
        above = [rows[r] for r in rows if table.header_rows <= r < totals[0]]
        if not all(row.get(0) for row in above):
            continue
        for col in range(1, table.n_cols):
            stated = _count(document, total.get(col))
            parts = [_count(document, row.get(col)) for row in above]
            known = [part for part in parts if part is not None]
            if stated is not None and len(known) >= 2 and len(known) == len(parts) and sum(known) != stated:
                yield Diagnostic(
                    "total_mismatch",
                    Severity.WARNING,
                    f"the rows add up to {sum(known):,}, the total says {stated:,}",
                    total[col][0],
                )


def _rows(document: Document, table: Table) -> dict[int, dict[int, tuple[Span, ...]]]:
    rows: dict[int, dict[int, tuple[Span, ...]]] = {}
    for cell in table.cells:
        if cell.spans:
            rows.setdefault(cell.row, {})[cell.col] = cell.spans
    return rows


def _is_total(document: Document, spans: tuple[Span, ...] | None, rules: RuleSet) -> bool:
    return spans is not None and rules.first("total_row", document.cell_view(spans)) is not None


def _count(document: Document, spans: tuple[Span, ...] | None) -> Decimal | None:
    """The number in a cell that holds a count and nothing else; a share is none, for shares need not add up."""
    found = COUNT.fullmatch(fold(document.cell_view(spans).text)) if spans else None
    return Decimal(found[1].replace(",", "")) if found else None
