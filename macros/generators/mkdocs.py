"""The adapter to MkDocs: its build hooks. No other module imports MkDocs.

The hooks open the book, add one page for every entry, and put the finished HTML in place.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from macros.export import write_exports
from macros.generators import session
from macros.load.documents import report
from macros.load.handwritten import built_problems, source_problems
from macros.render.pages import GeneratedPage
from macros.views.frame import frame

log = get_plugin_logger("riskbook")

_ID = re.compile(r'\bid="([^"]+)"')
# What the theme brings and no page asks for: maps, colours, a search that ours replaces, an icon.
_UNASKED = re.compile(
    r".*\.map|assets/(javascripts/(lunr|workers)/.*|stylesheets/palette\..*|images/favicon\.png)"
)


def on_startup(command: str, dirty: bool) -> None:
    """MkDocs calls this only when hooks run; then parts wait until Markdown is done."""
    session.current.has_hooks = True
    session.current.live = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check data and pages. A mistake ends a build; under `mkdocs serve` it is shown and the server lives on.

    Pages are judged before the macros plugin sees one, because it runs what they hold.
    """
    if Path(config.site_dir).is_symlink():
        raise Abort(f"{config.site_dir} is a link to another place; a build would empty that place first")
    data = Path(config.config_file_path).parent / "data"
    site = (config.site_url or "", config.use_directory_urls, config.site_name, config.extra["issues"])
    problems = session.current.open(data, *site)
    pages = session.current.judge(Path(config.docs_dir))
    if pages or problems and not session.current.book:
        raise Abort(report(pages + problems))
    # Live reload is an inline script, which the published pages' security policy forbids.
    config.extra["live"] = session.current.live
    if problems:
        log.error("%s\nThe pages show the last data without a mistake.", report(problems))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add one page for every entry; its edit button opens the YAML file. Leave out what no page asks for."""
    for file in list(files):
        if _UNASKED.fullmatch(file.src_uri):
            files.remove(file)
    taken = {file.dest_uri: file.src_uri for file in files}
    for page in session.current.pages():
        file = File.generated(config, page.path, content=page.front_matter)
        if other := taken.get(file.dest_uri):
            raise Abort(f"docs/{other} stands in the way of data/{page.edit}; rename one of them")
        taken[file.dest_uri] = page.path
        file.riskbook = page  # type: ignore[attr-defined]
        files.append(file)
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let a generated page take the short way past Markdown, and its edit button the straight way."""
    generated: GeneratedPage | None = getattr(page.file, "riskbook", None)
    if generated:
        page.edit_url = (
            urljoin(config.edit_uri or "", f"../data/{generated.edit}") if config.edit_uri else None
        )
        # MkDocs reads all pages before it writes one; this one is printed when it is written.
        page.content = ""
        page.render = lambda *_: None  # type: ignore[method-assign]
    return page


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Print a generated page just before it is written, and tell the theme what stands around each page."""
    assert session.current.book
    generated: GeneratedPage | None = getattr(page.file, "riskbook", None)
    context["frame"] = frame(  # type: ignore[typeddict-unknown-key]
        session.current.book,
        config.site_name,
        config.site_url or "",
        page.file.src_uri,
        page.url,
        generated.subject if generated else None,
    )
    if page.file.generated_by:
        _print_generated(page, page.file.riskbook)  # type: ignore[attr-defined]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of what stands on a page, which MkDocs would keep until the last page is written."""
    page.content = ""
    return output


def _print_generated(page: Page, generated: GeneratedPage) -> None:
    """What Markdown would make of a generated page, which holds only headings and finished parts."""
    assert session.current.book
    assert session.current.renderer
    parts = generated.written(session.current.book)
    links = [
        {"level": 2, "id": part.heading.anchor, "name": part.heading.title, "children": []}
        for part, _ in parts
        if part.heading
    ]
    page.toc = get_toc(links)  # type: ignore[arg-type]
    page.content = session.current.renderer.page(generated.path).whole(parts)
    if beside := generated.written_beside(session.current.book):
        page.meta["beside"] = session.current.renderer.page(generated.path).whole([beside])
    page.present_anchor_ids = {str(link["id"]) for link in links}


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Look once more at what MkDocs took for the text of a page, before the macros plugin runs it.

    A generated page has no text; the plugin would compile an empty template for each.
    """
    if page.file.generated_by:
        page.meta["render_macros"] = False
    elif problems := [*source_problems(page.file.src_uri, markdown)]:
        raise Abort(report(problems))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Judge what Markdown made of a hand-written page, then put the finished parts where it asked for them.

    A heading that takes the anchor of an entry would take its links and its place in the search.
    """
    if page.file.generated_by:
        return html
    name = f"docs/{page.file.src_uri}"
    if problems := built_problems(name, html):
        raise Abort(report(problems))
    finished = session.current.finish(html)
    own = set(_ID.findall(html))
    anchors = _ID.findall(finished)
    if twice := sorted(anchor for anchor in own if anchors.count(anchor) > 1):
        raise Abort(f"{name}: a heading has the anchor '{twice[0]}', which an entry needs; reword it")
    # MkDocs collects anchors from Markdown and would refuse a link to an entry that is a section of a list.
    page.present_anchor_ids = (page.present_anchor_ids or set()) | set(anchors)
    return finished


def on_post_build(config: MkDocsConfig) -> None:
    """Write feed, calendar and what the search knows."""
    assert session.current.book
    site_url = config.site_url or "/"
    write_exports(
        session.current.book,
        Path(config.docs_dir),
        Path(config.site_dir),
        config.site_name,
        site_url,
        config.use_directory_urls,
    )
