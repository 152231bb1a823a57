"""Reads PDFs whose pages are pictures: OCRmyPDF and Tesseract (the extra ``planparse[ocr]``) lay text under them.

Only the pages without a text layer go through OCR; the others keep their own text. The pages are neither turned nor
straightened, so that the boxes of what is read fit the pages of the file itself.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pypdfium2.raw as pdfium_c

from planparse.model import Diagnostic, Severity
from planparse.readers.pdf import read_pdf
from planparse.source import SourceText

LANGUAGE = "jpn"
"""Tesseract's data of this name read vertical columns with ``jpn_vert``, where that is installed too."""

INSTALL_EXTRA = "pip install 'planparse[ocr]'"
INSTALL_DATA = "Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert ghostscript"


class OcrError(Exception):
    """OCR gave nothing. `code` is the diagnostic's code, the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_pdf_with_ocr(path: Path, password: str | None = None) -> SourceText:
    """Read the PDF at `path` as `read_pdf` does, and its pages without a text layer by OCR.

    These pages are marked by diagnostics: ``ocr_text``, or ``no_text_found``. Where OCR cannot be done they stay
    ``no_text_layer``, beside ``ocr_unavailable`` or ``ocr_failed``.
    """
    source = read_pdf(path, password)
    pages = sorted(d.page for d in source.diagnostics if d.code == "no_text_layer" and d.page is not None)
    if not pages:
        return source
    with TemporaryDirectory(prefix="planparse-ocr-") as folder:
        layered = Path(folder, "layered.pdf")
        try:
            _add_text_layer(_unlocked(path, password, Path(folder)), layered, pages)
        except OcrError as error:
            diagnostic = Diagnostic(error.code, Severity.WARNING, str(error))
            return replace(source, diagnostics=(*source.diagnostics, diagnostic))
        return _marked(read_pdf(layered), set(pages))


def _add_text_layer(path: Path, layered: Path, pages: Collection[int]) -> None:
    """Write the PDF at `path` to `layered`, with an invisible text layer on `pages`."""
    try:
        import ocrmypdf  # noqa: PLC0415  # an extra
        from ocrmypdf.exceptions import ExitCodeException, MissingDependencyError  # noqa: PLC0415
    except ImportError:
        raise OcrError("ocr_unavailable", f"OCR needs an extra: {INSTALL_EXTRA}") from None
    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)
    try:
        ocrmypdf.ocr(
            path,
            layered,
            language=[LANGUAGE],
            pages=",".join(map(str, pages)),
            redo_ocr=True,  # what is stamped on a page stays, and is not read again
            output_type="pdf",
            optimize=0,
            jobs=1,
            use_threads=True,
            invalidate_digital_signatures=True,
            progress_bar=False,
        )
    except MissingDependencyError as error:
        message = f"OCR needs Tesseract with its Japanese data ({INSTALL_DATA}): {_one_line(error)}"
        raise OcrError("ocr_unavailable", message) from error
    except ExitCodeException as error:
        raise OcrError("ocr_failed", f"OCRmyPDF cannot read the file: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _unlocked(path: Path, password: str | None, folder: Path) -> Path:
    """The PDF at `path`, or where it is encrypted a copy of it that is not; OCRmyPDF takes no password."""
    document = pypdfium2.PdfDocument(path, password=password)
    try:
        if pdfium_c.FPDF_GetSecurityHandlerRevision(document) < 0:
            return path
        document.save(folder / "unlocked.pdf", flags=pdfium_c.FPDF_REMOVE_SECURITY)
        return folder / "unlocked.pdf"
    finally:
        document.close()


def _marked(source: SourceText, pages: Collection[int]) -> SourceText:
    """`source` with diagnostics that tell its `pages` from those whose text stood in the file."""
    own = [d for d in source.diagnostics if not (d.page in pages and d.code in ("ocr_text_layer", "no_text_layer"))]
    return replace(source, diagnostics=(*own, *(_mark(source, page) for page in pages)))


def _mark(source: SourceText, page: int) -> Diagnostic:
    span = source.page_span(page)
    if source.text[span.start : span.end].strip():
        message = "the words of this page were read by OCR and may be misread"
        return Diagnostic("ocr_text", Severity.INFO, message, page=page)
    return Diagnostic("no_text_found", Severity.INFO, "OCR found no words on this page", page=page)
