"""Small pieces that several views hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from babel.dates import format_date

from macros.book.book import Book
from macros.book.provision_names import Named, full_name
from macros.model.entry import Answering, Entry, Reviewed
from macros.model.evidence import Source
from macros.model.mitigation import Mitigation, Steps
from macros.model.regulation import Provision, Regulation
from macros.model.risk import Risk
from macros.model.vocabularies import Step
from macros.views.addresses import place_of, place_of_provision
from macros.views.strings import LOCALE, say

PRODUCTS, ROLES, FACTS = "products", "roles", "facts"
"""What of a reader an entry can depend on, as the scripts call it."""

KIND_NAMES = {
    "checklist": say("search.checklist"),
    "risk": say("search.risk"),
    "mitigation": say("search.mitigation"),
    "page": say("search.page"),
    "regulation": say("search.regulation"),
    "case": say("search.case"),
    "authority": say("search.authority"),
    "term": say("search.term"),
    "claim": say("search.claim"),
    "situation": say("search.situation"),
    "change": say("search.change"),
    "provision": say("search.provision"),
    "place": say("search.place"),
}
"""The kinds of places, and what one of each is called."""


@dataclass(frozen=True)
class Link:
    """Words that lead to a place of the book, and what else a pointer shows."""

    text: str
    target: str
    title: str = ""


@dataclass(frozen=True)
class Fact:
    """A name and the links that belong to it."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Why:
    """Why others leave an entry out. about: what of them it depends on, as words with spaces between."""

    about: str
    text: str


@dataclass(frozen=True)
class For:
    """For whom an entry holds, as ids with spaces between; empty: for all. Then why others leave it out."""

    products: str
    roles: str
    facts: str
    whys: tuple[Why, ...]

    def whatever_role(self) -> For:
        """The same for readers of every role."""
        return replace(self, roles="", whys=tuple(why for why in self.whys if why.about != ROLES))


@dataclass(frozen=True)
class Row:
    """A danger in a table: its levels before and after the core actions."""

    link: Link
    sentence: str
    before: Step
    after: Step
    held: For


@dataclass(frozen=True)
class Platform:
    """The steps on one platform. checked: the day the path was confirmed, or None."""

    id: str
    name: str
    steps: tuple[str, ...]
    checked: str | None


@dataclass(frozen=True)
class SourceLine:
    """A source as a list of sources prints it. is_read: whether somebody here has read its text.

    kind: what the text is that was read. seen: the day it was read, and where in it stands what is cited, or
    why it could not be opened again. official: where the original stands, which was not read. site: the host
    of its address, which paper prints in place of all of it. language: its name when it is not English, else
    empty.
    """

    id: str
    was: tuple[str, ...]
    publisher: str
    title: str
    url: str
    site: str
    published: str
    language: str
    kind: str
    is_read: bool
    seen: str
    official: str | None


def day(value: date | str | None) -> str:
    """A date as people write it: 23 November 2026. A year or a month alone stays one."""
    if value is None:
        return say("dates.none")
    parts = [int(part) for part in str(value).split("-")]
    pattern = (say("dates.year"), say("dates.month"), say("dates.day"))[len(parts) - 1]
    return format_date(date(*[*parts, 1, 1][:3]), pattern, LOCALE)


def newer_edition(regulation: Regulation) -> str:
    """That a newer edition exists which the book does not describe, with its date; empty if none does."""
    newer = regulation.newer_edition
    return say("parts.newer_edition", date=day(newer)) if newer else ""


def title_of(entry: Entry) -> str:
    """What a page or a list calls an entry: its short name if it has one, else its title."""
    return str(getattr(entry, "short", None) or entry.title)  # type: ignore[attr-defined]


def link(entry: Entry) -> Link:
    """A link to an entry under its title."""
    return Link(title_of(entry), place_of(entry.kind, entry.id))


def links(entries: Iterable[Entry]) -> tuple[Link, ...]:
    """Links to entries under their titles."""
    return tuple(map(link, entries))


def provision_link(regulation: Regulation, provision: Provision, text: str = "", title: str = "") -> Link:
    """A link to a provision, under its full name if no other text is given."""
    target = place_of_provision(regulation.id, provision.id)
    return Link(text or full_name(regulation, provision), target, title)


