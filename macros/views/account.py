"""What the picture of the account says: its parts, and the dangers that strike each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.book.account import Map, Struck
from macros.book.book import Book
from macros.model.risk import Risk
from macros.model.vocabularies import Step
from macros.views.pieces import Link, link, names
from macros.views.strings import say

PAGE = "which-whatsapp.md"
"""Where the dangers of each part are listed."""
WHOLE = "whole"


@dataclass(frozen=True)
class Strike:
    """A danger in a box. only: the products it concerns, when others have the part too."""

    level: Step
    link: Link
    only: str


@dataclass(frozen=True)
class Box:
    """A part of the account. target: where its dangers are listed, under the anchor.

    worst: the worst level by default; None without a danger. share and most: how long its bar is, and how
    long the longest one.
    """

    anchor: str
    target: str
    name: str
    means: str
    count: str
    worst: Step | None
    share: int
    most: int
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


def struck(book: Book, risk: Risk) -> tuple[Link, ...]:
    """The parts of the account that a danger strikes, or the whole, each as a link to its box."""
    parts = {part.id: part.name for part in book.vocabularies.account_parts} | {WHOLE: say("account.whole")}
    return tuple(Link(parts[part], f"{PAGE}#{_anchor(part)}") for part in risk.strikes or [WHOLE])


def _anchor(part: str) -> str:
    return f"part-{part}"


def _zones(book: Book, found: Map) -> tuple[Zone, ...]:
    most = max(len(one.risks) for one in found.parts)

    def zone(name: str, parts: Iterable[Struck]) -> Zone:
        return Zone(name, tuple(_box(book, one, most) for one in parts))

    whole = zone(say("account.all"), (found.whole,))
    return (*(zone(one.name, one.parts) for one in found.zones), whole)


def _box(book: Book, one: Struck, most: int) -> Box:
    part, count = one.part, len(one.risks)
    having = set(part.with_products if part else ()) or set(book.vocabularies.ids("products"))

    def strike(risk: Risk) -> Strike:
        some = [product for product in risk.products if product in having]
        only = say("account.only", names=names(book, "products", some)) if set(some) < having else ""
        return Strike(book.severity.levels(risk).before, link(risk), only)

    strikes = tuple(map(strike, one.risks))
    anchor = _anchor(part.id if part else WHOLE)
    return Box(
        anchor,
        f"{PAGE}#{anchor}",
        part.name if part else say("account.whole"),
        part.means if part else say("account.whole_means"),
        say("account.count", count=count) if count else say("account.none"),
        strikes[0].level if strikes else None,
        count,
        most,
        strikes,
    )
