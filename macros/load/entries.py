"""YAML files → typed entries. Every problem is kept with its file, line and column; none is raised."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros import clock
from macros.files import visible
from macros.load.blanks import BLANK, blanks
from macros.load.documents import Document, Place, Problem, first_problems, read_document
from macros.load.explain import explain, nearest
from macros.load.vocabularies import FOLDER, rates_of_no_source, read_vocabularies
from macros.model.entry import Entry
from macros.model.fields import Known
from macros.model.kinds import BY_FOLDER
from macros.model.vocabularies import Vocabularies
from macros.text import citations, references, shown, texts_in

SCHEMAS = "schemas"


@dataclass
class Entries:
    """Every entry by kind and id, with the file it came from.

    refused: kind and id of those whose texts break a limit, or name ids that nobody has. They stand among the
    others only so that rules can speak about them in the same run; no book is made of them. is_partial: some
    entry is left out or names such an id, so that nobody can tell what the whole book lacks.
    """

    vocabularies: Vocabularies
    by_kind: dict[str, dict[str, Entry]] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    is_partial: bool = False
    known: Known | None = None
    today: date = field(default_factory=clock.today)

    def of(self, kind: str) -> dict[str, Any]:
        """The entries of one kind by id, sorted by id."""
        return self.by_kind.get(kind, {})

    def judged(self, document: Document, kind: str) -> Entry | None:
        """The entry that was made of this very document, if there is one."""
        entry_id = document.path.stem
        is_same = self.documents.get((kind, entry_id)) is document and (kind, entry_id) not in self.refused
        return self.by_kind[kind][entry_id] if is_same else None


def load(data: Path, before: Entries | None = None) -> tuple[Entries | None, list[Problem]]:
    """All entries under a data folder, and every problem met on the way, sorted by file and line.

    An entry with a problem is left out; the other entries are whole. Without vocabularies there are no
    entries, because nobody can tell which words they may use.

    before: what was loaded earlier. A file whose text is the same is not parsed again, and its entry is not
    judged again while the ids and words that it may refer to are the same.
    """
    vocabularies, problems = read_vocabularies(data)
    earlier = {document.path: document for document in before.documents.values()} if before else {}
    documents, unread = _read_documents(data, earlier)
    problems += unread
    if not vocabularies:
        return None, sorted(problems)
    known = _known(documents, vocabularies, data)
    problems += rates_of_no_source(data, vocabularies, known.ids["source"])
    kept = before if before and before.known == known else None
    entries = Entries(vocabularies, {entry_type.kind: {} for entry_type in BY_FOLDER.values()}, known=known)
    entries.is_partial = bool(unread)
    for document in documents:
        entry_type = BY_FOLDER[document.path.parent.name]
        entry = kept.judged(document, entry_type.kind) if kept else None
        if not entry:
            entry, found = judge(document, entry_type, known)
            problems += found
            if found:
                entry = _despite(document, entry_type, replace(known, is_lenient=True))
                entries.is_partial |= not entry or any(_unknown_links(document, known))
                entry = entry or _despite(document, entry_type, replace(known, is_lenient=True, is_open=True))
            if found and entry:
                entries.refused.add((entry.kind, entry.id))
        if entry:
            entries.by_kind[entry_type.kind][entry.id] = entry
            entries.documents[entry_type.kind, entry.id] = document
    return entries, sorted(problems)


def _read_documents(data: Path, earlier: Mapping[Path, Document]) -> tuple[list[Document], list[Problem]]:
    documents: list[Document] = []
    problems = list(_strangers(data))
    for folder in BY_FOLDER:
        for path in visible(data / folder):
            name = f"{data.name}/{folder}/{path.name}"
            if path.suffix != ".yml":
                problems.append(Problem(name, 1, 1, "", "only files named <id>.yml belong here"))
                continue
            document, found = read_document(path, name, before=earlier.get(path))
            documents.append(document)
            problems += found
    broken = {problem.file for problem in problems}
    return [document for document in documents if document.name not in broken], problems


def _strangers(data: Path) -> Iterator[Problem]:
    """What lies in the data folder itself and would be passed over in silence."""
    folders = [*BY_FOLDER, FOLDER, SCHEMAS]
    for path in [data, *visible(data)]:
        name = path.relative_to(data.parent).as_posix()
        if path.is_symlink():
            yield Problem(name, 1, 1, "", "a link to another place; only real folders are read")
        elif path != data and (path.name not in folders or not path.is_dir()):
            message = f"only the folders {', '.join(folders)} belong here{nearest(path.name, folders)}"
            yield Problem(name, 1, 1, "", message)


# ---------------------------------------------------------------- from value to entry


def _known(documents: list[Document], vocabularies: Vocabularies, data: Path) -> Known:
    """A file that cannot be read still gives its id, so that one mistake is reported once."""
    ids = {
        entry_type.kind: {path.stem for path in visible(data / folder) if path.suffix == ".yml"}
        for folder, entry_type in BY_FOLDER.items()
    }
    ids["provision"] = set()
    for document in documents:
        provisions = document.value.get("provisions")
        if document.path.parent.name == "regulations" and isinstance(provisions, list):
            named = [item.get("id") for item in provisions if isinstance(item, dict)]
            ids["provision"] |= {name for name in named if isinstance(name, str)}
    words = {name: vocabularies.ids(name) for name in vocabularies.word_lists()}
    return Known(ids, words, {name: vocabularies.named(name) for name in vocabularies.word_lists()})


def judge(document: Document, entry_type: type[Entry], known: Known) -> tuple[Entry | None, list[Problem]]:
    """The entry that a document holds and no problems, or no entry and the first hundred problems."""
    entry, refused = None, []
    try:
        value = {"id": document.path.stem} | document.value
        entry = entry_type.model_validate(value, context=known)
    except ValidationError as error:
        refused = error.errors()
    waiting = blanks(document)
    said = (details for details in refused if details["loc"] not in waiting)
    problems = first_problems(
        itertools.chain(
            waiting.values(),
            (problem for details in said for problem in explain(document, entry_type, details)),
            _unknown_links(document, known),
            _twice(document),
            _names_itself(document),
        )
    )
    return (None if problems else entry), problems


def _despite(document: Document, entry_type: type[Entry], known: Known) -> Entry | None:
    """The entry of a document whose only problems are those that known lets pass, or None."""
    if blanks(document) or any(_twice(document)):
        return None
    try:
        value = {"id": document.path.stem} | document.value
        return entry_type.model_validate(value, context=known)
    except ValidationError:
        return None


def _names_itself(document: Document) -> Iterator[Problem]:
    if "id" in document.value:
        yield document.problem(("id",), "the file name is the id; remove this line")


def _twice(document: Document) -> Iterator[Problem]:
    """Texts and provisions that stand twice in one list: a second copy could count as a second thing."""
    for place, items in _lists(document.value):
        seen: set[str] = set()
        for index, item in enumerate(items):
            text = item.get("provision") if isinstance(item, Mapping) else item
            if not isinstance(text, str) or text.strip() == BLANK:
                continue
            if text in seen:
                yield document.problem((*place, index), f"'{shown(text)}' stands twice in this list")
            seen.add(text)


def _lists(value: Any, place: Place = ()) -> Iterator[tuple[Place, list[Any]]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _lists(item, (*place, key))
    elif isinstance(value, list):
        yield place, value
        for index, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _lists(item, (*place, index))


def _unknown_links(document: Document, known: Known) -> Iterator[Problem]:
    # Those of the file as it is written are soon looked at. When all are known, nobody needs to know their
    # places; a sign that is escaped could hide one.
    written = document.text
    is_known = all(source in known.ids["source"] for source in citations(written)) and all(
        reference.id in known.ids.get(reference.kind, ()) for reference in references(written)
    )
    if is_known and "\\" not in written:
        return
    for place, text in texts_in(document.value):
        for source in citations(text):
            if source not in known.ids["source"]:
                message = f"no source '{shown(source)}'{nearest(source, known.ids['source'])}"
                yield document.problem(place, message, f"[^{source}]")
        for reference in references(text):
            literal = f"][{reference.kind}:{reference.id}]"
            if reference.kind not in known.ids:
                yield document.problem(place, f"no entry kind '{shown(reference.kind)}'", literal)
            elif reference.id not in known.ids[reference.kind]:
                close = nearest(reference.id, known.ids[reference.kind])
                message = f"no {reference.kind} '{shown(reference.id)}'{close}"
                yield document.problem(place, message, literal)
