"""What prints: a checklist on one sheet, a danger on four at most, and the foot of every sheet."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book.book import Book
from macros.book.provision_names import full_name
from macros.model.entry import Reviewed
from macros.model.risk import Risk
from macros.text import bare_text
from macros.views.pieces import day
from macros.views.risk import first_actions
from macros.views.strings import say
from tests.test_entries import ENTRIES

CHECKLISTS = sorted(ENTRIES.of("checklist"))
SIZES = """() => ({
    action: parseFloat(getComputedStyle(document.querySelector(".rb-card__action")).fontSize),
    box: document.querySelector(".rb-card input").getBoundingClientRect().width,
    smallest: Math.min(...[...document.querySelectorAll(".rb-card__now, .rb-card__why, .rb-card__beside li")]
        .filter((line) => line.checkVisibility())
        .map((line) => parseFloat(getComputedStyle(line).fontSize))),
})"""


SMALL_PRINT = """() => [...document.querySelectorAll(".md-content__inner *")]
    .filter((element) => element.checkVisibility() && !element.closest("sup, .md-copyright"))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 13.3)
    .map((element) => element.outerHTML.slice(0, 200))"""
"""What prints in less than 10 pt, marks of citations aside."""


class Sheet(NamedTuple):
    """A printed checklist: the text of its sheets on each paper, and its sizes in CSS pixels."""

    checklist: str
    sheets: dict[str, list[str]]
    sizes: dict[str, float]


def squeezed(text: str) -> str:
    """A text without spaces, its joined signs taken apart: paper breaks lines where it likes."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read(pdf: bytes) -> list[str]:
    # The font joins letters such as f and i into one sign.
    return [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[BrowserPage]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=CHECKLISTS, ids=lambda checklist: f"checklist: {checklist}")
def sheet(request: pytest.FixtureRequest, page: BrowserPage, address: str) -> Sheet:
    """One checklist, printed on both papers a twentieth larger than life: a reader's fonts may be wider."""
    page.goto(f"{address}checklists/{request.param}/", wait_until="load")
    page.emulate_media(media="print")
    sizes = page.evaluate(SIZES)
    page.emulate_media(media="null")
    sheets = {paper: read(page.pdf(format=paper, scale=1.05)) for paper in ("A4", "Letter")}
    return Sheet(request.param, sheets, sizes)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_checklist_prints_on_exactly_one_page(sheet: Sheet, paper: str) -> None:
    text, *copies = sheet.sheets[paper]
    assert f"checklists/{sheet.checklist}/" in "".join(text.split())
    assert "CC BY 4.0" in text
    words = ENTRIES.of("checklist")[sheet.checklist].words
    assert bool(copies) == bool(words)
    # A browser writes the foot of a sheet first.
    assert not words or copies[0].splitlines()[1].startswith(say("checklist.words"))


def test_texts_to_copy_print_apart_and_whole(sheet: Sheet) -> None:
    for copies in ("".join(sheets[1:]) for sheets in sheet.sheets.values()):
        for text in ENTRIES.of("checklist")[sheet.checklist].words:
            assert squeezed(text.text) in squeezed(copies)


def test_a_sheet_holds_steps_clock_and_what_makes_it_worse(sheet: Sheet, book: Book) -> None:
    checklist = book.checklists[sheet.checklist]
    text = squeezed(sheet.sheets["A4"][0])
    said = [action.action for action in book.plans.actions(checklist)]
    said += [action.how or "" for action in book.plans.actions(checklist)]
    said += [*checklist.do_not, *checklist.blanks]
    for line in said:
        assert squeezed(bare_text(line)) in text, line
    assert not checklist.rules or squeezed(say("checklist.clock")) in text


def test_a_sheet_prints_no_address_that_leads_nowhere(sheet: Sheet) -> None:
    for sheets in sheet.sheets.values():
        assert ".example" not in "".join(sheets[0].split())


def test_a_printed_checklist_is_large_enough_to_read(sheet: Sheet) -> None:
    assert sheet.sizes["action"] >= 16  # 12 pt
    assert sheet.sizes["smallest"] >= 14.6  # 11 pt
    assert sheet.sizes["box"] >= 18.8  # 5 mm


def printed(page: BrowserPage, address: str) -> list[str]:
    """The text of each sheet of a page on A4, without spaces."""
    page.goto(address, wait_until="load")
    return [squeezed(sheet) for sheet in read(page.pdf(format="A4"))]


