"""A law, a regulator's rule, a contract or a standard, with its provisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from macros.model.entry import Answering, Reviewed, Strict
from macros.model.fields import (
    Address,
    Cited,
    Fact,
    Form,
    Id,
    OneOf,
    PartialDate,
    Plain,
    Prose,
    RegulationId,
    WordCount,
    refuse,
)
from macros.model.flaws import Flaw


class Stage(Strict):
    """A period that can be counted: 'without undue delay' cannot."""

    after: Annotated[str, Form(r"[1-9][0-9]{0,2} (hour|day|working day|month)s?", "72 hours, 3 working days")]
    what: Plain | None = Field(None, description="What is due then, when the rule asks for several things.")

    @property
    def count(self) -> int:
        """How many units."""
        return int(self.after.split()[0])

    @property
    def unit(self) -> str:
        """The unit: hour, day, working day or month."""
        return self.after.split(maxsplit=1)[1].removesuffix("s")


class Deadline(Strict):
    """How soon something must be done."""

    within: Plain = Field(description="As the text says it: 72 hours.")
    stages: list[Stage] = Field([], description="What can be counted, the first first; none for 'at once'.")
    starts: Plain = Field(description="What starts the clock, and whom to tell.")
    only: Annotated[str, OneOf("trades")] | None = Field(
        None, description="The one kind of business it binds; none for any business."
    )


class Provision(Strict):
    """One article, section or clause."""

    id: Id = Field(description="Starts with the regulation's id: eu-gdpr-33.")
    citation: Plain = Field(description="As a lawyer would cite it: Article 33(1).")
    title: Plain
    duties: list[Annotated[str, OneOf("duties")]] = Field(
        [], description="The duties it sets, for the matrix of rules. Its deadline belongs to the first."
    )
    deadline: Deadline | None = Field(
        None, description="How soon: to report a breach, to answer a request, to stop."
    )
    demands: Annotated[Cited, WordCount(8, 90)] = Field(
        description="What it demands of a business that uses WhatsApp."
    )
    reading: Annotated[Prose, WordCount(4, 60)] | None = Field(
        None, description="How the editors read it for WhatsApp; nothing the text itself says."
    )
    url: Address | None = Field(None, description="The official address of the provision, if it has one.")

    @property
    def first_duty(self) -> str:
        """The duty that its deadline belongs to; empty without one."""
        return self.duties[0] if self.duties else ""


class Milestone(Strict):
    """A day on which a rule begins, changes or ends."""

    date: date
    what: Annotated[Cited, WordCount(4, 40)]


class Regulation(Answering, Reviewed):
    """A law, a regulator's rule, a contract or a standard."""

    kind = "regulation"
    folder = "regulations"

    title: Plain = Field(description="The official name.")
    short: Plain = Field(description="The name people use.")
    also_called: list[Plain] = Field([], description="Other names people search for.")
    jurisdiction: Annotated[str, OneOf("jurisdictions")]
    type: Annotated[str, OneOf("regulation_kinds")]
    url: Address | None = Field(description="The official address; null if none was seen.")
    in_force: PartialDate | None = Field(description="Since when it applies; null if not confirmed.")
    newer_edition: PartialDate | None = Field(
        None, description="The date on a newer edition, if this entry describes an older one; else none."
    )
    binds: Annotated[Fact, WordCount(6, 70)] = Field(description="Whom it binds: size, sector, place.")
    maximum_penalty: Annotated[Cited, WordCount(4, 80)] = Field(
        description="The highest penalty with its legal basis."
    )
    dates: list[Milestone] = Field([], description="Days on which it began, changed or will change.")
    provisions: list[Provision] = Field(min_length=1)

    @property
    def name(self) -> str:
        """The short name without its place in brackets: 'CCPA' for 'CCPA (California)'."""
        return self.short.split(" (")[0]

    def weighty(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Its penalty, what it demands, and its dates."""
        yield ("maximum_penalty",), self.maximum_penalty
        for index, provision in enumerate(self.provisions):
            yield ("provisions", index, "demands"), provision.demands
        for index, milestone in enumerate(self.dates):
            yield ("dates", index, "what"), milestone.what

    @model_validator(mode="after")
    def _provision_ids(self) -> Self:
        refuse(
            [
                Flaw(item.id, f"provision id '{item.id}' must start with '{self.id}-'")
                for item in self.provisions
                if not item.id.startswith(f"{self.id}-")
            ]
        )
        return self


class Authority(Answering, Reviewed):
    """Whom to tell in one place: an authority, its page, and how it takes reports."""

    kind = "authority"
    folder = "authorities"

    title: Plain = Field(description="Its name in English, and the short name people use.")
    also_called: list[Plain] = Field([], description="Its name at home, and other names people search for.")
    jurisdiction: Annotated[str, OneOf("jurisdictions")]
    regulations: list[RegulationId] = Field(min_length=1, description="The rules it takes reports under.")
    url: Address | None = Field(description="Its official page for reports; null if none was seen.")
    takes_reports: Annotated[Cited, WordCount(5, 60)] = Field(description="How it takes reports.")
