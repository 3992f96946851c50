"""Where every entry lives, and how one page links to another."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from markdown.extensions.toc import slugify

_PAGES = {
    "risk": "risks/{id}.md",
    "mitigation": "mitigations/{id}.md",
    "regulation": "regulations/{id}.md",
    "checklist": "checklists/{id}.md",
    "case": "cases/index.md#{id}",
    "source": "sources.md#source-{id}",
    "term": "glossary.md#{id}",
    "claim": "claims.md#{id}",
    "change": "changes.md#{id}",
    "situation": "help.md#{id}",
    "authority": "clock.md#{id}",
    "place": "places/{id}.md",
}

_GROUPS = {
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


def place_in_register(risk_id: str) -> str:
    """The row of a danger in the register."""
    return f"risks/index.md#danger-{risk_id}"


def place_of_group(kind: str, group_id: str) -> str:
    """The place of a group in the list of a kind: of a category, a role or a jurisdiction.

    Raises KeyError for a kind whose list has no groups.
    """
    return _GROUPS[kind].format(id=group_id)


def door_of(role: str) -> str:
    """The page of a role."""
    return f"for/{role}.md"


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
