"""How prose becomes HTML: citations numbered, links such as `[words][risk:sim-swap]` resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

from macros.dialect import parser
from macros.text import CITATION, references

_MARKUP = re.compile(r"[*_`\[\]\\&]")


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
        return str(_PRINTER.render(text, self._environment(text)))

    def inline(self, text: str) -> str:
        """A text of one paragraph, as HTML without the paragraph around it."""
        text = " ".join(text.split())
        # Most texts hold citations and no other Markdown; a parser would cost ten times as much.
        pieces = CITATION.split(text)
        if not any(map(_MARKUP.search, pieces[::2])) and "](" not in text:
            return "".join(
                self._cite(piece) if number % 2 else self._explain(piece)
                for number, piece in enumerate(pieces)
            )
        return str(_PRINTER.renderInline(text, self._environment(text)))

    def _environment(self, text: str) -> dict[str, Any]:
        definitions = {
            normalizeReference(f"{kind}:{entry_id}"): {"title": "", "href": self._link(kind, entry_id)}
            for kind, entry_id in references(text)
        }
        return {"references": definitions, "cite": self._cite, "explain": self._explain}


def _citation_html(_self: Any, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    return str(env["cite"](tokens[index].meta["label"]))


def _text_html(_self: Any, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    content = tokens[index].content
    return str(escape(content) if env.get("in_link") else env["explain"](content))


def _link_html(self: Any, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    env["in_link"] = tokens[index].type == "link_open"
    return str(self.renderToken(tokens, index, options, env))


def _printer() -> MarkdownIt:
    printer = parser()
    printer.add_render_rule("footnote_ref", _citation_html)
    printer.add_render_rule("text", _text_html)
    printer.add_render_rule("link_open", _link_html)
    printer.add_render_rule("link_close", _link_html)
    return printer


_PRINTER = _printer()
