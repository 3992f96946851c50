"""What the tests share: the project's data, a small book of their own, the built site and a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from macros.book.book import Book
from macros.check import check
from macros.load.documents import Problem
from macros.load.entries import Entries, load
from tests.browser import ARGUMENTS, find_browser

PROJECT = Path(__file__).parent.parent
FIXTURE_BOOK = Path(__file__).parent / "fixtures" / "book"


EPOCH = "SOURCE_DATE_EPOCH"
SMALL_BOOK_DAY = date(2026, 11, 25)


def seconds(day: date) -> str:
    """Noon of a day as SOURCE_DATE_EPOCH counts it."""
    return str(int(datetime.combine(day, time(12), UTC).timestamp()))


def stand_still(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Make it that day for this test and the builds it starts."""
    monkeypatch.setenv(EPOCH, seconds(day))


def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than there are cores: most tests wait for a browser, and others work meanwhile."""
    return (os.cpu_count() or 1) + 2


@functools.cache
def project_entries() -> tuple[Entries, list[Problem]]:
    """The entries of the project and every problem in them by every rule, read once by each process."""
    entries, problems = load(PROJECT / "data")
    assert entries, "\n".join(map(str, problems))
    return entries, [*problems, *check(entries)]


@pytest.fixture(scope="session")
def book() -> Book:
    """The project's own book."""
    entries, problems = project_entries()
    assert not problems, "\n".join(map(str, problems))
    return Book(entries)


def small_project(folder: Path) -> Path:
    """Lay out a project in a folder: the small book, with the pages and the package of this one."""
    for name in ("docs", "macros"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    if not (folder / "data").exists():
        _lay_out_data(folder / "data")
    return folder


def lead_home(docs: Path) -> None:
    """Let the hand-written pages lead to what the small book has too: it lacks most entries they link to."""
    for path in docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\]\((?:\.\./)*[a-z]+/[^)]*\.md[^)]*\)", "](#)", text), encoding="utf-8")


def _lay_out_data(data: Path) -> None:
    shutil.copytree(FIXTURE_BOOK, data)
    shutil.copytree(PROJECT / "data" / "vocabularies", data / "vocabularies")


@pytest.fixture
def small_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a few entries of each kind, free of problems, on 25 November 2026."""
    stand_still(monkeypatch, SMALL_BOOK_DAY)
    _lay_out_data(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def project(small_book: Path) -> Path:
    """A project around the small book, with the pages and the package of this one."""
    return small_project(small_book.parent)


@dataclass(frozen=True)
class Site:
    """The built site: its folder and what the build printed."""

    folder: Path
    output: str

    def pages(self) -> list[Path]:
        """Every HTML file of the site."""
        return sorted(self.folder.rglob("*.html"))

    def page(self, path: str) -> str:
        """The HTML of one page, by its path under docs/."""
        stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
        return (self.folder / stem / "index.html").read_text(encoding="utf-8")


def build_site(
    folder: Path, project: Path = PROJECT, day: date | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` on a project into a folder, today or on another day.

    This project's own build is strict. The small book lacks entries that the hand-written pages link to.
    """
    strict = ["--strict"] if project == PROJECT else []
    command = [sys.executable, "-m", "mkdocs", "build", *strict, "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | ({EPOCH: seconds(day)} if day else {})
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The project's site, built once."""
    return _built_once(shared / "site", PROJECT)


@pytest.fixture(scope="session")
def small_site(shared: Path) -> Site:
    """The site of the small book, built once."""
    with FileLock(shared / "small.lock"):
        if not (shared / "small").exists():
            small_project(shared / "small")
    return _built_once(shared / "small-site", shared / "small", SMALL_BOOK_DAY)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def _built_once(folder: Path, project: Path, day: date | None = None) -> Site:
    """The site in a folder, built by the first process that asks and read by the others."""
    printed = folder.with_suffix(".txt")
    with FileLock(folder.with_suffix(".lock")):
        if not printed.exists():
            done = build_site(folder, project, day)
            assert done.returncode == 0, done.stdout + done.stderr
            printed.write_text(done.stdout + done.stderr, encoding="utf-8")
    return Site(folder, printed.read_text(encoding="utf-8"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server that serves a folder."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The address of the built site."""
    with serve(site.folder) as found:
        yield found


@pytest.fixture(scope="session")
def small_address(small_site: Site) -> Iterator[str]:
    """The address of the site of the small book."""
    with serve(small_site.folder) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, or a failure that says how to get one."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=find_browser(playwright.chromium.executable_path), args=ARGUMENTS
        )
        yield launched
        launched.close()
