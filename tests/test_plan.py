"""My plan: what comes first for each business, counted by a script exactly as by the book."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from pypdf import PdfReader

from macros.book.book import Book
from macros.book.priority import Ranked
from macros.book.scope import Reader
from macros.model.mitigation import Mitigation
from macros.model.risk import Risk
from macros.views import plan as view
from tests.accessibility import violations
from tests.conftest import PROJECT, Site, build_site, serve

MOST_TAPS = 10
ASSETS = PROJECT / "macros" / "theme" / "assets"
Facts = frozenset[str]


def subsets(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every set of words but the empty one."""
    return chain.from_iterable(combinations(words, size) for size in range(1, len(words) + 1))


def answers(book: Book, question: str) -> list[tuple[str, ...]]:
    """What may be answered to a question: nothing, one answer, or several; "none of these" stands alone."""
    facts = [fact for fact in book.vocabularies.facts if fact.question == question]
    several = next(item.several for item in book.vocabularies.questions if item.id == question)
    alone = [(fact.id,) for fact in facts if fact.is_none or not several]
    together = subsets([fact.id for fact in facts if not fact.is_none]) if several else ()
    return [(), *alone, *together]


def businesses(book: Book) -> list[Reader]:
    """Every product by itself with every plain fact that may be answered."""
    said = product(*(answers(book, question) for question in ("team", "chats", "work")))
    products = [frozenset[str](), *(frozenset([item.id]) for item in book.vocabularies.products)]
    return [Reader(one, "", frozenset(chain(*facts))) for one, facts in product(products, said)]


def roles(book: Book) -> list[str]:
    return ["", *book.vocabularies.ids("roles")]


class Plans:
    """Plans of businesses, worked out once for all to whom the same entries are left."""

    def __init__(self, book: Book) -> None:
        self._book = book
        entries: list[Risk | Mitigation] = [*book.risks.values(), *book.mitigations.values()]
        needs = {
            (entry.kind, book.scope.needs(entry).products, book.scope.needs(entry).facts): entry
            for entry in entries
        }
        self._one_of_each = list(needs.values())
        self.found: dict[tuple[bool, ...], list[Ranked]] = {}

    def of(self, reader: Reader) -> list[Ranked]:
        """The plan of a business."""
        concerns = self._book.scope.concerns
        key = tuple(concerns(entry, reader) for entry in self._one_of_each)
        if key not in self.found:
            self.found[key] = self._book.priority.plan(reader)
        return self.found[key]


def test_every_business_has_something_to_do_this_week_and_no_action_is_for_nobody(book: Book) -> None:
    plans = Plans(book)
    sizes = {len(plans.of(reader)) for reader in businesses(book)}
    assert min(sizes) >= 30
    assert max(sizes) == len(book.mitigations)
    for ranked, role in product(plans.found.values(), roles(book)):
        week = book.priority.this_week(ranked, role)
        assert 1 <= len(week) <= 7
        assert any(item.share for item in week)
    shown = {item.mitigation.id for ranked in plans.found.values() for item in ranked}
    assert shown == set(book.mitigations)


def test_an_own_action_comes_first_and_the_owner_answers_for_all(book: Book) -> None:
    ranked = book.priority.plan(Reader())
    for role in roles(book):
        week = [item.mitigation.who for item in book.priority.this_week(ranked, role)]
        if role in ("", "owner"):
            assert book.priority.this_week(ranked, role) == ranked[:7]
        else:
            own = [who == role for who in week]
            assert own == sorted(own, reverse=True)
            assert own[0] or role not in {action.who for action in book.mitigations.values()}


def test_a_place_changes_no_action_and_leads_to_its_rules(book: Book) -> None:
    homes = {home.id: home.link.target for home in view.plan(book).homes}
    assert list(homes) == [place.id for place in book.places.by_name]
    pages = {f"places/{place.id}.md" for place in book.places.with_page}
    unread = {
        place.id for place in book.places.by_name if book.places.home(place) not in book.places.with_page
    }
    for chosen in chain(combinations(homes, 1), combinations(homes, 2)):
        targets = {homes[place] for place in chosen if place not in unread}
        assert targets <= pages


