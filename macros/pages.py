"""One page per entry, as Markdown: front matter, headings, and one macro call per part.

No data stands in the page source but the validated plain fields of the front matter, because page
source is executed as a template.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.addresses import page_of
from macros.book import Book
from macros.files import write_inside
from macros.model import Checklist, Entry, Mitigation, Regulation, Risk


@dataclass(frozen=True)
class Page:
    """A page to build: its path under docs/, its source, and the data file its edit button opens."""

    path: str
    source: str
    edit: str


def _always(_book: Book, _entry: Entry) -> object:
    return True


def _found(method: str) -> Callable[[Book, Entry], object]:
    return lambda book, entry: getattr(book, method)(entry)


def _has_dates(_book: Book, entry: Entry) -> object:
    assert isinstance(entry, Regulation)
    return entry.dates


@dataclass(frozen=True)
class Part:
    """A stretch of a page: the template that prints it, under which heading, and when."""

    template: str
    heading: str = ""
    when: Callable[[Book, Entry], object] = _always


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
        Part("cases.html", "Real cases", _found("cases_of")),
        Part("risk/claims.html", "Often repeated", _found("claims_of")),
        Part("changes-here.html", "What changed", _found("changes_of")),
        Part("risk/also-called.html", "Also called"),
        Part("risk/related.html", "Near this one", _found("related")),
        Part("sources.html", "Sources"),
    ),
    Mitigation: (
        Part("mitigation/answer.html"),
        Part("mitigation/steps.html", "How to do it"),
        Part("mitigation/about.html", "What it does"),
        Part("mitigation/limits.html", "What it does not stop"),
        Part("mitigation/risks.html", "Dangers it reduces", _found("risks_reduced")),
        Part("mitigation/checklists.html", "On these checklists", _found("checklists_with")),
        Part("mitigation/rules.html", "Rules it helps to meet", _found("provisions_served")),
        Part("changes-here.html", "What changed", _found("changes_of")),
        Part("mitigation/controls.html", "In other frameworks", _found("frameworks")),
        Part("sources.html", "Sources"),
    ),
    Regulation: (
        Part("regulation/answer.html"),
        Part("regulation/provisions.html", "Provisions"),
        Part("regulation/dates.html", "Dates", _has_dates),
        Part("cases.html", "Decisions and cases", _found("cases_of")),
        Part("changes-here.html", "What changed", _found("changes_of")),
        Part("sources.html", "Sources"),
    ),
    Checklist: (Part("checklist.html"),),
}  # fmt: skip


def entry_pages(book: Book) -> Iterator[Page]:
    """One page for every risk, mitigation, regulation and checklist."""
    for entry in book.all():
        if type(entry) in PARTS:
            yield _page(book, entry)


def role_pages(book: Book) -> Iterator[Page]:
    """One page for every role that has a danger to know: /for/<role>/."""
    for door in book.doors:
        path = f"for/{door.item.id}.md"
        title = json.dumps(f"For you: {door.item.name.lower()}", ensure_ascii=False)
        lines = [
            "---",
            f"title: {title}",
            f"description: {json.dumps(door.item.means)}",
            "search: {exclude: true}",
            "---",
            f'\n{{{{ part("role.html", "{path}", "{door.item.id}") }}}}\n',
        ]
        yield Page(path, "\n".join(lines), "vocabularies/roles.yml")


def moved_pages(book: Book) -> Iterator[Page]:
    """One page for every id an entry had before, which leads to where the entry lives now."""
    for entry in book.all():
        if type(entry) not in PARTS:
            continue
        for old in entry.was:
            lines = [
                "---",
                f"title: {json.dumps(title_of(entry), ensure_ascii=False)}",
                "template: moved.html",
                f"moved_to: {entry.folder}/{entry.id}/",
                "search: {exclude: true}",
                "---",
                "",
            ]
            yield Page(page_of(entry.kind, old), "\n".join(lines), f"{entry.folder}/{entry.id}.yml")


def all_pages(book: Book) -> Iterator[Page]:
    """Every page that is made from data."""
    yield from entry_pages(book)
    yield from role_pages(book)
    yield from moved_pages(book)


def entry_at(book: Book, path: str) -> Entry | None:
    """The entry a page is about, from the page's path under docs/; None for hand-written pages."""
    folder, _, name = path.partition("/")
    for entry_type in PARTS:
        if entry_type.folder == folder and name != "index.md":
            return book.get(entry_type.kind, name.removesuffix(".md"))
    return None


def write_pages(book: Book, folder: Path) -> list[Path]:
    """Write the source of every entry page under a folder, for generators without build hooks.

    Returns the files written. Raises OSError when the folder cannot be written, and files.Outside when a
    page would land elsewhere.
    """
    written = []
    for page in all_pages(book):
        path = folder / page.path
        write_inside(folder, path, page.source)
        written.append(path)
    return written


def _page(book: Book, entry: Entry) -> Page:
    path = page_of(entry.kind, entry.id)
    lines = ["---", *_front_matter(entry), "---", ""]
    for part in PARTS[type(entry)]:
        if part.when(book, entry):
            lines += [f"## {part.heading}", ""] if part.heading else []
            lines += [f'{{{{ part("{part.template}", "{path}") }}}}', ""]
    return Page(path, "\n".join(lines), f"{entry.folder}/{entry.id}.yml")


def _front_matter(entry: Entry) -> Iterator[str]:
    yield f"title: {json.dumps(title_of(entry), ensure_ascii=False)}"
    yield f"description: {json.dumps(_description(entry), ensure_ascii=False)}"
    folder, title = _INDEXES[entry.kind]
    yield f"up: {folder}/"
    yield f"up_title: {title}"
    yield "search: {exclude: true}"


_INDEXES = {
    "risk": ("risks", "Dangers"),
    "mitigation": ("mitigations", "What to do"),
    "regulation": ("regulations", "Rules"),
    "checklist": ("checklists", "Checklists"),
}


def title_of(entry: Entry) -> str:
    """What a page or a list calls an entry: its short name if it has one, else its title."""
    return str(getattr(entry, "short", None) or entry.title)  # type: ignore[attr-defined]


def _description(entry: Entry) -> str:
    for name in ("in_one_sentence", "action", "use_when", "title"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    raise TypeError(f"{entry.kind} has nothing to describe it")
