"""What pages call a provision: in full, and in short where space is tight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.model.regulation import Provision, Regulation

LAWS = {"law", "regulator-rule"}
_ABBREVIATIONS = {
    "Australian Privacy Principle": "APP",
    "Information privacy principles": "IPPs",
    "Information privacy principle": "IPP",
    "Data protection principle": "DPP",
    "Clauses": "cls",
    "Clause": "cl",
    "Articles": "Arts",
    "Article": "Art",
    "Artículo": "Art",
    "Artigo": "Art",
    "Sections": "ss",
    "Section": "s",
    "Regulations": "regs",
    "Regulation": "reg",
}
_NUMBERED = re.compile(rf"\b({'|'.join(_ABBREVIATIONS)})(?= [A-Z]?\d)")
_CODE = re.compile(r"^\d+ (?:CFR|CCR) ")
_PARAGRAPHS = re.compile(r"\(|,|;| with | and ")
_SENTENCE_PARTS = re.compile(r",|;| with ")
_SEVERAL = re.compile(r"([A-Z][a-z ]+s) (?=[A-Z]?\d)")
_NUMBER = re.compile(r"[A-Z]?\d[\w.-]*|bis|ter")


class Named(NamedTuple):
    """A provision and what a list calls it."""

    regulation: Regulation
    provision: Provision
    name: str


def full_name(regulation: Regulation, provision: Provision) -> str:
    """The law and the provision: 'GDPR, Article 33(1)'. The place is not named."""
    return _join(regulation.name, provision.citation, ", ")


def short_name(regulation: Regulation, provision: Provision) -> str:
    """The same in short, for a line of its own: 'GDPR Art 33(1)'."""
    return _join(regulation.name, _abbreviated(provision.citation), " ")


def short_names(pairs: Iterable[tuple[Regulation, Provision]]) -> Iterator[Named]:
    """The pairs with names for a tight list; a law is named once: 'GDPR Art 13', 'Art 14'.

    Pairs of one law follow each other. Laws are cut to the article; contracts and standards, whose
    sections hold several provisions, keep the whole citation.
    """
    pairs = list(pairs)
    articles = Counter((regulation.id, _article(regulation, provision)) for regulation, provision in pairs)
    before = None
    for regulation, provision in pairs:
        article = _article(regulation, provision)
        if articles[regulation.id, article] > 1:
            article = _abbreviated(_SENTENCE_PARTS.split(provision.citation)[0].strip())
        name = article if regulation.id == before else _join(regulation.name, article, " ")
        before = regulation.id
        yield Named(regulation, provision, name)


def _article(regulation: Regulation, provision: Provision) -> str:
    if regulation.type not in LAWS:
        return _abbreviated(provision.citation)
    if several := _SEVERAL.match(provision.citation):
        return _abbreviated(f"{several[1]} {_numbers(provision.citation[several.end() :])}")
    return _abbreviated(_PARAGRAPHS.split(provision.citation)[0].strip())


def _numbers(listed: str) -> str:
    """The numbers of several articles without their paragraphs: '5(1)(c) and 9' are '5 and 9'."""
    found, between, skipped = "", "", False
    for word in re.sub(r"\([^)]*\)", "", listed).replace(",", " ").split():
        if word in {"and", "to"}:
            between = f" {word} "
        elif word == "no" or skipped:  # 'section 90 no 3' is section 90
            skipped = not skipped
        elif _NUMBER.fullmatch(word):
            found += (between or (" " if word in {"bis", "ter"} else ", ")) + word if found else word
            between = ""
        else:
            break
    return found


def _abbreviated(citation: str) -> str:
    return _NUMBERED.sub(lambda found: _ABBREVIATIONS[found[1]], _CODE.sub("", citation))


def _join(name: str, citation: str, between: str) -> str:
    same = citation.startswith(name) or name.startswith(citation)
    return citation if same else f"{name}{between}{citation}"
