"""What only a real browser can show: requests, printing, accessibility, search."""

from __future__ import annotations

import gzip
import io
import unicodedata
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book import Book
from macros.citations import full_name
from tests.conftest import PROJECT, Site
from tests.test_entries import ENTRIES

CHECKLISTS = sorted(ENTRIES.of("checklist"))
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGE_KINDS = {
    "home": "",
    "long answer": "in-detail/",
    "register": "risks/",
    "risk": "risks/sim-swap/",
    "risk with many rules": "risks/unlawful-marketing/",
    "mitigation index": "mitigations/",
    "mitigation": "mitigations/two-step-pin/",
    "regulation index": "regulations/",
    "regulation": "regulations/eu-gdpr/",
    "standard": "regulations/nist-csf/",
    "cases": "cases/",
    "checklist index": "checklists/",
    "checklist": "checklists/number-taken-over/",
    "role": "for/owner/",
    "sources": "sources/",
    "method": "method/",
    "glossary": "glossary/",
    "claims": "claims/",
    "changes": "changes/",
    "deadlines": "deadlines/",
    "about": "about/",
    "contribute": "contribute/",
    "fields": "contribute/fields/",
    "not found": "404.html",
}
QUESTIONS = {
    "backup": "risks/cloud-backup-exposure/",
    "sim swap": "risks/sim-swap/",
    "ex-employee": "risks/leaver-access/",
    "banned": "risks/account-ban/",
    "someone reads our chats on another computer": "risks/device-linking-hijack/",
    "boss lost his phone": "risks/lost-or-stolen-phone/",
    "can staff see old chats after leaving": "risks/leaver-access/",
    "is our backup encrypted": "risks/cloud-backup-exposure/",
    "webhook without signature": "risks/forged-webhooks/",
    "forgot two-step PIN": "risks/recovery-lockout/",
    "sent to the wrong person": "risks/wrong-recipient/",
    "GBWhatsApp": "risks/modified-apps/",
    "token in GitHub": "risks/leaked-access-token/",
    "customers see each other's numbers": "risks/group-exposes-numbers/",
    "chatbot gave wrong price": "risks/chatbot-wrong-answers/",
    "somebody uses our logo": "risks/brand-impersonation/",
    "supplier changed bank details": "risks/payment-diversion/",
    "boss asks for gift cards": "risks/executive-impersonation/",
    "error 131047": "risks/window-and-template-mistakes/",
    "change provider": "risks/provider-lock-in/",
    "customer wants data deleted": "risks/rights-requests-unmet/",
    "thumbs up contract": "risks/accidental-contract/",
    "staff write at night": "risks/working-time/",
    "72 hours": "risks/late-breach-notice/",
    "GDPR": "regulations/eu-gdpr/",
    "messages arrive twice": "risks/missed-or-duplicated-messages/",
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> BrowserPage:
    return context.new_page()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_no_request_leaves_the_site_and_no_error_is_logged(
    page: BrowserPage, address: str, kind: str
) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + PAGE_KINDS[kind], wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(address) and not url.startswith("data:")] == []
    assert errors == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda checklist: f"checklist: {checklist}")
def test_a_checklist_prints_on_exactly_one_page(
    page: BrowserPage, address: str, checklist: str, paper: str
) -> None:
    page.goto(f"{address}checklists/{checklist}/", wait_until="load")
    # A twentieth larger than life, because a reader's fonts may be wider than the ones here.
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, scale=1.05)))
    text = unicodedata.normalize("NFKC", printed.pages[0].extract_text())  # the font joins letters
    assert len(printed.pages) == 1
    assert f"checklists/{checklist}/" in "".join(text.split())
    assert "CC BY 4.0" in text


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda checklist: f"checklist: {checklist}")
def test_a_printed_checklist_is_large_enough_to_read(page: BrowserPage, address: str, checklist: str) -> None:
    page.goto(f"{address}checklists/{checklist}/", wait_until="load")
    page.emulate_media(media="print")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.rb-card__action')).fontSize)")
    box = page.evaluate("document.querySelector('.rb-card input').getBoundingClientRect().width")
    assert size >= 16  # 12 pt
    assert box >= 18.8  # 5 mm


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_axe_finds_no_violation(browser: Browser, address: str, kind: str, scheme: str) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": 1280, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address + PAGE_KINDS[kind], wait_until="load")
    results = Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]})
    context.close()
    assert results.response["violations"] == [], results.generate_report()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_no_page_is_wider_than_the_screen(page: BrowserPage, address: str, kind: str) -> None:
    page.goto(address + PAGE_KINDS[kind], wait_until="load")
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{overflow} px too wide at {width}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_search_brings_the_right_page_among_the_first_three(
    page: BrowserPage, address: str, question: str
) -> None:
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type(question)
    # Results change with every letter typed, so wait for the right one instead of reading too early.
    page.wait_for_function(
        """([results, wanted]) => [...document.querySelectorAll(results)]
             .slice(0, 3).some((link) => link.pathname.endsWith(wanted))""",
        arg=[".md-search-result__item > a.md-search-result__link", QUESTIONS[question]],
        timeout=10_000,
    )


def test_a_first_visit_is_light(page: BrowserPage, address: str, site: Site) -> None:
    files: set[str] = set()
    page.on("request", lambda request: files.add(request.url.removeprefix(address).split("?")[0]))
    page.goto(address, wait_until="networkidle")
    weights = {}
    for name in files:
        path = site.folder / (name or "index.html")
        weights[name] = len(gzip.compress(path.read_bytes(), 9))
    index = weights.pop("search/search_index.json")
    assert sum(weights.values()) <= 130_000, weights
    assert index <= 100_000


def test_rules_folded_by_place_open_with_a_key_and_stand_on_paper(
    page: BrowserPage, address: str, book: Book
) -> None:
    risk = max(book.risks.values(), key=lambda risk: len(risk.regulations))
    page.goto(f"{address}risks/{risk.id}/", wait_until="load")
    first = page.locator(".rb-by-place").first
    assert not first.locator("a").first.is_visible()
    printed = PdfReader(io.BytesIO(page.pdf()))
    paper = "".join(
        "".join(unicodedata.normalize("NFKC", sheet.extract_text()).split()) for sheet in printed.pages
    )
    for applied in book.applied(risk):
        assert "".join(full_name(applied.regulation, applied.provision).split()) in paper
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("a").first.is_visible()


def test_ticks_can_be_set_with_the_keyboard(page: BrowserPage, address: str) -> None:
    page.goto(f"{address}checklists/number-taken-over/", wait_until="load")
    box = page.locator(".rb-card input").first
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()


def test_the_project_has_no_other_web_address_in_its_scripts() -> None:
    for script in (PROJECT / "docs" / "assets").glob("*.js"):
        assert "://" not in script.read_text(encoding="utf-8")