def place_link(book: Book, jurisdiction: str) -> Link:
    """A link to the page of a place, or its name alone if it has no page."""
    item = book.vocabularies.item("jurisdictions", jurisdiction)
    target = place_of("place", item.id) if item in book.places.with_page else ""
    return Link(item.name, target)


def named_link(named: Named) -> Link:
    """A link to a provision under its short name; a pointer shows its title."""
    return provision_link(named.regulation, named.provision, named.name, named.provision.title)


def names(book: Book, vocabulary: str, ids: Iterable[str]) -> str:
    """The names of some words of a vocabulary, as one text."""
    return ", ".join(book.vocabularies.item(vocabulary, item_id).name for item_id in ids)


def name(book: Book, vocabulary: str, item_id: str) -> str:
    """The name of one word of a vocabulary."""
    return book.vocabularies.item(vocabulary, item_id).name


def row(book: Book, risk: Risk) -> Row:
    """A danger as a row of a table."""
    levels = book.severity.levels(risk)
    return Row(link(risk), risk.in_one_sentence, levels.before, levels.after, held(book, risk))


def held(book: Book, entry: Risk | Mitigation) -> For:
    """For whom an entry holds."""
    needs = book.scope.needs(entry)
    products, roles = names(book, "products", needs.products), names(book, "roles", needs.roles)
    if needs.because:
        whys = [Why(f"{PRODUCTS} {FACTS}", needs.because)]
    else:
        whys = [Why(PRODUCTS, say("you.only_products", names=products))] if products else []
    if roles:
        whys.append(Why(ROLES, say("you.only_roles", names=roles)))
    return For(" ".join(needs.products), " ".join(needs.roles), " ".join(needs.facts), tuple(whys))


@dataclass(frozen=True)
class ForWhom:
    """For whom an entry holds, in words, and why."""

    names: str
    because: str


def for_whom(book: Book, entry: Risk | Mitigation) -> ForWhom | None:
    """For whom an entry holds; None when it holds for everybody who uses its products."""
    if not entry.applies_if:
        return None
    needs = book.scope.needs(entry)
    products = "" if isinstance(entry, Risk) else names(book, "products", needs.products)
    listed = [text for text in (products, names(book, "facts", needs.facts)) if text]
    return ForWhom("; ".join(listed), needs.because)


def platforms(book: Book, blocks: Iterable[Steps]) -> tuple[Platform, ...]:
    """How something is done, platform by platform."""
    return tuple(
        Platform(
            block.platform,
            name(book, "platforms", block.platform),
            tuple(block.do),
            day(block.checked) if block.checked else None,
        )
        for block in blocks
    )


def overdue(book: Book, entry: Reviewed) -> str | None:
    """The day an entry was due to be read again, if that day has passed."""
    return day(entry.next_review) if book.reviews.is_overdue(entry) else None


def source_line(book: Book, source: Source) -> SourceLine:
    """A source as a line."""
    return SourceLine(
        source.id,
        tuple(source.was),
        source.publisher,
        source.title,
        source.url,
        (urlsplit(source.url).hostname or "").removeprefix("www."),
        day(source.published),
        "" if source.language == LOCALE.language else LOCALE.languages.get(source.language, source.language),
        name(book, "source_kinds", source.type),
        source.checked is not None,
        _seen(source),
        source.official,
    )


def _seen(source: Source) -> str:
    read = say("parts.read", day=day(source.checked)) if source.checked else say("parts.unread")
    if source.where:
        read = say("parts.compared", day=day(source.checked), where=source.where)
    if not source.not_opened:
        return read
    tried = say("parts.not_opened", day=day(source.not_opened.day), because=source.not_opened.because)
    return f"{read} {tried}"


@dataclass(frozen=True)
class OpenLine:
    """Something that is not known: the day it was last looked for, and whether that is too long ago."""

    what: str
    day: str
    is_late: bool


def not_known(book: Book, entry: Answering) -> tuple[OpenLine, ...]:
    """What an entry says is not known."""
    return tuple(
        OpenLine(one.what, day(one.looked), book.reviews.is_old(one.looked)) for one in entry.not_known
    )
