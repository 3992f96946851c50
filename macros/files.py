"""Reading and writing files that a stranger may have prepared: only regular ones, only inside a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import yaml

LARGEST_FILE = 256 * 1024
SAFE_YAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Builds plain values only; in C where that was built, which is eight times as fast."""

WORDS_YAML: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The same, but every value is a text: "no" and "false" are words too."""


class Unreadable(Exception):
    """A file that is not read; the message says why, for the person who sent it."""


class Unwritable(Exception):
    """A file that is not written, because it would land where nobody expects it."""


def read_regular(path: Path) -> str:
    """The text of a regular file of at most 256 KiB in UTF-8, line ends as '\\n', without a byte-order mark.

    A symbolic link, folder, device or pipe is not followed, listed or waited for.
    Raises Unreadable with a sentence.
    """
    try:
        # Opened first and judged after, so that nothing can take the file's place in between.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Unreadable(_why_not_opened(path)) from error
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode) or path.is_symlink():
        os.close(descriptor)
        raise Unreadable(_why_not_opened(path))
    # Without a buffer, and with room for what the file says it holds: both cost more than the reading.
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        content = file.read(min(state.st_size, LARGEST_FILE) + 1)
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"{state.st_size} bytes; {LARGEST_FILE} at most")
    if len(content) != state.st_size:
        raise Unreadable("changed while it was read; run the command again")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _why_not_opened(path: Path) -> str:
    if path.is_symlink():
        return "a link to another place; only regular files are read"
    if path.is_dir():
        return "a folder; a file was expected"
    return "not a regular file that can be read" if path.exists() else "is missing"


def visible(folder: Path) -> list[Path]:
    """What lies in a folder, sorted by name, without files such as .DS_Store, which nothing reads.

    A folder that is missing or is itself a link holds nothing.
    """
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(found, key=lambda path: path.name)


def write_inside(folder: Path, path: Path, content: str | bytes) -> None:
    """Write a file under a folder, text as UTF-8, with the folders on the way.

    Raises Unwritable, before anything is written, when a link or a folder stands in the way or the path leads
    out of the folder. Raises OSError when it cannot be written.
    """
    way = [path, *path.parents]
    inside = way[: way.index(folder)] if folder in way else []
    if not inside or ".." in path.relative_to(folder).parts:
        raise Unwritable(f"{path} leads out of {folder}; nothing was written there")
    if link := next((place for place in inside if place.is_symlink()), None):
        raise Unwritable(f"{link} is a link to another place; nothing was written there")
    if path.is_dir():
        raise Unwritable(f"{path} is a folder; a file was expected, and nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
