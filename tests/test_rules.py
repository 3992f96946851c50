"""Every rule is broken once, and the exact lines the contributor sees are compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.build import checked_book
from macros.check import RULES, check
from macros.load.entries import load
from tests.broken import BROKEN, Broken


def break_file(data: Path, broken: Broken) -> None:
    path = data / broken.file
    text = path.read_text(encoding="utf-8")
    assert broken.old in text, f"{broken.name}: the words to replace are gone"
    path.write_text(text.replace(broken.old, broken.new, 1), encoding="utf-8")


def lines(data: Path) -> list[str]:
    return [str(problem) for problem in checked_book(data)[1]]


def leave_one_source(data: Path) -> None:
    path = data / "risks" / "sim-swap.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\[\^[\w-]+\]", "[^cifas-sim-swap-2025]", text), encoding="utf-8")


def list_only_another_mitigation(data: Path) -> None:
    add_a_mitigation_nobody_names(data)
    risk = data / "risks" / "sim-swap.yml"
    risk.write_text(risk.read_text(encoding="utf-8").replace("more: []", "more: [another]"), encoding="utf-8")
    checklist = data / "checklists" / "owner-set-up.yml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(re.sub(r"two-step-pin|sim-swap-lock", "another", text), encoding="utf-8")


def add_a_mitigation_nobody_names(data: Path) -> None:
    mitigation = (data / "mitigations" / "sim-swap-lock.yml").read_text(encoding="utf-8")
    (data / "mitigations" / "another.yml").write_text(mitigation, encoding="utf-8")


def claim_an_old_id_twice(data: Path) -> None:
    for name in ("sim-swap-lock", "two-step-pin"):
        path = data / "mitigations" / f"{name}.yml"
        path.write_text("was: [old-name]\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def explain_a_word_twice(data: Path) -> None:
    term = (data / "terms" / "sim-swap.yml").read_text(encoding="utf-8")
    (data / "terms" / "sim-swaps.yml").write_text(
        term.replace("title: SIM swap", "title: SIM swaps"), encoding="utf-8"
    )


def note_a_place_that_is_none(data: Path) -> None:
    """Its note is a good one; only the place is wrong."""
    (data / "places" / "uk.yml").rename(data / "places" / "ukk.yml")


LAPSED = [
    ("checklists/owner-set-up.yml", 15),
    ("mitigations/sim-swap-lock.yml", 38),
    ("mitigations/two-step-pin.yml", 53),
    ("mitigations/wipe-before-sale.yml", 37),
    ("places/uk.yml", 5),
    ("regulations/eu-gdpr.yml", 21),
    ("risks/sim-swap.yml", 91),
]
"""Seven files and the lines of their reviews; with the one that is late anyway they are one too many."""


def let_reviews_lapse(data: Path) -> None:
    for name, _ in LAPSED:
        path = data / name
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("next_review: .*", "next_review: 2026-11-24", text), encoding="utf-8")


def test_the_small_book_has_no_problem(small_book: Path) -> None:
    assert lines(small_book) == []


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_each_mistake_is_reported_where_it_stands(small_book: Path, broken: Broken) -> None:
    break_file(small_book, broken)
    assert lines(small_book) == broken.expected


def test_too_few_sources_are_reported(small_book: Path) -> None:
    leave_one_source(small_book)
    assert [line for line in lines(small_book) if "risks/sim-swap" in line] == [
        "data/risks/sim-swap.yml:24:1: detail: cites 1 different sources; 3 or more expected",
        "data/risks/sim-swap.yml:24:1: detail: rests on reports and vendors alone; "
        "cite one original, copy or official guidance",
    ]


def test_a_source_whose_kind_nobody_looked_at_carries_no_detail(small_book: Path) -> None:
    """Leaving the kind out would beat the rule."""
    for path in (small_book / "sources").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"^type: (?!report).*\n|^where: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
        )
    assert (
        "data/risks/sim-swap.yml:24:1: detail: rests on reports, vendors and sources without a 'type' alone; "
        "cite one original, copy or official guidance"
    ) in lines(small_book)


def test_a_risk_on_no_checklist_is_reported(small_book: Path) -> None:
    list_only_another_mitigation(small_book)
    assert (
        "data/risks/sim-swap.yml:1:1: no checklist holds a core mitigation of this risk; "
        "put one on a list in data/checklists/, or say why in 'not_on_checklist'"
    ) in lines(small_book)


def test_a_mitigation_nobody_names_is_reported(small_book: Path) -> None:
    add_a_mitigation_nobody_names(small_book)
    message = "data/mitigations/another.yml:1:1: no risk names this mitigation; add it to one or remove it"
    assert message in lines(small_book)


def test_an_old_id_claimed_by_two_entries_is_reported(small_book: Path) -> None:
    claim_an_old_id_twice(small_book)
    assert lines(small_book) == [
        "data/mitigations/two-step-pin.yml:1:7: was[0]: 'old-name' already points to 'sim-swap-lock'"
    ]


def test_long_sentences_in_the_detail_of_a_danger_are_reported(small_book: Path) -> None:
    path = small_book / "risks" / "sim-swap.yml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("detail: |"), text.index("how_it_happens:")
    cited = " ".join(dict.fromkeys(re.findall(r"\[\^[\w-]+\]", text[start:end])))
    said = "".join(
        f"  The thief takes the number {word} and then goes on to the shop that sold it to you last year.\n"
        for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
    path.write_text(f"{text[:start]}detail: |\n{said}  Read on. {cited}\n{text[end:]}", encoding="utf-8")
    assert [line for line in lines(small_book) if "mean sentence" in line] == [
        "data/risks/sim-swap.yml:24:1: detail: mean sentence of 18.4 words; under 16 expected"
    ]


@pytest.mark.parametrize("titles", [("Pas", "Pass"), ("Pass", "Pas")])
def test_two_words_of_which_one_is_the_plural_of_the_other_are_reported(
    small_book: Path, titles: tuple[str, str]
) -> None:
    for title, name in zip(titles, ("a-word", "b-word"), strict=True):
        text = f"title: {title}\nmeans: A {name} that explains nothing but itself.\n"
        (small_book / "terms" / f"{name}.yml").write_text(text, encoding="utf-8")
    assert lines(small_book) == [
        f"data/terms/b-word.yml:1:1: title: '{titles[1]}' is explained by 'a-word' already"
    ]


def test_a_word_explained_by_two_entries_is_reported(small_book: Path) -> None:
    explain_a_word_twice(small_book)
    assert lines(small_book)[0] == (
        "data/terms/sim-swaps.yml:1:1: title: 'SIM swaps' is explained by 'sim-swap' already"
    )


def test_a_note_on_a_place_that_is_none_is_reported(small_book: Path) -> None:
    note_a_place_that_is_none(small_book)
    message = "data/places/ukk.yml:1:1: no place 'ukk' in the vocabulary; did you mean 'uk'?"
    assert lines(small_book) == [message]


def test_too_many_late_reviews_are_reported(small_book: Path) -> None:
    let_reviews_lapse(small_book)
    days = {name: (line, "2026-11-24") for name, line in LAPSED}
    days |= {"mitigations/phone-list.yml": (24, "2026-11-01")}
    assert lines(small_book) == [
        f"data/{name}:{line}:1: next_review: review was due on {day}; 8 are overdue, 7 allowed"
        for name, (line, day) in sorted(days.items())
    ]


def test_every_rule_has_been_seen_to_fire(small_book: Path, tmp_path: Path) -> None:
    whole, _ = load(small_book)
    fired: set[str] = set()
    for broken in BROKEN:
        path = small_book / broken.file
        before = path.read_text(encoding="utf-8")
        break_file(small_book, broken)
        entries, _ = load(small_book, whole)
        path.write_text(before, encoding="utf-8")
        assert entries
        fired |= {rule.__name__ for rule in RULES if check(entries, (rule,))}
    for number, break_it in enumerate(
        [
            leave_one_source,
            list_only_another_mitigation,
            add_a_mitigation_nobody_names,
            explain_a_word_twice,
            let_reviews_lapse,
            note_a_place_that_is_none,
        ]
    ):
        data = tmp_path / str(number) / "data"
        shutil.copytree(small_book, data)
        break_it(data)
        entries, _ = load(data)
        assert entries
        fired |= {rule.__name__ for rule in RULES if check(entries, (rule,))}
    assert fired == {rule.__name__ for rule in RULES}


def test_all_problems_come_in_one_run_and_nothing_is_written(small_book: Path) -> None:
    for broken in BROKEN:
        if broken.name in {"unknown-mitigation", "unknown-platform", "http-address"}:
            break_file(small_book, broken)
    before = {path: path.read_bytes() for path in small_book.rglob("*.yml")}
    assert [line.split(":")[0] for line in lines(small_book)] == [
        "data/mitigations/two-step-pin.yml",
        "data/risks/sim-swap.yml",
        "data/sources/cifas-sim-swap-2025.yml",
    ]
    assert {path: path.read_bytes() for path in small_book.rglob("*") if path.is_file()} == before


def test_a_wrong_id_hides_no_other_problem_of_its_file(small_book: Path) -> None:
    leave_one_source(small_book)
    path = small_book / "risks" / "sim-swap.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"provision: [\w-]+", "provision: eu-gdpr-3333", text, count=1)
    path.write_text(re.sub(r"telling_fact: .*\n(?:  .*\n)*", "telling_fact: >-\n  " + "word " * 9 +
                           "[^cifas-sim-swap-2025]\n", text), encoding="utf-8")  # fmt: skip
    said = [line.split(": ", 1)[1] for line in lines(small_book)]
    assert any(line.startswith("regulations[0].provision: no provision 'eu-gdpr-3333'") for line in said)
    assert "detail: cites 1 different sources; 3 or more expected" in said
    assert "telling_fact: holds no number and no date; say how many, or when" in said


def test_a_text_that_breaks_a_limit_hides_nothing_that_the_whole_book_lacks(small_book: Path) -> None:
    add_a_mitigation_nobody_names(small_book)
    path = small_book / "terms" / "sim-swap.yml"
    path.write_text("title: SIM swap\nmeans: <b>Bold</b> words.\n", encoding="utf-8")
    said = lines(small_book)
    assert (
        "data/mitigations/another.yml:1:1: no risk names this mitigation; add it to one or remove it" in said
    )
    assert any(line.startswith("data/terms/sim-swap.yml:2:") for line in said)
