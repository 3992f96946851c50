"""The orders that a reader of the small book meets: on which page, under which heading, what after what."""

from __future__ import annotations

from typing import NamedTuple


class Order(NamedTuple):
    """A name, the page, the anchor of the heading above the list (none: the whole page), and its words."""

    name: str
    page: str
    under: str
    words: list[str]


OUTAGE = "The service stops for a day"
SOLD = "A phone is sold with the chats still on it"
FORMER = "A former employee keeps the number"
SIM = "Somebody moves your number to their SIM card"

ORDERS = [
    # Very high first; of the three that are medium, the one whose steps add up to 11; of those with 9, that
    # with cases. The register has the groups in their order.
    Order("dangers by group, worst first", "risks/index.md", "", [SIM, FORMER, SOLD, OUTAGE]),
    Order("worst dangers on the home page", "index.md", "the-worst-first", [SOLD, SIM, OUTAGE, FORMER]),
    Order("dangers of a group", "in-detail.md", "somebody-gets-into-the-account", [SIM, FORMER]),
    Order("dangers of a role", "for/owner.md", "the-ten-worst-dangers", [SOLD, SIM, OUTAGE, FORMER]),
    Order(
        "dangers of an action",
        "mitigations/two-step-pin.md",
        "dangers-it-reduces",
        [f"Very high {SOLD}", SIM, FORMER],
    ),
    Order("dangers of a provision", "regulations/uk-messages-act.md", "provisions", [SOLD, OUTAGE, FORMER]),
    # Two shared actions before one, although the one with one is the worse danger.
    Order("dangers that share the most", "risks/sim-swap.md", "near-this-one", [FORMER, SOLD]),
    Order(
        "filled cells from the top of the table",
        "method.md",
        "level",
        ["Very likely, serious", "Likely, critical", "Likely, serious", "Unlikely, critical"],
    ),
    Order(
        "levels worst first",
        "method.md",
        "what-a-level-asks-of-you",
        ["Very high", "High Act", "Medium", "Low Look", "Very low"],
    ),
    Order(
        "doors as the roles are listed",
        "index.md",
        "your-door",
        ["Owner", "Staff", "IT admin", "Developer"],
    ),
    Order(
        "products and roles as given",
        "risks/whatsapp-is-down.md",
        "",
        ["Business Platform (Cloud API), A provider's inbox, App and Cloud API", "Developer, Owner"],
    ),
    Order(
        "signs as written",
        "risks/sold-phone-with-chats.md",
        "what-it-looks-like",
        ["A phone is missing", "A stranger writes", "A linked device"],
    ),
    Order(
        "the first hour as written",
        "risks/whatsapp-is-down.md",
        "if-it-has-happened-the-first-hour",
        ["Put a sign", "Take orders by phone", "Compare the lists"],
    ),
    Order(
        "how it happens as written",
        "risks/staff-keeps-the-number.md",
        "how-it-happens",
        ["takes orders on a private phone", "save that number", "leaves and the number goes"],
    ),
    Order(
        "first actions as given",
        "risks/sold-phone-with-chats.md",
        "do-these-first",
        ["Turn on two-step", "Erase every phone", "Write down every phone", "To print"],
    ),
    Order(
        "the list that covers most",
        "risks/sold-phone-with-chats.md",
        "do-these-first",
        ["A phone is lost", "Before you open the account", "Before you close"],
    ),
    Order(
        "core actions before more, each as given",
        "risks/sold-phone-with-chats.md",
        "everything-that-reduces-it",
        [
            "Core", "Two-step verification", "Erase a phone", "List of phones",
            "Helps further", "A second way", "A pad",
        ],
    ),
    Order(
        "rules by place, inside a place as given",
        "risks/sold-phone-with-chats.md",
        "rules-that-apply",
        ["Worldwide", "NIST CSF, PR.AA-03", "United Kingdom", "Section 2(2)", "Section 2(1)"],
    ),
    Order(
        "cases newest first",
        "cases/index.md",
        "",
        ["One shop loses", "UK fraud database counts", "Example court"],
    ),
    Order(
        "cases of a danger",
        "risks/sold-phone-with-chats.md",
        "real-cases",
        ["February 2026", "1 June 2021"],
    ),
    Order(
        "cases of a law",
        "regulations/uk-messages-act.md",
        "decisions-and-cases",
        ["February 2026", "1 June 2021"],
    ),
    Order("changes newest first", "changes.md", "", ["The button", "The example act", "US operators must"]),
    Order("changes of a danger", "risks/sim-swap.md", "what-changed", ["July 2026", "15 November 2023"]),
    Order(
        "changes of an action",
        "mitigations/wipe-before-sale.md",
        "what-changed",
        ["July 2026", "January 2025"],
    ),
    Order(
        "claims by title",
        "claims.md",
        "",
        ["A SIM swap needs", "Taking the SIM card", "With a screen lock"],
    ),
    Order(
        "claims of a danger",
        "risks/sold-phone-with-chats.md",
        "often-repeated",
        ["Taking the SIM card", "With a screen lock"],
    ),
    Order("words of the glossary, capitals or not", "glossary.md", "", ["blank phone", "Outage", "SIM swap"]),
    Order(
        "sources by publisher, capitals or not, then title",
        "sources.md",
        "",
        [
            "Commsrisk", "example blog", "A day on paper",
            "The bakery", "What the flea market", "Example Office",
            "Help Net Security", "Days without", "Whose name", "Zehn Handys", "SaveOnPhone",
        ],
    ),
    # Quick before slow, among the quick strong before weak; equals by title.
    Order(
        "easiest actions of a role first",
        "mitigations/index.md",
        "",
        [
            "Two-step verification", "A second way", "A lock on SIM", "A pad beside",
            "Erase a phone", "List of phones",
        ],
    ),
    # Of a fall of two steps the PIN carries 133, of three 217, of two that count twice 200: 550 in minutes.
    # The lock carries 67 and 83, in hours: 75. The second way lowers nothing.
    Order(
        "actions on a door, what pays most for its effort first",
        "for/owner.md",
        "seven-actions-to-start-with",
        [
            "Turn on two-step", "Minutes, lowers 3 dangers",
            "Ask the mobile", "Hours, lowers 2 dangers",
            "Tell customers", "Minutes, helps against 2 dangers",
        ],
    ),
    # Both take hours: erasing carries 50 and 100 of what counts twice, the list 50.
    Order(
        "actions on the door of another role",
        "for/it-admin.md",
        "seven-actions-to-start-with",
        ["Erase every phone", "Hours, lowers 1 danger", "Write down every phone"],
    ),
    Order(
        "an action that lowers nothing",
        "for/staff.md",
        "seven-actions-to-start-with",
        ["Keep a pad", "Minutes, helps against 1 danger"],
    ),
    Order(
        "checklists on a door, emergencies first",
        "for/owner.md",
        "your-lists",
        ["In the first hour", "Something has happened", "A phone is lost", "20 minutes",
         "Before anything happens", "Before you open", "60 minutes"],
    ),
    Order(
        "checklists: emergencies, then the others by role",
        "checklists/index.md",
        "",
        [
            "Something has happened", "A phone is lost",
            "Before anything happens", "Before you open", "Before you close",
        ],
    ),
    Order(
        "checklists of an action",
        "mitigations/phone-list.md",
        "on-these-checklists",
        ["A phone is lost", "Before you close"],
    ),
    Order(
        "items of a checklist as given",
        "checklists/phone-lost.md",
        "",
        [
            "Write down every phone", "Log the phone out", "Erase every phone",
            "Warn the customers", "Cross the phone",
        ],
    ),
    Order(
        "blanks of a checklist as given",
        "checklists/phone-lost.md",
        "",
        ["Telephone of the operator", "Police case number"],
    ),
    Order(
        "platforms and steps as given",
        "mitigations/wipe-before-sale.md",
        "how-to-do-it",
        [
            "iPhone", "Transfer or Reset", "Tap Erase All Content",
            "Android", "Reset options", "Tap Erase all data",
        ],
    ),
    Order(
        "frameworks as listed, their controls as given",
        "mitigations/two-step-pin.md",
        "in-other-frameworks",
        ["ISO/IEC 27001", "A.5.17, A.8.5", "NIST CSF", "CIS Controls", "MITRE ATT&CK"],
    ),
    Order(
        "rules of an action by place",
        "mitigations/two-step-pin.md",
        "rules-it-helps-to-meet",
        ["Worldwide", "European Union", "United Kingdom"],
    ),
    Order(
        "rules by place, inside a place by short name",
        "regulations/index.md",
        "",
        [
            "Example Terms Contract", "NIST CSF (example) Standard", "GDPR Law",
            "Broadcast Order Regulator's rule", "Messages Act (example) Law",
        ],
    ),
    Order(
        "duties as listed, their laws by place",
        "regulations/index.md",
        "at-a-glance",
        [
            "Marketing", "Notice and ground", "Breach report", "Staff",
            "GDPR Art 33", "Messages Act s 2(1), s 2(2), s 9, s 13",
            "Broadcast Order Rule 4, Messages Act s 13, s 12",
        ],
    ),
    Order(
        "countries by name",
        "index.md",
        "your-door",
        ["A Argentina", "Austria", "China", "European Union", "K Kenya", "United Kingdom", "Utah"],
    ),
    Order(
        "laws of a place by short name",
        "places/uk.md",
        "",
        ["Laws and orders", "Broadcast Order", "Messages Act"],
    ),
    Order(
        "what is different as written",
        "places/uk.md",
        "what-is-different-here",
        ["A broadcast to the wrong", "The office takes"],
    ),
    Order(
        "deadlines of a place shortest first, without hours last",
        "places/uk.md",
        "how-fast",
        ["24 hours", "three days", "without delay"],
    ),
    Order(
        "duties of a place as listed, the rest last",
        "places/uk.md",
        "rules-by-duty",
        [
            "Marketing Not read by us.", "Notice and ground 4 rules", "Messages Act s 2(1)",
            "Messages Act s 2(2)", "Messages Act s 9", "Breach report 3 rules", "Broadcast Order Rule 4",
            "Staff Not read by us.", "Other rules 1 rule", "Messages Act s 20",
        ],
    ),
    Order(
        "dates of a place nearest first",
        "places/uk.md",
        "dates-to-come",
        ["1 December 2026", "15 December 2026"],
    ),
    Order(
        "changes of a place newest first",
        "places/uk.md",
        "what-changed",
        ["January 2025", "15 November 2023"],
    ),
    Order("cases of a place newest first", "places/uk.md", "cases", ["February 2026", "1 June 2021"]),
    Order(
        "what holds everywhere by short name",
        "places/uk.md",
        "everywhere",
        ["Example Terms", "NIST CSF (example)"],
    ),
    Order(
        "provisions as given",
        "regulations/uk-messages-act.md",
        "provisions",
        ["Section 2(1):", "Section 2(2):", "Section 9:", "Section 13:", "Section 12:", "Section 20:"],
    ),
    # Two of the three dangers share the first; the others by id.
    Order(
        "what helps with a provision, most shared first",
        "regulations/uk-messages-act.md",
        "uk-messages-act-2-1",
        [
            "Two-step verification PIN", "A pad beside", "List of phones",
            "A lock on SIM", "A second way", "Erase a",
        ],
    ),
    Order(
        "what helps with a control, those that name it first",
        "regulations/nist-csf.md",
        "nist-csf-pr-aa-03",
        ["A lock on SIM", "Two-step verification PIN", "A pad beside"],
    ),
    Order(
        "dates of a law as given",
        "regulations/uk-messages-act.md",
        "dates",
        ["1 January 2020", "15 December 2026"],
    ),
    Order(
        "deadlines shortest first, without hours last",
        "deadlines.md",
        "how-fast-a-breach-must-be-reported",
        ["24 hours", "three days", "72 hours", "without delay"],
    ),
    # The second and third pay the same; the second serves one danger more. The last two differ in id only.
    Order(
        "actions of a plan by what they pay for their effort",
        "plan.md",
        "week",
        [
            "Turn on two-step", "Ask the mobile operator", "Erase every phone", "Write down every phone",
            "Keep a pad", "Tell customers today",
        ],
    ),
    Order(
        "dates to come nearest first",
        "deadlines.md",
        "dates-still-to-come",
        ["1 December 2026", "15 December 2026", "1 January 2030"],
    ),
]  # fmt: skip
