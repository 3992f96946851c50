# ruff: noqa: E501
"""Thousands of documents that nobody thought of: no exception, one line for each problem, and what the check lets
pass is printed, with no markup but the book's own.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.book.book import Book
from macros.build import checked_book
from macros.export import calendar, feed
from macros.export.search_index import index
from macros.load.documents import Problem
from macros.load.entries import Entries, load
from macros.load.handwritten import page_problems
from macros.model.kinds import BY_FOLDER
from macros.render.pages import CALLED, PARTS, GeneratedPage, place_pages
from macros.render.renderer import Renderer
from macros.views.addresses import place_of
from tests.conftest import EPOCH, FIXTURE_BOOK, PROJECT, SMALL_BOOK_DAY, seconds
from tests.everything import sayings
from tests.test_hostile import altered

# What a text is made of: Markdown, HTML, templates, addresses, citations, signs that mislead, plain words.
PIECES = st.sampled_from([
    "[", "]", "(", ")", "[^", "]:", "](", "![", "*", "**", "_", "__", "`", "```", "~~~", "\\", "<", ">", "&", "&amp;",
    "&#60;", "{", "}", "{{ ", " }}", "{% ", "{#", "|", "#", "- ", "1. ", "> ", "    ", "\n", "\n\n", " ", ". ", ": ",
    "<b>", "</p>", "<script>alert(1)</script>", "<!-- ", "-->", "<img src=x onerror=alert(1)>", "onclick=", '"', "'",
    "javascript:alert(1)", "data:text/html,x", "https://a.example/", "https://a@b.example/", "//evil.example",
    "mailto:a@b.example", "[x](https://a.example/)", "[x](javascript:x)", "[x][risk:sim-swap]", "[x][term:no]",
    "[^cifas-sim-swap-2025]", "[^no]", "[^x y]", "[TOC]", "[x]: https://a.example/", "*[SIM]: x", "^[x]", "--8<--",
    "\u202e", "\u200b", "\u00a0", "\u2028", "\ud7ff", "\x07", "\x1b[2J", "\ufffe", "\u0430", "é", "会", "\U0001f600", "0",
    "9", "2026", "Moving a number", " to another card", "The SIM swap is told to the shop.", "crucial", "SIM swap",
])  # fmt: skip
# What Markdown, YAML and HTML give a meaning, and the check may let pass.
SLIGHT = st.sampled_from([
    "*", "**", "_", "[", "]", "][", "(", ")", "](", "!", "- ", "\n- ", "\n1. ", "\n> ", "\n\n", "  \n", "# ", "|", "~", "^", "+ ",
    " > ", "&", "'", "%", "@", ": ", " #", "--", "***", "=", "$", "[a", "b]", "*a*", "[x](https://a.example/)",
    "[x][risk:sim-swap]", "[term]", "www.a.example", "[^cifas-sim-swap-2025]", "&lt;", "é", "会", "SIM swap", "sim swaps",
    "<b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "{{ x }}",
    "A SIM swap.", "x", " ", ". ", "`",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=9).map("".join)
VALUES = TEXTS | st.sampled_from([None, True, 3, -1, 10**17, 1.5, [], {}, ["x"], {"x": "y"}, [[["x"]]]])
FILES = {
    folder: sorted(
        path.relative_to(FIXTURE_BOOK).as_posix() for path in (FIXTURE_BOOK / folder).glob("*.yml")
    )
    for folder in BY_FOLDER
}
WORDS = sorted(path.name for path in (PROJECT / "data" / "vocabularies").glob("*.yml"))
LISTS = {
    "case": ("all-cases.html",), "source": ("all-sources.html",), "term": ("glossary.html",),
    "claim": ("claims.html",), "change": ("changes.html",), "situation": ("signs.html", "signs-sheet.html"),
    "authority": ("clock.html",), "risk": ("register.html", "worst.html"), "mitigation": ("mitigations.html", "plan.html"),
    "regulation": ("regulations.html", "duties.html", "deadlines.html"), "checklist": ("emergency-lists.html",), "place": (),
}  # fmt: skip
FEW = settings(max_examples=200, deadline=None, derandomize=True, database=None,
               suppress_health_check=list(HealthCheck))  # fmt: skip
MANY = settings(FEW, max_examples=5_000)
SITE = "https://book.invalid/"


@cache
def value_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every part of a value, as what holds it and its key or number there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in [(value, key), *places(value[key])]]


def change_roughly(draw: st.DrawFn, holder: Any, key: Any) -> None:
    """Replace, remove or repeat one part of a value, or put something beside it."""
    change = draw(st.sampled_from(["text", "text", "add", "value", "remove", "repeat", "field"]))
    if change in {"text", "add"} and isinstance(holder[key], str):
        holder[key] = (holder[key] if change == "add" else "") + draw(TEXTS)
    elif change == "remove":
        del holder[key]
    elif change == "repeat" and isinstance(holder, list):
        holder.insert(0, holder[key])
    elif change == "field" and isinstance(holder, dict):
        holder[draw(TEXTS)] = draw(VALUES)
    else:
        holder[key] = draw(VALUES)


def inserted(draw: st.DrawFn, text: str, pieces: st.SearchStrategy[str]) -> str:
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(pieces) + text[place:]


@st.composite
def documents(draw: st.DrawFn, path: Path) -> str:
    """The text of a file after a change: slight in a text, or rough; now and then in the signs of the file."""
    value = yaml.safe_load(yaml.safe_dump(value_of(path)))
    found = places(value)
    texts = [(holder, key) for holder, key in found if isinstance(holder[key], str) and " " in holder[key]]
    # Prose may hold the most and is the longest; every other change falls on one of the long texts.
    if draw(st.booleans()):
        texts = sorted(texts, key=lambda place: -len(place[0][place[1]]))[: len(texts) // 4 + 1]
    if texts and draw(st.sampled_from([True] * 9 + [False])):
        holder, key = draw(st.sampled_from(texts))
        for _ in range(draw(st.integers(1, 3))):
            holder[key] = inserted(draw, holder[key], SLIGHT)
    else:
        change_roughly(draw, *draw(st.sampled_from(found)))
    written = yaml.dump(value, Dumper=_Plain, allow_unicode=True, width=10_000, sort_keys=False)
    if draw(st.sampled_from([False] * 9 + [True])):
        written = inserted(draw, written, TEXTS)
    return written


class _Plain(yaml.SafeDumper):
    """Writes no aliases, which the reader would refuse before it looks at anything else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Markup(HTMLParser):
    """The elements and attributes of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.targets |= {value or "" for name, value in attrs if name in {"href", "src", "action", "srcset"}}


@dataclass
class Small:
    """The small book, where it lies, and every element and attribute that it prints."""

    data: Path
    entries: Entries
    renderer: Renderer
    own: set[tuple[str, str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Any:
    data = tmp_path_factory.mktemp("documents") / "data"
    shutil.copytree(FIXTURE_BOOK, data)
    shutil.copytree(PROJECT / "data" / "vocabularies", data / "vocabularies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EPOCH, seconds(SMALL_BOOK_DAY))
        entries, problems = load(data)
        assert entries
        assert problems == []
        own = Markup("".join(list(sayings(Book(entries)))[3:])).found
        prose = {"p", "em", "strong", "code", "ul", "ol", "li", "br", "a"}
        yield Small(
            data,
            entries,
            Renderer(Book(entries), SITE),
            own | {(tag, "") for tag in prose} | {("ol", "start")},
        )


def is_one_line(problem: Problem) -> bool:
    line = str(problem)
    return line.isprintable() and line.startswith(("data/", "docs/")) and len(line) < 3_000


def judge_markup(html: str, small: Small) -> None:
    page = Markup(html)
    assert page.found <= small.own, page.found - small.own
    for target in page.targets:
        assert target.startswith(("https://", "mailto:", "#", "../", "./")) or ":" not in target, target


def holds(small: Small, file: str, text: str) -> None:
    """Reader, model and rules say their lines; without any, everything that shows the entry is printed."""
    entries, problems = altered(small.entries, file, text)
    assert all(map(is_one_line, problems)), problems
    if problems:
        return
    kind, entry_id = next(key for key in entries.documents if entries.documents[key].text == text)
    book = Book(entries)
    small.renderer.book = book  # its templates are compiled once
    writer = small.renderer.page("about.md")
    html = [writer.part(CALLED[name][0], CALLED[name][1](book)) for name in LISTS[kind]]
    entry = entries.of(kind)[entry_id]
    if type(entry) in PARTS:
        page = GeneratedPage(place_of(kind, entry_id), "", entry.title, "", entry, PARTS[type(entry)])
        html.append(small.renderer.page(page.path).whole(page.written(book)))
        assert yaml.safe_load(page.front_matter.strip("-\n"))["title"] == entry.title
    if kind == "place":
        pages = [page for page in place_pages(book) if page.path == place_of(kind, entry_id)]
        html += [small.renderer.page(page.path).whole(page.written(book)) for page in pages]
    judge_markup("".join(html), small)
    ElementTree.fromstring(feed.feed(book, "Book", SITE))
    assert calendar.calendar(book, "Book", SITE).decode().replace("\r\n", "").isprintable()
    index(book, [], True)


ENTRIES = (
    st.sampled_from(sorted(FILES))
    .flatmap(lambda folder: st.sampled_from(FILES[folder]))
    .flatmap(lambda file: st.tuples(st.just(file), documents(FIXTURE_BOOK / file)))
)


@FEW
@given(ENTRIES)
def test_a_document_nobody_thought_of(small: Small, document: tuple[str, str]) -> None:
    holds(small, *document)


@pytest.mark.slow
@MANY
@given(ENTRIES)
def test_thousands_of_documents_nobody_thought_of(small: Small, document: tuple[str, str]) -> None:
    holds(small, *document)


def holds_together(small: Small, name: str, text: str) -> None:
    """The whole book under a changed vocabulary: refused line by line, or printed to the last page."""
    path = small.data / "vocabularies" / name
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(text, encoding="utf-8")
        book, problems = checked_book(small.data)
    finally:
        path.write_text(before, encoding="utf-8")
    assert all(map(is_one_line, problems)), problems
    if book:
        judge_markup("".join(list(sayings(book))[3:]), small)


VOCABULARIES = st.sampled_from(WORDS).flatmap(
    lambda name: st.tuples(st.just(name), documents(PROJECT / "data" / "vocabularies" / name))
)


@settings(FEW, max_examples=5)
@given(VOCABULARIES)
def test_a_vocabulary_nobody_thought_of(small: Small, document: tuple[str, str]) -> None:
    holds_together(small, *document)


@pytest.mark.slow
@settings(FEW, max_examples=500)
@given(VOCABULARIES)
def test_hundreds_of_vocabularies_nobody_thought_of(small: Small, document: tuple[str, str]) -> None:
    holds_together(small, *document)


def judge_page(body: str) -> None:
    text = f"---\ntitle: x\ndescription: x\n---\n\n{body}\n"
    assert all(map(is_one_line, page_problems("docs/x.md", "x.md", Path("x.md"), text, None)))


@settings(FEW, max_examples=100)
@given(TEXTS)
def test_a_page_nobody_thought_of(body: str) -> None:
    judge_page(body)


@pytest.mark.slow
@MANY
@given(st.lists(TEXTS, max_size=5).map("\n\n".join))
def test_thousands_of_pages_nobody_thought_of(body: str) -> None:
    judge_page(body)
