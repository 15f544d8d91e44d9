"""Which cases waiting for a signature are plain: everybody agrees, nothing is asked, nothing is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.case_file.opinions import VOICES
from licensing.case_file.record import RELATED
from licensing.legality import has_sufficient_basis
from licensing.models import Application, Basis
from parties.models import Bar
from workdays.calendar import Calendar
from workdays.reckoning import days_over, remaining
from workflow.dossier import Dossier
from workflow.models import Task
from workflow.obstacles import obstacles_before
from workflow.outcomes import NEGATIVE, Outcome
from workflow.states import TaskState
from workflow.steps import StepKind


@dataclass(frozen=True)
class Waiting:
    """A case on the signer's desk: why it must be looked at by itself, if it must."""

    task: Task
    agreed: int
    left: int | None
    is_provisional: bool
    reasons: Sequence[str]

    @property
    def is_plain(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Desk:
    """All that is asked about many cases at once: four statements for any number of them."""

    tasks: dict[int, list[Task]]
    applications: dict[int, Application]
    bases: dict[int, list[Basis]]
    barred: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, cases: Iterable[int], on: date) -> Desk:
        numbers = list(cases)
        tasks: dict[int, list[Task]] = defaultdict(list)
        for task in Task.objects.filter(case__in=numbers).select_related(*RELATED).order_by("pk"):
            tasks[task.case_id].append(task)
        found = Application.objects.filter(case__in=numbers).select_related("item_version__item", "case")
        applications = {each.case_id: each for each in found}
        bases: dict[int, list[Basis]] = defaultdict(list)
        versions = {each.item_version_id for each in applications.values()}
        for basis in Basis.objects.filter(version__in=versions):
            bases[basis.version_id].append(basis)
        parties = {each.case.party_id for each in applications.values()}
        bars = Bar.objects.running(on).filter(party__in=parties).values_list("party_id", "item_code")
        return cls(tasks, applications, bases, frozenset(bars))


def waiting(tasks: Sequence[Task], *, today: date, calendar: Calendar) -> list[Waiting]:
    """The deciding tasks in the order given, each with what stands against signing it with others."""
    desk = Desk.of({task.case_id for task in tasks}, today)
    return [_waiting(task, desk, today, calendar) for task in tasks if task.case_id in desk.applications]


def _waiting(task: Task, desk: Desk, today: date, calendar: Calendar) -> Waiting:
    dossier = Dossier(task.case, desk.tasks[task.case_id])
    application = desk.applications[task.case_id]
    voices = [each for each in dossier.newest().values() if _speaks(dossier, each)]
    reasons = [
        *(obstacle.message for obstacle in obstacles_before(dossier, task)),
        *_said(voices),
        *_recommended(dossier),
        *_unlawful(application, desk, today),
        *_late(task, today),
    ]
    agreed = sum(each.outcome in (Outcome.AGREE, Outcome.PASSED) for each in voices)
    due_on = task.case.promised_on
    is_provisional = due_on is not None and calendar.is_provisional(due_on)
    return Waiting(task, agreed, _left(task, today, calendar), is_provisional, list(dict.fromkeys(reasons)))


def _speaks(dossier: Dossier, task: Task) -> bool:
    node = dossier.node(task)
    return node is not None and node.kind in VOICES and task.state == TaskState.DONE


def _said(voices: Iterable[Task]) -> Iterable[str]:
    for each in voices:
        if each.outcome in NEGATIVE:
            yield _("有不同意见，已书面答复") if hasattr(each, "answer") else _("有不同意见")
        if each.conditions:
            yield _("有附条件意见")


def _recommended(dossier: Dossier) -> Iterable[str]:
    for each in dossier.newest().values():
        node = dossier.node(each)
        if node is not None and node.kind == StepKind.SYNTHESIS and each.state == TaskState.DONE:
            if each.outcome in NEGATIVE:
                yield _("综合审定建议不予许可")
            if each.conditions:
                yield _("有附条件意见")


def _unlawful(application: Application, desk: Desk, today: date) -> Iterable[str]:
    version = application.item_version
    if version.decided_by_superior:
        yield _("由上级机关决定，只能转报")
    if not has_sufficient_basis(version.nature, desk.bases[version.pk], today):
        yield _("依据已失效或者位阶不够")
    if (application.case.party_id, version.item.code) in desk.barred:
        yield _("申请人被限制申请本事项")


def _late(task: Task, today: date) -> Iterable[str]:
    if task.case.promised_on is not None and task.case.promised_on < today:
        yield _("已超过承诺时限")


def _left(task: Task, today: date, calendar: Calendar) -> int | None:
    due_on = task.case.promised_on
    if due_on is None:
        return None
    return remaining(due_on, today, calendar=calendar) or -days_over(due_on, today, calendar=calendar)
