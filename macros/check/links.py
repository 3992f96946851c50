"""Rules about what belongs together: nothing stands alone, nothing takes another's name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from macros.check.rule import Finding, every_checklist, every_risk
from macros.load.entries import Entries
from macros.load.explain import nearest


def every_mitigation_serves_a_risk(entries: Entries) -> Iterator[Finding]:
    """As core or as more."""
    used = {
        entry_id
        for risk in every_risk(entries)
        for entry_id in [*risk.mitigations.core, *risk.mitigations.more]
    }
    for entry_id, mitigation in entries.of("mitigation").items():
        if entry_id not in used:
            yield Finding(mitigation, (), "no risk names this mitigation; add it to one or remove it")


def every_provision_applies_to_a_risk(entries: Entries) -> Iterator[Finding]:
    """A provision nobody needs is not in the book."""
    used = {rule.provision for risk in every_risk(entries) for rule in risk.regulations}
    for regulation in entries.of("regulation").values():
        for index, provision in enumerate(regulation.provisions):
            if provision.id not in used:
                message = f"no risk names '{provision.id}'; add it to one or remove it"
                yield Finding(regulation, ("provisions", index, "id"), message)


def a_note_on_a_place_names_the_place(entries: Entries) -> Iterator[Finding]:
    """Its file name is the id of a place in the vocabulary."""
    places = entries.vocabularies.ids("jurisdictions")
    for entry in entries.of("place").values():
        if entry.id not in places:
            yield Finding(entry, (), f"no place '{entry.id}' in the vocabulary{nearest(entry.id, places)}")


def a_provision_id_is_used_once_and_by_its_own_law(entries: Entries) -> Iterator[Finding]:
    """An id that stands twice would put one law's words under the name of another."""
    owners: dict[str, str] = {}
    regulations = entries.of("regulation")
    for regulation in regulations.values():
        for index, provision in enumerate(regulation.provisions):
            place = ("provisions", index, "id")
            # Looked up, because comparing with every law takes a hundred times as long for ten times as many.
            *beginnings, _ = accumulate(provision.id.split("-"), "{}-{}".format)
            nearer = [
                other
                for other in beginnings
                if other in regulations and other.startswith(f"{regulation.id}-")
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
            if provision.citation.startswith(f"{regulation.name}, "):
                yield Finding(
                    regulation, place, f"repeats the name of the law; leave out '{regulation.name}, '"
                )
            seen.add(provision.citation)


def every_risk_stands_on_a_checklist_or_says_why_not(entries: Entries) -> Iterator[Finding]:
    """A checklist covers a risk when it holds one of the risk's core mitigations."""
    listed = {item.mitigation for checklist in every_checklist(entries) for item in checklist.items}
    for risk in every_risk(entries):
        covered = bool(listed & set(risk.mitigations.core))
        if not covered and not risk.not_on_checklist:
            message = (
                "no checklist holds a core mitigation of this risk; put one on a list in data/checklists/, "
                "or say why in 'not_on_checklist'"
            )
            yield Finding(risk, (), message)
        if covered and risk.not_on_checklist:
            yield Finding(risk, ("not_on_checklist",), "a checklist covers this risk; remove this field")


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


def a_word_is_explained_by_one_entry(entries: Entries) -> Iterator[Finding]:
    """Two terms of one title, or one that is the plural of another, would take each other's places."""
    owners: dict[str, str] = {}
    for term in entries.of("term").values():
        taken = next((owners[word] for word in term.words if word in owners), None)
        if taken:
            yield Finding(term, ("title",), f"'{term.title}' is explained by '{taken}' already")
        owners |= dict.fromkeys(term.words, term.id)