def test_the_page_says_the_same_without_script(site: Site, book: Book) -> None:
    html = site.page("plan.md")
    lines = re.findall(r'data-action="([\w-]+)"', html)
    ranked = book.priority.plan(Reader())
    with_share = [item.mitigation.id for item in ranked if item.share]
    assert lines == with_share + [item.mitigation.id for item in ranked if not item.share]
    assert set(lines) == set(book.mitigations)
    assert re.findall(r'data-danger="([\w-]+)"', html) == [risk.id for risk in book.severity.worst_first]
    assert "<noscript>" in html


def test_the_scripts_of_the_site_stay_small() -> None:
    import gzip

    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in ASSETS.glob("*.js")}
    assert sum(sizes.values()) <= 25_000, sizes
    assert sizes["plan.js"] <= 5_000


# ---------------------------------------------------------------- the script


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[BrowserPage]:
    yield from opened(browser, address)


@pytest.fixture
def fresh(browser: Browser, small_address: str) -> Iterator[BrowserPage]:
    """The plan of the small book, in a browser that knows nothing."""
    yield from opened(browser, small_address)


def opened(browser: Browser, address: str) -> Iterator[BrowserPage]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened_page = context.new_page()
    opened_page.goto(f"{address}plan/", wait_until="load")
    yield opened_page
    context.close()


COUNTED = """(asked) => {
    const form = document.querySelector("[data-choice]");
    const all = (selector) => [...document.querySelectorAll(selector)];
    const ids = (list) => all(`[data-list="${list}"] > li`).map((one) => one.dataset.action);
    return asked.map(({ choice, lines }) => {
        rbYou.change({ ...rbYou.taken(form, choice), lines });
        const steps = all("[data-danger]").map((row) =>
            [row.dataset.danger, Number(row.querySelector("[data-now] [data-step]").dataset.step)]);
        const rest = new Set(all('[data-dangers="rest"] > tr').map((row) => row.dataset.danger));
        return { week: ids("week"), then: ids("then"), further: ids("further"), done: ids("done"),
            steps: Object.fromEntries(steps), mine: steps.map(([id]) => id).filter((id) => !rest.has(id)) };
    });
}"""


def spread(book: Book, many: int) -> list[tuple[Reader, set[str], set[str]]]:
    """Some businesses spread over all, each with a role and with actions that are done or do not apply."""
    dice = random.Random(20261128)
    found = dice.sample(businesses(book), many)
    ids = sorted(book.mitigations)
    sample = []
    for number, reader in enumerate(found):
        marked = dice.sample(ids, dice.randrange(len(ids)) if number % 3 else 0)
        products = (
            frozenset(dice.sample(book.vocabularies.ids("products"), 2))
            if number % 5 == 0
            else reader.products
        )
        role = roles(book)[number % len(roles(book))]
        half = len(marked) // 4
        sample.append((replace(reader, role=role, products=products), set(marked[half:]), set(marked[:half])))
    return sample


def test_the_script_counts_as_the_book_does(page: BrowserPage, book: Book) -> None:
    sample = spread(book, 240)
    asked = [
        {
            "choice": {"product": sorted(reader.products), "role": reader.role, "fact": sorted(reader.facts)},
            "lines": {key: {"state": "done"} for key in done} | {key: {"state": "out"} for key in out},
        }
        for reader, done, out in sample
    ]
    for (reader, done, out), shown in zip(sample, page.evaluate(COUNTED, asked), strict=True):
        ranked = [item for item in book.priority.plan(reader) if item.mitigation.id not in done | out]
        week = book.priority.this_week(ranked, reader.role)
        rest = [item for item in ranked if item not in week]
        assert shown["week"] == ids(week), reader
        assert shown["then"] == ids(item for item in rest if item.share), reader
        assert shown["further"] == ids(item for item in rest if not item.share), reader
        assert set(shown["done"]) == done
        business = replace(reader, role="")
        mine = {risk.id for risk in book.risks.values() if book.scope.concerns(risk, business)}
        assert set(shown["mine"]) == mine
        levels = {risk.id: book.priority.level_now(risk, done, reader).step for risk in book.risks.values()}
        assert shown["steps"] == levels, reader


def ids(items: Iterable[Any]) -> list[str]:
    return [item.mitigation.id for item in items]


