"""The licence and its delivery: on the clock of Art. 44, by the window only (Art. 26)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.actions.frame import acting_on_task, is_repeat, require_kind
from licensing.actions.writing import CODES, tell_applicant, told_of, write
from licensing.answering import context_on, form_of
from licensing.fields import Definition, FieldKind, Told, told_answers
from licensing.intake_days import deliver_by
from licensing.letters import Content, Matter, licence
from licensing.models import Application, Delivery, Licence
from licensing.refusals import refuse
from licensing.states import FAVOURABLE, Delivered, DeliveryMethod, State
from licensing.validity import last_day
from organization.models import Person
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import Outcome, complete
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind

HOME = "residence"


def issue_licence(
    task_id: int,
    *,
    by: Person,
    at: datetime,
    scope: Iterable[tuple[str, str]] | None = None,
    valid_from: date | None = None,
    token: str = "",
) -> Licence:
    """The certificate with its number and validity; `scope` defaults to the answered form."""
    with acting_on_task("licence.issue", task_id, by=by, at=at) as (application, task):
        known = Licence.objects.filter(application=application).select_related("issued_by").first()
        if known is not None and is_repeat(task, token):
            return known
        if known is not None:
            raise AlreadyDoneError(known.issued_by.name, task.done_at)
        require_kind(task, StepKind.CERTIFICATE)
        if application.state not in FAVOURABLE:
            raise refuse("art38.not_granted", _("没有准予的决定，不能发证。"))
        issued = _made(application, scope, _first_day(valid_from, local_day(at)), by, at)
        issued.save(force_insert=True)
        document = issued.document
        facts = {
            "licence": issued.number,
            "valid_from": issued.valid_from,
            "valid_until": issued.valid_until,
            **(told_of(document) if document else {}),
        }
        complete(task_id, Outcome.ISSUED, by=by, at=at, verb="licence.issued", facts=facts, token=token)
        return issued


def deliver(
    task_id: int,
    *,
    method: DeliveryMethod,
    receiver: str,
    proof: str,
    by: Person,
    at: datetime,
    token: str = "",
) -> Delivery:
    """Handed over with proof; the case ends. Late is what comes after ten working days (Art. 44)."""
    with acting_on_task("result.deliver", task_id, by=by, at=at) as (application, task):
        known = Delivery.objects.filter(application=application).select_related("delivered_by").first()
        if known is not None and is_repeat(task, token):
            return known
        if known is not None:
            raise AlreadyDoneError(known.delivered_by.name, known.delivered_at)
        require_kind(task, StepKind.DELIVERY)
        if not receiver.strip() or not proof.strip():
            field = "proof" if receiver.strip() else "receiver"
            raise refuse("art44.no_proof", _("送达须写明签收人和凭据。"), field=field)
        delivery = _delivered(application, method, receiver, proof, by, at)
        delivery.save(force_insert=True)
        facts = {
            "delivered": str(delivery.delivered),
            "method": str(method),
            "proof": proof,
            "due_on": delivery.due_on,
            "is_late": delivery.is_late,
        }
        case = complete(
            task_id, Outcome.DELIVERED, by=by, at=at, verb="result.delivered", facts=facts, token=token
        )
        application.case = case
        title = gettext_lazy("结果已送达")
        tell_applicant(application, "result.delivered", title, gettext_lazy("感谢您的配合。"), at=at)
        return delivery


def _first_day(valid_from: date | None, today: date) -> date:
    """The first day of validity; no further off than next year, which only a slip of the pen would be."""
    if valid_from is not None and abs(valid_from.year - today.year) > 1:
        raise refuse("licence.far_off", _("请核对有效期起的年份：与今天相差不超过一年。"), field="valid_from")
    return valid_from or today


def _made(
    application: Application,
    scope: Iterable[tuple[str, str]] | None,
    valid_from: date,
    by: Person,
    at: datetime,
) -> Licence:
    version = application.item_version
    until = last_day(valid_from, version.validity_months)
    rows = [list(row) for row in (scope_of(application) if scope is None else scope)]
    decision = getattr(application, "decision", None)
    conditions = decision.conditions if decision else []
    document = _certificate(application, rows, conditions, valid_from, until, by=by, at=at)
    return Licence(
        number=document.number,
        application=application,
        party=application.case.party,
        item_version=version,
        scope=rows,
        conditions=conditions,
        issued_on=local_day(at),
        valid_from=valid_from,
        valid_until=until,
        issued_by=by,
        document=document,
    )


def scope_of(application: Application) -> list[tuple[str, str]]:
    """The scope a certificate shows, in its language: the first section's plain answers and the site."""
    version = application.item_version
    form = form_of(version)
    if form is None or not form.sections:
        return []
    shown = {field.key for field in form.sections[0].fields if not field.is_table} | _sites(form)
    chosen = {key: value for key, value in application.answers.items() if key in shown}
    with override(CODES[application.language]):
        told: list[Told] = told_answers(form, chosen, context_on(application.received_on))
    return [(line.label, line.text) for line in told]


def _sites(form: Definition) -> set[str]:
    """Where what is licensed is done, in whatever section it is asked; never where somebody lives."""
    fields = [field for section in form.sections for field in section.fields]
    return {field.key for field in fields if field.kind == FieldKind.ADDRESS and field.key != HOME}


def _certificate(
    application: Application,
    scope: list[list[str]],
    conditions: list[str],
    valid_from: date,
    until: date | None,
    *,
    by: Person,
    at: datetime,
) -> Document:
    version, party = application.item_version, application.case.party
    english = application.language == "en"

    def letter(matter: Matter) -> Content:
        holder = [[_("持证人"), party.name], [_("统一社会信用代码或者证件号码"), party.code]]
        name = version.document_name_en if english else version.document_name
        last = (
            matter.day(until)
            if until
            else (version.validity_en if english else version.validity) or _("长期")
        )
        return licence(
            matter,
            name=name,
            holder=holder,
            scope=scope,
            conditions=conditions,
            valid_from=valid_from,
            until=last,
        )

    return write(DocumentKind.LICENCE, application, letter, by=by, at=at, expires_on=until)


def _delivered(
    application: Application, method: DeliveryMethod, receiver: str, proof: str, by: Person, at: datetime
) -> Delivery:
    has_licence = Licence.objects.filter(application=application).exists()
    return Delivery(
        application=application,
        delivered=Delivered.LICENCE if has_licence else Delivered.DECISION,
        method=method,
        receiver=receiver,
        proof=proof,
        delivered_on=local_day(at),
        due_on=_due_on(application),
        delivered_by=by,
        delivered_at=at,
    )


def _due_on(application: Application) -> date | None:
    """Ten working days from our decision, from the end of a service, or from the superior's word arriving."""
    since = application.ended_on
    if since is None or application.state == State.WITHDRAWN:
        return None
    return deliver_by(since, current_calendar())
