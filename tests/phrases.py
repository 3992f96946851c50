"""Ask the built site's search many questions, as the theme's box does, and count the right answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from macros.book.book import Book
from macros.views.addresses import href, place_of, place_of_provision

FILE = Path(__file__).parent / "fixtures" / "phrases.yml"
# Speaks to the search's worker as the theme does: one message to set it up, one for each question. The worker
# stays with the page, so that the index is read once.
ASK = """async (questions) => {
    const isNew = !window.asked;
    const worker = window.asked ??= new Worker("assets/search.js");
    const reply = (message) => new Promise((answer) => {
        worker.onmessage = ({ data }) => answer(data);
        worker.postMessage(message);
    });
    if (isNew) await reply({ type: 0, data: { config: {}, docs: [], options: {} } });
    const found = [];
    for (const question of questions) {
        const { data } = await reply({ type: 2, data: question });
        found.push(data.items.map((group) => group[0].location));
    }
    return found;
}"""


@dataclass(frozen=True)
class Question:
    """What somebody typed, and the places that answer it. held: it took no part in tuning the ranking."""

    query: str
    right: frozenset[str]
    held: bool


@dataclass(frozen=True)
class Share:
    """How many of some questions had a right answer as the first result, and among the first three."""

    first: float
    three: float


def questions(book: Book) -> dict[str, list[Question]]:
    """The questions under 'phrases' and 'sentences'. Those that this book does not answer are left out."""
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        group: [
            Question(line["q"], _places(book, line["right"]), line.get("held", False))
            for line in lines
            if line["right"]
        ]
        for group, lines in groups.items()
    }


def _places(book: Book, targets: list[str]) -> frozenset[str]:
    """The addresses of targets such as 'risk:sim-swap'; 'authority:uk' means any authority of that place."""
    places: list[str] = []
    for target in targets:
        kind, _, name = target.partition(":")
        if kind == "page":
            places.append(f"{name}.md")
        elif kind == "provision":
            places.append(place_of_provision(book.provisions[name].regulation.id, name))
        elif kind == "authority":
            offices = [one for one in book.authorities.values() if one.jurisdiction == name]
            places += [place_of(kind, office.id) for office in offices]
        else:
            places.append(place_of(kind, name))
    return frozenset(href(place, "index.md", True) for place in places)


def answers(page: Page, asked: list[str]) -> list[list[str]]:
    """The locations that the search finds for each question, best first. page: the open home page."""
    found: list[list[str]] = page.evaluate(ASK, asked)
    return found


def share(asked: list[Question], found: list[list[str]]) -> Share:
    """How good some answers are, in per cent."""
    pairs = [(question.right, places) for question, places in zip(asked, found, strict=True)]
    first = sum(bool(right.intersection(places[:1])) for right, places in pairs)
    three = sum(bool(right.intersection(places[:3])) for right, places in pairs)
    return Share(100 * first / len(pairs), 100 * three / len(pairs))
