"""What an entry is: its fields, their limits, and the help a contributor sees.

The JSON Schemas for editors and the field reference on the site are generated from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros import prose
from macros.prose import Flaw

LONGEST_SENTENCE = 28


class Known:
    """The ids and words an entry may refer to, handed to every validator as its context."""

    def __init__(self, ids: Mapping[str, set[str]], words: Mapping[str, list[str]]) -> None:
        """ids: entry kind → ids that exist. words: vocabulary → its ids."""
        self.ids = ids
        self.words = words


def _refuse(flaws: list[Flaw]) -> None:
    if flaws:
        raise PydanticCustomError("flaws", "{message}", {"message": flaws[0].message, "flaws": flaws})


# ---------------------------------------------------------------- field types


def _long_sentences(text: str) -> list[Flaw]:
    return [
        Flaw(
            " ".join(sentence.split()[:4]),
            f"a sentence of {len(prose.words(sentence))} words; {LONGEST_SENTENCE} at most: "
            f"'{' '.join(sentence.split()[:6])} …'",
        )
        for sentence in prose.sentences(text)
        if len(prose.words(sentence)) > LONGEST_SENTENCE
    ]


def _uncited(text: str) -> list[Flaw]:
    return [] if prose.citations(text) else [Flaw("", "cites no source; add [^source-id]")]


def Words(least: int, most: int) -> AfterValidator:
    """A limit on the number of words of a text, both ends included."""

    def validate(text: str) -> str:
        count = len(prose.words(text))
        if not least <= count <= most:
            _refuse([Flaw("", f"{count} words; expected {least} to {most}")])
        return text

    return AfterValidator(validate)


def Grade(most: float) -> AfterValidator:
    """A limit on the Flesch–Kincaid reading grade of a text."""

    def validate(text: str) -> str:
        found = prose.grade(text)
        if found > most:
            _refuse([Flaw("", f"reading grade {found:.1f}; at most {most:g}: shorter words and sentences")])
        return text

    return AfterValidator(validate)


def _refusing(*checks: Callable[[str], list[Flaw]]) -> AfterValidator:
    def validate(text: str) -> str:
        _refuse([flaw for check in checks for flaw in check(text)])
        return text

    return AfterValidator(validate)


_FILLED = StringConstraints(strip_whitespace=True, min_length=1)
_READABLE = (prose.prose_flaws, _long_sentences)

Plain = Annotated[str, _FILLED, _refusing(prose.plain_flaws)]
Prose = Annotated[str, _FILLED, _refusing(*_READABLE)]
Fact = Annotated[str, _FILLED, _refusing(*_READABLE, prose.uncited_numbers)]
Cited = Annotated[str, _FILLED, _refusing(*_READABLE, prose.uncited_numbers, _uncited)]


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of another entry of that kind, which must exist."""

    kind: str

    def _exists(self, value: str, info: ValidationInfo) -> str:
        known: Known = info.context  # type: ignore[assignment]
        choices = known.ids[self.kind]
        if value not in choices:
            raise PydanticCustomError("unknown", "no {kind}", {"kind": self.kind, "choices": sorted(choices)})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic check that the id exists."""
        return core_schema.with_info_after_validator_function(self._exists, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """Name the kind in the JSON Schema."""
        return handler(schema) | {"x-kind": self.kind}


@dataclass(frozen=True)
class Word:
    """Marks a text as a word of that vocabulary."""

    vocabulary: str

    def _allowed(self, value: str, info: ValidationInfo) -> str:
        known: Known = info.context  # type: ignore[assignment]
        choices = known.words[self.vocabulary]
        if value not in choices:
            raise PydanticCustomError("unknown_word", "unknown word", {"choices": choices})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic check the word."""
        return core_schema.with_info_after_validator_function(self._allowed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """Name the vocabulary; macros.schema writes its words out."""
        return handler(schema) | {"x-vocabulary": self.vocabulary}


RiskId = Annotated[str, Ref("risk")]
MitigationId = Annotated[str, Ref("mitigation")]
RegulationId = Annotated[str, Ref("regulation")]
SourceId = Annotated[str, Ref("source")]
ProvisionId = Annotated[str, Ref("provision")]


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"'`{}\\]+", value):
        _refuse([Flaw("", f"'{value}' is not an https address")])
    return value


