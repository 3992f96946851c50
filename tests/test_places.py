"""The pages of places: each rule of a place is on its page, and every country leads to one or says so."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from macros.book.book import Book
from macros.model.regulation import Provision, Regulation
from macros.model.vocabularies import Jurisdiction
from macros.text import first_sentence
from macros.views.addresses import href, place_of_provision
from tests.conftest import Site
from tests.test_search import ask

BLOCK = r'<(?:details|div) class="rb-(?:by-place|not-read)".*?</(?:details|div)>'
MATRIX_WIDTHS = (320, 390, 720, 768, 900, 1024, 1440)
MATRIX = """() => {
    const table = document.querySelector(".rb-duties");
    const right = Math.max(...[table, ...table.querySelectorAll("*")]
        .map((part) => part.getBoundingClientRect().right));
    return {
        beyond: right - document.documentElement.clientWidth,
        caption: table.caption.getBoundingClientRect().width,
    };
}"""


def path_of(place: Jurisdiction) -> str:
    return f"places/{place.id}.md"


def part(html: str, anchor: str) -> str:
    """What stands under a second-level heading."""
    return html.partition(f'<h2 id="{anchor}"')[2].partition("<h2")[0]


def address_of(regulation: Regulation, provision: Provision, page: str) -> str:
    return f'href="{href(place_of_provision(regulation.id, provision.id), page, True)}"'


def held(book: Book, place: Jurisdiction) -> set[str]:
    """The ids of the places whose rules hold in a place."""
    return {place.id, *filter(None, [place.part_of])}


def test_every_place_with_a_rule_or_a_note_has_a_page(site: Site, book: Book) -> None:
    own = {regulation.jurisdiction for regulation in book.regulations.values()} | set(book.place_notes)
    built = {path.parent.name for path in (site.folder / "places").glob("*/index.html")}
    assert built == own - {"world"}


def test_every_rule_that_holds_in_a_place_is_named_on_its_page_with_what_it_demands(
    site: Site, book: Book
) -> None:
    for place in book.places.with_page:
        duties = part(site.page(path_of(place)), "rules-by-duty")
        said = unescape(re.sub("<[^>]+>", "", duties))
        for regulation, provision in book.provisions.values():
            is_held = regulation.jurisdiction in held(book, place)
            count = duties.count(address_of(regulation, provision, path_of(place)))
            assert count == (max(1, len(provision.duties)) if is_held else 0), f"{place.id}: {provision.id}"
            assert not is_held or first_sentence(provision.demands) in said, provision.id


def test_a_rule_of_a_larger_place_names_it_and_stands_after_the_own_ones(site: Site, book: Book) -> None:
    for place in book.places.with_page:
        for line in re.findall(r"<li>.*?</li>", part(site.page(path_of(place)), "rules-by-duty")):
            target = re.search(r"/regulations/([^/]+)/", line)
            assert target
            of = book.regulations[target[1]].jurisdiction
            name = book.vocabularies.item("jurisdictions", of).name
            assert (f'<span class="rb-place">{name}</span>' in line) is (of != place.id), line
    marketing = part(site.page("places/de.md"), "rules-by-duty").partition("</details>")[0]
    assert "5 rules, 3 made here" in marketing
    assert marketing.index("UWG") < marketing.index("GDPR Art 21")


def test_each_duty_names_a_rule_or_says_that_none_was_read(site: Site, book: Book) -> None:
    none = 0
    for place in book.places.with_page:
        found = part(site.page(path_of(place)), "rules-by-duty")
        blocks = re.findall(BLOCK, found, re.DOTALL)
        names = [duty.name for duty in book.vocabularies.duties]
        for name, block in zip(names, blocks, strict=False):
            text = unescape(block)
            assert re.search(rf'<(summary|div class="rb-not-read")>{name} ', text), f"{place.id}: {name}"
            assert ("<li>" in text) is not ("Not read by us." in text), f"{place.id}: {name}"
            none += "Not read by us." in text
        assert len(names) <= len(blocks) <= len(names) + 1
    assert none


def test_every_deadline_that_runs_in_a_place_is_on_its_page(site: Site, book: Book) -> None:
    for place in book.places.with_page:
        table = part(site.page(path_of(place)), "how-fast")
        due = [
            placed
            for placed in book.provisions.values()
            if placed.provision.deadline and placed.regulation.jurisdiction in held(book, place)
        ]
        assert bool(table) is bool(due), place.id
        assert table.count('scope="row"') == len(due)
        for regulation, provision in due:
            assert provision.deadline
            row = next(
                row
                for row in re.findall(r"<tr.*?</tr>", table)
                if address_of(regulation, provision, path_of(place)) in row
            )
            said = unescape(re.sub("<[^>]+>", " ", row))
            assert provision.deadline.within in said
            assert provision.deadline.starts in said
            assert book.vocabularies.item("duties", provision.first_duty).name in said


def test_the_top_of_a_page_says_whose_rules_hold_whom_to_tell_and_where_the_parts_are(site: Site) -> None:
    germany = unescape(site.page("places/de.md"))
    assert "This book explains 7 rules made here." in germany
    assert '<a href="../eu/">The EU’s rules hold here too.</a>' in germany
    assert "Data-protection authorities of the German states" in germany
    maine = unescape(site.page("places/us-me.md"))
    assert "This book explains 1 rule made here." in maine
    assert '<a href="../us/">The federal rules hold here too.</a>' in maine
    assert "Office for Civil Rights (HHS OCR)</a>" in maine
    assert '<a href="../us-me/">Maine</a>' in site.page("places/us.md")
    assert '<a href="../de/">Germany</a>' in site.page("places/eu.md")
    brazil = site.page("places/br.md")
    assert "hold here too" not in brazil
    assert 'rel="noopener external">Brazilian data-protection authority (ANPD)</a>' in brazil


def test_a_place_with_a_note_alone_has_a_page_without_empty_parts(small_site: Site) -> None:
    html = small_site.page("places/ke.md")
    assert "This book explains no rule made here alone." in html
    assert "answers the telephone on market days only" in html
    assert html.count("Not read by us.") == 12
    headings = re.findall(r'<h2 id="([^"]+)"', html)
    assert headings == [
        "what-is-different-here",
        "rules-by-duty",
        "everywhere",
        "what-is-not-known",
        "sources",
    ]
    assert "<dt>" not in html


def test_the_cases_of_a_place_are_its_own_and_the_older_ones_are_folded(small_site: Site) -> None:
    cases = part(small_site.page("places/eu.md"), "cases")
    newest, _, older = cases.partition("<details")
    assert newest.count("<li>") == 10
    assert older.count("<li>") == 1
    assert "1 older" in older
    assert "January 2019" in older
    assert "Example court fines" not in cases
    uk = part(small_site.page("places/uk.md"), "cases")
    assert "The shop paid the fine and erased its other phones." in uk
    assert "<details" not in uk


def test_dates_changes_and_lists_are_those_of_the_rules_that_hold_there(small_site: Site) -> None:
    uk, germany, kenya = (small_site.page(f"places/{place}.md") for place in ("uk", "de", "ke"))
    assert "1 January 2030" in part(germany, "dates-to-come")
    assert "1 January 2030" not in uk
    assert "The example act covers sold phones" in part(uk, "what-changed")
    assert "US operators must check identity" in part(germany, "what-changed")
    assert "The example act covers sold phones" not in germany
    assert "A phone is lost: first hour" in part(uk, "to-print")
    assert "to-print" not in germany + kenya
    assert "Before you close" not in part(uk, "to-print")
    for html in (uk, germany, kenya):
        fold = part(html, "everywhere")
        assert "Example Terms" in fold
        assert "NIST CSF (example)" in fold
        assert "GDPR" not in fold


def test_lists_to_print_and_parts_of_a_place_stand_by_name(site: Site) -> None:
    for html in (
        part(site.page("places/br.md"), "to-print"),
        site.page("places/us.md").partition("Parts with")[2],
    ):
        names = re.findall(r"<a [^>]*>([^<]+)</a>", html.partition("</ul>")[0].partition("</dl>")[0])
        assert len(names) > 3
        assert names == sorted(names)


def test_the_edit_link_opens_the_notes_or_the_list_of_places(site: Site, small_site: Site) -> None:
    assert 'data/places/br.yml" rel="edit"' in site.page("places/br.md")
    assert 'data/vocabularies/jurisdictions.yml" rel="edit"' in small_site.page("places/eu.md")


@pytest.mark.parametrize("page", ["index.md", "regulations/index.md", "deadlines.md"])
def test_every_place_is_in_the_list_and_leads_to_the_page_of_its_rules(
    site: Site, book: Book, page: str
) -> None:
    html = unescape(site.page(page))
    with_page = {place.id for place in book.places.with_page}
    box = html.partition('<div class="rb-places">')[2].partition("</div>")[0]
    listed = re.findall(r"<li>(.*?)</li>", box)
    by_name = sorted(book.vocabularies.jurisdictions, key=lambda place: place.name)
    places = [place for place in by_name if place.id != "world"]
    assert len(listed) == len(places)
    for place, line in zip(places, listed, strict=True):
        if place.id in with_page:
            to, text = path_of(place), place.name
        elif place.part_of:
            to, text = f"places/{place.part_of}.md", f"{place.name}: EU rules"
        else:
            assert line == f"{place.name}: not read by us"
            continue
        assert line == f'<a href="{href(to, page, True)}">{text}</a>'


def test_a_rule_its_deadline_its_row_and_the_clock_lead_to_the_page_of_the_place(site: Site) -> None:
    assert '<a href="../../places/br/">Brazil</a>' in site.page("regulations/br-lgpd.md")
    assert '<span><a href="../places/br/">Brazil</a></span>' in site.page("deadlines.md")
    rules = site.page("regulations/index.md")
    assert '<th scope="row"><a href="../places/br/">Brazil</a></th>' in rules
    brazil = rules.partition('<h2 id="br">Brazil</h2></summary>')[2].partition("<ul")[0]
    assert '<a href="../places/br/">What holds here, and how fast</a>' in brazil
    assert '<h2 id="world">Worldwide</h2>' in rules
    assert '<a href="../places/br/">All rules of this place</a>' in site.page("clock.md")
    assert "<span>Worldwide</span></td>" in site.page("deadlines.md")


def test_a_rule_with_two_duties_stands_in_both_columns(site: Site, small_site: Site, book: Book) -> None:
    rows = small_site.page("regulations/index.md")
    union = rows.partition(">European Union</a></th>")[2].partition("</tr>")[0]
    for duty in ("Breach report", "Records"):
        cell = union.partition(f'data-label="{duty}"')[2].partition("</td>")[0]
        assert "GDPR Art 33" in cell, duty
    names = {duty.id: duty.name for duty in book.vocabularies.duties}
    html = unescape(site.page("regulations/index.md"))
    for regulation, provision in book.provisions.values():
        if regulation.jurisdiction == "world":
            continue
        target = f'"{regulation.id}/#{provision.id}"'
        cells = re.findall(r'data-label="([^"]+)">([^\n]*)', html)
        columns = [label for label, cell in cells if target in cell]
        assert columns == [name for key, name in names.items() if key in provision.duties], provision.id


@pytest.fixture(scope="module")
def matrix(browser: Browser, address: str) -> BrowserPage:
    page = browser.new_context().new_page()
    page.goto(f"{address}regulations/", wait_until="load")
    return page


@pytest.mark.parametrize("width", MATRIX_WIDTHS)
def test_the_matrix_is_whole_at_every_width(matrix: BrowserPage, width: int) -> None:
    matrix.set_viewport_size({"width": width, "height": 900})
    found = matrix.evaluate(MATRIX)
    assert found["beyond"] <= 0
    assert found["caption"] > 200


def test_the_duties_stay_in_sight_while_the_matrix_scrolls(matrix: BrowserPage) -> None:
    matrix.set_viewport_size({"width": 1440, "height": 900})
    last = matrix.locator(".rb-duties tbody tr").nth(12)
    last.scroll_into_view_if_needed()
    matrix.evaluate("scrollBy(0, 300)")
    head = matrix.locator(".rb-duties thead th").last
    header = matrix.locator(".md-header").bounding_box()
    box = head.bounding_box()
    assert box
    assert header
    assert header["y"] + header["height"] - 1 <= box["y"] < 120


@pytest.mark.parametrize(
    ("place", "name"), [("uk", "United Kingdom"), ("eu", "European Union"), ("de", "Germany")]
)
def test_the_clock_opened_from_a_place_has_chosen_it(
    browser: Browser, small_address: str, place: str, name: str
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{small_address}places/{place}/", wait_until="load")
    page.get_by_role("link", name="Count these deadlines").click()
    page.wait_for_load_state("load")
    chosen = page.locator("label", has=page.locator("[name=place]:checked"))
    assert [text.strip() for text in chosen.all_inner_texts()] == [name]
    assert page.locator(".rb-clock__out .rb-due").count() > 0
    page.context.close()


def test_the_search_finds_the_page_of_a_place(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    for question in ("Brazil", "brazil law", "law of india"):
        ask(page, question, f"places/{'in' if 'india' in question else 'br'}/")
    page.context.close()
