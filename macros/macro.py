"""The one macro that pages call. mkdocs-macros finds `define_env` here, and so does Zensical."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.generators import session


def define_env(env: Any) -> None:
    """Give pages `part(template, subject="")`, which prints one part of the book."""
    configuration = env.conf
    session.current.open_once(
        Path(env.project_dir), configuration["site_url"] or "", configuration["use_directory_urls"]
    )

    def part(template: str, subject: str = "") -> str:
        return session.current.part(_path(env.page), template, subject)

    env.macro(part, "part")


def _path(page: Any) -> str:
    """A page's path under docs/: MkDocs keeps it on the page's file, Zensical on the page."""
    return str(page.file.src_uri if hasattr(page, "file") else page.path)


def on_pre_page_macros(env: Any) -> None:
    """Let pages run in a sandbox that knows `part` and nothing else, should one slip past the check.

    mkdocs-macros calls this before it renders a page, and offers no other way to choose its environment.
    """
    if not isinstance(env.env, ImmutableSandboxedEnvironment):
        sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
        sandbox.globals = {"part": env.macros["part"]}
        env._env = sandbox
    # The plugin asks the page for its fields alone; the page itself could be told to render with anything.
    env.variables.clear()
    # It asks for one of them: a page without text would still be compiled as a template.
    runs = getattr(env.page, "meta", {}).get("render_macros") is not False
    env.variables["page"] = SimpleNamespace(meta={} if runs else {"render_macros": False})
