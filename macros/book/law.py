"""Which rules apply, what they ask for, and by when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from macros.book.links import Links
from macros.book.provision_names import LAWS, Named, short_names
from macros.book.register import Group, Placed, Register, index
from macros.book.severity import Severity
from macros.model.mitigation import Mitigation
from macros.model.regulation import Milestone, Provision, Regulation, Stage
from macros.model.risk import Risk
from macros.model.vocabularies import Item

_T = TypeVar("_T")

# The field of `controls`, the framework's name, and the id of the regulation that holds its provisions.
FRAMEWORKS = (
    ("iso27001", "ISO/IEC 27001:2022, Annex A", "iso-27001"),
    ("nist_csf", "NIST CSF 2.0", "nist-csf"),
    ("cis", "CIS Controls v8.1", "cis-controls"),
    ("attack", "MITRE ATT&CK v18.1", "mitre-attack"),
)
TECHNIQUES = "MITRE ATT&CK v19"
"""The list that the technique ids of dangers were held against; the controls were held against v18.1."""

BREACH = "breach"
HOURS = {"hour": 1, "day": 24, "working day": 34, "month": 730}


@dataclass(frozen=True)
class Applied:
    """A provision that applies to a risk: where it stands and why it applies."""

    regulation: Regulation
    provision: Provision
    because: str


class Reason(NamedTuple):
    """A risk that a provision applies to, and why."""

    risk: Risk
    because: str


@dataclass(frozen=True)
class Control:
    """A control of a framework as the framework numbers it, and its provision if the book holds that."""

    id: str
    provision: Provision | None


@dataclass(frozen=True)
class Framework:
    """A framework's name and the controls of it that a mitigation stands for."""

    name: str
    controls: list[Control]


@dataclass(frozen=True)
class DutyRow:
    """A place and, for each duty in vocabulary order, the provisions that set it."""

    item: Item
    cells: list[list[Named]]


class DatedChange(NamedTuple):
    """A regulation and a day on which it begins, changes or ends."""

    regulation: Regulation
    milestone: Milestone


