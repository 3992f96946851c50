"""Problems again each time a file is saved."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

FOLDERS = ("data", "docs")
QUIET = 0.05
"""Seconds without another change after which a save is over: editors write a file in several steps."""


class _Bell(FileSystemEventHandler):
    def __init__(self, rings: queue.Queue[None]) -> None:
        self._rings = rings

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"created", "modified", "moved", "deleted"}:
            self._rings.put(None)


def changes(project: Path) -> Iterator[None]:
    """One item at once, then one each time a file under data/ or docs/ has been saved; it has no end."""
    rings: queue.Queue[None] = queue.Queue()
    observer = Observer()
    for folder in FOLDERS:
        observer.schedule(_Bell(rings), str(project / folder), recursive=True)
    observer.start()
    try:
        yield
        while True:
            rings.get()
            while _rings_again(rings):
                pass
            yield
    finally:
        observer.stop()
        observer.join()


def _rings_again(rings: queue.Queue[None]) -> bool:
    try:
        rings.get(timeout=QUIET)
    except queue.Empty:
        return False
    return True
