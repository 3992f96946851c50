"""YAML files → typed entries. Every problem is kept with its file, line and column; none is raised."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros import clock, prose
from macros.model import BY_FOLDER, Entry, Known
from macros.vocabularies import Vocabularies, read_vocabularies

LARGEST_FILE = 256 * 1024
DEEPEST_NESTING = 12
FIELD_HELP = "/contribute/fields/"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in
              ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}  # fmt: skip

Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}:{self.column}: {where}{self.message}"


def report(problems: list[Problem]) -> str:
    """All problems, one on a line, and a line that counts them and says where help is."""
    files = len({problem.file for problem in problems})
    return "\n".join(
        [
            *map(str, sorted(problems)),
            f"{_count(len(problems), 'problem')} in {_count(files, 'file')}. Fields and limits: {FIELD_HELP}",
        ]
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass
class Document:
    """One YAML file: its text, its value, and where each part of the value stands."""

    path: Path
    name: str
    text: str = ""
    value: dict[str, Any] = field(default_factory=dict)
    marks: dict[Place, yaml.Mark] = field(default_factory=dict)
    keys: dict[Place, yaml.Mark] = field(default_factory=dict)

    def problem(self, place: Place, message: str, literal: str = "") -> Problem:
        """A problem at a place in the value, pointed at a literal in it where that is found."""
        marks = self.marks if literal else self.marks | self.keys
        while place and place not in marks:
            place = place[:-1]
        mark = marks.get(place)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if mark and literal:
            found = self.text.find(literal, mark.index)
            if found >= 0:
                line = self.text.count("\n", 0, found)
                column = found - (self.text.rfind("\n", 0, found) + 1)
        return Problem(self.name, line + 1, column + 1, _dotted(place), message)


@dataclass
class Entries:
    """Every valid entry by kind and id, with the file it came from."""

    vocabularies: Vocabularies
    by_kind: dict[str, dict[str, Entry]] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    today: date = field(default_factory=clock.today)

    def of(self, kind: str) -> dict[str, Any]:
        """The entries of one kind by id, sorted by id."""
        return self.by_kind.get(kind, {})


def load(data: Path) -> tuple[Entries, list[Problem]]:
    """All entries under a data folder, and every problem met on the way, sorted by file and line.

    An entry with a problem is left out; the other entries are whole.
    """
    vocabularies = read_vocabularies(data)
    documents, problems = _read_documents(data)
    known = _known(data, documents, vocabularies)
    entries = Entries(vocabularies, {entry_type.kind: {} for entry_type in BY_FOLDER.values()})
    for document in documents:
        entry_type = BY_FOLDER[document.path.parent.name]
        entry, found = _validate(document, entry_type, known)
        problems += found
        if entry:
            entries.by_kind[entry_type.kind][entry.id] = entry
            entries.documents[entry_type.kind, entry.id] = document
    return entries, sorted(problems)


def _read_documents(data: Path) -> tuple[list[Document], list[Problem]]:
    documents: list[Document] = []
    problems: list[Problem] = []
    for folder in BY_FOLDER:
        for path in sorted((data / folder).glob("*")):
            name = f"{data.name}/{path.relative_to(data).as_posix()}"
            if path.suffix != ".yml":
                problems.append(Problem(name, 1, 1, "", "only files named <id>.yml belong here"))
                continue
            document, found = read_document(path, name)
            documents.append(document)
            problems += found
    broken = {problem.file for problem in problems}
    return [document for document in documents if document.name not in broken], problems


# ---------------------------------------------------------------- one file, safely


def read_document(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """One YAML file as a mapping with marks, and what is wrong with it.

    Refused: more than 256 KiB, other encodings than UTF-8, tabs, duplicate keys, aliases and merge
    keys, tags, a second document, keys that are not text, and nesting deeper than 12 levels.
    """
    document = Document(path, name)
    try:
        document.text = _read_text(path)
        _refuse_tricks(document.text)
        root = yaml.compose(document.text, Loader=_Loader)
        value = _build(root, (), document) if root else None
    except _Refused as refused:
        return document, [Problem(name, refused.line, refused.column, "", refused.message)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return document, [Problem(name, line, column, "", f"not valid YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return document, [Problem(name, 1, 1, "", f"not valid YAML: {' '.join(str(error).split())}")]
    if not isinstance(value, dict):
        return document, [Problem(name, 1, 1, "", "expected fields such as 'title: …', one on a line")]
    document.value = value
    return document, []


class _Refused(Exception):
    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.line = mark.line + 1 if mark else 1
        self.column = mark.column + 1 if mark else 1
        self.message = message


def _read_text(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE:
        raise _Refused(None, f"{path.stat().st_size} bytes; {LARGEST_FILE} at most")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Refused(None, f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error


def _refuse_tricks(text: str) -> None:
    """Walk the parser's events, which cost no recursion, before anything is built from them."""
    depth = documents = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(mark, "a second document; one file holds one entry")
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(mark, f"alias '*{event.anchor}' is not allowed; write the value out")
        if getattr(event, "anchor", None):
            raise _Refused(mark, f"anchor '&{event.anchor}' is not allowed; write the value out")
        if getattr(event, "tag", None):
            raise _Refused(mark, f"tag '{event.tag}' is not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST_NESTING:
                raise _Refused(mark, f"nested deeper than {DEEPEST_NESTING} levels")
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


_CONSTRUCT = yaml.SafeLoader("")


def _build(node: yaml.Node, place: Place, document: Document) -> Any:
    document.marks[place] = node.start_mark
    if node.tag not in _CORE_TAGS:
        raise _Refused(node.start_mark, f"'{node.value}' is not allowed here; put it in quotes")
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, place, document)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*place, index), document) for index, item in enumerate(node.value)]
    try:
        return _CONSTRUCT.construct_object(node)
    except ValueError as error:
        raise _Refused(node.start_mark, f"'{node.value}' is not a date that exists") from error


