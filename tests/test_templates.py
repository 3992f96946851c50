"""Templates print what is decided elsewhere: they compare, count, look up and compute nothing.

What they say stands in one file, and neither they nor the views hold a word of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from macros.book import shelves
from macros.book.book import Book
from macros.build import checked_book
from macros.contribute import schema
from macros.load.documents import read_document
from macros.render import renderer
from macros.render.renderer import TEMPLATES, heading
from macros.views import charts, door, lists, regulation, risk
from macros.views.strings import FILE, LOCALE, TEXTS, THEME, say
from tests.branches import NotingEnvironment
from tests.conftest import PROJECT
from tests.everything import said

MACROS = PROJECT / "macros"
PRINTED = sorted([*TEMPLATES.rglob("*.html"), *(MACROS / "theme").rglob("*.html")])
CODE = sorted(MACROS.rglob("*.py"))
SPEAKING = [
    path for path in CODE if path.parent.name in {"views", "export"} or path == MACROS / "render" / "pages.py"
]
READ_ALOUD = {"title", "aria-label", "alt", "placeholder", "data-label"}
FOR_GENERATORS = {"search: {exclude: true}", '{{ part("'}
LETTER = r"[^\W\d_]"

NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
DECISIONS = (
    nodes.Compare, nodes.And, nodes.Or, nodes.Getitem, nodes.Test,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat,
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_template_decides_nothing(name: str) -> None:
    tree = Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    found = [f"line {node.lineno}: {type(node).__name__}" for node in tree.find_all(DECISIONS)]
    filters = [node for node in tree.find_all(nodes.Filter) if node.name != "xmlattr"]  # it prints attributes
    found += [f"line {node.lineno}: filter {node.name}" for node in filters]
    negated = [node for node in tree.find_all(nodes.Not) if not is_last_in_a_list(node)]
    found += [f"line {node.lineno}: Not" for node in negated]
    found += [f"line {node.lineno}: a filtered loop" for node in tree.find_all(nodes.For) if node.test]
    assert found == []


def is_last_in_a_list(node: nodes.Not) -> bool:
    """Whether it asks only if a comma follows."""
    inside = node.node
    return isinstance(inside, nodes.Getattr) and inside.attr == "last"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_knows_its_view_and_not_the_book(name: str) -> None:
    tree = Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    assert {node.name for node in tree.find_all(nodes.Name)} & {"book", "words", "entry"} == set()


def named(path: Path) -> str:
    return path.relative_to(MACROS).as_posix()


def parsed(path: Path) -> nodes.Template:
    return Environment().parse(path.read_text(encoding="utf-8"))


class Spoken(HTMLParser):
    """Collects what a reader sees or hears of a template without its expressions."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += [data.strip()] if re.search(LETTER, data) else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.words += [value] if name in READ_ALOUD and value and re.search(LETTER, value) else []


@pytest.mark.parametrize("path", PRINTED, ids=named)
def test_a_template_holds_no_words(path: Path) -> None:
    tree = parsed(path)
    assert Spoken("".join(node.data for node in tree.find_all(nodes.TemplateData))).words == []
    texts = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
    said = [re.sub("<[^>]*>?", "", text) for text in texts]  # what is cut out of the theme's own markup
    assert [text for text in said if re.search(rf"[A-Z]|{LETTER}\s{LETTER}", text)] == []


def unspoken(tree: ast.Module) -> Iterator[ast.AST]:
    """What of a module no reader sees: docstrings, and messages of errors."""
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_docstring or isinstance(node, ast.Raise):
            yield from ast.walk(node)


@pytest.mark.parametrize("path", SPEAKING, ids=named)
def test_a_view_holds_no_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set(unspoken(tree))
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped
    }
    assert {text for text in texts - FOR_GENERATORS if re.search(rf"\s{LETTER}|^[A-Z][a-z]", text)} == set()


