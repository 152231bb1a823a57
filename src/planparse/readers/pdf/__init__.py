"""Reads a PDF with PDFium: characters, printed lines, reading order, ruled tables, running heads, paragraphs.

What stands in the text
    One printed line ends in one line feed; there are no blank lines. A gap that a reader sees as a space is one space.
    A table stands in place, cell by cell: cells are parted by a tab and rows by a line feed; a cell of several printed
    lines holds a line feed between them, so that only the grid's spans say which line feed ends a row. A cell that
    spans several rows or columns stands once, at its top left. `continues` joins lines inside cells as well.
    A character whose font does not tell its meaning is U+FFFD and carries a mark, so that no view shows it.

Order of the steps: `glyphs` and `shapes` ask PDFium; `ruling` finds tables, `direction` and `lines` printed lines;
`content` holds one page; `furniture` compares the pages; `flow` orders each page; `paragraphs` joins lines;
`assemble` writes the text.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from planparse.model import Diagnostic, Severity
from planparse.readers.errors import ReadError
from planparse.readers.pdf.assemble import assemble
from planparse.readers.pdf.content import PageContent, read_page
from planparse.readers.pdf.flow import page_flow
from planparse.readers.pdf.furniture import body_size, find_furniture
from planparse.readers.pdf.glyphs import FontTally
from planparse.readers.pdf.paragraphs import Setting
from planparse.source import SourceText

__all__ = ["read_pdf"]


def read_pdf(path: Path, password: str | None = None) -> SourceText:
    """Read the PDF at `path`.

    Raises `ReadError` with the code ``encrypted`` (no or wrong password) or ``damaged_pdf``. A page without text or
    with fonts that cannot be read costs a diagnostic only.
    """
    document = _open(path, password)
    try:
        return _read(document)
    finally:
        document.close()


def _open(path: Path, password: str | None) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise ReadError("encrypted", "wrong password" if password else "it needs a password") from error
        raise ReadError("damaged_pdf", f"PDFium cannot open the file ({error})") from error
    if len(document) == 0:
        document.close()
        raise ReadError("damaged_pdf", "the file has no pages")
    return document


def _read(document: pypdfium2.PdfDocument) -> SourceText:
    tally = FontTally({}, {})
    diagnostics: list[Diagnostic] = []
    pages: list[PageContent] = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            message = f"page {index + 1} cannot be loaded"
            diagnostics.append(Diagnostic("damaged_pdf", Severity.WARNING, message, page=index + 1))
            pages.append(PageContent(index + 1, 0.0, 0.0, []))
            continue
        pages.append(read_page(page, index + 1, tally))
        page.close()
    size = body_size(pages)
    furniture = find_furniture(pages, size)
    flows = [page_flow(page, margin.indices) for page, margin in zip(pages, furniture, strict=True)]
    setting = Setting.of(flows, size)
    return assemble(pages, flows, furniture, setting).source(diagnostics)
