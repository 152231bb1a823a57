"""The gate: floors under the figures of a corpus, and a hash of that corpus, so that neither sinks unnoticed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planparse.errors import UserError
from planparse.evaluate import Card
from planparse.gold import Gold
from planparse.readers import SUFFIXES

DECIMALS = 3
TOLERANCE = 0.5 * 10**-DECIMALS

HEAD = """\
# Floors under the scores of the samples: written by `make gate`, compared by tests/test_gate.py.
# A floor falls only with --lower; say in the commit why. `corpus` is a hash of the plans and of their gold.
"""


@dataclass(frozen=True)
class Gate:
    """The floors of each plan and part, and the hash of the corpus that they were measured on."""

    corpus: str
    floors: Mapping[str, Mapping[str, float]]

    def breaches(self, cards: Mapping[str, Card]) -> list[str]:
        """Every figure that is below its floor or gone, as a line to read."""
        lines = []
        for plan, floors in self.floors.items():
            figures = cards[plan].figures if plan in cards else {}
            for part, floor in floors.items():
                if part not in figures:
                    lines.append(f"{plan} {part}: not measured, floor {floor:.3f}")
                elif figures[part] < floor - TOLERANCE:
                    lines.append(f"{plan} {part}: {figures[part]:.3f}, floor {floor:.3f}")
        return lines


def read_gate(path: Path) -> Gate:
    """The gate in a TOML file that `pin` wrote."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Gate(data["corpus"], data["floors"])


def corpus_hash(golds: Iterable[Gold]) -> str:
    """A hash of gold files and of the plans that lie beside them."""
    digest = hashlib.sha256()
    for gold in sorted(golds, key=lambda gold: gold.name):
        plans = (path for path in gold.path.parent.iterdir() if path.suffix.lower() in SUFFIXES)
        for path in sorted([gold.path, *plans]):
            digest.update(f"{gold.name}/{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def pin(path: Path, cards: Mapping[str, Card], golds: Iterable[Gold], lower: bool) -> None:
    """Write all figures as floors. Raises UserError where one would fall and `lower` is False."""
    gate = Gate(corpus_hash(golds), {name: card.figures for name, card in cards.items()})
    breaches = read_gate(path).breaches(cards) if path.exists() else []
    if breaches and not lower:
        more = f" and {len(breaches) - 1} more" if len(breaches) > 1 else ""
        raise UserError(f"a floor would fall: {breaches[0]}{more}", "--lower lets it; say in the commit why")
    path.write_text(HEAD + "".join(_lines(gate)), encoding="utf-8")


def _lines(gate: Gate) -> Iterable[str]:
    yield f'corpus = "{gate.corpus}"\n'
    for plan, floors in sorted(gate.floors.items()):
        yield f'\n[floors."{plan}"]\n'
        for part, value in floors.items():
            yield f"{part} = {int(value * 10**DECIMALS) / 10**DECIMALS:.{DECIMALS}f}\n"
