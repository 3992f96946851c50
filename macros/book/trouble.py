"""What somebody in trouble sees, what is asked, and where every answer ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from macros.book.register import Group, Register
from macros.model.checklist import Checklist
from macros.model.risk import Risk
from macros.model.situation import Answer, End, Situation


@dataclass(frozen=True)
class Branch:
    """What one sees, or an answer, and where it leads: to the end, or to a question with its branches.

    situation: the entry whose question is asked or whose end is reached.
    """

    says: str
    situation: Situation
    end: Checklist | Risk | None
    branches: tuple[Branch, ...]


class Way(NamedTuple):
    """What one sees, the answers given, and where they end."""

    says: tuple[str, ...]
    end: Checklist | Risk


class Trouble:
    """The situations of the book as the tree a reader walks."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    @cached_property
    def by_sign(self) -> list[Group]:
        """The branches at which a reader begins, under their signs."""
        starts = [situation for situation in self._register.situations.values() if situation.sign]
        groups = self._register.grouped("signs", starts, lambda situation: [situation.sign or ""])
        return [
            Group(group.item, [self._branch(start.title, start) for start in group.entries])
            for group in groups
        ]

    def unnamed(self) -> list[Risk]:
        """The risks with a first hour of their own that no situation names, in alphabetical order."""
        named = {way.end.id for way in self.ways() if isinstance(way.end, Risk)}
        own = [risk for risk in self._register.risks.values() if risk.first_hour and risk.id not in named]
        return sorted(own, key=lambda risk: risk.title)

    def ways(self) -> Iterator[Way]:
        """Every way from what one sees to its end, in the order of the page."""
        for group in self.by_sign:
            for branch in group.entries:
                yield from _ways(branch, ())

    def _branch(self, says: str, situation: Situation) -> Branch:
        answers = tuple(self._answered(answer, situation) for answer in situation.answers)
        return Branch(says, situation, self._end(situation), answers)

    def _answered(self, answer: Answer, situation: Situation) -> Branch:
        if answer.ask:
            return self._branch(answer.says, self._register.situations[answer.ask])
        return Branch(answer.says, situation, self._end(answer), ())

    def _end(self, lead: End) -> Checklist | Risk | None:
        if lead.checklist:
            return self._register.checklists[lead.checklist]
        return self._register.risks[lead.risk] if lead.risk else None


def _ways(branch: Branch, before: tuple[str, ...]) -> Iterator[Way]:
    says = (*before, branch.says)
    if branch.end:
        yield Way(says, branch.end)
    for following in branch.branches:
        yield from _ways(following, says)
