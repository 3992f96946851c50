"""How many dangers an action serves, and how few actions serve most of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.book.links import Links
from macros.book.priority import Priority
from macros.book.register import Register
from macros.model.mitigation import Mitigation


@dataclass(frozen=True)
class Served:
    """An action, the number of dangers it lowers as a core action, and of those it helps against further."""

    action: Mitigation
    core: int
    more: int


class Coverage:
    """Actions by the dangers they serve."""

    def __init__(self, register: Register, links: Links, priority: Priority) -> None:
        """register: the entries of the book. links: who serves whom. priority: the order among equals."""
        self._register = register
        self._links = links
        self._priority = priority

    @cached_property
    def most_first(self) -> list[Served]:
        """Every action, that which serves most dangers first; among equals that which lowers more."""

        def order(served: Served) -> tuple[int, int, int]:
            return -served.core - served.more, -served.core, self._priority.tie(served.action)

        return sorted(map(self._served, self._register.mitigations.values()), key=order)

    @cached_property
    def running(self) -> list[int]:
        """How many dangers are lowered by the first action, by the first two, and so on.

        Next comes always the action that is core to most of the dangers that no earlier one lowers. This is
        the greedy rule for covering a set (Chvátal, 1979): good, and not always the very best choice.
        """
        left = {risk.id: set(risk.mitigations.core) for risk in self._register.risks.values()}
        whole, counts = len(left), []
        while any(left.values()):
            best = max(
                self._register.mitigations,
                key=lambda action: (
                    sum(action in core for core in left.values()),
                    -self._priority.tie(self._register.mitigations[action]),
                ),
            )
            left = {risk: core for risk, core in left.items() if best not in core}
            counts.append(whole - len(left))
        return counts

    def fewest(self, dangers: int) -> int:
        """How many actions of that order lower this many dangers or more."""
        return next(number for number, count in enumerate(self.running, 1) if count >= dangers)

    def _served(self, action: Mitigation) -> Served:
        risks = self._links.risks(action)
        core = sum(action.id in risk.mitigations.core for risk in risks)
        return Served(action, core, len(risks) - core)