def is_on_four_sheets(page: BrowserPage, address: str, book: Book, risk: Risk) -> None:
    """A danger prints a brief that stands alone, and three sheets more at most, each with its foot."""
    brief, *detail = printed(page, f"{address}risks/{risk.id}/")
    assert 1 <= len(detail) <= 3, f"{risk.id}: {1 + len(detail)} sheets"
    said = [risk.title, risk.is_this_you, *risk.warning_signs, *(step for step in risk.first_hour)]
    said += [say("risk.level"), say("risk.first_actions"), say("risk.first_hour")]
    actions = first_actions(book, risk)
    said += [action.link.text for action in actions.actions]
    said += [checklist.text for checklist in actions.checklists]
    for line in said:
        # The number of a citation prints within the line.
        assert squeezed(bare_text(line.partition("[^")[0])) in brief.replace("_", ""), f"{risk.id}: {line}"
    for title in (say("risk.how_it_happens"), say("risk.mitigations"), say("pages.sources")):
        assert squeezed(title) not in brief, risk.id
        assert squeezed(title) in "".join(detail), risk.id


@pytest.fixture(scope="module")
def longest(book: Book) -> list[Risk]:
    """The dangers with the most rules, cases, claims, sources and steps, which need the most paper."""
    orders: list[Callable[[Risk], int]] = [
        lambda risk: len(risk.regulations),
        lambda risk: len(book.links.cases(risk)),
        lambda risk: len([*risk.cited()]),
        lambda risk: sum(map(len, risk.first_hour)),
        lambda risk: len(risk.detail),
        lambda risk: -len(risk.detail),
    ]
    return [*{risk.id: risk for risk in (max(book.risks.values(), key=order) for order in orders)}.values()]


def test_the_longest_dangers_print_a_brief_and_three_sheets_at_most(
    page: BrowserPage, address: str, book: Book, longest: list[Risk]
) -> None:
    for risk in longest:
        is_on_four_sheets(page, address, book, risk)


@pytest.mark.slow
def test_every_danger_prints_a_brief_and_three_sheets_at_most(
    page: BrowserPage, address: str, book: Book
) -> None:
    for risk in book.risks.values():
        is_on_four_sheets(page, address, book, risk)


def test_a_danger_prints_in_ten_points_or_more(page: BrowserPage, address: str, longest: list[Risk]) -> None:
    page.emulate_media(media="print")
    for risk in longest:
        page.goto(f"{address}risks/{risk.id}/", wait_until="load")
        assert page.evaluate(SMALL_PRINT) == []
    page.emulate_media(media="null")


@pytest.mark.parametrize(
    "path", ["", "in-detail/", "risks/sim-swap/", "checklists/phone-lost/", "places/eu/"]
)
def test_every_sheet_names_the_book_its_address_its_day_and_its_number(
    page: BrowserPage, address: str, book: Book, path: str
) -> None:
    entries: dict[str, Reviewed] = {
        "risks/sim-swap/": book.risks["sim-swap"],
        "checklists/phone-lost/": book.checklists["phone-lost"],
    }
    reviewed = entries[path].reviewed if path in entries else book.reviews.last
    foot = " · ".join(filter(None, ["Risk Book for WhatsApp Business", path]))
    sheets = printed(page, f"{address}{path}")
    for number, sheet in enumerate(sheets, 1):
        state = f"{say('frame.state', day=day(reviewed))} · {number} / {len(sheets)}"
        assert squeezed(foot) in sheet
        assert squeezed(state) in sheet


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
    for applied in book.law.applied(risk):
        assert "".join(full_name(applied.regulation, applied.provision).split()) in paper
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("a").first.is_visible()


def filled(pdf: bytes) -> list[float]:
    """How far down each sheet its text reaches above the foot: 0 for the top, 1 for the lower edge."""
    reached = []
    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        height, lowest = float(sheet.mediabox.height), [float(sheet.mediabox.height)]

        def note(
            text: str, ctm: list[float], place: list[float], *_: object, lowest: list[float] = lowest
        ) -> None:
            y = place[4] * ctm[1] + place[5] * ctm[3] + ctm[5]
            if text.strip() and y > 45:
                lowest.append(y)

        sheet.extract_text(visitor_text=note)
        reached.append(1 - min(lowest) / height)
    return reached


@pytest.mark.parametrize("path", ["", "cases/", "risks/", "places/eu/", "regulations/eu-gdpr/", "in-detail/"])
def test_no_sheet_but_the_last_leaves_a_third_empty(page: BrowserPage, address: str, path: str) -> None:
    page.goto(f"{address}{path}", wait_until="load")
    *before, _ = filled(page.pdf(format="A4"))
    assert min(before) > 2 / 3, [round(share, 2) for share in before]
