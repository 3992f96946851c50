"""Rules about what statements rest on."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from macros.check.rule import Finding, every_entry, every_risk
from macros.load.documents import Place
from macros.load.entries import Entries
from macros.model.entry import Entry
from macros.model.evidence import Case
from macros.model.regulation import Regulation
from macros.model.risk import Risk
from macros.text import citations, numbers

FEWEST_SOURCES = 3


def the_detail_of_a_risk_rests_on_three_sources_and_one_primary(entries: Entries) -> Iterator[Finding]:
    """Different sources are counted, not citations."""
    sources = entries.of("source")
    for risk in every_risk(entries):
        cited = set(citations(risk.detail))
        if len(cited) < FEWEST_SOURCES:
            message = f"cites {len(cited)} different sources; {FEWEST_SOURCES} or more expected"
            yield Finding(risk, ("detail",), message)
        if not any(sources[source].type == "primary" for source in cited if source in sources):
            yield Finding(risk, ("detail",), "cites no primary source; one or more expected")


def severities_and_amounts_rest_on_sources_that_were_read(entries: Entries) -> Iterator[Finding]:
    """A rating, a penalty, a demand, a date or a case never rests on a source with checked: null."""
    sources = entries.of("source")
    for entry in every_entry(entries):
        for place, text in _weighty_texts(entry):
            for source in citations(text):
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
        for index, milestone in enumerate(entry.dates):
            yield ("dates", index, "what"), milestone.what
    if isinstance(entry, Case):
        yield ("what_happened",), entry.what_happened
        yield ("outcome",), entry.outcome


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
    """The same page read twice is one source."""
    first: dict[str, str] = {}
    for entry_id, source in entries.of("source").items():
        address = source.url.rstrip("/").lower()
        if address in first:
            yield Finding(source, ("url",), f"the same address as source '{first[address]}'")
        first.setdefault(address, entry_id)
