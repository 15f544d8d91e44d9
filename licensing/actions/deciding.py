"""The decision, the forwarding to the superior organ and its answer, the end of what knows no decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from licensing.actions.frame import acting_on_task, is_repeat, move, require_kind
from licensing.actions.leading import tell_of_end
from licensing.actions.writing import Letter, tell_applicant, told_of, write
from licensing.intake_days import deliver_by
from licensing.legality import Nature
from licensing.letters import grant, refusal
from licensing.models import Application, Decision
from licensing.processes import ends_without_decision
from licensing.refusals import refuse
from licensing.states import DecisionKind, State
from organization.models import Person
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import Outcome, complete
from workflow.dossier import dossier_of
from workflow.models import Case, Task
from workflow.obstacles import refuse_while_missing
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind


def decide(
    task_id: int,
    kind: DecisionKind,
    *,
    by: Person,
    at: datetime,
    reasons: str = "",
    conditions: Iterable[str] | None = None,
    is_confidential: bool = False,
    token: str = "",
) -> Decision:
    """The bureau's one decision, in writing, with its rights paragraph; both clocks end.

    Conditions default to those of the opinions. Refused while a required step or a pause is open, a dissent
    unanswered, for a denial without reasons (Art. 38), and always for what the superior decides (Art. 35).
    """
    with acting_on_task("decision.make", task_id, by=by, at=at) as (application, task):
        known = _known(application, task, token)
        if known is not None:
            return known
        _refuse_decision(application, task, kind, reasons)
        _refuse_before_its_turn(task, _outcome(application, kind), by=by, at=at)
        asked = (
            conditions_of(application)
            if conditions is None
            else [text for text in conditions if text.strip()]
        )
        decision = _decided(application, kind, reasons, asked if kind == DecisionKind.GRANTED else [], by, at)
        decision.is_confidential = is_confidential
        decision.document = write(_DOCUMENTS[kind], application, letter_of(decision), by=by, at=at)
        decision.save(force_insert=True)
        move(application, State(kind), ended_on=decision.decided_on)
        _complete(task, application, decision, told_of(decision.document), by=by, at=at, token=token)
        title = gettext_lazy("决定已作出")
        tell_applicant(application, "decision.made", title, gettext_lazy("决定书已出具，请查看。"), at=at)
        return decision


def forward(
    task_id: int, *, opinion: str, recommends: DecisionKind, by: Person, at: datetime, token: str = ""
) -> Decision:
    """The bureau's opinion is signed and the case goes to the superior organ; our clocks end (Art. 43)."""
    with acting_on_task("decision.forward", task_id, by=by, at=at) as (application, task):
        known = _known(application, task, token)
        if known is not None:
            return known
        require_kind(task, StepKind.FORWARD)
        if not application.decided_by_superior:
            raise refuse("art43.ours", _("本事项由本局决定，不转报。"))
        if not opinion.strip():
            raise refuse("art43.no_opinion", _("转报须写明初审意见。"), field="opinion")
        _refuse_before_its_turn(task, Outcome.FORWARDED, by=by, at=at)
        decision = _decided(application, DecisionKind.FORWARDED, opinion, conditions_of(application), by, at)
        decision.deliver_by = None
        decision.save(force_insert=True)
        move(application, State.FORWARDED)
        facts = {
            "recommends": str(recommends),
            "superior": application.item_version.superior,
            "conditions": decision.conditions,
        }
        application.case = complete(
            task.pk,
            Outcome.FORWARDED,
            by=by,
            at=at,
            opinion=opinion,
            verb="case.forwarded",
            facts=facts,
            token=token,
        )
        title = gettext_lazy("已转报上级机关")
        body = gettext_lazy("本局已签署意见并转报，决定由上级机关作出。")
        tell_applicant(application, "case.forwarded", title, body, at=at)
        return decision


def finish(task_id: int, *, by: Person, at: datetime, result: str = "", token: str = "") -> Case:
    """The last working step of a service or notice is done: its clocks end without a decision."""
    with acting_on_task("service.finish", task_id, by=by, at=at) as (application, task):
        if is_repeat(task, token):
            return application.case
        if not ends_without_decision(task):
            raise refuse("licensing.needs_decision", _("“{step}”不能这样办结。").format(step=task.wording))
        if application.state == State.DONE:
            raise AlreadyDoneError("", None)
        move(application, State.DONE, ended_on=local_day(at))
        facts = {"result": result}
        case = complete(
            task.pk,
            Outcome.DONE,
            by=by,
            at=at,
            opinion=result,
            verb="service.finished",
            facts=facts,
            decided=Outcome.DONE,
            token=token,
        )
        tell_of_end(case, task, at=at)
        return case


