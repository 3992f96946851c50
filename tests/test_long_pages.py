"""Long pages: none is heavy, each says first what stands on it, and what a phone folds is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from macros.book.book import Book
from macros.render.pages import chapter_pages
from macros.views import lists, regulation
from macros.views.addresses import chapter_of, href, place_of
from tests.conftest import Site
from tests.pages import FRAME, MOST_BYTES, PAGE_KINDS

A_PART_FOR_EACH = {
    "risks/index.html": ("risk", 2_700),
    "plan/index.html": ("mitigation", 2_700),
    "sources/index.html": ("source", 140),
    "clock/index.html": ("authority", 4_200),
    "in-detail/index.html": ("risk", 2_000),
}
"""Pages that grow with the book, and what one entry may add: the next honest one is nobody's fault."""
MOST_SCREENS = 12
WIDTH, SCREEN = 390, 844
LAW = "regulations/eu-gdpr/"
ANSWER = "in-detail/"
FOLDING = (
    LAW, ANSWER, "regulations/", "mitigations/", "mitigations/ropa-dpia/", "deadlines/", "in-detail/law/"
)  # fmt: skip

# A page's body under the styles of the open one, which takes less time than opening each. What leads to
# a place on the page counts from where a reader sees it: at its fold, if it is in one.
MEASURED = """(body) => {
    document.body.innerHTML = body;
    const article = document.querySelector("article");
    const top = (link) => (link.closest("details") ?? link).getBoundingClientRect().top;
    const leads = [...article.querySelectorAll("a[href^='#']")];
    const first = leads.filter((link) => !link.closest("sup") && top(link) < 2 * innerHeight);
    return [document.documentElement.scrollHeight, first.length];
}"""
NARROWEST_LIST = """(body) => {
    document.body.innerHTML = body;
    const whole = document.querySelector(".rb-contents").getBoundingClientRect().width;
    return Math.min(...[...document.querySelectorAll(".rb-contents ul")].map((list) =>
        list.getBoundingClientRect().width / whole));
}"""
INSIDE = ".rb-long > :not(summary, .rb-alone)"
SHOWN = f"[...document.querySelectorAll('{INSIDE}')].map((one) => one.checkVisibility())"


class Long(NamedTuple):
    """A page that is too long to be without contents: its height in phone screens."""

    page: str
    screens: float


