"""Opinions of the departments, the letter to an outside authority, answers to dissent, the synthesis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from licensing.actions.frame import acting_on_task, is_repeat, require_kind
from licensing.actions.leading import tell_of_dissent
from licensing.actions.writing import attached
from licensing.models import Application, OpinionLetter
from licensing.processes import opens_appraisal, unanswered_dissents
from licensing.refusals import refuse
from licensing.states import DecisionKind
from organization.models import Person
from records.languages import listed
from workdays.days import local_day
from workflow import actions as engine
from workflow.actions import Outcome, complete, note
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind

OPINIONS = frozenset({Outcome.AGREE, Outcome.AGREE_WITH_CONDITIONS, Outcome.DISSENT})
OPINION_STEPS = (StepKind.ASSIGN, StepKind.REVIEW, StepKind.OPINION_LETTER, StepKind.CUSTOM)


@dataclass(frozen=True)
class LetterAnswer:
    """The answer of an outside authority that came by letter (回函)."""

    number: str
    answered_on: date


def submit_opinion(
    task_id: int,
    outcome: Outcome,
    *,
    by: Person | None,
    at: datetime,
    opinion: str = "",
    conditions: Iterable[str] = (),
    answer: LetterAnswer | None = None,
    token: str = "",
) -> Case:
    """A department's opinion; what waits for it goes on. Only people of the task's unit (NotThereError).

    With `answer` it is an outside authority's 回函, entered by the window; without it the window has no say.
    Dissent needs its reasons, conditions must be named. A step that sends the case to an appraisal ends
    with `start_special_procedure` instead, because the applicant must be told in writing (Art. 45).
    """
    right = "task.answer_by_letter" if answer else "task.complete"
    with acting_on_task("opinion.submit", task_id, by=by, at=at, right=right) as (application, task):
        if is_repeat(task, token):
            return application.case
        if task.step_id is not None:
            require_kind(task, *OPINION_STEPS)
        asked = [text.strip() for text in conditions if text.strip()]
        _refuse_opinion(outcome, opinion, asked, task)
        facts: dict[str, Any] = {"conclusion": str(outcome), "conditions": asked, **attached(task)}
        if answer is not None:
            facts |= _keep_answer(task, answer, local_day(at))
        case = complete(
            task_id,
            outcome,
            by=by,
            at=at,
            opinion=opinion,
            conditions=asked if outcome == Outcome.AGREE_WITH_CONDITIONS else (),
            verb="opinion.submitted",
            facts=facts,
            token=token,
            right=right,
        )
        if outcome == Outcome.DISSENT:
            tell_of_dissent(case, task, at=at)
        return case


def answer_dissent(task_id: int, *, text: str, by: Person, at: datetime) -> Case:
    """The dissenting department has its written answer; the decision is no longer blocked by it."""
    with acting_on_task("dissent.answer", task_id, by=by, at=at, right="task.answer_dissent"):
        return engine.answer_dissent(task_id, text=text, by=by, at=at)


def synthesise(
    task_id: int,
    recommends: DecisionKind,
    *,
    opinion: str,
    by: Person | None,
    at: datetime,
    conditions: Iterable[str] = (),
    token: str = "",
) -> Case:
    """综合审定: the lead draws the opinions together; every dissent must have its answer before."""
    with acting_on_task("synthesis.make", task_id, by=by, at=at) as (application, task):
        if is_repeat(task, token):
            return application.case
        require_kind(task, StepKind.SYNTHESIS)
        if not opinion.strip():
            raise refuse("licensing.no_opinion", _("综合审定须写明意见。"), field="opinion")
        dissents = [dissent.wording for dissent in unanswered_dissents(application.case)]
        if dissents:
            message = _("不同意见尚未书面答复：{names}。").format(names=listed(dissents))
            raise refuse("workflow.dissent_unanswered", message)
        outcome = Outcome.FAILED if recommends == DecisionKind.DENIED else Outcome.AGREE
        facts = {"recommends": str(recommends), **attached(task)}
        return complete(
            task_id,
            outcome,
            by=by,
            at=at,
            opinion=opinion,
            conditions=conditions,
            verb="synthesis.made",
            facts=facts,
            token=token,
        )


def send_opinion_letter(
    task_id: int, *, number: str, sent_on: date, by: Person, at: datetime
) -> OpinionLetter:
    """The 征求意见函 to an outside authority has gone out; the window enters its number and date."""
    right = "task.answer_by_letter"
    with acting_on_task("letter.send", task_id, by=by, at=at, right=right) as (application, task):
        known = OpinionLetter.objects.filter(task=task).select_related("sent_by").first()
        if known is not None:
            raise AlreadyDoneError(known.sent_by.name, None)
        if not number.strip():
            raise refuse("licensing.letter", _("须写明函件编号和发出日期。"), field="number")
        if sent_on > local_day(at):
            raise refuse("licensing.letter", _("发出日期不能晚于今天。"), field="sent_on")
        letter = OpinionLetter.objects.create(
            application=application, task=task, number=number, sent_on=sent_on, sent_by=by
        )
        facts = {"step": task.title, "number": number, "sent_on": sent_on}
        note(application.case_id, "letter.sent", by=by, at=at, facts=facts)
        return letter


def _refuse_opinion(outcome: Outcome, opinion: str, conditions: list[str], task: Task) -> None:
    if outcome not in OPINIONS:
        raise refuse("licensing.outcome", _("请选择同意、附条件同意或者不同意。"), field="outcome")
    if outcome == Outcome.DISSENT and not opinion.strip():
        raise refuse("licensing.no_opinion", _("不同意须写明理由。"), field="opinion")
    if outcome == Outcome.AGREE_WITH_CONDITIONS and not conditions:
        raise refuse("licensing.no_conditions", _("附条件同意须逐条写明条件。"), field="conditions")
    if opens_appraisal(task):
        message = _("下一步是不计时的特别程序，须先出具告知书（行政许可法第四十五条）。")
        raise refuse("art45.notice_first", message)


def _keep_answer(task: Task, answer: LetterAnswer, today: date) -> dict[str, Any]:
    letter = OpinionLetter.objects.filter(task=task).first()
    if letter is None:
        raise refuse("licensing.no_letter", _("还没有登记征求意见函。"), field="number")
    if not letter.sent_on <= answer.answered_on <= today:
        raise refuse("licensing.letter", _("回函日期不对。"), field="answered_on")
    letter.answer_number, letter.answered_on = answer.number, answer.answered_on
    letter.save(update_fields=["answer_number", "answered_on"])
    return {"letter": letter.number, "answer": answer.number, "answered_on": answer.answered_on}


def opinions_of(application: Application) -> list[Task]:
    """The finished opinions of the newest rounds, in the order of the process."""
    done = Task.objects.filter(case_id=application.case_id, outcome__in=OPINIONS)
    tasks = done.select_related("step", "unit", "done_by").order_by("step__order", "round")
    return list({task.step_id: task for task in tasks}.values())
