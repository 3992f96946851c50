"""What the clock says: every deadline of every place, ready to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.book.book import Book
from macros.book.deadlines import EVERYWHERE, PlaceDeadlines, Running
from macros.model.regulation import Authority, Deadline
from macros.model.vocabularies import Item, Jurisdiction
from macros.views.pieces import Link, OpenLine, name, not_known, place_link, provision_link
from macros.views.strings import say


@dataclass(frozen=True)
class Period:
    """A period to count. unit: hour, day, working day or month."""

    text: str
    count: int
    unit: str
    what: str


@dataclass(frozen=True)
class Told:
    """An authority to tell. url: its official page, or empty if none was seen.

    id: its anchor, in its own place only. events: the duties with a deadline here for which it is told. open:
    what is not known about telling it.
    """

    id: str
    name: str
    url: str
    how: str
    events: str
    open: tuple[OpenLine, ...]


@dataclass(frozen=True)
class Due:
    """A deadline of one place. event: the duty it belongs to. trade: the one kind of business it binds."""

    event: str
    trade: str
    trade_name: str
    place: str
    link: Link
    within: str
    starts: str
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class PlaceClock:
    """A place with its deadlines. weekend: days as scripts number them, 0 for Sunday to 6 for Saturday.

    nothing: what to say when no deadline is listed. page: its own page, or None.
    """

    id: str
    name: str
    page: Link | None
    weekend: str
    dues: tuple[Due, ...]
    told: tuple[Told, ...]
    nothing: str


@dataclass(frozen=True)
class Event:
    """Something that starts a clock. id: the duty it belongs to."""

    id: str
    text: str


@dataclass(frozen=True)
class Choice:
    """A place to choose. counted: the id of the place whose deadlines hold there."""

    id: str
    name: str
    counted: str


@dataclass(frozen=True)
class Clock:
    """The whole clock: what to choose from, every place by name, and what comes out of it."""

    events: tuple[Event, ...]
    trades: tuple[Item, ...]
    choices: tuple[Choice, ...]
    everywhere: PlaceClock
    places: tuple[PlaceClock, ...]


def clock(book: Book) -> Clock:
    """Every place with every deadline."""
    everywhere, *places = (_place(book, found) for found in _everywhere_first(book))
    all_dues = [due for place in (everywhere, *places) for due in place.dues]
    events = {due.event for due in all_dues}
    trades = {due.trade for due in all_dues}
    return Clock(
        tuple(_events(book, events)),
        tuple(trade for trade in book.vocabularies.trades if trade.id in trades),
        tuple(Choice(place.id, place.name, book.places.home(place).id) for place in book.places.by_name),
        everywhere,
        tuple(sorted(places, key=lambda place: place.name)),
    )


def _events(book: Book, duties: set[str]) -> Iterator[Event]:
    """What starts the clocks of some duties, in the reader's words, the busiest first."""
    worded = {
        "breach": say("clock.breach"),
        "rights": say("clock.rights"),
        "marketing": say("clock.marketing"),
        "vendors": say("clock.vendors"),
    }
    others = {duty.id: f"{duty.name}: {duty.means}" for duty in book.vocabularies.duties}
    for duty, text in (worded | {key: text for key, text in others.items() if key not in worded}).items():
        if duty in duties:
            yield Event(duty, text)


def _everywhere_first(book: Book) -> list[PlaceDeadlines]:
    found = [one for one in book.deadlines.by_place() if one.place in _with_a_table(book)]
    return sorted(found, key=lambda one: one.place.id != EVERYWHERE)


def _with_a_table(book: Book) -> list[Jurisdiction]:
    """Worldwide, and the places whose rules are not those of a larger place alone."""
    everywhere = [place for place in book.vocabularies.jurisdictions if place.id == EVERYWHERE]
    return everywhere + [place for place in book.places.by_name if book.places.home(place) == place]


def _place(book: Book, found: PlaceDeadlines) -> PlaceClock:
    own = [authority for authority in book.authorities.values() if authority.jurisdiction == found.place.id]
    told = {authority.id: authority for authority in [*_told_here(found), *own]}
    return PlaceClock(
        found.place.id,
        found.place.name,
        Link(say("clock.page"), place.target) if (place := place_link(book, found.place.id)).target else None,
        " ".join(str((day + 1) % 7) for day in found.weekend),
        tuple(_due(book, found, running) for running in found.running),
        tuple(_told(book, found, authority) for authority in told.values()),
        "" if found.running else say("clock.not_read"),
    )


def _due(book: Book, found: PlaceDeadlines, running: Running) -> Due:
    regulation, provision = running.placed
    deadline = running.deadline
    return Due(
        provision.first_duty,
        deadline.only or "",
        name(book, "trades", deadline.only) if deadline.only else "",
        found.place.name,
        provision_link(regulation, provision),
        deadline.within,
        deadline.starts,
        _periods(deadline),
    )


def _periods(deadline: Deadline) -> tuple[Period, ...]:
    return tuple(Period(stage.after, stage.count, stage.unit, stage.what or "") for stage in deadline.stages)


def _told_here(found: PlaceDeadlines) -> Iterator[Authority]:
    for running in found.running:
        yield from running.authorities


def _told(book: Book, found: PlaceDeadlines, authority: Authority) -> Told:
    duties = {
        running.placed.provision.first_duty for running in found.running if authority in running.authorities
    }
    anchor = authority.id if authority.jurisdiction == found.place.id else ""
    return Told(
        anchor,
        authority.title,
        authority.url or "",
        authority.takes_reports,
        " ".join(sorted(duties)),
        not_known(book, authority),
    )
