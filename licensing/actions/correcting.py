"""The one correction of Art. 32: asked for once with everything, answered piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from licensing.actions.frame import acting, intake_task, move
from licensing.actions.writing import due, tell_applicant, told_of, write
from licensing.answering import wanted_materials
from licensing.intake_days import WORD_DAYS, word_due
from licensing.letters import Content, Matter, correction
from licensing.models import Application, Correction, CorrectionLine, MaterialVerdict
from licensing.practice import correction_term_days, reason_words
from licensing.refusals import TooLateError, refuse
from licensing.states import State
from licensing.verdicts import Verdict
from organization.models import Person
from records.languages import listed
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import TaskClock, note


@dataclass(frozen=True)
class Piece:
    """A material that came in answer to the notice: good, or what is still wrong with it."""

    material: str
    shortfall: str = ""


def request_correction(
    application_id: int, *, by: Person, at: datetime, term_days: int | None = None, token: str = ""
) -> Correction:
    """The 补正通知书: once, everything, within five working days; the intake's clock stands until the answer.

    Refuses a second one, one after acceptance or after the five days, one that leaves a material unchecked
    or names none (LegalRefusal art32.*). The same token again returns the first.
    """
    with acting("application.correct", application_id, by=by, at=at) as application:
        known = Correction.objects.filter(application=application).first()
        if known is not None and token and known.token == token:
            return known
        _refuse_request(application, known, local_day(at))
        wrong = _wrong(application)
        asked = _ask(application, wrong, term_days or correction_term_days(), by=by, at=at)
        asked.token = token
        asked.save(force_insert=True)
        CorrectionLine.objects.bulk_create(_line(asked, verdict) for verdict in wrong)
        move(application, State.CORRECTION, told_on=asked.requested_on)
        _tell(application, asked, wrong, by=by, at=at)
        return asked


def receive_correction(
    application_id: int,
    pieces: Iterable[Piece],
    *,
    by: Person,
    at: datetime,
    received_on: date | None = None,
) -> Correction:
    """What came in answer to the notice, as often as the applicant comes; nothing but the list may be asked.

    The intake's five days run again from the day the last piece came (`answered_on`). Then the window must
    accept if everything listed is given, and refuse if something is still deficient.
    """
    with acting("application.correct", application_id, by=by, at=at) as application:
        if application.state != State.CORRECTION:
            raise refuse("art32.no_correction", _("没有等待补正的通知书。"))
        on = received_on or local_day(at)
        asked = application.correction
        if not asked.requested_on <= on <= local_day(at):
            raise refuse("art32.correction_day", _("收到补正的日期不对。"), field="received_on")
        lines = {line.material.key: line for line in asked.lines.select_related("material")}
        came = [_came(piece, lines, on) for piece in pieces]
        CorrectionLine.objects.bulk_update(came, ["given_on", "shortfall"])
        _settle(application, asked, came, on, by, at)
        _tell_answer(application, asked, came, on, by=by, at=at)
        return asked


def _refuse_request(application: Application, known: Correction | None, today: date) -> None:
    if application.state == State.CORRECTION or (known is not None and application.state == State.RECEIVED):
        message = _("补正只能一次告知全部内容，不得再次要求（行政许可法第三十二条第一款第四项）。")
        raise refuse("art32.second_correction", message)
    if application.state != State.RECEIVED:
        raise after_acceptance()
    word = word_due(application.received_on, today, current_calendar())
    if word.is_deemed_accepted:
        message = _("最迟应在 {day} 告知；逾期没有告知，自收到之日起即为受理，不得再要求补正（第三十二条）。")
        raise refuse("art32.deemed_accepted", message.format(day=word.due_on.isoformat()))


def after_acceptance() -> TooLateError:
    """Refuses to ask for a correction of what is accepted, whichever page it was sent from."""
    message = _("受理以后不得要求补正（行政许可法第三十二条）。")
    return TooLateError("art32.correction_after_acceptance", message)


def _wrong(application: Application) -> list[MaterialVerdict]:
    wanted = wanted_materials(application.item_version, application.answers)
    verdicts = {each.material_id: each for each in application.verdicts.select_related("material")}
    unchecked = [material.title for material in wanted if material.pk not in verdicts]
    if unchecked:
        message = _("补正须一次告知全部内容，还没有核对：{names}（行政许可法第三十二条）。")
        raise refuse("art32.not_all_checked", message.format(names=listed(unchecked)))
    wrong = [verdicts[material.pk] for material in wanted if verdicts[material.pk].verdict == Verdict.CORRECT]
    if not wrong:
        message = _("材料齐全、符合法定形式的，应当受理（行政许可法第三十二条第一款第五项）。")
        raise refuse("art32.must_accept", message)
    return wrong


def _ask(
    application: Application, wrong: list[MaterialVerdict], term_days: int, *, by: Person, at: datetime
) -> Correction:
    today = local_day(at)
    reply = due(today, term_days, current_calendar())
    if reply.on is None or term_days < 1:
        raise refuse("art32.term", _("补正期限至少一个工作日。"), field="term_days")
    reply_by = reply.on

    def letter(matter: Matter) -> Content:
        rows = [
            (number, verdict.material.title, reason_words(verdict.reason_code, verdict.reason))
            for number, verdict in enumerate(wrong, 1)
        ]
        return correction(matter, rows, term_days=term_days, reply_by=reply_by)

    return Correction(
        application=application,
        document=write(DocumentKind.CORRECTION, application, letter, by=by, at=at),
        requested_by=by,
        requested_on=today,
        term_days=term_days,
        reply_due_on=reply_by,
    )


def _line(asked: Correction, verdict: MaterialVerdict) -> CorrectionLine:
    return CorrectionLine(
        correction=asked, material=verdict.material, reason_code=verdict.reason_code, reason=verdict.reason
    )


def _tell(
    application: Application,
    asked: Correction,
    wrong: list[MaterialVerdict],
    *,
    by: Person,
    at: datetime,
) -> None:
    word = word_due(application.received_on, local_day(at), current_calendar())
    facts: dict[str, Any] = {
        "materials": [verdict.material.name for verdict in wrong],
        "reasons": [[verdict.reason_code, verdict.reason] for verdict in wrong],
        "term_days": asked.term_days,
        "reply_due_on": asked.reply_due_on,
        **told_on(application, word.used),
        **told_of(asked.document),
    }
    clock = TaskClock(intake_task(application).pk, None)
    note(application.case_id, "application.correction_requested", by=by, at=at, facts=facts, clock=clock)
    body = gettext_lazy("补正通知书已发出，请按通知书所列一次补齐。")
    tell_applicant(application, "application.correction", gettext_lazy("需要补正材料"), body, at=at)


def told_on(application: Application, used: int) -> dict[str, Any]:
    """The day-of-receipt facts every word of the window carries: late words are found by them."""
    return {"received_on": application.received_on, "intake_days": used, "is_late": used > WORD_DAYS}


def _came(piece: Piece, lines: dict[str, CorrectionLine], on: date) -> CorrectionLine:
    line = lines.get(piece.material)
    if line is None:
        message = _("“{key}”不在补正通知书内，不得要求（行政许可法第三十二条）。")
        raise refuse("art32.not_on_the_notice", message.format(key=piece.material), field=piece.material)
    line.given_on = None if piece.shortfall else on
    line.shortfall = piece.shortfall
    return line


def _settle(
    application: Application,
    asked: Correction,
    came: list[CorrectionLine],
    on: date,
    by: Person,
    at: datetime,
) -> None:
    good = [line.material_id for line in came if line.given_on]
    application.verdicts.filter(material_id__in=good).update(
        verdict=Verdict.COMPLETE, reason_code="", reason="", set_by=by, set_at=at
    )
    if came:
        asked.answered_on = on
        Correction.objects.filter(pk=asked.pk).update(answered_on=on)


def _tell_answer(
    application: Application,
    asked: Correction,
    came: list[CorrectionLine],
    on: date,
    *,
    by: Person,
    at: datetime,
) -> None:
    if not came:
        return
    open_lines = asked.lines.filter(given_on__isnull=True).select_related("material")
    facts = {
        "materials": [line.material.name for line in came if line.given_on],
        "deficient": [line.material.name for line in open_lines],
        "received_on": on,
        "reply_due_on": asked.reply_due_on,
    }
    clock = TaskClock(intake_task(application).pk, on, WORD_DAYS)
    note(application.case_id, "application.correction_received", by=by, at=at, facts=facts, clock=clock)
