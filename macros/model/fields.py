"""The types of fields. Each states its own limit, for the error, the schemas and the field reference."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.dialect import NO_LINK, address_flaw
from macros.model.flaws import Flaw, plain_flaws, prose_flaws, uncited_numbers
from macros.text import bare_text, citations, grade, sentences, shown, word_count

LONGEST_SENTENCE = 28


@dataclass(frozen=True)
class Known:
    """The ids and words an entry may refer to, handed to every validator as its context.

    ids: entry kind → ids that exist. words: vocabulary → its ids. names: vocabulary → what its ids are
    called, in small letters, each with its id. is_lenient: let texts pass that break a limit, is_open: let
    ids pass that no entry has, so that the rules can speak about an entry that has been refused already.
    """

    ids: Mapping[str, set[str]]
    words: Mapping[str, list[str]]
    names: Mapping[str, Mapping[str, str]]
    is_lenient: bool = False
    is_open: bool = False


def refuse(flaws: list[Flaw]) -> None:
    """Raise PydanticCustomError with all flaws, if there are any."""
    if flaws:
        raise PydanticCustomError("flaws", "{message}", {"message": flaws[0].message, "flaws": flaws})


class Limit(ABC):
    """Something a text has to be. `limit` says what, in words that stand behind 'expected'."""

    @property
    @abstractmethod
    def limit(self) -> str:
        """The limit in words."""

    @abstractmethod
    def flaws(self, text: str) -> list[Flaw]:
        """What is wrong with a text."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic ask for the flaws."""

        def check(text: Any, inner: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:
            # What the limits before this one found is kept, so that all of them speak in one run.
            try:
                value, found = inner(text), []
            except ValidationError as error:
                (details,) = error.errors()
                if details["type"] != "flaws":
                    raise
                value, found = text.strip(), details["ctx"]["flaws"]
            if not getattr(info.context, "is_lenient", False):
                refuse([*found, *self.flaws(value)])
            return str(value)

        return core_schema.with_info_wrap_validator_function(check, handler(source))


@dataclass(frozen=True)
class WordCount(Limit):
    """A limit on the number of words of a text, both ends included."""

    least: int
    most: int

    @property
    def limit(self) -> str:
        """The limit in words."""
        return f"{self.least} to {self.most} words"

    def flaws(self, text: str) -> list[Flaw]:
        """A sentence about a text that is too short or too long."""
        count = word_count(bare_text(text))
        if self.least <= count <= self.most:
            return []
        return [Flaw("", f"{count} {'word' if count == 1 else 'words'}; expected {self.limit}")]


@dataclass(frozen=True)
class Grade(Limit):
    """A limit on the Flesch–Kincaid reading grade of a text."""

    most: float

    @property
    def limit(self) -> str:
        """The limit in words."""
        return f"reading grade {self.most:g} or lower"

    def flaws(self, text: str) -> list[Flaw]:
        """A sentence about a text that is too hard to read."""
        found = grade(text)
        message = f"reading grade {found:.1f}; expected {self.limit}: shorter words and sentences"
        return [Flaw("", message)] if found > self.most else []


@dataclass(frozen=True)
class Style(Limit):
    """How a text is written: what it may hold and what it must."""

    name: str
    checks: tuple[Callable[[str], list[Flaw]], ...]

    @property
    def limit(self) -> str:
        """The limit in words."""
        return self.name

    def flaws(self, text: str) -> list[Flaw]:
        """All that is wrong with the text."""
        return [flaw for check in self.checks for flaw in check(text)]


@dataclass(frozen=True)
class Form(Limit):
    """A text of a fixed form, with an example for the people who write it."""

    pattern: str
    example: str

    @property
    def limit(self) -> str:
        """The limit in words."""
        return f"the form {self.example}"

    def flaws(self, text: str) -> list[Flaw]:
        """A sentence about a text of another form."""
        is_of_form = re.fullmatch(self.pattern, text)
        return [] if is_of_form else [Flaw("", f"'{shown(text)}'; expected {self.limit}")]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """Let editors check the form."""
        return handler(schema) | {
            "pattern": f"^{self.pattern}$",
            "examples": [re.split(r", | or |: ", self.example)[0]],
        }


class Choice(ABC):
    """A text that has to be one of those the book knows, which pydantic hands over as context."""

    @abstractmethod
    def judge(self, value: str, known: Known) -> None:
        """Raise PydanticCustomError when the book does not know the value."""

    @property
    @abstractmethod
    def mark(self) -> dict[str, str]:
        """What the JSON Schema says of the choice; contribute.schema writes vocabularies out."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic check the value."""

        def check(value: str, info: ValidationInfo) -> str:
            self.judge(value, info.context)  # type: ignore[arg-type]
            return value

        return core_schema.with_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """Mark the field in the JSON Schema."""
        return handler(schema) | self.mark


@dataclass(frozen=True)
class Ref(Choice):
    """The id of another entry of that kind, which must exist."""

    kind: str

    @property
    def limit(self) -> str:
        """The limit in words."""
        return f"the id of a {self.kind}"

    @property
    def mark(self) -> dict[str, str]:
        """The kind of entry."""
        return {"x-kind": self.kind}

    def judge(self, value: str, known: Known) -> None:
        """Refuse an id that no entry has."""
        choices = known.ids[self.kind]
        if value not in choices and not known.is_open:
            raise PydanticCustomError("unknown", "no {kind}", {"kind": self.kind, "choices": sorted(choices)})


@dataclass(frozen=True)
class OneOf(Choice):
    """A word of that vocabulary."""

    vocabulary: str

    @property
    def limit(self) -> str:
        """The limit in words."""
        return f"one of the {self.vocabulary.replace('_', ' ')}"

    @property
    def mark(self) -> dict[str, str]:
        """The vocabulary."""
        return {"x-vocabulary": self.vocabulary}

    def judge(self, value: str, known: Known) -> None:
        """Refuse a word that the vocabulary does not have."""
        choices = known.words[self.vocabulary]
        if value not in choices:
            meant = known.names[self.vocabulary].get(value.casefold(), "")
            raise PydanticCustomError("unknown_word", "unknown word", {"choices": choices, "meant": meant})


# ---------------------------------------------------------------- texts


def _long_sentences(text: str) -> list[Flaw]:
    return [
        Flaw(
            " ".join(sentence.split()[:4]),
            f"a sentence of {word_count(sentence)} words; {LONGEST_SENTENCE} at most: "
            f"'{' '.join(sentence.split()[:6])} …'",
        )
        for sentence in sentences(text)
        # A word and the blank behind it have two signs at least, so a short sentence needs no count.
        if len(sentence) > 2 * LONGEST_SENTENCE and word_count(sentence) > LONGEST_SENTENCE
    ]


def _uncited(text: str) -> list[Flaw]:
    return [] if citations(text) else [Flaw("", "cites no source; add [^source-id]")]


def _message_flaws(text: str) -> list[Flaw]:
    """A message is plain text on several lines; its blanks stand in square brackets."""
    return [flaw for line in text.split("\n") for flaw in plain_flaws(line)]


# No text is longer than the reader lets pass, see load.documents.
_FILLED = StringConstraints(strip_whitespace=True, min_length=1)
_SHORT = StringConstraints(strip_whitespace=True, min_length=1, max_length=300)
_LETTER = StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)
_READABLE = (prose_flaws, _long_sentences)

