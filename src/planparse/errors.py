"""What a person can set right at the command line."""

from __future__ import annotations


class UserError(Exception):
    """A mistake in how planparse was called, or a file that it cannot use; shown as one line with a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint
