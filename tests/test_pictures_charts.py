"""Pictures of numbers: each is found in the built site as worked out by hand, and nothing is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from math import log10

import pytest
from playwright.sync_api import Browser

from macros.book.book import Book
from macros.book.scale import LogScale, decades, powers
from macros.text import numbers
from macros.views.addresses import href, place_of, place_of_provision
from tests.accessibility import violations
from tests.conftest import Site

PAGES = {
    "deadlines.md": ["fast", "years"],
    "changes.md": ["years"],
    "cases/index.md": ["costs"],
    "mitigations/index.md": ["served"],
}


class Row:
    """A row of a picture: its words, its links, and its bars as written: width, height and fill."""

    def __init__(self) -> None:
        self.words = ""
        self.links: list[str] = []
        self.bars: list[dict[str, str | None]] = []

    @property
    def length(self) -> float:
        """How long its bar is, in hundredths."""
        return round(sum(float(str(bar["width"]).rstrip("%")) for bar in self.bars), 1)


class Pictures(HTMLParser):
    """The rows of the pictures of a page, by the id of their scale; and the words around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[Row]] = {}
        self.styled: list[str] = []
        self._list, self._depth, self._row = "", 0, Row()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if str(found.get("id")).startswith("lines-"):
            self._list = str(found["id"]).removeprefix("lines-")
            self.rows.setdefault(self._list, [])
        if tag == "ul" and (self._depth or found.get("class") == "rb-bars"):
            self._depth += 1
        if tag == "li" and self._depth == 1:
            self._row = Row()
            self.rows[self._list].append(self._row)
        if self._depth:
            self.styled += [tag] if "style" in found else []
            self._row.links += [str(found["href"])] if tag == "a" else []
            self._row.bars += [found] if tag == "rect" else []

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "ul" and self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._row.words = " ".join(f"{self._row.words} {data}".split())


def rows(site: Site, page: str, scale: str) -> list[Row]:
    return Pictures(site.page(page)).rows[scale]


def around(site: Site, page: str) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub("<[^>]+>", " ", site.page(page)).split())


# ---------------------------------------------------------------- the small book, worked out by hand


def test_how_fast_puts_equal_periods_together_on_a_logarithmic_scale(small_site: Site) -> None:
    """24 of 72 hours: log 24 / log 72 = 0.743. Three days are 72 hours; one rule names no number."""
    day, three_days = rows(small_site, "deadlines.md", "fast")
    assert day.words.startswith("24 hours United Kingdom:")
    assert "only for: You handle these data for another business" in day.words
    assert [day.length, three_days.length] == [74.3, 100]
    assert [link.partition("#")[2] for link in three_days.links] == ["eu-gdpr-33", "uk-zone-order-4"]
    assert "1 rule is not drawn, because it names no period" in around(small_site, "deadlines.md")
    assert "in 2 of 4 rules. The shortest is 24 hours." in around(small_site, "deadlines.md")


def test_costs_are_in_dollars_at_the_rate_of_their_year(small_site: Site) -> None:
    """GBP 2 million at 0.7826 for a dollar are 2,555,584; GBP 1,000 at 1.3764 dollars are 1,376.

    On the scale from 1,000 to 10 million: log 2555.6 / 4 = 0.852, log 5 / 4 = 0.175, log 1.376 / 4 = 0.035.
    """
    found = rows(small_site, "cases/index.md", "costs")
    assert [row.length for row in found] == [85.2, 17.5, 3.5]
    assert [row.links for row in found] == [["cifas-2024/"], ["outage-02/"], ["court-fine-2021/"]]
    assert "Loss · GBP 2 million lost · about USD 2.6 million · 2024" in found[0].words
    assert "Damages · USD 5,000 · 2019" in found[1].words
    assert "Fine · GBP 1,000 · about USD 1,400 · 2021" in found[2].words
    words = around(small_site, "cases/index.md")
    assert "Half of these sums are below about USD 5,000." in words
    assert (
        "1 case is not drawn, because we read no exchange rate for its year One shop loses a phone" in words
    )
    assert "1 case is not drawn, because its amount is no single sum A made-up bakery" in words
    assert "9 more cases in this book name no amount." in words
    assert "Pound sterling: 2021: 1.3764 dollars for one" in words


def test_actions_are_counted_as_core_and_as_further_help(small_site: Site) -> None:
    """Two-step verification is core to 3 of the 4 dangers; with the second way, all 4 are lowered."""
    found = rows(small_site, "mitigations/index.md", "served")
    assert [[bar["width"] for bar in row.bars] for row in found[:3]] == [
        ["75.0%", "0.0%"], ["50.0%", "0.0%"], ["25.0%", "25.0%"],
    ]  # fmt: skip
    assert "lowers 1 danger, helps against 1 more" in found[2].words
    words = around(small_site, "mitigations/index.md")
    assert "Then the first lowers 3 of the 4 dangers, and 2 lower all of them." in words
    assert "All 6 actions, by who does them" in words


def test_years_hold_what_changed_and_what_comes_month_by_month(small_site: Site) -> None:
    """2023, 2025 and 2026 have a change each; two dates of December 2026 and one of 2030 lie ahead."""
    found = rows(small_site, "changes.md", "years")
    assert [row.words[:4] for row in found] == [str(year) for year in range(2023, 2031)]
    assert found[3].words.startswith("2026 1 change: Product 1. 2 dates ahead")
    heights = [[bar["height"] for bar in row.bars] for row in found]
    assert heights[3] == ["20.0", "0.0", "0.0", "40.0"]  # July happened; December is twice as high
    assert heights[1] == []
    assert heights[7] == ["0.0", "20.0"]
    assert 'aria-label="2026, July 1, December 2"' in small_site.page("changes.md")


