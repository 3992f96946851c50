"""What a checklist says, on the screen and on its sheet."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.law import by_shortest
from macros.book.plans import ListedAction
from macros.book.provision_names import full_name
from macros.model.checklist import EMERGENCY, Checklist
from macros.model.regulation import Provision
from macros.views.addresses import place_of
from macros.views.pieces import Fact, Link, Platform, day, link, links, name, platforms, provision_link
from macros.views.strings import say


@dataclass(frozen=True)
class Line:
    """One line of the list. how: what to tap, call or say now; link: where the action is explained.

    platforms: the menu paths for the hour itself, if the step has any.
    """

    action: str
    first: bool
    how: str | None
    platforms: tuple[Platform, ...]
    why: str
    done_when: str
    link: Link


@dataclass(frozen=True)
class Clock:
    """A time that runs while the list is worked through, and the places where a rule sets it."""

    time: str
    places: tuple[Link, ...]


@dataclass(frozen=True)
class Card:
    """The whole list. is_signed: whether it ends with lines for who did it and when."""

    id: str
    kind: str
    kind_name: str
    role: str
    minutes: int
    use_when: str
    lines: tuple[Line, ...]
    do_not: tuple[str, ...]
    clocks: tuple[Clock, ...]
    blanks: tuple[str, ...]
    is_signed: bool
    reviewed: str
    next_review: str


@dataclass(frozen=True)
class Text:
    """A text to copy: for whom, which way it is sent, and its words."""

    recipient: str
    way: str
    text: str


@dataclass(frozen=True)
class Listed:
    """A checklist among others: how long it takes and when it is used."""

    link: Link
    minutes: str
    use_when: str


def listed(checklist: Checklist) -> Listed:
    """A checklist as a line of a list."""
    return Listed(link(checklist), say("checklist.minutes", count=checklist.minutes), checklist.use_when)


def card(book: Book, checklist: Checklist) -> Card:
    """A checklist in its order, worded for the page."""
    return Card(
        checklist.id,
        checklist.type,
        name(book, "checklist_kinds", checklist.type),
        name(book, "roles", checklist.role),
        checklist.minutes,
        checklist.use_when,
        tuple(_line(book, item) for item in book.plans.actions(checklist)),
        tuple(checklist.do_not),
        _clocks(book, checklist),
        tuple(checklist.blanks),
        checklist.type != EMERGENCY,
        day(checklist.reviewed),
        day(checklist.next_review),
    )


def words(book: Book, checklist: Checklist) -> tuple[Text, ...]:
    """The texts to copy, in their order."""
    found = ((book.vocabularies.item("recipients", text.to), text.text) for text in checklist.words)
    return tuple(Text(reader.name, reader.means, text) for reader, text in found)


def behind(book: Book, checklist: Checklist) -> tuple[Fact, ...]:
    """The dangers whose first hour it is, and the rules behind it."""
    placed = (book.provisions[rule] for rule in checklist.rules)
    facts = (
        Fact(say("checklist.dangers"), links(book.links.first_hour_of(checklist))),
        Fact(say("checklist.rules"), tuple(provision_link(*found) for found in placed)),
    )
    return tuple(fact for fact in facts if fact.links)


def _line(book: Book, item: ListedAction) -> Line:
    words = say("checklist.prevent") if item.how else say("checklist.how_to")
    target = place_of(item.mitigation.kind, item.mitigation.id)
    how_to = Link(words, target, f"{words}: {item.mitigation.title}")
    paths = platforms(book, item.platforms)
    return Line(item.action, item.first, item.how, paths, item.why, item.done_when, how_to)


def _clocks(book: Book, checklist: Checklist) -> tuple[Clock, ...]:
    """The shortest first. A rule that names no time comes last, in its own words."""
    running = (book.provisions[rule] for rule in checklist.rules)
    times: dict[str, list[Link]] = {}
    for regulation, provision in by_shortest(placed for placed in running if placed.provision.deadline):
        place = name(book, "jurisdictions", regulation.jurisdiction)
        named = provision_link(regulation, provision, place, full_name(regulation, provision))
        for time in _times(provision):
            times.setdefault(time, []).append(named)
    return tuple(Clock(time, tuple(places)) for time, places in times.items())


def _times(provision: Provision) -> list[str]:
    deadline = provision.deadline
    if not deadline:
        return []
    return [stage.after for stage in deadline.stages[:1]] or [deadline.within]
