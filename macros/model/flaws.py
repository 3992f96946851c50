"""What a text field may not hold: markup, braces, unsafe links, filler words, numbers without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.dialect import NO_LINK, address_flaw, parser
from macros.text import BLOCK_END, bare_text, citations, odd_sign, shown, sign_name

BANNED_WORDS = (
    "crucial", "robust", "leverage", "landscape", "in today's world", "it is important to note",
    "various", "myriad", "ensure", "severe consequences", "seamless", "simply", "obviously",
)  # fmt: skip


# A parser looks for the partner of each of them; of thousands, for minutes.
MARKS = "[*_`\\"
MOST_MARKS = 100
FOLLOWING = 12
"""How many signs behind a word tell its place from that of the same word elsewhere."""


class Flaw(NamedTuple):
    """Something a text may not hold: the literal words to point at, and the sentence about them."""

    literal: str
    message: str


_BANNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, BANNED_WORDS))})\b", re.IGNORECASE)
_MAY_LINK = re.compile(r"\]\(|!\[|```|~~~|^ {4}|\]:", re.MULTILINE)
_IN_EVERY_LINK = ("](", "![", "```", "~~~", "    ", "]:")
_PLAIN_REFUSED = re.compile(r"[<>&{}`\"\n\\]")
_RAW_HTML = re.compile(r"<[A-Za-z/!?][^\s>]*")
_BRACES = re.compile(r"[{}]\S*")
_HOST_IN_WORDS = re.compile(r"(?<=://)[^\s/?#]+|\b(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\b", re.IGNORECASE)
# Signs around one, or one as code, would count as a source and be printed as it is written.
_BROKEN_CITATION = re.compile(
    r"\\\[\^[^\]\n]{0,40}\]?|`[^`]{0,200}\[\^[^`]{0,200}`|\[\^(?![a-z0-9-]+\])[^\]\n]{0,40}\]?"
)
_LOST_LINK = re.compile(
    r"\]\[(?!\^|[a-z]+:[a-z0-9-]+\])[^\[\]]{0,80}\]|\] \[[A-Za-z]+:"
    r"|\[(?<!\]\[)[A-Za-z]+:[^\[\]\s]{0,80}\](?!\()"
)
# "An own seat", "by staff, also at weekends": common among people whose first language says it so.
_FOREIGN = re.compile(
    r"\ban own\b(?! goal)"
    r"|, also (?!called|known)\w+"
)
# "The lock costs nothing. It is in Settings": whoever jumps to the sentence does not know what is meant.
_ACTS = (
    "is|was|are|were|has|have|had|can|cannot|could|may|might|must|does|do|did|will|would|should|alone|"
    "applies|apply|came|comes|concerns?|costs?|counts?|covers?|fell|fits?|follows?|gives?|goes|happens?|helps?|"
    "holds?|includes?|keeps?|leaves?|lets?|makes?|made|means?|meant|needs?|needed|said|says?|shows?|stops?|"
    "takes?|told|works?"
)
_ALONE = ("It", "None", "Otherwise")
_BEFORE_ACTS = ("This", "That", "These", "Those", "Both", "Neither")
_OPENING = (*_ALONE, *_BEFORE_ACTS)
_OPENERS = re.compile(
    r"(?:^|(?<=[.!?;])|(?<=[.!?]\))|(?<=\]))\s*(?:[-*] |\d+\. )?"
    rf"((?:{'|'.join(_ALONE)})\b|(?:{'|'.join(_BEFORE_ACTS)})(?= (?:{_ACTS})\b))",
    re.MULTILINE,
)
# "Who keeps a list can answer": in English a question without its mark.
_WHO = re.compile(
    r"(?:^|(?<=[.!?;] )|(?<=\] ))(Who (?!can\b|could\b|you\b|may\b)[a-z]+)\b[^.?!]{0,300}[.!]", re.MULTILINE
)
# "The rule stands in section 3": a book has it so, and a shop owner says "is in".
_STANDS = re.compile(r"\bstands? (?:on|in) (?!the way\b|line\b)")
_NUMBER = re.compile(r"\d[\d.,]*")
_MARKDOWN = re.compile(r"\*\*|\]\(|\[\^|\]\[")


def plain_flaws(text: str) -> list[Flaw]:
    """What keeps a title, name or other plain text from being printed unescaped by any theme."""
    found = _PLAIN_REFUSED.search(text)
    if not found and (mark := _MARKDOWN.search(text)):
        return [Flaw(mark[0], f"'{mark[0]}' is printed as it stands; this field holds plain words")]
    if not found:
        return [*_foreign_flaws(text), *odd_flaws(text)]
    sign = "a line break" if found[0] == "\n" else f"'{found[0]}'"
    return [Flaw(found[0], f"{sign} is not allowed in plain text")]


def _foreign_flaws(text: str) -> list[Flaw]:
    """Shapes of other languages that an English reader stumbles over."""
    if (
        "an own" not in text and ", also " not in text
    ):  # Faster than the pattern, and hardly a text holds one.
        return []
    return [
        Flaw(
            found[0],
            f"'{found[0]}' is no plain English; write 'of their own', 'even' or 'including'",
        )
        for found in _FOREIGN.finditer(text)
    ]


def _bookish_flaws(text: str) -> list[Flaw]:
    """Sentences that begin with a word for something in another sentence, and other bookish shapes."""
    # Looking for a plain word first is many times as fast as a pattern, here and below.
    opens = any(map(text.__contains__, _OPENING))
    found = [
        Flaw(
            text[opener.start(1) : opener.end() + FOLLOWING].partition("\n")[0],
            f"'{opener[1]}' opens a sentence and its noun is in another; name the thing",
        )
        for opener in (_OPENERS.finditer(text) if opens else ())
    ]
    found += [
        Flaw(stands[0], f"'{stands[0].strip()}' is no plain English; write 'is on' or 'is in'")
        for stands in (_STANDS.finditer(text) if "stand" in text else ())
    ]
    return found + [
        Flaw(who[1], f"'{who[1]} …' is no plain English; write 'Anyone who', or name them")
        for who in (_WHO.finditer(text) if "Who " in text else ())
    ]


def odd_flaws(text: str) -> list[Flaw]:
    """Signs that nobody sees, or that look like others, and hide or turn round what stands beside them."""
    found = odd_sign(text)
    return [Flaw(found, f"the character {sign_name(found)} is not allowed")] if found else []


def prose_flaws(text: str) -> list[Flaw]:
    """What keeps a prose field from being rendered: markup, braces, unsafe links, filler words."""
    for sign in MARKS:
        if (count := text.count(sign)) > MOST_MARKS:
            return [Flaw("", f"the sign '{sign}' {count} times; {MOST_MARKS} at most")]
    flaws = [
        Flaw(found[0], f"raw HTML '{shown(found[0])}' is not allowed; write Markdown")
        for found in (_RAW_HTML.finditer(text) if "<" in text else ())
    ]
    flaws += [
        Flaw(found[0], f"'{shown(found[0])}' is not allowed; braces are kept for templates")
        for found in (_BRACES.finditer(text) if "{" in text or "}" in text else ())
    ]
    flaws += [
        Flaw(found[0], f"'{found[0]}' is no citation; write [^source-id]")
        for found in (_BROKEN_CITATION.finditer(text) if "[^" in text else ())
    ]
    flaws += [
        Flaw(
            found[0],
            f"'{shown(found[0])}' leads nowhere; write [words][kind:id], such as [theft][risk:sim-swap]",
        )
        for found in (_LOST_LINK.finditer(text) if "[" in text else ())
    ]
    flaws += _foreign_flaws(text)
    flaws += _bookish_flaws(text)
    flaws += odd_flaws(text)
    if not flaws and any(map(text.__contains__, _IN_EVERY_LINK)) and _MAY_LINK.search(text):
        flaws += _link_flaws(text)
    # Looking for the plain words first is three times as fast, and hardly a text holds one.
    folded = text.casefold()
    if not any(map(folded.__contains__, BANNED_WORDS)):
        return flaws
    return flaws + [
        Flaw(found[0], f"'{found[0]}' says nothing; name the thing (docs/contribute.md, Words)")
        for found in _BANNED.finditer(text)
    ]


def _link_flaws(text: str) -> list[Flaw]:
    """Links are judged in both ways in which a page prints prose: as blocks, and joined into one line."""
    joined = " ".join(text.split())
    flaws: dict[Flaw, None] = {}
    for tokens in (_JUDGE.parse(text), _JUDGE.parseInline(joined)):
        for address, said in _links(_walk(tokens)):
            why_not = address_flaw(address)
            if why_not == NO_LINK:
                why_not = "use https, mailto or an entry such as [words][risk:sim-swap]"
            if why_not := why_not or misleading_words(said, address):
                sentence = f"link target '{shown(address)}' is not allowed; {why_not}"
                flaws[Flaw(address, sentence)] = None
    return [*flaws] + [
        Flaw("", f"{token.type.replace('_', ' ')} is not allowed in prose")
        for token in _walk(_LENIENT.parse(text))
        if token.type in {"image", "fence", "code_block", "html_block"}
    ]


def _links(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Each link: its address, and the words that a reader taps."""
    address, said = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, said = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            yield address, said
        else:
            said += token.content


def misleading_words(said: str, address: str) -> str:
    """Why the words of a link promise another host than its address has; empty when they do not.

    An address that may not be linked at all promises nothing.
    """
    if address_flaw(address):
        return ""
    leads_to = (urlsplit(address).hostname or "").removeprefix("www.")
    for found in _HOST_IN_WORDS.finditer(said):
        host = found[0].lower().removeprefix("www.")
        if leads_to != host and not leads_to.endswith(f".{host}"):
            return f"its words name the host '{shown(host)}'"
    return ""


def uncited_numbers(text: str) -> list[Flaw]:
    """Paragraphs and list items that hold a number or a date but cite no source."""
    flaws = []
    for block in BLOCK_END.split(text):
        # Most blocks cite something, so that nobody need look for numbers in them.
        if not citations(block) and (number := _NUMBER.search(bare_text(block))):
            flaws.append(Flaw(number[0], f"the number '{shown(number[0])}' has no source; add [^source-id]"))
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
