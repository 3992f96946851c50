"""What the tests share: the project's data, a small book of their own, the built site and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.book import Book
from macros.check import checked_book
from tests.browser import ARGUMENTS, find_browser

PROJECT = Path(__file__).parent.parent
FIXTURE_BOOK = Path(__file__).parent / "fixtures" / "book"


def stand_still(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Make it that day for this test and the builds it starts."""
    seconds = datetime.combine(day, time(12), UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))


@pytest.fixture(scope="session")
def book() -> Book:
    """The project's own book."""
    found, problems = checked_book(PROJECT / "data")
    assert found, "\n".join(map(str, problems))
    return found


@pytest.fixture
def small_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one entry of each kind, free of problems, on 25 November 2026."""
    stand_still(monkeypatch, date(2026, 11, 25))
    data = tmp_path / "data"
    shutil.copytree(FIXTURE_BOOK, data)
    shutil.copytree(PROJECT / "data" / "vocabularies", data / "vocabularies")
    return data


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


def build_site(folder: Path, project: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` on a project into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's site, built once."""
    folder = tmp_path_factory.mktemp("site")
    done = build_site(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder, done.stdout + done.stderr)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """The address of a server that serves the built site."""
    handler = functools.partial(_Quiet, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, or a failure that says how to get one."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=find_browser(playwright.chromium.executable_path), args=ARGUMENTS
        )
        yield launched
        launched.close()
