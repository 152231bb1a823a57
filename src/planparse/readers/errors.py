"""Why a file could not be read."""

from __future__ import annotations


class ReadError(Exception):
    """A file cannot be read at all. `code` is the diagnostic's code, the message says what a person can do about it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # both, so that it can pass between processes
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
