"""Getting around: by keyboard, on a phone, and from one page to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from macros.book.book import Book
from macros.views.addresses import href, place_of
from tests.conftest import Site

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
DANGER = "risks/sim-swap/"
FOCUSED = "document.activeElement.closest('.md-sidebar--primary, .md-search') !== null"


@pytest.fixture
def phone(browser: Browser, small_address: str) -> Iterator[Page]:
    yield from opened(browser, small_address, PHONE)


@pytest.fixture
def desk(browser: Browser, small_address: str) -> Iterator[Page]:
    yield from opened(browser, small_address, DESK)


def opened(browser: Browser, address: str, viewport: ViewportSize) -> Iterator[Page]:
    page = browser.new_page(viewport=viewport)
    page.goto(f"{address}{DANGER}")
    yield page
    page.close()


def test_the_first_tab_leads_past_everything_to_the_first_sentence(phone: Page) -> None:
    phone.keyboard.press("Tab")
    skip = phone.locator(".rb-skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('article') !== null")


def test_a_closed_menu_and_a_closed_search_take_no_focus(phone: Page) -> None:
    for _ in range(12):
        phone.keyboard.press("Tab")
        assert not phone.evaluate(FOCUSED)


def test_the_menu_opens_and_closes_by_keyboard(phone: Page) -> None:
    button = phone.get_by_role("button", name="Menu")
    button.focus()
    phone.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert phone.evaluate("document.activeElement.closest('.md-nav--primary') !== null")
    phone.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("button => button === document.activeElement")


def test_the_search_opens_by_keyboard(phone: Page) -> None:
    phone.get_by_role("button", name="Search").press("Enter")
    assert phone.locator("#__search").is_checked()


def test_more_is_a_menu_with_its_pages(desk: Page) -> None:
    menu = desk.locator(".rb-menu")
    clock = menu.get_by_role("link", name="How long do I have?")
    assert not clock.is_visible()
    menu.locator("summary").press("Enter")
    assert clock.is_visible()
    desk.keyboard.press("Escape")
    assert not clock.is_visible()


def test_the_tabs_stay_when_the_reader_scrolls(desk: Page) -> None:
    desk.evaluate("scrollTo(0, document.body.scrollHeight)")
    tab = desk.locator(".md-tabs__link", has_text="Checklists")
    desk.wait_for_function("document.querySelector('.md-tabs').getBoundingClientRect().top >= 0")
    assert tab.evaluate("tab => getComputedStyle(tab).opacity") == "1"
    tab.click()
    assert desk.url.endswith("/checklists/")


def test_a_long_page_has_its_contents_at_the_top_of_a_phone(phone: Page) -> None:
    contents = phone.locator(".rb-here")
    contents.locator("summary").press("Enter")
    listed = contents.get_by_role("link").all_inner_texts()
    assert listed == phone.locator("article h2").all_inner_texts()
    contents.get_by_role("link", name="How it happens").click()
    assert phone.url.endswith("#how-it-happens")


def test_the_contents_stand_beside_the_text_on_a_desktop(desk: Page) -> None:
    assert not desk.locator(".rb-here").is_visible()
    assert desk.locator(".md-sidebar--secondary").is_visible()


def test_dangers_lead_to_the_one_before_and_the_one_after(site: Site, book: Book) -> None:
    order = [risk for group in book.severity.by_category for risk in group.entries]
    for before, risk, after in zip([None, *order], order, [*order[1:], None], strict=False):
        page = place_of("risk", risk.id)
        links = dict(re.findall(r'<a href="([^"]*)" rel="(prev|next)"', site.page(page)))
        wanted = {"prev": before, "next": after}
        found = {href(place_of("risk", one.id), page, True): rel for rel, one in wanted.items() if one}
        assert links == found, risk.id
