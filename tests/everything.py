"""Everything a book says, in one text."""

from __future__ import annotations

from collections.abc import Iterator

from macros.book.book import Book
from macros.export import calendar, feed
from macros.export.search_index import index
from macros.render.pages import CALLED, all_pages
from macros.render.renderer import Renderer
from macros.views import lists


def sayings(book: Book) -> Iterator[str]:
    """Its lists, feed, calendar, search documents and pages, each made when it is asked for."""
    renderer = Renderer(book, "https://book.invalid/", issues="https://book.invalid/issues")
    yield index(book, [], True)
    yield feed.feed(book, "Book", "https://book.invalid/")
    yield calendar.calendar(book, "Book", "https://book.invalid/").decode()
    writer = renderer.page("about.md")
    for template, view in CALLED.values():
        yield writer.part(template, view(book))
    for category in book.vocabularies.ids("categories"):
        yield writer.part("category.html", lists.category(book, category))
    for page in all_pages(book):
        yield page.source(book) + renderer.page(page.path).whole(page.written(book))
        if beside := page.written_beside(book):
            yield renderer.page(page.path).whole([beside])


def said(book: Book) -> str:
    """All of it."""
    return "\n".join(sayings(book))
