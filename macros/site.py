"""The adapter to MkDocs: a few lines that call the book. Nothing else in the package knows MkDocs.

Build hooks add the pages and put the finished HTML in place. Without the hooks (another generator,
pages written to disk) the macro returns the HTML itself.
"""

from __future__ import annotations

import itertools
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.book import Book
from macros.check import checked_book
from macros.documents import Problem, report
from macros.exports import atom, calendar
from macros.handwritten import CALL, handwritten_problems
from macros.pages import all_pages
from macros.render import Renderer, heading
from macros.search import documents

log = get_plugin_logger("riskbook")

# Nobody can write the word that stands for a part before the build has thrown its dice.
_MARK = f"riskbook-part-{secrets.token_hex(8)}"
_WAITING = re.compile(rf"(?:<p>)?({_MARK}-\d+)(?:</p>)?")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass
class _Build:
    """What one build knows: the book, its renderer, and the finished parts not yet in their pages."""

    book: Book | None = None
    renderer: Renderer | None = None
    deferred: bool = False
    live: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    marks: Iterator[str] = field(default_factory=lambda: map(f"{_MARK}-{{}}".format, itertools.count()))


_build = _Build()


# ---------------------------------------------------------------- the macro


def prepare(project: Path, config: Any) -> None:
    """Open the book for the macro. With hooks this waits for `on_config`.

    Raises mkdocs.exceptions.Abort with every problem when the data have one.
    """
    if _build.deferred:
        return
    problems = handwritten_problems(Path(config["docs_dir"])) + _open_book(project, config)
    if problems:
        raise Abort(report(problems))


def part(template: str, page: str, subject: str = "") -> str:
    """One part of a page: its HTML, or with hooks a word that marks its place until Markdown is done.

    template: a file under templates/. page: the page's path under docs/. subject: what a hand-written
    page asks about. Raises jinja2.TemplateError for an unknown template.
    """
    assert _build.renderer, "the book was not opened"
    html = _build.renderer.part(template, page, subject)
    if not _build.deferred:
        return html
    # Finished HTML waits here while the page passes through Markdown, which would parse it again.
    mark = next(_build.marks)
    _build.parts[mark] = html
    return mark


def _open_book(project: Path, config: Any) -> list[Problem]:
    book, problems = checked_book(project / "data")
    if book:
        _build.book = book
    if _build.book:
        site_url, directory_urls = config["site_url"] or "", config["use_directory_urls"]
        _build.renderer = Renderer(_build.book, site_url, directory_urls)
    _build.parts = {}
    return problems


# ---------------------------------------------------------------- the hooks


def on_startup(command: str, dirty: bool) -> None:
    """MkDocs calls this only when hooks run; then parts wait until Markdown is done."""
    _build.deferred = True
    _build.live = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check data and pages. A mistake ends a build; under `mkdocs serve` it is shown and the server lives on.

    Pages are judged before the macros plugin sees one, because it runs what they hold.
    """
    if Path(config.site_dir).is_symlink():
        raise Abort(f"{config.site_dir} is a link to another place; a build would empty that place first")
    pages = handwritten_problems(Path(config.docs_dir))
    problems = _open_book(Path(config.config_file_path).parent, config)
    if pages or problems and not _build.book:
        raise Abort(report(pages + problems))
    # Live reload is an inline script, which the published pages' security policy forbids.
    config.extra["live"] = _build.live
    if problems:
        log.error("%s\nThe pages show the last data without a mistake.", report(problems))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add one page for every entry. Its edit button opens the YAML file."""
    if not _build.book:
        return files
    for page in all_pages(_build.book):
        if page.path in files.src_uris:
            raise Abort(f"docs/{page.path} stands in the way of data/{page.edit}; rename one of them")
        file = File.generated(config, page.path, content=page.source)
        file.edit_uri = f"../data/{page.edit}"
        files.append(file)
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let a generated page take the short way through Markdown, and its edit button the straight way."""
    if page.file.generated_by:
        page.edit_url = urljoin(config.edit_uri or "", page.file.edit_uri or "") or None
        page.render = partial(_render_generated, page)  # type: ignore[method-assign]
    return page


def _render_generated(page: Page, config: MkDocsConfig, files: Files) -> None:
    """What Markdown would make of a generated page, which holds only headings and finished parts."""
    titles = _HEADING.findall(page.markdown or "")
    links = [{"level": 2, "id": slugify(title, "-"), "name": title, "children": []} for title in titles]
    page.toc = get_toc(links)  # type: ignore[arg-type]
    page.content = _HEADING.sub(lambda found: heading(slugify(found[1], "-"), found[1]), page.markdown or "")
    page.present_anchor_ids = {str(link["id"]) for link in links}


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Answer the macro calls of a generated page, which holds nothing else a template would need.

    This saves the macros plugin from compiling a template for every entry.
    """
    if not page.file.generated_by:
        return markdown
    page.meta["render_macros"] = False
    return CALL.sub(lambda found: part(found[1], found[2], found[3] or ""), markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the finished parts where the page asked for them, and let go of them."""
    return _WAITING.sub(lambda found: _build.parts.pop(found[1]), html)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the feed and the calendar, and add the entries to the search index of the theme."""
    if not _build.book:
        return
    site, title, site_url = Path(config.site_dir), config.site_name, config.site_url or "/"
    (site / atom.FILE).write_text(atom.feed(_build.book, title, site_url), encoding="utf-8")
    (site / calendar.FILE).write_bytes(calendar.calendar(_build.book, title, site_url))
    path = site / "search" / "search_index.json"
    if path.exists():
        index = json.loads(path.read_text(encoding="utf-8"))
        index["docs"] += documents(_build.book, config.use_directory_urls)
        path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
