"""What a field is: its place among the others, its model, its meaning and its limits."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from macros.model.entry import Entry, Strict
from macros.model.fields import Limit, OneOf, Ref
from macros.model.risk import Rating
from macros.model.vocabularies import Vocabularies

LAST = ("reviewed", "next_review", "was")
"""Fields that every kind shares stand at the end of a file, where they are in nobody's way."""


def in_order(model: type[Strict]) -> list[str]:
    """The names of the fields of a model, in the order in which a file holds them; not the id of an entry."""
    names = [name for name in model.model_fields if not (name == "id" and issubclass(model, Entry))]
    here = [name for name in names if name in model.__annotations__]
    inherited = [name for name in names if name not in here and name not in LAST]
    return [*here, *inherited, *(name for name in LAST if name in names)]


def inner_model(annotation: Any) -> type[Strict] | None:
    """The model whose fields stand inside a field, or None for a field that holds texts, numbers or days."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    if typing.get_origin(annotation) in {list, types.UnionType, typing.Union, typing.Annotated}:
        for argument in typing.get_args(annotation):
            if found := inner_model(argument):
                return found
    return None


def parts_of(info: FieldInfo) -> list[str]:
    """The names of the fields inside a field, in the order of a file; empty for a field of one value."""
    inner = inner_model(info.annotation)
    return in_order(inner) if inner else []


def notes_of(annotation: Any, notes: Iterable[Any] = ()) -> Iterator[Any]:
    """What the types of a field say of themselves, from the outside in: limits, choices, forms."""
    yield from notes
    for argument in typing.get_args(annotation):
        is_annotated = typing.get_origin(argument) is Annotated
        yield from notes_of(argument, argument.__metadata__ if is_annotated else ())


def vocabulary_of(info: FieldInfo) -> str | None:
    """The vocabulary whose words a field takes, if it takes any."""
    found = (note.vocabulary for note in notes_of(info.annotation, info.metadata) if isinstance(note, OneOf))
    return next(found, None)


SCALES = {
    "likelihood": ("likelihood", "means"),
    "impact_business": ("impact", "business"),
    "impact_people": ("impact", "people"),
}
"""Fields of a rating: the scale they take a step of, and which of its texts says what a step means there."""


def steps_of(model: type[Strict], field: str, vocabularies: Vocabularies) -> list[str]:
    """What each step of a scale means for a field of a rating; nothing for any other field."""
    if model is not Rating or field not in SCALES:
        return []
    scale, text = SCALES[field]
    return [f"{step.step} {step.name}: {getattr(step, text)}" for step in getattr(vocabularies, scale)]


def ref_of(info: FieldInfo) -> str | None:
    """The kind of entry whose ids a field takes, if it takes any."""
    found = (note.kind for note in notes_of(info.annotation, info.metadata) if isinstance(note, Ref))
    return next(found, None)


def field_help(info: FieldInfo) -> str:
    """What a field means, and its limits: the description, then what each of its types says of itself."""
    inner = inner_model(info.annotation)
    meaning = info.description or (" ".join((inner.__doc__ or "").split()) if inner else "")
    limits = "; ".join(dict.fromkeys(_limits(info.annotation, info.metadata)))
    return " ".join(filter(None, [meaning, f"{limits[:1].upper()}{limits[1:]}." if limits else ""]))


def _limits(annotation: Any, notes: Iterable[Any]) -> Iterator[str]:
    size: dict[str, int] = {}
    for note in notes:
        if isinstance(note, Limit | Ref | OneOf):
            yield note.limit
        for name in ("ge", "le", "min_length", "max_length"):
            if not isinstance(note, StringConstraints) and getattr(note, name, None) is not None:
                size[name] = getattr(note, name)
    if "ge" in size and "le" in size:
        yield f"{size['ge']} to {size['le']}"
    elif "ge" in size:
        yield f"{size['ge']} or more"
    if "min_length" in size or "max_length" in size:
        yield _count(size.get("min_length"), size.get("max_length"))
    for argument in typing.get_args(annotation):
        origin = typing.get_origin(argument)
        yield from _limits(argument, argument.__metadata__ if origin is Annotated else ())


def _count(least: int | None, most: int | None) -> str:
    if least and most:
        return f"{least} to {most} items"
    return f"{least} or more items" if least else f"{most} items at most"
