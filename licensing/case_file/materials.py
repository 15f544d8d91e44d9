"""The materials of a case with the window's verdicts and what was handed in, and its correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import Attachment
from licensing.answering import context_on, wanted_materials
from licensing.case_file.record import Record
from licensing.fields import Told, read_definition, told_answers
from licensing.models import Application, Material, MaterialVerdict
from licensing.practice import reason_words
from licensing.slots import material_of
from licensing.states import AWAITING, BEFORE_ACCEPTANCE
from licensing.verdicts import Verdict
from workdays.days import local_day
from workdays.words import compact_day

MEDIA = {
    "original": gettext_lazy("原件"),
    "copy": gettext_lazy("复印件"),
    "electronic": gettext_lazy("电子件"),
}
TONES = {
    Verdict.COMPLETE: ("ok", "check2"),
    Verdict.CORRECT: ("warn", "exclamation-lg"),
    Verdict.NOT_NEEDED: ("hold", "dash"),
    Verdict.PROMISED: ("green", "chevron-double-right"),
}


@dataclass(frozen=True)
class MaterialLine:
    """One material: its form, its verdict, who gave it, the files handed in."""

    name: str
    form: str
    basis: str
    tone: str
    words: str
    icon: str
    note: str
    by: str
    files: list[Attachment]


def materials_of(record: Record) -> list[MaterialLine]:
    """Every material judged; before the window has judged any, every material that may be asked for."""
    if record.verdicts:
        return [_judged(record, verdict) for verdict in record.verdicts]
    application = record.application
    if application is None:
        return []
    wanted = wanted_materials(application.item_version, application.answers)
    return [_line(record, material, "hold", "", _("未核对"), "", "") for material in wanted]


def answers_of(record: Record) -> list[Told]:
    """What the applicant filled in, in the order of the form."""
    application = record.application
    if application is None or application.form_version is None:
        return []
    form = read_definition(application.form_version.definition)
    return told_answers(form, application.answers, context_on(application.received_on))


def shown_files(files: Sequence[Attachment]) -> list[dict[str, Any]]:
    """Attachments as `parts/files.html` shows them."""
    return [
        {
            "title": each.name,
            "url": reverse("attachment", args=[each.pk]) + "?inline=1",
            "icon": "file-earmark-image" if each.content_type.startswith("image/") else "file-earmark-text",
            "size": each.size,
            "note": f"{each.uploaded_by_name} {localtime(each.uploaded_at):%Y-%m-%d %H:%M}".strip(),
            "badge_tone": "hold",
            "badge_words": _("不公开") if each.confidential else "",
        }
        for each in files
    ]


@dataclass(frozen=True)
class CorrectionStory:
    """The one correction: asked for when, answered when, what for each material."""

    number: str
    url: str
    requested_on: date
    requested_by: str
    reply_due_on: date
    answered_on: date | None
    lines: list[tuple[str, str, date | None, str]]


def correction_of(record: Record) -> CorrectionStory | None:
    """The correction of a case, if the window asked for one."""
    lines = record.corrections
    if not lines:
        return None
    asked = lines[0].correction
    return CorrectionStory(
        number=asked.document.number,
        url=reverse("document", args=[asked.document_id]),
        requested_on=asked.requested_on,
        requested_by=asked.requested_by.title(),
        reply_due_on=asked.reply_due_on,
        answered_on=asked.answered_on,
        lines=[
            (line.material.title, reason_words(line.reason_code, line.reason), line.given_on, line.shortfall)
            for line in lines
        ],
    )


def channel_of(application: Application) -> str:
    """How the application came in, and by whom."""
    presenter = f"（{application.presenter}）" if application.presenter else ""
    return f"{application.get_channel_display()}{presenter}"


def _judged(record: Record, verdict: MaterialVerdict) -> MaterialLine:
    tone, icon = TONES[Verdict(verdict.verdict)]
    said = str(Verdict(verdict.verdict).label)
    by = f"{verdict.set_by.title()} {compact_day(local_day(verdict.set_at), record.today)}"
    note = reason_words(verdict.reason_code, verdict.reason)
    if verdict.promised_on is not None:
        note, tone = _promised(record, verdict)
    return _line(record, verdict.material, tone, icon, said, note, by)


def _promised(record: Record, verdict: MaterialVerdict) -> tuple[str, str]:
    """What became of a promise, and its tone: never a hindrance, but everybody who decides reads it."""
    words = {"on": verdict.promised_on and verdict.promised_on.isoformat()}
    if piece := verdict.came:
        said = _("承诺 %(on)s 前补交；%(came)s 收到，%(channel)s，%(who)s")
        words |= {"came": piece.came_on.isoformat(), "channel": str(piece.get_channel_display())}
        return said % {**words, "who": piece.taken_by.title()}, "ok"
    if is_unkept(record, verdict):
        return _("承诺 %(on)s 前补交，没有补交：按现有材料决定") % words, "warn"
    return _("承诺 %(on)s 前补交") % words, "green"


def is_unkept(record: Record, verdict: MaterialVerdict) -> bool:
    """Whether a promised material has not come by its day, or not before the decision."""
    if verdict.verdict != Verdict.PROMISED or verdict.promised_on is None or verdict.came:
        return False
    application = record.application
    is_over = application is not None and application.state not in BEFORE_ACCEPTANCE | AWAITING
    return is_over or verdict.promised_on < record.today


def _line(
    record: Record, material: Material, tone: str, icon: str, said: str, note: str, by: str
) -> MaterialLine:
    return MaterialLine(
        name=material.title,
        form=_("%(medium)s %(n)d 份") % {"medium": MEDIA.get(material.medium, ""), "n": material.copies},
        basis=material.basis.title_in_words() if material.basis else "",
        tone=tone,
        words=said,
        icon=icon,
        note=note,
        by=by,
        files=[each for each in record.attachments if material_of(each.slot) == material.key],
    )
