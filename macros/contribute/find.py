"""Entries by the words of their names, for somebody who needs an id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from macros.load.entries import Entries
from macros.model.entry import Entry
from macros.model.regulation import Regulation

SHORTEST_WORD = 3
NAMES = ("title", "short", "also_called", "citation", "publisher", "action")


class Hit(NamedTuple):
    """An entry or a provision that was found, its kind, its id and what it is called."""

    kind: str
    id: str
    title: str


def find(entries: Entries, kind: str | None, words: list[str]) -> list[Hit]:
    """What has every one of the words in its id or names, by kind and id; capitals and accents do not matter.

    kind: leave out all other kinds; 'provision' finds articles of laws.
    """
    wanted = [_plain(word) for word in words]
    return sorted(
        hit
        for hit, text in _named(entries)
        if kind in (None, hit.kind) and all(word in text for word in wanted)
    )


def nearest_hits(entries: Entries, kind: str | None, words: list[str]) -> tuple[int, list[Hit]]:
    """How many of the words the best names have, and those, when none has all of them.

    No hit when no name has any of the words. A word of one or two letters stands in too many names to count.
    """
    wanted = [word for word in map(_plain, words) if len(word) >= SHORTEST_WORD]
    scored = [
        (sum(word in text for word in wanted), hit)
        for hit, text in _named(entries)
        if kind in (None, hit.kind)
    ]
    most = max((score for score, _ in scored), default=0)
    return most, sorted(hit for score, hit in scored if score == most) if most else []


def _named(entries: Entries) -> Iterator[tuple[Hit, str]]:
    for by_id in entries.by_kind.values():
        for entry in by_id.values():
            yield _named_entry(entry)
            if isinstance(entry, Regulation):
                yield from _named_provisions(entry)


def _named_provisions(regulation: Regulation) -> Iterator[tuple[Hit, str]]:
    for item in regulation.provisions:
        title = f"{regulation.short}, {item.citation}: {item.title}"
        yield Hit("provision", item.id, title), _plain(" ".join([item.id, title, *item.duties]))


def _named_entry(entry: Entry) -> tuple[Hit, str]:
    names: list[str] = []
    for name in NAMES:
        value = getattr(entry, name, [])
        names += [value] if isinstance(value, str) else value
    return Hit(entry.kind, entry.id, names[0] if names else entry.id), _plain(" ".join([entry.id, *names]))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
