"""The way of a new entry into the book: asked for, written, put in order, compared."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.book.book import Book
from macros.build import checked_book, judged
from macros.cli import main
from macros.contribute import upkeep
from macros.contribute.difference import Change, applied, difference, values_of
from macros.contribute.fields import in_order
from macros.contribute.layout import laid_out
from macros.contribute.summary import summary
from macros.dialect import parser
from macros.load.blanks import BLANK
from macros.load.entries import Entries, load
from macros.model.entry import Entry
from macros.model.kinds import BY_FOLDER, ENTRY_TYPES
from tests.conftest import PROJECT

Printed = pytest.CaptureFixture[str]
FILES = [(path, BY_FOLDER[path.parent.name]) for path in sorted((PROJECT / "data").glob("*/*.yml"))
         if path.parent.name in BY_FOLDER]  # fmt: skip


@pytest.fixture
def project(project: Path) -> Path:
    """The project around the small book, its generated files up to date."""
    shutil.copytree(PROJECT / "data" / "schemas", project / "data" / "schemas")
    return project


def run(project: Path, *arguments: str) -> int:
    return main(["--project", str(project), *arguments])


# ---------------------------------------------------------------- new


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
def test_a_new_file_has_no_problem_but_its_blanks(
    entry_type: type[Entry], project: Path, capsys: Printed
) -> None:
    assert run(project, "new", entry_type.kind, "--id", "brand-new") == 0
    path = project / "data" / entry_type.folder / "brand-new.yml"
    said = capsys.readouterr().out
    count = path.read_text(encoding="utf-8").count(BLANK)
    assert f"{count} blanks to fill in" in said
    assert run(project, "check") == 1
    *lines, end = capsys.readouterr().err.splitlines()
    assert len(lines) == count
    wanted = "still blank; write something in place of ___, as the comment above it says"
    assert all(line.endswith(wanted) for line in lines)
    assert end.startswith(f"{count} problem")


def test_a_new_file_holds_its_fields_in_order_under_a_schema_and_dates_of_today(project: Path) -> None:
    run(project, "new", "risk", "Somebody borrows the shop phone", "--set", "category=account",
        "--set", "products=app, messenger")  # fmt: skip
    text = (project / "data/risks/somebody-borrows-the-shop-phone.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/risk.json\n")
    value = yaml.safe_load(text)
    order = in_order(BY_FOLDER["risks"])
    assert list(value) == [name for name in order if name in value]
    assert value["title"] == "Somebody borrows the shop phone"
    assert value["category"] == "account"
    assert value["products"] == ["app", "messenger"]
    assert str(value["reviewed"]) == "2026-11-25"
    assert "40 to 80 words" in text
    assert "Words: owner, staff, it-admin, dpo, marketer, developer." in text


def test_a_new_action_does_not_say_that_somebody_tried_its_steps(project: Path) -> None:
    run(project, "new", "mitigation", "--id", "brand-new")
    value = yaml.safe_load((project / "data/mitigations/brand-new.yml").read_text(encoding="utf-8"))
    assert [steps["checked"] for steps in value["steps"]] == [None]
    assert str(value["reviewed"]) == "2026-11-25"


def test_a_newcomer_fills_in_fewer_values_than_before(project: Path) -> None:
    for kind in ("risk", "mitigation", "source"):
        run(project, "new", kind, "--id", "brand-new")
    files = ("risks", "mitigations", "sources")
    texts = [(project / "data" / name / "brand-new.yml").read_text(encoding="utf-8") for name in files]
    assert sum(text.count(BLANK) for text in texts) < 59


def test_new_writes_over_nothing_and_names_what_it_does_not_know(project: Path, capsys: Printed) -> None:
    before = (project / "data/risks/sim-swap.yml").read_bytes()
    assert run(project, "new", "risk", "--id", "sim-swap") == 1
    assert "exists; nothing was written. Give another name with --id" in capsys.readouterr().err
    assert (project / "data/risks/sim-swap.yml").read_bytes() == before
    assert run(project, "new", "risk", "Abc", "--set", "categry=account") == 1
    assert "a risk has no field 'categry'; did you mean 'category'?" in capsys.readouterr().err
    assert run(project, "new", "risk", "Abc", "--set", "category") == 1
    assert "'category' sets nothing; write FIELD=VALUE, such as category=account" in capsys.readouterr().err
    assert run(project, "new", "risk", "你好") == 1
    assert "no id can be made; give one with --id" in capsys.readouterr().err
    assert run(project, "new", "risk", "Abc", "--id", "../../abc") == 1
    assert "no id can be made; give one with --id" in capsys.readouterr().err


# ---------------------------------------------------------------- look up


def test_find_knows_ids_names_and_articles(project: Path, capsys: Printed) -> None:
    assert run(project, "find", "provision", "breach") == 0
    assert re.search(r"^provision +eu-gdpr-33 ", capsys.readouterr().out, re.MULTILINE)
    assert run(project, "find", "PORT-OUT") == 0
    assert "risk       sim-swap  Somebody moves your number" in capsys.readouterr().out
    assert run(project, "find", "qqq", "xxx") == 1
    assert "nothing is called 'qqq xxx'" in capsys.readouterr().err


def test_find_offers_what_has_most_of_the_words(project: Path, capsys: Printed) -> None:
    assert run(project, "find", "mitigation", "sim", "swap", "sticker") == 0
    first, *found = capsys.readouterr().out.splitlines()
    assert first == "Nothing has all 3 words in its name. These have 2 of them:"
    assert [line.split()[1] for line in found] == ["sim-swap-lock"]
    assert run(project, "find", "source", "example", "zzz") == 0
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 12, said
    assert re.search(r"^… and \d+ more; a rarer word finds fewer\.$", said, re.MULTILINE)


def test_a_new_source_is_named_by_its_address_or_its_title(project: Path, capsys: Printed) -> None:
    assert run(project, "new", "source", "https://www.a.example/x") == 0
    assert run(project, "new", "source", "How stickers are swapped") == 0
    said = "The name of the file is the address for good; --id gives another."
    assert capsys.readouterr().out.count(said) == 2
    assert run(project, "new", "source", "How stickers are sold", "--id", "stickers") == 0
    assert said not in capsys.readouterr().out
    by_address, by_title = (
        yaml.safe_load((project / "data/sources" / name).read_text(encoding="utf-8"))
        for name in ("a-example-x.yml", "how-stickers-are-swapped.yml")
    )
    assert (by_address["url"], by_address["title"]) == ("https://www.a.example/x", BLANK)
    assert "in quotes" in (project / "data/sources/a-example-x.yml").read_text(encoding="utf-8")
    assert (by_title["url"], by_title["title"]) == (BLANK, "How stickers are swapped")


def test_explain_says_what_each_step_of_a_rating_means(project: Path, capsys: Printed) -> None:
    assert run(project, "explain", "before.likelihood") == 0
    assert "  1 Rare: Fewer than 1 in 100 such businesses in a year." in capsys.readouterr().out
    assert run(project, "explain", "after.impact_people") == 0
    assert "  1 Minor: A small annoyance, soon over." in capsys.readouterr().out
    assert run(project, "explain", "confidence") == 0
    assert "  C: The editors' judgement." in capsys.readouterr().out
    assert run(project, "explain", "stage") == 0
    assert "  Fields inside: reached, looked" in capsys.readouterr().out
    assert run(project, "explain", "mitigations.core") == 0
    assert "  Which there are: riskbook find mitigation WORD" in capsys.readouterr().out


def test_a_new_file_says_how_to_cite_and_where_ids_and_words_are_found(project: Path) -> None:
    run(project, "new", "risk", "--id", "brand-new")
    text = (project / "data/risks/brand-new.yml").read_text(encoding="utf-8")
    said = " ".join(text.replace("#", " ").split())
    assert "cite a source as [^its-id] (riskbook find source WORD; riskbook new source ADDRESS)" in said
    assert "The id of a provision. riskbook find provision WORD" in said
    assert "The steps: riskbook explain before.likelihood" in said
    assert "Optional, confidence: How sure the rating is; C when nothing is said." in said
    run(project, "new", "case", "--id", "brand-new")
    text = (project / "data/cases/brand-new.yml").read_text(encoding="utf-8")
    said = " ".join(text.replace("#", " ").split())
    assert "Words: riskbook explain jurisdiction." in said
    assert "Fields inside: reached, looked." in said
    assert "Open no sentence with It" in said


def test_explain_gives_limits_words_and_an_example(project: Path, capsys: Printed) -> None:
    assert run(project, "explain", "strength") == 0
    said = capsys.readouterr().out
    assert said.startswith("mitigation.strength (required)")
    assert "  strong: Stops this kind of harm on its own." in said
    assert "Example: " in said
    assert run(project, "explain", "strenght") == 1
    assert "no field 'strenght'; did you mean mitigation.strength" in capsys.readouterr().err


# ---------------------------------------------------------------- check


def test_check_of_one_file_leaves_out_the_others(project: Path, capsys: Printed) -> None:
    for name in ("sim-swap", "whatsapp-is-down"):
        path = project / "data/risks" / f"{name}.yml"
        path.write_text(path.read_text(encoding="utf-8").replace("category: ", "categry: "), encoding="utf-8")
    assert run(project, "check", str(project / "data/risks/sim-swap.yml")) == 1
    said = capsys.readouterr().err
    assert "data/risks/sim-swap.yml" in said
    assert "data/risks/whatsapp-is-down.yml" not in said
    assert run(project, "check", str(project / "data/risks/none.yml")) == 1
    assert "none.yml is missing" in capsys.readouterr().err


def test_annotations_mark_the_line_and_cannot_be_ended_from_inside(project: Path, capsys: Printed) -> None:
    path = project / "data/terms/outage.yml"
    path.write_text('title: "a%0A::stop-commands::x"\nmeens: x\n', encoding="utf-8")
    assert run(project, "check", "--github", str(path)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "::error file=data/terms/outage.yml,line=2,col=1::" in "\n".join(lines)
    assert all(line.startswith("::error ") and line.count("::") == 2 for line in lines)


def test_check_writes_the_ids_that_the_schemas_offer(project: Path) -> None:
    run(project, "check")
    ids = json.loads((project / "data/schemas/ids.json").read_text(encoding="utf-8"))["definitions"]
    assert "two-step-pin" in ids["mitigation"]["enum"]
    assert "eu-gdpr-33" in ids["provision"]["enum"]
    for entry_type in ENTRY_TYPES:
        schema = (project / f"data/schemas/{entry_type.kind}.json").read_text(encoding="utf-8")
        for kind in re.findall(r'"\$ref": "ids\.json#/definitions/(\w+)"', schema):
            assert kind in ids
    assert '"ids.json#/definitions/provision"' in (project / "data/schemas/risk.json").read_text(
        encoding="utf-8"
    )


# ---------------------------------------------------------------- format


def test_what_is_in_order_stays_so_to_the_byte() -> None:
    for path, entry_type in FILES:
        text = laid_out(path.read_text(encoding="utf-8"), entry_type)
        assert laid_out(text, entry_type) == text, path.name


def shuffled(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        names = list(value)
        dice.shuffle(names)
        return {name: shuffled(value[name], dice) for name in names}
    return [shuffled(item, dice) for item in value] if isinstance(value, list) else value


def as_yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=90)


@pytest.mark.parametrize("path", [path for path, _ in FILES if path.parent.name != "sources"][::45], ids=str)
def test_a_shuffled_file_comes_back_in_order(path: Path) -> None:
    entry_type = BY_FOLDER[path.parent.name]
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    mixed = as_yaml(shuffled(value, random.Random(path.name)))
    wanted = laid_out(as_yaml(value), entry_type)
    assert laid_out(mixed, entry_type) == wanted


def test_comments_move_with_their_field_and_messages_keep_their_lines() -> None:
    text = (
        "# yaml-language-server: $schema=../schemas/checklist.json\n"
        "role: owner\n"
        "# the moment\n"
        "title: Abc\n"
        "words:\n"
        "  - text: |\n"
        f"      Dear customer,\n      {'a long line of a message ' * 6}\n"
        "    # who\n"
        "    to: customers\n"
    )
    found = laid_out(text, BY_FOLDER["checklists"])
    assert found == (
        "# yaml-language-server: $schema=../schemas/checklist.json\n"
        "# the moment\n"
        "title: Abc\n"
        "role: owner\n"
        "words:\n"
        "    # who\n"
        "  - to: customers\n"
        "    text: |\n"
        f"      Dear customer,\n      {'a long line of a message ' * 6}\n"
    )


def test_a_long_line_of_prose_is_wrapped_and_a_list_is_not() -> None:
    words = "word " * 40
    text = f"about: |\n  {words.strip()}\n\n  - {words.strip()}\n"
    first, *rest = laid_out(text, BY_FOLDER["mitigations"]).splitlines()
    assert first == "about: |"
    assert all(len(line) <= 120 for line in rest[:-1])
    assert rest[-1] == f"  - {words.strip()}"


@pytest.mark.parametrize("sign", ["-", "1.", "2023.", "#", ">", "=", "+"])
def test_wrapping_makes_no_list_heading_or_quote_of_a_word(sign: str) -> None:
    words = "x" * 117
    text = f"about: |\n  {words} {sign} {words} {sign} end\n"
    found = laid_out(text, BY_FOLDER["mitigations"])
    assert found != text
    said, now = (yaml.safe_load(one)["about"] for one in (text, found))
    assert (
        parser().render(" ".join(said.split())) == " ".join(parser().render(now).split("\n")).strip() + "\n"
    )


def test_a_year_at_the_start_of_a_line_is_no_item_of_a_list() -> None:
    words = "word " * 30
    text = f"about: |\n  It was in July\n  2023. {words.strip()}\n\n  1. one\n  more\n  2. {words.strip()}\n"
    *wrapped, _, first, more, second = laid_out(text, BY_FOLDER["mitigations"]).splitlines()[1:]
    assert all(len(line) <= 120 for line in wrapped)
    assert (first, more, second) == ("  1. one", "  more", f"  2. {words.strip()}")


def test_format_leaves_a_broken_file_alone(project: Path, capsys: Printed) -> None:
    path = project / "data/terms/outage.yml"
    path.write_text("means: a: b\ntitle: x\n", encoding="utf-8")
    assert run(project, "format", str(path)) == 1
    assert path.read_text(encoding="utf-8") == "means: a: b\ntitle: x\n"
    assert "data/terms/outage.yml:1:9" in capsys.readouterr().err


def test_format_names_the_files_that_it_changed(project: Path, capsys: Printed) -> None:
    paths = [project / "data/terms/outage.yml", project / "data/terms/outage-two.yml"]
    for path, text in zip(paths, ("means: x\ntitle: y\n", "title: y\nmeans: x\n"), strict=True):
        path.write_text(text, encoding="utf-8")
    assert run(project, "format", *map(str, paths)) == 0
    assert capsys.readouterr().out.splitlines() == ["data/terms/outage.yml", "1 of 2 files changed."]


def test_format_keeps_a_mapping_that_stands_for_a_text(project: Path) -> None:
    path = project / "data/terms/outage.yml"
    path.write_text("title: x\nmeans:\n  a: b\n", encoding="utf-8")
    assert run(project, "format", str(path)) == 0
    assert path.read_text(encoding="utf-8") == "title: x\nmeans:\n  a: b\n"


# ---------------------------------------------------------------- diff


def entries_of(data: Path) -> Entries:
    entries, problems = load(data)
    assert entries, problems
    return entries


def change_of(old: Path, new: Path) -> Change:
    books = []
    for data in (old, new):
        book, problems = checked_book(data)
        assert book, "\n".join(map(str, problems))
        books.append(book)
    before, after = books
    return Change(before, after, difference(values_of(before.entries), values_of(after.entries)))


@pytest.fixture
def two(small_book: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The small book twice: as it was, and to change."""
    new = tmp_path / "new" / "data"
    shutil.copytree(small_book, new)
    return small_book, new


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_the_old_data_and_the_difference_are_the_new_data(two: tuple[Path, Path]) -> None:
    old, new = two
    edit(new / "risks/sim-swap.yml", ("likelihood: 2", "likelihood: 3"), ("confidence: B\n", ""))
    (new / "terms/outage.yml").rename(new / "terms/breakdown.yml")
    edit(new / "terms/breakdown.yml", ("means:", "was: [outage]\nmeans:"))
    (new / "cases/outage-11.yml").unlink()
    shutil.copy(new / "terms/sim-swap.yml", new / "terms/sim-swap-two.yml")
    edit(new / "vocabularies/efforts.yml", ("name: Hours", "name: Some hours"))
    early, late = (values_of(entries_of(data)) for data in (old, new))
    found = difference(early, late)
    assert applied(early, found) == late
    assert found.renamed == {("term", "outage"): ("term", "breakdown")}
    assert found.gone == [("case", "outage-11")]
    assert list(found.added) == [("term", "sim-swap-two")]
    assert [one.where for one in found.changed["risk", "sim-swap"]] == ["before.likelihood", "confidence"]


