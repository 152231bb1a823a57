"""The sample plans whose lines the examples of rules quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planparse.errors import UserError
from planparse.fold import fold
from planparse.model import PageInfo, Span
from planparse.readers import TEXT_SUFFIXES, read
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.lines import mark_notes, type_lines


def default_samples_dir() -> Path:
    """The folder ``samples`` of the checkout; it does not ship with the program."""
    return Path(__file__).parents[3] / "samples"


def view_of(text: str) -> View:
    """`text` as a view, as if it were a document of its own."""
    source = SourceText(text, (0,), (PageInfo(),), "text")
    return source.view((Span(0, len(text)),))


@dataclass(frozen=True)
class Sample:
    """One sample plan: a text file in a folder of its name."""

    name: str
    path: Path

    @cached_property
    def source(self) -> SourceText:
        """What was read of it."""
        return read(self.path)

    def holds(self, text: str) -> bool:
        """Whether `text` stands in it, with or without its markup; white space does not count."""
        return squeezed(text) in self._words

    def views(self, rules: RuleSet) -> Iterator[View]:
        """Its logical lines and table cells, as the stages hand them to rules."""
        source = mark_notes(self.source, rules)
        yield from (line.view for line in type_lines(source, rules) if line.view)
        for grid in source.grids:
            yield from (source.view(cell.spans) for cell in grid.cells if cell.spans)

    @cached_property
    def _words(self) -> str:
        source = self.source
        clean = source.view((Span(0, len(source.text)),)).text
        return f"{squeezed(source.text)}\n{squeezed(clean)}"


def squeezed(text: str) -> str:
    """`text` folded and without white space."""
    return "".join(fold(text).split())


def load_samples(directory: Path) -> dict[str, Sample]:
    """The samples in the folders of `directory`, by name. Raises UserError where it is not there."""
    if not directory.is_dir():
        raise UserError(f"no samples at {directory}", "give the folder of plans that examples quote with --samples")
    found = {}
    for folder in sorted(directory.glob("*/")):
        texts = sorted(path for path in folder.iterdir() if path.suffix.lower() in TEXT_SUFFIXES)
        if texts:
            found[folder.name] = Sample(folder.name, texts[0])
    return found
