"""How long planparse's own stages take, and how much memory: seconds a page and MB for each plan, one after the other.

    python -m bench.stages [PATH …] [--repeats N]

PATH are plans or folders of them; default: samples/. Each plan is read in a process of its own. Seconds are of
processor time, which other programs disturb less, and the median of the repeats; what a process does once (loading
rules and dictionaries) is left out, its memory is not.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from rich.table import Table

from planparse.batch import find_files
from planparse.extract import extract
from planparse.readers import read
from planparse.readers.errors import ReadError
from planparse.rules import load_rules
from planparse.structure import structure
from planparse.terminal import explain, out

ROOT = Path(__file__).parents[1]
T = TypeVar("T")


@dataclass(frozen=True)
class Cost:
    """What one plan costs: seconds of each stage, and the peak of the process in MB after each."""

    pages: int
    reading: float
    structure: float
    extraction: float
    mb_read: float
    mb_all: float


def cost(path: Path, repeats: int) -> Cost:
    """Run every stage on the plan at `path`. Raises ReadError where it cannot be read."""
    rules = load_rules()
    reading, source = _timed(lambda: read(path), repeats)
    mb_read = _peak()
    structuring, document = _timed(lambda: structure(source, rules), repeats)
    extract(document, rules)
    extraction, _ = _timed(lambda: extract(document, rules), repeats)
    return Cost(len(source.pages), reading, structuring, extraction, mb_read, _peak())


def _timed(stage: Callable[[], T], repeats: int) -> tuple[float, T]:
    seconds = []
    for _ in range(repeats):
        began = time.process_time()
        result = stage()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds), result


def _peak() -> float:
    """VmHWM in MB; getrusage would count what the parent used before it started this process."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Take the command line's plans, or the samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="*")
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args()
    measure(args.paths or sorted(path for path in (ROOT / "samples").iterdir() if path.is_dir()), args.repeats)


def measure(paths: Iterable[Path], repeats: int) -> None:
    """Measure every plan and print a line for each and one for all."""
    costs: dict[str, Cost] = {}
    for path in find_files(paths):
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            try:
                costs[path.name] = pool.submit(cost, path, repeats).result()
            except ReadError as error:
                explain(f"{path.name} cannot be read", error.message)
    if costs:
        out.print(_table(costs))


def _table(costs: dict[str, Cost]) -> Table:
    table = Table("plan", *("pages", "reading", "structure", "extraction", "all, s/page", "MB read", "MB"), box=None)
    for name, each in costs.items():
        table.add_row(name, *_cells(each))
    columns = list(zip(*map(astuple, costs.values()), strict=True))
    whole = Cost(*(sum(column) for column in columns[:4]), *(max(column) for column in columns[4:]))
    table.add_row("all", *_cells(whole), style="bold")
    return table


def _cells(each: Cost) -> Iterable[str]:
    stages: Sequence[float] = (each.reading, each.structure, each.extraction)
    yield str(each.pages)
    yield from (f"{seconds / each.pages:.4f}" for seconds in (*stages, sum(stages)))
    yield from (f"{megabytes:.0f}" for megabytes in (each.mb_read, each.mb_all))


if __name__ == "__main__":
    main()
