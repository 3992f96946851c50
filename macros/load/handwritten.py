"""What may lie under docs/: pages in Markdown that call the one macro, and the assets named here.

A page is read twice. Its source is searched for what a template engine would run and for raw HTML; then it is
turned into HTML as MkDocs will do it, and every element, attribute and address in there has to be on a list.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from pydantic import Field, ValidationError

from macros.files import Unreadable, read_regular
from macros.load.documents import Problem, parse_document
from macros.load.explain import explain
from macros.model.entry import Strict
from macros.model.fields import Plain

ASSETS = ("assets/book.css", "assets/mark.svg", "assets/palette.js", "assets/start.js")
EXTENSIONS = ("toc", "tables", "fenced_code", "md_in_html")
"""Markdown's own and those of mkdocs.yml."""
RAW_HTML = ('<div class="rb-hero" markdown>', "</div>")
CALL = re.compile(r'\{\{ part\("([a-z-]+(?:/[a-z-]+)?\.html)"(?:, "([a-z0-9-]+)")?\) \}\}')

_PAGE_NAME = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")
_BRACES = re.compile(r"([{}]\S{0,20}).*")
_TAG = re.compile(r"(<[A-Za-z/!?][^\s>]{0,20})")
_CONTROL = re.compile(
    r"([\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff])"
)
_ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "br", "hr",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
_ATTRIBUTES = {
    ("a", "href"),
    ("div", "class"),
    ("ol", "start"),
    *((f"h{level}", "id") for level in range(1, 7)),
}
_SVG = {"svg", "g", "path", "rect", "circle", "title"}


class Search(Strict):
    """How the theme's search treats a page."""

    exclude: bool


class FrontMatter(Strict):
    """What stands between the two lines of three dashes at the top of a page."""

    title: Plain
    description: Annotated[Plain, Field(description="What search engines and link previews show.")]
    hide: list[Literal["toc"]] = []
    search: Search | None = None


def handwritten_problems(docs: Path) -> list[Problem]:
    """Everything under docs/ that may not be published, and every mistake in its pages, by file and line."""
    return sorted(problem for path in _files(docs) for problem in file_problems(docs, path))


def file_problems(docs: Path, path: Path) -> list[Problem]:
    """What keeps one file under docs/ from being published; nothing for a page or asset that may be."""
    inside = path.relative_to(docs).as_posix()
    name = docs.name if path == docs else f"{docs.name}/{inside}"
    if path.is_symlink():
        return [Problem(name, 1, 1, "", "a link to another place; only regular files are published")]
    if not _PAGE_NAME.fullmatch(inside) and inside not in ASSETS:
        message = (
            f"only pages in Markdown, named like get-help.md, and {', '.join(ASSETS)} are published from here"
        )
        return [Problem(name, 1, 1, "", message)]
    try:
        text = read_regular(path)
    except Unreadable as unreadable:
        return [Problem(name, 1, 1, "", str(unreadable))]
    if path.suffix == ".svg":
        return list(_svg_problems(name, text))
    return list(_page_problems(name, path, text)) if path.suffix == ".md" else []


def _files(docs: Path) -> Iterator[Path]:
    """Everything but folders, and links to folders too. Names that begin with a dot are not published."""
    if docs.is_symlink():
        yield docs
        return
    for folder, folders, names in os.walk(docs):
        here = Path(folder)
        yield from (here / name for name in names if not name.startswith("."))
        yield from (here / name for name in folders if (here / name).is_symlink())


# ---------------------------------------------------------------- a page


def _page_problems(name: str, path: Path, text: str) -> Iterator[Problem]:
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.startswith(("---", "..."))), 0)
    if lines[0] != "---" or not end or lines[end] != "---":
        message = (
            "expected a first line of three dashes, 'title: …', 'description: …', and a line of three dashes"
        )
        yield Problem(name, 1, 1, "", message)
        return
    # An empty line stands for the first dashes, so that the lines keep their numbers.
    yield from _front_matter_problems(name, path, "\n".join(["", *lines[1:end], ""]))
    body = "\n".join([*[""] * (end + 1), *lines[end + 1 :]])
    found = [*_source_problems(name, body)]
    yield from found or _html_problems(name, body)


