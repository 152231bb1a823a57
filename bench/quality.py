"""`make quality`: write the score tables of docs/quality.md anew, between its markers.

The samples are always scored, as text and as PDF; real plans too where GOLD and PLANS name their folders.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from planparse.evaluate import Card, mean, nothing_found, parts_of, score
from planparse.gold import find_gold
from planparse.rules import load_rules
from planparse.workbench.plans import pair, read_plans

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality.md"
BLOCK = re.compile(r"(?P<open><!-- (?P<name>samples|plans) -->\n).*?(?P<close><!-- end -->)", re.S)


def cards(plans: Iterable[Path], gold: Path) -> dict[str, Card]:
    """The figures of each gold file under `gold`, with rules/municipalities/ left out."""
    read = read_plans(list(plans), load_rules(municipalities=False))
    return {
        paired.name: nothing_found() if paired.plan is None else score(paired.gold, paired.plan)
        for paired in pair(find_gold([gold]), read)
    }


def markdown(scored: dict[str, Card]) -> str:
    """The figures as a table, a plan a column."""
    columns = {name: card.figures for name, card in scored.items()} | {"mean": mean(scored.values())}
    rows = [["part", *columns], ["---"] * (len(columns) + 1)]
    for part in parts_of(columns.values()):
        rows.append([part, *(f"{f[part]:.3f}" if part in f else "" for f in columns.values())])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Score, and write what was scored; tables of folders that are not given stay as they are."""
    tables = {"samples": markdown(cards([ROOT / "samples"], ROOT / "samples"))}
    if len(sys.argv) == 3:
        tables["plans"] = markdown(cards([Path(sys.argv[1])], Path(sys.argv[2])))
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        BLOCK.sub(lambda m: m["open"] + tables[m["name"]] + m["close"] if m["name"] in tables else m[0], text),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
