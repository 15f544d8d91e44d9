"""Where a task is done, by the kind of its step: the names of the pages the inbox and the case link to."""

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
WINDOW_PAGES: dict[str, str] = {}

TASK_PAGES: dict[str, str] = {**REVIEW_PAGES, **WINDOW_PAGES}
