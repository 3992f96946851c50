"""Rules that span entries. Each function is named as the sentence it enforces.

A rule yields findings; `check` turns them into problems with file, line and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from macros import prose
from macros.book import Book, cited_sources, texts
from macros.citations import law
from macros.documents import Place, Problem
from macros.handwritten import handwritten_problems
from macros.load import Entries, load
from macros.model import Checklist, Entry, Rating, Regulation, Reviewed, Risk

AXES = ("likelihood", "impact_business", "impact_people")
FEWEST_SOURCES = 3
LONGEST_MEAN_SENTENCE = 16
SHARED_SENTENCE = 12
MOST_CARD_WORDS = 300
EMERGENCY = "read-do"
OVERDUE_SHARE = 3  # one entry in three may wait for its review


class Finding(NamedTuple):
    """A rule broken by an entry: where in it, what the sentence is, and the words to point at."""

    entry: Entry
    place: Place
    message: str
    literal: str = ""


Check = Callable[[Entries], Iterator[Finding]]


def checked_book(data: Path) -> tuple[Book | None, list[Problem]]:
    """The book under a data folder and no problems, or no book and every problem found."""
    entries, problems = load(data)
    if not entries:
        return None, problems
    problems += check(entries) if not problems else check(entries, WITHIN_ENTRIES)
    return (None if problems else Book(entries)), sorted(problems)


def checked_project(project: Path) -> tuple[Book | None, list[Problem]]:
    """The book of a project and no problems, or no book and every problem in its data and its pages."""
    book, problems = checked_book(project / "data")
    problems += handwritten_problems(project / "docs")
    return (None if problems else book), sorted(problems)


def check(entries: Entries, rules: tuple[Check, ...] | None = None) -> list[Problem]:
    """Every problem the rules find, sorted by file and line."""
    return sorted(
        entries.documents[finding.entry.kind, finding.entry.id].problem(
            finding.place, finding.message, finding.literal
        )
        for rule in (rules or RULES)
        for finding in rule(entries)
    )


# ---------------------------------------------------------------- levels


def the_level_after_is_never_above_the_level_before(entries: Entries) -> Iterator[Finding]:
    """Source: ../method, inherent and residual risk."""
    for risk in _risks(entries):
        for axis in AXES:
            before, after = getattr(risk.before, axis), getattr(risk.after, axis)
            if after > before:
                yield Finding(risk, ("after", axis), f"{after} is above before.{axis}, which is {before}")


def a_lowered_axis_names_a_core_mitigation_that_moves_it(entries: Entries) -> Iterator[Finding]:
    """The drop on an axis is at most the sum of the steps its core mitigations declare."""
    mitigations = entries.of("mitigation")
    for risk in _risks(entries):
        core = [mitigations[entry_id] for entry_id in risk.mitigations.core if entry_id in mitigations]
        if len(core) < len(risk.mitigations.core):
            continue
        for axis in AXES:
            drop = getattr(risk.before, axis) - getattr(risk.after, axis)
            moved = sum(getattr(mitigation.moves, axis) or 0 for mitigation in core)
            if drop > moved:
                yield Finding(
                    risk, ("after", axis), f"falls by {drop}, but the core mitigations move it by {moved}"
                )


def a_level_that_stays_has_a_reason(entries: Entries) -> Iterator[Finding]:
    """And a level that falls has none."""
    for risk in _risks(entries):
        before, after = _level(entries, risk.before), _level(entries, risk.after)
        if before == after and not risk.stays_because:
            yield Finding(risk, ("after",), "the level stays the same; say why in 'stays_because'")
        if before != after and risk.stays_because:
            yield Finding(risk, ("stays_because",), "the level falls; remove this field")


def _level(entries: Entries, rating: Rating) -> int:
    return entries.vocabularies.level(rating.likelihood, rating.impact).step


# ---------------------------------------------------------------- evidence


def the_detail_of_a_risk_rests_on_three_sources_and_one_primary(entries: Entries) -> Iterator[Finding]:
    """Different sources are counted, not citations."""
    sources = entries.of("source")
    for risk in _risks(entries):
        cited = set(prose.citations(risk.detail))
        if len(cited) < FEWEST_SOURCES:
            message = f"cites {len(cited)} different sources; {FEWEST_SOURCES} or more expected"
            yield Finding(risk, ("detail",), message)
        if not any(sources[source].type == "primary" for source in cited if source in sources):
            yield Finding(risk, ("detail",), "cites no primary source; one or more expected")


def severities_and_amounts_rest_on_sources_that_were_read(entries: Entries) -> Iterator[Finding]:
    """A rating, a penalty, a deadline or a case never rests on a source with checked: null."""
    sources = entries.of("source")
    for entry in _all(entries):
        for place, text in _weighty_texts(entry):
            for source in prose.citations(text):
                if source in sources and sources[source].checked is None:
                    message = f"source '{source}' was not read (checked: null); cite one that was"
                    yield Finding(entry, place, message, f"[^{source}]")


def _weighty_texts(entry: Entry) -> Iterator[tuple[Place, str]]:
    if isinstance(entry, Risk):
        yield ("before", "because"), entry.before.because
        yield ("after", "because"), entry.after.because
        yield ("telling_fact",), entry.telling_fact
    if isinstance(entry, Regulation):
        yield ("maximum_penalty",), entry.maximum_penalty
        for index, provision in enumerate(entry.provisions):
            yield ("provisions", index, "demands"), provision.demands


# ---------------------------------------------------------------- nothing stands alone


def every_mitigation_serves_a_risk(entries: Entries) -> Iterator[Finding]:
    """As core or as more."""
    used = {
        entry_id for risk in _risks(entries) for entry_id in [*risk.mitigations.core, *risk.mitigations.more]
    }
    for entry_id, mitigation in entries.of("mitigation").items():
        if entry_id not in used:
            yield Finding(mitigation, (), "no risk names this mitigation; add it to one or remove it")


def every_provision_applies_to_a_risk(entries: Entries) -> Iterator[Finding]:
    """A provision nobody needs is not in the book."""
    used = {rule.provision for risk in _risks(entries) for rule in risk.regulations}
    for regulation in entries.of("regulation").values():
        for index, provision in enumerate(regulation.provisions):
            if provision.id not in used:
                message = f"no risk names '{provision.id}'; add it to one or remove it"
                yield Finding(regulation, ("provisions", index, "id"), message)


def a_provision_id_is_used_once_and_by_its_own_law(entries: Entries) -> Iterator[Finding]:
    """An id that stands twice would put one law's words under the name of another."""
    owners: dict[str, str] = {}
    regulations = entries.of("regulation")
    for regulation in regulations.values():
        for index, provision in enumerate(regulation.provisions):
            place = ("provisions", index, "id")
            nearer = [
                other
                for other in regulations
                if other.startswith(f"{regulation.id}-") and provision.id.startswith(f"{other}-")
            ]
            if nearer:
                yield Finding(regulation, place, f"'{provision.id}' names a provision of '{max(nearer)}'")
            elif provision.id in owners:
                yield Finding(
                    regulation, place, f"'{provision.id}' already stands in '{owners[provision.id]}'"
                )
            owners.setdefault(provision.id, regulation.id)


