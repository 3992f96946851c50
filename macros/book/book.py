"""Every entry, linked both ways, with everything that is derived and never written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from macros.book.provision_names import LAWS, Named, short_names
from macros.load.entries import Entries
from macros.model.checklist import Checklist, ChecklistItem
from macros.model.entry import Entry, Reviewed
from macros.model.evidence import Case, Change, Claim, Source, Term
from macros.model.mitigation import Mitigation
from macros.model.regulation import Milestone, Provision, Regulation
from macros.model.risk import Risk, Rule
from macros.model.vocabularies import Item, Step, Vocabularies
from macros.text import citations

_E = TypeVar("_E", bound=Entry)

# The field of `controls`, the framework's name, and the id of the regulation that holds its provisions.
FRAMEWORKS = (
    ("iso27001", "ISO/IEC 27001:2022, Annex A", "iso-27001"),
    ("nist_csf", "NIST CSF 2.0", "nist-csf"),
    ("cis", "CIS Controls v8.1", "cis-controls"),
    ("attack", "MITRE ATT&CK v18.1", "mitre-attack"),
)
FIRST_ACTIONS = 3
FEW_RULES = 12
RELATED_RISKS = 4


@dataclass(frozen=True)
class Levels:
    """A risk's level before and after its core mitigations."""

    before: Step
    after: Step


@dataclass(frozen=True)
class ListedAction:
    """A checklist item with its words filled in from the mitigation it stands for."""

    mitigation: Mitigation
    action: str
    why: str
    done_when: str
    first: bool
    how: str | None
    link_text: str


@dataclass(frozen=True)
class Applied:
    """A provision that applies to a risk: where it stands and why it applies."""

    regulation: Regulation
    provision: Provision
    because: str


@dataclass(frozen=True)
class Group:
    """A vocabulary word and the entries that carry it."""

    item: Item
    entries: list[Any]


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


