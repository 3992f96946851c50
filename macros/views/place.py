"""What the page of a place says, and the list of all places."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from macros.book.book import Book
from macros.book.deadlines import Running
from macros.book.places import DutyHere
from macros.book.provision_names import short_name
from macros.book.register import Placed
from macros.model.regulation import Authority
from macros.model.vocabularies import Jurisdiction
from macros.text import first_sentence
from macros.views import pieces
from macros.views.addresses import place_of
from macros.views.evidence import CaseLine, ChangeLine, case_line, change_line
from macros.views.lists import DateToCome, ListedRegulation, date_to_come, listed_regulation
from macros.views.pieces import Link, OpenLine, link, links, name, place_link, provision_link
from macros.views.strings import say

UNION = "eu"
FEW_RULES = 3
"""As many provisions of a duty are shown at once; with more, the reader opens it."""
NEWEST = 10


@dataclass(frozen=True)
class ToldHere:
    """An authority: its official page, or no address if none was seen, and how it takes reports."""

    name: str
    url: str
    how: str


@dataclass(frozen=True)
class Answer:
    """The top of the page. larger: the page of the place whose rules hold there too; its text says so."""

    own: str
    larger: Link | None
    authorities: tuple[ToldHere, ...]
    laws: tuple[Link, ...]
    parts: tuple[Link, ...]


@dataclass(frozen=True)
class DueHere:
    """A deadline. about: the duty it belongs to. of: the larger place, if the rule is one of its rules."""

    within: str
    about: str
    link: Link
    of: str
    starts: str
    only: str


@dataclass(frozen=True)
class HowFast:
    """Every deadline of a place, and the clock with this place chosen."""

    clock: Link
    dues: tuple[DueHere, ...]


@dataclass(frozen=True)
class RuleLine:
    """A provision and the first sentence of what it demands. of: the larger place, if it is its rule."""

    link: Link
    of: str
    demands: str


@dataclass(frozen=True)
class DutyView:
    """A duty with its provisions; without any, the book has read none."""

    name: str
    means: str
    count: str
    is_open: bool
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class Cases:
    """The newest cases, and the others, which the reader opens under `more`."""

    newest: tuple[CaseLine, ...]
    more: str
    older: tuple[CaseLine, ...]


@dataclass(frozen=True)
class Letter:
    """The places whose names begin with a letter. One without a page says whose rules hold there."""

    letter: str
    places: tuple[Link, ...]


def title(place: Jurisdiction) -> str:
    """What the page is called."""
    return say("place.title", place=place.name)


def description(place: Jurisdiction) -> str:
    """What the page holds, in a sentence."""
    return say("place.description", place=place.name)


def answer(book: Book, place: Jurisdiction) -> Answer:
    """Whose rules hold, and whom to tell."""
    own = book.places.regulations(place)
    count = sum(len(regulation.provisions) for regulation in own)
    whole = book.places.whole(place)
    return Answer(
        say("place.own", count=count) if own else say("place.no_own"),
        Link(_hold_too(whole), place_link(book, whole.id).target) if whole else None,
        tuple(map(_told, book.places.authorities(place))),
        tuple(Link(regulation.name, link(regulation).target) for regulation in own),
        tuple(place_link(book, part.id) for part in book.places.parts(place)),
    )


def _hold_too(whole: Jurisdiction) -> str:
    return say("place.union_holds") if whole.id == UNION else say("place.federal_holds")


def _told(authority: Authority) -> ToldHere:
    return ToldHere(authority.title, authority.url or "", first_sentence(authority.takes_reports))


def peculiar(book: Book, place: Jurisdiction) -> tuple[str, ...]:
    """What is different there."""
    note = book.place_notes.get(place.id)
    return tuple(note.peculiar) if note else ()


def not_known(book: Book, place: Jurisdiction) -> tuple[OpenLine, ...]:
    """What the note on a place says is not known."""
    note = book.place_notes.get(place.id)
    return pieces.not_known(book, note) if note else ()


def how_fast(book: Book, place: Jurisdiction) -> HowFast | None:
    """Every deadline that runs there, the shortest first; None if the book knows none."""
    running = book.deadlines.of(place).running
    clock = Link(say("place.clock"), f"clock.md#place={place.id}")
    return HowFast(clock, tuple(_due(book, place, found) for found in running)) if running else None


def _due(book: Book, place: Jurisdiction, running: Running) -> DueHere:
    regulation, provision = running.placed
    deadline = running.deadline
    return DueHere(
        deadline.within,
        name(book, "duties", provision.first_duty) if provision.duties else "",
        provision_link(regulation, provision, short_name(regulation, provision)),
        _of(book, place, running.placed),
        deadline.starts,
        say("place.only", trade=name(book, "trades", deadline.only)) if deadline.only else "",
    )


def _of(book: Book, place: Jurisdiction, placed: Placed) -> str:
    """The place whose rule it is, if that is a larger one."""
    jurisdiction = placed.regulation.jurisdiction
    return "" if jurisdiction == place.id else name(book, "jurisdictions", jurisdiction)


def duties(book: Book, place: Jurisdiction) -> tuple[DutyView, ...]:
    """The rules that hold there, duty by duty."""
    return tuple(_duty(book, place, found) for found in book.places.by_duty(place))


def _duty(book: Book, place: Jurisdiction, found: DutyHere) -> DutyView:
    rules = tuple(_rule(book, place, placed) for placed in [*found.own, *found.larger])
    return DutyView(
        found.duty.name if found.duty else say("place.other_rules"),
        found.duty.means if found.duty else "",
        _count(found),
        len(rules) <= FEW_RULES,
        rules,
    )


def _count(found: DutyHere) -> str:
    count = len(found.own) + len(found.larger)
    if found.own and found.larger:
        return say("place.rules_of_two", count=count, own=len(found.own))
    return say("place.rules", count=count)


def _rule(book: Book, place: Jurisdiction, placed: Placed) -> RuleLine:
    regulation, provision = placed
    return RuleLine(
        provision_link(regulation, provision, short_name(regulation, provision), provision.title),
        _of(book, place, placed),
        first_sentence(provision.demands),
    )


def dates_to_come(book: Book, place: Jurisdiction) -> tuple[DateToCome, ...]:
    """The days ahead on which a rule that holds there begins, changes or ends."""
    return tuple(map(date_to_come, book.places.to_come(place)))


def changes(book: Book, place: Jurisdiction) -> tuple[ChangeLine, ...]:
    """What changed in the rules that hold there."""
    return tuple(map(change_line, book.places.changes(place)))


def cases(book: Book, place: Jurisdiction) -> Cases | None:
    """What happened there."""
    return newest(tuple(map(case_line, book.places.cases(place))))


def newest(lines: tuple[CaseLine, ...]) -> Cases | None:
    """Cases in the order of a page, the older ones to be opened; None without any."""
    older = lines[NEWEST:]
    return Cases(lines[:NEWEST], say("place.older", count=len(older)), older) if lines else None


def to_print(book: Book, place: Jurisdiction) -> tuple[Link, ...]:
    """The emergency lists on which its deadlines are printed."""
    return links(book.places.emergency_lists(place))


def everywhere(book: Book, _place: Jurisdiction) -> tuple[ListedRegulation, ...]:
    """The contracts and standards that hold in every place."""
    return tuple(listed_regulation(book, regulation) for regulation in book.places.everywhere)


def is_cited(book: Book, place: Jurisdiction) -> bool:
    """Whether a part of the page names a source: notes, dates and cases do."""
    places = book.places
    return bool(peculiar(book, place) or places.to_come(place) or places.cases(place))


def by_letter(book: Book) -> tuple[Letter, ...]:
    """Every place under its first letter."""
    return tuple(
        Letter(letter, tuple(_picked(book, place) for place in found))
        for letter, found in groupby(book.places.by_name, key=lambda place: place.name[0])
    )


def _picked(book: Book, place: Jurisdiction) -> Link:
    home = book.places.home(place)
    if home not in book.places.with_page:
        return Link(say("place.picked_none", place=place.name), "")
    if home == place:
        return place_link(book, place.id)
    if home.id == UNION:
        return Link(say("place.picked_union", place=place.name), place_of("place", home.id))
    return Link(say("place.picked_federal", place=place.name), place_of("place", home.id))
