"""What to do, in which order, from which list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from macros.book.links import Links
from macros.book.register import Group, Register
from macros.model.checklist import Checklist, ChecklistItem
from macros.model.mitigation import Mitigation, Steps
from macros.model.risk import Risk

FIRST_ACTIONS = 3


@dataclass(frozen=True)
class ListedAction:
    """A checklist item with its words filled in from the mitigation it stands for."""

    mitigation: Mitigation
    action: str
    why: str
    done_when: str
    first: bool
    how: str | None
    platforms: list[Steps]


class Plans:
    """Actions and checklists in the order somebody should take them."""

    def __init__(self, register: Register, links: Links) -> None:
        """register: the entries of the book. links: their reverse links."""
        self._register = register
        self._links = links

    def first(self, risk: Risk) -> list[Mitigation]:
        """The three mitigations to start with: the core ones, filled up with what helps further."""
        return [*self._links.core(risk), *self._links.more(risk)][:FIRST_ACTIONS]

    def checklists(self, risk: Risk) -> list[Checklist]:
        """The checklists that hold a core mitigation of a risk, the best covered first."""
        found = Counter(
            checklist.id
            for mitigation in self._links.core(risk)
            for checklist in self._links.checklists(mitigation)
        )
        return [self._register.checklists[entry_id] for entry_id, _ in found.most_common()]

    def actions(self, checklist: Checklist) -> list[ListedAction]:
        """The items of a checklist in its order, worded for the page, each with its menu paths if any."""
        return [self._action(item) for item in checklist.items]

    def _action(self, item: ChecklistItem) -> ListedAction:
        mitigation = self._register.mitigations[item.mitigation]
        return ListedAction(
            mitigation,
            item.action or mitigation.action,
            item.why or mitigation.why,
            item.done_when or mitigation.done_when,
            item.first,
            item.how,
            mitigation.steps if item.shows_steps else item.taps,
        )

    @cached_property
    def mitigations_by_role(self) -> list[Group]:
        """The mitigations of each role that has any; quick and strong ones first."""
        easiest_first = sorted(self._register.mitigations.values(), key=self._ease)
        return self._register.grouped("roles", easiest_first, lambda mitigation: [mitigation.who])

    @cached_property
    def checklists_by_role(self) -> list[Group]:
        """The checklists of each role that has any, by title."""
        by_title = sorted(self._register.checklists.values(), key=lambda checklist: checklist.title)
        return self._register.grouped("roles", by_title, lambda checklist: [checklist.role])

    def _ease(self, mitigation: Mitigation) -> tuple[int, int, str]:
        order = self._register.vocabularies.order
        effort, strength = order("efforts", mitigation.effort), order("strengths", mitigation.strength)
        return effort, strength, mitigation.title
