"""What a person may do with a row of the inbox: exactly that, the main act first."""

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from workflow.access import may
from workflow.definitions.reading import graph_of
from workflow.inbox.branches import Tab
from workflow.models import Task
from workflow.registry import kind_of
from workflow.steps import StepKind

WORDS: dict[str, Promise] = {
    StepKind.INTAKE: _("核对受理"),
    StepKind.ASSIGN: _("初审"),
    StepKind.REVIEW: _("填审查意见"),
    StepKind.SITE_CHECK: _("填核查记录"),
    StepKind.APPRAISAL: _("登记结果"),
    StepKind.SYNTHESIS: _("综合审定"),
    StepKind.DECISION: _("签批"),
    StepKind.CERTIFICATE: _("制证"),
    StepKind.DELIVERY: _("送达"),
    StepKind.FORWARD: _("签署转报"),
    StepKind.OPINION_LETTER: _("回复意见"),
    StepKind.CUSTOM: _("办理"),
}


ENDING = ("task.complete", "task.answer_by_letter")  # either right ends a task on its page


@dataclass(frozen=True, slots=True)
class RowAct:
    """One act on a row: a page to open, or (`is_post`) a button that acts at once."""

    words: str | Promise
    url: str
    is_post: bool = False


def acts_for(task: Task, person: Person, tab: Tab, *, on: date) -> list[RowAct]:
    """The acts allowed on a task that day, the first of them the main one."""
    acts = [_open(task)] if any(may(person, right, task, on=on) for right in ENDING) else []
    if task.assignee_id is None and may(person, "task.claim", task, on=on):
        claim = RowAct(_("认领"), reverse("claim", args=[task.pk]), is_post=True)
        acts = [claim, *acts] if tab == Tab.POOL else [*acts, claim]
    if may(person, "task.reassign", task, on=on):
        acts.append(RowAct(_("转办"), reverse("reassign", args=[task.pk])))
    return [act for act in acts if act]


def _open(task: Task) -> RowAct | None:
    """The page on which the task is done, named after its kind of step."""
    url = page_of(task)
    return RowAct(words_of(task), url) if url else None


def words_of(task: Task) -> str | Promise:
    """What doing the task is called."""
    kind = _kind_of(task)
    return WORDS[kind] if kind else _("回复协办")


def page_of(task: Task) -> str:
    """Where the task is done; empty if its kind of case has no page for it."""
    name = kind_of(task.case.kind).task_pages.get(_kind_of(task) or StepKind.REVIEW, "")
    try:
        return reverse(name, args=[task.pk]) if name else ""
    except NoReverseMatch:
        return ""


def _kind_of(task: Task) -> StepKind | None:
    """The kind of the task's step, known without a query; None of a consultation."""
    node = graph_of(task.case.process_id).by_id.get(task.step_id or 0)
    return node.kind if node else None
