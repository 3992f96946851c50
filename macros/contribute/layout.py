"""An entry's file in the order and width of the others. Nothing that a reader of the file sees is lost."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from macros.contribute.fields import in_order, inner_model, notes_of
from macros.files import SAFE_YAML, WORDS_YAML
from macros.model.entry import Entry, Strict
from macros.model.fields import Style

WIDTH = 120
"""A line of a longer text is wrapped beyond this many characters."""

_MADE_BY_HAND = re.compile(r"\s|[-*+>|#=]|```|~~~")
_NUMBERED = re.compile(r"\d{1,9}[.)]\s")


class Changed(Exception):
    """The layout would have changed what the file says; nothing may be written."""


def laid_out(text: str, entry_type: type[Entry]) -> str:
    """The text with its fields in the order of the model and its longer texts wrapped.

    text: a file that parses as a mapping. Comments move with the field under them; a schema line stays first.
    A file in order comes back as it is, to the byte. Raises Changed when the new text would not say the same.
    """
    found = _wrapped(_ordered(text, entry_type), entry_type)
    if _said(found) != _said(text):
        raise Changed("the file could not be put in order without changing what it says; nothing was written")
    return found


def _said(text: str) -> Any:
    """What a file says, without regard to the order of fields and to where a text is wrapped."""
    return _bare(yaml.load(text, Loader=WORDS_YAML))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return " ".join(value.split())


# ---------------------------------------------------------------- order


def _ordered(text: str, entry_type: type[Entry]) -> str:
    lines = text.split("\n")
    root = yaml.compose(text, Loader=SAFE_YAML)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return text
    first = root.start_mark.line
    head = 1 if lines[0].startswith("# yaml-language-server:") and first > 0 else 0
    body = _sorted(lines, root, entry_type, head, len(lines) - (lines[-1] == ""))
    return "\n".join([*lines[:head], *body, *([""] if lines[-1] == "" else [])])


def _sorted(lines: list[str], node: yaml.MappingNode, model: type[Strict], start: int, end: int) -> list[str]:
    """The lines from start to end, which hold a mapping in block style, sorted by the order of its model."""
    keys = [key.start_mark for key, _ in node.value]
    begins = [_over(lines, mark.line, start) for mark in keys]
    begins[0] = start
    ends = [*begins[1:], end]
    order = in_order(model)
    blocks = []
    for (key, value), begin, finish in zip(node.value, begins, ends, strict=True):
        info = model.model_fields.get(key.value)
        inner = inner_model(info.annotation) if info else None
        block = _inside(lines, value, inner, begin, finish) if inner else lines[begin:finish]
        place = order.index(key.value) if key.value in order else len(order)
        blocks.append((place, block))
    if [place for place, _ in blocks] == sorted(place for place, _ in blocks):
        return [line for _, block in blocks for line in block]
    dash = _taken_off(blocks, keys[0].line - start, keys[0].column)
    blocks.sort(key=lambda item: item[0])
    sorted_lines = [line for _, block in blocks for line in block]
    return _put_back(sorted_lines, dash)


def _inside(lines: list[str], value: yaml.Node, model: type[Strict], begin: int, end: int) -> list[str]:
    """The lines of one field, with what stands inside it in order."""
    if value.start_mark.line >= end or getattr(value, "flow_style", True) or not value.value:
        return lines[begin:end]
    if isinstance(value, yaml.MappingNode):
        start = _over(lines, value.start_mark.line, begin + 1)
        return [*lines[begin:start], *_sorted(lines, value, model, start, end)]
    if not isinstance(value, yaml.SequenceNode):
        return lines[begin:end]
    starts = [_over(lines, item.start_mark.line, begin + 1) for item in value.value]
    found = lines[begin : starts[0]]
    for item, start, finish in zip(value.value, starts, [*starts[1:], end], strict=True):
        is_block = isinstance(item, yaml.MappingNode) and not item.flow_style
        is_bare = is_block and start == item.start_mark.line
        found += _sorted(lines, item, model, start, finish) if is_bare else lines[start:finish]
    return found


def _over(lines: list[str], line: int, least: int) -> int:
    """Where a field begins with the comments that stand directly over it."""
    while line > least and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _taken_off(blocks: list[tuple[int, list[str]]], line: int, column: int) -> str:
    """The dash before the first field of a list's item, taken off its line; empty when there is none."""
    first = blocks[0][1][line]
    dash = first[:column]
    if not dash.strip():
        return ""
    blocks[0][1][line] = " " * column + first[column:]
    return dash


def _put_back(lines: list[str], dash: str) -> list[str]:
    """The lines with the dash before their first field."""
    if not dash:
        return lines
    line = next(index for index, text in enumerate(lines) if not text.lstrip().startswith("#"))
    return [*lines[:line], dash + lines[line][len(dash) :], *lines[line + 1 :]]


# ---------------------------------------------------------------- width


def _wrapped(text: str, entry_type: type[Entry]) -> str:
    """The text with the paragraphs of its prose wrapped where a line is too long."""
    lines = text.split("\n")
    root = yaml.compose(text, Loader=SAFE_YAML)
    for begin, end in sorted(_prose(root, entry_type), reverse=True):
        lines[begin:end] = _paragraphs(lines[begin : min(end, len(lines))])
    return "\n".join(lines)


def _prose(node: Any, model: type[Strict]) -> Iterator[tuple[int, int]]:
    """The first line and the line after the last of every prose text in block style.

    In other texts, such as a message to copy, the ends of lines mean something.
    """
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        info = model.model_fields.get(key.value)
        inner = inner_model(info.annotation) if info else None
        for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if inner:
                yield from _prose(item, inner)
            elif info and getattr(item, "style", "") in {"|", ">"} and _is_prose(info):
                yield item.start_mark.line + 1, item.end_mark.line


def _is_prose(info: FieldInfo) -> bool:
    notes = notes_of(info.annotation, info.metadata)
    return any(isinstance(note, Style) and note.name.startswith("prose") for note in notes)


def _paragraphs(lines: list[str]) -> list[str]:
    """The lines of a block text, each paragraph with a line that is too long wrapped anew."""
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    found: list[str] = []
    paragraph: list[str] = []
    in_list = False
    for line in [*lines, ""]:
        bare = line[least:]
        # A number begins a list at the start of a paragraph or in a list; "in July / 2023. Then" goes on.
        is_list = bool(_NUMBERED.match(bare)) and (in_list or not paragraph)
        in_list = bool(bare.strip()) and (in_list or is_list)
        if bare.strip() and not _MADE_BY_HAND.match(bare) and not is_list:
            paragraph.append(line)
            continue
        found += _paragraph(paragraph, " " * least)
        paragraph = []
        found.append(line)
    return found[:-1]


def _paragraph(lines: list[str], indent: str) -> list[str]:
    if all(len(line) <= WIDTH for line in lines):
        return lines
    text = " ".join(" ".join(lines).split())
    wrapped = textwrap.wrap(text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return [f"{indent}{line}" for line in _without_signs_in_front(wrapped)]


def _without_signs_in_front(lines: list[str]) -> list[str]:
    """The lines of a paragraph, of which none but the first begins with a sign that Markdown acts upon.

    Such a line begins with the last word of the line before it instead.
    """
    for index in range(len(lines) - 1, 0, -1):
        while (_MADE_BY_HAND.match(lines[index]) or _NUMBERED.match(f"{lines[index]} ")) and lines[index - 1]:
            lines[index - 1], _, word = lines[index - 1].rpartition(" ")
            lines[index] = f"{word} {lines[index]}"
    return [line for line in lines if line]
