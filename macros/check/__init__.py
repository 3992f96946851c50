"""Rules that span entries. Each function is named as the sentence it enforces.

A rule yields findings; `check` turns them into problems with file, line and column.
"""

from __future__ import annotations

import itertools

from macros.check.age import (
    nothing_was_read_on_a_day_to_come,
    overdue_reviews_stay_within_their_budget,
    what_is_told_has_happened,
)
from macros.check.agreement import a_reason_agrees_with_its_rule
from macros.check.evidence import (
    a_case_beyond_reports_names_who_decided,
    a_figure_repeats_its_amount,
    a_source_is_described_by_who_opened_it,
    every_source_is_cited,
    exchange_rates_rest_on_sources_that_were_read,
    no_address_is_listed_as_two_sources,
    severities_and_amounts_rest_on_sources_that_were_read,
    the_detail_of_a_risk_rests_on_three_sources_and_more_than_accounts,
)
from macros.check.levels import (
    a_cut_names_one_step_and_a_core_action,
    a_level_that_stays_has_a_reason,
    a_lowered_axis_names_a_core_mitigation_that_moves_it,
    the_level_after_is_never_above_the_level_before,
)
from macros.check.links import (
    a_citation_names_one_provision,
    a_note_on_a_place_names_the_place,
    a_provision_id_is_used_once_and_by_its_own_law,
    a_word_is_explained_by_one_entry,
    an_old_id_points_to_one_entry_that_lives,
    every_mitigation_serves_a_risk,
    every_provision_applies_to_a_risk,
    every_risk_stands_on_a_checklist_or_says_why_not,
)
from macros.check.rule import Check
from macros.check.situations import (
    a_first_hour_is_an_emergency_list,
    a_question_is_asked_once_and_ends,
    a_situation_leads_to_the_list_itself,
    every_emergency_list_is_reached,
    every_situation_is_reached,
)
from macros.check.telling import (
    a_checklist_reads_at_grade_nine,
    a_reason_for_a_provision_is_given_once,
    a_text_to_send_admits_no_guilt,
    the_telling_fact_of_a_risk_has_a_number_or_a_date,
)
from macros.check.wording import (
    a_checklist_fits_a_card,
    a_step_shows_one_set_of_menu_paths,
    an_emergency_list_says_how_at_each_step,
    an_emergency_list_says_what_makes_it_worse,
    doubt_stands_in_what_is_not_known,
    no_two_entries_share_a_long_sentence,
    sentences_are_short_on_average,
)
from macros.load.documents import Problem, first_problems
from macros.load.entries import Entries


def check(entries: Entries, rules: tuple[Check, ...] | None = None) -> list[Problem]:
    """Every problem the rules find, sorted by file and line; of one file the first hundred."""
    found = sorted(
        entries.documents[finding.entry.kind, finding.entry.id].problem(
            finding.place, finding.message, finding.literal
        )
        for rule in (rules or RULES)
        for finding in rule(entries)
    )
    files = itertools.groupby(found, key=lambda problem: problem.file)
    return [problem for _, problems in files for problem in first_problems(problems)]


WITHIN_ENTRIES: tuple[Check, ...] = (
    the_level_after_is_never_above_the_level_before,
    a_lowered_axis_names_a_core_mitigation_that_moves_it,
    a_level_that_stays_has_a_reason,
    a_cut_names_one_step_and_a_core_action,
    the_detail_of_a_risk_rests_on_three_sources_and_more_than_accounts,
    a_source_is_described_by_who_opened_it,
    a_case_beyond_reports_names_who_decided,
    a_reason_agrees_with_its_rule,
    severities_and_amounts_rest_on_sources_that_were_read,
    no_address_is_listed_as_two_sources,
    exchange_rates_rest_on_sources_that_were_read,
    a_figure_repeats_its_amount,
    a_provision_id_is_used_once_and_by_its_own_law,
    a_citation_names_one_provision,
    a_note_on_a_place_names_the_place,
    an_old_id_points_to_one_entry_that_lives,
    overdue_reviews_stay_within_their_budget,
    what_is_told_has_happened,
    nothing_was_read_on_a_day_to_come,
    a_word_is_explained_by_one_entry,
    sentences_are_short_on_average,
    no_two_entries_share_a_long_sentence,
    doubt_stands_in_what_is_not_known,
    an_emergency_list_says_how_at_each_step,
    an_emergency_list_says_what_makes_it_worse,
    a_step_shows_one_set_of_menu_paths,
    a_checklist_fits_a_card,
    a_first_hour_is_an_emergency_list,
    a_situation_leads_to_the_list_itself,
    a_question_is_asked_once_and_ends,
    the_telling_fact_of_a_risk_has_a_number_or_a_date,
    a_reason_for_a_provision_is_given_once,
    a_checklist_reads_at_grade_nine,
    a_text_to_send_admits_no_guilt,
)
"""Rules that stay true when some entries could not be read."""


RULES: tuple[Check, ...] = (
    *WITHIN_ENTRIES,
    every_mitigation_serves_a_risk,
    every_provision_applies_to_a_risk,
    every_source_is_cited,
    every_risk_stands_on_a_checklist_or_says_why_not,
    every_situation_is_reached,
    every_emergency_list_is_reached,
)
