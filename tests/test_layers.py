"""A stage never imports a later one: the folders show the architecture, and this keeps it true."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "planparse"

# Earlier to later. A module may import from its own layer and from those before it.
LAYERS = (
    {"__init__", "model", "fold"},
    {"source"},
    {"rules"},
    {"passage"},
    {"document"},
    {"readers"},
    {"structure"},
    {"nlp", "extract"},
    {"checks"},
    {"pipeline"},
    {"likeness", "store", "codes", "errors", "terminal", "reference", "page_image"},
    {"batch", "evaluate", "gold"},
    {"workbench"},
    {"commands", "cli", "__main__"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(SOURCE.rglob("*.py"))
ROOT = SOURCE.parents[1]
SCRIPTS = sorted(path for folder in ("tests", "samples", "bench") for path in (ROOT / folder).rglob("*.py"))


def part_of(path: Path) -> str:
    """The top-level module or package that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """The parts of planparse that a module imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("planparse.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_what_comes_before_it(path: Path) -> None:
    assert part_of(path) in RANK, "put the new part into LAYERS"
    later = {name for name in imports_of(path) if RANK[name] > RANK[part_of(path)]}
    assert not later


def test_the_page_on_architecture_names_every_folder() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    folders = {part_of(path) for path in MODULES if path.parent != SOURCE}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in page] == []


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_stays_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
