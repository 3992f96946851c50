"""What the long lists say: groups with counts, a line for each entry, and what a reader can choose by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.book.book import Book
from macros.book.shelves import DIGIT, NO_MONTH, Shelf
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Claim, Source
from macros.model.place import Place
from macros.text import first_sentence
from macros.views.addresses import place_of, place_of_group, place_of_source, printed
from macros.views.pieces import KIND_NAMES, Link, SourceLine, day, link, name, source_line
from macros.views.strings import LOCALE, say

ROOM = 200_000
"""The bytes of HTML that old anchors may take on a page that holds little else."""
MARKUP = 18
SOURCE = "source-"
GIST = 9
"""A first sentence of fewer words does not say what is right: "It holds for one attack." """

CASES = "cases/index.md"


@dataclass(frozen=True)
class Line:
    """An entry in its list. words: what a reader can choose it by. verdict_id: of a claim, else empty."""

    id: str
    was: tuple[str, ...]
    words: str
    link: Link
    notes: tuple[str, ...] = ()
    strong: str = ""
    text: str = ""
    verdict: str = ""
    verdict_id: str = ""


@dataclass(frozen=True)
class ListedSource:
    """A source in the list of all sources: its line, and who cites it."""

    line: SourceLine
    words: str
    cited_by: tuple[Link, ...]


@dataclass(frozen=True)
class Section:
    """A group whose entries stand on the page."""

    anchor: str
    name: str
    lines: tuple[Line, ...]
    sources: tuple[ListedSource, ...]


@dataclass(frozen=True)
class GroupLink:
    """A group in the contents. sets: how many of its entries have which words."""

    link: Link
    count: int
    sets: str


@dataclass(frozen=True)
class Other:
    """A group beside the one whose page this is. here: whether it is this one."""

    link: Link
    here: bool


@dataclass(frozen=True)
class Option:
    """An answer, and how many entries have it."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class Select:
    """What a reader can choose by."""

    id: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Lead:
    """An anchor that this page had once, and where its entry is now."""

    anchor: str
    link: Link


@dataclass(frozen=True)
class List:
    """A page of a list. others: the groups beside this one, on the page of a group."""

    label: str
    groups: tuple[GroupLink, ...]
    others: tuple[Other, ...]
    selects: tuple[Select, ...]
    total: int
    unit: str
    sections: tuple[Section, ...]
    leads: tuple[Lead, ...]


def cases(book: Book) -> List:
    """The list of cases."""
    return _list(book, book.shelves.cases)


def changes(book: Book) -> List:
    """The list of changes."""
    return _list(book, book.shelves.changes)


def claims(book: Book) -> List:
    """The list of claims."""
    return _list(book, book.shelves.claims)


def sources(book: Book) -> List:
    """The list of sources."""
    return _list(book, book.shelves.sources)


def group(book: Book, found: tuple[Shelf, Shelf]) -> List:
    """The page of a group. found: the shelf it is a part of, and the group."""
    return _list(book, found[1], found[0])


def group_title(book: Book, shelf: Shelf) -> str:
    """What the page of a group is called."""
    return say("lists.of_group", list=LISTS[shelf.kind], group=_name(book, shelf))


LISTS = {
    "case": say("lists.cases"),
    "change": say("lists.changes"),
    "claim": say("lists.claims"),
    "source": say("lists.sources"),
}
"""What each list is called."""

_UNITS = {
    "case": say("lists.case"),
    "change": say("lists.change"),
    "claim": say("lists.claim"),
    "source": say("lists.source"),
}
_CONTENTS = {
    "case": say("lists.by_year"),
    "change": say("lists.by_year"),
    "claim": say("lists.by_subject"),
    "source": say("lists.by_publisher"),
}
_OUTCOMES = {
    "decided": say("lists.decided"),
    "sum": say("lists.sum"),
    "undecided": say("lists.undecided"),
}
_CITING = {kind: KIND_NAMES[kind] for kind in (
    "risk", "mitigation", "checklist", "regulation", "case", "claim", "change", "authority", "place",
)}  # fmt: skip


