"""Why a file could not be read."""

from __future__ import annotations


class ReadError(Exception):
    """A file cannot be read at all. `code` is the diagnostic's code, the message says what a person can do about it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
