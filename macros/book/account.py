"""Where the dangers strike: the parts of an account, and what gets at each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, groupby

from macros.book.register import Register, index
from macros.book.severity import Severity
from macros.model.risk import Risk
from macros.model.vocabularies import AccountPart


@dataclass(frozen=True)
class Struck:
    """A part of the account and the dangers that strike it, worst first. part: None for the whole."""

    part: AccountPart | None
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Zone:
    """The parts that are in the same hands."""

    name: str
    parts: tuple[Struck, ...]


@dataclass(frozen=True)
class Map:
    """The parts from the operator to the customers, then the account as a whole."""

    zones: tuple[Zone, ...]
    whole: Struck

    @property
    def parts(self) -> tuple[Struck, ...]:
        """Everything that can be struck."""
        return (*chain.from_iterable(zone.parts for zone in self.zones), self.whole)


class Account:
    """The account, drawn for all products or for one."""

    def __init__(self, register: Register, severity: Severity) -> None:
        """register: the entries of the book. severity: the order of dangers."""
        self._register = register
        self._severity = severity

    def map(self, product: str = "") -> Map:
        """The parts of a product, or all parts, with the dangers that concern it.

        A danger that strikes no part the product has strikes its account as a whole.
        """
        parts = [
            part
            for part in self._register.vocabularies.account_parts
            if not product or not part.with_products or product in part.with_products
        ]
        known = {part.id for part in parts}
        risks = [risk for risk in self._severity.worst_first if not product or product in risk.products]

        def struck(risk: Risk) -> Iterable[str]:
            return [part for part in risk.strikes if part in known] or [""]

        found = index(risks, struck)
        zones = (
            Zone(name, tuple(Struck(part, tuple(found.get(part.id, ()))) for part in inside))
            for name, inside in groupby(parts, lambda part: part.where)
        )
        return Map(tuple(zones), Struck(None, tuple(found.get("", ()))))
