"""Templates print what is decided elsewhere: they compare, count, look up and compute nothing."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from macros.render.renderer import TEMPLATES

NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
DECISIONS = (
    nodes.Compare, nodes.And, nodes.Or, nodes.Getitem, nodes.Test,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Concat,
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_template_decides_nothing(name: str) -> None:
    tree = Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    found = [f"line {node.lineno}: {type(node).__name__}" for node in tree.find_all(DECISIONS)]
    found += [f"line {node.lineno}: filter {node.name}" for node in tree.find_all(nodes.Filter)]
    negated = [node for node in tree.find_all(nodes.Not) if not is_last_in_a_list(node)]
    found += [f"line {node.lineno}: Not" for node in negated]
    found += [f"line {node.lineno}: a filtered loop" for node in tree.find_all(nodes.For) if node.test]
    assert found == []


def is_last_in_a_list(node: nodes.Not) -> bool:
    """Whether it asks only if a comma follows."""
    inside = node.node
    return isinstance(inside, nodes.Getattr) and inside.attr == "last"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_knows_its_view_and_not_the_book(name: str) -> None:
    tree = Environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    assert {node.name for node in tree.find_all(nodes.Name)} & {"book", "words", "entry"} == set()
