"""Bad input, row by row: what is given, and the tests that show what then happens.

By the act (what is refused and what it leaves in the ledger), through the page (what the person reads), in
the database (raw SQL). A row without a test in the database is a matter of words or of who asks: there is no
row to store. A test that is renamed or gone fails here.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
ACT, PAGE, DATABASE = "by the act", "through the page", "in the database"
HERE, FIRMS = "licensing/bad_input", "parties"
RAW, ENGINE = "licensing/test_database.py", "workflow/test_raw_sql.py"
Row = dict[str, list[str]]
UNFINISHED = (
    "while_a_review_is_open",
    "while_the_decision_itself_is_open",
    "over_an_unanswered_dissent",
    "while_a_special_procedure_runs",
    "while_a_consultation_is_unanswered",
)

ROWS: dict[str, Row] = {
    "a credit code with a wrong 18th or 9th character, I O S V Z, too short; an id number": {
        ACT: [
            f"{FIRMS}/test_identifiers.py::test_a_refusal_of_a_credit_code_names_the_check_that_failed",
            f"{FIRMS}/test_identifiers.py::test_a_refusal_of_an_identity_number_names_the_check_that_failed",
        ],
        PAGE: [
            f"{FIRMS}/test_form_pages.py::test_a_wrong_identifier_is_told_at_its_field_and_nothing_is_lost"
        ],
        DATABASE: [
            f"{FIRMS}/test_registering.py::test_the_database_refuses_a_party_not_identified_by_its_kind"
        ],
    },
    "a cancelled or not yet open item; a barred party": {
        ACT: [
            f"{HERE}/test_receipt.py::test_a_cancelled_item_is_refused_with_basis_and_date",
            f"{HERE}/test_receipt.py::test_an_item_not_yet_open_is_refused_with_its_day_and_basis",
            f"{HERE}/test_receipt.py::test_a_barred_party_is_refused_with_decision_and_last_day_for_that_item_only",
        ],
        PAGE: [
            "licensing/window/test_refusals.py::test_a_refusal_stands_at_its_place_and_loses_nothing",
            f"{HERE}/test_receipt.py::test_the_window_reads_when_an_item_opens_and_by_what_law",
            "licensing/window/test_intake.py::test_a_barred_party_is_shown_its_bar_and_refused_in_writing",
        ],
        DATABASE: [
            "licensing/test_database_of_items.py::test_an_application_for_a_cancelled_item_cannot_be_stored",
            "licensing/test_database_of_items.py::test_an_application_outside_the_days_of_its_item_cannot_be_stored",
            "parties/test_favour.py::test_the_database_refuses_a_bar_without_end",
        ],
    },
    "a second correction, one after acceptance, an acceptance with a material still wanting": {
        ACT: [
            f"{HERE}/test_words.py::test_a_second_correction_is_refused_naming_the_article",
            f"{HERE}/test_words.py::test_a_correction_after_acceptance_is_refused_naming_the_article",
            f"{HERE}/test_words.py::test_acceptance_with_a_material_still_wanting_is_refused_naming_it",
        ],
        PAGE: [
            "licensing/window/test_second_leg.py::test_nothing_beyond_the_notice_can_be_asked",
            "licensing/window/test_cases.py::test_the_second_clerk_is_told_who_asked_for_the_correction",
            "licensing/window/test_cases.py::test_after_acceptance_no_material_is_taken",
            "licensing/window/test_refusals.py::test_a_refusal_stands_at_its_place_and_loses_nothing",
        ],
        DATABASE: [
            f"{RAW}::test_a_second_correction_and_one_after_acceptance_cannot_be_stored",
            f"{RAW}::test_an_application_with_a_material_still_wanting_cannot_be_accepted",
        ],
    },
    "a decision while a review is open, a dissent unanswered, a pause open; a grant of the superior's item": {
        ACT: [
            f"{HERE}/test_decisions.py::test_a_decision_while_a_required_review_is_open_names_it",
            f"{HERE}/test_decisions.py::test_a_decision_with_a_dissent_unanswered_names_it",
            f"{HERE}/test_decisions.py::test_a_decision_in_an_open_pause_is_refused",
            f"{HERE}/test_decisions.py::test_what_the_superior_decides_is_never_granted_by_us",
        ],
        PAGE: [
            "licensing/review/test_decision.py::test_what_stands_in_the_way_is_listed_and_refused",
            "licensing/review/test_synthesis.py::test_nothing_is_drawn_together_while_a_dissent_is_unanswered",
            "licensing/review/test_decision.py::test_a_forwarding_names_the_superior_and_ends_our_clocks",
        ],
        DATABASE: [
            f"{RAW}::test_an_unlawful_decision_cannot_be_stored",
            f"{RAW}::test_the_superiors_item_cannot_be_granted_whatever_the_row_says",
            *(f"workflow/test_decided_when_complete.py::test_not_{when}" for when in UNFINISHED),
            "licensing/test_bars_and_turns.py::test_no_decision_is_stored_while_its_step_waits",
            "licensing/test_bars_and_turns.py::test_no_decision_is_stored_after_its_step_was_done_without_one",
            "licensing/test_bars_and_turns.py::test_a_forwarding_waits_for_its_own_step",
        ],
    },
    "a refusal without reasons; a site check by one": {
        ACT: [
            f"{HERE}/test_decisions.py::test_a_denial_without_reasons_is_refused",
            f"{HERE}/test_decisions.py::test_a_site_check_by_one_or_by_strangers_is_refused",
        ],
        PAGE: [
            "licensing/review/test_decision.py::test_what_is_refused_stands_at_its_field",
            "licensing/review/test_site_check.py::test_one_inspector_is_refused_at_the_field_and_the_record_kept",
        ],
        DATABASE: [
            f"{RAW}::test_an_unlawful_decision_cannot_be_stored",
            f"{RAW}::test_a_site_check_by_one_person_cannot_be_stored",
        ],
    },
    "an opinion from someone not of the unit; another department's case by a guessed number": {
        ACT: [f"{HERE}/test_twice.py::test_whose_task_it_is_not_finds_nothing"],
        PAGE: [
            "licensing/review/test_opinion.py::test_another_units_review_is_not_there",
            "workflow/test_pages_case.py::test_somebody_elses_case_answers_like_a_missing_one",
            "architecture/test_access.py::test_what_belongs_to_others_answers_like_what_is_missing",
        ],
    },
    "the same form sent twice, two tabs, two clerks": {
        ACT: [
            f"{HERE}/test_twice.py::test_the_same_click_twice_is_one_act_and_another_clerks_is_told_who_was_first",
            "licensing/test_races.py::test_one_filing_sent_many_times_is_one_case",
        ],
        PAGE: [
            "journeys/test_two_of_everything.py::test_one_of_many_hands_does_it_and_the_others_are_told_who",
            "journeys/test_two_of_everything.py::test_one_sheet_sent_from_many_tabs_is_one_case_and_leads_to_one_receipt",
            "journeys/test_two_at_once.py::test_of_many_signatures_on_one_decision_exactly_one_stands",
        ],
        DATABASE: [
            f"{ENGINE}::test_what_is_done_stays_done",
            f"{ENGINE}::test_a_step_has_one_task_a_round_and_one_live_round",
            f"{RAW}::test_decision_and_licence_stay",
        ],
    },
    "a process with a cycle, an unreachable step, a join on nothing, a path above the promise": {
        ACT: [
            f"{HERE}/test_papers.py::test_a_bad_process_is_not_published_and_its_step_is_named",
            "workflow/test_definitions.py::test_what_is_wrong_is_not_published_and_the_attempt_is_told",
        ],
        DATABASE: [f"{ENGINE}::test_a_published_process_never_changes"],
    },
    "a due date in 2027": {
        ACT: [f"{HERE}/test_papers.py::test_a_due_date_in_2027_is_printed_as_provisional"],
        PAGE: [
            "licensing/public/test_calculator.py::test_a_date_in_a_year_without_its_notice_is_provisional"
        ],
    },
    "10,000 characters, emoji, markup, formulas, right-to-left marks, typst": {
        ACT: [f"{HERE}/test_papers.py::test_hostile_names_pass_through_to_the_papers_harmlessly"],
        PAGE: [
            f"{HERE}/test_hostile_text.py::test_no_page_runs_what_was_written",
            f"{HERE}/test_hostile_text.py::test_no_export_holds_a_formula",
            f"{HERE}/test_hostile_text.py::test_every_paper_prints_it_literally",
            f"{HERE}/test_too_long.py::test_what_is_far_too_long_is_kept_or_said_at_its_field",
            "architecture/test_odd_requests.py::test_odd_parameters_and_fields_are_answered",
        ],
    },
}


@pytest.mark.parametrize("given", ROWS)
def test_each_row_has_its_tests(given: str) -> None:
    named = [test for tests in ROWS[given].values() for test in tests]

    assert [test for test in named if test.split("::")[1] not in _tests_in(test.split("::")[0])] == []
    assert set(ROWS[given]) & {PAGE, DATABASE}, "a row is met by more than the act"


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