def test_a_new_danger_is_told(two: tuple[Path, Path]) -> None:
    _, new = two
    edit_title = ("title: Somebody moves your number to their SIM card", "title: Somebody lends your number")
    text = (new / "risks/sim-swap.yml").read_text(encoding="utf-8").replace(*edit_title)
    twin = "\n".join(
        line for line in text.splitlines() if line.strip() not in {"- SIM swap", "- SIM swapping"}
    )
    (new / "risks/number-lent.yml").write_text(twin + "\n", encoding="utf-8")
    early, late = (values_of(entries_of(data)) for data in two)
    assert list(difference(early, late).added) == [("risk", "number-lent")]
    before, after = (Book(entries_of(data)) for data in two)
    told = summary(Change(before, after, difference(early, late)))
    assert "| new | `risks/number-lent` |  | `Medium, then Low` |" in told


def test_a_changed_level_deadline_amount_and_address_are_told(two: tuple[Path, Path]) -> None:
    old, new = two
    edit(
        new / "risks/sim-swap.yml",
        ("before:\n  likelihood: 2", "before:\n  likelihood: 4"),
        ("72-hour clock", "48-hour clock"),
    )
    edit(new / "regulations/eu-gdpr.yml", ("72 hours", "48 hours"))
    case = new / "cases/court-fine-2021.yml"
    amount = yaml.safe_load(case.read_text(encoding="utf-8"))["amount"]
    edit(case, (amount, "GBP 1,000,000"), ("sum: 1000,", "sum: 1000000,"))
    source = new / "sources/gazette-bakery-2024.yml"
    url = yaml.safe_load(source.read_text(encoding="utf-8"))["url"]
    edit(source, (url, "https://elsewhere.example/page"))
    text = summary(change_of(old, new))
    assert "| level | `risks/sim-swap` | `" in text
    assert re.search(r"\| deadline \| `provision eu-gdpr-33` \| `72 hours.*` \| `48 hours", text)
    assert f"| amount | `cases/court-fine-2021` | `{amount}` | `GBP 1,000,000` |" in text
    wanted = (
        rf"\| address, cited by \d+ \| `sources/gazette-bakery-2024` \| `{re.escape(url)}` \| `https://else"
    )
    assert re.search(wanted, text)
    assert "- `risks/sim-swap`: `before.likelihood`, `2` → `4`" in text


