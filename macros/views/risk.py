"""What the page of a danger says."""

from __future__ import annotations

from dataclasses import dataclass

from macros.book.book import Book
from macros.book.law import TECHNIQUES, Applied
from macros.model.mitigation import Mitigation
from macros.model.risk import Rating, Risk
from macros.model.vocabularies import Step
from macros.views.account import struck
from macros.views.addresses import anchor_of, place_of
from macros.views.pieces import (
    Fact,
    ForWhom,
    Link,
    Row,
    day,
    for_whom,
    link,
    links,
    name,
    names,
    newer_edition,
    overdue,
    provision_link,
    row,
)
from macros.views.strings import say

FEW_RULES = 12
FEW_LISTS = 2


@dataclass(frozen=True)
class Answer:
    """The top of the page. first_hour: the anchor of what to do when it has happened."""

    brief: str
    before: Step
    after: Step
    products: str
    strikes: tuple[Link, ...]
    for_whom: ForWhom | None
    roles: str
    reviewed: str
    confidence: str
    overdue: str | None
    first_hour: str


@dataclass(frozen=True)
class FirstAction:
    """One of the three things to do first."""

    link: Link
    why: str
    who: str
    effort: str


@dataclass(frozen=True)
class FirstActions:
    """What to do first, and the lists to print, or why there is none.

    more: lists that hold less of it, behind a fold that says more_says.
    """

    actions: tuple[FirstAction, ...]
    checklists: tuple[Link, ...]
    more: tuple[Link, ...]
    more_says: str
    no_checklist_because: str | None


@dataclass(frozen=True)
class FirstHour:
    """The emergency list that is the first hour of a danger, and its steps in short."""

    list: Link
    steps: tuple[str, ...]


@dataclass(frozen=True)
class CutAction:
    """A core action at the step it stops."""

    link: Link
    about: str


@dataclass(frozen=True)
class PathStep:
    """A step of how it happens, and what stops it there."""

    text: str
    cuts: tuple[CutAction, ...]


@dataclass(frozen=True)
class Ending:
    """Actions behind the last step, under what they do."""

    says: str
    actions: tuple[CutAction, ...]


@dataclass(frozen=True)
class Path:
    """The picture of a danger: its steps with their cuts, then what limits the damage."""

    steps: tuple[PathStep, ...]
    endings: tuple[Ending, ...]
    uncut: str


@dataclass(frozen=True)
class Helper:
    """A mitigation in the table of everything that reduces a danger."""

    link: Link
    done_when: str
    who: str
    effort: str
    cost: str
    strength: str


@dataclass(frozen=True)
class Helpers:
    """Mitigations under a heading."""

    heading: str
    rows: tuple[Helper, ...]


@dataclass(frozen=True)
class Judgement:
    """One rating with its steps spelled out."""

    when: str
    likelihood: str
    impact_business: str
    impact_people: str
    level: Step


@dataclass(frozen=True)
class Severity:
    """Why the level is what it is."""

    judgements: tuple[Judgement, ...]
    before_because: str
    after_because: str
    stays_because: str | None


@dataclass(frozen=True)
class AppliedRule:
    """A provision, why it applies, its deadline in its own words, and the date of a newer edition."""

    link: Link
    because: str
    deadline: str
    newer_edition: str


@dataclass(frozen=True)
class RulesOfPlace:
    """The rules of one place. A page with many rules shows the places only, until a reader opens one."""

    id: str
    place: str
    is_open: bool
    count: int
    rules: tuple[AppliedRule, ...]


@dataclass(frozen=True)
class HereClaim:
    """What people repeat about the danger, and what is right."""

    title: str
    verdict: str
    verdict_id: str
    right: str
    target: str


def answer(book: Book, risk: Risk) -> Answer:
    """The answer, the level, and whom it concerns."""
    levels = book.severity.levels(risk)
    return Answer(
        risk.brief,
        levels.before,
        levels.after,
        names(book, "products", risk.products),
        struck(book, risk),
        for_whom(book, risk),
        names(book, "roles", risk.roles),
        day(risk.reviewed),
        risk.confidence,
        overdue(book, risk),
        first_hour_anchor(),
    )


def first_hour_anchor() -> str:
    """The anchor of what to do when it has happened."""
    return anchor_of(say("risk.first_hour"))


def first_actions(book: Book, risk: Risk) -> FirstActions:
    """Three actions and the checklists that hold a core action."""
    actions = tuple(
        FirstAction(
            Link(mitigation.action, place_of(mitigation.kind, mitigation.id)),
            mitigation.why,
            name(book, "roles", mitigation.who),
            name(book, "efforts", mitigation.effort).lower(),
        )
        for mitigation in book.plans.first(risk)
    )
    lists = links(book.plans.checklists(risk))
    more = lists[FEW_LISTS:]
    return FirstActions(
        actions,
        lists[:FEW_LISTS],
        more,
        say("risk.more_to_print", count=len(more)),
        risk.not_on_checklist,
    )


