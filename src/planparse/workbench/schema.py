"""The JSON Schema of rule files, with which editors complete and check them, and the reference; both from `KINDS`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from planparse.rules import KINDS, WORD_LISTS, Kind

TITLE = "planparse rule file"
STRINGS = {"type": "array", "items": {"type": "string", "minLength": 1}}
EXAMPLES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "in": {"type": "string", "description": "The sample plan (a folder in samples/) in which the text stands."},
            "text": {"type": "string", "description": "A line, cell or piece of prose of that sample."},
            "quote": {"type": "string", "maxLength": 30, "description": "A few words of a plan that is no sample."},
        },
        "additionalProperties": {"type": "string", "description": "The words that this group must give."},
        "oneOf": [{"required": ["in", "text"]}, {"required": ["quote"]}],
    },
}

RULE_DOCS = {
    "id": "Unique name; by custom KIND.WHAT. Facts in the database name the rule that made them by it.",
    "kind": "What the rule is for; it says which groups the pattern needs.",
    "pattern": "Regular expression (Python, VERBOSE: write a space as \\s) for lines folded to half width;"
    " {{name}} stands for a var or a word list.",
    "scope": "Where it is tried; everywhere if not given.",
    "priority": "The highest wins, then the longest match, then the earliest. 0 if not given.",
    "blocks": "Ids of rules that do not count where this one matches.",
    "set": "What follows from a match.",
    "examples": "Lines that it must match, and the groups that it must give there.",
    "counterexamples": "Lines that it must not match.",
    "note": "What it is for, in the language of those who keep it.",
}
FILE_DOCS = {
    "vars": "Pieces of patterns, shared by all files: {{name}} puts one in.",
    "words": "Lists of words: {{id}} in a pattern stands for any of them.",
    "rule": "Patterns with what follows from them.",
    "municipality": "In municipalities/: whose plans the rules of this file are for.",
    "disable": "Ids of general rules that do not count for this municipality.",
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
            "vars": {"type": "object", "additionalProperties": {"type": "string"}, "description": FILE_DOCS["vars"]},
            "words": {"type": "array", "items": words, "description": FILE_DOCS["words"]},
            "rule": {"type": "array", "items": _rule(), "description": FILE_DOCS["rule"]},
            "municipality": {"type": "string", "description": FILE_DOCS["municipality"]},
            "disable": STRINGS | {"description": FILE_DOCS["disable"]},
        },
    }


def _rule() -> dict[str, object]:
    kinds = {"enumValues": [kind.description for kind in KINDS.values()]}
    return {
        "type": "object",
        "required": ["id", "kind", "pattern"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9_.]+$", "description": RULE_DOCS["id"]},
            "kind": {"enum": list(KINDS), "description": RULE_DOCS["kind"], "x-taplo": {"docs": kinds}},
            "pattern": {"type": "string", "minLength": 1, "description": RULE_DOCS["pattern"]},
            "scope": {"type": "string", "description": RULE_DOCS["scope"]},
            "priority": {"type": "integer", "description": RULE_DOCS["priority"]},
            "blocks": STRINGS | {"description": RULE_DOCS["blocks"]},
            "set": {"type": "object", "description": RULE_DOCS["set"]},
            "examples": EXAMPLES | {"minItems": 1, "description": RULE_DOCS["examples"]},
            "counterexamples": EXAMPLES | {"description": RULE_DOCS["counterexamples"]},
            "note": {"type": "string", "description": RULE_DOCS["note"]},
        },
        "allOf": [
            {"if": {"properties": {"kind": {"const": name}}}, "then": {"properties": {"set": _settings(kind.settings)}}}
            for name, kind in KINDS.items()
        ],
    }


def _settings(settings: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    values = {
        name: {"enum": list(allowed)} if allowed else {"type": ["string", "integer", "boolean"]}
        for name, allowed in settings.items()
    }
    return {"type": "object", "properties": values, "additionalProperties": False}


def schema_text() -> str:
    """The schema as it stands in rules/schema.json."""
    return json.dumps(rule_schema(), ensure_ascii=False, indent=1) + "\n"


# ---------------------------------------------------------------- reference

BEGIN, END = "<!-- reference: planparse rules schema --docs -->", "<!-- end of the reference -->"


def with_reference(document: str) -> str:
    """A page of the documentation with the reference between its two marks brought up to date."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n" + "\n".join(_reference()) + f"\n\n{END}{after}"


def _reference() -> Iterator[str]:
    yield "| key of a rule | meaning |\n|---|---|"
    yield from (f"| `{key}` | {_cell(text)} |" for key, text in RULE_DOCS.items())
    yield "\n| part of a file | meaning |\n|---|---|"
    yield from (f"| `{key}` | {_cell(text)} |" for key, text in FILE_DOCS.items())
    yield "\n| kind | what it is for | groups (optional in brackets) | settings |\n|---|---|---|---|"
    yield from (
        f"| `{name}` | {_cell(kind.description)} | {_groups(kind)} | {_set(kind)} |" for name, kind in KINDS.items()
    )
    yield "\n| word list that the program reads | what it holds |\n|---|---|"
    yield from (f"| `{name}` | {_cell(text)} |" for name, text in WORD_LISTS.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _groups(kind: Kind) -> str:
    return " ".join([*(f"`{name}`" for name in kind.groups), *(f"(`{name}`)" for name in kind.optional)]) or "none"


def _set(kind: Kind) -> str:
    return "; ".join(f"`{name}`: {', '.join(values) or 'free'}" for name, values in kind.settings.items()) or "none"
