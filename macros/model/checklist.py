"""A list for one moment."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.entry import Answering, Reviewed, Strict
from macros.model.fields import (
    Message,
    MitigationId,
    OneOf,
    Plain,
    Prose,
    ProvisionId,
    WordCount,
    refuse,
)
from macros.model.flaws import Flaw
from macros.model.mitigation import Steps

EMERGENCY = "read-do"
"""The kind of checklist for something that is happening now."""


class ChecklistItem(Strict):
    """One line of a checklist: a mitigation, in words of its own only where the moment demands it."""

    mitigation: MitigationId
    first: bool = Field(False, description="Marked 'Do first'. At most three on a list.")
    action: Annotated[Plain, WordCount(2, 20)] | None = None
    # Prose, not a claim: a number in a step is part of the instruction ("dial the number on the card").
    how: Annotated[Prose, WordCount(4, 40)] | None = Field(
        None,
        description="What to tap, whom to call or what to say now. "
        "Every step of an emergency list needs one.",
    )
    why: Annotated[Plain, WordCount(2, 20)] | None = None
    done_when: Annotated[Plain, WordCount(2, 20)] | None = None
    taps: list[Steps] = Field([], description="What to tap on each platform in the hour itself.")
    shows_steps: bool = Field(
        False, description="Whether the step shows how its action is done on each platform."
    )


class Words(Strict):
    """A text to copy in an emergency, for one reader."""

    to: Annotated[str, OneOf("recipients")]
    text: Annotated[Message, WordCount(8, 130)] = Field(
        description="What to write or say; blanks stand in [brackets]. It admits no guilt."
    )


class Checklist(Answering, Reviewed):
    """One moment, one role, one printed page."""

    kind = "checklist"
    folder = "checklists"

    title: Plain = Field(description="The moment it is for.")
    also_called: list[Plain] = Field([], description="What people type who need it.")
    role: Annotated[str, OneOf("roles")]
    type: Annotated[str, OneOf("checklist_kinds")]
    minutes: Annotated[int, Field(ge=1, le=240)]
    use_when: Annotated[Plain, WordCount(4, 30)]
    items: list[ChecklistItem] = Field(min_length=5, max_length=9)
    do_not: list[Annotated[Prose, WordCount(3, 30)]] = Field(
        [], max_length=5, description="What makes it worse. An emergency list needs two or more."
    )
    rules: list[ProvisionId] = Field(
        [], description="The rules behind it; those with a deadline are its clock."
    )
    words: list[Words] = Field([], description="Texts to copy, each for one reader.")
    blanks: list[Plain] = Field([], max_length=6, description="Lines to fill in by hand.")

    @model_validator(mode="after")
    def _few_come_first(self) -> Self:
        first = sum(item.first for item in self.items)
        if first > 3:
            refuse([Flaw("", f"{first} items are marked first; 3 at most")])
        return self
