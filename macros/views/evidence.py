"""What the lists of cases, claims, changes, words and sources say, and their lines on other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.book.book import Book
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Source
from macros.model.mitigation import Mitigation
from macros.model.place import Place
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.text import first_sentence
from macros.views.addresses import place_of
from macros.views.pieces import Fact, Link, SourceLine, day, link, links, name, provision_link, source_line
from macros.views.strings import say

CASES = "cases/index.md"


@dataclass(frozen=True)
class Section:
    """An entry that is a section of its list. facts: what it is linked to, under the words before it."""

    id: str
    was: tuple[str, ...]
    title: str
    day: str
    notes: tuple[str, ...]
    text: str
    facts: tuple[Fact, ...]
    amount: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class ClaimSection:
    """A claim in the list of claims. repeated_by: source ids with their publishers."""

    id: str
    was: tuple[str, ...]
    title: str
    verdict: str
    verdict_id: str
    as_of: str
    right: str
    repeated_by: tuple[Link, ...]
    risks: tuple[Link, ...]


@dataclass(frozen=True)
class CaseLine:
    """A case on another page: when, what happened in a sentence, and what came of it."""

    day: str
    link: Link
    happened: str
    outcome: str


@dataclass(frozen=True)
class ChangeLine:
    """A change on the page of an entry it touches."""

    day: str
    link: Link


@dataclass(frozen=True)
class Word:
    """A word of the glossary."""

    id: str
    was: tuple[str, ...]
    title: str
    also: str
    means: str


@dataclass(frozen=True)
class ListedSource:
    """A source in the list of all sources: its line, its kind, and who cites it."""

    line: SourceLine
    kind: str
    cited_by: tuple[Link, ...]


def all_cases(book: Book) -> tuple[Section, ...]:
    """Every case, the newest first."""
    sections = []
    for case in book.links.cases_newest_first:
        provisions = tuple(provision_link(*book.provisions[entry_id]) for entry_id in case.provisions)
        facts = (
            Fact(say("cases.shows"), links(book.risks[entry_id] for entry_id in case.risks)),
            Fact(say("cases.turns_on"), provisions),
        )
        notes = (name(book, "jurisdictions", case.jurisdiction), case.decided_by or "")
        sections.append(
            Section(
                case.id,
                tuple(case.was),
                case.title,
                day(case.date),
                tuple(filter(None, notes)),
                case.what_happened,
                tuple(fact for fact in facts if fact.links),
                case.amount,
                case.outcome,
            )
        )
    return tuple(sections)


def all_changes(book: Book) -> tuple[Section, ...]:
    """Every change, the newest first."""
    sections = []
    for change in book.links.changes_newest_first:
        facts = (
            Fact(say("changes.touches"), links(book.risks[entry_id] for entry_id in change.risks)),
            Fact(
                say("changes.mitigations"),
                links(book.mitigations[entry_id] for entry_id in change.mitigations),
            ),
            Fact(say("changes.rules"), links(book.regulations[entry_id] for entry_id in change.regulations)),
        )
        sections.append(
            Section(
                change.id,
                tuple(change.was),
                change.title,
                day(change.date),
                (name(book, "areas", change.area),),
                change.what,
                tuple(fact for fact in facts if fact.links),
            )
        )
    return tuple(sections)


def all_claims(book: Book) -> tuple[ClaimSection, ...]:
    """Every claim in alphabetical order."""
    return tuple(
        ClaimSection(
            claim.id,
            tuple(claim.was),
            claim.title,
            name(book, "verdicts", claim.verdict),
            claim.verdict,
            day(claim.as_of),
            claim.right,
            tuple(Link(book.sources[source].publisher, source) for source in claim.repeated_by),
            links(book.risks[risk] for risk in claim.risks),
        )
        for claim in book.links.claims_by_title
    )


def glossary(book: Book) -> tuple[Word, ...]:
    """Every word in alphabetical order."""
    return tuple(
        Word(term.id, tuple(term.was), term.title, ", ".join(term.also_called), term.means)
        for term in book.glossary.by_title
    )


def all_sources(book: Book) -> tuple[ListedSource, ...]:
    """Every source by publisher."""
    return tuple(
        ListedSource(
            source_line(source),
            name(book, "source_kinds", source.type),
            tuple(_citing(book, source)),
        )
        for source in book.links.sources_by_publisher
    )


def _citing(book: Book, source: Source) -> Iterator[Link]:
    """The entries that cite a source, and the picture whose exchange rates were read in it."""
    for entry in book.links.citing(source):
        yield Link(_full_title(book, entry), place_of(entry.kind, entry.id))
    if source.id in book.costs.sources:
        yield Link(say("charts.costs"), CASES)


def _full_title(book: Book, entry: Entry) -> str:
    if isinstance(entry, Place):
        return name(book, "jurisdictions", entry.id)
    return str(entry.title)  # type: ignore[attr-defined]


def cases(book: Book, entry: Risk | Regulation) -> tuple[CaseLine, ...]:
    """The cases that show a danger or turn on a law."""
    return tuple(map(case_line, book.links.cases(entry)))


def case_line(case: Case) -> CaseLine:
    """A case as a line."""
    return CaseLine(day(case.date), link(case), first_sentence(case.what_happened), case.outcome)


def changes(book: Book, entry: Risk | Mitigation | Regulation) -> tuple[ChangeLine, ...]:
    """What changed and touches an entry."""
    return tuple(map(change_line, book.links.changes(entry)))


def change_line(change: Change) -> ChangeLine:
    """A change as a line."""
    return ChangeLine(day(change.date), link(change))
