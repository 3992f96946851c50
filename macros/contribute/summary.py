"""A difference as Markdown that a reviewer reads under a pull request. What a stranger wrote stays inert."""

from __future__ import annotations

import os
from collections.abc import Iterator

from macros.contribute.difference import Change, name_of
from macros.load.documents import visible_line

LONGEST_VALUE = 160
MOST_ROWS = 200
SHOWN_BEFORE = 40


def summary(change: Change) -> str:
    """What a change does to the book: a table of what a reader would notice, then every field.

    Values stand in code, cut to 160 characters, so that no name is called, no link made and no line broken.
    """
    notices = change.notices
    rows = [
        f"| {notice.what} | {_code(notice.who)} | {_code(notice.old)} | {_code(notice.new)} |"
        for notice in notices[:MOST_ROWS]
    ]
    return "\n".join(
        [
            "## What this change does to the book",
            "",
            *(
                ["| What | Where | Before | After |", "| --- | --- | --- | --- |", *rows]
                if rows
                else [_NOTHING]
            ),
            *_cut(len(notices)),
            "",
            "## Every field",
            "",
            *(list(_fields(change)) or ["No field."]),
            "",
        ]
    )


_NOTHING = "No level, deadline, amount, address or page changes."


def _fields(change: Change) -> Iterator[str]:
    changes = [(key, one) for key, found in change.between.changed.items() for one in found]
    said = [(key, one) for key, one in changes if _plain(one.old) != _plain(one.new)]
    for key, one in said[:MOST_ROWS]:
        old, new = _around(_plain(one.old), _plain(one.new))
        yield f"- {_code(name_of(key))}: {_code(one.where)}, {_code(old)} → {_code(new)}"
    yield from _cut(len(said))
    if len(said) < len(changes):
        yield f"- {len(changes) - len(said)} texts are wrapped anew and say the same."


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _around(old: str, new: str) -> tuple[str, str]:
    """Two values from shortly before they begin to differ, so that the change is seen."""
    same = len(os.path.commonprefix([old, new]))
    start = max(0, old.rfind(" ", 0, max(0, same - SHOWN_BEFORE)))
    lead = "… " if start else ""
    return f"{lead}{old[start:]}", f"{lead}{new[start:]}"


def _cut(count: int) -> list[str]:
    return [f"\n{count - MOST_ROWS} more are not shown."] if count > MOST_ROWS else []


def _code(text: str) -> str:
    shown = visible_line(" ".join(text.split())).replace("`", "'").replace("|", "¦")
    cut = shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]} …"
    return f"`{cut}`" if cut else ""
