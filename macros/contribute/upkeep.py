"""What time does to the book: addresses that are gone, and entries that have to be read again."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from macros.book.book import Book
from macros.model.entry import Answering, Entry, Reviewed
from macros.model.regulation import Regulation

PLAIN = "riskbook-links/1"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
GONE = {404, 410}
TWICE = 2
"""An address counts as gone when it was gone in two checks in a row: a site may be away for a day."""

AT_ONCE = 16
SECONDS = 20
SOON = timedelta(days=30)
HEAVIEST = 50


def addresses(book: Book) -> dict[str, list[str]]:
    """Every address that a page links to, with the entries that name it, by address."""
    found: dict[str, list[str]] = {}
    for entry in book.all():
        for address in _named(entry):
            found.setdefault(address, []).append(f"{entry.folder}/{entry.id}")
    return dict(sorted(found.items()))


def _named(entry: Entry) -> Iterator[str]:
    own = [getattr(entry, "url", None), getattr(entry, "official", None)]
    provisions = [item.url for item in entry.provisions] if isinstance(entry, Regulation) else []
    return (address for address in dict.fromkeys([*own, *provisions]) if address)


def gone(found: Mapping[str, object], before: Mapping[str, int]) -> dict[str, int]:
    """The addresses that answer 404 or 410 to a program and to a browser, and in how many checks in a row.

    before: what this returned the last time. A timeout, a refusal or a broken certificate says nothing.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(found, pool.map(_is_gone, found), strict=True))
    return {address: before.get(address, 0) + 1 for address, is_gone in answers.items() if is_gone}


def _is_gone(address: str) -> bool:
    return all(_status(address, agent) in GONE for agent in (PLAIN, BROWSER))


def _status(address: str, agent: str) -> int | None:
    """What a server answers to a request without cookies; None when its answer says nothing of the page."""
    request = urllib.request.Request(address, headers={"User-Agent": agent, "Accept": "text/html,*/*"})  # noqa: S310
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except (OSError, HTTPException, ValueError):
        return None


class _StaysSecure(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to https only: an address must not lead the check to a file or a neighbour."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        is_secure = newurl.startswith("https://")
        return super().redirect_request(req, fp, code, msg, headers, newurl) if is_secure else None


_OPENER = urllib.request.build_opener(_StaysSecure)


def links_report(found: Mapping[str, list[str]], weeks: Mapping[str, int]) -> list[str]:
    """Lines of Markdown: a heading, and each address that was gone in two checks or more."""
    lines = [
        f"- `{address}`, {count} checks in a row, named by {', '.join(f'`{one}`' for one in found[address])}"
        for address, count in weeks.items()
        if count >= TWICE
    ]
    return ["# Addresses that are gone", *lines]


def due_report(book: Book) -> list[str]:
    """Lines of Markdown: what has to be read again within 30 days, by its day; what is not known and was
    last looked for more than 90 days ago; the sources that nobody has held against what cites them, the
    heaviest first; and how many citations under ratings, penalties, amounts, demands, dates and cases are of
    a source of each kind.
    """
    reviewed = [entry for entry in book.all() if isinstance(entry, Reviewed)]
    late = sorted((entry.next_review, entry.folder, entry.id) for entry in reviewed)
    unknown = sorted(
        (one.looked, entry.folder, entry.id, one.what)
        for entry in book.all()
        if isinstance(entry, Answering)
        for one in entry.not_known
        if book.reviews.is_old(one.looked)
    )
    heavy = book.weights.not_compared
    kinds = book.weights.kinds
    return [
        "# Entries to read again",
        *(f"- `{folder}/{name}`, due {day}" for day, folder, name in late if day <= book.today + SOON),
        "# Not known, and to be looked for again",
        *(f"- `{folder}/{name}`, last on {day}: {what}" for day, folder, name, what in unknown),
        f"# Sources to compare with what cites them: {len(heavy)} of {len(book.sources)}",
        *(f"- `sources/{source.id}`, cited {count} times" for source, count in heavy[:HEAVIEST]),
        "# Under ratings, penalties, amounts, demands, dates and cases",
        *(f"- {kind}: {count} of {kinds.total()} citations" for kind, count in kinds.most_common()),
    ]
