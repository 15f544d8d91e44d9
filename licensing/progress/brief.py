"""Many applications in brief, for the list of a firm: whose turn, by when, what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.intake_days import WORD_DAYS, waits_for_pieces, word_due
from licensing.models import Application, CorrectionLine
from licensing.progress.chapters import listed_once, on_day
from licensing.progress.turns import bar_words, days_left
from licensing.states import BEFORE_ACCEPTANCE, State
from workdays import words
from workdays.calendar import Calendar
from workdays.reckoning import Unit, count
from workflow.definitions import graph_of
from workflow.models import Pause, Task
from workflow.steps import StepKind


@dataclass(frozen=True)
class Brief:
    """One line: `turn` is whose turn it is, `days` the date with what is left of it."""

    application: Application
    turn: str
    is_you: bool = False
    duty: str = ""
    note: str = ""
    days: str = ""
    tone: str = "idle"
    value: int = 0
    max: int = 0
    bar_words: str = ""
    due_on: date | None = None
    is_provisional: bool = False


@dataclass(frozen=True)
class _Read:
    today: date
    calendar: Calendar
    tasks: dict[int, list[Task]]
    owed: Counter[int]
    until: dict[int, date]


def briefs_of(applications: Iterable[Application], *, today: date, calendar: Calendar) -> list[Brief]:
    """A brief of each; three statements for all: open tasks, what corrections owe, open pauses."""
    found = list(applications)
    read = _Read(today, calendar, _tasks(found), _owed(found), _until(found))
    return [_brief(application, read) for application in found]


def _tasks(applications: list[Application]) -> dict[int, list[Task]]:
    wanted = [application.case_id for application in applications if application.case.is_open]
    by_case: dict[int, list[Task]] = defaultdict(list)
    for task in Task.objects.open().filter(case__in=wanted, step__isnull=False).select_related("unit"):
        by_case[task.case_id].append(task)
    return by_case


def _owed(applications: list[Application]) -> Counter[int]:
    wanted = [each.pk for each in applications if each.state == State.CORRECTION]
    if not wanted:
        return Counter()
    lines = CorrectionLine.objects.filter(correction__application__in=wanted, given_on__isnull=True)
    return Counter(lines.values_list("correction__application", flat=True))


def _until(applications: list[Application]) -> dict[int, date]:
    wanted = [each.case_id for each in applications if each.case.is_paused]
    if not wanted:
        return {}
    found: dict[int, date] = {}
    for pause in Pause.objects.filter(case__in=wanted, last_on__isnull=True):
        found[pause.case_id] = max(pause.expected_on, found.get(pause.case_id, date.min))
    return found


def _brief(application: Application, read: _Read) -> Brief:
    case = application.case
    if not case.is_open:
        return Brief(application, _("办结了"), days=application.get_state_display())
    if application.state in BEFORE_ACCEPTANCE:
        asked = getattr(application, "correction", None)
        owed, answered_on = read.owed[application.pk], asked.answered_on if asked else None
        is_yours = waits_for_pieces(owed, answered_on, read.today, read.calendar)
        return _yours(application, read) if is_yours else _words(application, read)
    if case.decided_on is None:
        return _handled(application, read)
    return _decided(application, read)


def _yours(application: Application, read: _Read) -> Brief:
    asked, n = application.correction, read.owed[application.pk]
    due, term = asked.reply_due_on, asked.term_days
    left = count(read.today, due, calendar=read.calendar)
    used = min(max(term - left, 0), term)
    is_late = due < read.today
    said = _("期限已过") if is_late else days_left(left, due, read.today)
    facts = {"day": on_day(due, read.today), "left": said}
    return Brief(
        application,
        _("您"),
        is_you=True,
        duty=ngettext("补交 %(n)d 件材料", "补交 %(n)d 件材料", n) % {"n": n},
        note=_("补齐就受理，不会再要别的。"),
        days=_("%(day)s前补交，%(left)s") % facts,
        tone="late" if is_late else "soon",
        value=used,
        max=term,
        bar_words=bar_words(used, term),
        due_on=due,
        is_provisional=read.calendar.is_provisional(due),
    )


def _words(application: Application, read: _Read) -> Brief:
    asked = getattr(application, "correction", None)
    word = word_due(asked.answered_on if asked else application.received_on, read.today, read.calendar)
    used = min(word.used, WORD_DAYS)
    return Brief(
        application,
        _("窗口"),
        note=_("窗口正在核对材料。"),
        days=_("最迟 %(day)s答复您") % {"day": on_day(word.due_on, read.today)},
        tone="late" if word.is_overdue else "ok",
        value=used,
        max=WORD_DAYS,
        bar_words=bar_words(used, WORD_DAYS),
        due_on=word.due_on,
        is_provisional=word.is_provisional,
    )


def _handled(application: Application, read: _Read) -> Brief:
    case, tasks = application.case, read.tasks.get(application.case_id, [])
    turn, note = listed_once([task.unit.title() for task in tasks if task.unit]), _steps(application, tasks)
    if case.promised_on is None:
        return Brief(application, turn or _("窗口"), note=note, days=_standing(application, read))
    unit, whole = Unit(case.limit_unit), case.promised_days or 0
    left = count(read.today, case.promised_on, calendar=read.calendar, unit=unit)
    used = min(max(whole - left, 0), whole)
    return Brief(
        application,
        turn or _("窗口"),
        note=note,
        days=_promise(application, left, unit, read),
        tone=_tone(case.promised_on, left, read.today),
        value=used,
        max=whole,
        bar_words=bar_words(used, whole),
        due_on=case.promised_on,
        is_provisional=read.calendar.is_provisional(case.promised_on),
    )


def _standing(application: Application, read: _Read) -> str:
    """The clock stands; until when its notices said it would."""
    until = read.until.get(application.case_id)
    if until is None or until < read.today:
        return _("特别程序期间不计时限")
    return _("特别程序期间不计时限，预计 %(day)s恢复") % {"day": on_day(until, read.today)}


def _promise(application: Application, left: int, unit: Unit, read: _Read) -> str:
    due = application.case.promised_on or read.today
    facts = {"day": on_day(due, read.today), "left": days_left(left, due, read.today, unit)}
    if due < read.today:
        over = count(due, read.today, calendar=read.calendar, unit=unit)
        facts["left"] = _("已超过 %(days)s") % {"days": words.number_of_days(over, unit)}
    if application.decided_by_superior:
        return _("承诺 %(day)s前转报，%(left)s") % facts
    return _("承诺 %(day)s前办好，%(left)s") % facts


def _tone(due: date, left: int, today: date) -> str:
    if due < today:
        return "late"
    return "soon" if left <= 1 else "ok"


def _steps(application: Application, tasks: list[Task]) -> str:
    nodes = graph_of(application.case.process_id).by_id
    names = listed_once([nodes[task.step_id].wording for task in tasks if task.step_id in nodes])
    return _("正在办：%(steps)s") % {"steps": names} if names else ""


def _decided(application: Application, read: _Read) -> Brief:
    nodes = graph_of(application.case.process_id).by_id
    tasks = read.tasks.get(application.case_id, [])
    kinds = {nodes[task.step_id].kind for task in tasks if task.step_id in nodes}
    result = str(application.get_state_display())
    if application.state == State.FORWARDED:
        return Brief(application, _("上级机关"), note=_("本局已签署意见并转报。"), days=result)
    decision = getattr(application, "decision", None)
    due = decision.deliver_by if decision else None
    days = _("最迟 %(day)s送到您手里") % {"day": on_day(due, read.today)} if due else result
    if StepKind.DELIVERY in kinds:
        return Brief(
            application,
            _("您"),
            is_you=True,
            duty=_("领取办理结果"),
            note=result,
            days=days,
            tone="soon",
            due_on=due,
        )
    return Brief(application, _("窗口"), note=_("正在制作证照。"), days=days, tone="ok", due_on=due)
