"""One YAML file, read as if it were hostile: its value, where each part stands, or what is wrong with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.files import SAFE_YAML, Unreadable, read_regular
from macros.text import shown

DEEPEST_NESTING = 12
LONGEST_NUMBER = 18
# About twice what the longest entry of the book has; what reads them takes no longer than they are long.
LONGEST_TEXT = 8_000
MOST_ITEMS = 200
MOST_VALUES = 2_000
MOST_PROBLEMS = 100
FIELD_HELP = "docs/contribute/fields.md, or riskbook explain FIELD"

_CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in
              ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}  # fmt: skip
_TEXT = "tag:yaml.org,2002:str"
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_DAY = "tag:yaml.org,2002:timestamp"
# Octal, sixties and other forms are read as numbers that nobody sees in the file.
_PLAIN_DIGITS = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Each with signs of which one stands in every such gap: looking for them spares nearly every file the search.
_GAPS = (
    (re.compile(r"[ \t](?<=\S[ \t])[ \t]{19,}(?=\S)"), (" " * 20, "\t")),
    (re.compile(r"\n(?:[ \t]*\n){5,}"), ("\n\n\n", " \n", "\t\n")),
)
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)
_CLEAR_ESCAPES = {'\\"', "\\\\", "\\/", "\\n", "\\\n"}

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
        return visible_line(f"{self.file}:{self.line}:{self.column}: {where}{self.message}")

    @property
    def annotation(self) -> str:
        """The problem as a workflow command of GitHub Actions, which marks the line in a pull request."""
        where = f"{self.where}: " if self.where else ""
        place = f"file={_escaped(self.file)},line={self.line},col={self.column}"
        return f"::error {place}::{_escaped(visible_line(where + self.message))}"


def _escaped(text: str) -> str:
    """A text that cannot end a workflow command or begin another; see the toolkit of GitHub Actions."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(sign, code)
    return text


