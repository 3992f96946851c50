"""The words the entries may use, read once from data/vocabularies/."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict


class Item(BaseModel):
    """One allowed word: its id in YAML, its name on a page, what it means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    means: str = ""


class Step(BaseModel):
    """One step of a five-step scale. Which texts it carries depends on the scale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: int
    name: str
    means: str = ""
    evidence: str = ""
    business: str = ""
    people: str = ""
    act: str = ""


class MatrixRow(BaseModel):
    """One likelihood's levels, for impact 1 to 5."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: int
    levels: tuple[int, int, int, int, int]


class Vocabularies(BaseModel):
    """Every vocabulary, in the order of its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

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


def read_vocabularies(data: Path) -> Vocabularies:
    """The vocabularies under data/vocabularies/, one YAML list per file.

    Raises pydantic.ValidationError when a file is missing or has unknown keys.
    """
    lists: dict[str, Any] = {}
    for path in sorted((data / "vocabularies").glob("*.yml")):
        lists[path.stem] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Vocabularies.model_validate(lists)
