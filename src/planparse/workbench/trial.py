"""Try a pattern that is not in a rule file yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planparse.errors import UserError
from planparse.rules import RuleSet, expand
from planparse.workbench.bench import Reading
from planparse.workbench.lines import Numbers, pieces


@dataclass(frozen=True)
class Hit:
    """A match: `text` is the line or cell, `spans` where in it the whole match (key '') and its groups stand."""

    path: Path
    page: int
    line: int
    text: str
    spans: Mapping[str, tuple[int, int]]

    @property
    def span(self) -> tuple[int, int]:
        """Where in `text` the whole match stands."""
        return self.spans[""]

    @property
    def groups(self) -> dict[str, str]:
        """The words of each group, as printed."""
        return {name: self.text[start:end].strip() for name, (start, end) in self.spans.items() if name}


def compiled(pattern: str, rules: RuleSet) -> re.Pattern[str]:
    """`pattern` as in a rule file, with vars and word lists put in. Raises UserError where it is none."""
    try:
        return re.compile(expand(pattern, rules.vars, rules.words), re.VERBOSE)
    except KeyError as error:
        raise UserError(f"{{{{{error.args[0]}}}}} is no var and no word list", "planparse rules list --vars") from None
    except (re.error, RecursionError) as error:
        raise UserError(f"the pattern is no regular expression: {error}", "a space must be written \\s") from None


def matches(pattern: re.Pattern[str], reading: Reading) -> Iterator[Hit]:
    """Every match in the lines and cells of a plan, in reading order."""
    source = reading.plan.source
    numbers = Numbers(source)
    for view in pieces(reading.plan.document):
        for found in pattern.finditer(view.folded):
            if found.end() > found.start():
                offset = view.offsets[found.start()]
                groups = {name: found.span(name) for name in pattern.groupindex if found.span(name) != (-1, -1)}
                spans = {"": found.span()} | groups
                yield Hit(reading.path, source.page_of(offset), numbers.of(offset), view.text, spans)
