"""The entries of every kind, by id."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from macros.load.entries import Entries
from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Claim, Source, Term
from macros.model.mitigation import Mitigation
from macros.model.place import Place
from macros.model.regulation import Authority, Provision, Regulation
from macros.model.risk import Risk
from macros.model.situation import Situation
from macros.model.vocabularies import Item, Vocabularies

_E = TypeVar("_E")
_K = TypeVar("_K", bound=Hashable)


class Placed(NamedTuple):
    """A provision and the regulation it stands in."""

    regulation: Regulation
    provision: Provision


@dataclass(frozen=True)
class Group:
    """A vocabulary word and the entries that carry it."""

    item: Item
    entries: list[Any]


class Register:
    """Every entry of the book. Each property holds one kind, by id."""

    def __init__(self, entries: Entries) -> None:
        """entries: what was loaded, free of problems."""
        self.entries = entries
        self.today = entries.today
        self.vocabularies: Vocabularies = entries.vocabularies
        self.risks: dict[str, Risk] = entries.of("risk")
        self.mitigations: dict[str, Mitigation] = entries.of("mitigation")
        self.regulations: dict[str, Regulation] = entries.of("regulation")
        self.cases: dict[str, Case] = entries.of("case")
        self.sources: dict[str, Source] = entries.of("source")
        self.checklists: dict[str, Checklist] = entries.of("checklist")
        self.terms: dict[str, Term] = entries.of("term")
        self.claims: dict[str, Claim] = entries.of("claim")
        self.changes: dict[str, Change] = entries.of("change")
        self.situations: dict[str, Situation] = entries.of("situation")
        self.authorities: dict[str, Authority] = entries.of("authority")
        self.place_notes: dict[str, Place] = entries.of("place")

    @cached_property
    def provisions(self) -> dict[str, Placed]:
        """Provisions by id, each with the regulation it stands in."""
        return {
            provision.id: Placed(regulation, provision)
            for regulation in self.regulations.values()
            for provision in regulation.provisions
        }

    def find(self, kind: str, entry_id: str) -> Entry | None:
        """One entry, or None when there is none."""
        found: Entry | None = self.entries.of(kind).get(entry_id)
        return found

    def all(self) -> Iterator[Entry]:
        """Every entry of every kind."""
        for by_id in self.entries.by_kind.values():
            yield from by_id.values()

    def grouped(
        self, vocabulary: str, entries: Iterable[_E], keys: Callable[[_E], Iterable[str]]
    ) -> list[Group]:
        """The entries under each word of a vocabulary that any of them carries, in the order given."""
        found = index(entries, keys)
        items: list[Item] = getattr(self.vocabularies, vocabulary)
        return [Group(item, found[item.id]) for item in items if item.id in found]


def index(entries: Iterable[_E], keys: Callable[[_E], Iterable[_K]]) -> dict[_K, list[_E]]:
    """The entries under each of their keys, in the order given."""
    found: dict[_K, list[_E]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            found.setdefault(key, []).append(entry)
    return found
