"""The one extension of a case (Art. 42)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workflow import access
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.pausing import dues_of, moved
from workflow.actions.stopping import Stops, read_stops, reproject
from workflow.clocks import Extra, moves_promise
from workflow.models import Case, Extension, ExtensionRequest
from workflow.refusals import NotThereError
from workflow.replay import request_key
from workflow.steps import StepKind
from workflow.telling import Told

MOST_DAYS = {False: 10, True: 15}
"""Working days of Art. 42: one organ, or several departments of government acting jointly."""


def extend(
    case_id: int,
    *,
    days: int,
    reason: str,
    by: Person,
    at: datetime,
    most_days: int | None = None,
    verb: str = "clock.extended",
    facts: FactsGiven = None,
) -> Case:
    """The limit is longer by some working days, once, with the head's approval before expiry (Art. 42).

    Approved up to the promised date it moves both clocks, later only the statutory one. `most_days` is the
    item's own maximum where a special law sets one; else 10, for joint cases 15. A waiting request is
    answered by it.
    """
    with desk("case.extend", by=by, at=at, case_id=case_id) as table:
        if not access.may(by, "case.see", table.case, on=table.day):
            raise NotThereError
        told = lengthen(table, days=days, reason=reason, most_days=most_days)
        return table.finish(verb, {**told, **facts_given(facts, table.case)})


def lengthen(
    table: Desk, *, days: int, reason: str, word: str = "", most_days: int | None = None
) -> dict[str, Any]:
    """Extend the case on the desk and answer its waiting request; what the line tells of it."""
    stops = read_stops(table)
    head = require_head(table)
    refuse_unlawful(table, stops, days, reason, most_days)
    old = dues_of(table.case)
    moves = moves_promise(table.case.promised_on, table.day)
    extension = Extension.objects.create(
        case=table.case,
        days=days,
        reason=reason[:500],
        approved_by=head,
        on=table.day,
        moves_promise=moves,
    )
    table.note("more", "extension", {"days": days, "moves_promise": moves, "on": extension.on})
    waiting = ExtensionRequest.objects.filter(case=table.case, answered_at=None).first()
    if waiting is not None:
        answer_request(table, waiting, is_approved=True, word=word)
    stops.extra = Extra(days, moves)
    reproject(table, stops)
    told = {"days": days, "reason": reason, "moves_promise": moves}
    return {**told, **moved(old, table.case)}


def answer_request(table: Desk, asked: ExtensionRequest, *, is_approved: bool, word: str) -> None:
    """Put the head's answer on the request, once; who asked hears of it."""
    asked.is_approved, asked.word = is_approved, word.strip()[:500]
    asked.answered_by, asked.answered_at = table.by, table.at
    asked.save(update_fields=["is_approved", "word", "answered_by", "answered_at"])
    note_request(table, asked)
    kind = "extension.approved" if is_approved else "extension.declined"
    table.told.append(Told(kind, people=(asked.asked_by_id,)))


def note_request(table: Desk, asked: ExtensionRequest) -> None:
    """Put a request into the line of the act."""
    table.note("more", request_key(asked.pk), {"days": asked.days, "is_approved": asked.is_approved})


def require_head(table: Desk) -> Person:
    """The head of the organ, of a joint case the head of the government; nobody else goes on."""
    if table.by is not None and access.may(table.by, "case.extend", table.case, on=table.day):
        return table.by
    head = _("本级人民政府负责人") if table.graph.is_joint else _("本行政机关负责人")
    message = _("延期须经{head}批准（行政许可法第四十二条）。").format(head=head)
    raise LegalRefusal("art42.wrong_role", message)


def refuse_unlawful(table: Desk, stops: Stops, days: int, reason: str, most_days: int | None = None) -> None:
    """Refuse what Art. 42 does not know, whoever asks (LegalRefusal art42.*)."""
    if any(node.kind == StepKind.FORWARD for node in table.graph.nodes.values()):
        message = _("转报件由上级机关决定，本局的审查期限不能延长（行政许可法第四十二条、第四十三条）。")
        raise LegalRefusal("art42.forwarded", message)
    if stops.extra is not None:
        raise LegalRefusal("art42.twice", _("本案已延期一次，不得再延（行政许可法第四十二条）。"))
    if not reason.strip():
        raise LegalRefusal(
            "art42.no_reason", _("延期须写明理由并告知申请人（行政许可法第四十二条）。"), field="reason"
        )
    _refuse_days(days, most_days or MOST_DAYS[table.graph.is_joint])
    _refuse_moment(table)


def _refuse_days(days: int, most: int) -> None:
    if not 1 <= days <= most:
        message = _("延期为 1 至 {most} 个工作日（行政许可法第四十二条）。").format(most=most)
        raise LegalRefusal("art42.days", message, field="days")


def _refuse_moment(table: Desk) -> None:
    case = table.case
    if case.accepted_on is None:
        raise LegalRefusal(
            "art42.before_acceptance", _("受理之前没有时限，不能延期（行政许可法第四十二条）。")
        )
    if case.decided_on is not None or not case.is_open:
        raise LegalRefusal(
            "art42.after_decision", _("案件已有决定或者已办结，不能延期（行政许可法第四十二条）。")
        )
    if case.statutory_on is not None and table.day > case.statutory_on:
        message = _("法定期限已于 {on} 届满，届满之后不能延期（行政许可法第四十二条）。")
        raise LegalRefusal("art42.expired", message.format(on=case.statutory_on.isoformat()))
