"""Which places have a page, and whose rules hold in the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from macros.book.deadlines import EVERYWHERE
from macros.book.law import DatedChange, Law
from macros.book.links import Links
from macros.book.register import Placed, Register
from macros.model.checklist import EMERGENCY, Checklist
from macros.model.evidence import Case, Change
from macros.model.regulation import Authority, Regulation
from macros.model.vocabularies import Item, Jurisdiction


@dataclass(frozen=True)
class DutyHere:
    """A duty and the provisions that set it in one place: its own, and those of the place it is part of.

    duty: None for the provisions that set none of the duties.
    """

    duty: Item | None
    own: list[Placed]
    larger: list[Placed]


class Places:
    """The places of the vocabulary; 'worldwide' is none of them."""

    def __init__(self, register: Register, links: Links, law: Law) -> None:
        """register: the entries of the book. links, law: the orders of cases, changes, rules and dates."""
        self._register = register
        self._links = links
        self._law = law

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
        return place if place in self.with_page else self.whole(place) or place

    def whole(self, place: Jurisdiction) -> Jurisdiction | None:
        """The place it is part of, whose rules hold there too."""
        return self._by_id[place.part_of] if place.part_of else None

    def parts(self, place: Jurisdiction) -> list[Jurisdiction]:
        """The places that are part of it and have a page of their own, in alphabetical order."""
        return [part for part in self.with_page if part.part_of == place.id]

    def regulations(self, place: Jurisdiction) -> list[Regulation]:
        """The rules of a place by short name, without those of a larger place."""
        return self._regulations.get(place.id, [])

    def here(self, place: Jurisdiction) -> list[Regulation]:
        """The rules that hold in a place: its own, then those of the larger place."""
        whole = self.whole(place)
        return self.regulations(place) + (self.regulations(whole) if whole else [])

    def authorities(self, place: Jurisdiction) -> list[Authority]:
        """Whom to tell: the authorities of the place, or without any those of the larger place."""
        found = [one for one in self._register.authorities.values() if one.jurisdiction == place.id]
        whole = self.whole(place)
        return self.authorities(whole) if whole and not found else found

    def by_duty(self, place: Jurisdiction) -> list[DutyHere]:
        """What sets each duty in a place, in vocabulary order; last what sets none, if anything does."""
        whole = self.whole(place)
        own = _provisions(self.regulations(place))
        larger = _provisions(self.regulations(whole)) if whole else []
        found = [
            DutyHere(duty, _setting(own, duty), _setting(larger, duty))
            for duty in [*self._register.vocabularies.duties, None]
        ]
        return found if found[-1].own or found[-1].larger else found[:-1]

    def to_come(self, place: Jurisdiction) -> list[DatedChange]:
        """Every dated change ahead of a rule that holds in a place, the nearest first."""
        here = self.here(place)
        return [found for found in self._law.to_come if found.regulation in here]

    def changes(self, place: Jurisdiction) -> list[Change]:
        """What changed in the rules that hold in a place, the newest first."""
        here = {regulation.id for regulation in self.here(place)}
        return [change for change in self._links.changes_newest_first if here & set(change.regulations)]

    def cases(self, place: Jurisdiction) -> list[Case]:
        """The cases of a place, the newest first."""
        return [case for case in self._links.cases_newest_first if case.jurisdiction == place.id]

    def emergency_lists(self, place: Jurisdiction) -> list[Checklist]:
        """The emergency lists on which a rule that holds in a place has a deadline, by title."""
        here = {placed.provision.id for placed in _provisions(self.here(place))}
        found = [one for one in self._register.checklists.values() if one.type == EMERGENCY]
        return sorted((one for one in found if here & set(one.rules)), key=lambda one: one.title)

    @cached_property
    def everywhere(self) -> list[Regulation]:
        """The contracts and standards that hold in every place, by short name."""
        return self._regulations.get(EVERYWHERE, [])

    @cached_property
    def _by_id(self) -> dict[str, Jurisdiction]:
        return {place.id: place for place in self.by_name}

    @cached_property
    def _regulations(self) -> dict[str, list[Regulation]]:
        return {group.item.id: group.entries for group in self._law.by_place}


def _provisions(regulations: Iterable[Regulation]) -> list[Placed]:
    return [
        Placed(regulation, provision) for regulation in regulations for provision in regulation.provisions
    ]


def _setting(found: list[Placed], duty: Item | None) -> list[Placed]:
    """The provisions that set a duty; without one, those that set none."""
    return [
        placed
        for placed in found
        if (duty.id in placed.provision.duties if duty else not placed.provision.duties)
    ]
