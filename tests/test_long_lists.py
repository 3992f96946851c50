"""The long lists: old anchors lead on, no page grows too large, and a reader chooses what is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import chain, combinations
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from macros.book.book import Book
from macros.book.shelves import MOST, Shelf
from macros.model.entry import Entry
from macros.model.evidence import Source
from macros.render.pages import CALLED, GeneratedPage, all_pages, group_pages
from macros.render.renderer import Renderer
from macros.views import shelves
from macros.views.addresses import LISTS, PRINTED, href, place_of, place_of_group, place_of_source, printed
from macros.views.strings import say
from tests.conftest import Site
from tests.pages import FRAME, MOST_BYTES

PHONE: ViewportSize = {"width": 390, "height": 844}
MANY = 8
SCREENS = 12
PARTS = {
    "case": "all-cases.html", "change": "changes.html", "claim": "claims.html", "source": "all-sources.html",
}  # fmt: skip
IS_CONTENTS_IN_SIGHT = """() => {
  const box = document.querySelector('.rb-groups a')?.getBoundingClientRect();
  return Boolean(box) && box.bottom < innerHeight;
}"""


def address_of(path: str) -> str:
    """The address of a page under docs/, from the site's root."""
    return href(path, "index.md", True)


# ---------------------------------------------------------------- old anchors


def by_anchor(book: Book, kind: str) -> dict[str, Entry]:
    """The entries that an anchor of a list can mean, under their old ids too."""
    found: dict[str, Entry] = {}
    for entry in chain(book.entries.of(kind).values(), book.sources.values()):
        prefix = "source-" if entry.kind == "source" else ""
        found |= {f"{prefix}{one}": entry for one in (entry.id, *entry.was)}
    return found


def test_the_anchors_of_the_first_edition_are_all_kept() -> None:
    assert {path.stem for path in PRINTED.iterdir()} == LISTS.keys()
    counts = {kind: len(set(printed(kind))) for kind in LISTS}
    assert counts == {"case": 461, "change": 252, "claim": 174, "source": 1514}


@pytest.mark.parametrize("kind", LISTS)
def test_every_old_anchor_leads_to_its_entry(site: Site, book: Book, kind: str) -> None:
    """Without a script: the anchor is a line or a link, and its link leads to the text of the entry."""
    page = LISTS[kind]
    html = site.page(page)
    links = dict(re.findall(r'<a id="([^"]+)" href="([^"]+)">', html))
    for line in re.findall(r'<li id="[^"]+" data-is.*?</li>', html, re.DOTALL):
        ids = re.findall(r'<(?:li|span) id="([^"]+)"', line)
        links |= dict.fromkeys(ids, re.search(r'<a href="([^"]+)"', line)[1])  # type: ignore[index]
    known = by_anchor(book, kind)
    texts: dict[str, str] = {}
    # The page of all sources was never the place of those that came after it was divided.
    own = {one for one in known if known[one].kind == kind} if kind != "source" else set()
    for anchor in {*printed(kind), *own}:
        entry = known[anchor]
        target = urlsplit(urljoin(f"/{address_of(page)}", links[anchor]))
        path = target.path.strip("/")
        if path not in texts:
            texts[path] = unescape(site.page(f"{path}.md"))
        if entry.kind == "source":
            assert f'<li id="{target.fragment}"' in texts[path], anchor
            assert target.fragment == f"source-{entry.id}", anchor
        else:
            assert path == f"{address_of(place_of(entry.kind, entry.id)).strip('/')}", anchor
            assert str(entry.title) in texts[path], anchor  # type: ignore[attr-defined]


def test_an_old_id_leads_to_its_line_and_to_its_page(small_site: Site) -> None:
    line = re.search(r'<li id="shop-hit-twice-2026".*?</li>', small_site.page("cases/index.md"), re.DOTALL)
    assert line
    assert '<span id="shop-hit-twice"></span><a href="shop-hit-twice-2026/">' in line[0]
    assert "url=../shop-hit-twice-2026/" in small_site.page("cases/shop-hit-twice.md")


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def long_listed(book: Book) -> list[Source]:
    """The sources that stood on the one page of sources, by publisher."""
    first = set(printed("source"))
    return [source for source in book.links.sources_by_publisher if f"source-{source.id}" in first]


