"""The policy tree of the smallest plans, as its tests write it down."""

from __future__ import annotations

from pathlib import Path

from planparse.extract.context import Context
from planparse.extract.measures import extract_measures
from planparse.model import Diagnostic, Identity, Measure
from planparse.readers import read
from planparse.structure import structure
from tiling import RULES

UNKNOWN = Identity(None, None, None, None, None, None, None, None)


def extracted(path: Path) -> tuple[tuple[Measure, ...], tuple[Diagnostic, ...]]:
    document = structure(read(path), RULES)
    return extract_measures(Context(document, RULES, UNKNOWN, ()))


def measures(tmp_path: Path, text: str) -> tuple[Measure, ...]:
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    return extracted(path)[0]


def tree(found: tuple[Measure, ...]) -> list[str]:
    """One line a node: its level's initial, label and title, indented below its parent."""
    depth: list[int] = []
    for measure in found:
        depth.append(0 if measure.parent is None else depth[measure.parent] + 1)
    return [
        "  " * d + " ".join(filter(None, (m.level[0], m.label, m.title))) for d, m in zip(depth, found, strict=True)
    ]
