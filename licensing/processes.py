"""Questions licensing asks of a case's process: what a step leads to, what still stands unanswered."""

from __future__ import annotations

from workflow.definitions import graph_of
from workflow.graphs import Node
from workflow.models import Case, Task
from workflow.obstacles import is_unanswered
from workflow.steps import StepKind


def node_of(task: Task) -> Node | None:
    """The step of a task as the process defines it; None of a consultation."""
    return graph_of(task.case.process_id).by_id.get(task.step_id or 0)


def following(task: Task) -> list[Node]:
    """The steps that wait for this one."""
    node, graph = node_of(task), graph_of(task.case.process_id)
    return [graph.nodes[code] for code in graph.after[node.code]] if node else []


def opens_appraisal(task: Task) -> bool:
    """True if a special procedure (Art. 45) comes next."""
    return appraisal_after(task) is not None


def appraisal_after(task: Task) -> Node | None:
    """The uncounted step that comes next."""
    return next((node for node in following(task) if node.pause_ground is not None), None)


def ends_without_decision(task: Task) -> bool:
    """True of the last working step of an item that knows no decision: its end is the end of the clocks."""
    graph = graph_of(task.case.process_id)
    return not graph.deciding and any(node.kind == StepKind.CERTIFICATE for node in following(task))


def unanswered_dissents(case: Case) -> list[Task]:
    """The dissents of the newest rounds that have no written answer yet."""
    tasks = Task.objects.filter(case=case, step__isnull=False).select_related("answer").order_by("round")
    newest = {task.step_id: task for task in tasks}
    return [task for task in newest.values() if is_unanswered(task)]
