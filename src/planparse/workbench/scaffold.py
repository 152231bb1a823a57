"""Write a first draft of a rule from a line of a plan, with that line as its example."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planparse.document import Document
from planparse.errors import UserError
from planparse.model import LineKind
from planparse.rules import KINDS, Kind, RuleSet, expand, like_kind
from planparse.source import View
from planparse.workbench.check import LONGEST_QUOTE
from planparse.workbench.lines import Numbers
from planparse.workbench.samples import view_of
from planparse.workbench.sketch import Sketch, sketch

NAMES_OF_LABELS = re.compile(r"\(\?P<name>\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Origin:
    """Where the example of a draft stands: in a sample of this name, or in the plan of one municipality."""

    name: str
    municipality: str | None = None


@dataclass(frozen=True)
class Draft:
    """A rule that is ready to be edited: `text` is TOML, for the end of `file`; `to_do` is left to a person."""

    rule_id: str
    file: Path
    text: str
    to_do: tuple[str, ...]

    def write(self) -> None:
        """Append it to its file."""
        before = self.file.read_text(encoding="utf-8").rstrip() + "\n\n" if self.file.exists() else ""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(before + self.text, encoding="utf-8")


def view_at(document: Document, line: int, words: str | None = None) -> View:
    """The logical line, or the table cell, on a printed line; with `words` these words in it.

    Without `words` it is the first filled cell of a row. Raises UserError where there is none.
    """
    span = Numbers(document.source).span(line)
    for view in _views_on(document, span.start, span.end):
        if words is None:
            return view
        if (found := view.text.find(words)) >= 0:
            return view.part(found, found + len(words))
    if words is not None:
        raise UserError(f"{words!r} does not stand on line {line}", f"planparse explain PLAN --line {line} shows it")
    raise UserError(f"line {line} is blank", "planparse explain PLAN --page N lists the lines with their numbers")


def _views_on(document: Document, start: int, end: int) -> Iterator[View]:
    for table in document.tables:
        for cell in table.cells:
            if any(start <= piece.start < end for piece in cell.spans):
                yield document.cell_view(cell.spans)
    for logical in document.lines:
        inside = any(piece.start <= start < piece.end for piece in logical.spans)
        if inside and logical.view and logical.kind is not LineKind.TABLE:
            yield logical.view


def draft_rule(kind: str, view: View, rules: RuleSet, folder: Path, origin: Origin) -> Draft:
    """A rule of `kind` that matches `view` and what differs from it only in numbers and in the words of its groups.

    It is for the rule files of `folder`; of a municipality its example is a short quote. Raises UserError for unknown
    kinds.
    """
    if kind not in KINDS:
        raise UserError(f"unknown kind {kind!r}", like_kind(kind))
    text = view.text if origin.municipality is None else view.text[:LONGEST_QUOTE].strip()
    shown = view_of(text)
    drafted = sketch(shown.folded, kind, rules, _is_of_lines(kind, rules))
    found = re.search(expand(drafted.pattern, rules.vars, rules.words), shown.folded, re.VERBOSE)
    assert found is not None, drafted.pattern
    rule_id = _free_id(kind, rules)
    rivals = rules.find(kind, shown)
    lines = [
        "[[rule]]",
        f"id      = '{rule_id}'",
        f"kind    = '{kind}'",
        *([f"scope   = '{KINDS[kind].scopes[0]}'"] if KINDS[kind].scopes else []),
        f"pattern = '''{drafted.pattern}'''",
        *_settings(KINDS[kind]),
        f"examples = [ {{ {_example(text, origin, found)} }} ]",
    ]
    file = folder / _file(kind, rules, origin)
    head = [f"municipality = {_quoted(origin.municipality)}", ""] if origin.municipality and not file.exists() else []
    to_do = tuple(_to_do(kind, drafted, [match.rule.id for match in rivals], rules))
    return Draft(rule_id, file, "\n".join([*head, *lines]) + "\n", to_do)


def _is_of_lines(kind: str, rules: RuleSet) -> bool:
    """Whether rules of a kind are about whole lines or cells: most of them begin where these begin."""
    known = rules.of(kind)
    return sum(rule.text.startswith("^") for rule in known) * 2 >= len(known)


def _example(text: str, origin: Origin, found: re.Match[str]) -> str:
    place = f"in = {_quoted(origin.name)}, text" if origin.municipality is None else "quote"
    groups = (
        f", {name} = {_quoted(text[slice(*found.span(name))].strip())}" for name in found.re.groupindex if found[name]
    )
    return f"{place} = {_quoted(text)}{''.join(groups)}"


def _settings(kind: Kind) -> list[str]:
    """The settings that a rule must have, each with its first value, and in a comment those that it may have."""
    if not kind.settings:
        return []
    drafted = [f"{name} = '{(kind.settings[name] or ('new',))[0]}'" for name in kind.needs]
    more = [name for name in kind.settings if name not in kind.needs]
    remark = f"  # may have {', '.join(more)}" if more else ""
    return [f"set     = {{ {', '.join(drafted)} }}{remark}"] if drafted else [f"# set = {{ {more[0]} = … }}{remark}"]


def _to_do(kind_name: str, drafted: Sketch, rivals: list[str], rules: RuleSet) -> Iterator[str]:
    """What only a person knows."""
    kind = KINDS[kind_name]
    if drafted.name:
        found = ((rule.id, NAMES_OF_LABELS.search(rule.text)) for rule in rules.of(kind_name))
        lists = [f"{words[1]} of {rule_id}" for rule_id, words in found if words]
        yield f"or leave it and add {drafted.name} to a word list: {', '.join(lists)}"
    yield "give it an id that says what it is"
    if kind.scopes:
        yield f"choose the scope: {', '.join(kind.scopes)}"
    for name in kind.needs:
        yield f"choose {name}: {', '.join(kind.settings[name])}" if kind.settings[name] else f"name the {name}"
    for group in drafted.missing:
        yield f"put the group {group} around the words that it must give"
    if rivals:
        yield f"{' and '.join(dict.fromkeys(rivals))} matches it already: change that, or give this a higher priority"


def _free_id(kind: str, rules: RuleSet) -> str:
    taken = {rule.id for rule in rules.rules}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{kind}.new{number}") not in taken)


def _file(kind: str, rules: RuleSet, origin: Origin) -> Path:
    """Where in a folder of rules a draft belongs: to the file in which most rules of its kind stand."""
    if origin.municipality is not None:
        return Path("municipalities", f"{origin.name}.toml")
    files = Counter(rule.file.name for rule in rules.of(kind) if rule.municipality is None)
    return Path(files.most_common(1)[0][0] if files else f"{kind}.toml")


def _quoted(text: str) -> str:
    """A TOML string."""
    plain = "'" not in text and "\n" not in text
    return f"'{text}'" if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
