"""No door beside the acts: a task that only an act of licensing may end is refused to everybody else.

The acts write their rows before they complete the task; the guard looks for them.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from licensing.models import Application, Decision, Delivery, Licence, SiteCheck, SuperiorDecision
from licensing.processes import ends_without_decision
from licensing.refusals import refuse
from licensing.states import BEFORE_ACCEPTANCE, State
from workdays.days import local_day
from workflow.definitions import graph_of
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.steps import StepKind

Check = Callable[[Case, Task], bool]


def guard(case: Case, task: Task, outcome: Outcome) -> None:
    """Refuse to complete a task whose act has not left its rows (LegalRefusal licensing.act_missing)."""
    has_acted = _wanted(case, task)
    if has_acted is not None and not has_acted(case, task):
        message = _("“{step}”须按办理程序进行，不能直接办结。").format(step=task.wording)
        raise refuse("licensing.act_missing", message)


def _wanted(case: Case, task: Task) -> Check | None:
    """Which act must have left its rows, if any."""
    graph = graph_of(case.process_id)
    node = graph.by_id.get(task.step_id or 0)
    if node is None:
        return None
    if node.kind == StepKind.CUSTOM and graph.is_after_decision(node.code):
        return _registered
    return _finished if ends_without_decision(task) else _ACTED.get(node.kind)


def _told(case: Case, _task: Task) -> bool:
    states = Application.objects.filter(case=case).exclude(state__in=BEFORE_ACCEPTANCE)
    return states.exists()


def _decided(case: Case, _task: Task) -> bool:
    return Decision.objects.filter(application__case=case).exists()


def _registered(case: Case, _task: Task) -> bool:
    return SuperiorDecision.objects.filter(application__case=case).exists()


def _finished(case: Case, _task: Task) -> bool:
    return Application.objects.filter(case=case, state=State.DONE).exists()


def _checked(_case: Case, task: Task) -> bool:
    return SiteCheck.objects.filter(task=task, checked_on__isnull=False).exists()


def _issued(case: Case, _task: Task) -> bool:
    return Licence.objects.filter(application__case=case).exists()


def _delivered(case: Case, _task: Task) -> bool:
    return Delivery.objects.filter(application__case=case).exists()


_ACTED: dict[StepKind, Check] = {
    StepKind.INTAKE: _told,
    StepKind.DECISION: _decided,
    StepKind.FORWARD: _decided,
    StepKind.SITE_CHECK: _checked,
    StepKind.CERTIFICATE: _issued,
    StepKind.DELIVERY: _delivered,
}


def keep_in_step(case: Case, *, by: object, at: object) -> None:
    """When the engine ends a case before its decision, the application ends with it."""
    state = _ENDINGS.get(Outcome(case.outcome))
    if state is not None:
        live = Application.objects.filter(case=case, state__in=[*BEFORE_ACCEPTANCE, State.ACCEPTED])
        live.update(state=state, ended_on=case.closed_at and local_day(case.closed_at))


_ENDINGS = {
    Outcome.SENT_BACK: State.RETURNED,
    Outcome.TERMINATED: State.TERMINATED,
    Outcome.WITHDRAWN: State.WITHDRAWN,
}
