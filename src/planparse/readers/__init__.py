"""One module a format; each reads a path into a `SourceText` and is the only one that knows the format."""

from __future__ import annotations

from pathlib import Path

from planparse.readers.errors import ReadError
from planparse.source import SourceText

TEXT_SUFFIXES = (".txt", ".md")
PDF_SUFFIXES = (".pdf",)
SUFFIXES = (*PDF_SUFFIXES, *TEXT_SUFFIXES)


def read(path: Path, password: str | None = None, ocr: bool = False) -> SourceText:
    """Read the file at `path` by its suffix. Raises OSError, or ReadError with a diagnostic's code if unreadable.

    With `ocr`, pages of a PDF that are only a picture are read too (`planparse.readers.ocr`).
    """
    suffix = path.suffix.lower()
    if not path.stat().st_size:
        raise ReadError("empty_file", "the file is empty")
    if suffix in TEXT_SUFFIXES:
        from planparse.readers.text import read_text  # noqa: PLC0415  # each format loads what it needs

        return read_text(path)
    if suffix in PDF_SUFFIXES and ocr:
        from planparse.readers.ocr import read_pdf_with_ocr  # noqa: PLC0415

        return read_pdf_with_ocr(path, password)
    if suffix in PDF_SUFFIXES:
        from planparse.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(path, password)
    raise ReadError("unknown_format", f"planparse reads {', '.join(SUFFIXES)}, not {suffix or 'a file without suffix'}")