def _list(book: Book, shelf: Shelf, larger: Shelf | None = None) -> List:
    words = {entry.id: _words(book, entry) for entry in shelf.entries}
    sections = () if shelf.is_divided else tuple(_section(book, one, words) for one in shelf.groups)
    return List(
        _CONTENTS[shelf.kind],
        tuple(_group_link(book, one, shelf) for one in shelf.groups),
        tuple(
            Other(Link(_name(book, one), place_of_group(one.kind, one.key)), one is shelf)
            for one in (larger.groups if larger else ())
        ),
        tuple(_selects(book, shelf, words.values())),
        len(shelf.entries),
        _UNITS[shelf.kind],
        sections,
        _leads(book, shelf, is_whole=larger is None),
    )


def _name(book: Book, shelf: Shelf) -> str:
    if shelf.kind == "source":
        return shelf.key.removeprefix(DIGIT).capitalize() or say("lists.digits")
    if shelf.kind == "claim":
        categories = book.vocabularies.ids("categories")
        category = next(one for one in categories if f"{shelf.key}-".startswith(f"{one}-"))
        return _begins(name(book, "categories", category), shelf.key.removeprefix(category).strip("-"))
    year, month, rest = [*shelf.key.split("-"), "", ""][:3]
    if month == NO_MONTH:
        return _begins(say("lists.no_month", year=year), rest)
    return _begins(day(f"{year}-{month}" if month else year), rest)


def _begins(text: str, letters: str) -> str:
    return say("lists.begins", group=text, letters=letters) if letters else text


def _group_link(book: Book, shelf: Shelf, larger: Shelf) -> GroupLink:
    target = place_of_group(shelf.kind, shelf.key if larger.is_divided else larger.key)
    anchor = "" if larger.is_divided else f"#{_anchor(shelf)}"
    sets = Counter(" ".join(_words(book, entry)) for entry in shelf.entries)
    return GroupLink(
        Link(_name(book, shelf), f"{target}{anchor}"),
        len(shelf.entries),
        "|".join(f"{count} {words}" for words, count in sorted(sets.items())),
    )


def _anchor(shelf: Shelf) -> str:
    """No id of an entry holds an underscore."""
    return f"in_{shelf.key}"


def _section(book: Book, shelf: Shelf, words: dict[str, list[str]]) -> Section:
    lines = [_line(book, entry, " ".join(words[entry.id])) for entry in shelf.entries]
    return Section(
        _anchor(shelf),
        _name(book, shelf),
        tuple(line for line in lines if isinstance(line, Line)),
        tuple(line for line in lines if isinstance(line, ListedSource)),
    )


# ---------------------------------------------------------------- a line


def _line(book: Book, entry: Case | Change | Claim | Source, words: str) -> Line | ListedSource:
    if isinstance(entry, Source):
        return ListedSource(source_line(book, entry), words, tuple(_citing(book, entry)))
    own = (entry.id, tuple(entry.was), words)
    if isinstance(entry, Case):
        notes = (name(book, "jurisdictions", entry.jurisdiction), day(entry.date))
        outcome = "" if entry.amount else first_sentence(entry.outcome)
        return Line(*own, link(entry), notes, entry.amount or "", outcome)
    if isinstance(entry, Change):
        places = (name(book, "jurisdictions", one) for one in _places(book, entry))
        return Line(*own, link(entry), (day(entry.date), name(book, "areas", entry.area), *places))
    said = Link(say("claims.said", title=entry.title), place_of(entry.kind, entry.id))
    verdict = name(book, "verdicts", entry.verdict)
    gist = first_sentence(entry.right, short=GIST)
    return Line(*own, said, text=gist, verdict=verdict, verdict_id=entry.verdict)


def _full_title(book: Book, entry: Entry) -> str:
    if isinstance(entry, Place):
        return name(book, "jurisdictions", entry.id)
    return str(entry.title)  # type: ignore[attr-defined]


def _places(book: Book, change: Change) -> list[str]:
    """The places whose rules a change touches."""
    return list(dict.fromkeys(book.regulations[one].jurisdiction for one in change.regulations))


# ---------------------------------------------------------------- what a reader can choose by


