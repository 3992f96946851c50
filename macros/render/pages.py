"""Which pages are made from data, of which parts, in which order, under which headings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from macros.book.book import Book
from macros.files import write_inside
from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Claim
from macros.model.mitigation import Mitigation
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.model.vocabularies import Jurisdiction, Vocabularies
from macros.text import first_sentence
from macros.views import (
    account,
    beside,
    charts,
    checklist,
    clock,
    door,
    evidence,
    lists,
    method,
    mitigation,
    place,
    plan,
    products,
    register,
    regulation,
    risk,
    shelves,
    trouble,
    you,
)
from macros.views.addresses import anchor_of, chapter_of, door_of, place_of, place_of_group
from macros.views.pieces import not_known, title_of
from macros.views.strings import say


class Heading(NamedTuple):
    """A second-level heading and the anchor Markdown would give it."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Part:
    """A stretch of a page: the template that prints it, what it says, and the heading over it.

    `view` is asked with the book and the entry of the page. folds: whether a phone shows the heading alone
    until the reader opens it.
    """

    template: str
    view: Callable[[Book, Any], object]
    title: str = ""
    folds: bool = False

    @property
    def says(self) -> bool:
        """Whether something stands in the part that can be wrong, and not only links."""
        if self.template in LEADING_ON or self.template.startswith("role/"):
            return False
        return bool(self.title) or self.template.endswith("/answer.html")

    @cached_property
    def heading(self) -> Heading | None:
        """The heading over the part, if it has one."""
        return Heading(anchor_of(self.title), self.title) if self.title else None


LEADING_ON = {
    "near.html",
    "facts.html",
    "sources.html",
    "sources-folded.html",
    "changes-here.html",
    "cases.html",
}
"""Templates of parts that only lead to what other pages say."""

# The list of sources is known only when the parts above it are printed.
SOURCES = Part("sources.html", lambda _book, entry: any(entry.cited()), say("pages.sources"))
NOT_KNOWN = Part("not-known.html", not_known, say("pages.not_known"))
SOURCES_FOLDED = replace(SOURCES, template="sources-folded.html")


def _folds(part: Part) -> Part:
    return replace(part, folds=True)


BESIDE = Part("beside.html", beside.beside)


