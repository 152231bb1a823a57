"""`planparse docs`: the reference pages that the program knows best itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planparse.reference import diagnostics_page, schema_page

EXAMPLE = "Example: planparse docs schema > docs/schema.md"


class Page(StrEnum):
    """The pages that can be printed."""

    SCHEMA = "schema"
    DIAGNOSTICS = "diagnostics"


def docs(
    page: Annotated[
        Page, typer.Argument(metavar="schema|diagnostics", help="Tables and columns, or diagnostic codes.")
    ],
) -> None:
    """Print a reference page as Markdown."""
    typer.echo({Page.SCHEMA: schema_page, Page.DIAGNOSTICS: diagnostics_page}[page](), nl=False)
