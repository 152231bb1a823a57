"""Extract the glossary: explained terms in tables, in lists under a glossary's title, and in notes.

Tables first: a row of heads (用語, 解説) or the title over them says that a table explains terms. What a table does not
hold is sought in the lines of the glossary's sections, then in the notes of the whole document.
"""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.extract.glossary_lines import listed_terms, noted_terms
from planparse.extract.glossary_tables import tabled_terms
from planparse.extract.glossary_terms import Entry, explained
from planparse.model import Diagnostic, GlossaryTerm


def extract_glossary(context: Context) -> tuple[tuple[GlossaryTerm, ...], tuple[Diagnostic, ...]]:
    """The explained terms of a document in reading order, and what a person should look at."""
    document, rules = context.document, context.rules
    entries: list[Entry] = [
        *tabled_terms(document, rules),
        *listed_terms(document, rules),
        *noted_terms(document, rules),
    ]
    entries.sort(key=lambda entry: entry.term.offsets[0])
    return tuple(explained(entry, rules) for entry in entries), ()