def _citing(book: Book, source: Source) -> Iterator[Link]:
    """The entries that cite a source, and the picture whose exchange rates were read in it."""
    for entry in book.links.citing(source):
        yield Link(_full_title(book, entry), place_of(entry.kind, entry.id))
    if source.id in book.costs.sources:
        yield Link(say("charts.costs"), CASES)


def _words(book: Book, entry: Case | Change | Claim | Source) -> list[str]:
    """The options that an entry is chosen by. No two selects of a list have an option of the same id."""
    if isinstance(entry, Source):
        kinds = {one.kind for one in book.links.citing(entry)}
        return [entry.type, entry.language, *sorted(kinds)]
    if isinstance(entry, Case):
        found = {"decided": entry.decided_by, "sum": entry.amount, "undecided": not entry.decided_by}
        return [entry.jurisdiction, *(word for word, holds in found.items() if holds), *entry.risks]
    if isinstance(entry, Change):
        return [*_places(book, entry), entry.area, *entry.risks]
    return [entry.verdict, *entry.risks]


def _selects(book: Book, shelf: Shelf, words: Iterable[list[str]]) -> Iterator[Select]:
    """The questions of a list, each with the answers that some entry has."""
    found = Counter(word for some in words for word in some)
    vocabularies = book.vocabularies
    places = sorted(vocabularies.jurisdictions, key=lambda place: place.name)
    dangers = sorted(book.risks.values(), key=lambda risk: risk.title.lower())
    languages = sorted(LOCALE.languages.items(), key=lambda item: item[1])
    place = ("place", say("lists.place"), [(one.id, one.name) for one in places])
    danger = ("danger", say("lists.danger"), [(one.id, one.title) for one in dangers])
    asked: dict[str, list[tuple[str, str, Iterable[tuple[str, str]]]]] = {
        "case": [place, ("outcome", say("lists.outcome"), _OUTCOMES.items()), danger],
        "change": [place, ("kind", say("lists.kind"), _named(vocabularies.areas)), danger],
        "claim": [("verdict", say("lists.verdict"), _named(vocabularies.verdicts)), danger],
        "source": [
            ("kind", say("lists.kind"), _named(vocabularies.source_kinds)),
            ("language", say("lists.language"), languages),
            ("by", say("sources.cited_by"), _CITING.items()),
        ],
    }
    for select, text, options in asked[shelf.kind]:
        there = tuple(Option(one, shown, found[one]) for one, shown in options if one in found)
        yield Select(select, text, there)


def _named(items: Iterable[Any]) -> list[tuple[str, str]]:
    return [(item.id, item.name) for item in items]


# ---------------------------------------------------------------- old anchors


def _leads(book: Book, shelf: Shelf, *, is_whole: bool) -> tuple[Lead, ...]:
    """The anchors this page had in an earlier edition, of entries that stand elsewhere now.

    Those of the first edition are kept in a file. A list that divides keeps its own, as long as they fit.
    """
    own: dict[str, Entry] = {anchor: entry for entry in shelf.entries for anchor in _anchors(entry)}
    entries, first = own, []
    if is_whole:
        entries = {anchor: source for source in book.sources.values() for anchor in _anchors(source)} | own
        first = [anchor for anchor in printed(shelf.kind) if anchor in entries]
    if not shelf.is_divided:
        return tuple(Lead(anchor, _lead(book, entries[anchor])) for anchor in first if anchor not in own)
    found = tuple(Lead(anchor, _lead(book, entries[anchor])) for anchor in dict.fromkeys([*first, *own]))
    return found if sum(map(_weight, found)) <= ROOM else found[: len(first)]


def _weight(lead: Lead) -> int:
    return len(lead.anchor) + len(lead.link.target) + len(lead.link.text) + MARKUP


def _anchors(entry: Entry) -> list[str]:
    prefix = SOURCE if isinstance(entry, Source) else ""
    return [f"{prefix}{one}" for one in (entry.id, *entry.was)]


def _lead(book: Book, entry: Any) -> Link:
    if isinstance(entry, Source):
        return Link(entry.publisher, place_of_source(entry.id, book.shelves.key_of(entry)))
    return link(entry)
