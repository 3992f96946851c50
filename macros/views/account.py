"""What the picture of the account says: its parts, and the dangers that strike each."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.account import Map, Struck
from macros.book.book import Book
from macros.model.risk import Risk
from macros.model.vocabularies import Step
from macros.views.pieces import Link, link, names
from macros.views.strings import say

PAGE = "which-whatsapp.md"
"""Where the dangers of each part are listed."""


@dataclass(frozen=True)
class Strike:
    """A danger in a box. only: the products it concerns, when others have the part too."""

    level: Step
    link: Link
    only: str


@dataclass(frozen=True)
class Box:
    """A part of the account. target: where its dangers are listed, under the anchor.

    worst: the worst level by default; None without a danger.
    """

    anchor: str
    target: str
    name: str
    means: str
    count: str
    worst: Step | None
    strikes: tuple[Strike, ...]


@dataclass(frozen=True)
class Zone:
    """What is in the same hands."""

    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class OfProduct:
    """The account as one product has it."""

    name: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True)
class Account:
    """Every part of the account, then the parts of each product."""

    zones: tuple[Zone, ...]
    products: tuple[OfProduct, ...]


def account(book: Book) -> Account:
    """Every part with its dangers, then the parts of each product with their number."""
    products = (
        OfProduct(product.name, _zones(book, book.account.map(product.id)))
        for product in book.vocabularies.products
    )
    return Account(zones(book), tuple(products))


def zones(book: Book) -> tuple[Zone, ...]:
    """Every part, from the operator to the customers, then the account as a whole."""
    return _zones(book, book.account.map())


def _zones(book: Book, found: Map) -> tuple[Zone, ...]:
    whole = Zone(say("account.all"), (_box(book, found.whole),))
    return (*(Zone(zone.name, tuple(_box(book, one) for one in zone.parts)) for zone in found.zones), whole)


def _box(book: Book, struck: Struck) -> Box:
    part, count = struck.part, len(struck.risks)
    having = part.with_products if part else []
    everywhere = set(having or book.vocabularies.ids("products"))

    def strike(risk: Risk) -> Strike:
        some = [product for product in risk.products if product in everywhere]
        only = say("account.only", names=names(book, "products", some)) if set(some) < everywhere else ""
        return Strike(book.severity.levels(risk).before, link(risk), only)

    strikes = tuple(map(strike, struck.risks))
    anchor = f"part-{part.id if part else 'whole'}"
    return Box(
        anchor,
        f"{PAGE}#{anchor}",
        part.name if part else say("account.whole"),
        part.means if part else say("account.whole_means"),
        say("account.count", count=count) if count else say("account.none"),
        strikes[0].level if strikes else None,
        strikes,
    )
