"""MkDocs reads its build hooks from a file; the hooks themselves live in macros.generators.mkdocs."""

from macros.generators.mkdocs import (
    on_config,
    on_files,
    on_page_content,
    on_page_context,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_pre_page,
    on_startup,
)

__all__ = [
    "on_config",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_pre_page",
    "on_startup",
]
