"""A site built from the small book: what one new file, an old id, a late review or a clash does."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.book.book import Book
from macros.generators import mkdocs as adapter
from macros.generators import session
from macros.macro import define_env
from macros.views import risk as risk_view
from tests.conftest import SMALL_BOOK_DAY, Site, build_site, small_project, stand_still


def run_build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def new_risk(data: Path) -> None:
    """A second risk: the first with every sentence of its own."""
    text = (data / "risks" / "sim-swap.yml").read_text(encoding="utf-8")
    text = re.sub(r"\b(the|a|an|to|of|and|your|or|in|on|is)\b(?![^\[]*\])", r"\1b", text)
    (data / "risks" / "another-danger.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One build with a new risk, an old id and a folder called main, none of which has to do with another."""
    project = small_project(tmp_path_factory.mktemp("changed") / "project")
    new_risk(project / "data")
    edit(project / "data" / "risks" / "sim-swap.yml", "title:", "was: [sim-theft]\ntitle:")
    (project / "main").mkdir()
    done = build_site(project / "site", project, SMALL_BOOK_DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project / "site", done.stdout + done.stderr)


def test_one_new_file_is_a_page_a_row_a_link_back_and_a_search_hit(changed: Site) -> None:
    site = changed
    assert "<h1>Somebody moves yourb number tob their SIM card</h1>" in site.page("risks/another-danger.md")
    assert "data/risks/another-danger.yml" in site.page("risks/another-danger.md")
    for place in (
        "risks/index.md", "in-detail.md", "for/owner.md", "method.md", "mitigations/two-step-pin.md",
        "regulations/eu-gdpr.md", "risks/sim-swap.md", "sources.md",
    ):  # fmt: skip
        assert 'another-danger/"' in site.page(place), place
    index = (site.folder / "search" / "entries.json").read_text(encoding="utf-8")
    assert '"risks/another-danger/"' in index


def test_an_old_address_leads_to_the_new_one(changed: Site) -> None:
    moved = changed.page("risks/sim-theft.md")
    assert '<meta http-equiv="refresh" content="0; url=../sim-swap/">' in moved
    assert 'href="../sim-swap/"' in moved


