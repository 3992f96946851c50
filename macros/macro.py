"""The one macro that pages call. mkdocs-macros finds `define_env` here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros import site


def define_env(env: Any) -> None:
    """Give pages `part(template, page, subject="")`, which prints one part of the book."""
    site.prepare(Path(env.project_dir), env.conf)
    env.macro(site.part, "part")


def on_pre_page_macros(env: Any) -> None:
    """Let pages run in a sandbox that knows `part` and nothing else, should one slip past the check.

    mkdocs-macros calls this before it renders a page, and offers no other way to choose its environment.
    """
    if not isinstance(env.env, ImmutableSandboxedEnvironment):
        sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
        sandbox.globals = {"part": env.macros["part"]}
        env._env = sandbox
    env.variables.clear()
    env.variables["page"] = env.page
