"""Where a cell's text stands in its table: the other cells of its row, and the heads of its column."""

from __future__ import annotations

from collections.abc import Iterable

from planparse.document import Document
from planparse.model import Cell, Table
from planparse.source import View


class Rows:
    """The cells of a document's tables by where their text begins."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cells: dict[int, tuple[Table, Cell]] = {}
        for table in document.tables:
            for cell in table.cells:
                view = document.cell_view(cell.spans)
                if view:
                    self._cells[view.offsets[0]] = (table, cell)

    def place(self, view: View) -> tuple[Table, Cell] | None:
        """The table and cell whose text `view` is; None outside tables."""
        return self._cells.get(view.offsets[0])

    def row_of(self, view: View) -> list[View]:
        """The texts of the cells in the row of `view`, its own among them, merged cells too; empty outside tables."""
        place = self.place(view)
        if place is None:
            return []
        table, here = place
        return self._views(cell for cell in table.cells if cell.row <= here.row < cell.row + cell.row_span)

    def heads(self, view: View) -> list[View]:
        """The heads of the column of `view` (its first cell where none was found), and the caption of its table."""
        place = self.place(view)
        if place is None:
            return []
        table, here = place
        heads = self._views(
            cell for cell in table.cells
            if cell.row < max(1, table.header_rows) and cell.col <= here.col < cell.col + cell.col_span
        )  # fmt: skip
        caption = self._document.source.view(table.caption)
        return [*heads, caption] if caption else heads

    def _views(self, cells: Iterable[Cell]) -> list[View]:
        views = (self._document.cell_view(cell.spans) for cell in cells)
        return [view for view in views if view]
