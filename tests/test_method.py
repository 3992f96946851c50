"""The severity method, frozen against the published table."""

from __future__ import annotations

from macros.book.book import Book
from macros.load.vocabularies import read_vocabularies
from tests.conftest import PROJECT, Site

# NIST SP 800-30 Rev. 1, Table I-2, rows from likelihood 5 to 1, columns from impact 1 to 5.
TABLE_I_2 = """
Very low | Low | Medium | High | Very high
Very low | Low | Medium | High | Very high
Very low | Low | Medium | Medium | High
Very low | Low | Low | Low | Medium
Very low | Very low | Very low | Low | Low
"""


def test_all_twenty_five_cells_match_the_published_table() -> None:
    words, _ = read_vocabularies(PROJECT / "data")
    assert words
    rows = [line.split(" | ") for line in TABLE_I_2.strip().splitlines()]
    for likelihood, row in zip(range(5, 0, -1), rows, strict=True):
        assert [words.level(likelihood, impact).name for impact in range(1, 6)] == row


def test_the_worse_of_two_impacts_counts(book: Book) -> None:
    for risk in book.risks.values():
        rating = risk.before
        assert rating.impact == max(rating.impact_business, rating.impact_people)
        assert book.severity.levels(risk).before == book.vocabularies.level(rating.likelihood, rating.impact)


def test_the_method_page_prints_the_whole_table(site: Site) -> None:
    html = site.page("method.md")
    assert html.count('class="rb-matrix__word"') == 25
