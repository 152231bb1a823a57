"""One module a format; each reads a path into a `SourceText` and is the only one that knows the format."""

from __future__ import annotations

from pathlib import Path

from planparse.readers.errors import ReadError
from planparse.source import SourceText

TEXT_SUFFIXES = (".txt", ".md")
PDF_SUFFIXES = (".pdf",)
SUFFIXES = (*PDF_SUFFIXES, *TEXT_SUFFIXES)


def read(path: Path, password: str | None = None) -> SourceText:
    """Read the file at `path` by its suffix. Raises ReadError with a diagnostic's code where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        from planparse.readers.text import read_text

        return read_text(path)
    if suffix in PDF_SUFFIXES:
        from planparse.readers.pdf import read_pdf

        return read_pdf(path, password)
    raise ReadError("unknown_format", f"planparse reads {', '.join(SUFFIXES)}, not {suffix or 'a file without suffix'}")
