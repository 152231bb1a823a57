"""Which fonts of a file cannot say what their characters mean.

PDFium passes a character's code on as if it were Unicode where a font has no map, so the fonts themselves are looked
at: codes of the font's own making (Identity encoding, Identity character collection) need a ToUnicode map.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSException

OWN_CODES = frozenset({"Identity-H", "Identity-V"})


def fonts_without_map(path: Path, password: str | None) -> frozenset[str]:
    """Names of the fonts in `path` whose characters nobody can name; empty where the file is too broken to tell."""
    mapped: set[str] = set()
    bare: set[str] = set()
    try:
        with _quiet(), path.open("rb") as file:
            document = PDFDocument(PDFParser(file), password=password or "")
            seen: set[int] = set()
            for page in PDFPage.create_pages(document):
                for name, has_map in _fonts(page.resources, seen):
                    (mapped if has_map else bare).add(name)
    except (PDFException, PSException, RecursionError, ValueError, TypeError, KeyError, AttributeError):
        return frozenset()
    return frozenset(bare - mapped)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps pdfminer's warnings to itself: what is damaged, PDFium finds out."""
    log = logging.getLogger("pdfminer")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _fonts(resources: object, seen: set[int]) -> Iterator[tuple[str, bool]]:
    """The fonts of a resource dictionary and of the forms in it: name, and whether its codes have a meaning.

    Each object is looked at once: in a print of slides all shapes are forms, which share the dictionary they are in.
    """
    found = resolve1(resources)
    if not isinstance(found, dict):
        return
    for reference in _unseen(_entries(found.get("Font")), seen):
        font = resolve1(reference)
        if isinstance(font, dict) and _word(font.get("Subtype")) == "Type0":
            yield _word(font.get("BaseFont")), _has_map(font)
    for reference in _unseen(_entries(found.get("XObject")), seen):
        form = getattr(resolve1(reference), "attrs", {})
        for inner in _unseen([form.get("Resources")], seen):
            yield from _fonts(inner, seen)


def _unseen(references: Iterable[object], seen: set[int]) -> Iterator[object]:
    """Those of `references` that are not in `seen`, where they are noted; what stands in place is always new."""
    for reference in references:
        number = getattr(reference, "objid", None)
        if number is None:
            yield reference
        elif number not in seen:
            seen.add(number)
            yield reference


def _has_map(font: dict[str, object]) -> bool:
    if "ToUnicode" in font or _word(font.get("Encoding")) not in OWN_CODES:
        return True
    descendants = resolve1(font.get("DescendantFonts"))
    first = resolve1(descendants[0]) if isinstance(descendants, list) and descendants else {}
    collection = resolve1(first.get("CIDSystemInfo")) if isinstance(first, dict) else None
    ordering = resolve1(collection.get("Ordering")) if isinstance(collection, dict) else b"Identity"
    return ordering != b"Identity"


def _entries(dictionary: object) -> list[object]:
    found = resolve1(dictionary)
    return list(found.values()) if isinstance(found, dict) else []


def _word(value: object) -> str:
    """A name of the file as text, with the bytes that PDFium would show."""
    name = getattr(resolve1(value), "name", "")
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
