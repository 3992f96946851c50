"""Every field of every kind reaches its reader, and says what it means and what its limits are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from macros.book.book import Book
from macros.contribute.fields import field_help
from macros.load.entries import Entries, load
from macros.model.entry import Entry
from macros.model.kinds import ENTRY_TYPES
from tests.conftest import FIXTURE_BOOK, PROJECT
from tests.everything import sayings

UNSEEN = {
    "id": "the address of the entry",
    "was": "old addresses lead to the entry, see test_an_old_address_leads_to_the_new_one",
    "next_review": "shown on the day it has passed, see test_an_overdue_entry_says_so_on_its_page",
}
# The fields that name other entries, and of which kind.
LINKS = {
    "risks": "risk", "core": "mitigation", "more": "mitigation", "provision": "provision",
    "provisions": "provision", "mitigation": "mitigation", "mitigations": "mitigation",
    "regulations": "regulation", "repeated_by": "source", "limits": "mitigation",
    "emergency_list": "checklist",
    "checklist": "checklist", "risk": "risk", "ask": "situation", "rules": "provision",
}  # fmt: skip
SENTINEL = "Zxqj"
VOCABULARIES = {
    "category": "categories", "confidence": "confidences", "platform": "platforms", "who": "roles",
    "effort": "efforts", "cost": "costs", "strength": "strengths", "jurisdiction": "jurisdictions",
    "role": "roles", "roles": "roles", "products": "products", "verdict": "verdicts",
    "area": "areas", "sign": "signs", "to": "recipients", "only": "trades", "duties": "duties",
    "facts": "facts", "currency": "currencies", "form": "cost_kinds", "strikes": "account_parts",
    "reached": "case_stages",
}  # fmt: skip
TYPES = {"regulation": "regulation_kinds", "source": "source_kinds", "checklist": "checklist_kinds"}
# What an empty optional field is filled with before it is changed.
FILLED: dict[str, Any] = {
    "stays_because": "It stays.", "not_on_checklist": "None fits.", "url": "https://a.example/",
    "decided_by": "A court", "amount": "EUR 1", "why": "Because.", "done_when": "Done.",
    "action": "Act.", "how": "Tap it.", "in_force": "2020", "published": "2020", "checked": date(2026, 1, 1),
    "likelihood": 1, "impact_business": 1, "impact_people": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Entries:
    import shutil

    data = tmp_path_factory.mktemp("fields") / "data"
    shutil.copytree(FIXTURE_BOOK, data)
    shutil.copytree(PROJECT / "data" / "vocabularies", data / "vocabularies")
    found, problems = load(data)
    assert found
    assert problems == []
    return found


@pytest.fixture(scope="module")
def unaltered(entries: Entries) -> list[str]:
    return list(sayings(Book(entries)))


def leaves(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The fields of a kind, with the fields inside them."""
    from macros.contribute.fields import inner_model

    for name, info in model.model_fields.items():
        inner = inner_model(info.annotation)
        if inner:
            yield from leaves(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def is_elsewhere(field: str) -> bool:
    """Whether a field is named above, with the test or the reason why changing it shows nothing here."""
    return any(field == name or field.endswith(f".{name}") for name in UNSEEN)


FIELDS = [(kind, field) for kind in ENTRY_TYPES for field in leaves(kind) if not is_elsewhere(field)]


def changed(value: Any, path: list[str], entries: Entries) -> Any:
    """The value with the field at the end of the path changed."""
    if isinstance(value, list) and path:
        first = next((index for index, item in enumerate(value) if is_filled(item, path)), 0)
        return [changed(item, path, entries) if index == first else item for index, item in enumerate(value)]
    if not path:
        return other(value)
    name = path[0]
    inner = getattr(value, name)
    vocabulary = TYPES[value.kind] if name == "type" else VOCABULARIES.get(name)
    if vocabulary:
        return value.model_copy(update={name: other_word(inner, entries.vocabularies.ids(vocabulary))})
    if len(path) == 1 and name in LINKS:
        return value.model_copy(update={name: elsewhere(inner, LINKS[name], entries)})
    if len(path) == 1 and inner in (None, []):
        inner = FILLED.get(name, [] if inner == [] else "2020")
    return value.model_copy(update={name: changed(inner, path[1:], entries)})


def is_filled(value: Any, path: list[str]) -> bool:
    """Whether something stands at the end of the path."""
    if isinstance(value, list) and path:
        return any(is_filled(item, path) for item in value)
    if not path:
        return value not in (None, [], False)
    return value is not None and is_filled(getattr(value, path[0]), path[1:])


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, float):
        return value * 2
    if isinstance(value, int):
        return value - 1 if value > 1 else value + 1
    if isinstance(value, date):
        return value + timedelta(days=400)
    if isinstance(value, list):
        return [*value, SENTINEL]
    if isinstance(value, str) and value.split()[0].isdigit() and " " in value:
        return f"{int(value.split()[0]) + 1} {value.split(maxsplit=1)[1]}"
    if isinstance(value, str) and value[:4].isdigit():
        return f"{int(value[:4]) - 1}{value[4:]}"
    return "https://zxqj.example/" if str(value).startswith("https://") else f"{SENTINEL} {value}"


def elsewhere(value: Any, kind: str, entries: Entries) -> Any:
    """A link, or a list of links, that leads to an entry it did not lead to."""
    ids = list(Book(entries).provisions if kind == "provision" else entries.of(kind))
    return other_word(value, ids[::-1])


def other_word(value: Any, ids: list[str]) -> Any:
    another = next(word for word in ids if word not in (value if isinstance(value, list) else [value]))
    return [another] if isinstance(value, list) else another


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind.kind}.{field}" for kind, field in FIELDS])
def test_every_field_reaches_its_reader(
    entries: Entries, unaltered: list[str], kind: type[Entry], field: str
) -> None:
    path = field.split(".")
    all_of_kind = list(entries.of(kind.kind).values())
    entry = next((entry for entry in all_of_kind if is_filled(entry, path)), all_of_kind[0])
    altered = changed(entry, path, entries)
    by_kind = entries.by_kind | {kind.kind: entries.by_kind[kind.kind] | {entry.id: altered}}
    altered_book = Book(replace(entries, by_kind=by_kind))
    # One text that differs is enough, and the others are never made.
    assert any(now != before for now, before in zip_longest(sayings(altered_book), unaltered))


@pytest.mark.parametrize("kind", ENTRY_TYPES, ids=lambda kind: kind.kind)
def test_every_field_says_what_it_means(kind: type[Entry]) -> None:
    for name, info in kind.model_fields.items():
        assert name == "id" or field_help(info), name


def test_a_limit_stands_in_the_field_reference_and_in_the_schema() -> None:
    reference = (PROJECT / "docs" / "contribute" / "fields.md").read_text(encoding="utf-8")
    schema = json.loads((Path(PROJECT) / "data" / "schemas" / "risk.json").read_text(encoding="utf-8"))
    limit = "Prose, each number with its source; 40 to 80 words; reading grade 9 or lower."
    assert f"| `brief` | Required. The answer, and what to do now. {limit} |" in reference
    assert schema["properties"]["brief"]["description"].endswith(limit)
