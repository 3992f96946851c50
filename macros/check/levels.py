"""Rules about severity before and after."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check.rule import Finding, every_risk
from macros.load.entries import Entries
from macros.model.risk import AXES, Rating


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
