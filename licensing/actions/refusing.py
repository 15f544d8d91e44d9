"""The other words of Art. 32: not accepted, not ours, nothing needed. Each in writing, with its reasons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from licensing.actions.accepting import starts
from licensing.actions.correcting import told_on
from licensing.actions.frame import acting, intake_task, is_repeat, move
from licensing.actions.writing import Letter, tell_applicant, told_of, write
from licensing.letters import not_accepted, not_ours, not_required
from licensing.models import Application
from licensing.refusals import refuse
from licensing.states import State
from organization.models import Person
from parties.models import Bar
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import Outcome, complete
from workflow.refusals import AlreadyDoneError


class Ground(TextChoices):
    """Why an application is not accepted."""

    NOT_OURS = "not_ours", gettext_lazy("不属本局职权")
    STILL_DEFICIENT = "still_deficient", gettext_lazy("补正后仍不齐全或者不符合法定形式")
    BARRED = "barred", gettext_lazy("限制申请期内")


def refuse_acceptance(
    application_id: int,
    *,
    ground: Ground,
    by: Person | None,
    at: datetime,
    reasons: str = "",
    whom: str = "",
    token: str = "",
) -> Application:
    """不予受理, or 不属本机关 naming to whom to turn; the case ends with its document.

    Deficiency is a ground only after a correction that left something listed open; everything given must be
    accepted, and what the law has accepted by silence can't be refused (LegalRefusal art32.*).
    """
    with acting("application.refuse", application_id, by=by, at=at) as application:
        if ground == Ground.NOT_OURS:
            return _not_ours(application, whom, reasons, by=by, at=at, token=token)
        if _is_done(application, State.NOT_ACCEPTED, token):
            return application
        _CHECKS[ground](application, local_day(at))
        said = reasons.strip() or _deficient(application)
        if not said:
            raise refuse("art32.no_reasons", _("不予受理须写明理由。"), field="reasons")
        facts = {"ground": str(ground), "reasons": said}
        return _end(
            application,
            State.NOT_ACCEPTED,
            (Outcome.REFUSED, DocumentKind.NOT_ACCEPTED, lambda matter: not_accepted(matter, said)),
            facts,
            by=by,
            at=at,
            token=token,
        )


def declare_not_required(
    application_id: int, *, reasons: str, by: Person | None, at: datetime, token: str = ""
) -> Application:
    """无需许可, told at once and in writing; the case ends."""
    with acting("application.refuse", application_id, by=by, at=at) as application:
        if _is_done(application, State.NOT_REQUIRED, token):
            return application
        if not reasons.strip():
            raise refuse("art32.no_reasons", _("须说明为什么不需要许可。"), field="reasons")
        return _end(
            application,
            State.NOT_REQUIRED,
            (
                Outcome.NOT_REQUIRED,
                DocumentKind.NO_LICENCE_NEEDED,
                lambda matter: not_required(matter, reasons),
            ),
            {"reasons": reasons},
            by=by,
            at=at,
            token=token,
        )


def _not_ours(
    application: Application, whom: str, reasons: str, *, by: Person | None, at: datetime, token: str
) -> Application:
    if _is_done(application, State.NOT_OURS, token):
        return application
    if not whom.strip():
        raise refuse("art32.whom", _("须告知申请人向哪个机关申请（行政许可法第三十二条）。"), field="whom")
    return _end(
        application,
        State.NOT_OURS,
        (Outcome.NOT_OURS, DocumentKind.NOT_OURS, lambda matter: not_ours(matter, whom, reasons)),
        {"whom": whom, "reasons": reasons},
        by=by,
        at=at,
        token=token,
    )


def _is_done(application: Application, wanted: State, token: str) -> bool:
    """True for the same form sent again; somebody else's earlier word is AlreadyDoneError."""
    if application.state in (State.RECEIVED, State.CORRECTION):
        return False
    task = intake_task(application)
    if application.state == wanted and is_repeat(task, token):
        return True
    raise AlreadyDoneError(task.done_by.name if task.done_by else "", task.done_at)


def _check_deficient(application: Application, today: date) -> None:
    if application.state != State.CORRECTION:
        message = _("材料不齐全的，应当先一次告知补正，不能直接不予受理（行政许可法第三十二条）。")
        raise refuse("art32.correct_first", message)
    open_lines = application.correction.lines.filter(given_on__isnull=True)
    if not open_lines.exists():
        message = _("通知书所列材料已全部补齐，应当受理（行政许可法第三十二条第一款第五项）。")
        raise refuse("art32.must_accept", message)
    if application.correction.answered_on is None:
        message = _("申请人还没有答复补正通知书，期限至 {day}。")
        raise refuse("art32.unanswered", message.format(day=application.correction.reply_due_on.isoformat()))
    start = starts(application, today, current_calendar())
    if start.word.is_deemed_accepted:
        message = _("补正后最迟应在 {day} 答复，逾期没有答复，视为受理（行政许可法第三十二条）。")
        raise refuse("art32.deemed_accepted", message.format(day=start.word.due_on.isoformat()))


def _check_barred(application: Application, _today: date) -> None:
    """A barred party is never accepted by silence."""
    code = application.item_version.item.code
    barring = Bar.objects.barring(application.case.party, code, application.received_on)
    if not barring.exists():
        raise refuse("art78.not_barred", _("该申请人不在限制申请期内。"), field="ground")


_CHECKS = {Ground.STILL_DEFICIENT: _check_deficient, Ground.BARRED: _check_barred}


def _deficient(application: Application) -> str:
    """What the notice asked for and did not get, as reasons."""
    if application.state != State.CORRECTION:
        return ""
    lines = application.correction.lines.filter(given_on__isnull=True).select_related("material")
    return _("；").join(
        _("{name}：{shortfall}").format(name=line.material.name, shortfall=line.shortfall or _("没有补正"))
        for line in lines
    )


def _end(
    application: Application,
    state: State,
    ending: tuple[Outcome, DocumentKind, Letter],
    facts: dict[str, Any],
    *,
    by: Person | None,
    at: datetime,
    token: str,
) -> Application:
    outcome, kind, letter = ending
    word = starts(application, local_day(at), current_calendar()).word
    task = intake_task(application)
    move(application, state, ended_on=local_day(at), told_on=application.told_on or local_day(at))
    document = write(kind, application, letter, by=by, at=at)
    told = {**facts, **told_on(application, word.used), **told_of(document)}
    verb = f"application.{state}"
    application.case = complete(
        task.pk, outcome, by=by, at=at, verb=verb, facts=told, close_case=outcome, token=token
    )
    title = gettext_lazy("申请已有答复")
    tell_applicant(application, verb, title, gettext_lazy("书面答复已出具，请查看。"), at=at)
    return application
