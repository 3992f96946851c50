"""What a rule is given and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from macros.load.documents import Place
from macros.load.entries import Entries
from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.risk import Risk


class Finding(NamedTuple):
    """A rule broken by an entry: where in it, what the sentence is, and the words to point at."""

    entry: Entry
    place: Place
    message: str
    literal: str = ""


Check = Callable[[Entries], Iterator[Finding]]


def every_entry(entries: Entries) -> Iterator[Entry]:
    """Every valid entry of every kind."""
    for by_id in entries.by_kind.values():
        yield from by_id.values()


def every_risk(entries: Entries) -> list[Risk]:
    """Every valid risk, sorted by id."""
    return list(entries.of("risk").values())


def every_checklist(entries: Entries) -> list[Checklist]:
    """Every valid checklist, sorted by id."""
    return list(entries.of("checklist").values())
