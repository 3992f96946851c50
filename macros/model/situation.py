"""What a reader in trouble sees, and the list it leads to."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.entry import Entry, Strict
from macros.model.fields import ChecklistId, OneOf, Plain, RiskId, SituationId, WordCount, refuse
from macros.model.flaws import Flaw


class End(Strict):
    """Where help is: a list, or the first hour of a danger."""

    checklist: ChecklistId | None = Field(None, description="The emergency list that helps.")
    risk: RiskId | None = Field(None, description="The danger whose first hour helps.")


class Answer(End):
    """One answer to a question. It leads to help, or to one more question."""

    says: Annotated[Plain, WordCount(1, 14)] = Field(description="The answer as the reader would give it.")
    ask: SituationId | None = Field(None, description="The situation whose question comes next.")

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        if len(_filled(self.checklist, self.risk, self.ask)) != 1:
            refuse([Flaw("", "an answer leads to one place: a 'checklist', a 'risk' or a question to 'ask'")])
        return self


class Situation(End, Entry):
    """What somebody in trouble sees. It leads to a list or a danger at once, or asks one question first."""

    kind = "situation"
    folder = "situations"

    title: Annotated[Plain, WordCount(2, 14)] = Field(
        description="What one sees, in the reader's words. For a second question: what is known so far."
    )
    also_called: list[Plain] = Field([], description="What people type when they see it.")
    sign: Annotated[str, OneOf("signs")] | None = Field(
        None, description="The group on the page /help/; none for a second question."
    )
    question: Annotated[Plain, WordCount(2, 16)] | None = Field(
        None, description="What has to be known before one list is the right one."
    )
    answers: list[Answer] = Field([], max_length=7, description="The answers to the question.")

    @model_validator(mode="after")
    def _asks_or_leads(self) -> Self:
        if bool(self.question) != bool(self.answers) or len(self.answers) == 1:
            refuse([Flaw("", "a question needs two answers or more, and answers need a question")])
        if len(_filled(self.question, self.checklist, self.risk)) != 1:
            refuse([Flaw("", "a situation has one way on: a 'question', a 'checklist' or a 'risk'")])
        return self


def _filled(*fields: str | None) -> list[str]:
    return [field for field in fields if field]