def visible_line(line: str) -> str:
    """A line that a terminal or a log can show: what would move the cursor or end the line is written out."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in line)


def first_problems(found: Iterable[Problem]) -> list[Problem]:
    """The problems of one file as they are found, until there are too many to be read."""
    kept = list(itertools.islice(found, MOST_PROBLEMS + 1))
    if len(kept) > MOST_PROBLEMS:
        message = f"more than {MOST_PROBLEMS} problems in this file; mend these first"
        kept[-1] = replace(kept[-1], where="", message=message)
    return kept


def report(problems: list[Problem], is_partial: bool = False) -> str:
    """All problems, one on a line, and a line that counts them and says where help is.

    is_partial: what the whole book lacks could not be judged, so that more may follow.
    """
    more = " What the whole book asks is judged when these are mended." if is_partial else ""
    files = len({problem.file for problem in problems})
    return "\n".join(
        [
            *map(str, sorted(problems)),
            f"{_count(len(problems), 'problem')} in {_count(files, 'file')}.{more} "
            f"Fields and limits: {FIELD_HELP}",
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

    @cached_property
    def _marks(self) -> tuple[dict[Place, yaml.Mark], dict[Place, yaml.Mark]]:
        """Where each part of the value begins, and where each begins with its key, if it has one.

        Read from the text when a problem asks for it: most files have none, and never pay for it.
        """
        values: dict[Place, yaml.Mark] = {}
        keys: dict[Place, yaml.Mark] = {}
        _locate(yaml.compose(self.text, Loader=SAFE_YAML), (), values, keys)
        return values, values | keys

    def problem(self, place: Place, message: str, literal: str = "") -> Problem:
        """A problem at a place in the value, pointed at a literal in it where that is found."""
        values, beginnings = self._marks
        marks = values if literal else beginnings
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


def read_document(
    path: Path, name: str, shape: type = dict, before: Document | None = None
) -> tuple[Document, list[Problem]]:
    """One YAML file as a mapping, or as a list, with marks, and what is wrong with it.

    Refused: what is not a regular file, more than 256 KiB, other encodings than UTF-8, tabs, duplicate
    keys, aliases and merge keys, tags, a second document, keys that are not text, nesting deeper than
    12 levels, numbers of more than 18 digits, texts of more than 8,000 characters, lists of more than 200
    items, more than 2,000 values, and what a reviewer would not see: numbers and days in unusual forms,
    escaped characters, and gaps that push words out of sight.

    before: the same file as it was read without a problem earlier, returned when its text is the same.
    """
    try:
        text = read_regular(path)
    except Unreadable as unreadable:
        return Document(path, name), [Problem(name, 1, 1, "", str(unreadable))]
    if before and before.text == text:
        return before, []
    return parse_document(text, path, name, shape)


def parse_document(text: str, path: Path, name: str, shape: type = dict) -> tuple[Document, list[Problem]]:
    """A YAML text as `read_document` reads it; path and name say where it came from."""
    document = Document(path, name, text)
    if problems := gap_problems(name, text):
        return document, problems
    try:
        value = _value(_events(text))
    except _Refused as refused:
        return document, [Problem(name, refused.line, refused.column, "", refused.message)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return document, [
            Problem(name, line, column, "", f"not valid YAML: {_in_other_words(str(error.problem))}")
        ]
    except yaml.YAMLError as error:
        return document, [Problem(name, 1, 1, "", f"not valid YAML: {' '.join(str(error).split())}")]
    if not isinstance(value, shape):
        return document, [Problem(name, 1, 1, "", _SHAPES[shape])]
    document.value = value
    return document, []


_OTHER_WORDS = {
    "mapping values are not allowed": "a colon and a blank stand inside a text; put the text in quotes",
    "could not find expected ':'": "a name without a colon and a blank after it, here or on the line above",
    "did not find expected key": "a text goes on after its closing quote, or a line is indented otherwise",
    "cannot start any token": "a value begins with a sign that YAML keeps for itself; put it in quotes, and "
    "indent with blanks, not with tabs",
    "tab character": "a tab; indent with blanks",
    "unexpected end of stream": "a quote was opened and not closed",
}
"""What the parser says, and what a writer of entries can do about it."""


def _in_other_words(said: str) -> str:
    return next((words for part, words in _OTHER_WORDS.items() if part in said), said)


def gap_problems(name: str, text: str) -> list[Problem]:
    """The first gap in a text that is so large that what follows lies outside the window of a reviewer."""
    starts = [
        gap.start()
        for pattern, signs in _GAPS
        if any(sign in text for sign in signs) and (gap := pattern.search(text))
    ]
    if not starts:
        return []
    line = text.count("\n", 0, min(starts)) + 1
    column = min(starts) - text.rfind("\n", 0, min(starts))
    message = "twenty blanks or five empty lines hide what follows; remove them"
    return [Problem(name, line, column, "", message)]


class _Refused(Exception):
    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.line = mark.line + 1 if mark else 1
        self.column = mark.column + 1 if mark else 1
        self.message = message


def _events(text: str) -> Iterator[Any]:
    """The parser's events, which cost no recursion, all of them judged before anything is built from them."""
    depth = documents = values = 0
    events: list[Any] = []
    event: Any
    # Looking for their signs once in the whole text spares nearly every file the look at each value.
    may_trick = "&" in text or "*" in text or "!" in text
    may_hide = "\\" in text or " #" in text or len(text) > LONGEST_TEXT
    for event in yaml.parse(text, Loader=SAFE_YAML):
        events.append(event)
        if isinstance(event, yaml.NodeEvent):
            if may_trick:
                _refuse_tricks(event)
            if may_hide and isinstance(event, yaml.ScalarEvent):
                _refuse_hidden_words(event, text)
            values += 1
            if values > MOST_VALUES:
                raise _Refused(event.start_mark, f"more than {MOST_VALUES} values in one file")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST_NESTING:
                    raise _Refused(event.start_mark, f"nested deeper than {DEEPEST_NESTING} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(event.start_mark, "a second document; one file holds one entry")
    return iter(events)


_WRITE_OUT = "write the value out, or put the text in quotes"


def _refuse_tricks(event: Any) -> None:
    mark = event.start_mark
    if isinstance(event, yaml.AliasEvent):
        raise _Refused(mark, f"alias '*{shown(event.anchor)}' is not allowed; {_WRITE_OUT}")
    if event.anchor:
        raise _Refused(mark, f"anchor '&{shown(event.anchor)}' is not allowed; {_WRITE_OUT}")
    if event.tag:
        raise _Refused(mark, f"tag '{shown(event.tag)}' is not allowed")


def _refuse_hidden_words(event: Any, text: str) -> None:
    """Words of a text that its reviewer does not see, or that its reader never gets."""
    if len(event.value) > LONGEST_TEXT:
        message = f"a text of {len(event.value)} characters; {LONGEST_TEXT} at most"
        raise _Refused(event.start_mark, message)
    if event.style == '"':
        # Letters can be spelled as numbers, so that the words stand nowhere in the file.
        written = text[event.start_mark.index : event.end_mark.index]
        for found in _ESCAPE.finditer(written):
            if found[0] not in _CLEAR_ESCAPES:
                message = f"the escape '{shown(found[0])}' hides a character; write the character itself"
                raise _Refused(event.start_mark, message)
    elif event.value and not event.style:
        # A sign # behind a blank ends a text without quotes, and what follows is lost.
        end = event.end_mark.index
        if text[end : end + 1] == " " and text[end:].lstrip(" ").startswith("#"):
            message = (
                "what stands behind # is lost; put the text in quotes, or the comment on a line of its own"
            )
            raise _Refused(event.end_mark, message)


_CONSTRUCT: Any = yaml.SafeLoader("")


def _value(events: Iterator[Any]) -> Any:
    """The value of a whole document; None when there is none."""
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    return _build(first, events) if first else None


def _build(event: Any, following: Iterator[Any]) -> Any:
    """The value that begins with an event; the events that belong to it are taken off the following ones."""
    if isinstance(event, yaml.ScalarEvent):
        return _build_scalar(event)
    if isinstance(event, yaml.MappingStartEvent):
        return _build_mapping(following)
    items: list[Any] = []
    for item in _until(yaml.SequenceEndEvent, following):
        if len(items) == MOST_ITEMS:
            raise _Refused(item.start_mark, f"more than {MOST_ITEMS} items in one list")
        items.append(_build(item, following))
    return items


def _build_scalar(event: Any) -> Any:
    tag = _tag(event)
    if tag == _TEXT:
        return event.value
    if tag not in _CORE_TAGS:
        raise _Refused(event.start_mark, f"'{shown(event.value)}' is not allowed here; put it in quotes")
    if tag in _NUMBERS and len(event.value) > LONGEST_NUMBER:
        message = f"a number of {len(event.value)} characters; {LONGEST_NUMBER} at most, or put it in quotes"
        raise _Refused(event.start_mark, message)
    if tag in _NUMBERS and not _PLAIN_DIGITS.fullmatch(event.value):
        message = f"'{event.value}' is read as a number; write it in plain digits, or put it in quotes"
        raise _Refused(event.start_mark, message)
    if tag == _DAY and not _PLAIN_DAY.fullmatch(event.value):
        message = f"'{shown(event.value)}' is read as a day; write 2026-11-23, or put it in quotes"
        raise _Refused(event.start_mark, message)
    try:
        # Not construct_object, which would keep every node for ever.
        return _CONSTRUCT.yaml_constructors[tag](_CONSTRUCT, yaml.ScalarNode(tag, event.value))
    except ValueError as error:
        message = f"'{shown(event.value)}' is not a date that exists"
        raise _Refused(event.start_mark, message) from error


def _tag(event: Any) -> str:
    """What kind of scalar an event is."""
    return _plain_tag(event.value) if event.implicit[0] else _TEXT


@lru_cache(maxsize=1024)
def _plain_tag(written: str) -> str:
    """What YAML takes a scalar without quotes for. Kept, because keys come again in each file."""
    return str(_CONSTRUCT.resolve(yaml.ScalarNode, written, (True, False)))


def _build_mapping(following: Iterator[Any]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    first_lines: dict[str, int] = {}
    for event in _until(yaml.MappingEndEvent, following):
        mark = event.start_mark
        if not isinstance(event, yaml.ScalarEvent) or _tag(event) != _TEXT:
            found = shown(getattr(event, "value", "…"))
            raise _Refused(mark, f"key '{found}' must be plain text; put it in quotes")
        key = event.value
        if key in value:
            raise _Refused(mark, f"duplicate key '{shown(key)}' (first on line {first_lines[key]})")
        first_lines[key] = mark.line + 1
        value[key] = _build(next(following), following)
    return value


def _until(end: type, following: Iterator[Any]) -> Iterator[Any]:
    """The following events, one by one, as long as the collection they stand in goes on."""
    return itertools.takewhile(lambda event: not isinstance(event, end), following)


def _locate(node: Any, place: Place, values: dict[Place, yaml.Mark], keys: dict[Place, yaml.Mark]) -> None:
    if not node:
        return
    values[place] = node.start_mark
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _locate(item, (*place, index), values, keys)
    elif isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            keys[*place, key.value] = key.start_mark
            _locate(item, (*place, key.value), values, keys)


def dotted(place: Place) -> str:
    """A place in a value as people write it: mitigations.core[0]."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{shown(part)}" if text else shown(part)
    return text
