"""The vocabularies, read from data/vocabularies/."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.files import visible
from macros.load.documents import Document, Problem, first_problems, read_document
from macros.load.explain import explain, nearest
from macros.model.entry import Strict
from macros.model.vocabularies import Item, MatrixRow, Step, Vocabularies

FOLDER = "vocabularies"
STEPS = [1, 2, 3, 4, 5]


def read_vocabularies(data: Path) -> tuple[Vocabularies | None, list[Problem]]:
    """The vocabularies under data/vocabularies/, one YAML list a file, and every problem met on the way.

    With a problem there are no vocabularies.
    """
    lists: dict[str, list[Strict]] = {}
    documents: dict[str, Document] = {}
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
        documents[path.stem] = document
    for name in sorted(set(names) - set(lists)):
        problems.append(Problem(f"{data.name}/{FOLDER}/{name}.yml", 1, 1, "", "is missing"))
    problems += _facts_of_nothing(documents, lists) if not problems else []
    return (None if problems else Vocabularies.model_validate(lists)), sorted(problems)


def _read_list(document: Document) -> tuple[list[Strict], list[Problem]]:
    annotation: Any = Vocabularies.model_fields[document.path.stem].annotation
    (model,) = typing.get_args(annotation)
    try:
        items = TypeAdapter(annotation).validate_python(document.value)
    except ValidationError as error:
        refused = error.errors()
        return [], first_problems(
            problem for details in refused for problem in explain(document, model, details)
        )
    return items, first_problems(
        _used_twice(document, items) if issubclass(model, Item) else _misnumbered(document, items)
    )


def rates_of_no_source(data: Path, vocabularies: Vocabularies, sources: Collection[str]) -> Iterator[Problem]:
    """A sentence for each exchange rate that names a source which does not exist.

    sources: the ids of all sources. They are known only after the vocabularies were read.
    """
    for index, currency in enumerate(vocabularies.currencies):
        for number, rate in enumerate(currency.rates):
            if rate.source not in sources:
                name = f"{data.name}/{FOLDER}/currencies.yml"
                document, _ = read_document(data / FOLDER / "currencies.yml", name, list)
                message = f"no source '{rate.source}'{nearest(rate.source, sources)}"
                yield document.problem((index, "rates", number, "source"), message)


def _used_twice(document: Document, items: list[Item]) -> Iterator[Problem]:
    if not items:
        yield document.problem((), "an empty list; one word or more expected")
    seen: set[str] = set()
    for index, item in enumerate(items):
        # Capitals are no difference: on many machines two such pages would be one file.
        if item.id.lower() in seen:
            yield document.problem((index, "id"), f"'{item.id}' stands twice in this list")
        seen.add(item.id.lower())
    yield from _parts_of_nothing(document, items)


def _parts_of_nothing(document: Document, items: list[Item]) -> Iterator[Problem]:
    """A place is part of another one in the list, which is part of none: rules hold one step down."""
    whole = [item.id for item in items if not getattr(item, "part_of", None)]
    for index, item in enumerate(items):
        part_of = getattr(item, "part_of", None)
        if part_of and part_of not in whole:
            message = f"no place '{part_of}' that is whole itself{nearest(part_of, whole)}"
            yield document.problem((index, "part_of"), message)


def _facts_of_nothing(documents: dict[str, Document], lists: dict[str, list[Any]]) -> Iterator[Problem]:
    """A fact answers a question that is asked, and follows from products that there are."""
    for field, kind in (("question", "questions"), ("with_products", "products")):
        known = [item.id for item in lists[kind]]
        for index, fact in enumerate(lists["facts"]):
            named = getattr(fact, field)
            for word in [named] if isinstance(named, str) else named:
                if word not in known:
                    message = f"'{word}' is not one of the {kind}{nearest(word, known)}"
                    yield documents["facts"].problem((index, field), message)


def _misnumbered(document: Document, items: list[Step] | list[MatrixRow]) -> Iterator[Problem]:
    found = [item.step for item in items]
    if found != STEPS:
        yield document.problem((), f"steps {', '.join(map(str, found))}; expected 1, 2, 3, 4, 5 in order")
