"""What the pages about the method say: scales, the matrix of levels, and the words that say nothing."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.model.flaws import BANNED_WORDS
from macros.model.risk import Risk
from macros.model.vocabularies import Item, Step
from macros.views.addresses import place_in_register
from macros.views.pieces import Link, links
from macros.views.strings import say


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix of levels, with the dangers that stand there. id: of a filled cell, in an address.

    target: the place that lists its dangers, or the first of them; empty without any.
    """

    id: str
    anchor: str
    target: str
    level: Step
    count: int
    about: str
    risks: tuple[Link, ...]
    heading: str


@dataclass(frozen=True)
class MatrixLine:
    """The cells of one likelihood."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The matrix of levels, and its cells that hold dangers, worst first."""

    caption: str
    impacts: tuple[str, ...]
    lines: tuple[MatrixLine, ...]
    filled: tuple[Cell, ...]


@dataclass(frozen=True)
class ScaleStep:
    """A step of a scale and the texts that belong to it."""

    name: str
    first: str
    second: str


@dataclass(frozen=True)
class LevelFact:
    """A level and what it asks of the reader."""

    level: Step
    act: str


def matrix(book: Book) -> Matrix:
    """The published table of levels with the dangers in it before anything is done. The likeliest on top."""
    return _matrix(book, after=False)


def heat(book: Book) -> tuple[Matrix, ...]:
    """The same before anything is done, and with every core action done."""
    return matrix(book), _matrix(book, after=True)


def _matrix(book: Book, *, after: bool) -> Matrix:
    words = book.vocabularies
    lines = tuple(
        MatrixLine(
            f"{likelihood.step} {likelihood.name}",
            tuple(_cell(book, likelihood, impact, after=after) for impact in words.impact),
        )
        for likelihood in reversed(words.likelihood)
    )
    filled = tuple(cell for line in lines for cell in reversed(line.cells) if cell.count)
    caption = say("matrix.caption_after") if after else say("matrix.caption")
    return Matrix(caption, tuple(f"{impact.step} {impact.name}" for impact in words.impact), lines, filled)


def _cell(book: Book, likelihood: Step, impact: Step, *, after: bool) -> Cell:
    level = book.vocabularies.level(likelihood.step, impact.step)
    risks = book.severity.at(likelihood.step, impact.step, after=after)
    cell = cell_id(likelihood.step, impact.step, after=after)
    anchor = f"at-{likelihood.step}-{impact.step}"
    return Cell(
        cell,
        anchor,
        _listed(risks, anchor, after=after),
        level,
        len(risks),
        _about(len(risks), likelihood, impact, after=after),
        links(risks),
        f"{likelihood.name}, {impact.name.lower()}: {level.name.lower()}",
    )


def _about(count: int, likelihood: Step, impact: Step, *, after: bool) -> str:
    if after:
        return say("matrix.cell_after", count=count, likelihood=likelihood.step, impact=impact.step)
    return say("matrix.cell", count=count, likelihood=likelihood.step, impact=impact.step)


def cell_id(likelihood: int, impact: int, *, after: bool) -> str:
    """A cell of one of the two matrices, as an address names it."""
    return f"{'after' if after else 'before'}-{likelihood}-{impact}"


def _listed(risks: list[Risk], anchor: str, *, after: bool) -> str:
    """Where a reader finds the dangers of a cell: the list under the matrix, or the first in the register."""
    if not risks:
        return ""
    return place_in_register(risks[0].id) if after else f"method.md#{anchor}"


def likelihood(book: Book) -> tuple[ScaleStep, ...]:
    """The steps of the likelihood scale: how often, and the evidence a step needs."""
    steps = book.vocabularies.likelihood
    return tuple(ScaleStep(f"{step.step} {step.name}", step.means, step.evidence) for step in steps)


def impact(book: Book) -> tuple[ScaleStep, ...]:
    """The steps of the impact scale: for the business, and for the people in the chats."""
    steps = book.vocabularies.impact
    return tuple(ScaleStep(f"{step.step} {step.name}", step.business, step.people) for step in steps)


def levels(book: Book) -> tuple[LevelFact, ...]:
    """What each level asks of the reader, the worst first."""
    return tuple(LevelFact(level, level.act) for level in reversed(book.vocabularies.levels))


def confidence(book: Book) -> list[Item]:
    """What the marks of confidence mean."""
    return book.vocabularies.confidences


def banned_words(_book: Book) -> str:
    """The words that say nothing."""
    return ", ".join(BANNED_WORDS)
