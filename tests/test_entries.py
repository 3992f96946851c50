"""Every entry is a case of its own, named by kind and id."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

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