def a_citation_names_one_provision(entries: Entries) -> Iterator[Finding]:
    """Two provisions of one section say which part of it they are, and none repeats the law's own name."""
    for regulation in entries.of("regulation").values():
        seen: set[str] = set()
        for index, provision in enumerate(regulation.provisions):
            place = ("provisions", index, "citation")
            if provision.citation in seen:
                yield Finding(
                    regulation, place, f"'{provision.citation}' is cited above; say which part of it"
                )
            if provision.citation.startswith(f"{law(regulation)}, "):
                yield Finding(
                    regulation, place, f"repeats the name of the law; leave out '{law(regulation)}, '"
                )
            seen.add(provision.citation)


def every_source_is_cited(entries: Entries) -> Iterator[Finding]:
    """Only what was used is listed."""
    used = {source for entry in _all(entries) for source in cited_sources(entry)}
    for entry_id, source in entries.of("source").items():
        if entry_id not in used:
            yield Finding(source, (), "no entry cites this source; cite it or remove it")


def no_address_is_listed_as_two_sources(entries: Entries) -> Iterator[Finding]:
    """The same page read twice is one source."""
    first: dict[str, str] = {}
    for entry_id, source in entries.of("source").items():
        address = source.url.rstrip("/").lower()
        if address in first:
            yield Finding(source, ("url",), f"the same address as source '{first[address]}'")
        first.setdefault(address, entry_id)


def every_risk_stands_on_a_checklist_or_says_why_not(entries: Entries) -> Iterator[Finding]:
    """A checklist covers a risk when it holds one of the risk's core mitigations."""
    listed = {item.mitigation for checklist in _checklists(entries) for item in checklist.items}
    for risk in _risks(entries):
        covered = bool(listed & set(risk.mitigations.core))
        if not covered and not risk.not_on_checklist:
            message = "no checklist holds a core mitigation of this risk; say why in 'not_on_checklist'"
            yield Finding(risk, (), message)
        if covered and risk.not_on_checklist:
            yield Finding(risk, ("not_on_checklist",), "a checklist covers this risk; remove this field")


# ---------------------------------------------------------------- ids and age


def an_old_id_points_to_one_entry_that_lives(entries: Entries) -> Iterator[Finding]:
    """Old ids are not used again, so that a printed address never changes its meaning."""
    for by_id in entries.by_kind.values():
        owners: dict[str, str] = {}
        for entry_id, entry in by_id.items():
            for index, old in enumerate(entry.was):
                if old in by_id:
                    yield Finding(entry, ("was", index), f"'{old}' is the id of an entry that exists")
                elif old in owners:
                    yield Finding(entry, ("was", index), f"'{old}' already points to '{owners[old]}'")
                owners.setdefault(old, entry_id)


