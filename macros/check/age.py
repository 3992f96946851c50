"""Rules about time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.check.rule import Finding, every_entry
from macros.load.documents import Place
from macros.load.entries import Entries
from macros.model.entry import Reviewed

_READ = {"reviewed", "checked", "as_of", "looked", "day"}
OVERDUE_SHARE = 3  # one entry in three may wait for its review


def overdue_reviews_stay_within_their_budget(entries: Entries) -> Iterator[Finding]:
    """An entry past its review says so on its page; too many of them stop the build."""
    reviewed = [entry for entry in every_entry(entries) if isinstance(entry, Reviewed)]
    late = [entry for entry in reviewed if entry.next_review < entries.today]
    late.sort(key=lambda entry: entry.next_review)
    budget = len(reviewed) // OVERDUE_SHARE
    for entry in late if len(late) > budget else []:
        message = f"review was due on {entry.next_review}; {len(late)} are overdue, {budget} allowed"
        yield Finding(entry, ("next_review",), message)


_TOLD = (
    ("change", "date", "write it as a date of the regulation"),
    ("case", "date", "a case has happened"),
    ("source", "published", "what was read has been published"),
)


def what_is_told_has_happened(entries: Entries) -> Iterator[Finding]:
    """What lies ahead is a date of a regulation, and stands among the dates to come."""
    tomorrow = str(entries.today + timedelta(days=1))
    for kind, name, why in _TOLD:
        for entry in entries.of(kind).values():
            day = getattr(entry, name) or ""
            # A change is sorted into the feed of today; the others were dated where the day begins earlier.
            if day > (str(entries.today) if kind == "change" else tomorrow):
                yield Finding(entry, (name,), f"{day} lies ahead; {why}")


def nothing_was_read_on_a_day_to_come(entries: Entries) -> Iterator[Finding]:
    """A date ahead would never fall due again. A day more is left for contributors east of the build."""
    tomorrow = entries.today + timedelta(days=1)
    for entry in every_entry(entries):
        for place, day in _days_of_reading(entry):
            if day > tomorrow:
                yield Finding(entry, place, f"{day} lies ahead; write the day on which it was read")


def _days_of_reading(value: Any, place: Place = ()) -> Iterator[tuple[Place, date]]:
    """The days on which the entry, or a part such as the steps for one platform, was read or tried."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, list | BaseModel):
                yield from _days_of_reading(item, (*place, index))
    elif isinstance(value, BaseModel):
        for name in _asked(type(value)):
            inner = getattr(value, name)
            if name in _READ and inner:
                yield (*place, name), inner
            elif isinstance(inner, list | BaseModel):
                yield from _days_of_reading(inner, (*place, name))


@cache
def _asked(model: type[BaseModel]) -> list[str]:
    """The fields that are such a day, or may hold one further in."""
    fields = model.model_fields.items()
    return [name for name, field in fields if name in _READ or field.annotation not in (str, int, bool)]
