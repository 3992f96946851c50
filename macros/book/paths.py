"""How a danger happens, step by step, and where its core actions cut the way.

The field calls this a bow tie: what leads to the event and stops it on the left, what limits it on the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.book.register import Register
from macros.model.mitigation import Mitigation
from macros.model.risk import Risk
from macros.text import bare_text


@dataclass(frozen=True)
class Step:
    """One step, and the core actions that make it fail, most useful first."""

    text: str
    cuts: tuple[Mitigation, ...]


@dataclass(frozen=True)
class Path:
    """The steps of a danger, the core actions that limit its damage, and those of which nobody said where."""

    steps: tuple[Step, ...]
    limits: tuple[Mitigation, ...]
    elsewhere: tuple[Mitigation, ...]


class Paths:
    """The path of each danger."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    def of(self, risk: Risk) -> Path:
        """The path of a danger. A cut belongs to the step in which its words stand."""
        placed = {cut.mitigation: cut.step for cut in risk.mitigations.cuts}
        limits = risk.mitigations.limits

        def cuts(step: str) -> Iterator[str]:
            return (one for one in risk.mitigations.core if one in placed and placed[one] in bare_text(step))

        steps = tuple(Step(step, self._mitigations(cuts(step))) for step in risk.how_it_happens)
        elsewhere = (one for one in risk.mitigations.core if one not in placed and one not in limits)
        return Path(steps, self._mitigations(limits), self._mitigations(elsewhere))

    def _mitigations(self, ids: Iterable[str]) -> tuple[Mitigation, ...]:
        return tuple(self._register.mitigations[entry_id] for entry_id in ids)
