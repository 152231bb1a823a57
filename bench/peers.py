"""Measures planparse beside the PDF readers of peers.toml and writes the figures into docs/benchmarks.md.

    python -m bench.peers [--shared DIR] [--only NAME …] [--repeats N] [--report FILE]

On the sample plans, and on the PDFs in DIR (default ../shared) where it is there: ``pdf/NAME.pdf`` with the true layout
``gold/pdf/NAME.layout.json``, and ``pdf/real/*.pdf`` without one. Each reader is installed into an environment of its
own under out/bench/venvs, and what it gave is left as a database, out/bench/NAME.db.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from bench.blocks import rows_of
from bench.layout import Layout, sample_layouts, shared_layouts
from bench.report import figures_page, write_report
from bench.score import Figures, score
from planparse import __version__, store

HERE = Path(__file__).parent
ROOT = HERE.parent
OUT = ROOT / "out" / "bench"
LONGEST = 600
"""Seconds that a reader may take for one file, all repeats together."""


@dataclass(frozen=True)
class Peer:
    """One reader, as in peers.toml."""

    name: str
    package: str
    requires: tuple[str, ...]
    adapter: str
    licence: str
    variant: str = ""
    needs: str = ""

    @property
    def python(self) -> Path:
        """The interpreter of its own environment."""
        return OUT / "venvs" / self.package / "bin" / "python"


OURS = Peer("planparse", "planparse", (), "from_planparse.py", "MIT")


@dataclass
class Score:
    """What was measured of one reader: figures by group of PDFs, characters of the PDFs without truth, failures."""

    peer: Peer
    version: str
    figures: dict[str, Figures]
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    pages: int = 0
    megabytes: float = 0.0
    real: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def main() -> None:
    """Install, run, score, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", nargs="*", default=[], help="names in peers.toml; figures are printed")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks.md")
    args = parser.parse_args()
    config = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    peers = [OURS, *(Peer(**entry) for entry in config["peer"])]
    absent = [(entry["name"], entry["reason"]) for entry in config["absent"]]
    printed = list(shared_layouts(args.shared))
    layouts = {
        "printed plans": [layout for layout in printed if layout.headings],
        "single pages: ruby, two columns, vertical": [layout for layout in printed if not layout.headings],
        "samples": list(sample_layouts()),
    }
    real = sorted((args.shared / "pdf" / "real").glob("*.pdf"))
    scores = []
    for peer in peers:
        if args.only and peer.name not in args.only:
            continue
        why_not = install(peer)
        if why_not:
            absent.append((peer.name, why_not))
        else:
            scores.append(measure(peer, layouts, real, args.repeats))
    if args.only:
        print(figures_page(scores, absent))
    else:
        write_report(args.report, scores, absent)


def install(peer: Peer) -> str:
    """Install a reader if it is not there; the reason where it cannot be."""
    if peer is OURS or peer.python.exists():
        return ""
    if peer.needs and shutil.which(peer.needs) is None:
        return f"needs {peer.needs}, which is not installed"
    venv = peer.python.parents[1]
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    pip = [str(peer.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.requires]
    done = subprocess.run(pip, check=False, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(venv)
        return (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return ""


def version_of(peer: Peer) -> str:
    """The installed version."""
    if peer is OURS:
        return __version__
    code = f"from importlib.metadata import version; print(version({peer.package!r}))"
    return subprocess.run([str(peer.python), "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def measure(peer: Peer, layouts: dict[str, list[Layout]], real: Sequence[Path], repeats: int) -> Score:
    """Run a reader over everything and score it."""
    result = Score(peer, version_of(peer), {group: Figures() for group in layouts})
    db_path = OUT / f"{'-'.join(peer.name.replace(',', '').split())}.db"
    db_path.unlink(missing_ok=True)
    with closing(store.open_database(db_path)) as db:
        for group, layout in ((group, layout) for group, layouts_ in layouts.items() for layout in layouts_):
            print(f"{peer.name}: {layout.name}", flush=True)
            given = convert(peer, layout.pdf, repeats)
            if isinstance(given, str):
                result.failures.append(f"{layout.pdf.name}: {given}")
                given = {"blocks": []}
            else:
                result.seconds += float(str(given["seconds"]))
                result.cpu_seconds += float(str(given["cpu_seconds"]))
                result.pages += n_pages(layout.pdf)
                result.megabytes = max(result.megabytes, float(str(given["megabytes"])))
            rows = rows_of(given)
            result.figures[group] += score(layout, rows)
            sha256 = hashlib.sha256(layout.pdf.read_bytes()).hexdigest()
            store.write_plan(db, rows, store.Provenance(layout.pdf.resolve(), sha256, "", layout.name))
    result.real = {path.name: looked_at(peer, path) for path in real}
    return result


def convert(peer: Peer, pdf: Path, repeats: int) -> dict[str, object] | str:
    """What the adapter wrote of a PDF, or how it failed."""
    python = sys.executable if peer is OURS else str(peer.python)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.json")
        command = [python, str(HERE / "adapters" / peer.adapter), str(pdf), str(out), str(repeats), peer.variant]
        try:
            done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=LONGEST, cwd=folder)
        except subprocess.TimeoutExpired:
            return f"no result in {LONGEST} s"
        if done.returncode:
            return (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1][:120]
        result: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
        return result


def looked_at(peer: Peer, pdf: Path) -> str:
    """How many Japanese characters a reader gets from a PDF whose truth is not known, or how it fails."""
    given = convert(peer, pdf, 1)
    if isinstance(given, str):
        return "fails"
    text = "".join(str(page["text"]) for page in rows_of(given).tables["pages"])
    return f"{sum(map(is_japanese, text)):,}"


def is_japanese(character: str) -> bool:
    """Kana or kanji."""
    return "\u3041" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff"


def n_pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


if __name__ == "__main__":
    main()
