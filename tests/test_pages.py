"""The page sources, and the short way they take through Markdown."""

from __future__ import annotations

import re

import markdown
import pytest

from macros.book.book import Book
from macros.render.pages import GeneratedPage, all_pages, called, entry_pages
from macros.render.renderer import heading
from macros.views.addresses import href
from macros.views.pieces import day
from tests.conftest import Site


def test_headings_come_out_as_markdown_would_make_them(book: Book) -> None:
    for page in entry_pages(book):
        titles = headings(page, book)
        made = markdown.markdown("\n\n".join(f"## {title}" for title in titles), extensions=["toc"])
        assert made == "\n".join(heading(markdown_id(title), title) for title in titles), page.path


def headings(page: GeneratedPage, book: Book) -> list[str]:
    return [part.title for part, _ in page.written(book) if part.title]


def markdown_id(title: str) -> str:
    return str(re.search(r'id="([^"]*)"', markdown.markdown(f"## {title}", extensions=["toc"]))[1])  # type: ignore[index]


def test_the_contents_list_of_a_page_names_its_headings(site: Site, book: Book) -> None:
    for page in entry_pages(book):
        html = site.page(page.path)
        for title in headings(page, book):
            assert f'<a href="#{markdown_id(title)}" class="md-nav__link">' in html, f"{page.path}: {title}"


def test_every_page_has_a_title_and_a_description(site: Site, book: Book) -> None:
    for page in all_pages(book):
        html = site.page(page.path)
        assert len(re.findall(r"<h1[ >]", html)) == 1, page.path
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html), page.path


@pytest.mark.parametrize(("name", "subject"), [("nothing.html", ""), ("category.html", "acount")])
def test_a_page_that_asks_for_something_unknown_is_refused(book: Book, name: str, subject: str) -> None:
    with pytest.raises(LookupError, match=subject or name):
        called(book, name, subject, [])


def test_links_work_for_directories_and_for_plain_files() -> None:
    assert href("mitigations/b.md", "risks/a.md", True) == "../../mitigations/b/"
    assert href("mitigations/b.md", "risks/a.md", False) == "../mitigations/b.html"
    assert href("cases/index.md#x", "risks/a.md", True) == "../../cases/#x"
    assert href("cases/index.md#x", "risks/a.md", False) == "../cases/index.html#x"
    assert href("risks/a.md#part", "risks/a.md", True) == "#part"
    assert href("index.md", "about.md", True) == "../"
    assert href("risks/a.md", "index.md", True) == "risks/a/"


def test_dates_read_as_people_write_them() -> None:
    assert [day("2026-11-23"), day("2026-11"), day("2026"), day(None)] == [
        "23 November 2026",
        "November 2026",
        "2026",
        "no date given",
    ]
