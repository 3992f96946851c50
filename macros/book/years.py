"""What changed and what comes, year by year and month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.book.law import DatedChange, Law
from macros.book.links import Links
from macros.model.evidence import Change

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Month:
    """A month: how many changes it had, and how many dates lie ahead in it."""

    number: int
    changes: int
    to_come: int


@dataclass(frozen=True)
class Year:
    """A year: its months, its changes with the newest first, its dates to come with the nearest first.

    A change of which only the year is known stands in no month.
    """

    year: int
    months: tuple[Month, ...]
    changes: tuple[Change, ...]
    to_come: tuple[DatedChange, ...]


class Years:
    """The years from the first change to the last date to come, without a gap."""

    def __init__(self, links: Links, law: Law) -> None:
        """links: the order of changes. law: the dates to come."""
        self._links = links
        self._law = law

    def all(self) -> Iterator[Year]:
        """Every year, the earliest first."""
        changes, to_come = self._links.changes_newest_first, self._law.to_come
        found = {int(change.date[:4]) for change in changes} | {one.milestone.date.year for one in to_come}
        for year in range(min(found), max(found) + 1) if found else ():
            here = tuple(change for change in changes if change.date.startswith(str(year)))
            ahead = tuple(one for one in to_come if one.milestone.date.year == year)
            yield Year(year, tuple(self._months(here, ahead)), here, ahead)

    def _months(self, changes: tuple[Change, ...], ahead: tuple[DatedChange, ...]) -> Iterator[Month]:
        for month in MONTHS:
            past = sum(change.date[5:7] == f"{month:02}" for change in changes)
            yield Month(month, past, sum(one.milestone.date.month == month for one in ahead))
