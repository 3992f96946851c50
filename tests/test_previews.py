"""What a passed-on link shows: on every page a title, a sentence, and a picture that is there."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image

from macros.book.book import Book
from macros.export.previews import previews
from macros.text import css_text
from macros.views.frame import KINDS, frame, picture_of
from tests.conftest import Site

TITLE = "Risk Book for WhatsApp Business"


class Head(HTMLParser):
    """The properties that the head of a page names, and the title it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(text.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            assert name not in self.found, name
            self.found[name] = given["content"] or ""


@pytest.fixture(scope="module")
def heads(site: Site) -> dict[Path, dict[str, str]]:
    return {
        path: Head(path.read_text(encoding="utf-8")).found
        for path in site.pages()
        if path.name == "index.html" and "moved_to" not in path.read_text(encoding="utf-8")
    }


def test_every_page_shows_a_title_a_sentence_and_a_picture_of_the_size_it_says(
    site: Site, heads: dict[Path, dict[str, str]]
) -> None:
    shown = set()
    for path, head in heads.items():
        if "og:title" not in head:
            assert 'http-equiv="refresh"' in path.read_text(encoding="utf-8"), path
            continue
        assert head["og:title"], path
        assert head["og:description"] == head["description"], path
        assert head["twitter:card"] == "summary_large_image"
        picture = (path.parent / head["og:image"]).resolve()
        shown.add(picture)
        with Image.open(picture) as image:
            assert (str(image.width), str(image.height)) == (head["og:image:width"], head["og:image:height"])
            assert image.format == "PNG"
    assert {picture.relative_to(site.folder.resolve()).as_posix() for picture in shown} == set(
        map(picture_of, KINDS)
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    {
        "index.md": "book",
        "in-detail.md": "book",
        "for/owner.md": "book",
        "risks/index.md": "register",
        "risks/sim-swap.md": "risks",
        "mitigations/two-step-pin.md": "mitigations",
        "checklists/phone-lost.md": "checklists",
        "regulations/eu-gdpr.md": "regulations",
        "places/eu.md": "places",
        "cases/index.md": "cases",
    }.items(),
)
def test_the_picture_names_the_kind_of_page(site: Site, path: str, kind: str) -> None:
    head = Head(site.page(path)).found
    assert head["og:image"].endswith(picture_of(kind))
    assert head["og:image:alt"] == f"{KINDS[kind]} · {TITLE}"
    assert head["og:type"] == ("website" if path == "index.md" else "article")


def test_pictures_are_small_and_the_same_each_time() -> None:
    first = previews(TITLE)
    previews.cache_clear()
    assert previews(TITLE) == first
    assert len(set(first.values())) == len(KINDS)
    assert max(map(len, first.values())) < 40_000


def test_a_long_name_of_the_book_stays_inside_its_picture() -> None:
    for content in previews("A very long name of a book, " * 4).values():
        image = Image.open(BytesIO(content)).convert("RGB")
        edge = image.crop((image.width - 80, 0, image.width, image.height))
        assert edge.getcolors() == [(80 * image.height, image.getpixel((0, 0)))]


@pytest.mark.parametrize("site_url", ["", "https://risk-book.example/"])
def test_without_a_published_site_no_address_leads_there(book: Book, site: Site, site_url: str) -> None:
    around = frame(book, TITLE, site_url, "risks/sim-swap.md", "risks/sim-swap/")
    assert around.site == ""
    assert f'--rb-foot: "{css_text(TITLE)} · risks/sim-swap/";' in around.style
    assert "og:url" not in Head(site.page("risks/sim-swap.md")).found


def test_a_published_site_stands_whole_in_the_foot(book: Book) -> None:
    around = frame(book, TITLE, "https://book.test/risk/", "risks/sim-swap.md", "risks/sim-swap/")
    assert f'--rb-foot: "{css_text(TITLE)} · https://book.test/risk/risks/sim-swap/";' in around.style
    assert urljoin(around.site, around.picture) == "https://book.test/risk/assets/previews/risks.png"


def test_no_name_ends_the_string_or_the_element_it_stands_in() -> None:
    said = css_text("a\"; } </style><b> \\ & 'c' \n ü")
    assert not set("\"<>\n;}&'") & set(said)
    assert said.startswith("a\\22 ")
    assert "ü" in said
