"""Where a task is done, by the kind of its step: the names of the pages the inbox and the case link to."""

from django.utils.translation import gettext_lazy as _

from licensing.actions.own_special import REVIEWING
from licensing.processes import appraisal_after
from workflow.models import Task
from workflow.overview import CaseFile
from workflow.registry import CasePage, TaskPage
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


def may_begin(file: CaseFile, task: Task) -> bool:
    """At a counted step of review while the clocks run; one that leads to a procedure has its own way."""
    kind = task.step.kind if task.step else ""
    runs = file.case.accepted_on is not None and file.case.decided_on is None
    return runs and kind in REVIEWING and file.open_pause(task) is None and appraisal_after(task) is None


MORE_TASK_PAGES: tuple[TaskPage, ...] = (
    TaskPage("task.pause_own", _("启动特别程序"), "task_pause", may_begin),
    TaskPage(
        "task.pause_own",
        _("登记特别程序结果"),
        "task_pause",
        lambda file, task: (
            file.open_pause(task) is not None and task.step is not None and task.step.kind in REVIEWING
        ),
    ),
)
"""Further acts on an open task that have a page of their own."""
