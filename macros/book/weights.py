"""How much hangs on a source, and which have not been held against what cites them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from macros.book.register import Register
from macros.book.severity import HIGH, Severity
from macros.model.checklist import EMERGENCY, Checklist
from macros.model.entry import Entry
from macros.model.evidence import Source
from macros.model.risk import Risk
from macros.text import citations


class Weights:
    """The statements that rest on each source."""

    def __init__(self, register: Register, severity: Severity) -> None:
        """register: the entries of the book. severity: which dangers are high."""
        self._register = register
        self._severity = severity

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many citations under ratings, penalties, amounts, demands, dates and cases are of a source of
        each kind.
        """
        sources = self._register.sources
        return Counter(
            sources[source].type
            for entry in self._register.all()
            for _, text in entry.weighty()
            for source in citations(text)
        )

    @cached_property
    def not_compared(self) -> list[tuple[Source, int]]:
        """Each source that nobody has held against what cites it, with the number of its citations: first
        those of dangers that are high and of emergency lists, then those cited most.
        """
        found = [source for source in self._register.sources.values() if not source.where]
        found.sort(key=lambda source: (source.id not in self._urgent, -self._cited[source.id], source.id))
        return [(source, self._cited[source.id]) for source in found]

    @cached_property
    def _cited(self) -> Counter[str]:
        return Counter(source for entry in self._register.all() for source in entry.cited())

    @cached_property
    def _urgent(self) -> set[str]:
        urgent = filter(self._is_urgent, self._register.all())
        return {source for entry in urgent for source in entry.cited()}

    def _is_urgent(self, entry: Entry) -> bool:
        if isinstance(entry, Risk):
            return self._severity.levels(entry).before.step >= HIGH
        return isinstance(entry, Checklist) and entry.type == EMERGENCY
