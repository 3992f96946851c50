"""What lists and the matrix call a provision."""

from __future__ import annotations

from datetime import date

import pytest

from macros.book.provision_names import full_name, short_names
from macros.model.regulation import Provision, Regulation


def regulation(short: str, kind: str, *citations: str) -> tuple[Regulation, list[Provision]]:
    provisions = [
        Provision.model_construct(id=f"x-{number}", citation=citation, title="T")
        for number, citation in enumerate(citations)
    ]
    law = Regulation.model_construct(
        id=short, short=short, type=kind, provisions=provisions,
        reviewed=date(2026, 11, 23), next_review=date(2027, 5, 23),
    )  # fmt: skip
    return law, provisions


@pytest.mark.parametrize(
    ("short", "kind", "citations", "names"),
    [
        ("GDPR", "law", ["Article 13(1) and (2)", "Articles 44 to 49"], ["GDPR Art 13", "Arts 44 to 49"]),
        ("LGPD", "law", ["Articles 16 and 17", "Articles 4, 7 and 8"],
         ["LGPD Arts 16 and 17", "Arts 4, 7 and 8"]),
        ("DORA", "law", ["Articles 11(1), (2) and (6) and 14", "Articles 17(1) to (3) and 18(1), with A"],
         ["DORA Arts 11 and 14", "Arts 17 and 18"]),
        ("Act", "law", ["Sections 90(1) no 3 and 80(3)", "Articles 16 and 16 bis"],
         ["Act ss 90 and 80", "Arts 16 and 16 bis"]),
        ("Rules", "law", ["Articles 32 and 33 of the Implementing Regulation"], ["Rules Arts 32 and 33"]),
        ("AI Act", "law", ["Article 50(1)", "Article 50(2), and 3"], ["AI Act Art 50(1)", "Art 50(2)"]),
        ("CCPA (California)", "law", ["Section 1798.100(a)"], ["CCPA s 1798.100"]),
        ("HIPAA", "law", ["45 CFR 164.508(a)(3)", "45 CFR 164.522"], ["HIPAA 164.508", "164.522"]),
        ("Rule 37(e)", "law", ["Rule 37(e)"], ["Rule 37"]),
        ("SYSC 10A", "regulator-rule", ["SYSC 10A.1.6 and 10A.1.7"], ["SYSC 10A.1.6"]),
        ("Policy (WhatsApp)", "contract", ["Section 1, opt-in", "Section 1, stop"],
         ["Policy s 1, opt-in", "s 1, stop"]),
        ("Code du travail", "law", ["Article L2242-17, 7°"], ["Code du travail Art L2242-17"]),
    ],
)  # fmt: skip
def test_short_names_say_the_law_once_and_the_article(
    short: str, kind: str, citations: list[str], names: list[str]
) -> None:
    law, provisions = regulation(short, kind, *citations)
    assert [named.name for named in short_names((law, provision) for provision in provisions)] == names


def test_a_full_name_has_the_whole_citation_and_no_place() -> None:
    law, (first,) = regulation("CCPA (California)", "law", "Section 1798.100(a)")
    assert full_name(law, first) == "CCPA, Section 1798.100(a)"
    law, (first,) = regulation("Rule 37(e) (United States)", "law", "Rule 37(e)")
    assert full_name(law, first) == "Rule 37(e)"
