"""Rules about the way from what somebody sees to the list that helps."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check.rule import Finding, every_checklist, every_risk
from macros.load.documents import Place
from macros.load.entries import Entries
from macros.model.checklist import EMERGENCY
from macros.model.situation import End, Situation

_Path = tuple[Situation, ...]

MOST_QUESTIONS = 2
"""From home: the page /help/, what one sees, and an answer to each question make four taps."""


def every_situation(entries: Entries) -> list[Situation]:
    """Every valid situation, sorted by id."""
    return list(entries.of("situation").values())


def a_question_is_asked_once_and_ends(entries: Entries) -> Iterator[Finding]:
    """Every answer leads on, none in a circle, and nobody answers more than two questions."""
    situations = entries.of("situation")
    for start in every_situation(entries):
        if not start.sign:
            continue
        for path in _paths(start, situations):
            *before, last = path
            if last in before:
                yield Finding(last, ("answers",), f"leads back to itself: {_shown(path)}")
            elif len(path) > MOST_QUESTIONS and last.question:
                message = f"is one question too many; {MOST_QUESTIONS} at most: {_shown(path)}"
                yield Finding(last, ("question",), message)


def every_situation_is_reached(entries: Entries) -> Iterator[Finding]:
    """It stands on the page /help/ under its sign, or an answer asks it; never both."""
    asked = {lead.ask for situation in every_situation(entries) for lead in situation.answers if lead.ask}
    for situation in every_situation(entries):
        if not situation.sign and situation.id not in asked:
            yield Finding(situation, (), "no answer asks this question; give it a 'sign' or remove it")
        if situation.sign and situation.id in asked:
            yield Finding(situation, ("sign",), "an answer asks this question; remove this field")


def every_emergency_list_is_reached(entries: Entries) -> Iterator[Finding]:
    """Some answer ends there. A danger that no answer names stands on the page /help/ by itself."""
    lists = {end.checklist for _, _, end in _places(entries)}
    for checklist in every_checklist(entries):
        if checklist.type == EMERGENCY and checklist.id not in lists:
            yield Finding(checklist, (), "no situation leads to this emergency list")


def a_situation_leads_to_the_list_itself(entries: Entries) -> Iterator[Finding]:
    """Not to a list for quiet days, and not to a danger whose first hour is a list."""
    checklists, risks = entries.of("checklist"), entries.of("risk")
    for situation, place, lead in _places(entries):
        checklist, risk = checklists.get(lead.checklist or ""), risks.get(lead.risk or "")
        if checklist and checklist.type != EMERGENCY:
            yield Finding(situation, (*place, "checklist"), f"'{checklist.id}' is not an emergency list")
        if risk and risk.emergency_list:
            message = f"the first hour of '{risk.id}' is the list '{risk.emergency_list}'; lead there"
            yield Finding(situation, (*place, "risk"), message)


def a_first_hour_is_an_emergency_list(entries: Entries) -> Iterator[Finding]:
    """A list to confirm what was prepared does not help in the hour itself."""
    checklists = entries.of("checklist")
    for risk in every_risk(entries):
        checklist = checklists.get(risk.emergency_list or "")
        if checklist and checklist.type != EMERGENCY:
            yield Finding(risk, ("emergency_list",), f"'{checklist.id}' is not an emergency list")


def _places(entries: Entries) -> Iterator[tuple[Situation, Place, End]]:
    for situation in every_situation(entries):
        yield situation, (), situation
        for index, answer in enumerate(situation.answers):
            yield situation, ("answers", index), answer


def _paths(
    start: Situation, situations: dict[str, Situation], before: tuple[Situation, ...] = ()
) -> Iterator[tuple[Situation, ...]]:
    """The ways from one situation through its questions, each up to its last question or a return."""
    path = (*before, start)
    nexts = [situations[answer.ask] for answer in start.answers if answer.ask in situations]
    if not nexts or start in before or len(path) > MOST_QUESTIONS:
        yield path
        return
    for following in nexts:
        yield from _paths(following, situations, path)


def _shown(path: tuple[Situation, ...]) -> str:
    return " → ".join(situation.id for situation in path)
