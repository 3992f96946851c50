"""How fast breaches must be reported: provisions with the same period, and those without one to count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from macros.book.law import Law, shortest_stage, stage_hours
from macros.book.register import Placed
from macros.book.scale import LogScale

DAY, WEEK, MONTH = 24, 168, 720
MARKS = (1, DAY, WEEK, MONTH)
"""What the scale is marked with, in hours."""


@dataclass(frozen=True)
class Speed:
    """A period for the first report, its length in hours, and the provisions that set it."""

    after: str
    hours: float
    provisions: tuple[Placed, ...]


class Speeds:
    """The deadlines for reporting a breach by their length."""

    def __init__(self, law: Law) -> None:
        """law: the deadlines."""
        self._law = law

    @cached_property
    def counted(self) -> list[Speed]:
        """The periods that can be counted, the shortest first."""
        counted = [placed for placed in self._law.deadlines if shortest_stage(placed.provision)]
        groups = ((hours, tuple(group)) for hours, group in groupby(counted, self._hours))
        return [Speed(self._name(group), hours, group) for hours, group in groups]

    @cached_property
    def uncounted(self) -> list[Placed]:
        """The provisions whose period cannot be counted: without delay, or from another event."""
        return [placed for placed in self._law.deadlines if not shortest_stage(placed.provision)]

    @property
    def scale(self) -> LogScale:
        """From one hour to the longest period, or to a day."""
        return LogScale(1, max([DAY, *(speed.hours for speed in self.counted)]))

    @staticmethod
    def _hours(placed: Placed) -> float:
        stage = shortest_stage(placed.provision)
        return stage_hours(stage) if stage else 0

    @staticmethod
    def _name(group: tuple[Placed, ...]) -> str:
        """What most of them call the period: 72 hours, not 3 days."""
        stages = filter(None, (shortest_stage(placed.provision) for placed in group))
        return Counter(stage.after for stage in stages).most_common(1)[0][0]
