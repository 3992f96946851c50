"""The kinds of entries: one row each."""

from __future__ import annotations

from macros.model.checklist import Checklist
from macros.model.entry import Entry
from macros.model.evidence import Case, Change, Claim, Source, Term
from macros.model.mitigation import Mitigation
from macros.model.place import Place
from macros.model.regulation import Authority, Regulation
from macros.model.risk import Risk
from macros.model.situation import Situation

ENTRY_TYPES: tuple[type[Entry], ...] = (
    Risk,
    Mitigation,
    Regulation,
    Case,
    Source,
    Checklist,
    Term,
    Claim,
    Change,
    Situation,
    Authority,
    Place,
)
BY_FOLDER: dict[str, type[Entry]] = {entry_type.folder: entry_type for entry_type in ENTRY_TYPES}