def test_a_renamed_id_is_told_and_one_without_was_leads_nowhere(two: tuple[Path, Path]) -> None:
    old, new = two
    (new / "claims/sale-deletes-chats.yml").rename(new / "claims/a-sale-deletes-chats.yml")
    edit(new / "claims/a-sale-deletes-chats.yml", ("was: [", "was: [sale-deletes-chats, "))
    assert (
        "| renamed | `claims/a-sale-deletes-chats` | `claims/sale-deletes-chats` | `claims/a-sale-"
        in summary(change_of(old, new))
    )
    edit(new / "claims/a-sale-deletes-chats.yml", ("sale-deletes-chats, ", ""))
    told = summary(change_of(old, new))
    assert "| new | `claims/a-sale-deletes-chats` |" in told
    assert "| gone; its address leads nowhere | `claims/sale-deletes-chats` |" in told


def test_what_a_stranger_wrote_stays_inert_in_the_summary(two: tuple[Path, Path]) -> None:
    old, new = two
    bad = "@everyone `x` | [a](https://evil.example) see"
    edit(new / "cases/court-fine-2021.yml", ("outcome: The shop", f"outcome: |\n  {bad} The shop"))
    early, late = (judged(data)[0] for data in two)
    assert early
    assert late
    found = difference(values_of(early), values_of(late))
    book, _ = checked_book(old)
    assert book
    text = summary(Change(book, book, found))
    assert "@everyone 'x' ¦ [a](https://evil.example) see" in text
    outside = re.sub(r"`[^`\n]*`", "", text)
    assert "@everyone" not in outside
    assert "evil.example" not in outside


