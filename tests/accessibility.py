"""Ask axe-core what keeps somebody from using a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def low_contrasts(page: Page) -> list[Any]:
    """What axe finds on a page that is too pale to be read: WCAG 2.2, 1.4.3."""
    options = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
    return list(Axe().run(page, options=options).response["violations"])


def violations(page: Page, *, contrast: bool = True) -> list[Any]:
    """What axe finds on a page: WCAG 2.2 A and AA, and its own best practice.

    Measuring contrast takes about three times as long as all other rules together.
    """
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    return list(Axe().run(page, options=options).response["violations"])