def _build_mapping(node: yaml.MappingNode, place: Place, document: Document) -> dict[str, Any]:
    value: dict[str, Any] = {}
    first_lines: dict[str, int] = {}
    for key, item in node.value:
        if key.tag != "tag:yaml.org,2002:str":
            raise _Refused(key.start_mark, f"key '{key.value}' must be plain text; put it in quotes")
        if key.value in value:
            raise _Refused(
                key.start_mark, f"duplicate key '{key.value}' (first on line {first_lines[key.value]})"
            )
        first_lines[key.value] = key.start_mark.line + 1
        value[key.value] = _build(item, (*place, key.value), document)
        document.keys[*place, key.value] = key.start_mark
    return value


# ---------------------------------------------------------------- from value to entry


def _known(data: Path, documents: list[Document], vocabularies: Vocabularies) -> Known:
    """A file that cannot be read still gives its id, so that one mistake is reported once."""
    ids = {
        entry_type.kind: {path.stem for path in (data / folder).glob("*.yml")}
        for folder, entry_type in BY_FOLDER.items()
    }
    ids["provision"] = set()
    for document in documents:
        provisions = document.value.get("provisions")
        if document.path.parent.name == "regulations" and isinstance(provisions, list):
            ids["provision"] |= {str(item.get("id")) for item in provisions if isinstance(item, dict)}
    words = {
        name: vocabularies.ids(name)
        for name in type(vocabularies).model_fields
        if hasattr(getattr(vocabularies, name)[0], "id")
    }
    return Known(ids, words)


def _validate(
    document: Document, entry_type: type[Entry], known: Known
) -> tuple[Entry | None, list[Problem]]:
    problems = list(_unknown_links(document, known))
    try:
        value = {"id": document.path.stem} | document.value
        entry = entry_type.model_validate(value, context=known)
    except ValidationError as error:
        for details in error.errors():
            problems += _explain(document, entry_type, details)
        return None, problems
    if "id" in document.value:
        problems.append(document.problem(("id",), "the file name is the id; remove this line"))
    return (None if problems else entry), problems


def _unknown_links(document: Document, known: Known) -> Iterator[Problem]:
    for place, text in _texts(document.value):
        for source in prose.citations(text):
            if source not in known.ids["source"]:
                message = f"no source '{source}'{_nearest(source, known.ids['source'])}"
                yield document.problem(place, message, f"[^{source}]")
        for reference in prose.references(text):
            literal = f"][{reference.kind}:{reference.id}]"
            if reference.kind not in known.ids:
                yield document.problem(place, f"no entry kind '{reference.kind}'", literal)
            elif reference.id not in known.ids[reference.kind]:
                nearest = _nearest(reference.id, known.ids[reference.kind])
                yield document.problem(place, f"no {reference.kind} '{reference.id}'{nearest}", literal)


def _texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))


def _explain(document: Document, entry_type: type[Entry], details: ErrorDetails) -> Iterator[Problem]:
    """A pydantic error as sentences a contributor understands."""
    place, context, value = details["loc"], details.get("ctx", {}), details["input"]
    kind = details["type"]
    if kind == "flaws":
        for flaw in context["flaws"]:
            yield document.problem(place, flaw.message, flaw.literal)
        return
    if kind == "missing":
        missing = str(place[-1])
        problem = document.problem(place[:-1], "")
        yield Problem(problem.file, problem.line, problem.column, _dotted(place), f"'{missing}' is missing")
        return
    yield document.problem(place, _sentence(kind, entry_type, place, context, value, details["msg"]))


def _sentence(
    kind: str, entry_type: type[Entry], place: Place, context: Mapping[str, Any], value: Any, fallback: str
) -> str:
    if kind == "unknown":
        return f"no {context['kind']} '{value}'{_nearest(value, context['choices'])}"
    if kind == "unknown_word":
        allowed = ", ".join(context["choices"])
        return f"'{value}' is not one of {allowed}{_nearest(value, context['choices'])}"
    if kind == "extra_forbidden":
        return f"no field '{place[-1]}'{_nearest(str(place[-1]), _field_names(entry_type))}"
    if kind in {"less_than_equal", "greater_than_equal"} and place[0] in {"before", "after"}:
        return f"{value} is not on the scale 1–5 (see /method/#{_SCALE_ANCHORS[str(place[-1])]})"
    if kind == "string_type":
        return f"read as {value!r}; put the text in quotes"
    if kind == "too_short":
        return f"{context['actual_length']} given; {context['min_length']} or more expected"
    if kind == "too_long":
        return f"{context['actual_length']} given; {context['max_length']} at most"
    if kind == "string_pattern_mismatch":
        return f"'{value}' does not have the form {context['pattern']}"
    if kind == "date_type":
        return f"'{value}' is not a date; write 2026-11-23 without quotes"
    return f"{fallback[0].lower()}{fallback[1:]}, got {value!r}"


_SCALE_ANCHORS = {"likelihood": "likelihood", "impact_business": "impact", "impact_people": "impact"}


def _field_names(model: type[Any]) -> set[str]:
    return set(model.model_fields) - {"id"}


def _nearest(value: str, choices: Any) -> str:
    close = difflib.get_close_matches(str(value), sorted(choices), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""


def _dotted(place: Place) -> str:
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
