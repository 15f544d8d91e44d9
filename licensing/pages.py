"""Where a task is done, by the kind of its step: the names of the pages the inbox and the case link to."""

from django.utils.translation import gettext_lazy as _

from workflow.registry import CasePage
from workflow.steps import StepKind

REVIEW_PAGES: dict[str, str] = {
    StepKind.ASSIGN: "special_procedure",
    StepKind.REVIEW: "opinion",
    StepKind.APPRAISAL: "special_procedure",
    StepKind.SITE_CHECK: "site_check",
    StepKind.SYNTHESIS: "synthesis",
    StepKind.DECISION: "decision",
    StepKind.FORWARD: "forward",
}
WINDOW_PAGES: dict[str, str] = {
    StepKind.INTAKE: "window_task",
    StepKind.CERTIFICATE: "window_task",
    StepKind.DELIVERY: "window_task",
    StepKind.OPINION_LETTER: "window_task",
    StepKind.CUSTOM: "window_task",
}

TASK_PAGES: dict[str, str] = {**REVIEW_PAGES, **WINDOW_PAGES}
CASE_PAGES: tuple[CasePage, ...] = (
    CasePage("case.extend", _("审批延期"), "extension", lambda file: file.pending_request is not None),
    CasePage(
        "case.ask_extension",
        _("申请延期"),
        "extension",
        lambda file: file.may_be_extended and file.pending_request is None,
    ),
    CasePage("case.ask_extension", _("延期待批"), "extension", lambda file: file.pending_request is not None),
    CasePage("case.withdraw", _("登记撤回"), "withdraw_case"),
)
"""Acts on a case as a whole that have a page of their own."""
