"""An action against dangers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.entry import Reviewed, Strict
from macros.model.fields import Cited, Grade, Plain, Prose, Word, Words


class Moves(Strict):
    """How far a mitigation can move each axis, in steps."""

    likelihood: Annotated[int, Field(ge=1, le=2)] | None = None
    impact_business: Annotated[int, Field(ge=1, le=2)] | None = None
    impact_people: Annotated[int, Field(ge=1, le=2)] | None = None


class Steps(Strict):
    """How it is done on one platform."""

    platform: Annotated[str, Word("platforms")]
    checked: date | None = Field(
        description="The day the path was last confirmed in a source or on a device; null if never."
    )
    # Plain prose, not a claim: a number in a step is part of the instruction ("enter six digits").
    do: list[Prose] = Field(min_length=1, max_length=8, description="Menu paths, in order.")


class Controls(Strict):
    """Where the same control stands in the usual frameworks."""

    iso27001: list[Annotated[str, StringConstraints(pattern=r"^A\.[5-8]\.\d{1,2}$")]] = []
    nist_csf: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\.[A-Z]{2}-\d{2}$")]] = []
    cis: list[Annotated[str, StringConstraints(pattern=r"^\d{1,2}\.\d{1,2}$")]] = []
    attack: list[Annotated[str, StringConstraints(pattern=r"^M\d{4}$")]] = []


class Mitigation(Reviewed):
    """Something a business can do that makes a risk less likely or less harmful."""

    kind = "mitigation"
    folder = "mitigations"

    title: Plain
    also_called: list[Plain] = Field([], description="Other words people search for.")
    action: Annotated[Plain, Words(3, 20)] = Field(description="Starts with a verb; 20 words at most.")
    why: Annotated[Plain, Words(3, 20)] = Field(description="Names the harm; 20 words at most.")
    done_when: Annotated[Plain, Words(4, 25)] = Field(description="What a second person can see.")
    about: Annotated[Cited, Words(25, 250), Grade(12)] = Field(
        description="What it does and what to know first, in 25 to 250 words, with sources."
    )
    who: Annotated[str, Word("roles")] = Field(description="Who does it.")
    effort: Annotated[str, Word("efforts")]
    cost: Annotated[str, Word("costs")]
    strength: Annotated[str, Word("strengths")]
    strength_because: Annotated[Prose, Words(6, 45)] = Field(
        description="Why the editors call it strong, medium or weak."
    )
    moves: Moves
    steps: list[Steps] = Field(min_length=1, description="One block for each platform it exists on.")
    does_not_stop: Annotated[Prose, Words(4, 60)]
    side_effects: Annotated[Prose, Words(2, 60)]
    controls: Controls = Controls()
