"""From the section tree to nodes: labelled blocks (施策1), the sections that hold them, and lists under a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from planparse.document import Document, Line
from planparse.extract.measures.blocks import Block
from planparse.extract.measures.columns import read_columns, read_heads
from planparse.extract.measures.forms import Form, is_form, read_forms
from planparse.extract.measures.labels import Piece
from planparse.extract.measures.node import Field, Forest, Level, Node
from planparse.extract.measures.overview import read_overview
from planparse.extract.measures.scope import Role
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import LineKind, Section, Table
from planparse.source import View
from planparse.structure.titles import normal

FEWEST_SIBLINGS = 2


@dataclass(frozen=True)
class Sections:
    """Reads the forests of a document, one for each place that states nodes."""

    document: Document
    wording: Wording
    roles: tuple[Role, ...]

    def forests(self) -> list[Forest]:
        """The statements of the tree in reading order."""
        return list(self._below(None))

    def _below(self, section: Section | None) -> Iterator[Forest]:
        """The forests below a section that is no node itself (None: the document)."""
        children = self._children[section.position if section else None]
        role = self.roles[section.position] if section else Role.NEUTRAL
        taken: set[int] = set()
        if role is not Role.FOREIGN:
            blocks = self._blocks(children)
            groups = self._grouped(section.position) if section else ()
            if blocks or groups:
                nodes = [node for child in blocks for node in self._node(child, self._level(child) or Level.PILLAR)]
                yield Forest((*nodes, *groups), strong=True, overview=role is Role.OVERVIEW)
                taken = {child.position for child in blocks}
            elif role is not Role.NEUTRAL:
                yield from self._weak(children, sure=role is not Role.LIKELY)
            if section is not None:
                yield from self._shown(section, role)
        for child in children:
            if child.position not in taken:
                yield from self._below(child)

    def _blocks(self, children: list[Section]) -> list[Section]:
        """The labelled blocks among sections, with the unlabelled ones that hold measures, if there are several."""
        holders = [child for child in children if self._holds_measures(child)]
        holders = holders if len(holders) >= FEWEST_SIBLINGS else []
        return [c for c in children if (self._is_block(c) and not self._is_foreign(c)) or c in holders]

    def _shown(self, section: Section, role: Role) -> Iterator[Forest]:
        """What the tables and lines of a section that is no node show of the tree."""
        yield from self._tables(section)
        for forest in read_overview(self.document, section, self.wording):
            if forest.strong or role is Role.OVERVIEW:
                yield forest

    def _weak(self, children: list[Section], sure: bool) -> Iterator[Forest]:
        """Sections without labels that each explain or list something, as pillars that another place may confirm."""
        plain = [child for child in children if not self._is_foreign(child) and not self._has_blocks(child)]
        plain = [child for child in plain if self.roles[child.position] is not Role.OVERVIEW]
        if len(plain) >= FEWEST_SIBLINGS:
            nodes = (node for child in plain for node in self._node(child, Level.PILLAR))
            yield Forest(tuple(nodes), strong=False, sure=sure)

    def _tables(self, section: Section) -> Iterator[Forest]:
        """The tables of a section that is no node: those with columns of nodes, and forms."""
        forms: list[Form] = []
        for table in self._tables_of[section.position]:
            if self._is_foreign_caption(table):
                continue
            sheet = Sheet(self.document, table)
            heads = None if is_form(sheet, self.wording) else read_heads(sheet, self.wording)
            overview = self.roles[section.position] is Role.OVERVIEW
            if heads is not None and forms and set(heads.levels) == {Level.ACTION}:
                forms[-1].children += read_columns(sheet, heads, self.wording, section.position)
            elif heads is not None and not heads.is_result:
                yield Forest(read_columns(sheet, heads, self.wording, section.position), True, overview)
            elif heads is None:
                forms += [form for form in read_forms(sheet, self.wording, section.position) if form.title]
        if forms:
            yield Forest(tuple(_form_node(form, section.position) for form in forms), strong=True)

    def _is_foreign_caption(self, table: Table) -> bool:
        """Whether the caption of a table says that it shows no measures of the plan's own: 図1 計画期間."""
        match = self.wording.says("measure_section", self.document.source.view(table.caption))
        return match is not None and match.rule.setting("role") == Role.FOREIGN

    def _node(self, section: Section, level: Level) -> tuple[Node, ...]:
        """The node of a section, and the unnumbered pillars that stand under its heading but beside it."""
        said = self._said(section)
        if said is not None and (said[0], level) != (Level.ACTION, Level.MEASURE):
            level = said[0]  # but 取組1 right below a pillar is a measure
        title = self.title(section)
        block = Block(self.document, self.wording, level, section.position, self.wording.keys(title))
        block.read(self._own_pieces(section.position))
        for child in self._children[section.position]:
            self._take(child, block, level)
        named = self.wording.says("measure_card", title, "title")
        rule_id = said[1] if said else section.rule_id or (named.rule.id if named else "")
        fields = dict(block.fields)
        if Field.FUTURE_STATE in fields:
            fields.setdefault(Field.DESCRIPTION, fields[Field.FUTURE_STATE])
        titled = self.wording.titled(title)
        if titled.department:
            fields.setdefault(Field.DEPARTMENT, (titled.department,))
        node = Node(
            level, titled.label or self.wording.label(section.number), titled.title, section.position, rule_id, fields,
            tuple(block.children), (), titled.repeated,
        )  # fmt: skip
        forms = tuple(_form_node(form, section.position) for form in block.siblings)
        if level is Level.PILLAR:  # its sheets are of its measures; those in a measure are of the measures beside
            node, forms = replace(node, children=(*node.children, *forms)), ()
        return (node, *forms, *self._grouped(section.position))

    def _take(self, child: Section, block: Block, level: Level) -> None:
        """Take in a subsection: as a field where its title names one, else as a node below."""
        named = self.wording.field(self.title(child), "caption")
        below = Level.MEASURE if level is Level.PILLAR else Level.ACTION
        if self._is_block(child):
            block.children += self._node(child, below)
        elif named is not None:
            block.role, block.rule_id = named[0], named[1].rule.id
            block.read(self._own_pieces(child.position))
            for grandchild in self._children[child.position]:
                self._take(grandchild, block, level)
        elif not self._is_foreign(child):
            block.children += self._node(child, below)
            if below is Level.ACTION:
                block.role = None
                block.read(self._pieces(child.position)[self._closed(child) :])

    def title(self, section: Section) -> View:
        """The title of a section where it is printed."""
        view = self.document.source.view(section.title_spans)
        at = view.text.find(section.title)
        return view.part(at, at + len(section.title)) if at >= 0 else view

    def _own_pieces(self, position: int) -> list[Piece]:
        """The lines and tables of a section up to the first unnumbered pillar, without those of a foreign setting."""
        pieces = self._pieces(position)
        group = next((i for i, piece in enumerate(pieces) if self._opens_group(piece)), len(pieces))
        return pieces[: min(group, self._closed(self.document.sections[position]))]

    def _closed(self, section: Section) -> int:
        """How many pieces of a section are its own.

        A caption (【施策の展開】) right over it and those beside it ends at the next one of its kind (【主要事業】);
        what follows is its parent's.
        """
        pieces = self._pieces(section.position)
        above = [piece for piece in self._pieces(section.parent) if isinstance(piece, Line)] if section.parent else []
        mark = _caption_mark(above[-1]) if above else ""
        ends = (i for i, piece in enumerate(pieces) if mark and _caption_mark(piece) == mark)
        return next(ends, len(pieces))

    def _grouped(self, position: int) -> tuple[Node, ...]:
        """The unnumbered pillars (共通施策) that the text of a section opens."""
        pieces = self._pieces(position)
        starts = [i for i, piece in enumerate(pieces) if self._opens_group(piece)]
        found: list[Node] = []
        for start, end in pairwise([*starts, len(pieces)]):
            line = pieces[start]
            block = Block(self.document, self.wording, Level.PILLAR, position)
            block.read(pieces[start + 1 : end])
            match = self.wording.says("measure_group", line.view) if isinstance(line, Line) else None
            if match is not None and block.children:
                title = self.wording.titled(match.view).title
                children = tuple(block.children)
                found.append(Node(Level.PILLAR, "", title, position, match.rule.id, block.fields, children))
        return tuple(found)

    def _opens_group(self, piece: Piece) -> bool:
        if not isinstance(piece, Line) or piece.kind in (LineKind.HEADING, LineKind.REPEAT):
            return False
        return self.wording.says("measure_group", piece.view) is not None

    def _pieces(self, position: int) -> list[Piece]:
        tables = {self.document.source.grids[t.grids[0]].span.start: t for t in self._tables_of[position]}
        pieces: list[Piece] = []
        hidden = False
        for index in self.document.sections[position].lines:
            line = self.document.lines[index]
            if line.kind in (LineKind.HEADING, LineKind.REPEAT):
                hidden = self._in_foreign_setting(index, position)
            if hidden:
                continue
            pieces += [table for start, table in tables.items() if line.start <= start < line.end]
            if line.kind not in (LineKind.TABLE, LineKind.BLANK):
                pieces.append(line)
        return pieces

    def _in_foreign_setting(self, index: int, position: int) -> bool:
        """Whether a line over the heading at `index`, on the same slide, says that it is no statement of the tree.

        It no longer does behind a heading that is printed again: all pillars' issues, then all pillars' measures.
        """
        above = self._ancestors(position)
        titles = {normal(self.document.lines[index].text)}
        for before in range(index - 1, -1, -1):
            line = self.document.lines[before]
            if line.kind is LineKind.HEADING:
                if (title := normal(line.text)) in titles:
                    return False
                titles.add(title)
            if self.document.section_of_line[before] not in above:
                continue
            if line.kind in (LineKind.HEADING, LineKind.REPEAT):
                return False
            if line.view and self.wording.says("measure_setting", line.view, "above"):
                return True
        return False

    def _ancestors(self, position: int) -> frozenset[int]:
        found = set()
        at = self.document.sections[position].parent
        while at is not None:
            found.add(at)
            at = self.document.sections[at].parent
        return frozenset(found)

    def _said(self, section: Section) -> tuple[Level, str] | None:
        """The level that the label or the title of a section means, and the rule."""
        title = self.title(section)
        group = self.wording.says("measure_group", title)
        if group is not None:
            return Level.PILLAR, group.rule.id
        titled = self.wording.titled(title)
        inner = (titled.level, titled.rule_id) if titled.level and titled.rule_id else None
        return self.wording.level(section.number) or inner

    def _level(self, section: Section) -> Level | None:
        said = self._said(section)
        return said[0] if said else None

    def _is_block(self, section: Section) -> bool:
        return self._level(section) is not None

    def _is_foreign(self, section: Section) -> bool:
        return self.roles[section.position] is Role.FOREIGN

    def _has_blocks(self, section: Section) -> bool:
        return any(self._is_block(c) or self._has_blocks(c) for c in self._children[section.position])

    def _holds_measures(self, section: Section) -> bool:
        """Whether a section without a label of its own holds blocks that are no pillars."""
        if self._is_block(section) or self._is_foreign(section):
            return False
        levels = [self._level(child) for child in self._children[section.position] if self._is_block(child)]
        return bool(levels) and Level.PILLAR not in levels

    @cached_property
    def _children(self) -> dict[int | None, list[Section]]:
        children: dict[int | None, list[Section]] = {None: []}
        for section in self.document.sections:
            children[section.position] = []
            children[section.parent].append(section)
        return children

    @cached_property
    def _tables_of(self) -> dict[int, list[Table]]:
        tables: dict[int, list[Table]] = {section.position: [] for section in self.document.sections}
        for table in self.document.tables:
            tables[table.section].append(table)
        return tables


def _form_node(form: Form, section: int) -> Node:
    assert form.title is not None
    return Node(form.level, form.label, form.title, section, form.rule_id, form.fields, tuple(form.children))


def _caption_mark(piece: Piece) -> str:
    """The bracket or sign that opens a caption; '' for any other piece."""
    return piece.text[:1] if isinstance(piece, Line) and piece.kind is LineKind.CAPTION else ""
