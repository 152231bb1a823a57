"""Traps that are written object by object, for what reportlab cannot say: fonts without Unicode, tags."""

from __future__ import annotations

from pathlib import Path


class Raw:
    """Writes a PDF object by object, for what reportlab cannot say."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: str, stream: bytes | None = None) -> int:
        """Append an object and return its number."""
        data = body.encode("ascii")
        if stream is not None:
            data = data[:-2] + f" /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        self.objects.append(data)
        return len(self.objects)

    def save(self, path: Path) -> None:
        """Write the file; object 1 must be the catalog."""
        out = bytearray(b"%PDF-1.7\n")
        offsets = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
        out += f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        path.write_bytes(out)


def raw_page(content: str, to_unicode: dict[int, str] | None, catalog: str = "", extra: tuple[str, ...] = ()) -> Raw:
    """One page whose font F1 has two-byte codes of its own, with or without a map to Unicode; `extra` from object 8."""
    raw = Raw()
    raw.add(f"<< /Type /Catalog /Pages 2 0 R {catalog} >>")
    raw.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    raw.add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /StructParents 0 "
        "/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    raw.add("<<  >>", content.encode("ascii"))
    unicode_map = "/ToUnicode 7 0 R" if to_unicode is not None else ""
    raw.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H "
        f"/DescendantFonts [6 0 R] {unicode_map} >>"
    )
    raw.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    pairs = "\n".join(f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for code, char in (to_unicode or {}).items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(to_unicode or {})} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    raw.add("<<  >>", cmap.encode("ascii"))
    for body in extra:
        raw.add(body)
    return raw


def coded(text: str, codes: dict[str, int]) -> str:
    """`text` as a hexadecimal string of its codes."""
    return "<" + "".join(f"{codes[char]:04X}" for char in text) + ">"


def make_raw(folder: Path) -> None:
    """The files that are written by hand."""
    letters = "⼀⽇市⽤語計画目標"
    codes = {char: 40 + place for place, char in enumerate(letters)}
    shown = coded("市⽇⼀⽤語", codes)
    raw_page(f"BT /F1 10 Tf 60 500 Td {shown} Tj ET", {v: k for k, v in codes.items()}).save(folder / "radicals.pdf")
    content = f"BT /F1 10 Tf 60 500 Td {shown} Tj ET"
    raw_page(content, None).save(folder / "unmapped.pdf")
    tagged = (
        f"/H1 << /MCID 0 >> BDC BT /F1 12 Tf 60 500 Td {coded('計画', codes)} Tj ET EMC\n"
        f"/P << /MCID 1 >> BDC BT /F1 12 Tf 60 480 Td {coded('市⽤語', codes)} Tj ET EMC\n"
        f"/H2 << /MCID 2 >> BDC BT /F1 12 Tf 60 460 Td {coded('目標', codes)} Tj ET EMC"
    )
    raw_page(
        tagged,
        {v: k for k, v in codes.items()},
        "/MarkInfo << /Marked true >> /StructTreeRoot 8 0 R",
        (
            "<< /Type /StructTreeRoot /K [9 0 R 10 0 R 11 0 R] /ParentTree 12 0 R >>",
            "<< /Type /StructElem /S /H1 /P 8 0 R /Pg 3 0 R /K 0 >>",
            "<< /Type /StructElem /S /P /P 8 0 R /Pg 3 0 R /K 1 >>",
            "<< /Type /StructElem /S /H2 /P 8 0 R /Pg 3 0 R /K 2 >>",
            "<< /Nums [0 [9 0 R 10 0 R 11 0 R]] >>",
        ),
    ).save(folder / "tagged.pdf")
    shared_forms().save(folder / "shared_forms.pdf")


def shared_forms() -> Raw:
    """A slide of sixty drawn shapes, each a form, as Impress prints them: page and forms share their resources."""
    raw = Raw()
    raw.add("<< /Type /Catalog /Pages 2 0 R >>")
    raw.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    raw.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources 5 0 R >>")
    raw.add("<<  >>", b"BT /F1 12 Tf 60 500 Td (City plan) Tj ET " + b" ".join(b"/X%d Do" % n for n in range(60)))
    forms = " ".join(f"/X{n} {n + 7} 0 R" for n in range(60))
    raw.add(f"<< /Font << /F1 6 0 R >> /XObject << {forms} >> >>")
    raw.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n in range(60):
        form = "<< /Type /XObject /Subtype /Form /BBox [0 0 420 595] /Resources 5 0 R >>"
        raw.add(form, f"{60 + 5 * n} 300 4 4 re f".encode("ascii"))
    return raw
