"""The log of changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import urljoin
from xml.etree import ElementTree

from macros.book.book import Book
from macros.model.evidence import Change
from macros.text import bare_text
from macros.views.addresses import href, place_of
from macros.views.strings import say

FILE = "feed.xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def feed(book: Book, title: str, site_url: str) -> str:
    """The feed as XML, the newest change first. site_url is the absolute address of the site."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(_name("feed"))
    _text(root, "title", say("changes.feed_title", book=title))
    _text(root, "id", site_url)
    moments = _moments(book)
    _text(root, "updated", max(moments.values(), default=_moment(str(book.reviews.last))))
    _link(root, urljoin(site_url, FILE), "self")
    _link(root, urljoin(site_url, "changes/"), "alternate")
    _text(ElementTree.SubElement(root, _name("author")), "name", title)
    for change in book.links.changes_newest_first:
        _entry(root, change, moments[change.id], site_url)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _moments(book: Book) -> dict[str, str]:
    """When each change counts as updated. Changes of one day are a minute apart, so that a reader's
    program keeps their order.
    """
    seen: Counter[str] = Counter()
    moments = {}
    for change in reversed(book.links.changes_newest_first):
        day = _moment(change.date)
        moments[change.id] = (datetime.fromisoformat(day) + timedelta(minutes=seen[day])).strftime(_FORMAT)
        seen[day] += 1
    return moments


def _entry(root: ElementTree.Element, change: Change, moment: str, site_url: str) -> None:
    address = urljoin(site_url, href(place_of("change", change.id), "index.md", True))
    entry = ElementTree.SubElement(root, _name("entry"))
    _text(entry, "title", change.title)
    # An id never changes: this one is the address that a change had first.
    _text(entry, "id", urljoin(site_url, f"changes/#{change.id}"))
    _text(entry, "updated", moment)
    _link(entry, address, "alternate")
    ElementTree.SubElement(entry, _name("category"), term=change.area)
    _text(entry, "summary", " ".join(bare_text(change.what).split()))


def _moment(day: str) -> str:
    """A partial date as a moment: its first day, midnight UTC."""
    return "-".join([*day.split("-"), "01", "01"][:3]) + "T00:00:00Z"


def _name(tag: str) -> str:
    return f"{{{_NAMESPACE}}}{tag}"


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, _name(tag)).text = text


def _link(parent: ElementTree.Element, address: str, relation: str) -> None:
    ElementTree.SubElement(parent, _name("link"), href=address, rel=relation)
