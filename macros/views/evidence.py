"""What the pages of cases, changes and claims say, their lines on other pages, and the list of words."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.model.evidence import Case, Change, Claim
from macros.model.mitigation import Mitigation
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.text import first_sentence
from macros.views.pieces import Fact, Link, Row, day, link, links, name, place_link, provision_link, row
from macros.views.strings import say


@dataclass(frozen=True)
class Happened:
    """The top of the page of a case or a change. where: the place of a case. stage: how far it has come."""

    day: str
    where: Link | None
    note: str
    amount: str
    text: str
    stage: str


@dataclass(frozen=True)
class Answer:
    """The top of the page of a claim."""

    verdict: str
    verdict_id: str
    as_of: str
    right: str


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


def case(book: Book, entry: Case) -> Happened:
    """What happened, when and where, who decided it and what it cost."""
    where = place_link(book, entry.jurisdiction)
    reached = entry.stage and name(book, "case_stages", entry.stage.reached)
    stage = say("parts.stage", stage=reached, day=day(entry.stage.looked)) if entry.stage else ""
    decided_by, amount = entry.decided_by or "", entry.amount or ""
    return Happened(day(entry.date), where, decided_by, amount, entry.what_happened, stage)


def change(book: Book, entry: Change) -> Happened:
    """What changed, and when."""
    return Happened(day(entry.date), None, name(book, "areas", entry.area), "", entry.what, "")


def claim(book: Book, entry: Claim) -> Answer:
    """What is right."""
    return Answer(name(book, "verdicts", entry.verdict), entry.verdict, day(entry.as_of), entry.right)


def repeated_by(book: Book, entry: Claim) -> tuple[Link, ...]:
    """Who repeats a claim: publishers with the ids of their sources."""
    return tuple(Link(book.sources[source].publisher, source) for source in entry.repeated_by)


def dangers(book: Book, entry: Case | Change | Claim) -> tuple[Row, ...]:
    """The dangers that a case shows, a change touches or a claim is about, as they are named."""
    return tuple(row(book, book.risks[risk]) for risk in entry.risks)


def turns_on(book: Book, entry: Case) -> tuple[Link, ...]:
    """The provisions that a case turns on."""
    return tuple(provision_link(*book.provisions[provision]) for provision in entry.provisions)


def touches(book: Book, entry: Change) -> tuple[Fact, ...]:
    """The actions and the rules that a change touches."""
    facts = (
        Fact(say("changes.mitigations"), links(book.mitigations[one] for one in entry.mitigations)),
        Fact(say("changes.rules"), links(book.regulations[one] for one in entry.regulations)),
    )
    return tuple(fact for fact in facts if fact.links)


def glossary(book: Book) -> tuple[Word, ...]:
    """Every word in alphabetical order."""
    return tuple(
        Word(term.id, tuple(term.was), term.title, ", ".join(term.also_called), term.means)
        for term in book.glossary.by_title
    )


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
