"""What several test files share."""

from __future__ import annotations

import shutil
from array import array
from pathlib import Path

import pytest

from console import TWO_CHAPTERS, run
from planparse.document import Document, Line, Plan
from planparse.model import (
    Cell,
    Diagnostic,
    Evidence,
    Facts,
    Identity,
    LineKind,
    Measure,
    PageInfo,
    Period,
    Schedule,
    Scope,
    Section,
    Severity,
    Span,
    Table,
    Vision,
)
from planparse.source import SourceText

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

PAGE_1 = "第1章 めざす姿\n海と生きる\n"
PAGE_2 = "まち\n年度\t内容\n令和6\t検討\n"


@pytest.fixture
def shared() -> Path:
    """The folder of real plans beside the checkout, which is no part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real plans is not there")
    return SHARED


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of all sample plans."""
    path = tmp_path_factory.mktemp("samples") / "plans.db"
    run("run", ROOT / "samples", "--db", path, "--no-municipalities")
    return path


@pytest.fixture
def rules_dir(tmp_path: Path) -> Path:
    """A copy of the rules that ship, to be changed."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


@pytest.fixture
def kita(tmp_path: Path) -> Path:
    """A text file: a plan of two chapters."""
    path = tmp_path / "kita.txt"
    path.write_text(TWO_CHAPTERS, encoding="utf-8")
    return path


@pytest.fixture
def plan() -> Plan:
    """Two PDF pages: a heading, a vision that runs over the page break, and a table of 2 x 2 cells."""
    text = PAGE_1 + PAGE_2
    coords = array("f", [value for i in range(len(text)) for value in (10 + i, 20, 11 + i, 30)])
    source = SourceText(text, (0, len(PAGE_1)), (PageInfo(label="1"), PageInfo(furniture="市の計画")), "pdf", coords)
    spans = list(source.printed_lines())
    kinds = (LineKind.HEADING, LineKind.BODY, LineKind.BODY, LineKind.TABLE, LineKind.TABLE)
    lines = tuple(Line(kind, (span,), source.view([span])) for kind, span in zip(kinds, spans, strict=True))
    sections = (
        Section(0, None, 0, "", "", (), (), 0, (), None),
        Section(1, None, 1, "第1章", "めざす姿", (Span(0, 3),), (Span(4, 8),), 0, (0, 1, 2, 3, 4), "heading.chapter"),
    )

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    cells = tuple(
        Cell(row, col, (at(words),), is_header=row == 0)
        for row, col, words in ((0, 0, "年度"), (0, 1, "内容"), (1, 0, "令和6"), (1, 1, "検討"))
    )
    table = Table(0, 1, (), 2, 2, 1, cells, (), Span(spans[3].start, spans[4].end))
    vision = Vision(
        "めざす姿", "海と生きるまち", Scope.OWN, "海辺市総合計画", 1, "vision.labelled",
        (Evidence("text", (at("海と生きる"), at("まち"))),),
    )  # fmt: skip
    year = (Evidence("text", (at("令和6"),)),)
    period = Period(None, Scope.OWN, "plan_period", "2024-04", None, 2024, None, None, "令和6", 1, "period.from", year)
    schedule = Schedule(2024, "検討", "schedule.cell", (Evidence("status", (at("検討"),)),))
    measures = (
        Measure(None, "pillar", "", "めざす姿", 1, "measure.pillar", (Evidence("title", (at("めざす姿"),)),)),
        Measure(
            0, "action", "①", "検討", 1, "measure.row", (Evidence("title", (at("検討"),)),),
            directions=("海", "まち"), schedules=(schedule,),
        ),
    )  # fmt: skip
    return Plan(
        source,
        Document(source, lines, sections, (table,), ()),
        Identity("海辺市総合計画", None, "海辺市", "海辺市", None, None, "2024-03", None),
        Facts(visions=(vision,), periods=(period,), measures=measures),
        (Diagnostic("period_mismatch", Severity.WARNING, "令和6 is no span", at("令和6")),),
    )
