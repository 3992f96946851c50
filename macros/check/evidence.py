"""Rules about what statements rest on."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from macros.check.rule import Finding, every_entry, every_risk
from macros.load.entries import Entries
from macros.text import citations, numbers

FEWEST_SOURCES = 3
ACCOUNTS = {"report", "vendor"}
UNKNOWN = "unknown"
REPORTED = "reported"


def the_detail_of_a_risk_rests_on_three_sources_and_more_than_accounts(entries: Entries) -> Iterator[Finding]:
    """Different sources are counted, not citations. A kind that nobody has looked at carries nothing."""
    sources = entries.of("source")
    for risk in every_risk(entries):
        cited = set(citations(risk.detail))
        if len(cited) < FEWEST_SOURCES:
            message = f"cites {len(cited)} different sources; {FEWEST_SOURCES} or more expected"
            yield Finding(risk, ("detail",), message)
        kinds = {sources[source].type for source in cited if source in sources}
        if kinds and kinds <= {*ACCOUNTS, UNKNOWN}:
            weak = (
                "reports, vendors and sources without a 'type'" if UNKNOWN in kinds else "reports and vendors"
            )
            message = f"rests on {weak} alone; cite one original, copy or official guidance"
            yield Finding(risk, ("detail",), message)


def a_source_is_described_by_who_opened_it(entries: Entries) -> Iterator[Finding]:
    """Its kind, and where in it something stands, say that somebody saw the text."""
    for source in entries.of("source").values():
        if source.checked is None and source.type != UNKNOWN:
            message = f"'{source.type}' needs the day on which the text was read, in 'checked'"
            yield Finding(source, ("type",), message)
        if source.checked is None and source.where:
            message = "needs the day on which the text was read, in 'checked'"
            yield Finding(source, ("where",), message)
        if source.where and source.type == UNKNOWN:
            yield Finding(source, ("where",), "who compared a text knows its kind; say it in 'type'")
        if source.official == source.url:
            message = "is the address that was read; remove 'official'"
            yield Finding(source, ("official",), message)


def a_case_beyond_reports_names_who_decided(entries: Entries) -> Iterator[Finding]:
    """A decision has a court or an authority."""
    for case in entries.of("case").values():
        if case.stage and case.stage.reached != REPORTED and not case.decided_by:
            message = f"'{case.stage.reached}' needs the court or authority in 'decided_by'"
            yield Finding(case, ("stage", "reached"), message)


def severities_and_amounts_rest_on_sources_that_were_read(entries: Entries) -> Iterator[Finding]:
    """A rating, a penalty, a demand, a date or a case never rests on a source with checked: null."""
    sources = entries.of("source")
    for entry in every_entry(entries):
        for place, text in entry.weighty():
            for source in citations(text):
                if source in sources and sources[source].checked is None:
                    message = f"source '{source}' was not read (checked: null); cite one that was"
                    yield Finding(entry, place, message, f"[^{source}]")


def exchange_rates_rest_on_sources_that_were_read(entries: Entries) -> Iterator[Finding]:
    """A bar is as long as its rate says."""
    for source in _sources_of_rates(entries):
        found = entries.of("source").get(source)
        if found and found.checked is None:
            yield Finding(found, ("checked",), "exchange rates rest on this source; it was not read")


def a_figure_repeats_its_amount(entries: Entries) -> Iterator[Finding]:
    """The picture draws the number that the case names, in its currency."""
    for case in entries.of("case").values():
        if case.figure and not case.amount:
            yield Finding(case, ("figure",), "a figure needs an amount in words")
        elif case.figure:
            if case.figure.currency not in case.amount:
                message = f"'{case.figure.currency}' does not stand in the amount"
                yield Finding(case, ("figure", "currency"), message)
            if not any(isclose(case.figure.sum, number) for number in numbers(case.amount)):
                message = f"{case.figure.sum:,.0f} does not stand in the amount"
                yield Finding(case, ("figure", "sum"), message)


def _sources_of_rates(entries: Entries) -> set[str]:
    return {rate.source for currency in entries.vocabularies.currencies for rate in currency.rates}


def every_source_is_cited(entries: Entries) -> Iterator[Finding]:
    """Only what was used is listed."""
    used = {source for entry in every_entry(entries) for source in entry.source_ids}
    used |= _sources_of_rates(entries)
    for entry_id, source in entries.of("source").items():
        if entry_id not in used:
            yield Finding(source, (), "no entry cites this source; cite it or remove it")


def no_address_is_listed_as_two_sources(entries: Entries) -> Iterator[Finding]:
    """The same page read twice is one source. Both are named: whoever checks one file has to hear of it."""
    listed: dict[str, list[str]] = {}
    sources = entries.of("source")
    for entry_id, source in sources.items():
        listed.setdefault(source.url.rstrip("/").lower(), []).append(entry_id)
    for same in listed.values():
        for entry_id in same if len(same) > 1 else ():
            other = next(one for one in same if one != entry_id)
            yield Finding(sources[entry_id], ("url",), f"the same address as source '{other}'")