def first_hour(book: Book, risk: Risk) -> FirstHour | None:
    """The emergency list for the event, unless the danger has steps of its own."""
    if not risk.emergency_list:
        return None
    checklist = book.checklists[risk.emergency_list]
    steps = tuple(item.action for item in book.plans.actions(checklist))
    open_list = Link(say("risk.open_list", title=checklist.title), place_of(checklist.kind, checklist.id))
    return FirstHour(open_list, steps)


def path(book: Book, risk: Risk) -> Path:
    """How it happens, and where the core actions cut the way."""
    found = book.paths.of(risk)

    def actions(mitigations: tuple[Mitigation, ...]) -> tuple[CutAction, ...]:
        return tuple(
            CutAction(
                link(one), f"{name(book, 'roles', one.who)} · {name(book, 'efforts', one.effort).lower()}"
            )
            for one in mitigations
        )

    steps = tuple(PathStep(step.text, actions(step.cuts)) for step in found.steps)
    endings = ((say("risk.limits_damage"), found.limits), (say("risk.not_placed"), found.elsewhere))
    return Path(
        steps,
        tuple(Ending(says, actions(mitigations)) for says, mitigations in endings if mitigations),
        "" if found.elsewhere or any(step.cuts for step in steps) else say("risk.uncut"),
    )


def mitigations(book: Book, risk: Risk) -> tuple[Helpers, ...]:
    """Everything that reduces the danger: the core actions, then what helps further."""

    def helper(mitigation: Mitigation) -> Helper:
        return Helper(
            link(mitigation),
            mitigation.done_when,
            name(book, "roles", mitigation.who),
            name(book, "efforts", mitigation.effort),
            name(book, "costs", mitigation.cost),
            name(book, "strengths", mitigation.strength),
        )

    groups = ((say("risk.core"), book.links.core(risk)), (say("risk.more"), book.links.more(risk)))
    return tuple(Helpers(heading, tuple(map(helper, found))) for heading, found in groups if found)


def severity(book: Book, risk: Risk) -> Severity:
    """The steps behind the level before and after, with their reasons."""
    levels = book.severity.levels(risk)
    judgements = (
        _judgement(book, say("risk.before"), risk.before, levels.before),
        _judgement(book, say("risk.after"), risk.after, levels.after),
    )
    return Severity(judgements, risk.before.because, risk.after.because, risk.stays_because)


def _judgement(book: Book, when: str, rating: Rating, level: Step) -> Judgement:
    likelihoods, impacts = book.vocabularies.likelihood, book.vocabularies.impact

    def step(scale: list[Step], number: int) -> str:
        return f"{number} {scale[number - 1].name}"

    return Judgement(
        when,
        step(likelihoods, rating.likelihood),
        step(impacts, rating.impact_business),
        step(impacts, rating.impact_people),
        level,
    )


def rules(book: Book, risk: Risk) -> tuple[RulesOfPlace, ...]:
    """The provisions that apply, place by place."""
    is_open = len(risk.regulations) <= FEW_RULES

    def rule(applied: Applied) -> AppliedRule:
        deadline = applied.provision.deadline
        within = say("parts.deadline", within=deadline.within, starts=deadline.starts) if deadline else ""
        return AppliedRule(
            provision_link(applied.regulation, applied.provision),
            applied.because,
            within,
            newer_edition(applied.regulation),
        )

    return tuple(
        RulesOfPlace(
            group.item.id, group.item.name, is_open, len(group.entries), tuple(map(rule, group.entries))
        )
        for group in book.law.applied_by_place(risk)
    )


def claims(book: Book, risk: Risk) -> tuple[HereClaim, ...]:
    """What people repeat about the danger."""
    return tuple(
        HereClaim(
            claim.title,
            name(book, "verdicts", claim.verdict),
            claim.verdict,
            claim.right,
            place_of(claim.kind, claim.id),
        )
        for claim in book.links.claims(risk)
    )


def related(book: Book, risk: Risk) -> tuple[Row, ...]:
    """Dangers that share mitigations with this one."""
    return tuple(row(book, other) for other in book.links.related(risk))


def techniques(_book: Book, risk: Risk) -> tuple[Fact, ...]:
    """The technique ids of MITRE ATT&CK, if the danger has any."""
    found = tuple(Link(technique, "") for technique in risk.attack)
    return (Fact(TECHNIQUES, found),) if found else ()
