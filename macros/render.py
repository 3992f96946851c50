"""The book's parts as finished HTML, from autoescaping templates."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from macros import prose
from macros.addresses import href, page_of, page_of_provision
from macros.book import Book
from macros.citations import full_name
from macros.model import Term
from macros.pages import entry_at
from macros.prose import BANNED_WORDS, ProseRenderer

TEMPLATES = Path(__file__).parent / "templates"
_MONTHS = list(calendar.month_name)[1:]


class Renderer:
    """Prints parts of pages. Links are made, and citations numbered, for the page that holds them."""

    def __init__(self, book: Book, site_url: str = "", directory_urls: bool = True) -> None:
        """site_url: where the site will live, for printed pages. Empty, or a name that stands for no place
        yet (RFC 2606 keeps .example free), means that pages print their path alone.
        """
        self._book = book
        self._site_url = "" if (urlsplit(site_url).hostname or "").endswith(".example") else site_url
        self._directory_urls = directory_urls
        self._cited: dict[str, dict[str, int]] = defaultdict(dict)
        self._explained: dict[str, set[str]] = defaultdict(set)
        self._environment = _environment()
        self._environment.globals |= {
            "book": book,
            "words": book.words,
            "banned_words": BANNED_WORDS,
            "full_name": full_name,
        }
        self._citation = self._environment.get_template("citation.html")
        self._term = self._environment.get_template("term.html")

    def part(self, template: str, page: str, subject: str = "") -> str:
        """One part of one page as HTML. Parts of a page are asked for from top to bottom.

        template: a file under templates/. page: the page's path under docs/. subject: what a
        hand-written page asks about, such as a category.
        Raises jinja2.TemplateError when the template is missing or asks for something unknown.
        """

        def link(kind: str, entry_id: str) -> str:
            return href(self._target(kind, entry_id), page, self._directory_urls)

        def cite(source: str) -> str:
            return self._cite(page, source)

        writer = ProseRenderer(link, cite, lambda text: self._explain(page, text))
        return self._environment.get_template(template).render(
            entry=entry_at(self._book, page),
            subject=subject,
            cite=lambda source: Markup(self._cite(page, source)),
            cited=lambda: [self._book.sources[source] for source in self._cited[page]],
            href=link,
            page_href=lambda target: href(target, page, self._directory_urls),
            permalink=urljoin(self._site_url, href(page, "index.md", True)),
            prose=lambda text: Markup(writer.block(text)),
            inline=lambda text: Markup(writer.inline(text)),
        )

    def _explain(self, page: str, text: str) -> str:
        """The text as HTML, with the first use of each glossary word on the page linked and explained."""
        pieces, end = [], 0
        for found in self._book.term_pattern.finditer(text):
            term = self._book.terms_by_word[found[0].lower()]
            if term.id in self._explained[page] or page.startswith("glossary"):
                continue
            self._explained[page].add(term.id)
            pieces += [escape(text[end : found.start()]), self._term_mark(page, term, found[0])]
            end = found.end()
        return "".join([*pieces, escape(text[end:])])

    def _term_mark(self, page: str, term: Term, word: str) -> str:
        address = href(page_of("term", term.id), page, self._directory_urls)
        return self._term.render(href=address, means=prose.bare_text(term.means), word=word)

    def _target(self, kind: str, entry_id: str) -> str:
        if kind == "provision":
            regulation, _ = self._book.provisions[entry_id]
            return page_of_provision(regulation.id, entry_id)
        return page_of(kind, entry_id)

    def _cite(self, page: str, source: str) -> str:
        numbers = self._cited[page]
        number = numbers.setdefault(source, len(numbers) + 1)
        return self._citation.render(source=source, number=number)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["day"] = day
    return environment


def day(value: date | str | None) -> str:
    """A date as people write it: 23 November 2026. A year or a month alone stays one."""
    if value is None:
        return "no date given"
    parts = str(value).split("-")
    names = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    days = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*days, *names, parts[0]])


_PLAIN_ENVIRONMENT = _environment()


def heading(anchor: str, title: str) -> str:
    """A second-level heading as HTML, with the anchor Markdown would give it."""
    return _PLAIN_ENVIRONMENT.get_template("heading.html").render(id=anchor, title=title)


def search_text(texts: tuple[str, ...]) -> str:
    """Texts as the HTML paragraphs of a search document."""
    return _PLAIN_ENVIRONMENT.get_template("search.html").render(texts=texts)
