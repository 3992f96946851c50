"""Two pictures: where the dangers strike the account, and where to tap. Both are worked out from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from macros.book.book import Book
from macros.files import SAFE_YAML
from macros.menu_path import SIGN, MenuPath, pieces
from macros.render.renderer import Renderer
from macros.text import CITATION, texts_in
from macros.views.pieces import title_of
from tests.accessibility import violations
from tests.conftest import PROJECT, Site

ACCOUNT = "which-whatsapp.md"
WHOLE = "The account as a whole"


@dataclass
class Node:
    """An element, as far as these tests look."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader without style reads, and what is copied."""
        found = "".join(item if isinstance(item, str) else item.text for item in self.inside)
        return found if self.tag in {"span", "strong", "i", "a", "sup"} else f" {found} "

    def all(self, tag: str = "", **wanted: str) -> Iterator[Node]:
        """The elements inside with this tag and these classes or attributes."""
        for item in self.inside:
            if isinstance(item, Node):
                named = {"class": wanted.get("name"), "id": wanted.get("id")}
                if (not tag or item.tag == tag) and all(
                    value is None or value in (item.attributes.get(key) or "").split()
                    for key, value in named.items()
                ):
                    yield item
                yield from item.all(tag, **wanted)


class Tree(HTMLParser):
    """A page as nodes."""

    EMPTY = {"input", "link", "meta", "br", "img", "rect", "path", "hr"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = [Node("document")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag not in self.EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in {node.tag for node in self.open[1:]}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Node:
    return Tree(html).open[0]


def plain(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- the account


@cache
def raw(folder: str) -> dict[str, dict[str, Any]]:
    """The entries as they stand in their files."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), SAFE_YAML)
        for path in (PROJECT / "data" / folder).glob("*.yml")
    }


RISKS = raw("risks")
PARTS = yaml.safe_load((PROJECT / "data" / "vocabularies" / "account_parts.yml").read_text(encoding="utf-8"))
PRODUCTS = ["messenger", "app", "coexistence", "platform", "provider"]


def drawings(site: Site, page: str = ACCOUNT) -> list[Node]:
    """The pictures of the account on a page: that of all products, then one for each."""
    return list(tree(site.page(page)).all("ol", name="rb-account"))


def boxes(drawing: Node) -> dict[str, Node]:
    """The boxes of a picture by their names, in order."""
    return {plain(next(box.all("strong")).text): box for box in drawing.all(name="rb-part")}


def label(box: Node) -> str:
    """What a box says before it is opened."""
    return plain(next(box.all("summary"), box).text)


def test_the_box_of_the_pin_is_what_three_files_say(site: Site) -> None:
    # portfolio-takeover: likelihood 3, impact 5; provider-lock-in: 3 and 3; recovery-lockout: 3 and 4.
    found = boxes(drawings(site)[0])["Two-step PIN"]
    assert label(found) == "Two-step PIN Asked for after the code 3 dangers, worst: High"
    assert [plain(line.text) for line in found.all("li")] == [
        "High Somebody takes over your Meta business portfolio "
        "Only: App and Cloud API on one number, Business Platform (Cloud API), A provider's inbox, "
        "WhatsApp Business app",
        "Medium You cannot get back into your own account",
        "Medium You cannot leave your WhatsApp provider "
        "Only: App and Cloud API on one number, Business Platform (Cloud API), A provider's inbox",
    ]
    bar = next(found.all("svg"))
    assert bar.attributes["viewbox"] == f"0 0 {len(struck('chats'))} 1"
    assert next(bar.all("rect")).attributes["width"] == "3"


def struck(part: str, product: str = "") -> set[str]:
    """The titles of the dangers that a part lists, read from the files alone."""
    have = {item["id"] for item in PARTS if not product or product in item.get("with_products", PRODUCTS)}
    found = set()
    for risk in RISKS.values():
        if product and product not in risk["products"]:
            continue
        if part in (have & set(risk.get("strikes", [])) or {"whole"}):
            found.add(risk.get("short") or risk["title"])
    return found


def test_every_danger_stands_in_the_picture_under_each_part_it_strikes(site: Site, book: Book) -> None:
    found = boxes(drawings(site)[0])
    listed = {name: {plain(link.text) for link in box.all("a")} for name, box in found.items()}
    wanted = {item["name"]: struck(item["id"]) for item in PARTS} | {WHOLE: struck("whole")}
    assert listed == wanted
    assert set().union(*listed.values()) == {title_of(risk) for risk in book.risks.values()}


@pytest.mark.parametrize("number", range(5), ids=PRODUCTS)
def test_a_product_has_its_own_parts_and_the_number_of_its_own_dangers(site: Site, number: int) -> None:
    product = PRODUCTS[number]
    own = [item for item in PARTS if product in item.get("with_products", PRODUCTS)]
    wanted = {item["name"]: len(struck(item["id"], product)) for item in own}
    wanted[WHOLE] = len(struck("whole", product))
    found = {
        name: int(re.search(r"(\d+) danger", label(box))[1])  # type: ignore[index]
        for name, box in boxes(drawings(site)[number + 1]).items()
    }
    assert list(found.items()) == list(wanted.items())


def test_a_box_names_the_worst_level_of_its_dangers(site: Site) -> None:
    for name, box in boxes(drawings(site)[0]).items():
        steps = [int(level.attributes["data-step"] or 0) for level in box.all(name="rb-level")]
        assert steps[0] == max(steps[1:]), name
        assert steps[1:] == sorted(steps[1:], reverse=True), name


def test_the_home_page_draws_the_same_boxes_and_each_leads_to_its_dangers(site: Site) -> None:
    (drawing,) = drawings(site, "index.md")
    whole = drawings(site)[0]
    assert [label(box) for box in boxes(drawing).values()] == [label(box) for box in boxes(whole).values()]
    for name, box in boxes(drawing).items():
        page, _, anchor = str(box.attributes["href"]).partition("#")
        assert page == "which-whatsapp/"
        (target,) = (
            box
            for box in boxes(whole).values()
            if list(box.all(id=anchor)) or box.attributes.get("id") == anchor
        )
        assert list(boxes(Node("document", inside=[target]))) == [name]


def test_the_picture_of_the_home_page_stands_below_the_answer_and_the_doors(site: Site) -> None:
    html = site.page("index.md")
    assert html.index("rb-hero") < html.index("rb-doors") < html.index('class="rb-worst"')
    assert html.index('class="rb-worst"') < html.index('class="rb-account"')


def test_a_danger_strikes_parts_that_one_of_its_products_has() -> None:
    having = {item["id"]: set(item.get("with_products", PRODUCTS)) for item in PARTS}
    for name, risk in RISKS.items():
        for part in risk.get("strikes", []):
            assert having[part] & set(risk["products"]), (name, part)


def test_a_danger_of_which_nobody_said_a_part_strikes_the_account_as_a_whole(small_site: Site) -> None:
    found = boxes(drawings(small_site)[0])
    assert label(found["SIM card"]).endswith("1 danger, worst: Medium")
    assert label(found["Backup"]) == "Backup A copy at Google or Apple none in this book"
    assert label(found[WHOLE]).startswith(f"{WHOLE} Blocked, limited, down or dearer 3 dangers, worst:")


# ---------------------------------------------------------------- where to tap


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "Open Settings > Account > Two-step verification > Turn on. Older versions say Enable.",
            [["Settings", "Account", "Two-step verification", "Turn on"]],
        ),
        ("Tap the three dots > Linked devices, then log out.", [["three dots", "Linked devices"]]),
        ("In WhatsApp Manager > Phone numbers, add it.", [["WhatsApp Manager", "Phone numbers"]]),
        ("Put it into Business tools > Away message.", [["Business tools", "Away message"]]),
        ("Settings > Agents shows agents.", [["Settings", "Agents"]]),
        ("Open Settings > Last seen and online > Nobody.", [["Settings", "Last seen and online", "Nobody"]]),
        ("Open Settings > Privacy and turn it on.", [["Settings", "Privacy"]]),
        ("Look under Settings > Privacy and Data in the app.", [["Settings", "Privacy and Data"]]),
        ("Open You > Create name. Some show Account > Name.", [["You", "Create name"], ["Account", "Name"]]),
        ("Open A > B on the phone. Tap C > D and open E > F.", [["A", "B"], ["C", "D"], ["E", "F"]]),
        ("Right-click the chat > Lock chat.", [["Right-click the chat", "Lock chat"]]),
        ("Open System users, pick the user > Add.", [["user", "Add"]]),
        ("Only where 5 > 3.", []),
        ("a>b, a> b and a >b are no paths", []),
        ("", []),
        (" > ", []),
        ("> > > ", []),
    ],
)
def test_a_path_begins_and_ends_where_a_reader_sees_it(text: str, paths: list[list[str]]) -> None:
    found = list(pieces(text))
    assert [list(piece.labels) for piece in found if isinstance(piece, MenuPath)] == paths
    assert joined(found) == text


def joined(found: list[str | MenuPath]) -> str:
    return "".join(SIGN.join(piece.labels) if isinstance(piece, MenuPath) else piece for piece in found)


def test_no_text_of_the_book_is_lost_and_no_label_is_a_sentence(book: Book) -> None:
    for entry in book.all():
        for _, text in texts_in(entry.model_dump()):
            for part in CITATION.split(" ".join(text.split()))[::2]:
                found = list(pieces(part))
                assert joined(found) == part
                labels = [name for piece in found if isinstance(piece, MenuPath) for name in piece.labels]
                assert [name for name in labels if len(name.split()) > 7 or name != name.strip()] == [], part


@pytest.mark.parametrize("mitigation", sorted(raw("mitigations")))
def test_every_path_of_an_action_is_drawn_in_its_order(site: Site, mitigation: str) -> None:
    page = tree(site.page(f"mitigations/{mitigation}.md"))
    lines = [line for block in page.all("ol", name="rb-steps") for line in block.all("li")]
    wanted = [text for block in raw("mitigations")[mitigation]["steps"] for text in block["do"]]
    for line, text in zip(lines, wanted, strict=True):
        rows = list(line.all(name="rb-taps"))
        assert sum(len(list(row.all(name="rb-taps__then"))) for row in rows) == text.count(SIGN)
        for row in rows:
            names = [plain(one.text) for one in row.all(name="rb-tap")]
            assert plain(row.text) == SIGN.join(names)
            assert SIGN.join(names) in text
            assert [one.attributes.get("role") for one in row.inside if isinstance(one, Node)] == [
                "listitem" for _ in names
            ]
            assert row.attributes["role"] == "list"
        if "[" not in text:
            assert plain(line.text) == plain(text)


def test_the_path_to_the_pin_is_the_one_in_the_file(site: Site) -> None:
    page = tree(site.page("mitigations/two-step-pin.md"))
    found = [[plain(one.text) for one in row.all(name="rb-tap")] for row in page.all(name="rb-taps")]
    assert found[:2] == [["Settings", "Account", "Two-step verification", "Turn on"]] * 2


def test_hostile_labels_stay_words(book: Book) -> None:
    writer = Renderer(book).page("about.md")
    html = writer.part("steps.html", ['Open <script>alert(1)</script> > <img src=x onerror="a()"> > {{ x }}'])
    assert "<script" not in html
    assert "<img" not in html
    labels = [plain(one.text) for one in tree(html).all(name="rb-tap")]
    assert labels == ["<script>alert(1)</script>", '<img src=x onerror="a()">', "{{ x }}"]


# ---------------------------------------------------------------- in a browser

PAGES = ["which-whatsapp/", "", "mitigations/linked-devices-review/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_keeps_somebody_from_using_the_pictures(
    browser: Browser, address: str, page: str, width: int
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(address + page)
    folds = ".rb-part, .rb-by-place:has(.rb-account)"
    tab.evaluate("folds => document.querySelectorAll(folds).forEach((one) => { one.open = true; })", folds)
    assert violations(tab, contrast=width == 1440) == []  # colours are the same in any width
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.close()


def test_forced_colours_and_paper_keep_the_bars_and_the_boxes(browser: Browser, address: str) -> None:
    tab = browser.new_page(forced_colors="active")
    tab.goto(address + "which-whatsapp/")
    style = "(sel, name) => getComputedStyle(document.querySelector(sel))[name]"
    looks = f"([sel, name]) => ({style})(sel, name)"
    full, empty = (
        tab.evaluate(looks, [f".rb-part [data-step='4'] .rb-level__bar i:nth-child({n})", "backgroundColor"])
        for n in (1, 5)
    )
    assert full != empty
    assert tab.evaluate(looks, [".rb-part", "borderTopStyle"]) == "solid"
    tab.emulate_media(media="print", forced_colors="none")
    assert tab.evaluate(looks, [".rb-part", "borderTopStyle"]) == "solid"
    assert tab.locator(".rb-part__share").first.bounding_box()["height"] > 1  # type: ignore[index]
    tab.close()


def test_a_tap_on_the_home_page_shows_the_dangers_of_that_part_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    phone = context.new_page()
    phone.goto(address)
    phone.locator(".rb-part", has_text="Two-step PIN").click()
    phone.get_by_role("link", name="You cannot get back into your own account").first.wait_for(
        state="visible"
    )
    assert phone.locator(".rb-part[open]").count() == 1
    context.close()
