"""The page sources, and the short way they take through Markdown."""

from __future__ import annotations

import re

import markdown

from macros.book.book import Book
from macros.render.addresses import href
from macros.render.pages import all_pages, entry_pages
from macros.render.renderer import day, entry_at, heading
from tests.conftest import Site


def test_headings_come_out_as_markdown_would_make_them(book: Book) -> None:
    for page in entry_pages(book):
        titles = [title for _, title in page.headings]
        made = markdown.markdown("\n\n".join(f"## {title}" for title in titles), extensions=["toc"])
        assert made == "\n".join(heading(markdown_id(title), title) for title in titles), page.path


def markdown_id(title: str) -> str:
    return str(re.search(r'id="([^"]*)"', markdown.markdown(f"## {title}", extensions=["toc"]))[1])  # type: ignore[index]


def test_the_contents_list_of_a_page_names_its_headings(site: Site, book: Book) -> None:
    for page in entry_pages(book):
        html = site.page(page.path)
        for _, title in page.headings:
            assert f'<a href="#{markdown_id(title)}" class="md-nav__link">' in html, f"{page.path}: {title}"


def test_every_page_has_a_title_and_a_description(site: Site, book: Book) -> None:
    for page in all_pages(book):
        html = site.page(page.path)
        assert len(re.findall(r"<h1[ >]", html)) == 1, page.path
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html), page.path


def test_a_page_knows_its_entry(book: Book) -> None:
    for page in entry_pages(book):
        entry = entry_at(book, page.path)
        assert entry
        assert entry is page.entry
        assert page.edit == f"{entry.folder}/{entry.id}.yml"
    assert entry_at(book, "about.md") is None
    assert entry_at(book, "risks/index.md") is None


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