def overdue_reviews_stay_within_their_budget(entries: Entries) -> Iterator[Finding]:
    """An entry past its review says so on its page; too many of them stop the build."""
    reviewed = [entry for entry in _all(entries) if isinstance(entry, Reviewed)]
    late = [entry for entry in reviewed if entry.next_review < entries.today]
    late.sort(key=lambda entry: entry.next_review)
    budget = len(reviewed) // OVERDUE_SHARE
    for entry in late if len(late) > budget else []:
        message = f"review was due on {entry.next_review}; {len(late)} are overdue, {budget} allowed"
        yield Finding(entry, ("next_review",), message)


def a_change_has_happened(entries: Entries) -> Iterator[Finding]:
    """What lies ahead is a date of a regulation, and stands among the dates to come."""
    for change in entries.of("change").values():
        if change.date > str(entries.today):
            yield Finding(
                change, ("date",), f"{change.date} lies ahead; write it as a date of the regulation"
            )


# ---------------------------------------------------------------- how it reads


def sentences_are_short_on_average(entries: Entries) -> Iterator[Finding]:
    """Source: writing.md of the project, mean sentence under 16 words."""
    for entry in _all(entries):
        for name in ("detail", "about"):
            text = getattr(entry, name, None)
            if text:
                lengths = [len(prose.words(sentence)) for sentence in prose.sentences(text)]
                mean = sum(lengths) / len(lengths)
                if mean >= LONGEST_MEAN_SENTENCE:
                    message = f"mean sentence of {mean:.1f} words; under {LONGEST_MEAN_SENTENCE} expected"
                    yield Finding(entry, (name,), message)


def no_two_entries_share_a_long_sentence(entries: Entries) -> Iterator[Finding]:
    """A sentence of more than 12 words belongs to one entry; the others link to it."""
    owners: dict[tuple[str, ...], Entry] = {}
    for entry in _all(entries):
        for text in dict.fromkeys(texts(entry.model_dump())):
            if len(text) < SHARED_SENTENCE * 2 or text.startswith("https://"):
                continue
            for sentence in prose.sentences(text):
                said = tuple(word.lower().strip(".,;:") for word in prose.words(sentence))
                if len(said) <= SHARED_SENTENCE:
                    continue
                owner = owners.setdefault(said, entry)
                if owner is not entry:
                    start = " ".join(sentence.split()[:6])
                    message = f"shares a sentence with {owner.folder}/{owner.id}: '{start} …'"
                    yield Finding(entry, (), message)


def an_emergency_list_says_how_at_each_step(entries: Entries) -> Iterator[Finding]:
    """The page about an action is about prevention; in the hour itself the list has to say what to tap."""
    for checklist in _checklists(entries):
        for index, item in enumerate(checklist.items if checklist.type == EMERGENCY else []):
            if not item.how:
                message = "an emergency step needs 'how': what to tap, whom to call or what to say now"
                yield Finding(checklist, ("items", index), message)


def a_checklist_fits_a_card(entries: Entries) -> Iterator[Finding]:
    """At most 300 words, and no mitigation twice. Source: rule C9 of the checklist rules."""
    mitigations = entries.of("mitigation")
    for checklist in _checklists(entries):
        seen: Counter[str] = Counter()
        total = 0
        for index, item in enumerate(checklist.items):
            mitigation = mitigations.get(item.mitigation)
            shown = [getattr(item, name) or (mitigation and getattr(mitigation, name)) or ""
                     for name in ("action", "why", "done_when")]  # fmt: skip
            total += sum(len(prose.words(text)) for text in [*shown, item.how or ""])
            seen[shown[0]] += 1
            if seen[shown[0]] > 1:
                yield Finding(checklist, ("items", index), "the same action stands on this list twice")
        if total > MOST_CARD_WORDS:
            yield Finding(checklist, ("items",), f"{total} words on the card; {MOST_CARD_WORDS} at most")


# ---------------------------------------------------------------- helpers


def _all(entries: Entries) -> Iterator[Entry]:
    for by_id in entries.by_kind.values():
        yield from by_id.values()


def _risks(entries: Entries) -> list[Risk]:
    return list(entries.of("risk").values())


def _checklists(entries: Entries) -> list[Checklist]:
    return list(entries.of("checklist").values())


WITHIN_ENTRIES: tuple[Check, ...] = (
    the_level_after_is_never_above_the_level_before,
    a_lowered_axis_names_a_core_mitigation_that_moves_it,
    a_level_that_stays_has_a_reason,
    the_detail_of_a_risk_rests_on_three_sources_and_one_primary,
    severities_and_amounts_rest_on_sources_that_were_read,
    no_address_is_listed_as_two_sources,
    a_provision_id_is_used_once_and_by_its_own_law,
    a_citation_names_one_provision,
    an_old_id_points_to_one_entry_that_lives,
    overdue_reviews_stay_within_their_budget,
    a_change_has_happened,
    sentences_are_short_on_average,
    no_two_entries_share_a_long_sentence,
    a_checklist_fits_a_card,
)
"""Rules that stay true when some entries could not be read."""

RULES: tuple[Check, ...] = (
    *WITHIN_ENTRIES,
    every_mitigation_serves_a_risk,
    every_provision_applies_to_a_risk,
    every_source_is_cited,
    every_risk_stands_on_a_checklist_or_says_why_not,
)