def test_without_a_script_an_old_anchor_shows_the_link_of_its_entry_and_no_other(
    without_scripts: Page, address: str, book: Book
) -> None:
    source = long_listed(book)[-1]
    without_scripts.goto(f"{address}sources/#source-{source.id}")
    shown = without_scripts.locator(".rb-leads a:visible")
    assert shown.all_inner_texts() == [source.publisher]
    assert 0 < shown.bounding_box()["y"] < PHONE["height"]  # type: ignore[index]
    assert without_scripts.get_by_text(say("lists.leads")).is_visible()
    shown.click()
    place = place_of_source(source.id, book.shelves.key_of(source))
    assert without_scripts.url == f"{address}{address_of(place)}"
    case = book.links.cases_newest_first[-1]
    without_scripts.goto(f"{address}cases/#{case.id}")
    line = without_scripts.locator(f"[id='{case.id}']")
    assert 0 < line.bounding_box()["y"] < PHONE["height"]  # type: ignore[index]
    assert not without_scripts.locator(".rb-leads :visible").count()


def test_with_a_script_an_old_anchor_of_a_source_opens_the_source(
    phone: Page, address: str, book: Book
) -> None:
    source = long_listed(book)[700]
    phone.goto(f"{address}sources/#source-{source.id}")
    phone.wait_for_url(f"{address}{address_of(place_of_source(source.id, book.shelves.key_of(source)))}")


# ---------------------------------------------------------------- size


def list_pages(book: Book) -> list[str]:
    """The lists and their groups."""
    return [*LISTS.values(), *(page.path for page in group_pages(book))]


def test_each_case_change_and_claim_has_a_page(book: Book) -> None:
    own = {place_of(kind, one) for kind in ("case", "change", "claim") for one in book.entries.of(kind)}
    assert own <= {page.path for page in all_pages(book)}


def test_a_page_of_more_than_twelve_screens_begins_with_its_contents(
    phone: Page, address: str, book: Book
) -> None:
    long = 0
    for path in list_pages(book):
        phone.goto(f"{address}{address_of(path)}")
        if phone.evaluate("document.documentElement.scrollHeight") > SCREENS * PHONE["height"]:
            long += 1
            assert phone.evaluate(IS_CONTENTS_IN_SIGHT), path
    assert long


def test_contents_count_their_entries(site: Site, book: Book) -> None:
    for shelf in book.shelves.all:
        html = site.page(LISTS[shelf.kind])
        counts = re.findall(r"<span data-count>(\d+)</span>", html)
        assert [int(count) for count in counts] == [len(group.entries) for group in shelf.groups]
        assert sum(map(int, counts)) == len(book.entries.of(shelf.kind))


@pytest.fixture(scope="module")
def large_book(book: Book) -> Book:
    """Eight times as many entries in every long list. Half of the cases are of one year, many of one day."""

    def copies(entry: Any, number: int) -> Iterator[tuple[str, Entry]]:
        for copy in range(MANY):
            found = f"{entry.id}-{copy}" if copy else entry.id
            changed: dict[str, Any] = {"id": found, "was": [] if copy else entry.was}
            if entry.kind == "case" and number % 2:
                changed["date"] = "2025-03-04" if number % 4 == 1 else "2025"
            yield found, entry.model_copy(update=changed)

    by_kind = {
        kind: dict(
            chain.from_iterable(copies(entry, number) for number, entry in enumerate(of_kind.values()))
        )
        if kind in LISTS
        else of_kind
        for kind, of_kind in book.entries.by_kind.items()
    }
    return Book(replace(book.entries, by_kind=by_kind))


def leaves(shelf: Shelf) -> Iterator[Shelf]:
    """The parts of a list that stand on one page each."""
    if not shelf.is_divided:
        yield shelf
        return
    for group in shelf.groups:
        yield from leaves(group)


