"""What a text field may not hold: markup, braces, unsafe links, filler words, numbers without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.text import bare_text, citations

SAFE_SCHEMES = {"https", "mailto"}


BANNED_WORDS = (
    "crucial", "robust", "leverage", "landscape", "in today's world", "it is important to note",
    "various", "myriad", "ensure", "severe consequences", "seamless", "simply", "obviously",
)  # fmt: skip


class Flaw(NamedTuple):
    """Something a text may not hold: the literal words to point at, and the sentence about them."""

    literal: str
    message: str


_BANNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, BANNED_WORDS))})\b", re.IGNORECASE)


_MAY_LINK = re.compile(r"\]\(|!\[|```|~~~|^ {4}|\]:", re.MULTILINE)


_PLAIN_REFUSED = re.compile(r"[<>&{}`\"\n\\]")


_RAW_HTML = re.compile(r"<[A-Za-z/!?][^\s>]*")


_BRACES = re.compile(r"[{}]\S*")


def plain_flaws(text: str) -> list[Flaw]:
    """What keeps a title, name or other plain text from being printed unescaped by any theme."""
    found = _PLAIN_REFUSED.search(text)
    if not found:
        return []
    shown = "a line break" if found[0] == "\n" else f"'{found[0]}'"
    return [Flaw(found[0], f"{shown} is not allowed in plain text")]


def prose_flaws(text: str) -> list[Flaw]:
    """What keeps a prose field from being rendered: markup, braces, unsafe links, filler words."""
    flaws = [
        Flaw(found[0], f"raw HTML '{found[0]}' is not allowed; write Markdown")
        for found in _RAW_HTML.finditer(text)
    ]
    flaws += [
        Flaw(found[0], f"'{found[0]}' is not allowed; braces are kept for templates")
        for found in _BRACES.finditer(text)
    ]
    if not flaws and _MAY_LINK.search(text):
        flaws += _link_flaws(text)
    return flaws + [
        Flaw(found[0], f"'{found[0]}' says nothing; name the thing (see /contribute/#words)")
        for found in _BANNED.finditer(text)
    ]


def _link_flaws(text: str) -> list[Flaw]:
    flaws = []
    for token in _walk(_LENIENT.parse(text)):
        href = str(token.attrGet("href") or "")
        if token.type == "link_open" and urlsplit(href).scheme.lower() not in SAFE_SCHEMES:
            flaws.append(
                Flaw(
                    href,
                    f"link target '{href}' is not allowed; "
                    "use https, mailto or an entry such as [words][risk:sim-swap]",
                )
            )
        elif token.type in {"image", "fence", "code_block", "html_block"}:
            flaws.append(Flaw("", f"{token.type.replace('_', ' ')} is not allowed in prose"))
    return flaws


def uncited_numbers(text: str) -> list[Flaw]:
    """Paragraphs and list items that hold a number or a date but cite no source."""
    flaws = []
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*]\s)", text):
        bare = bare_text(block)
        number = re.search(r"\d[\d.,]*", bare)
        if number and not citations(block):
            flaws.append(Flaw(number[0], f"the number '{number[0]}' has no source; add [^source-id]"))
    return flaws


def _walk(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


_LENIENT = MarkdownIt("commonmark", {"html": False})
_LENIENT.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
