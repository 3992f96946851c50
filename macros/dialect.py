"""The dialect of Markdown in which prose is written, for those who judge it and those who print it.

CommonMark without raw HTML, headings, images, code blocks, quotes and link definitions. A source is cited
as a footnote, `[^source-id]`.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from macros.text import shown, sign_name

LONGEST_HOST = 253
NO_LINK = "it is not an https address"

# Names of a machine or network of one's own (RFC 6761, RFC 6762, RFC 7686); .example is left for examples.
_OWN = {"localhost", "local", "internal", "invalid", "test", "onion", "arpa", "lan", "home", "corp"}
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{1,62}}\.?")
_MAILBOX = re.compile(rf"[a-z0-9._+-]{{1,64}}@(?:{_LABEL}\.)+[a-z]{{2,63}}", re.IGNORECASE)
_STRANGE = re.compile(r"[^!-~]")
_USUAL_PORTS = {None, 443}
# Where a host may seem to end, in front of what it really ends with: whatsapp.com.evil.example.
_ENDINGS = {"com", "org", "net", "gov", "edu"}
_IMITATED = ("whatsapp", "facebook", "instagram")
_ALIKE = 0.75


def address_flaw(address: str) -> str:
    """Why a page may not link to an address, as the end of a sentence; empty when it may.

    Allowed are https with a public host that is written out in plain letters, and one mailbox. A user name,
    a number for a host, a letter of another alphabet or a sign that does not show would hide where it leads.
    """
    if strange := _STRANGE.search(address):
        return f"it holds {sign_name(strange[0])}, copy it from a browser"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return NO_LINK
    if parts.scheme == "mailto":
        return "" if _MAILBOX.fullmatch(address.partition(":")[2]) else "it is not one mailbox"
    if parts.scheme != "https" or not parts.netloc or "\\" in address:
        return NO_LINK
    if "@" in parts.netloc:
        return f"'{shown(parts.netloc.rpartition('@')[0])}@' hides the host '{shown(parts.hostname or '')}'"
    if port not in _USUAL_PORTS:
        return f"it leads to port {port}"
    return _host_flaw(parts.hostname or "")


def _host_flaw(host: str) -> str:
    if coded := next((label for label in host.split(".") if label.startswith("xn--")), ""):
        return f"the host '{shown(host)}' stands for one with {_first_letter_in(coded)}"
    if not _HOST.fullmatch(host) or len(host) > LONGEST_HOST or host.rstrip(".").rpartition(".")[2] in _OWN:
        return f"the host '{shown(host)}' is not a name that everybody can reach"
    labels = host.rstrip(".").split(".")
    if _ENDINGS.intersection(labels[:-2]):
        return f"the host '{shown(host)}' belongs to '{'.'.join(labels[-2:])}'"
    if imitated := next(filter(None, map(_imitated, re.split(r"[.-]", host))), ""):
        return f"the host '{shown(host)}' imitates '{imitated}'"
    return ""


@lru_cache(maxsize=4096)
def _imitated(part: str) -> str:
    """The name that a part of a host is nearly; empty for the name itself and for other names."""
    if not 6 <= len(part) <= 11 or part in _IMITATED:
        return ""
    return next(iter(difflib.get_close_matches(part, _IMITATED, 1, _ALIKE)), "")


def _first_letter_in(label: str) -> str:
    """The name of the first letter that a label in Punycode (RFC 3492) stands for and does not show."""
    try:
        letters = label.removeprefix("xn--").encode().decode("punycode")
        return sign_name(next(letter for letter in letters if not letter.isascii()))
    except (UnicodeError, StopIteration, ValueError):
        return "letters that nobody can tell"


def is_safe(address: str) -> bool:
    """Whether a page may link to an address, see `address_flaw`."""
    return not address_flaw(address)


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