def test_levels_are_counted_and_the_worst_stand_first(page: BrowserPage, book: Book) -> None:
    done = sorted(book.mitigations)
    page.evaluate(COUNTED, [{"choice": {}, "lines": {key: {"state": "done"} for key in done}}])
    tallies = page.locator("[data-tally]")
    levels = [book.severity.levels(risk) for risk in book.risks.values()]
    for number in range(5):
        row = tallies.nth(number)
        step = int(row.get_attribute("data-tally") or "")
        counts = [int(text) for text in row.locator("td").all_inner_texts()]
        before = sum(level.before.step == step for level in levels)
        after = sum(level.after.step == step for level in levels)
        assert counts == [before, after, after]
    page.evaluate(COUNTED, [{"choice": {}, "lines": {key: {"state": "done"} for key in done[:40]}}])
    steps = page.locator(
        "[data-dangers=worst] [data-now] [data-step], [data-dangers=others] [data-now] [data-step]"
    )
    shown = [int(step.get_attribute("data-step") or "") for step in steps.all()]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == len(levels)


def test_a_line_says_which_answer_brought_it(page: BrowserPage) -> None:
    choice = {"product": ["app"], "role": "owner", "fact": ["few", "plain", "bot"]}
    page.evaluate(COUNTED, [{"choice": choice, "lines": {}}])
    guarded = page.locator("[data-action=bot-guardrails] [data-brought]")
    assert guarded.text_content() == (
        "Because you use: WhatsApp Business app. Because you said: A machine answers."
    )
    assert page.locator("[data-action=two-step-pin] [data-brought]").text_content() == (
        "Because you use: WhatsApp Business app."
    )
    webhook = page.locator("[data-list=rest] > [data-action=webhook-signature]")
    assert webhook.locator("[data-why]:not([hidden])").count() == 1
    lowered = page.locator("[data-action=messaging-policy] [data-lowers] a")
    assert lowered.count() == 3
    assert re.fullmatch(
        r"and \d+ more", page.locator("[data-action=messaging-policy] [data-more]").inner_text()
    )


# ---------------------------------------------------------------- what is kept


def tick(page: BrowserPage, action: str, state: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.locator(f"[data-action={action}] [value={state}]").check()


def test_ticks_and_reasons_survive_a_reload_and_a_renamed_action(
    browser: Browser, project: Path, small_site: Site, tmp_path: Path
) -> None:
    """The same address serves the edition of today, then one in which the action has another id."""
    folder = tmp_path / "served"
    shutil.copytree(small_site.folder, folder)
    context = browser.new_context()
    page = context.new_page()
    with serve(folder) as address:
        page.goto(f"{address}plan/", wait_until="load")
        tick(page, "two-step-pin", "done")
        tick(page, "phone-list", "out")
        page.locator("[data-action=phone-list] [data-because] input").fill("We have one phone.")
        page.locator("[data-action=phone-list] [data-because] input").blur()
        page.reload()
        assert page.locator("[data-list=done] > [data-action=two-step-pin] [value=done]").is_checked()
        assert page.locator("[data-list=rest] > [data-action=phone-list]").count() == 1
        rename(project / "data", "two-step-pin", "second-step")
        assert build_site(folder, project).returncode == 0
        page.reload()
        assert page.locator("[data-list=done] > [data-action=second-step] [value=done]").is_checked()
        assert page.locator("[data-action=phone-list] input[type=text]").input_value() == "We have one phone."
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        page.locator("[data-action=second-step] [value='']").check()
        page.reload()
        assert page.locator("[data-list=week] > [data-action=second-step]").count() == 1
    context.close()


def rename(data: Path, old: str, new: str) -> None:
    for path in data.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text), encoding="utf-8")
    path = data / "mitigations" / f"{old}.yml"
    path.rename(path.with_stem(new))
    renamed = data / "mitigations" / f"{new}.yml"
    renamed.write_text(f"was: [{old}]\n{renamed.read_text(encoding='utf-8')}", encoding="utf-8")


def test_a_line_stays_where_it_is_until_the_page_is_opened_again(fresh: BrowserPage) -> None:
    first = fresh.locator("[data-list=week] > li").first.get_attribute("data-action")
    tick(fresh, str(first), "done")
    assert fresh.locator("[data-list=week] > li").first.get_attribute("data-action") == first
    assert fresh.locator("[data-count-done]").inner_text() == "1"
    fresh.reload()
    assert fresh.locator("[data-list=week] > li").first.get_attribute("data-action") != first


