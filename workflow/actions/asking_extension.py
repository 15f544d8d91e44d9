"""The request for an extension (Art. 42): asked by lead or window, approved or declined by the head."""

from datetime import datetime

from django.utils.translation import gettext as _

from organization.models import Person
from organization.seating import seating
from records.refusals import LegalRefusal
from workflow import access
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.extending import (
    answer_request,
    lengthen,
    note_request,
    refuse_unlawful,
    require_head,
)
from workflow.actions.stopping import read_stops
from workflow.models import Case, ExtensionRequest
from workflow.models.requests import HEADS
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.telling import Told


def ask_extension(case_id: int, *, days: int, reason: str, by: Person, at: datetime) -> ExtensionRequest:
    """The head of the organ (joint: of the government) has the request on the desk; no clock moves yet.

    Refused for what could not be approved either: late, twice, without reason, too many days, 转报
    (LegalRefusal art42.*), and while another request waits.
    """
    with desk("case.ask_extension", by=by, at=at, case_id=case_id) as table:
        _require_asker(table, by)
        refuse_unlawful(table, read_stops(table), days, reason)
        waiting = ExtensionRequest.objects.filter(case=table.case, answered_at=None).first()
        if waiting is not None:
            message = _("{who}已于 {on} 申请延期，正等待批示。")
            words = message.format(who=waiting.asked_by.title(), on=f"{waiting.asked_at:%Y-%m-%d}")
            raise LegalRefusal("art42.asked", words)
        asked = ExtensionRequest.objects.create(
            case=table.case, days=days, reason=reason.strip()[:500], asked_by=by, asked_at=at
        )
        note_request(table, asked)
        heads = seating(table.day).holding(HEADS[table.graph.is_joint])
        table.told.append(Told("extension.asked", people=tuple(person.pk for person in heads)))
        table.finish("extension.asked", {"days": days, "reason": asked.reason})
        return asked


def approve_extension(
    request_id: int,
    *,
    by: Person,
    at: datetime,
    word: str = "",
    verb: str = "clock.extended",
    facts: FactsGiven = None,
) -> Case:
    """The clocks are longer by the days asked for, for the reason given; refused as `extend` is."""
    with desk("case.extend", by=by, at=at, case_id=_case_of(request_id)) as table:
        asked = _open_request(table, request_id)
        told = lengthen(table, days=asked.days, reason=asked.reason, word=word)
        return table.finish(verb, {**told, "word": word, **facts_given(facts, table.case)})


def decline_extension(request_id: int, *, word: str, by: Person, at: datetime) -> Case:
    """The clocks stay as they are; who asked is told why. A new request may follow before expiry."""
    with desk("extension.decline", by=by, at=at, case_id=_case_of(request_id)) as table:
        asked = _open_request(table, request_id)
        require_head(table)
        if not word.strip():
            raise LegalRefusal("art42.no_word", _("不批准须写明意见，告知申请延期的人。"), field="word")
        answer_request(table, asked, is_approved=False, word=word)
        return table.finish("extension.declined", {"days": asked.days, "word": word})


def _case_of(request_id: int) -> int:
    found = ExtensionRequest.objects.filter(pk=request_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotThereError
    return found


def _open_request(table: Desk, request_id: int) -> ExtensionRequest:
    """The request as it stands under the case's lock; an answered one says who was first."""
    if table.by is not None and not access.may(table.by, "case.see", table.case, on=table.day):
        raise NotThereError
    asked = ExtensionRequest.objects.select_related("answered_by").get(pk=request_id)
    if asked.is_answered:
        raise AlreadyDoneError(asked.answered_by.name if asked.answered_by else "", asked.answered_at)
    return asked


def _require_asker(table: Desk, by: Person) -> None:
    if not access.may(by, "case.see", table.case, on=table.day):
        raise NotThereError
    if not access.may(by, "case.ask_extension", table.case, on=table.day):
        message = _("延期由牵头处或者窗口申请，报行政机关负责人批准（行政许可法第四十二条）。")
        raise LegalRefusal("art42.wrong_asker", message)
