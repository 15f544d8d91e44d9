"""What may be done again: the steps a task can go back to, and why a result can no longer be taken back."""

from django.utils.translation import gettext as _

from records.refusals import LegalRefusal
from workflow.dossier import Dossier
from workflow.graphs import Node
from workflow.models import Task
from workflow.states import TaskState
from workflow.steps import StepKind

FINAL = frozenset(
    {StepKind.INTAKE, StepKind.DECISION, StepKind.FORWARD, StepKind.CERTIFICATE, StepKind.DELIVERY}
)


def return_targets(dossier: Dossier, task: Task) -> list[Node]:
    """The steps before a task to which its case may go back, in order; none once it is decided."""
    node = dossier.node(task)
    if node is None or dossier.case.decided_on is not None:
        return []
    before = dossier.graph.ancestors[node.code]
    return [
        earlier
        for code, earlier in dossier.graph.nodes.items()
        if code in before and earlier.kind != StepKind.INTAKE
    ]


def recall_refused(dossier: Dossier, task: Task) -> LegalRefusal | None:
    """Why the result of a task stays; None while nothing that follows is taken up."""
    node, case = dossier.node(task), dossier.case
    if node is None or node.kind in FINAL or case.decided_on is not None or not case.is_open:
        return LegalRefusal("workflow.recall_final", _("“{step}”办结后不能收回。").format(step=task.wording))
    newest = dossier.newest()
    if task.state != TaskState.DONE or newest[node.code] is not task:
        return LegalRefusal("workflow.recall_open", _("“{step}”没有可收回的办理。").format(step=task.wording))
    later = (newest[code] for code in dossier.graph.nodes if code in dossier.graph.descendants[node.code])
    taken = next((other for other in later if _is_taken_up(other)), None)
    if taken is None:
        return None
    message = _("后续环节“{step}”已有人办理，不能收回。").format(step=taken.wording)
    return LegalRefusal("workflow.recall_taken", message)


def _is_taken_up(task: Task) -> bool:
    return task.state == TaskState.DONE or (task.state == TaskState.OPEN and task.assignee_id is not None)
