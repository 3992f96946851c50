"""How a text is measured: words, sentences, reading grade."""

from __future__ import annotations

import pytest

from macros.model.flaws import uncited_numbers
from macros.text import grade, sentences, words

# The first value is published with the sentence (Wikipedia, Flesch–Kincaid readability tests: 13 words,
# 24 syllables). The others were worked out by hand from the formula of 1975, with syllables counted aloud.
GRADES = {
    "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.": 11.26,
    "The cat sat on the mat.": -1.45,
    "Cats sit. Dogs run.": -3.01,
    "Open the settings. Turn the lock on. Then tell the others.": 0.86,
    "Customers remember numbers.": 17.05,
}


@pytest.mark.parametrize("text", GRADES)
def test_the_reading_grade_is_that_of_the_formula(text: str) -> None:
    assert grade(text) == pytest.approx(GRADES[text], abs=0.005)


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert words("Tap **Settings** > [Account][mitigation:two-step-pin], then 2 lines.[^a-source]") == (
        "Tap", "Settings", "Account,", "then", "2", "lines.",
    )  # fmt: skip


def test_a_year_that_begins_a_line_begins_no_list() -> None:
    text = "They paid in November\n2024. The ban ended.[^press-2025]"
    assert sentences(text) == ("They paid in November 2024.", "The ban ended.")
    assert not uncited_numbers(text)
    assert uncited_numbers("1. They paid in 2024.\n2. The ban ended.[^press-2025]")


def test_list_items_are_sentences_of_their_own() -> None:
    assert sentences("Do this:\n\n- Call the bank\n- Lock the phone. Then wait.") == (
        "Do this:", "- Call the bank", "- Lock the phone.", "Then wait.",
    )  # fmt: skip
