"""The book as files for programs: feed, calendar, search index."""

from __future__ import annotations

from pathlib import Path

from macros.book.book import Book
from macros.export import calendar, feed, search_index
from macros.files import write_inside


def write_exports(
    book: Book, site: Path, title: str, site_url: str, directory_urls: bool = True
) -> list[Path]:
    """Write feed and calendar into a built site, and add the entries to its search index if it has one.

    title, site_url: the name and the absolute address of the site. Returns the files written.
    Raises OSError when the folder cannot be written, and files.Unwritable when a link stands in the way.
    """
    files: dict[str, str | bytes] = {
        feed.FILE: feed.feed(book, title, site_url),
        calendar.FILE: calendar.calendar(book, title, site_url),
    }
    index = site / search_index.FILE
    if index.is_file() and not index.is_symlink():
        files[search_index.FILE] = search_index.extended(
            index.read_text(encoding="utf-8"), book, directory_urls
        )
    for name, content in files.items():
        write_inside(site, site / name, content)
    return [site / name for name in files]
