"""Where hand-written pages lead: to a page that exists, and to an anchor that stands on it.

The build would find the same, after minutes and without a line. Here it is said with line, column and the
nearest that exists.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.book.book import Book
from macros.files import read_regular
from macros.load.documents import Problem
from macros.load.explain import nearest
from macros.load.handwritten import CALL, page_body, page_html
from macros.render.pages import all_pages, called
from macros.render.renderer import Renderer


def onward_problems(docs: Path, book: Book) -> list[Problem]:
    """Every link from a page under docs/ to a page or an anchor that is not there, by file and line.

    The pages have no other problem: whether a link may stand there at all is judged before.
    """
    site = _Site(docs, book)
    return sorted(problem for path in site.texts for problem in _of_page(site, path))


def _of_page(site: _Site, path: str) -> Iterator[Problem]:
    text = site.texts[path]
    for address in dict.fromkeys(site.links(path)):
        if message := site.why_nowhere(path, address):
            for found in re.finditer(rf"(?<=[(<\s]){re.escape(address)}(?=[)>\s]|$)", text, re.MULTILINE):
                line = text.count("\n", 0, found.start()) + 1
                column = found.start() - text.rfind("\n", 0, found.start())
                yield Problem(f"{site.docs.name}/{path}", line, column, "", message)


class _Site:
    """The pages of the site by their paths under docs/, and the anchors of those that somebody asks about."""

    def __init__(self, docs: Path, book: Book) -> None:
        self.docs = docs
        self._book = book
        self._made = {page.path: page for page in all_pages(book)}
        self.texts = {
            path.relative_to(docs).as_posix(): read_regular(path)
            for path in sorted(docs.rglob("*.md"))
            if not any(part.startswith(".") for part in path.relative_to(docs).parts)
        }
        self._bare: dict[str, _Bare] = {}
        self._anchors: dict[str, set[str]] = {}

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._book)

    def links(self, path: str) -> list[str]:
        """The addresses of a hand-written page that stay on the site."""
        return [link for link in self._read(path).links if not urlsplit(link).scheme]

    def why_nowhere(self, path: str, address: str) -> str:
        """Why a link of a page leads nowhere; empty when it leads somewhere."""
        parts = urlsplit(address)
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
        )
        if target not in self.texts and target not in self._made:
            return f"no page '{target}'{nearest(target, [*self.texts, *self._made])}"
        anchor = unquote(parts.fragment)
        if not anchor or (target in self.texts and anchor in self._read(target).anchors):
            return ""
        anchors = self._anchors_of(target)
        return "" if anchor in anchors else f"no anchor '{anchor}' on {target}{nearest(anchor, anchors)}"

    def _read(self, path: str) -> _Bare:
        if path not in self._bare:
            self._bare[path] = _Bare(page_html(page_body(self.texts[path])))
        return self._bare[path]

    def _anchors_of(self, path: str) -> set[str]:
        if path not in self._anchors:
            found = _Bare("".join(self._parts(path))).anchors
            self._anchors[path] = found | (self._read(path).anchors if path in self.texts else set())
        return self._anchors[path]

    def _parts(self, path: str) -> Iterator[str]:
        """What is made from data on a page."""
        writer = self._renderer.page(path)
        if path in self._made:
            yield writer.whole(self._made[path].written(self._book))
        for call in CALL.finditer(self.texts.get(path, "")):
            yield writer.part(*called(self._book, call[1], call[2] or "", []))


class _Bare(HTMLParser):
    """The anchors and links of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called and where it leads."""
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif tag == "a" and name == "href" and value:
                self.links.append(value)
