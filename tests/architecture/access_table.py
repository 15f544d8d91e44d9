"""The one table of who may open what. Every URL pattern has its row here; one without fails the suite.

A row: the pattern's name, to whom it opens and, where the URL is about one object, the key of its THING.
Whoever is not named gets `otherwise` (not there); who has not signed in gets `anonymous` (sign in).
"""

from tests.architecture.access_rows import (
    ANONYMOUS,
    EVERYBODY,
    NOBODY,
    SIGNED_IN,
    STAFF,
    Outcome,
    Row,
    act,
    page,
)

ADMIN = frozenset({"admin"})
CLERKS = frozenset({"clerk", "clerk2"})
LEADERS = frozenset({"chief", "leader"})
HEADS = frozenset(
    {
        "metrology",
        "standards",
        "quality",
        "equipment",
        "food",
        "legal",
        "institute",
        "newdistrict",
        "transport",
    }
)
REVIEWERS_OF_THE_CASE = frozenset({"equipment", "metrology", "institute", "legal", "newdistrict"})
SEE_THE_CASE = CLERKS | LEADERS | REVIEWERS_OF_THE_CASE | {"supervisor"}
ANSWERS_FOR_THE_CASE = LEADERS | {"clerk"}
FIRM = frozenset({"enterprise"})

