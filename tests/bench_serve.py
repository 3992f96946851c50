"""What an edit costs under `mkdocs serve`: CPU seconds of a rebuild after one data file changed.

    python -m tests.bench_serve PROJECT

Prints them, and how many times as much that is as a rebuild that reads no data and only prints the pages.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from pathlib import Path
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config

from macros.generators import session

RUNS = 5


def main(project: Path) -> None:
    """Rebuild in turn with and without reading, in one process as the server does."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    load_config(str(project / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    _rebuild(project)
    edited, unread = [], []
    for run in range(RUNS):
        _edit(project, run)
        edited.append(_rebuild(project))
        unread.append(_rebuild_without_reading(project))
    ours, least = statistics.median(edited), statistics.median(unread)
    print(f"{ours:.1f} s, × {ours / least:.2f}")


def _edit(project: Path, run: int) -> None:
    """Another file each time, changed as an editor changes it; a comment leaves the pages as they are."""
    path = sorted((project / "data" / "risks").glob("*.yml"))[run]
    path.write_text(f"{path.read_text(encoding='utf-8')}# Run {run}\n", encoding="utf-8")


def _rebuild(project: Path) -> float:
    config = load_config(str(project / "mkdocs.yml"))
    start = time.process_time()
    build(config, serve_url="http://127.0.0.1:8000/")
    return time.process_time() - start


def _rebuild_without_reading(project: Path) -> float:
    with patch.object(session, "checked_book", lambda *_: (session.current.book, [])):
        return _rebuild(project)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
