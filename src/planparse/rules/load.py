"""Load rule files: vars and word lists expand in patterns, unknown keys are errors, all errors come at once.

A file holds ``[vars]`` (building blocks, shared by all files), ``[[words]]`` (lists) and ``[[rule]]``. In a pattern
``{{name}}`` stands for a var or for the words of a list, longest first. A file in ``municipalities/`` names its
``municipality`` and may ``disable`` general rules for it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from planparse.rules.kinds import KINDS
from planparse.rules.model import Example, Rule, RuleError, RuleProblem, RuleSet, Setting, WordList

RULE_KEYS = {"id", "kind", "pattern", "scope", "priority", "blocks", "set", "examples", "counterexamples", "note"}
WORDS_KEYS = {"id", "add_to", "words", "note"}
FILE_KEYS = {"vars", "rule", "words", "municipality", "disable"}
REFERENCE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def load_rules(rules_dir: Path | None = None, extra: Sequence[Path] = (), municipalities: bool = True) -> RuleSet:
    """Load the rules of `rules_dir` (default: those that ship with planparse) and add those of `extra`.

    With `municipalities` False the exceptions in ``municipalities/`` are left out. Raises RuleError with every problem.
    """
    loader = _Loader()
    for directory in (rules_dir or default_rules_dir(), *extra):
        if not directory.is_dir():
            raise RuleError([RuleProblem(directory, 0, "", "no such folder; give a folder of .toml rule files")])
        for path in sorted(directory.rglob("*.toml")):
            if municipalities or "municipalities" not in path.relative_to(directory).parts:
                loader.read(path)
    return loader.finish()


def default_rules_dir() -> Path:
    """The folder of the rules that ship with planparse: in the wheel, or in the checkout."""
    shipped = Path(str(files("planparse"))) / "rules_data"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "rules"


@dataclass
class _Loader:
    """Collects files; patterns are compiled at the end, when all vars and words are known."""

    hash: hashlib._Hash = field(default_factory=hashlib.sha256)
    vars: dict[str, str] = field(default_factory=dict)
    words: dict[str, WordList] = field(default_factory=dict)
    additions: list[tuple[str, WordList]] = field(default_factory=list)
    raw_rules: list[tuple[Path, int, str | None, dict[str, object]]] = field(default_factory=list)
    disabled: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[RuleProblem] = field(default_factory=list)

    def read(self, path: Path) -> None:
        """Take in one file."""
        content = path.read_bytes()
        self.hash.update(path.name.encode() + b"\0" + content)
        try:
            text = content.decode("utf-8")
            data = tomllib.loads(text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found = re.search(r"line (\d+)", str(error))
            self.problem(path, int(found[1]) if found else 0, "", f"not valid TOML: {error}")
            return
        for key in data.keys() - FILE_KEYS:
            self.problem(path, _line_of(text, key), "", f"unknown key {key!r}; a rule file has {_names(FILE_KEYS)}")
        municipality = data.get("municipality")
        if municipality is not None:
            self.disabled[municipality] = frozenset(data.get("disable", ()))
        for name, value in data.get("vars", {}).items():
            if name in self.vars:
                self.problem(path, _line_of(text, name), "", f"var {name!r} is defined twice; rename one")
            self.vars[name] = value
        for raw in data.get("words", ()):
            self._read_words(path, text, raw)
        for raw in data.get("rule", ()):
            self.raw_rules.append((path, _line_of(text, str(raw.get("id", ""))), municipality, raw))

    def problem(self, path: Path, line: int, rule_id: str, message: str) -> None:
        """Remember one error."""
        self.problems.append(RuleProblem(path, line, rule_id, message))

    def _read_words(self, path: Path, text: str, raw: dict[str, object]) -> None:
        name = str(raw.get("id") or raw.get("add_to") or "")
        line = _line_of(text, name)
        for key in raw.keys() - WORDS_KEYS:
            self.problem(path, line, name, f"unknown key {key!r}; a word list has {_names(WORDS_KEYS)}")
        words = raw.get("words")
        if not name or not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            self.problem(path, line, name, "a word list needs an id (or add_to) and a list of words")
            return
        entry = WordList(name, tuple(words), path, line)
        if "add_to" in raw:
            self.additions.append((name, entry))
        elif name in self.words:
            self.problem(path, line, name, f"a second word list of this id; use add_to = {name!r} to add words")
        else:
            self.words[name] = entry

    def finish(self) -> RuleSet:
        """All files as a rule set; RuleError where anything was wrong."""
        for name, entry in self.additions:
            base = self.words.get(name)
            if base is None:
                self.problem(entry.file, entry.line, name, f"add_to names no word list; there are {_names(self.words)}")
            else:
                self.words[name] = WordList(name, base.words + entry.words, base.file, base.line)
        rules: dict[str, Rule] = {}
        for path, line, municipality, raw in self.raw_rules:
            rule = self._rule(path, line, municipality, raw)
            if rule is not None and rule.id in rules:
                self.problem(
                    path, line, rule.id, f"a second rule of this id; the first is in {rules[rule.id].file.name}"
                )
            elif rule is not None:
                rules[rule.id] = rule
        if self.problems:
            raise RuleError(self.problems)
        return RuleSet(tuple(rules.values()), self.words, self.hash.hexdigest()[:16], self.disabled)

    def _rule(self, path: Path, line: int, municipality: str | None, raw: dict[str, object]) -> Rule | None:
        rule_id, kind, text = (str(raw.get(key, "")) for key in ("id", "kind", "pattern"))
        before = len(self.problems)
        for key in raw.keys() - RULE_KEYS:
            self.problem(path, line, rule_id, f"unknown key {key!r}; a rule has {_names(RULE_KEYS)}")
        for key, value in (("id", rule_id), ("kind", kind), ("pattern", text)):
            if not value:
                self.problem(path, line, rule_id, f"{key} is missing")
        if kind and kind not in KINDS:
            self.problem(path, line, rule_id, f"unknown kind {kind!r}; the kinds are {_names(KINDS)}")
        if len(self.problems) > before:
            return None
        pattern = self._compile(path, line, rule_id, text)
        settings = self._settings(path, line, rule_id, kind, raw.get("set", {}))
        if pattern is None:
            return None
        for group in set(KINDS[kind].groups) - pattern.groupindex.keys():
            self.problem(path, line, rule_id, f"a {kind} rule needs the group (?P<{group}>…)")
        return Rule(
            rule_id, kind, pattern, path, line, str(raw.get("scope", "")), _integer(raw.get("priority", 0)),
            _strings(raw.get("blocks", ())), settings, municipality,
            self._examples(path, line, rule_id, raw.get("examples", ())),
            self._examples(path, line, rule_id, raw.get("counterexamples", ())),
        )  # fmt: skip

    def _compile(self, path: Path, line: int, rule_id: str, text: str) -> re.Pattern[str] | None:
        def expand(found: re.Match[str]) -> str:
            name = found[1]
            if name in self.vars:
                return f"(?:{REFERENCE.sub(expand, self.vars[name])})"
            if name in self.words:
                longest_first = sorted(self.words[name].words, key=len, reverse=True)
                return f"(?:{'|'.join(_escape(word) for word in longest_first)})"
            raise KeyError(name)

        try:
            return re.compile(REFERENCE.sub(expand, text), re.VERBOSE)
        except KeyError as error:
            self.problem(path, line, rule_id, f"{{{{{error.args[0]}}}}} is no var and no word list")
        except RecursionError:
            self.problem(path, line, rule_id, "a var refers to itself")
        except re.error as error:
            self.problem(path, line, rule_id, f"the pattern is no regular expression: {error}")
        return None

    def _settings(self, path: Path, line: int, rule_id: str, kind: str, raw: object) -> dict[str, Setting]:
        if not isinstance(raw, dict):
            self.problem(path, line, rule_id, "set must be a table")
            return {}
        allowed = KINDS[kind].settings
        for key, value in raw.items():
            if key not in allowed:
                self.problem(path, line, rule_id, f"unknown setting {key!r}; {kind} rules have {_names(allowed)}")
            elif allowed[key] and value not in allowed[key]:
                self.problem(path, line, rule_id, f"{key} = {value!r} is none of {_names(allowed[key])}")
        return dict(raw)

    def _examples(self, path: Path, line: int, rule_id: str, raw: object) -> tuple[Example, ...]:
        if not isinstance(raw, (list, tuple)) or not all(isinstance(item, dict) for item in raw):
            if raw:
                self.problem(path, line, rule_id, "examples must be a list of tables { in = …, text = …, group = … }")
            return ()
        examples = []
        for item in raw:
            rest = {key: value for key, value in item.items() if key not in ("in", "text", "quote")}
            if ("text" in item) == ("quote" in item):
                self.problem(path, line, rule_id, "an example needs either in = SAMPLE and text = …, or quote = …")
            examples.append(Example(item.get("in"), str(item.get("text", item.get("quote", ""))), rest))
        return tuple(examples)


def _escape(word: str) -> str:
    """`re.escape` for VERBOSE patterns."""
    return re.escape(word)


def _line_of(text: str, needle: str) -> int:
    """The first line (from 1) on which `needle` stands as a key or a quoted value; 0 if none."""
    if not needle:
        return 0
    found = re.search(rf"""(?m)^.*(?:["']{re.escape(needle)}["']|\b{re.escape(needle)}\s*=).*$""", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _names(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys)) or "none"


def _strings(raw: object) -> tuple[str, ...]:
    return tuple(str(item) for item in raw) if isinstance(raw, (list, tuple)) else (str(raw),)


def _integer(raw: object) -> int:
    return raw if isinstance(raw, int) else 0
