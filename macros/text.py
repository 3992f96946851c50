"""What a text holds and how it reads: citations, links to entries, words, sentences, reading grade."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

CITATION = re.compile(r"\[\^([^\[\]\s]*)\]")
REFERENCE = re.compile(r"\]\[([a-z]+):([^\[\]\s]*)\]")


NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(?: ([a-z]+))?")
MULTIPLIERS = {"million": 1e6, "billion": 1e9, "crore": 1e7}

SHORT_SENTENCE = 5
LONGEST_SHOWN = 200

# Python calls these printable, and a page shows nothing: fillers, joiners, selectors of a variant.
_BLANK = r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Latin letters and the full stop once more: phonetic, modifying, Roman, in circles, wide, mathematical.
_LATIN_AGAIN = (
    r"[\u0250-\u02af\u1d00-\u1dbf\u2024\u2160-\u2188\u24b6-\u24e9"
    r"\uff0e\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
# Greek, Cyrillic, Armenian, Cherokee, Lisu and Coptic letters can look like the Latin ones beside them.
_OTHERS = r"[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13ff\uab70-\uabbf\ua4d0-\ua4ff\u2c80-\u2cff]"
_AMONG_LATIN = rf"(?<=[A-Za-z]){_OTHERS}|{_OTHERS}(?=[A-Za-z])"
_ACCENT = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_ODD = re.compile(rf"{_BLANK}|{_LATIN_AGAIN}|{_AMONG_LATIN}|{_ACCENT}(?={_ACCENT}{{2}})")


BLOCK_END = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d{1,2}\.)\s)")
"""Where a paragraph or an item of a list ends. A line can begin with a year and a full stop."""


class Reference(NamedTuple):
    """A link from prose to another entry."""

    kind: str
    id: str


def css_text(text: str) -> str:
    """A text for between the quotes of a CSS string: what could end the string or its element is escaped."""
    return re.sub(r"[^\w .,:/·-]", lambda found: f"\\{ord(found[0]):x} ", text)


PlacedText: TypeAlias = tuple[tuple[str | int, ...], str]
"""A text, behind its place: the keys and numbers that lead to it."""


def texts_in(value: Any) -> list[PlacedText]:
    """Every text inside lists and mappings, in order, each with its place."""
    found: list[PlacedText] = []
    _collect(value, (), found)
    return found


def _collect(value: Any, place: tuple[str | int, ...], found: list[PlacedText]) -> None:
    # One list for all of them: a generator for each mapping would take most of the time.
    if isinstance(value, str):
        found.append((place, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*place, key), found)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _collect(item, (*place, index), found)


def odd_sign(text: str) -> str:
    """The first sign of a text that nobody sees, or that only looks like another one; empty without any.

    Unseen are control signs, signs without width or that turn the direction of reading, unassigned ones, and
    every space but the plain one; not line ends and tabs.
    """
    line = text.replace("\n", " ").replace("\t", " ")
    if not line.isprintable():
        return next(sign for sign in line if not sign.isprintable())
    found = None if line.isascii() else _ODD.search(line)
    return found[0] if found else ""


def sign_name(sign: str) -> str:
    """What a sign is called in the Unicode standard: U+202E RIGHT-TO-LEFT OVERRIDE."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def shown(value: object) -> str:
    """A value as a message shows it: at most 200 characters."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"


def citations(text: str) -> list[str]:
    """The ids of the sources a text cites, in order, with repeats."""
    return CITATION.findall(text) if "[^" in text else []


def references(text: str) -> list[Reference]:
    """The entries a text links to, in order, with repeats."""
    found = REFERENCE.findall(text) if "][" in text else []
    return [Reference(kind, entry_id) for kind, entry_id in found]


def numbers(text: str) -> list[float]:
    """The numbers in a text, with the word after each that multiplies it: 290000000 for '290 million'."""
    return [
        float(digits.replace(",", "")) * MULTIPLIERS.get(word, 1) for digits, word in NUMBER.findall(text)
    ]


@lru_cache(maxsize=4096)
def bare_text(text: str) -> str:
    """A text without its Markdown: no citations, no link targets, no emphasis marks."""
    # Looking for one sign is many times as fast as a pattern, and most sentences hold none.
    if "[" in text or "]" in text:
        text = _TARGET.sub("", CITATION.sub("", text)).replace("[", "")
    return text.replace("*", "").replace("_", "").replace("`", "")


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as a reader counts them."""
    return tuple(_WORD.findall(bare_text(text)))


def word_count(bare: str) -> int:
    """The number of words of a text that holds no Markdown, such as a sentence of `sentences`."""
    return len(_WORD.findall(bare))


@lru_cache(maxsize=131072)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, its list items counted as sentences of their own."""
    found: list[str] = []
    for block in BLOCK_END.split(bare_text(text)):
        found += _SENTENCE_END.split(" ".join(block.split()))
    return tuple([sentence for sentence in found if _WORD.search(sentence)])


def first_sentence(text: str, short: int = SHORT_SENTENCE) -> str:
    """What a text says first, without its Markdown: one sentence, or two if that is short.

    short: a sentence with fewer words is.
    """
    found = sentences(text)
    return " ".join(found[: 2 if found and len(words(found[0])) < short else 1])


def grade(text: str) -> float:
    """The Flesch–Kincaid reading grade (US school year). Syllables are counted as vowel groups.

    Source of the formula: Kincaid et al., 1975, as used by the US Navy.
    """
    said = [word for word in words(text) if word[0].isalpha()]
    if not said:
        return 0.0
    syllables = sum(_syllables(word) for word in said)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * syllables / len(said) - 15.59


@lru_cache(maxsize=16384)
def _syllables(word: str) -> int:
    word = _SILENT_END.sub("", _NO_LETTER.sub("", word.lower()))
    return max(1, len(_VOWELS.findall(word)))


_WORD = re.compile(r"[^\W_][\w'’.,:/-]*")
_TARGET = re.compile(r"\]\[[^\[\]]*\]|\]\([^()]*\)")
_SENTENCE_END = re.compile(r" (?<=[.!?:;] )(?=[A-Z0-9“‘(])")
_NO_LETTER = re.compile(r"[^a-z]")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")
