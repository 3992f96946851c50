"""What only a real browser can show: requests, errors, widths, accessibility, keys."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import violations
from tests.conftest import PROJECT, Site
from tests.pages import PAGE_KINDS

WIDTHS = (320, 390, 768, 1440)


@dataclass(frozen=True)
class Visit:
    """What one look at a page brought: addresses asked for, errors, pixels too wide, axe's findings."""

    asked: list[str]
    errors: list[str]
    overflow: dict[int, int]
    violations: list[Any]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One page of the browser for all visits."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGE_KINDS)
def visit(request: pytest.FixtureRequest, tab: Page, address: str) -> Visit:
    """One page of each kind of the real book, opened once for all that is asked of it.

    Contrast is a matter of templates and colours and not of entries: it is measured on the small book.
    """
    asked: list[str] = []
    errors: list[str] = []
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto("about:blank")
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "console": lambda message: errors.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: errors.append(str(error)),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    tab.goto(address + PAGE_KINDS[request.param], wait_until="networkidle")
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    loaded = errors.copy()
    found = violations(tab, contrast=False)
    overflow = {}
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 844})
        overflow[width] = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    return Visit(asked, loaded, overflow, found)


def test_no_request_leaves_the_site_and_no_error_is_logged(visit: Visit, address: str) -> None:
    assert visit.asked
    assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []
    assert visit.errors == []


def test_no_page_is_wider_than_the_screen(visit: Visit) -> None:
    assert {width: pixels for width, pixels in visit.overflow.items() if pixels > 0} == {}


def test_axe_finds_no_violation(visit: Visit) -> None:
    assert visit.violations == []


def test_a_first_visit_is_light(browser: Browser, address: str, site: Site) -> None:
    files: set[str] = set()
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: files.add(request.url.removeprefix(address).split("?")[0]))
    page.goto(address, wait_until="networkidle")
    context.close()
    weights = {}
    for name in files:
        path = site.folder / (name or "index.html")
        weights[name] = len(gzip.compress(path.read_bytes(), 9))
    assert sum(weights.values()) <= 130_000, weights
    assert "search/entries.json" not in weights, "it is fetched with the first question"


def test_ticks_can_be_set_with_the_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}checklists/number-taken-over/", wait_until="load")
    box = page.locator(".rb-card input").first
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    context.close()


def test_a_table_stays_one_on_a_phone(browser: Browser, small_address: str) -> None:
    """Its parts stand below each other there; what a screen reader is told must not change."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{small_address}risks/sim-swap/", wait_until="load")
    page.locator("details").evaluate_all("folds => { for (const fold of folds) fold.open = true }")
    assert page.locator(".rb-table td").first.evaluate("cell => getComputedStyle(cell).display") == "grid"
    labels = page.locator(".rb-table td[data-label]").evaluate_all(
        "cells => cells.map((cell) => [cell.dataset.label, getComputedStyle(cell, '::before').content])"
    )
    assert labels
    assert [shown for _, shown in labels] == [f'"{label}"' for label, _ in labels]
    nodes = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = {node["role"]["value"] for node in nodes if not node["ignored"]}
    assert {"table", "row", "columnheader", "rowheader", "cell"} <= roles
    context.close()


def test_a_page_opens_in_the_colours_of_the_device_until_the_reader_chooses(
    browser: Browser, small_address: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(small_address, wait_until="load")
    scheme = page.locator("body")
    assert scheme.get_attribute("data-md-color-scheme") == "slate"
    page.get_by_role("button", name="Switch to light colours").click()
    page.reload(wait_until="load")
    assert scheme.get_attribute("data-md-color-scheme") == "default"
    assert page.get_by_role("button", name="Switch to dark colours").is_visible()
    assert errors == []
    context.close()


def test_the_project_has_no_other_web_address_in_its_scripts() -> None:
    for script in (PROJECT / "macros" / "theme" / "assets").glob("*.js"):
        assert "://" not in script.read_text(encoding="utf-8")
