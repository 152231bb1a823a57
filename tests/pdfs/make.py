#!/usr/bin/env python3
"""Make the small PDFs beside this file, one a trap for `planparse.readers.pdf`: ``python tests/pdfs/make.py``.

All text is made up. Japanese is set in fonts that are not embedded, which keeps the files at a few kilobytes.
"""

from __future__ import annotations

from pathlib import Path

import diagrams  # noqa: F401  # a module of traps registers them
import margins  # noqa: F401
import office  # noqa: F401
import pages  # noqa: F401
import prose  # noqa: F401
import tables  # noqa: F401
import unruled  # noqa: F401
from drawing import GOTHIC, HEIGHT, LEFT, MAKERS, MINCHO, WIDTH, put
from raw import make_raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent


def main() -> None:
    """Write all files."""
    for font in (MINCHO, GOTHIC):
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    for name, make in MAKERS.items():
        canvas = Canvas(str(HERE / f"{name}.pdf"), pagesize=(WIDTH, HEIGHT), invariant=1)
        make(canvas)
        canvas.save()
    locked = Canvas(str(HERE / "encrypted.pdf"), pagesize=(WIDTH, HEIGHT), invariant=1, encrypt="geheim")
    put(locked, LEFT, 100, "鍵のかかった行")
    locked.save()
    make_raw(HERE)
    (HERE / "damaged.pdf").write_bytes((HERE / "ruby.pdf").read_bytes()[:300])


if __name__ == "__main__":
    main()