def test_a_browser_that_keeps_nothing_says_so_and_plans_all_the_same(
    browser: Browser, small_address: str
) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused'); } })"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{small_address}plan/", wait_until="load")
    assert page.locator("[data-unkept]").is_hidden()
    page.locator("[data-choice] [name=product][value=app]").check()
    assert page.locator("[data-unkept]").is_visible()
    tick(page, "two-step-pin", "done")
    assert page.locator("[data-count-done]").inner_text() == "1"
    assert errors == []
    context.close()


def test_sites_are_added_named_switched_and_removed_with_a_second_tap(fresh: BrowserPage) -> None:
    fresh.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    name = fresh.locator("[data-name-of]")
    name.fill("Bakery <b>")
    name.blur()
    tick(fresh, "two-step-pin", "done")
    fresh.locator("[data-add]").click()
    assert name.input_value() == ""
    assert fresh.locator("[data-count-done]").inner_text() == "0"
    name.fill("Café")
    name.blur()
    chooser = fresh.locator("[data-site]")
    assert chooser.locator("option").all_inner_texts() == ["Bakery <b>", "Café"]
    chooser.select_option("0")
    assert fresh.locator("[data-count-done]").inner_text() == "1"
    remove = fresh.locator("[data-remove]")
    remove.click()
    assert chooser.locator("option").count() == 2
    remove.blur()
    remove.click()
    assert remove.inner_text() == "Really remove it?"
    remove.click()
    assert name.input_value() == "Café"
    assert chooser.is_hidden()
    fresh.reload()
    assert name.input_value() == "Café"


def test_erasing_everything_takes_two_taps(fresh: BrowserPage) -> None:
    tick(fresh, "two-step-pin", "done")
    erase = fresh.locator("[data-erase]")
    erase.click()
    assert fresh.locator("[data-count-done]").inner_text() == "1"
    erase.click()
    assert fresh.locator("[data-count-done]").inner_text() == "0"
    assert fresh.evaluate("localStorage.length") == 0 or "riskbook" not in fresh.evaluate(
        "Object.keys(localStorage).join()"
    )


def test_a_link_adds_a_site_and_takes_nothing_away(fresh: BrowserPage, small_address: str) -> None:
    for number in range(40):
        fresh.evaluate("(name) => rbYou.add({ name })", f"Shop {number}")
    before = fresh.evaluate("rbYou.book.sites.map(({ name }) => name)")
    assert len(before) == 30
    fresh.goto("about:blank")
    fresh.goto(
        f"{small_address}plan/#product=app&role=owner&fact=alone,x%22onload&place=zz", wait_until="load"
    )
    assert fresh.evaluate("rbYou.book.sites.map(({ name }) => name)") == before
    fresh.evaluate("rbYou.turn(0, [Object.assign(rbYou.nobody(), { name: 'Mine' })])")
    fresh.goto("about:blank")
    fresh.goto(
        f"{small_address}plan/#product=app&role=owner&fact=alone,x%22onload&place=zz", wait_until="load"
    )
    sites = fresh.evaluate("rbYou.book.sites")
    assert [site["name"] for site in sites] == ["Mine", ""]
    choice = sites[1]["choice"]
    assert (choice["product"], choice["role"], choice["fact"], choice["place"]) == (
        ["app"],
        "owner",
        ["alone"],
        [],
    )


# ---------------------------------------------------------------- a hurried owner