def _partial_date(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


def _real_date(value: str) -> str:
    parts = [*map(int, value.split("-")), 1, 1][:3]
    date(*parts)
    return value


Address = Annotated[str, AfterValidator(_https)]
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
    AfterValidator(_real_date),
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Scale = Annotated[int, Field(ge=1, le=5)]
Attack = Annotated[str, StringConstraints(pattern=r"^T\d{4}(\.\d{3})?$")]


class Strict(BaseModel):
    """A mapping that refuses unknown keys and never guesses types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Entry(Strict):
    """What every entry shares. Its id is its file name and its address."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Id
    was: list[Id] = Field([], description="Ids this entry had before. Their addresses redirect here.")


class Reviewed(Entry):
    """An entry that somebody has to look at again."""

    reviewed: date = Field(description="The day a person last read the whole entry against its sources.")
    next_review: date = Field(description="The day it has to be read again, at most a year later.")

    @model_validator(mode="after")
    def _review_within_a_year(self) -> Self:
        days = (self.next_review - self.reviewed).days
        if not 0 < days <= 366:
            _refuse([Flaw(str(self.next_review), f"next_review is {days} days after reviewed; 1 to 366")])
        return self


# ---------------------------------------------------------------- risk


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


# ---------------------------------------------------------------- mitigation


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


# ---------------------------------------------------------------- regulation


class Deadline(Strict):
    """How soon something must be done."""

    within: Plain = Field(description="As the text says it: 72 hours.")
    hours: Annotated[int, Field(ge=1)] | None = Field(description="The same in hours, or null.")
    starts: Plain = Field(description="What starts the clock, and whom to tell.")


class Provision(Strict):
    """One article, section or clause."""

    id: Id = Field(description="Starts with the regulation's id: eu-gdpr-33.")
    citation: Plain = Field(description="As a lawyer would cite it: Article 33(1).")
    title: Plain
    demands: Annotated[Cited, Words(8, 90)] = Field(
        description="What it demands of a business that uses WhatsApp, with its source."
    )
    url: Address | None = Field(None, description="The official address of the provision, if it has one.")
    duty: Annotated[str, Word("duties")] | None = Field(
        None, description="The duty it belongs to in the matrix of rules, if any."
    )
    deadline: Deadline | None = Field(None, description="Only for a duty to report a breach.")


class Milestone(Strict):
    """A day on which a rule begins, changes or ends."""

    date: date
    what: Annotated[Cited, Words(4, 40)]


class Regulation(Reviewed):
    """A law, a regulator's rule, a contract or a standard."""

    kind = "regulation"
    folder = "regulations"

    title: Plain = Field(description="The official name.")
    short: Plain = Field(description="The name people use.")
    jurisdiction: Annotated[str, Word("jurisdictions")]
    type: Annotated[str, Word("regulation_kinds")]
    url: Address | None = Field(description="The official address; null if none was seen.")
    in_force: PartialDate | None = Field(description="Since when it applies; null if not confirmed.")
    binds: Annotated[Fact, Words(6, 70)] = Field(description="Whom it binds: size, sector, place.")
    maximum_penalty: Annotated[Cited, Words(4, 80)] = Field(
        description="The highest penalty with its legal basis and source."
    )
    dates: list[Milestone] = Field([], description="Days on which it began, changed or will change.")
    provisions: list[Provision] = Field(min_length=1)

    @model_validator(mode="after")
    def _provision_ids(self) -> Self:
        _refuse(
            [
                Flaw(item.id, f"provision id '{item.id}' must start with '{self.id}-'")
                for item in self.provisions
                if not item.id.startswith(f"{self.id}-")
            ]
        )
        return self


# ---------------------------------------------------------------- the rest


class Case(Entry):
    """Something that really happened."""

    kind = "case"
    folder = "cases"

    title: Plain
    date: PartialDate
    jurisdiction: Annotated[str, Word("jurisdictions")]
    what_happened: Annotated[Cited, Words(15, 120)]
    decided_by: Plain | None = Field(None, description="The court or authority, if there was one.")
    amount: Plain | None = Field(None, description="The sum with its currency, if there was one.")
    outcome: Annotated[Cited, Words(4, 80)]
    risks: list[RiskId] = Field(min_length=1)
    provisions: list[ProvisionId] = []


class Source(Entry):
    """A text somebody read."""

    kind = "source"
    folder = "sources"

    publisher: Plain
    title: Plain
    url: Address
    published: PartialDate | None = Field(description="When it was published; null if it does not say.")
    checked: date | None = Field(description="The day its text was read; null if nobody here has read it.")
    type: Annotated[str, Word("source_kinds")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"


class ChecklistItem(Strict):
    """One line of a checklist: a mitigation, in words of its own only where the moment demands it."""

    mitigation: MitigationId
    first: bool = Field(False, description="Marked 'Do first'. At most three on a list.")
    action: Annotated[Plain, Words(2, 20)] | None = None
    why: Annotated[Plain, Words(2, 20)] | None = None
    done_when: Annotated[Plain, Words(2, 20)] | None = None
    # Prose, not a claim: a number in a step is part of the instruction ("dial the number on the card").
    how: Annotated[Prose, Words(4, 40)] | None = Field(
        None,
        description="What to tap, whom to call or what to say now, in 4 to 40 words. "
        "Every step of an emergency list needs one.",
    )


class Checklist(Reviewed):
    """One moment, one role, one printed page."""

    kind = "checklist"
    folder = "checklists"

    title: Plain = Field(description="The moment it is for.")
    role: Annotated[str, Word("roles")]
    type: Annotated[str, Word("checklist_kinds")]
    minutes: Annotated[int, Field(ge=1, le=240)]
    use_when: Annotated[Plain, Words(4, 30)]
    items: list[ChecklistItem] = Field(min_length=5, max_length=9)
    blanks: list[Plain] = Field([], max_length=6, description="Lines to fill in by hand.")

    @model_validator(mode="after")
    def _few_come_first(self) -> Self:
        first = sum(item.first for item in self.items)
        if first > 3:
            _refuse([Flaw("", f"{first} items are marked first; 3 at most")])
        return self


class Term(Entry):
    """A word a shop owner may not know."""

    kind = "term"
    folder = "terms"

    title: Plain = Field(description="The word itself.")
    also_called: list[Plain] = []
    means: Annotated[Prose, Words(5, 45)]


class Claim(Entry):
    """A statement that people repeat, and what is right."""

    kind = "claim"
    folder = "claims"

    title: Plain = Field(description="The statement as people repeat it.")
    verdict: Annotated[str, Word("verdicts")]
    right: Annotated[Cited, Words(15, 110), Grade(12)] = Field(
        description="What is right, in 15 to 110 words, with sources."
    )
    as_of: date = Field(description="The day for which this holds.")
    repeated_by: list[SourceId] = Field(min_length=1, description="Sources that repeat the statement.")
    risks: list[RiskId] = Field(min_length=1)


class Change(Entry):
    """Something that changed in the product, its prices, its terms or the law."""

    kind = "change"
    folder = "changes"

    title: Plain
    date: PartialDate
    area: Annotated[str, Word("areas")]
    what: Annotated[Cited, Words(10, 90)] = Field(description="What changed and for whom, with its source.")
    risks: list[RiskId] = Field(min_length=1, description="The dangers whose pages it touches.")
    mitigations: list[MitigationId] = []
    regulations: list[RegulationId] = []


ENTRY_TYPES: tuple[type[Entry], ...] = (
    Risk,
    Mitigation,
    Regulation,
    Case,
    Source,
    Checklist,
    Term,
    Claim,
    Change,
)
BY_FOLDER: dict[str, type[Entry]] = {entry_type.folder: entry_type for entry_type in ENTRY_TYPES}
