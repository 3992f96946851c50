"""How long a bar is: on a logarithmic scale each step to the right is the same number of times more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

TEN = 10.0


@dataclass(frozen=True)
class LogScale:
    """A logarithmic scale: the value at its left end and the value at its right end."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """How far along the scale a value stands, from 0 to 1."""
        return log10(value / self.low) / log10(self.high / self.low)


def decades(values: Iterable[float]) -> LogScale:
    """The scale from the power of ten below the smallest value to the power of ten above the largest.

    Raises ValueError without values.
    """
    found = list(values)
    low, high = min(found), max(found)
    return LogScale(TEN ** (ceil(log10(low)) - 1), TEN ** (floor(log10(high)) + 1))


def powers(scale: LogScale) -> list[float]:
    """The powers of ten on a scale, its ends with them."""
    return [TEN**power for power in range(round(log10(scale.low)), round(log10(scale.high)) + 1)]
