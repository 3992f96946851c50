"""Which places have a page, and whose rules hold in the others."""

from __future__ import annotations

from functools import cached_property

from macros.book.deadlines import EVERYWHERE
from macros.book.register import Register
from macros.model.vocabularies import Jurisdiction


class Places:
    """The places of the vocabulary; 'worldwide' is none of them."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._register = register

    @cached_property
    def by_name(self) -> list[Jurisdiction]:
        """Every place in alphabetical order."""
        places = self._register.vocabularies.jurisdictions
        return sorted((place for place in places if place.id != EVERYWHERE), key=lambda place: place.name)

    @cached_property
    def with_page(self) -> list[Jurisdiction]:
        """The places with a rule or a note of their own, in alphabetical order."""
        own = {regulation.jurisdiction for regulation in self._register.regulations.values()}
        return [place for place in self.by_name if place.id in own | set(self._register.place_notes)]

    def home(self, place: Jurisdiction) -> Jurisdiction:
        """The place on whose page its rules are: itself, or the place it is part of."""
        if place in self.with_page or not place.part_of:
            return place
        return self._whole[place.part_of]

    def parts(self, place: Jurisdiction) -> list[Jurisdiction]:
        """The places that are part of it and have a page of their own, in alphabetical order."""
        return [part for part in self.with_page if part.part_of == place.id]

    @cached_property
    def _whole(self) -> dict[str, Jurisdiction]:
        return {place.id: place for place in self.by_name}
