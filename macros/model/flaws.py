"""What a text field may not hold: markup, braces, unsafe links, filler words, numbers without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.dialect import is_safe, parser
from macros.text import INVISIBLE, bare_text, citations

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
_BROKEN_CITATION = re.compile(r"\[\^(?![a-z0-9-]+\])[^\]\n]{0,40}\]?")


def plain_flaws(text: str) -> list[Flaw]:
    """What keeps a title, name or other plain text from being printed unescaped by any theme."""
    found = _PLAIN_REFUSED.search(text)
    if not found:
        return invisible_flaws(text)
    shown = "a line break" if found[0] == "\n" else f"'{found[0]}'"
    return [Flaw(found[0], f"{shown} is not allowed in plain text")]


def invisible_flaws(text: str) -> list[Flaw]:
    """Signs that nobody sees and that hide, turn round or end what stands beside them."""
    found = INVISIBLE.search(text)
    return [Flaw(found[0], f"the character U+{ord(found[0]):04X} is not allowed")] if found else []


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
    flaws += [
        Flaw(found[0], f"'{found[0]}' is no citation; write [^source-id]")
        for found in _BROKEN_CITATION.finditer(text)
    ]
    flaws += invisible_flaws(text)
    if not flaws and _MAY_LINK.search(text):
        flaws += _link_flaws(text)
    # Looking for the plain words first is three times as fast, and hardly a text holds one.
    folded = text.casefold()
    if not any(word in folded for word in BANNED_WORDS):
        return flaws
    return flaws + [
        Flaw(found[0], f"'{found[0]}' says nothing; name the thing (see /contribute/#words)")
        for found in _BANNED.finditer(text)
    ]


def _link_flaws(text: str) -> list[Flaw]:
    """Links are judged in both ways in which a page prints prose: as blocks, and joined into one line."""
    joined = " ".join(text.split())
    addresses = {
        str(token.attrGet("href") or ""): None
        for token in _walk([*_JUDGE.parse(text), *_JUDGE.parseInline(joined)])
        if token.type == "link_open"
    }
    flaws = [
        Flaw(
            address,
            f"link target '{address}' is not allowed; "
            "use https, mailto or an entry such as [words][risk:sim-swap]",
        )
        for address in addresses
        if not is_safe(address)
    ]
    return flaws + [
        Flaw("", f"{token.type.replace('_', ' ')} is not allowed in prose")
        for token in _walk(_LENIENT.parse(text))
        if token.type in {"image", "fence", "code_block", "html_block"}
    ]


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


# These make a link of every address, so that a bad one is named and not passed over.
_JUDGE = parser()
_JUDGE.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
_LENIENT = MarkdownIt("commonmark", {"html": False})
_LENIENT.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
