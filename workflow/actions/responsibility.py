"""Who answers for a case (首问责任), and how high it stands in every inbox."""

from datetime import datetime

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workflow import access
from workflow.actions.desk import Desk, desk
from workflow.models import Case, Task
from workflow.receivers import receivers
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.states import LIVE
from workflow.steps import Priority
from workflow.telling import Told


def prioritise(case_id: int, *, priority: Priority, reason: str, by: Person | None, at: datetime) -> Case:
    """The case and its unfinished tasks move up or down in every inbox; limits stay as they are."""
    with desk("case.prioritise", by=by, at=at, case_id=case_id) as table:
        _require(table, "case.prioritise")
        if table.case.priority == priority:
            message = _("这件案子的优先级已经是“{priority}”。").format(priority=Priority(priority).label)
            raise LegalRefusal("workflow.same_priority", message, field="priority")
        require_reason(reason)
        table.case.priority = priority
        lines = [task for task in table.tasks if task.state in LIVE]
        Task.objects.filter(pk__in=[task.pk for task in lines]).update(priority=priority)
        return table.finish(
            "case.prioritised", {"priority": Priority(priority).name.lower(), "reason": reason}
        )


def hand_over(case_id: int, *, to: Person, by: Person | None, at: datetime, reason: str = "") -> Case:
    """Another is the first-responsible person of the case (首问负责), and hears of it.

    Refused for who holds no post that day in a unit that has part in the case.
    """
    with desk("case.hand_over", by=by, at=at, case_id=case_id) as table:
        _require(table, "case.hand_over")
        if not receivers(table, table.day).filter(pk=to.pk).exists():
            message = _("{who}当日在经办单位没有岗位，不能负责这件案子。").format(who=to.name)
            raise LegalRefusal("workflow.not_eligible", message, field="to")
        old = table.case.responsible
        if old == to:
            message = _("{who}已经是这件案子的首问责任人。").format(who=to.name)
            raise LegalRefusal("workflow.same_person", message, field="to")
        require_reason(reason)
        table.case.responsible = to
        table.told.append(Told("case.handed_over", people=(to.pk,)))
        told = {"from": old.name if old else "", "to": to.name, "reason": reason}
        return table.finish("case.handed_over", told)


def require_reason(reason: str) -> None:
    """Go on only with a reason (LegalRefusal workflow.no_reason)."""
    if not reason.strip():
        raise LegalRefusal("workflow.no_reason", _("须写明理由。"), field="reason")


def _require(table: Desk, act: str) -> None:
    """Go on only for whoever may do this to an open case."""
    by, case = table.by, table.case
    if by is not None and not (
        access.may(by, "case.see", case, on=table.day) and access.may(by, act, case, on=table.day)
    ):
        raise NotThereError
    if not case.is_open:
        raise AlreadyDoneError(when=case.closed_at)
