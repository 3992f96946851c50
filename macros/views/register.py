"""What the register says: every danger in its group, what moves it, and what a reader can choose by."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.model.risk import AXES, Risk
from macros.model.vocabularies import Step
from macros.views.addresses import place_in_register
from macros.views.method import cell_id
from macros.views.pieces import Row, row
from macros.views.strings import say
from macros.views.you import PLACE, PRODUCT, ROLE, Answer, questions

UP, DOWN = "ascending", "descending"
REST = 100


@dataclass(frozen=True)
class Move:
    """One step of the rating before and with the core actions. falls: whether they move it."""

    name: str
    before: int
    after: int
    falls: bool


@dataclass(frozen=True)
class Danger:
    """A row of the register.

    rank: its place worst first. names: what else people call it. cells: its cells in both matrices.
    places: whose rules apply; empty: one of the rules holds everywhere. Both are ids with spaces between.
    by_after, by_fall: what the columns are put in order by.
    """

    anchor: str
    rank: int
    row: Row
    category: str
    names: str
    cells: str
    places: str
    moves: tuple[Move, ...]
    attention_before: int
    attention_after: int
    by_after: int
    by_fall: int


@dataclass(frozen=True)
class DangersOfCategory:
    """The dangers of one category, worst first."""

    id: str
    name: str
    means: str
    count: int
    dangers: tuple[Danger, ...]


@dataclass(frozen=True)
class Order:
    """An order by one column. id: as an address names it."""

    id: str
    name: str


@dataclass(frozen=True)
class Column:
    """A column. note: a line under its name, or empty. first: in which direction it is put in order first."""

    id: str
    name: str
    note: str
    first: str
    orders: tuple[Order, Order]


@dataclass(frozen=True)
class Dangers:
    """The register. levels: those that a danger has before anything is done, worst first."""

    columns: tuple[Column, ...]
    width: int
    groups: tuple[DangersOfCategory, ...]
    total: int
    products: tuple[Answer, ...]
    places: tuple[Answer, ...]
    roles: tuple[Answer, ...]
    levels: tuple[Step, ...]


def register(book: Book) -> Dangers:
    """Every danger by category, worst first, and what a reader can choose by."""
    answers = {asked.about: asked.answers for asked in questions(book)}
    found = {book.severity.levels(risk).before.step for risk in book.risks.values()}
    columns = _columns()
    ranks = {risk.id: rank for rank, risk in enumerate(book.severity.worst_first)}
    return Dangers(
        columns,
        len(columns),
        tuple(
            DangersOfCategory(
                group.item.id,
                group.item.name,
                group.item.means,
                len(group.entries),
                tuple(_danger(book, risk, ranks[risk.id], group.item.name) for risk in group.entries),
            )
            for group in book.severity.by_category
        ),
        len(book.risks),
        answers[PRODUCT],
        answers[PLACE],
        answers[ROLE],
        tuple(level for level in reversed(book.vocabularies.levels) if level.step in found),
    )


def _danger(book: Book, risk: Risk, rank: int, category: str) -> Danger:
    before, after = risk.before, risk.after
    return Danger(
        place_in_register(risk.id).partition("#")[2],
        rank,
        row(book, risk),
        category,
        "; ".join(risk.also_called),
        " ".join(
            [
                cell_id(before.likelihood, before.impact, after=False),
                cell_id(after.likelihood, after.impact, after=True),
            ]
        ),
        " ".join(book.scope.places(risk)),
        tuple(
            Move(
                name,
                getattr(before, axis),
                getattr(after, axis),
                getattr(before, axis) > getattr(after, axis),
            )
            for axis, name in zip(AXES, _steps(), strict=True)
        ),
        before.attention,
        after.attention,
        book.severity.levels(risk).after.step * REST + after.attention,
        before.attention - after.attention,
    )


def _steps() -> tuple[str, ...]:
    return say("register.likelihood"), say("register.business"), say("register.people")


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "danger",
            say("register.danger"),
            "",
            UP,
            (Order("danger", say("register.a_to_z")), Order("-danger", say("register.z_to_a"))),
        ),
        _numbers("before", say("register.level_before")),
        _numbers("after", say("register.level_after")),
        _numbers("moves", say("register.moves")),
        _numbers("attention", say("register.attention"), say("register.ranks")),
    )


def _numbers(column: str, name: str, note: str = "") -> Column:
    highest = Order(column, say("register.highest", column=name))
    lowest = Order(f"-{column}", say("register.lowest", column=name))
    return Column(column, name, note, DOWN, (highest, lowest))
