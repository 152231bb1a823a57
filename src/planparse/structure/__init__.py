"""From a source to a document: typed lines, then headings, then the section tree and the tables.

Order of evidence for headings: the table of contents, then what the format itself says (Markdown, tags, bookmarks),
then numbering families, then font size. Numbering alone is ambiguous: ``(1)`` is level 2 in one chapter, 3 in the next.
"""

from __future__ import annotations

from planparse.document import Document
from planparse.rules import RuleSet
from planparse.source import SourceText
from planparse.structure.charts import find_charts, with_whole_boxes
from planparse.structure.headings import find_headings
from planparse.structure.lines import mark_notes, type_lines
from planparse.structure.outline import build_sections, section_text
from planparse.structure.tables import build_tables
from planparse.structure.toc import part_listed_headings, read_toc
from planparse.structure.wrapped import join_wrapped

__all__ = ["section_text", "structure"]


def structure(source: SourceText, rules: RuleSet) -> Document:
    """Build the document of a source. Never fails: what is not understood becomes a diagnostic of the document."""
    source = join_wrapped(mark_notes(source, rules), rules)
    lines = type_lines(source, rules)
    charts = find_charts(source, lines, rules)
    if charts:
        source = with_whole_boxes(source, charts)
        lines = type_lines(source, rules, charts)
    lines, toc = read_toc(lines, source, rules)
    lines = part_listed_headings(lines, toc, source)
    found = find_headings(source, lines, toc, rules)
    lines, sections = build_sections(found, rules)
    tables, joined = build_tables(source, lines, sections, rules)
    return Document(source, lines, sections, tables, toc, charts, found.diagnostics + joined, found.refused)
