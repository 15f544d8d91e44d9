"""Receiving an application (收件): what nobody may apply for is refused, everything else is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.access import may
from licensing.actions.frame import acting, attempt
from licensing.actions.writing import CODES, due, told_of, write
from licensing.answering import checked_answers, wanted_materials
from licensing.entitling import entitlement_of
from licensing.intake_days import WORD_DAYS
from licensing.letters import Content, Matter
from licensing.models import Application, ItemVersion
from licensing.openness import bar_of, refuse_if_barred, refuse_if_closed, refuse_strangers
from licensing.receipts import brought, receipt
from licensing.refusals import AnswersError, refuse
from licensing.states import Channel, State
from licensing.verdicts import Given
from organization.models import District, Person
from parties.models import Agent, Party
from records.chain import Subject
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import note, open_case
from workflow.models import Case
from workflow.numbers import new_query_code
from workflow.refusals import NotThereError
from workflow.steps import Priority


@dataclass(frozen=True)
class Filing:
    """What the window (later the portal) took down of an application."""

    version: ItemVersion
    party: Party
    token: str
    channel: Channel = Channel.WINDOW
    received_on: date | None = None
    district: District | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    agent: Agent | None = None
    presenter: str = ""
    mobile: str = ""
    language: str = "zh"
    note: str = ""
    asks_for_green_channel: bool = False
    to_be_refused: bool = False
    takes_materials: bool = True
    given: tuple[Given, ...] = ()
    """What the window says of the materials as it gives the receipt."""
    filed: frozenset[str] = frozenset()
    """The keys of the materials that came as a file."""


@dataclass(frozen=True)
class Receipt:
    """The application, its 收件凭证, and the query code: shown once, never stored. A repeat has no code."""

    application: Application
    document: Document
    query_code: str = ""


def receive_application(filing: Filing, *, by: Person | None, at: datetime) -> Receipt:
    """A case with its number, its receipt and its five working days; the same token again gives the same one.

    Refuses a closed or not yet open item and a barred party with basis and date (`to_be_refused` takes a
    barred party's in, so that the window can refuse it in writing). AnswersError where answers are not of
    their fields; what is merely missing is received, as the law wants, and asked for later.
    """
    version, on = filing.version, filing.received_on or local_day(at)
    if not may(by, "application.receive", on=local_day(at)):
        raise NotThereError
    known = _known(filing)
    if known is not None:
        return known
    with attempt("application.receive", Subject("item", version.item.code), by=by, at=at):
        _refuse_unlawful(filing, on, at)
        answers = checked_answers(version, filing.answers, on=on)
        if answers.malformed:
            raise AnswersError(answers.malformed)
        return _received(filing, answers.values, on, by=by, at=at)


def amend_answers(
    application_id: int, raw: Mapping[str, Any], *, by: Person | None, at: datetime
) -> Application:
    """The form is put right on the spot, before acceptance (Art. 32); AnswersError at its fields."""
    with acting("application.amend", application_id, by=by, at=at) as application:
        if application.state not in (State.RECEIVED, State.CORRECTION):
            raise refuse("art32.after_acceptance", _("已受理或者已办结的申请不能再改申请表。"))
        answers = checked_answers(application.item_version, raw, on=application.received_on)
        if answers.malformed:
            raise AnswersError(answers.malformed)
        changed = [key for key in answers.values if application.answers.get(key) != answers.values[key]]
        gone = sorted(set(application.answers) - set(answers.values))
        if changed or gone:
            Application.objects.filter(pk=application.pk).update(answers=answers.values)
            application.answers = answers.values
            note(application.case_id, "application.amended", by=by, at=at, facts={"fields": changed + gone})
        return application


def _known(filing: Filing) -> Receipt | None:
    application = Application.objects.with_all().filter(token=filing.token).first()
    return _receipt_of(application) if application else None


def _receipt_of(application: Application) -> Receipt:
    subject = application.subject
    document = Document.objects.get(
        kind=DocumentKind.RECEIPT, subject_kind=subject.kind, subject_key=subject.key
    )
    return Receipt(application, document)


def _refuse_unlawful(filing: Filing, on: date, at: datetime) -> None:
    if on > local_day(at):
        raise refuse("art32.received_later", _("收件日期不能晚于今天。"), field="received_on")
    refuse_if_closed(filing.version, on)
    refuse_strangers(filing.version, filing.party, filing.agent, on)
    if not filing.to_be_refused:
        refuse_if_barred(filing.version, filing.party, on)


def _received(
    filing: Filing, answers: dict[str, Any], on: date, *, by: Person | None, at: datetime
) -> Receipt:
    application = _drafted(filing, answers, on, by, at)
    issued: list[Document] = []

    def facts(case: Case) -> dict[str, Any]:
        issued.append(_issue(application, filing, case, by=by, at=at))
        return {**_told(filing, on), **told_of(issued[-1])}

    code = new_query_code()
    process = filing.version.process
    if process is None:
        raise refuse("item.no_process", _("该事项没有已发布的流程。"))
    case = open_case(
        process,
        title=filing.version.name,
        title_en=filing.version.name_en,
        party=filing.party,
        district=filing.district or filing.party.district,
        by=by,
        at=at,
        received_on=on,
        priority=Priority.GREEN if application.entitlement else Priority.NORMAL,
        answers=answers,
        facts=facts,
        query_code=code,
        verb="application.received",
        token=filing.token,
    )
    if not issued or issued[-1].subject_key != case.number:
        return _receipt_of(Application.objects.with_all().get(case=case))
    application.case = case
    application.save(force_insert=True)
    return Receipt(application, issued[-1], code)


def _drafted(
    filing: Filing, answers: dict[str, Any], on: date, by: Person | None, at: datetime
) -> Application:
    entitlement = entitlement_of(filing.party, on) if filing.asks_for_green_channel else None
    return Application(
        item_version=filing.version,
        form_version=filing.version.form,
        decided_by_superior=filing.version.decided_by_superior,
        token=filing.token,
        channel=filing.channel,
        received_at=at,
        received_on=on,
        received_by=by,
        agent=filing.agent,
        presenter=filing.presenter,
        mobile=filing.mobile,
        language=filing.language if filing.language in CODES else "zh",
        answers=answers,
        note=filing.note,
        entitlement=entitlement,
        barred_by=bar_of(filing.version, filing.party, on) if filing.to_be_refused else None,
    )


def _issue(
    application: Application, filing: Filing, case: Case, *, by: Person | None, at: datetime
) -> Document:
    word_by = due(application.received_on, WORD_DAYS, current_calendar())

    def letter(matter: Matter) -> Content:
        wanted = wanted_materials(filing.version, application.answers)
        what = brought(wanted, filing.given, filing.filed) if filing.takes_materials else None
        return receipt(matter, what, channel=str(Channel(filing.channel).label), word_by=word_by)

    return write(DocumentKind.RECEIPT, application, letter, case=case, by=by, at=at)


def _told(filing: Filing, on: date) -> dict[str, Any]:
    version = filing.version
    return {
        "item": version.item.code,
        "item_version": version.number,
        "title": version.name,
        "channel": str(filing.channel),
        "received_on": on,
        "language": filing.language,
        "agent": filing.agent.pk if filing.agent else None,
    }
