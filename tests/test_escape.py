"""What a contributor might try to smuggle in: refused by the check, or inert in the page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.book.book import Book
from macros.build import checked_book
from macros.render.pages import entry_pages
from macros.render.prose import ProseRenderer
from macros.render.renderer import Renderer

PROSE_ATTEMPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>body{display:none}</style>",
    "<form action=https://evil.example><input></form>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](http://plain.example)",
    "[x](https://good.example){ onclick=alert(1) }",
    "text\n{ onclick=alert(1) style=x }",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include 'mkdocs.yml' %}",
    "{# a comment",
    "![picture](https://tracker.example/x.png)",
    "<https://auto.example>",
    "```\n<script>\n```",
]
PLAIN_ATTEMPTS = [
    "x </title><script>alert(1)</script>",
    "x &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    'x " onload=alert(1) x="',
    "x {{ 7*7 }}",
    "x `code`",
    "x\\ny",
]
INERT = [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "`[x](javascript:alert(1))`",
    '--8<-- "pyproject.toml"',
    "*[HTML]: <b>",
    "# not a heading",
    "***",
]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@pytest.mark.parametrize("attempt", PROSE_ATTEMPTS)
def test_prose_that_could_act_is_refused_where_it_stands(small_book: Path, attempt: str) -> None:
    path = small_book / "terms" / "sim-swap.yml"
    path.write_text(
        f"title: SIM swap\nmeans: {quoted('Moving a phone number to another card. ' + attempt)}\n"
    )
    book, problems = checked_book(small_book)
    assert book is None
    assert {(problem.file, problem.line) for problem in problems} == {("data/terms/sim-swap.yml", 2)}


@pytest.mark.parametrize("attempt", PLAIN_ATTEMPTS)
@pytest.mark.parametrize("field", ["title", "in_one_sentence"])
def test_plain_fields_take_nothing_a_theme_could_print_unescaped(
    small_book: Path, attempt: str, field: str
) -> None:
    path = small_book / "risks" / "sim-swap.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
    end = start + 1
    while lines[end].startswith(" "):
        end += 1
    lines[start:end] = [f"{field}: {quoted('A sentence of some words that goes on ' + attempt)}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    book, problems = checked_book(small_book)
    assert book is None
    assert [(problem.line, problem.where) for problem in problems] == [(start + 1, field)]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@pytest.mark.parametrize("attempt", [*INERT, *PROSE_ATTEMPTS])
def test_the_renderer_alone_lets_nothing_act(attempt: str) -> None:
    writer = ProseRenderer(lambda kind, entry_id: "../", lambda source: "")
    tags = _Tags()
    tags.feed(writer.block(attempt) + writer.inline(attempt))
    for tag, attributes in tags.found:
        assert tag in {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
        for name, value in attributes:
            assert (tag, name) == ("a", "href")
            assert str(value).startswith(("https://", "../"))


def test_templates_escape_every_plain_field(small_book: Path) -> None:
    book, _ = checked_book(small_book)
    assert isinstance(book, Book)
    risk = book.risks["sim-swap"].model_copy(update={"also_called": ["<script>alert(1)</script>", "x"]})
    book.risks["sim-swap"] = risk
    html = Renderer(book).page("risks/sim-swap.md").part("risk/also-called.html", risk.also_called)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_page_source_holds_macro_calls_and_no_prose(book: Book) -> None:
    for page in entry_pages(book):
        body = page.source(book).split("---\n", 2)[2]
        for line in body.splitlines():
            assert line == "" or line.startswith(("## ", '{{ part("')), f"{page.path}: {line}"
