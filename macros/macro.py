"""The one macro that pages call. mkdocs-macros finds `define_env` here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros import site


def define_env(env: Any) -> None:
    """Give pages `part(template, page, subject="")`, which prints one part of the book."""
    site.prepare(Path(env.project_dir), env.conf)
    env.macro(site.part, "part")
