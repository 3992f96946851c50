"""An action against dangers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from macros.model.applies import ActionAppliesIf
from macros.model.entry import Answering, Reviewed, Strict
from macros.model.fields import Cited, Form, Grade, OneOf, Plain, Prose, WordCount


class Moves(Strict):
    """How far it can move each axis, 1 or 2 steps. Leave out an axis that it does not move."""

    likelihood: Annotated[int, Field(ge=1, le=2)] | None = None
    impact_business: Annotated[int, Field(ge=1, le=2)] | None = None
    impact_people: Annotated[int, Field(ge=1, le=2)] | None = None


class Steps(Strict):
    """How it is done on one platform."""

    platform: Annotated[str, OneOf("platforms")]
    checked: date | None = Field(
        description="The day the path was last confirmed in a source or on a device; null if never."
    )
    # Plain prose, not a claim: a number in a step is part of the instruction ("enter six digits").
    do: list[Prose] = Field(
        min_length=1,
        max_length=8,
        description="Menu paths, in order, as in: Open Settings > Account > Passkeys.",
    )


class Controls(Strict):
    """The same control in the usual frameworks."""

    iso27001: list[Annotated[str, Form(r"A\.[5-8]\.[0-9]{1,2}", "A.5.24")]] = []
    nist_csf: list[Annotated[str, Form(r"[A-Z]{2}\.[A-Z]{2}-[0-9]{2}", "PR.AA-03")]] = []
    cis: list[Annotated[str, Form(r"[0-9]{1,2}\.[0-9]{1,2}", "6.3")]] = []
    attack: list[Annotated[str, Form(r"M[0-9]{4}", "M1032")]] = []


class Mitigation(Answering, Reviewed):
    """Something a business can do that makes a risk less likely or less harmful."""

    kind = "mitigation"
    folder = "mitigations"

    title: Plain = Field(description="What the action is called.")
    also_called: list[Plain] = Field([], description="Other words people search for.")
    action: Annotated[Plain, WordCount(3, 20)] = Field(description="What to do; begins with a verb.")
    why: Annotated[Plain, WordCount(3, 20)] = Field(description="The harm it prevents.")
    done_when: Annotated[Plain, WordCount(4, 25)] = Field(description="What a second person can see.")
    about: Annotated[Cited, WordCount(25, 250), Grade(12)] = Field(
        description="What it does and what to know first."
    )
    who: Annotated[str, OneOf("roles")] = Field(description="Who does it.")
    applies_if: ActionAppliesIf | None = Field(
        None, description="Only when some businesses or products have no use for it."
    )
    effort: Annotated[str, OneOf("efforts")] = Field(description="How long it takes to set up.")
    cost: Annotated[str, OneOf("costs")]
    strength: Annotated[str, OneOf("strengths")] = Field(
        description="How far it goes against the danger when it is done."
    )
    strength_because: Annotated[Prose, WordCount(6, 45)] = Field(
        description="Why the editors call it strong, medium or weak."
    )
    moves: Moves
    steps: list[Steps] = Field(min_length=1, description="One block for each platform it exists on.")
    does_not_stop: Annotated[Prose, WordCount(4, 60)] = Field(
        description="What still happens when it is done."
    )
    side_effects: Annotated[Prose, WordCount(2, 60)] = Field(
        description="What it costs in daily work, or what no longer works."
    )
    controls: Controls = Controls()
