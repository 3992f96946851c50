"""Measure the build against its floor: the same pages as finished Markdown under plain MkDocs Material.

    python -m tests.bench [scale …]        scales are multiples of today's entries; 1, 10 and 100 if left out

Prints one table. Both sides are built in the same run, in turn, so that their ratio means something
on a busy machine; seconds do not. The last column is what tests.bench_serve says of an edit.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from markdownify import markdownify

from macros.model.kinds import ENTRY_TYPES
from tests import bench_hostile

PROJECT = Path(__file__).parent.parent
COPIED = ("risks", "mitigations", "regulations", "checklists", "cases", "claims", "changes", "situations",
          "authorities", "sources")  # fmt: skip
# A word is explained once, and a place is one of the vocabulary: neither can stand twice.
SHARED = ("terms", "places", "vocabularies", "schemas")
# Tags without vowels leave word counts and reading grades as they are.
TAGS = ["".join(letters) for letters in product("bcdfghjklm", repeat=2)]
# Ids of other frameworks, addresses and sums, which the model does not know as words either.
FOREIGN_KEYS = {"attack", "iso27001", "nist_csf", "cis", "url", "amount", "language"}
# Every sentence holds a short word; tagging all of them makes each copy's sentences its own.
SHORT_WORDS = re.compile(
    r"\[\^(?P<source>[^\]]*)\]|\]\[[a-z]+:(?P<id>[^\]]+)\]|https?://[^\s)\]]+"
    r"|(?<![\w.-])(?<!Who )(?P<word>[a-z]{2,7})(?![\w-]|\.\w)"
)
PERIOD = re.compile(r"[0-9]+ [a-z ]+")
FLOOR_CONFIG = """\
site_name: Floor
theme: {name: material, font: false, features: [navigation.tabs, navigation.top, toc.follow]}
plugins: [search]
markdown_extensions: [md_in_html, {toc: {permalink: false, toc_depth: 2}}]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, unrecognized_links: ignore}}
"""


@dataclass(frozen=True)
class Build:
    """What one build took."""

    seconds: float
    megabytes: float


def main(scales: list[int]) -> None:
    """Build book and floor at each scale and print the table, then what the worst input costs."""
    print(
        "| entries × | pages | book, CPU s | floor, CPU s | ratio | ms a page | book, MB | floor, MB | edit |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for scale in scales:
        with tempfile.TemporaryDirectory() as folder:
            print(_row(scale, Path(folder)), flush=True)
    bench_hostile.main()


def _row(scale: int, folder: Path) -> str:
    book, floor = folder / "book", folder / "floor"
    write_book(book, scale)
    build(book)
    write_floor(book / "site", floor)
    runs = 5 if scale == 1 else 1
    pairs = [(build(book), build(floor)) for _ in range(runs)]
    ours, plain = (
        Build(
            statistics.median(pair[side].seconds for pair in pairs),
            max(pair[side].megabytes for pair in pairs),
        )
        for side in (0, 1)
    )
    pages = len(list((book / "site").rglob("index.html")))
    return (
        f"| {scale} | {pages:,} | {ours.seconds:.1f} | {plain.seconds:.1f} | "
        f"**{ours.seconds / plain.seconds:.2f}** | {1000 * ours.seconds / pages:.1f} | "
        f"{ours.megabytes:.0f} | {plain.megabytes:.0f} | {_edit_cost(book)} |"
    )


def build(project: Path) -> Build:
    """Build a site; return its CPU seconds and peak resident memory. Raises on a failed build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project)}
    process = subprocess.Popen(command, cwd=project, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the build in {project} failed")
    return Build(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _edit_cost(book: Path) -> str:
    command = [sys.executable, "-m", "tests.bench_serve", str(book)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


# ---------------------------------------------------------------- the book at a scale


def write_book(folder: Path, scale: int) -> None:
    """Write a project whose book has so many copies of every entry. Copy 0 keeps its ids."""
    for name in ("docs", "macros"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    for name in SHARED:
        shutil.copytree(PROJECT / "data" / name, folder / "data" / name)
    for name in COPIED:
        (folder / "data" / name).mkdir()
        for path in (PROJECT / "data" / name).glob("*.yml"):
            text = path.read_text(encoding="utf-8")
            (folder / "data" / name / path.name).write_text(text, encoding="utf-8")
            if name == "sources" and path.stem not in CITED_BY_COPIES:
                continue
            entry = yaml.load(text, Loader=yaml.CSafeLoader)
            entry.pop("was", None)  # an old address leads to one entry
            for tag in TAGS[: scale - 1]:
                tagged = _tagged(entry, tag)
                if name == "sources":
                    tagged["url"] += f"#{tag}"
                copy = yaml.dump(
                    tagged, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000
                )
                (folder / "data" / name / f"{_id_tagged(path.stem, tag)}.yml").write_text(
                    copy, encoding="utf-8"
                )


def _vocabulary_keys(schema: Any) -> Iterator[str]:
    """The fields in a JSON Schema whose words come from a vocabulary."""
    for key, part in schema.items() if isinstance(schema, dict) else ():
        if key == "properties":
            yield from (name for name, found in part.items() if "x-vocabulary" in str(found))
        yield from _vocabulary_keys(part)


KEPT_KEYS = FOREIGN_KEYS.union(*(_vocabulary_keys(entry.model_json_schema()) for entry in ENTRY_TYPES))


def _tagged(value: Any, tag: str) -> Any:
    if isinstance(value, dict):
        return {key: item if key in KEPT_KEYS else _tagged(item, tag) for key, item in value.items()}
    if isinstance(value, list):
        return [_tagged(item, tag) for item in value]
    if not isinstance(value, str) or PERIOD.fullmatch(value):
        return value
    if value in IDS:
        return _id_tagged(value, tag)
    return SHORT_WORDS.sub(lambda found: _tagged_words(found, tag), value)


def _tagged_words(found: re.Match[str], tag: str) -> str:
    if found["word"]:
        return found["word"] + tag
    if found["source"]:
        return f"[^{_id_tagged(found['source'], tag)}]"
    if found["id"] and not found[0].startswith("][term:"):
        return f"{found[0][: -len(found['id']) - 1]}{_id_tagged(found['id'], tag)}]"
    return found[0]


def _id_tagged(entry_id: str, tag: str) -> str:
    """A provision's id must go on starting with its regulation's, so the tag goes behind that."""
    for regulation in _REGULATIONS:
        if entry_id.startswith(f"{regulation}-") and entry_id not in _REGULATIONS:
            return f"{regulation}-{tag}{entry_id.removeprefix(regulation)}"
    return f"{entry_id[:60].rstrip('-')}-{tag}"  # 64 characters are the most


def _texts(name: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (PROJECT / "data" / name).glob("*.yml"))


CITED_BY_COPIES = set(
    re.findall(r"[a-z0-9-]+", "".join(_texts(name) for name in COPIED if name != "sources"))
)
IDS = {path.stem for name in COPIED for path in (PROJECT / "data" / name).glob("*.yml")} | set(
    re.findall(r"^ *- id: (\S+)$", _texts("regulations"), re.MULTILINE)
)
"""What an entry can refer to and has a copy of its own."""
_REGULATIONS = sorted((path.stem for path in (PROJECT / "data" / "regulations").glob("*.yml")), key=len)[::-1]


# ---------------------------------------------------------------- the floor


def write_floor(site: Path, folder: Path) -> None:
    """Write the pages of a built site as finished Markdown under plain MkDocs Material."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(FLOOR_CONFIG, encoding="utf-8")
    for path, article in _articles(site):
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(markdownify(article, heading_style="ATX"), encoding="utf-8")


def _articles(site: Path) -> Iterator[tuple[Path, str]]:
    for page in site.rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        article = re.search(r"<article[^>]*>(.*?)</article>", html, re.DOTALL)
        if article:
            place = page.parent.relative_to(site)
            yield (place.with_suffix(".md") if place.name else Path("index.md")), article[1]


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10, 100])
