"""Reads a PDF with PDFium: characters, printed lines, reading order, ruled tables, running heads, paragraphs.

What stands in the text
    One printed line ends in one line feed; there are no blank lines. A gap that a reader sees as a space is one space.
    A table stands in place, cell by cell: cells are parted by a tab and rows by a line feed; a cell of several printed
    lines holds a line feed between them, so that only the grid's spans say which line feed ends a row. A cell that
    spans several rows or columns stands once, at its top left; the words on a bar stand in the cell where it begins.
    A character whose font does not tell its meaning is U+FFFD and carries a mark, so that no view shows it.
    White space that layout implies has no coordinates; the size of a line feed or tab is 0.

What refers to the text
    `continues` joins printed lines, inside cells too: there a line starts after the tab or line feed before it.
    `Cell.is_header` is what TH tags or shading say. `Grid.bars` are arrows, bars and cells filled in their stead.
    `diagrams` are boxes drawn as trees, whose words stand in the text branch by branch; `graphs` are the lines of bar
    and line graphs, which are no prose.
    Boxes are on the page as shown; `Grid.col_edges` are along the rows of the table, also where it was set sideways.

Order of the steps
    `glyphs` and `shapes` ask PDFium, `fonts` and `visibility` tell what can be read and what is seen; `ruling`,
    `stacked` and `unruled` find tables, `bars` what is drawn over them, `direction`, `lines` and `spacing` printed
    lines; `diagrams` find `graphs`, and boxes in `trees` by `connectors` and `layout`; `content` holds one page;
    `unmapped`, `cuts` and `furniture` compare the pages; `flow` and `order` put each page in reading order;
    `paragraphs` joins lines; `assemble` writes the text; `tags` and `hints` say what the file calls headings.

Diagnostics, each with its page: ``no_text_layer``, ``ocr_text_layer``, ``unmapped_text``, ``damaged_pdf``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from planparse.model import Diagnostic, Severity
from planparse.readers.errors import ReadError
from planparse.readers.pdf.assemble import assemble
from planparse.readers.pdf.characters.fonts import fonts_without_map
from planparse.readers.pdf.characters.glyphs import FontTally
from planparse.readers.pdf.characters.unmapped import unmapped_diagnostic, without_unmapped
from planparse.readers.pdf.content import PageContent, read_page
from planparse.readers.pdf.flow import dissolve_single_rows, page_flow
from planparse.readers.pdf.furniture import Furniture, body_size, find_furniture, is_only_stamped
from planparse.readers.pdf.hints import find_hints
from planparse.readers.pdf.paragraphs import Setting
from planparse.readers.pdf.tables.cuts import mend_cuts
from planparse.readers.pdf.tags import read_bookmarks
from planparse.source import SourceText

__all__ = ["read_pdf"]


def read_pdf(path: Path, password: str | None = None) -> SourceText:
    """Read the PDF at `path`.

    Raises `ReadError` with the code ``encrypted`` (no or wrong password) or ``damaged_pdf``. A page without text or
    with fonts that cannot be read costs a diagnostic only.
    """
    document = _open(path, password)
    try:
        return _read(document, fonts_without_map(path, password))
    finally:
        document.close()


def _open(path: Path, password: str | None) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise ReadError(
                "encrypted", "wrong password" if password else "it needs a password: planparse run --password"
            ) from error
        raise ReadError("damaged_pdf", f"PDFium cannot open the file ({error})") from error
    if len(document) == 0:
        document.close()
        raise ReadError("damaged_pdf", "the file has no pages")
    return document


def _read(document: pypdfium2.PdfDocument, bare_fonts: frozenset[str]) -> SourceText:
    tally = FontTally()
    pages = [_page(document, index, tally) for index in range(len(document))]
    unmapped = tally.unmapped() | bare_fonts
    pages = mend_cuts([without_unmapped(page, unmapped) for page in pages])
    size = body_size(pages)
    furniture = find_furniture(pages, size)
    flows = dissolve_single_rows([page_flow(p, margin.indices) for p, margin in zip(pages, furniture, strict=True)])
    setting = Setting.of(flows, size)
    assembly = assemble(pages, flows, furniture, setting)
    diagnostics = [d for page, margin in zip(pages, furniture, strict=True) for d in _diagnostics(page, margin)]
    if not any(flows):
        message = "no page of the file has text; planparse run --ocr may read it"
        diagnostics.append(Diagnostic("no_text_layer", Severity.WARNING, message))
    source = assembly.source(diagnostics)
    hints = find_hints(source, assembly.contents, [page.tags for page in pages], read_bookmarks(document))
    return replace(source, hints=hints)


def _page(document: pypdfium2.PdfDocument, index: int, tally: FontTally) -> PageContent:
    """The content of one page; the page is closed again, which keeps memory small."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageContent(index + 1, 0.0, 0.0, [], is_damaged=True)
    try:
        return read_page(page, index + 1, tally)
    finally:
        page.close()


def _diagnostics(page: PageContent, furniture: Furniture) -> Iterator[Diagnostic]:
    """What a person should look at on `page`."""
    if page.is_damaged:
        yield Diagnostic("damaged_pdf", Severity.WARNING, "the page cannot be loaded", page=page.number)
    elif not page.segments and not page.grids and page.has_drawing:
        message = "the page shows pictures or drawings without text; planparse run --ocr may read it"
        yield Diagnostic("no_text_layer", Severity.WARNING, message, page=page.number)
    elif is_only_stamped(page, furniture):
        message = "the page is a picture with words in its margins only; planparse run --ocr may read it"
        yield Diagnostic("no_text_layer", Severity.WARNING, message, page=page.number)
    elif page.is_ocr:
        message = "the text is the invisible layer of a scan and may hold recognition errors"
        yield Diagnostic("ocr_text_layer", Severity.INFO, message, page=page.number)
    unmapped = unmapped_diagnostic(page)
    if unmapped is not None:
        yield unmapped
