"""The words the entries may use, and the scales."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from macros.model.entry import Strict
from macros.model.fields import Form, Free, Paragraph, Plain, Scale, refuse
from macros.model.flaws import Flaw

# A word becomes an address and a file name: nothing may stand in it that leads elsewhere.
WordId = Annotated[
    str,
    StringConstraints(max_length=40),
    Form(r"[A-Za-z0-9]+(-[a-z0-9]+)*", "it-admin: letters, digits and single hyphens"),
    Free,
]


class Item(Strict):
    """One allowed word: its id in YAML, its name on a page, what it means."""

    id: WordId
    name: Plain
    means: Plain = ""


class Category(Item):
    """A group of dangers, a chapter of the long answer. opens: its first paragraphs, on what they share."""

    opens: Annotated[list[Paragraph], Field(min_length=1)]


class Role(Item):
    """Who does what. answers_for_data: whether rules and deadlines about personal data are theirs to meet."""

    answers_for_data: bool = False


class Jurisdiction(Item):
    """A place whose rules the book knows, and the place whose rules hold there too."""

    part_of: WordId | None = None


class Question(Item):
    """Something a reader is asked about their business. several: whether more than one answer may hold."""

    several: bool = False


class FactWord(Item):
    """A plain fact about a business: an answer to a question.

    with_products: it also holds for whoever uses one of these products.
    is_none: it excludes the other answers.
    """

    question: WordId
    with_products: list[WordId] = []
    is_none: bool = False


class Rate(Strict):
    """The mean rate of a year as its source prints it: dollars for one unit, or units for one dollar.

    source: the id of the source it was read in.
    """

    year: int
    dollars: float | None = Field(None, gt=0)
    per_dollar: float | None = Field(None, gt=0)
    source: WordId

    @model_validator(mode="after")
    def _is_printed_one_way(self) -> Self:
        if (self.dollars is None) == (self.per_dollar is None):
            refuse([Flaw("", f"the rate of {self.year} needs one of 'dollars' and 'per_dollar'")])
        return self

    @property
    def value(self) -> float:
        """What one unit was worth in dollars."""
        return self.dollars or 1 / (self.per_dollar or 1)


class Currency(Item):
    """A currency of amounts, and what it was worth in the years of which somebody read a rate."""

    rates: list[Rate] = []

    def rate(self, year: int) -> Rate | None:
        """The rate of a year, or None when nobody read one."""
        return next((rate for rate in self.rates if rate.year == year), None)


class AccountPart(Item):
    """A part of the account that a danger can strike. where: in whose hands it is.

    with_products: only they have it; empty: every product has.
    """

    where: Plain
    with_products: list[WordId] = []


class Step(Strict):
    """One step of a five-step scale. Which texts it carries depends on the scale."""

    step: Scale
    name: Plain
    means: Plain = ""
    evidence: Plain = ""
    business: Plain = ""
    people: Plain = ""
    act: Plain = ""


class MatrixRow(Strict):
    """One likelihood's levels, for impact 1 to 5."""

    step: Scale
    levels: Annotated[list[Scale], Field(min_length=5, max_length=5)]


class Vocabularies(Strict):
    """Every vocabulary, in the order of its file."""

    products: list[Item]
    roles: list[Role]
    categories: list[Category]
    platforms: list[Item]
    efforts: list[Item]
    costs: list[Item]
    strengths: list[Item]
    confidences: list[Item]
    regulation_kinds: list[Item]
    source_kinds: list[Item]
    case_stages: list[Item]
    checklist_kinds: list[Item]
    jurisdictions: list[Jurisdiction]
    duties: list[Item]
    verdicts: list[Item]
    areas: list[Item]
    signs: list[Item]
    recipients: list[Item]
    trades: list[Item]
    questions: list[Question]
    facts: list[FactWord]
    currencies: list[Currency]
    cost_kinds: list[Item]
    account_parts: list[AccountPart]
    likelihood: list[Step]
    impact: list[Step]
    levels: list[Step]
    matrix: list[MatrixRow]

    @cached_property
    def _items(self) -> dict[str, dict[str, Item]]:
        lists = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: {item.id: item for item in items}
            for name, items in lists.items()
            if isinstance(items[0], Item)
        }

    def word_lists(self) -> list[str]:
        """The names of the vocabularies whose words have ids; scales have steps instead."""
        return list(self._items)

    def ids(self, name: str) -> list[str]:
        """The ids of one vocabulary, in file order."""
        return list(self._items[name])

    def named(self, name: str) -> dict[str, str]:
        """What the ids of one vocabulary are called, in small letters, each with its id."""
        return {item.name.casefold(): item_id for item_id, item in self._items[name].items()}

    def item(self, name: str, item_id: str) -> Item:
        """One word of one vocabulary. Raises KeyError for an unknown id."""
        return self._items[name][item_id]

    def order(self, name: str, item_id: str) -> int:
        """The place of a word in its file, counted from 0."""
        return list(self._items[name]).index(item_id)

    def level(self, likelihood: int, impact: int) -> Step:
        """The level for a likelihood and an impact, both 1 to 5.

        Source of the method: NIST SP 800-30 Rev. 1, Table I-2, kept in matrix.yml.
        """
        row = next(row for row in self.matrix if row.step == likelihood)
        return self.levels[row.levels[impact - 1] - 1]
