"""Gold files: found by their names, read, and held against their format, which is `gold.schema.json`.

Strings stand as in the plan, without markup; a word or sentence that a line or page break cut is joined. An entry with
``"optional": true`` is a matter of taste; ``levels`` lists every level that is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from jsonschema import Draft202012Validator

from planparse.errors import UserError
from planparse.likeness import Entry

GOLD_NAME = "gold.json"
PRINT_NAME = "gold.pdf.json"
OTHER_FILES = (".layout.json", ".schema.json", "expected.json")


@dataclass(frozen=True)
class Gold:
    """One valid gold file: NAME.json, or ``gold.json`` and ``gold.pdf.json`` in the folder of a plan."""

    path: Path
    data: Mapping[str, object]

    @property
    def name(self) -> str:
        """The plan's short name; ``-pdf`` behind it where the gold is of the print only."""
        if not self.is_beside:
            return self.path.stem
        return f"{self.folder}-pdf" if self.of_print else self.folder

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in."""
        return self.path.resolve().parent.name

    @property
    def is_beside(self) -> bool:
        """Whether it lies beside the plan that it is about."""
        return self.path.name in (GOLD_NAME, PRINT_NAME)

    @property
    def of_print(self) -> bool:
        """Whether it is about the print only, which says something else than the text."""
        return self.path.name == PRINT_NAME

    @property
    def document(self) -> Entry:
        """Title, municipality, prefecture, established, revised."""
        document = self.data["document"]
        assert isinstance(document, dict)
        return document

    def entries(self, part: str) -> list[Entry]:
        """The entries of a part, such as ``outline``; none where the file does not have it."""
        entries = self.data.get(part, [])
        assert isinstance(entries, list)
        return entries

    def grid(self, table: Entry) -> list[list[str]]:
        """All rows of a table, its header first."""
        header, rows = table["header"], table["rows"]
        assert isinstance(header, list)
        assert isinstance(rows, list)
        return [header, *rows] if header else rows

    def cells(self, schedule: Entry) -> Iterator[tuple[str, str]]:
        """Fiscal year and status of each cell of a schedule."""
        cells = schedule["cells"]
        assert isinstance(cells, dict)
        yield from cells.items()


def load_gold(path: Path) -> Gold:
    """The gold file at `path`. Raises UserError where it is no JSON or not in the format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = "give a gold file; planparse gold new PLAN writes one"
        raise UserError(f"{path} cannot be read: {error.strerror}", hint) from None
    except ValueError as error:
        raise UserError(f"{path} is no JSON: {error}", f"planparse gold check {path} tells the line") from None
    errors = [f"{path}: {error.json_path}: {error.message}" for error in validator().iter_errors(data)]
    if errors:
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        raise UserError(f"{errors[0]}{more}", f"planparse gold check {path} lists them")
    return Gold(path, data)


def find_gold(paths: Iterable[Path]) -> list[Gold]:
    """The gold files among `paths` and in the folders among them, by name. Raises UserError as `gold_files`."""
    return sorted(map(load_gold, gold_files(paths)), key=lambda gold: gold.name)


def gold_beside(plans: Iterable[Path]) -> list[Gold]:
    """The gold files that lie beside `plans`, by name."""
    folders = dict.fromkeys(path.parent for path in plans)
    beside = [folder / name for folder in folders for name in (GOLD_NAME, PRINT_NAME) if (folder / name).is_file()]
    return find_gold(beside) if beside else []


def gold_files(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths`, and the gold in the folders among them or in folders of those, each once.

    Raises UserError where there is none at all.
    """
    paths = list(paths)
    found: dict[Path, Path] = {}
    for path in paths:
        inside = (*path.glob("*.json"), *path.glob(f"*/{GOLD_NAME}"), *path.glob(f"*/{PRINT_NAME}"))
        files = sorted(file for file in inside if not file.name.endswith(OTHER_FILES)) if path.is_dir() else [path]
        found |= {file.resolve(): file for file in files}
    if not found:
        raise UserError(
            f"no gold in {', '.join(map(str, paths))}", "give a folder of .json files or one of plan folders"
        )
    return list(found.values())


@cache
def validator() -> Draft202012Validator:
    """What says whether data are in the format."""
    schema = json.loads((resources.files("planparse") / "gold.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)
