"""One page of each kind, by the address under which a reader finds it."""

from __future__ import annotations

PAGE_KINDS = {
    "home": "",
    "long answer": "in-detail/",
    "chapter": "in-detail/account/",
    "register": "risks/",
    "risk": "risks/sim-swap/",
    "risk with many rules": "risks/unlawful-marketing/",
    "mitigation index": "mitigations/",
    "mitigation": "mitigations/two-step-pin/",
    "regulation index": "regulations/",
    "regulation": "regulations/eu-gdpr/",
    "standard": "regulations/nist-csf/",
    "place": "places/eu/",
    "cases": "cases/",
    "checklist index": "checklists/",
    "checklist": "checklists/number-taken-over/",
    "role": "for/owner/",
    "sources": "sources/",
    "method": "method/",
    "glossary": "glossary/",
    "claims": "claims/",
    "changes": "changes/",
    "deadlines": "deadlines/",
    "plan": "plan/",
    "which product": "which-whatsapp/",
    "choice of a product": "choose/",
    "customers": "customers/",
    "about": "about/",
    "contribute": "contribute/",
    "fields": "contribute/fields/",
    "not found": "404.html",
}
SMALL_PAGE_KINDS = PAGE_KINDS | {
    "risk with many rules": "risks/whatsapp-is-down/",
    "mitigation": "mitigations/phone-list/",
    "checklist": "checklists/phone-lost/",
}
"""The same in the small book of the tests."""