def _index(entries: Iterable[_E], keys: Callable[[_E], Iterable[str]]) -> dict[str, list[_E]]:
    """The entries under each of their keys, in the order given."""
    found: dict[str, list[_E]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            found[key].append(entry)
    return found


def _hours(provision: Provision) -> float:
    hours = provision.deadline.hours if provision.deadline else None
    return float("inf") if hours is None else hours


def _control_id(regulation: str, control: str) -> str:
    """The provision id of a control: 'nist-csf-pr-aa-03' for 'PR.AA-03'."""
    return f"{regulation}-{control.lower().replace('.', '-')}"


class Book:
    """The whole register. All lists are in the order a page prints them."""

    def __init__(self, entries: Entries) -> None:
        """entries: what was loaded, free of problems."""
        self._entries = entries
        self.today = entries.today

    # ------------------------------------------------------------ the entries

    @property
    def words(self) -> Vocabularies:
        """The vocabularies."""
        return self._entries.vocabularies

    @property
    def risks(self) -> dict[str, Risk]:
        """Risks by id."""
        return self._entries.of("risk")

    @property
    def mitigations(self) -> dict[str, Mitigation]:
        """Mitigations by id."""
        return self._entries.of("mitigation")

    @property
    def regulations(self) -> dict[str, Regulation]:
        """Regulations by id."""
        return self._entries.of("regulation")

    @property
    def cases(self) -> dict[str, Case]:
        """Cases by id."""
        return self._entries.of("case")

    @property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return self._entries.of("source")

    @property
    def checklists(self) -> dict[str, Checklist]:
        """Checklists by id."""
        return self._entries.of("checklist")

    @property
    def terms(self) -> dict[str, Term]:
        """Glossary terms by id."""
        return self._entries.of("term")

    @cached_property
    def provisions(self) -> dict[str, tuple[Regulation, Provision]]:
        """Provisions by id, each with the regulation it stands in."""
        return {
            provision.id: (regulation, provision)
            for regulation in self.regulations.values()
            for provision in regulation.provisions
        }

    @property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return self._entries.of("claim")

    @property
    def changes(self) -> dict[str, Change]:
        """Changes by id."""
        return self._entries.of("change")

    def get(self, kind: str, entry_id: str) -> Entry:
        """One entry. Raises KeyError when there is none."""
        entry: Entry = self._entries.of(kind)[entry_id]
        return entry

    def find(self, kind: str, entry_id: str) -> Entry | None:
        """One entry, or None when there is none."""
        found: Entry | None = self._entries.of(kind).get(entry_id)
        return found

    def all(self) -> Iterator[Entry]:
        """Every entry of every kind."""
        for by_id in self._entries.by_kind.values():
            yield from by_id.values()

    # ------------------------------------------------------------ levels

    def levels(self, risk: Risk) -> Levels:
        """The level before and after, looked up in NIST SP 800-30 Rev. 1, Table I-2."""
        before, after = risk.before, risk.after
        return Levels(
            self.words.level(before.likelihood, before.impact),
            self.words.level(after.likelihood, after.impact),
        )

    @cached_property
    def worst_first(self) -> list[Risk]:
        """Risks by level before, then level after, then title. Inside a level the order means nothing."""
        return sorted(
            self.risks.values(),
            key=lambda risk: (
                -self.levels(risk).before.step,
                -self.levels(risk).after.step,
                risk.title.lower(),
            ),
        )

    @cached_property
    def risks_by_category(self) -> list[Group]:
        """The risks of each category that has any, worst first."""
        groups = []
        for item in self.words.categories:
            found = [risk for risk in self.worst_first if risk.category == item.id]
            if found:
                groups.append(Group(item, found))
        return groups

    def risks_at(self, likelihood: int, impact: int) -> list[Risk]:
        """The risks rated at one cell of the matrix before mitigation, by title."""
        return [
            risk
            for risk in self.worst_first
            if (risk.before.likelihood, risk.before.impact) == (likelihood, impact)
        ]

    # ------------------------------------------------------------ what a risk leads to

    def core(self, risk: Risk) -> list[Mitigation]:
        """The core mitigations of a risk, most useful first."""
        return [self.mitigations[entry_id] for entry_id in risk.mitigations.core]

    def more(self, risk: Risk) -> list[Mitigation]:
        """What helps further against a risk."""
        return [self.mitigations[entry_id] for entry_id in risk.mitigations.more]

    def first_actions(self, risk: Risk) -> list[Mitigation]:
        """The three mitigations to start with: the core ones, filled up with what helps further."""
        return (self.core(risk) + self.more(risk))[:FIRST_ACTIONS]

    def applied(self, risk: Risk) -> list[Applied]:
        """The provisions that apply to a risk, with their reasons."""
        return [self._apply(rule) for rule in risk.regulations]

    def applied_by_place(self, risk: Risk) -> list[Group]:
        """The same, for each place whose rules apply."""
        return self._by_place(self.applied(risk), lambda applied: applied.regulation)

    def rules_are_few(self, risk: Risk) -> bool:
        """Whether a page can show all rules of a risk at once, instead of folding them by place."""
        return len(risk.regulations) <= FEW_RULES

    def _apply(self, rule: Rule) -> Applied:
        regulation, provision = self.provisions[rule.provision]
        return Applied(regulation, provision, rule.because)

    def related(self, risk: Risk) -> list[Risk]:
        """Up to four risks that share the most mitigations with this one, worst first among equals."""
        own = dict.fromkeys([*risk.mitigations.core, *risk.mitigations.more])
        shared = Counter(
            other.id for entry_id in own for other in self._risks_by_mitigation[entry_id] if other != risk
        )
        return [self.risks[entry_id] for entry_id, _ in shared.most_common(RELATED_RISKS)]

    # ------------------------------------------------------------ reverse links

    @cached_property
    def _risks_by_mitigation(self) -> dict[str, list[Risk]]:
        return _index(self.worst_first, lambda risk: [*risk.mitigations.core, *risk.mitigations.more])

    def risks_reduced(self, mitigation: Mitigation) -> list[Risk]:
        """The risks a mitigation serves, worst first."""
        return self._risks_by_mitigation[mitigation.id]

    @cached_property
    def _risks_by_provision(self) -> dict[str, list[tuple[Risk, str]]]:
        found: dict[str, list[tuple[Risk, str]]] = defaultdict(list)
        for risk in self.worst_first:
            for rule in risk.regulations:
                found[rule.provision].append((risk, rule.because))
        return found

    def risks_under(self, provision: Provision) -> list[tuple[Risk, str]]:
        """The risks a provision applies to, each with the reason."""
        return self._risks_by_provision[provision.id]

    def mitigations_under(self, provision: Provision) -> list[Mitigation]:
        """What helps to meet a provision: the mitigations that stand for it as a control of a framework,
        then the core mitigations of the risks it applies to, the most shared first.
        """
        counts = Counter(
            entry_id for risk, _ in self.risks_under(provision) for entry_id in risk.mitigations.core
        )
        shared = sorted(counts, key=lambda entry_id: (-counts[entry_id], entry_id))
        named = [mitigation.id for mitigation in self._mitigations_by_control[provision.id]]
        return [self.mitigations[entry_id] for entry_id in dict.fromkeys([*named, *shared])]

    def frameworks(self, mitigation: Mitigation) -> list[Framework]:
        """The frameworks that know a mitigation, with the controls it stands for."""
        found = []
        for field, name, regulation in FRAMEWORKS:
            ids = getattr(mitigation.controls, field)
            provisions = [self.provisions.get(_control_id(regulation, control)) for control in ids]
            controls = [
                Control(control, pair and pair[1]) for control, pair in zip(ids, provisions, strict=True)
            ]
            if controls:
                found.append(Framework(name, controls))
        return found

    @cached_property
    def _mitigations_by_control(self) -> dict[str, list[Mitigation]]:
        return _index(
            self.mitigations.values(),
            lambda mitigation: [
                _control_id(regulation, control)
                for field, _, regulation in FRAMEWORKS
                for control in getattr(mitigation.controls, field)
            ],
        )

    def provisions_served(self, mitigation: Mitigation) -> list[Group]:
        """The provisions that apply to the risks this mitigation is core to, named, for each place."""
        ids = {
            rule.provision
            for risk in self.risks_reduced(mitigation)
            if mitigation.id in risk.mitigations.core
            for rule in risk.regulations
        }
        pairs = [pair for entry_id, pair in self.provisions.items() if entry_id in ids]
        return self._by_place(short_names(pairs), lambda named: named.regulation)

    def _by_place(self, found: Iterable[Any], regulation: Callable[[Any], Regulation]) -> list[Group]:
        places: dict[str, list[Any]] = defaultdict(list)
        for item in found:
            places[regulation(item).jurisdiction].append(item)
        return [Group(item, places[item.id]) for item in self.words.jurisdictions if item.id in places]

    @cached_property
    def cases_newest_first(self) -> list[Case]:
        """All cases, the newest first."""
        return sorted(self.cases.values(), key=lambda case: (case.date, case.id), reverse=True)

    @cached_property
    def _cases_by_entry(self) -> dict[str, list[Case]]:
        def entries(case: Case) -> list[str]:
            regulations = {self.provisions[provision][0].id for provision in case.provisions}
            return [*case.risks, *sorted(regulations)]

        return _index(self.cases_newest_first, entries)

    def cases_of(self, entry: Risk | Regulation) -> list[Case]:
        """The cases that show a risk, or that turn on a regulation, the newest first."""
        return self._cases_by_entry[entry.id]

    # ------------------------------------------------------------ what people say, what changed

    @cached_property
    def claims_by_title(self) -> list[Claim]:
        """All claims in alphabetical order."""
        return sorted(self.claims.values(), key=lambda claim: claim.title.lower())

    @cached_property
    def changes_newest_first(self) -> list[Change]:
        """All changes, the newest first."""
        return sorted(self.changes.values(), key=lambda change: (change.date, change.id), reverse=True)

    @cached_property
    def _claims_by_risk(self) -> dict[str, list[Claim]]:
        return _index(self.claims_by_title, lambda claim: claim.risks)

    def claims_of(self, risk: Risk) -> list[Claim]:
        """What people repeat about a risk."""
        return self._claims_by_risk[risk.id]

    @cached_property
    def _changes_by_entry(self) -> dict[str, list[Change]]:
        return _index(
            self.changes_newest_first,
            lambda change: [*change.risks, *change.mitigations, *change.regulations],
        )

    def changes_of(self, entry: Risk | Mitigation | Regulation) -> list[Change]:
        """What changed since 2024 and touches an entry, the newest first."""
        return self._changes_by_entry[entry.id]

    # ------------------------------------------------------------ the matrix and the deadlines

    @cached_property
    def duty_rows(self) -> list[DutyRow]:
        """One row for each jurisdiction whose laws set a duty, in vocabulary order."""
        rows = []
        for group in self.regulations_by_jurisdiction:
            laws = [regulation for regulation in group.entries if regulation.type in LAWS]
            found = [(law, provision) for law in laws for provision in law.provisions if provision.duty]
            cells = [
                list(short_names(pair for pair in found if pair[1].duty == duty.id))
                for duty in self.words.duties
            ]
            if found:
                rows.append(DutyRow(group.item, cells))
        return rows

    @cached_property
    def deadlines(self) -> list[tuple[Regulation, Provision]]:
        """Every provision with a deadline for reporting a breach, the shortest first."""
        found = [pair for pair in self.provisions.values() if pair[1].deadline]
        return sorted(found, key=lambda pair: (_hours(pair[1]), pair[0].short.lower()))

    @cached_property
    def dates_to_come(self) -> list[tuple[Regulation, Milestone]]:
        """Every dated change of a rule that lies ahead, the nearest first."""
        found = [(r, m) for r in self.regulations.values() for m in r.dates if m.date >= self.today]
        return sorted(found, key=lambda pair: (pair[1].date, pair[0].short.lower()))

    # ------------------------------------------------------------ checklists

    def actions(self, checklist: Checklist) -> list[ListedAction]:
        """The items of a checklist in its order, worded for the page."""
        return [self._action(item) for item in checklist.items]

    def _action(self, item: ChecklistItem) -> ListedAction:
        mitigation = self.mitigations[item.mitigation]
        return ListedAction(
            mitigation,
            item.action or mitigation.action,
            item.why or mitigation.why,
            item.done_when or mitigation.done_when,
            item.first,
            item.how,
            "Prevent this next time" if item.how else "How to",
        )

    @cached_property
    def _checklists_by_mitigation(self) -> dict[str, list[Checklist]]:
        by_title = sorted(self.checklists.values(), key=lambda checklist: checklist.title)
        return _index(by_title, lambda checklist: [item.mitigation for item in checklist.items])

    def checklists_with(self, mitigation: Mitigation) -> list[Checklist]:
        """The checklists a mitigation stands on, by title."""
        return self._checklists_by_mitigation[mitigation.id]

    def checklists_for(self, risk: Risk) -> list[Checklist]:
        """The checklists that hold a core mitigation of a risk, the best covered first."""
        found = Counter(
            checklist.id
            for entry_id in risk.mitigations.core
            for checklist in self._checklists_by_mitigation[entry_id]
        )
        return [self.checklists[entry_id] for entry_id, _ in found.most_common()]

    # ------------------------------------------------------------ groups for the index pages

    @cached_property
    def mitigations_by_role(self) -> list[Group]:
        """The mitigations of each role that has any; quick and strong ones first."""
        return self._grouped("roles", self.mitigations.values(), "who", self._easiest_first)

    @cached_property
    def doors(self) -> list[Group]:
        """The risks each role has to know, worst first, for the roles that have any."""
        groups = []
        for item in self.words.roles:
            found = [risk for risk in self.worst_first if item.id in risk.roles]
            if found:
                groups.append(Group(item, found))
        return groups

    @cached_property
    def checklists_by_role(self) -> list[Group]:
        """The checklists of each role that has any, by title."""
        return self._grouped("roles", self.checklists.values(), "role", lambda entry: entry.title)

    @cached_property
    def regulations_by_jurisdiction(self) -> list[Group]:
        """The regulations of each jurisdiction that has any, by short name."""
        return self._grouped(
            "jurisdictions", self.regulations.values(), "jurisdiction", lambda entry: entry.short
        )

    def _grouped(self, vocabulary: str, entries: Iterable[Any], field: str, order: Any) -> list[Group]:
        found: dict[str, list[Any]] = defaultdict(list)
        for entry in sorted(entries, key=order):
            found[getattr(entry, field)].append(entry)
        items = {item.id: item for item in getattr(self.words, vocabulary)}
        return [Group(item, found[entry_id]) for entry_id, item in items.items() if entry_id in found]

    def _easiest_first(self, mitigation: Mitigation) -> tuple[int, int, str]:
        effort = self.words.order("efforts", mitigation.effort)
        return effort, self.words.order("strengths", mitigation.strength), mitigation.title

    @cached_property
    def terms_by_title(self) -> list[Term]:
        """The glossary in alphabetical order."""
        return sorted(self.terms.values(), key=lambda term: term.title.lower())

    @cached_property
    def terms_by_word(self) -> dict[str, Term]:
        """Glossary terms by title and plural, in lower case. Other names are too often everyday words."""
        return {
            word: term
            for term in self.terms.values()
            for word in (term.title.lower(), f"{term.title.lower()}s")
        }

    @cached_property
    def term_pattern(self) -> re.Pattern[str]:
        """Finds the words of the glossary in a text, the longest first, but not inside a menu path."""
        words = sorted(self.terms_by_word, key=len, reverse=True)
        return re.compile(
            rf"(?<!> )(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])(?! >)", re.IGNORECASE
        )

    # ------------------------------------------------------------ sources

    @cached_property
    def sources_by_publisher(self) -> list[Source]:
        """All sources by publisher, then title."""
        return sorted(self.sources.values(), key=lambda s: (s.publisher.lower(), s.title.lower()))

    @cached_property
    def _cited_by(self) -> dict[str, list[Entry]]:
        return _index(self.all(), cited_sources)

    def cited_by(self, source: Source) -> list[Entry]:
        """The entries that cite a source."""
        return self._cited_by[source.id]

    # ------------------------------------------------------------ age

    def overdue(self, entry: Reviewed) -> bool:
        """Whether an entry is past the day it had to be read again."""
        return entry.next_review < self.today

    @cached_property
    def overdue_entries(self) -> list[Reviewed]:
        """Every entry past its review, the longest overdue first."""
        late = [entry for entry in self.all() if isinstance(entry, Reviewed) and self.overdue(entry)]
        return sorted(late, key=lambda entry: entry.next_review)

    @cached_property
    def last_reviewed(self) -> date:
        """The newest review date in the book."""
        return max(entry.reviewed for entry in self.all() if isinstance(entry, Reviewed))


def texts(value: Any) -> Iterator[str]:
    """Every text inside an entry, in field order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def cited_sources(entry: Entry) -> Iterator[str]:
    """The ids of the sources an entry cites, in field order, with repeats."""
    for text in texts(entry.model_dump()):
        yield from citations(text)
    if isinstance(entry, Claim):
        yield from entry.repeated_by
