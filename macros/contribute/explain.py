"""What a field of an entry is for, with its limits, its words and an example out of the book."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from macros.contribute.fields import (
    field_help,
    in_order,
    inner_model,
    parts_of,
    ref_of,
    steps_of,
    vocabulary_of,
)
from macros.load.entries import Entries
from macros.model.entry import Strict
from macros.model.kinds import ENTRY_TYPES

LONGEST_EXAMPLE = 200


def explain_field(entries: Entries, wanted: str) -> list[str]:
    """Lines about every field of that name: 'brief', 'risk.brief' or 'before.likelihood'.

    Empty when no kind has such a field; see `near`.
    """
    lines: list[str] = []
    for name, model, field in _fields():
        if wanted in (name, name.partition(".")[2], name.rpartition(".")[2]):
            lines += [*_about(entries, name, model, field), ""]
    return lines[:-1]


def near(wanted: str) -> list[str]:
    """Up to three fields whose names are like the one that was asked for."""
    names = [name for name, _, _ in _fields()]
    short = {name.partition(".")[2]: name for name in names}
    return difflib.get_close_matches(wanted, names, 3) or [
        short[found] for found in difflib.get_close_matches(wanted, short, 3)
    ]


def _fields() -> Iterator[tuple[str, type[Strict], str]]:
    """Every field: its name from the kind down, the model it stands in, its name there."""
    for entry_type in ENTRY_TYPES:
        yield from _inside(entry_type, entry_type.kind)


def _inside(model: type[Strict], prefix: str) -> Iterator[tuple[str, type[Strict], str]]:
    for field in in_order(model):
        name = f"{prefix}.{field}"
        yield name, model, field
        if inner := inner_model(model.model_fields[field].annotation):
            yield from _inside(inner, name)


def _about(entries: Entries, name: str, model: type[Strict], field: str) -> Iterator[str]:
    info = model.model_fields[field]
    yield f"{name} ({'required' if info.is_required() else 'optional'})"
    yield f"  {field_help(info)}"
    if parts := parts_of(info):
        yield f"  Fields inside: {', '.join(parts)}"
    if vocabulary := vocabulary_of(info):
        for item in getattr(entries.vocabularies, vocabulary):
            yield f"  {item.id}: {_told(item)}"
    yield from (f"  {step}" for step in steps_of(model, field, entries.vocabularies))
    if kind_of_id := ref_of(info):
        yield f"  Which there are: riskbook find {kind_of_id} WORD"
    kind, *way = name.split(".")
    if example := _example(entries, kind, way):
        yield f"  Example: {example}"


def _told(item: Any) -> str:
    """What a word means, or its name where no meaning is kept."""
    return str(getattr(item, "means", "") or item.name)


def _example(entries: Entries, kind: str, way: list[str]) -> str:
    """The first short value of the field in the book, by the ids of the entries."""
    for entry in entries.of(kind).values():
        value: Any = entry
        for name in way:
            value = value[0] if isinstance(value, list) and value else value
            value = getattr(value, name, None)
        value = value[0] if isinstance(value, list) and value else value
        if (
            value not in (None, "", [])
            and not isinstance(value, Strict)
            and len(str(value)) < LONGEST_EXAMPLE
        ):
            return f"{' '.join(str(value).split())} (data/{entry.folder}/{entry.id}.yml)"
    return ""
