"""`planparse verify`: is what the database says still proven?"""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from planparse.commands.options import DEFAULT_DATABASE, DatabaseOption, JsonOption
from planparse.store import broken_promises, read_database
from planparse.terminal import out, print_json

EXAMPLE = "Example: planparse verify --db out/plans.db"
EXIT_BROKEN = 1


def verify(
    db: DatabaseOption = DEFAULT_DATABASE,
    as_json: JsonOption = False,
    places: Annotated[int, typer.Option(min=1, help="How many places to show of each broken promise.")] = 5,
) -> None:
    """Check that every fact is proven.

    Every quote must equal its place on the page, every fact have evidence, every reference lead to a row.

    Exit status 0: all is well; 1: something is broken.
    """
    with closing(read_database(db)) as database:
        broken = broken_promises(database)
        n_quotes = database.table("evidence").count
    if as_json:
        print_json({"quotes": n_quotes, "broken": broken})
    elif not broken:
        out.print(f"all is well: {n_quotes} quotes equal their places")
    for promise, found in {} if as_json else broken.items():
        out.print(f"broken: {promise} ({len(found)})", markup=False, style="red")
        for place in found[:places]:
            out.print(f"  {place}", markup=False)
    if broken:
        raise typer.Exit(EXIT_BROKEN)
