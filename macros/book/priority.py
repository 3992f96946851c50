"""What comes first: how far an action lowers dangers for its effort, and where a danger is now.

The rule is the editors' own; the page /method/ explains it. macros/theme/assets/plan.js counts the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from macros.book.register import Register
from macros.book.scope import Reader, Scope
from macros.book.severity import HIGH, Severity
from macros.model.mitigation import Mitigation
from macros.model.risk import AXES, Risk
from macros.model.vocabularies import Step

WHOLE = 100
"""Shares are whole hundredths of a step, so that a browser adds up the same numbers."""
THIS_WEEK = 7
OWNER = "owner"
"""The role that answers for everything; its actions are everybody's."""


@dataclass(frozen=True)
class Ranked:
    """An action, its share in hundredths of a step over the dangers asked about, and those it lowers.

    lowers: worst first. helps: the dangers for which it is no core action.
    """

    mitigation: Mitigation
    share: int
    lowers: tuple[Risk, ...]
    helps: tuple[Risk, ...]


class Priority:
    """The order of actions."""

    def __init__(self, register: Register, severity: Severity, scope: Scope) -> None:
        """register: the entries of the book. severity: levels and order. scope: whom they concern."""
        self._register = register
        self._severity = severity
        self._scope = scope

    def plan(self, reader: Reader) -> list[Ranked]:
        """The actions for a reader's business, what pays most for its effort first.

        A danger counts whoever has to know it, because the business suffers from it as a whole.
        """
        business = replace(reader, role="")
        risks = [risk for risk in self._severity.worst_first if self._scope.concerns(risk, business)]
        actions = (
            action for action in self._register.mitigations.values() if self._scope.concerns(action, reader)
        )
        return self.ranked(actions, risks)

    def ranked(self, actions: Iterable[Mitigation], risks: Iterable[Risk]) -> list[Ranked]:
        """Some actions against some dangers, in order; an action that serves none of them is left out."""
        risks = list(risks)
        found = []
        for action in actions:
            shares = self.shares(action)
            lowers = tuple(risk for risk in risks if risk.id in shares)
            helps = tuple(
                risk for risk in risks if risk.id not in shares and action.id in self._named[risk.id]
            )
            if lowers or helps:
                found.append(Ranked(action, sum(shares[risk.id] for risk in lowers), lowers, helps))
        return sorted(found, key=self._order)

    def this_week(self, ranked: list[Ranked], role: str) -> list[Ranked]:
        """What a reader starts with: at most seven, their own first; the owner answers for all of them."""
        return sorted(ranked, key=lambda item: role not in ("", OWNER, item.mitigation.who))[:THIS_WEEK]

    def shares(self, action: Mitigation) -> dict[str, int]:
        """How far an action lowers each danger for which it is core, by id, in hundredths of a step.

        The fall of a danger on each axis is shared out among its core actions, by the steps each can move.
        It counts twice for a danger whose level is High or worse.
        """
        return self._shares.get(action.id, {})

    def effort(self, action: Mitigation) -> int:
        """What its share is divided by: 1 for minutes, 2 for hours, 4 for days."""
        return int(2 ** self._register.vocabularies.order("efforts", action.effort))

    def tie(self, action: Mitigation) -> int:
        """Its place among all actions when two of them pay the same: the stronger first, then by id."""
        return self._ties[action.id]

    def now(self, risk: Risk, done: set[str], reader: Reader) -> tuple[int, ...]:
        """Likelihood and both impacts, 1 to 5, when some core actions are in place.

        A step has fallen when the actions in place carry their share of it; what is begun is not counted.
        With all core actions in place it is the rating after. An action that the reader's business has no use
        for is not missing.
        """
        steps = []
        for axis in AXES:
            moves = {action: self._moves(action, axis) for action in risk.mitigations.core}
            before, after = getattr(risk.before, axis), getattr(risk.after, axis)
            in_place = sum(
                step for action, step in moves.items() if action in done or self._idle(action, reader)
            )
            fallen = (before - after) * in_place // sum(moves.values()) if before > after else 0
            steps.append(before - fallen)
        return tuple(steps)

    def level_now(self, risk: Risk, done: set[str], reader: Reader) -> Step:
        """The level of a danger for a reader who has some core actions in place."""
        likelihood, *impacts = self.now(risk, done, reader)
        return self._register.vocabularies.level(likelihood, max(impacts))

    def _idle(self, action: str, reader: Reader) -> bool:
        return not self._scope.concerns(self._register.mitigations[action], reader)

    def _moves(self, action: str, axis: str) -> int:
        return getattr(self._register.mitigations[action].moves, axis) or 0

    def _order(self, item: Ranked) -> tuple[float, float, int]:
        effort = self.effort(item.mitigation)
        served = len(item.lowers) + len(item.helps)
        return -item.share / effort, -served / effort, self.tie(item.mitigation)

    @cached_property
    def _ties(self) -> dict[str, int]:
        def order(action: Mitigation) -> tuple[int, str]:
            return self._register.vocabularies.order("strengths", action.strength), action.id

        ordered = sorted(self._register.mitigations.values(), key=order)
        return {action.id: place for place, action in enumerate(ordered)}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        return {
            risk.id: {*risk.mitigations.core, *risk.mitigations.more}
            for risk in self._register.risks.values()
        }

    @cached_property
    def _shares(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for risk in self._register.risks.values():
            weight = WHOLE * (2 if self._severity.levels(risk).before.step >= HIGH else 1)
            for action in risk.mitigations.core:
                share = sum(self._share(risk, action, axis) for axis in AXES)
                found.setdefault(action, {})[risk.id] = round(weight * share)
        return found

    def _share(self, risk: Risk, action: str, axis: str) -> float:
        """What part of the fall on one axis is this action's, in steps."""
        whole = sum(self._moves(core, axis) for core in risk.mitigations.core)
        fall = getattr(risk.before, axis) - getattr(risk.after, axis)
        return fall * self._moves(action, axis) / whole if whole else 0
