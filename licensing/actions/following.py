"""A promised material comes (承诺后补): taken in once, before the decision, beside what was promised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions import attach
from documents.models import Attachment
from licensing.actions.frame import acting
from licensing.actions.writing import tell_applicant
from licensing.models import Application, MaterialVerdict, PromisedPiece
from licensing.refusals import refuse
from licensing.slots import later_slot
from licensing.states import AWAITING, Channel, State
from organization.models import Person
from workdays.days import local_day
from workflow.actions import note
from workflow.models import Task
from workflow.refusals import AlreadyDoneError
from workflow.telling import Told, tell_people


def receive_promised(
    application_id: int,
    material: str,
    *,
    by: Person,
    at: datetime,
    came_on: date | None = None,
    channel: Channel = Channel.WINDOW,
    uploads: Iterable[UploadedFile[Any]] = (),
    remark: str = "",
    token: str = "",
) -> PromisedPiece:
    """The piece is with the case, its reviewers and its applicant are told; one ledger line.

    Once, only what was promised in this application, from the day of the promise until the decision
    (LegalRefusal green.*; AlreadyDoneError naming who took it in). Coming late it is still looked at. The
    same token again returns the first. UploadRefusedError where a file cannot be kept: nothing is taken in.
    """
    with acting("promise.receive", application_id, by=by, at=at) as application:
        verdict = _promise(application, material)
        known = PromisedPiece.objects.filter(verdict=verdict).select_related("taken_by").first()
        if known is not None:
            return _repeated(known, token)
        on = came_on or local_day(at)
        _refuse_untimely(application, verdict, on, local_day(at))
        files = [
            attach(application.subject, upload, slot=later_slot(material), by=by, at=at) for upload in uploads
        ]
        piece = PromisedPiece(verdict=verdict, came_on=on, channel=channel, note=remark.strip())
        piece.taken_by, piece.taken_at, piece.token = by, at, token
        piece.save(force_insert=True)
        note(application.case_id, "promise.kept", by=by, at=at, facts=_told(piece, files))
        _tell(application, verdict, at)
        return piece


def _promise(application: Application, material: str) -> MaterialVerdict:
    verdicts = application.verdicts.promised().select_related("material")
    verdict = verdicts.filter(material__key=material).first()
    if verdict is None:
        raise refuse("green.not_promised", _("这份材料没有承诺后补。"), field="material")
    return verdict


def _repeated(known: PromisedPiece, token: str) -> PromisedPiece:
    if token and known.token == token:
        return known
    raise AlreadyDoneError(known.taken_by.name, known.taken_at)


def _refuse_untimely(application: Application, verdict: MaterialVerdict, on: date, today: date) -> None:
    if application.state == State.RECEIVED:
        message = _("申请还没有受理：材料到了，直接核对为“齐全”。")
        raise refuse("green.not_accepted_yet", message, field="material")
    if application.state not in AWAITING:
        message = _("已经作出决定或者办结，不能再收后补材料。")
        raise refuse("green.after_decision", message, field="material")
    if not local_day(verdict.set_at) <= on <= today:
        message = _("收到日期应在作出承诺之后、今天之前。")
        raise refuse("green.came_on", message, field="came_on")


def _told(piece: PromisedPiece, files: Iterable[Attachment]) -> dict[str, Any]:
    return {
        "material": piece.verdict.material.name,
        "promised_on": piece.verdict.promised_on,
        "came_on": piece.came_on,
        "is_late": piece.is_late,
        "channel": str(piece.channel),
        "remark": piece.note,
        "attachments": [[file.name, file.sha256] for file in files],
    }


def _tell(application: Application, verdict: MaterialVerdict, at: datetime) -> None:
    """Those whose work is open hear that it is there; the applicant that it was taken in."""
    case = application.case
    case.refresh_from_db(fields=["last_seq"])
    tasks = tuple(Task.objects.open().filter(case=case).select_related("assignee"))
    tell_people(case, [Told("materials.came", tasks)], at=at)
    title = gettext_lazy("后补材料已收到")
    body = gettext_lazy("您承诺后补的材料，窗口已经收下。")
    tell_applicant(application, "promise.kept", title, body, at=at, version=f"piece-{verdict.pk}")
