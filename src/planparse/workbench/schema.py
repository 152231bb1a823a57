"""The JSON Schema of rule files, with which editors complete and check them, and the reference; both from `KINDS`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from planparse.rules import KINDS, WORD_LISTS, Kind
from planparse.rules.kinds import EXAMPLE_KEYS, KEYS, PARTS, SETTINGS, TERMS, Language, Meaning

TITLE = "planparse rule file"
STRINGS = {"type": "array", "items": {"type": "string", "minLength": 1}}


def _both(meaning: Meaning) -> str:
    """Both languages, as an editor shows them."""
    return f"{meaning.en}\n{meaning.ja}"


EXAMPLES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "in": {"type": "string", "description": _both(EXAMPLE_KEYS["in"])},
            "text": {"type": "string", "description": _both(EXAMPLE_KEYS["text"])},
            "quote": {"type": "string", "maxLength": 30, "description": _both(EXAMPLE_KEYS["quote"])},
        },
        "additionalProperties": {"type": "string", "description": "The words that this group must give."},
        "oneOf": [{"required": ["in", "text"]}, {"required": ["quote"]}],
    },
}


def rule_schema() -> dict[str, object]:
    """The JSON Schema (draft 7, which editors know) of a rule file."""
    words = {
        "type": "object",
        "required": ["words"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "description": "Unique name of a new list."},
            "add_to": {"type": "string", "description": "Id of the list to which these words are added."},
            "words": STRINGS | {"minItems": 1},
            "note": {"type": "string"},
        },
        "oneOf": [{"required": ["id"]}, {"required": ["add_to"]}],
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "vars": {"type": "object", "additionalProperties": {"type": "string"}, "description": _both(PARTS["vars"])},
            "words": {"type": "array", "items": words, "description": _both(PARTS["words"])},
            "rule": {"type": "array", "items": _rule(), "description": _both(PARTS["rule"])},
            "municipality": {"type": "string", "description": _both(PARTS["municipality"])},
            "disable": STRINGS | {"description": _both(PARTS["disable"])},
        },
    }


def _rule() -> dict[str, object]:
    kinds = {"enumValues": [_both(kind.meaning) for kind in KINDS.values()]}
    return {
        "type": "object",
        "required": ["id", "kind", "pattern"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9_.]+$", "description": _both(KEYS["id"])},
            "kind": {"enum": list(KINDS), "description": _both(KEYS["kind"]), "x-taplo": {"docs": kinds}},
            "pattern": {"type": "string", "minLength": 1, "description": _both(KEYS["pattern"])},
            "scope": {"type": "string", "description": _both(KEYS["scope"])},
            "priority": {"type": "integer", "description": _both(KEYS["priority"])},
            "blocks": STRINGS | {"description": _both(KEYS["blocks"])},
            "set": {"type": "object", "description": _both(KEYS["set"])},
            "examples": EXAMPLES | {"minItems": 1, "description": _both(KEYS["examples"])},
            "counterexamples": EXAMPLES | {"description": _both(KEYS["counterexamples"])},
            "note": {"type": "string", "description": _both(KEYS["note"])},
        },
        "allOf": [
            {"if": {"properties": {"kind": {"const": name}}}, "then": _by_kind(kind)} for name, kind in KINDS.items()
        ],
    }


def _by_kind(kind: Kind) -> dict[str, object]:
    """What a kind alone decides: the scopes and settings that its rules may have."""
    values = {
        name: {"description": _both(SETTINGS[name])}
        | ({"enum": list(allowed)} if allowed else {"type": ["string", "integer", "boolean"]})
        for name, allowed in kind.settings.items()
    }
    settings = {"type": "object", "properties": values, "additionalProperties": False, "required": list(kind.needs)}
    rule: dict[str, object] = {"properties": {"set": settings, "scope": {"enum": ["", *kind.scopes]}}}
    return rule | ({"required": ["set"]} if kind.needs else {})


def schema_text() -> str:
    """The schema as it stands in rules/schema.json."""
    return json.dumps(rule_schema(), ensure_ascii=False, indent=1) + "\n"


# ---------------------------------------------------------------- reference

BEGIN, END = "<!-- reference: planparse rules schema --docs -->", "<!-- end of the reference -->"


def with_reference(document: str, language: Language) -> str:
    """A page of the documentation with the reference between its two marks brought up to date."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n" + "\n".join(_reference(language)) + f"\n\n{END}{after}"


def language_of(page: Path) -> Language:
    """The language of a page of the documentation, by its name: rules.ja.md."""
    return "ja" if page.suffixes[:-1] == [".ja"] else "en"


def _reference(language: Language) -> Iterator[str]:
    for first, entries in (("key", KEYS), ("part", PARTS)):
        yield from _head(language, first, "meaning")
        yield from (_row(f"`{name}`", meaning.of(language)) for name, meaning in entries.items())
        yield ""
    yield from _head(language, "kind", "purpose", "groups", "scopes", "settings")
    for name, kind in KINDS.items():
        groups = [*(f"`{group}`" for group in kind.groups), *(f"(`{group}`)" for group in kind.optional)]
        scopes = (f"`{scope}`" for scope in kind.scopes)
        free = TERMS["free"].of(language)
        settings = (f"`{key}`: {', '.join(values) or free}" for key, values in kind.settings.items())
        yield _row(f"`{name}`", kind.meaning.of(language), " ".join(groups), " ".join(scopes), "; ".join(settings))
    for first, second, entries in (("setting", "meaning", SETTINGS), ("list", "holds", WORD_LISTS)):
        yield ""
        yield from _head(language, first, second)
        yield from (_row(f"`{name}`", meaning.of(language)) for name, meaning in entries.items())


def _head(language: Language, *terms: str) -> Iterator[str]:
    yield _row(*(TERMS[term].of(language) for term in terms))
    yield "|" + "---|" * len(terms)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
