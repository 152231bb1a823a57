from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import planparse
from planparse.codes import CODES

MODULES = sorted(Path(str(planparse.__file__)).parent.rglob("*.py"))
MAKERS = {"Diagnostic", "ReadError", "Failure"}


def codes_made() -> Iterator[str]:
    """The codes that the program writes literally where it makes a diagnostic or a failure."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
                yield from (str(value.value) for value in given if isinstance(value, ast.Constant))


def test_every_code_is_described() -> None:
    assert set(codes_made()) - CODES.keys() == set(), "describe it in src/planparse/codes.py, then make docs"


def test_every_described_code_is_in_use() -> None:
    sources = "".join(module.read_text(encoding="utf-8") for module in MODULES if module.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in sources] == []
