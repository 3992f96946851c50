"""The riskbook command as a contributor meets it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.book.book import Book
from macros.build import checked_book
from macros.cli import main
from macros.contribute.schema import stale_files
from macros.load.vocabularies import read_vocabularies
from macros.model.kinds import BY_FOLDER
from tests.conftest import PROJECT, lead_home


@pytest.fixture
def project(project: Path) -> Path:
    """The project around the small book, its generated files up to date, to add entries to."""
    shutil.copytree(PROJECT / "data" / "schemas", project / "data" / "schemas")
    return project


def copy_with_three_mistakes(project: Path) -> dict[str, int]:
    """A new risk copied from an existing one; returns the line of each of its mistakes."""
    text = (project / "data" / "risks" / "sim-swap.yml").read_text(encoding="utf-8")
    text = re.sub(r"^regulations:\n(?:[ -].*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"(core:\s*(?:\n\s*- |\[))two-step-pin", r"\1two-step-pn", text)
    text = re.sub(r"(before:\n  likelihood: )\d", r"\g<1>6", text)
    (project / "data" / "risks" / "new-risk.yml").write_text(text, encoding="utf-8")
    lines = text.splitlines()
    return {
        "two-step-pn": next(number for number, line in enumerate(lines, 1) if "two-step-pn" in line),
        "likelihood": next(number for number, line in enumerate(lines, 1) if line == "  likelihood: 6"),
    }


def test_three_mistakes_in_a_new_risk_are_three_lines(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = copy_with_three_mistakes(project)
    assert main(["--project", str(project), "check"]) == 1
    printed = capsys.readouterr().err.splitlines()
    file = "data/risks/new-risk.yml"
    lines = [line for line in printed if line.startswith(file)]
    assert len(lines) == 3
    assert f"{file}:1:1: regulations: 'regulations' is missing" in lines
    place = f"{file}:{at['likelihood']}:3: before.likelihood"
    wanted = f"{place}: '6' is not on the scale from 1 to 5; docs/method.md says what each step means"
    assert wanted in lines
    mistyped = next(line for line in lines if "two-step-pn" in line)
    assert mistyped.startswith(f"{file}:{at['two-step-pn']}:")
    assert mistyped.endswith("mitigations.core[0]: no mitigation 'two-step-pn'; did you mean 'two-step-pin'?")
    assert (
        printed[-1] == "3 problems in 1 file. What the whole book asks is judged when these are mended. "
        "Fields and limits: docs/contribute/fields.md, or riskbook explain FIELD"
    )


def test_the_site_build_fails_with_the_same_lines_and_no_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_with_three_mistakes(project)
    main(["--project", str(project), "check"])
    *checked, _ = capsys.readouterr().err.strip().splitlines()
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(project / "site")]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    output = (built.stdout + built.stderr).splitlines()
    assert built.returncode == 1
    assert [line for line in output if line in checked] == checked
    assert not any("Traceback" in line for line in output)
    assert not (project / "site" / "index.html").exists()


def test_a_clean_book_is_said_to_be_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(PROJECT), "check"]) == 0
    assert capsys.readouterr().out.startswith("No problems: ")


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "macros", "explain", "risk.brief"]
    # Written at the end, where the pipe is closed already, and not line by line.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, env=buffered, stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_generated_files_are_up_to_date() -> None:
    vocabularies, _ = read_vocabularies(PROJECT / "data")
    assert vocabularies
    assert stale_files(PROJECT, vocabularies) == {}


def test_a_stale_generated_file_is_named_with_its_cure(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead_home(project / "docs")
    (project / "docs" / "contribute" / "fields.md").write_text("old", encoding="utf-8")
    assert main(["--project", str(project), "check"]) == 1
    assert "docs/contribute/fields.md:1:1: out of date; run 'riskbook schema'" in capsys.readouterr().err
    assert main(["--project", str(project), "schema"]) == 0
    assert main(["--project", str(project), "check"]) == 0


def test_page_sources_can_be_written_to_disk(project: Path) -> None:
    book, _ = checked_book(project / "data")
    assert isinstance(book, Book)
    folder = project / "written"
    assert main(["--project", str(project), "pages", str(folder)]) == 0
    for kind in (book.risks, book.mitigations, book.regulations, book.checklists):
        for entry in kind.values():
            assert (
                (folder / entry.folder / f"{entry.id}.md")
                .read_text(encoding="utf-8")
                .startswith("---\ntitle: ")
            )


@pytest.mark.parametrize("folder", BY_FOLDER)
def test_each_schema_names_the_fields_of_its_model(folder: str) -> None:
    entry_type = BY_FOLDER[folder]
    schema = json.loads(
        (PROJECT / "data" / "schemas" / f"{entry_type.kind}.json").read_text(encoding="utf-8")
    )
    assert set(schema["properties"]) == set(entry_type.model_fields) - {"id"}
    assert schema["additionalProperties"] is False
