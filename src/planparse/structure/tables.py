"""Grids become tables: those of the table of contents fall away, those that a page cut in two are joined."""

from __future__ import annotations

from planparse.document import Line
from planparse.model import Section, Table
from planparse.rules import RuleSet
from planparse.source import SourceText


def build_tables(
    source: SourceText, lines: tuple[Line, ...], sections: tuple[Section, ...], rules: RuleSet
) -> tuple[Table, ...]:
    """TODO."""
    return ()