PUBLIC = [
    page("home", EVERYBODY),
    page("healthz", EVERYBODY),
    act("set_language", EVERYBODY),
    page("verify", EVERYBODY),
    page("verified", EVERYBODY, "verify code"),
    page("items", EVERYBODY),
    page("guide", EVERYBODY, "item"),
    page("track", EVERYBODY),
    act("track", EVERYBODY),
    page("decisions", EVERYBODY),
]
PORTAL = [
    page("portal", FIRM),
    page("portal_cases", FIRM),
    page("portal_licences", FIRM),
    page("portal_case", FIRM, "case"),
]
API = [
    page("api_schema", SIGNED_IN, anonymous=Outcome.REFUSED),
    page("api_docs", SIGNED_IN, anonymous=Outcome.REFUSED),
]
ACCOUNTS = [
    page("account_login", frozenset({ANONYMOUS}), otherwise=Outcome.MOVES_ON),
    page("account_logout", SIGNED_IN, anonymous=Outcome.MOVES_ON),
    page("account_inactive", EVERYBODY),
    page("account_reauthenticate", SIGNED_IN),
    page("account_change_password", SIGNED_IN),
    page("mfa_index", SIGNED_IN),
    page("mfa_authenticate", NOBODY, otherwise=Outcome.MOVES_ON),
    page("mfa_reauthenticate", NOBODY, otherwise=Outcome.MOVES_ON),
    page("mfa_activate_totp", SIGNED_IN),
    page("mfa_deactivate_totp", NOBODY),
    page("mfa_view_recovery_codes", NOBODY),
    page("mfa_generate_recovery_codes", SIGNED_IN),
    page("mfa_download_recovery_codes", NOBODY),
]
ORGANIZATION = [
    page("people", ADMIN),
    page("person_add", ADMIN),
    page("person", ADMIN, "colleague"),
    page("post_end", ADMIN, "post"),
    page("absences", STAFF),
    act("absence_end", ADMIN | {"metrology"}, "absence"),
    page("delegations", ADMIN | {"chief"}),
    page("delegation_end", ADMIN | {"chief"}, "delegation"),
]
NOTICES = [
    page("notices", SIGNED_IN),
    page("notices_bell", SIGNED_IN),
    act("notices_read_all", SIGNED_IN),
    act("notice_open", frozenset({"metrology"}), "notice"),
]
LISTS_PARTIES = STAFF - {"government"}
OF_THE_BUREAU = LISTS_PARTIES - {"transport"}  # an outside authority sees the parties of its cases alone
PARTIES = [
    page("parties", LISTS_PARTIES),
    page("party_lookup", LISTS_PARTIES),
    page("party_new", CLERKS, "kind of firm"),
    page("party", OF_THE_BUREAU, "firm"),
    page("party", CLERKS, "person"),
    act("party_number", CLERKS, "person"),
    page("party_edit", CLERKS, "firm"),
    page("party_add", CLERKS, "a new agent"),
    page("party_add", LEADERS, "a new bar"),
    page("party_add", CLERKS | (HEADS - {"transport"}) | {"liaison"}, "a new quality record"),
    page("bar_lift", LEADERS, "bar"),
    page("entitlement_end", LEADERS, "entitlement"),
    act("appointment_end", CLERKS, "agent"),
]
DOCUMENTS = [
    page("attachment", SEE_THE_CASE, "attachment"),
    page("document", SEE_THE_CASE | FIRM, "document"),
    page("document_pdf", SEE_THE_CASE | FIRM, "document"),
]
CALENDAR = [
    page("calendar", ADMIN | {"supervisor"}),
    page("calendar_progress", ADMIN | {"supervisor"}),
    act("calendar_continue", ADMIN),
    page("calendar_enter", ADMIN),
    act("calendar_enter", ADMIN),
    page("calendar_draft", ADMIN, answer=Outcome.MOVES_ON),
    act("calendar_draft", ADMIN),
]
WORKFLOW = [
    page("inbox", STAFF),
    page("inbox_filters", STAFF),
    act("save_filter", STAFF),
    act("forget_filter", SIGNED_IN, "no filter"),
    page("search", STAFF),
    page("case", SEE_THE_CASE, "case"),
    page("case_sheet", SEE_THE_CASE, "case"),
    page("working", SEE_THE_CASE, "working"),
    act("bulk_reassign", STAFF),
    act("claim", frozenset({"metrology"}), "metrology's review"),
    page("reassign", frozenset({"metrology", "supervisor"}), "metrology's review"),
    page("delegate", frozenset({"legal"}), "legal's claimed review"),
    page("consult", frozenset({"metrology"}), "metrology's review"),
    page("return_to", frozenset({"metrology"}), "metrology's review"),
    page("recall", frozenset({"institute"}), "institute's done appraisal"),
    page("proceed", frozenset({"equipment"}), "metrology's review"),
    page("terminate", ANSWERS_FOR_THE_CASE, "case"),
    page("hand_over", ANSWERS_FOR_THE_CASE, "case"),
    page("prioritise", LEADERS, "case"),
]
METROLOGY, LEAD = frozenset({"metrology"}), frozenset({"equipment"})
REVIEW = [
    page("opinion", METROLOGY, "metrology's review"),
    page("task_voices", METROLOGY, "metrology's review"),
    act("task_draft", METROLOGY, "metrology's review"),
    act("task_attach", METROLOGY, "metrology's review"),
    act("task_detach", METROLOGY, "a file of metrology's review"),
    page("special_procedure", frozenset({"institute"}), "institute's done appraisal"),
    page("special_procedure", LEAD, "equipment's done examination"),
    page("special_notice", LEAD, "equipment's done examination"),
    page("site_check", frozenset({"newdistrict"}), "newdistrict's check"),
    page("synthesis", LEAD, "the synthesis to come", answer=Outcome.MOVES_ON),
    page("dissent", NOBODY, "metrology's review"),
    page("decision", LEADERS, "the decision to come", answer=Outcome.MOVES_ON),
    act("decision_sheet", LEADERS, "the decision to come"),
    page("forward", NOBODY, "the decision to come"),
    page("decision_desk", LEADERS),
    page("task_pause", LEAD, "equipment's review"),
    act("task_pause", LEAD, "equipment's review"),
    page("task_pause", NOBODY, "metrology's review"),
    page("task_pause_notice", LEAD, "equipment's review"),
    page("extension", CLERKS | LEAD, "case"),
    act("extension", CLERKS | LEAD, "case"),
    page("extension_dates", CLERKS | LEAD, "case"),
]
WINDOW = [
    page("window", CLERKS),
    page("deliveries", CLERKS),
    page("intake_new", CLERKS, answer=Outcome.MOVES_ON),
    page("intake_items", CLERKS),
    page("intake_working", CLERKS, "item"),
    page("intake", frozenset({"clerk"}), "a sheet"),
    act("intake_save", frozenset({"clerk"}), "a sheet"),
    act("intake_refresh", frozenset({"clerk"}), "a part of a sheet"),
    page("intake_register", frozenset({"clerk"}), "a new party of a sheet"),
    act("intake_attach", frozenset({"clerk"}), "a material of a sheet"),
    act("intake_detach", frozenset({"clerk"}), "a file of the clerk's draft"),
    page("window_receipt", CLERKS, "case"),
    page("window_case", CLERKS, "a received case"),
    act("window_case_save", CLERKS, "a received case"),
    act("window_case_refresh", CLERKS, "a part of a received case"),
    act("window_attach", CLERKS, "a material of a received case"),
    act("window_detach", CLERKS, "a file of a received case"),
    page("window_correction", CLERKS, "a case to be corrected"),
    page("window_requests", CLERKS),
    page("window_request", CLERKS, "a request without an item"),
    page("window_promises", CLERKS, "a case with a promise"),
    act("window_correction_words", CLERKS, "a case to be corrected"),
    page("window_task", CLERKS, "the done intake", answer=Outcome.MOVES_ON),
    page("certificate", CLERKS, "a certificate"),
    page("delivery", CLERKS, "a case to be delivered"),
    page("opinion_letter", CLERKS, "a letter"),
    page("finish", CLERKS, "a notice to acknowledge"),
    page("superior", CLERKS, "a superior's word"),
    page("withdraw_case", CLERKS, "case"),
]
OVERSEERS = LEADERS | {"supervisor"}
OVERSIGHT = [
    page("supervise", OVERSEERS),
    page("supervise_filters", OVERSEERS),
    act("save_supervise_view", OVERSEERS),
    act("forget_supervise_view", OVERSEERS, "no filter"),
    page("supervise_rows", OVERSEERS, "a figure"),
    act("urge", OVERSEERS),
    page("supervise_note", OVERSEERS, "metrology's review"),
    page("lateness", SEE_THE_CASE, "a passed limit"),
    page("api_supervise", OVERSEERS, anonymous=Outcome.REFUSED),
    page("api_supervise_figure", OVERSEERS, "a figure", anonymous=Outcome.REFUSED),
]

TABLE: list[Row] = [
    *PUBLIC,
    *PORTAL,
    *API,
    *ACCOUNTS,
    *ORGANIZATION,
    *NOTICES,
    *PARTIES,
    *DOCUMENTS,
    *CALENDAR,
    *WORKFLOW,
    *REVIEW,
    *WINDOW,
    *OVERSIGHT,
]