def test_a_list_that_grows_divides_itself(book: Book, large_book: Book) -> None:
    assert [shelf.is_divided for shelf in book.shelves.all] == [False, False, False, True]
    for shelf in large_book.shelves.all:
        assert shelf.is_divided
        found = [entry.id for leaf in leaves(shelf) for entry in leaf.entries]
        assert Counter(found) == Counter(large_book.entries.of(shelf.kind).keys())
        assert all(0 < len(leaf.entries) <= MOST[shelf.kind] for leaf in leaves(shelf))
        for larger, group in shelf.pages():
            assert group in larger.groups
    keys = {group.key for _, group in large_book.shelves.cases.pages()}
    assert {"2025", "2025-03", "2025-00", "2024"} <= keys
    assert any(key.startswith("2025-03-") for key in keys)
    assert {"m", "me"} <= {group.key for _, group in large_book.shelves.sources.pages()}


def test_a_divided_list_has_a_page_for_each_part_and_none_is_large(large_book: Book) -> None:
    renderer = Renderer(large_book)
    pages: dict[str, str] = {}
    for kind, path in LISTS.items():
        template, view = CALLED[PARTS[kind]]
        pages[path] = renderer.page(path).part(template, view(large_book))
    made: dict[str, GeneratedPage] = {page.path: page for page in group_pages(large_book)}
    assert len(made) == sum(1 for shelf in large_book.shelves.all for _ in shelf.pages())
    for path, page in made.items():
        pages[path] = renderer.page(path).whole(page.written(large_book))
        assert page.title.endswith(shelves.group_title(large_book, page.subject[1]))  # type: ignore[index]
    for path, html in pages.items():
        assert len(html.encode()) + FRAME <= MOST_BYTES, path
    for shelf in large_book.shelves.all:
        for larger, group in shelf.pages():
            own = place_of_group(larger.kind, larger.key)
            target = place_of_group(group.kind, group.key)
            links = re.findall(r'<a href="([^"]+)" data-keeps>', pages[own])
            assert f"/{address_of(target)}" in {urljoin(f"/{address_of(own)}", link) for link in links}
            if larger.key:  # it held the entries themselves once
                prefix = "source-" if group.kind == "source" else ""
                assert all(f'<a id="{prefix}{entry.id}" ' in pages[own] for entry in group.entries), own
        for anchor in printed(shelf.kind):
            assert f'<a id="{anchor}" href="' in pages[LISTS[shelf.kind]], anchor


def test_a_source_in_a_text_leads_to_the_page_on_which_it_stands(large_book: Book) -> None:
    whole = large_book.shelves.sources
    on_page = {entry.id: leaf.key for leaf in leaves(whole) for entry in leaf.entries}
    writer = Renderer(large_book).page("about.md")
    for source in list(large_book.sources.values())[:: MANY * 30]:
        target = href(place_of_source(source.id, on_page[source.id]), "about.md", True)
        assert writer._link("source", source.id) == target


# ---------------------------------------------------------------- what a reader chooses


def test_an_option_means_one_thing_in_its_list(book: Book) -> None:
    for view in (shelves.cases, shelves.changes, shelves.claims, shelves.sources):
        options = [{option.id for option in select.options} for select in view(book).selects]
        assert all(options)
        assert all(not one & other for one, other in combinations(options, 2))


def choose(page: Page, name: str, value: str) -> None:
    if not page.locator("[data-shelf] details").get_attribute("open") is not None:
        page.locator("[data-shelf] summary").click()
    page.locator(f"[data-shelf] [name={name}]").select_option(value)


def shown(page: Page) -> list[str]:
    """The ids of the entries in sight."""
    found: list[str] = page.locator("[data-is]:visible").evaluate_all("rows => rows.map(({id}) => id)")
    return found


