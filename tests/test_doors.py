"""The page of each role: what to do first, which lists, the worst dangers, what is folded, how long it is."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book.book import Book
from macros.build import checked_book
from macros.model.checklist import EMERGENCY
from macros.model.mitigation import Mitigation
from macros.model.risk import AXES, Risk
from macros.views import door
from macros.views.addresses import door_of, href, place_of
from tests.accessibility import violations
from tests.conftest import Site
from tests.test_orders import article
from tests.test_small_site import edit

ROLES = ("owner", "staff", "it-admin", "dpo", "marketer", "developer")
FOLD = re.compile(r'<details class="rb-less rb-more"[^>]*><summary>(.*?)</summary>(.*?)</details>', re.DOTALL)
SCREEN = 844
DIVISORS = {"minutes": 1, "hours": 2, "days": 4}


def part(site: Site, role: str, anchor: str) -> str:
    """What stands under one heading of a door."""
    return article(site.page(door_of(role))).partition(f' id="{anchor}"')[2].partition("<h2")[0]


def led_to(html: str, folder: str) -> list[str]:
    """The entries of one kind that a piece of a door leads to, from top to bottom."""
    return re.findall(rf'href="\.\./\.\./{folder}/([a-z0-9-]+)/"', html)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def dangers_of(book: Book, role: str) -> list[Risk]:
    return [risk for risk in book.severity.worst_first if role in risk.roles]


def share(book: Book, action: Mitigation, risk: Risk) -> int:
    """What one action carries of the fall of one danger, in hundredths of a step; twice that from High on."""
    if action.id not in risk.mitigations.core:
        return 0
    weight = 200 if book.severity.levels(risk).before.step >= 4 else 100
    found = Fraction()
    for axis in AXES:
        moves = [getattr(book.mitigations[core].moves, axis) or 0 for core in risk.mitigations.core]
        own = getattr(action.moves, axis) or 0
        fall = getattr(risk.before, axis) - getattr(risk.after, axis)
        found += Fraction(fall * own, sum(moves)) if own else 0
    return round(weight * found)


def pays(book: Book, action: Mitigation, risks: list[Risk]) -> Fraction:
    """The rule in one line: the shares, for the effort."""
    return Fraction(sum(share(book, action, risk) for risk in risks), DIVISORS[action.effort])


def test_every_role_has_a_door(book: Book) -> None:
    assert [group.item.id for group in book.severity.by_role] == list(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_door_opens_with_what_to_do_then_lists_then_dangers(site: Site, role: str) -> None:
    html = site.page(door_of(role))
    headings = re.findall(r'<h2 id="([^"]+)"', article(html))
    expected = ["seven-actions-to-start-with", "your-lists", "the-ten-worst-dangers"]
    assert headings[:3] == expected
    assert article(html).index("data-you") < article(html).index("<h2")


@pytest.mark.parametrize("role", ROLES)
def test_seven_actions_stand_before_the_fold_and_what_pays_most_comes_first(
    site: Site, book: Book, role: str
) -> None:
    html = part(site, role, "seven-actions-to-start-with")
    before, _, after = html.partition("<details")
    assert len(led_to(before, "mitigations")) == 7
    found = [book.mitigations[entry_id] for entry_id in led_to(html, "mitigations")]
    own = {action.id for action in book.mitigations.values() if action.who == role}
    assert Counter(action.id for action in found) == Counter(own)
    paid = [pays(book, action, dangers_of(book, role)) for action in found]
    assert paid == sorted(paid, reverse=True)
    assert len(set(paid)) > 5
    assert FOLD.findall(html)[0][0].endswith(f"<span data-count>{len(led_to(after, 'mitigations'))}</span>")
    assert href("method.md#what-pays-most-for-its-effort", door_of(role), True) in before


@pytest.mark.parametrize("role", ROLES)
def test_an_action_says_its_effort_and_how_many_dangers_it_lowers(site: Site, book: Book, role: str) -> None:
    html = part(site, role, "seven-actions-to-start-with")
    for action in (action for action in book.mitigations.values() if action.who == role):
        risks = dangers_of(book, role)
        lowered = sum(1 for risk in risks if share(book, action, risk))
        named = sum(action.id in {*risk.mitigations.core, *risk.mitigations.more} for risk in risks)
        count = lowered or named
        expected = f"{'lowers' if lowered else 'helps against'} {count} danger{'' if count == 1 else 's'}"
        said = words(
            html.partition(f'mitigations/{action.id}/"')[2].partition("<span")[2].partition("</span>")[0]
        )
        assert (
            said.partition(">")[2] == f"{book.vocabularies.item('efforts', action.effort).name}, {expected}"
        )


@pytest.mark.parametrize("role", ROLES)
def test_every_danger_of_a_role_stands_on_its_door_once(site: Site, book: Book, role: str) -> None:
    found = led_to(article(site.page(door_of(role))), "risks")
    assert Counter(found) == Counter(risk.id for risk in dangers_of(book, role))


@pytest.mark.parametrize("role", ROLES)
def test_ten_dangers_stand_worst_first_and_the_others_in_the_fold_of_their_category(
    site: Site, book: Book, role: str
) -> None:
    risks = dangers_of(book, role)
    html = part(site, role, "the-ten-worst-dangers")
    assert led_to(html.partition("<details")[0], "risks") == [risk.id for risk in risks[:10]]
    folds = FOLD.findall(html)
    expected = []
    for category in book.vocabularies.categories:
        inside = [risk for risk in risks[10:] if risk.category == category.id]
        if inside:
            expected.append((f"{category.name}: {len(inside)}", [risk.id for risk in inside]))
    found = [(words(name).replace(" :", ":"), led_to(inside, "risks")) for name, inside in folds]
    assert found == expected
    levels = re.findall(r'data-step="(\d)"', html)
    assert levels == [
        str(book.severity.levels(book.risks[entry_id]).before.step) for entry_id in led_to(html, "risks")
    ]


@pytest.mark.parametrize("role", ROLES)
def test_the_lists_of_a_role_say_how_long_they_take_emergencies_first(
    site: Site, book: Book, role: str
) -> None:
    html = part(site, role, "your-lists")
    own = {checklist.id for checklist in book.checklists.values() if checklist.role == role}
    found = led_to(html, "checklists")
    assert Counter(found) == Counter(own)
    is_calm = [book.checklists[entry_id].type != EMERGENCY for entry_id in found]
    assert is_calm == sorted(is_calm)
    said = words(html)
    for entry_id in found:
        checklist = book.checklists[entry_id]
        assert re.search(rf"{re.escape(checklist.title)} {checklist.minutes} minutes?", said)
    assert href("help.md", door_of(role), True) in html


@pytest.mark.parametrize("role", ROLES)
def test_who_answers_for_data_finds_rules_and_deadlines(site: Site, book: Book, role: str) -> None:
    item = next(item for item in book.vocabularies.roles if item.id == role)
    assert item.answers_for_data is (role in {"owner", "dpo"})
    html = part(site, role, "rules-and-deadlines")
    for target in (
        "regulations/index.md", "deadlines.md", "clock.md", "clock.md#by-place",
        "in-detail.md#the-law-applies-in-the-chat",
    ):  # fmt: skip
        assert (f'href="{href(target, door_of(role), True)}"' in html) is item.answers_for_data, target


def test_an_action_that_serves_none_of_the_dangers_comes_last(small_book: Path) -> None:
    edit(small_book / "mitigations" / "sim-swap-lock.yml", "who: owner", "who: staff")
    book, problems = checked_book(small_book)
    assert isinstance(book, Book), problems
    found = door.actions(book, "staff")
    assert found
    assert [action.about for action in found.shown] == ["Minutes, helps against 1 danger", "Hours"]


def test_a_door_without_actions_does_not_announce_any(small_site: Site) -> None:
    html = article(small_site.page("for/developer.md"))
    assert "seven-actions" not in html
    assert led_to(html, "risks") == ["whatsapp-is-down"]
    assert "rb-more" not in html


# ------------------------------------------------------------ the lists of all roles


def test_emergency_lists_stand_apart_and_home_shows_the_others_only(site: Site, book: Book) -> None:
    emergency = {item.id for item in book.checklists.values() if item.type == EMERGENCY}
    others = set(book.checklists) - emergency
    html = article(site.page("checklists/index.md"))
    first, _, second = html.partition('id="before-anything-happens"')
    pattern = r'href="(?:checklists/)?([a-z-]+)/"'
    assert Counter(re.findall(pattern, first)) == Counter(emergency)
    assert Counter(re.findall(pattern, second)) == Counter(others)
    said = words(html)
    for item in book.checklists.values():
        assert re.search(
            rf"{re.escape(item.title)} {item.minutes} minutes? · {re.escape(item.use_when)}", said
        )
    home = article(site.page("index.md")).partition('id="one-page-to-print"')[2]
    assert Counter(re.findall(r'href="checklists/([a-z-]+)/"', home)) == Counter(others)
    assert 'href="help/"' in home


# ------------------------------------------------------------ in a browser


@pytest.fixture
def page(browser: Browser) -> Iterator[BrowserPage]:
    context = browser.new_context(viewport={"width": 390, "height": SCREEN})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def passer_by(browser: Browser) -> Iterator[BrowserPage]:
    """A page of somebody who chose nothing, for tests that leave nothing behind."""
    context = browser.new_context(viewport={"width": 390, "height": SCREEN})
    yield context.new_page()
    context.close()


def test_a_door_is_under_five_screens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": SCREEN}, java_script_enabled=False)
    page = context.new_page()
    screens = {}
    for role in ROLES:
        page.goto(f"{address}for/{role}/", wait_until="load")
        assert page.locator("article details[open]").count() == 0
        screens[role] = page.evaluate("document.documentElement.scrollHeight") / SCREEN
    context.close()
    assert {role: height for role, height in screens.items() if height >= 5} == {}


def choose(page: BrowserPage, address: str, value: str) -> None:
    """Answer one of the questions on the home page."""
    page.goto(address, wait_until="load")
    page.locator(f'[data-about="product"] input[value="{value}"]').check()


def concerns(book: Book, entry: Risk | Mitigation, product: str) -> bool:
    needs = book.scope.needs(entry).products
    return not needs or product in needs


@pytest.mark.parametrize(
    ("role", "product"), [("owner", "platform"), ("developer", "platform"), ("staff", "app")]
)
def test_a_reader_who_chose_a_product_gets_theirs_first_and_loses_nothing(
    page: BrowserPage, address: str, book: Book, role: str, product: str
) -> None:
    choose(page, address, product)
    page.goto(f"{address}for/{role}/", wait_until="load")
    risks = dangers_of(book, role)
    mine = [risk.id for risk in risks if concerns(book, risk, product)]
    less = [risk.id for risk in risks if risk.id not in mine]
    section = page.locator(".rb-first", has=page.locator(".rb-related"))
    assert led_to(as_written(section.locator("[data-mine]")), "risks") == mine[:10]
    assert led_to(as_written(section.locator("[data-rest]")), "risks") == less
    for fold in section.locator("[data-more]").all():
        inside = led_to(as_written(fold), "risks")
        group = fold.get_attribute("data-more")
        assert inside == [entry_id for entry_id in mine[10:] if book.risks[entry_id].category == group]
        assert fold.locator("[data-count]").text_content() == str(len(inside))
        assert fold.is_visible() is bool(inside)
    left = section.locator("[data-less]")
    assert left.is_visible() is bool(less)
    if less:
        assert left.locator("summary").inner_text().startswith(f"{len(less)} of {len(risks)} ")
        left.locator("summary").click()
        assert left.locator("li").first.locator(".rb-why").inner_text().startswith("Concerns only:")
    page.locator("[data-erase]").dblclick()
    assert led_to(as_written(section.locator("[data-mine]")), "risks") == [risk.id for risk in risks[:10]]
    assert Counter(led_to(as_written(section), "risks")) == Counter(risk.id for risk in risks)
    assert left.is_hidden()


def test_seven_actions_stay_seven_for_a_reader_who_chose(page: BrowserPage, address: str, book: Book) -> None:
    choose(page, address, "messenger")
    page.goto(f"{address}for/owner/", wait_until="load")
    found = door.actions(book, "owner")
    assert found
    order = [action.link.target for action in (*found.shown, *found.folds[0].actions)]
    theirs = [
        target
        for target in order
        if concerns(
            book, next(a for a in book.mitigations.values() if place_of(a.kind, a.id) == target), "messenger"
        )
    ]
    assert theirs[:7] != order[:7]
    section = page.locator(".rb-first", has=page.locator(".rb-actions"))
    shown = led_to(as_written(section.locator("[data-mine]")), "mitigations")
    assert [f"mitigations/{entry_id}.md" for entry_id in shown] == theirs[:7]
    assert section.locator("[data-more] [data-count]").text_content() == str(len(theirs) - 7)


def test_the_role_of_the_reader_hides_nothing_on_the_door_of_another(page: BrowserPage, address: str) -> None:
    page.goto(address, wait_until="load")
    page.locator('[data-about="role"] input[value="developer"]').check()
    page.goto(f"{address}for/owner/", wait_until="load")
    assert page.locator("[data-you]").is_visible()
    assert page.locator("[data-less]:visible").count() == 0


def as_written(locator: object) -> str:
    """The HTML of an element as it stands now, with its links as they were written."""
    return str(locator.evaluate("element => element.innerHTML"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_a_door_folded_or_open(passer_by: BrowserPage, address: str, role: str) -> None:
    page = passer_by
    page.goto(f"{address}for/{role}/", wait_until="load")
    assert violations(page, contrast=False) == []
    page.evaluate('document.querySelectorAll("article details").forEach((fold) => (fold.open = true))')
    assert violations(page, contrast=False) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("role", ROLES)
def test_a_door_prints_on_two_sheets_with_everything_unfolded(
    passer_by: BrowserPage, address: str, book: Book, role: str
) -> None:
    page = passer_by
    page.goto(f"{address}for/{role}/", wait_until="load")
    for paper in ("A4", "Letter"):
        sheets = PdfReader(io.BytesIO(page.pdf(format=paper))).pages
        assert len(sheets) <= 2, paper
        text = "".join("".join(sheet.extract_text().split()) for sheet in sheets)
        assert text.count("High") + text.count("Medium") + text.count("Low") >= len(dangers_of(book, role))