def conditions_of(application: Application) -> list[str]:
    """The conditions of the opinions of the newest rounds, each once, in the order of the process."""
    tasks = Task.objects.filter(case_id=application.case_id).order_by("step__order", "round")
    newest = {task.step_id or -task.pk: task for task in tasks}
    return list(dict.fromkeys(text for task in newest.values() if _agrees(task) for text in task.conditions))


def _agrees(task: Task) -> bool:
    return task.outcome in (Outcome.AGREE, Outcome.AGREE_WITH_CONDITIONS)


_DOCUMENTS = {DecisionKind.GRANTED: DocumentKind.GRANT, DecisionKind.DENIED: DocumentKind.REFUSAL}


def _known(application: Application, task: Task, token: str) -> Decision | None:
    """The decision of this very form; another's is AlreadyDoneError naming who was first."""
    decision = (
        Decision.objects.filter(application=application).select_related("decided_by", "document").first()
    )
    if decision is None or is_repeat(task, token):
        return decision
    raise AlreadyDoneError(decision.decided_by.name, decision.decided_at)


def _refuse_decision(application: Application, task: Task, kind: DecisionKind, reasons: str) -> None:
    if application.decided_by_superior:
        message = _("本事项由{organ}决定，本局只能签署意见后转报（行政许可法第三十五条、第四十三条）。")
        raise refuse("art35.superior_decides", message.format(organ=application.item_version.superior))
    require_kind(task, StepKind.DECISION)
    if kind not in _DOCUMENTS:
        raise refuse("licensing.outcome", _("请选择准予或者不予许可。"), field="kind")
    if kind == DecisionKind.DENIED and not reasons.strip():
        message = _("不予许可须说明理由（行政许可法第三十八条）。")
        raise refuse("art38.no_reasons", message, field="reasons")


def _refuse_before_its_turn(task: Task, outcome: Outcome, *, by: Person, at: datetime) -> None:
    """Of a step that is not open the engine says what is missing, or who was first; of an open one, what is.

    Before the row is written: the database takes none over an obstacle.
    """
    if not task.is_open:
        complete(task.pk, outcome, by=by, at=at)
    refuse_while_missing(dossier_of(task.case), task)


def _decided(
    application: Application,
    kind: DecisionKind,
    reasons: str,
    conditions: list[str],
    by: Person,
    at: datetime,
) -> Decision:
    on = local_day(at)
    return Decision(
        application=application,
        kind=kind,
        decided_by_superior=application.decided_by_superior,
        reasons=reasons,
        conditions=conditions,
        decided_by=by,
        decided_at=at,
        decided_on=on,
        deliver_by=deliver_by(on, current_calendar()),
    )


def letter_of(decision: Decision) -> Letter:
    """The words of the decision, written or still to be written; a preview shows the same."""
    if decision.kind == DecisionKind.DENIED:
        return lambda matter: refusal(matter, reasons=decision.reasons)
    return lambda matter: grant(
        matter, reasons=decision.reasons, conditions=decision.conditions, deliver_by=decision.deliver_by
    )


def _outcome(application: Application, kind: str) -> Outcome:
    if kind == DecisionKind.DENIED:
        return Outcome.REFUSED_LICENCE
    registers = application.item_version.nature == Nature.REGISTRATION
    return Outcome.REGISTERED if registers else Outcome.GRANTED


def _complete(
    task: Task,
    application: Application,
    decision: Decision,
    document: Any,
    *,
    by: Person,
    at: datetime,
    token: str,
) -> None:
    facts = {
        "kind": str(decision.kind),
        "reasons": decision.reasons,
        "conditions": decision.conditions,
        "deliver_by": decision.deliver_by,
        **document,
    }
    application.case = complete(
        task.pk,
        _outcome(application, decision.kind),
        by=by,
        at=at,
        opinion=decision.reasons,
        conditions=decision.conditions,
        verb="decision.made",
        facts=facts,
        token=token,
    )
