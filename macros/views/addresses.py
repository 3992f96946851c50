"""Where every entry lives, and how one page links to another."""

from __future__ import annotations

import posixpath
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from markdown.extensions.toc import slugify

_PAGES = {
    "risk": "risks/{id}.md",
    "mitigation": "mitigations/{id}.md",
    "regulation": "regulations/{id}.md",
    "checklist": "checklists/{id}.md",
    "case": "cases/{id}.md",
    "term": "glossary.md#{id}",
    "claim": "claims/{id}.md",
    "change": "changes/{id}.md",
    "situation": "help.md#{id}",
    "authority": "clock.md#{id}",
    "place": "places/{id}.md",
}

LISTS = {"case": "cases/index.md", "change": "changes.md", "claim": "claims.md", "source": "sources/index.md"}
"""The page of each long list."""

# No group has an address that an entry could take.
_GROUPS = {
    "case": "cases/year/{key}.md",
    "change": "changes/year/{key}.md",
    "claim": "claims/about/{key}.md",
    "source": "sources/{key}.md",
}
PRINTED = Path(__file__).parent / "printed"
"""The anchors that the long lists had while each stood on one page with all its texts."""

_IN_LISTS = {
    "risk": "risks/index.md#group-{id}",
    "mitigation": "mitigations/index.md#{id}",
    "regulation": "regulations/index.md#{id}",
    "checklist": "checklists/index.md",
}


def place_of(kind: str, entry_id: str) -> str:
    """The place of an entry: the path of its page under docs/, with an anchor where it shares a page.

    Raises KeyError for a kind that has no page.
    """
    return _PAGES[kind].format(id=entry_id)


def place_of_provision(regulation_id: str, provision_id: str) -> str:
    """The place of a provision on its regulation's page."""
    return f"{place_of('regulation', regulation_id)}#{provision_id}"


def place_of_group(kind: str, key: str) -> str:
    """The page of a group of a long list; without a key, that of the list."""
    return _GROUPS[kind].format(key=key) if key else LISTS[kind]


def place_of_source(source_id: str, key: str) -> str:
    """The place of a source in the list of all, in the group with this key."""
    return f"{place_of_group('source', key)}#source-{source_id}"


@cache
def printed(kind: str) -> tuple[str, ...]:
    """The anchors that were printed on the page of a long list, and that have to lead on for good."""
    return tuple((PRINTED / f"{kind}.txt").read_text(encoding="utf-8").split())


def place_in_register(risk_id: str) -> str:
    """The row of a danger in the register."""
    return f"risks/index.md#danger-{risk_id}"


def place_in_list(kind: str, group_id: str) -> str:
    """The place of a group in the list of a kind: of a category, a role or a jurisdiction.

    Raises KeyError for a kind whose list has no groups.
    """
    return _IN_LISTS[kind].format(id=group_id)


def door_of(role: str) -> str:
    """The page of a role."""
    return f"for/{role}.md"


def chapter_of(category: str) -> str:
    """The page of a chapter of the long answer."""
    return f"in-detail/{category}.md"


def published_at(site_url: str) -> str:
    """The absolute address of a site that people can reach, ending in a slash, or nothing.

    RFC 2606 keeps .example free: such a name stands for no place yet.
    """
    if not site_url or (urlsplit(site_url).hostname or "").endswith(".example"):
        return ""
    return site_url.removesuffix("/") + "/"


def anchor_of(title: str) -> str:
    """The anchor that Markdown gives a heading."""
    return str(slugify(title, "-"))


@lru_cache(maxsize=65536)
def href(target: str, page: str, directory_urls: bool) -> str:
    """The address of a target page, relative to the page that links to it.

    target and page are paths under docs/, such as 'risks/sim-swap.md'; target may end in '#anchor'.
    Works for directory addresses (a web server) and for plain files (file://) alike.
    """
    path, _, anchor = target.partition("#")
    start = posixpath.dirname(_output(page, directory_urls)) or "."
    address = posixpath.relpath(_output(path, directory_urls), start)
    if directory_urls and address.endswith("index.html"):
        address = address.removesuffix("index.html") or "./"
    if path == page and anchor:
        address = ""
    return f"{address}#{anchor}" if anchor else address


def _output(page: str, directory_urls: bool) -> str:
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    if directory_urls and posixpath.basename(stem) != "index":
        return f"{stem}/index.html"
    return f"{stem}.html"