Plain = Annotated[str, _SHORT, Style("plain text", (plain_flaws,))]
Paragraph = Annotated[str, _LETTER, Style("plain text", (plain_flaws,))]
Message = Annotated[str, _LETTER, Style("plain text on lines, blanks in [brackets]", (_message_flaws,))]
Prose = Annotated[str, _FILLED, Style("prose", _READABLE)]
Fact = Annotated[str, _FILLED, Style("prose, each number with its source", (*_READABLE, uncited_numbers))]
Cited = Annotated[str, _FILLED, Style("prose that cites its source", (*_READABLE, uncited_numbers, _uncited))]

# ---------------------------------------------------------------- ids, addresses, days, steps

_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
RESERVED = {"index", "aux", "con", "nul", "prn", *_PORTS}
"""Names that a site or a file system uses for itself."""


def _free(value: str) -> str:
    if value.lower() in RESERVED or value.lower().startswith("source-"):
        refuse([Flaw("", f"'{value}' is a name the site or a file system keeps for itself; choose another")])
    return value


Free = AfterValidator(_free)
"""Marks an id that becomes an address, a file name or an anchor."""


class Https(Limit):
    """An address that a page may link to."""

    @property
    def limit(self) -> str:
        """The limit in words."""
        return "an https address"

    def flaws(self, text: str) -> list[Flaw]:
        """A sentence about what is no address, or hides where it leads."""
        why_not = address_flaw(text)
        if not why_not and not re.fullmatch(r"https://[^<>\"'`{}]+", text):
            why_not = NO_LINK
        if why_not == NO_LINK:
            return [Flaw("", f"'{shown(text)}' is not {self.limit}")]
        return [Flaw("", f"'{shown(text)}' is no address for everybody; {why_not}")] if why_not else []


def _partial_date(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


def _real_date(value: str) -> str:
    try:
        date(*[*map(int, value.split("-")), 1, 1][:3])
    except ValueError:
        refuse([Flaw("", f"'{value}' is not a date that exists")])
    return value


RiskId = Annotated[str, Ref("risk")]
MitigationId = Annotated[str, Ref("mitigation")]
RegulationId = Annotated[str, Ref("regulation")]
SourceId = Annotated[str, Ref("source")]
ProvisionId = Annotated[str, Ref("provision")]
ChecklistId = Annotated[str, Ref("checklist")]
SituationId = Annotated[str, Ref("situation")]
Id = Annotated[
    str,
    StringConstraints(max_length=64),
    Form(r"[a-z0-9]+(-[a-z0-9]+)*", "sim-swap: small letters, digits and single hyphens"),
    Free,
]
Address = Annotated[str, StringConstraints(max_length=500), Https()]
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    Form(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", "2026-11-23, 2026-11 or 2026"),
    AfterValidator(_real_date),
]
Scale = Annotated[int, Field(ge=1, le=5)]
