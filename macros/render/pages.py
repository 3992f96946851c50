"""Which pages are made from data, of which parts, in which order, under which headings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from markdown.extensions.toc import slugify

from macros.book.book import Book
from macros.files import write_inside
from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.mitigation import Mitigation
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.render.addresses import page_of


class Heading(NamedTuple):
    """A second-level heading and the anchor Markdown would give it."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Part:
    """A stretch of a page: the template that prints it, under which heading, when, and what about.

    `when` is asked with the book and the entry of the page.
    """

    template: str
    title: str = ""
    when: Callable[[Book, Any], object] = lambda _book, _entry: True
    subject: str = ""

    @property
    def heading(self) -> Heading | None:
        """The heading over the part, if it has one."""
        return Heading(slugify(self.title, "-"), self.title) if self.title else None


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from data: its path under docs/, the data file its edit button opens, and its parts."""

    path: str
    edit: str
    title: str
    description: str = ""
    entry: Entry | None = None
    parts: tuple[Part, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def headings(self) -> list[Heading]:
        """The headings of the page, from top to bottom."""
        return [part.heading for part in self.parts if part.heading]

    @property
    def front_matter(self) -> str:
        """What a generator reads before the page: validated plain fields, written as JSON strings."""
        fields = {"title": self.title, "description": self.description} | self.meta
        lines = [
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value
        ]
        return "\n".join(["---", *lines, "search: {exclude: true}", "---", ""])

    @property
    def source(self) -> str:
        """The page in Markdown for generators without build hooks: headings, and one macro call per part.

        No data stands in it but the front matter, because a generator runs page source as a template.
        """
        lines = [self.front_matter]
        for part in self.parts:
            lines += [f"## {part.title}", ""] if part.title else []
            subject = f', "{part.subject}"' if part.subject else ""
            lines += [f'{{{{ part("{part.template}"{subject}) }}}}', ""]
        return "\n".join(lines)


PARTS: dict[type[Entry], tuple[Part, ...]] = {
    Risk: (
        Part("risk/answer.html"),
        Part("risk/is-this-you.html", "Is this you?"),
        Part("risk/signs.html", "What it looks like"),
        Part("risk/first-actions.html", "Do these first"),
        Part("risk/first-hour.html", "If it has happened: the first hour"),
        Part("risk/how.html", "How it happens"),
        Part("risk/detail.html", "In detail"),
        Part("risk/mitigations.html", "Everything that reduces it"),
        Part("risk/level.html", "Why this level"),
        Part("risk/rules.html", "Rules that apply"),
        Part("cases.html", "Real cases", lambda book, it: book.cases_of(it)),
        Part("risk/claims.html", "Often repeated", lambda book, it: book.claims_of(it)),
        Part("changes-here.html", "What changed", lambda book, it: book.changes_of(it)),
        Part("risk/also-called.html", "Also called"),
        Part("risk/related.html", "Near this one", lambda book, it: book.related(it)),
        Part("sources.html", "Sources"),
    ),
    Mitigation: (
        Part("mitigation/answer.html"),
        Part("mitigation/steps.html", "How to do it"),
        Part("mitigation/about.html", "What it does"),
        Part("mitigation/limits.html", "What it does not stop"),
        Part("mitigation/risks.html", "Dangers it reduces", lambda book, it: book.risks_reduced(it)),
        Part("mitigation/checklists.html", "On these checklists", lambda book, it: book.checklists_with(it)),
        Part("mitigation/rules.html", "Rules it helps to meet", lambda book, it: book.provisions_served(it)),
        Part("changes-here.html", "What changed", lambda book, it: book.changes_of(it)),
        Part("mitigation/controls.html", "In other frameworks", lambda book, it: book.frameworks(it)),
        Part("sources.html", "Sources"),
    ),
    Regulation: (
        Part("regulation/answer.html"),
        Part("regulation/provisions.html", "Provisions"),
        Part("regulation/dates.html", "Dates", lambda _book, it: it.dates),
        Part("cases.html", "Decisions and cases", lambda book, it: book.cases_of(it)),
        Part("changes-here.html", "What changed", lambda book, it: book.changes_of(it)),
        Part("sources.html", "Sources"),
    ),
    Checklist: (Part("checklist.html"),),
}  # fmt: skip


def entry_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every risk, mitigation, regulation and checklist."""
    for entry in book.all():
        if type(entry) not in PARTS:
            continue
        folder, title = INDEXES[entry.kind]
        yield GeneratedPage(
            page_of(entry.kind, entry.id),
            _edit(entry),
            title_of(entry),
            _description(entry),
            entry,
            tuple(part for part in PARTS[type(entry)] if part.when(book, entry)),
            {"up": f"{folder}/", "up_title": title},
        )


def role_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every role that has a danger to know: /for/<role>/."""
    for door in book.doors:
        yield GeneratedPage(
            f"for/{door.item.id}.md",
            "vocabularies/roles.yml",
            f"For you: {door.item.name.lower()}",
            door.item.means,
            parts=(Part("role.html", subject=door.item.id),),
        )


def moved_pages(book: Book) -> Iterator[GeneratedPage]:
    """One page for every id an entry had before, which leads to where the entry lives now."""
    for entry in book.all():
        for old in entry.was if type(entry) in PARTS else []:
            target = f"{entry.folder}/{entry.id}/"
            yield GeneratedPage(
                page_of(entry.kind, old),
                _edit(entry),
                title_of(entry),
                meta={"template": "moved.html", "moved_to": target},
            )


def all_pages(book: Book) -> Iterator[GeneratedPage]:
    """Every page that is made from data."""
    yield from entry_pages(book)
    yield from role_pages(book)
    yield from moved_pages(book)


def write_pages(book: Book, folder: Path) -> list[Path]:
    """Write the source of every generated page under a folder, for generators without build hooks.

    Returns the files written. Raises OSError when the folder cannot be written, and files.Outside when a
    page would land elsewhere.
    """
    written = []
    for page in all_pages(book):
        path = folder / page.path
        write_inside(folder, path, page.source)
        written.append(path)
    return written


INDEXES = {
    "risk": ("risks", "Dangers"),
    "mitigation": ("mitigations", "What to do"),
    "regulation": ("regulations", "Rules"),
    "checklist": ("checklists", "Checklists"),
}


def _edit(entry: Entry) -> str:
    return f"{entry.folder}/{entry.id}.yml"


def title_of(entry: Entry) -> str:
    """What a page or a list calls an entry: its short name if it has one, else its title."""
    return str(getattr(entry, "short", None) or entry.title)  # type: ignore[attr-defined]


def _description(entry: Entry) -> str:
    for name in ("in_one_sentence", "action", "use_when", "title"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    raise TypeError(f"{entry.kind} has nothing to describe it")