class Written(NamedTuple):
    """A part that has something to say, and what it says."""

    part: Part
    view: object


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from data: its path under docs/, the data file its edit button opens, and its parts.

    subject is what its parts are asked about: an entry, a place, or the id of a role. beside: the part that
    stands in the column beside the text.
    """

    path: str
    edit: str
    title: str
    description: str = ""
    subject: object = None
    parts: tuple[Part, ...] = ()
    beside: Part | None = None
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def front_matter(self) -> str:
        """What a generator reads before the page: validated plain fields, written as JSON strings."""
        fields = {"title": self.title, "description": self.description} | self.meta
        filled = {name: value for name, value in fields.items() if value}
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in filled.items()]
        return "\n".join(["---", *lines, "search: {exclude: true}", "---", ""])

    def written(self, book: Book) -> list[Written]:
        """The parts that have something to say, from top to bottom."""
        views = ((part, part.view(book, self.subject)) for part in self.parts)
        return [Written(part, view) for part, view in views if view]

    def written_beside(self, book: Book) -> Written | None:
        """What stands beside the text, if anything does."""
        return Written(self.beside, self.beside.view(book, self.subject)) if self.beside else None

    def source(self, book: Book) -> str:
        """The page in Markdown for generators without build hooks: headings, and one macro call per part.

        No data stands in it but the front matter, because a generator runs page source as a template.
        """
        lines = [self.front_matter]
        for number, (part, _) in enumerate(self.written(book)):
            lines += [f"## {part.title}", ""] if part.title else []
            lines += [f'{{{{ part("{number}") }}}}', ""]
        return "\n".join(lines)


AFTER_THE_BRIEF = "risk/path.html"
"""The first part of a danger that paper does not print on the first sheet."""

PARTS: dict[type[Entry], tuple[Part, ...]] = {
    Risk: (
        Part("risk/answer.html", risk.answer),
        Part("prose.html", lambda _book, entry: entry.is_this_you, say("risk.is_this_you")),
        _folds(Part("risk/signs.html", lambda _book, entry: entry.warning_signs, say("risk.signs"))),
        Part("risk/first-actions.html", risk.first_actions, say("risk.first_actions")),
        Part("steps.html", lambda _book, entry: entry.first_hour, say("risk.first_hour")),
        Part("risk/first-hour.html", risk.first_hour, say("risk.first_hour")),
        _folds(Part("risk/path.html", risk.path, say("risk.how_it_happens"))),
        _folds(Part("risk/detail.html", lambda _book, entry: entry, say("risk.detail"))),
        _folds(Part("risk/mitigations.html", risk.mitigations, say("risk.mitigations"))),
        _folds(Part("risk/level.html", risk.severity, say("risk.why"))),
        _folds(Part("risk/rules.html", risk.rules, say("risk.rules"))),
        _folds(Part("cases.html", evidence.cases, say("risk.cases"))),
        _folds(Part("risk/claims.html", risk.claims, say("risk.claims"))),
        _folds(NOT_KNOWN),
        _folds(Part("changes-here.html", evidence.changes, say("risk.changes"))),
        _folds(
            Part("risk/also-called.html", lambda _book, entry: entry.also_called, say("risk.also_called"))
        ),
        _folds(Part("facts.html", risk.techniques, say("risk.frameworks"))),
        _folds(Part("near.html", risk.related, say("risk.related"))),
        _folds(SOURCES),
    ),
    Mitigation: (
        Part("mitigation/answer.html", mitigation.answer),
        Part("mitigation/steps.html", mitigation.steps, say("mitigation.steps")),
        Part("prose.html", lambda _book, entry: entry.about, say("mitigation.about")),
        Part("mitigation/limits.html", mitigation.limits, say("mitigation.limits")),
        NOT_KNOWN,
        Part("near.html", mitigation.risks, say("mitigation.risks")),
        Part("mitigation/checklists.html", mitigation.checklists, say("mitigation.checklists")),
        Part("mitigation/rules.html", mitigation.rules, say("mitigation.rules")),
        Part("changes-here.html", evidence.changes, say("mitigation.changes")),
        Part("facts.html", mitigation.controls, say("mitigation.frameworks")),
        SOURCES,
    ),
    Regulation: (
        Part("regulation/answer.html", regulation.answer),
        Part("regulation/provisions.html", regulation.provisions, say("regulation.provisions")),
        Part("regulation/dates.html", regulation.dates, say("regulation.dates")),
        NOT_KNOWN,
        Part("place/cases.html", regulation.cases, say("regulation.cases")),
        Part("changes-here.html", evidence.changes, say("regulation.changes")),
        SOURCES_FOLDED,
    ),
    Checklist: (
        Part("checklist.html", checklist.card),
        Part("copies.html", checklist.words, say("checklist.words")),
        Part("facts.html", checklist.behind, say("checklist.behind")),
        NOT_KNOWN,
        SOURCES,
    ),
    Case: (
        Part("evidence/happened.html", evidence.case),
        Part("prose.html", lambda _book, entry: entry.outcome, say("cases.outcome")),
        Part("near.html", evidence.dangers, say("cases.shows")),
        Part("evidence/turns-on.html", evidence.turns_on, say("cases.turns_on")),
        NOT_KNOWN,
        SOURCES,
    ),
    Change: (
        Part("evidence/happened.html", evidence.change),
        Part("near.html", evidence.dangers, say("changes.touches")),
        Part("facts.html", evidence.touches, say("changes.others")),
        NOT_KNOWN,
        SOURCES,
    ),
    Claim: (
        Part("evidence/claim.html", evidence.claim),
        NOT_KNOWN,
        Part("evidence/repeated-by.html", evidence.repeated_by, say("claims.repeated_by")),
        Part("near.html", evidence.dangers, say("claims.see")),
        SOURCES,
    ),
}
"""What the page of an entry consists of, from top to bottom. A part with nothing to say is left out."""

SHORT = {Case, Change, Claim}
"""The kinds of entries whose pages need no contents."""

PLACE_PARTS = (
    Part("place/answer.html", place.answer),
    Part("place/peculiar.html", place.peculiar, say("place.peculiar")),
    Part("place/how-fast.html", place.how_fast, say("place.how_fast")),
    Part("place/duties.html", place.duties, say("place.duties")),
    Part("dates-to-come.html", place.dates_to_come, say("place.dates")),
    Part("changes-here.html", place.changes, say("place.changes")),
    Part("place/cases.html", place.cases, say("place.cases")),
    Part("place/to-print.html", place.to_print, say("place.to_print")),
    Part("place/everywhere.html", place.everywhere, say("place.everywhere")),
    replace(NOT_KNOWN, view=place.not_known),
    Part("sources.html", place.is_cited, say("pages.sources")),
)
"""What the page of a place consists of."""

DOOR = (
    Part("role/lead.html", door.lead),
    Part("role/actions.html", door.actions, say("role.actions")),
    Part("role/lists.html", door.lists, say("role.lists")),
    Part("role/dangers.html", door.dangers, say("role.dangers")),
    Part("doors.html", door.rules, say("role.rules")),
)
"""What the page of a role consists of, from top to bottom."""

CHAPTER = (
    Part("chapter/answer.html", lists.category),
    Part("chapter/dangers.html", lists.category, say("category.worst_first")),
    Part("sources-folded.html", lambda _book, _category: True, say("pages.sources")),
)
"""What a chapter of the long answer consists of."""
GROUP = Part("list.html", shelves.group)
"""What the page of a group of a long list consists of."""

CATEGORY = "category.html"

CALLED: dict[str, tuple[str, Callable[[Book], object]]] = {
    "account.html": ("account.html", account.account),
    "account-small.html": ("account-small.html", account.zones),
    "all-cases.html": ("list.html", shelves.cases),
    "all-sources.html": ("list.html", shelves.sources),
    "banned-words.html": ("banned-words.html", method.banned_words),
    "calendar-link.html": ("calendar-link.html", lambda _book: None),
    "chart-costs.html": ("charts/costs.html", charts.costs),
    "chart-coverage.html": ("charts/coverage.html", charts.coverage),
    "chart-how-fast.html": ("charts/how-fast.html", charts.how_fast),
    "chart-years.html": ("charts/years.html", charts.years),
    "choice.html": ("choice.html", you.questions),
    "changes.html": ("list.html", shelves.changes),
    "claims.html": ("list.html", shelves.claims),
    "confidence.html": ("words.html", method.confidence),
    "clock.html": ("clock.html", clock.clock),
    "counts.html": ("counts.html", lists.counts),
    "dates-to-come.html": ("dates-to-come.html", lists.dates_to_come),
    "deadlines.html": ("deadlines.html", lists.deadlines),
    "doors.html": ("doors.html", lists.doors),
    "duties.html": ("duties.html", lists.duties),
    "emergency-lists.html": ("lists-of-roles.html", lists.emergency_lists),
    "feed-link.html": ("feed-link.html", lambda _book: None),
    "glossary.html": ("glossary.html", evidence.glossary),
    "heat.html": ("heat.html", method.heat),
    "impact.html": ("impact.html", method.impact),
    "levels.html": ("levels.html", method.levels),
    "likelihood.html": ("likelihood.html", method.likelihood),
    "matrix.html": ("matrix.html", method.matrix),
    "mitigations.html": ("mitigations.html", lists.mitigations),
    "product-dangers.html": ("product-dangers.html", products.dangers),
    "places-folded.html": ("places-folded.html", place.by_letter),
    "other-lists.html": ("lists-of-roles.html", lists.other_lists),
    "plan.html": ("plan.html", plan.plan),
    "products.html": ("words.html", lists.products),
    "register.html": ("register.html", register.register),
    "regulations.html": ("regulations.html", lists.regulations),
    "signs.html": ("signs.html", trouble.signs),
    "signs-sheet.html": ("signs-sheet.html", trouble.sheet),
    "sources.html": ("sources.html", lambda _book: None),
    "sources-folded.html": ("sources-folded.html", lambda _book: None),
    "you.html": ("you.html", lambda _book: None),
    "your-part.html": ("your-part.html", you.questions),
    "worst.html": ("worst.html", lists.worst),
}
"""What a hand-written page may call: the template that prints it, and what it says."""


def callable_parts(vocabularies: Vocabularies) -> dict[str, list[str]]:
    """The names a hand-written page may call, each with the words it can be asked about."""
    return {name: [] for name in CALLED} | {CATEGORY: vocabularies.ids("categories")}


def entry_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every entry that has one, each with its neighbours."""
    for entries in _reading_orders(book):
        yield from _neighbours(_entry_page(entry) for entry in entries)


