"""What the page of a law, a contract or a standard says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.book.book import Book
from macros.model.regulation import Provision, Regulation
from macros.views import evidence
from macros.views.pieces import Link, day, link, links, name, newer_edition, overdue, place_link
from macros.views.place import Cases, newest
from macros.views.strings import say

MANY = 12
"""From how many provisions on each is folded on a phone, and the contents stand in groups."""


@dataclass(frozen=True)
class Listed:
    """A provision in the contents: what it is about, and a mark if it sets a deadline."""

    link: Link
    about: str
    mark: str


@dataclass(frozen=True)
class Group:
    """The provisions of one duty in the contents; without a name: all, in the order of the text."""

    name: str
    provisions: tuple[Listed, ...]


@dataclass(frozen=True)
class Answer:
    """The top of the page."""

    title: str
    url: str | None
    place: Link
    type: str
    in_force: str
    newer_edition: str
    binds: str
    maximum_penalty: str
    reviewed: str
    overdue: str | None
    contents: tuple[Group, ...]


@dataclass(frozen=True)
class Reason:
    """A danger that the provision applies to, and why."""

    link: Link
    because: str


@dataclass(frozen=True)
class ProvisionView:
    """One article, section or clause."""

    id: str
    citation: str
    title: str
    mark: str
    demands: str
    reading: str | None
    url: str | None
    reasons: tuple[Reason, ...]
    helps: tuple[Link, ...]


@dataclass(frozen=True)
class Provisions:
    """All provisions of a page. is_folded: whether each is folded where there is little room."""

    lines: tuple[ProvisionView, ...]
    is_folded: bool


@dataclass(frozen=True)
class DatedLine:
    """A day and what happens on it."""

    day: str
    what: str


def answer(book: Book, regulation: Regulation) -> Answer:
    """Whom it binds, since when, and what breaking it costs."""
    return Answer(
        regulation.title,
        regulation.url,
        place_link(book, regulation.jurisdiction),
        name(book, "regulation_kinds", regulation.type).lower(),
        day(regulation.in_force) if regulation.in_force else say("regulation.not_confirmed"),
        newer_edition(regulation),
        regulation.binds,
        regulation.maximum_penalty,
        day(regulation.reviewed),
        overdue(book, regulation),
        tuple(_contents(book, regulation)),
    )


def _contents(book: Book, regulation: Regulation) -> Iterator[Group]:
    """The provisions by the first duty of each, where there are many and most set one; else as they stand."""
    found = regulation.provisions
    if not _is_long(regulation) or 2 * sum(bool(provision.duties) for provision in found) < len(found):
        yield Group("", tuple(map(_listed, found)))
        return
    names = [(duty.id, duty.name) for duty in book.vocabularies.duties]
    for duty, heading in [*names, ("", say("regulation.other"))]:
        if own := tuple(_listed(provision) for provision in found if provision.first_duty == duty):
            yield Group(heading, own)


def _listed(provision: Provision) -> Listed:
    return Listed(Link(provision.citation, provision.id), provision.title, _mark(provision))


def _mark(provision: Provision) -> str:
    return say("regulation.deadline") if provision.deadline else ""


def _is_long(regulation: Regulation) -> bool:
    return len(regulation.provisions) >= MANY


def provisions(book: Book, regulation: Regulation) -> Provisions:
    """Every provision with its dangers and what helps."""
    lines = tuple(_provision(book, provision) for provision in regulation.provisions)
    return Provisions(lines, _is_long(regulation))


def _provision(book: Book, provision: Provision) -> ProvisionView:
    return ProvisionView(
        provision.id,
        provision.citation,
        provision.title,
        _mark(provision),
        provision.demands,
        provision.reading,
        provision.url,
        tuple(Reason(link(risk), because) for risk, because in book.law.risks(provision)),
        links(book.law.mitigations(provision)),
    )


def dates(_book: Book, regulation: Regulation) -> tuple[DatedLine, ...]:
    """The days on which it began, changed or will change."""
    return tuple(DatedLine(day(milestone.date), milestone.what) for milestone in regulation.dates)


def cases(book: Book, regulation: Regulation) -> Cases | None:
    """The cases that turn on it."""
    return newest(evidence.cases(book, regulation))
