"""What the search knows of every place a reader may want. macros/theme/assets/search.js ranks the places.

The theme's search downloads its own index with every page, so that one is left without documents. Ours is
downloaded with the first letter a reader types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonprefix
from pathlib import Path
from typing import Any

import yaml

from macros.book.book import Book
from macros.book.provision_names import full_name
from macros.files import WORDS_YAML
from macros.load.heads import Head
from macros.model.checklist import Checklist
from macros.model.evidence import Case, Change, Claim, Term
from macros.model.mitigation import Mitigation
from macros.model.regulation import Authority, Provision, Regulation
from macros.model.risk import Risk
from macros.model.situation import Situation
from macros.model.vocabularies import Jurisdiction
from macros.text import bare_text, sentences
from macros.views.addresses import chapter_of, door_of, href, place_of, place_of_provision
from macros.views.pieces import KIND_NAMES, day, name, title_of
from macros.views.place import description
from macros.views.strings import LOCALE, say

FILE = "search/entries.json"
THEMES_FILE = "search/search_index.json"
LANGUAGE = yaml.load(
    (Path(__file__).parent / "words" / f"{LOCALE.language}.yml").read_text(encoding="utf-8"), WORDS_YAML
)
"""What the search knows of the language: small words, words for the same thing, words for kinds."""

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(ies|ing|ed|es|s|y|e)$")


@dataclass(frozen=True)
class Document:
    """A place of the book as the search sees it.

    names: what people call it; a query that says one of them wants this place. near: what it belongs to.
    beside: the places whose title and names are near too. lead: the sentence under the hit. texts: what else
    it says.
    """

    place: str
    kind: str
    title: str
    names: Iterable[str] = ()
    near: Iterable[str] = ()
    beside: Iterable[str] = ()
    lead: str = ""
    texts: Iterable[str] = ()


def index(book: Book, heads: Iterable[Head], directory_urls: bool) -> str:
    """The search index as JSON: the language, the kinds, one row for every document, and an inverted file.

    A row holds location, number of the kind, title, names, near and lead. Near are texts, and numbers of rows
    whose title and names are near. What the words of the location say, and what the regulation of a provision
    is called, the script adds.

    The inverted file (Zobel and Moffat, Inverted Files for Text Search Engines, 2006) is for the words of the
    texts: "words" lists each once, in order, as the number of first letters it shares with the word before
    and the other letters; "at" names their rows, as one sign for each gap between two rows. Together they are
    half as large as the words in every row.
    """
    all_documents = list(documents(book, heads))
    at = {document.place: number for number, document in enumerate(all_documents)}
    rows = [_row(document, at, directory_urls) for document in all_documents]
    kinds = [[title, LANGUAGE["kinds"].get(kind, ""), kind] for kind, title in KIND_NAMES.items()]
    found = _inverted(all_documents)
    content = {
        "small": LANGUAGE["small"],
        "same": LANGUAGE["same"],
        "kinds": kinds,
        "words": " ".join(_without_the_same_start(found)),
        "at": "!".join(map(_gaps, found.values())),
        "rows": rows,
    }
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def without_documents(themes_index: str) -> str:
    """The theme's index with its settings alone."""
    return json.dumps(json.loads(themes_index) | {"docs": []}, separators=(",", ":"))


def _row(document: Document, at: dict[str, int], directory_urls: bool) -> list[Any]:
    return [
        href(document.place, "index.md", directory_urls),
        list(KIND_NAMES).index(document.kind),  # a row names its kind by number
        document.title,
        list(dict.fromkeys(document.names)),
        [*document.near, *(at[place] for place in document.beside)],
        document.lead,
    ]


