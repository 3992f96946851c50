"""When entries were read against their sources, and which are late."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from macros.book.register import Register
from macros.model.entry import Reviewed

LOOK_AGAIN = timedelta(days=90)


class Reviews:
    """The age of entries on the day of the build."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    def is_overdue(self, entry: Reviewed) -> bool:
        """Whether an entry is past the day it had to be read again."""
        return entry.next_review < self._register.today

    def is_old(self, looked: date) -> bool:
        """Whether it is more than 90 days ago that somebody looked for what is not known."""
        return self._register.today - looked > LOOK_AGAIN

    @cached_property
    def late(self) -> list[Reviewed]:
        """Every entry past its review, the longest overdue first."""
        found = [
            entry for entry in self._register.all() if isinstance(entry, Reviewed) and self.is_overdue(entry)
        ]
        return sorted(found, key=lambda entry: entry.next_review)

    @cached_property
    def last(self) -> date:
        """The newest review date in the book."""
        return max(entry.reviewed for entry in self._register.all() if isinstance(entry, Reviewed))
