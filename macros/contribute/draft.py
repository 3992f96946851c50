"""The answers of an issue form as a draft of an entry's file, to be reviewed like any other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from macros.contribute.fields import in_order
from macros.files import read_regular
from macros.model.entry import Entry

FORMS = Path(".github") / "ISSUE_TEMPLATE"
NO_ANSWER = "_No response_"
LONGEST_ISSUE = 65536
_HEADING = re.compile(r"^### (.*)$", re.MULTILINE)


class Answers(NamedTuple):
    """What a form says: the values of fields by their names, and what belongs to no field, as lines."""

    values: dict[str, str]
    notes: list[str]


def read_form(project: Path, kind: str) -> dict[str, str]:
    """The questions of the form for a kind of entry: what stands over an answer → the id of the question.

    Raises files.Unreadable when there is no such form.
    """
    form = yaml.safe_load(read_regular(project / FORMS / f"{kind}.yml"))
    return {
        item["attributes"]["label"]: item["id"]
        for item in form["body"]
        if "label" in item.get("attributes", {})
    }


def read_answers(issue: str, form: Mapping[str, str], entry_type: type[Entry]) -> Answers:
    """The answers in the text of an issue that GitHub made from a form; at most its first 64 KiB are read.

    A question whose id is a field of the kind gives its value. Any other answer becomes a note.
    """
    values: dict[str, str] = {}
    notes: list[str] = []
    fields = in_order(entry_type)
    _, *pieces = _HEADING.split(issue[:LONGEST_ISSUE].replace("\r\n", "\n"))
    for label, answer in zip(pieces[::2], pieces[1::2], strict=True):
        text = answer.strip()
        name = form.get(label.strip(), "")
        if not text or text == NO_ANSWER:
            continue
        if name in fields and name not in values:
            values[name] = text
        else:
            notes.append(f"{label.strip()}: {text}")
    return Answers(values, notes)
