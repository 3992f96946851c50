"""The doors out: other generators build the same pages from the same files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from macros.cli import main
from macros.views.strings import say
from tests.conftest import EPOCH, SMALL_BOOK_DAY, Site, seconds, small_project

TEXT = re.compile(r"<(script|style)[^>]*>.*?</\\1>|<[^>]+>", re.DOTALL)


def article(html: str) -> str:
    """What a page says between its frame, without markup and without the link that only some builds print."""
    inside = html.partition("<article")[2].partition("</article>")[0].partition(">")[2]
    return "".join(unescape(TEXT.sub(" ", inside)).split()).removesuffix("Correctthispage")


def pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): article(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.html")
    }


def run(project: Path, *command: str) -> None:
    environment = os.environ | {EPOCH: seconds(SMALL_BOOK_DAY), "PYTHONPATH": str(project)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def test_properdocs_builds_the_same_pages(laid_out: Path, small_site: Site) -> None:
    run(laid_out, "properdocs", "build", "-f", "mkdocs.yml", "-d", "site")
    assert pages(laid_out / "site") == pages(small_site.folder)
    assert say("theme.no_advice") in (laid_out / "site" / "index.html").read_text(encoding="utf-8")
    for name in ("feed.xml", "deadlines.ics", "search/entries.json"):
        assert (laid_out / "site" / name).read_bytes() == (small_site.folder / name).read_bytes()


@pytest.mark.slow
def test_zensical_builds_the_same_pages_from_files_on_disk(laid_out: Path, small_site: Site) -> None:
    """Without hooks: pages, their texts and links. Lost are edit links and the entries in its own search."""
    run(laid_out, "macros", "pages", "written")
    shutil.copytree(laid_out / "docs", laid_out / "all")
    shutil.copytree(laid_out / "written", laid_out / "all", dirs_exist_ok=True)
    config = (laid_out / "mkdocs.yml").read_text(encoding="utf-8")
    (laid_out / "mkdocs.yml").write_text(f"docs_dir: all\n{config}", encoding="utf-8")
    run(laid_out, "zensical", "build")
    assert pages(laid_out / "site") == pages(small_site.folder)
    assert say("theme.no_advice") in (laid_out / "site" / "index.html").read_text(encoding="utf-8")


def test_feed_and_calendar_are_written_by_a_command_too(
    laid_out: Path, small_site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(EPOCH, seconds(SMALL_BOOK_DAY))
    copy = tmp_path / "copy"
    shutil.copytree(small_site.folder, copy)
    for name in ("feed.xml", "deadlines.ics"):
        (copy / name).unlink()
    options = ["--title", "Risk Book for WhatsApp Business", "--url", "https://risk-book.example/"]
    assert main(["--project", str(laid_out), "export", str(copy), *options]) == 0
    for name in ("feed.xml", "deadlines.ics", "search/entries.json"):
        assert (copy / name).read_bytes() == (small_site.folder / name).read_bytes()
