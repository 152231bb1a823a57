"""What another reader gave, as rows of the database: the adapters' blocks, or Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from planparse.store import PlanRows, Row

Block = list[object]
"""``["heading", level, text]``, ``["text", text]`` or ``["table", rows]``; a cell may be None."""

HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
RULER = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*$")
LIST_SIGN = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
EMPHASIS = re.compile(r"\*\*|__|~~|(?<!\\)[*`]|<br\s*/?>|</?(?:u|b|i|sup|sub)>")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
PIPE = re.compile(r"(?<!\\)\|")


def markdown_blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a Markdown document. Lines of one paragraph are parted by a space, as Markdown has it."""
    paragraph: list[str] = []
    table: list[list[str]] = []
    lines = PICTURE.sub("", markdown).split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        heading = HEADING.match(line)
        is_row = line.lstrip().startswith("|") or ("|" in line and RULER.match(following) is not None)
        if table and not is_row:
            yield ["table", table]
            table = []
        before, _, row = line.partition("|")
        if is_row and not table and before.strip():
            paragraph.append(before)
        if paragraph and (is_row or heading or not line.strip() or LIST_SIGN.match(line)):
            yield ["text", " ".join(map(_plain, paragraph))]
            paragraph = []
        if is_row:
            table += [] if RULER.match(line) else [_cells(row)]
        elif heading:
            yield ["heading", len(heading[1]), _plain(heading[2])]
        elif line.strip():
            paragraph.append(LIST_SIGN.sub("", line))
    if paragraph:
        yield ["text", " ".join(map(_plain, paragraph))]
    if table:
        yield ["table", table]


def _cells(row: str) -> list[str]:
    """The cells of a row whose first pipe is gone."""
    return [_plain(cell) for cell in PIPE.split(re.sub(r"\|\s*$", "", row))]


def _plain(text: str) -> str:
    return html.unescape(ESCAPED.sub(r"\1", EMPHASIS.sub("", text))).strip()


def rows_of(result: Mapping[str, object]) -> PlanRows:
    """The rows of a document from what an adapter gave. Everything stands on page 1: most readers do not tell pages."""
    if "rows" in result:
        rows = result["rows"]
        assert isinstance(rows, dict)
        return PlanRows(**rows)
    blocks = result["blocks"] if "blocks" in result else markdown_blocks(str(result["markdown"]))
    assert isinstance(blocks, Iterable)
    return _Rows(result.get("text")).of(blocks)


class _Rows:
    """Collects the rows of one document. A heading's number stays in its title."""

    def __init__(self, text: object) -> None:
        self.text = text
        self.words: list[str] = []
        self.prose: list[str] = []
        self.sections: list[Row] = []
        self.tables: list[Row] = []
        self.cells: list[Row] = []

    def of(self, blocks: Iterable[Block]) -> PlanRows:
        self._open(0, "")
        for kind, *content in blocks:
            if kind == "heading":
                self._open(int(str(content[0])), str(content[1]))
                self.words.append(str(content[1]))
            elif kind == "table":
                assert isinstance(content[0], list)
                self._table(content[0])
            else:
                text = " ".join(str(content[0]).split("\n"))
                self.prose.append(text)
                self.words.append(text)
        self._close()
        text = str(self.text) if self.text is not None else "\n".join(self.words)
        page: Row = {"id": 0, "page": 1, "text": text, "furniture": "", "ruby": "[]"}
        document: Row = {"source_format": "pdf", "page_count": 1}
        tables = {"pages": [page], "sections": self.sections, "tables": self.tables, "table_cells": self.cells}
        return PlanRows(document, tables)

    def _open(self, level: int, title: str) -> None:
        self._close()
        position = len(self.sections)
        row: Row = {"id": position, "position": position, "level": level, "number": "", "title": title}
        self.sections.append(row | {"page_start": 1, "page_end": 1, "text": ""})

    def _close(self) -> None:
        if self.sections:
            self.sections[-1]["text"] = "\n".join(self.prose)
            self.prose = []

    def _table(self, grid: list[list[str | None]]) -> None:
        table_id, n_cols = len(self.tables), max(map(len, grid), default=0)
        row: Row = {"id": table_id, "section_id": len(self.sections) - 1, "position": table_id, "header_rows": 0}
        self.tables.append(row | {"page_start": 1, "page_end": 1, "n_rows": len(grid), "n_cols": n_cols})
        for r, cells in enumerate(grid):
            for c, cell in enumerate(cells):
                text = " ".join((cell or "").split("\n"))
                place: Row = {"table_id": table_id, "row": r, "col": c, "row_span": 1, "col_span": 1, "is_header": 0}
                self.cells.append(place | {"text": text})
                self.words.append(text)
