"""The plan's own policy tree: pillars, measures and actions, each once, from all the places that state them.

The sections, tables and lists of the plan are read as forests of `Node` (`sections`), which are merged to one tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planparse.extract.context import Context
from planparse.extract.measures.agreement import disagreements
from planparse.extract.measures.charts import read_charts
from planparse.extract.measures.headless import read_headless
from planparse.extract.measures.merging import Merged, level_of, merge
from planparse.extract.measures.node import Field, Level
from planparse.extract.measures.scope import section_roles
from planparse.extract.measures.sections import Sections
from planparse.extract.measures.wording import Wording
from planparse.model import Diagnostic, Evidence, Measure, Severity, Span
from planparse.source import View
from planparse.structure.titles import normal

__all__ = ["extract_measures"]


def extract_measures(context: Context) -> tuple[tuple[Measure, ...], tuple[Diagnostic, ...]]:
    """The policy tree of a document, parents before children, and where its statements disagree or none was found."""
    wording = Wording(context.rules)
    roles = section_roles(context.document, wording)
    stated = Sections(context.document, wording, roles).forests()
    drawn = [*read_charts(context.document, wording, roles), *read_headless(context.document, wording, roles)]
    if drawn and not merge(stated, wording):
        drawn = [replace(forest, strong=True) for forest in drawn]
    roots = merge([*stated, *drawn], wording)
    measures: list[Measure] = []
    for root in roots:
        _emit(root, None, None, measures)
    if not measures:
        message = "no policy tree was found: no labelled blocks (施策1 …), no 体系 table and no list of measures"
        return (), (Diagnostic("no_measures", Severity.WARNING, message),)
    return tuple(measures), tuple(disagreements(roots, normal(context.document.source.text)))


def _emit(entry: Merged, parent: int | None, above: Level | None, measures: list[Measure]) -> None:
    level = level_of(entry, above)
    index = len(measures)
    node = entry.node
    measures.append(
        Measure(
            parent=parent,
            level=level.value,
            label=entry.label,
            title=node.title.text,
            section=node.section,
            rule_id=node.rule_id,
            evidence=tuple(_evidence(entry)),
            description=_text(entry, Field.DESCRIPTION),
            future_state=_text(entry, Field.FUTURE_STATE),
            outcome=_text(entry, Field.OUTCOME),
            category=_text(entry, Field.CATEGORY),
            department=_text(entry, Field.DEPARTMENT),
            repeated=node.repeated,
            directions=tuple(view.text for view in entry.fields.get(Field.DIRECTIONS, ())),
            schedules=entry.schedules,
        )
    )
    for child in entry.children:
        _emit(child, index, level, measures)


def _evidence(entry: Merged) -> Iterator[Evidence]:
    yield Evidence("title", entry.node.title.spans())
    for name, views in entry.fields.items():
        if name is Field.FUTURE_STATE and views == entry.fields.get(Field.DESCRIPTION):
            continue
        yield Evidence(name.value, _spans(views))


def _spans(views: tuple[View, ...]) -> tuple[Span, ...]:
    return tuple(span for view in views for span in view.spans())


def _text(entry: Merged, name: Field) -> str | None:
    return " ".join(view.text for view in entry.fields.get(name, ())) or None
