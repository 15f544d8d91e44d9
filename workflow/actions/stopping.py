"""The dated facts that move the clocks of a case on the desk: its pauses and its extension."""

from dataclasses import dataclass, field
from datetime import date

from workdays.reckoning import Pause as PausedDays
from workdays.reckoning import Unit
from workflow.actions.desk import Desk
from workflow.actions.moving import calendar_of, rearm
from workflow.clocks import Clocks, Extra, Interruption, case_dues
from workflow.models import Extension, Pause, Task
from workflow.replay import PauseFact, pause_fact
from workflow.states import TaskState


@dataclass
class Stops:
    """All pauses of a case, and its extension."""

    pauses: list[Pause] = field(default_factory=list)
    extra: Extra | None = None

    def interruptions(self, desk: Desk) -> list[Interruption]:
        """The pauses with the step each belongs to."""
        return [Interruption(step_of(desk, pause.task_id), paused_days(pause)) for pause in self.pauses]

    def open_of(self, task: Task) -> Pause | None:
        """The open pause of a task."""
        return next((p for p in self.pauses if p.task_id == task.pk and p.last_on is None), None)


def paused_days(pause: Pause) -> PausedDays:
    """A pause as the reckoning takes it."""
    return PausedDays(pause.first_on, pause.last_on, ground=pause.get_ground_display())


def step_of(desk: Desk, task_id: int) -> str:
    """The step a task belongs to; a consultation's is that it was asked for."""
    return desk.asked_for(desk.task(task_id))


def read_stops(desk: Desk) -> Stops:
    """Two statements: the pauses, and the extension."""
    extension = Extension.objects.filter(case=desk.case).first()
    extra = Extra(extension.days, extension.moves_promise) if extension else None
    return Stops(list(Pause.objects.filter(case=desk.case).order_by("first_on", "pk")), extra)


def paused_at_all(desk: Desk) -> Stops:
    """The stops of a case with an open pause; none are read where no clock stands."""
    return read_stops(desk) if desk.case.open_pauses else Stops()


def begin_pause(desk: Desk, stops: Stops, pause: Pause) -> None:
    """Store a new pause and retell it."""
    pause.save(force_insert=True)
    stops.pauses.append(pause)
    desk.case.open_pauses += 1
    retell(desk, pause)


def end_pauses(desk: Desk, stops: Stops, last_on: date) -> None:
    """End every open pause whose task is no longer open."""
    states = {task.pk: task.state for task in desk.tasks}
    for pause in stops.pauses:
        if pause.last_on is None and states[pause.task_id] != TaskState.OPEN:
            end_pause(desk, pause, last_on)


def end_pause(desk: Desk, pause: Pause, last_on: date) -> None:
    """End one pause; its last day is not counted either."""
    pause.last_on = max(last_on, pause.first_on)
    Pause.objects.filter(pk=pause.pk, last_on__isnull=True).update(last_on=pause.last_on)
    desk.case.open_pauses -= 1
    retell(desk, pause)


def retell(desk: Desk, pause: Pause) -> None:
    """Put a pause into the line of the act."""
    fact = PauseFact(pause.ground, pause.first_on, pause.expected_days, pause.last_on)
    desk.note("pauses", pause_key(desk.key(desk.task(pause.task_id)), pause.pk), pause_fact(fact))


def pause_key(task: str, number: int) -> str:
    """What a pause is called in a patch."""
    return f"{task}/{number}"


def reproject(desk: Desk, stops: Stops) -> None:
    """Project the due columns of the case, if its clocks run, and of its open tasks anew."""
    case = desk.case
    if case.accepted_on is not None and case.decided_on is None:
        dues = case_dues(
            clocks_of(desk), [paused_days(p) for p in stops.pauses], stops.extra, calendar_of(desk)
        )
        if dues.promised_on != case.promised_on:
            case.remind_on = dues.warn_on
        case.promised_on, case.statutory_on, case.warn_on = dues.promised_on, dues.statutory_on, dues.warn_on
        case.is_provisional = dues.is_provisional
    interruptions = stops.interruptions(desk)
    for task in desk.tasks:
        if task.state == TaskState.OPEN:
            rearm(task, desk.asked_for(task), desk, interruptions)


def clocks_of(desk: Desk) -> Clocks:
    """What acceptance pinned (only of an accepted case)."""
    case = desk.case
    if case.accepted_on is None or case.promised_days is None or case.statutory_days is None:
        raise ValueError(f"{case} has not been accepted.")
    return Clocks(case.accepted_on, case.promised_days, case.statutory_days, Unit(case.limit_unit))
