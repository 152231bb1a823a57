"""The scores of the samples may not sink: floors are pinned in gate.toml, together with a hash of plans and gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planparse.cli import app
from planparse.evaluate import Card, score
from planparse.gold import find_gold
from planparse.rules import load_rules
from planparse.workbench.gate import corpus_hash, pin, read_gate
from planparse.workbench.plans import pair, read_plans

ROOT = Path(__file__).parents[1]
GATE = ROOT / "tests/gate.toml"


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    """The scores of the samples today."""
    plans = read_plans([ROOT / "samples"], load_rules(ROOT / "rules"))
    pairs = pair(find_gold([ROOT / "samples"]), plans)
    return {paired.name: score(paired.gold, paired.plan) for paired in pairs if paired.plan is not None}


def test_the_floors_belong_to_this_corpus() -> None:
    assert read_gate(GATE).corpus == corpus_hash(find_gold([ROOT / "samples"])), "plans or gold changed: make gate"


def test_every_sample_has_floors(cards: dict[str, Card]) -> None:
    assert read_gate(GATE).floors.keys() == cards.keys()


def test_the_page_of_scores_has_every_sample() -> None:
    page = (ROOT / "docs/quality.md").read_text(encoding="utf-8")
    heads = page.split("<!-- samples -->")[1].split("\n")[1].strip("| ").split(" | ")
    assert heads == ["part", *sorted(read_gate(GATE).floors), "mean"], "a sample is new: make quality"


def test_no_score_is_below_its_floor(cards: dict[str, Card]) -> None:
    assert read_gate(GATE).breaches(cards) == []


# ---------------------------------------------------------------- the gate itself


def corpus(tmp_path: Path) -> Path:
    """One plan with its gold."""
    folder = tmp_path / "kita"
    folder.mkdir()
    (folder / "kita.txt").write_text(
        "第1章 はじめに\n\n道をなおす。\n\n第2章 つぎに\n\n橋をかける。\n", encoding="utf-8"
    )
    document = {"title": "甲", "municipality": "甲市", "prefecture": None, "established": None, "revised": None}
    parts: dict[str, object] = {
        part: [] for part in ("outline", "tables", "visions", "periods", "measures", "glossary")
    }
    parts["outline"] = [
        {"level": 1, "number": "第1章", "title": "はじめに"},
        {"level": 1, "number": "第2章", "title": "つぎに"},
    ]
    (folder / "gold.json").write_text(json.dumps({"document": document} | parts), encoding="utf-8")
    return tmp_path


def test_a_fallen_score_is_a_breach_and_a_floor_falls_only_on_request(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    gate = tmp_path / "gate.toml"
    arguments = ["eval", str(folder), "--gold", str(folder), "--pin", str(gate)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert read_gate(gate).floors["kita"]["outline"] == 1
    (folder / "kita/kita.txt").write_text("第1章 はじめに\n\n道をなおす。\n", encoding="utf-8")
    refused = CliRunner().invoke(app, arguments)
    assert refused.exit_code == 2
    assert "a floor would fall: kita" in refused.stderr
    assert CliRunner().invoke(app, [*arguments, "--lower"]).exit_code == 0
    assert read_gate(gate).floors["kita"]["outline"] == pytest.approx(0.666)


def test_a_part_that_is_measured_no_more_is_a_breach(tmp_path: Path) -> None:
    gate = tmp_path / "gate.toml"
    pin(gate, {"kita": Card({"outline": 0.9, "tables": 0.5})}, [], lower=False)
    assert read_gate(gate).breaches({"kita": Card({"outline": 0.8999, "tables": 0.5})}) == []
    assert read_gate(gate).breaches({"kita": Card({"outline": 0.9})}) == ["kita tables: not measured, floor 0.500"]
    assert len(read_gate(gate).breaches({})) == 2


def test_the_hash_changes_with_a_plan_and_with_its_gold(tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    first = corpus_hash(find_gold([folder]))
    plan = folder / "kita/kita.txt"
    plan.write_text(plan.read_text(encoding="utf-8") + "。", encoding="utf-8")
    assert corpus_hash(find_gold([folder])) != first
