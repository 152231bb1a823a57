"""Find documents: by source for the batch, by slug or municipality for a person."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from sqlite_utils import Database

from planparse.errors import UserError
from planparse.store.rows import Row

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What nobody can type, and so is no part of a slug."""

MOST_SHOWN = 12
"""Slugs that a hint names."""


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal, by which the database knows it again. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_sources(db: Database) -> dict[Path, tuple[str, str, str]]:
    """For each stored source whose last reading went well its sha256, rules version and program version."""
    query = """
        SELECT source_path, source_sha256, rules_version, planparse_version FROM documents d WHERE NOT EXISTS
        (SELECT 1 FROM diagnostics x WHERE x.document_id IS NULL AND x.source_path = d.source_path)
    """
    return {Path(path): (sha256, rules, version) for path, sha256, rules, version in db.execute(query)}


def sources_with(db: Database, code: str) -> set[Path]:
    """The sources of which a diagnostic with this code is stored."""
    return {Path(path) for (path,) in db.execute("SELECT source_path FROM diagnostics WHERE code = ?", [code])}


def allot_slugs(db: Database, paths: Iterable[Path]) -> dict[Path, str]:
    """A free slug for each of `paths`, in their order; sources that have one keep it."""
    slugs = {Path(path): slug for path, slug in db.execute("SELECT source_path, slug FROM documents")}
    taken = set(slugs.values())
    for path in paths:
        if path not in slugs:
            slugs[path] = _free_slug(path, taken)
            taken.add(slugs[path])
    return slugs


def _free_slug(path: Path, taken: Collection[str]) -> str:
    stem = CONTROL.sub("_", unicodedata.normalize("NFC", path.stem))
    candidates = [stem, f"{stem}-{path.suffix.lower().removeprefix('.')}"]
    candidates += (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in candidates if slug not in taken)


def find_documents(db: Database, name: str) -> list[Row]:
    """The documents that `name` means: the one with this slug, else all of this municipality; each a row."""
    by_slug = list(db.query("SELECT * FROM documents WHERE slug = ?", [name]))
    return by_slug or list(db.query("SELECT * FROM documents WHERE municipality = ? ORDER BY slug", [name]))


def the_document(db: Database, name: str) -> Row:
    """The one document that `name` means. Raises UserError, with the slugs to choose from, where it is not one."""
    found = find_documents(db, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"{len(found)} plans of {name}: {_slugs(found)}", "name one by its slug")
    every = [str(slug) for (slug,) in db.execute("SELECT slug FROM documents ORDER BY slug")]
    raise UserError(f"no plan {name!r}", _like(name, every) if every else "planparse run PATH reads some")


def _like(name: str, slugs: Sequence[str]) -> str:
    """What to choose from: the slugs like `name`, else the first of them."""
    close = [slug for slug in slugs if name in slug] or get_close_matches(name, slugs)
    shown = (close or slugs)[:MOST_SHOWN]
    left = len(close or slugs) - len(shown)
    more = f" and {left} more" if left else ""
    return f"there {'is' if len(shown) == 1 else 'are'} {', '.join(shown)}{more}"


def _slugs(documents: Iterable[Row]) -> str:
    return ", ".join(str(document["slug"]) for document in documents)
