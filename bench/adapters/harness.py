"""Runs one PDF reader over one file and writes what it gave, how long it took and how much memory, as JSON.

    python from_NAME.py PDF OUT.json REPEATS [VARIANT]

It runs inside the reader's own environment and needs nothing but Python. Seconds, of the clock and of all processors,
are the median of the repeats, after all imports; repeats end where they take too long. Memory is the peak of this
process and of the largest of those it started, in MB.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ENOUGH = 15.0
"""Seconds after which nothing is repeated."""

Result = dict[str, object]
"""``markdown``: the whole document as Markdown; or ``blocks``: its headings, paragraphs and tables in order, each a
list of a kind and its content (``heading`` level text, ``text`` text, ``table`` rows); or ``rows``: rows of the
database; and ``text``: its plain text, where that is more than the blocks show."""


def run(convert: Callable[[str, str], Result]) -> None:
    """Call `convert` with the path and the variant, and write what came of it."""
    path, out, repeats, *variant = sys.argv[1:]
    clock, processor = [], []
    while len(clock) < int(repeats) and sum(clock) < ENOUGH:
        began, used = time.perf_counter(), sum(os.times()[:4])
        result = convert(path, "".join(variant))
        clock.append(time.perf_counter() - began)
        processor.append(sum(os.times()[:4]) - used)
    measured = {
        "seconds": statistics.median(clock),
        "cpu_seconds": statistics.median(processor),
        "megabytes": _peak(),
    }
    Path(out).write_text(json.dumps(result | measured, ensure_ascii=False), encoding="utf-8")


def _peak() -> float:
    """VmHWM, because ru_maxrss of a process still holds what its parent used."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    own = re.search(r"VmHWM:\s*(\d+)", status)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (int(own[1]) + children) / 1024 if own else 0.0
