"""Who leads to whom, in the direction in which nobody wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from macros.book.register import Register, index
from macros.book.severity import Severity
from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Claim, Source
from macros.model.mitigation import Mitigation
from macros.model.regulation import Regulation
from macros.model.risk import Risk

RELATED_RISKS = 4

_Key = tuple[str, str]


class Links:
    """The entries that name an entry. Every list is in the order a page prints it."""

    def __init__(self, register: Register, severity: Severity) -> None:
        """register: the entries of the book. severity: the order of its risks."""
        self._register = register
        self._severity = severity

    @cached_property
    def cases_newest_first(self) -> list[Case]:
        """All cases, the newest first."""
        return sorted(self._register.cases.values(), key=lambda case: (case.date, case.id), reverse=True)

    @cached_property
    def changes_newest_first(self) -> list[Change]:
        """All changes, the newest first."""
        changes = self._register.changes.values()
        return sorted(changes, key=lambda change: (change.date, change.id), reverse=True)

    @cached_property
    def claims_by_title(self) -> list[Claim]:
        """All claims in alphabetical order."""
        return sorted(self._register.claims.values(), key=lambda claim: claim.title.lower())

    @cached_property
    def sources_by_publisher(self) -> list[Source]:
        """All sources by publisher, then title."""
        sources = self._register.sources.values()
        return sorted(sources, key=lambda source: (source.publisher.lower(), source.title.lower()))

    def core(self, risk: Risk) -> list[Mitigation]:
        """The core mitigations of a risk, most useful first."""
        return [self._register.mitigations[entry_id] for entry_id in risk.mitigations.core]

    def more(self, risk: Risk) -> list[Mitigation]:
        """What helps further against a risk."""
        return [self._register.mitigations[entry_id] for entry_id in risk.mitigations.more]

    def risks(self, mitigation: Mitigation) -> list[Risk]:
        """The risks a mitigation serves, worst first."""
        return self._risks.get(mitigation.id, [])

    def related(self, risk: Risk) -> list[Risk]:
        """Up to four risks that share the most mitigations with this one, worst first among equals."""
        own = dict.fromkeys([*risk.mitigations.core, *risk.mitigations.more])
        shared = Counter(
            other.id for entry_id in own for other in self._risks[entry_id] if other.id != risk.id
        )
        near = [other for other in self._severity.worst_first if other.id in shared]
        return sorted(near, key=lambda other: -shared[other.id])[:RELATED_RISKS]

    def cases(self, entry: Risk | Regulation) -> list[Case]:
        """The cases that show a risk, or that turn on a regulation, the newest first."""
        return self._cases.get((entry.kind, entry.id), [])

    def claims(self, risk: Risk) -> list[Claim]:
        """What people repeat about a risk."""
        return self._claims.get(risk.id, [])

    def changes(self, entry: Risk | Mitigation | Regulation) -> list[Change]:
        """What changed since 2024 and touches an entry, the newest first."""
        return self._changes.get((entry.kind, entry.id), [])

    def checklists(self, mitigation: Mitigation) -> list[Checklist]:
        """The checklists a mitigation stands on, by title."""
        return self._checklists.get(mitigation.id, [])

    def first_hour_of(self, checklist: Checklist) -> list[Risk]:
        """The risks whose first hour is an emergency list, worst first."""
        return self._first_hours.get(checklist.id, [])

    def citing(self, source: Source) -> list[Entry]:
        """The entries that cite a source."""
        return self._citing.get(source.id, [])

    @cached_property
    def _risks(self) -> dict[str, list[Risk]]:
        worst_first = self._severity.worst_first
        return index(worst_first, lambda risk: [*risk.mitigations.core, *risk.mitigations.more])

    @cached_property
    def _cases(self) -> dict[_Key, list[Case]]:
        provisions = self._register.provisions

        def shown(case: Case) -> list[_Key]:
            regulations = {provisions[provision].regulation.id for provision in case.provisions}
            return [*_keys("risk", case.risks), *_keys("regulation", sorted(regulations))]

        return index(self.cases_newest_first, shown)

    @cached_property
    def _claims(self) -> dict[str, list[Claim]]:
        return index(self.claims_by_title, lambda claim: claim.risks)

    @cached_property
    def _changes(self) -> dict[_Key, list[Change]]:
        def touched(change: Change) -> list[_Key]:
            return [
                *_keys("risk", change.risks),
                *_keys("mitigation", change.mitigations),
                *_keys("regulation", change.regulations),
            ]

        return index(self.changes_newest_first, touched)

    @cached_property
    def _checklists(self) -> dict[str, list[Checklist]]:
        by_title = sorted(self._register.checklists.values(), key=lambda checklist: checklist.title)
        return index(by_title, lambda checklist: [item.mitigation for item in checklist.items])

    @cached_property
    def _first_hours(self) -> dict[str, list[Risk]]:
        with_list = (risk for risk in self._severity.worst_first if risk.emergency_list)
        return index(with_list, lambda risk: [risk.emergency_list or ""])

    @cached_property
    def _citing(self) -> dict[str, list[Entry]]:
        return index(self._register.all(), lambda entry: entry.source_ids)


def _keys(kind: str, ids: Iterable[str]) -> list[_Key]:
    """Kind and id: entries of two kinds may have the same id."""
    return [(kind, entry_id) for entry_id in ids]
