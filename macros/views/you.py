"""What a reader is asked about their business."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.book.book import Book
from macros.book.deadlines import EVERYWHERE
from macros.model.vocabularies import Item, Jurisdiction, Question
from macros.views.pieces import Link
from macros.views.strings import say

WHICH = "which-whatsapp.md"
PRODUCT, PLACE, ROLE, FACT = "product", "place", "role", "fact"


@dataclass(frozen=True)
class Answer:
    """One answer. means: a line about it, or empty. holds: what else follows, as ids with spaces between.

    Of a place: the places whose rules hold there. Of a fact: the products with which it holds anyway.
    """

    id: str
    name: str
    means: str
    holds: str
    is_none: bool = False


@dataclass(frozen=True)
class Asked:
    """One question. about: what its answers are called in an address. input: the kind of box.

    is_long: whether its answers are folded until a reader opens them. more: a page that helps to answer.
    """

    id: str
    about: str
    text: str
    means: str
    input: str
    is_long: bool
    more: Link | None
    answers: tuple[Answer, ...]


def questions(book: Book) -> tuple[Asked, ...]:
    """What a reader is asked, in the order of the vocabulary."""
    return tuple(_asked(book, question) for question in book.vocabularies.questions)


def _asked(book: Book, question: Question) -> Asked:
    return Asked(
        question.id,
        question.id if question.id in (PRODUCT, PLACE, ROLE) else FACT,
        question.name,
        question.means,
        "checkbox" if question.several else "radio",
        question.id == PLACE,
        Link(say("you.which"), WHICH) if question.id == PRODUCT else None,
        tuple(_answers(book, question)),
    )


def _answers(book: Book, question: Question) -> Iterator[Answer]:
    if question.id == PRODUCT:
        return _plain(book.vocabularies.products)
    if question.id == ROLE:
        return _plain([group.item for group in book.severity.by_role])
    if question.id == PLACE:
        return (Answer(place.id, place.name, "", _rules_of(place)) for place in book.places.by_name)
    return _facts(book, question)


def _plain(items: Iterable[Item]) -> Iterator[Answer]:
    return (Answer(item.id, item.name, item.means, "") for item in items)


def _facts(book: Book, question: Question) -> Iterator[Answer]:
    return (
        Answer(fact.id, fact.name, fact.means, " ".join(fact.with_products), fact.is_none)
        for fact in book.vocabularies.facts
        if fact.question == question.id
    )


def _rules_of(place: Jurisdiction) -> str:
    return " ".join(dict.fromkeys([place.id, place.part_of or place.id, EVERYWHERE]))
