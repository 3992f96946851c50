"""The clock counts as a person with a calendar does, in the reader's own time zone, and hides nothing."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from macros.book.book import Book
from tests.conftest import Site

CASES = yaml.safe_load((Path(__file__).parent / "fixtures" / "clock-cases.yml").read_text(encoding="utf-8"))
DAYS = {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
# One rule of one place is made to say what the case says; the reader then chooses that place.
SET_UP = """([count, unit, weekend]) => {
    const place = document.querySelector("[data-place=uk]");
    place.dataset.weekend = weekend;
    for (const line of place.querySelectorAll("[data-unit]")) Object.assign(line.dataset, {count, unit});
}"""
SHOWN = """() => {
    const local = (date) => new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
    const seen = (name) => [...document.querySelectorAll(`.rb-clock__out .rb-due ${name} time`)]
        .filter((time) => time.checkVisibility()).map((time) => local(new Date(time.dateTime)));
    return {at: seen(".rb-due__at"), end: seen(".rb-due__end"), later: seen(".rb-due__later")};
}"""


def reader(browser: Browser, address: str, zone: str = "Europe/Madrid") -> BrowserPage:
    page = browser.new_context(timezone_id=zone, locale="en-GB", accept_downloads=True).new_page()
    page.goto(f"{address}clock/", wait_until="load")
    return page


@functools.cache
def in_zone(browser: Browser, address: str, zone: str) -> BrowserPage:
    """One page for all cases of a zone; each case writes its own rule and moment."""
    return reader(browser, address, zone)


def notice(page: BrowserPage, noticed: str, *places: str) -> None:
    page.locator("#rb-noticed").fill(noticed)
    for place in places:
        page.locator(f"[name=place][value={place}]").first.check()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}: {case['note']}")
def test_a_deadline_falls_where_a_person_with_a_calendar_puts_it(
    browser: Browser, small_address: str, case: dict[str, Any]
) -> None:
    page = in_zone(browser, small_address, case["zone"])
    count, unit = case["period"].split(maxsplit=1)
    weekend = " ".join(str(DAYS[day]) for day in case["weekend"])
    page.evaluate(SET_UP, [count, unit.removesuffix("s"), weekend])
    notice(page, case["noticed"], "uk")
    shown = page.evaluate(SHOWN)
    if "due" in case:
        assert set(shown["at"]) == {case["due"]}
        assert shown["end"] == shown["later"] == []
    else:
        assert {day[:10] for day in shown["end"]} == {case["earliest"]}
        usual = {day[:10] for day in shown["later"]} or {case["earliest"]}
        assert usual == {case["usual"]}


def test_every_deadline_stands_on_the_page_without_script(site: Site, book: Book) -> None:
    html = site.page("clock.md")
    for place in book.deadlines.by_place():
        if book.places.home(place.place) != place.place:
            continue  # the deadlines of the larger place hold
        section = html.split(f'data-place="{place.place.id}"')[1].split("</details>")[0]
        for running in place.running:
            assert f"#{running.placed.provision.id}" in section
            for authority in running.authorities:
                assert authority.title.replace("&", "&amp;").replace("'", "&#39;") in section
        assert place.running or "no rule of this place" in section


def test_what_is_not_known_of_an_authority_stands_with_it(site: Site, book: Book) -> None:
    html = site.page("clock.md")
    open_ones = [authority for authority in book.authorities.values() if authority.not_known]
    for authority in open_ones:
        told = html.split(f'id="{authority.id}"')[1].split('class="rb-told"')[0]
        for one in authority.not_known:
            assert f"Not known.</strong> {one.what} " in told.replace("&#39;", "'")
            assert f"{one.looked.day} {one.looked:%B %Y}" in told
    assert open_ones


def test_a_rule_without_a_number_gets_no_hour(browser: Browser, small_address: str) -> None:
    page = reader(browser, small_address)
    notice(page, "2026-11-27T16:30", "uk")
    out = page.locator(".rb-clock__out")
    without = out.locator(".rb-due", has_text="without delay")
    assert without.locator("time").count() == 0
    assert "no number of hours" in without.inner_text()
    page.context.close()


def test_a_trade_of_its_own_shows_only_when_chosen(browser: Browser, small_address: str) -> None:
    page = reader(browser, small_address)
    notice(page, "2026-11-27T16:30", "uk")
    rule = page.locator(".rb-clock__out .rb-due", has_text="Section 12")
    assert rule.count() == 0
    page.locator("[name=trade][value=vendor]").check()
    assert rule.count() == 1
    page.context.close()


def test_a_place_that_was_not_read_says_so(browser: Browser, small_address: str) -> None:
    page = reader(browser, small_address)
    notice(page, "2026-11-27T16:30", "cn")
    assert "China" in page.locator(".rb-clock__out .rb-due", has_text="no rule of this place").inner_text()
    page.context.close()


def test_the_calendar_file_holds_each_counted_day(browser: Browser, small_address: str) -> None:
    page = reader(browser, small_address)
    notice(page, "2026-11-27T16:30", "eu")
    with page.expect_download() as download:
        page.locator("[data-calendar]").click()
    text = Path(download.value.path()).read_bytes().decode()
    assert download.value.suggested_filename.endswith(".ics")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART:20261130T153000Z" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    page.context.close()


def test_nothing_is_counted_before_a_place_is_chosen(browser: Browser, small_address: str) -> None:
    page = reader(browser, small_address)
    assert page.locator(".rb-clock__out .rb-due").count() == 0
    assert page.locator("[data-calendar]").is_hidden()
    assert page.locator(".rb-clock__none").is_visible()
    page.context.close()


def test_the_clock_ticks_the_readers_places_and_runs_when_one_of_them_is_gone(
    browser: Browser, small_address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{small_address}clock/")
    page.evaluate("rbYou.change({ choice: { place: ['gone', 'uk'] } })")  # as an earlier edition kept it
    page.reload()
    assert page.locator("[name=place]:checked").evaluate_all("boxes => boxes.map((box) => box.id)") == [
        "place=uk"
    ]
    assert page.locator(".rb-clock__out").is_visible()
    context.close()
    assert errors == []
