"""The two clocks of a case and those of its tasks, in words, and the working of each date."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from workdays import words
from workdays.days import local_day
from workdays.explaining import Working, explain
from workdays.reckoning import Reckoning, reckon
from workdays.terms import Unit
from workflow.clocks import pauses_of
from workflow.overview.file import CaseFile
from workflow.refusals import NotThereError
from workflow.registry import kind_of

PROMISED, STATUTORY = "promised", "statutory"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as `parts/clock.html` shows it."""

    title: str
    icon: str
    tone: str
    badge_words: str
    big: str
    big_note: str
    words: str
    note: str
    value: int
    max: int
    provisional: bool
    working_url: str


def clocks_of(file: CaseFile) -> list[Clock]:
    """The promised and the statutory clock; none before acceptance."""
    case = file.case
    if case.accepted_on is None:
        return []
    return [
        _clock(file, PROMISED, _("承诺时限"), "hand-thumbs-up", case.promised_on, case.promised_days or 0),
        _clock(file, STATUTORY, _("法定时限"), "bank", case.statutory_on, case.statutory_days or 0),
    ]


def working_of(file: CaseFile, clock: str) -> tuple[str, Working]:
    """The title and the day-by-day working of a date: promised, statutory, task-ID, or one of its kind's.

    Days over the limit are counted to the day the matter ended. Raises NotThereError for any other.
    """
    if clock.startswith("task-"):
        return _working_of_task(file, clock.removeprefix("task-"))
    if clock not in (PROMISED, STATUTORY):
        return _working_of_kind(file, clock)
    if file.case.accepted_on is None:
        raise NotThereError
    title = _("承诺办结") if clock == PROMISED else _("法定办结")
    until = file.case.decided_on or file.today
    return title, explain(_of_case(file, clock), today=file.today, start_word=_("受理"), until=until)


def _working_of_kind(file: CaseFile, code: str) -> tuple[str, Working]:
    for one in kind_of(file.case.kind).dates(file.case, file.calendar):
        if one.code == code:
            return one.title, one.working(file.today)
    raise NotThereError


def _of_case(file: CaseFile, clock: str) -> Reckoning:
    case, extra = file.case, file.extra
    moves = extra is not None and (clock == STATUTORY or extra.moves_promise)
    limit = case.promised_days if clock == PROMISED else case.statutory_days
    return reckon(
        case.accepted_on or case.received_on,
        limit or 0,
        calendar=file.calendar,
        unit=Unit(case.limit_unit),
        pauses=file.stops,
        extension=extra.days if extra and moves else 0,
        with_days=True,
        as_of=file.today,
    )


def _working_of_task(file: CaseFile, number: str) -> tuple[str, Working]:
    task = file.dossier.task(int(number[:18]) if number.isdecimal() else 0)
    if task.start_on is None or task.limit_days is None:
        raise NotThereError
    stops = pauses_of(file.dossier.asked_for(task), file.interruptions, file.dossier.graph)
    reckoned = reckon(
        task.start_on,
        task.limit_days,
        calendar=file.calendar,
        pauses=stops,
        with_days=True,
        as_of=file.today,
    )
    until = local_day(task.done_at) if task.done_at else file.today
    return task.wording, explain(reckoned, today=file.today, start_word=_("开始"), until=until)


def _clock(file: CaseFile, name: str, title: str, icon: str, due_on: date | None, limit: int) -> Clock:
    case, used = file.case, file.used()
    more = file.extra.days if file.extra and (name == STATUTORY or file.extra.moves_promise) else 0
    whole = limit + more
    unit = Unit(case.limit_unit)
    tone, badge = _state(file, due_on, whole - used)
    return Clock(
        title=f"{title} {words.number_of_days(limit, unit)}",
        icon=icon,
        tone=tone,
        badge_words=badge,
        big=words.long_day(due_on) if due_on else _("计时中止"),
        big_note=_("含延期 %(n)d 日") % {"n": more} if more else "",
        words=_("已用 %(used)d / %(whole)d 日") % {"used": used, "whole": whole},
        note=_note(file),
        value=min(used, whole),
        max=max(whole, 1),
        provisional=due_on is not None and file.calendar.is_provisional(due_on),
        working_url=reverse("working", args=[case.number, name]),
    )


def _state(file: CaseFile, due_on: date | None, left: int) -> tuple[str, str]:
    """Tone and words of a clock's badge."""
    if file.case.decided_on is not None:
        late = due_on is not None and file.case.decided_on > due_on
        return ("late", _("超时办结")) if late else ("ok", _("按期办结"))
    if due_on is None:
        return "hold", _("计时中止")
    if due_on < file.today:
        return "late", _("超 %(n)d 日") % {"n": max(-left, 1)}
    if due_on == file.today:
        return "warn", _("今日到期")
    return ("warn" if left <= 1 else "ok"), _("剩 %(n)d 日") % {"n": left}


def _note(file: CaseFile) -> str:
    """Days not counted so far, if any."""
    apart = sum(
        ((pause.last_on or file.today) - pause.first_on).days + 1
        for pause in file.pauses
        if pause.first_on <= file.today
    )
    return _("另有 %(n)d 天不计时") % {"n": apart} if apart else ""
