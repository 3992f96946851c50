"""The long lists: in which groups their entries stand, and which groups need a page of their own.

Nothing here is typed by hand. A list divides when it holds more entries than a page should, by the next part
of what its entries are put in order by: year, month, letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from macros.book.links import Links
from macros.book.register import Register, index
from macros.model.evidence import Case, Change, Claim, Source

MOST = {"case": 250, "change": 250, "claim": 250, "source": 200}
"""The entries that one page of a list holds at most: about 160 kB of HTML."""
DEEPEST = 40
"""No key is longer; entries that are the same so far stay together."""
NO_MONTH = "00"
DIGIT = "0"
"""The key of the publishers whose name begins with a digit."""
# What Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ı": "i"})

Key = Callable[[Any, int], str]
Order = Callable[[Iterable[str]], list[str]]


@dataclass(frozen=True)
class Shelf:
    """A list, or a group of one. key: what its entries share; empty for the whole list.

    groups: the entries once more, by the next part of their keys. is_divided: whether each group has a page
    of its own, because together they are too many for one.
    """

    kind: str
    key: str
    entries: list[Any]
    groups: tuple[Shelf, ...] = ()
    is_divided: bool = False

    def pages(self) -> Iterator[tuple[Shelf, Shelf]]:
        """Every group with a page of its own, after the shelf it is a part of."""
        for group in self.groups if self.is_divided else ():
            yield self, group
            yield from group.pages()


class Shelves:
    """The lists of cases, changes, claims and sources."""

    def __init__(self, register: Register, links: Links) -> None:
        """register: the entries of the book. links: their order in each list."""
        self._register = register
        self._links = links

    @cached_property
    def cases(self) -> Shelf:
        """Cases by year, then by month, the newest first."""
        return divided("case", self._links.cases_newest_first, _by_date, _newest_first)

    @cached_property
    def changes(self) -> Shelf:
        """Changes by year, then by month, the newest first."""
        return divided("change", self._links.changes_newest_first, _by_date, _newest_first)

    @cached_property
    def claims(self) -> Shelf:
        """Claims by the group of the first danger they are about, then by the letters of their titles."""
        categories = self._register.vocabularies.ids("categories")
        by_category = sorted(
            self._links.claims_by_title, key=lambda claim: categories.index(self._category(claim))
        )
        return divided("claim", by_category, self._by_category, list)

    @cached_property
    def sources(self) -> Shelf:
        """Sources by the letters of their publishers."""
        return divided("source", self._links.sources_by_publisher, _by_publisher, sorted)

    @cached_property
    def all(self) -> tuple[Shelf, ...]:
        """Every list."""
        return self.cases, self.changes, self.claims, self.sources

    def key_of(self, source: Source) -> str:
        """The key of the group on whose page a source stands; empty for the page of all sources."""
        return self._keys_of_sources[source.id]

    @cached_property
    def _keys_of_sources(self) -> dict[str, str]:
        shelves = [self.sources, *(group for _, group in self.sources.pages())]
        return {source.id: shelf.key for shelf in shelves if not shelf.is_divided for source in shelf.entries}

    def _by_category(self, claim: Claim, depth: int) -> str:
        return "-".join([self._category(claim), letters(claim.title)[:depth]][: depth + 1])

    def _category(self, claim: Claim) -> str:
        return self._register.risks[claim.risks[0]].category


def divided(kind: str, entries: list[Any], key: Key, order: Order, own: str = "", depth: int = 0) -> Shelf:
    """A list in its groups, and each group that is too large for one page in groups again.

    key: an entry and a depth to the key of its group there. order: the groups in the order of a page.
    own: the key of the list itself.
    """
    is_divided = len(entries) > MOST[kind] and depth < DEEPEST
    found = index(entries, lambda entry: [key(entry, depth)])
    if is_divided and len(found) == 1:
        return divided(kind, entries, key, order, own, depth + 1)
    groups = tuple(
        divided(kind, found[one], key, order, one, depth + 1) if is_divided else Shelf(kind, one, found[one])
        for one in order(found)
    )
    return Shelf(kind, own, entries, groups, is_divided)


@lru_cache(maxsize=32768)
def letters(text: str) -> str:
    """The letters and digits of a text as an address can hold them: small, without marks."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)


def _newest_first(keys: Iterable[str]) -> list[str]:
    return sorted(keys, reverse=True)


def _by_date(entry: Case | Change, depth: int) -> str:
    year, month, *_ = [*entry.date.split("-"), NO_MONTH]
    return "-".join([year, month, letters(entry.id)[: depth - 1]][: min(depth, 2) + 1])


def _by_publisher(source: Source, depth: int) -> str:
    text = letters(f"{source.publisher}{source.title}{source.id}")
    return f"{DIGIT}{text}"[: depth + 1] if text[0].isdigit() else text[: depth + 1]
