"""Every hostile file that the tests know, the line it gets, and how long that takes.

    python -m tests.hostile_table

Prints a table: the case, what `riskbook check` says of the small book with it, and CPU seconds. What gets no
line acts in no page; the tests of the same names say so.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import time
from pathlib import Path

from macros.cli import main as riskbook
from tests import test_gate, test_hostile
from tests.conftest import EPOCH, FIXTURE_BOOK, SMALL_BOOK_DAY, lead_home, seconds, small_project


def main() -> None:
    """Judge each case in a folder of its own, and print how many got a line and the slowest."""
    print("| case | line | CPU s |\n| --- | --- | --- |")
    os.environ[EPOCH] = seconds(SMALL_BOOK_DAY)
    cases = [(name, prepare) for name, (prepare, _) in test_gate.HOSTILE.items()]
    cases += [(case.name, _written(case.file, case.old, case.new)) for case in test_hostile.HOSTILE]
    head = "---\ntitle: x\ndescription: x\n---\n\n"
    for name, (text, _) in test_hostile.PAGES.items():
        cases.append((f"page: {name}", test_gate.file("docs/x.md", f"{head}{text}\n")))
    refused, slowest = 0, 0.0
    for name, prepare in cases:
        with tempfile.TemporaryDirectory() as folder:
            project = small_project(Path(folder) / "book")
            lead_home(project / "docs")
            prepare(project)
            line, took = _judged(project)
        refused += bool(line)
        slowest = max(slowest, took)
        print(f"| {name} | {line.replace('|', '&#124;') or 'none: inert'} | {took:.2f} |", flush=True)
    print(f"\n{len(cases)} cases, {refused} refused, slowest {slowest:.2f} s.")


def _written(file: str, old: str, new: str) -> test_gate.Prepare:
    text = (FIXTURE_BOOK / file).read_text(encoding="utf-8").replace(old, new, 1)
    return test_gate.file(f"data/{file}", text)


def _judged(project: Path) -> tuple[str, float]:
    printed = io.StringIO()
    start = time.process_time()
    with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(io.StringIO()):
        riskbook(["--project", str(project), "check"])
    took = time.process_time() - start
    lines = [line for line in printed.getvalue().splitlines()[:-1] if "out of date; run" not in line]
    return (lines[0][:200] + (f" (and {len(lines) - 1} more)" if lines[1:] else "") if lines else ""), took


if __name__ == "__main__":
    main()
