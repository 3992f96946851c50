"""The words the entries may use, read once from data/vocabularies/."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from macros.documents import Document, Problem, read_document
from macros.explain import explain, nearest
from macros.files import visible
from macros.model import Plain, Scale, Strict

FOLDER = "vocabularies"
STEPS = [1, 2, 3, 4, 5]


# A word becomes an address and a file name: nothing may stand in it that leads elsewhere.
WordId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Item(Strict):
    """One allowed word: its id in YAML, its name on a page, what it means."""

    id: WordId
    name: Plain
    means: Plain = ""


class Step(Strict):
    """One step of a five-step scale. Which texts it carries depends on the scale."""

    step: Scale
    name: Plain
    means: Plain = ""
    evidence: Plain = ""
    business: Plain = ""
    people: Plain = ""
    act: Plain = ""


class MatrixRow(Strict):
    """One likelihood's levels, for impact 1 to 5."""

    step: Scale
    levels: Annotated[list[Scale], Field(min_length=5, max_length=5)]


class Vocabularies(Strict):
    """Every vocabulary, in the order of its file."""

    products: list[Item]
    roles: list[Item]
    categories: list[Item]
    platforms: list[Item]
    efforts: list[Item]
    costs: list[Item]
    strengths: list[Item]
    confidences: list[Item]
    regulation_kinds: list[Item]
    source_kinds: list[Item]
    checklist_kinds: list[Item]
    jurisdictions: list[Item]
    duties: list[Item]
    verdicts: list[Item]
    areas: list[Item]
    likelihood: list[Step]
    impact: list[Step]
    levels: list[Step]
    matrix: list[MatrixRow]

    @cached_property
    def _items(self) -> dict[str, dict[str, Item]]:
        lists = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: {item.id: item for item in items}
            for name, items in lists.items()
            if isinstance(items[0], Item)
        }

    def word_lists(self) -> list[str]:
        """The names of the vocabularies whose words have ids; scales have steps instead."""
        return list(self._items)

    def ids(self, name: str) -> list[str]:
        """The ids of one vocabulary, in file order."""
        return list(self._items[name])

    def item(self, name: str, item_id: str) -> Item:
        """One word of one vocabulary. Raises KeyError for an unknown id."""
        return self._items[name][item_id]

    def order(self, name: str, item_id: str) -> int:
        """The place of a word in its file, counted from 0."""
        return list(self._items[name]).index(item_id)

    def level(self, likelihood: int, impact: int) -> Step:
        """The level for a likelihood and an impact, both 1 to 5.

        Source of the method: NIST SP 800-30 Rev. 1, Table I-2, kept in matrix.yml.
        """
        row = next(row for row in self.matrix if row.step == likelihood)
        return self.levels[row.levels[impact - 1] - 1]


def read_vocabularies(data: Path) -> tuple[Vocabularies | None, list[Problem]]:
    """The vocabularies under data/vocabularies/, one YAML list a file, and every problem met on the way.

    With a problem there are no vocabularies.
    """
    lists: dict[str, list[Strict]] = {}
    problems: list[Problem] = []
    names = list(Vocabularies.model_fields)
    for path in visible(data / FOLDER):
        name = f"{data.name}/{FOLDER}/{path.name}"
        if path.suffix != ".yml" or path.stem not in names:
            message = "no vocabulary of this name" + (
                nearest(path.stem, names) or f"; they are {', '.join(names)}"
            )
            problems.append(Problem(name, 1, 1, "", message))
            continue
        document, found = read_document(path, name, list)
        lists[path.stem], found = ([], found) if found else _read_list(document)
        problems += found
    for name in sorted(set(names) - set(lists)):
        problems.append(Problem(f"{data.name}/{FOLDER}/{name}.yml", 1, 1, "", "is missing"))
    return (None if problems else Vocabularies.model_validate(lists)), sorted(problems)


def _read_list(document: Document) -> tuple[list[Strict], list[Problem]]:
    annotation: Any = Vocabularies.model_fields[document.path.stem].annotation
    (model,) = typing.get_args(annotation)
    try:
        items = TypeAdapter(annotation).validate_python(document.value)
    except ValidationError as error:
        return [], [problem for details in error.errors() for problem in explain(document, model, details)]
    return items, list(_misnumbered(document, items) if model is not Item else _used_twice(document, items))


def _used_twice(document: Document, items: list[Item]) -> Iterator[Problem]:
    if not items:
        yield document.problem((), "an empty list; one word or more expected")
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            yield document.problem((index, "id"), f"'{item.id}' stands twice in this list")
        seen.add(item.id)


def _misnumbered(document: Document, items: list[Step] | list[MatrixRow]) -> Iterator[Problem]:
    found = [item.step for item in items]
    if found != STEPS:
        yield document.problem((), f"steps {', '.join(map(str, found))}; expected 1, 2, 3, 4, 5 in order")
