"""What may lie under docs/: pages in Markdown that call the one macro, and nothing else.

A page is read twice. Its source is searched for what a template engine would run and for raw HTML; then it is
turned into HTML as MkDocs will do it, and every element, attribute and address in there has to be on a list.
"""

from __future__ import annotations

import os
import posixpath
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from markdown import Markdown
from pydantic import Field, ValidationError

from macros.dialect import NO_LINK, address_flaw
from macros.files import Unreadable, read_regular
from macros.load.documents import Problem, first_problems, gap_problems, parse_document
from macros.load.explain import explain, nearest
from macros.model.entry import Strict
from macros.model.fields import Plain
from macros.model.flaws import misleading_words
from macros.model.kinds import BY_FOLDER
from macros.text import odd_sign, shown, sign_name

EXTENSIONS = ("toc", "tables", "fenced_code", "md_in_html")
"""Markdown's own and those of mkdocs.yml."""
OPENING, CLOSING = '<div class="rb-hero" markdown>', "</div>"
CALL = re.compile(r'\{\{ part\("([a-z-]+(?:/[a-z-]+)?\.html)"(?:, "([a-z0-9-]+)")?\) \}\}')
ALLOWED_TARGETS = "use https, mailto or a page such as about.md"
MADE = {*BY_FOLDER, "for"}
"""Folders of the site whose pages are made from data."""
SITE_ANCHORS = {"by-place", "keep-it", "rules-where-you-are", "where-you-are-now", "your-deadlines"}
"""What parts of the book use as anchors, besides the ids of entries and words."""
SITE_PREFIXES = ("_", "source-", "group-", "danger-", "place=", "rb-")
LONGEST_LINE = 4_000
LONGEST_PAGE = 64_000
MOST_LINES = 2_000
# What a converter looks at again and again: more than this on one page would keep it busy for minutes.
MOST_SIGNS = {"[": 500, "\\": 200, "~": 200}
MOST_HEADINGS = 200
MOST_CELLS = 50

_PAGE_NAME = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")
_BRACES = re.compile(r"([{}]\S{0,20}).*")
# A converter gives up on deep nesting, and not at the same depth in every program.
_NESTED = re.compile(r"\s{24}|\s*(?:(?:[*+-]|\d+\.|>)\s*){6}")
# A converter makes letters of these, so that the words on the page stand nowhere in its source.
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,31};")
_TAG = re.compile(r"<[A-Za-z/!?][^\s>]{0,20}")
_ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "div",
}  # fmt: skip
_ATTRIBUTES = {
    ("a", "href"),
    ("div", "class"),
    ("ol", "start"),
    *((f"h{level}", "id") for level in range(1, 7)),
}
# Stands for the parts of a page while it is judged. Nobody can write it, so no trick can be built around it.
_STAND_IN = f"part-{secrets.token_hex(8)}"


class Search(Strict):
    """How the theme's search treats a page."""

    exclude: bool


class FrontMatter(Strict):
    """What stands between the two lines of three dashes at the top of a page."""

    title: Plain
    description: Annotated[Plain, Field(description="What search engines and link previews show.")]
    also_called: list[Plain] = Field([], description="What people type who need the page.")
    hide: list[Literal["toc"]] = []
    search: Search | None = None


Parts = Mapping[str, Collection[str]]
"""The parts a page may call, each with what it can be asked about, if anything."""
Anchors = Mapping[str, Collection[str]]
"""What entries need on the pages they share, by the page's path under docs/."""


def handwritten_problems(
    docs: Path, parts: Parts | None = None, anchors: Anchors | None = None
) -> list[Problem]:
    """Everything under docs/ that may not be published, and every mistake in its pages, by file and line.

    parts: what pages may call; left out, calls are judged by their form alone.
    anchors: path of a page under docs/ → what entries need there, and no heading may take.
    """
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for path in sorted(_files(docs)):
        inside = path.relative_to(docs).as_posix()
        name = docs.name if path == docs else f"{docs.name}/{inside}"
        problems += _file_problems(name, inside, path, parts, (anchors or {}).get(inside, ()))
        address = inside.removesuffix(".md").removesuffix("index").rstrip("/")
        if address in owners:
            message = f"has the same address on the site as {owners[address]}; rename one of them"
            problems.append(Problem(name, 1, 1, "", message))
        owners.setdefault(address, name)
    return sorted(problems)


