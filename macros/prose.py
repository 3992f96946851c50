"""What a contributor may write in a text field, and how it becomes HTML.

Prose is CommonMark without raw HTML, headings, images or code blocks. A source is cited as a
footnote, `[^source-id]`; another entry is a reference link, `[words][risk:sim-swap]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin

CITATION = re.compile(r"\[\^([^\]\s]*)\]")
REFERENCE = re.compile(r"\]\[([a-z]+):([^\]\s]*)\]")
SAFE_SCHEMES = {"https", "mailto"}
BANNED_WORDS = (
    "crucial", "robust", "leverage", "landscape", "in today's world", "it is important to note",
    "various", "myriad", "ensure", "severe consequences", "seamless", "simply", "obviously",
)  # fmt: skip


class Flaw(NamedTuple):
    """Something a text may not hold: the literal words to point at, and the sentence about them."""

    literal: str
    message: str


class Reference(NamedTuple):
    """A link from prose to another entry."""

    kind: str
    id: str


# ---------------------------------------------------------------- what is refused


_BANNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, BANNED_WORDS))})\b", re.IGNORECASE)
_MAY_LINK = re.compile(r"\]\(|!\[|```|~~~|^ {4}|\]:", re.MULTILINE)
_MARKUP = re.compile(r"[*_`\[\]\\&]")
_WORD = re.compile(r"[^\W_][\w'’.,:/-]*")
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


# ---------------------------------------------------------------- what is cited


def citations(text: str) -> list[str]:
    """The ids of the sources a text cites, in order, with repeats."""
    return CITATION.findall(text)


def references(text: str) -> list[Reference]:
    """The entries a text links to, in order, with repeats."""
    return [Reference(kind, entry_id) for kind, entry_id in REFERENCE.findall(text)]


def uncited_numbers(text: str) -> list[Flaw]:
    """Paragraphs and list items that hold a number or a date but cite no source."""
    flaws = []
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*]\s)", text):
        bare = bare_text(block)
        number = re.search(r"\d[\d.,]*", bare)
        if number and not citations(block):
            flaws.append(Flaw(number[0], f"the number '{number[0]}' has no source; add [^source-id]"))
    return flaws


# ---------------------------------------------------------------- how it reads


@lru_cache(maxsize=4096)
def bare_text(text: str) -> str:
    """A text without its Markdown: no citations, no link targets, no emphasis marks."""
    text = CITATION.sub("", text)
    text = re.sub(r"\]\[[^\]]*\]|\]\([^)]*\)", "", text).replace("[", "")
    return re.sub(r"[*_`]", "", text)


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as a reader counts them."""
    return tuple(_WORD.findall(bare_text(text)))


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, its list items counted as sentences of their own."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", bare_text(text))
    found: list[str] = []
    for block in blocks:
        found += re.split(r"(?<=[.!?:;])\s+(?=[A-Z0-9“‘(])", " ".join(block.split()))
    return tuple(sentence for sentence in found if words(sentence))


def grade(text: str) -> float:
    """The Flesch–Kincaid reading grade (US school year). Syllables are counted as vowel groups.

    Source of the formula: Kincaid et al., 1975, as used by the US Navy.
    """
    said = [word for word in words(text) if word[0].isalpha()]
    if not said:
        return 0.0
    syllables = sum(_syllables(word) for word in said)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * syllables / len(said) - 15.59


@lru_cache(maxsize=16384)
def _syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    word = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


# ---------------------------------------------------------------- how it is rendered


class ProseRenderer:
    """Turns prose into HTML for one page: links resolved, citations numbered."""

    def __init__(
        self,
        link: Callable[[str, str], str],
        cite: Callable[[str], str],
        explain: Callable[[str], str] = escape,
    ) -> None:
        """link: kind and id → address from this page. cite: source id → its mark, as HTML.

        explain: plain text → the same text as HTML, its difficult words explained.
        """
        self._link = link
        self._cite = cite
        self._explain = explain

    def block(self, text: str) -> str:
        """A text of one or more paragraphs or lists, as HTML blocks."""
        return str(_STRICT.render(text, self._environment(text)))

    def inline(self, text: str) -> str:
        """A text of one paragraph, as HTML without the paragraph around it."""
        text = " ".join(text.split())
        if not _MARKUP.search(text):
            return self._explain(text)
        return str(_STRICT.renderInline(text, self._environment(text)))

    def _environment(self, text: str) -> dict[str, Any]:
        definitions = {
            normalizeReference(f"{kind}:{entry_id}"): {"title": "", "href": self._link(kind, entry_id)}
            for kind, entry_id in references(text)
        }
        return {"references": definitions, "cite": self._cite, "explain": self._explain}


def _citation_html(_self: Any, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    return str(env["cite"](tokens[index].meta["label"]))


def _text_html(_self: Any, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    inside_link = sum({"link_open": 1, "link_close": -1}.get(token.type, 0) for token in tokens[:index])
    content = tokens[index].content
    return str(escape(content) if inside_link else env["explain"](content))


def _parser() -> MarkdownIt:
    # "entity" off: an escaped tag must stay visible text and never become a character again.
    parser = MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "autolink", "html_inline", "html_block", "heading", "lheading", "code", "fence",
         "hr", "blockquote", "reference", "entity"]
    )  # fmt: skip
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.disable("footnote_def")
    parser.add_render_rule("footnote_ref", _citation_html)
    parser.add_render_rule("text", _text_html)
    return parser


def _walk(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


_STRICT = _parser()
_LENIENT = MarkdownIt("commonmark", {"html": False})
_LENIENT.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
