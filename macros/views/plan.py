"""What the page of a plan says: every action and danger, with what a script needs to put them in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from macros.book.book import Book
from macros.book.priority import OWNER, THIS_WEEK, Ranked
from macros.book.scope import Reader
from macros.model.mitigation import Mitigation
from macros.model.risk import AXES, Rating, Risk
from macros.model.vocabularies import Jurisdiction, Step
from macros.views.addresses import place_of
from macros.views.pieces import For, Link, held, link, links, name
from macros.views.strings import say
from macros.views.you import Asked, questions

FEW = 3
"""How many of the dangers that an action lowers stand on its line."""
WORST = 10
"""How many dangers are shown before the others are folded away."""
FILLED_IN = "#"
"""What a script replaces in a text."""


@dataclass(frozen=True)
class Line:
    """An action on the plan.

    role: who does it, as an id. effort: what its share is divided by. tie: its place among equals.
    shares: the dangers it is core for, each with its share. helps: the others that it serves. moves: steps on
    each axis. lowers: the worst three dangers. In shares and helps a danger is its number among those of the
    page, counted from 0. Ids and numbers have spaces between.
    """

    id: str
    was: str
    link: Link
    why: str
    done_when: str
    who: str
    time: str
    role: str
    effort: int
    tie: int
    shares: str
    helps: str
    moves: str
    lowers: tuple[Link, ...]
    more: str
    held: For


@dataclass(frozen=True)
class Part:
    """A stretch of the plan."""

    id: str
    title: str
    means: str
    lines: tuple[Line, ...]
    is_folded: bool = False

    @property
    def count(self) -> int:
        """How many lines it has."""
        return len(self.lines)


@dataclass(frozen=True)
class Danger:
    """A danger on the plan. rated, falls_to: its steps on each axis before and after, with spaces between."""

    id: str
    link: Link
    before: Step
    after: Step
    rated: str
    falls_to: str
    held: For


@dataclass(frozen=True)
class Tally:
    """How many dangers there are at a level."""

    level: Step
    before: int
    after: int


@dataclass(frozen=True)
class Home:
    """A place and the page of its rules."""

    id: str
    link: Link


@dataclass(frozen=True)
class Plan:
    """The whole plan, for everybody.

    matrix: the level of each likelihood and impact, as 25 digits. all_of_them: the role that answers for all.
    The texts hold a mark where a script fills something in.
    """

    questions: tuple[Asked, ...]
    parts: tuple[Part, ...]
    worst: tuple[Danger, ...]
    others: tuple[Danger, ...]
    tallies: tuple[Tally, ...]
    levels: tuple[Step, ...]
    homes: tuple[Home, ...]
    matrix: str
    most: int
    top: int
    few: int
    all_of_them: str
    you_use: str
    you_said: str
    and_more: str
    columns: tuple[str, ...]
    jumps: tuple[Link, ...]


def plan(book: Book) -> Plan:
    """The plan of a reader who said nothing, which the script turns into theirs."""
    ranked = book.priority.plan(Reader())
    week = book.priority.this_week(ranked, "")
    rest = [item for item in ranked if item not in week]
    dangers = tuple(_danger(book, risk) for risk in book.severity.worst_first)
    return Plan(
        questions(book),
        (
            Part("week", say("plan.week"), say("plan.week_means"), _lines(book, week)),
            Part("then", say("plan.then"), say("plan.then_means"), _lines(book, _with_share(rest))),
            Part(
                "further", say("plan.further"), say("plan.further_means"), _lines(book, _without(rest)), True
            ),
        ),
        dangers[:WORST],
        dangers[WORST:],
        tuple(_tallies(book, dangers)),
        tuple(book.vocabularies.levels),
        tuple(_home(book, place) for place in book.places.by_name),
        "".join(str(level) for row in _rows(book) for level in row),
        THIS_WEEK,
        WORST,
        FEW,
        OWNER,
        say("plan.you_use", names=FILLED_IN),
        say("plan.you_said", names=FILLED_IN),
        say("plan.and_more", number=FILLED_IN),
        (
            say("plan.part"),
            say("mitigation.action"),
            say("mitigation.who"),
            say("mitigation.time"),
            say("plan.state"),
            say("plan.reason"),
            say("mitigation.done_when"),
            say("plan.harm"),
        ),
        (
            _jump(say("plan.then"), "then"),
            _jump(say("plan.where"), "where-you-are-now"),
            _jump(say("plan.rules"), "rules-where-you-are"),
            _jump(say("plan.keep"), "keep-it"),
        ),
    )


def _jump(text: str, anchor: str) -> Link:
    return Link(text, f"plan.md#{anchor}")


def _with_share(items: Iterable[Ranked]) -> list[Ranked]:
    return [item for item in items if item.share]


def _without(items: Iterable[Ranked]) -> list[Ranked]:
    return [item for item in items if not item.share]


def _lines(book: Book, items: Iterable[Ranked]) -> tuple[Line, ...]:
    numbers = {risk.id: number for number, risk in enumerate(book.severity.worst_first)}
    return tuple(_line(book, item, numbers) for item in items)


def _line(book: Book, item: Ranked, numbers: dict[str, int]) -> Line:
    action = item.mitigation
    left = len(item.lowers) - FEW
    return Line(
        action.id,
        " ".join(action.was),
        Link(action.action, place_of(action.kind, action.id)),
        action.why,
        action.done_when,
        name(book, "roles", action.who),
        name(book, "efforts", action.effort),
        action.who,
        book.priority.effort(action),
        book.priority.tie(action),
        " ".join(f"{numbers[risk]}:{share}" for risk, share in book.priority.shares(action).items()),
        " ".join(str(numbers[risk.id]) for risk in item.helps),
        _moves(action),
        links(item.lowers[:FEW]),
        say("plan.and_more", number=left) if left > 0 else "",
        held(book, action),
    )


def _moves(action: Mitigation) -> str:
    return " ".join(str(getattr(action.moves, axis) or 0) for axis in AXES)


def _danger(book: Book, risk: Risk) -> Danger:
    """The business suffers from it whoever has to know it; so nothing is said of roles."""
    levels = book.severity.levels(risk)
    return Danger(
        risk.id,
        link(risk),
        levels.before,
        levels.after,
        _steps(risk.before),
        _steps(risk.after),
        held(book, risk).whatever_role(),
    )


def _steps(rating: Rating) -> str:
    return " ".join(str(getattr(rating, axis)) for axis in AXES)


def _tallies(book: Book, dangers: Iterable[Danger]) -> list[Tally]:
    dangers = list(dangers)
    before = Counter(danger.before.step for danger in dangers)
    after = Counter(danger.after.step for danger in dangers)
    worst_first = reversed(book.vocabularies.levels)
    return [Tally(level, before[level.step], after[level.step]) for level in worst_first]


def _rows(book: Book) -> list[list[int]]:
    return [row.levels for row in sorted(book.vocabularies.matrix, key=lambda row: row.step)]


def _home(book: Book, place: Jurisdiction) -> Home:
    home = book.places.home(place)
    return Home(place.id, Link(place.name, place_of("place", home.id), home.name))
