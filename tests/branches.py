"""Templates that take notes: which of their branches were printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import CodeType
from typing import Any, ClassVar

from jinja2 import Environment, nodes


class NotingEnvironment(Environment):
    """Compiles templates so that each condition notes how it was answered, and each loop that it ran.

    Notes are shared by all environments, because the book is printed from more than one.
    """

    wanted: ClassVar[set[str]] = set()
    seen: ClassVar[set[str]] = set()

    def compile(  # type: ignore[override]
        self, source: Any, name: str | None = None, *arguments: Any, **options: Any
    ) -> CodeType:
        """Compile a template with calls of the two methods below in it."""
        tree = self.parse(source, name)
        places: set[str] = set()
        for node in [*tree.find_all((nodes.If, nodes.CondExpr, nodes.For, nodes.Macro))]:
            place = f"{name}:{node.lineno}: {_words(node)}"
            while place in places:  # the same words twice on one line are two branches
                place += " again"
            places.add(place)
            if isinstance(node, nodes.If | nodes.CondExpr):
                self.wanted.update({f"{place}: yes", f"{place}: no"})
                node.test = _call("note_answer", place, node.test)
            elif isinstance(node, nodes.For):
                self.wanted.add(place)
                node.iter = _call("note_items", place, node.iter)
            elif isinstance(node, nodes.Macro):
                self.wanted.add(place)
                node.body.insert(0, nodes.Output([_call("note_call", place)]))
        self.wanted.add(f"{name}")
        tree.body.insert(0, nodes.Output([_call("note_call", f"{name}")]))
        code: CodeType = super().compile(tree, name, *arguments, **options)
        return code

    def note_answer(self, place: str, answer: Any) -> bool:
        """Note a condition's answer, and give it back."""
        found = bool(answer)
        self.seen.add(f"{place}: {'yes' if found else 'no'}")
        return found

    def note_items(self, place: str, items: Iterable[Any]) -> Iterator[Any]:
        """Note that a loop has an item, and give back all of them."""
        for item in items:
            self.seen.add(place)
            yield item

    def note_call(self, place: str) -> str:
        """Note that a template or a macro is printed, and print nothing."""
        self.seen.add(place)
        return ""


def _words(node: nodes.Node) -> str:
    """A branch as its author knows it."""
    if isinstance(node, nodes.Macro):
        return f"macro {node.name}"
    subject = node.iter if isinstance(node, nodes.For) else node.test  # type: ignore[attr-defined]
    names = [part.attr if isinstance(part, nodes.Getattr) else part.name for part in _names(subject)]
    return f"{type(node).__name__.lower().replace('condexpr', 'if')} {'.'.join(reversed(names))}"


def _names(node: nodes.Node) -> Iterator[nodes.Getattr | nodes.Name]:
    if isinstance(node, nodes.Getattr | nodes.Name):
        yield node
    for child in node.iter_child_nodes():
        yield from _names(child)


def _call(method: str, place: str, *arguments: nodes.Node) -> nodes.Expr:
    called = nodes.EnvironmentAttribute(method)
    return nodes.Call(called, [nodes.Const(place), *arguments], [], None, None)
