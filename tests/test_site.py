"""The built site as files: nothing left over, every link resolves, links go both ways."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import pytest

from macros.book.book import Book
from macros.model.entry import Entry
from macros.model.evidence import Case
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.render.pages import PARTS, all_pages
from macros.views.addresses import href, place_of, place_of_group, place_of_source
from macros.views.pieces import newer_edition
from tests.conftest import Site

MARK = re.compile(
    r'<sup class="rb-cite"><a href="#source-([^"]+)" aria-label="Source (\d+)"'
    r'(?: id="cited-\d+")?>(\d+)</a></sup>'
)


class Html(HTMLParser):
    """The ids, links and tags of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag in {"img", "script", "iframe", "source", "video"} and found.get("src"):
            self.loaded.append(str(found["src"]))
        if tag == "link" and found.get("rel") not in {"canonical", "prev", "next", "edit"}:
            self.loaded.append(str(found["href"]))
        if tag == "script":
            self.scripts.append(found)
        self.handlers += [name for name in found if name.startswith("on")]


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[Path, Html]:
    return {path: Html(path.read_text(encoding="utf-8")) for path in site.pages()}


def test_the_strict_build_warns_of_nothing(site: Site) -> None:
    assert "WARNING" not in site.output
    assert "ERROR" not in site.output


def test_there_is_one_page_for_every_entry(site: Site, book: Book) -> None:
    for page in all_pages(book):
        assert (site.folder / page.path.removesuffix(".md") / "index.html").exists()


def test_nothing_of_the_templates_is_left_over(site: Site) -> None:
    for path in site.pages():
        text = path.read_text(encoding="utf-8")
        body = re.sub(r"<script[^>]*>.*?</script>", "", text, flags=re.DOTALL)
        for leftover in (
            "{{",
            "}}",
            "{%",
            "riskbook-part",
            "Macro Rendering Error",
            "Undefined",
            "Traceback",
        ):
            assert leftover not in body, f"{path}: {leftover}"


def test_every_internal_link_and_anchor_resolves(site: Site, pages: dict[Path, Html]) -> None:
    broken = [
        f"{path.relative_to(site.folder)}: {link}"
        for path, link, target, anchor in internal_links(site.folder, pages)
        if target not in pages
        and not target.exists()
        or anchor
        and target in pages
        and anchor not in pages[target].ids
    ]
    assert broken == []


def internal_links(folder: Path, pages: dict[Path, Html]) -> Iterator[tuple[Path, str, Path, str]]:
    for path, html in pages.items():
        for link in [*html.links, *html.loaded]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = folder if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if target.is_dir() or parts.path.endswith("/"):
                target = target / "index.html"
            yield path, link, target, parts.fragment


def test_no_id_stands_twice_on_a_page(pages: dict[Path, Html]) -> None:
    for path, html in pages.items():
        assert len(html.ids) == len(set(html.ids)), path


def test_links_leave_the_site_only_by_https_or_mail(pages: dict[Path, Html]) -> None:
    for path, html in pages.items():
        for link in html.links:
            assert urlsplit(link).scheme in {"", "https", "mailto"}, f"{path}: {link}"


def test_no_page_loads_anything_from_elsewhere(pages: dict[Path, Html]) -> None:
    for path, html in pages.items():
        for address in html.loaded:
            assert not urlsplit(address).netloc, f"{path}: {address}"


def test_no_page_has_an_inline_script_or_an_event_handler(pages: dict[Path, Html]) -> None:
    for path, html in pages.items():
        assert html.handlers == [], path
        for script in html.scripts:
            assert script.get("src") or script.get("type") == "application/json", path


def test_no_page_has_a_style_but_the_foot_of_its_sheets_which_the_policy_names(site: Site) -> None:
    for path in site.pages():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<[a-z][^>]*\sstyle=", text), path
        styles = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
        hashes = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles]
        assert all(
            re.fullmatch(r':root { --rb-foot: "[^"]*"; --rb-state: "[^"]*" }', one) for one in styles
        ), path
        assert "style-src " + " ".join(["'self'", *hashes]) + ";" in text, path
        assert "unsafe-inline" not in text, path


def test_no_part_of_a_table_says_its_role_again(site: Site) -> None:
    for path in site.pages():
        found = re.search(r"<(table|thead|tbody|tr|th|td)\b[^>]*\srole=", path.read_text(encoding="utf-8"))
        assert not found, path


def test_no_file_travels_that_no_page_asks_for(site: Site) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in site.pages())
    unasked = [
        path.name for path in (site.folder / "assets").rglob("*") if path.is_file() and path.name not in text
    ]
    assert unasked == []
    assert list(site.folder.rglob("*.map")) == []


def test_risk_pages_link_their_mitigations_and_provisions_and_are_linked_back(
    site: Site, book: Book, pages: dict[Path, Html]
) -> None:
    for risk in book.risks.values():
        page = f"risks/{risk.id}.md"
        links = pages[site.folder / "risks" / risk.id / "index.html"].links
        for mitigation in [*book.links.core(risk), *book.links.more(risk)]:
            path = f"mitigations/{mitigation.id}"
            assert href(f"{path}.md", page, True) in links
            assert href(page, f"{path}.md", True) in pages[site.folder / path / "index.html"].links
        for applied in book.law.applied(risk):
            path = f"regulations/{applied.regulation.id}"
            assert href(f"{path}.md#{applied.provision.id}", page, True) in links
            assert href(page, f"{path}.md", True) in pages[site.folder / path / "index.html"].links


