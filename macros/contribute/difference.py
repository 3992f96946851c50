"""What a change does to the book: every entry, field by field, and what a reader would notice first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.book.book import Book
from macros.load.documents import Place, dotted
from macros.load.entries import Entries
from macros.model.kinds import ENTRY_TYPES

KINDS = {entry_type.kind: entry_type for entry_type in ENTRY_TYPES}

Key = tuple[str, str]
"""Kind and id of an entry, or the word 'vocabulary' and the name of one."""

Values = Mapping[Key, Any]
"""What every file of a project says, before anything is worked out."""


@dataclass(frozen=True)
class FieldChange:
    """A value that is new, gone or another. None stands for a value that is not there."""

    place: Place
    old: Any
    new: Any

    @property
    def where(self) -> str:
        """The place as people write it."""
        return dotted(self.place)


@dataclass(frozen=True)
class Difference:
    """Two states of the data. The earlier one and this make the later one; see `applied`."""

    added: dict[Key, Any] = field(default_factory=dict)
    gone: list[Key] = field(default_factory=list)
    renamed: dict[Key, Key] = field(default_factory=dict)
    changed: dict[Key, list[FieldChange]] = field(default_factory=dict)


def values_of(entries: Entries) -> dict[Key, Any]:
    """What the files of a project say, by kind and id; of the vocabularies, what each list holds."""
    found: dict[Key, Any] = {key: document.value for key, document in entries.documents.items()}
    vocabularies = entries.vocabularies.model_dump(mode="json")
    return found | {("vocabulary", name): value for name, value in vocabularies.items()}


def difference(old: Values, new: Values) -> Difference:
    """What has to be done to the old values to get the new ones.

    An entry that names an old id under 'was' is renamed, and so compared with the one it was.
    """
    renamed = {
        (kind, before): (kind, entry_id)
        for (kind, entry_id), value in new.items()
        for before in (value.get("was") or [] if isinstance(value, dict) else [])
        if (kind, before) in old and (kind, before) not in new and (kind, entry_id) not in old
    }
    kept = {key: key for key in old if key in new} | renamed
    compared = {late: list(_changes(old[early], new[late])) for early, late in kept.items()}
    return Difference(
        {key: new[key] for key in new if key not in kept.values()},
        [key for key in old if key not in kept],
        renamed,
        {key: changes for key, changes in compared.items() if changes},
    )


def applied(old: Values, found: Difference) -> dict[Key, Any]:
    """The old values with a difference applied to them: what the new ones were."""
    result = {found.renamed.get(key, key): value for key, value in old.items() if key not in found.gone}
    for key, changes in found.changed.items():
        for change in changes:
            result[key] = _with(result[key], change.place, change.new)
    return result | found.added


def _with(value: Any, place: Place, new: Any) -> Any:
    """The value with another value at a place in it; a mapping loses what becomes None."""
    if not place:
        return new
    first, *rest = place
    inner = _with(value.get(first, {}), tuple(rest), new)
    return {key: item for key, item in {**value, first: inner}.items() if key != first or inner is not GONE}


class _Gone:
    def __repr__(self) -> str:
        return "(left out)"


GONE = _Gone()
"""Stands where a field is not there, which differs from a field that says null."""


def _changes(old: Any, new: Any, place: Place = ()) -> Iterator[FieldChange]:
    if old == new and type(old) is type(new):
        return
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield FieldChange(place, old, new)
        return
    for name in [*old, *(name for name in new if name not in old)]:
        yield from _changes(old.get(name, GONE), new.get(name, GONE), (*place, str(name)))


# ---------------------------------------------------------------- what a reader would notice


class Notice(NamedTuple):
    """One thing that a reader would notice: what kind of thing, whose it is, and how it was and is."""

    what: str
    who: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Change:
    """Two books and what lies between them."""

    old: Book
    new: Book
    between: Difference

    @property
    def notices(self) -> list[Notice]:
        """What a reader of the pages would notice, in the order in which it matters."""
        return [*self._levels(), *self._deadlines(), *self._amounts(), *self._addresses(), *self._entries()]

    def _levels(self) -> Iterator[Notice]:
        renamed = {late: early for early, late in self.between.renamed.items()}
        for entry_id, risk in self.new.risks.items():
            _, earlier = renamed.get(("risk", entry_id), ("risk", entry_id))
            if earlier not in self.old.risks:
                continue
            was = self.old.severity.levels(self.old.risks[earlier])
            now = self.new.severity.levels(risk)
            for what, early, late in (
                ("level", was.before, now.before),
                ("level after", was.after, now.after),
            ):
                if early.step != late.step:
                    yield Notice(what, name_of(("risk", entry_id)), early.name, late.name)

    def _deadlines(self) -> Iterator[Notice]:
        for provision in sorted({*self.old.provisions, *self.new.provisions}):
            was, now = (_deadline(book, provision) for book in (self.old, self.new))
            if was != now:
                yield Notice("deadline", f"provision {provision}", was, now)

    def _amounts(self) -> Iterator[Notice]:
        for key, change in self._changes():
            if (key[0], change.where) in _AMOUNTS:
                yield Notice("amount", name_of(key), str(change.old), str(change.new))

    def _addresses(self) -> Iterator[Notice]:
        for key, change in self._changes():
            if change.place[-1:] == ("url",):
                source = self.new.sources[key[1]] if key[0] == "source" else None
                cited = f", cited by {len(self.new.links.citing(source))}" if source else ""
                yield Notice(f"address{cited}", name_of(key), str(change.old), str(change.new))

    def _entries(self) -> Iterator[Notice]:
        for early, late in self.between.renamed.items():
            yield Notice("renamed", name_of(late), name_of(early), name_of(late))
        yield from (Notice("new", name_of(key), "", self._levels_of(key)) for key in self.between.added)
        yield from (Notice("gone; its address leads nowhere", name_of(key)) for key in self.between.gone)
        was, now = _addresses(self.old), _addresses(self.new)
        yield from (Notice("new link", now[one], "", one) for one in sorted(now.keys() - was.keys()))
        yield from (Notice("link gone", was[one], one) for one in sorted(was.keys() - now.keys()))

    def _levels_of(self, key: Key) -> str:
        """How high a danger is before and after; empty for every other kind."""
        risk = self.new.risks.get(key[1]) if key[0] == "risk" else None
        levels = self.new.severity.levels(risk) if risk else None
        return f"{levels.before.name}, then {levels.after.name}" if levels else ""

    def _changes(self) -> Iterator[tuple[Key, FieldChange]]:
        return ((key, change) for key, changes in self.between.changed.items() for change in changes)


_AMOUNTS = {("case", "amount"), ("regulation", "maximum_penalty")}


def name_of(key: Key) -> str:
    """An entry as its file is called under data/, without the ending."""
    kind, name = key
    return f"{KINDS[kind].folder}/{name}" if kind in KINDS else f"vocabularies/{name}"


def _deadline(book: Book, provision: str) -> str:
    placed = book.provisions.get(provision)
    deadline = placed.provision.deadline if placed else None
    if not deadline:
        return "none"
    counted = ", ".join(stage.after for stage in deadline.stages) or "not counted"
    return f"{deadline.within} ({counted}; {deadline.starts})"


def _addresses(book: Book) -> dict[str, str]:
    """Every address that the entries name, with the first entry that names it."""
    found: dict[str, str] = {}
    for entry in book.all():
        for address in _ADDRESS.findall("\n".join(entry.texts())):
            found.setdefault(address, name_of((entry.kind, entry.id)))
    return found


_ADDRESS = re.compile(r"https://[^\s)>]+")