def test_wrapping_anew_is_no_change_of_a_text(two: tuple[Path, Path]) -> None:
    old, new = two
    edit(new / "risks/sim-swap.yml", ("Whoever\n  receives", "\n  Whoever receives"))
    assert "1 texts are wrapped anew and say the same." in summary(change_of(old, new))


def test_the_diff_command_compares_two_folders(two: tuple[Path, Path], capsys: Printed) -> None:
    old, new = two
    edit(new / "cases/court-fine-2021.yml", ("risks:", "risks:"))
    assert main(["diff", str(old.parent), str(new.parent)]) == 0
    assert "No level, deadline, amount, address or page changes." in capsys.readouterr().out


# ---------------------------------------------------------------- editors


def test_the_editor_knows_the_schema_of_every_folder() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wanted = {f"data/schemas/{one.kind}.json": f"data/{one.folder}/*.yml" for one in ENTRY_TYPES}
    assert settings["yaml.schemas"] == wanted


# ---------------------------------------------------------------- forms and upkeep


FORM = PROJECT / ".github" / "ISSUE_TEMPLATE"


def issue_of(kind: str, answers: dict[str, str]) -> str:
    """The text that GitHub makes of a form: each question as a heading over its answer."""
    labels = {item["id"]: item["attributes"]["label"] for item in questions(kind)}
    return "\n\n".join(
        f"### {label}\n\n{answers.get(name, '_No response_')}" for name, label in labels.items()
    )


