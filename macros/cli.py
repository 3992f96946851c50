"""The riskbook command: check the data, write what is generated, write the pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.book.book import Book
from macros.build import checked_project
from macros.contribute.schema import COMMAND, stale_files, write_generated
from macros.export import write_exports
from macros.files import Unwritable
from macros.load.documents import Problem, report
from macros.load.vocabularies import read_vocabularies
from macros.render.pages import callable_parts, write_pages


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when there is a problem to mend."""
    parser = argparse.ArgumentParser(prog="riskbook", description=__doc__)
    parser.add_argument("--project", type=Path, default=Path(), help="the folder that holds data/")
    commands = parser.add_subparsers(required=True)
    _command(commands, "check", "check every entry and print every problem", _check)
    _command(commands, "schema", "write the JSON Schemas and the field reference", _schema)
    pages = _command(commands, "pages", "write the source of every entry page to a folder", _pages)
    pages.add_argument("folder", type=Path)
    export = _command(commands, "export", "write feed, calendar and search index into a built site", _export)
    export.add_argument("site", type=Path, help="the folder of the built site")
    export.add_argument("--title", required=True, help="the name of the site")
    export.add_argument("--url", required=True, help="the address where the site will live")
    options = parser.parse_args(arguments)
    try:
        result: int = options.run(options)
    except Unwritable as unwritable:
        print(unwritable, file=sys.stderr)
        return 1
    return result


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str,
             run: object) -> argparse.ArgumentParser:  # fmt: skip
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _check(options: argparse.Namespace) -> int:
    vocabularies, _ = read_vocabularies(options.project / "data")
    book, problems = _checked(options)
    problems += [
        Problem(path.relative_to(options.project).as_posix(), 1, 1, "", f"out of date; run '{COMMAND}'")
        for path in (stale_files(options.project, vocabularies) if vocabularies else [])
    ]
    if problems or not book:
        return _refuse(problems)
    print(f"No problems: {_summary(book)}.")
    return 0


def _schema(options: argparse.Namespace) -> int:
    vocabularies, problems = read_vocabularies(options.project / "data")
    if not vocabularies:
        return _refuse(problems)
    changed = write_generated(options.project, vocabularies)
    print(f"{len(changed)} generated files changed.")
    return 0


def _pages(options: argparse.Namespace) -> int:
    book, problems = _checked(options)
    if not book:
        return _refuse(problems)
    written = write_pages(book, options.folder)
    print(f"{len(written)} pages written to {options.folder}.")
    return 0


def _export(options: argparse.Namespace) -> int:
    book, problems = _checked(options)
    if not book:
        return _refuse(problems)
    if not options.site.is_dir():
        print(f"{options.site} is no folder; build the site first", file=sys.stderr)
        return 1
    for path in write_exports(book, options.project / "docs", options.site, options.title, options.url):
        print(path)
    return 0


def _checked(options: argparse.Namespace) -> tuple[Book | None, list[Problem]]:
    vocabularies, _ = read_vocabularies(options.project / "data")
    return checked_project(options.project, callable_parts(vocabularies) if vocabularies else None)


def _refuse(problems: list[Problem]) -> int:
    print(report(problems), file=sys.stderr)
    return 1


def _summary(book: Book) -> str:
    counts = {
        "risks": len(book.risks),
        "mitigations": len(book.mitigations),
        "regulations": len(book.regulations),
        "provisions": len(book.provisions),
        "cases": len(book.cases),
        "sources": len(book.sources),
        "checklists": len(book.checklists),
        "terms": len(book.terms),
        "claims": len(book.claims),
        "changes": len(book.changes),
        "situations": len(book.situations),
        "authorities": len(book.authorities),
        "places": len(book.place_notes),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items())


if __name__ == "__main__":
    sys.exit(main())
