"""A mistake that pydantic found, as sentences a contributor understands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from macros.load.documents import Document, Place, Problem, dotted
from macros.model.entry import Strict
from macros.text import shown

LONGEST_NEAR = 64
MOST_COMPARED = 80
CLOSE = 0.55
CLOSE_SHORT = 0.5


def explain(document: Document, model: type[BaseModel], details: ErrorDetails) -> Iterator[Problem]:
    """A pydantic error as sentences a contributor understands."""
    place, context, value = details["loc"], details.get("ctx", {}), details["input"]
    kind = details["type"]
    if kind == "flaws":
        for flaw in context["flaws"]:
            yield document.problem(place, flaw.message, flaw.literal)
        return
    if kind == "default_factory_not_called":
        return  # It was to follow from another field, which has a problem of its own.
    if kind == "missing":
        missing = str(place[-1])
        problem = document.problem(place[:-1], "")
        yield Problem(problem.file, problem.line, problem.column, dotted(place), f"'{missing}' is missing")
        return
    yield document.problem(place, _sentence(kind, model, place, context, value, details["msg"]))


def _sentence(
    kind: str, model: type[BaseModel], place: Place, context: Mapping[str, Any], value: Any, fallback: str
) -> str:
    if kind == "unknown":
        return f"no {context['kind']} '{shown(value)}'{nearest(value, context['choices'])}"
    if kind == "unknown_word":
        allowed = ", ".join(context["choices"])
        meant = f"; did you mean '{context['meant']}'?" if context["meant"] else ""
        return f"'{shown(value)}' is not one of {allowed}{meant or nearest(value, context['choices'])}"
    if kind == "extra_forbidden":
        if place[-1] in {"source", "sources"}:
            return f"no field '{place[-1]}'; a source is cited in the text, as [^source-id]"
        return f"no field '{shown(place[-1])}'{nearest(str(place[-1]), _field_names(model))}"
    if kind in {"less_than_equal", "greater_than_equal", "int_type"} and place[0] in {"before", "after"}:
        return f"'{shown(value)}' is not on the scale from 1 to 5; docs/method.md says what each step means"
    if kind == "string_type":
        return f"read as {_KINDS_OF_VALUE.get(type(value), 'no text')}, not as a text; put it in quotes"
    if kind == "model_type":
        example = f"such as '{_first_field(context['class_name'])}: …'"
        return f"expected fields of its own, indented under it, {example}, got {shown(repr(value))}"
    if kind == "too_short":
        return f"{context['actual_length']} given; {context['min_length']} or more expected"
    if kind == "too_long":
        return f"{context['actual_length']} given; {context['max_length']} at most"
    if kind == "string_too_short":
        return "is empty"
    if kind == "string_too_long":
        return f"{len(value)} characters; {context['max_length']} at most"
    if kind == "date_type":
        return f"'{shown(value)}' is not a date; write 2026-11-23 without quotes"
    if kind in _SHAPES:
        return f"{_SHAPES[kind]}, got {shown(repr(value))}"
    if kind in {"less_than_equal", "greater_than_equal"}:
        return f"{value}; expected {context.get('ge', context.get('le'))} {_ENDS[kind]}"
    if kind == "literal_error":
        return f"{shown(repr(value))}; expected {context['expected']}"
    return f"{fallback[0].lower()}{fallback[1:]}, got {shown(repr(value))}"


_SHAPES = {
    "list_type": "expected a list, each item on a line that begins with '- '",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
}
_ENDS = {"less_than_equal": "at most", "greater_than_equal": "or more"}


_KINDS_OF_VALUE = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    date: "a date",
    list: "a list",
    dict: "fields of its own",
}


def _first_field(name: str) -> str:
    """The first field of the model of that name, which shows what is meant."""
    models = list(Strict.__subclasses__())
    for model in models:
        if model.__name__ == name:
            return next(iter(model.model_fields))
        models += model.__subclasses__()
    raise LookupError(name)


def _field_names(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields) - {"id"}


def nearest(value: str, choices: Iterable[str]) -> str:
    """What the writer may have meant, as the end of a sentence; empty when nothing is near."""
    if len(value) > LONGEST_NEAR:
        return ""
    # Comparing with all of a thousand sources would take a tenth of a second for each word.
    pairs = _pairs(value)
    ranked = sorted(choices, key=lambda choice: (-len(pairs & _pairs(choice)), choice))[:MOST_COMPARED]
    close = difflib.get_close_matches(
        value, sorted(ranked), n=1, cutoff=CLOSE if len(value) > 3 else CLOSE_SHORT
    )
    return f"; did you mean '{close[0]}'?" if close else ""


@lru_cache(maxsize=8192)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, zip(word, word[1:], strict=False)))
