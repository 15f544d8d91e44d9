"""What the reader may do on the page of a case."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from workflow.access import may
from workflow.inbox.acts import ENDING, RowAct, page_of, words_of
from workflow.models import Task
from workflow.overview.file import CaseFile
from workflow.passing import passing_refused
from workflow.registry import CasePage, TaskPage, kind_of
from workflow.rework import recall_refused, return_targets
from workflow.states import TaskState

CaseAct = RowAct
ON_TASKS: tuple[TaskPage, ...] = (
    TaskPage("task.consult", _("请求协办"), "consult"),
    TaskPage(
        "task.return", _("退回"), "return_to", lambda file, task: bool(return_targets(file.dossier, task))
    ),
    TaskPage("task.reassign", _("转办"), "reassign"),
    TaskPage("task.delegate", _("委托办理"), "delegate"),
    TaskPage(
        "task.proceed",
        _("不等逾期部门"),
        "proceed",
        lambda file, task: passing_refused(file.dossier, task, file.today) is None,
    ),
)
ON_CASES: tuple[CasePage, ...] = (
    CasePage("case.prioritise", _("调整优先级"), "prioritise", lambda file: file.case.is_open),
    CasePage("case.hand_over", _("移交首问责任"), "hand_over", lambda file: file.case.is_open),
    CasePage("case.terminate", pgettext_lazy("act", "终止办理"), "terminate"),
)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task whose turn it is, and what the reader may do with it."""

    task: Task
    acts: list[RowAct]


def recallable(file: CaseFile, reader: Person) -> list[RowAct]:
    """Results the reader may still take back."""
    taking_back = gettext("收回“{step}”")
    done = (task for task in file.dossier.newest().values() if task.state == TaskState.DONE)
    return [
        RowAct(taking_back.format(step=task.wording), reverse("recall", args=[task.pk]))
        for task in done
        if may(reader, "task.recall", task, on=file.today) and recall_refused(file.dossier, task) is None
    ]


def open_tasks(file: CaseFile, reader: Person) -> list[OpenTask]:
    """The open tasks of the case, those of the reader first."""
    found = [
        OpenTask(task, _acts(file, task, reader))
        for task in file.dossier.tasks
        if task.state == TaskState.OPEN
    ]
    return sorted(found, key=lambda each: not each.acts)


def case_acts(file: CaseFile, reader: Person) -> list[RowAct]:
    """Acts on the case as a whole."""
    case = file.case
    if not case.is_open:
        return []
    return [
        RowAct(page.words, reverse(page.url_name, args=[case.number]))
        for page in (*kind_of(case.kind).case_pages, *ON_CASES)
        if may(reader, page.act, case, on=file.today) and page.fits(file)
    ]


def _acts(file: CaseFile, task: Task, reader: Person) -> list[RowAct]:
    acts, on = [], file.today
    completes = may(reader, "task.complete", task, on=on)
    if any(may(reader, right, task, on=on) for right in ENDING) and page_of(task):
        acts.append(RowAct(words_of(task), page_of(task)))
    if completes and task.assignee_id is None and task.unit_id:
        acts.append(RowAct(_("认领"), reverse("claim", args=[task.pk]), is_post=True))
    acts += [
        RowAct(page.words, reverse(page.url_name, args=[task.pk]))
        for page in (*kind_of(file.case.kind).more_task_pages, *ON_TASKS)
        if may(reader, page.act, task, on=on) and page.fits(file, task)
    ]
    return acts
