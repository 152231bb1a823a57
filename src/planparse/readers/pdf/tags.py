"""What a tagged PDF says of its own structure (headings, header cells), and its bookmarks.

Tags point at marked content by number; the characters carry the same numbers. PDFium's tree lives no longer than its
page, so it is read while the page is open.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium_c

HEADING = re.compile(r"H([1-6])?")
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class HeadingTag:
    """A heading element: its level (1 the topmost) and the marked contents that hold its words."""

    level: int
    mcids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageTags:
    """The tags of one page that this reader uses. `header_cells` are the marked contents inside TH elements."""

    headings: tuple[HeadingTag, ...] = ()
    header_cells: frozenset[int] = frozenset()


NO_TAGS = PageTags()


class Bookmark(NamedTuple):
    """An entry of the document's outline. `page` counts from 1; `level` from 1, the topmost."""

    title: str
    level: int
    page: int


def read_tags(page: pypdfium2.PdfPage) -> PageTags:
    """The tags of `page`; empty for an untagged one. `page` must stay open meanwhile."""
    tree = pdfium_c.FPDF_StructTree_GetForPage(page)
    if not tree:
        return NO_TAGS
    try:
        headings: list[HeadingTag] = []
        header_cells: set[int] = set()
        for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
            element = pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index)
            _walk(element, headings, header_cells, 0)
        return PageTags(tuple(headings), frozenset(header_cells))
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)


def read_bookmarks(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """The document's bookmarks that lead to a page, in their own order."""
    found: list[Bookmark] = []
    for bookmark in document.get_toc(max_depth=15):
        target = bookmark.get_dest()
        index = target.get_index() if target is not None else None
        title = bookmark.get_title().strip()
        if index is not None and title:
            found.append(Bookmark(title, bookmark.level + 1, index + 1))
    return found


def _walk(element: pdfium_c.FPDF_STRUCTELEMENT, headings: list[HeadingTag], header_cells: set[int], depth: int) -> None:
    if not element or depth > DEEPEST:
        return
    kind = _type(element)
    heading = HEADING.fullmatch(kind)
    if heading:
        mcids = tuple(_contents(element, depth))
        if mcids:
            headings.append(HeadingTag(int(heading[1] or 1), mcids))
        return
    if kind == "TH":
        header_cells.update(_contents(element, depth))
        return
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(element)):
        _walk(pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index), headings, header_cells, depth + 1)


def _type(element: pdfium_c.FPDF_STRUCTELEMENT) -> str:
    length = pdfium_c.FPDF_StructElement_GetType(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _contents(element: pdfium_c.FPDF_STRUCTELEMENT, depth: int) -> Iterator[int]:
    """The marked contents under `element`, in order."""
    if depth > DEEPEST:
        return
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(element)):
        child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _contents(child, depth + 1)
        else:
            mcid = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                yield mcid
