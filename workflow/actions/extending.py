"""The one extension of a case (Art. 42)."""

from datetime import datetime

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workflow import access
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.pausing import dues_of, moved
from workflow.actions.stopping import Stops, read_stops, reproject
from workflow.clocks import Extra
from workflow.models import Case, Extension
from workflow.refusals import NotThereError

MOST_DAYS = 10
MOST_DAYS_JOINT = 15


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
    item's own maximum where a special law sets one; else 10, for joint cases 15.
    """
    with desk("case.extend", by=by, at=at, case_id=case_id) as table:
        if not access.may(by, "case.see", table.case, on=table.day):
            raise NotThereError
        stops = read_stops(table)
        _refuse_unlawful(table, stops, days, reason, most_days)
        old = dues_of(table.case)
        moves_promise = _is_before_promise(table)
        extension = Extension.objects.create(
            case=table.case,
            days=days,
            reason=reason[:500],
            approved_by=by,
            on=table.day,
            moves_promise=moves_promise,
        )
        table.note("more", "extension", {"days": days, "moves_promise": moves_promise, "on": extension.on})
        stops.extra = Extra(days, moves_promise)
        reproject(table, stops)
        told = {"days": days, "reason": reason, "moves_promise": moves_promise}
        return table.finish(verb, {**told, **moved(old, table.case), **facts_given(facts, table.case)})


def _refuse_unlawful(table: Desk, stops: Stops, days: int, reason: str, most_days: int | None) -> None:
    joint = table.graph.is_joint
    if table.by is not None and not access.may(table.by, "case.extend", table.case, on=table.day):
        head = _("本级人民政府负责人") if joint else _("本行政机关负责人")
        raise LegalRefusal(
            "art42.wrong_role", _("延期须经{head}批准（行政许可法第四十二条）。").format(head=head)
        )
    if stops.extra is not None:
        raise LegalRefusal("art42.twice", _("本案已延期一次，不得再延（行政许可法第四十二条）。"))
    if not reason.strip():
        raise LegalRefusal(
            "art42.no_reason", _("延期须写明理由并告知申请人（行政许可法第四十二条）。"), field="reason"
        )
    _refuse_days(days, most_days or (MOST_DAYS_JOINT if joint else MOST_DAYS))
    _refuse_moment(table)


def _refuse_days(days: int, most: int) -> None:
    if not 1 <= days <= most:
        message = _("延期为 1 至 {most} 个工作日（行政许可法第四十二条）。").format(most=most)
        raise LegalRefusal("art42.days", message, field="days")


def _refuse_moment(table: Desk) -> None:
    case = table.case
    if case.accepted_on is None:
        raise LegalRefusal("art42.before_acceptance", _("受理之前没有时限，不能延期。"))
    if case.decided_on is not None:
        raise LegalRefusal("art42.after_decision", _("决定已作出，不能延期。"))
    if case.statutory_on is not None and table.day > case.statutory_on:
        message = _("法定期限已于 {on} 届满，届满之后不能延期（行政许可法第四十二条）。")
        raise LegalRefusal("art42.expired", message.format(on=case.statutory_on.isoformat()))


def _is_before_promise(table: Desk) -> bool:
    """Whether the promise still stands: its last day is in time; in a pause the clock has not run out."""
    promised_on = table.case.promised_on
    return promised_on is None or table.day <= promised_on
