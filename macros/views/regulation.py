"""What the page of a law, a contract or a standard says."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.model.regulation import Provision, Regulation
from macros.views.pieces import Link, day, link, links, name, overdue, place_link
from macros.views.strings import say


@dataclass(frozen=True)
class Answer:
    """The top of the page."""

    title: str
    url: str | None
    place: Link
    type: str
    in_force: str
    binds: str
    maximum_penalty: str
    reviewed: str
    overdue: str | None
    provisions: tuple[Link, ...]


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
    demands: str
    url: str | None
    reasons: tuple[Reason, ...]
    helps: tuple[Link, ...]


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
        regulation.binds,
        regulation.maximum_penalty,
        day(regulation.reviewed),
        overdue(book, regulation),
        tuple(Link(item.citation, item.id, item.title) for item in regulation.provisions),
    )


def provisions(book: Book, regulation: Regulation) -> tuple[ProvisionView, ...]:
    """Every provision with its dangers and what helps."""
    return tuple(_provision(book, provision) for provision in regulation.provisions)


def _provision(book: Book, provision: Provision) -> ProvisionView:
    return ProvisionView(
        provision.id,
        provision.citation,
        provision.title,
        provision.demands,
        provision.url,
        tuple(Reason(link(risk), because) for risk, because in book.law.risks(provision)),
        links(book.law.mitigations(provision)),
    )


def dates(_book: Book, regulation: Regulation) -> tuple[DatedLine, ...]:
    """The days on which it began, changed or will change."""
    return tuple(DatedLine(day(milestone.date), milestone.what) for milestone in regulation.dates)