# ---------------------------------------------------------------- the book itself


def test_a_longer_bar_is_a_greater_value(site: Site, book: Book) -> None:
    fast = [row.length for row in rows(site, "deadlines.md", "fast")]
    assert fast == sorted(fast)
    assert len(set(fast)) == len(book.speeds.counted)
    costs = [row.length for row in rows(site, "cases/index.md", "costs")]
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > 3 * costs[-1] > 0
    served = [row.length for row in rows(site, "mitigations/index.md", "served")]
    assert all(later <= earlier + 0.1 for earlier, later in pairwise(served))  # both parts are rounded


def test_every_case_is_drawn_or_counted(site: Site, book: Book) -> None:
    costs = book.costs
    drawn = [href(place_of("case", cost.case.id), "cases/index.md", True) for cost in costs.compared]
    assert [link for row in rows(site, "cases/index.md", "costs") for link in row.links] == drawn
    words = around(site, "cases/index.md")
    for case in [*costs.without_rate, *costs.without_figure]:
        assert f"{case.title} {case.amount} · {case.date[:4]}" in words.replace("&#39;", "'")
    parts = [
        [cost.case for cost in costs.compared],
        costs.without_rate,
        costs.without_figure,
        costs.without_amount,
    ]
    assert sorted(case.id for part in parts for case in part) == sorted(book.cases)


def test_every_deadline_for_a_breach_is_drawn_or_named(site: Site, book: Book) -> None:
    html = site.page("deadlines.md").partition("<table")[0]
    for regulation, provision in book.law.deadlines:
        target = place_of_provision(regulation.id, provision.id)
        assert f'href="{href(target, "deadlines.md", True)}"' in html
    assert f"{len(book.speeds.uncounted)} rules are not drawn, because they name no period" in html


def test_every_change_and_every_date_to_come_stands_in_its_year(book: Book) -> None:
    found = list(book.years.all())
    assert sum(len(year.changes) for year in found) == len(book.changes)
    assert sum(len(year.to_come) for year in found) == len(book.law.to_come)
    for year in found:
        assert sum(month.to_come for month in year.months) == len(year.to_come)


def test_the_first_actions_lower_what_is_said(book: Book) -> None:
    """Chosen again here from the data alone: next the action that is core to most of what is left."""
    left = dict(book.risks)
    lowered: list[int] = []
    while left:
        gains = {
            action: sum(action in risk.mitigations.core for risk in left.values())
            for action in book.mitigations
        }
        most = max(gains.values())
        assert len(book.risks) - len(left) + most == book.coverage.running[len(lowered)]
        tied = [action for action, gain in gains.items() if gain == most]
        best = min(tied, key=lambda action: book.priority.tie(book.mitigations[action]))
        left = {name: risk for name, risk in left.items() if best not in risk.mitigations.core}
        lowered.append(len(book.risks) - len(left))
    assert lowered == book.coverage.running


def test_every_rate_was_read(book: Book) -> None:
    rates = [rate for currency in book.vocabularies.currencies for rate in currency.rates]
    assert rates
    assert all(book.sources[rate.source].checked for rate in rates)
    pound = next(one for one in book.vocabularies.currencies if one.id == "GBP").rate(2023)
    assert pound
    assert pound.value == 1.2440  # Federal Reserve, G.5A Annual of 1 February 2024


# ---------------------------------------------------------------- how they are drawn


@pytest.mark.parametrize("page", PAGES)
def test_a_picture_says_how_to_read_it_and_needs_no_style(site: Site, page: str) -> None:
    html = site.page(page)
    pictures = Pictures(html)
    assert [*pictures.rows] == PAGES[page]
    assert pictures.styled == []
    figures = re.findall(r'<figure class="rb-chart">.*?</figure>', html, flags=re.DOTALL)
    assert len(figures) == len(PAGES[page])
    for figure in figures:
        assert "<figcaption>How to read it:" in figure
    for found in pictures.rows.values():
        assert all(row.words for row in found)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_fits_a_narrow_screen_and_is_accessible(
    browser: Browser, address: str, page: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(address + page.removesuffix("index.md").replace(".md", "/"))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    labels = tab.evaluate(
        "[...document.querySelectorAll('.rb-axis')].map(axis => "
        "[...axis.querySelectorAll('text')]"
        ".map(text => text.getBoundingClientRect()).map(box => [box.left, box.right]))"
    )
    for boxes in labels:
        assert all(0 <= left < right <= 320 for left, right in boxes)
        assert all(before[1] < after[0] for before, after in pairwise(boxes))
    assert violations(tab) == []
    context.close()


# ---------------------------------------------------------------- the scale


def test_equal_steps_on_the_scale_multiply() -> None:
    scale = LogScale(100, 10_000)
    assert [scale.share(value) for value in (100, 1000, 10_000)] == [0, 0.5, 1]


def test_a_scale_of_decades_holds_every_value_inside() -> None:
    for values in ([1], [10], [3, 999], [100, 1000]):
        scale = decades(values)
        assert scale.low < min(values) <= max(values) <= scale.high
        assert all(0 < scale.share(value) <= 1 for value in values)
        assert [log10(mark) % 1 for mark in powers(scale)] == [0] * len(powers(scale))


def test_numbers_are_read_with_the_word_that_multiplies_them() -> None:
    assert numbers("EUR 70,000, reduced to EUR 42,000") == [70_000, 42_000]
    crore = numbers("INR 213.14 crore (about 2.13 billion rupees)")
    assert crore == pytest.approx([2_131_400_000, 2_130_000_000])
    assert numbers("CAD 650.88 in damages") == [650.88]
