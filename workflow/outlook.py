"""The forecast of a stored case: its newest rounds, its open pauses, today's calendar."""

from collections.abc import Iterable, Mapping
from datetime import date

from workdays.calendar import Calendar
from workflow.dossier import Dossier
from workflow.forecast import Forecast, Left, forecast
from workflow.limits import step_limits
from workflow.models import Pause
from workflow.states import TaskState


def outlook(
    dossier: Dossier,
    *,
    today: date,
    calendar: Calendar,
    usual_days: Mapping[str, int] | None = None,
    pauses: Iterable[Pause] | None = None,
) -> Forecast:
    """When the case will likely be decided and end.

    One statement, and only where a clock stands and the caller has not read the case's pauses.
    """
    until = _paused_until(dossier, pauses)
    left = {
        code: Left(TaskState(task.state), task.due_on, until.get(task.pk))
        for code, task in dossier.newest().items()
    }
    limits = step_limits(dossier.graph, dossier.case.promised_days)
    return forecast(dossier.graph, left, today=today, calendar=calendar, limits=limits, usual_days=usual_days)


def _paused_until(dossier: Dossier, pauses: Iterable[Pause] | None) -> dict[int, date]:
    """For each task with an open pause the day its notice said it would take."""
    if not dossier.case.open_pauses:
        return {}
    found = Pause.objects.filter(case_id=dossier.case.pk, last_on__isnull=True) if pauses is None else pauses
    return {pause.task_id: pause.expected_on for pause in found if pause.last_on is None}
