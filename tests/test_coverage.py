"""What rules did: every way in which a stage asks them is counted, and lines that nothing understood are gathered."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from typer.testing import CliRunner

from planparse.cli import app
from planparse.rules import load_rules
from planparse.workbench.bench import Bench
from planparse.workbench.coverage import Coverage, Use, cover, shape

SOURCE = Path(__file__).parents[1] / "src" / "planparse"
PLAN = """川辺市DX推進計画

第1章 はじめに

道をなおす。

第2章 つぎに

★道しるべ
橋のかけかえ

第3章 施策の展開

施策1 窓口の改革

書かない窓口の導入を進めます。
"""


def covered(tmp_path: Path, text: str = PLAN) -> Coverage:
    path = tmp_path / "kita.txt"
    path.write_text(text, encoding="utf-8")
    rules = load_rules()
    return cover([Bench().read(path, rules)], rules)


def uses(found: Coverage) -> dict[str, Use]:
    return {use.rule.id: use for use in found.uses}


def test_a_match_counts_once_and_lines_that_nothing_understood_are_gathered(tmp_path: Path) -> None:
    found = covered(tmp_path)
    assert (uses(found)["heading.chapter"].matches, uses(found)["heading.setsu"].matches) == (3, 0)
    lines = [stray.text for _, strays in found.strays for stray in strays]
    assert "橋のかけかえ" in lines
    assert "道をなおす。" not in lines


def test_rules_that_a_stage_asks_one_by_one_are_counted_too(tmp_path: Path) -> None:
    found = uses(covered(tmp_path))
    assert found["measure.label.measure"].matches == 1
    assert any(use.matches for use in found.values() if use.rule.kind == "commitment")
    assert any(use.matches for use in found.values() if use.rule.kind == "name_variant")


def test_a_rule_for_which_nothing_called_is_not_one_that_failed(tmp_path: Path) -> None:
    found = uses(covered(tmp_path))
    assert [found[name].asked for name in ("heading.setsu", "glossary.head.term")] == [True, False]
    listed = CliRunner().invoke(app, ["rules", "coverage", str(tmp_path / "kita.txt"), "--json"])
    told = {item["id"]: item for item in json.loads(listed.stdout)["rules"]}
    assert told["glossary.head.term"] == {"id": "glossary.head.term", "matches": 0, "rows": 0, "asked": False}


def test_no_stage_goes_past_the_methods_of_a_rule_that_are_counted() -> None:
    past = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for folder in ("structure", "extract", "checks")
        for path in (SOURCE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "pattern"
    ]
    assert past == [], "ask the rule itself: rule.search, finditer, matches, sub, has"


def test_the_shape_of_a_line_is_its_classes_of_characters() -> None:
    assert shape("【活動内容】") == "【漢】"
    assert shape("第３章 計画のめあて") == "漢0漢 漢あ"
    assert shape("AI-OCR：12台") == "a-a:0漢"
