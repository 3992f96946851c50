"""Rules that hold one text against another that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from macros.check.rule import Finding, every_risk
from macros.load.entries import Entries

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30}  # fmt: skip
_PERIOD = re.compile(
    rf"\b(\d+|{'|'.join(_NUMBERS)})[ -](?:working |business |calendar )?(hour|day|month)s?\b", re.IGNORECASE
)
_AMOUNT = re.compile(r"\b(?:[A-Z]{3}|US\$|R\$) ?\d+(?:[.,]\d+)*(?: million| billion| crore)?")


def a_reason_agrees_with_its_rule(entries: Entries) -> Iterator[Finding]:
    """A period or an amount on the page of a danger stands in the law it names, which is where it is kept."""
    laws = entries.of("regulation").values()
    law_of = {provision.id: law for law in laws for provision in law.provisions}

    @cache
    def known(law_id: str) -> dict[str, str]:
        return _figures(" ".join(entries.of("regulation")[law_id].texts()))

    for risk in every_risk(entries):
        for index, applied in enumerate(risk.regulations):
            law = law_of.get(applied.provision)
            if not law:
                continue
            for said, figure in _figures(applied.because).items():
                if said not in known(law.id):
                    message = f"'{figure}' does not stand in the rule itself; say what '{law.short}' says"
                    yield Finding(risk, ("regulations", index, "because"), message, figure)


@lru_cache(maxsize=4096)
def _figures(text: str) -> dict[str, str]:
    """Periods and amounts in a form that can be compared, with how the text writes each."""
    found = {}
    for period in _PERIOD.finditer(text):
        number = _NUMBERS.get(period[1].lower(), period[1])
        found[f"{number} {period[2].lower()}"] = period[0]
    for amount in _AMOUNT.finditer(text):
        found[amount[0].replace(" ", "")] = amount[0]
    return found
