"""Measure `riskbook check` on today's book and on ten times as many entries.

    python -m tests.bench_check [scale …]        1 and 10 if left out; make speed

Prints a table: files, seconds by the clock and of the processor, the least of three runs, and how many times
as much that is as at the first scale. Each copy has ids, words and sources of its own, and the check says of
all of them that there are no problems, or the measurement fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import write_book

RUNS = 3


@dataclass(frozen=True, order=True)
class Run:
    """What one check took."""

    processor: float
    clock: float
    megabytes: float


def main(scales: list[int]) -> None:
    """Check the book at each scale and print the table."""
    print("| entries × | files | wall s | CPU s | CPU × | MB |\n| --- | --- | --- | --- | --- | --- |")
    first: Run | None = None
    for scale in scales:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "book"
            write_book(project, scale)
            files = len(list((project / "data").rglob("*.yml")))
            run = min(check(project) for _ in range(RUNS))
        first = first or run
        print(
            f"| {scale} | {files:,} | {run.clock:.2f} | {run.processor:.2f} | "
            f"{run.processor / first.processor:.1f} | {run.megabytes:.0f} |",
            flush=True,
        )


def check(project: Path) -> Run:
    """Check a project in a process of its own, as a person does. Raises when it has a problem."""
    start = time.monotonic()
    command = [sys.executable, "-m", "macros", "--project", str(project), "check"]
    process = subprocess.Popen(command, cwd=Path(__file__).parent.parent, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the check of {project} found problems")
    return Run(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10])
