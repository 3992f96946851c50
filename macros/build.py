"""From a folder to a book: load, check, link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from macros.book.book import Book
from macros.check import WITHIN_ENTRIES, check
from macros.load.documents import Problem
from macros.load.entries import Entries, load
from macros.load.handwritten import Parts, handwritten_problems
from macros.model.vocabularies import Vocabularies

PartsOf = Callable[[Vocabularies], Parts]

SHARED_PAGES = {
    "term": "glossary.md",
    "situation": "help.md",
    "authority": "clock.md",
}
"""The pages under docs/ on which the entries of one kind have their places."""


def judged(data: Path, before: Entries | None = None) -> tuple[Entries | None, list[Problem]]:
    """What could be read under a data folder, and every problem found.

    before: what was read earlier; what did not change since then is not read again.
    """
    entries, problems = load(data, before)
    if entries:
        problems += check(entries, WITHIN_ENTRIES if entries.is_partial else None)
    return entries, sorted(problems)


def checked_book(data: Path, before: Entries | None = None) -> tuple[Book | None, list[Problem]]:
    """The book under a data folder and no problems, or no book and every problem found.

    before: the entries of an earlier book; what did not change since then is not read again.
    """
    entries, problems = judged(data, before)
    return (Book(entries) if entries and not problems else None), problems


def judged_project(
    project: Path, parts_of: PartsOf | None = None, before: Entries | None = None
) -> tuple[Entries | None, list[Problem]]:
    """What could be read of a project, and every problem in its data and its pages.

    parts_of: what pages may call, see load.handwritten, worked out of the vocabularies. before: see judged.
    """
    entries, problems = judged(project / "data", before)
    parts = parts_of(entries.vocabularies) if parts_of and entries else None
    anchors = _anchors(entries) if entries and not problems else None
    problems += handwritten_problems(project / "docs", parts, anchors)
    return entries, sorted(problems)


def checked_project(project: Path, parts_of: PartsOf | None = None) -> tuple[Book | None, list[Problem]]:
    """The book of a project and no problems, or no book and every problem in its data and its pages.

    parts_of: see judged_project.
    """
    entries, problems = judged_project(project, parts_of)
    return (Book(entries) if entries and not problems else None), problems


def _anchors(entries: Entries) -> dict[str, set[str]]:
    return {
        page: {name for entry in entries.of(kind).values() for name in (entry.id, *entry.was)}
        for kind, page in SHARED_PAGES.items()
    }
