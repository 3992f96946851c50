"""The orders in which things stand: worst first, easiest first, newest first, and what is shown of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
import yaml

from macros.book.book import Book
from macros.book.plans import Plans
from macros.model.risk import Risk
from macros.views.risk import FEW_RULES, rules
from tests.conftest import PROJECT, Site
from tests.orders import ORDERS, Order


def raw(kind: str, entry_id: str) -> dict[str, object]:
    text = (PROJECT / "data" / kind / f"{entry_id}.yml").read_text(encoding="utf-8")
    found: dict[str, object] = yaml.safe_load(text)
    return found


def test_dangers_stand_worst_first_and_inside_a_level_by_the_rule_for_attention(book: Book) -> None:
    """Level, then the three steps added up, then the number of cases, then the title."""

    def rank(risk: Risk) -> tuple[int, int, int, str]:
        rating = risk.before
        steps = rating.likelihood + rating.impact_business + rating.impact_people
        return (
            -book.severity.levels(risk).before.step,
            -steps,
            -len(book.links.cases(risk)),
            risk.title.lower(),
        )

    ranks = [rank(risk) for risk in book.severity.worst_first]
    assert len(ranks) == len(book.risks)
    assert all(before < after for before, after in pairwise(ranks))
    for part in range(1, 4):  # each question decides somewhere
        assert any(one[:part] == other[:part] and one[part] != other[part] for one, other in pairwise(ranks))


def test_the_first_actions_are_the_core_ones_as_written_filled_up_with_more(book: Book) -> None:
    seen = set()
    for risk in book.risks.values():
        written = raw("risks", risk.id)["mitigations"]
        assert isinstance(written, dict)
        expected = [*written["core"], *written.get("more", [])][:3]
        assert [mitigation.id for mitigation in book.plans.first(risk)] == expected
        seen.add(len(written["core"]) < 3)
    assert seen == {True, False}


def test_the_easiest_actions_of_a_role_come_first_and_the_strongest_of_those(book: Book) -> None:
    efforts, strengths = book.vocabularies.ids("efforts"), book.vocabularies.ids("strengths")
    for group in book.plans.mitigations_by_role:
        ranks = [
            (efforts.index(entry.effort), strengths.index(entry.strength), entry.title)
            for entry in group.entries
        ]
        assert ranks == sorted(ranks)
        assert all(before < after for before, after in pairwise(ranks))


def test_the_list_that_covers_most_of_a_danger_comes_first(book: Book) -> None:
    for risk in book.risks.values():
        found = book.plans.checklists(risk)
        covered = [
            len({item.mitigation for item in checklist.items} & set(risk.mitigations.core))
            for checklist in found
        ]
        assert all(covered)
        assert covered == sorted(covered, reverse=True)
    assert any(len(book.plans.checklists(risk)) > 1 for risk in book.risks.values())


def test_what_helps_with_a_provision_is_what_most_of_its_dangers_share(book: Book) -> None:
    for _, provision in book.provisions.values():
        counts = [
            sum(found.id in risk.mitigations.core for risk, _ in book.law.risks(provision))
            for found in book.law.mitigations(provision)
        ]
        shared = [count for count in counts if count]
        assert shared == sorted(shared, reverse=True) or provision.id.startswith(
            ("iso-27001", "nist-csf", "cis-controls", "mitre-attack")
        )


def test_the_dangers_nearest_to_one_share_the_most_actions_with_it(book: Book) -> None:
    for risk in book.risks.values():
        own = {*risk.mitigations.core, *risk.mitigations.more}
        shares = {
            other.id: len(own & {*other.mitigations.core, *other.mitigations.more})
            for other in book.risks.values()
            if other.id != risk.id
        }
        near = [shares[other.id] for other in book.links.related(risk)]
        assert near == sorted(shares.values(), reverse=True)[: len(near)]
        assert len(near) == min(4, sum(1 for share in shares.values() if share))


HOURS = {"hour": 1, "day": 24, "working day": 34, "month": 730}


def test_deadlines_stand_shortest_first_and_those_without_a_period_last(book: Book) -> None:
    stages = [provision.deadline.stages for _, provision in book.law.deadlines if provision.deadline]
    hours = [min((stage.count * HOURS[stage.unit] for stage in found), default=10**9) for found in stages]
    assert hours == sorted(hours)
    assert len(set(hours)) > 3
    assert hours[-1] == 10**9


def test_cases_and_changes_stand_newest_first(book: Book) -> None:
    for entries in (book.links.cases_newest_first, book.links.changes_newest_first):
        days = [entry.date for entry in entries]
        assert days == sorted(days, reverse=True)


def test_a_page_with_many_rules_shows_the_places_only(book: Book) -> None:
    shown = {len(risk.regulations): rules(book, risk)[0].is_open for risk in book.risks.values()}
    assert FEW_RULES == 12
    assert {is_open for count, is_open in shown.items() if count <= 12} == {True}
    assert {is_open for count, is_open in shown.items() if count > 12} == {False}


def test_a_checklist_line_has_its_own_words_or_those_of_its_action(book: Book) -> None:
    plans: Plans = book.plans
    for checklist in book.checklists.values():
        for item, line in zip(checklist.items, plans.actions(checklist), strict=True):
            mitigation = book.mitigations[item.mitigation]
            assert line.action == (item.action or mitigation.action)
            assert line.why == (item.why or mitigation.why)
            assert line.done_when == (item.done_when or mitigation.done_when)


def article(html: str) -> str:
    """A page without its frame."""
    return html.partition("<article")[2].partition("</article>")[0]


def shown(html: str, anchor: str) -> str:
    """What a page says without markup and pictures: all of it, or what stands under one heading.

    Pictures have orders of their own, see test_pictures_charts.py.
    """
    said = re.sub(r'<(figure|div) class="rb-chart">.*?</\1>', "", article(html), flags=re.DOTALL)
    if anchor:
        found = re.search(rf'<(h[23])[^>]* id="{anchor}"(.*?)(?:<h2|<\1|$)', said, re.DOTALL)
        assert found, f"no heading {anchor}"
        said = found[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", f"<{said}")).split()).replace(" ,", ",")


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_a_reader_of_the_small_book_meets_them_in_this_order(small_site: Site, order: Order) -> None:
    said = shown(small_site.page(order.page), order.under)
    assert [words for words in order.words if words not in said] == []
    assert sorted(order.words, key=said.index) == order.words


@pytest.mark.parametrize("page", ["risks/sold-phone-with-chats.md", "claims/sale-deletes-chats.md"])
def test_sources_are_numbered_and_listed_as_they_are_cited(small_site: Site, page: str) -> None:
    html = article(small_site.page(page))
    marks = re.findall(r'href="#source-([\w-]+)" aria-label="Source (\d+)"', html)
    numbers = dict(marks)
    assert [int(number) for number in numbers.values()] == list(range(1, len(numbers) + 1))
    assert re.findall(r'<li id="source-([\w-]+)"', html) == list(numbers)
    assert list(numbers) != sorted(numbers)
