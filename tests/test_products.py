"""The comparison of the products counts dangers and names those that go and come; nobody types a number."""

from __future__ import annotations

import re
from html import unescape

import pytest

from macros.book.book import Book
from macros.views.pieces import title_of
from macros.views.products import MEASURE, dangers
from tests.conftest import Site


def concerned(book: Book, product: str) -> set[str]:
    return {title_of(risk) for risk in book.risks.values() if product in risk.products}


def test_each_product_has_the_number_of_its_dangers(book: Book) -> None:
    app = concerned(book, MEASURE)
    for product, row in zip(book.vocabularies.products, dangers(book).rows, strict=True):
        own = concerned(book, product.id)
        moves = ("–", "–") if product.id == MEASURE else (str(len(app - own)), str(len(own - app)))
        assert (row.name, row.dangers, row.gone, row.new) == (product.name, str(len(own)), *moves)


def test_high_counts_the_levels_high_and_very_high(book: Book) -> None:
    high = {
        title_of(risk)
        for risk in book.risks.values()
        if book.severity.levels(risk).before.name in {"High", "Very high"}
    }
    for product, row in zip(book.vocabularies.products, dangers(book).rows, strict=True):
        assert row.high == str(len(high & concerned(book, product.id)))


@pytest.mark.parametrize("product", ["messenger", "coexistence", "platform", "provider"])
def test_a_reader_can_open_each_danger_that_goes_or_comes(site: Site, book: Book, product: str) -> None:
    name = book.vocabularies.item("products", product).name
    page = unescape(site.page("choose.md"))
    block = re.search(rf"<summary>[^<]*{re.escape(name)}.*?</details>", page, re.DOTALL)
    assert block
    linked = set(re.findall(r"<a [^>]*>([^<]*)</a>", block[0]))
    assert linked == concerned(book, MEASURE) ^ concerned(book, product)
