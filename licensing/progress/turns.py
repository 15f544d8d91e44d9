"""Whose turn it is, what is left, and what follows: the card at the head of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.intake_days import WORD_DAYS
from licensing.progress.chapters import listed, on_day
from licensing.progress.ending import is_forwarded, last_day_of_delivery, superior_of
from licensing.progress.reading import Progress
from licensing.states import BEFORE_ACCEPTANCE, State
from workdays import words
from workdays.reckoning import Unit, count, days_over
from workflow.steps import StepKind


@dataclass(frozen=True)
class Turn:
    """The fields of `parts/turn.html` but for what the applicant has to do."""

    who: str
    who_note: str = ""
    is_you: bool = False
    before: str = ""
    days: str = ""
    tone: str = "ok"
    value: int = 0
    max: int = 0
    bar_words: str = ""
    after: str = ""
    badge_tone: str = ""
    badge_words: str = ""


def turn_of(progress: Progress) -> Turn:
    """Whose turn it is that day."""
    if not progress.case.is_open:
        return _over(progress)
    if progress.state in BEFORE_ACCEPTANCE:
        return _you(progress) if progress.waits_for_pieces else _word(progress)
    if progress.case.decided_on is None:
        return _handled(progress)
    return _after_decision(progress)


def _over(progress: Progress) -> Turn:
    case = progress.case
    closed = case.closed_at.date() if case.closed_at else None
    on = progress.application.ended_on or closed
    before = on_day(on, progress.today)
    return Turn(_("办结了"), progress.application.get_state_display(), before=before, days=_result(progress), tone="idle")


def _result(progress: Progress) -> str:
    delivered = progress.deliveries
    return _("已送达") if delivered else str(progress.application.get_state_display())


def _you(progress: Progress) -> Turn:
    asked = progress.correction
    due = asked.reply_due_on if asked else progress.today
    term = asked.term_days if asked else 0
    left = count(progress.today, due, calendar=progress.calendar)
    late = due < progress.today
    n = len(progress.owed)
    return Turn(
        _("您"),
        ngettext("补交 %(n)d 件材料", "补交 %(n)d 件材料", n) % {"n": n},
        is_you=True,
        before=_("请在 %(day)s前补交") % {"day": on_day(due, progress.today)},
        days=_("期限已过") if late else days_left(left, due, progress.today),
        tone="late" if late else "soon",
        value=max(term - left, 0),
        max=term,
        bar_words=used_words(max(term - left, 0), term),
        after=_("逾期不补的，材料退回；之后可以重新申请。"),
    )


def _word(progress: Progress) -> Turn:
    word = progress.word
    left = max(WORD_DAYS - word.used, 0)
    note = _("核对补交的材料") if progress.correction else _("核对材料")
    return Turn(
        _("窗口"),
        note,
        before=_("最迟 %(day)s答复您") % {"day": on_day(word.due_on, progress.today)},
        days=_("依法视为已受理") if word.is_deemed_accepted else days_left(left, word.due_on, progress.today),
        tone="late" if word.is_overdue else "ok",
        value=min(word.used, WORD_DAYS),
        max=WORD_DAYS,
        bar_words=used_words(min(word.used, WORD_DAYS), WORD_DAYS),
        after=_("逾期没有答复，自收到之日起即为受理（行政许可法第三十二条）。"),
    )


def _handled(progress: Progress) -> Turn:
    case, file = progress.case, progress.file
    units = listed([task.unit.title() for task in progress.open_tasks if task.unit])
    steps = listed([_step_title(progress, task_id) for task_id in _steps(progress)])
    whole = _whole(progress)
    used = min(file.used(), whole)
    badge_tone, badge = _how_it_stands(progress, whole - used)
    return Turn(
        units or _("窗口"),
        steps,
        before=_before(progress),
        days=_days(progress, whole - used),
        tone=badge_tone if badge_tone != "info" else "idle",
        value=used,
        max=max(whole, 1),
        bar_words=used_words(used, whole),
        after=_after(progress, used, whole),
        badge_tone=badge_tone,
        badge_words=badge,
    ) if case else Turn("")
