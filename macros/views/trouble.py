"""What the page of trouble says: what one sees, what is asked, which list helps."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.trouble import Branch
from macros.model.checklist import Checklist
from macros.model.risk import Risk
from macros.views.addresses import place_of
from macros.views.pieces import Link, link
from macros.views.risk import first_hour_anchor
from macros.views.strings import say


@dataclass(frozen=True)
class Choice:
    """Something to tap. It leads to the end, or opens a question.

    id: the anchor of what one sees, on the first level only. end: the list or the first hour of a danger.
    """

    id: str
    says: str
    end: Link | None
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Sign:
    """A group of things that one can see."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class SheetLine:
    """One list, and everything one can see that leads to it."""

    list: str
    path: str
    sees: tuple[str, ...]


def signs(book: Book) -> tuple[Sign, ...]:
    """Everything one can see, by group; last, what no situation names."""
    signs = [
        Sign(group.item.name, tuple(_choice(book, branch, branch.situation.id) for branch in group.entries))
        for group in book.trouble.by_sign
    ]
    others = tuple(Choice("", risk.title, _end(risk), "", ()) for risk in book.trouble.unnamed())
    return (*signs, Sign(say("trouble.others"), others)) if others else tuple(signs)


def sheet(book: Book) -> tuple[SheetLine, ...]:
    """What one sees, for each emergency list: for the wall beside the till."""
    found: dict[str, list[str]] = {}
    for way in book.trouble.ways():
        if isinstance(way.end, Checklist):
            found.setdefault(way.end.id, []).append(" ".join(_sentence(says) for says in way.says))
    return tuple(
        SheetLine(book.checklists[entry_id].title, f"/checklists/{entry_id}/", tuple(sees))
        for entry_id, sees in found.items()
    )


def _choice(book: Book, branch: Branch, anchor: str = "") -> Choice:
    end = _end(branch.end) if branch.end else None
    choices = tuple(_choice(book, following) for following in branch.branches)
    return Choice(anchor, branch.says, end, branch.situation.question or "", choices)


def _end(end: Checklist | Risk) -> Link:
    if isinstance(end, Checklist):
        return link(end)
    return Link(end.title, f"{place_of(end.kind, end.id)}#{first_hour_anchor()}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
