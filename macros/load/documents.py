"""One YAML file, read as if it were hostile: its value, where each part stands, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.files import Unreadable, read_regular

DEEPEST_NESTING = 12
LONGEST_NUMBER = 18
FIELD_HELP = "/contribute/fields/"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in
              ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}  # fmt: skip
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}

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
        return _visible(f"{self.file}:{self.line}:{self.column}: {where}{self.message}")


def _visible(line: str) -> str:
    """A line that a terminal or a log can show: what would move the cursor or end the line is written out."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in line)


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
    value: Any = field(default_factory=dict)
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
        return Problem(self.name, line + 1, column + 1, dotted(place), message)


_SHAPES: dict[type, str] = {
    dict: "expected fields such as 'title: …', one on a line",
    list: "expected a list, each item on a line that begins with '- '",
}


def read_document(path: Path, name: str, shape: type = dict) -> tuple[Document, list[Problem]]:
    """One YAML file as a mapping, or as a list, with marks, and what is wrong with it.

    Refused: what is not a regular file, more than 256 KiB, other encodings than UTF-8, tabs, duplicate
    keys, aliases and merge keys, tags, a second document, keys that are not text, nesting deeper than
    12 levels, and whole numbers of more than 18 digits.
    """
    try:
        text = read_regular(path)
    except Unreadable as unreadable:
        return Document(path, name), [Problem(name, 1, 1, "", str(unreadable))]
    return parse_document(text, path, name, shape)


def parse_document(text: str, path: Path, name: str, shape: type = dict) -> tuple[Document, list[Problem]]:
    """A YAML text as `read_document` reads it; path and name say where it came from."""
    document = Document(path, name, text)
    try:
        _refuse_tricks(text)
        root = yaml.compose(text, Loader=_Loader)
        value = _build(root, (), document) if root else None
    except _Refused as refused:
        return document, [Problem(name, refused.line, refused.column, "", refused.message)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return document, [Problem(name, line, column, "", f"not valid YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return document, [Problem(name, 1, 1, "", f"not valid YAML: {' '.join(str(error).split())}")]
    if not isinstance(value, shape):
        return document, [Problem(name, 1, 1, "", _SHAPES[shape])]
    document.value = value
    return document, []


class _Refused(Exception):
    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.line = mark.line + 1 if mark else 1
        self.column = mark.column + 1 if mark else 1
        self.message = message


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
    if node.tag in _NUMBERS and len(node.value) > LONGEST_NUMBER:
        message = f"a number of {len(node.value)} characters; {LONGEST_NUMBER} at most, or put it in quotes"
        raise _Refused(node.start_mark, message)
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


def dotted(place: Place) -> str:
    """A place in a value as people write it: mitigations.core[0]."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
