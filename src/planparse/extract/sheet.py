"""A table as rows and columns, whatever cells are merged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planparse.document import Document
from planparse.model import Cell, Table
from planparse.source import View


@dataclass(frozen=True)
class Sheet:
    """One table. Rows and columns count from 0 and include header rows."""

    document: Document
    table: Table

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that covers a place."""
        return self._covering.get((row, col))

    def view(self, row: int, col: int) -> View:
        """The text of the cell that covers a place, empty where there is none."""
        cell = self.cell(row, col)
        return self.document.cell_view(cell.spans if cell else ())

    def begins(self, row: int, col: int) -> bool:
        """Whether a cell begins at a place, rather than reaching there from above or from the left."""
        cell = self.cell(row, col)
        return cell is not None and (cell.row, cell.col) == (row, col)

    def row(self, row: int) -> tuple[View, ...]:
        """The texts of a row, each cell once, empty ones left out."""
        views = (self.view(row, col) for col in range(self.table.n_cols) if self.begins(row, col))
        return tuple(view for view in views if view)
