"""The dates of a case: what happened, what is due, what is expected, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from workdays.days import local_day
from workflow.dated import Dated
from workflow.models import Task
from workflow.overview.file import CaseFile
from workflow.registry import kind_of
from workflow.states import TaskState


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated thing as `parts/milestones.html` shows it."""

    on: date
    words: str
    note: str = ""
    state: str = ""
    provisional: bool = False
    url: str = ""


def milestones_of(file: CaseFile) -> list[Milestone]:
    """Everything with a date, the earliest first."""
    dated = _pending(file)
    due = [*_due(file), *_case_dues(file), *_of_kind(file, dated)]
    stones = [*_past(file), *_awaited(file, dated), *_pauses(file), *due, *_expected(file)]
    return sorted(stones, key=lambda stone: stone.on)


def _past(file: CaseFile) -> Iterator[Milestone]:
    case = file.case
    yield Milestone(case.received_on, _("收件"), state="is-past")
    if case.accepted_on is not None:
        yield Milestone(case.accepted_on, _("受理"), state="is-past")
    if file.extension is not None:
        words = _("批准延期 %(n)d 个工作日") % {"n": file.extension.days}
        yield Milestone(file.extension.on, words, file.extension.reason, "is-past")
    if case.decided_on is not None:
        yield Milestone(case.decided_on, _("作出决定"), case.get_outcome_display(), "is-past")
    if case.closed_at is not None:
        yield Milestone(local_day(case.closed_at), _("办结"), case.get_outcome_display(), "is-past")


def _awaited(file: CaseFile, dated: list[Dated]) -> Iterator[Milestone]:
    """What somebody outside owes; where its date has a working, the way to it."""
    owed = file.awaited
    if owed is not None:
        urls = [_url(file, one.code) for one in dated if one.due_on == owed.due_on]
        words = _("%(who)s的期限：%(owes)s") % {"who": owed.who, "owes": owed.owes}
        provisional = file.calendar.is_provisional(owed.due_on)
        near = _nearness(owed.due_on, file)
        yield Milestone(owed.due_on, words, state=near, provisional=provisional, url="".join(urls[:1]))


def _pauses(file: CaseFile) -> Iterator[Milestone]:
    for pause in file.pauses:
        ground = pause.get_ground_display()
        told = _("%(notice)s，预计 %(n)d 天") % {"notice": pause.notice.number, "n": pause.expected_days}
        yield Milestone(pause.first_on, _("计时中止：%(ground)s") % {"ground": ground}, told, "is-past")
        if pause.last_on is not None:
            yield Milestone(pause.last_on, _("%(ground)s结束") % {"ground": ground}, state="is-past")
        else:
            until = pause.expected_on
            state = "is-late" if until < file.today else ""
            yield Milestone(until, _("预计%(ground)s结束") % {"ground": ground}, state=state)


def _due(file: CaseFile) -> Iterator[Milestone]:
    for task in file.dossier.tasks:
        if task.state == TaskState.OPEN and task.due_on is not None:
            unit = task.unit.title() if task.unit else ""
            words = _("%(step)s到期") % {"step": task.wording}
            near = _nearness(task.due_on, file)
            yield Milestone(task.due_on, words, unit, near, url=_working_url(file, task))


def _case_dues(file: CaseFile) -> Iterator[Milestone]:
    case = file.case
    if case.decided_on is not None:
        return
    for name, words, on in (
        ("promised", _("承诺到期"), case.promised_on),
        ("statutory", _("法定到期"), case.statutory_on),
    ):
        if on is not None:
            url = reverse("working", args=[case.number, name])
            provisional = file.calendar.is_provisional(on)
            yield Milestone(on, words, state=_nearness(on, file), provisional=provisional, url=url)


def _pending(file: CaseFile) -> list[Dated]:
    """What else is due by the law of its kind and not yet done."""
    if not file.case.is_open:
        return []
    dates = kind_of(file.case.kind).dates(file.case, file.calendar)
    return [one for one in dates if one.done_on is None and one.due_on is not None]


def _of_kind(file: CaseFile, dated: list[Dated]) -> Iterator[Milestone]:
    """Those that nobody outside owes."""
    owed_on = file.awaited.due_on if file.awaited else None
    for one in dated:
        if one.due_on is not None and one.due_on != owed_on:
            near, provisional = _nearness(one.due_on, file), one.reckoning.provisional
            yield Milestone(one.due_on, one.title, "", near, provisional, _url(file, one.code))


def _url(file: CaseFile, code: str) -> str:
    return reverse("working", args=[file.case.number, code])


def _expected(file: CaseFile) -> Iterator[Milestone]:
    forecast, case = file.forecast, file.case
    if not case.is_open or case.decided_on is not None or forecast.decided_on is None:
        return
    late = file.is_at_risk
    words = _("预计作出决定")
    note = _("将超出法定") if file.breaks_statute else _("将超出承诺") if late else ""
    yield Milestone(forecast.decided_on, words, note, "is-late" if late else "", forecast.is_provisional)


def _nearness(on: date, file: CaseFile) -> str:
    if on < file.today:
        return "is-late"
    return "is-today is-warn" if on == file.today else ""


def _working_url(file: CaseFile, task: Task) -> str:
    return reverse("working", args=[file.case.number, f"task-{task.pk}"])