def test_from_the_home_page_to_a_printed_plan_in_ten_taps(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    page = context.new_page()
    page.goto(address, wait_until="load")
    choice = "[data-choice] "
    taps = [
        "a[href$='#your-part'] >> visible=true",
        f"{choice}label:has([value=app])",
        f"{choice}summary",
        f"{choice}label:has([name=place][value=es])",
        f"{choice}label:has([value=owner])",
        f"{choice}label:has([value=alone])",
        f"{choice}label:has([value=plain])",
        f"{choice}label:has([value=quiet])",
        ".rb-go a[href$='plan/']",
        "[data-print]",
    ]
    assert len(taps) <= MOST_TAPS
    for target in taps:
        page.locator(target).first.tap()
    assert page.evaluate("window.printed") == 1
    assert page.locator("[data-answers]").get_attribute("open") is None
    assert page.locator("[data-list=week] > li").count() == 7
    assert page.locator("[data-home]:not([hidden])").all_inner_texts() == ["Spain"]
    context.close()


@pytest.mark.parametrize("product", ["app", "platform"])
def test_a_printed_plan_takes_two_pages_at_most(browser: Browser, address: str, product: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(
        f"{address}plan/#product={product}&role=owner&fact=few,plain,offers,bot,vendor", wait_until="load"
    )
    page.evaluate("rbYou.change({ name: 'Bakery Example' })")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) <= 2
    printed = " ".join(sheet.extract_text() for sheet in sheets)
    text = " ".join(unicodedata.normalize("NFKC", printed).split())
    assert "Bakery Example" in text
    for action in page.locator("[data-list=week] [data-do], [data-list=then] [data-do]").all_text_contents():
        assert " ".join(action.split()) in text
    assert "Does not apply" not in text
    assert "Where you are now" not in text
    context.close()


def test_the_questions_and_the_plan_work_with_keys_alone(fresh: BrowserPage) -> None:
    def to(selector: str) -> None:
        for _ in range(120):
            if fresh.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            fresh.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {selector}")

    to("[name=product]")
    fresh.keyboard.press("Space")
    to("[name=role]")
    fresh.keyboard.press("Space")
    to("[data-list=week] [type=radio]")
    fresh.keyboard.press("ArrowRight")
    assert fresh.locator("[data-count-done]").inner_text() == "1"
    fresh.keyboard.press("ArrowRight")
    fresh.keyboard.press("Tab")
    fresh.keyboard.type("We have none.")
    fresh.keyboard.press("Tab")
    assert fresh.evaluate("Object.values(rbYou.site().lines)") == [
        {"state": "out", "because": "We have none."}
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_a_plan_in_use(browser: Browser, small_address: str, colours: Any) -> None:
    context = browser.new_context(color_scheme=colours)
    page = context.new_page()
    page.goto(
        f"{small_address}plan/#product=app&role=owner&fact=alone,plain,quiet&place=uk", wait_until="load"
    )
    tick(page, "two-step-pin", "out")
    page.evaluate("rbYou.add({ name: 'Another' })")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert violations(page) == []
    context.close()


# ---------------------------------------------------------------- files


def saved(page: BrowserPage, ending: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f"[data-save={ending}]").click()
    assert download.value.suggested_filename == f"my-plan.{ending}"
    return Path(download.value.path()).read_bytes()


def in_use(page: BrowserPage) -> None:
    lines = {
        "two-step-pin": {"state": "done"},
        "phone-list": {"state": "out", "because": '=HYPERLINK("x")'},
    }
    choice = {"product": ["app"], "fact": ["few", "plain", "quiet"], "role": "owner"}
    page.evaluate(COUNTED, [{"choice": choice, "lines": lines}])
    page.evaluate("(name) => rbYou.change({ name })", '=Café "A"')


def page_day(page: BrowserPage, later: int) -> str:
    """The day in the reader's time zone, some days later, as calendars write it."""
    return str(
        page.evaluate(
            """(later) => { const day = new Date(); day.setDate(day.getDate() + later);
            return day.toLocaleDateString("sv").replaceAll("-", ""); }""",
            later,
        )
    )


def test_the_files_hold_the_lines(fresh: BrowserPage) -> None:
    in_use(fresh)
    week = fresh.locator("[data-list=week] [data-do]").all_inner_texts()
    assert week
    text = saved(fresh, "md").decode()
    assert text.startswith('# =Café "A"\n')
    assert all(f"- [ ] {action} (" in text for action in week)
    assert "- [x] Turn on two-step verification" in text
    assert "Does not apply: =HYPERLINK" in text
    table = list(csv.reader(io.StringIO(saved(fresh, "csv").decode("utf-8-sig"))))
    assert table[0] == ["Part", "Action", "Who", "Time", "State", "Because", "Done when", "Why"]
    assert [row[1] for row in table[1:] if row[0] == "This week"] == week
    assert [row[5] for row in table if row[4] == "Does not apply"] == ['\'=HYPERLINK("x")']
    assert not [cell for row in table for cell in row if cell[:1] in tuple("=+-@\t\r") and cell]
    calendar = saved(fresh, "ics")
    events = Calendar.from_ical(calendar).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == week
    week_later = page_day(fresh, 7)
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", calendar.decode())
    assert days == [week_later] * len(week)
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))


