"""Cases that end before their decision: withdrawn by the applicant, or terminated."""

from datetime import datetime

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workflow import access
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.moving import close
from workflow.actions.responsibility import require_reason
from workflow.actions.stopping import end_pauses, paused_at_all, reproject
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.telling import Told, seats_of

TOLD = {Outcome.WITHDRAWN: "case.withdrawn", Outcome.SENT_BACK: "case.sent_back"}


def withdraw(
    case_id: int,
    *,
    reason: str,
    by: Person | None,
    at: datetime,
    verb: str = "case.withdrawn",
    facts: FactsGiven = None,
) -> Case:
    """The applicant no longer asks: the case ends, its tasks are cancelled. Only before the decision."""
    return _end(case_id, "case.withdraw", Outcome.WITHDRAWN, reason, by, at, verb, facts)


def terminate(
    case_id: int,
    *,
    reason: str,
    by: Person | None,
    at: datetime,
    outcome: Outcome = Outcome.TERMINATED,
    verb: str = "case.terminated",
    facts: FactsGiven = None,
) -> Case:
    """The case ends without a decision (终止, or 退回件 with outcome SENT_BACK). Only before the decision."""
    return _end(case_id, "case.terminate", outcome, reason, by, at, verb, facts)


def _end(
    case_id: int,
    act: str,
    outcome: Outcome,
    reason: str,
    by: Person | None,
    at: datetime,
    verb: str,
    facts: FactsGiven,
) -> Case:
    with desk(act, by=by, at=at, case_id=case_id) as table:
        if by is not None and not (
            access.may(by, "case.see", table.case, on=table.day)
            and access.may(by, act, table.case, on=table.day)
        ):
            raise NotThereError
        if not table.case.is_open:
            raise AlreadyDoneError(when=table.case.closed_at)
        if table.case.decided_on is not None:
            raise LegalRefusal("workflow.decided", _("决定已作出，不能撤回或终止。"))
        require_reason(reason)
        stops = paused_at_all(table)
        open_now = tuple(task for task in table.tasks if task.is_open)
        close(table, outcome)
        table.told = [_end_of(table, open_now, reason)]
        end_pauses(table, stops, table.day)
        if stops.pauses:
            reproject(table, stops)
        return table.finish(
            verb, {"outcome": str(outcome), "reason": reason, **facts_given(facts, table.case)}
        )


def _end_of(table: Desk, tasks: tuple[Task, ...], reason: str) -> Told:
    """One notice to each who had the work on the desk or in the pool; who ends the case knows it."""
    kind = TOLD.get(Outcome(table.case.outcome), "case.terminated")
    pool = seats_of(task for task in tasks if task.assignee_id is None)
    return Told(kind, tasks, seats=pool, apart=table.by.pk if table.by else None, reason=reason)
