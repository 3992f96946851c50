"""The types of fields. Each knows its own limit; the schemas and the field reference are made from them."""

from __future__ import annotations

import re
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
    ValidationInfo,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.dialect import is_safe
from macros.model.flaws import Flaw, plain_flaws, prose_flaws, uncited_numbers
from macros.text import citations, grade, sentences, words

LONGEST_SENTENCE = 28


class Known:
    """The ids and words an entry may refer to, handed to every validator as its context."""

    def __init__(self, ids: Mapping[str, set[str]], words: Mapping[str, list[str]]) -> None:
        """ids: entry kind → ids that exist. words: vocabulary → its ids."""
        self.ids = ids
        self.words = words


def refuse(flaws: list[Flaw]) -> None:
    """Raise PydanticCustomError with all flaws, if there are any."""
    if flaws:
        raise PydanticCustomError("flaws", "{message}", {"message": flaws[0].message, "flaws": flaws})


def _long_sentences(text: str) -> list[Flaw]:
    return [
        Flaw(
            " ".join(sentence.split()[:4]),
            f"a sentence of {len(words(sentence))} words; {LONGEST_SENTENCE} at most: "
            f"'{' '.join(sentence.split()[:6])} …'",
        )
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]


def _uncited(text: str) -> list[Flaw]:
    return [] if citations(text) else [Flaw("", "cites no source; add [^source-id]")]


def Words(least: int, most: int) -> AfterValidator:
    """A limit on the number of words of a text, both ends included."""

    def validate(text: str) -> str:
        count = len(words(text))
        if not least <= count <= most:
            refuse([Flaw("", f"{count} words; expected {least} to {most}")])
        return text

    return AfterValidator(validate)


def Grade(most: float) -> AfterValidator:
    """A limit on the Flesch–Kincaid reading grade of a text."""

    def validate(text: str) -> str:
        found = grade(text)
        if found > most:
            refuse([Flaw("", f"reading grade {found:.1f}; at most {most:g}: shorter words and sentences")])
        return text

    return AfterValidator(validate)


def _refusing(*checks: Callable[[str], list[Flaw]]) -> AfterValidator:
    def validate(text: str) -> str:
        refuse([flaw for check in checks for flaw in check(text)])
        return text

    return AfterValidator(validate)


_FILLED = StringConstraints(strip_whitespace=True, min_length=1)


_READABLE = (prose_flaws, _long_sentences)


Plain = Annotated[str, _FILLED, _refusing(plain_flaws)]


Prose = Annotated[str, _FILLED, _refusing(*_READABLE)]


Fact = Annotated[str, _FILLED, _refusing(*_READABLE, uncited_numbers)]


Cited = Annotated[str, _FILLED, _refusing(*_READABLE, uncited_numbers, _uncited)]


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
    is_written_out = re.fullmatch(r"https://[^\s<>\"'`{}\\]+", value)
    host = value.removeprefix("https://").partition("/")[0]
    if not is_written_out or not is_safe(value) or "@" in host:
        refuse([Flaw("", f"'{value}' is not an https address")])
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
    StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_real_date),
]


RESERVED = {"index", "aux", "con", "nul", "prn"}
"""Names that a site or a file system uses for itself."""


def _free(value: str) -> str:
    if value in RESERVED or value.startswith("source-"):
        refuse([Flaw("", f"'{value}' is a name the site or a file system keeps for itself; choose another")])
    return value


Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64), AfterValidator(_free)
]


Scale = Annotated[int, Field(ge=1, le=5)]


Attack = Annotated[str, StringConstraints(pattern=r"^T[0-9]{4}(\.[0-9]{3})?$")]
