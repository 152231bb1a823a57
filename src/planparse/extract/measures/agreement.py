"""Whether the overview (体系) and the detailed parts of a plan name the same pillars and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.extract.measures.merging import Merged, level_of
from planparse.extract.measures.node import Level
from planparse.model import Diagnostic, Severity
from planparse.structure.titles import normal


def disagreements(siblings: Sequence[Merged], words: str, above: Level | None = None) -> Iterator[Diagnostic]:
    """A diagnostic for each node that an overview or the details lack though they name nodes beside it.

    `words` is the normal text of the document: a title that it holds twice may stand in an overview of another form.
    """
    named = [entry for entry in siblings if level_of(entry, above) is not Level.ACTION and not entry.node.repeated]
    detailed = [entry for entry in named if not entry.overview]
    listed = [entry for entry in named if entry.in_overview]
    # An overview may end above the last level: it lacks a node only where it names most of those beside it.
    complete = detailed and 2 * len(listed) > len(named)
    for entry in named if complete else ():
        if entry.overview:
            yield _diagnostic(entry, "the 体系 names {}, which no detailed part has")
        elif not entry.in_overview and entry.label and words.count(normal(entry.node.title.text)) < 2:
            yield _diagnostic(entry, "a detailed part has {}, which the 体系 does not name")
    for entry in siblings:
        yield from disagreements(entry.children, words, level_of(entry, above))


def _diagnostic(entry: Merged, message: str) -> Diagnostic:
    name = f"{entry.label} {entry.node.title.text}".strip()
    return Diagnostic("tree_mismatch", Severity.WARNING, message.format(name), entry.node.title.spans()[0])
