"""PDFium functions that are called for every character or path, bound to plain addresses.

The typed pointers of `pypdfium2.raw` are built anew for every call; passing integers makes a page three times faster.
What stays the same from call to call (the page, the buffers that PDFium writes into) is `fixed` once, which halves the
rest: such arguments, and plain ints, need no declaration. An address that changes is declared, or ctypes would cut it
to 32 bits. The calls keep Python's lock, as giving it back and taking it again would be a quarter of what they cost.
Meanings and units are those of the functions of the same name in PDFium's ``fpdf_text.h`` and ``fpdf_edit.h``.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable

import pypdfium2.raw as pdfium_c

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int


def address(handle: object) -> int:
    """The address that a handle of `pypdfium2.raw` holds."""
    return ctypes.cast(handle, _POINTER).value or 0  # type: ignore[arg-type]


def fixed(place: int) -> object:
    """The address of a page or a buffer as an argument to pass again and again."""
    return _POINTER.from_param(place)


def places(numbers: array[int] | array[float]) -> tuple[object, ...]:
    """The `fixed` address of each of `numbers`, for PDFium to write there.

    Python reads an array of the `array` module six times faster than one of `ctypes`.
    """
    start, count = numbers.buffer_info()
    return tuple(fixed(start + index * numbers.itemsize) for index in range(count))


def _bound(function: object, result: type | None, *arguments: type) -> Callable[..., int]:
    """`function`, of which the first `arguments` are declared; those behind them are `fixed` or int."""
    bound: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(address(function))
    return bound


text_object = _bound(pdfium_c.FPDFText_GetTextObject, _POINTER)
unicode_of = _bound(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
loose_box = _bound(pdfium_c.FPDFText_GetLooseCharBox, _INT)
map_error = _bound(pdfium_c.FPDFText_HasUnicodeMapError, _INT)
char_matrix = _bound(pdfium_c.FPDFText_GetMatrix, _INT)
text_font = _bound(pdfium_c.FPDFTextObj_GetFont, _POINTER, _POINTER)
render_mode = _bound(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
font_size = _bound(pdfium_c.FPDFTextObj_GetFontSize, _INT, _POINTER)
fill_colour = _bound(pdfium_c.FPDFPageObj_GetFillColor, _INT, _POINTER)
stroke_colour = _bound(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _POINTER)
marked_content = _bound(pdfium_c.FPDFPageObj_GetMarkedContentID, _INT, _POINTER)
object_at = _bound(pdfium_c.FPDFPage_GetObject, _POINTER)
inner_object_at = _bound(pdfium_c.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
object_type = _bound(pdfium_c.FPDFPageObj_GetType, _INT, _POINTER)
object_matrix = _bound(pdfium_c.FPDFPageObj_GetMatrix, _INT, _POINTER)
object_bounds = _bound(pdfium_c.FPDFPageObj_GetBounds, _INT, _POINTER)
draw_mode = _bound(pdfium_c.FPDFPath_GetDrawMode, _INT, _POINTER)
stroke_width = _bound(pdfium_c.FPDFPageObj_GetStrokeWidth, _INT, _POINTER)
count_segments = _bound(pdfium_c.FPDFPath_CountSegments, _INT, _POINTER)
segment_at = _bound(pdfium_c.FPDFPath_GetPathSegment, _POINTER, _POINTER)
segment_type = _bound(pdfium_c.FPDFPathSegment_GetType, _INT, _POINTER)
segment_point = _bound(pdfium_c.FPDFPathSegment_GetPoint, _INT, _POINTER)
segment_closes = _bound(pdfium_c.FPDFPathSegment_GetClose, _INT, _POINTER)
