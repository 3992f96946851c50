"""What the page of a role says: what is theirs to do, their lists, their dangers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from macros.book.book import Book
from macros.book.priority import THIS_WEEK, Ranked
from macros.book.register import Group
from macros.model.checklist import EMERGENCY
from macros.model.mitigation import Mitigation
from macros.model.risk import Risk
from macros.views.addresses import place_of
from macros.views.checklist import Listed, listed
from macros.views.lists import DoorLink
from macros.views.pieces import For, Link, Row, held, name, row
from macros.views.strings import say

FIRST = THIS_WEEK
"""How many actions stand before the fold."""
WORST = 10
"""How many dangers stand before the folds."""
ACTIONS = "actions"
"""What the only fold of actions is called; the folds of dangers are called as their category."""


@dataclass(frozen=True)
class Action:
    """An action of the role. about: its effort, and how many of the role's dangers it serves.

    place: where it stands among all of them, for the script that moves it between list and folds.
    """

    place: int
    link: Link
    about: str
    held: For


@dataclass(frozen=True)
class Danger:
    """A danger of the role. place: as for an action. group: the fold in which it lies beyond the worst."""

    place: int
    group: str
    row: Row


@dataclass(frozen=True)
class ActionFold:
    """What the short list of actions leaves over."""

    group: str
    name: str
    count: int
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class DangerFold:
    """What the short list of dangers leaves over of one category."""

    group: str
    name: str
    count: int
    dangers: tuple[Danger, ...]


@dataclass(frozen=True)
class Actions:
    """The actions of the role, what pays most for its effort first, at most `top` before the fold."""

    group: str
    top: int
    shown: tuple[Action, ...]
    folds: tuple[ActionFold, ...]


@dataclass(frozen=True)
class Dangers:
    """The dangers the role has to know, worst first, at most `top` before the folds."""

    top: int
    shown: tuple[Danger, ...]
    folds: tuple[DangerFold, ...]


@dataclass(frozen=True)
class Lists:
    """The checklists of the role."""

    emergency: tuple[Listed, ...]
    others: tuple[Listed, ...]


def lead(book: Book, role: str) -> str:
    """What the role means. Raises KeyError for a role that does not exist."""
    return book.vocabularies.item("roles", role).means


def actions(book: Book, role: str) -> Actions | None:
    """What is the role's to do, ranked against the dangers it has to know; None when it has nothing to do.

    An action that serves none of these dangers comes last.
    """
    own = _of(role, book.plans.mitigations_by_role)
    ranked = book.priority.ranked(own, _risks(book, role))
    served = {item.mitigation.id for item in ranked}
    idle = [Ranked(action, 0, (), ()) for action in own if action.id not in served]
    found = tuple(_action(book, place, item) for place, item in enumerate([*ranked, *idle]))
    shown, rest = found[:FIRST], found[FIRST:]
    folds = (ActionFold(ACTIONS, say("role.more_actions"), len(rest), rest),) if rest else ()
    return Actions(ACTIONS, FIRST, shown, folds) if found else None


def lists(book: Book, role: str) -> Lists:
    """The checklists of the role by title, those for emergencies apart."""
    found = _of(role, book.plans.checklists_by_role)
    return Lists(
        tuple(listed(checklist) for checklist in found if checklist.type == EMERGENCY),
        tuple(listed(checklist) for checklist in found if checklist.type != EMERGENCY),
    )


def dangers(book: Book, role: str) -> Dangers:
    """What the role has to know, each danger once."""
    found = tuple(_danger(book, place, risk) for place, risk in enumerate(_risks(book, role)))
    return Dangers(WORST, found[:WORST], tuple(_folds(book, found[WORST:])))


def rules(book: Book, role: str) -> tuple[DoorLink, ...]:
    """Where a role finds law and deadlines, if it answers for them."""
    if not any(item.id == role and item.answers_for_data for item in book.vocabularies.roles):
        return ()
    return (
        DoorLink(Link(say("role.rules_by_place"), "regulations/index.md"), say("role.rules_by_place_about")),
        DoorLink(Link(say("role.deadlines"), "deadlines.md"), say("role.deadlines_about")),
        DoorLink(Link(say("role.clock"), "clock.md"), say("role.clock_about")),
        DoorLink(Link(say("role.authorities"), "clock.md#by-place"), say("role.authorities_about")),
        DoorLink(
            Link(say("role.law"), "in-detail.md#the-law-applies-in-the-chat"),
            say("role.law_about"),
        ),
    )


def _of(role: str, groups: list[Group]) -> list[Any]:
    return [entry for group in groups if group.item.id == role for entry in group.entries]


def _risks(book: Book, role: str) -> list[Risk]:
    return [risk for risk in book.severity.worst_first if role in risk.roles]


def _action(book: Book, place: int, item: Ranked) -> Action:
    action = item.mitigation
    link = Link(action.action, place_of(action.kind, action.id))
    about = ", ".join(filter(None, (name(book, "efforts", action.effort), _serves(book, item))))
    return Action(place, link, about, _held(book, action))


def _serves(book: Book, item: Ranked) -> str:
    """How many dangers an action lowers, or against how many it helps without lowering any by a step."""
    shares = book.priority.shares(item.mitigation)
    lowered = sum(1 for risk in item.lowers if shares[risk.id])
    if lowered:
        return say("role.lowers", count=lowered)
    helped = len(item.lowers) + len(item.helps)
    return say("role.helps", count=helped) if helped else ""


def _danger(book: Book, place: int, risk: Risk) -> Danger:
    return Danger(place, risk.category, replace(row(book, risk), held=_held(book, risk)))


def _held(book: Book, entry: Risk | Mitigation) -> For:
    # Whoever opens the door of a role asks about that role, whatever their own may be.
    return held(book, entry).whatever_role()


def _folds(book: Book, rest: Iterable[Danger]) -> Iterable[DangerFold]:
    groups: dict[str, list[Danger]] = {item.id: [] for item in book.vocabularies.categories}
    for danger in rest:
        groups[danger.group].append(danger)
    return (
        DangerFold(group, name(book, "categories", group), len(found), tuple(found))
        for group, found in groups.items()
        if found
    )
