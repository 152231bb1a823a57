"""Tables without a header: forms (施策① | title / 取組方向 | …) and cards (title | sentence | …の実現)."""

from __future__ import annotations

from dataclasses import dataclass, field

from planparse.extract.measures.columns import read_columns, read_heads
from planparse.extract.measures.items import cell_items, nodes_of
from planparse.extract.measures.node import TEXT_FIELDS, Field, Level, Node
from planparse.extract.measures.sheet import Sheet
from planparse.extract.measures.wording import Wording
from planparse.source import View

CARD_COLUMNS = (2, 3)
HALF = 0.5


@dataclass
class Form:
    """What a form says of one measure. `label` and `title` are empty where only its section's heading has them."""

    label: str = ""
    title: View | None = None
    level: Level | None = None
    rule_id: str = ""
    fields: dict[Field, tuple[View, ...]] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


def read_forms(sheet: Sheet, wording: Wording, section: int) -> tuple[Form, ...]:
    """The forms of a table, one below the other; none where no row head names a field."""
    forms: list[Form] = [Form()]
    named = 0
    head: tuple[Field, str] | None = None
    for row in range(sheet.table.n_rows):
        view = sheet.view(row, 0)
        opened = _opened(sheet, row, wording)
        if opened is not None:
            forms.append(opened)
            head = None
            continue
        rows = read_heads(sheet, wording, row) if row else None
        if (
            rows is not None
            and Level.ACTION in rows.levels
            and len(rows.nodes) + len(rows.fields) + len(rows.years.years) > 1
        ):
            forms[-1].children += read_columns(sheet, rows, wording, section)
            named += 1
            break
        if view and sheet.begins(row, 0):
            found = wording.field(view, "row")
            head = (found[0], found[1].rule.id) if found else None
        if head is None:
            continue
        named += 1
        _take(forms[-1], head, _rest(sheet, row), wording, section)
    return tuple(form for form in forms if form.title or form.fields or form.children) if named else ()


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


def _rest(sheet: Sheet, row: int) -> View:
    """The text of a row behind its head."""
    cells = [cell for col in range(1, sheet.table.n_cols) if sheet.begins(row, col) and (cell := sheet.cell(row, col))]
    return sheet.document.source.view([span for cell in cells for span in cell.spans])


def _take(form: Form, head: tuple[Field, str], text: View, wording: Wording, section: int) -> None:
    name, rule_id = head
    if not text:
        return
    if name in (Field.TITLE, Field.MEASURE) and form.title is None:
        form.title, form.rule_id = wording.titled(text).title, rule_id
    elif name in (Field.ACTION, Field.SCHEDULE):
        form.children += nodes_of(cell_items(text, wording), Level.ACTION, section, rule_id)
    elif name is Field.DIRECTIONS:
        items = cell_items(text, wording)
        marked = len(items) > 1 or bool(items and items[0].titled.mark)
        name = Field.DIRECTIONS if marked else Field.DESCRIPTION
        form.fields[name] = (*form.fields.get(name, ()), *(item.text for item in items))
    elif name in TEXT_FIELDS:
        form.fields[name] = (*form.fields.get(name, ()), text)


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
