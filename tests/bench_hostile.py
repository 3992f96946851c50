"""How long the worst 256 KiB take until they get their sentence.

    python -m tests.bench_hostile

Prints one line for each pattern: CPU seconds as an entry that is judged against this book, as a page, and as
one text printed where the check lets it pass. Texts are as long and as many as the caps allow, so that no cap
answers for the code behind it.
"""

from __future__ import annotations

import time
from pathlib import Path

from macros.files import LARGEST_FILE
from macros.load.documents import LONGEST_TEXT, parse_document
from macros.load.entries import judge, load
from macros.load.handwritten import LONGEST_LINE, LONGEST_PAGE, page_problems
from macros.model.fields import Known
from macros.model.flaws import MARKS, MOST_MARKS, prose_flaws
from macros.model.regulation import Regulation
from macros.render.prose import ProseRenderer

PROJECT = Path(__file__).parent.parent
# Each is the unit of a text that makes some parser or pattern look at everything again and again.
PATTERNS = (
    "[^", "](", "[", "]", "[x](", "[^a]", "[^no-such-source] ", "[x][risk:no] ", "![", "*.* ", "**a ", "*a_ ",
    "_", "`", "` ``", "<a", "<!--", "&#", "{", "{{ ", "~~~ ", "```\n", "\n- ", "\n> ", "- " , "\\", "\\[",
    "\n\n", "1. ", "a.b.", "a-", "9,", "Aa. ", "https://", "x", "é", "\u0301", "Ya", "е", "crucial ",
    "[x](https://a.b) ",
)  # fmt: skip


def main() -> None:
    """Time every pattern and print the slowest last."""
    entries, _ = load(PROJECT / "data")
    assert entries
    assert entries.known
    known = entries.known
    rows = [(_entry(pattern, known), _page(pattern), _printed(pattern), pattern) for pattern in PATTERNS]
    print("| pattern | entry, CPU s | page, CPU s | one text printed, CPU s |\n| --- | --- | --- | --- |")
    for *seconds, pattern in sorted(rows, key=lambda row: max(row[:3])):
        print(f"| {pattern!r} | {' | '.join(f'{second:.2f}' for second in seconds)} |")


def _entry(pattern: str, known: Known) -> float:
    """A law with as many of the longest texts as a file holds."""
    block = "  - what: |-\n" + "".join(f"      {line}\n" for line in _text(pattern).split("\n"))
    written = "title: x\ndates:\n" + block * (LARGEST_FILE // len(block.encode()))
    start = time.process_time()
    document, problems = parse_document(written, Path("x.yml"), "data/regulations/x.yml")
    problems = problems or judge(document, Regulation, known)[1]
    assert problems, "a hostile file has no problem"
    return time.process_time() - start


def _page(pattern: str) -> float:
    """The longest page, of the longest lines."""
    text = "\n\n".join([_text(pattern)[: LONGEST_LINE - 100]] * (LONGEST_PAGE // LONGEST_LINE))
    written = f"---\ntitle: x\ndescription: x\n---\n\n{text}\n"
    start = time.process_time()
    page_problems("docs/x.md", "x.md", Path("x.md"), written, None)
    return time.process_time() - start


def _printed(pattern: str) -> float:
    """What the check lets pass of a pattern: printed once as block and once on one line."""
    prose = ProseRenderer(lambda kind, entry_id: f"../{kind}/{entry_id}/", lambda source: source)
    most = pattern * (MOST_MARKS // max(1, sum(map(pattern.count, MARKS))))
    text = next((text for text in (_text(pattern), most) if not prose_flaws(text)), "")
    start = time.process_time()
    prose.block(text)
    prose.inline(text)
    return time.process_time() - start


def _text(pattern: str) -> str:
    return "x" + (pattern * LONGEST_TEXT)[: LONGEST_TEXT - 100]


if __name__ == "__main__":
    main()
