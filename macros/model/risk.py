"""A danger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.applies import AppliesIf
from macros.model.entry import Answering, Reviewed, Strict
from macros.model.fields import (
    ChecklistId,
    Cited,
    Fact,
    Form,
    Grade,
    MitigationId,
    OneOf,
    Plain,
    Prose,
    ProvisionId,
    Scale,
    WordCount,
    refuse,
)
from macros.model.flaws import Flaw

AXES = ("likelihood", "impact_business", "impact_people")
"""What a rating consists of."""

Technique = Annotated[str, Form(r"T[0-9]{4}(\.[0-9]{3})?", "T1451 or T1566.002")]


class Rating(Strict):
    """Likelihood and impact on the scales of /method/, and why."""

    likelihood: Scale = Field(description="Step on the likelihood scale, 1 Rare to 5 Very likely.")
    impact_business: Scale = Field(description="Step on the impact scale, for the business.")
    impact_people: Scale = Field(description="Step on the impact scale, for the people in the chats.")
    because: Annotated[Cited, WordCount(12, 90)] = Field(description="Why these steps.")

    @property
    def attention(self) -> int:
        """The three steps added up, 3 to 15. It ranks dangers of one level and measures nothing."""
        return self.likelihood + self.impact_business + self.impact_people

    @property
    def impact(self) -> int:
        """The worse of the two impacts, 1 to 5."""
        return max(self.impact_business, self.impact_people)


class Cut(Strict):
    """A core action and the step of 'how_it_happens' that it stops."""

    mitigation: MitigationId
    step: Annotated[Plain, WordCount(3, 12)] = Field(
        description="Words that stand in that step and in no other, so that the steps can be moved."
    )


class Mitigations(Strict):
    """The mitigations of one risk, most useful first."""

    core: list[MitigationId] = Field(
        min_length=2, description="Most useful first. The level after assumes that all of them are done."
    )
    more: list[MitigationId] = Field([], description="What helps further.")
    cuts: list[Cut] = Field(
        [],
        description="Where core actions cut the path: the step each makes fail. "
        "Say it for each core action, or put the action in limits; until then the page says nobody has.",
    )
    limits: list[MitigationId] = Field(
        [], description="Core actions that stop no step and limit the damage once it has happened."
    )


class Applies(Strict):
    """A provision that applies to a risk, and why."""

    provision: ProvisionId
    because: Annotated[Prose, WordCount(8, 60)] = Field(description="Why it applies to this risk.")


class Risk(Answering, Reviewed):
    """Something that can go wrong, how bad it is, and what reduces it."""

    kind = "risk"
    folder = "risks"

    title: Plain = Field(description="An everyday sentence or phrase.")
    also_called: list[Plain] = Field(
        [], description="What people type when it happens to them. Feeds the search."
    )
    category: Annotated[str, OneOf("categories")] = Field(description="Its group in the long answer.")
    products: list[Annotated[str, OneOf("products")]] = Field(
        min_length=1, description="Which products it concerns."
    )
    strikes: list[Annotated[str, OneOf("account_parts")]] = Field(
        [], description="Which parts of the account it strikes; none: the account as a whole."
    )
    roles: list[Annotated[str, OneOf("roles")]] = Field(min_length=1, description="Who has to know.")
    applies_if: AppliesIf | None = Field(None, description="Only when it concerns some businesses only.")
    is_this_you: Annotated[Prose, WordCount(10, 60)] = Field(
        description="When this risk concerns the reader."
    )
    in_one_sentence: Annotated[Plain, WordCount(8, 30)] = Field(description="The danger in one sentence.")
    telling_fact: Annotated[Cited, WordCount(8, 45)] = Field(
        description="The one fact that shows it best; it must hold a number or a date."
    )
    brief: Annotated[Fact, WordCount(40, 80), Grade(9)] = Field(description="The answer, and what to do now.")
    detail: Annotated[Cited, WordCount(150, 500), Grade(12)] = Field(
        description="The full explanation, from three sources, and not from reports and vendors alone; "
        "the 'type' of each source counts."
    )
    how_it_happens: list[Fact] = Field(min_length=3, max_length=7, description="Step by step.")
    warning_signs: list[Fact] = Field(
        min_length=3, max_length=8, description="What somebody sees who is hit."
    )
    before: Rating = Field(description="With the product's default settings and none of our mitigations.")
    after: Rating = Field(
        description="With every core mitigation done and checked. An axis falls no further than the 'moves' "
        "of the core mitigations allow: riskbook explain mitigation.moves"
    )
    stays_because: Annotated[Prose, WordCount(8, 60)] | None = Field(
        None, description="Only when the level does not fall: why."
    )
    confidence: Annotated[str, OneOf("confidences")] = Field(
        "C", description="How sure the rating is; C when nothing is said."
    )
    mitigations: Mitigations
    first_hour: list[Fact] = Field(
        [], max_length=8, description="What to do in the first hour, in order; three steps or more."
    )
    emergency_list: ChecklistId | None = Field(
        None, description="Instead of first_hour: the emergency list that is its first hour."
    )
    regulations: list[Applies] = Field(
        min_length=1, description="The provisions that apply, each with its reason."
    )
    attack: list[Technique] = Field([], description="MITRE ATT&CK v19 technique ids, where one truly fits.")
    not_on_checklist: Annotated[Prose, WordCount(5, 40)] | None = Field(
        None,
        description="Only when no list in data/checklists/ holds one of its core actions, or could: why.",
    )

    def weighty(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The reasons of the ratings, and the telling fact."""
        yield ("before", "because"), self.before.because
        yield ("after", "because"), self.after.because
        yield ("telling_fact",), self.telling_fact

    @model_validator(mode="after")
    def _has_one_first_hour(self) -> Self:
        if self.emergency_list and self.first_hour:
            refuse([Flaw("", "has both 'first_hour' and 'emergency_list'; an event has one first hour")])
        if not self.emergency_list and len(self.first_hour) < 3:
            refuse([Flaw("", "needs three steps in 'first_hour', or the 'emergency_list' for this event")])
        return self