def test_a_plan_file_is_loaded_as_one_more_site(fresh: BrowserPage) -> None:
    in_use(fresh)
    file = saved(fresh, "json")
    fresh.evaluate("rbYou.turn(0, [Object.assign(rbYou.nobody(), { name: 'Mine' })])")
    give(fresh, file)
    assert fresh.evaluate("rbYou.book.sites.length") == 2
    site = fresh.evaluate("rbYou.site()")
    assert site["name"] == '=Café "A"'
    assert site["choice"]["fact"] == ["few", "plain", "quiet"]
    assert site["lines"]["phone-list"] == {"state": "out", "because": '=HYPERLINK("x")'}
    assert site["lines"]["two-step-pin"]["state"] == "done"
    assert fresh.evaluate("rbYou.book.sites[0].name") == "Mine"


def give(page: BrowserPage, content: bytes) -> None:
    page.locator("[data-loaded]").evaluate("(note) => { note.textContent = ''; }")
    page.locator("[data-load]").set_input_files(
        {"name": "p.json", "mimeType": "application/json", "buffer": content}
    )
    page.locator("[data-loaded]:not(:empty)").wait_for()


PLAN = {"format": "riskbook-plan-1", "name": "x", "choice": {}, "lines": {}}
NO_PLANS = {
    "no JSON": b"\xff\xfe{",
    "empty": b"",
    "null": b"null",
    "a number": b"1",
    "a list": b"[]",
    "another format": b'{"format": "riskbook-plan-2"}',
    "without end": b"[" * 100_000,
    "too large": json.dumps(PLAN | {"name": "x" * 300_000}).encode(),
    "a page": b"<script>alert(1)</script>",
}


def test_a_file_that_is_no_plan_changes_nothing(fresh: BrowserPage) -> None:
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    in_use(fresh)
    before = fresh.evaluate("JSON.stringify([rbYou.book, localStorage])")
    for name, content in NO_PLANS.items():
        give(fresh, content)
        assert fresh.locator("[data-loaded]").inner_text() == (
            "This file is no plan of this book. Nothing was changed."
        ), name
        assert fresh.evaluate("JSON.stringify([rbYou.book, localStorage])") == before, name
    assert errors == []


def test_of_a_hostile_plan_only_known_ids_and_short_texts_are_taken(fresh: BrowserPage) -> None:
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    evil = "<img src=x onerror=document.title='taken'>"
    hostile = json.loads(
        json.dumps(
            PLAN
            | {
                "name": evil * 9,
                "choice": {
                    "product": ["app", evil, {"toString": 1}],
                    "role": ["owner"],
                    "fact": {"few": 1},
                    "place": None,
                },
                "lines": {
                    "two-step-pin": {"state": "out", "because": evil * 99, "more": 1},
                    "phone-list": {"state": evil},
                    "wipe-before-sale": {"state": "done", "because": {"toString": 1}},
                    "spare-channel": None,
                    evil: {"state": "done"},
                    "constructor": {"state": "done"},
                },
            }
        )
    )
    text = json.dumps(hostile).replace('"constructor"', '"__proto__"').encode()
    title = fresh.title()
    give(fresh, text)
    site = fresh.evaluate("rbYou.site()")
    assert len(site["name"]) == 60
    assert site["choice"]["product"] == ["app"]
    assert site["choice"]["place"] == site["choice"]["fact"] == []
    assert set(site["lines"]) == {"two-step-pin", "wipe-before-sale"}
    assert len(site["lines"]["two-step-pin"]["because"]) == 200
    assert site["lines"]["wipe-before-sale"]["because"] == ""
    assert fresh.evaluate("({}).state") is None
    odds: list[dict[str, object]] = [
        {"lines": 7, "choice": "x", "name": 1},
        {"lines": None},
        {"choice": None, "name": None},
        {"lines": []},
    ]
    for odd in odds:
        give(fresh, json.dumps(PLAN | odd).encode())
    fresh.reload()
    assert fresh.locator("article img[src=x]").count() == 0
    assert fresh.title() == title
    assert errors == []


def test_a_plan_works_from_a_folder_without_a_server(browser: Browser, small_site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((small_site.folder / "plan" / "index.html").as_uri(), wait_until="load")
    page.locator("[data-choice] [name=product][value=app]").check()
    assert page.locator("[data-list=week] > li").count() > 0
    assert saved(page, "md")
    context.close()
