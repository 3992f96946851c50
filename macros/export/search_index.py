"""What the search index holds of the entries, and nothing else decides it.

The reader downloads the index, so every entry gives the words people search by and no more.
Hand-written pages are indexed by the theme, but for the lists of entries, which would repeat them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.book.book import Book
from macros.model.entry import Entry
from macros.render.renderer import search_text
from macros.text import bare_text
from macros.views.addresses import href, place_of, place_of_provision
from macros.views.pieces import title_of
from macros.views.strings import say

FILE = "search/search_index.json"
HOME = "index.md"
# Entries without a page of their own are results inside their list, which the theme has to meet before them.
LISTS = {
    "case": say("search.cases"),
    "claim": say("search.claims"),
    "change": say("search.changes"),
    "term": say("search.glossary"),
}
ENTRY_BOOST = 2


def extended(index: str, book: Book, directory_urls: bool) -> str:
    """The theme's search index, as JSON, with the entries of the book behind the hand-written pages.

    Entries that are there already are not added again.
    """
    content = json.loads(index)
    known = {document["location"] for document in content["docs"]}
    content["docs"] += [found for found in documents(book, directory_urls) if found["location"] not in known]
    return json.dumps(content, separators=(",", ":"))


def documents(book: Book, directory_urls: bool = True) -> Iterator[dict[str, Any]]:
    """One search document for every entry but the sources, and for every provision.

    Keys are those of the theme's index: location, title, text (HTML), tags and boost. Tags hold what
    people call the thing; they weigh most in the theme's ranking.
    """
    for kind, title in LISTS.items():
        yield {"location": href(place_of(kind, ""), HOME, directory_urls), "title": title, "text": ""}
    for risk in book.risks.values():
        texts = [risk.in_one_sentence, risk.brief, *risk.warning_signs]
        yield _document(risk, directory_urls, texts) | {"tags": risk.also_called, "boost": ENTRY_BOOST}
    for mitigation in book.mitigations.values():
        texts = [
            mitigation.action,
            mitigation.why,
            *(line for block in mitigation.steps for line in block.do),
        ]
        yield _document(mitigation, directory_urls, texts) | {"tags": mitigation.also_called}
    for regulation in book.regulations.values():
        names = {"tags": [regulation.name], "boost": ENTRY_BOOST}
        yield _document(regulation, directory_urls, [regulation.title]) | names
        for provision in regulation.provisions:
            place = place_of_provision(regulation.id, provision.id)
            yield {
                "location": href(place, HOME, directory_urls),
                "title": f"{provision.citation}: {provision.title}",
                "text": "",
            }
    for checklist in book.checklists.values():
        yield _document(checklist, directory_urls, [checklist.use_when])
    for case in book.cases.values():
        yield _document(case, directory_urls, [])
    for claim in book.claims.values():
        yield _document(claim, directory_urls, [])
    for change in book.changes.values():
        yield _document(change, directory_urls, [])
    for term in book.terms.values():
        yield _document(term, directory_urls, [term.means])


def _document(entry: Entry, directory_urls: bool, texts: list[str]) -> dict[str, Any]:
    return {
        "location": href(place_of(entry.kind, entry.id), HOME, directory_urls),
        "title": title_of(entry),
        "text": _text(texts),
    }


def _text(texts: list[str]) -> str:
    """One paragraph for each text: a search result shows only the paragraphs that match."""
    return search_text(tuple(" ".join(bare_text(text).split()) for text in texts))
