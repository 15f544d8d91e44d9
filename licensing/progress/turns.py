"""Whose turn it is, what is left, and what follows: the card at the head of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.intake_days import WORD_DAYS
from licensing.progress.chapters import listed_once, on_day
from licensing.progress.ending import is_forwarded, last_day_of_delivery, superior_of
from licensing.progress.reading import Progress
from licensing.states import BEFORE_ACCEPTANCE, State
from workdays import words
from workdays.days import local_day
from workdays.reckoning import Unit, count, days_over
from workflow.steps import StepKind


@dataclass(frozen=True)
class Turn:
    """Whose turn, what is left of which limit, how it stands; `max` 0 draws no bar."""

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
    is_provisional: bool = False


def turn_of(progress: Progress) -> Turn:
    """Whose turn it is that day."""
    if not progress.case.is_open:
        return _over(progress)
    if progress.state in BEFORE_ACCEPTANCE:
        return _you(progress) if progress.waits_for_pieces else _word(progress)
    if progress.case.decided_on is None:
        return _handled(progress)
    return _decided(progress)


def days_left(left: int, due_on: date, today: date, unit: Unit = Unit.WORKING) -> str:
    """还有 10 个工作日, 今天是最后一天."""
    if due_on == today or left <= 0:
        return _("今天是最后一天")
    return _("还有 %(days)s") % {"days": words.number_of_days(left, unit)}


def bar_words(used: int, whole: int) -> str:
    """What the bar says to who does not see it."""
    return _("已用 %(used)d 个，共 %(whole)d 个") % {"used": used, "whole": whole}


def _over(progress: Progress) -> Turn:
    closed = progress.case.closed_at
    on = local_day(closed) if closed else None
    result = progress.application.get_state_display()
    return Turn(_("办结了"), before=on_day(on, progress.today), days=result, tone="idle")


def _you(progress: Progress) -> Turn:
    asked = progress.correction
    due, term = (asked.reply_due_on, asked.term_days) if asked else (progress.today, 0)
    left = count(progress.today, due, calendar=progress.calendar)
    is_late, n = due < progress.today, len(progress.owed)
    used = min(max(term - left, 0), term)
    return Turn(
        _("您"),
        ngettext("补交 %(n)d 件材料", "补交 %(n)d 件材料", n) % {"n": n},
        is_you=True,
        before=_("请在 %(day)s前补交") % {"day": on_day(due, progress.today)},
        days=_("期限已过") if is_late else days_left(left, due, progress.today),
        tone="late" if is_late else "soon",
        value=used,
        max=term,
        bar_words=bar_words(used, term),
        after=_("逾期不补的，材料退回；之后可以重新申请。"),
        is_provisional=progress.is_provisional(due),
    )


def _word(progress: Progress) -> Turn:
    word = progress.word
    used = min(word.used, WORD_DAYS)
    said = days_left(WORD_DAYS - used, word.due_on, progress.today)
    return Turn(
        _("窗口"),
        _("核对补交的材料") if progress.correction else _("核对材料"),
        before=_("最迟 %(day)s答复您") % {"day": on_day(word.due_on, progress.today)},
        days=_("依法视为已受理") if word.is_deemed_accepted else said,
        tone="late" if word.is_overdue else "ok",
        value=used,
        max=WORD_DAYS,
        bar_words=bar_words(used, WORD_DAYS),
        after=_("逾期没有答复，依法即为受理（行政许可法第三十二条）。"),
        is_provisional=word.is_provisional,
    )


def _handled(progress: Progress) -> Turn:
    file = progress.file
    whole = _whole(progress)
    used = min(file.used(), whole)
    tone, badge = _standing(progress, whole - used)
    return Turn(
        listed_once([task.unit.title() for task in progress.open_tasks if task.unit]) or _("窗口"),
        listed_once([node.wording for node in map(file.dossier.node, progress.open_tasks) if node]),
        before=_promise(progress),
        days=_left_of_promise(progress, whole - used),
        tone=tone,
        value=used,
        max=whole,
        bar_words=bar_words(used, whole),
        after=_sums(progress, used, whole),
        badge_tone=tone,
        badge_words=badge,
        is_provisional=progress.is_provisional(progress.case.promised_on),
    )


def _whole(progress: Progress) -> int:
    """The promised limit with an extension that moved it."""
    extra = progress.file.extra
    more = extra.days if extra and extra.moves_promise else 0
    return (progress.case.promised_days or 0) + more


def _promise(progress: Progress) -> str:
    on = progress.case.promised_on
    if on is None:
        return _("特别程序期间不计时限")
    day = on_day(on, progress.today)
    return (_("承诺 %(day)s前转报") if is_forwarded(progress) else _("承诺 %(day)s前办好")) % {"day": day}


def _left_of_promise(progress: Progress, left: int) -> str:
    on, unit = progress.case.promised_on, Unit(progress.case.limit_unit)
    if on is None:
        return _("尚余 %(days)s") % {"days": words.number_of_days(left, unit)}
    if on < progress.today:
        return _("已超过承诺 %(days)s") % {"days": words.number_of_days(_over_by(progress, on), unit)}
    return days_left(
        count(progress.today, on, calendar=progress.calendar, unit=unit), on, progress.today, unit
    )


def _over_by(progress: Progress, on: date) -> int:
    stops, unit = progress.file.stops, Unit(progress.case.limit_unit)
    return max(days_over(on, progress.today, calendar=progress.calendar, unit=unit, pauses=stops), 1)


def _standing(progress: Progress, left: int) -> tuple[str, str]:
    """Tone and word of the badge: paused, late, likely late, on the last day, in time."""
    on = progress.case.promised_on
    if on is None:
        return "idle", _("计时中止")
    if on < progress.today:
        return "late", _("超过承诺")
    if progress.file.forecast.days_left > left:  # days not counted move the promise with them
        return "soon", _("可能超过承诺")
    return ("soon", _("快到期了")) if left <= 1 else ("ok", _("进度正常"))


def _sums(progress: Progress, used: int, whole: int) -> str:
    said = _("已用 %(used)d 个，共 %(whole)d 个工作日。")
    if progress.case.limit_unit == Unit.CALENDAR:
        said = _("已用 %(used)d 天，共 %(whole)d 天。")
    sums = said % {"used": used, "whole": whole}
    if progress.case.promised_on is None:
        return _after(sums, _resumes(progress))
    return _after(sums, _expected(progress))


def _after(first: str, second: str) -> str:
    """Two sentences in a row; English parts them."""
    return _("%(first)s%(second)s") % {"first": first, "second": second} if second else first


def _expected(progress: Progress) -> str:
    """The day of the forecast; later than the promise by what does not count, where such days lie ahead."""
    expected = progress.file.forecast
    if expected.decided_on is None:
        return ""
    said = _("目前预计 %(day)s办好。")
    if expected.uncounted_days:
        said = _("算上不计入时限的特别程序，目前预计 %(day)s办好；承诺的日期随之顺延。")
    return said % {"day": on_day(expected.decided_on, progress.today)}


def _resumes(progress: Progress) -> str:
    """Until when the notices said the clock would stand."""
    until = max((pause.expected_on for pause in progress.file.pauses if pause.last_on is None), default=None)
    return _("预计 %(day)s恢复计时。") % {"day": on_day(until, progress.today)} if until else ""


def _decided(progress: Progress) -> Turn:
    if progress.state == State.FORWARDED:
        before = _("本局 %(day)s已转报") % {"day": on_day(progress.case.decided_on, progress.today)}
        return Turn(
            superior_of(progress), _("作出决定"), before=before, days=_("由上级机关计时"), tone="idle"
        )
    due = last_day_of_delivery(progress)
    before = _("最迟 %(day)s送到您手里") % {"day": on_day(due, progress.today)} if due else ""
    result = progress.application.get_state_display()
    provisional = progress.is_provisional(due)
    if progress.open_step(StepKind.DELIVERY) is not None:
        return Turn(
            _("您"), _("领取办理结果"), is_you=True, before=before, days=result, is_provisional=provisional
        )
    return Turn(_("窗口"), _("制作证照"), before=before, days=result, is_provisional=provisional)
