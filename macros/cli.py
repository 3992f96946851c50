"""The riskbook command: check entries, write new ones, compare two states of the book."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from macros.book.book import Book
from macros.build import checked_book, checked_project, judged_project
from macros.contribute import draft
from macros.contribute.difference import Change, difference, values_of
from macros.contribute.explain import explain_field, near
from macros.contribute.fields import in_order, vocabulary_of
from macros.contribute.find import Hit, find, nearest_hits
from macros.contribute.layout import Changed, laid_out
from macros.contribute.onward import onward_problems
from macros.contribute.schema import COMMAND, stale_files, write_generated, write_ids
from macros.contribute.skeleton import id_of, skeleton
from macros.contribute.summary import summary
from macros.files import LARGEST_FILE, Unreadable, Unwritable, read_regular, visible, write_inside
from macros.load.blanks import BLANK
from macros.load.documents import Problem, read_document, report, visible_line
from macros.load.entries import Entries, load
from macros.load.explain import nearest
from macros.load.vocabularies import read_vocabularies
from macros.model.entry import Entry
from macros.model.kinds import BY_FOLDER, ENTRY_TYPES
from macros.model.vocabularies import Vocabularies
from macros.render.pages import callable_parts, write_pages

MOST_NEAR = 10

# What one command alone needs and takes long to import is imported there, so that `check`, which people wait
# for, does not pay for pictures, calendars and the network.
KINDS: dict[str, type[Entry]] = {entry_type.kind: entry_type for entry_type in ENTRY_TYPES}


class Refusal(Exception):
    """A command that cannot be carried out; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well and 1 when there is a problem to mend."""
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except (Refusal, Unreadable, Unwritable) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):  # The reader has seen enough.
        sys.stdout = None  # Or Python complains of the pipe once more at its end.
        return 0
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="riskbook", description=__doc__)
    parser.add_argument("--project", type=Path, default=Path(), help="the folder that holds data/")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    one = command("check", _check, "check every entry and print every problem")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="print the problems of these only")
    one.add_argument("--watch", action="store_true", help="check again whenever a file is saved")
    one.add_argument("--github", action="store_true", help="print problems as annotations of GitHub Actions")
    one = command("new", _new, "write a new file with every field in order and a blank for each value")
    one.add_argument("kind", choices=KINDS)
    one.add_argument("title", nargs="?", help="its title; of a source, the address or the title")
    one.add_argument("--id", help="the file name without its ending; made from the title when it is left out")
    one.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="fill in a field")
    one = command("draft", _draft, "make a draft of an entry from an issue that was opened by a form")
    one.add_argument("kind", choices=KINDS)
    one.add_argument("issue", type=Path, help="a file with the text of the issue; - for standard input")
    one = command("find", _find, "find the id of an entry by the words of its names")
    one.add_argument("words", nargs="+", metavar="[KIND] WORD")
    one = command("explain", _explain, "say what a field is for, with its limits and an example")
    one.add_argument("field", help="a name such as brief, risk.brief or before.likelihood")
    one = command("format", _format, "put fields in order and wrap long lines, and change nothing else")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="these only; all entries without")
    one = command("diff", _diff, "say what the data of a second folder change in the book of a first")
    one.add_argument("old", type=Path, help="a folder that holds data/, as it was")
    one.add_argument("new", type=Path, help="a folder that holds data/, as it is now")
    one = command(
        "links", _links, "ask every address that a page links to whether it is gone; needs the network"
    )
    one.add_argument("--before", type=Path, help="what an earlier run wrote")
    one.add_argument("--after", type=Path, required=True, help="where to write what was gone")
    command("due", _due, "list what has to be read, looked for or compared again")
    command("schema", _schema, "write the JSON Schemas and the field reference")
    one = command("pages", _pages, "write the source of every entry page to a folder")
    one.add_argument("folder", type=Path)
    one = command("export", _export, "write feed, calendar and search index into a built site")
    one.add_argument("site", type=Path, help="the folder of the built site")
    one.add_argument("--title", required=True, help="the name of the site")
    one.add_argument("--url", required=True, help="the address where the site will live")
    return parser


# ---------------------------------------------------------------- check


def _check(options: argparse.Namespace) -> int:
    names = {_name_in(options.project, path) for path in options.files}
    code, entries = 0, None
    for _ in _saves(options.project) if options.watch else [None]:
        entries, problems = _judge(options.project, entries)
        shown = [problem for problem in problems if not names or problem.file in names]
        code = _say(shown, entries, options.github)
    return code


def _saves(project: Path) -> Iterable[None]:
    from macros.contribute import watch

    saves = watch.changes(project)
    yield next(saves)
    # This command alone goes on, and what it reads again is rubbish one day. What it read at first stays, and
    # looking through all of it would take longer than the check.
    gc.freeze()
    gc.enable()
    yield from saves


def _judge(project: Path, before: Entries | None) -> tuple[Entries | None, list[Problem]]:
    """What could be read, and every problem in data, pages and generated files; the editor gets its ids."""
    entries, problems = judged_project(project, callable_parts, before)
    if entries and not problems:
        problems += onward_problems(project / "docs", Book(entries))
    problems += [
        Problem(path.relative_to(project).as_posix(), 1, 1, "", f"out of date; run '{COMMAND}'")
        for path in (stale_files(project, entries.vocabularies) if entries else [])
    ]
    if entries and entries.known:
        write_ids(project, entries.known)
    return entries, sorted(problems)


def _say(problems: list[Problem], entries: Entries | None, as_annotations: bool) -> int:
    if not problems and entries:
        print(f"No problems: {_counts(Book(entries))}. Next: riskbook format, then make serve.", flush=True)
        return 0
    if as_annotations:
        print("\n".join(problem.annotation for problem in problems))
    print(report(problems, not entries or entries.is_partial), file=sys.stderr, flush=True)
    return 1


def _name_in(project: Path, path: Path) -> str:
    """A file as problems name it. Raises Refusal for one that is not there or lies elsewhere."""
    if not path.exists():
        raise Refusal(f"{path} is missing")
    try:
        return path.resolve().relative_to(project.resolve()).as_posix()
    except ValueError as error:
        raise Refusal(f"{path} does not lie in {project.resolve()}") from error


def _counts(book: Book) -> str:
    counts = {entry_type.folder: len(book.entries.of(entry_type.kind)) for entry_type in ENTRY_TYPES}
    counts["provisions"] = len(book.provisions)
    return ", ".join(f"{count} {name}" for name, count in counts.items())


# ---------------------------------------------------------------- new entries


def _new(options: argparse.Namespace) -> int:
    entry_type = KINDS[options.kind]
    vocabularies = _vocabularies(options.project)
    values = dict(_pair(text) for text in options.set)
    is_address = options.kind == "source" and (not options.title or "://" in options.title)
    named = "url" if is_address else "title"
    if options.title:
        values.setdefault(named, options.title)
    elif sys.stdin.isatty():
        values |= _asked(entry_type, named, values, vocabularies)
    code = _write(options.project, entry_type, options.id, values, vocabularies)
    if not options.id:
        print("The name of the file is the address for good; --id gives another.")
    return code


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Refusal(f"'{text}' sets nothing; write FIELD=VALUE, such as category=account")
    return name, value


def _asked(
    entry_type: type[Entry], named: str, values: dict[str, str], words: Vocabularies
) -> dict[str, str]:
    """What somebody at the keyboard answers: the name, and a word for each field that takes one."""
    answers: dict[str, str] = {}
    for field, choices in [(named, []), *_choices(entry_type, words)]:
        if field in values or field not in in_order(entry_type):
            continue
        hint = f" ({', '.join(choices)})" if choices else ""
        if answer := input(f"{field}{hint}: ").strip():
            answers[field] = answer
    return answers


def _choices(entry_type: type[Entry], words: Vocabularies) -> list[tuple[str, list[str]]]:
    required = ((name, info) for name, info in entry_type.model_fields.items() if info.is_required())
    return [(name, words.ids(found)) for name, info in required if (found := vocabulary_of(info))]


def _draft(options: argparse.Namespace) -> int:
    entry_type = KINDS[options.kind]
    issue = sys.stdin.read(LARGEST_FILE) if str(options.issue) == "-" else read_regular(options.issue)
    answers = draft.read_answers(issue, draft.read_form(options.project, options.kind), entry_type)
    if not answers.values:
        raise Refusal(f"no answer to a question of the form for a {options.kind} was found")
    vocabularies = _vocabularies(options.project)
    return _write(options.project, entry_type, None, answers.values, vocabularies, answers.notes)


def _write(
    project: Path,
    entry_type: type[Entry],
    entry_id: str | None,
    values: dict[str, str],
    vocabularies: Vocabularies,
    notes: Sequence[str] = (),
) -> int:
    found = entry_id or id_of(
        values.get("title") or values.get("url", "").removeprefix("https://").removeprefix("www.")
    )
    if not found or id_of(found) != found:
        raise Refusal("no id can be made; give one with --id, small letters, digits and single hyphens")
    path = project / "data" / entry_type.folder / f"{found}.yml"
    if path.exists():
        raise Refusal(f"{path} exists; nothing was written. Give another name with --id")
    try:
        text = skeleton(entry_type, values, vocabularies, notes)
    except KeyError as unknown:
        fields = in_order(entry_type)
        raise Refusal(
            f"a {entry_type.kind} has no field {unknown}{nearest(unknown.args[0], fields)}"
        ) from unknown
    write_inside(project, path, text)
    print(f"{path}: {text.count(BLANK)} blanks to fill in. Then: riskbook check {path}")
    return 0


def _vocabularies(project: Path) -> Vocabularies:
    vocabularies, problems = read_vocabularies(project / "data")
    if not vocabularies:
        raise Refusal(report(problems))
    return vocabularies


# ---------------------------------------------------------------- look up


def _find(options: argparse.Namespace) -> int:
    entries = _entries(options.project)
    first, *rest = options.words
    kind = first if first in {*KINDS, "provision"} and rest else None
    words = rest if kind else options.words
    hits = find(entries, kind, words)
    near_hits: list[Hit] = []
    if not hits:
        count, near_hits = nearest_hits(entries, kind, words)
        if not near_hits:
            raise Refusal(f"nothing is called '{' '.join(options.words)}'")
        print(f"Nothing has all {len(words)} words in its name. These have {count} of them:")
        hits = near_hits[:MOST_NEAR]
    for hit in hits:
        print(f"{hit.kind:<10} {hit.id}  {hit.title}")
    if len(near_hits) > MOST_NEAR:
        print(f"… and {len(near_hits) - MOST_NEAR} more; a rarer word finds fewer.")
    return 0


def _explain(options: argparse.Namespace) -> int:
    lines = explain_field(_entries(options.project), options.field)
    if not lines:
        close = near(options.field)
        raise Refusal(
            f"no field '{options.field}'" + (f"; did you mean {', '.join(close)}?" if close else "")
        )
    print("\n".join(lines))
    return 0


def _entries(project: Path) -> Entries:
    entries, problems = load(project / "data")
    if not entries:
        raise Refusal(report(problems))
    return entries


# ---------------------------------------------------------------- format, compare


def _format(options: argparse.Namespace) -> int:
    folders = (options.project / "data" / folder for folder in BY_FOLDER)
    paths = options.files or [path for folder in folders for path in visible(folder) if path.suffix == ".yml"]
    problems: list[Problem] = []
    changed = 0
    for path in paths:
        entry_type = BY_FOLDER.get(path.resolve().parent.name)
        if not entry_type:
            raise Refusal(f"{path} is no entry; entries lie in data/{', data/'.join(BY_FOLDER)}")
        name = _name_in(options.project, path)
        document, found = read_document(path, name)
        problems += found
        if found:
            continue
        try:
            text = laid_out(document.text, entry_type)
        except Changed as refusal:
            problems.append(Problem(name, 1, 1, "", str(refusal)))
            continue
        if text != document.text:
            write_inside(options.project, options.project / name, text)
            print(visible_line(name))
            changed += 1
    print(f"{changed} of {len(paths)} files changed.")
    if problems:
        print(report(problems), file=sys.stderr)
    return int(bool(problems))


def _diff(options: argparse.Namespace) -> int:
    books = []
    for folder in (options.old, options.new):
        book, problems = checked_book(folder / "data")
        if not book:
            raise Refusal(f"{folder} has problems, so nothing can be compared.\n{report(problems)}")
        books.append(book)
    old, new = books
    print(summary(Change(old, new, difference(values_of(old.entries), values_of(new.entries)))))
    return 0


# ---------------------------------------------------------------- upkeep


def _links(options: argparse.Namespace) -> int:
    from macros.contribute import upkeep

    found = upkeep.addresses(_book(options.project))
    before = json.loads(read_regular(options.before)) if options.before and options.before.exists() else {}
    weeks = upkeep.gone(found, before)
    write_inside(options.after.parent, options.after, json.dumps(weeks, indent=1) + "\n")
    print("\n".join(upkeep.links_report(found, weeks)))
    return 0


def _due(options: argparse.Namespace) -> int:
    from macros.contribute import upkeep

    print("\n".join(upkeep.due_report(_book(options.project))))
    return 0


# ---------------------------------------------------------------- written files


def _schema(options: argparse.Namespace) -> int:
    changed = write_generated(options.project, _vocabularies(options.project))
    print(f"{len(changed)} generated files changed.")
    return 0


def _pages(options: argparse.Namespace) -> int:
    written = write_pages(_book(options.project), options.folder)
    print(f"{len(written)} pages written to {options.folder}.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from macros.export import write_exports

    book = _book(options.project)
    if not options.site.is_dir():
        raise Refusal(f"{options.site} is no folder; build the site first")
    for path in write_exports(book, options.project / "docs", options.site, options.title, options.url):
        print(path)
    return 0


def _book(project: Path) -> Book:
    book, problems = checked_project(project, callable_parts)
    if not book:
        raise Refusal(report(problems))
    return book
