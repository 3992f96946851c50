"""Find a browser for the tests: an installed one, Playwright's own, or one of Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The shell without windows comes first: it draws the same pages in two thirds of the time.
NAMES = ("chromium-headless-shell", "chrome-headless-shell", "google-chrome", "google-chrome-stable",
         "chromium", "chromium-browser", "chrome", "msedge", "microsoft-edge",
         "microsoft-edge-stable")  # fmt: skip
PACKAGES = ("chromium-headless-shell", "chromium")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
# A browser started by tests looks up nothing and updates nothing.
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
MISSING = (
    "No browser was found. Install Google Chrome, Chromium or Microsoft Edge, "
    "or run 'python -m playwright install chromium', then run the tests again."
)


def find_browser(playwrights_own: str) -> str:
    """The path of a browser. Raises RuntimeError with a sentence when there is none to be had."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    for place in (*PLACES, playwrights_own):
        if Path(place).exists():
            return place
    if _may_install():
        _run("apt-get", "update")
        for package in PACKAGES:
            _run("apt-get", "install", "-y", "--no-install-recommends", package)
            if found := shutil.which(package):
                return found
    raise RuntimeError(MISSING)


def _run(*command: str) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _may_install() -> bool:
    on_linux_as_root = sys.platform == "linux" and os.geteuid() == 0
    return on_linux_as_root and shutil.which("apt-get") is not None
