"""A danger."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.entry import Reviewed, Strict
from macros.model.fields import (
    Attack,
    Cited,
    Fact,
    Grade,
    MitigationId,
    Plain,
    Prose,
    ProvisionId,
    Scale,
    Word,
    Words,
)


class Rating(Strict):
    """Likelihood and impact on the scales of /method/, and why."""

    likelihood: Scale = Field(description="Step on the likelihood scale, 1 Rare to 5 Very likely.")
    impact_business: Scale = Field(description="Step on the impact scale, for the business.")
    impact_people: Scale = Field(description="Step on the impact scale, for the people in the chats.")
    because: Annotated[Cited, Words(12, 90)] = Field(
        description="Why these steps, in 12 to 90 words, with at least one source."
    )

    @property
    def impact(self) -> int:
        """The worse of the two impacts, 1 to 5."""
        return max(self.impact_business, self.impact_people)


class Mitigations(Strict):
    """The mitigations of one risk, most useful first."""

    core: list[MitigationId] = Field(
        min_length=2, description="Two or more. The level after assumes that all of them are done."
    )
    more: list[MitigationId] = Field([], description="What helps further.")


class Rule(Strict):
    """A provision that applies to a risk, and why."""

    provision: ProvisionId
    because: Annotated[Prose, Words(8, 60)] = Field(
        description="Why it applies to this risk, in 8 to 60 words."
    )


class Risk(Reviewed):
    """Something that can go wrong, how bad it is, and what reduces it."""

    kind = "risk"
    folder = "risks"

    title: Plain = Field(description="An everyday sentence or phrase. Plain text.")
    also_called: list[Plain] = Field(
        min_length=2, description="What people type when it happens to them. Feeds the search."
    )
    category: Annotated[str, Word("categories")]
    products: list[Annotated[str, Word("products")]] = Field(min_length=1)
    roles: list[Annotated[str, Word("roles")]] = Field(min_length=1, description="Who has to know.")
    is_this_you: Annotated[Prose, Words(10, 60)] = Field(
        description="When this risk concerns the reader, in 10 to 60 words."
    )
    in_one_sentence: Annotated[Plain, Words(8, 30)] = Field(
        description="The danger in one plain sentence of at most 30 words."
    )
    telling_fact: Annotated[Cited, Words(8, 45)] = Field(
        description="The one dated fact that shows it best, with its source."
    )
    brief: Annotated[Fact, Words(40, 80), Grade(9)] = Field(
        description="The answer in 40 to 80 words, reading grade 9 or lower."
    )
    detail: Annotated[Cited, Words(150, 500), Grade(12)] = Field(
        description="The full explanation in 150 to 500 words, every number with its source."
    )
    how_it_happens: list[Fact] = Field(min_length=3, max_length=7, description="Three to seven steps.")
    warning_signs: list[Fact] = Field(min_length=3, max_length=8, description="Three or more signs.")
    before: Rating = Field(description="With the product's default settings and none of our mitigations.")
    after: Rating = Field(description="With every core mitigation done and checked.")
    stays_because: Annotated[Prose, Words(8, 60)] | None = Field(
        None, description="Only when the level does not fall: why."
    )
    confidence: Annotated[str, Word("confidences")]
    mitigations: Mitigations
    first_hour: list[Fact] = Field(
        min_length=3, max_length=8, description="What to do in the first hour, in order."
    )
    regulations: list[Rule] = Field(min_length=1, description="At least one, each with its reason.")
    attack: list[Attack] = Field([], description="MITRE ATT&CK v18.1 technique ids, where one truly fits.")
    not_on_checklist: Annotated[Prose, Words(5, 40)] | None = Field(
        None, description="Only when no checklist covers this risk: why."
    )
