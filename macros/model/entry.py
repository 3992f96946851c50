"""What every entry shares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from macros.model.fields import Id, Prose, WordCount, refuse
from macros.model.flaws import Flaw
from macros.text import PlacedText, citations, sentences, texts_in

LONG_SENTENCE = 12


class Strict(BaseModel):
    """A mapping that refuses unknown keys and never guesses types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Entry(Strict):
    """What every entry shares. Its id is its file name and its address."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Id
    was: list[Id] = Field(
        [], max_length=20, description="Ids this entry had before. Their addresses redirect here."
    )

    @cached_property
    def placed_texts(self) -> list[PlacedText]:
        """Every text inside the entry, in field order, each with its place. Kept, because many rules ask."""
        return texts_in(self.model_dump())

    def texts(self) -> Iterator[str]:
        """Every text inside the entry, in field order."""
        return (text for _, text in self.placed_texts)

    @cached_property
    def long_sentences(self) -> list[tuple[str, str]]:
        """Every sentence of more than 12 words: its letters without capitals and points, and as it stands.

        The signs of a menu path are no words.

        Kept, because under `mkdocs serve` most entries are compared again without having changed.
        """
        found = []
        for text in dict.fromkeys(self.texts()):
            if len(text.split()) <= LONG_SENTENCE:
                continue
            for sentence in sentences(text):
                if sentence.count(" ") - sentence.count(" > ") >= LONG_SENTENCE:
                    # One after the other is many times as fast as a table of signs.
                    plain = sentence.replace(".", "").replace(",", "").replace(";", "").replace(":", "")
                    found.append((plain.lower(), sentence))
        return found

    def weighty(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The texts that carry a rating, a penalty, an amount, a demand, a date or a case, each with its
        place: keys and numbers.
        """
        return iter(())

    @cached_property
    def source_ids(self) -> list[str]:
        """The ids of the sources the entry cites, each once; asked for by rules and by links."""
        return list(dict.fromkeys(self.cited()))

    def cited(self) -> Iterator[str]:
        """The ids of the sources the entry cites, in field order, with repeats."""
        for text in self.texts():
            yield from citations(text)


class Open(Strict):
    """Something the book could not find out."""

    what: Annotated[Prose, WordCount(4, 60)] = Field(description="What is not known, and what was looked at.")
    looked: date = Field(description="The day somebody last looked for it; after 90 days it is due again.")


class Reviewed(Entry):
    """An entry that somebody has to look at again."""

    reviewed: date = Field(description="The day a person last read the whole entry against its sources.")
    next_review: date = Field(
        default_factory=lambda read: read["reviewed"] + timedelta(days=365),
        description="The day it has to be read again; a year after 'reviewed' when nothing is said.",
    )

    @model_validator(mode="after")
    def _review_within_a_year(self) -> Self:
        days = (self.next_review - self.reviewed).days
        if not 0 < days <= 366:
            refuse([Flaw(str(self.next_review), f"next_review is {days} days after reviewed; 1 to 366")])
        return self


class Answering(Entry):
    """An entry that answers a reader, and says what it could not find out."""

    not_known: list[Open] = Field(
        [], max_length=8, description="What is not known. Doubt stands here and not in the running text."
    )
