"""A request for what is no item of ours: taken down and answered in one act (Art. 32 (1)(1)-(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.actions import issue, ledger_facts
from documents.kinds import DocumentKind
from documents.models import Document
from documents.typesetting import day_in_words
from licensing.access import may
from licensing.actions.frame import attempt
from licensing.actions.writing import CODES
from licensing.letters import Content, rights
from licensing.models import OutsideRequest
from licensing.models.requests import Answer, subject_of
from licensing.refusals import refuse
from licensing.states import Channel
from organization.models import Person
from parties.models import Party
from records.actions import record
from workdays.days import local_day
from workflow.refusals import NotThereError

PAPERS = {Answer.NOT_OURS: DocumentKind.NOT_OURS, Answer.NOT_REQUIRED: DocumentKind.NO_LICENCE_NEEDED}


@dataclass(frozen=True)
class Asking:
    """Who asks for what, how it came, and what the window answers."""

    party: Party
    asked: str
    answer: Answer
    token: str
    channel: Channel = Channel.WINDOW
    received_on: date | None = None
    whom: str = ""
    reasons: str = ""
    language: str = "zh"


def answer_request(asking: Asking, *, by: Person, at: datetime) -> OutsideRequest:
    """The request with its dated, numbered, sealed answer; the same token again gives the same one.

    Not ours names the organ to turn to, not required its reasons (LegalRefusal art32.*). No case opens: no
    step is left to do and no clock runs.
    """
    if not may(by, "request.answer", on=local_day(at)):
        raise NotThereError
    known = OutsideRequest.objects.filter(token=asking.token).select_related("document").first()
    if known is not None:
        return known
    on = asking.received_on or local_day(at)
    with attempt("request.answer", subject_of(asking.token), by=by, at=at):
        _refuse(asking, on, local_day(at))
        made = OutsideRequest(party=asking.party, asked=asking.asked.strip(), answer=asking.answer)
        made.channel, made.received_on, made.token = asking.channel, on, asking.token
        made.whom, made.reasons = asking.whom.strip(), asking.reasons.strip()
        made.answered_by, made.answered_at = by, at
        made.document = _paper(made, asking, by, at)
        made.save(force_insert=True)
        facts: dict[str, Any] = {"party": asking.party.pk, "whom": made.whom, "received_on": on}
        facts |= {"channel": made.channel, **ledger_facts(made.document)}
        record(made.subject, f"request.{made.answer}", by=by, at=at, **facts)
        return made


def _refuse(asking: Asking, on: date, today: date) -> None:
    if not asking.asked.strip():
        raise refuse("art32.asked", _("须写明申请人要办什么。"), field="asked")
    if on > today:
        raise refuse("art32.received_later", _("收件日期不能晚于今天。"), field="received_on")
    if asking.answer == Answer.NOT_OURS and not asking.whom.strip():
        raise refuse("art32.whom", _("须告知申请人向哪个机关申请（行政许可法第三十二条）。"), field="whom")
    if asking.answer == Answer.NOT_REQUIRED and not asking.reasons.strip():
        raise refuse("art32.no_reasons", _("须写明为什么不需要许可。"), field="reasons")


def _paper(made: OutsideRequest, asking: Asking, by: Person, at: datetime) -> Document:
    language = asking.language if asking.language in CODES else "zh"
    with override(CODES[language]):
        content = _letter(made, language)
    kind = PAPERS[Answer(made.answer)]
    return issue(
        kind, subject=made.subject, recipient=made.party, content=content, by=by, at=at, language=language
    )


def _letter(made: OutsideRequest, language: str) -> Content:
    day = day_in_words(made.received_on, language)
    facts = [
        [_("收件日期"), day],
        [_("申请方式"), str(Channel(made.channel).label)],
        [_("申请内容"), made.asked],
    ]
    if made.answer == Answer.NOT_REQUIRED:
        said = _("你（单位）于{day}提出的申请事项依法不需要取得行政许可。说明：{reasons}")
        words = [said.format(day=day, reasons=made.reasons)]
        return {"recipient": made.party.name, "paragraphs": words, "facts": facts}
    said = _("你（单位）于{day}提出的申请事项依法不属于本局职权范围，本局不予受理。请向{whom}申请。")
    words = [said.format(day=day, whom=made.whom), *([made.reasons] if made.reasons else [])]
    return {"recipient": made.party.name, "paragraphs": words, "facts": facts, "rights": rights()}
