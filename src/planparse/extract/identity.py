"""What the document is: title, issuer, municipality, months of 策定 and 改訂."""

from __future__ import annotations

from planparse.document import Document
from planparse.model import Alias, Diagnostic, Identity
from planparse.rules import RuleSet


def identify(
    document: Document, aliases: tuple[Alias, ...], rules: RuleSet
) -> tuple[Identity, tuple[Diagnostic, ...]]:
    """The identity of a document, and a diagnostic for what stays unknown or ambiguous."""
    return Identity(None, None, None, None, None, None, None, None), ()
