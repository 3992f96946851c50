"""Whom an entry concerns, and what is left out for a reader who said something about their business."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.book.deadlines import EVERYWHERE
from macros.book.register import Register
from macros.model.mitigation import Mitigation
from macros.model.risk import Risk
from macros.model.vocabularies import FactWord


@dataclass(frozen=True)
class Reader:
    """What a reader said. Empty: not said. facts: ids of the vocabulary `facts`."""

    products: frozenset[str] = frozenset()
    role: str = ""
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Needs:
    """For whom an entry holds: one of the products, one of the roles, one of the facts. Empty: for all.

    because: why it needs one of the facts or products, where the entry says so.
    """

    products: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    because: str = ""


class Scope:
    """What concerns a reader. macros/theme/assets/you.js applies the same rule in the browser."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    def needs(self, entry: Risk | Mitigation) -> Needs:
        """For whom an entry holds."""
        rule = entry.applies_if
        facts = tuple(rule.facts) if rule else ()
        because = rule.because if rule else ""
        if isinstance(entry, Risk):
            return Needs(self._some(entry.products), tuple(entry.roles), facts, because)
        return Needs(tuple(entry.applies_if.products) if entry.applies_if else (), (), facts, because)

    def concerns(self, entry: Risk | Mitigation, reader: Reader) -> bool:
        """Whether a reader should see an entry among the first.

        It is left out when they named their products or their role and it holds for others only, or when they
        answered every question that its facts belong to and none of the facts holds. A role says on whose
        desk a danger lies; whoever plans for the whole business asks without one.
        """
        needs = self.needs(entry)
        if reader.products and needs.products and not reader.products & set(needs.products):
            return False
        if reader.role and needs.roles and reader.role not in needs.roles:
            return False
        return not needs.facts or self._holds(needs, reader) or not self._answered(needs, reader)

    def places(self, risk: Risk) -> tuple[str, ...]:
        """The places whose rules apply to a risk, in vocabulary order. Empty: one holds everywhere."""
        provisions = self._register.provisions
        places = {provisions[rule.provision].regulation.jurisdiction for rule in risk.regulations}
        if EVERYWHERE in places:
            return ()
        return tuple(place for place in self._register.vocabularies.ids("jurisdictions") if place in places)

    def _holds(self, needs: Needs, reader: Reader) -> bool:
        return any(
            fact in reader.facts or reader.products & set(self._fact[fact].with_products)
            for fact in needs.facts
        )

    def _answered(self, needs: Needs, reader: Reader) -> bool:
        asked = {self._fact[fact].question for fact in needs.facts}
        return asked <= {self._fact[fact].question for fact in reader.facts}

    def _some(self, products: list[str]) -> tuple[str, ...]:
        return () if len(products) == len(self._register.vocabularies.products) else tuple(products)

    @cached_property
    def _fact(self) -> dict[str, FactWord]:
        return {fact.id: fact for fact in self._register.vocabularies.facts}
