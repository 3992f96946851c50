"""What a search has to know of the hand-written pages: title, description and headings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import yaml

from macros.files import read_regular

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
    return [
        _head(path.relative_to(docs).as_posix(), read_regular(path)) for path in sorted(docs.rglob("*.md"))
    ]


def _head(path: str, text: str) -> Head:
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields = yaml.safe_load(front)
    return Head(
        path, fields["title"], fields["description"], fields.get("also_called", []), _HEADING.findall(body)
    )
