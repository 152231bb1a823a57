"""The shared check that lines tile their source; each structure test gets it free."""

from __future__ import annotations

from pathlib import Path

from planparse.document import Document
from planparse.readers.text import read_text
from planparse.rules import load_rules
from planparse.structure import structure

RULES = load_rules()


def document_of(tmp_path: Path, text: str) -> Document:
    """The document of a text, with its lines checked to tile the source."""
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    document = structure(read_text(path), RULES)
    assert_tiles(document)
    return document


def assert_tiles(document: Document) -> None:
    """Ranges touch, nothing is lost, and every view's characters stand in the source where they say."""
    end = 0
    for span in sorted(span for line in document.lines for span in line.spans):
        assert span.start == end
        end = span.end
    assert end == len(document.source.text)
    for line in document.lines:
        for character, offset in zip(line.view.text, line.view.offsets, strict=True):
            assert character == document.source.text[offset] or character == " "
    listed = [index for section in document.sections for index in section.lines]
    assert len(listed) == len(set(listed))
