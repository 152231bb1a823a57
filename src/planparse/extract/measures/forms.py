"""Tables without a header: forms (施策① | title / 取組方向 | …) and cards (title | sentence | …の実現)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planparse.extract.measures.columns import Heads, read_columns, read_heads
from planparse.extract.measures.items import SENTENCE_END, cell_items, nodes_of
from planparse.extract.measures.node import TEXT_FIELDS, Field, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import Span
from planparse.source import View

CARD_COLUMNS = (2, 3)
HALF = 0.5
FEWEST_HEADS = 2

Head = tuple[Field, str]
"""A field and the rule that named it."""


@dataclass
class Form:
    """What a form says of one measure. `label` and `title` are empty where only its section's heading has them."""

    label: str = ""
    title: View | None = None
    level: Level | None = None
    rule_id: str = ""
    fields: dict[Field, tuple[View, ...]] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


def is_form(sheet: Sheet, wording: Wording) -> bool:
    """Whether the first column names fields row by row, rather than the first row column by column."""
    heads = (sheet.view(row, 0) for row in range(1, sheet.table.n_rows) if sheet.begins(row, 0))
    return sum(wording.field(head, "row") is not None for head in heads if head) >= FEWEST_HEADS


def read_forms(sheet: Sheet, wording: Wording, section: int) -> tuple[Form, ...]:
    """The forms of a table, one below the other; none where no row head names a field."""
    forms: list[Form] = [Form()]
    named, row = 0, 0
    head: Head | None = None
    while row < sheet.table.n_rows:
        opened = _opened(sheet, row, wording)
        inner = _inner_table(sheet, row, wording) if row else None
        if opened is not None:
            forms.append(opened)
            head = None
        elif inner is not None:
            forms[-1].children += read_columns(sheet, inner, wording, section)
            named += 1
            row = inner.body.stop
            continue
        else:
            if sheet.begins(row, 0) and sheet.view(row, 0):
                head = None
            for name, text in _named(sheet, row, head, wording):
                head = name
                named += 1
                if _opens_another(forms[-1], name[0]):
                    forms.append(Form())
                _take(forms[-1], name, text, wording, section)
        row += 1
    return tuple(form for form in forms if form.title or form.fields or form.children) if named else ()


def _opens_another(form: Form, name: Field) -> bool:
    """Whether a head belongs to the next form because `form` has its title or its number already."""
    is_title = name in (Field.TITLE, Field.MEASURE)
    return (is_title and form.title is not None) or (name is Field.LABEL and bool(form.label))


def _inner_table(sheet: Sheet, row: int, wording: Wording) -> Heads | None:
    """The heads of a table within a form that begins in `row`: 取組 | 令和5年度 | 令和6年度 …"""
    below = range(row + 1, sheet.table.n_rows)
    ends = (r for r in below if sheet.begins(r, 0) and wording.field(sheet.view(r, 0), "row"))
    heads = read_heads(sheet, wording, range(row, next(ends, sheet.table.n_rows)))
    if heads is None or Level.ACTION not in heads.levels or not heads.body:
        return None
    return heads if len(heads.nodes) + len(heads.fields) + len(heads.years.years) > 1 else None


def _named(sheet: Sheet, row: int, head: Head | None, wording: Wording) -> Iterator[tuple[Head, View]]:
    """The fields of a row with their text: a head and its cells, or several such pairs side by side."""
    texts: list[Span] = []
    for col in range(sheet.table.n_cols):
        if not sheet.begins(row, col):
            continue
        view = sheet.view(row, col)
        found = wording.field(view, "row") if view else None
        if found is not None and not (head is not None and not texts and col > 1):
            if head is not None and texts:
                yield head, sheet.document.source.view(texts)
            head, texts = (found[0], found[1].rule.id), []
        elif col and view:
            texts += view.spans()
    if head is not None and texts:
        yield head, sheet.document.source.view(texts)


def _opened(sheet: Sheet, row: int, wording: Wording) -> Form | None:
    """The form that a row opens: a block's label, with the title in the same cell or the next."""
    cells = sheet.row(row)
    if not 1 <= len(cells) <= CARD_COLUMNS[0]:
        return None
    match = wording.says("heading", cells[0])
    said = wording.level(match.text("label")) if match else None
    if match is None or said is None:
        return None
    title = match.part("title") or (cells[1] if len(cells) > 1 else None)
    if not title:
        return None
    return Form(match.text("label"), wording.titled(title).title, said[0], said[1])


def _take(form: Form, head: Head, text: View, wording: Wording, section: int) -> None:
    name, rule_id = head
    if not text:
        return
    if name in (Field.TITLE, Field.MEASURE) and form.title is None:
        form.title, form.rule_id = wording.titled(text).title, rule_id
    elif name is Field.LABEL:
        form.label = form.label or text.text
    elif name is Field.ACTION and not _is_prose(text, wording):
        form.children += nodes_of(cell_items(text, wording), Level.ACTION, section, rule_id)
    elif name is Field.DIRECTIONS:
        items = cell_items(text, wording)
        marked = len(items) > 1 or bool(items and items[0].titled.mark)
        name = Field.DIRECTIONS if marked else Field.DESCRIPTION
        form.fields[name] = (*form.fields.get(name, ()), *(item.text for item in items))
    elif name in TEXT_FIELDS or name is Field.ACTION:
        name = name if name in TEXT_FIELDS else Field.DESCRIPTION
        form.fields[name] = (*form.fields.get(name, ()), text)


def _is_prose(text: View, wording: Wording) -> bool:
    """Whether a cell is a paragraph of several sentences rather than a list."""
    return text.text.count(SENTENCE_END) > 1 and len(cell_items(text, wording)) == 1


def read_cards(sheet: Sheet, wording: Wording, section: int) -> tuple[Node, ...]:
    """The cards of a table, a row each; none unless at least half of its rows are cards."""
    if sheet.table.n_cols not in CARD_COLUMNS or sheet.table.header_rows:
        return ()
    cards = [card for row in range(sheet.table.n_rows) if (card := _card(sheet, row, wording, section))]
    return tuple(cards) if len(cards) >= HALF * sheet.table.n_rows else ()


def _card(sheet: Sheet, row: int, wording: Wording, section: int) -> Node | None:
    title, body = sheet.view(row, 0), sheet.view(row, 1)
    match = wording.says("measure_card", title, "title")
    if match is None or wording.says("measure_card", body, "body") is None:
        return None
    fields: dict[Field, tuple[View, ...]] = {Field.DESCRIPTION: (body,)}
    beside = sheet.view(row, 2)
    if beside and wording.says("measure_outcome", beside):
        fields[Field.OUTCOME] = (beside,)
    titled = wording.titled(title)
    return Node(None, titled.label, titled.title, section, match.rule.id, fields, (), (), titled.repeated)
