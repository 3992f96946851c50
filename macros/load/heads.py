"""What a search has to know of the hand-written pages: title, description and headings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from macros.files import read_regular
from macros.load.documents import parse_document

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Head(NamedTuple):
    """A page under docs/: its path there, what stands in its front matter, and its headings."""

    path: str
    title: str
    description: str
    also_called: list[str]
    headings: list[str]


def read_heads(docs: Path) -> list[Head]:
    """The heads of all pages under docs/, by path. The pages have been judged before.

    Raises files.Unreadable when a page has become something that is not read.
    """
    return [_head(path, path.relative_to(docs).as_posix()) for path in sorted(docs.rglob("*.md"))]


def _head(file: Path, path: str) -> Head:
    front, _, body = read_regular(file).removeprefix("---\n").partition("\n---\n")
    fields = parse_document(front, file, path)[0].value
    return Head(
        path, fields["title"], fields["description"], fields.get("also_called", []), _HEADING.findall(body)
    )
