"""A new file for an entry: every field in order, under what belongs there, with a blank for each value."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic.fields import FieldInfo

from macros import clock
from macros.contribute.fields import (
    LAST,
    SCALES,
    field_help,
    in_order,
    inner_model,
    notes_of,
    parts_of,
    ref_of,
    vocabulary_of,
)
from macros.load.blanks import BLANK
from macros.load.documents import visible_line
from macros.model.entry import Entry, Strict
from macros.model.fields import Style, WordCount
from macros.model.risk import Rating
from macros.model.vocabularies import Vocabularies

WIDTH = 110
WAYS_ON = {"first_hour": 3, "checklist": 1}
"""Fields that an entry may leave out only because another stands in for them, with the items they need."""
CITING = (
    "In prose, cite a source as [^its-id] (riskbook find source WORD; riskbook new source ADDRESS) and link "
    "an entry as [words][mitigation:its-id]. Open no sentence with It, None or Otherwise, or with This or "
    "That for a thing just named: name the thing. A sentence has 28 words at most, under 16 on average."
)
QUOTING = "Put a text of one line with a colon in quotes."
MOST_WORDS = 20
"""More words than this are looked up instead of printed."""
LONGEST_ID = 64
A_PARAGRAPH = 20
SEVERAL_PARAGRAPHS = 150


def id_of(title: str) -> str:
    """The id that a title suggests: small letters and digits with hyphens, at most 64 characters.

    Empty for a title without a letter or digit of the Latin alphabet.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    pieces = re.findall(r"[a-z0-9]+", plain)
    found = ""
    for piece in pieces:
        longer = f"{found}-{piece}" if found else piece
        if len(longer) > LONGEST_ID:
            break
        found = longer
    return found


def skeleton(
    entry_type: type[Entry], values: Mapping[str, str], vocabularies: Vocabularies, notes: Sequence[str] = ()
) -> str:
    """The text of a new file, which has no problem but its blanks when the values have none.

    values: what is known already, by the name of a field that holds a text, a word or a list of them. A list
    is split at the ends of its lines, or at its commas when it has one line. notes: what stands as a comment
    at the top. Dates of reading are today, but no part counts as tried. Raises KeyError for a name that is no
    field of the kind.
    """
    for name in values:
        if name not in in_order(entry_type):
            raise KeyError(name)
    lines = [
        f"# yaml-language-server: $schema=../schemas/{entry_type.kind}.json",
        *_comment(
            f"{entry_type.__doc__} Fill in every blank, marked by three underscores. These comments may stay."
        ),
        *_comment(f"{CITING} {QUOTING}" if _has_prose(entry_type) else QUOTING),
        *(line for note in notes for line in _comment(note)),
        *_fields(entry_type, vocabularies, values),
    ]
    return "\n".join(lines) + "\n"


def _fields(model: type[Strict], vocabularies: Vocabularies, values: Mapping[str, str]) -> Iterator[str]:
    has_required = any(info.is_required() for info in model.model_fields.values())
    for name in in_order(model):
        info = model.model_fields[name]
        is_asked = info.is_required() or not has_required or (name in WAYS_ON and issubclass(model, Entry))
        if not is_asked and name not in values:
            if name not in LAST:
                parts = parts_of(model.model_fields[name])
                inside = f" Fields inside: {', '.join(parts)}." if parts else ""
                yield from _comment(f"Optional, {name}: {_help(model, name, vocabularies)}{inside}")
            continue
        yield from _comment(_help(model, name, vocabularies))
        if _may_be_no_day(info) and not issubclass(model, Entry):
            # Whoever writes an entry has opened its source; that a part of it was tried is for them to say.
            yield f"{name}: null"
        else:
            yield from _field(name, info, vocabularies, values.get(name))


def _has_prose(model: type[Strict]) -> bool:
    """Whether a text of the entry may cite and link."""
    return any(
        isinstance(note, Style) and note.limit.startswith("prose")
        for info in model.model_fields.values()
        for note in notes_of(info.annotation, info.metadata)
    )


