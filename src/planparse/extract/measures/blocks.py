"""What stands under the heading of a block: captions with their text and lists, cards, forms and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planparse.document import Document, Line
from planparse.extract.measures.cards import MOST_TITLE_LINES, Cards, is_body_line
from planparse.extract.measures.columns import read_columns, read_heads
from planparse.extract.measures.forms import Form, is_form, read_cards, read_forms
from planparse.extract.measures.items import LIST_CAPTION, SENTENCE_END, Item, item_lines, nested_items, nodes_of
from planparse.extract.measures.labels import Piece, part_labels
from planparse.extract.measures.node import TEXT_FIELDS, Field, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import LineKind, Table
from planparse.source import View
from planparse.structure.titles import normal

SILENT = frozenset({LineKind.HEADING, LineKind.NOTE, LineKind.TOC, LineKind.COVER, LineKind.BOX})
PLAIN_CAPTIONS = frozenset({"caption.figure", "caption.source"})


@dataclass
class Block:
    """One node while its text is read. `role` is the field that the last caption named, None before any.

    `own_keys` is what its own title is compared by. `named` are the keys of the child that the last caption or item
    names again, `explained` the sentences right below such lines.
    """

    document: Document
    wording: Wording
    level: Level
    section: int
    own_keys: frozenset[str] = frozenset()
    fields: dict[Field, tuple[View, ...]] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    siblings: list[Form] = field(default_factory=list)
    role: Field | None = None
    rule_id: str = ""
    category: View | None = None
    cards: Cards | None = None
    named: frozenset[str] = frozenset()
    explained: dict[str, tuple[View, ...]] = field(default_factory=dict)

    def read(self, pieces: Sequence[Piece]) -> None:
        """Take in the pieces in reading order."""
        pieces = part_labels(pieces, self.wording)
        is_item = item_lines([piece if isinstance(piece, Line) else None for piece in pieces], self.wording)
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            end = at + 1
            if isinstance(piece, Table):
                self._table(piece)
            elif piece.kind is LineKind.REPEAT:
                self.role = None
            elif (
                piece.kind in SILENT or piece.rule_id in PLAIN_CAPTIONS or self._is_title(piece) or self._caption(piece)
            ):
                pass
            elif is_item[at] and not self._is_card_title(pieces, at):
                while end < len(pieces) and is_item[end] and not self._names_field(pieces[end]):
                    end += 1
                self._list([line for line in pieces[at:end] if isinstance(line, Line)])
            elif not self._heads_list(piece, end < len(pieces) and is_item[end]):
                self._text(piece, self._is_card_title(pieces, at))
            at = end
        if self.cards is not None:
            level = None if self.level is Level.PILLAR else Level.ACTION
            self.children += self.cards.nodes(level, self.section)
            self.cards = None
        self.children = [self._with_explanation(child) for child in self.children]

    def _is_title(self, line: Line) -> bool:
        """Whether a line prints the block's title again, perhaps with its subtitle."""
        return bool(self.own_keys & self.wording.keys(line.view))

    def _heads_list(self, line: Line, before_item: bool) -> bool:
        """Whether a short line right under a pillar's heading only stands over its list."""
        is_first = self.level is Level.PILLAR and self.role is None and not (self.fields or self.children)
        return is_first and before_item and not is_body_line(line.view, self.wording)

    def _names_field(self, piece: Piece) -> bool:
        return isinstance(piece, Line) and self.wording.field(piece.view, "caption") is not None

    def _caption(self, line: Line) -> bool:
        """Whether a line is a caption; it sets the role of what follows."""
        named = self.wording.field(line.view, "caption")
        if named is not None:
            self.role, match = named
            self.rule_id = match.rule.id
            self.category = self.wording.unmarked(line.view)[1] if match.rule.setting("doer") else None
            value = match.part("value")
            if value:
                self._add(self.role, value)
                self.role = None if self.role is Field.DEPARTMENT else self.role
            return True
        category = self.wording.says("measure_category", line.view)
        if category is not None and category.end - category.start == len(line.text) and self.role is Field.ACTION:
            self.category = category.part("category")
            return True
        if line.kind is LineKind.CAPTION and line.rule_id != LIST_CAPTION:
            self.role = Field.OTHER
            self.named = self._named_again(line)
            return True
        return False

    def _named_again(self, line: Line) -> frozenset[str]:
        """The keys of the child whose title a line prints again; none if there is no such child."""
        keys = self.wording.keys(self.wording.titled(line.view).title)
        nodes = (node for child in self.children for node in child.walk())
        return keys if any(keys & self.wording.keys(node.title) for node in nodes) else frozenset()

    def _with_explanation(self, node: Node) -> Node:
        """`node` and those below with the sentences below the lines that name them again."""
        found = [views for key in self.wording.keys(node.title) if (views := self.explained.get(key))]
        fields = {Field.DESCRIPTION: found[0], **node.fields} if found else node.fields
        return replace(node, fields=fields, children=tuple(self._with_explanation(child) for child in node.children))

    def _list(self, lines: list[Line]) -> None:
        items = nested_items(lines, self.wording)
        rule_id = self.rule_id or next((line.rule_id for line in lines if line.rule_id), "")
        if self.role is Field.DIRECTIONS or self.role in TEXT_FIELDS:
            for item in items:
                self._add(self.role, item.text)
        elif self.role in (Field.ACTION, Field.SCHEDULE):
            self.children += nodes_of([self._in_category(item) for item in items], Level.ACTION, self.section, rule_id)
        elif self.role is None:
            if self.level is Level.PILLAR and all(item.is_sentence and not item.children for item in items):
                for item in items:
                    self._describe(item.text)
            else:
                level = None if self.level is Level.PILLAR else Level.ACTION
                self.children += nodes_of(items, level, self.section, rule_id)
        elif self.role is Field.OTHER:
            self.named = self._named_again(lines[-1])

    def _in_category(self, item: Item) -> Item:
        return Item(item.titled, item.text, item.category or self.category, item.children)

    def _text(self, line: Line, opens_card: bool) -> None:
        is_sentence = line.text.endswith(SENTENCE_END)
        titled = self.wording.titled(line.view)
        if titled.level is not None and not is_sentence and not opens_card and self.role in (None, Field.ACTION):
            self.children += nodes_of((Item(titled, line.view),), titled.level, self.section, self.rule_id)
        elif self.role is None:
            if opens_card and self.cards is None:
                self.cards = Cards(self.document.source, self.wording)
            if self.cards is not None:
                self.cards.add(line.view)
            elif is_body_line(line.view, self.wording):
                if not self.wording.says("measure_setting", line.view, "subtitle"):
                    self._describe(line.view)
            else:
                self.role = Field.OTHER
        elif self.role in TEXT_FIELDS:
            self._add(self.role, line.view)
        elif self.role is Field.OTHER:
            self.named = self.named if is_sentence else frozenset()
            for key in self.named:
                self.explained[key] = (*self.explained.get(key, ()), line.view)
        elif self.role is Field.DIRECTIONS and is_sentence:
            self._add(Field.DESCRIPTION, line.view)
        elif self.role is Field.ACTION and not is_sentence:
            self.children += nodes_of(
                (Item(titled, line.view, self.category),),
                Level.ACTION,
                self.section,
                self.rule_id,
            )

    def _is_card_title(self, pieces: Sequence[Piece], at: int) -> bool:
        """Whether a short line, or a few, stand right above a sentence where cards may stand."""
        if self.role is not None or self.children:
            return False
        for ahead, piece in enumerate(pieces[at : at + MOST_TITLE_LINES + 1]):
            if not isinstance(piece, Line) or (ahead and piece.kind is not LineKind.BODY):
                return False
            if is_body_line(piece.view, self.wording):
                return ahead > 0
        return False

    def _table(self, table: Table) -> None:
        sheet = Sheet(self.document, table)
        heads = None if is_form(sheet, self.wording) else read_heads(sheet, self.wording)
        if heads is not None:
            nodes = read_columns(sheet, heads, self.wording, self.section)
            of_form = bool(self.siblings) and set(heads.levels) == {Level.ACTION}
            (self.siblings[-1].children if of_form else self.children).extend(nodes)
            return
        forms = read_forms(sheet, self.wording, self.section)
        for form in forms:
            self._form(form)
        if not forms:
            self.children += read_cards(sheet, self.wording, self.section)

    def _form(self, form: Form) -> None:
        own_title = self.document.sections[self.section].title
        if form.title is not None and normal(form.title.text) != normal(own_title):
            self.siblings.append(form)
            return
        for name, views in form.fields.items():
            self.fields[name] = (*self.fields.get(name, ()), *views)
        self.children += form.children

    def _describe(self, view: View) -> None:
        if not self.children:
            self._add(Field.DESCRIPTION, view)

    def _add(self, name: Field, view: View) -> None:
        self.fields[name] = (*self.fields.get(name, ()), view)
