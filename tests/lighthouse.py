"""How fast, usable and findable the built site is on a phone, by Lighthouse: `make lighthouse`.

    python -m tests.lighthouse SITE [KIND ...]

Serves the folder compressed, as web servers do. Prints the median of five runs for one page of each kind,
or for the kinds that are named. Needs node and the network, so it is no part of `make test`.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser import find_browser
from tests.pages import PAGE_KINDS

LIGHTHOUSE = "lighthouse@13.5.0"
RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
LEAST = {"performance": 95}


class _Compressed(http.server.SimpleHTTPRequestHandler):
    """Sends text compressed and lets the browser keep it."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def main(site: Path, kinds: list[str]) -> int:
    """Print a row for each kind of page and what kept it from its score; return 1 if a score is too low."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Compressed, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = find_browser(playwright.chromium.executable_path)
    print("| page |", " | ".join((*CATEGORIES, "FCP s", "LCP s", "TBT ms")), "|\n|", " --- |" * 8, flush=True)
    low = False
    for kind in kinds or [kind for kind in PAGE_KINDS if kind != "not found"]:
        reports = [
            _report(f"http://127.0.0.1:{server.server_port}/{PAGE_KINDS[kind]}", browser) for _ in range(RUNS)
        ]
        scores = {name: statistics.median(_score(report, name) for report in reports) for name in CATEGORIES}
        times = [
            statistics.median(report["audits"][name]["numericValue"] for report in reports) for name in TIMES
        ]
        shown = [f"{scores[name]:.0f}" for name in CATEGORIES]
        shown += [f"{times[0] / 1000:.1f}", f"{times[1] / 1000:.1f}", f"{times[2]:.0f}"]
        print(f"| {kind} |", " | ".join(shown), "|", flush=True)
        too_low = [name for name in CATEGORIES if scores[name] < LEAST.get(name, 100)]
        low = low or bool(too_low)
        for name in too_low:
            for reference in reports[-1]["categories"][name]["auditRefs"]:
                audit = reports[-1]["audits"][reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    print(f"    {name}: {audit['title']}", audit.get("displayValue", ""), flush=True)
    return int(low)


def _score(report: dict[str, Any], name: str) -> float:
    return float(report["categories"][name]["score"] or 0) * 100


def _report(address: str, browser: str) -> dict[str, Any]:
    command = ["npx", "--yes", LIGHTHOUSE, address, "--output=json", "--quiet"]
    command += ["--chrome-flags=--headless --no-sandbox --disable-gpu"]
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
