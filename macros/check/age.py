"""Rules about time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from macros.check.rule import Finding, every_entry
from macros.load.entries import Entries
from macros.model.entry import Reviewed

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


def a_change_has_happened(entries: Entries) -> Iterator[Finding]:
    """What lies ahead is a date of a regulation, and stands among the dates to come."""
    for change in entries.of("change").values():
        if change.date > str(entries.today):
            yield Finding(
                change, ("date",), f"{change.date} lies ahead; write it as a date of the regulation"
            )


def nothing_was_read_on_a_day_to_come(entries: Entries) -> Iterator[Finding]:
    """A date ahead would never fall due again. A day more is left for contributors east of the build."""
    tomorrow = entries.today + timedelta(days=1)
    for entry in every_entry(entries):
        for name in ("reviewed", "checked", "as_of"):
            day = getattr(entry, name, None)
            if day and day > tomorrow:
                yield Finding(entry, (name,), f"{day} lies ahead; write the day on which it was read")
