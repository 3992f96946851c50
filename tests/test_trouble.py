"""From trouble to the right step: what one sees, at most two questions, one list."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book.book import Book
from macros.book.trouble import Way
from macros.check.situations import MOST_QUESTIONS
from macros.model.checklist import EMERGENCY
from macros.views.addresses import place_of
from macros.views.strings import say
from tests.conftest import Site
from tests.test_entries import ENTRIES

WAYS = list(Book(ENTRIES).trouble.ways())
STORIES = yaml.safe_load((Path(__file__).parent / "fixtures" / "stories.yml").read_text(encoding="utf-8"))
MOST_TAPS = 4
MOST_WORDS = 200
# The words somebody reads who reads every line up to the one they tap, then the first step.
READ = """(element, from) => {
    const range = document.createRange();
    range.setStart(document.querySelector(from), 0);
    range.setEndAfter(element);
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (range.intersectsNode(node) && node.parentElement.checkVisibility())
            words += node.data.split(/\\s+/).filter((word) => /\\p{L}/u.test(word)).length;
    }
    return words;
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserPage]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def open_way(page: BrowserPage, address: str, says: tuple[str, ...]) -> Locator:
    """Tap what one sees and the answers, on a help page with everything closed; return the last one."""
    if "/help/" not in page.url:
        page.goto(f"{address}help/", wait_until="load")
    page.evaluate("document.querySelectorAll('article details').forEach((one) => one.open = false)")
    here = page.locator(".rb-see")
    for text in says:
        target = here.locator("summary, li > a").filter(has_text=re.compile(rf"^\s*{re.escape(text)}\s*$"))
        target = target.filter(visible=True).first
        if text != says[-1]:
            target.click()
            here = target.locator("xpath=..")
    return target


def words_to_the_first_step(page: BrowserPage, address: str) -> int:
    """How much stands on the page of a list, or under the first hour of a danger, up to its first step."""
    page.goto(address, wait_until="load")
    start = f"#{address.partition('#')[2]}" if "#" in address else "article"
    step = page.locator(".rb-card__action" if start == "article" else f"{start} + .rb-steps li").first
    return int(step.evaluate(READ, start))


def _name(way: Way) -> str:
    return " / ".join(way.says)


@pytest.fixture(scope="module")
def first_steps(browser: Browser) -> Iterator[tuple[BrowserPage, dict[str, int]]]:
    """A phone for the pages at which ways end, and the words read there so far."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page(), {}
    context.close()


@pytest.mark.parametrize("way", WAYS, ids=_name)
def test_every_way_ends_at_its_list_in_four_taps_and_two_hundred_words(
    phone: BrowserPage, first_steps: tuple[BrowserPage, dict[str, int]], address: str, way: Way
) -> None:
    last = open_way(phone, address, way.says)
    end = last.evaluate("(link) => link.href")
    assert f"/{place_of(way.end.kind, way.end.id).removesuffix('.md')}/" in end
    assert 1 + len(way.says) <= MOST_TAPS  # the first tap is the button in the header
    page, read = first_steps
    if end not in read:
        read[end] = words_to_the_first_step(page, end)
    button = len(say("theme.trouble").split())
    assert button + last.evaluate(READ, "article") + read[end] <= MOST_WORDS


def test_a_phone_taps_from_home_to_the_first_step(phone: BrowserPage, address: str) -> None:
    longest = max(WAYS, key=lambda way: len(way.says))
    phone.goto(address, wait_until="load")
    phone.locator(".rb-trouble").click()
    open_way(phone, address, longest.says).click()
    phone.wait_for_url(lambda url: longest.end.id in url)
    assert phone.locator(".rb-card__action, .rb-steps li").first.is_visible()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_a_story_ends_at_the_right_list(story: dict[str, Any]) -> None:
    (way,) = [way for way in WAYS if list(way.says) == story["way"]]
    assert f"{way.end.kind}:{way.end.id}" in [story["ends"], *story["also_fine"]]


def test_every_first_hour_can_be_reached(book: Book) -> None:
    ends = {(way.end.kind, way.end.id) for way in book.trouble.ways()}
    ends |= {("risk", risk.id) for risk in book.trouble.unnamed()}
    for risk in book.risks.values():
        assert ("checklist", risk.emergency_list) in ends or (risk.kind, risk.id) in ends
    for checklist in book.checklists.values():
        assert checklist.type != EMERGENCY or (checklist.kind, checklist.id) in ends


def test_nobody_answers_more_than_two_questions() -> None:
    assert max(len(way.says) for way in WAYS) <= 1 + MOST_QUESTIONS


def test_help_is_one_tap_away_on_every_page(site: Site) -> None:
    for page in site.pages():
        html = page.read_text(encoding="utf-8")
        moved = 'http-equiv="refresh"' in html
        assert moved or re.search(r'class="rb-trouble" href="(?:\./|[^"]*help/)"', html), page
    assert "help/" in (site.folder / "404.html").read_text(encoding="utf-8").split("<article")[1]


def test_a_danger_without_steps_of_its_own_shows_the_list_and_its_steps(site: Site, book: Book) -> None:
    for risk in book.risks.values():
        html = site.page(place_of(risk.kind, risk.id))
        part = html.split(f">{say('risk.first_hour')}</h2>")[1].split("<h2")[0]
        # A step may name a list for one case; the list that is the whole answer stands before the steps.
        assert ("/checklists/" in part.split("<li>")[0]) == bool(risk.emergency_list)
        steps = book.checklists[risk.emergency_list].items if risk.emergency_list else risk.first_hour
        assert part.count("<li>") == len(steps)


def test_a_list_names_the_dangers_whose_first_hour_it_is(site: Site, book: Book) -> None:
    for risk in book.risks.values():
        if risk.emergency_list:
            assert f'href="../../risks/{risk.id}/"' in site.page(f"checklists/{risk.emergency_list}.md")


def test_a_text_is_copied_with_one_tap_and_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}checklists/number-taken-over/", wait_until="load")
    copy = page.locator(".rb-copy").first
    copy.get_by_role("button").click()
    copy.get_by_text(say("copies.copied")).wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.strip() == copy.locator("pre").inner_text().strip()
    context.close()


def test_everything_is_there_without_script(browser: Browser, address: str, book: Book) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}help/")
    page.locator("summary").first.click()
    assert page.locator("details[open] a").first.is_visible()
    page.goto(f"{address}checklists/phone-lost/")
    assert page.locator("article .rb-copy pre").count() == len(book.checklists["phone-lost"].words)
    assert not page.locator("article").get_by_role("button").filter(visible=True).count()
    context.close()


def test_the_sheet_of_signs_fits_one_page(browser: Browser, address: str, book: Book) -> None:
    page = browser.new_page()
    page.goto(f"{address}help/", wait_until="load")
    for paper in ("A4", "Letter"):
        (sheet,) = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        text = "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())
        for checklist in book.checklists.values():
            assert checklist.type != EMERGENCY or f"/checklists/{checklist.id}/" in text
    page.close()
