"""The whole way of one file: read, structure, extract."""

from __future__ import annotations

from pathlib import Path

from planparse.checks import check, coverage
from planparse.document import Document, Plan
from planparse.extract import extract
from planparse.readers import read
from planparse.rules import RuleSet
from planparse.structure import structure


def parse(path: Path, rules: RuleSet, password: str | None = None, ocr: bool = False, nlp: bool = True) -> Plan:
    """Read the file at `path` and say what it holds. Raises ReadError where it cannot be read at all."""
    return understand(structure(read(path, password, ocr), rules), rules, nlp)


def understand(document: Document, rules: RuleSet, nlp: bool = True) -> Plan:
    """What a document says, with all that a person should look at; without `nlp`, no predicates of measures."""
    identity, facts, noted = extract(document, rules, nlp)
    checked = check(document, facts, rules) if identity.is_plan else ()
    diagnostics = document.source.diagnostics + document.diagnostics + noted + checked
    return Plan(document.source, document, identity, facts, diagnostics, coverage(document, facts, rules))
