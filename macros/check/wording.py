"""Rules about how entries read, and about what fits on a card."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from macros.check.rule import Finding, every_checklist, every_entry
from macros.load.entries import Entries
from macros.model.checklist import EMERGENCY
from macros.model.entry import Answering, Entry
from macros.text import bare_text, sentences, word_count, words

LONGEST_MEAN_SENTENCE = 16
_DOUBT = re.compile(
    r"\b(?:editors['’] (?:reading|judgement|view|advice)|(?:not|never|nor) (?:been )?confirmed"
    r"|could not be confirmed|[wW]e (?:have|did) not (?:read|see|find|check|confirm)"
    r"|(?:was|were) not (?:read here|found|seen))\b"
)
_DONE_NOT = ("read", "see", "find", "found", "check")
MOST_CARD_WORDS = 300
FEWEST_WARNINGS = 2


def sentences_are_short_on_average(entries: Entries) -> Iterator[Finding]:
    """Under 16 words, as the page /contribute/ asks."""
    for entry in every_entry(entries):
        for name in ("detail", "about"):
            text = getattr(entry, name, None)
            if text:
                mean = _mean_sentence(text)
                if mean >= LONGEST_MEAN_SENTENCE:
                    message = f"mean sentence of {mean:.1f} words; under {LONGEST_MEAN_SENTENCE} expected"
                    yield Finding(entry, (name,), message)


@lru_cache(maxsize=4096)
def _mean_sentence(text: str) -> float:
    lengths = [word_count(sentence) for sentence in sentences(text)]
    return sum(lengths) / len(lengths)


def no_two_entries_share_a_long_sentence(entries: Entries) -> Iterator[Finding]:
    """A sentence of more than 12 words belongs to one entry; the others link to it."""
    owners: dict[str, Entry] = {}
    for entry in every_entry(entries):
        for said, sentence in entry.long_sentences:
            owner = owners.setdefault(said, entry)
            if owner is not entry:
                start = " ".join(sentence.split()[:6])
                message = f"shares a sentence with {owner.folder}/{owner.id}: '{start} …'"
                yield Finding(entry, (), message)


def doubt_stands_in_what_is_not_known(entries: Entries) -> Iterator[Finding]:
    """Who reads an answer is not stopped by what the editors think, or did not find, in the midst of it."""
    for entry in every_entry(entries):
        for place, text in entry.placed_texts if isinstance(entry, Answering) else ():
            # One of these is in every doubt, and looking for a word is many times as fast as the pattern.
            is_in_doubt = "not" in text and any(map(text.__contains__, _DONE_NOT))
            if not (is_in_doubt or "editors" in text or "confirm" in text):
                continue
            if place[0] != "not_known" and (found := _DOUBT.search(" ".join(bare_text(text).split()))):
                message = f"'{found[0]}' in the running text; doubt and judgement belong in 'not_known'"
                yield Finding(entry, place, message, found[0])


def an_emergency_list_says_how_at_each_step(entries: Entries) -> Iterator[Finding]:
    """The page about an action is about prevention; in the hour itself the list has to say what to tap."""
    for checklist in every_checklist(entries):
        for index, item in enumerate(checklist.items if checklist.type == EMERGENCY else []):
            if not item.how:
                message = "an emergency step needs 'how': what to tap, whom to call or what to say now"
                yield Finding(checklist, ("items", index), message)


def an_emergency_list_says_what_makes_it_worse(entries: Entries) -> Iterator[Finding]:
    """Two things not to do, or more: the worst harm in an emergency is done in a hurry."""
    for checklist in every_checklist(entries):
        if checklist.type == EMERGENCY and len(checklist.do_not) < FEWEST_WARNINGS:
            message = f"an emergency list needs {FEWEST_WARNINGS} lines in 'do_not'"
            yield Finding(checklist, (), message)


def a_step_shows_one_set_of_menu_paths(entries: Entries) -> Iterator[Finding]:
    """Its own for the hour itself, or those of its action; a path is written once in the book."""
    mitigations = entries.of("mitigation")
    for checklist in every_checklist(entries):
        for index, item in enumerate(checklist.items):
            if item.taps and item.shows_steps:
                message = "has menu paths of its own in 'taps'; remove 'shows_steps'"
                yield Finding(checklist, ("items", index, "shows_steps"), message)
            action = mitigations.get(item.mitigation)
            written = {line for block in (action.steps if action else []) for line in block.do}
            for block, steps in enumerate(item.taps):
                for line in written.intersection(steps.do):
                    message = f"repeats a line of '{item.mitigation}'; write 'shows_steps: true' instead"
                    yield Finding(checklist, ("items", index, "taps", block), message, line)


def a_checklist_fits_a_card(entries: Entries) -> Iterator[Finding]:
    """At most 300 words on the printed sheet, and no action twice."""
    mitigations = entries.of("mitigation")
    for checklist in every_checklist(entries):
        is_emergency = checklist.type == EMERGENCY
        seen: Counter[str] = Counter()
        total = sum(len(words(text)) for text in checklist.do_not)
        for index, item in enumerate(checklist.items):
            mitigation = mitigations.get(item.mitigation)
            action, *rest = [getattr(item, name) or (mitigation and getattr(mitigation, name)) or ""
                             for name in ("action", "why", "done_when")]  # fmt: skip
            # The sheet of an emergency prints the step and how it is done, not why.
            printed = [action, item.how or "", *([] if is_emergency else rest)]
            total += sum(len(words(text)) for text in printed)
            seen[action] += 1
            if action and seen[action] > 1:
                yield Finding(checklist, ("items", index), "the same action stands on this list twice")
        if total > MOST_CARD_WORDS:
            yield Finding(checklist, ("items",), f"{total} words on the card; {MOST_CARD_WORDS} at most")
