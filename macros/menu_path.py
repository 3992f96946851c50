"""Menu paths inside a sentence: "Open Settings > Account > Passkeys, then confirm" holds one of three labels.

People write them as they would in a letter, and nothing marks where a path begins and ends. It begins with
its clause, or behind a verb such as "tap". It ends with its clause, or where an ordinary word such as "and"
goes on with the instruction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SIGN = " > "

_VERBS = r"(?i:click|choose|find|opens?|photograph|pick|press|read|select|tap|under|use|way is)"
_JOINTS = r"(?i:by|from|in|into|is|path|show|with)"
_ARTICLE = r"(?:(?i:an?|its|the|their)\s+)?"
_MARK = r"[.,:;!?)](?=\s|$)"

# The last of these before the first sign of a path is what stands in front of it.
_BEGINS = re.compile(
    rf"(?<![\w-]){_VERBS}\s+{_ARTICLE}|\b{_JOINTS}\s+(?=[A-Z])"
    rf"|(?:^|{_MARK})\s*(?:(?i:and|or|then)\s+)?{_ARTICLE}"
)
_GOES_ON = (
    r"after|before|every|ends|for|from|if|in|is|on|opens|shows|so|then|to(?! be)|until|when|where|while|with"
)
# "Privacy and Data Sharing" is one label, "Turn on" too; in "Privacy and turn it on" the label ends early.
_ENDS = re.compile(rf"{_MARK}|\s(?:{_GOES_ON})\s|\s(?:and|or)\s(?![A-Z])")
# Between two signs stands one label, unless a clause ends there or another verb begins a path.
_ENDS_BETWEEN = re.compile(rf"{_MARK}|\s(?:and|or|then)\s(?={_VERBS}\s)")


@dataclass(frozen=True)
class MenuPath:
    """What to tap, one after the other, each as the screen names it."""

    labels: tuple[str, ...]


def pieces(text: str) -> Iterator[str | MenuPath]:
    """A text cut into its menu paths and what stands between them.

    The pieces put together again, labels joined by `SIGN`, are the text.
    """
    before, *parts = text.split(SIGN)
    if not parts:
        yield text
        return
    labels: list[str] = []
    for part in [before, *parts[:-1]]:
        if labels and not _ENDS_BETWEEN.search(part):
            labels.append(part)
            continue
        between = part
        if labels:
            end = _end(part)
            yield _path(*labels, part[:end])
            between = part[end:]
        start = max(found.end() for found in _BEGINS.finditer(between))
        yield between[:start]
        labels = [between[start:]]
    end = _end(parts[-1])
    yield _path(*labels, parts[-1][:end])
    yield parts[-1][end:]


def _end(part: str) -> int:
    found = _ENDS.search(part)
    return found.start() if found else len(part)


def _path(*labels: str) -> str | MenuPath:
    """A path, or the same words where the sign compares numbers and no screen has such names."""
    has_letters = all(any(map(str.isalpha, label)) for label in labels)
    return MenuPath(labels) if has_letters else SIGN.join(labels)
