"""A case with its tasks as read (案卷): which step each task is, where everything stands."""

from collections.abc import Iterable

from workflow.board import Board, Stand
from workflow.definitions.reading import graph_of
from workflow.graphs import Graph, Node
from workflow.models import Case, Task
from workflow.refusals import NotThereError
from workflow.replay import task_key
from workflow.states import LIVE, TaskState


class Dossier:
    """A case and all its tasks; answers questions, changes nothing."""

    def __init__(self, case: Case, tasks: Iterable[Task]) -> None:
        self.case = case
        self.graph: Graph = graph_of(case.process_id)
        self.tasks: list[Task] = list(tasks)
        for task in self.tasks:
            task.case = case

    def task(self, task_id: int) -> Task:
        """The task of this number (NotThereError)."""
        for task in self.tasks:
            if task.pk == task_id:
                return task
        raise NotThereError

    def node(self, task: Task) -> Node | None:
        """The step of a task; None of a consultation."""
        return self.graph.by_id[task.step_id] if task.step_id else None

    def key(self, task: Task) -> str:
        """What the task is called in the ledger."""
        node = self.node(task)
        return task_key(node.code if node else None, task.round)

    def newest(self) -> dict[str, Task]:
        """The newest round of each step."""
        found: dict[str, Task] = {}
        for task in self.tasks:
            node = self.node(task)
            if node and (node.code not in found or found[node.code].round < task.round):
                found[node.code] = task
        return found

    def board(self) -> Board:
        """Where everything stands, for the rules."""
        stands = {
            code: Stand(TaskState(task.state), task.outcome, task.open_predecessors)
            for code, task in self.newest().items()
        }
        consulting: dict[str, int] = {}
        for task in self.awaited():
            code = self.asked_for(task)
            consulting[code] = consulting.get(code, 0) + 1
        return Board(stands, consulting)

    def awaited(self) -> list[Task]:
        """The consultations not yet answered."""
        return [task for task in self.tasks if task.step_id is None and task.state in LIVE]

    def asked_for(self, task: Task) -> str:
        """The step a task belongs to; a consultation's is that it was asked for, through any between."""
        while task.step_id is None and task.consulted_for_id is not None:
            task = self.task(task.consulted_for_id)
        return self.graph.by_id[task.step_id or 0].code


def tasks_of(case: Case) -> Iterable[Task]:
    """The tasks of a case with their answers to dissent: one statement."""
    return Task.objects.filter(case_id=case.pk).select_related("answer").order_by("pk")


def dossier_of(case: Case) -> Dossier:
    """The case with its tasks: one statement."""
    return Dossier(case, tasks_of(case))
