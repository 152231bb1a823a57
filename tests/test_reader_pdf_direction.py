"""Characters of fonts that tell only the black of their letters."""

from __future__ import annotations

import pytest

from planparse.readers.pdf.characters.direction import directed_segments
from planparse.readers.pdf.characters.glyphs import Glyph, Ink

TYPE_3 = Ink("#1", 10.0, False, 0, (0, 0, 0), True, -1)


@pytest.mark.parametrize(
    ("steps", "text"),
    [((8.0, 11.0, 8.0, 8.0, 8.0, 8.0), "アカ 手続の窓口"), ((10.0, 10.0, 11.0, 10.0, 10.0, 10.0), "アカ手続の窓口")],
    ids=["proportional", "full width"],
)
def test_letters_of_a_font_without_widths_are_as_wide_as_they_step(steps: tuple[float, ...], text: str) -> None:
    glyphs, middle = [], 50.0
    for char, step in zip("アカ手続の窓口", (*steps, 0.0), strict=True):
        glyphs.append(Glyph(char, middle - 3.8, 100.0, middle + 3.8, 110.0, TYPE_3))
        middle += step
    assert [segment.text for segment in directed_segments(glyphs)] == [text]
