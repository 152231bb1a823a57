"""The true layout of a PDF: its text, paragraphs, headings and tables, as far as they are known."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planparse.gold import GOLD_NAME, PRINT_NAME, find_gold
from planparse.likeness import alike, normal

Grid = Sequence[Sequence[str]]

SAMPLES = Path(__file__).parents[1] / "samples"
LEADER = re.compile(r"(?:[.．・‥…·]\s*){3,}")
SHORTEST_PARAGRAPH = 20
HEADING_LIKE = 0.9
NOT_PROSE = ("h", "cell", "toc", "toch", "cover")
MARKED = re.compile(r"<sup>|\(※\)|[⁰¹²³⁴-⁹]|\*\*")


@dataclass(frozen=True)
class Heading:
    """One heading. `levels` are those that are right; `in_cell`: it is printed in a table and nowhere else."""

    number: str
    title: str
    levels: tuple[int, ...]
    in_cell: bool
    optional: bool


@dataclass(frozen=True)
class Layout:
    """What is true of one PDF; None where it is not known, and then not scored.

    `cut_tables` are the positions of the tables that a page break cuts.
    """

    name: str
    pdf: Path
    text: str | None
    prose: str | None
    paragraphs: tuple[str, ...]
    headings: tuple[Heading, ...] | None
    tables: tuple[Grid, ...] | None
    cut_tables: frozenset[int] | None


def shared_layouts(folder: Path) -> Iterator[Layout]:
    """The layouts in ``gold/pdf/NAME.layout.json`` under `folder`, each of ``pdf/NAME.pdf``."""
    for path in sorted((folder / "gold" / "pdf").glob("*.layout.json")):
        name = path.name.removesuffix(".layout.json")
        yield _from_units(name, folder / "pdf" / f"{name}.pdf", json.loads(path.read_text(encoding="utf-8")))


def _from_units(name: str, pdf: Path, layout: dict[str, list[dict]]) -> Layout:  # type: ignore[type-arg]  # plain JSON
    units = [unit for unit in layout["units"] if unit["text"].strip()]
    tables = layout.get("tables", [])
    grids = tuple(table["grid"] for table in tables)
    cut = frozenset(i for i, table in enumerate(tables) if table["first_page"] != table["last_page"])
    printed = [unit["text"] for unit in units if unit["k"] == "h"]
    return Layout(
        name=name,
        pdf=pdf,
        text=LEADER.sub("", "".join(unit["text"] for unit in units)),
        prose="".join(unit["text"] for unit in units if unit["k"] not in NOT_PROSE),
        paragraphs=tuple(u["text"] for u in units if u["k"] == "p" and len(u["text"]) >= SHORTEST_PARAGRAPH),
        headings=tuple(_headings(layout["outline"], printed, grids)) if "outline" in layout else None,
        tables=grids if "tables" in layout else None,
        cut_tables=cut if "tables" in layout else None,
    )


def _headings(entries: Sequence[dict], printed: Sequence[str], grids: Sequence[Grid]) -> Iterator[Heading]:  # type: ignore[type-arg]
    cells = normal("".join(cell for grid in grids for row in grid for cell in row))
    for entry in entries:
        whole = entry["number"] + entry["title"]
        in_cell = normal(entry["title"]) in cells and not any(alike(whole, text) >= HEADING_LIKE for text in printed)
        levels = tuple(entry.get("levels", [entry["level"]]))
        yield Heading(entry["number"], entry["title"], levels, in_cell, bool(entry.get("optional")))


def sample_layouts() -> Iterator[Layout]:
    """The layouts of the sample plans: paragraphs from the text that was printed, headings and tables from their gold.

    The order in which the pages hold text, and which tables they cut, is not known of them.
    """
    sys.path.insert(0, str(SAMPLES))
    from read_source import Card, Text, read_plan  # type: ignore[import-not-found]  # noqa: PLC0415

    for folder in sorted(path.parent for path in SAMPLES.glob("*/print.toml")):
        plan = read_plan(folder)
        gold_path = next(path for name in (PRINT_NAME, GOLD_NAME) if (path := folder / name).exists())
        [gold] = find_gold([gold_path])
        grids = tuple(gold.grid(table) for table in gold.entries("tables") if not table.get("optional"))
        texts = [block.text for block in plan.body if isinstance(block, Text)]
        printed = texts + [block.title for block in plan.body if isinstance(block, Card)]
        prose = [block.text for block in plan.body if isinstance(block, Text) and block.style == plan.layout.text]
        yield Layout(
            name=folder.name,
            pdf=folder / f"{folder.name}.pdf",
            text=None,
            prose=None,
            paragraphs=tuple(
                text
                for text in prose
                if len(text) >= SHORTEST_PARAGRAPH and text[-1] == "。" and not MARKED.search(text)
            ),
            headings=tuple(_headings(gold.entries("outline"), printed, grids)),  # type: ignore[arg-type]
            tables=grids,
            cut_tables=None,
        )
