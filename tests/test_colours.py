"""Every kind of page in both colour schemes, on the small book; and on request every page of the book."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility import low_contrasts, violations
from tests.conftest import Site
from tests.pages import SMALL_PAGE_KINDS


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A reader's page in one scheme. Colours are chosen while it loads: each scheme needs its own visits."""
    context = browser.new_context(
        color_scheme=request.param, viewport={"width": 1280, "height": 900}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", SMALL_PAGE_KINDS)
def test_every_text_stands_out_in_either_colour_scheme(page: Page, small_address: str, kind: str) -> None:
    page.goto(small_address + SMALL_PAGE_KINDS[kind], wait_until="load")
    assert low_contrasts(page) == []  # all other rules are asked on the pages of the real book


@pytest.mark.slow
def test_axe_finds_no_violation_on_any_page(page: Page, site: Site, address: str) -> None:
    for path in site.pages():
        page.goto(address + path.relative_to(site.folder).as_posix(), wait_until="load")
        assert violations(page) == [], path