def test_controls_of_a_mitigation_lead_to_their_standard_and_back(
    site: Site, book: Book, pages: dict[Path, Html]
) -> None:
    found = 0
    for mitigation in book.mitigations.values():
        page = f"mitigations/{mitigation.id}"
        for framework in book.law.frameworks(mitigation):
            for control in framework.controls:
                if control.provision:
                    regulation, provision = book.provisions[control.provision.id]
                    target = f"regulations/{regulation.id}"
                    assert (
                        href(f"{target}.md#{provision.id}", f"{page}.md", True)
                        in pages[site.folder / page / "index.html"].links
                    )
                    assert (
                        href(f"{page}.md", f"{target}.md", True)
                        in pages[site.folder / target / "index.html"].links
                    )
                    assert provision.citation.endswith(control.id.removeprefix("A."))
                    found += 1
    assert found


def test_every_risk_stands_in_the_register_in_the_long_answer_and_on_its_doors(
    site: Site, book: Book, pages: dict[Path, Html]
) -> None:
    for risk in book.risks.values():
        for place in ("risks/index.md", "in-detail.md", *(f"for/{role}.md" for role in risk.roles)):
            html = site.page(place)
            assert f'href="{href(f"risks/{risk.id}.md", place, True)}"' in html, f"{place}: {risk.id}"


def test_the_edit_button_opens_the_yaml_file(site: Site, book: Book) -> None:
    for page in all_pages(book):
        assert f"/edit/main/data/{page.edit}" in site.page(page.path), page.path


def test_a_source_nobody_read_says_so(site: Site, book: Book) -> None:
    for source in book.sources.values():
        if source.checked is None:
            place = place_of_source(source.id, book.shelves.key_of(source)).partition("#")[0]
            start = site.page(place).split(f'id="source-{source.id}"')[1].split("</li>")[0]
            assert "Not yet checked by us" in start


def test_the_long_answer_spends_seventy_words_on_a_danger(site: Site, book: Book) -> None:
    """Twenty-five minutes for eighty; level marks and citation numbers are not read as words."""
    article = site.page("in-detail.md").split("<article")[1].split('id="sources"')[0]
    for skipped in (r"<sup.*?</sup>", r'<p class="rb-short__level">.*?</p>', r"<[^>]+>"):
        article = re.sub(skipped, " ", article, flags=re.DOTALL)
    assert 20 * len(book.risks) <= len(article.split()) <= 70 * len(book.risks)


def found_by_search(site: Site) -> list[str]:
    index = json.loads((site.folder / "search" / "entries.json").read_text(encoding="utf-8"))
    return [row[0] for row in index["rows"]]


def test_the_search_knows_every_entry_every_provision_and_every_page(site: Site, book: Book) -> None:
    places = found_by_search(site)
    assert len(places) == len(set(places))
    wanted = {
        href(place_of(entry.kind, entry.id), "index.md", True)
        for entry in book.all()
        if entry.kind != "source" and getattr(entry, "sign", True)
    }
    wanted |= {
        f"regulations/{regulation.id}/#{provision.id}" for regulation, provision in book.provisions.values()
    }
    moved = {href(page.path, "index.md", True) for page in all_pages(book) if "moved_to" in page.meta}
    # A part of a list is reached by its list.
    parts = {href(place_of_group(group.kind, group.key), "index.md", True)
             for whole in book.shelves.all for _, group in whole.pages()}  # fmt: skip
    pages = (
        {
            f"{path.parent.relative_to(site.folder).as_posix()}/"
            for path in site.pages()
            if path.name == "index.html"
        }
        - moved
        - parts
    )
    wanted |= pages
    assert wanted - set(places) == set()


def test_every_search_result_leads_to_a_place_that_is_there(site: Site, pages: dict[Path, Html]) -> None:
    for place in found_by_search(site):
        page, _, anchor = place.partition("#")
        html = pages[site.folder / page / "index.html"]
        assert not anchor or anchor in html.ids, place


def test_a_citation_has_the_number_of_its_source_in_the_list(site: Site) -> None:
    checked = 0
    for path in site.pages():
        html = path.read_text(encoding="utf-8")
        listed = html.partition('<ol class="rb-sources">')[2].partition("</ol>")[0]
        order = re.findall(r'<li id="source-([^"]+)">', listed)
        for source, spoken, shown in MARK.findall(html):
            assert spoken == shown == str(order.index(source) + 1), f"{path}: {source}"
            checked += 1
    assert checked > 3_000


@pytest.mark.parametrize(
    ("kind", "entry_id"), [(Regulation, "eu-gdpr"), (Risk, "sim-swap"), (Case, "ico-hellofresh-2024")]
)
def test_a_section_that_says_something_leads_to_the_form_with_page_and_section(
    kind: type[Entry], entry_id: str, site: Site
) -> None:
    html = site.page(f"{kind.folder}/{entry_id}.md")
    parts = [part for part in PARTS[kind] if part.heading and f'<h2 id="{part.heading.anchor}">' in html]
    for part in parts:
        query = urlencode(
            {"template": "wrong.yml", "entry": f"{kind.folder}/{entry_id}", "section": part.title}
        )
        link = f'href="https://risk-book.example/issues/new?{escape(query)}"'
        assert (link in html) == part.says, part.title
    assert html.count("rb-wrong") >= 1


def test_a_rule_of_an_older_edition_says_so_wherever_it_is_applied(site: Site, book: Book) -> None:
    older = {law.id: newer_edition(law) for law in book.regulations.values() if law.newer_edition}
    assert older
    for law in book.regulations.values():
        assert site.page(place_of(law.kind, law.id)).count("A newer edition is dated") == (law.id in older)
    for risk in book.risks.values():
        html = site.page(place_of(risk.kind, risk.id))
        applied = [group for place in book.law.applied_by_place(risk) for group in place.entries]
        said = [older[one.regulation.id] for one in applied if one.regulation.id in older]
        assert html.count("A newer edition is dated") == len(said), risk.id
        assert all(sentence in html for sentence in said)
