"""Write a first draft of a rule from a line of a plan, with that line as its example."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from planparse.document import Document
from planparse.errors import UserError
from planparse.fold import fold
from planparse.model import LineKind
from planparse.rules import KINDS, Kind, RuleSet
from planparse.source import View
from planparse.workbench.check import LONGEST_QUOTE
from planparse.workbench.lines import Numbers

SEPARATOR = re.compile(r"\s*:\s*|\s+")
NUMBER = re.compile(r"[0-9]+")
REST = r"\S.*"


@dataclass(frozen=True)
class Draft:
    """A rule that is ready to be edited: `text` is TOML, to be put at the end of `file`."""

    rule_id: str
    file: Path
    text: str

    def write(self) -> None:
        """Append it to its file."""
        before = self.file.read_text(encoding="utf-8").rstrip() + "\n\n" if self.file.exists() else ""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(before + self.text, encoding="utf-8")


def view_at(document: Document, line: int) -> View:
    """The logical line, or the first filled table cell, on a printed line. Raises UserError where there is none."""
    span = Numbers(document.source).span(line)
    for table in document.tables:
        for cell in table.cells:
            if any(span.start <= piece.start < span.end for piece in cell.spans):
                return document.cell_view(cell.spans)
    for logical in document.lines:
        inside = any(piece.start <= span.start < piece.end for piece in logical.spans)
        if inside and logical.view and logical.kind is not LineKind.TABLE:
            return logical.view
    raise UserError(f"line {line} is blank", "planparse explain PLAN --page N lists the lines with their numbers")


def draft_rule(
    kind: str, view: View, rules: RuleSet, *, rules_dir: Path, sample: str, municipality: str | None = None
) -> Draft:
    """A rule of `kind` that matches `view` and what differs from it only in numbers.

    Its example names `sample`; in the file of a `municipality` it is a short quote. Raises UserError for unknown kinds.
    """
    if kind not in KINDS:
        raise UserError(f"unknown kind {kind!r}", f"the kinds are {', '.join(KINDS)}")
    text = view.text if municipality is None else view.text[:LONGEST_QUOTE]
    pattern = _pattern(fold(text), KINDS[kind])
    found = re.compile(pattern, re.VERBOSE).search(fold(text))
    assert found is not None, pattern
    origin = f"in = {_quoted(sample)}, text" if municipality is None else "quote"
    groups = "".join(
        f", {name} = {_quoted(text[slice(*found.span(name))].strip())}" for name in found.re.groupindex if found[name]
    )
    rule_id = _free_id(kind, rules)
    lines = [
        "[[rule]]",
        f"id      = '{rule_id}'",
        f"kind    = '{kind}'",
        f"pattern = '''{pattern}'''",
        *_settings(KINDS[kind]),
        f"examples = [ {{ {origin} = {_quoted(text)}{groups} }} ]",
    ]
    file = _file(kind, rules, rules_dir) if municipality is None else rules_dir / "municipalities" / f"{sample}.toml"
    head = [f"municipality = {_quoted(municipality)}", ""] if municipality and not file.exists() else []
    return Draft(rule_id, file, "\n".join([*head, *lines]) + "\n")


def _pattern(text: str, kind: Kind) -> str:
    """A pattern for a folded line: each of the kind's groups takes a word, the last of several all that is left."""
    names = (*kind.groups, *kind.optional[:1])
    words = SEPARATOR.split(text, maxsplit=max(0, len(names) - 1)) if names else [text]
    joints = SEPARATOR.findall(text)[: len(words) - 1]
    pieces = []
    for i, word in enumerate(words):
        body = REST if 0 < i == len(words) - 1 else _general(word)
        pieces.append(f"(?P<{names[i]}>{body})" if names else body)
    missing = [f"(?P<{name}>)" for name in kind.groups[len(words) :]]
    between = [_general(joint) for joint in joints] + [""]
    return "^" + "".join(a + b for a, b in zip(pieces, between, strict=True)) + "".join(missing) + "$"


def _general(text: str) -> str:
    """`text` as a pattern in which any number may stand for a number, any white space for white space."""
    parts = re.split(r"([0-9]+|\s+)", text)
    return "".join(
        "[0-9]{1,4}" if NUMBER.fullmatch(part) else r"\s*" if part.isspace() else re.escape(part) for part in parts
    )


def _settings(kind: Kind) -> list[str]:
    """The settings that a rule of this kind may have, each with its first value, to be chosen from."""
    if not kind.settings:
        return []
    values = ", ".join(f"{name} = '{(allowed or ('',))[0]}'" for name, allowed in kind.settings.items())
    choices = "; ".join(f"{name}: {', '.join(allowed)}" for name, allowed in kind.settings.items() if allowed)
    return [f"# set   = {{ {values} }}" + (f"  # {choices}" if choices else "")]


def _free_id(kind: str, rules: RuleSet) -> str:
    taken = {rule.id for rule in rules.rules}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{kind}.new{number}") not in taken)


def _file(kind: str, rules: RuleSet, rules_dir: Path) -> Path:
    """The file in which most rules of the kind stand."""
    files = Counter(rule.file for rule in rules.of(kind) if rule.municipality is None)
    return files.most_common(1)[0][0] if files else rules_dir / f"{kind}.toml"


def _quoted(text: str) -> str:
    """A TOML string."""
    return (
        f"'{text}'"
        if "'" not in text and "\n" not in text
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
