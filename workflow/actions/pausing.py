"""Special procedures (Art. 45): a pause begins with its written notice and ends with the result."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.models import Document
from organization.models import Person
from records.refusals import LegalRefusal
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.stopping import begin_pause, end_pause, read_stops, reproject
from workflow.models import Case, Pause, Task
from workflow.steps import PauseGround


def pause(
    task_id: int,
    *,
    ground: PauseGround,
    notice: Document | None,
    expected_days: int,
    by: Person | None,
    at: datetime,
    reason: str = "",
    verb: str = "clock.paused",
    facts: FactsGiven = None,
) -> Case:
    """The case's two clocks and those of the step and its descendants stand from today, siblings run on.

    Needs one of the eight grounds and a written notice with the days it will take (LegalRefusal art45.*).
    """
    with desk("task.pause", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.pause", task)
        table.require_open(task)
        document = check_notice(table, task, ground, notice, expected_days, table.day)
        stops = read_stops(table)
        running = stops.open_of(task)
        if running is not None:
            raise _still_open(task, running)
        old = dues_of(table.case)
        begin_pause(table, stops, make_pause(table, task, ground, document, expected_days, table.day, reason))
        reproject(table, stops)
        told = {
            "step": task.title,
            "ground": str(ground),
            "expected_days": expected_days,
            "notice": document.number,
        }
        return table.finish(verb, {**told, **moved(old, table.case), **facts_given(facts, table.case)})


def resume(
    task_id: int,
    *,
    by: Person | None,
    at: datetime,
    last_on: date | None = None,
    reason: str = "",
    verb: str = "clock.resumed",
    facts: FactsGiven = None,
) -> Case:
    """The open pause of a task ends today (or on the earlier day of the result); clocks run again."""
    with desk("task.resume", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.resume", task)
        stops = read_stops(table)
        open_one = stops.open_of(task)
        if open_one is None:
            raise LegalRefusal(
                "workflow.no_pause", _("“{step}”没有进行中的特别程序。").format(step=task.wording)
            )
        end = last_on or table.day
        _check_end(open_one, end, table.day)
        old = dues_of(table.case)
        end_pause(table, open_one, end)
        reproject(table, stops)
        told = {"step": task.title, "ground": open_one.ground, "last_on": end, "reason": reason}
        return table.finish(verb, {**told, **moved(old, table.case), **facts_given(facts, table.case)})


def _still_open(task: Task, running: Pause) -> LegalRefusal:
    """A second procedure at a step names the first: its ground, its day, its notice."""
    message = _("“{step}”已在特别程序中：{ground}，自 {on} 起，{notice}（行政许可法第四十五条）。")
    words = message.format(
        step=task.wording,
        ground=running.get_ground_display(),
        on=running.first_on.isoformat(),
        notice=running.notice.number,
    )
    return LegalRefusal("workflow.pause_open", words)


def _check_end(open_one: Pause, end: date, today: date) -> None:
    if end < open_one.first_on:
        message = _("结束日 {end} 早于这一特别程序开始之日 {start}（{ground}，{notice}）。").format(
            end=end,
            start=open_one.first_on,
            ground=open_one.get_ground_display(),
            notice=open_one.notice.number,
        )
        raise LegalRefusal("workflow.pause_ends_before_start", message, field="last_on")
    if end > today:
        raise LegalRefusal("workflow.pause_ends_later", _("结束日不能晚于今天。"), field="last_on")


def check_notice(
    table: Desk, task: Task, ground: str, notice: Document | None, expected_days: int, first_on: date
) -> Document:
    """Refuse a pause Art. 45 does not know: a ninth ground, no notice, no expected days, no running clock."""
    if ground not in PauseGround.values:
        raise LegalRefusal("art45.ground", _("行政许可法第四十五条没有这一不计时情形。"), field="ground")
    if notice is None:
        raise LegalRefusal(
            "art45.no_notice", _("不计时须将所需时间书面告知申请人（行政许可法第四十五条）。"), field="notice"
        )
    if expected_days < 1:
        raise LegalRefusal(
            "art45.expected_days", _("须写明预计所需天数（行政许可法第四十五条）。"), field="expected_days"
        )
    if table.case.accepted_on is None:
        raise LegalRefusal(
            "art45.before_acceptance", _("受理之前没有时限，也就没有不计时（行政许可法第四十五条）。")
        )
    if table.case.decided_on is not None:
        raise LegalRefusal(
            "art45.after_decision", _("决定已作出，时限已终止，没有不计时（行政许可法第四十五条）。")
        )
    return notice


def make_pause(
    table: Desk, task: Task, ground: str, notice: Document, expected_days: int, first_on: date, reason: str
) -> Pause:
    """A pause that begins on the day its notice is given."""
    return Pause(
        case=table.case,
        task=task,
        ground=ground,
        notice=notice,
        first_on=first_on,
        expected_days=expected_days,
        reason=reason[:500],
    )


def dues_of(case: Case) -> tuple[date | None, date | None]:
    """Both due dates as they stand."""
    return case.promised_on, case.statutory_on


def moved(old: tuple[date | None, date | None], case: Case) -> dict[str, Any]:
    """Both due dates before and after, for the ledger."""
    return {
        "promised_from": old[0],
        "promised_to": case.promised_on,
        "statutory_from": old[1],
        "statutory_to": case.statutory_on,
    }