def said_by_code(path: Path) -> Iterator[tuple[object, set[str | None]]]:
    """The key of each text that a module says, and the names of the values it gives."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield getattr(node.args[0], "value", None), {keyword.arg for keyword in node.keywords}


def said_by_template(path: Path) -> Iterator[tuple[object, set[str | None]]]:
    """The same for a template. The theme says `config.extra.texts.key`."""
    tree = parsed(path)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            yield getattr(call.args[0], "value", None), {keyword.key for keyword in call.kwargs}
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Getattr) and node.node.attr == "texts":
            yield f"theme.{node.attr}", set()


SAID = [(named(path), *said) for path in CODE for said in said_by_code(path)]
SAID += [(named(path), *said) for path in PRINTED for said in said_by_template(path)]


def asked(text: str | dict[str, str]) -> set[str | None]:
    """The names of the values a text asks for; one with plural forms asks for a count."""
    forms = text.values() if isinstance(text, dict) else [text]
    names: set[str | None] = {"count"} if isinstance(text, dict) else set()
    return names | {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_every_text_that_is_said_exists_and_gets_its_values() -> None:
    assert [(where, key) for where, key, _ in SAID if key not in TEXTS] == []
    assert [(where, key, given) for where, key, given in SAID if given != asked(TEXTS[str(key)])] == []


def test_every_text_is_said() -> None:
    assert TEXTS.keys() - {key for _, key, _ in SAID} == set()


def test_the_file_of_texts_holds_plain_texts_in_all_plural_forms() -> None:
    document, problems = read_document(FILE, FILE.name)
    assert problems == []
    assert {f"{name}.{key}" for name, texts in document.value.items() for key in texts} == TEXTS.keys()
    for key, text in TEXTS.items():
        forms = text if isinstance(text, dict) else {"other": text}
        assert all(isinstance(form, str) and not re.search("[<>&]", form) for form in forms.values()), key
        assert isinstance(text, str) or set(text) == {*LOCALE.plural_form.tags, "other"}, key
    assert all(isinstance(text, str) for text in THEME.values())


@pytest.mark.parametrize("path", PRINTED, ids=named)
def test_the_theme_escapes_its_texts_itself(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert re.findall(r"extra\.texts\.\w+(?! \| e }})\b", html) == []


def test_a_text_is_filled_in_and_counts() -> None:
    assert say("checklist.minutes", count=1) == "1 minute"
    assert say("checklist.minutes", count=20) == "20 minutes"
    assert say("claims.as_of", day="{count} May") == "as of {count} May"


def test_a_text_nobody_wrote_is_named() -> None:
    with pytest.raises(KeyError, match=r"en\.yml has no text 'risk\.first_our'"):
        say("risk.first_our")
    with pytest.raises(KeyError, match="day"):
        say("claims.as_of")


def test_values_in_a_text_are_escaped_as_any_other() -> None:
    assert "&lt;b&gt;" in heading("x", say("pages.for_you", role="<b>"))


def test_the_small_book_prints_every_branch_of_every_template(
    small_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no test prints, nobody sees break: a condition has to be met once and once not, a loop to run."""
    for module in (renderer, schema):
        monkeypatch.setattr(module, "Environment", NotingEnvironment)
    monkeypatch.setattr(
        renderer, "_COMPILED", renderer._Compiled()
    )  # nothing that was compiled without notes
    for module in (lists, door):  # the small book has less than fits before a fold
        monkeypatch.setattr(module, "WORST", 2)
    monkeypatch.setattr(risk, "FEW_LISTS", 1)
    monkeypatch.setattr(door, "FIRST", 2)
    monkeypatch.setattr(regulation, "MANY", 2)
    monkeypatch.setattr(charts, "FEW", 2)
    monkeypatch.setitem(shelves.MOST, "source", 2)  # and no list that divides
    monkeypatch.setattr(renderer, "_PLAIN_ENVIRONMENT", renderer._environment())
    for remembered in (
        renderer.citation,
        renderer.heading,
        renderer.menu_path,
    ):  # of another test in this process
        remembered.cache_clear()
    book, problems = checked_book(small_book)
    assert isinstance(book, Book), problems
    said(book)
    schema.generated_files(PROJECT, book.vocabularies)
    environment = renderer._environment()
    for name in environment.list_templates():
        environment.get_template(name)  # one that no part uses has branches too
    unprinted = sorted(NotingEnvironment.wanted - NotingEnvironment.seen)
    assert not unprinted, "\n".join(unprinted)
