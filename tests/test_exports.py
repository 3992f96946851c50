"""The feed and the calendar, read as a reader's own programs would read them."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar

from macros.book.book import Book
from macros.book.provision_names import LAWS
from macros.build import checked_book
from macros.export.calendar import calendar
from tests.conftest import Site, stand_still

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_holds_every_change_newest_first(site: Site, book: Book) -> None:
    parsed = feedparser.parse((site.folder / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.title for entry in parsed.entries] == [
        change.title for change in book.links.changes_newest_first
    ]
    for entry, change in zip(parsed.entries, book.links.changes_newest_first, strict=True):
        assert entry.link.endswith(f"changes/{change.id}/")
        assert entry.id.endswith(f"changes/#{change.id}")
        assert entry.summary


def test_the_feed_has_what_the_standard_demands(site: Site) -> None:
    """RFC 4287: id, title and updated once in the feed and in each entry; an author; unique ids."""
    root = ElementTree.fromstring((site.folder / "feed.xml").read_text(encoding="utf-8"))
    entries = root.findall(f"{ATOM}entry")
    for element in [root, *entries]:
        for tag in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{tag}")) == 1
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", ""))
        assert element.findtext(f"{ATOM}id", "").startswith("https://")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert moments == sorted(set(moments), reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0]


def test_every_page_names_the_feed(site: Site) -> None:
    for path in site.pages():
        assert 'type="application/atom+xml"' in path.read_text(encoding="utf-8")


def test_the_calendar_holds_every_date_to_come(site: Site, book: Book) -> None:
    parsed = Calendar.from_ical((site.folder / "deadlines.ics").read_bytes())
    events = [(event.decoded("dtstart"), str(event["summary"])) for event in parsed.walk("VEVENT")]
    wanted = [(milestone.date, regulation.short) for regulation, milestone in book.law.to_come]
    assert [day for day, _ in events] == [day for day, _ in wanted]
    assert all(summary.startswith(short) for (_, summary), (_, short) in zip(events, wanted, strict=True))
    assert len({str(event["uid"]) for event in parsed.walk("VEVENT")}) == len(events)


def test_a_date_leaves_the_calendar_when_it_has_passed(
    small_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regulation = small_book / "regulations" / "eu-gdpr.yml"
    text = regulation.read_text(encoding="utf-8")
    regulation.write_text(text.replace("date: 2030-01-01", "date: 2027-01-01"), encoding="utf-8")
    for today, shown in ((date(2027, 1, 1), 1), (date(2027, 1, 2), 0)):
        stand_still(monkeypatch, today)
        book, _ = checked_book(small_book)
        assert isinstance(book, Book)
        assert calendar(book, "T", "https://t.example/").count(b"BEGIN:VEVENT") == shown


def test_deadlines_are_sorted_and_all_there(site: Site, book: Book) -> None:
    table = site.page("deadlines.md").split('id="how-fast')[1].split("<table")[1].split("</table>")[0]
    shown = re.findall(r"<strong>([^<]*)</strong>", table)
    assert shown == [p.deadline.within for _, p in book.law.deadlines if p.deadline]
    assert {p.first_duty for _, p in book.law.deadlines} == {"breach"}


def test_the_matrix_holds_every_provision_of_a_law_that_has_a_duty(site: Site, book: Book) -> None:
    html = site.page("regulations/index.md").split("rb-duties")[1].split("</table>")[0]
    for regulation, provision in book.provisions.values():
        if provision.duties and regulation.type in LAWS:
            assert f'href="{regulation.id}/#{provision.id}"' in html, provision.id
