"""Rules about severity before and after."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check.rule import Finding, every_risk
from macros.load.entries import Entries
from macros.model.risk import AXES, Rating
from macros.text import bare_text


def the_level_after_is_never_above_the_level_before(entries: Entries) -> Iterator[Finding]:
    """The rating after is the residual risk. The method is explained on the page /method/."""
    for risk in every_risk(entries):
        for axis in AXES:
            before, after = getattr(risk.before, axis), getattr(risk.after, axis)
            if after > before:
                yield Finding(risk, ("after", axis), f"{after} is above before.{axis}, which is {before}")


def a_lowered_axis_names_a_core_mitigation_that_moves_it(entries: Entries) -> Iterator[Finding]:
    """The drop on an axis is at most the sum of the steps its core mitigations declare."""
    mitigations = entries.of("mitigation")
    for risk in every_risk(entries):
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


def a_cut_names_one_step_and_a_core_action(entries: Entries) -> Iterator[Finding]:
    """Its words stand in one step of how it happens; a core action cuts a step or limits the damage."""
    for risk in every_risk(entries):
        found = risk.mitigations
        steps = [bare_text(step) for step in risk.how_it_happens]
        for index, cut in enumerate(found.cuts):
            place = ("mitigations", "cuts", index)
            count = sum(cut.step in step for step in steps)
            if count != 1:
                yield Finding(
                    risk,
                    (*place, "step"),
                    f"these words stand in {count} steps of 'how_it_happens'; expected 1",
                )
            if cut.mitigation not in found.core:
                yield Finding(
                    risk, (*place, "mitigation"), f"'{cut.mitigation}' is no core action of this risk"
                )
        for index, entry_id in enumerate(found.limits):
            place = ("mitigations", "limits", index)
            if entry_id not in found.core:
                yield Finding(risk, place, f"'{entry_id}' is no core action of this risk")
            elif entry_id in {cut.mitigation for cut in found.cuts}:
                yield Finding(
                    risk, place, f"'{entry_id}' cuts a step already; an action stands in one of the two"
                )


def a_level_that_stays_has_a_reason(entries: Entries) -> Iterator[Finding]:
    """And a level that falls has none."""
    for risk in every_risk(entries):
        before, after = _level(entries, risk.before), _level(entries, risk.after)
        if before == after and not risk.stays_because:
            yield Finding(risk, ("after",), "the level stays the same; say why in 'stays_because'")
        if before != after and risk.stays_because:
            yield Finding(risk, ("stays_because",), "the level falls; remove this field")


def _level(entries: Entries, rating: Rating) -> int:
    return entries.vocabularies.level(rating.likelihood, rating.impact).step
