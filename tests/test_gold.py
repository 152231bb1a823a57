"""Gold files: a draft from what was read, and every mistake of a hand that corrects it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planparse.cli import app
from planparse.document import Plan
from planparse.errors import UserError
from planparse.evaluate import score
from planparse.gold import Gold, check_gold, find_gold, gold_from, load_gold
from planparse.store import plan_rows

ROOT = Path(__file__).parents[1]
Json = dict[str, object]


def period(**more: object) -> Json:
    entry: Json = {"subject": "甲市計画", "scope": "own", "kind": "plan_period", "start": "2024-04", "end": "2027-03"}
    entry |= {"start_fiscal_year": 2024, "end_fiscal_year": 2026, "years": 3, "text": "令和6年度から3年間"}
    return entry | more


def measure(id: str, parent: str | None = None) -> Json:
    return {"id": id, "parent": parent, "level": "measure", "label": "", "title": "道", "description": ""}


def heading(level: int, title: str = "序", **more: object) -> Json:
    return {"level": level, "number": "", "title": title} | more


def gold(**parts: object) -> Json:
    document = {"title": "甲市計画", "municipality": "甲市", "prefecture": None, "established": None, "revised": None}
    return {"document": document} | {
        part: [] for part in ("outline", "tables", "visions", "periods", "measures", "glossary")
    } | parts  # fmt: skip


def problems(tmp_path: Path, data: Json, text: str | None = None) -> list[str]:
    path = tmp_path / "kou.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return [f"{problem.where} {problem.message}" for problem in check_gold(path, text)]


def test_right_gold_has_no_problem(tmp_path: Path) -> None:
    data = gold(outline=[heading(1), heading(2)], periods=[period()], measures=[measure("a"), measure("b", "a")])
    assert problems(tmp_path, data, "序 令和6年度\nから3年間 道") == []


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"outline": [heading(1, colour="red")]}, "$.outline[0] Additional properties are not allowed ('colour'"),
        ({"outline": [heading(1, title=" 序")]}, "$.outline[0].title ' 序' does not match"),
        ({"outline": [heading(2)]}, "$.outline[0].level jumps from 0 to 2"),
        ({"outline": [heading(1, levels=[2, 3])]}, "$.outline[0].levels does not hold its own level 1"),
        ({"periods": [period(end="2023-03", end_fiscal_year=2022)]}, "$.periods[0].end 2023-03 is before 2024-04"),
        ({"periods": [period(start="2024-01")]}, "$.periods[0].start is 2024-01, but fiscal year 2024 means 2024-04"),
        ({"periods": [period(), period()]}, "$.periods has more than one plan period of its own"),
        ({"measures": [measure("b", "a")]}, "$.measures[0].parent a is no id of a measure above it"),
        ({"measures": [measure("a"), measure("a")]}, "$.measures[1].id a is used twice"),
        ({"aliases": [{"alias": "X", "full": "Y"}] * 2}, "$.aliases[1] X stands twice"),
        (
            {"tables": [{"section": "", "caption": "", "header": ["a", "b"], "rows": [["c"]]}]},
            "$.tables[0] has rows of 1, 2 cells",
        ),
        (
            {"tables": [{"section": "跋", "caption": "", "header": [], "rows": [["c"]]}]},
            "$.tables[0].section 跋 is no title of the outline",
        ),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, parts: Json, problem: str) -> None:
    told = problems(tmp_path, gold(**parts))
    assert len(told) == 1
    assert told[0].startswith(problem)


def test_words_that_the_plan_does_not_hold_are_told(tmp_path: Path) -> None:
    data = gold(outline=[heading(1, "はじめに")])
    assert problems(tmp_path, data, "１　はじめ\nに") == []
    assert problems(tmp_path, data, "おわりに") == [
        "$.outline[0].title はじめに does not stand in the plan; write it as printed"
    ]


def test_all_mistakes_are_told_at_once_each_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "kou.json"
    data = gold(outline=[heading(1, colour="red")], periods=[period(end="2023-03", end_fiscal_year=2022)])
    data["visions"] = [{"label": "x", "text": "y", "scope": "ours", "holder": ""}]
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    told = {problem.where: problem for problem in check_gold(path, None)}
    assert set(told) == {"$.outline[0]", "$.periods[0].end", "$.visions[0].scope"}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[told["$.periods[0].end"].line - 1].strip() == '"end": "2023-03",'
    assert lines[told["$.visions[0].scope"].line - 1].strip() == '"scope": "ours",'
    assert told["$.outline[0]"].message.endswith("is it misspelt? There may be level, number, title, levels, optional")
    assert str(told["$.visions[0].scope"]).endswith("choose one of these")


@pytest.mark.parametrize(("content", "line", "says"), [("{\n 'a': 1}", 2, "is no JSON"), ("[]", 1, "write object")])
def test_what_is_no_gold_at_all_is_a_problem_too(tmp_path: Path, content: str, line: int, says: str) -> None:
    path = tmp_path / "kou.json"
    path.write_text(content, encoding="utf-8")
    (problem,) = check_gold(path, None)
    assert problem.line == line
    assert says in problem.message
    assert "is the path right?" in check_gold(tmp_path / "nothing.json", None)[0].message


def test_folders_are_checked_with_the_plans_beside_or_of_their_names(tmp_path: Path) -> None:
    for folder in ("plans", "gold", "kita"):
        (tmp_path / folder).mkdir()
    for name in ("plans/minami.txt", "kita/kita.txt"):
        (tmp_path / name).write_text("序\n", encoding="utf-8")
    for name in ("gold/minami.json", "kita/gold.json"):
        (tmp_path / name).write_text(json.dumps(gold(outline=[heading(1, "跋")])), encoding="utf-8")
    beside = CliRunner().invoke(app, ["gold", "check", str(tmp_path), str(tmp_path / "gold")])
    assert beside.exit_code == 1
    assert beside.stdout.count("跋 does not stand in the plan") == 1
    assert "no plan for" in beside.stderr
    assert "problem in 1 of 2 files" in beside.stderr
    named = CliRunner().invoke(app, ["gold", "check", str(tmp_path / "gold"), "--plan", str(tmp_path / "plans")])
    assert "gold/minami.json:1 $.outline[0].title: 跋 does not stand in the plan" in named.stdout
    assert CliRunner().invoke(app, ["gold", "check", str(tmp_path / "plans")]).exit_code == 2


def test_a_draft_is_valid_and_scores_its_own_plan_full(tmp_path: Path, plan: Plan) -> None:
    rows = plan_rows(plan)
    draft = gold_from(rows)
    assert problems(tmp_path, draft, plan.source.text) == []
    figures = score(Gold(tmp_path / "kou.json", draft), rows).figures
    assert {part: value for part, value in figures.items() if value < 1} == {}


def test_gold_is_found_in_folders_and_named_after_its_plan(tmp_path: Path) -> None:
    (tmp_path / "kita").mkdir()
    for name in ("kita/gold.json", "kita/gold.pdf.json", "minami.json"):
        (tmp_path / name).write_text(json.dumps(gold()), encoding="utf-8")
    (tmp_path / "minami.layout.json").write_text("[]", encoding="utf-8")
    assert [one.name for one in find_gold([tmp_path])] == ["kita", "kita-pdf", "minami"]


def test_broken_gold_names_its_first_mistake(tmp_path: Path) -> None:
    path = tmp_path / "kou.json"
    path.write_text(json.dumps({"outline": 1}), encoding="utf-8")
    with pytest.raises(UserError, match=r"kou\.json"):
        load_gold(path)


def test_new_does_not_overwrite_corrections(tmp_path: Path) -> None:
    plan = tmp_path / "kita.txt"
    plan.write_text("第1章 はじめに\n\n道をなおす。\n", encoding="utf-8")
    first = CliRunner().invoke(app, ["gold", "new", str(plan)])
    assert first.exit_code == 0, first.output
    second = CliRunner().invoke(app, ["gold", "new", str(plan)])
    assert second.exit_code == 2
    assert "--force" in second.stderr
    checked = CliRunner().invoke(app, ["gold", "check", str(tmp_path / "gold.json")])
    assert checked.exit_code == 0, checked.output


def test_the_gold_of_the_samples_is_right() -> None:
    result = CliRunner().invoke(app, ["gold", "check", str(ROOT / "samples")])
    assert result.exit_code == 0, result.stdout
