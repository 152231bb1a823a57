"""How well a reader's rows agree with the true layout of a PDF. One scorer for all readers, planparse included."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from bench.layout import HEADING_LIKE, LEADER, Grid, Heading, Layout
from planparse.likeness import align, alike, f1, greedy, normal
from planparse.store import PlanRows, Row

SHIFTS = range(-3, 5)
"""A reader may count its levels from another start than the truth; the best constant shift is taken."""

TABLE_LIKE = 0.3
SHARE = 0.5


@dataclass(frozen=True)
class Figures:
    """The sums behind all figures of one or more PDFs; `likeness` holds one value a PDF."""

    counts: Counter[str] = field(default_factory=Counter)
    likeness: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def __add__(self, other: Figures) -> Figures:
        names = {*self.likeness, *other.likeness}
        likeness = {name: self.likeness.get(name, ()) + other.likeness.get(name, ()) for name in names}
        return Figures(self.counts + other.counts, likeness)

    def mean(self, name: str) -> float | None:
        """The mean of a likeness; None where it was never measured."""
        values = self.likeness.get(name, ())
        return sum(values) / len(values) if values else None

    def f1(self, hits: str, found: str, wanted: str) -> float | None:
        """An F1 of summed counts; None where nothing was wanted."""
        return f1(self.counts[hits], self.counts[found], self.counts[wanted]) if self.counts[wanted] else None


def score(layout: Layout, rows: PlanRows) -> Figures:
    """All that is known of `layout` compared with `rows`."""
    sections = rows.tables.get("sections", [])
    counts = _paragraph_counts(layout, sections)
    if layout.headings is not None:
        counts += _heading_counts(layout.headings, [row for row in sections if row["level"]])
    if layout.tables is not None:
        counts += _table_counts(layout, _grids(rows))
    likeness: dict[str, tuple[float, ...]] = {}
    if layout.text is not None:
        read = LEADER.sub("", "".join(str(page["text"]) for page in rows.tables["pages"]))
        likeness["text"] = (Indel.normalized_similarity(normal(layout.text), normal(read)),)
    if layout.prose is not None:
        prose = "\n".join(str(section["text"] or "") for section in sections)
        likeness["prose"] = (Indel.normalized_similarity(normal(layout.prose), normal(prose)),)
    return Figures(counts, likeness)


def _tidy(text: object) -> str:
    return unicodedata.normalize("NFKC", str(text or "")).replace("※", "").strip()


def _paragraph_counts(layout: Layout, sections: Sequence[Row]) -> Counter[str]:
    """Paragraphs that stand letter for letter, and those that are one piece of text, white space aside."""
    body = "\n".join(_tidy(section["text"]) for section in sections)
    pieces = {"".join(line.split()) for line in body.split("\n")}
    wanted = [_tidy(paragraph) for paragraph in layout.paragraphs]
    return Counter(
        paragraphs=len(wanted),
        verbatim=sum(paragraph in body for paragraph in wanted),
        whole=sum("".join(paragraph.split()) in pieces for paragraph in wanted),
    )


def _same_heading(wanted: Heading, found: Row) -> float:
    """How alike two headings of one number are; readers that know no numbers have them in the title."""
    number, whole = normal(wanted.number), normal(f"{found['number'] or ''}{found['title'] or ''}")
    likeness = alike(number + normal(wanted.title), whole)
    return likeness if likeness >= HEADING_LIKE and whole.startswith(number) else 0.0


def _heading_counts(wanted: Sequence[Heading], found: Sequence[Row]) -> Counter[str]:
    """Headings in order; those that stand in table cells, and matters of taste, cost nobody anything."""
    pairs = align(wanted, found, _same_heading).pairs
    in_cells = sum(wanted[i].in_cell for i, _ in pairs)
    apart = sum(wanted[i].in_cell or wanted[i].optional for i, _ in pairs)
    body = [(wanted[i], found[j]) for i, j in pairs if not wanted[i].in_cell and not wanted[i].optional]
    levelled = max(sum(int(str(row["level"])) - shift in heading.levels for heading, row in body) for shift in SHIFTS)
    return Counter(
        heading_hits=len(body),
        level_hits=levelled,
        headings_found=len(found) - apart,
        headings=sum(not heading.in_cell and not heading.optional for heading in wanted),
        cell_heads_found=in_cells,
        cell_heads=sum(heading.in_cell for heading in wanted),
    )


def _grids(rows: PlanRows) -> list[list[list[str]]]:
    grids = {
        table["id"]: [[""] * int(str(table["n_cols"])) for _ in range(int(str(table["n_rows"])))]
        for table in rows.tables.get("tables", ())
    }
    for cell in rows.tables.get("table_cells", ()):
        grids[cell["table_id"]][int(str(cell["row"]))][int(str(cell["col"]))] = str(cell["text"] or "")
    return list(grids.values())


def _table_counts(layout: Layout, found_grids: Sequence[Grid]) -> Counter[str]:
    wanted = [[[normal(cell) for cell in row] for row in grid] for grid in layout.tables or ()]
    found = [[[normal(cell) for cell in row] for row in grid] for grid in found_grids]
    pairs = greedy(
        ["".join(_cells(grid)) for grid in wanted], ["".join(_cells(grid)) for grid in found], _table_likeness
    )
    exact = {i for i, j in pairs if wanted[i] == found[j]}
    cut = layout.cut_tables or frozenset()
    return Counter(
        tables=len(wanted),
        tables_found=len(found),
        exact=len(exact),
        cut=len(cut),
        joined=len(exact & cut),
        fused=_fused(wanted, found),
        cell_hits=sum(len(_common(wanted[i], found[j])) for i, j in pairs),
        cells=sum(len(_cells(grid)) for grid in wanted),
        cells_found=sum(len(_cells(grid)) for grid in found),
    )


def _cells(grid: Grid) -> list[str]:
    return [cell for row in grid for cell in row if cell]


def _common(one: Grid, other: Grid) -> list[str]:
    return list((Counter(_cells(one)) & Counter(_cells(other))).elements())


def _table_likeness(wanted: str, found: str) -> float:
    likeness = Indel.normalized_similarity(wanted, found)
    return likeness if likeness >= TABLE_LIKE else 0.0


def _fused(wanted: Sequence[Grid], found: Sequence[Grid]) -> int:
    """How many tables that were found are no true one and hold most cells of two or more of them."""
    holders = Counter[int]()
    strange = [(j, grid) for j, grid in enumerate(found) if grid not in wanted]
    for grid in wanted:
        holders.update(j for j, other in strange if len(_common(grid, other)) > SHARE * len(_cells(grid)))
    return sum(count > 1 for count in holders.values())