def _inverted(all_documents: list[Document]) -> dict[str, list[int]]:
    """Every word of the texts, in order, with the rows that say it there and nowhere above."""
    small = set(LANGUAGE["small"].split())
    forms: dict[str, set[str]] = {}
    found: dict[str, list[int]] = {}
    for number, document in enumerate(all_documents):
        shown = (document.title, document.lead, *document.names)
        said = {_bare(word) for text in shown for word in _words(text)}
        words = {word for text in document.texts for word in _words(text)} - small
        for bare in {_bare(word): word for word in words}.keys() - said:
            found.setdefault(bare, []).append(number)
        for word in words:
            forms.setdefault(_bare(word), set()).add(word)
    # The shortest form; of two the first, that every build is the same.
    shortest = {bare: min(forms[bare], key=lambda word: (len(word), word)) for bare in found}
    return dict(sorted((shortest[bare], numbers) for bare, numbers in found.items()))


def _without_the_same_start(words: Iterable[str]) -> Iterator[str]:
    """Sorted words, each as how many of its first letters the word before begins with, and the rest of it."""
    before = ""
    for word in words:
        same = len(commonprefix([before, word[:9]]))
        yield f"{same}{word[same:]}"
        before = word


def _gaps(numbers: list[int]) -> str:
    """Rising numbers as one sign for the distance of each from the one before."""
    return "".join(chr(ord('"') + number - before) for before, number in pairwise([-1, *numbers]))


def _bare(word: str) -> str:
    """A word without a usual ending: the script finds every form by one of them, so that one is enough."""
    return _ENDING.sub("", word) if len(word) > 4 else word


def _words(text: str) -> list[str]:
    return _WORD.findall(bare_text(text).lower())


def documents(book: Book, heads: Iterable[Head] = ()) -> Iterator[Document]:
    """Every entry but the sources, every provision, every page of a role or a chapter, and those by hand."""
    for head in heads:
        yield Document(
            head.path, "page", head.title, head.also_called, lead=head.description, texts=head.headings
        )
    for group in book.severity.by_role:
        title = say("pages.for_you", role=group.item.name.lower())
        yield Document(door_of(group.item.id), "page", title, lead=group.item.means)
    for group in book.severity.by_category:
        title = say("pages.chapter", group=group.item.name)
        yield Document(chapter_of(group.item.id), "page", title, lead=group.item.means)
    seen = _seen(book)
    for checklist in book.checklists.values():
        # A danger stands beside its list, because both say the same words and compress well there.
        behind = book.links.first_hour_of(checklist)
        yield _checklist(checklist, behind, seen)
        yield from (_risk(risk, checklist, seen) for risk in behind)
    yield from (_risk(risk, None, seen) for risk in book.risks.values() if not risk.emergency_list)
    yield from map(_mitigation, book.mitigations.values())
    yield from map(_place, book.places.with_page)
    for case in book.cases.values():
        yield _case(book, case)
    for authority in book.authorities.values():
        yield _authority(book, authority)
    yield from map(_term, book.terms.values())
    for claim in book.claims.values():
        yield _claim(book, claim)
    yield from (_situation(one) for one in book.situations.values() if one.sign)
    # Last, because nothing but these has no texts: the numbers of all others are then small.
    for change in book.changes.values():
        yield _change(book, change)
    for regulation in book.regulations.values():
        yield _regulation(book, regulation)
        for provision in regulation.provisions:
            yield _provision(regulation, provision)


def _seen(book: Book) -> dict[str, list[str]]:
    """What people see who need a list or a danger, under its place."""
    found: dict[str, list[str]] = {}
    for way in book.trouble.ways():
        found.setdefault(place_of(way.end.kind, way.end.id), []).append(" ".join(way.says))
    for situation in book.situations.values():
        for kind, target in (("checklist", situation.checklist), ("risk", situation.risk)):
            if target:
                found.setdefault(place_of(kind, target), []).extend(situation.also_called)
    return found


def _checklist(checklist: Checklist, behind: list[Risk], seen: dict[str, list[str]]) -> Document:
    place = place_of(checklist.kind, checklist.id)
    return Document(
        place,
        checklist.kind,
        checklist.title,
        [*checklist.also_called, *seen.get(place, [])],
        (),
        [place_of(risk.kind, risk.id) for risk in behind],
        checklist.use_when,
        [text for item in checklist.items for text in (item.action, item.how, item.why) if text],
    )