@pytest.fixture
def plain_phone(browser: Browser, address: str) -> Iterator[BrowserPage]:
    """The home page on a phone without scripts."""
    context = browser.new_context(viewport={"width": WIDTH, "height": SCREEN}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def without_contents(phone: BrowserPage, site: Site, paths: Iterable[Path]) -> list[Long]:
    """The pages that are too long and do not say in the first two screens what stands on them."""
    found = []
    for path in paths:
        body = re.search(r"<body.*?>(.*)</body>", path.read_text(encoding="utf-8"), re.DOTALL)
        if not body:  # one that leads to where an entry lives now
            continue
        height, leads = phone.evaluate(MEASURED, body[1])
        if height > MOST_SCREENS * SCREEN and leads < 2:
            found.append(Long(path.relative_to(site.folder).as_posix(), round(height / SCREEN, 1)))
    return found


def test_no_page_is_heavy(site: Site, book: Book) -> None:
    sizes = {path.relative_to(site.folder).as_posix(): path.stat().st_size for path in site.pages()}
    most = {page: FRAME + each * len(book.entries.of(kind)) for page, (kind, each) in A_PART_FOR_EACH.items()}
    assert {page: size for page, size in sizes.items() if size > most.get(page, MOST_BYTES)} == {}


def test_a_long_page_of_each_kind_says_first_what_stands_on_it(plain_phone: BrowserPage, site: Site) -> None:
    places = (site.folder / place for place in PAGE_KINDS.values())
    paths = [place if place.suffix else place / "index.html" for place in places]
    assert without_contents(plain_phone, site, paths) == []


@pytest.mark.slow
def test_every_long_page_says_first_what_stands_on_it(plain_phone: BrowserPage, site: Site) -> None:
    assert without_contents(plain_phone, site, site.pages()) == []


@pytest.mark.parametrize("width", [WIDTH, 1440])
def test_the_provisions_of_a_law_are_listed_in_most_of_the_width(
    plain_phone: BrowserPage, site: Site, book: Book, width: int
) -> None:
    plain_phone.set_viewport_size({"width": width, "height": SCREEN})
    narrow = {}
    for law in book.entries.of("regulation"):
        body = re.search(r"<body.*?>(.*)</body>", site.page(place_of("regulation", law)), re.DOTALL)
        assert body
        if 'class="rb-contents"' in body[1]:
            narrow[law] = plain_phone.evaluate(NARROWEST_LIST, body[1])
    assert narrow
    assert {law: share for law, share in narrow.items() if share < 0.6} == {}


# ---------------------------------------------------------------- folds


@pytest.mark.parametrize("path", FOLDING)
def test_what_a_phone_folds_stands_whole_in_a_wide_window_and_on_paper(
    plain_phone: BrowserPage, address: str, path: str
) -> None:
    plain_phone.goto(address + path)
    folded = plain_phone.evaluate(SHOWN)
    assert folded
    assert not any(folded)
    plain_phone.emulate_media(media="print")
    assert all(plain_phone.evaluate(SHOWN))
    plain_phone.emulate_media(media="screen")
    plain_phone.set_viewport_size({"width": 768, "height": SCREEN})
    assert all(plain_phone.evaluate(SHOWN))


def test_in_a_wide_window_the_heading_of_a_fold_is_no_button(plain_phone: BrowserPage, address: str) -> None:
    plain_phone.goto(address + LAW)
    summary = plain_phone.locator(".rb-provision summary").first
    assert summary.is_visible()
    plain_phone.set_viewport_size({"width": 1280, "height": SCREEN})
    assert not summary.is_visible()
    assert summary.locator("h3").is_visible()


@pytest.mark.parametrize(("path", "anchor"), [(LAW, "eu-gdpr-33"), (ANSWER, "sim-swap")])
def test_an_address_opens_the_fold_it_leads_into(
    plain_phone: BrowserPage, address: str, path: str, anchor: str
) -> None:
    plain_phone.goto(f"{address}{path}#{anchor}")
    opened = plain_phone.locator(".rb-long[open]")
    assert opened.count() == 1
    place = opened.locator(f"#{anchor}")
    plain_phone.wait_for_function("scrollY > 0")
    assert 0 <= place.evaluate("place => place.getBoundingClientRect().top") < SCREEN / 2
    assert opened.locator("h3").first.is_visible()


def test_the_theme_does_so_where_the_browser_does_not(browser: Browser, address: str) -> None:
    """Older browsers open nothing for an address, and none does for one that a script changed."""
    page = browser.new_page(viewport={"width": WIDTH, "height": SCREEN})
    page.goto(address + LAW, wait_until="load")
    page.evaluate("history.replaceState(null, '', '#eu-gdpr-34')")
    assert page.locator(".rb-long[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('hashchange'))")
    assert page.locator(".rb-long[open] #eu-gdpr-34").count() == 1
    page.close()


# ---------------------------------------------------------------- long laws


def test_the_contents_of_a_law_name_each_provision_once_with_its_deadline(book: Book) -> None:
    for law in book.regulations.values():
        groups = regulation.answer(book, law).contents
        listed = [one for group in groups for one in group.provisions]
        marks = {one.link.target: bool(one.mark) for one in listed}
        assert len(listed) == len(marks)
        assert marks == {provision.id: bool(provision.deadline) for provision in law.provisions}


def test_the_contents_of_a_long_law_stand_by_duty(book: Book) -> None:
    groups = regulation.answer(book, book.regulations["eu-gdpr"]).contents
    duties = [duty.name for duty in book.vocabularies.duties]
    names = [group.name for group in groups]
    assert names == [name for name in [*duties, "Further"] if name in names]
    assert len(names) > 5
    breach = next(group for group in groups if group.name == "Breach report")
    assert [one.link.text for one in breach.provisions] == ["Article 33(1) to (5)", "Article 34(1) to (3)"]


@pytest.mark.parametrize("short_or_without_duties", ["eu-dora", "meta-messaging-policy"])
def test_other_contents_stand_in_the_order_of_the_text(book: Book, short_or_without_duties: str) -> None:
    law = book.regulations[short_or_without_duties]
    (group,) = regulation.answer(book, law).contents
    assert group.name == ""
    assert [one.link.target for one in group.provisions] == [provision.id for provision in law.provisions]


def test_a_law_is_folded_from_twelve_provisions_on(site: Site, book: Book) -> None:
    for law in book.regulations.values():
        html = site.page(place_of("regulation", law.id))
        folded = html.count('<details class="rb-long rb-provision">')
        assert folded == (len(law.provisions) if len(law.provisions) >= 12 else 0), law.id
        assert all(html.count(f'id="{provision.id}"') == 1 for provision in law.provisions)


# ---------------------------------------------------------------- the long answer


def test_each_group_of_the_long_answer_is_a_page_with_its_neighbours(site: Site, book: Book) -> None:
    pages = list(chapter_pages(book))
    groups = book.severity.by_category
    assert [page.path for page in pages] == [chapter_of(group.item.id) for group in groups]
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        links = dict(re.findall(r'<a href="([^"]*)" rel="(prev|next)"', site.page(page.path)))
        wanted = {"prev": before, "next": after}
        assert links == {href(one.path, page.path, True): rel for rel, one in wanted.items() if one}


def test_the_groups_and_the_whole_say_the_same(site: Site, book: Book) -> None:
    whole = site.page("in-detail.md")
    for group in book.severity.by_category:
        chapter = lists.category(book, group.item.id)
        page = site.page(chapter_of(group.item.id))
        assert [risk.id for risk in chapter.dangers] == re.findall(r'<h3 id="([\w-]+)">', page)
        assert f'href="../in-detail/{group.item.id}/"' in whole
        first = chapter.opens[0].split(".")[0].split(" ")[:3]
        for html in (page, whole):
            assert " ".join(first) in html
            assert all(f'<h3 id="{risk.id}">' in html for risk in chapter.dangers)


def test_the_headings_of_the_long_answer_keep_their_anchors(site: Site) -> None:
    """They were printed: on paper, in mails, on the page of a role."""
    assert re.findall(r'<h2 id="([\w-]+)"', site.page("in-detail.md")) == [
        "somebody-gets-into-the-account", "data-ends-up-in-the-wrong-place",
        "a-device-or-a-program-turns-against-you", "a-connected-system-fails", "somebody-uses-your-name",
        "metas-rules-and-your-dependence-on-them", "the-law-applies-in-the-chat",
        "what-to-do-about-all-of-it", "sources",
    ]  # fmt: skip
