"""Which deadlines run for a business with customers in some place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from macros.book.law import by_shortest
from macros.book.register import Placed, Register
from macros.model.regulation import Authority, Deadline
from macros.model.vocabularies import Jurisdiction

EVERYWHERE = "world"
# ISO 3166 calls the United Kingdom GB; the Union is no territory with a week of its own.
SATURDAY_AND_SUNDAY = (5, 6)
TERRITORIES = {"uk": "GB", "eu": "BE"}


@dataclass(frozen=True)
class Running:
    """A deadline in one place, the provision that sets it, and whom to tell there."""

    placed: Placed
    deadline: Deadline
    authorities: tuple[Authority, ...]


@dataclass(frozen=True)
class PlaceDeadlines:
    """A place, its weekend (0 is Monday) and its deadlines, the shortest first."""

    place: Jurisdiction
    weekend: tuple[int, ...]
    running: tuple[Running, ...]


class Deadlines:
    """Deadlines by place: its own, and those of the place it is part of."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    def by_place(self) -> Iterator[PlaceDeadlines]:
        """Every place in the order of the vocabulary."""
        for place in self._register.vocabularies.jurisdictions:
            yield self.of(place)

    def of(self, place: Jurisdiction) -> PlaceDeadlines:
        """One place."""
        return PlaceDeadlines(place, weekend(place), tuple(self._running(place)))

    def _running(self, place: Jurisdiction) -> Iterator[Running]:
        held_by = {place.id, place.part_of}
        found = [
            placed
            for placed in self._register.provisions.values()
            if placed.regulation.jurisdiction in held_by and placed.provision.deadline
        ]
        for placed in by_shortest(found):
            if placed.provision.deadline:
                yield Running(placed, placed.provision.deadline, tuple(self._authorities(place, placed)))

    def _authorities(self, place: Jurisdiction, placed: Placed) -> list[Authority]:
        under_it = [
            authority
            for authority in self._register.authorities.values()
            if placed.regulation.id in authority.regulations
        ]
        own = [authority for authority in under_it if authority.jurisdiction == place.id]
        return own or [found for found in under_it if found.jurisdiction == placed.regulation.jurisdiction]


def weekend(place: Jurisdiction) -> tuple[int, ...]:
    """The days of the weekend, 0 for Monday to 6 for Sunday. Source: Unicode CLDR, through Babel."""
    code = place.id.split("-")[0]
    try:
        locale = Locale.parse(f"und_{TERRITORIES.get(code, code.upper())}")
    except (UnknownLocaleError, ValueError):
        return SATURDAY_AND_SUNDAY
    days = (locale.weekend_end - locale.weekend_start) % 7 + 1
    return tuple((locale.weekend_start + day) % 7 for day in range(days))