def _file_problems(
    name: str, inside: str, path: Path, parts: Parts | None, anchors: Collection[str]
) -> list[Problem]:
    if path.is_symlink():
        return [Problem(name, 1, 1, "", "a link to another place; only regular files are published")]
    if not _PAGE_NAME.fullmatch(inside):
        message = (
            "only pages in Markdown, named like get-help.md, are published from here; "
            "style, scripts and pictures are code and lie in macros/theme/assets"
        )
        return [Problem(name, 1, 1, "", message)]
    if "/" in inside and inside.split("/")[0] in MADE and posixpath.basename(inside) != "index.md":
        message = "the pages of this folder are made from data; only its index.md is written by hand"
        return [Problem(name, 1, 1, "", message)]
    try:
        text = read_regular(path)
    except Unreadable as unreadable:
        return [Problem(name, 1, 1, "", str(unreadable))]
    return page_problems(name, inside, path, text, parts, anchors)


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


def page_problems(
    name: str, inside: str, path: Path, text: str, parts: Parts | None = None, anchors: Collection[str] = ()
) -> list[Problem]:
    """The first hundred problems of one page. inside: its path under docs/. parts, anchors: see above."""
    return first_problems(_page_problems(name, inside, path, text, parts, anchors))


def _page_problems(
    name: str, inside: str, path: Path, text: str, parts: Parts | None, anchors: Collection[str]
) -> Iterator[Problem]:
    lines = text.split("\n")
    if len(text) > LONGEST_PAGE:
        yield Problem(name, 1, 1, "", f"a page of {len(text)} characters; {LONGEST_PAGE} at most")
        return
    if len(lines) > MOST_LINES:
        yield Problem(name, MOST_LINES, 1, "", f"a page of {len(lines)} lines; {MOST_LINES} at most")
        return
    end = next((number for number, line in enumerate(lines[1:], 1) if line.startswith(("---", "..."))), 0)
    # MkDocs takes the fields for text when no line follows the second dashes.
    if lines[0] != "---" or not end or lines[end] != "---" or end == len(lines) - 1:
        message = "expected a line of three dashes, 'title: …', 'description: …', three dashes, and the page"
        yield Problem(name, 1, 1, "", message)
        return
    # Empty lines stand for what is left out, so that the lines keep their numbers.
    yield from _front_matter_problems(name, path, "\n".join(["", *lines[1:end], ""]))
    found = [*source_problems(name, "\n".join(["", *lines[1:end], "", *lines[end + 1 :]]))]
    body = page_body(text)
    calls = _call_problems(name, body, parts) if parts is not None else ()
    page = _Page(lambda address: _why_not_linked(address, inside, path), {*anchors, *SITE_ANCHORS})
    yield from found or [*calls, *_html_problems(name, body, page)]


def _call_problems(name: str, body: str, parts: Parts) -> Iterator[Problem]:
    for call in CALL.finditer(body):
        part, subject = call[1], call[2] or ""
        line = body.count("\n", 0, call.start()) + 1
        if part not in parts:
            yield Problem(name, line, 1, "", f"no part '{part}'{nearest(part, parts)}")
        elif subject not in (parts[part] or [""]):
            allowed = ", ".join(parts[part]) or "nothing"
            yield Problem(name, line, 1, "", f"'{part}' is asked about '{subject}'; expected {allowed}")


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


def source_problems(name: str, text: str) -> Iterator[Problem]:
    """What a template engine would run, raw HTML and unseen signs in the text of a page, by line."""
    rest = _without_calls_and_frames(text)
    for number, line in enumerate(rest, 1):
        if sign := odd_sign(line):
            message = f"the character {sign_name(sign)} is not allowed"
            yield Problem(name, number, line.index(sign) + 1, "", message)
    for pattern, words in (
        (_BRACES, "'{found}' is not allowed; a part stands on a line of its own, as in the other pages"),
        (_TAG, "raw HTML '{found}' is not allowed; write Markdown"),
        (_ENTITY, "'{found}' hides a character; write the character itself"),
    ):
        for number, line in enumerate(rest, 1):
            for found in pattern.finditer(line):
                literal = found[pattern.groups]
                yield Problem(name, number, found.start() + 1, "", words.format(found=literal))
    for number, line in enumerate(rest, 1):
        if len(line) > LONGEST_LINE:
            yield Problem(name, number, 1, "", f"a line of {len(line)} characters; {LONGEST_LINE} at most")
        if line.count("|") > MOST_CELLS:
            yield Problem(name, number, 1, "", f"a row of {line.count('|')} cells; {MOST_CELLS} at most")
        if _NESTED.match(line):
            yield Problem(name, number, 1, "", "lists or quotes are nested too deep")
    if (headings := sum(line.startswith("#") for line in rest)) > MOST_HEADINGS:
        yield Problem(name, 1, 1, "", f"{headings} headings; {MOST_HEADINGS} at most")
    yield from gap_problems(name, text)
    for sign, most in MOST_SIGNS.items():
        if (count := text.count(sign)) > most:
            yield Problem(name, 1, 1, "", f"the sign '{sign}' {count} times; {most} at most")


