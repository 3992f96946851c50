"""The dates still to come as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from urllib.parse import urljoin

from icalendar import Calendar, Event

from macros.book.book import Book
from macros.model.regulation import Milestone, Regulation
from macros.text import bare_text
from macros.views.addresses import href, place_of

FILE = "deadlines.ics"


def calendar(book: Book, title: str, site_url: str) -> bytes:
    """One whole-day event for each date that lies ahead. site_url is the absolute address of the site."""
    found = Calendar()
    found.add("prodid", f"-//{title}//EN")
    found.add("version", "2.0")
    for regulation, milestone in book.law.to_come:
        found.add_component(_event(book, regulation, milestone, site_url))
    return bytes(found.to_ical())


def _event(book: Book, regulation: Regulation, milestone: Milestone, site_url: str) -> Event:
    what = " ".join(bare_text(milestone.what).split())
    event = Event()
    event.add("uid", f"{regulation.id}-{milestone.date}@{site_url.split('//')[-1].strip('/')}")
    event.add("dtstamp", datetime.combine(book.reviews.last, time(), UTC))
    event.add("dtstart", milestone.date)
    event.add("summary", f"{regulation.short}: {what}")
    event.add("url", urljoin(site_url, href(place_of("regulation", regulation.id), "index.md", True)))
    return event
