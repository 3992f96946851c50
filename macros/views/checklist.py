"""What a checklist says, on the screen and on its sheet."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.plans import ListedAction
from macros.model.checklist import EMERGENCY, Checklist
from macros.views.addresses import place_of
from macros.views.pieces import Link, day, name
from macros.views.strings import say


@dataclass(frozen=True)
class Line:
    """One line of the list. how: what to tap, call or say now; link: where the action is explained."""

    action: str
    first: bool
    how: str | None
    why: str
    done_when: str
    link: Link


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
    blanks: tuple[str, ...]
    is_signed: bool
    reviewed: str
    next_review: str


def card(book: Book, checklist: Checklist) -> Card:
    """A checklist in its order, worded for the page."""
    return Card(
        checklist.id,
        checklist.type,
        name(book, "checklist_kinds", checklist.type),
        name(book, "roles", checklist.role),
        checklist.minutes,
        checklist.use_when,
        tuple(map(_line, book.plans.actions(checklist))),
        tuple(checklist.blanks),
        checklist.type != EMERGENCY,
        day(checklist.reviewed),
        day(checklist.next_review),
    )


def _line(item: ListedAction) -> Line:
    words = say("checklist.prevent") if item.how else say("checklist.how_to")
    target = place_of(item.mitigation.kind, item.mitigation.id)
    link = Link(words, target, f"{words}: {item.mitigation.title}")
    return Line(item.action, item.first, item.how, item.why, item.done_when, link)
