"""How bad a danger is, looked up and never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from macros.book.register import Group, Register
from macros.model.risk import Risk
from macros.model.vocabularies import Step

HIGH = 4
"""The lowest step of a level that is high."""


@dataclass(frozen=True)
class Levels:
    """A risk's level before and after its core mitigations."""

    before: Step
    after: Step


class Severity:
    """Levels, and the orders that follow from them."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    def levels(self, risk: Risk) -> Levels:
        """The level before and after, looked up in NIST SP 800-30 Rev. 1, Table I-2."""
        level = self._register.vocabularies.level
        before, after = risk.before, risk.after
        return Levels(level(before.likelihood, before.impact), level(after.likelihood, after.impact))

    @cached_property
    def worst_first(self) -> list[Risk]:
        """Risks by level before; inside a level by the published rule for attention, explained on /method/:
        the sum of the three steps, then the number of cases in this book, then the title."""

        cases = Counter(risk for case in self._register.cases.values() for risk in case.risks)

        def order(risk: Risk) -> tuple[int, int, int, str]:
            level = self.levels(risk).before.step
            return -level, -risk.before.attention, -cases[risk.id], risk.title.lower()

        return sorted(self._register.risks.values(), key=order)

    @cached_property
    def by_category(self) -> list[Group]:
        """The risks of each category that has any, worst first."""
        return self._register.grouped("categories", self.worst_first, lambda risk: [risk.category])

    @cached_property
    def by_role(self) -> list[Group]:
        """The risks each role has to know, worst first, for the roles that have any."""
        return self._register.grouped("roles", self.worst_first, lambda risk: risk.roles)

    def at(self, likelihood: int, impact: int, *, after: bool = False) -> list[Risk]:
        """The risks rated at one cell of the matrix, worst first. after: with every core action done."""
        cell = (likelihood, impact)
        rated = ((risk, risk.after if after else risk.before) for risk in self.worst_first)
        return [risk for risk, rating in rated if (rating.likelihood, rating.impact) == cell]
