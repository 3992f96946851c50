"""The register: dangers in their groups, what moves them, what a reader finds, filters, sorts, passes on."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book.book import Book
from macros.book.scope import Reader
from macros.model.risk import Risk
from macros.views.pieces import title_of
from macros.views.strings import say
from tests.accessibility import violations
from tests.conftest import Site

MOST_SHEETS = 5
SHOWN = """() => [...document.querySelectorAll("[data-dangers] tbody th > a")]
    .filter((link) => link.checkVisibility()).map((link) => link.textContent)"""
LEFT_OUT = """() => [...document.querySelectorAll("[data-rest] tr")]
    .map((row) => [row.querySelector("a").textContent,
        [...row.querySelectorAll("[data-why]:not([hidden])")].map((why) => why.textContent).join()])"""
READER = {"product": ["app"], "place": ["br"], "role": "marketer", "fact": ["plain"]}


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[BrowserPage]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    errors: list[str] = []
    found.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: errors.append(str(error)))
    yield found
    context.close()
    assert errors == []


def opened(page: BrowserPage, address: str, view: str = "") -> BrowserPage:
    """The register, loaded anew with a view in its address."""
    page.goto("about:blank")
    page.goto(f"{address}risks/{view}", wait_until="load")
    return page


def shown(page: BrowserPage) -> list[str]:
    found: list[str] = page.evaluate(SHOWN)
    return found


def status(page: BrowserPage) -> str:
    return " ".join(page.get_by_role("status").filter(has_text="dangers").inner_text().split())


def titles(book: Book, keep: Callable[[Risk], bool] = lambda _risk: True) -> list[str]:
    """What a reader sees of the groups: the dangers that are kept, in the order of the book."""
    return [
        title_of(risk)
        for category in book.vocabularies.categories
        for risk in book.severity.worst_first
        if risk.category == category.id and keep(risk)
    ]


# ---------------------------------------------------------------- the page as it is printed


def rows(site: Site) -> dict[str, str]:
    """The text of each row of the printed register, by the title of its danger."""
    html = site.page("risks/index.md").partition("data-dangers")[2]
    found = {}
    for row in re.findall(r'<tr id="danger-.*?</tr>', html, re.DOTALL):
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split())
        link = re.search(r"<a [^>]*>([^<]*)</a>", row)
        assert link
        found[unescape(link[1])] = text
    return found


def test_without_script_every_danger_stands_in_its_group_under_its_name_and_meaning(
    browser: Browser, address: str, book: Book
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), address)
    sections = page.locator("[data-dangers] section")
    assert sections.count() == len(book.vocabularies.categories) == 7
    for number, category in enumerate(book.vocabularies.categories):
        section = sections.nth(number)
        assert section.get_by_role("heading").inner_text() == category.name
        assert category.means in section.inner_text()
        expected = titles(book, lambda risk, category=category: risk.category == category.id)  # type: ignore[misc]
        links = section.locator("tbody th > a")
        assert links.all_inner_texts() == expected
        assert all(link.is_visible() for link in links.all())
    assert not page.locator("[data-register]").is_visible()
    assert not page.locator("[data-dangers] button").count()
    context.close()


def test_a_row_says_what_moves_and_by_how_much(site: Site, book: Book) -> None:
    found = rows(site)
    assert len(found) == len(book.risks)
    for risk in book.risks.values():
        before, after, levels = risk.before, risk.after, book.severity.levels(risk)
        text = found[title_of(risk)]
        assert text.startswith(f"{title_of(risk)} {risk.in_one_sentence} ")
        assert text.endswith(
            f"{levels.before.name} {levels.after.name} "
            f"Likelihood {before.likelihood} → {after.likelihood} "
            f"Business {before.impact_business} → {after.impact_business} "
            f"People {before.impact_people} → {after.impact_people} "
            f"{before.attention} → {after.attention}"
        )


def test_what_falls_is_marked_and_what_stays_is_not(site: Site, book: Book) -> None:
    html = site.page("risks/index.md")
    for risk in book.risks.values():
        row = html.partition(f'id="danger-{risk.id}"')[2].partition("</tr>")[0]
        marked = re.findall(r'<span class="rb-falls">(\w+)', row)
        falls = {
            "Likelihood": risk.before.likelihood > risk.after.likelihood,
            "Business": risk.before.impact_business > risk.after.impact_business,
            "People": risk.before.impact_people > risk.after.impact_people,
        }
        assert marked == [name for name, falling in falls.items() if falling]


def test_the_head_says_that_the_sum_ranks_and_the_page_leads_to_the_rule(site: Site) -> None:
    html = site.page("risks/index.md")
    assert "ranks, does not measure" in html
    assert 'href="../method/#order-inside-a-level"' in html
    method = site.page("method.md")
    for anchor in ("order-inside-a-level", "what-pays-most-for-its-effort", "where-a-danger-is-now"):
        assert f'id="{anchor}"' in method


def test_both_maps_count_each_danger_once_and_lead_to_them(site: Site, book: Book) -> None:
    html = site.page("risks/index.md")
    for when in ("before", "after"):
        cells = re.findall(
            rf'<a href="([^"]+)" data-cell="{when}-(\d)-(\d)" aria-label="([^"]+)">(\d+)</a>', html
        )
        counted = {(int(likelihood), int(impact)): int(count) for _, likelihood, impact, _, count in cells}
        expected: dict[tuple[int, int], list[str]] = {}
        for risk in book.severity.worst_first:
            rated = getattr(risk, when)
            expected.setdefault((rated.likelihood, rated.impact), []).append(risk.id)
        assert counted == {cell: len(ids) for cell, ids in expected.items()}
        for target, likelihood, impact, about, count in cells:
            assert about.startswith(f"{count} danger")
            assert f"likelihood {likelihood}, impact {impact}" in about
            first = expected[int(likelihood), int(impact)][0]
            before = f"../method/#at-{likelihood}-{impact}"
            assert target == (before if when == "before" else f"#danger-{first}")


def test_a_danger_names_places_only_if_none_of_its_rules_holds_everywhere(site: Site, book: Book) -> None:
    html = site.page("risks/index.md")
    local = 0
    for risk in book.risks.values():
        tag = html.partition(f'id="danger-{risk.id}"')[2].partition(">")[0]
        named = re.search(r'data-places="([^"]+)"', tag)
        places = {applied.regulation.jurisdiction for applied in book.law.applied(risk)}
        assert (set(named[1].split()) if named else {"world"} & places) == (places if named else {"world"})
        local += bool(named)
    assert 0 < local < len(book.risks)


# ---------------------------------------------------------------- find, filter, sort


def of_level(name: str) -> Callable[[Book, Risk], bool]:
    return lambda book, risk: book.severity.levels(risk).before.name == name


FILTERS: dict[str, tuple[str, Callable[[Book, Risk], bool]]] = {
    "level": ("#level=4", of_level("High")),
    "category": ("#category=fraud", lambda _, risk: risk.category == "fraud"),
    "role": ("#role=developer", lambda _, risk: "developer" in risk.roles),
    "product": ("#product=messenger", lambda _, risk: "messenger" in risk.products),
    "two products": (
        "#product=platform&product=provider",
        lambda _, risk: bool({"platform", "provider"} & set(risk.products)),
    ),
    "place": ("#place=br", lambda book, risk: holds_in(book, risk, "br")),
    "cell before": (
        "#cell=before-4-4",
        lambda _, risk: (risk.before.likelihood, risk.before.impact) == (4, 4),
    ),
    "cell after": ("#cell=after-2-4", lambda _, risk: (risk.after.likelihood, risk.after.impact) == (2, 4)),
    "title": ("#q=six+digit+code", lambda _, risk: risk.id == "registration-code-theft"),
    "two at once": (
        "#level=4&category=law",
        lambda book, risk: of_level("High")(book, risk) and risk.category == "law",
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_view_in_the_address_shows_what_it_says_and_counts_it(
    page: BrowserPage, address: str, book: Book, name: str
) -> None:
    view, keep = FILTERS[name]
    expected = titles(book, lambda risk: keep(book, risk))
    assert 0 < len(expected) < len(book.risks)
    opened(page, address, view)
    if name == "title":
        assert expected[0] in shown(page)
        assert len(shown(page)) < 10
    else:
        assert shown(page) == expected
    assert status(page) == f"{len(shown(page))} of {len(book.risks)} dangers"


def choose(page: BrowserPage, name: str, value: str) -> None:
    page.locator(f"[data-register] select[name={name}]").select_option(value)


def test_what_a_reader_chooses_goes_into_the_address_and_comes_back_on_reload(
    page: BrowserPage, address: str, book: Book
) -> None:
    opened(page, address)
    assert page.url.endswith("/risks/")
    choose(page, "level", "4")
    choose(page, "role", "owner")
    choose(page, "sort", "-danger")
    page.get_by_label("Messenger").check()
    page.get_by_text(say("register.place"), exact=True).first.click()
    page.get_by_label("Germany").check()
    page.get_by_label(say("register.search")).fill('Wer "code"')
    page.get_by_label(say("register.search")).fill('"Code"')
    found, url, said = shown(page), page.url, status(page)
    assert 0 < len(found) < len(book.risks)
    for part in ("level=4", "role=owner", "sort=-danger", "product=messenger", "place=de", "q=code"):
        assert part in url.partition("#")[2].split("&")
    opened(page, address, f"#{url.partition('#')[2]}")
    assert (shown(page), status(page)) == (found, said)
    assert page.get_by_label("Germany").is_visible()
    page.get_by_role("button", name=say("register.reset")).click()
    assert page.url.endswith("/risks/")
    assert shown(page) == titles(book)
    assert status(page) == f"{len(book.risks)} of {len(book.risks)} dangers"
    assert not page.get_by_role("button", name=say("register.reset")).is_visible()


def test_the_search_finds_other_names_as_they_are_typed(page: BrowserPage, address: str, book: Book) -> None:
    opened(page, address)
    risk = book.risks["registration-code-theft"]
    name = next(name for name in risk.also_called if not set(name.lower().split()) <= set(risk.title.split()))
    box = page.get_by_label(say("register.search"))
    box.press_sequentially(name.upper())
    assert title_of(risk) in shown(page)
    box.fill("zzzz")
    assert shown(page) == []
    assert status(page) == f"0 of {len(book.risks)} dangers"


ORDERS: dict[str, Callable[[Book, Risk], Any]] = {
    "danger": lambda _, risk: title_of(risk).lower(),
    "before": lambda book, risk: -book.severity.levels(risk).before.step,
    "after": lambda book, risk: (-book.severity.levels(risk).after.step, -risk.after.attention),
    "moves": lambda _, risk: risk.after.attention - risk.before.attention,
    "attention": lambda _, risk: -risk.before.attention,
}


@pytest.mark.parametrize("column", ORDERS)
def test_a_head_sorts_all_dangers_turns_round_and_leads_back_to_the_groups(
    page: BrowserPage, address: str, book: Book, column: str
) -> None:
    by_title = {title_of(risk): risk for risk in book.risks.values()}
    ranks = {title_of(risk): rank for rank, risk in enumerate(book.severity.worst_first)}
    opened(page, address)
    page.locator(f"[data-dangers] section [data-column={column}] button").first.press("Enter")
    head = page.locator(f"[data-flat] [data-column={column}]")
    assert head.locator("button").evaluate("(button) => button === document.activeElement")
    first = "ascending" if column == "danger" else "descending"
    last = ({"ascending", "descending"} - {first}).pop()
    for direction, is_last in ((first, False), (last, True)):
        keys = [ORDERS[column](book, by_title[title]) for title in shown(page)]
        assert len(keys) == len(book.risks)
        assert keys == sorted(keys, reverse=is_last)
        assert keys != sorted(keys, reverse=not is_last)
        worst_first = [ranks[title] for title in shown(page)]
        for one, other in pairwise(zip(keys, worst_first, strict=True)):
            assert one[0] != other[0] or one[1] < other[1]
        assert head.get_attribute("aria-sort") == direction
        assert page.locator("[data-flat] [aria-sort]:not([aria-sort=none])").count() == 1
        head.locator("button").press("Space")
    page.get_by_role("button", name=say("register.back")).click()
    assert shown(page) == titles(book)


def test_a_cell_of_the_map_shows_its_dangers_and_can_be_let_go(
    page: BrowserPage, address: str, book: Book
) -> None:
    opened(page, address)
    cell = page.locator("[data-cell=before-3-4]")
    count = int(cell.inner_text())
    cell.press("Enter")
    page.locator("[data-cell-box]").wait_for()
    assert status(page) == f"{count} of {len(book.risks)} dangers"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    page.get_by_label(str(cell.get_attribute("aria-label"))).last.uncheck()
    assert shown(page) == titles(book)
    opened(page, address, "#cell=before-9-9")
    assert shown(page) == titles(book)


def test_the_form_is_used_with_keys_alone(page: BrowserPage, address: str, book: Book) -> None:
    opened(page, address)
    page.get_by_label(say("register.search")).focus()
    page.keyboard.type("backup")
    some = shown(page)
    assert 0 < len(some) < len(book.risks)
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert names == ["SUMMARY", "level", "category", "role", "sort", "product"]
    page.keyboard.press("Space")
    assert page.get_by_label("Messenger").is_checked()


# ---------------------------------------------------------------- the reader's part


def holds_in(book: Book, risk: Risk, place: str) -> bool:
    return bool({place, "world"} & {applied.regulation.jurisdiction for applied in book.law.applied(risk)})


def remember(page: BrowserPage, address: str) -> None:
    """Answer questions on the home page, as a reader does."""
    page.goto("about:blank")
    page.goto(f"{address}index.html", wait_until="load")
    form = page.locator("[data-choice]")
    for details in form.locator("details").all():
        details.evaluate("(fold) => { fold.open = true; }")
    for name, values in READER.items():
        for value in [values] if isinstance(values, str) else values:
            form.locator(f"[data-about={name}] input[value={value}]").check()


def test_filters_start_from_what_a_reader_said_and_the_rest_stands_apart_with_its_reason(
    browser: Browser, address: str, book: Book
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    remember(page, address)
    opened(page, address)
    assert page.locator("[data-you]").is_visible()
    assert page.get_by_text(say("register.own")).is_visible()
    assert page.locator("[data-register] [name=product]:checked").evaluate("(box) => box.value") == "app"
    assert page.locator("[data-register] [name=role]").input_value() == "marketer"
    mine, left = shown(page), dict(page.evaluate(LEFT_OUT))
    reader = Reader(frozenset({"app"}), "marketer", frozenset({"plain"}))
    for_all = replace(reader, facts=frozenset())
    assert mine == titles(book, lambda risk: book.scope.concerns(risk, reader) and holds_in(book, risk, "br"))
    assert mine != titles(
        book, lambda risk: book.scope.concerns(risk, for_all) and holds_in(book, risk, "br")
    )
    assert sorted([*mine, *left]) == sorted(titles(book))
    assert all(left.values())
    assert status(page) == f"{len(mine)} of {len(book.risks)} dangers"
    fold = page.locator(".rb-dangers .rb-less")
    assert fold.locator("summary").inner_text().startswith(f"{len(left)} of {len(book.risks)} dangers")
    fold.locator("summary").click()
    assert len(shown(page)) == len(book.risks)

    opened(page, address, "#category=law")
    assert page.locator("[data-register] [name=product]:checked").count() == 0
    assert shown(page) == titles(book, lambda risk: risk.category == "law")
    assert not page.get_by_text(say("register.own")).is_visible()

    opened(page, address)
    page.get_by_role("button", name=say("register.reset")).click()
    assert shown(page) == titles(book)
    assert not page.get_by_text(say("register.own")).is_visible()
    opened(page, address, f"#{page.url.partition('#')[2]}")
    assert shown(page) == titles(book)

    opened(page, address)
    page.locator("[data-erase]").dblclick()
    assert shown(page) == titles(book)
    context.close()


# ---------------------------------------------------------------- everywhere


def test_it_works_from_a_file(browser: Browser, site: Site, book: Book) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    file = (site.folder / "risks" / "index.html").as_uri()
    page.goto(file, wait_until="load")
    page.get_by_label("WhatsApp Business app").check()
    found = shown(page)
    assert 0 < len(found) < len(book.risks)
    assert page.url == f"{file}#product=app"
    page.reload()
    assert shown(page) == found
    assert errors == []
    context.close()


def test_on_a_phone_filters_are_folded_and_heads_give_way(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = opened(context.new_page(), address)
    assert not page.get_by_label(say("register.role")).is_visible()
    page.get_by_text(say("register.filter")).click()
    assert page.get_by_label(say("register.role")).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert not page.locator("[data-dangers] section thead button").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["#sort=attention&place=uk&q=code", "#role=developer&cell=before-3-4"])
def test_axe_finds_nothing_in_a_view(browser: Browser, small_address: str, scheme: Any, view: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = opened(context.new_page(), small_address, view)
    for fold in page.locator("[data-register] details, .rb-less").all():
        fold.evaluate("(one) => { one.open = true; }")
    assert violations(page) == []
    context.close()


def test_it_prints_as_a_register_on_a_few_wide_sheets(page: BrowserPage, address: str, book: Book) -> None:
    opened(page, address)
    names = tuple("".join(category.name.split()) for category in book.vocabularies.categories)
    for paper in ("A4", "Letter"):
        pdf = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True)))
        assert len(pdf.pages) <= MOST_SHEETS
        assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in pdf.pages)
        sheets = ["".join(unicodedata.normalize("NFKC", sheet.extract_text()).split()) for sheet in pdf.pages]
        whole = "".join(sheets)
        for risk in book.risks.values():
            assert "".join(title_of(risk).split()) in whole
        assert "".join(say("register.search").split()) not in whole
        for sheet in sheets[1:]:
            foot = re.match(r".*?/\d+RiskBookforWhatsAppBusiness·(?:https?://\S*?)?risks/", sheet)
            assert sheet[foot.end() if foot else 0 :].startswith(names)
