"""The open book of one build, and the macro that prints its parts. No generator is imported here."""

from __future__ import annotations

import gc
import itertools
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from macros.book.book import Book
from macros.build import checked_book
from macros.load.documents import Problem, report
from macros.load.handwritten import handwritten_problems
from macros.render.pages import GeneratedPage, Written, all_pages, callable_parts, called
from macros.render.renderer import PageWriter, Renderer

# Nobody can write the word that stands for a part before the build has thrown its dice.
_MARK = f"riskbook-part-{secrets.token_hex(8)}"
_WAITING = re.compile(rf"(?:<p>)?({_MARK}-\d+-)(?:</p>)?")


@dataclass
class Session:
    """What one build knows: the book, its renderer, and the finished parts not yet in their page."""

    book: Book | None = None
    renderer: Renderer | None = None
    has_hooks: bool = False
    live: bool = False
    _writer: PageWriter | None = None
    _own: list[Written] = field(default_factory=list)
    _pages: dict[str, GeneratedPage] = field(default_factory=dict)
    _waiting: dict[str, str] = field(default_factory=dict)
    _marks: Iterator[str] = field(default_factory=lambda: map(f"{_MARK}-{{}}-".format, itertools.count()))

    def open(
        self, data: Path, site_url: str, directory_urls: bool, title: str = "", issues: str = ""
    ) -> list[Problem]:
        """Read the book; return every problem. With one, the last good book stays open, if there was one.

        title: of the book, which citations name. issues: where readers open forms.
        """
        with _unswept():
            book, problems = checked_book(data, self.book.entries if self.book else None)
        if book:
            self.book = book
        if self.book:
            self.renderer = Renderer(self.book, site_url, directory_urls, title, issues)
            self._pages = {page.path: page for page in all_pages(self.book)}
        self._writer = None
        self._waiting = {}
        return problems

    def judge(self, docs: Path) -> list[Problem]:
        """What keeps hand-written pages from being published, their calls included once a book is open."""
        return handwritten_problems(docs, callable_parts(self.book.vocabularies) if self.book else None)

    def pages(self) -> Iterable[GeneratedPage]:
        """Every page made from data."""
        return self._pages.values()

    def open_once(self, project: Path, site_url: str, directory_urls: bool) -> None:
        """Read the book for a generator without hooks, which asks again for every page.

        Raises SystemExit with every problem in data and pages.
        """
        if self.has_hooks or self.renderer:
            return
        problems = self.open(project / "data", site_url, directory_urls)
        if problems := problems + self.judge(project / "docs"):
            raise SystemExit(report(problems))

    def part(self, page: str, name: str, subject: str = "") -> str:
        """One part of a page as HTML, or with hooks a word that marks its place until Markdown is done.

        page: the page's path under docs/. name, subject: see render.pages.called.
        Raises LookupError as that does.
        """
        assert self.book, "the book was not opened"
        assert self.renderer
        if not self._writer or self._writer.path != page:
            self._writer = self.renderer.page(page)
            self._own = self._pages[page].written(self.book) if page in self._pages else []
        html = self._writer.part(*called(self.book, name, subject, self._own))
        if not self.has_hooks:
            return html
        # Finished HTML waits here while the page passes through Markdown, which would parse it again.
        mark = next(self._marks)
        self._waiting[mark] = html
        return mark

    def finish(self, html: str) -> str:
        """The HTML of a hand-written page with its finished parts in their places."""
        return _WAITING.sub(lambda found: self._waiting.pop(found[1]), html)


@contextmanager
def _unswept() -> Iterator[None]:
    """What is read here lives as long as the book. Python would look through all of it for rubbish again and
    again, while it grows and while pages are printed; that took a twelfth of a build.
    """
    gc.unfreeze()  # the book before this one is no longer needed
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


current = Session()
