"""Which files a run reads, and that no other run writes at the same time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planparse.errors import UserError
from planparse.readers import SUFFIXES


def find_files(paths: Iterable[Path], may_be_none: bool = False) -> list[Path]:
    """The plans under `paths`, absolute, sorted, each once; hidden files in folders are left alone.

    A file that links lead to as well goes by its own path where that is among them, else by the first in the alphabet:
    the order in which a folder is listed never changes the path, by which the database knows the file again.
    A folder that cannot be listed stands for the files in it: reading it fails, and is reported.

    Raises UserError for a path that is not there, a file of another format, or where no plan is found, unless there
    `may_be_none`.
    """
    paths = list(paths)
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files_under(path):
            real, named = file.resolve(), Path(os.path.abspath(file))
            found[real] = min(found.get(real, named), named, key=lambda path: (path != real, path))
    if not found and not may_be_none:
        raise UserError(f"no plans in {', '.join(map(str, paths))}", f"planparse reads {', '.join(SUFFIXES)}")
    return sorted(found.values())


def _files_under(path: Path) -> Iterator[Path]:
    if path.is_dir():
        closed: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=closed.append):
            folders[:] = [name for name in folders if not name.startswith(".")]
            files = (Path(folder, name) for name in names if not name.startswith("."))
            yield from (file for file in files if file.suffix.lower() in SUFFIXES and file.is_file())
        yield from (Path(error.filename) for error in closed)
    elif not path.is_file():
        raise UserError(f"no file or folder {path}", "is the path right?")
    elif path.suffix.lower() not in SUFFIXES:
        raise UserError(f"{path} is no plan", f"planparse reads {', '.join(SUFFIXES)}")
    else:
        yield path


@contextmanager
def only_writer(db_path: Path, announce: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file beside the database; where another run holds it, `announce` and wait for its end.

    The lock goes with the process, however it ends; the empty file stays. Raises UserError where it cannot be made.
    """
    lock = db_path.with_name(f"{db_path.name}.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("w")
    except OSError as error:
        raise UserError(f"{lock} cannot be written: {error.strerror}", "give another place to --db") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
