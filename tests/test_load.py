"""YAML that misleads, explodes or is not YAML at all is refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.load.documents import read_document
from macros.load.entries import load

REFUSED = {
    "duplicate key": (b"title: a\nmeans: b\ntitle: c\n", "3:1: duplicate key 'title' (first on line 1)"),
    "nested duplicate": (b"a:\n  b: 1\n  b: 2\n", "3:3: duplicate key 'b' (first on line 2)"),
    "unknown tag": (b"a: !!python/object:os.system ls\n",
                    "1:4: tag 'tag:yaml.org,2002:python/object:os.system' is not allowed"),
    "own tag": (b"title: !foo bar\n", "1:8: tag '!foo' is not allowed"),
    "alias": (
        b"a: &x 1\nb: *x\n",
        "1:4: anchor '&x' is not allowed; write the value out, or put the text in quotes"),
    "alias bomb": (
        b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
        "1:4: anchor '&a' is not allowed; write the value out, or put the text in quotes"),
    "merge key": (b"a: 1\n<<: {b: 2}\n", "2:1: key '<<' must be plain text; put it in quotes"),
    "second document": (b"a: 1\n---\nb: 2\n", "2:1: a second document; one file holds one entry"),
    "number as key": (b"1: a\n", "1:1: key '1' must be plain text; put it in quotes"),
    "tab": (
        b"a:\n\tb: 1\n",
        "2:1: not valid YAML: a value begins with a sign that YAML keeps for itself; put it in quotes, "
        "and indent with blanks, not with tabs"),
    "no mapping": (b"- a\n- b\n", None),
    "empty file": (b"", None),
    "not utf-8": (b"title: caf\xe9\n", "1:1: not UTF-8 (byte 10); save the file as UTF-8"),
    "utf-16": ("title: a\n".encode("utf-16"), "1:1: not UTF-8 (byte 0); save the file as UTF-8"),
    "too large": (b"a: " + b"x" * (256 * 1024), "1:1: 262147 bytes; 262144 at most"),
    "deep nesting": (b"a: " + b"[" * 200_000, "1:15: nested deeper than 12 levels"),
    "false date": (b"a: 2026-02-30\n", "1:4: '2026-02-30' is not a date that exists"),
    "broken quotes": (b'a: "x\n', "2:1: not valid YAML: a quote was opened and not closed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_line_and_column(tmp_path: Path, name: str) -> None:
    content, expected = REFUSED[name]
    path = tmp_path / "x.yml"
    path.write_bytes(content)
    document, problems = read_document(path, "data/x.yml")
    assert document.value == {}
    wanted = expected or "1:1: expected fields such as 'title: …', one on a line"
    assert [str(problem) for problem in problems] == [f"data/x.yml:{wanted}"]


def test_a_file_that_grows_under_the_reader_is_not_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "entry.yml"
    path.write_text("title: a\n", encoding="utf-8")
    small = path.stat()
    path.write_text("title: a\nmeans: b\n", encoding="utf-8")
    monkeypatch.setattr(os, "fstat", lambda _descriptor: small)
    _, problems = read_document(path, "entry.yml")
    assert [str(problem) for problem in problems] == [
        "entry.yml:1:1: changed while it was read; run the command again"
    ]


def test_a_good_file_keeps_its_values_and_places(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("title: A\nitems:\n  - one\n  - two: 2\n", encoding="utf-8")
    document, problems = read_document(path, "data/x.yml")
    assert problems == []
    assert document.value == {"title": "A", "items": ["one", {"two": 2}]}
    assert str(document.problem(("items", 1, "two"), "m")) == "data/x.yml:4:5: items[1].two: m"


def test_a_stray_file_in_a_data_folder_is_named(small_book: Path) -> None:
    (small_book / "risks" / "notes.txt").write_text("x")
    _, problems = load(small_book)
    assert [str(problem) for problem in problems] == [
        "data/risks/notes.txt:1:1: only files named <id>.yml belong here"
    ]


def test_what_did_not_change_is_not_read_again_and_what_did_is(small_book: Path) -> None:
    before, _ = load(small_book)
    assert before
    source = small_book / "sources" / "act-copy-2020.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")
    after, problems = load(small_book, before)
    assert after
    assert problems == []
    assert after.of("source")[source.stem].title.startswith("New ")
    assert after.of("risk")["sim-swap"] is before.of("risk")["sim-swap"]
    fresh, _ = load(small_book)
    assert fresh
    assert after.by_kind == fresh.by_kind


@pytest.mark.parametrize(
    ("file", "words", "instead"),
    [
        ("sources/*.yml", "", None),
        ("vocabularies/roles.yml", "it-admin", "it-manager"),
        ("regulations/*.yml", "  - id: ", "  - id: x"),
        ("terms/*.yml", "title: ", "titel: "),
    ],
)
def test_what_others_refer_to_is_missed_in_files_that_did_not_change(
    small_book: Path, file: str, words: str, instead: str | None
) -> None:
    before, _ = load(small_book)
    path = sorted(small_book.glob(file))[0]
    if instead is None:
        path.unlink()
    else:
        path.write_text(path.read_text(encoding="utf-8").replace(words, instead), encoding="utf-8")
    _, problems = load(small_book, before)
    assert problems
    assert problems == load(small_book)[1]
