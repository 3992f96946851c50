"""What stands beside the text of a page: the level, its neighbours in the book, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from macros.book.book import Book
from macros.book.register import Group
from macros.model.entry import Entry, Reviewed
from macros.model.risk import Risk
from macros.model.vocabularies import Step
from macros.views.addresses import place_in_list
from macros.views.pieces import Link, day, links, title_of
from macros.views.strings import say

FEW = 4
KINDS = ("risk", "mitigation", "regulation", "checklist")
"""The kinds whose lists are in groups, in the order in which the book leads through them."""


@dataclass(frozen=True)
class More:
    """The first others of the same group, and the way to all of them."""

    group: str
    others: tuple[Link, ...]
    all: Link


@dataclass(frozen=True)
class Beside:
    """What stands beside an entry. before, after: the level of a danger, else None."""

    before: Step | None
    after: Step | None
    more: More | None
    title: str
    reviewed: str


def beside(book: Book, entry: Entry) -> Beside:
    """The level of a danger, others of its group in the order of their list, and what a citation names."""
    assert isinstance(entry, Reviewed)
    levels = book.severity.levels(entry) if isinstance(entry, Risk) else None
    return Beside(
        levels.before if levels else None,
        levels.after if levels else None,
        _more(book, entry),
        title_of(entry),
        say("beside.reviewed", day=day(entry.reviewed)),
    )


def _more(book: Book, entry: Entry) -> More | None:
    group = next(group for group in groups(book, entry.kind) if entry.id in {one.id for one in group.entries})
    others = islice((one for one in group.entries if one.id != entry.id), FEW)
    everything = Link(say("beside.all", count=len(group.entries)), place_in_list(entry.kind, group.item.id))
    return More(group.item.name, links(others), everything) if len(group.entries) > 1 else None


def groups(book: Book, kind: str) -> list[Group]:
    """The groups in which the list of a kind leads to its entries, in its order.

    Raises KeyError for a kind that has no pages of its own.
    """
    return {
        "risk": book.severity.by_category,
        "mitigation": book.plans.mitigations_by_role,
        "regulation": book.law.by_place,
        "checklist": book.plans.checklists_by_role,
    }[kind]
