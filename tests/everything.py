"""Everything a book says, in one text."""

from __future__ import annotations

from macros.book.book import Book
from macros.export import calendar, feed
from macros.export.search_index import index
from macros.render.pages import CALLED, all_pages
from macros.render.renderer import Renderer
from macros.views import lists


def said(book: Book) -> str:
    """Its pages, lists, search documents, feed and calendar."""
    renderer = Renderer(book, "https://book.invalid/")
    texts = [
        page.source(book) + renderer.page(page.path).whole(page.written(book)) for page in all_pages(book)
    ]
    writer = renderer.page("about.md")
    texts += [writer.part(template, view(book)) for template, view in CALLED.values()]
    categories = book.vocabularies.ids("categories")
    texts += [writer.part("category.html", lists.category(book, category)) for category in categories]
    texts += [index(book, [], True)]
    texts += [feed.feed(book, "Book", "https://book.invalid/")]
    texts += [calendar.calendar(book, "Book", "https://book.invalid/").decode()]
    return "\n".join(texts)
