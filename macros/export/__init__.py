"""The book as files for programs: feed, calendar, search index, and the pictures of links."""

from __future__ import annotations

from pathlib import Path

from macros.book.book import Book
from macros.export import calendar, feed, previews, search_index
from macros.files import write_inside
from macros.load.heads import read_heads


def write_exports(
    book: Book, docs: Path, site: Path, title: str, site_url: str, directory_urls: bool = True
) -> list[Path]:
    """Write feed, calendar and pictures of links into a built site, and what the search knows.

    The search takes part only if the site has the theme's index.

    docs: the hand-written pages. title, site_url: the name and the absolute address of the site.
    Returns the files written.
    Raises OSError when the folder cannot be written, and files.Unwritable when a link stands in the way.
    """
    files: dict[str, str | bytes] = {
        feed.FILE: feed.feed(book, title, site_url),
        calendar.FILE: calendar.calendar(book, title, site_url),
        **previews.previews(title),
    }
    themes = site / search_index.THEMES_FILE
    if themes.is_file() and not themes.is_symlink():
        files[search_index.THEMES_FILE] = search_index.without_documents(themes.read_text(encoding="utf-8"))
        files[search_index.FILE] = search_index.index(book, read_heads(docs), directory_urls)
    for name, content in files.items():
        write_inside(site, site / name, content)
    return [site / name for name in files]
