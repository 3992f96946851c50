"""One page of each kind, by the address under which a reader finds it, and what a page may weigh."""

from __future__ import annotations

MOST_BYTES = 250_000
"""No page weighs more, but for those that grow with the book."""
FRAME = 17_000
"""What a page weighs without its parts."""

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
    "case": "cases/ico-hellofresh-2024/",
    "checklist index": "checklists/",
    "checklist": "checklists/number-taken-over/",
    "role": "for/owner/",
    "sources": "sources/",
    "sources of a letter": "sources/m/",
    "method": "method/",
    "glossary": "glossary/",
    "claims": "claims/",
    "claim": "claims/address-book-upload-cannot-be-stopped/",
    "changes": "changes/",
    "change": "changes/law-argentina-sanctions-2024-06/",
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
    "case": "cases/court-fine-2021/",
    "claim": "claims/sale-deletes-chats/",
    "change": "changes/menu-moved-2026/",
    "sources of a letter": "sources/",
}
"""The same in the small book of the tests. Its few sources need no pages of their own."""
