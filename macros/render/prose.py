"""How prose becomes HTML.

Prose is CommonMark without raw HTML, headings, images or code blocks. A source is cited as a footnote,
`[^source-id]`; another entry is a reference link, `[words][risk:sim-swap]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin

from macros.text import references

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


_STRICT = _parser()