def _without_calls_and_frames(text: str) -> list[str]:
    """The lines of a page. Calls on a line of their own and the frame of the home page are left out, so that
    whatever is left of them is a stranger.
    """
    lines = text.split("\n")
    rest: list[str] = []
    is_framed = False
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        is_alone = not before and not after
        if is_alone and CALL.fullmatch(line):
            line = ""
        elif (is_alone or not before) and line == OPENING and not is_framed:
            line, is_framed = "", True
        elif (is_alone or not after) and line == CLOSING and is_framed:
            line, is_framed = "", False
        rest.append(line)
    return rest


def _html_problems(name: str, body: str, page: _Page) -> Iterator[Problem]:
    try:
        html = page_html(body)
    except RecursionError:
        yield Problem(name, 1, 1, "", "lists or quotes are nested too deep")
        return
    page.feed(html)
    for message, literal in page.found:
        place = body.find(literal) if literal else -1
        line = body.count("\n", 0, place) if place >= 0 else 0
        column = place - (body.rfind("\n", 0, place) + 1) if place >= 0 else 0
        yield Problem(name, line + 1, column + 1, "", message)


@lru_cache(maxsize=64)
def page_html(body: str) -> str:
    """The text of a page as HTML, with a word of nobody's in the place of each part.

    Kept, because its elements and its links are judged apart, and again whenever a file is saved.
    """
    html: str = Markdown(extensions=list(EXTENSIONS)).convert(CALL.sub(_STAND_IN, body))
    return html


def page_body(text: str) -> str:
    """A page without its fields. Empty lines stand for them, so that the lines keep their numbers."""
    head, dashes, body = text.partition("\n---\n")
    return "\n" * (head + dashes).count("\n") + body


class _Page(HTMLParser):
    """Collects what a finished page may not hold: a sentence, and the words of the source to point at."""

    def __init__(self, why_not_linked: Callable[[str], str], taken: Collection[str] = ()) -> None:
        """why_not_linked: why an address may not be linked from this page; empty when it may.

        taken: anchors that others need on this page.
        """
        super().__init__()
        self._why_not_linked = why_not_linked
        self._taken = taken
        self._link, self._said = "", ""
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
            elif attribute == "href":
                self._link, self._said = value or "", ""
                self._refuse_link(self._why_not_linked(self._link))
            elif attribute == "id" and (value or "").startswith(SITE_PREFIXES):
                self.found.append((f"'{shown(value)}' is an anchor that the site keeps for itself", ""))
            elif attribute == "id" and value in self._taken:
                message = f"a heading has the anchor '{value}', which an entry needs on this page; reword it"
                self.found.append((message, ""))

    def handle_data(self, data: str) -> None:
        """Keep the words of a link."""
        self._said += data

    def handle_endtag(self, tag: str) -> None:
        """Judge the words of a link that leads away."""
        if tag == "a" and not _is_relative(self._link):
            self._refuse_link(misleading_words(self._said, self._link))

    def _refuse_link(self, why_not: str) -> None:
        if why_not:
            message = f"link target '{shown(self._link)}' is not allowed; {why_not}"
            self.found.append((message, self._link))

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


def _why_not_linked(address: str, inside: str, page: Path) -> str:
    """Why an address leads neither to https, nor to a mailbox, a page of this book or a place on this page.

    inside: the path under docs/ of the page that holds the link. page: where it lies.
    The pages of entries are left to the generator, which knows them all.
    """
    if not _is_relative(address):
        return _why_not_away(address)
    path = urlsplit(address).path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(inside), path))
    if path and (not path.endswith(".md") or target.startswith("..")):
        return ALLOWED_TARGETS
    docs = page.parents[inside.count("/")]
    is_there = not path or target.partition("/")[0] in MADE or (docs / target).is_file()
    return "" if is_there else "there is no such page"


def _why_not_away(address: str) -> str:
    why_not = address_flaw(address)
    return ALLOWED_TARGETS if why_not == NO_LINK else why_not


def _is_relative(address: str) -> bool:
    """Whether an address stays on the site, by a path from the page or an anchor on it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_shown = address.isprintable() and not any(sign in address for sign in " \\")
    return is_shown and not (parts.scheme or parts.netloc or parts.query or address.startswith("/"))


def built_problems(name: str, html: str) -> list[Problem]:
    """What a generator made of a page and may not publish, before the parts are put in.

    Two programs can read one text differently; what counts is what was made.
    """
    page = _Page(lambda address: "" if _is_relative(address) else _why_not_away(address))
    page.feed(html)
    return [Problem(name, 1, 1, "", message) for message, _ in page.found]
