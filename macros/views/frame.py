"""What stands around a page: the foot of its printed sheets, and the picture that a passed-on link shows."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from macros.book.book import Book
from macros.model.entry import Reviewed
from macros.text import css_text
from macros.views.addresses import published_at
from macros.views.pieces import day
from macros.views.strings import say

KINDS = {
    "risks": say("frame.danger"),
    "mitigations": say("frame.action"),
    "checklists": say("frame.checklist"),
    "regulations": say("frame.rule"),
    "places": say("frame.place"),
    "cases": say("frame.case"),
    "register": say("frame.register"),
    "book": say("frame.book"),
}
"""The kinds of page that a picture tells apart, each with its name. Most are named after their folder."""

SIZE = (1200, 630)
"""Width and height of a picture, as WhatsApp and others show it."""


@dataclass(frozen=True)
class Frame:
    """style: what every sheet prints at its foot, as the one style of the page; the policy names its hash.

    site: the address of the published site, if any. picture: its address within the site. kind: what it says.
    """

    style: str
    site: str
    kind: str
    picture: str
    width: int = SIZE[0]
    height: int = SIZE[1]

    @property
    def style_hash(self) -> str:
        """The hash by which a policy lets this one style apply (Content Security Policy, level 3)."""
        return f"sha256-{b64encode(sha256(self.style.encode()).digest()).decode()}"


def frame(book: Book, title: str, site_url: str, path: str, url: str, subject: object = None) -> Frame:
    """What stands around one page.

    title, site_url: the name of the book and where it will live. path, url: of the page, under docs/ and in
    the site. subject: what the page is about; an entry is printed with the day it was last read.
    """
    site = published_at(site_url)
    kind = _kind(path)
    reviewed = subject.reviewed if isinstance(subject, Reviewed) else book.reviews.last
    foot = css_text(" · ".join(filter(None, [title, f"{site}{url.removeprefix('./')}"])))
    state = css_text(say("frame.state", day=day(reviewed)) + " · ")
    return Frame(
        f':root {{ --rb-foot: "{foot}"; --rb-state: "{state}" }}',
        site,
        KINDS[kind],
        picture_of(kind),
    )


def picture_of(kind: str) -> str:
    """The address of a kind's picture within the site."""
    return f"assets/previews/{kind}.png"


def _kind(path: str) -> str:
    folder = posixpath.dirname(path)
    if path == "risks/index.md":
        return "register"
    return folder if folder in KINDS else "book"