def _front_matter_problems(name: str, path: Path, text: str) -> Iterator[Problem]:
    document, problems = parse_document(text, path, name)
    yield from problems
    if problems:
        return
    try:
        FrontMatter.model_validate(document.value)
    except ValidationError as error:
        for details in error.errors():
            yield from explain(document, FrontMatter, details)


def _source_problems(name: str, body: str) -> Iterator[Problem]:
    # Calls and the few allowed tags are blanked out, so that whatever is left is a stranger.
    rest = CALL.sub(lambda found: " " * len(found[0]), body)
    for allowed in RAW_HTML:
        rest = rest.replace(f"\n{allowed}\n", f"\n{' ' * len(allowed)}\n")
    for pattern, message in (
        (_CONTROL, "the character U+{code:04X} is not allowed"),
        (_BRACES, "'{found}' is not allowed; a page calls part(…) as the other pages do, and nothing else"),
        (_TAG, "raw HTML '{found}' is not allowed; write Markdown"),
    ):
        for found in pattern.finditer(rest):
            line = rest.count("\n", 0, found.start())
            column = found.start() - (rest.rfind("\n", 0, found.start()) + 1)
            sentence = message.format(found=found[1], code=ord(found[1][0]))
            yield Problem(name, line + 1, column + 1, "", sentence)


def _html_problems(name: str, body: str) -> Iterator[Problem]:
    html = Markdown(extensions=list(EXTENSIONS)).convert(CALL.sub("part", body))
    page = _Page()
    page.feed(html)
    for message, literal in page.found:
        place = body.find(literal) if literal else -1
        line = body.count("\n", 0, place) if place >= 0 else 0
        column = place - (body.rfind("\n", 0, place) + 1) if place >= 0 else 0
        yield Problem(name, line + 1, column + 1, "", message)


class _Page(HTMLParser):
    """Collects what a finished page may not hold: a sentence, and the words of the source to point at."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one element."""
        if tag not in _ELEMENTS:
            literal = next((value for _, value in attrs if value), tag)
            self.found.append((f"the element '{tag}' is not allowed on a page", literal))
            return
        for attribute, value in attrs:
            if (tag, attribute) not in _ATTRIBUTES:
                self.found.append((f"the attribute '{attribute}' is not allowed on '{tag}'", attribute))
            elif attribute == "href" and not _is_safe(value or ""):
                message = (
                    f"link target '{value}' is not allowed; use https, mailto or a page such as about.md"
                )
                self.found.append((message, value or ""))

    def handle_comment(self, data: str) -> None:
        """Refuse a comment, which can hide what a browser reads otherwise."""
        self.found.append(("a comment is not allowed on a page", data))

    def handle_decl(self, decl: str) -> None:
        """Refuse a declaration."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse a processing instruction."""
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        """Refuse what is no HTML at all."""
        self.handle_comment(data)


def _is_safe(address: str) -> bool:
    """Whether an address leads to https, to a mailbox, to a page of this book or to a place on this page."""
    if not address.isprintable() or any(sign in address for sign in " \\"):
        return False
    parts = urlsplit(address)
    if parts.scheme:
        return parts.scheme in {"https", "mailto"} and (parts.scheme == "mailto" or bool(parts.netloc))
    return not parts.netloc and not address.startswith("/") and (not parts.path or parts.path.endswith(".md"))


def _svg_problems(name: str, text: str) -> Iterator[Problem]:
    """A drawing holds shapes: it is opened by itself too, where a script in it would run."""
    if "<!" in text or "<?" in text:
        yield Problem(name, 1, 1, "", "a drawing holds shapes only, no declaration or comment")
        return
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield Problem(name, error.position[0], error.position[1] + 1, "", "not a drawing that can be read")
        return
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag not in _SVG:
            yield Problem(name, 1, 1, "", f"the element '{tag}' is not allowed in a drawing")
        for attribute in element.attrib:
            if attribute.startswith("on") or attribute.rpartition("}")[2] in {"href", "style"}:
                yield Problem(name, 1, 1, "", f"the attribute '{attribute}' is not allowed in a drawing")
