"""Rules about what a text has to say, or may not say, wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.check.rule import Finding, every_checklist, every_risk
from macros.load.entries import Entries
from macros.text import bare_text, grade, words

HIGHEST_GRADE = 9
_GUILT = re.compile(r"\b(?:our fault|we are liable|we apologi[sz]e|sorry|negligen\w*)\b", re.IGNORECASE)


def the_telling_fact_of_a_risk_has_a_number_or_a_date(entries: Entries) -> Iterator[Finding]:
    """A fact that nobody can count or date does not show a danger; digits of a source's id do not count."""
    for risk in every_risk(entries):
        if not any(sign.isdigit() for sign in bare_text(risk.telling_fact)):
            yield Finding(risk, ("telling_fact",), "holds no number and no date; say how many, or when")


def a_reason_for_a_provision_is_given_once(entries: Entries) -> Iterator[Finding]:
    """The same words under two dangers say of neither why the provision applies to it."""
    owners: dict[str, str] = {}
    for risk in every_risk(entries):
        for index, rule in enumerate(risk.regulations):
            said = " ".join(words(rule.because)).lower()
            if said in owners:
                message = f"the same reason stands in '{owners[said]}'; say why it applies to this danger"
                yield Finding(risk, ("regulations", index, "because"), message)
            owners.setdefault(said, risk.id)


def a_checklist_reads_at_grade_nine(entries: Entries) -> Iterator[Finding]:
    """What is to be done and why, all lines together, in its own words or those of its actions."""
    mitigations = entries.of("mitigation")
    for checklist in every_checklist(entries):
        lines = []
        for item in checklist.items:
            action = mitigations.get(item.mitigation)
            lines += [getattr(item, name) or getattr(action, name, "") for name in ("action", "why")]
        found = grade(" ".join(lines))
        if found > HIGHEST_GRADE:
            message = f"reading grade {found:.1f} over all lines; {HIGHEST_GRADE} at most"
            yield Finding(checklist, ("items",), message)


def a_text_to_send_admits_no_guilt(entries: Entries) -> Iterator[Finding]:
    """Words that a court may hold against the sender."""
    for checklist in every_checklist(entries):
        for index, text in enumerate(checklist.words):
            if found := _GUILT.search(text.text):
                message = f"'{found[0]}' admits guilt, and a court may hold it against the sender"
                yield Finding(checklist, ("words", index, "text"), message, found[0])
