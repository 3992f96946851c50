"""Blanks: what a new file holds where its writer has still to say something."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load.documents import Document, Place, Problem
from macros.text import texts_in

BLANK = "___"
"""Stands in a file made by `riskbook new` where a value is still to be written."""


def blanks(document: Document) -> dict[Place, Problem]:
    """The problem of every blank in a document, by its place."""
    if BLANK not in document.text:
        return {}
    message = f"still blank; write something in place of {BLANK}, as the comment above it says"
    return {place: document.problem(place, message) for place in _places(document)}


def _places(document: Document) -> Iterator[Place]:
    return (place for place, text in texts_in(document.value) if text.strip() == BLANK)
