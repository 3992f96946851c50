"""The page of a danger can be taken in, and what stands beside a text helps: folds, targets, ways on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from macros.book.book import Book
from macros.views.addresses import href, place_in_list, place_of
from macros.views.risk import first_hour_anchor
from macros.views.risk import path as path_of
from macros.views.strings import say
from tests.conftest import Site
from tests.pages import PAGE_KINDS

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
DANGER = "risks/sim-swap/"

# What stands in a sentence may be as small as the sentence: WCAG 2.2, 2.5.8, exception "inline". What else is
# small has a circle of 24 pixels to itself: exception "spacing".
CROWDED = r"""() => {
    for (const fold of document.querySelectorAll("article details, .rb-beside details")) fold.open = true;
    const found = [...document.querySelectorAll("a[href], button, input, select, summary")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(".md-skip"))
        .map((one) => ({ one, whole: one.matches("input") ? one.closest("label") || one : one }))
        .map(({ one, whole }) => ({ one, box: whole.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1);
    const isInSentence = (one) => {
        const isInline = (node) => getComputedStyle(node).display === "inline";
        if (!isInline(one)) return false;
        let block = one.parentElement;
        while (isInline(block)) block = block.parentElement;
        const rest = block.cloneNode(true);
        for (const link of rest.querySelectorAll("a, button, [hidden]")) link.remove();
        return /[\p{L}\d]/u.test(rest.textContent);
    };
    const small = found.filter(({ one, box }) => (box.width < 24 || box.height < 24) && !isInSentence(one));
    const centre = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
    const meets = (target, other) => {
        const [x, y] = centre(target);
        const [u, v] = centre(other);
        const { left, right, top, bottom } = other.box;
        const beside = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < 12;
        return beside || (small.includes(other) && Math.hypot(x - u, y - v) < 24);
    };
    const holds = (target, other) => target.one.contains(other.one) || other.one.contains(target.one);
    return small
        .filter((target) => found.some((other) => !holds(target, other) && meets(target, other)))
        .map(({ one, box }) => [one.textContent.trim(), box.width, box.height]);
}"""
MOST_STOPS = 16
# Where a key stops on its way to the text: what can be focused and is seen, and the first of it in the text.
STOPS = """() => {
    const text = document.querySelector("article");
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
        .filter((one) => one.tabIndex >= 0 && !one.disabled)
        .filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const before = all.filter((one) => text.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
    return before.length + 1;
}"""
# Where the first of the folds behind the first hour begins.
NEEDED = """(anchor) => {
    const folds = [...document.querySelectorAll(".rb-section")];
    const after = Node.DOCUMENT_POSITION_FOLLOWING;
    const isBehind = (fold) => document.getElementById(anchor).compareDocumentPosition(fold) & after;
    return folds.find(isBehind).getBoundingClientRect().top + scrollY;
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def unscripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport=DESK)
    page.goto(f"{address}{DANGER}")
    yield page
    page.close()


def hidden(page: Page, of: str = "") -> Any:
    """For each first thing under a folding heading, whether a reader does not see it."""
    first = f".rb-section{of} > summary + :not(.rb-on-page), .rb-section{of} > .rb-on-page + *"
    return page.locator(first).evaluate_all(
        "found => found.map(one => !one.checkVisibility({ contentVisibilityAuto: true }))"
    )


def test_what_is_needed_first_stands_on_three_screens_of_a_phone(
    unscripted: Page, address: str, book: Book
) -> None:
    screens = {}
    for risk in book.risks:
        unscripted.goto(f"{address}risks/{risk}/", wait_until="load")
        screens[risk] = unscripted.evaluate(NEEDED, first_hour_anchor()) / PHONE["height"]
        for name in ("is_this_you", "first_actions", "first_hour"):
            assert unscripted.get_by_role("heading", name=say(f"risk.{name}"), exact=True).is_visible(), risk
    assert {risk: round(count, 2) for risk, count in screens.items() if count > 3} == {}


def test_on_a_phone_the_rest_is_folded_and_a_tap_opens_it_without_scripts(
    unscripted: Page, address: str
) -> None:
    unscripted.goto(f"{address}{DANGER}")
    assert hidden(unscripted)
    assert all(hidden(unscripted))
    unscripted.get_by_role("heading", name=say("risk.detail")).click()
    assert hidden(unscripted).count(False) == 1
    assert unscripted.locator(".rb-fact").is_visible()


def test_on_a_desktop_and_on_paper_nothing_is_folded_without_scripts(unscripted: Page, address: str) -> None:
    unscripted.goto(f"{address}{DANGER}")
    unscripted.emulate_media(media="print")
    assert not any(hidden(unscripted, ":not(:has(#also-called, #near-this-one))"))  # left off the paper
    unscripted.emulate_media(media="null")
    unscripted.set_viewport_size({"width": 768, "height": 1024})
    assert not any(hidden(unscripted))
    unscripted.set_viewport_size(PHONE)
    assert all(hidden(unscripted))


def test_on_a_desktop_a_heading_is_no_button(desk: Page) -> None:
    assert not any(hidden(desk))
    desk.locator(".rb-steps").first.evaluate("list => { list.tabIndex = -1; list.focus(); }")
    for _ in range(4):
        desk.keyboard.press("Tab")
        assert not desk.evaluate("document.activeElement.matches('.rb-section > summary')")


def test_an_address_of_a_heading_or_of_something_inside_opens_its_fold(phone: Page, address: str) -> None:
    for anchor, seen in (("in-detail", ".rb-fact"), ("cited-1", "#cited-1"), ("sources", ".rb-sources")):
        phone.goto("about:blank")
        phone.goto(f"{address}{DANGER}#{anchor}", wait_until="load")
        phone.locator(seen).first.wait_for(state="visible")
        assert hidden(phone).count(False) == 1
    phone.locator(".rb-sources a[href='#cited-1']").click()
    phone.locator("#cited-1").wait_for(state="visible")


def test_a_source_leads_back_to_its_first_mark(site: Site, book: Book) -> None:
    for risk in book.risks:
        html = site.page(f"risks/{risk}.md")
        back = re.findall(r'<a href="#cited-(\d+)" aria-label="Back to \d+">', html)
        assert back == [str(number + 1) for number in range(len(back))]
        assert len(back) == html.count('<li id="source-')
        for number in back:
            assert html.count(f'id="cited-{number}"') == 1, risk


def test_beside_a_danger_stand_its_group_its_level_and_how_to_cite_it(desk: Page, book: Book) -> None:
    beside = desk.locator(".rb-beside")
    risk = book.risks["sim-swap"]
    levels = book.severity.levels(risk)
    assert beside.locator(".rb-level__word").all_inner_texts() == [levels.before.name, levels.after.name]
    group = next(group for group in book.severity.by_category if risk in group.entries)
    here = place_of("risk", "sim-swap")
    others = [one for one in group.entries if one is not risk][:4]
    addresses = [href(place_of("risk", one.id), here, True) for one in others]
    addresses.append(href(place_in_list("risk", group.item.id), here, True))
    listed = beside.get_by_role("navigation", name=say("beside.more", group=group.item.name)).get_by_role(
        "link"
    )
    assert [link.get_attribute("href") for link in listed.all()] == addresses
    assert listed.last.inner_text() == f"All {len(group.entries)} of this group"
    assert [link.get_attribute("rel") for link in beside.locator(".rb-neighbours a").all()] == [
        "prev",
        "next",
    ]
    beside.get_by_text("Cite this page").click()
    assert beside.locator("pre").inner_text() == (
        "Somebody moves your number to their SIM card. Risk Book for WhatsApp Business. "
        "Read against its sources on 23 November 2026. risks/sim-swap/"
    )
    assert beside.get_by_role("button", name="Print this page").is_visible()


@pytest.mark.parametrize(
    "page", ["mitigations/two-step-pin.md", "regulations/eu-gdpr.md", "checklists/account-banned.md"]
)
def test_beside_other_entries_stand_their_group_and_how_to_cite_them(site: Site, page: str) -> None:
    beside = site.page(page).partition('<div class="rb-beside')[2].partition("</main>")[0]
    assert say("beside.cite") in beside
    assert "of this group" in beside
    assert 'rel="next"' in beside or 'rel="prev"' in beside


def test_what_stands_beside_a_text_follows_it_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(f"{address}{DANGER}", wait_until="load")
    beside = phone.locator(".rb-beside").bounding_box()
    article = phone.locator("article").bounding_box()
    assert beside
    assert article
    assert beside["y"] >= article["y"] + article["height"] - 1
    assert beside["width"] > 300


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_a_finger_meets_one_link_and_not_two(phone: Page, address: str, kind: str) -> None:
    phone.goto(f"{address}{PAGE_KINDS[kind]}", wait_until="load")
    assert phone.evaluate(CROWDED) == []


def keys_to_the_text(page: Page) -> int:
    """How often somebody presses Tab until they are in the text or past it."""
    stops = 0
    while not page.evaluate("document.activeElement.closest('article, footer')") and stops <= MOST_STOPS:
        page.keyboard.press("Tab")
        stops += 1
    return stops


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_few_keys_lead_to_the_first_sentence_of_each_kind_of_page(
    browser: Browser, address: str, viewport: ViewportSize
) -> None:
    """Two with the link that skips the frame; without it they pass header, tabs and the way up.

    The keys are pressed on one page, and what they stop at is counted on all: pressing takes a second a page.
    """
    page = browser.new_page(viewport=viewport)
    page.goto(f"{address}{DANGER}", wait_until="load")
    counted = page.evaluate(STOPS)
    assert keys_to_the_text(page) == counted
    stops = {}
    for kind, path in PAGE_KINDS.items():
        page.goto(f"{address}{path}", wait_until="load")
        stops[kind] = page.evaluate(STOPS)
    assert max(stops.values()) <= MOST_STOPS, stops
    page.close()


def test_a_danger_whose_cuts_nobody_gave_does_not_say_that_nothing_cuts_it(book: Book) -> None:
    for risk in book.risks.values():
        unsaid = risk.mitigations.model_copy(update={"cuts": [], "limits": []})
        limiting = unsaid.model_copy(update={"limits": risk.mitigations.core})
        silent = path_of(book, risk.model_copy(update={"mitigations": unsaid}))
        assert [ending.says for ending in silent.endings] == [say("risk.not_placed")]
        assert silent.uncut == ""
        assert path_of(book, risk.model_copy(update={"mitigations": limiting})).uncut == say("risk.uncut")
