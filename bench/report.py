"""docs/benchmarks.md: the figures stand between two marks, what a person says of them around these."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.score import Figures

if TYPE_CHECKING:
    from bench.peers import Score

BEGIN, END = "<!-- figures: make bench-pdf -->", "<!-- end of figures -->"

Column = tuple[str, Callable[[Figures], str]]


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _share(name: str, of: str) -> Callable[[Figures], str]:
    return lambda figures: f"{figures.counts[name]}/{figures.counts[of]}" if figures.counts[of] else "–"


COLUMNS: tuple[Column, ...] = (
    ("text", lambda f: _ratio(f.mean("text"))),
    ("prose", lambda f: _ratio(f.mean("prose"))),
    ("paragraphs verbatim", _share("verbatim", "paragraphs")),
    ("in one piece", _share("whole", "paragraphs")),
    ("headings", lambda f: _ratio(f.f1("heading_hits", "headings_found", "headings"))),
    ("with level", lambda f: _ratio(f.f1("level_hits", "headings_found", "headings"))),
    ("施策 heads in cells", _share("cell_heads_found", "cell_heads")),
    ("tables exact", _share("exact", "tables")),
    ("over pages", _share("joined", "cut")),
    ("fused", lambda f: str(f.counts["fused"])),
    ("cells", lambda f: _ratio(f.f1("cell_hits", "cells_found", "cells"))),
)


def write_report(path: Path, scores: Sequence[Score], absent: Sequence[tuple[str, str]]) -> None:
    """Put the figures between the marks of the page at `path`."""
    page = path.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    path.write_text(f"{head}{BEGIN}\n\n{figures_page(scores, absent)}\n{END}{tail}", encoding="utf-8")


def figures_page(scores: Sequence[Score], absent: Sequence[tuple[str, str]]) -> str:
    """All figures, as Markdown."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()} on {sys.platform}"
    parts = [f"Measured on {date.today().isoformat()}; {machine}."]
    for group in scores[0].figures:
        if any(score.figures[group].counts for score in scores):
            parts += [
                f"### {group[0].upper()}{group[1:]}",
                _table(("reader", *(name for name, _ in COLUMNS)), _rows(scores, group)),
            ]
    heads = ("reader", "version", "licence", "s a page", "processor s a page", "peak MB")
    parts += ["### Cost", _table(heads, [_cost(score) for score in scores])]
    if scores[0].real:
        names = [score.peer.name for score in scores]
        real = [(name, *(score.real[name] for score in scores)) for name in scores[0].real]
        parts += ["### Japanese characters got from real PDFs", _table(("file", *names), real)]
    failures = [f"- {score.peer.name}: {failure}" for score in scores for failure in score.failures]
    parts += ["### Failures", "\n".join(failures)] if failures else []
    parts += ["### Not measured", "\n".join(f"- {name}: {reason}" for name, reason in absent)]
    return "\n\n".join(parts) + "\n"


def _cost(score: Score) -> tuple[str, ...]:
    pages = max(1, score.pages)
    seconds = (f"{seconds / pages:.4f}" for seconds in (score.seconds, score.cpu_seconds))
    return (score.peer.name, score.version, score.peer.licence, *seconds, f"{score.megabytes:.0f}")


def _rows(scores: Sequence[Score], group: str) -> list[tuple[str, ...]]:
    return [(score.peer.name, *(show(score.figures[group]) for _, show in COLUMNS)) for score in scores]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