def questions(kind: str) -> list[dict[str, Any]]:
    form = yaml.safe_load((FORM / f"{kind}.yml").read_text(encoding="utf-8"))
    return [item for item in form["body"] if "id" in item]


WORDS = {"category": "categories", "products": "products"}


@pytest.mark.parametrize("kind", ["risk", "case"])
def test_a_form_asks_for_fields_of_the_model_in_words_of_the_book(kind: str, small_book: Path) -> None:
    entry_type = next(one for one in ENTRY_TYPES if one.kind == kind)
    vocabularies = entries_of(small_book).vocabularies
    for item in questions(kind):
        assert item["id"] in [*in_order(entry_type), "sources"]
        if item["type"] == "dropdown":
            assert item["attributes"]["options"] == vocabularies.ids(WORDS[item["id"]])


@pytest.mark.parametrize("kind", ["risk", "case"])
def test_the_answers_of_a_form_become_a_draft(kind: str, project: Path, capsys: Printed) -> None:
    shutil.copytree(FORM, project / ".github" / "ISSUE_TEMPLATE")
    text = "A thief borrows the phone of the shop for a minute.\n\nThen they link a device."
    answers = {"title": "Somebody borrows the phone", "products": "app, messenger", "is_this_you": text,
               "what_happened": text, "warning_signs": "- One sign\n- Another: sign", "date": "2026-11",
               "sources": "https://example.org/story says so\n# title: x"}  # fmt: skip
    (project / "issue.md").write_text(issue_of(kind, answers), encoding="utf-8")
    assert run(project, "draft", kind, str(project / "issue.md")) == 0
    entry_type = next(one for one in ENTRY_TYPES if one.kind == kind)
    path = project / "data" / entry_type.folder / "somebody-borrows-the-phone.yml"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert value["title"] == "Somebody borrows the phone"
    said = value["is_this_you" if kind == "risk" else "what_happened"]
    assert " ".join(said.split()) == " ".join(text.split())
    assert "# Where can this be read?" in path.read_text(encoding="utf-8")
    if kind == "risk":
        assert value["products"] == ["app", "messenger"]
        assert value["warning_signs"] == ["One sign", "Another: sign"]