def _entry_page(entry: Entry) -> GeneratedPage:
    folder, title = INDEXES[entry.kind]
    return GeneratedPage(
        place_of(entry.kind, entry.id),
        _edit(entry),
        say("claims.said", title=entry.title) if isinstance(entry, Claim) else title_of(entry),
        _description(entry),
        entry,
        PARTS[type(entry)],
        BESIDE if entry.kind in beside.KINDS else None,
        {"up": f"{folder}/", "up_title": title} | ({"hide": "toc"} if type(entry) in SHORT else {}),
    )


def _reading_orders(book: Book) -> Iterator[Iterable[Entry]]:
    """The entries with a page, kind by kind, in the order in which their list leads to them."""
    for kind in beside.KINDS:
        yield chain.from_iterable(group.entries for group in beside.groups(book, kind))
    yield book.links.cases_newest_first
    yield book.links.changes_newest_first
    yield book.shelves.claims.entries


def _neighbours(pages: Iterable[GeneratedPage]) -> Iterator[GeneratedPage]:
    """The pages, each with the addresses and titles of the one before and the one after."""
    found = list(pages)
    for page, before, after in zip(found, [None, *found], [*found[1:], None], strict=False):
        names = {"before": before, "after": after}
        meta = {name: f"{page.path.removesuffix('.md')}/" for name, page in names.items() if page}
        titles = {f"{name}_title": page.title for name, page in names.items() if page}
        yield replace(page, meta=page.meta | meta | titles)