def test_an_overdue_entry_says_so_on_its_page(small_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros.build import checked_book
    from macros.render.renderer import Renderer

    edit(small_book / "risks" / "sim-swap.yml", "next_review: 2027-05-23", "next_review: 2027-01-01")
    for today, shown in ((date(2027, 1, 1), False), (date(2027, 1, 2), True)):
        stand_still(monkeypatch, today)
        book, _ = checked_book(small_book)
        assert isinstance(book, Book)
        html = (
            Renderer(book)
            .page("risks/sim-swap.md")
            .part("risk/answer.html", risk_view.answer(book, book.risks["sim-swap"]))
        )
        assert ("was due to be read again on 1 January 2027" in html) is shown
        assert (book.risks["sim-swap"] in book.reviews.late) is shown


def test_the_first_use_of_a_glossary_word_is_explained_and_no_other(small_book: Path) -> None:
    from macros.build import checked_book
    from macros.render.renderer import Renderer

    book, _ = checked_book(small_book)
    assert isinstance(book, Book)
    html = Renderer(book).page("risks/sim-swap.md").part("prose.html", book.risks["sim-swap"].detail)
    mark = (
        '<a class="rb-term" href="../../glossary/#sim-swap" '
        'title="Moving a phone number to another SIM card without the owner&#39;s wish.">SIM swap</a>'
    )
    assert html.count(mark) == 1
    assert html.count("rb-term") == 1
    assert html.index(mark) < html.index("SIM swaps")


def test_a_glossary_word_in_a_list_is_explained_but_not_in_a_menu_path(small_book: Path) -> None:
    from macros.build import checked_book
    from macros.render.renderer import Renderer

    risk = small_book / "risks" / "sim-swap.yml"
    text = risk.read_text(encoding="utf-8")
    risk.write_text(
        text.replace(
            "warning_signs:\n", "warning_signs:\n  - Open Settings > SIM swap > Off. A SIM swap shows.\n"
        ),
        encoding="utf-8",
    )
    book, _ = checked_book(small_book)
    assert isinstance(book, Book)
    html = (
        Renderer(book).page("risks/sim-swap.md").part("risk/signs.html", book.risks["sim-swap"].warning_signs)
    )
    assert html.count('href="../../glossary/#sim-swap"') == 1
    assert re.findall(r'rb-tap">([^<]*)<', html) == ["Settings", "SIM swap", "Off"]


def test_a_hand_written_page_in_the_way_stops_the_build(project: Path) -> None:
    (project / "docs" / "risks" / "sim-swap.md").write_text(
        "---\ntitle: In the way\ndescription: In the way.\n---\n", encoding="utf-8"
    )
    done = run_build(project)
    assert done.returncode == 1
    said = "docs/risks/sim-swap.md:1:1: the pages of this folder are made from data"
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_an_unknown_part_stops_the_build(project: Path) -> None:
    (project / "docs" / "about.md").write_text('{{ part("nothing.html") }}\n', encoding="utf-8")
    assert run_build(project).returncode != 0


def test_under_serve_a_mistake_is_told_and_the_last_good_book_stays(
    project: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mkdocs.config import load_config

    monkeypatch.setattr(session, "current", session.Session())
    adapter.on_startup("serve", dirty=False)
    config = load_config(str(project / "mkdocs.yml"))
    adapter.on_config(config)
    risk = project / "data" / "risks" / "sim-swap.yml"
    edit(risk, "category: account", "category: acount")
    adapter.on_config(config)
    assert "data/risks/sim-swap.yml:8:1: category: 'acount' is not one of" in caplog.text
    assert session.current.book
    assert "sim-swap" in session.current.book.risks
    edit(risk, "category: acount", "category: data")
    adapter.on_config(config)
    assert session.current.book.risks["sim-swap"].category == "data"


def test_without_hooks_the_macro_returns_the_html_itself(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Environment:
        project_dir = str(project)
        conf = {"site_url": "", "use_directory_urls": True}  # noqa: RUF012
        page = SimpleNamespace(path="risks/index.md")

        def macro(self, function: object, name: str) -> None:
            assert name == "part"
            self.part = function

    monkeypatch.setattr(session, "current", session.Session())
    environment = Environment()
    define_env(environment)
    html = environment.part("register.html")  # type: ignore[operator]
    assert 'href="sim-swap/"' in html


def test_without_hooks_a_mistake_ends_the_build_with_its_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "docs" / "more.html").write_text("<p>", encoding="utf-8")
    edit(project / "data" / "risks" / "sim-swap.yml", "category: account", "category: acount")
    monkeypatch.setattr(session, "current", session.Session())
    with pytest.raises(SystemExit) as stopped:
        session.current.open_once(project, "", True)
    assert "docs/more.html:1:1: only pages" in str(stopped.value)
    assert "data/risks/sim-swap.yml:8:1: category: 'acount' is not one of" in str(stopped.value)


def test_a_folder_called_main_does_not_stop_the_build(changed: Site) -> None:
    """mkdocs-macros would load it in place of our module, if the module were not named."""
    assert (changed.folder.parent / "main").is_dir()
    assert (changed.folder / "index.html").exists()


def test_an_entry_does_not_take_the_changes_of_another_kind_with_the_same_id(small_book: Path) -> None:
    from macros.build import checked_book

    for path in [*(small_book / "risks").iterdir(), *(small_book / "checklists").iterdir()]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("sim-swap-lock", "sim-swap"), encoding="utf-8")
    lock = small_book / "mitigations" / "sim-swap-lock.yml"
    lock.rename(lock.with_name("sim-swap.yml"))
    change = small_book / "changes" / "law-fcc-2023-11.yml"
    text = re.sub(r"mitigations: .*\n", "", change.read_text(encoding="utf-8"))
    change.write_text(text, encoding="utf-8")
    book, problems = checked_book(small_book)
    assert book, problems
    assert book.links.changes(book.risks["sim-swap"])
    assert book.links.changes(book.mitigations["sim-swap"]) == []
    assert book.links.cases(book.risks["sim-swap"])