class Law:
    """Regulations and their provisions, linked to risks and mitigations."""

    def __init__(self, register: Register, severity: Severity, links: Links) -> None:
        """register: the entries of the book. severity, links: their order and their reverse links."""
        self._register = register
        self._severity = severity
        self._links = links

    # ------------------------------------------------------------ rules of a risk, of a mitigation

    def applied(self, risk: Risk) -> list[Applied]:
        """The provisions that apply to a risk, with their reasons."""
        return [
            Applied(*self._register.provisions[rule.provision], rule.because) for rule in risk.regulations
        ]

    def applied_by_place(self, risk: Risk) -> list[Group]:
        """The same, for each place whose rules apply."""
        return self._by_place(self.applied(risk), lambda applied: applied.regulation)

    def served_by(self, mitigation: Mitigation) -> list[Group]:
        """The provisions that apply to the risks this mitigation is core to, named, for each place."""
        ids = {
            rule.provision
            for risk in self._links.risks(mitigation)
            if mitigation.id in risk.mitigations.core
            for rule in risk.regulations
        }
        provisions = self._register.provisions
        placed = [provisions[entry_id] for entry_id in sorted(ids, key=self._order.__getitem__)]
        return self._by_place(short_names(placed), lambda named: named.regulation)

    def frameworks(self, mitigation: Mitigation) -> list[Framework]:
        """The frameworks that know a mitigation, with the controls it stands for."""
        found = []
        for field, name, regulation in FRAMEWORKS:
            placed = {
                control: self._register.provisions.get(_control_id(regulation, control))
                for control in getattr(mitigation.controls, field)
            }
            controls = [Control(control, found and found.provision) for control, found in placed.items()]
            if controls:
                found.append(Framework(name, controls))
        return found

    def _by_place(self, found: Iterable[_T], regulation: Callable[[_T], Regulation]) -> list[Group]:
        places: dict[str, list[_T]] = defaultdict(list)
        for item in found:
            places[regulation(item).jurisdiction].append(item)
        jurisdictions = self._register.vocabularies.jurisdictions
        return [Group(place, places[place.id]) for place in jurisdictions if place.id in places]

    # ------------------------------------------------------------ what a provision leads to

    def risks(self, provision: Provision) -> list[Reason]:
        """The risks a provision applies to, each with the reason, worst first."""
        return self._risks[provision.id]

    def mitigations(self, provision: Provision) -> list[Mitigation]:
        """What helps to meet a provision: the mitigations that stand for it as a control of a framework,
        then the core mitigations of the risks it applies to, the most shared first.
        """
        counts = Counter(entry_id for risk, _ in self.risks(provision) for entry_id in risk.mitigations.core)
        shared = sorted(counts, key=lambda entry_id: (-counts[entry_id], entry_id))
        named = [mitigation.id for mitigation in self._by_control.get(provision.id, [])]
        return [self._register.mitigations[entry_id] for entry_id in dict.fromkeys([*named, *shared])]

    @cached_property
    def _risks(self) -> dict[str, list[Reason]]:
        found: dict[str, list[Reason]] = defaultdict(list)
        for risk in self._severity.worst_first:
            for rule in risk.regulations:
                found[rule.provision].append(Reason(risk, rule.because))
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        return {entry_id: number for number, entry_id in enumerate(self._register.provisions)}

    @cached_property
    def _by_control(self) -> dict[str, list[Mitigation]]:
        def provisions(mitigation: Mitigation) -> list[str]:
            return [
                _control_id(regulation, control)
                for field, _, regulation in FRAMEWORKS
                for control in getattr(mitigation.controls, field)
            ]

        return index(self._register.mitigations.values(), provisions)

    # ------------------------------------------------------------ over all places

    @cached_property
    def by_place(self) -> list[Group]:
        """The regulations of each place that has any, by short name."""
        by_name = sorted(self._register.regulations.values(), key=lambda regulation: regulation.short)
        return self._by_place(by_name, lambda regulation: regulation)

    @cached_property
    def duties(self) -> list[DutyRow]:
        """One row for each place whose laws set a duty, in vocabulary order."""
        rows = []
        for group in self.by_place:
            placed = [
                Placed(regulation, provision)
                for regulation in group.entries
                if regulation.type in LAWS
                for provision in regulation.provisions
                if provision.duties
            ]
            cells = [
                list(short_names(found for found in placed if duty.id in found.provision.duties))
                for duty in self._register.vocabularies.duties
            ]
            if placed:
                rows.append(DutyRow(group.item, cells))
        return rows

    @cached_property
    def deadlines(self) -> list[Placed]:
        """Every provision with a deadline for reporting a breach, the shortest first."""
        return by_shortest(
            placed
            for placed in self._register.provisions.values()
            if placed.provision.deadline and placed.provision.first_duty == BREACH
        )

    @cached_property
    def to_come(self) -> list[DatedChange]:
        """Every dated change of a rule that lies ahead, the nearest first."""
        found = [
            DatedChange(regulation, milestone)
            for regulation in self._register.regulations.values()
            for milestone in regulation.dates
            if milestone.date >= self._register.today
        ]
        return sorted(found, key=lambda change: (change.milestone.date, change.regulation.short.lower()))


def by_shortest(found: Iterable[Placed]) -> list[Placed]:
    """Provisions with a deadline, the shortest first; those that name no period last."""
    return sorted(found, key=lambda placed: (_hours(placed.provision), placed.regulation.short.lower()))


def _hours(provision: Provision) -> float:
    """The shortest period of a deadline in hours, for the order only; without one, the last."""
    stage = shortest_stage(provision)
    return stage_hours(stage) if stage else float("inf")


def shortest_stage(provision: Provision) -> Stage | None:
    """The shortest period of a deadline that can be counted, or None when it names no number."""
    stages = provision.deadline.stages if provision.deadline else []
    return min(stages, key=stage_hours, default=None)


def stage_hours(stage: Stage) -> float:
    """A period in hours, for orders and pictures only: five working days are a week."""
    return stage.count * HOURS[stage.unit]


def _control_id(regulation: str, control: str) -> str:
    """The provision id of a control: 'nist-csf-pr-aa-03' for 'PR.AA-03'."""
    return f"{regulation}-{control.lower().replace('.', '-')}"
