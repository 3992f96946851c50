"""The book's parts as finished HTML, from autoescaping templates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from urllib.parse import urlencode, urljoin

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from macros.book.book import Book
from macros.menu_path import MenuPath, pieces
from macros.model.evidence import Term
from macros.render.pages import AFTER_THE_BRIEF, Written
from macros.render.prose import ProseRenderer
from macros.text import bare_text
from macros.views.addresses import href, place_of, place_of_provision, place_of_source, published_at
from macros.views.pieces import source_line
from macros.views.strings import say

UNEXPLAINED_PAGES = {"glossary.md"}
"""Pages on which difficult words lead nowhere, because they are explained there."""

TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Prints parts of pages. A writer for each page numbers its citations and explains a word once."""

    def __init__(
        self, book: Book, site_url: str = "", directory_urls: bool = True, title: str = "", issues: str = ""
    ) -> None:
        """site_url: where the site will live, for printed pages, which print their path alone when that is
        no place yet, see views.addresses.published_at. title: of the book, as a citation names it. issues:
        where readers open forms, for the link "This is wrong"; without it there is none.
        """
        self.book = book
        self.title = title
        self.issues = issues
        self.site_url = published_at(site_url)
        self.directory_urls = directory_urls
        self.environment = _environment()
        # Asked for thousands of times; a look-up costs as much as the printing.
        self.term = self.environment.get_template("term.html")

    def page(self, path: str) -> PageWriter:
        """A writer for the page with this path under docs/."""
        return PageWriter(self, path)


class PageWriter:
    """Prints the parts of one page, which are asked for from top to bottom."""

    def __init__(self, renderer: Renderer, path: str) -> None:
        """path: the page's path under docs/."""
        self.path = path
        folder, name = posixpath.split(path)
        self._neighbour = path if name == "index.md" else posixpath.join(folder, "-.md")
        self._renderer = renderer
        self._book = renderer.book
        self._cited: dict[str, int] = {}
        self._explained: set[str] = set()
        prose = ProseRenderer(self._link, self._cite, self._words)
        self._names = {
            "book_title": renderer.title,
            "cite": lambda source: Markup(self._cite(source)),
            "cited": lambda: [source_line(self._book, self._book.sources[source]) for source in self._cited],
            "href": self._href,
            "permalink": urljoin(renderer.site_url, href(path, "index.md", True)),
            "prose": lambda text: Markup(prose.block(text)),
            "inline": lambda text: Markup(prose.inline(text)),
        }

    def part(self, template: str, view: object = None) -> str:
        """One part of the page as HTML. template: a file under templates/. view: what it says.

        Raises jinja2.TemplateError when the template is missing or asks for something unknown.
        """
        return self._renderer.environment.get_template(template).render(self._names, view=view)

    def whole(self, parts: Iterable[Written]) -> str:
        """The parts of a page made from data, with their headings. What follows the brief of a danger stands
        in an element of its own, because paper sets it otherwise.
        """
        written = list(parts)
        names = [part.template for part, _ in written]
        brief = names.index(AFTER_THE_BRIEF) if AFTER_THE_BRIEF in names else len(names)
        pieces = [self._pieces(written[:brief])]
        if rest := written[brief:]:
            pieces.append(after_the_brief(self._pieces(rest)))
        return "\n\n".join(pieces)

    def _pieces(self, parts: Iterable[Written]) -> str:
        """Parts with their headings, some of which fold on a phone."""
        pieces = []
        for part, view in parts:
            title = heading(*part.heading) if part.heading else ""
            body = self.part(part.template, view)
            if part.says and self._renderer.issues:
                body += wrong(self._renderer.issues, self.path, part.title or say("pages.in_short"))
            pieces += [fold(title, body)] if part.folds else [title, body]
        return "\n\n".join(filter(None, pieces))

    def _href(self, target: str) -> str:
        """Pages of one folder lead to every other page by the same address, which is worked out once."""
        is_own = target.partition("#")[0] == self.path
        return href(target, self.path if is_own else self._neighbour, self._renderer.directory_urls)

    def _link(self, kind: str, entry_id: str) -> str:
        if kind == "provision":
            regulation = self._book.provisions[entry_id].regulation
            return self._href(place_of_provision(regulation.id, entry_id))
        if kind == "source":
            key = self._book.shelves.key_of(self._book.sources[entry_id])
            return self._href(place_of_source(entry_id, key))
        return self._href(place_of(kind, entry_id))

    def _cite(self, source: str) -> str:
        is_first = source not in self._cited
        number = self._cited.setdefault(source, len(self._cited) + 1)
        return citation(source, number, is_first)

    def _words(self, text: str) -> str:
        """The text as HTML: menu paths as labels, in which nothing is explained, and words between them."""
        return "".join(
            menu_path(piece) if isinstance(piece, MenuPath) else self._explain(piece)
            for piece in pieces(text)
        )

    def _explain(self, text: str) -> str:
        """The text as HTML, with the first use of each glossary word on the page linked and explained."""
        glossary = self._book.glossary
        pieces, end = [], 0
        for found in glossary.pattern.finditer(text):
            term = glossary.find(found[0])
            if not term or term.id in self._explained or self.path in UNEXPLAINED_PAGES:
                continue
            self._explained.add(term.id)
            pieces += [escape(text[end : found.start()]), self._explanation(term, found[0])]
            end = found.end()
        return "".join([*pieces, escape(text[end:])])

    def _explanation(self, term: Term, word: str) -> str:
        return self._renderer.term.render(
            href=self._link("term", term.id), means=bare_text(term.means), word=word
        )


class _Compiled(BytecodeCache):
    """Templates as code, compiled once by a process: `mkdocs serve` makes a renderer for each rebuild."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template whose source is the same as before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.globals["say"] = say
    return environment


_PLAIN_ENVIRONMENT = _environment()


def after_the_brief(body: str) -> str:
    """What paper prints on the sheets after the brief, as HTML. body: finished HTML."""
    return _PLAIN_ENVIRONMENT.get_template("risk/after-the-brief.html").render(body=Markup(body))


@lru_cache(maxsize=16384)
def citation(source: str, number: int, is_first: bool) -> str:
    """The mark of a citation as HTML: its number on the page, which leads to its source.

    is_first: whether it is the first of its source on the page, to which the source leads back.
    """
    template = _PLAIN_ENVIRONMENT.get_template("citation.html")
    return template.render(source=source, number=number, is_first=is_first)


@cache
def menu_path(path: MenuPath) -> str:
    """A menu path as HTML: its labels in a row, with the sign between them."""
    return _PLAIN_ENVIRONMENT.get_template("menu-path.html").render(view=path)


@cache
def heading(anchor: str, title: str) -> str:
    """A second-level heading as HTML, with the anchor Markdown would give it."""
    return _PLAIN_ENVIRONMENT.get_template("heading.html").render(id=anchor, title=title)


def wrong(issues: str, path: str, section: str) -> str:
    """The link that opens the form for what is wrong, with page and section filled in, as HTML."""
    query = urlencode({"template": "wrong.yml", "entry": path.removesuffix(".md"), "section": section})
    template = _PLAIN_ENVIRONMENT.get_template("wrong.html")
    return template.render(address=f"{issues}/new?{query}", section=section)


def fold(title: str, body: str) -> str:
    """A part as HTML that a phone shows folded under its heading. Style opens it elsewhere and on paper.

    title, body: finished HTML.
    """
    return _PLAIN_ENVIRONMENT.get_template("fold.html").render(heading=Markup(title), body=Markup(body))