def role_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every role that has a danger to know: /for/<role>/."""
    for group in book.severity.by_role:
        yield GeneratedPage(
            door_of(group.item.id),
            "vocabularies/roles.yml",
            say("pages.for_you", role=group.item.name.lower()),
            group.item.means,
            group.item.id,
            DOOR,
        )


def chapter_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every group of dangers: /in-detail/<category>/, each with its neighbours."""
    yield from _neighbours(
        GeneratedPage(
            chapter_of(group.item.id),
            "vocabularies/categories.yml",
            say("pages.chapter", group=group.item.name),
            group.item.means,
            group.item.id,
            CHAPTER,
            meta={"up": "in-detail/", "up_title": say("pages.long_answer")},
        )
        for group in book.severity.by_category
    )


def place_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every place with a rule or a note of its own: /places/<id>/."""
    folder, title = INDEXES["regulation"]

    def page(one: Jurisdiction) -> GeneratedPage:
        note = book.place_notes.get(one.id)
        return GeneratedPage(
            place_of("place", one.id),
            _edit(note) if note else "vocabularies/jurisdictions.yml",
            place.title(one),
            place.description(one),
            one,
            PLACE_PARTS,
            meta={"up": f"{folder}/", "up_title": title},
        )

    yield from _neighbours(map(page, book.places.with_page))


def group_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every group of a long list that is too long for one page: /sources/m/."""
    for whole in book.shelves.all:
        for larger, group in whole.pages():
            up = place_of_group(larger.kind, larger.key).removesuffix(".md").removesuffix("index").strip("/")
            title = shelves.group_title(book, larger) if larger.key else shelves.LISTS[larger.kind]
            yield GeneratedPage(
                place_of_group(group.kind, group.key),
                f"{group.entries[0].folder}/",
                shelves.group_title(book, group),
                say("lists.about_group", list=shelves.LISTS[group.kind]),
                (larger, group),
                (GROUP,),
                meta={"up": f"{up}/", "up_title": title, "hide": "toc"},
            )


def moved_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every id an entry had before, which leads to where the entry lives now."""
    for entry in book.all():
        for old in entry.was if type(entry) in PARTS else []:
            target = f"{entry.folder}/{entry.id}/"
            yield GeneratedPage(
                place_of(entry.kind, old),
                _edit(entry),
                title_of(entry),
                meta={"template": "moved.html", "moved_to": target},
            )


def all_pages(book: Book) -> Iterator[GeneratedPage]:
    """Every page that is made from data."""
    yield from entry_pages(book)
    yield from role_pages(book)
    yield from chapter_pages(book)
    yield from place_pages(book)
    yield from group_pages(book)
    yield from moved_pages(book)


def called(book: Book, name: str, subject: str, own: Sequence[Written]) -> tuple[str, object]:
    """The template and the view of the part that a page asks for by the macro.

    name: one of `callable_parts`, or on a page made from data the number of its part. subject: what a
    hand-written page asks about. own: the parts of the page, if it is made from data.
    Raises LookupError for a name or a subject that does not exist.
    """
    if name.isdecimal():
        part, view = own[int(name)]
        return part.template, view
    if name == CATEGORY:
        return CATEGORY, lists.category(book, subject)
    template, make = CALLED[name]
    return template, make(book)


def write_pages(book: Book, folder: Path) -> list[Path]:
    """Write the source of every generated page under a folder, for generators without build hooks.

    Returns the files written. Raises OSError when the folder cannot be written, and files.Unwritable when a
    page would land elsewhere.
    """
    written = []
    for page in all_pages(book):
        path = folder / page.path
        write_inside(folder, path, page.source(book))
        written.append(path)
    return written


INDEXES = {
    "risk": ("risks", say("pages.dangers")),
    "mitigation": ("mitigations", say("pages.mitigations")),
    "regulation": ("regulations", say("pages.rules")),
    "checklist": ("checklists", say("pages.checklists")),
    "case": ("cases", shelves.LISTS["case"]),
    "change": ("changes", shelves.LISTS["change"]),
    "claim": ("claims", shelves.LISTS["claim"]),
}


def _edit(entry: Entry) -> str:
    return f"{entry.folder}/{entry.id}.yml"


def _description(entry: Entry) -> str:
    for name in ("in_one_sentence", "action", "use_when", "what_happened", "what", "right", "title"):
        if hasattr(entry, name):
            text = str(getattr(entry, name))
            return first_sentence(text) if type(entry) in SHORT else text
    raise TypeError(f"{entry.kind} has nothing to describe it")
