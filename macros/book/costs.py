"""What cases cost, in one currency, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.book.links import Links
from macros.book.register import Register
from macros.book.scale import LogScale, decades
from macros.model.evidence import Case, Figure
from macros.model.vocabularies import Currency, Rate

DOLLAR = "USD"


@dataclass(frozen=True)
class Cost:
    """A case with its sum in US dollars, and the rate of its year; none for a sum in dollars."""

    case: Case
    figure: Figure
    currency: Currency
    dollars: float
    rate: Rate | None


class Costs:
    """Every case, once: with its cost in dollars, or among those that cannot be compared."""

    def __init__(self, register: Register, links: Links) -> None:
        """register: the entries of the book. links: the order of its cases."""
        self._register = register
        self._links = links

    @cached_property
    def compared(self) -> list[Cost]:
        """The cases whose sum is known in dollars, the dearest first."""
        costs = filter(None, map(self._cost, self._links.cases_newest_first))
        return sorted(costs, key=lambda cost: -cost.dollars)

    @property
    def scale(self) -> LogScale:
        """The scale for the cases that are compared. Raises ValueError when there is none."""
        return decades(cost.dollars for cost in self.compared)

    @cached_property
    def without_rate(self) -> list[Case]:
        """The cases with one sum in a currency and a year of which nobody read a rate, the newest first."""
        compared = {cost.case.id for cost in self.compared}
        return [case for case in self._links.cases_newest_first if case.figure and case.id not in compared]

    @cached_property
    def without_figure(self) -> list[Case]:
        """The cases whose amount is no single sum: a range, several sums, a sum a day; the newest first."""
        return [case for case in self._links.cases_newest_first if case.amount and not case.figure]

    @cached_property
    def without_amount(self) -> list[Case]:
        """The cases that name no amount, the newest first."""
        return [case for case in self._links.cases_newest_first if not case.amount]

    @cached_property
    def sources(self) -> set[str]:
        """The ids of the sources in which exchange rates were read."""
        currencies = self._register.vocabularies.currencies
        return {rate.source for currency in currencies for rate in currency.rates}

    def _cost(self, case: Case) -> Cost | None:
        if not case.figure:
            return None
        currency = next(
            one for one in self._register.vocabularies.currencies if one.id == case.figure.currency
        )
        rate = currency.rate(int(case.date[:4]))
        if not rate and currency.id != DOLLAR:
            return None
        dollars = case.figure.sum * (rate.value if rate else 1)
        return Cost(case, case.figure, currency, dollars, rate)
