# ruff: noqa: E501
"""One mistake each: what is changed in the small book, and every line the check must then print."""

from __future__ import annotations

from typing import NamedTuple


class Broken(NamedTuple):
    """A name, the file, the words replaced and their replacement, and the lines expected."""

    name: str
    file: str
    old: str
    new: str
    expected: list[str]


BROKEN = [
    Broken(
        "citation-repeats-the-law",
        "regulations/eu-gdpr.yml",
        "citation: Article 33",
        "citation: GDPR, Article 33",
        [
            "data/regulations/eu-gdpr.yml:13:5: provisions[0].citation: repeats the name of the law; leave out 'GDPR, '",
        ],
    ),
    Broken(
        "citation-stands-twice",
        "regulations/eu-gdpr.yml",
        "provisions:\n  - id: eu-gdpr-33\n    citation: Article 33\n",
        "provisions:\n  - id: eu-gdpr-1\n    citation: Article 33\n    title: T\n    demands: Tell the authority about it in no fewer than eight words.[^gdpr-article-33-copy]\n  - id: eu-gdpr-33\n    citation: Article 33\n",
        [
            "data/regulations/eu-gdpr.yml:12:5: provisions[0].id: no risk names 'eu-gdpr-1'; add it to one or remove it",
            "data/regulations/eu-gdpr.yml:17:5: provisions[1].citation: 'Article 33' is cited above; say which part of it",
        ],
    ),
    Broken(
        "unknown-mitigation",
        "risks/sim-swap.yml",
        "two-step-pin, sim-swap-lock]",
        "two-step-pn, sim-swap-lock]",
        [
            "data/risks/sim-swap.yml:75:10: mitigations.core[0]: no mitigation 'two-step-pn'; did you mean 'two-step-pin'?",
        ],
    ),
    Broken(
        "likelihood-off-the-scale",
        "risks/sim-swap.yml",
        "  likelihood: 2\n",
        "  likelihood: 6\n",
        [
            "data/risks/sim-swap.yml:59:3: before.likelihood: '6' is not on the scale from 1 to 5; docs/method.md says what each step means",
        ],
    ),
    Broken(
        "regulations-missing",
        "risks/sim-swap.yml",
        "regulations:\n  - provision: eu-gdpr-33",
        "rules:\n  - provision: eu-gdpr-33",
        [
            "data/risks/sim-swap.yml:1:1: regulations: 'regulations' is missing",
            "data/risks/sim-swap.yml:84:1: rules: no field 'rules'; did you mean 'roles'?",
        ],
    ),
    Broken(
        "unknown-provision",
        "risks/sim-swap.yml",
        "provision: eu-gdpr-33",
        "provision: eu-gdpr-34",
        [
            "data/risks/sim-swap.yml:85:5: regulations[0].provision: no provision 'eu-gdpr-34'; did you mean 'eu-gdpr-33'?",
        ],
    ),
    Broken(
        "unknown-category",
        "risks/sim-swap.yml",
        "category: account",
        "category: acount",
        [
            "data/risks/sim-swap.yml:8:1: category: 'acount' is not one of account, data, devices, platform, fraud, rules, law; did you mean 'account'?",
        ],
    ),
    Broken(
        "category-by-its-name",
        "risks/sim-swap.yml",
        "category: account",
        "category: Devices and malicious software",
        [
            "data/risks/sim-swap.yml:8:1: category: 'Devices and malicious software' is not one of account, data, devices, platform, fraud, rules, law; did you mean 'devices'?",
        ],
    ),
    Broken(
        "one-core-mitigation",
        "risks/sim-swap.yml",
        "core: [two-step-pin, sim-swap-lock]",
        "core: [two-step-pin]",
        [
            "data/risks/sim-swap.yml:75:3: mitigations.core: 1 given; 2 or more expected",
        ],
    ),
    Broken(
        "unknown-source",
        "risks/sim-swap.yml",
        "[^commsrisk-sim-swap-figures]",
        "[^commsrisk-sim-swap-figure]",
        [
            "data/risks/sim-swap.yml:42:14: detail: no source 'commsrisk-sim-swap-figure'; did you mean 'commsrisk-sim-swap-figures'?",
        ],
    ),
    Broken(
        "unknown-link",
        "risks/sim-swap.yml",
        "[mitigation:two-step-pin]",
        "[mitigation:two-step]",
        [
            "data/risks/sim-swap.yml:33:25: detail: no mitigation 'two-step'; did you mean 'two-step-pin'?",
        ],
    ),
    Broken(
        "unknown-link-kind",
        "risks/sim-swap.yml",
        "[mitigation:two-step-pin]",
        "[action:two-step-pin]",
        [
            "data/risks/sim-swap.yml:33:25: detail: no entry kind 'action'",
        ],
    ),
    Broken(
        "no-read-as-false",
        "risks/sim-swap.yml",
        "title: Somebody moves your number to their SIM card",
        "title: NO",
        [
            "data/risks/sim-swap.yml:1:1: title: read as yes or no, not as a text; put it in quotes",
        ],
    ),
    Broken(
        "html-in-title",
        "risks/sim-swap.yml",
        "title: Somebody moves your number to their SIM card",
        "title: Somebody moves <b>your</b> number",
        [
            "data/risks/sim-swap.yml:1:23: title: '<' is not allowed in plain text",
        ],
    ),
    Broken(
        "date-that-is-none",
        "risks/sim-swap.yml",
        "reviewed: 2026-11-23",
        "reviewed: 2026-11-31",
        [
            "data/risks/sim-swap.yml:90:11: '2026-11-31' is not a date that exists",
        ],
    ),
    Broken(
        "review-too-late",
        "risks/sim-swap.yml",
        "next_review: 2027-05-23",
        "next_review: 2028-05-23",
        [
            "data/risks/sim-swap.yml:91:14: next_review is 547 days after reviewed; 1 to 366",
        ],
    ),
    Broken(
        "technique-id-form",
        "risks/sim-swap.yml",
        "attack: [T1451, T1111, T1657]",
        "attack: [TA451]",
        [
            "data/risks/sim-swap.yml:89:10: attack[0]: 'TA451'; expected the form T1451 or T1566.002",
        ],
    ),
    Broken(
        "filler-word",
        "risks/sim-swap.yml",
        "A SIM swap is a trick played",
        "A SIM swap is a crucial trick played",
        [
            "data/risks/sim-swap.yml:25:19: detail: 'crucial' says nothing; name the thing (docs/contribute.md, Words)",
        ],
    ),
    Broken(
        "long-sentence",
        "risks/sim-swap.yml",
        "Then they ask the operator for a replacement SIM,\n  or ask to",
        "Then they ask the operator for a replacement SIM with a story that sounds true to the tired person at the counter who wants to go home,\n  or ask to",
        [
            "data/risks/sim-swap.yml:26:61: detail: a sentence of 36 words; 28 at most: 'Then they ask the operator for …'",
        ],
    ),
    Broken(
        "after-above-before",
        "risks/sim-swap.yml",
        "  likelihood: 1\n  impact_business: 4",
        "  likelihood: 3\n  impact_business: 4",
        [
            "data/risks/sim-swap.yml:66:1: after: the level stays the same; say why in 'stays_because'",
            "data/risks/sim-swap.yml:67:3: after.likelihood: 3 is above before.likelihood, which is 2",
        ],
    ),
    Broken(
        "drop-without-mitigation",
        "risks/sim-swap.yml",
        "  likelihood: 1\n  impact_business: 4\n  impact_people: 3",
        "  likelihood: 1\n  impact_business: 2\n  impact_people: 1",
        [
            "data/risks/sim-swap.yml:68:3: after.impact_business: falls by 3, but the core mitigations move it by 2",
            "data/risks/sim-swap.yml:69:3: after.impact_people: falls by 3, but the core mitigations move it by 1",
        ],
    ),
    Broken(
        "level-stays",
        "risks/sim-swap.yml",
        "  likelihood: 1\n  impact_business: 4",
        "  likelihood: 2\n  impact_business: 5",
        [
            "data/risks/sim-swap.yml:66:1: after: the level stays the same; say why in 'stays_because'",
        ],
    ),
    Broken(
        "stays-because-without-need",
        "risks/sim-swap.yml",
        "confidence: B",
        "confidence: B\nstays_because: The level does not stay at all, this field has no place here.",
        [
            "data/risks/sim-swap.yml:74:1: stays_because: the level falls; remove this field",
        ],
    ),
    Broken(
        "not-on-checklist-without-need",
        "risks/sim-swap.yml",
        "confidence: B",
        "confidence: B\nnot_on_checklist: One list has the danger, so this field has no place.",
        [
            "data/risks/sim-swap.yml:74:1: not_on_checklist: a checklist covers this risk; remove this field",
        ],
    ),
    Broken(
        "action-too-long",
        "mitigations/two-step-pin.yml",
        "action: Turn on two-step verification and add a recovery e-mail.",
        "action: Turn on two-step verification for the account, add an e-mail address that belongs to the company and write both down somewhere safe.",
        [
            "data/mitigations/two-step-pin.yml:3:1: action: 22 words; expected 3 to 20 words",
        ],
    ),
    Broken(
        "moves-too-far",
        "mitigations/two-step-pin.yml",
        "  likelihood: 2\n",
        "  likelihood: 3\n",
        [
            "data/mitigations/two-step-pin.yml:24:3: moves.likelihood: 3; expected 2 at most",
        ],
    ),
    Broken(
        "unknown-platform",
        "mitigations/two-step-pin.yml",
        "platform: android",
        "platform: andriod",
        [
            "data/mitigations/two-step-pin.yml:28:5: steps[0].platform: 'andriod' is not one of android, iphone, web, platform, anywhere; did you mean 'android'?",
        ],
    ),
    Broken(
        "provision-id-form",
        "regulations/eu-gdpr.yml",
        "  - id: eu-gdpr-33",
        "  - id: gdpr-33",
        [
            "data/cases/cifas-2024.yml:9:14: provisions[0]: no provision 'eu-gdpr-33'; did you mean 'gdpr-33'?",
            "data/regulations/eu-gdpr.yml:12:9: provision id 'gdpr-33' must start with 'eu-gdpr-'",
            "data/risks/sim-swap.yml:85:5: regulations[0].provision: no provision 'eu-gdpr-33'; did you mean 'gdpr-33'?",
        ],
    ),
    Broken(
        "unread-source",
        "sources/cifas-sim-swap-2025.yml",
        "checked: 2026-11-23\ntype: report",
        "checked: null",
        [
            "data/cases/cifas-2024.yml:6:12: what_happened: source 'cifas-sim-swap-2025' was not read (checked: null); cite one that was",
            "data/cases/cifas-2024.yml:7:54: outcome: source 'cifas-sim-swap-2025' was not read (checked: null); cite one that was",
            "data/risks/sim-swap.yml:18:8: telling_fact: source 'cifas-sim-swap-2025' was not read (checked: null); cite one that was",
            "data/risks/sim-swap.yml:64:10: before.because: source 'cifas-sim-swap-2025' was not read (checked: null); cite one that was",
        ],
    ),
    Broken(
        "field-of-another-name",
        "sources/cifas-sim-swap-2025.yml",
        "title: ",
        "name: ",
        [
            "data/sources/cifas-sim-swap-2025.yml:1:1: title: 'title' is missing",
            "data/sources/cifas-sim-swap-2025.yml:2:1: name: no field 'name'",
        ],
    ),
    Broken(
        "kind-of-an-unread-source",
        "sources/blog-photos-sold.yml",
        "checked: null",
        "checked: null\ntype: vendor",
        [
            "data/sources/blog-photos-sold.yml:6:1: type: 'vendor' needs the day on which the text was read, in 'checked'",
        ],
    ),
    Broken(
        "place-in-an-unread-source",
        "sources/blog-photos-sold.yml",
        "checked: null",
        "checked: null\nwhere: The third picture",
        [
            "data/sources/blog-photos-sold.yml:6:1: where: needs the day on which the text was read, in 'checked'",
            "data/sources/blog-photos-sold.yml:6:1: where: who compared a text knows its kind; say it in 'type'",
        ],
    ),
    Broken(
        "official-address-that-was-read",
        "sources/act-copy-2020.yml",
        "official: https://parliament.example/act",
        "official: https://act.example/",
        [
            "data/sources/act-copy-2020.yml:8:1: official: is the address that was read; remove 'official'",
        ],
    ),
    Broken(
        "decided-by-nobody",
        "cases/court-fine-2021.yml",
        "decided_by: Example Court\n",
        "",
        [
            "data/cases/court-fine-2021.yml:12:9: stage.reached: 'final' needs the court or authority in 'decided_by'",
        ],
    ),
    Broken(
        "deadline-of-another-law",
        "risks/sim-swap.yml",
        "In the EU the 72-hour clock starts",
        "In the EU a clock of ten working days, or EUR 5, starts",
        [
            "data/risks/sim-swap.yml:88:28: regulations[0].because: 'ten working days' does not stand in the rule itself; say what 'GDPR' says",
            "data/risks/sim-swap.yml:88:49: regulations[0].because: 'EUR 5' does not stand in the rule itself; say what 'GDPR' says",
        ],
    ),
    Broken(
        "noun-in-another-sentence",
        "risks/sold-phone-with-chats.yml",
        "The guide adds that a broken",
        "That is not all. It adds that who stands on the list, and who carries it, counts. Who asks gets one. A broken",
        [
            "data/risks/sold-phone-with-chats.yml:29:30: detail: 'That' opens a sentence and its noun is in another; name the thing",
            "data/risks/sold-phone-with-chats.yml:29:47: detail: 'It' opens a sentence and its noun is in another; name the thing",
            "data/risks/sold-phone-with-chats.yml:29:64: detail: 'stands on' is no plain English; write 'is on' or 'is in'",
            "data/risks/sold-phone-with-chats.yml:29:112: detail: 'Who asks …' is no plain English; write 'Anyone who', or name them",
        ],
    ),
    Broken(
        "doubt-in-the-running-text",
        "risks/sim-swap.yml",
        "and nobody has announced its\n  release",
        "but its release is not\n  confirmed",
        [
            "data/risks/sim-swap.yml:24:9: detail: 'not confirmed' in the running text; doubt and judgement belong in 'not_known'",
        ],
    ),
    Broken(
        "http-address",
        "sources/cifas-sim-swap-2025.yml",
        "url: https://",
        "url: http://",
        [
            "data/sources/cifas-sim-swap-2025.yml:3:1: url: 'http://educronix.com/1055-surge-in-unauthorised-sim-swaps-as-mobile-and-telecoms-sector-hit-hard-by-rising-fraud' is not an https address",
        ],
    ),
    Broken(
        "case-of-unknown-risk",
        "cases/cifas-2024.yml",
        "risks: [sim-swap]",
        "risks: [sim-swop]",
        [
            "data/cases/cifas-2024.yml:8:9: risks[0]: no risk 'sim-swop'; did you mean 'sim-swap'?",
        ],
    ),
    Broken(
        "action-twice",
        "checklists/owner-set-up.yml",
        "first: true}\n  - {mitigation: two-step-pin, action: Look",
        "first: true}\n  - {mitigation: two-step-pin}\n  - {mitigation: two-step-pin, action: Look",
        [
            "data/checklists/owner-set-up.yml:6:1: items: 308 words on the card; 300 at most",
            "data/checklists/owner-set-up.yml:9:5: items[2]: the same action stands on this list twice",
        ],
    ),
    Broken(
        "misspelt-field",
        "terms/sim-swap.yml",
        "means:",
        "meaning:",
        [
            "data/terms/sim-swap.yml:1:1: means: 'means' is missing",
            "data/terms/sim-swap.yml:2:1: meaning: no field 'meaning'; did you mean 'means'?",
        ],
    ),
    Broken(
        "number-without-source",
        "risks/sim-swap.yml",
        "How often does it happen? In the UK, unauthorised SIM swaps in the national fraud database rose by 1,055 %\n  in 2024, to nearly 3,000 cases.[^cifas-sim-swap-2025] In",
        "How often does it happen? Swaps rose by 1,055 % in 2024.\n\n  In",
        [
            "data/risks/sim-swap.yml:38:43: detail: the number '1,055' has no source; add [^source-id]",
        ],
    ),
    Broken(
        "shared-sentence",
        "mitigations/two-step-pin.yml",
        "does_not_stop: >-\n  ",
        "does_not_stop: >-\n  Then they ask the operator for a replacement SIM, or ask to move the number to another operator.\n  ",
        [
            "data/mitigations/two-step-pin.yml:1:1: shares a sentence with risks/sim-swap: 'Then they ask the operator for …'",
        ],
    ),
    Broken(
        "two-sources-one-address",
        "sources/cifas-sim-swap-2025.yml",
        "url: https://educronix.com/1055-surge-in-unauthorised-sim-swaps-as-mobile-and-telecoms-sector-hit-hard-by-rising-fraud",
        "url: https://techsaa.com/fcc-sim-swap-rules/",
        [
            "data/sources/cifas-sim-swap-2025.yml:3:1: url: the same address as source 'techsaa-fcc-sim-rules-2026'",
            "data/sources/techsaa-fcc-sim-rules-2026.yml:3:1: url: the same address as source 'cifas-sim-swap-2025'",
        ],
    ),
    Broken(
        "old-id-of-a-living-entry",
        "mitigations/two-step-pin.yml",
        "title: Two-step",
        "was: [sim-swap-lock]\ntitle: Two-step",
        [
            "data/mitigations/two-step-pin.yml:1:7: was[0]: 'sim-swap-lock' is the id of an entry that exists",
        ],
    ),
    Broken(
        "change-that-lies-ahead",
        "changes/law-fcc-2023-11.yml",
        "date: 2023-11-15",
        "date: 2026-12-01",
        [
            "data/changes/law-fcc-2023-11.yml:2:1: date: 2026-12-01 lies ahead; write it as a date of the regulation",
        ],
    ),
    Broken(
        "provision-id-twice",
        "regulations/eu-gdpr.yml",
        "provisions:\n",
        "provisions:\n  - id: eu-gdpr-33\n    citation: Article 4\n    title: Another text\n    demands: Tell nobody about it in no fewer than eight words.[^gdpr-article-33-copy]\n",
        [
            "data/regulations/eu-gdpr.yml:16:5: provisions[1].id: 'eu-gdpr-33' already stands in 'eu-gdpr'",
        ],
    ),
    Broken(
        "emergency-step-without-how",
        "checklists/owner-set-up.yml",
        "type: do-confirm",
        "type: read-do",
        [
            "data/checklists/owner-set-up.yml:1:1: an emergency list needs 2 lines in 'do_not'",
            "data/checklists/owner-set-up.yml:1:1: no situation leads to this emergency list",
            *(
                f"data/checklists/owner-set-up.yml:{line}:5: items[{index}]: an emergency step needs 'how': what to tap, whom to call or what to say now"
                for index, line in enumerate(range(7, 14))
            ),
        ],
    ),
    Broken(
        "answer-without-an-end",
        "situations/logged-out.yml",
        "  - says: No service.\n    risk: sim-swap\n",
        "  - says: No service.\n",
        [
            "data/situations/logged-out.yml:5:5: answers[0]: an answer leads to one place: a 'checklist', a 'risk' or a question to 'ask'",
        ],
    ),
    Broken(
        "answer-with-two-ends",
        "situations/logged-out.yml",
        "    risk: sim-swap\n",
        "    risk: sim-swap\n    checklist: phone-lost\n",
        [
            "data/situations/logged-out.yml:5:5: answers[0]: an answer leads to one place: a 'checklist', a 'risk' or a question to 'ask'",
        ],
    ),
    Broken(
        "answers-without-a-question",
        "situations/logged-out.yml",
        "question: What does the phone show?\n",
        "risk: sim-swap\n",
        [
            "data/situations/logged-out.yml:1:1: a question needs two answers or more, and answers need a question",
        ],
    ),
    Broken(
        "action-for-nobody-in-particular",
        "mitigations/sim-swap-lock.yml",
        "effort: ",
        "applies_if:\n  because: Only some of the shops have any use for it.\neffort: ",
        [
            "data/mitigations/sim-swap-lock.yml:15:1: applies_if: needs 'facts' or 'products', or it holds for everybody and is not needed",
        ],
    ),
    Broken(
        "cut-at-no-step-by-no-core-action",
        "risks/whatsapp-is-down.yml",
        "    - {mitigation: paper-orders, step: Customers write and get no answer}\n  limits: [spare-channel]\n",
        "    - {mitigation: phone-list, step: They sell the old phone}\n"
        "    - {mitigation: paper-orders, step: The machines of the service}\n  limits: [phone-list, paper-orders]\n",
        [
            "data/risks/whatsapp-is-down.yml:55:8: mitigations.cuts[0].mitigation: 'phone-list' is no core action of this risk",
            "data/risks/whatsapp-is-down.yml:55:32: mitigations.cuts[0].step: these words stand in 0 steps of 'how_it_happens'; expected 1",
            "data/risks/whatsapp-is-down.yml:57:12: mitigations.limits[0]: 'phone-list' is no core action of this risk",
            "data/risks/whatsapp-is-down.yml:57:24: mitigations.limits[1]: 'paper-orders' cuts a step already; an action stands in one of the two",
        ],
    ),
    Broken(
        "situation-with-two-ways-on",
        "situations/phone-gone.yml",
        "checklist: phone-lost\n",
        "checklist: phone-lost\nrisk: sim-swap\n",
        [
            "data/situations/phone-gone.yml:1:1: a situation has one way on: a 'question', a 'checklist' or a 'risk'",
        ],
    ),
    Broken(
        "question-that-nobody-asks",
        "situations/logged-out.yml",
        "    ask: still-service\n",
        "    checklist: phone-lost\n",
        [
            "data/situations/still-service.yml:1:1: no answer asks this question; give it a 'sign' or remove it",
        ],
    ),
    Broken(
        "question-asked-and-shown",
        "situations/still-service.yml",
        "title: Logged out with service\n",
        "title: Logged out with service\nsign: account\n",
        [
            "data/situations/still-service.yml:2:1: sign: an answer asks this question; remove this field",
        ],
    ),
    Broken(
        "answer-in-a-circle",
        "situations/still-service.yml",
        "    checklist: phone-lost\n",
        "    ask: still-service\n",
        [
            "data/situations/still-service.yml:3:1: answers: leads back to itself: logged-out → still-service → still-service",
        ],
    ),
    Broken(
        "one-question-too-many",
        "situations/phone-gone.yml",
        "checklist: phone-lost\n",
        "question: Where is it?\nanswers:\n  - says: Lost.\n    checklist: phone-lost\n  - says: Elsewhere.\n    ask: logged-out\n",
        [
            "data/situations/logged-out.yml:2:1: sign: an answer asks this question; remove this field",
            "data/situations/still-service.yml:2:1: question: is one question too many; 2 at most: phone-gone → logged-out → still-service",
        ],
    ),
    Broken(
        "lead-to-a-danger-that-has-a-list",
        "situations/logged-out.yml",
        "    risk: sim-swap\n",
        "    risk: sold-phone-with-chats\n",
        [
            "data/situations/logged-out.yml:6:5: answers[0].risk: the first hour of 'sold-phone-with-chats' is the list 'phone-lost'; lead there",
        ],
    ),
    Broken(
        "lead-to-a-list-for-quiet-days",
        "situations/logged-out.yml",
        "    risk: sim-swap\n",
        "    checklist: owner-set-up\n",
        [
            "data/situations/logged-out.yml:6:5: answers[0].checklist: 'owner-set-up' is not an emergency list",
        ],
    ),
    Broken(
        "first-hour-is-a-list-for-quiet-days",
        "risks/sold-phone-with-chats.yml",
        "emergency_list: phone-lost",
        "emergency_list: owner-set-up",
        [
            "data/risks/sold-phone-with-chats.yml:57:1: emergency_list: 'owner-set-up' is not an emergency list",
        ],
    ),
    Broken(
        "two-first-hours",
        "risks/sim-swap.yml",
        "first_hour:\n",
        "emergency_list: phone-lost\nfirst_hour:\n",
        [
            "data/risks/sim-swap.yml:1:1: has both 'first_hour' and 'emergency_list'; an event has one first hour",
        ],
    ),
    Broken(
        "no-first-hour",
        "risks/sold-phone-with-chats.yml",
        "emergency_list: phone-lost\n",
        "",
        [
            "data/risks/sold-phone-with-chats.yml:1:1: needs three steps in 'first_hour', or the 'emergency_list' for this event",
        ],
    ),
    Broken(
        "too-few-warnings",
        "checklists/phone-lost.yml",
        "  - Erase nothing before the chats are saved.\n",
        "",
        [
            "data/checklists/phone-lost.yml:1:1: an emergency list needs 2 lines in 'do_not'",
        ],
    ),
    Broken(
        "menu-path-written-twice",
        "checklists/phone-lost.yml",
        "        do: [Tap Settings and Linked devices.]\n",
        "        do: [Tap Erase all data.]\n",
        [
            "data/checklists/phone-lost.yml:19:14: items[1].taps[1]: repeats a line of 'wipe-before-sale'; write 'shows_steps: true' instead",
        ],
    ),
    Broken(
        "two-sets-of-menu-paths",
        "checklists/phone-lost.yml",
        "    done_when: The list of devices is shorter.\n",
        "    done_when: The list of devices is shorter.\n    shows_steps: true\n",
        [
            "data/checklists/phone-lost.yml:13:5: items[1].shows_steps: has menu paths of its own in 'taps'; remove 'shows_steps'",
        ],
    ),
    Broken(
        "read-on-a-day-to-come",
        "sources/cifas-sim-swap-2025.yml",
        "checked: 2026-11-23",
        "checked: 2026-11-27",
        [
            "data/sources/cifas-sim-swap-2025.yml:5:1: checked: 2026-11-27 lies ahead; write the day on which it was read",
        ],
    ),
    Broken(
        "orphan-provision",
        "regulations/eu-gdpr.yml",
        "reviewed:",
        "  - id: eu-gdpr-34\n    citation: Article 34\n    title: Tell the people\n    demands: Tell the people concerned without delay when the risk for them is high.[^gdpr-article-33-copy]\nreviewed:",
        [
            "data/regulations/eu-gdpr.yml:20:5: provisions[1].id: no risk names 'eu-gdpr-34'; add it to one or remove it",
        ],
    ),
    Broken(
        "mean-sentence-too-long",
        "mitigations/sim-swap-lock.yml",
        "The lock works. The lock",
        "The lock",
        [
            "data/mitigations/sim-swap-lock.yml:6:1: about: mean sentence of 16.3 words; under 16 expected",
        ],
    ),
    Broken(
        "uncited-source",
        "risks/sim-swap.yml",
        "[^helpnet-account-password-2026]",
        "[^tech-story-two-step]",
        [
            "data/sources/helpnet-account-password-2026.yml:1:1: no entry cites this source; cite it or remove it",
        ],
    ),
    Broken(
        "id-written-in-the-file",
        "terms/sim-swap.yml",
        "title:",
        "id: sim-swap\ntitle:",
        [
            "data/terms/sim-swap.yml:1:1: id: the file name is the id; remove this line",
        ],
    ),
    Broken(
        "braces-in-prose",
        "terms/sim-swap.yml",
        "Moving a phone number",
        "A {{ word }} in braces",
        [
            "data/terms/sim-swap.yml:2:10: means: '{{' is not allowed; braces are kept for templates",
            "data/terms/sim-swap.yml:2:18: means: '}}' is not allowed; braces are kept for templates",
        ],
    ),
    Broken(
        "picture-in-prose",
        "terms/sim-swap.yml",
        "Moving a phone number",
        "Moving a number ![x](https://x.example/x.png)",
        [
            "data/terms/sim-swap.yml:2:1: means: image is not allowed in prose",
        ],
    ),
    Broken(
        "code-in-prose",
        "risks/sim-swap.yml",
        "is_this_you: >-\n  ",
        "is_this_you: |-\n  ```\n  code\n  ```\n  ",
        [
            "data/risks/sim-swap.yml:11:1: is_this_you: fence is not allowed in prose",
        ],
    ),
    Broken(
        "four-come-first",
        "checklists/owner-set-up.yml",
        "  - {mitigation: two-step-pin, action: Look",
        "  - {mitigation: two-step-pin, first: true, action: Go and see who is there.}\n  - {mitigation: two-step-pin, first: true, action: Look",
        [
            "data/checklists/owner-set-up.yml:1:1: 4 items are marked first; 3 at most",
        ],
    ),
    Broken(
        "too-hard-to-read",
        "risks/sim-swap.yml",
        "brief: >-\n  The thief never touches your phone. They call the operator, pose as you and get your number on a new SIM.\n  Your phone loses service. The six-digit WhatsApp code now reaches them, and so do bank and mailbox codes\n  sent by text. If two-step verification is on, the code alone is not enough to register. If it is off,\n  they can write to your customers as you.\n",
        "brief: >-\n  Unauthorised telecommunications reassignment necessitates immediate organisational countermeasures today.\n  Unauthorised telecommunications reassignment necessitates immediate organisational countermeasures today.\n  Unauthorised telecommunications reassignment necessitates immediate organisational countermeasures today.\n  Unauthorised telecommunications reassignment necessitates immediate organisational countermeasures today.\n  Unauthorised telecommunications reassignment necessitates immediate organisational countermeasures today.\n",
        [
            "data/risks/sim-swap.yml:19:1: brief: reading grade 36.2; expected reading grade 9 or lower: shorter words and sentences",
        ],
    ),
    Broken(
        "no-citation",
        "risks/sim-swap.yml",
        "telling_fact: >-\n  The UK fraud database counted nearly 3,000 unauthorised SIM swaps in 2024, up 1,055 % in one\n  year.[^cifas-sim-swap-2025]\n",
        "telling_fact: A fact of more than eight words that nobody can check at all.\n",
        [
            "data/risks/sim-swap.yml:16:1: telling_fact: cites no source; add [^source-id]",
            "data/risks/sim-swap.yml:16:1: telling_fact: holds no number and no date; say how many, or when",
        ],
    ),
    Broken(
        "odd-implicit-tag",
        "risks/sim-swap.yml",
        "category: account",
        "category: =",
        [
            "data/risks/sim-swap.yml:8:11: '=' is not allowed here; put it in quotes",
        ],
    ),
    Broken(
        "too-many-steps",
        "risks/sim-swap.yml",
        "how_it_happens:\n",
        "how_it_happens:\n  - One more.\n  - Two more.\n  - Three more.\n  - Four more.\n  - Five more.\n",
        [
            "data/risks/sim-swap.yml:46:1: how_it_happens: 11 given; 7 at most",
        ],
    ),
    Broken(
        "too-few-items",
        "checklists/owner-set-up.yml",
        "items:\n",
        "items:\n  - {mitigation: two-step-pin}\nblanks:\n",
        [
            "data/checklists/owner-set-up.yml:6:1: items: 1 given; 5 or more expected",
            "data/checklists/owner-set-up.yml:8:1: blanks: 7 given; 6 at most",
        ],
    ),
    Broken(
        "empty-text",
        "risks/sim-swap.yml",
        "title: Somebody moves your number to their SIM card",
        "title: ''",
        [
            "data/risks/sim-swap.yml:1:1: title: is empty",
        ],
    ),
    Broken(
        "no-date",
        "risks/sim-swap.yml",
        "reviewed: 2026-11-23",
        "reviewed: yesterday",
        [
            "data/risks/sim-swap.yml:90:1: reviewed: 'yesterday' is not a date; write 2026-11-23 without quotes",
        ],
    ),
    Broken(
        "steps-that-are-a-line",
        "mitigations/two-step-pin.yml",
        "  - platform: android",
        "  - Open the settings\n  - platform: android",
        [
            "data/mitigations/two-step-pin.yml:28:5: steps[0]: expected fields of its own, indented under it, such as 'platform: …', got 'Open the settings'",
        ],
    ),
    Broken(
        "list-that-is-a-line",
        "risks/sim-swap.yml",
        "core: [two-step-pin, sim-swap-lock]",
        "core: two-step-pin",
        [
            "data/risks/sim-swap.yml:75:3: mitigations.core: expected a list, each item on a line that begins with '- ', got 'two-step-pin'",
        ],
    ),
    Broken(
        "words-after-a-hash",
        "terms/sim-swap.yml",
        "title: SIM swap",
        "title: SIM #1 swap",
        [
            "data/terms/sim-swap.yml:1:11: what stands behind # is lost; put the text in quotes, or the comment on a line of its own",
        ],
    ),
    Broken(
        "link-to-nowhere",
        "terms/sim-swap.yml",
        "another SIM card",
        "[another][sim-swap] SIM card, see [risk:sim-swap] and [it] [Risk:x]",
        [
            "data/terms/sim-swap.yml:2:41: means: '][sim-swap]' leads nowhere; write [words][kind:id], such as [theft][risk:sim-swap]",
            "data/terms/sim-swap.yml:2:67: means: '[risk:sim-swap]' leads nowhere; write [words][kind:id], such as [theft][risk:sim-swap]",
            "data/terms/sim-swap.yml:2:90: means: '] [Risk:' leads nowhere; write [words][kind:id], such as [theft][risk:sim-swap]",
        ],
    ),
    Broken(
        "markdown-in-plain-text",
        "terms/sim-swap.yml",
        "title: SIM swap",
        "title: SIM **swap**",
        [
            "data/terms/sim-swap.yml:1:12: title: '**' is printed as it stands; this field holds plain words",
        ],
    ),
    Broken(
        "shapes-of-another-language",
        "terms/sim-swap.yml",
        "without the owner's wish.",
        "to an own card, also at night, also over the net.",
        [
            "data/terms/sim-swap.yml:2:53: means: 'an own' is no plain English; write 'of their own', 'even' or 'including'",
            "data/terms/sim-swap.yml:2:64: means: ', also at' is no plain English; write 'of their own', 'even' or 'including'",
            "data/terms/sim-swap.yml:2:79: means: ', also over' is no plain English; write 'of their own', 'even' or 'including'",
        ],
    ),
    Broken(
        "sources-as-a-field",
        "terms/sim-swap.yml",
        "title: SIM swap",
        "title: SIM swap\nsources: [x]",
        [
            "data/terms/sim-swap.yml:2:1: sources: no field 'sources'; a source is cited in the text, as [^source-id]",
        ],
    ),
    Broken(
        "word-for-minutes",
        "checklists/owner-set-up.yml",
        "minutes: ",
        "minutes: many\nx: ",
        [
            "data/checklists/owner-set-up.yml:4:1: minutes: expected a whole number, got 'many'",
            "data/checklists/owner-set-up.yml:5:1: x: no field 'x'",
        ],
    ),
    Broken(
        "word-for-a-number",
        "risks/sim-swap.yml",
        "  likelihood: 2\n",
        "  likelihood: medium\n",
        [
            "data/risks/sim-swap.yml:59:3: before.likelihood: 'medium' is not on the scale from 1 to 5; docs/method.md says what each step means",
        ],
    ),
    Broken(
        "maybe",
        "checklists/owner-set-up.yml",
        "first: true}",
        "first: maybe}",
        [
            "data/checklists/owner-set-up.yml:7:32: items[0].first: expected true or false, got 'maybe'",
        ],
    ),
    Broken(
        "month-that-is-none",
        "changes/law-fcc-2023-11.yml",
        "date: 2023-11-15",
        "date: 2023-13",
        [
            "data/changes/law-fcc-2023-11.yml:2:1: date: '2023-13' is not a date that exists",
        ],
    ),
    Broken(
        "month-in-words",
        "changes/law-fcc-2023-11.yml",
        "date: 2023-11-15",
        "date: Nov 2023",
        [
            "data/changes/law-fcc-2023-11.yml:2:1: date: 'Nov 2023'; expected the form 2026-11-23, 2026-11 or 2026",
        ],
    ),
    Broken(
        "space-in-an-address",
        "sources/cifas-sim-swap-2025.yml",
        "url: https://",
        "url: https://a b",
        [
            "data/sources/cifas-sim-swap-2025.yml:3:1: url: 'https://a beducronix.com/1055-surge-in-unauthorised-sim-swaps-as-mobile-and-telecoms-sector-hit-hard-by-rising-fraud' is no address for everybody; it holds U+0020 SPACE, copy it from a browser",
        ],
    ),
    Broken(
        "unread-source-of-a-demand",
        "sources/gdpr-article-33-copy.yml",
        "checked: 2026-11-23\ntype: copy",
        "checked: null",
        [
            "data/regulations/eu-gdpr.yml:10:27: maximum_penalty: source 'gdpr-article-33-copy' was not read (checked: null); cite one that was",
            "data/regulations/eu-gdpr.yml:19:57: provisions[0].demands: source 'gdpr-article-33-copy' was not read (checked: null); cite one that was",
            "data/regulations/eu-gdpr.yml:24:40: dates[0].what: source 'gdpr-article-33-copy' was not read (checked: null); cite one that was",
        ],
    ),
    Broken(
        "id-with-capitals",
        "regulations/eu-gdpr.yml",
        "  - id: eu-gdpr-33",
        "  - id: eu-gdpr-XL",
        [
            "data/cases/cifas-2024.yml:9:14: provisions[0]: no provision 'eu-gdpr-33'; did you mean 'eu-gdpr-XL'?",
            "data/regulations/eu-gdpr.yml:12:5: provisions[0].id: 'eu-gdpr-XL'; expected the form sim-swap: small letters, digits and single hyphens",
            "data/risks/sim-swap.yml:85:5: regulations[0].provision: no provision 'eu-gdpr-33'; did you mean 'eu-gdpr-XL'?",
        ],
    ),
    Broken(
        "alias",
        "terms/sim-swap.yml",
        "title: SIM swap",
        "title: *x",
        [
            "data/terms/sim-swap.yml:1:8: alias '*x' is not allowed; write the value out, or put the text in quotes",
        ],
    ),
    Broken(
        "language-in-words",
        "sources/cifas-sim-swap-2025.yml",
        "language: en",
        "language: english",
        [
            "data/sources/cifas-sim-swap-2025.yml:7:1: language: 'english'; expected the form en or pt",
        ],
    ),
    Broken(
        "steps-off-the-scale",
        "mitigations/two-step-pin.yml",
        "  likelihood: 2\n",
        "  likelihood: 0\n",
        [
            "data/mitigations/two-step-pin.yml:24:3: moves.likelihood: 0; expected 1 or more",
        ],
    ),
    Broken(
        "too-many-items",
        "checklists/owner-set-up.yml",
        "items:\n",
        "items:\n  - {mitigation: two-step-pin, action: Do one thing.}\n  - {mitigation: two-step-pin, action: Do another thing.}\n  - {mitigation: two-step-pin, action: Do a third thing.}\n",
        [
            "data/checklists/owner-set-up.yml:6:1: items: 10 given; 9 at most",
        ],
    ),
    Broken(
        "unread-source-of-a-rating-after",
        "sources/whysogeek-sim-swap-2026.yml",
        "checked: 2026-11-23\ntype: report",
        "checked: null",
        [
            "data/risks/sim-swap.yml:71:48: after.because: source 'whysogeek-sim-swap-2026' was not read (checked: null); cite one that was",
        ],
    ),
    Broken(
        "figure-without-an-amount",
        "cases/court-fine-2021.yml",
        "amount: GBP 1,000\n",
        "",
        [
            "data/cases/court-fine-2021.yml:8:1: figure: a figure needs an amount in words",
        ],
    ),
    Broken(
        "figure-of-another-amount",
        "cases/court-fine-2021.yml",
        "{sum: 1000, currency: GBP,",
        "{sum: 2000, currency: EUR,",
        [
            "data/cases/court-fine-2021.yml:9:10: figure.sum: 2,000 does not stand in the amount",
            "data/cases/court-fine-2021.yml:9:21: figure.currency: 'EUR' does not stand in the amount",
        ],
    ),
    Broken(
        "rates-from-an-unread-source",
        "sources/fed-exchange-rates-2024.yml",
        "checked: 2026-11-25\ntype: original",
        "checked: null",
        [
            "data/sources/fed-exchange-rates-2024.yml:5:1: checked: exchange rates rest on this source; it was not read",
        ],
    ),
    Broken(
        "rate-from-no-source",
        "vocabularies/currencies.yml",
        "{year: 2015, dollars: 1.1096, source: fed-exchange-rates-2016}",
        "{year: 2015, dollars: 1.1096, source: fed-exchange-rate-2016}",
        [
            "data/vocabularies/currencies.yml:9:37: [1].rates[0].source: no source 'fed-exchange-rate-2016'; did you mean 'fed-exchange-rates-2016'?",
        ],
    ),
    Broken(
        "fact-without-number-or-date",
        "risks/sold-phone-with-chats.yml",
        "In a made-up test of 2025, four of ten phones",
        "In a made-up test, four of ten phones",
        [
            "data/risks/sold-phone-with-chats.yml:12:1: telling_fact: holds no number and no date; say how many, or when",
        ],
    ),
    Broken(
        "reason-given-twice",
        "risks/staff-keeps-the-number.yml",
        "because: Customers have to know who reads their orders.",
        "because: Customers were never told that their chats are sold.",
        [
            "data/risks/staff-keeps-the-number.yml:64:5: regulations[1].because: the same reason stands in 'sold-phone-with-chats'; say why it applies to this danger",
        ],
    ),
    Broken(
        "checklist-hard-to-read",
        "checklists/owner-set-up.yml",
        "Refuse the app access to the private address book.",
        "Investigate unauthorised organisational communications and administrative authentication configurations and interoperability irregularities immediately.",
        [
            "data/checklists/owner-set-up.yml:6:1: items: reading grade 9.6 over all lines; 9 at most",
        ],
    ),
    Broken(
        "text-to-send-admits-guilt",
        "checklists/phone-lost.yml",
        "One of our phones is lost since [time].",
        "One of our phones is lost since [time]. It is our fault.",
        [
            "data/checklists/phone-lost.yml:31:53: words[0].text: 'our fault' admits guilt, and a court may hold it against the sender",
        ],
    ),
]
