"""Acceptance (受理): both clocks start, the promise is pinned, the 受理通知书 is issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.actions.correcting import told_on
from licensing.actions.frame import acting, intake_task, is_repeat, move
from licensing.actions.writing import due, tell_applicant, told_of, write
from licensing.answering import checked_answers, wanted_materials
from licensing.entitling import entitlement_of
from licensing.intake_days import Word, shortened, word_due
from licensing.letters import Content, Matter, acceptance
from licensing.models import Application
from licensing.openness import refuse_if_barred
from licensing.refusals import refuse
from licensing.states import State
from licensing.verdicts import Verdict
from organization.models import Person
from records.languages import listed
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.reckoning import Unit
from workdays.store import current_calendar
from workflow.actions import Clocks, Outcome, complete
from workflow.definitions import graph_of
from workflow.limits import fewest_days
from workflow.models import Task
from workflow.refusals import AlreadyDoneError


@dataclass(frozen=True)
class Start:
    """The day both clocks count from, and whether the law had already accepted (Art. 32)."""

    on: date
    is_deemed: bool
    word: Word


def accept(application_id: int, *, by: Person | None, at: datetime, token: str = "") -> Application:
    """Accepted: the case goes to its departments.

    The clocks count from today; after a correction from the day its last piece came; where the window was
    silent for five working days, from the day of receipt (Art. 32). Refuses what is still to be corrected,
    an unchecked material, an incomplete form, a barred party (LegalRefusal naming the article).
    """
    with acting("application.accept", application_id, by=by, at=at) as application:
        task = intake_task(application)
        if _is_repeated(application, task, token):
            return application
        calendar = current_calendar()
        start = starts(application, local_day(at), calendar)
        _refuse_unlawful(application, start)
        clocks = _pin(application, start, at)
        document = _issue(application, start, clocks, calendar, by=by, at=at)
        facts = {**_told(application, start, clocks), **told_of(document)}
        application.case = complete(
            task.pk,
            Outcome.ACCEPTED,
            by=by,
            at=at,
            verb="application.accepted",
            facts=facts,
            answers=application.answers,
            clocks=clocks,
            token=token,
        )
        title = gettext_lazy("申请已受理")
        tell_applicant(application, "application.accepted", title, gettext_lazy("受理通知书已出具。"), at=at)
        return application


def _is_repeated(application: Application, task: Task, token: str) -> bool:
    """True for the same form sent again; somebody else's acceptance is AlreadyDoneError."""
    if application.state != State.ACCEPTED:
        return False
    if is_repeat(task, token):
        return True
    raise AlreadyDoneError(task.done_by.name if task.done_by else "", task.done_at)


def _refuse_unlawful(application: Application, start: Start) -> None:
    """What the law has accepted by silence is decided on what is there; a barred party's never is."""
    if not start.is_deemed:
        _refuse_incomplete(application)
    refuse_if_barred(application.item_version, application.case.party, application.received_on)


def _pin(application: Application, start: Start, at: datetime) -> Clocks:
    """Move the application to accepted and pin its promise: later entitlements change priority only."""
    entitled = entitlement_of(application.case.party, start.on) if application.entitlement else None
    factor = entitled.promise_factor if entitled else None
    clocks = clocks_of(application, start.on, factor)
    move(
        application,
        State.ACCEPTED,
        told_on=application.told_on or local_day(at),
        accepted_at=at,
        is_deemed_accepted=start.is_deemed,
        promise_factor=factor,
    )
    return clocks


def starts(application: Application, today: date, calendar: Calendar) -> Start:
    """From which day the clocks count if the application is accepted today."""
    if application.state == State.CORRECTION and hasattr(application, "correction"):
        since = application.correction.answered_on or today
        word = word_due(since, today, calendar)
        return Start(since, word.is_deemed_accepted and _all_given(application), word)
    word = word_due(application.received_on, today, calendar)
    on = application.received_on if word.is_deemed_accepted else today
    return Start(on, word.is_deemed_accepted, word)


def clocks_of(application: Application, accepted_on: date, factor: Decimal | None) -> Clocks:
    """Both limits of the item version, the promise shortened by the green channel's factor."""
    version = application.item_version
    if version.statutory_limit is None or version.promised_limit is None:
        raise refuse("item.no_limit", _("该事项没有时限。"))
    promised = shortened(version.promised_limit, factor)
    return Clocks(accepted_on, promised, version.statutory_limit, Unit(version.limit_unit))


def _refuse_incomplete(application: Application) -> None:
    if application.state == State.CORRECTION and not _all_given(application):
        lines = application.correction.lines.filter(given_on__isnull=True).select_related("material")
        names = listed(line.material.title for line in lines)
        message = _("通知书所列的材料还没有补齐：{names}（行政许可法第三十二条）。")
        raise refuse("art32.still_deficient", message.format(names=names))
    _refuse_unchecked(application)
    answers = checked_answers(application.item_version, application.answers, on=application.received_on)
    if answers.errors:
        message = _("申请表还没有填完整：{fields}；当场更正，或者一次告知补正（行政许可法第三十二条）。")
        raise refuse("art32.form_incomplete", message.format(fields=listed(answers.errors)))


def _refuse_unchecked(application: Application) -> None:
    verdicts = {each.material_id: each.verdict for each in application.verdicts.all()}
    wanted = wanted_materials(application.item_version, application.answers)
    unchecked = [material.title for material in wanted if material.pk not in verdicts]
    if unchecked:
        message = _("还没有核对：{names}。").format(names=listed(unchecked))
        raise refuse("art32.not_all_checked", message)
    wrong = [each.title for each in wanted if verdicts[each.pk] == Verdict.CORRECT]
    if wrong:
        message = _("还有材料待补正，不能受理：{names}（行政许可法第三十二条第一款第五项）。")
        raise refuse("art32.still_wanting", message.format(names=listed(wrong)))


def _all_given(application: Application) -> bool:
    return not application.correction.lines.filter(given_on__isnull=True).exists()


def _issue(
    application: Application,
    start: Start,
    clocks: Clocks,
    calendar: Calendar,
    *,
    by: Person | None,
    at: datetime,
) -> Document:
    promised = due(clocks.accepted_on, clocks.promised_days, calendar, clocks.unit)
    statutory = due(clocks.accepted_on, clocks.statutory_days, calendar, clocks.unit)
    english = application.language == "en"
    procedures = application.item_version.uncounted.order_by("order")
    names = [procedure.name_en if english else procedure.name for procedure in procedures]

    promised_pieces = application.verdicts.filter(verdict=Verdict.PROMISED).select_related("material")

    def letter(matter: Matter) -> Content:
        to_follow = [(each.material.title, each.promised_on) for each in promised_pieces if each.promised_on]
        return acceptance(
            matter,
            accepted_on=start.on,
            promised=promised,
            statutory=statutory,
            uncounted=names,
            deemed=start.is_deemed,
            to_follow=to_follow,
        )

    return write(DocumentKind.ACCEPTANCE, application, letter, by=by, at=at)


def _told(application: Application, start: Start, clocks: Clocks) -> dict[str, Any]:
    return {
        "accepted_on": start.on,
        "is_deemed": start.is_deemed,
        "promised_days": clocks.promised_days,
        "statutory_days": clocks.statutory_days,
        "promise_factor": application.promise_factor,
        "fewest_days": fewest_days(graph_of(application.case.process_id)),
        **told_on(application, start.word.used),
    }
