"""The book as files for programs: feed, calendar, search index."""

from __future__ import annotations

from pathlib import Path

from macros.book.book import Book
from macros.export import calendar, feed, search_index


def write_exports(
    book: Book, site: Path, title: str, site_url: str, directory_urls: bool = True
) -> list[Path]:
    """Write feed and calendar into a built site, and add the entries to its search index if it has one.

    title, site_url: the name and the absolute address of the site. Returns the files written.
    Raises OSError when the folder cannot be written.
    """
    (site / feed.FILE).write_text(feed.feed(book, title, site_url), encoding="utf-8")
    (site / calendar.FILE).write_bytes(calendar.calendar(book, title, site_url))
    written = [site / feed.FILE, site / calendar.FILE]
    index = site / search_index.FILE
    if index.exists():
        index.write_text(
            search_index.extended(index.read_text(encoding="utf-8"), book, directory_urls), "utf-8"
        )
        written.append(index)
    return written