def _help(model: type[Strict], name: str, vocabularies: Vocabularies) -> str:
    """What a field is for, and where its words, its ids or the steps of its scale are found."""
    info = model.model_fields[name]
    said = [field_help(info)]
    if vocabulary := vocabulary_of(info):
        words = vocabularies.ids(vocabulary)
        is_long = len(words) > MOST_WORDS
        said.append(f"Words: riskbook explain {name}." if is_long else f"Words: {', '.join(words)}.")
    if kind := ref_of(info):
        said.append(f"riskbook find {kind} WORD")
    if model is Rating and name in SCALES:
        said.append(f"The steps: riskbook explain before.{name}")
    return " ".join(filter(None, said))


def _field(name: str, info: FieldInfo, vocabularies: Vocabularies, value: str | None) -> Iterator[str]:
    inner, is_list = inner_model(info.annotation), _is_list(info)
    if value is not None:
        yield from _given(name, value, is_list, _block(info))
    elif inner and is_list:
        yield f"{name}:"
        yield from _item(_fields(inner, vocabularies, {}))
        bare = [line for line in _item(_fields(inner, vocabularies, {})) if not line.lstrip().startswith("#")]
        yield from bare * (_least(info) - 1)
    elif inner:
        yield f"{name}:"
        yield from _indented(_fields(inner, vocabularies, {}))
    elif is_list:
        yield f"{name}:"
        yield from [f"  - {BLANK}"] * (WAYS_ON.get(name) or _least(info))
    elif _is_day(info) and name != "next_review":
        yield f"{name}: {clock.today().isoformat()}"
    elif style := _block(info):
        yield f"{name}: {style}"
        yield f"  {BLANK}"
    else:
        yield f"{name}: {BLANK}"


def _given(name: str, value: str, is_list: bool, block: str) -> Iterator[str]:
    if is_list:
        items = value.splitlines() if "\n" in value else value.split(",")
        yield f"{name}:"
        yield from (f"  - {_scalar(item.strip().removeprefix('- '))}" for item in items if item.strip())
    elif block and _is_printable(value):
        yield f"{name}: {block}"
        for paragraph in value.strip().split("\n\n"):
            yield from _indented(
                iter(textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False))
            )
            yield ""
    else:
        yield f"{name}: {_scalar(value)}"


def _is_printable(value: str) -> bool:
    """Whether a block text can hold the value: YAML has no escapes there, and an indent would be a sign."""
    return all(sign.isprintable() or sign == "\n" for sign in value)


def _item(lines: Iterator[str]) -> Iterator[str]:
    """The lines of one item of a list. Comments before its first field stand over the dash."""
    has_dash = False
    for line in lines:
        is_comment = line.lstrip().startswith("#")
        yield f"  {line}" if is_comment and not has_dash else f"    {line}" if has_dash else f"  - {line}"
        has_dash = has_dash or not is_comment


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _comment(text: str) -> list[str]:
    lines = textwrap.wrap(visible_line(text), WIDTH - 2, break_long_words=False)
    return [f"# {line}" for line in lines]


def _scalar(value: str) -> str:
    """A text as YAML reads it back: plain where nothing can be mistaken, else in double quotes."""
    is_plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*( [A-Za-z0-9-]+)*", value) and value.lower() not in _KEPT
    return value if is_plain else json.dumps(value, ensure_ascii=False)


_KEPT = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def _block(info: FieldInfo) -> str:
    """How a longer text stands under its field; nothing for a text of one line."""
    notes = notes_of(info.annotation, info.metadata)
    most = max((note.most for note in notes if isinstance(note, WordCount)), default=0)
    return "" if most <= A_PARAGRAPH else "|" if most > SEVERAL_PARAGRAPHS else ">-"


def _is_list(info: FieldInfo) -> bool:
    return "list[" in str(info.annotation)


def _is_day(info: FieldInfo) -> bool:
    annotation: Any = info.annotation
    return annotation is date or date in getattr(annotation, "__args__", ())


def _may_be_no_day(info: FieldInfo) -> bool:
    return _is_day(info) and type(None) in getattr(info.annotation, "__args__", ())


def _least(info: FieldInfo) -> int:
    sizes = (getattr(note, "min_length", None) for note in info.metadata)
    return max(1, *(int(size) for size in sizes if size), 1)
