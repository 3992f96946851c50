"""What the comparison of the products says: how many dangers each has, and what changes with a move."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.severity import HIGH
from macros.model.risk import Risk
from macros.views.pieces import Fact, links
from macros.views.strings import say

MEASURE = "app"
"""The product the others are measured against: the one most small businesses start from."""


@dataclass(frozen=True)
class ProductRow:
    """A product: how many dangers it has, how many are high, and how many go and come with a move to it."""

    name: str
    dangers: str
    high: str
    gone: str
    new: str


@dataclass(frozen=True)
class Move:
    """A product in place of the app: the dangers that go and those that come, worst first."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Dangers:
    """The dangers of the products, in the order of the vocabulary."""

    rows: tuple[ProductRow, ...]
    moves: tuple[Move, ...]


def dangers(book: Book) -> Dangers:
    """How many dangers each product has, and which go and come in place of the WhatsApp Business app."""
    rows, moves = [], []
    for product in book.vocabularies.products:
        own = [risk for risk in book.severity.worst_first if product.id in risk.products]
        gone = [risk for risk in book.severity.worst_first if risk not in own and MEASURE in risk.products]
        new = [risk for risk in own if MEASURE not in risk.products]
        high = [risk for risk in own if book.severity.levels(risk).before.step >= HIGH]
        is_measure = product.id == MEASURE
        rows.append(
            ProductRow(
                product.name,
                str(len(own)),
                str(len(high)),
                say("products.measure") if is_measure else str(len(gone)),
                say("products.measure") if is_measure else str(len(new)),
            )
        )
        if facts := _facts(gone, new):
            moves.append(Move(say("products.move", product=product.name), facts))
    return Dangers(tuple(rows), tuple(moves))


def _facts(gone: list[Risk], new: list[Risk]) -> tuple[Fact, ...]:
    facts = (Fact(say("products.gone"), links(gone)), Fact(say("products.new"), links(new)))
    return tuple(fact for fact in facts if fact.links)
