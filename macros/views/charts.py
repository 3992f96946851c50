"""What the pictures say: bars with their lengths, already worked out, and the words beside them.

Each of them is one picture, or none when the book holds nothing for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from babel.dates import get_month_names
from babel.numbers import format_compact_decimal, format_decimal

from macros.book.book import Book
from macros.book.costs import Cost
from macros.book.coverage import Served
from macros.book.provision_names import short_names
from macros.book.register import Placed
from macros.book.scale import powers
from macros.book.speeds import MARKS
from macros.book.years import Month, Year
from macros.model.evidence import Case
from macros.model.vocabularies import Rate
from macros.views.pieces import Link, day, link, name, named_link
from macros.views.strings import LOCALE, say

FEW = 12
"""The rows of a long picture that stand before the fold."""
TALL = 40
"""The height of the highest column of a month."""
ABOVE = 16
"""The room above it for its number."""
SLOT = 100 / 12
MARGIN = 0.8
QUARTERS = (1, 4, 7, 10)
MILLION = 1e6
MONTHS = get_month_names("wide", locale=LOCALE)


@dataclass(frozen=True)
class Label:
    """Words at a place on a scale, and where they stand to it: start, middle or end."""

    at: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Axis:
    """A scale: its id on the page, its lines and its labels."""

    id: str
    lines: tuple[str, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Rule:
    """A provision in a picture: where it holds, its link, and what else is to be said of it."""

    place: str
    link: Link
    note: str


@dataclass(frozen=True)
class SpeedBar:
    """A period, the length of its bar, and the provisions that set it."""

    name: str
    width: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class HowFast:
    """How fast a breach must be reported. uncounted: the provisions without a number."""

    says: str
    axis: Axis
    bars: tuple[SpeedBar, ...]
    uncounted_says: str
    uncounted: tuple[Rule, ...]


@dataclass(frozen=True)
class Column:
    """A month: what has happened stands at the foot, what is to come above it, and a number on top."""

    x: str
    width: str
    past_y: str
    past: str
    ahead_y: str
    ahead: str
    middle: str
    number_y: str
    number: str


@dataclass(frozen=True)
class Happening:
    """Words before a link: the newest change, the nearest date to come."""

    says: str
    link: Link


@dataclass(frozen=True)
class YearRow:
    """A year: how much happened and is to come, the newest and the nearest of it, and its months.

    spoken: the months and their numbers for listeners.
    """

    year: str
    says: str
    marked: tuple[Happening, ...]
    spoken: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Years:
    """What changed and what comes."""

    says: str
    axis: Axis
    height: str
    rows: tuple[YearRow, ...]


@dataclass(frozen=True)
class CostBar:
    """A case, what it cost in words, and the length of its bar."""

    link: Link
    says: str
    width: str


@dataclass(frozen=True)
class Rest:
    """The bars behind the fold, and what the fold says."""

    says: str
    bars: tuple[CostBar, ...]


@dataclass(frozen=True)
class Undrawn:
    """A case without a bar, and its amount."""

    link: Link
    says: str


@dataclass(frozen=True)
class Apart:
    """Cases without a bar, under the reason."""

    says: str
    cases: tuple[Undrawn, ...]


@dataclass(frozen=True)
class RateText:
    """A rate as its source prints it, and the source."""

    says: str
    source: str


@dataclass(frozen=True)
class RatesOf:
    """The rates that were used of one currency."""

    currency: str
    rates: tuple[RateText, ...]


@dataclass(frozen=True)
class Costs:
    """What cases cost, the dearest first; the rest are folded. apart: the cases that have no bar."""

    says: str
    axis: Axis
    bars: tuple[CostBar, ...]
    rest: tuple[Rest, ...]
    apart: tuple[Apart, ...]
    without_amount: str
    rates: tuple[RatesOf, ...]


@dataclass(frozen=True)
class ServedBar:
    """An action, the dangers it serves in words, and the lengths of both parts of its bar."""

    link: Link
    says: str
    core: str
    more: str


@dataclass(frozen=True)
class Coverage:
    """Actions by the dangers they serve. everything: the link to all of them."""

    says: str
    read: str
    axis: Axis
    bars: tuple[ServedBar, ...]
    everything: Link


def percent(share: float) -> str:
    """A share from 0 to 1 as a length: 43.2%."""
    return f"{share * 100:.1f}%"


def _axis(axis_id: str, marks: Iterable[tuple[float, str]]) -> Axis:
    """An axis with a line at each mark. A mark without words has no label."""
    found = list(marks)
    anchors = {percent(0): "start", percent(1): "end"}
    labels = (Label(at, text, anchors.get(at, "middle")) for at, text in _placed(found) if text)
    return Axis(axis_id, tuple(at for at, _ in _placed(found)), tuple(labels))


def _placed(marks: Iterable[tuple[float, str]]) -> list[tuple[str, str]]:
    return [(percent(at), text) for at, text in marks]


# ---------------------------------------------------------------- how fast


def how_fast(book: Book) -> tuple[HowFast, ...]:
    """How fast a breach must be reported, the shortest period first."""
    counted, uncounted, scale = book.speeds.counted, book.speeds.uncounted, book.speeds.scale
    if not counted:
        return ()
    most = max(counted, key=lambda speed: len(speed.provisions))
    says = say(
        "charts.how_fast",
        after=most.after,
        most=len(most.provisions),
        rules=sum(len(speed.provisions) for speed in counted) + len(uncounted),
        shortest=counted[0].after,
    )
    names = (say("charts.hour"), say("charts.day"), say("charts.week"), say("charts.month"))
    marks = (
        (scale.share(hours), text) for hours, text in zip(MARKS, names, strict=True) if hours <= scale.high
    )
    bars = (
        SpeedBar(speed.after, percent(scale.share(speed.hours)), _rules(book, speed.provisions))
        for speed in counted
    )
    uncounted_says = say("charts.uncounted", count=len(uncounted))
    axis = _axis("fast", marks)
    return (HowFast(says, axis, tuple(bars), uncounted_says, _rules(book, uncounted)),)


def _rules(book: Book, placed: Iterable[Placed]) -> tuple[Rule, ...]:
    """Provisions by the name of their place."""
    return tuple(sorted((_rule(book, one) for one in placed), key=lambda rule: rule.place))


def _rule(book: Book, placed: Placed) -> Rule:
    regulation, provision = placed
    notes = []
    if provision.deadline and not provision.deadline.stages:
        notes.append(provision.deadline.within)
    if provision.deadline and provision.deadline.only:
        notes.append(say("charts.only", trade=name(book, "trades", provision.deadline.only)))
    (named,) = short_names([placed])
    return Rule(name(book, "jurisdictions", regulation.jurisdiction), named_link(named), "; ".join(notes))


# ---------------------------------------------------------------- years


def years(book: Book) -> tuple[Years, ...]:
    """What changed and what comes, year by year."""
    found = list(book.years.all())
    if not found:
        return ()
    changes, ahead = sum(len(year.changes) for year in found), sum(len(year.to_come) for year in found)
    says = say("charts.years", changes=changes, first=found[0].year, ahead=ahead)
    most = max(month.changes + month.to_come for year in found for month in year.months)
    at = [(SLOT * (month - 1) / 100, MONTHS[month]) for month in QUARTERS]
    labels = tuple(Label(place, text, "start") for place, text in _placed(at))
    axis = Axis("years", tuple(place for place, _ in _placed(at)), labels)
    rows = (_year(book, year, TALL / max(most, 1)) for year in found)
    return (Years(says, axis, str(TALL + ABOVE), tuple(rows)),)


def _year(book: Book, year: Year, unit: float) -> YearRow:
    full = [month for month in year.months if month.changes or month.to_come]
    spoken = (f"{MONTHS[month.number]} {month.changes + month.to_come}" for month in full)
    return YearRow(
        str(year.year),
        ". ".join(_amounts(book, year)),
        tuple(_marked(year)),
        ", ".join([str(year.year), *spoken]),
        tuple(_column(month, unit) for month in full),
    )


def _amounts(book: Book, year: Year) -> Iterator[str]:
    """How many changes of each area a year had, and how many dates lie ahead in it."""
    by_area = Counter(change.area for change in year.changes)
    areas = (f"{area.name} {by_area[area.id]}" for area in book.vocabularies.areas if by_area[area.id])
    if year.changes:
        yield say("charts.changes", count=len(year.changes), areas=", ".join(areas))
    if year.to_come:
        yield say("charts.ahead", count=len(year.to_come))


def _marked(year: Year) -> Iterator[Happening]:
    if year.changes:
        newest = year.changes[0]
        yield Happening(say("charts.newest", day=day(newest.date)), link(newest))
    if year.to_come:
        nearest = year.to_come[0]
        yield Happening(say("charts.nearest", day=day(nearest.milestone.date)), link(nearest.regulation))


def _column(month: Month, unit: float) -> Column:
    left, foot = SLOT * (month.number - 1), TALL + ABOVE
    past, ahead = month.changes * unit, month.to_come * unit
    return Column(
        f"{left + MARGIN:.1f}%",
        f"{SLOT - 2 * MARGIN:.1f}%",
        f"{foot - past:.1f}",
        f"{past:.1f}",
        f"{foot - past - ahead:.1f}",
        f"{ahead:.1f}",
        f"{left + SLOT / 2:.1f}%",
        f"{foot - past - ahead - 3:.1f}",
        str(month.changes + month.to_come),
    )


# ---------------------------------------------------------------- costs


def costs(book: Book) -> tuple[Costs, ...]:
    """What cases cost, the dearest first."""
    found = book.costs
    if not found.compared:
        return ()
    scale = found.scale
    marks = (
        (scale.share(value), "" if number % 2 else _short(value))
        for number, value in enumerate(powers(scale))
    )
    bars = tuple(_cost_bar(book, cost, percent(scale.share(cost.dollars))) for cost in found.compared)
    middle = _short(median(cost.dollars for cost in found.compared))
    groups = (
        (say("charts.without_rate", count=len(found.without_rate)), found.without_rate),
        (say("charts.without_figure", count=len(found.without_figure)), found.without_figure),
    )
    rest = Rest(say("charts.more_cases", count=len(bars[FEW:])), bars[FEW:])
    picture = Costs(
        say("charts.costs_half", count=len(bars), sum=middle),
        _axis("costs", marks),
        bars[:FEW],
        (rest,) if rest.bars else (),
        tuple(Apart(why, tuple(map(_undrawn, cases))) for why, cases in groups if cases),
        say("charts.without_amount", count=len(found.without_amount)),
        tuple(_rates(book)),
    )
    return (picture,)


def _short(value: float) -> str:
    """A sum with two figures, because the rate of a year says no more: 310 million, 47,000."""
    rounded = float(f"{value:.1e}")
    if rounded < MILLION:
        return format_decimal(rounded, locale=LOCALE)
    return format_compact_decimal(rounded, format_type="long", locale=LOCALE, fraction_digits=1)


def _cost_bar(book: Book, cost: Cost, width: str) -> CostBar:
    about = say("charts.about", sum=_short(cost.dollars)) if cost.rate else ""
    form = name(book, "cost_kinds", cost.figure.form)
    parts = (form, cost.case.amount, about, cost.case.date[:4])
    return CostBar(link(cost.case), " · ".join(filter(None, parts)), width)


def _undrawn(case: Case) -> Undrawn:
    return Undrawn(link(case), f"{case.amount} · {case.date[:4]}")


def _rates(book: Book) -> Iterator[RatesOf]:
    """The rates behind the bars, currency by currency."""
    used = {(cost.currency.id, cost.rate.year) for cost in book.costs.compared if cost.rate}
    for currency in book.vocabularies.currencies:
        rates = [rate for rate in currency.rates if (currency.id, rate.year) in used]
        if rates:
            yield RatesOf(currency.name, tuple(RateText(_rate(rate), rate.source) for rate in rates))


def _rate(rate: Rate) -> str:
    if rate.dollars:
        return say("charts.rate_dollars", year=rate.year, rate=rate.dollars)
    return say("charts.rate_per_dollar", year=rate.year, rate=rate.per_dollar)


# ---------------------------------------------------------------- coverage


def coverage(book: Book) -> tuple[Coverage, ...]:
    """The actions that serve most dangers, and how few lower most of them."""
    risks, running = len(book.risks), book.coverage.running
    if not running:
        return ()
    half = book.coverage.fewest((risks + 1) // 2)
    few = say("charts.running_few", few=FEW, lowered=running[FEW - 1]) if len(running) > FEW else ""
    says = say(
        "charts.running", count=half, lowered=running[half - 1], risks=risks, few=few, all=len(running)
    )
    marks = ((number / risks, str(number)) for number in (0, risks // 2, risks))
    picture = Coverage(
        says,
        say("charts.coverage_read", risks=risks),
        _axis("served", marks),
        tuple(_served_bar(served, risks) for served in book.coverage.most_first[:FEW]),
        Link(
            say("charts.all_actions", count=len(book.mitigations)), f"{LIST_OF_ACTIONS}#{_first_role(book)}"
        ),
    )
    return (picture,)


LIST_OF_ACTIONS = "mitigations/index.md"


def _first_role(book: Book) -> str:
    return book.plans.mitigations_by_role[0].item.id


def _served_bar(served: Served, risks: int) -> ServedBar:
    core = say("charts.core", count=served.core) if served.core else ""
    more = say("charts.further", count=served.more) if served.more else ""
    says = ", ".join(filter(None, (core, more)))
    return ServedBar(link(served.action), says, percent(served.core / risks), percent(served.more / risks))