def _risk(risk: Risk, listed: Checklist | None, seen: dict[str, list[str]]) -> Document:
    place = place_of(risk.kind, risk.id)
    return Document(
        place,
        risk.kind,
        risk.title,
        [*risk.also_called, *seen.get(place, [])],
        (),
        [place_of(listed.kind, listed.id)] if listed else (),
        risk.in_one_sentence,
        [
            risk.brief,
            risk.is_this_you,
            *risk.warning_signs,
            *risk.how_it_happens,
            *risk.first_hour,
        ],
    )


def _mitigation(mitigation: Mitigation) -> Document:
    return Document(
        place_of(mitigation.kind, mitigation.id),
        mitigation.kind,
        mitigation.title,
        mitigation.also_called,
        lead=mitigation.action,
        texts=[
            mitigation.why,
            mitigation.about,
        ],
    )


def _regulation(book: Book, regulation: Regulation) -> Document:
    authorities = [one for one in book.authorities.values() if regulation.id in one.regulations]
    # Who types the name of an authority wants the authority: for its law, the name is only near.
    theirs = {text for one in authorities for text in (one.title, *one.also_called)}
    names = [text for text in regulation.also_called if text not in theirs]
    return Document(
        place_of(regulation.kind, regulation.id),
        regulation.kind,
        title_of(regulation),
        [regulation.name, regulation.title, *names],
        [name(book, "jurisdictions", regulation.jurisdiction)],
        [place_of(one.kind, one.id) for one in authorities],
        _first(regulation.binds),
    )


def _provision(regulation: Regulation, provision: Provision) -> Document:
    return Document(
        place_of_provision(regulation.id, provision.id),
        "provision",
        f"{full_name(regulation, provision)}: {provision.title}",
        lead=_first(provision.demands),
    )


def _place(place: Jurisdiction) -> Document:
    return Document(
        place_of("place", place.id),
        "place",
        place.name,
        [say("search.place_law", place=place.name)],
        lead=description(place),
    )


def _case(book: Book, case: Case) -> Document:
    deciders = [
        one
        for one in book.authorities.values()
        if any(called in (case.decided_by or "") for called in (one.title.split(" (")[0], *one.also_called))
    ]
    return Document(
        place_of(case.kind, case.id),
        case.kind,
        case.title,
        # As for a law: who types the name of an authority wants the authority.
        [case.decided_by] if case.decided_by and not deciders else [],
        [name(book, "jurisdictions", case.jurisdiction)],
        [place_of(one.kind, one.id) for one in deciders],
        lead=_first(case.what_happened),
        texts=[case.what_happened, case.amount or ""],
    )


def _authority(book: Book, authority: Authority) -> Document:
    return Document(
        place_of(authority.kind, authority.id),
        authority.kind,
        authority.title,
        authority.also_called,
        [name(book, "jurisdictions", authority.jurisdiction)],
        [place_of("regulation", one) for one in authority.regulations],
        _first(authority.takes_reports),
        [authority.takes_reports],
    )


def _term(term: Term) -> Document:
    place = place_of(term.kind, term.id)
    return Document(
        place, term.kind, term.title, term.also_called, lead=_first(term.means), texts=[term.means]
    )


def _claim(book: Book, claim: Claim) -> Document:
    return Document(
        place_of(claim.kind, claim.id),
        claim.kind,
        claim.title,
        lead=f"{name(book, 'verdicts', claim.verdict)}. {_first(claim.right)}",
        texts=[claim.right],
    )


def _situation(situation: Situation) -> Document:
    answers = [answer.says for answer in situation.answers]
    return Document(
        place_of(situation.kind, situation.id),
        situation.kind,
        situation.title,
        situation.also_called,
        lead=situation.question or "",
        texts=answers,
    )


def _change(book: Book, change: Change) -> Document:
    return Document(
        place_of(change.kind, change.id),
        change.kind,
        change.title,
        (),
        [day(change.date), name(book, "areas", change.area)],
        lead=_first(change.what),
    )


def _first(text: str) -> str:
    """The first sentence of a text, without its Markdown."""
    return next(iter(sentences(text)), "")
