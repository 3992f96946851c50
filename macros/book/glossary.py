"""The words that are explained where they first stand."""

from __future__ import annotations

import re
from functools import cached_property

from macros.book.register import Register, index
from macros.model.evidence import Term


class Glossary:
    """Terms in order, and how they are found in a text."""

    def __init__(self, register: Register) -> None:
        """register: the entries of the book."""
        self._terms = register.terms

    @cached_property
    def by_title(self) -> list[Term]:
        """The glossary in alphabetical order."""
        return sorted(self._terms.values(), key=lambda term: term.title.lower())

    @cached_property
    def by_word(self) -> dict[str, Term]:
        """Terms by the words under which they are found, without regard to capitals."""
        return {word: term for term in self._terms.values() for word in term.words}

    def find(self, word: str) -> Term | None:
        """The term that a word found by the pattern stands for; None for a letter that only looks alike."""
        return self.by_word.get(word.casefold())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the words in a text, the longest first.

        The words stand behind their first letters, so that most of them are passed over at once.
        """
        words = sorted(self.by_word, key=len, reverse=True)
        by_letter = index(words, lambda word: word[0])
        either = "|".join(
            f"{re.escape(letter)}(?:{'|'.join(re.escape(word[1:]) for word in found)})"
            for letter, found in by_letter.items()
        )
        return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
