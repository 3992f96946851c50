"""The book's parts as finished HTML, from autoescaping templates."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from macros.book.book import Book
from macros.book.provision_names import full_name
from macros.model.entry import Entry
from macros.model.evidence import Term
from macros.model.flaws import BANNED_WORDS
from macros.render.addresses import href, page_of, page_of_provision
from macros.render.pages import INDEXES, Part
from macros.render.prose import ProseRenderer
from macros.text import bare_text

TEMPLATES = Path(__file__).parent / "templates"
_MONTHS = list(calendar.month_name)[1:]


class Renderer:
    """Prints parts of pages from the book."""

    def __init__(self, book: Book, site_url: str = "", directory_urls: bool = True) -> None:
        """site_url: where the site will live, for printed pages. Empty, or a name that stands for no place
        yet (RFC 2606 keeps .example free), means that pages print their path alone.
        """
        self.book = book
        self.site_url = "" if (urlsplit(site_url).hostname or "").endswith(".example") else site_url
        self.directory_urls = directory_urls
        self.environment = _environment()
        self.environment.globals |= {
            "book": book,
            "words": book.words,
            "banned_words": BANNED_WORDS,
            "full_name": full_name,
        }

    def page(self, path: str, entry: Entry | None = None) -> PageWriter:
        """A writer for one page. path: the page's path under docs/; entry: what it is about, if anything.

        A page written to disk asks without its entry, which is then found by the path.
        """
        return PageWriter(self, path, entry or entry_at(self.book, path))


def entry_at(book: Book, path: str) -> Entry | None:
    """The entry whose page has this path under docs/; None for hand-written pages and old addresses."""
    folder, _, name = path.partition("/")
    kinds = {folder: kind for kind, (folder, _title) in INDEXES.items()}
    if folder not in kinds or name == "index.md":
        return None
    return book.find(kinds[folder], name.removesuffix(".md"))


class PageWriter:
    """Prints the parts of one page from top to bottom: numbers its citations, explains a word once."""

    def __init__(self, renderer: Renderer, path: str, entry: Entry | None) -> None:
        """path: the page's path under docs/. entry: what the page is about, if anything."""
        self.path = path
        self._renderer = renderer
        self._book = renderer.book
        self._cited: dict[str, int] = {}
        self._explained: set[str] = set()
        prose = ProseRenderer(self._link, self._cite, self._explain)
        self._names = {
            "entry": entry,
            "cite": lambda source: Markup(self._cite(source)),
            "cited": lambda: [self._book.sources[source] for source in self._cited],
            "href": self._link,
            "page_href": self._href,
            "permalink": urljoin(renderer.site_url, href(path, "index.md", True)),
            "prose": lambda text: Markup(prose.block(text)),
            "inline": lambda text: Markup(prose.inline(text)),
        }

    def part(self, template: str, subject: str = "") -> str:
        """One part of the page as HTML.

        template: a file under templates/. subject: what a hand-written page asks about, such as a category.
        Raises jinja2.TemplateError when the template is missing or asks for something unknown.
        """
        return self._renderer.environment.get_template(template).render(self._names, subject=subject)

    def whole(self, parts: Iterable[Part]) -> str:
        """The parts of a generated page with their headings, as HTML."""
        pieces = []
        for part in parts:
            if part.heading:
                pieces.append(heading(*part.heading))
            pieces.append(self.part(part.template, part.subject))
        return "\n\n".join(pieces)

    def _href(self, target: str) -> str:
        return href(target, self.path, self._renderer.directory_urls)

    def _link(self, kind: str, entry_id: str) -> str:
        if kind == "provision":
            regulation, _ = self._book.provisions[entry_id]
            return self._href(page_of_provision(regulation.id, entry_id))
        return self._href(page_of(kind, entry_id))

    def _cite(self, source: str) -> str:
        number = self._cited.setdefault(source, len(self._cited) + 1)
        template = self._renderer.environment.get_template("citation.html")
        return template.render(source=source, number=number)

    def _explain(self, text: str) -> str:
        """The text as HTML, with the first use of each glossary word on the page linked and explained."""
        pieces, end = [], 0
        for found in self._book.term_pattern.finditer(text):
            term = self._book.terms_by_word[found[0].lower()]
            if term.id in self._explained or self.path.startswith("glossary"):
                continue
            self._explained.add(term.id)
            pieces += [escape(text[end : found.start()]), self._explanation(term, found[0])]
            end = found.end()
        return "".join([*pieces, escape(text[end:])])

    def _explanation(self, term: Term, word: str) -> str:
        template = self._renderer.environment.get_template("term.html")
        return template.render(href=self._link("term", term.id), means=bare_text(term.means), word=word)


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
