"""Every entry is a case of its own, named by kind and id."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from macros import text as prose
from macros.book.book import Book
from macros.model.kinds import BY_FOLDER
from tests.conftest import PROJECT, project_entries

ENTRIES, FOUND = project_entries()
PROBLEMS = defaultdict(list)
for problem in FOUND:
    PROBLEMS[problem.file].append(str(problem))
FILES = sorted(
    (entry_type.kind, path)
    for folder, entry_type in BY_FOLDER.items()
    for path in (PROJECT / "data" / folder).glob("*")
)


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[f"{kind}: {path.stem}" for kind, path in FILES])
def test_entry_is_free_of_problems(kind: str, path: Path) -> None:
    assert PROBLEMS[f"data/{path.parent.name}/{path.name}"] == []
    assert path.stem in ENTRIES.of(kind)


@pytest.mark.parametrize("risk_id", sorted(ENTRIES.of("risk")), ids=lambda risk_id: f"risk: {risk_id}")
def test_every_risk_has_mitigations_a_provision_and_a_dated_fact(risk_id: str) -> None:
    risk = ENTRIES.of("risk")[risk_id]
    assert len(risk.mitigations.core) >= 2
    assert all(len(prose.words(rule.because)) >= 8 for rule in risk.regulations)
    assert risk.regulations
    assert any(char.isdigit() for char in risk.telling_fact)


@pytest.mark.parametrize("risk_id", sorted(ENTRIES.of("risk")), ids=lambda risk_id: f"risk: {risk_id}")
def test_the_level_never_rises_and_is_never_written(risk_id: str) -> None:
    book = Book(ENTRIES)
    risk = ENTRIES.of("risk")[risk_id]
    assert book.severity.levels(risk).after.step <= book.severity.levels(risk).before.step
    assert "level" not in ENTRIES.documents["risk", risk_id].value


def test_reasons_for_a_provision_are_not_repeated() -> None:
    reasons = [
        " ".join(prose.words(rule.because)).lower()
        for risk in ENTRIES.of("risk").values()
        for rule in risk.regulations
    ]
    assert len(reasons) == len(set(reasons))


def test_a_line_of_every_checklist_is_grade_nine_or_lower() -> None:
    book = Book(ENTRIES)
    for checklist in book.checklists.values():
        text = " ".join(f"{item.action} {item.why}" for item in book.plans.actions(checklist))
        assert prose.grade(text) <= 9, f"{checklist.id}: {prose.grade(text):.1f}"
