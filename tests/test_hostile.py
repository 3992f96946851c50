# ruff: noqa: E501
"""More of what a stranger's change could smuggle in, one file at a time: each gets its line, or acts in no page."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from macros.build import SHARED_PAGES
from macros.check import check
from macros.load.documents import MOST_PROBLEMS, Problem, parse_document
from macros.load.entries import Entries, judge, load
from macros.load.handwritten import SITE_ANCHORS, SITE_PREFIXES, handwritten_problems, page_problems
from macros.load.vocabularies import read_vocabularies
from macros.model.kinds import BY_FOLDER
from macros.render.renderer import TEMPLATES
from macros.views.addresses import place_of
from tests.broken import Broken
from tests.conftest import EPOCH, FIXTURE_BOOK, PROJECT, SMALL_BOOK_DAY, seconds

SOURCE = "sources/cifas-sim-swap-2025.yml"
URL = "https://educronix.com/1055-surge-in-unauthorised-sim-swaps-as-mobile-and-telecoms-sector-hit-hard-by-rising-fraud"
TERM = "terms/sim-swap.yml"
MEANS = (FIXTURE_BOOK / TERM).read_text(encoding="utf-8").partition("means: ")[2]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Entries:
    data = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(FIXTURE_BOOK, data)
    shutil.copytree(PROJECT / "data" / "vocabularies", data / "vocabularies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(EPOCH, seconds(SMALL_BOOK_DAY))
        found, problems = load(data)
    assert found
    assert problems == []
    return found


def altered(entries: Entries, file: str, text: str) -> tuple[Entries, list[Problem]]:
    """The small book with another text in one of its files, and what reader, model and rules say about it."""
    folder, name = file.split("/")
    entry_type = BY_FOLDER[folder]
    document, problems = parse_document(text, Path(name), f"data/{file}")
    assert entries.known
    entry, found = (None, []) if problems else judge(document, entry_type, entries.known)
    if not entry:
        return entries, sorted(problems + found)
    kind = entry_type.kind
    after = replace(
        entries,
        by_kind=entries.by_kind | {kind: entries.of(kind) | {entry.id: entry}},
        documents=entries.documents | {(kind, entry.id): document},
    )
    return after, check(after)


def problems_of(entries: Entries, file: str, text: str) -> list[Problem]:
    return altered(entries, file, text)[1]


def address(name: str, url: str, why: str) -> Broken:
    return Broken(f"address: {name}", SOURCE, f"url: {URL}", f"url: '{url}'",
                  [f"data/{SOURCE}:3:1: url: '{url}' is no address for everybody; {why}"])  # fmt: skip


def link(name: str, target: str, why: str, words: str = "words") -> Broken:
    return Broken(f"link: {name}", TERM, MEANS, f"Moving a phone number to [{words}]({target}).\n",
                  [f"data/{TERM}:2:{len(words) + 36}: means: link target '{target}' is not allowed; {why}"])  # fmt: skip


def sign(name: str, written: str, called: str) -> Broken:
    return Broken(f"sign: {name}", TERM, "title: SIM swap", f"title: SIM{written} swap",
                  [f"data/{TERM}:1:11: title: the character {called} is not allowed"])  # fmt: skip


def cap(name: str, old: str, new: str, line: str) -> Broken:
    return Broken(f"cap: {name}", TERM, old, new, [f"data/{TERM}:{line}"])


EVERYBODY = "is not a name that everybody can reach"
HOSTILE = [
    # ---- caps
    cap("a text", MEANS, "x" * 8_001 + "\n", "2:8: a text of 8001 characters; 8000 at most"),
    cap("a title", "title: SIM swap", "title: " + "x" * 301, "1:1: title: 301 characters; 300 at most"),
    cap("a list", "title:", f"also_called: [{', '.join(f'n{n}' for n in range(201))}]\ntitle:", "1:1105: more than 200 items in one list"),
    cap("all values", "title:", "".join(f"k{n}: x\n" for n in range(1_001)) + "title:", "1000:7: more than 2000 values in one file"),
    cap("marks", MEANS, "Moving a number to another card. " + "[" * 101 + "\n", "2:1: means: the sign '[' 101 times; 100 at most"),
    cap("stars", MEANS, "Moving a number to another card. " + "*" * 101 + "\n", "2:1: means: the sign '*' 101 times; 100 at most"),
    cap("old ids", "title:", f"was: [{', '.join(f'n{n}' for n in range(21))}]\ntitle:", "1:1: was: 21 given; 20 at most"),
    Broken("cap: an address", SOURCE, f"url: {URL}", f"url: {URL}{'x' * 500}", [f"data/{SOURCE}:3:1: url: {len(URL) + 500} characters; 500 at most"]),
    cap("a value that is shown", "title:", f"language: {'x' * 300}\ntitle:", "1:1: language: no field 'language'"),
    Broken("cap: a value in a message", SOURCE, "language: en", f"language: {'x' * 300}", [f"data/{SOURCE}:7:1: language: '{'x' * 200} …'; expected the form en or pt"]),
    # ---- addresses
    address("a user name", "https://faq.whatsapp.com@evil.example/", "'faq.whatsapp.com@' hides the host 'evil.example'"),
    address("a number", "https://127.0.0.1/", f"the host '127.0.0.1' {EVERYBODY}"),
    address("one number", "https://2130706433/", f"the host '2130706433' {EVERYBODY}"),
    address("a number in hexadecimal", "https://0x7f.1/", f"the host '0x7f.1' {EVERYBODY}"),
    address("a number of the sixth version", "https://[::1]/", f"the host '::1' {EVERYBODY}"),
    address("this machine", "https://localhost/", f"the host 'localhost' {EVERYBODY}"),
    address("a machine of one's own", "https://printer.local/", f"the host 'printer.local' {EVERYBODY}"),
    address("an escaped host", "https://%65vil.example/", f"the host '%65vil.example' {EVERYBODY}"),
    address("another port", "https://a.example:8443/", "it leads to port 8443"),
    Broken("address: a port that is none", SOURCE, f"url: {URL}", "url: https://a.example:x/", [f"data/{SOURCE}:3:1: url: 'https://a.example:x/' is not an https address"]),
    address("a letter of another alphabet", "https://wh\u0430tsapp.com/", "it holds U+0430 CYRILLIC SMALL LETTER A, copy it from a browser"),
    address("the same letter in disguise", "https://xn--whtsapp-2fg.com/", "the host 'xn--whtsapp-2fg.com' stands for one with U+0430 CYRILLIC SMALL LETTER A"),
    address("a disguise of nothing", "https://xn--.com/", "the host 'xn--.com' stands for one with letters that nobody can tell"),
    address("an end that is none", "https://faq.whatsapp.com.evil.example/", "the host 'faq.whatsapp.com.evil.example' belongs to 'evil.example'"),
    address("a name nearly theirs", "https://www.whatsaap.com/", "the host 'www.whatsaap.com' imitates 'whatsapp'"),
    address("a name with a digit", "https://faceb00k-help.com/", "the host 'faceb00k-help.com' imitates 'facebook'"),
    # ---- links in prose
    link("a user name", "https://faq.whatsapp.com@evil.example/", "'faq.whatsapp.com@' hides the host 'evil.example'"),
    link("words that are an address", "https://evil.example/", "its words name the host 'whatsapp.com'", "https://www.whatsapp.com/login"),
    link("words that are a host", "https://evil.example/", "its words name the host 'faq.whatsapp.com'", "faq.whatsapp.com"),
    link("a letter to somebody else too", "mailto:a@b.example?bcc=c@d.example", "it is not one mailbox"),
    link("a number", "https://10.0.0.1/", f"the host '10.0.0.1' {EVERYBODY}"),
    # ---- signs
    sign("a space that is none", "\u00a0", "U+00A0 NO-BREAK SPACE"),
    sign("a filler", "\u3164", "U+3164 HANGUL FILLER"),
    sign("an empty pattern", "\u2800", "U+2800 BRAILLE PATTERN BLANK"),
    sign("a mark of direction", "\u061c", "U+061C ARABIC LETTER MARK"),
    sign("a tag", "\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    sign("a sign of nobody's", "\ue000", "U+E000"),
    sign("a selector", "\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
    sign("a joiner", "\u034f", "U+034F COMBINING GRAPHEME JOINER"),
    sign("a tower of accents", "\u0301\u0301\u0301", "U+0301 COMBINING ACUTE ACCENT"),
    sign("a letter of another alphabet", "\u0430", "U+0430 CYRILLIC SMALL LETTER A"),
    sign("a wide letter", "\uff21", "U+FF21 FULLWIDTH LATIN CAPITAL LETTER A"),
    sign("a mathematical letter", "\U0001d400", "U+1D400 MATHEMATICAL BOLD CAPITAL A"),
    # ---- what no reviewer would see
    Broken("unseen: letters as numbers", TERM, "title: SIM swap", 'title: "\\x53IM swap"', [f"data/{TERM}:1:8: the escape '\\\\x53' hides a character; write the character itself".replace("\\\\", "\\")]),
    Broken("unseen: words out of the window", TERM, "title: SIM swap", "title: SIM" + " " * 200 + "swap", [f"data/{TERM}:1:11: twenty blanks or five empty lines hide what follows; remove them"]),
    Broken("unseen: words under the window", TERM, "means:", "\n" * 60 + "means:", [f"data/{TERM}:1:16: twenty blanks or five empty lines hide what follows; remove them"]),
    Broken("unseen: an octal number", "checklists/owner-set-up.yml", "minutes: 60", "minutes: 074", ["data/checklists/owner-set-up.yml:4:10: '074' is read as a number; write it in plain digits, or put it in quotes"]),
    Broken("unseen: sixties", "checklists/owner-set-up.yml", "minutes: 60", "minutes: 1:00", ["data/checklists/owner-set-up.yml:4:10: '1:00' is read as a number; write it in plain digits, or put it in quotes"]),
    Broken("unseen: a day with an hour", SOURCE, "checked: 2026-11-23", "checked: 2026-11-23T23:59:59-23:59", [f"data/{SOURCE}:5:10: '2026-11-23T23:59:59-23:59' is read as a day; write 2026-11-23, or put it in quotes"]),
    # ---- days to come
    Broken("ahead: a path on a device", "mitigations/two-step-pin.yml", "    checked: 2026-11-23", "    checked: 2026-12-23", ["data/mitigations/two-step-pin.yml:29:5: steps[0].checked: 2026-12-23 lies ahead; write the day on which it was read"]),
    Broken("ahead: a case", "cases/cifas-2024.yml", "date: 2024", "date: 2027", ["data/cases/cifas-2024.yml:2:1: date: 2027 lies ahead; a case has happened"]),
    Broken("ahead: a source", SOURCE, "published: \"2025-05-14\"", "published: 2027-01", [f"data/{SOURCE}:4:1: published: 2027-01 lies ahead; what was read has been published"]),
    # ---- names
    Broken("name: a provision that is a list", "regulations/eu-gdpr.yml", "- id: eu-gdpr-33", "- id: [eu-gdpr-33]", ["data/regulations/eu-gdpr.yml:12:5: provisions[0].id: read as a list, not as a text; put it in quotes"]),
    Broken("name: a port of an old machine", "regulations/eu-gdpr.yml", "- id: eu-gdpr-33", "- id: com1", ["data/regulations/eu-gdpr.yml:12:5: provisions[0].id: 'com1' is a name the site or a file system keeps for itself; choose another"]),
    Broken("citation: behind a sign", "cases/cifas-2024.yml", "[^cifas", "\\[^cifas", ["data/cases/cifas-2024.yml:6:12: what_happened: '\\[^cifas-sim-swap-2025]' is no citation; write [^source-id]"]),
    Broken("citation: as code", "cases/cifas-2024.yml", "[^cifas-sim-swap-2025]", "`[^cifas-sim-swap-2025]`", ["data/cases/cifas-2024.yml:6:12: what_happened: '`[^cifas-sim-swap-2025]`' is no citation; write [^source-id]"]),
    Broken("log: a command for the build machine", TERM, "title:", "? \"\\n::error::x\"\n: y\ntitle:", [f"data/{TERM}:1:3: \\x0a::error::x: no field '\\x0a::error::x'"]),
]  # fmt: skip

PAGES = {
    "a word for a part": ("riskbook-part-0", []),
    "words that are another address": (
        "[https://www.whatsapp.com/login](https://evil.example/)",
        ["docs/x.md:6:34: link target 'https://evil.example/' is not allowed; its words name the host 'whatsapp.com'"],
    ),
    "a page that is none": ("[x](nowhere.md)", ["docs/x.md:6:5: link target 'nowhere.md' is not allowed; there is no such page"]),
    "an anchor of a part": ("## Keep it", ["docs/x.md:1:1: a heading has the anchor 'keep-it', which an entry needs on this page; reword it"]),
    "a letter of another alphabet": ("\u0421ode", ["docs/x.md:6:1: the character U+0421 CYRILLIC CAPITAL LETTER ES is not allowed"]),
    "a number for a host": ("[x](https://127.0.0.1/)", ["docs/x.md:6:5: link target 'https://127.0.0.1/' is not allowed; the host '127.0.0.1' is not a name that everybody can reach"]),
    "letters as numbers": ("&#83;IM", ["docs/x.md:6:1: '&#83;' hides a character; write the character itself"]),
    "words out of the window": ("Words" + " " * 30 + "more", ["docs/x.md:6:6: twenty blanks or five empty lines hide what follows; remove them"]),
    "a page without an end": ("x " * 32_000, ["docs/x.md:1:1: a page of 64034 characters; 64000 at most"]),
    "lines without an end": ("- x\n" * 2_000, ["docs/x.md:2000:1: a page of 2007 lines; 2000 at most"]),
}  # fmt: skip


FACTS = {
    "a question that nobody asks": (
        ("question: team", "question: teem"),
        ["data/vocabularies/facts.yml:4:3: [0].question: 'teem' is not one of the questions; did you mean 'team'?"],
    ),
    "a product that there is not": (
        ("with_products: [provider]", "with_products: [provide]"),
        ["data/vocabularies/facts.yml:50:3: [11].with_products: 'provide' is not one of the products; did you mean 'provider'?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_entry_gets_its_line(entries: Entries, case: Broken) -> None:
    text = (FIXTURE_BOOK / case.file).read_text(encoding="utf-8")
    assert case.old in text, "the words to replace are gone"
    assert [
        str(p) for p in problems_of(entries, case.file, text.replace(case.old, case.new, 1))
    ] == case.expected


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_gets_its_line(name: str) -> None:
    words, expected = PAGES[name]
    text = f"---\ntitle: x\ndescription: x\n---\n\n{words}\n"
    assert [str(p) for p in page_problems("docs/x.md", "x.md", Path("x.md"), text)] == expected


def test_of_very_many_problems_in_a_file_the_first_are_told(entries: Entries) -> None:
    text = (FIXTURE_BOOK / TERM).read_text(encoding="utf-8") + "".join(f"k{n}: x\n" for n in range(150))
    found = [str(problem) for problem in problems_of(entries, TERM, text)]
    assert len(found) == MOST_PROBLEMS + 1
    assert found[0] == f"data/{TERM}:3:1: k0: no field 'k0'"
    assert found[-1] == f"data/{TERM}:103:1: more than 100 problems in this file; mend these first"


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_of_nothing_gets_its_line(tmp_path: Path, name: str) -> None:
    (old, new), expected = FACTS[name]
    shutil.copytree(PROJECT / "data" / "vocabularies", tmp_path / "data" / "vocabularies")
    facts = tmp_path / "data" / "vocabularies" / "facts.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert [str(problem) for problem in read_vocabularies(tmp_path / "data")[1]] == expected


def test_a_heading_that_takes_the_anchor_of_an_entry_is_refused_by_the_check(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "---\ntitle: x\ndescription: x\n---\n\n## SIM swap\n\nWords.\n"
    (tmp_path / "docs" / "glossary.md").write_text(text, encoding="utf-8")
    assert [
        str(problem)
        for problem in handwritten_problems(tmp_path / "docs", None, {"glossary.md": ["sim-swap"]})
    ] == [
        "docs/glossary.md:1:1: a heading has the anchor 'sim-swap', which an entry needs on this page; reword it"
    ]


def test_a_page_in_the_place_of_an_entry_is_refused(tmp_path: Path) -> None:
    for folder in ("risks", "for"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
        (tmp_path / "docs" / folder / "x.md").write_text("x", encoding="utf-8")
    assert [str(problem) for problem in handwritten_problems(tmp_path / "docs")] == [
        f"docs/{folder}/x.md:1:1: the pages of this folder are made from data; only its index.md is written by hand"
        for folder in ("for", "risks")
    ]


def test_the_check_knows_which_anchors_the_pages_need() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    written = set(re.findall(r'\bid="([a-z-]+)"', templates))
    assert {name for name in written if not name.startswith(SITE_PREFIXES)} == SITE_ANCHORS
    assert {kind: place_of(kind, "x").partition("#")[0] for kind in SHARED_PAGES} == SHARED_PAGES
