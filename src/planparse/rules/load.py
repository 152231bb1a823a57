"""Load rule files: vars and word lists expand in patterns, unknown keys are errors, all errors come at once.

A file holds ``[vars]`` (building blocks, shared by all files), ``[[words]]`` (lists) and ``[[rule]]``. In a pattern
``{{name}}`` stands for a var or for the words of a list, longest first. A file in ``municipalities/`` names its
``municipality`` and may ``disable`` general rules for it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from planparse.rules.guard import guard_of
from planparse.rules.kinds import KINDS, like_kind
from planparse.rules.model import Example, Rule, RuleError, RuleProblem, Setting, Var, WordList
from planparse.rules.rule_set import RuleSet

RULE_KEYS = {"id", "kind", "pattern", "scope", "priority", "blocks", "set", "examples", "counterexamples", "note"}
WORDS_KEYS = {"id", "add_to", "words", "note"}
FILE_KEYS = {"vars", "rule", "words", "municipality", "disable"}
REFERENCE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def load_rules(
    rules_dir: Path | None = None, extra: Iterable[Path] | None = None, municipalities: bool = True
) -> RuleSet:
    """Load the rules of `rules_dir` (default: those that ship with planparse) and add those of `extra`.

    With `municipalities` False the exceptions in ``municipalities/`` are left out. Raises RuleError with every problem.
    """
    rules, problems = inspect_rules(rules_dir, extra, municipalities)
    if problems:
        raise RuleError(problems)
    return rules


def inspect_rules(
    rules_dir: Path | None = None, extra: Iterable[Path] | None = None, municipalities: bool = True
) -> tuple[RuleSet, tuple[RuleProblem, ...]]:
    """The rules that can be used, and every problem of those that cannot; the arguments are those of `load_rules`."""
    loader = _Loader()
    for directory in (rules_dir or default_rules_dir(), *(extra or ())):
        if not directory.is_dir():
            loader.problem(directory, 0, "", "no such folder; give a folder of .toml rule files")
        paths = sorted(directory.rglob("*.toml"))
        if directory.is_dir() and not paths:
            loader.problem(directory, 0, "", "no .toml rule file in this folder; is the path right?")
        for path in paths:
            if municipalities or "municipalities" not in path.relative_to(directory).parts:
                loader.read(path)
    return loader.finish(), tuple(loader.problems)


def default_rules_dir() -> Path:
    """The folder of the rules that ship with planparse: in the wheel, or in the checkout."""
    shipped = Path(str(files("planparse"))) / "rules_data"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "rules"


@dataclass
class _Loader:
    """Collects files; patterns are compiled at the end, when all vars and words are known."""

    hash: hashlib._Hash = field(default_factory=hashlib.sha256)
    vars: dict[str, Var] = field(default_factory=dict)
    words: dict[str, WordList] = field(default_factory=dict)
    additions: list[WordList] = field(default_factory=list)
    raw_rules: list[tuple[Path, int, str | None, Mapping[str, object]]] = field(default_factory=list)
    disabled: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[RuleProblem] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Take in one file."""
        content = path.read_bytes()
        self.hash.update(path.name.encode() + b"\0" + content)
        try:
            text = content.decode("utf-8")
            data = tomllib.loads(text)
        except UnicodeDecodeError as error:
            self.problem(path, content.count(b"\n", 0, error.start) + 1, "", "not UTF-8; save the file as UTF-8")
            return
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else len(text.splitlines())
            self.problem(path, line, "", f"not valid TOML: {error}; look for a quote or bracket that is not closed")
            return
        for key in data.keys() - FILE_KEYS:
            self.problem(path, line_of(text, key), "", f"unknown key {key!r}; a rule file has {_names(FILE_KEYS)}")
        municipality = self._municipality(path, text, data)
        for name, value in self._table(path, text, data, "vars").items():
            self._read_var(path, line_of(text, name), name, value)
        for line, raw in self._tables(path, text, data, "words"):
            self._read_words(path, line, raw)
        for line, raw in self._tables(path, text, data, "rule"):
            self.raw_rules.append((path, line, municipality, raw))

    def problem(self, path: Path, line: int, rule_id: str, message: str) -> None:
        """Remember one error."""
        self.problems.append(RuleProblem(path, line, rule_id, message))

    def _municipality(self, path: Path, text: str, data: Mapping[str, object]) -> str | None:
        municipality, disable = data.get("municipality"), data.get("disable", [])
        if municipality is not None and not isinstance(municipality, str):
            self.problem(path, line_of(text, "municipality"), "", "municipality must be one name in quotes")
            return None
        if "disable" in data and (municipality is None or not _is_strings(disable)):
            self.problem(
                path, line_of(text, "disable"), "", "disable must be a list of rule ids in a file of one municipality"
            )
        elif municipality is not None:
            self.disabled[municipality] = self.disabled.get(municipality, frozenset()) | frozenset(_strings(disable))
        return municipality

    def _table(self, path: Path, text: str, data: Mapping[str, object], key: str) -> Mapping[str, object]:
        table = data.get(key, {})
        if isinstance(table, dict):
            return table
        self.problem(path, line_of(text, key), "", f"write {key} as a table: [{key}]")
        return {}

    def _tables(
        self, path: Path, text: str, data: Mapping[str, object], key: str
    ) -> Iterator[tuple[int, Mapping[str, object]]]:
        """Each table of an array with the line of its header."""
        tables = data.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problem(path, line_of(text, key), "", f"write each as a table of its own: [[{key}]]")
            return
        heads = [text.count("\n", 0, found.start()) + 1 for found in re.finditer(rf"(?m)^[ \t]*\[\[{key}\]\]", text)]
        lines = heads if len(heads) == len(tables) else [line_of(text, key)] * len(tables)
        yield from zip(lines, tables, strict=True)

    def _read_var(self, path: Path, line: int, name: str, value: object) -> None:
        if not isinstance(value, str) or not value:
            self.problem(path, line, "", f"var {name!r} must be a piece of a pattern in quotes")
        elif name in self.vars:
            self.problem(path, line, "", f"var {name!r} is defined in {self.vars[name].file.name} too; rename one")
        else:
            self.vars[name] = Var(name, value, path, line)

    def _read_words(self, path: Path, line: int, raw: Mapping[str, object]) -> None:
        name = str(raw.get("id") or raw.get("add_to") or "")
        for key in raw.keys() - WORDS_KEYS:
            self.problem(path, line, name, f"unknown key {key!r}; a word list has {_names(WORDS_KEYS)}")
        words = raw.get("words")
        if not name or not _is_strings(words) or not all(_strings(words)):
            self.problem(path, line, name, "a word list needs an id (or add_to) and a list of words")
            return
        entry = WordList(name, _strings(words), path, line)
        if "add_to" in raw:
            self.additions.append(entry)
        elif name in self.words:
            self.problem(path, line, name, f"a second word list of this id; use add_to = {name!r} to add words")
        else:
            self.words[name] = entry

    def finish(self) -> RuleSet:
        """The rules of all files that can be used."""
        for entry in self.additions:
            base = self.words.get(entry.id)
            if base is None:
                there = _names(self.words)
                self.problem(entry.file, entry.line, entry.id, f"add_to names no word list; there are {there}")
            else:
                self.words[entry.id] = WordList(entry.id, base.words + entry.words, base.file, base.line)
        rules: dict[str, Rule] = {}
        for path, line, municipality, raw in self.raw_rules:
            rule = self._rule(path, line, municipality, raw)
            if rule is not None and rule.id in rules:
                first = rules[rule.id]
                self.problem(
                    path,
                    line,
                    rule.id,
                    f"a second rule of this id; rename it or the first, {first.file.name}:{first.line}",
                )
            elif rule is not None:
                rules[rule.id] = rule
        return RuleSet(tuple(rules.values()), self.words, self.hash.hexdigest()[:16], self.disabled, self.vars)

    def _rule(self, path: Path, line: int, municipality: str | None, raw: Mapping[str, object]) -> Rule | None:
        """The rule of a table, as far as it can be understood; None where it has no pattern, id or known kind."""
        rule_id, kind, text = (str(raw.get(key, "")) for key in ("id", "kind", "pattern"))
        for key in raw.keys() - RULE_KEYS:
            self.problem(path, line, rule_id, f"unknown key {key!r}; a rule has {_names(RULE_KEYS)}")
        for key, value in (("id", rule_id), ("kind", kind), ("pattern", text)):
            if not value:
                self.problem(path, line, rule_id, f"{key} is missing; every rule has id, kind and pattern")
        if kind and kind not in KINDS:
            self.problem(path, line, rule_id, f"unknown kind {kind!r}; {like_kind(kind)}")
        priority, blocks, scope = raw.get("priority", 0), raw.get("blocks", []), str(raw.get("scope", ""))
        if type(priority) is not int:
            self.problem(path, line, rule_id, "priority must be a whole number; the highest wins")
        if not _is_strings(blocks):
            self.problem(path, line, rule_id, "blocks must be a list of rule ids")
        pattern = self._compile(path, line, rule_id, text) if text else None
        if pattern is None or kind not in KINDS or not rule_id:
            return None
        if scope and scope not in KINDS[kind].scopes:
            known = _names(KINDS[kind].scopes)
            self.problem(path, line, rule_id, f"unknown scope {scope!r}; {kind} rules have {known}")
        for group in sorted(set(KINDS[kind].groups) - pattern.groupindex.keys()):
            self.problem(path, line, rule_id, f"a rule of kind {kind} needs the group (?P<{group}>…) in its pattern")
        return Rule(
            rule_id, kind, pattern, path, line, scope, priority if isinstance(priority, int) else 0, _strings(blocks),
            self._settings(path, line, rule_id, kind, raw.get("set", {})), municipality,
            self._examples(path, line, rule_id, raw.get("examples", [])),
            self._examples(path, line, rule_id, raw.get("counterexamples", [])),
            text, str(raw.get("note", "")), guard_of(pattern),
        )  # fmt: skip

    def _compile(self, path: Path, line: int, rule_id: str, text: str) -> re.Pattern[str] | None:
        try:
            return re.compile(expand(text, self.vars, self.words), re.VERBOSE)
        except KeyError as error:
            self.problem(
                path,
                line,
                rule_id,
                f"{{{{{error.args[0]}}}}} is no var and no word list; planparse rules list --vars has them",
            )
        except RecursionError:
            self.problem(path, line, rule_id, "a var refers to itself; take the circle out")
        except re.error as error:
            self.problem(path, line, rule_id, f"the pattern is no regular expression: {error}; mend it there")
        return None

    def _settings(self, path: Path, line: int, rule_id: str, kind: str, raw: object) -> dict[str, Setting]:
        if not isinstance(raw, dict):
            self.problem(path, line, rule_id, "set must be a table")
            return {}
        allowed = KINDS[kind].settings
        for key in KINDS[kind].needs:
            if key not in raw:
                self.problem(path, line, rule_id, f"needs set = {{ {key} = … }}: {', '.join(allowed[key]) or 'a name'}")
        for key, value in raw.items():
            if key not in allowed:
                self.problem(path, line, rule_id, f"unknown setting {key!r}; {kind} rules have {_names(allowed)}")
            elif allowed[key] and value not in allowed[key]:
                self.problem(path, line, rule_id, f"{key} = {value!r} is none of {_names(allowed[key])}")
        return dict(raw)

    def _examples(self, path: Path, line: int, rule_id: str, raw: object) -> tuple[Example, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.problem(path, line, rule_id, "examples must be a list of tables { in = …, text = …, group = … }")
            return ()
        examples = []
        for item in raw:
            rest = {key: str(value) for key, value in item.items() if key not in ("in", "text", "quote")}
            if ("text" in item) == ("quote" in item) or ("text" in item) != ("in" in item):
                self.problem(path, line, rule_id, "an example needs either in = SAMPLE and text = …, or quote = …")
            else:
                examples.append(Example(item.get("in"), str(item.get("text", item.get("quote"))), rest))
        return tuple(examples)


def expand(pattern: str, variables: Mapping[str, Var], words: Mapping[str, WordList]) -> str:
    """`pattern` with vars and word lists put in. Raises KeyError for an unknown name, RecursionError for a circle."""

    def put_in(found: re.Match[str]) -> str:
        name = found[1]
        if name in variables:
            return f"(?:{REFERENCE.sub(put_in, variables[name].pattern)})"
        longest_first = sorted(words[name].words, key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, longest_first))})"

    return REFERENCE.sub(put_in, pattern)


def line_of(text: str, needle: str, start: int = 1) -> int:
    """The first line (from `start`) on which `needle` stands as a key or a quoted value; `start` - 1 if none."""
    pattern = re.compile(rf"""["']{re.escape(needle)}["']|\b{re.escape(needle)}\s*=|^\s*\[\[?{re.escape(needle)}\]""")
    lines = text.splitlines()
    return next((i + 1 for i in range(start - 1, len(lines)) if pattern.search(lines[i])), start - 1)


def _names(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys)) or "none"


def _is_strings(raw: object) -> bool:
    return isinstance(raw, list) and all(isinstance(item, str) for item in raw)


def _strings(raw: object) -> tuple[str, ...]:
    return tuple(map(str, raw)) if isinstance(raw, list) else ()
