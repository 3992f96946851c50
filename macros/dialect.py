"""The dialect of Markdown in which prose is written, for those who judge it and those who print it.

CommonMark without raw HTML, headings, images, code blocks, quotes and link definitions. A source is cited
as a footnote, `[^source-id]`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

SAFE_SCHEMES = {"https", "mailto"}


def is_safe(address: str) -> bool:
    """Whether an address leads to https with a host, or to a mailbox, and shows where it leads.

    A user name before the host, or a sign that does not show, would hide that.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if not address.isprintable() or parts.scheme.lower() not in SAFE_SCHEMES:
        return False
    return parts.scheme.lower() == "mailto" or bool(parts.netloc) and "@" not in parts.netloc


def parser() -> MarkdownIt:
    """A parser of the dialect. It makes no link of an address that is not safe."""
    # "entity" off: an escaped tag must stay visible text and never become a character again.
    markdown = MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "autolink", "html_inline", "html_block", "heading", "lheading", "code", "fence",
         "hr", "blockquote", "reference", "entity"]
    )  # fmt: skip
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.disable("footnote_def")
    markdown.validateLink = is_safe  # type: ignore[method-assign, assignment]
    return markdown
