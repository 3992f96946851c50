"""Every sentence that a contributor can get stands, word for word, in a test that provokes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

ROOMS = ("model", "load", "check")
FILES = [
    PROJECT / "macros" / "files.py",
    *(f for room in ROOMS for f in (PROJECT / "macros" / room).glob("*.py")),
]
SAYS = {"Flaw", "Finding", "Problem", "problem", "_Refused", "Unreadable", "Unwritable"}
NAMES = {"message", "sentence"}
TABLES = {"_SHAPES", "_ENDS"}


def pattern(node: ast.expr) -> str | None:
    """A text of the code as a pattern: what is filled in can be anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\\\{.*?\\\}", ".*", re.escape(node.value))
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in node.values
        )
        return "".join(parts)
    if isinstance(node, ast.BinOp):
        left, right = pattern(node.left), pattern(node.right)
        return f"{left or '.*'}{right or '.*'}"
    return None


def spoken(tree: ast.Module) -> Iterator[ast.expr]:
    """The texts of a module that end in a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from node.args if name in SAYS else []
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
            yield node.value
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES:
            assert isinstance(node.value, ast.Dict)
            yield from node.value.values
        if isinstance(node, ast.FunctionDef) and node.name in {"_sentence", "_why_not_opened", "nearest"}:
            yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value)


def messages() -> list[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in FILES)
    texts = (pattern(node) for tree in trees for node in spoken(tree))
    return list(dict.fromkeys(text for text in texts if text and len(re.findall(r"[a-z]{2,}", text)) >= 2))


def said_in_tests() -> str:
    texts = []
    for path in Path(__file__).parent.glob("*.py"):
        if path != Path(__file__):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else "…" for part in node.values]
                    texts.append("".join(map(str, parts)))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.append(node.value)
    return "\n".join(texts)


SAID = said_in_tests()


@pytest.mark.parametrize("message", messages())
def test_a_message_has_been_seen(message: str) -> None:
    assert re.search(message, SAID), f"no test expects a line like: {message}"
