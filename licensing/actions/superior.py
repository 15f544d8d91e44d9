"""The superior organ's decision on a forwarded application, as the window registers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from licensing.actions.frame import acting_on_task, is_repeat, move, require_kind
from licensing.actions.writing import tell_applicant
from licensing.models import Application, Licence, SuperiorDecision
from licensing.refusals import refuse
from licensing.states import State
from organization.models import Person
from workdays.days import local_day
from workflow.actions import Outcome, complete
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind


@dataclass(frozen=True)
class SuperiorWord:
    """What the superior organ decided, as its document says; the licence's number and days if it granted."""

    is_granted: bool
    number: str
    decided_on: date
    reasons: str = ""
    licence_number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


def register_superior_decision(
    task_id: int, word: SuperiorWord, *, by: Person, at: datetime, token: str = ""
) -> SuperiorDecision:
    """Registered once; a licence the superior granted enters our register under its own number."""
    with acting_on_task("superior.register", task_id, by=by, at=at) as (application, task):
        known = SuperiorDecision.objects.filter(application=application).first()
        if known is not None and is_repeat(task, token):
            return known
        if known is not None:
            raise AlreadyDoneError(known.registered_by.name, known.registered_at)
        require_kind(task, StepKind.CUSTOM)
        _refuse_word(application, word, local_day(at))
        decision = _registered(application, word, by, at)
        if word.is_granted:
            _enter(application, word, by, at)
        state = State.SUPERIOR_GRANTED if word.is_granted else State.SUPERIOR_DENIED
        move(application, state, ended_on=local_day(at))
        facts = _told(decision, word)
        application.case = complete(
            task_id, Outcome.DONE, by=by, at=at, verb="superior.registered", facts=facts, token=token
        )
        body = gettext_lazy("请到窗口领取，或者按约定方式送达。")
        tell_applicant(application, "superior.registered", gettext_lazy("上级机关已作出决定"), body, at=at)
        return decision


def _registered(application: Application, word: SuperiorWord, by: Person, at: datetime) -> SuperiorDecision:
    return SuperiorDecision.objects.create(
        application=application,
        is_granted=word.is_granted,
        organ=application.item_version.superior,
        number=word.number,
        decided_on=word.decided_on,
        reasons=word.reasons,
        registered_by=by,
        registered_at=at,
    )


def _told(decision: SuperiorDecision, word: SuperiorWord) -> dict[str, Any]:
    return {
        "is_granted": word.is_granted,
        "organ": decision.organ,
        "number": word.number,
        "decided_on": word.decided_on,
        "reasons": word.reasons,
        "licence": word.licence_number,
    }


def _refuse_word(application: Application, word: SuperiorWord, today: date) -> None:
    if application.state != State.FORWARDED:
        raise refuse("art43.not_forwarded", _("本案还没有转报。"))
    if not word.number.strip():
        raise refuse("art43.number", _("须写明上级决定的文号。"), field="number")
    forwarded_on = application.decision.decided_on
    if not forwarded_on <= word.decided_on <= today:
        raise refuse("art43.day", _("上级决定的日期应在转报之后、今天之前。"), field="decided_on")
    if word.is_granted and not word.licence_number.strip():
        raise refuse("art43.licence_number", _("准予的，须写明证书编号。"), field="licence_number")


def _enter(application: Application, word: SuperiorWord, by: Person, at: datetime) -> Licence:
    return Licence.objects.create(
        number=word.licence_number,
        application=application,
        party=application.case.party,
        item_version=application.item_version,
        issued_on=word.decided_on,
        valid_from=word.valid_from or word.decided_on,
        valid_until=word.valid_until,
        issued_by=by,
    )
