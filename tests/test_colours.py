"""Every kind of page in both colour schemes, on the small book; and on request every page of the book."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.accessibility import low_contrasts, violations
from tests.conftest import Site
from tests.pages import SMALL_PAGE_KINDS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", SMALL_PAGE_KINDS)
def test_every_text_stands_out_in_either_colour_scheme(
    browser: Browser, small_address: str, kind: str, scheme: str
) -> None:
    # Colours are chosen while the page loads, so each scheme needs a visit of its own.
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 1280, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(small_address + SMALL_PAGE_KINDS[kind], wait_until="load")
    found = low_contrasts(page)  # all other rules are asked on the pages of the real book
    context.close()
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(browser: Browser, site: Site, address: str, scheme: str) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 1280, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    for path in site.pages():
        page.goto(address + path.relative_to(site.folder).as_posix(), wait_until="load")
        assert violations(page) == [], path
    context.close()