HOSTILE = [
    "x\n- &a [*a]",
    "%TAG ! tag:x,2000:",
    "'\"\\",
    "\x00\x1b[2J",
    "---\n!!python/object:os.system",
    "a: b: c",
    "| \n  x",
    "{{ 7*7 }}",
    "\u202eabc",
    "? x",
    "  indented\n more",
    "\ttab",
    "# comment",
    "~",
    "2026-11-28",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_answer_stays_a_value(text: str, project: Path, capsys: Printed) -> None:
    shutil.copytree(FORM, project / ".github" / "ISSUE_TEMPLATE")
    fields = ("also_called", "is_this_you", "how_it_happens", "in_one_sentence", "sources")
    answers = dict.fromkeys(fields, text)
    (project / "issue.md").write_text(
        issue_of("risk", {"title": "Abc", **answers}), encoding="utf-8", newline=""
    )
    assert run(project, "draft", "risk", str(project / "issue.md")) == 0
    run(project, "new", "risk", "--id", "bare", "--set", "title=Abc")
    value, bare = (
        yaml.safe_load((project / "data/risks" / name).read_text(encoding="utf-8"))
        for name in ("abc.yml", "bare.yml")
    )
    assert set(value) - set(bare) <= {"also_called"}
    assert run(project, "check", str(project / "data/risks/abc.yml")) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_draft_needs_an_answer(project: Path, capsys: Printed) -> None:
    shutil.copytree(FORM, project / ".github" / "ISSUE_TEMPLATE")
    (project / "issue.md").write_text("### Other\n\nx", encoding="utf-8")
    assert run(project, "draft", "risk", str(project / "issue.md")) == 1
    assert "no answer to a question of the form for a risk was found" in capsys.readouterr().err
    assert run(project, "draft", "term", str(project / "issue.md")) == 1
    assert "is missing" in capsys.readouterr().err


def test_an_address_is_gone_when_a_program_and_a_browser_both_say_so_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {
        "https://a.example/": (404, 404),
        "https://b.example/": (404, 200),
        "https://c.example/": (403, 403),
        "https://d.example/": (None, None),
        "https://e.example/": (410, 404),
    }
    monkeypatch.setattr(upkeep, "_status", lambda address, agent: answers[address][agent == upkeep.BROWSER])
    once = upkeep.gone(answers, {})
    assert once == {"https://a.example/": 1, "https://e.example/": 1}
    named = {address: ["sources/x"] for address in answers}
    assert upkeep.links_report(named, once) == ["# Addresses that are gone"]
    twice = upkeep.gone(answers, {"https://a.example/": 1, "https://b.example/": 4})
    assert upkeep.links_report(named, twice)[1:] == [
        "- `https://a.example/`, 2 checks in a row, named by `sources/x`"
    ]


def test_every_address_of_the_book_is_asked(book: Book) -> None:
    found = upkeep.addresses(book)
    assert all(source.url in found for source in book.sources.values())
    assert all(one.url in found for one in book.regulations.values() if one.url)


def test_due_lists_what_has_to_be_read_again(project: Path, capsys: Printed) -> None:
    path = project / "data/risks/sim-swap.yml"
    edit(
        path,
        ("reviewed: 2026-11-23\nnext_review: 2027-05-23", "reviewed: 2026-01-23\nnext_review: 2026-12-20"),
    )
    assert run(project, "due") == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "# Entries to read again"
    assert "- `risks/sim-swap`, due 2026-12-20" in lines
    # Looked for in June, and sim-swap in this very week.
    unknown = lines.index("# Not known, and to be looked for again")
    assert lines[unknown + 1 : unknown + 3] == [
        "- `mitigations/paper-orders`, last on 2026-06-01: Whether pens last through the winter.",
        "# Sources to compare with what cites them: 24 of 25",
    ]
    # Two dangers are high: what they cite comes first. What was compared is not on the list.
    assert lines[unknown + 3 : unknown + 5] == [
        "- `sources/office-guide-2025`, cited 14 times",
        "- `sources/gazette-flea-market-2025`, cited 5 times",
    ]
    assert not any("act-copy-2020" in line for line in lines)
    kinds = lines.index("# Under ratings, penalties, amounts, demands, dates and cases")
    assert lines[kinds + 1 :] == [
        "- report: 39 of 65 citations",
        "- copy: 22 of 65 citations",
        "- official-guidance: 4 of 65 citations",
    ]


# ---------------------------------------------------------------- workflows


WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_its_actions_and_starts_without_rights(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action, _ in uses)
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for _, version in uses)
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in flow["jobs"].values():
        writes = {name for name, right in job["permissions"].items() if right == "write"}
        runs_our_code = any("make" in step.get("run", "") for step in job["steps"])
        assert not (writes and runs_our_code)
