"""What entries rest on and what explains them: cases, sources, claims, changes, words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.entry import Answering, Entry, Strict
from macros.model.fields import (
    Address,
    Cited,
    Form,
    Grade,
    MitigationId,
    OneOf,
    PartialDate,
    Plain,
    Prose,
    ProvisionId,
    RegulationId,
    RiskId,
    SourceId,
    WordCount,
)


class Figure(Strict):
    """The amount as one number, for the picture of what cases cost. A range or a sum a day has none."""

    sum: Annotated[float, Field(gt=0)] = Field(
        description="The number in the amount, written out: 290000000."
    )
    currency: Annotated[str, OneOf("currencies")]
    form: Annotated[str, OneOf("cost_kinds")] = Field(description="What the sum is: a fine, a loss.")


class Stage(Strict):
    """How far a case has come, and when somebody last looked for what followed."""

    reached: Annotated[str, OneOf("case_stages")]
    looked: date = Field(description="The day somebody last looked for an appeal or a later end.")


class Case(Answering):
    """Something that really happened."""

    kind = "case"
    folder = "cases"

    title: Plain = Field(description="Who did what, or what happened to whom, as a headline.")
    date: PartialDate = Field(description="When it happened or was decided, as far as the sources say.")
    jurisdiction: Annotated[str, OneOf("jurisdictions")] = Field(
        description="Where it happened, or whose authority decided."
    )
    what_happened: Annotated[Cited, WordCount(15, 120)] = Field(
        description="The facts in order: who, where, by what trick or mistake."
    )
    decided_by: Plain | None = Field(None, description="The court or authority, if there was one.")
    amount: Plain | None = Field(None, description="The sum with its currency, if there was one.")
    figure: Figure | None = None
    outcome: Annotated[Cited, WordCount(4, 80)] = Field(
        description="What came of it, and whether WhatsApp was involved when that is not plain."
    )
    stage: Stage | None = None
    risks: list[RiskId] = Field(min_length=1, description="The dangers it is an example of.")
    provisions: list[ProvisionId] = Field([], description="The rules that were applied or named in it.")

    def weighty(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What happened and what came of it."""
        yield ("what_happened",), self.what_happened
        yield ("outcome",), self.outcome


class NotOpened(Strict):
    """That somebody wanted to read a source once more and could not open it."""

    day: date
    because: Annotated[Plain, StringConstraints(max_length=160)]


class Source(Entry):
    """A text somebody read."""

    kind = "source"
    folder = "sources"

    publisher: Plain = Field(description="Who published it.")
    title: Plain = Field(description="Its title, as printed there.")
    url: Address
    published: PartialDate | None = Field(
        None, description="When it was published; left out if the text does not say."
    )
    checked: date | None = Field(description="The day its text was read; null if nobody here has read it.")
    type: Annotated[str, OneOf("source_kinds")] = Field(
        "unknown", description="What the text is that was read; given only after opening it."
    )
    language: Annotated[str, Form(r"[a-z]{2}", "en or pt")] = "en"
    official: Address | None = Field(
        None, description="Where the original stands, when only a copy or an account of it was read."
    )
    where: Annotated[Plain, StringConstraints(max_length=160)] | None = Field(
        None,
        description="Where in it stands what we cite: articles, headings. Given once every sentence that "
        "cites it has been held against it, on the day in 'checked'.",
    )
    not_opened: NotOpened | None = None


class Term(Entry):
    """A word a shop owner may not know."""

    kind = "term"
    folder = "terms"

    title: Plain = Field(description="The word itself.")
    also_called: list[Plain] = []
    means: Annotated[Prose, WordCount(5, 45)]

    @property
    def words(self) -> tuple[str, str]:
        """Title and plural without regard to capitals. Other names are too often everyday words."""
        return self.title.casefold(), f"{self.title.casefold()}s"


class Claim(Answering):
    """A statement that people repeat, and what is right."""

    kind = "claim"
    folder = "claims"

    title: Plain = Field(description="The statement as people repeat it.")
    verdict: Annotated[str, OneOf("verdicts")]
    right: Annotated[Cited, WordCount(15, 110), Grade(12)] = Field(description="What is right.")
    as_of: date = Field(description="The day for which this holds.")
    repeated_by: list[SourceId] = Field(min_length=1, description="Sources that repeat the statement.")
    risks: list[RiskId] = Field(min_length=1)

    def cited(self) -> Iterator[str]:
        """The sources it cites, and those that repeat the statement."""
        yield from super().cited()
        yield from self.repeated_by


class Change(Answering):
    """Something that changed in the product, its prices, its terms or the law."""

    kind = "change"
    folder = "changes"

    title: Plain
    date: PartialDate
    area: Annotated[str, OneOf("areas")]
    what: Annotated[Cited, WordCount(10, 90)] = Field(description="What changed and for whom.")
    risks: list[RiskId] = Field(min_length=1, description="The dangers whose pages it touches.")
    mitigations: list[MitigationId] = []
    regulations: list[RegulationId] = []
