"""From headings in reading order to the section tree: levels, running titles, and which lines stand where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planparse.document import Document, Line
from planparse.model import Label, LineKind, Section, TocEntry
from planparse.rules import RuleSet
from planparse.structure.candidates import Candidate
from planparse.structure.headings import Headings
from planparse.structure.numbering import Nesting
from planparse.structure.titles import normal

OVERVIEW = "overview"
"""The role of a section that only shows the tree of measures, in the rules on sections."""

HINTED = "hinted"
"""The family of headings without a label, whose rank only the format gives; the rank stands as their number."""

TITLES = (LineKind.HEADING, LineKind.REPEAT)
PROSE = (LineKind.BODY, LineKind.BULLET, LineKind.CAPTION, LineKind.NOTE, LineKind.COVER, LineKind.BOX)


def build_sections(found: Headings, rules: RuleSet) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """The lines with headings and running titles typed as such, and the sections, which share out all lines."""
    builder = _Builder(found.toc, list(found.lines), rules)
    at: dict[int, list[Candidate]] = {}
    for heading in found.headings:
        at.setdefault(heading.line, []).append(heading)
    for index in range(len(found.lines)):
        for heading in at.get(index, ()):
            builder.open(heading)
        builder.add_line(index)
    return tuple(builder.lines), tuple(builder.sections())


def section_text(document: Document, position: int) -> str:
    """The prose and lists of a section, a paragraph a line, without its heading, tables, graphs and subsections."""
    lines = document.section_lines(position, *PROSE)
    views = (document.source.view(line.spans, piece_end="", keep_notes=True) for line in lines)
    return "\n".join(view.text for view in views if view)


def _label(heading: Candidate) -> Label:
    """The label of a heading; one without has the rank that the format gives it."""
    return heading.label if heading.label.family else Label("", HINTED, heading.hint, None)


@dataclass
class _Builder:
    """The sections while they grow. `current` is the position of the section that lines now belong to.

    A running title leaves what stands right under it where it was; a heading right under it is one of that title's.
    `interrupted` is the path and the nesting before such a title, until it is known which of the two it is. `opened` is
    the last heading that opened a section.
    """

    toc: tuple[TocEntry, ...]
    lines: list[Line]
    rules: RuleSet
    nesting: Nesting = field(default_factory=Nesting)
    heads: list[Section] = field(default_factory=list)
    members: list[list[int]] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    seen: dict[tuple[int | None, str], int] = field(default_factory=dict)
    toc_done: set[int] = field(default_factory=set)
    current: int | None = None
    interrupted: tuple[list[int], Nesting] | None = None
    opened: Candidate | None = None

    def add_line(self, index: int) -> None:
        """Put the next line where it belongs."""
        if self.current is None:
            if not self.lines[index].view and self.lines[index].kind is not LineKind.TABLE:
                return
            self._push(Section(0, None, 0, "", "", (), (), self.lines[index].start, (), None))
        assert self.current is not None
        self.members[self.current].append(index)
        if self.interrupted is not None and self.lines[index].view and self.lines[index].kind not in TITLES:
            self.path, self.nesting = self.interrupted
            self.interrupted = None

    def open(self, heading: Candidate) -> None:
        """Open the section of a heading, or go back to it where a running title only repeats it."""
        if heading.toc is not None:
            self._open_missing_parents(heading)
        key = normal(heading.number.text + heading.title.text)
        again = next((p for p in reversed(self.path) if self._key(p) == key), None) if heading.toc is None else None
        if again is not None:
            below, interrupted = self.current, (self.path, replace(self.nesting, stack=list(self.nesting.stack)))
            self._return_to(again, heading)
            self.current, self.interrupted = below, interrupted
            return
        self.interrupted = None
        level = self._level(heading)
        parent = self._parent(level)
        known = self.seen.get((parent, key))
        if known is not None and not any(head.parent == parent for head in self.heads[known + 1 :]):
            self._return_to(known, heading)
            return
        number = heading.number.text or (self.toc[heading.toc].label.text if heading.toc is not None else "")
        start = self.lines[heading.line].start
        self._push(
            Section(
                len(self.heads), parent, level, number, heading.title.text, heading.number.spans(),
                heading.title.spans(), start, (), heading.rule_id,
            )
        )  # fmt: skip
        self.seen[parent, key] = len(self.heads) - 1
        self.opened = heading
        self._type(heading, LineKind.HEADING)

    def sections(self) -> list[Section]:
        """The finished sections."""
        return [replace(head, lines=tuple(lines)) for head, lines in zip(self.heads, self.members, strict=True)]

    def _level(self, heading: Candidate) -> int:
        if heading.toc is not None:
            self.toc_done.add(heading.toc)
            entry = self.toc[heading.toc]
            return self.nesting.open_at(entry.level, heading.label if heading.label.text else entry.label)
        if heading.label.family:
            return self.nesting.place(heading.label, self._follows_overview(heading))
        return self.nesting.open_at(self._hinted_level(heading.hint), _label(heading))

    def _follows_overview(self, heading: Candidate) -> bool:
        """Whether the format ranks a heading like that of the overview (体系, 全体像) right before it."""
        before = self.opened
        if before is None or before.hint is None or before.hint != heading.hint:
            return False
        match = self.rules.first("measure_section", before.title)
        return match is not None and match.rule.setting("role") == OVERVIEW

    def _hinted_level(self, hint: int | None) -> int:
        """An unlabelled heading stands beside an open one of its own or a lower rank, else below what is open."""
        for entry in self.nesting.stack:
            if entry.label.family == HINTED and (entry.label.number or 0) >= (hint or 0):
                return entry.level
        return len(self.nesting.stack) + 1

    def _open_missing_parents(self, heading: Candidate) -> None:
        """Open the chapters that only the table of contents names where their first section begins."""
        assert heading.toc is not None
        missing: list[int] = []
        level = self.toc[heading.toc].level
        for index in range(heading.toc - 1, -1, -1):
            if self.toc[index].level < level:
                if index in self.toc_done:
                    break
                missing.append(index)
                level = self.toc[index].level
        for index in reversed(missing):
            entry = self.toc[index]
            self.toc_done.add(index)
            level = self.nesting.open_at(entry.level, entry.label)
            self._push(
                Section(
                    len(self.heads), self._parent(level), level, entry.label.text, entry.title, (), (entry.span,),
                    self.lines[heading.line].start, (), None,
                )
            )  # fmt: skip

    def _push(self, section: Section) -> None:
        self.heads.append(section)
        self.members.append([])
        self.current = section.position
        self._set_path(section.position)

    def _set_path(self, position: int) -> None:
        path = []
        at: int | None = position
        while at is not None:
            path.append(at)
            at = self.heads[at].parent
        self.path = path[::-1]

    def _parent(self, level: int) -> int | None:
        return next((p for p in reversed(self.path) if 0 < self.heads[p].level < level), None)

    def _key(self, position: int) -> str:
        return normal(self.heads[position].number + self.heads[position].title)

    def _return_to(self, position: int, heading: Candidate) -> None:
        self._type(heading, LineKind.REPEAT)
        self.current = position
        self._set_path(position)
        self.nesting.open_at(self.heads[position].level, _label(heading))

    def _type(self, heading: Candidate, kind: LineKind) -> None:
        for index in heading.lines:
            if not heading.in_table:
                self.lines[index] = replace(self.lines[index], kind=kind, rule_id=heading.rule_id)
