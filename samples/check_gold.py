"""Checks that what a sample's gold.json quotes stands in its text, so that no gold is retyped.

    python samples/check_gold.py

Compared after NFKC and without white space, Markdown, HTML and glossary marks. A string that a page cut in two may
stand in two pieces, in order; what stands in no such way is printed and makes the check fail.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
MARKS = re.compile(r"<[/a-z][^<>]*>|\^?\(※\)|[\s*#|※]")
NOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")
COPIED = {
    "title",
    "number",
    "caption",
    "header",
    "rows",
    "text",
    "holder",
    "subject",
    "label",
    "description",
    "future_state",
}
COPIED |= {
    "directions",
    "outcome",
    "category",
    "department",
    "action",
    "cells",
    "term",
    "reading",
    "expansion",
    "definition",
}
COPIED |= {"alias", "full", "name", "article"}


def bare(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKC", NOTE_MARKS.sub("", text)))


def strings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every copied string of a gold file with the name of its field; optional entries may paraphrase a label."""
    if isinstance(value, dict):
        for key, inner in value.items():
            inside = name if name in {"cells", "document"} else key
            if key not in {"notes"} and not (key == "label" and value.get("optional")):
                yield from strings(inner, inside)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)
    elif isinstance(value, str) and value and name in COPIED:
        yield name, value


def stands(quote: str, text: str) -> bool:
    """Whether a string stands in the text, whole or in two pieces."""
    if quote in text:
        return True
    return any((at := text.find(quote[:i])) >= 0 and quote[i:] in text[at + i :] for i in range(len(quote) - 1, 0, -1))


def main() -> int:
    bad = 0
    for folder in sorted(p.parent for p in HERE.glob("*/print.toml")):
        source = tomllib.loads((folder / "print.toml").read_text(encoding="utf-8"))["source"]
        text = bare((folder / source).read_text(encoding="utf-8"))
        for gold in sorted(folder.glob("gold*.json")):
            for name, value in strings(json.loads(gold.read_text(encoding="utf-8"))):
                if not stands(bare(value), text):
                    bad += 1
                    print(f"{folder.name}/{gold.name}: {name}: {value}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
