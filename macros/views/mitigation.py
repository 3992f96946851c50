"""What the page of an action says."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.law import Control
from macros.model.mitigation import Mitigation
from macros.views.pieces import (
    Fact,
    ForWhom,
    Link,
    Platform,
    Row,
    for_whom,
    links,
    name,
    named_link,
    overdue,
    platforms,
    provision_link,
    row,
)
from macros.views.strings import say

FEW_RULES = 12
"""How many rules a phone shows at once."""


@dataclass(frozen=True)
class Answer:
    """The top of the page."""

    action: str
    why: str
    done_when: str
    for_whom: ForWhom | None
    who: str
    effort: str
    cost: str
    strength: str
    strength_because: str
    lowers: str
    overdue: str | None


@dataclass(frozen=True)
class Rules:
    """The rules that an action helps to meet. fold: what stands for many of them on a phone, or empty."""

    by_place: tuple[Fact, ...]
    fold: str


@dataclass(frozen=True)
class Limits:
    """What the action does not do, and what it costs besides."""

    does_not_stop: str
    side_effects: str


def answer(book: Book, mitigation: Mitigation) -> Answer:
    """What to do, why, who does it and how far it helps."""
    return Answer(
        mitigation.action,
        mitigation.why,
        mitigation.done_when,
        for_whom(book, mitigation),
        name(book, "roles", mitigation.who),
        name(book, "efforts", mitigation.effort),
        name(book, "costs", mitigation.cost).lower(),
        name(book, "strengths", mitigation.strength),
        mitigation.strength_because,
        _lowers(mitigation),
        overdue(book, mitigation),
    )


def _lowers(mitigation: Mitigation) -> str:
    moves = mitigation.moves
    axes = (
        (moves.likelihood, say("mitigation.likelihood", steps=moves.likelihood)),
        (moves.impact_business, say("mitigation.impact_business", steps=moves.impact_business)),
        (moves.impact_people, say("mitigation.impact_people", steps=moves.impact_people)),
    )
    lowered = ", ".join(text for steps, text in axes if steps)
    return f"{lowered[:1].upper()}{lowered[1:]}"


def steps(book: Book, mitigation: Mitigation) -> tuple[Platform, ...]:
    """How it is done, platform by platform."""
    return platforms(book, mitigation.steps)


def limits(_book: Book, mitigation: Mitigation) -> Limits:
    """What it does not stop, and its side effects."""
    return Limits(mitigation.does_not_stop, mitigation.side_effects)


def risks(book: Book, mitigation: Mitigation) -> tuple[Row, ...]:
    """The dangers it reduces, worst first."""
    return tuple(row(book, risk) for risk in book.links.risks(mitigation))


def checklists(book: Book, mitigation: Mitigation) -> tuple[Link, ...]:
    """The checklists it stands on."""
    return links(book.links.checklists(mitigation))


def rules(book: Book, mitigation: Mitigation) -> Rules | None:
    """The provisions it helps to meet, place by place; None without any."""
    by_place = tuple(
        Fact(group.item.name, tuple(map(named_link, group.entries)))
        for group in book.law.served_by(mitigation)
    )
    count = sum(len(fact.links) for fact in by_place)
    fold = say("mitigation.many_rules", count=count) if count > FEW_RULES else ""
    return Rules(by_place, fold) if by_place else None


def controls(book: Book, mitigation: Mitigation) -> tuple[Fact, ...]:
    """The controls of other frameworks that it stands for. A control the book does not hold leads nowhere."""

    def control_link(control: Control) -> Link:
        if not control.provision:
            return Link(control.id, "")
        regulation, provision = book.provisions[control.provision.id]
        return provision_link(regulation, provision, control.id, provision.title)

    return tuple(
        Fact(framework.name, tuple(map(control_link, framework.controls)))
        for framework in book.law.frameworks(mitigation)
    )
