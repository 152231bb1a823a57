"""`planparse show`: what the database holds of one plan, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from sqlite_utils import Database

from planparse.commands.options import DEFAULT_DATABASE, DatabaseOption, JsonOption, PasswordOption, PlanArgument
from planparse.errors import UserError
from planparse.page_image import page_image
from planparse.store import Row, page_evidence, read_database, stored_page, stored_plan, the_document
from planparse.terminal import out, print_json

EXAMPLE = "Example: planparse show mishima --page 12 --image page.png --db out/plans.db"

HEAD = ("municipality", "prefecture", "municipality_code", "established", "revised", "page_count", "source_path")


def show(
    plan: PlanArgument,
    *,
    db: DatabaseOption = DEFAULT_DATABASE,
    page: Annotated[int | None, typer.Option(min=1, help="Only this page, with what was read from it.")] = None,
    image: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the --page with boxes around what was read from it.")
    ] = None,
    password: PasswordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is known of a plan.

    Its sections, visions, periods, measures, and what a person should look at.
    """
    with closing(read_database(db)) as database:
        document = the_document(database, plan)
        if image is not None:
            _draw(database, document, page, image, password)
        elif page is not None:
            found = stored_page(database, document, page)
            print_json(found) if as_json else _show_page(found)
        elif as_json:
            print_json(stored_plan(database, document))
        else:
            _show_plan(database, document)


def _draw(db: Database, document: Row, page: int | None, path: Path, password: str | None) -> None:
    if page is None:
        raise UserError("--image draws one page", "say which with --page")
    picture = page_image(document, page, page_evidence(db, document, page), password)
    try:
        picture.save(path)
    except ValueError:
        raise UserError(f"{path} is no name of a picture", "end it in .png") from None
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "give another place to --image") from None
    out.print(f"page {page} of {document['slug']} -> {path}", markup=False, soft_wrap=True)


def _show_page(page: dict[str, object]) -> None:
    out.print(str(page["text"]), markup=False)
    grid = _grid("read from", "column", "characters", "quote")
    for evidence in page["evidence"] if isinstance(page["evidence"], list) else ():
        place = f"{evidence['char_start']}-{evidence['char_end']}"
        _add(grid, f"{evidence['fact_table']} {evidence['fact_id']}", evidence["field"], place, evidence["quote"])
    out.print(grid)


def _show_plan(db: Database, document: Row) -> None:
    out.print(Text.assemble((str(document["title"] or "(no title)"), "bold"), (f"  [{document['slug']}]", "dim")))
    grid = Table.grid(padding=(0, 2))
    for name in HEAD:
        if document[name] is not None:
            grid.add_row(Text(f"  {name.replace('_', ' ')}", style="dim"), Text(str(document[name])))
    if document["coverage"] is not None:
        grid.add_row(Text("  understood", style="dim"), Text(f"{document['coverage']:.0%} of the body"))
    out.print(grid)
    _show_tree("Sections", _rows(db, document, "sections", "position"), ("number", "title"), "page_start")
    _show_table(db, document, "visions", ("scope", "holder", "label", "text", "page"))
    _show_table(db, document, "periods", ("scope", "kind", "subject", "start", "end", "text", "page"))
    _show_tree("Measures", _rows(db, document, "measures", "position"), ("label", "title"), "page")
    _show_table(db, document, "diagnostics", ("severity", "code", "page", "message"))


def _rows(db: Database, document: Row, table: str, order: str = "id") -> list[Row]:
    return list(db.query(f"SELECT * FROM {table} WHERE document_id = ? ORDER BY {order}", [document["id"]]))


def _show_tree(title: str, rows: Sequence[Row], label: tuple[str, str], page: str) -> None:
    """A tree by `parent_id`; each node with its page at the end."""
    root = Tree(Text(f"\n{title}", style="bold"), hide_root=False)
    nodes: dict[object, Tree] = {}
    for row in rows:
        words = " ".join(str(row[name]) for name in label if row[name]) or "(before the first heading)"
        text = Text.assemble(words, (f"  p. {row[page]}", "dim"))
        nodes[row["id"]] = nodes.get(row["parent_id"], root).add(text)
    if rows:
        out.print(root)


def _show_table(db: Database, document: Row, table: str, columns: tuple[str, ...]) -> None:
    rows = _rows(db, document, table)
    if not rows:
        return
    out.print(Text(f"\n{table.capitalize()}", style="bold"))
    grid = _grid(*columns)
    for row in rows:
        _add(grid, *(row[column] for column in columns))
    out.print(grid)


def _grid(*heads: str) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        grid.add_column(head, overflow="fold")
    return grid


def _add(grid: Table, *values: object) -> None:
    grid.add_row(*(Text("" if value is None else str(value)) for value in values))
