"""What the lists, tables and doors say that lead to entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.book.book import Book
from macros.book.law import DatedChange
from macros.model.checklist import EMERGENCY, Checklist
from macros.model.regulation import Regulation
from macros.model.vocabularies import Item
from macros.views.addresses import chapter_of, door_of
from macros.views.checklist import Listed, listed
from macros.views.pieces import (
    For,
    Link,
    Row,
    day,
    held,
    link,
    name,
    named_link,
    place_link,
    provision_link,
    row,
)
from macros.views.strings import say

WORST = 24


@dataclass(frozen=True)
class ShortRisk:
    """A danger in the long answer."""

    id: str
    row: Row
    fact: str


@dataclass(frozen=True)
class Chapter:
    """A chapter of the long answer. count: how many dangers it has, in words; page: the chapter alone.

    Without a danger there is no such page.
    """

    opens: tuple[str, ...]
    dangers: tuple[ShortRisk, ...]
    count: str
    page: Link | None


@dataclass(frozen=True)
class DoorLink:
    """A door or another page, and a line about it."""

    link: Link
    about: str


@dataclass(frozen=True)
class ListsOfRole:
    """The checklists of one role."""

    role: str
    lists: tuple[Listed, ...]


@dataclass(frozen=True)
class ListedMitigation:
    """An action in a table of actions."""

    link: Link
    action: str
    effort: str
    cost: str
    strength: str
    risks: int
    held: For


@dataclass(frozen=True)
class MitigationsOfRole:
    """The actions of one role."""

    id: str
    name: str
    rows: tuple[ListedMitigation, ...]


@dataclass(frozen=True)
class ListedRegulation:
    """A regulation in the list of rules."""

    link: Link
    type: str
    title: str


@dataclass(frozen=True)
class RegulationsOfPlace:
    """The regulations of one place."""

    id: str
    link: Link
    rows: tuple[ListedRegulation, ...]


@dataclass(frozen=True)
class DutyCell:
    """The provisions of one place that set one duty."""

    duty: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class DutiesOfPlace:
    """A row of the matrix of duties."""

    id: str
    link: Link
    cells: tuple[DutyCell, ...]


@dataclass(frozen=True)
class Duties:
    """The matrix of duties: its head and its rows."""

    heads: tuple[str, ...]
    places: tuple[DutiesOfPlace, ...]


@dataclass(frozen=True)
class DeadlineLine:
    """How fast a breach must be reported under one provision."""

    within: str
    place_id: str
    place: Link
    link: Link
    starts: str


@dataclass(frozen=True)
class DateToCome:
    """A day on which a rule will begin, change or end."""

    day: str
    link: Link
    what: str


@dataclass(frozen=True)
class Counts:
    """How much the book holds."""

    risks: int
    mitigations: int
    provisions: int
    regulations: int
    cases: int
    sources: int
    last_reviewed: str


def worst(book: Book) -> tuple[Row, ...]:
    """The worst dangers. The page shows the first of them, and others for readers whom some concern less."""
    return tuple(row(book, risk) for risk in book.severity.worst_first[:WORST])


def category(book: Book, subject: str) -> Chapter:
    """What the dangers of one category have in common, then each of them, worst first.

    Raises KeyError for a category that does not exist.
    """
    found = {item.id: item for item in book.vocabularies.categories}[subject]
    dangers = tuple(
        ShortRisk(risk.id, row(book, risk), risk.telling_fact)
        for risk in book.severity.worst_first
        if risk.category == subject
    )
    return Chapter(
        tuple(found.opens),
        dangers,
        say("category.dangers", count=len(dangers)),
        Link(say("category.page"), chapter_of(subject)) if dangers else None,
    )


def doors(book: Book) -> tuple[DoorLink, ...]:
    """The page of each role that has a danger to know."""
    return tuple(
        DoorLink(Link(group.item.name, door_of(group.item.id)), group.item.means)
        for group in book.severity.by_role
    )


def emergency_lists(book: Book) -> tuple[ListsOfRole, ...]:
    """The checklists for something that is happening now, by role."""
    return _lists(book, lambda checklist: checklist.type == EMERGENCY)


def other_lists(book: Book) -> tuple[ListsOfRole, ...]:
    """The other checklists, by role."""
    return _lists(book, lambda checklist: checklist.type != EMERGENCY)


def _lists(book: Book, is_wanted: Callable[[Checklist], bool]) -> tuple[ListsOfRole, ...]:
    groups = (
        (group.item.name, tuple(map(listed, filter(is_wanted, group.entries))))
        for group in book.plans.checklists_by_role
    )
    return tuple(ListsOfRole(role, found) for role, found in groups if found)


def mitigations(book: Book) -> tuple[MitigationsOfRole, ...]:
    """Every action, by who does it."""
    return tuple(
        MitigationsOfRole(
            group.item.id,
            group.item.name,
            tuple(
                ListedMitigation(
                    link(mitigation),
                    mitigation.action,
                    name(book, "efforts", mitigation.effort),
                    name(book, "costs", mitigation.cost),
                    name(book, "strengths", mitigation.strength),
                    len(book.links.risks(mitigation)),
                    held(book, mitigation),
                )
                for mitigation in group.entries
            ),
        )
        for group in book.plans.mitigations_by_role
    )


def regulations(book: Book) -> tuple[RegulationsOfPlace, ...]:
    """Every regulation, by place."""
    return tuple(
        RegulationsOfPlace(
            group.item.id,
            place_link(book, group.item.id),
            tuple(listed_regulation(book, regulation) for regulation in group.entries),
        )
        for group in book.law.by_place
    )


def listed_regulation(book: Book, regulation: Regulation) -> ListedRegulation:
    """A regulation as a line."""
    return ListedRegulation(
        link(regulation), name(book, "regulation_kinds", regulation.type), regulation.title
    )


def duties(book: Book) -> Duties:
    """Which law sets which duty, by place."""
    names = tuple(duty.name for duty in book.vocabularies.duties)
    return Duties(
        (say("duties.place"), *names),
        tuple(
            DutiesOfPlace(
                line.item.id,
                place_link(book, line.item.id),
                tuple(
                    DutyCell(duty, tuple(Link(named.name, named_link(named).target) for named in cell))
                    for duty, cell in zip(names, line.cells, strict=True)
                ),
            )
            for line in book.law.duties
        ),
    )


def deadlines(book: Book) -> tuple[DeadlineLine, ...]:
    """Every deadline for reporting a breach, the shortest first."""
    return tuple(
        DeadlineLine(
            provision.deadline.within,
            regulation.jurisdiction,
            place_link(book, regulation.jurisdiction),
            provision_link(regulation, provision),
            provision.deadline.starts,
        )
        for regulation, provision in book.law.deadlines
        if provision.deadline
    )


def dates_to_come(book: Book) -> tuple[DateToCome, ...]:
    """Every dated change of a rule that lies ahead, the nearest first."""
    return tuple(map(date_to_come, book.law.to_come))


def date_to_come(change: DatedChange) -> DateToCome:
    """A dated change as a line."""
    return DateToCome(day(change.milestone.date), link(change.regulation), change.milestone.what)


def products(book: Book) -> list[Item]:
    """Which products there are."""
    return book.vocabularies.products


def counts(book: Book) -> Counts:
    """How much the book holds."""
    return Counts(
        len(book.risks),
        len(book.mitigations),
        len(book.provisions),
        len(book.regulations),
        len(book.cases),
        len(book.sources),
        day(book.reviews.last),
    )