def test_cases_are_chosen_by_place_outcome_and_danger_and_the_address_keeps_it(
    phone: Page, address: str, book: Book
) -> None:
    phone.goto(f"{address}cases/")
    assert len(shown(phone)) == len(book.cases)
    choose(phone, "place", "uk")
    british = [case for case in book.links.cases_newest_first if case.jurisdiction == "uk"]
    assert shown(phone) == [case.id for case in british]
    assert urlsplit(phone.url).fragment == "place=uk"
    choose(phone, "outcome", "sum")
    costly = [case for case in british if case.amount]
    assert shown(phone) == [case.id for case in costly]
    assert f"{len(costly)} of {len(book.cases)} cases" in phone.locator("[data-status]").inner_text()
    years = Counter(case.date[:4] for case in costly)
    counted = phone.locator(".rb-groups li:visible").all_inner_texts()
    assert counted == [f"{year} {years[year]}" for year in sorted(years, reverse=True)]
    headings = phone.locator(".rb-group h2:visible").all_inner_texts()
    assert headings == sorted(years, reverse=True)
    danger = costly[0].risks[0]
    choose(phone, "danger", danger)
    assert shown(phone) == [case.id for case in costly if danger in case.risks]
    phone.reload()
    assert shown(phone) == [case.id for case in costly if danger in case.risks]
    assert urlsplit(phone.url).fragment == f"place=uk&outcome=sum&danger={danger}"
    phone.get_by_role("button", name="Show all").click()
    assert len(shown(phone)) == len(book.cases)
    assert urlsplit(phone.url).fragment == ""


@pytest.mark.parametrize(
    ("path", "kind", "choice", "holds"),
    [
        ("changes/", "change", {"kind": "prices"}, lambda book, one: one.area == "prices"),
        (
            "changes/", "change", {"place": "br"},
            lambda book, one: "br" in {book.regulations[law].jurisdiction for law in one.regulations},
        ),
        ("changes/", "change", {"danger": "outage"}, lambda book, one: "outage" in one.risks),
        ("claims/", "claim", {"verdict": "half"}, lambda book, one: one.verdict == "half"),
        ("claims/", "claim", {"danger": "contact-upload"}, lambda book, one: "contact-upload" in one.risks),
        ("cases/", "case", {"outcome": "undecided"}, lambda book, one: not one.decided_by),
        ("cases/", "case", {"outcome": "decided"}, lambda book, one: one.decided_by),
        (
            "sources/w/", "source", {"language": "en", "kind": "official-guidance", "by": "risk"},
            lambda book, one: one.language == "en" and one.type == "official-guidance"
            and "risk" in {citing.kind for citing in book.links.citing(one)}
            and one.publisher.lower().startswith("w"),
        ),
    ],
)  # fmt: skip
def test_an_address_shows_what_was_chosen_in_the_first_screen(
    phone: Page, address: str, book: Book, path: str, kind: str, choice: dict[str, str], holds: Any
) -> None:
    state = "&".join(f"{name}={value}" for name, value in choice.items())
    phone.goto(f"{address}{path}#{state}")
    wanted = {one.id for one in book.entries.of(kind).values() if holds(book, one)}
    found = shown(phone)
    assert {one.removeprefix("source-") for one in found} == wanted
    assert wanted
    assert not phone.locator("[data-shelf] select").first.is_visible()
    first = phone.locator("[data-is]:visible").first.bounding_box()
    assert first
    assert 0 < first["y"] < PHONE["height"]


def test_sources_are_counted_by_letter_and_the_choice_goes_along(
    phone: Page, address: str, book: Book
) -> None:
    phone.goto(f"{address}sources/")
    choose(phone, "language", "es")
    spanish = [source for source in book.links.sources_by_publisher if source.language == "es"]
    assert f"{len(spanish)} of" in phone.locator("[data-status]").inner_text()
    letter = phone.locator(".rb-groups li:visible").last
    name, count = letter.inner_text().split()
    letter.get_by_role("link").click()
    phone.wait_for_url(f"{address}sources/{name.lower()}/#language=es")
    assert len(shown(phone)) == int(count)
    phone.locator(".rb-groups a[data-keeps]", has_text="A").first.click()
    phone.wait_for_url(f"{address}sources/a/#language=es")


def test_an_unknown_choice_shows_everything(phone: Page, address: str, book: Book) -> None:
    phone.goto(f"{address}claims/#verdict=perhaps&colour=red")
    for select in phone.locator("[data-shelf] select").all():
        assert select.evaluate("select => select.selectedIndex") == 0
    assert len(shown(phone)) == len(book.claims)


def test_a_list_is_whole_without_a_script(without_scripts: Page, address: str, book: Book) -> None:
    without_scripts.goto(f"{address}cases/#place=uk")
    assert len(shown(without_scripts)) == len(book.cases)
    assert not without_scripts.locator("[data-shelf]").is_visible()
