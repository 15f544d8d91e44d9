"""What follows a signature: which clocks stop, who is told, until when the result must be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.case_file.record import Record
from licensing.intake_days import deliver_by
from workdays.reckoning import Unit, count, reckon

RECONSIDERATION_DAYS = 60  # 行政复议法: sixty days from the day the decision is known


@dataclass(frozen=True, slots=True)
class Stone:
    """One dated line, as `parts/milestones.html` shows it."""

    on: date
    words: str
    note: str = ""
    state: str = ""
    provisional: bool = False


def after_signing(record: Record) -> list[Stone]:
    """The days that follow if the decision is signed today."""
    today, calendar = record.today, record.calendar
    last = deliver_by(today, calendar) or today
    review = reckon(today, RECONSIDERATION_DAYS, calendar=calendar, unit=Unit.CALENDAR)
    return [
        Stone(today, _stopped(record), _("取文书号、签名、写入留痕，都在同一时刻"), "is-today"),
        Stone(today, _("通知申请人；制证或者送达转窗口"), _("办理结果列入公开清单（行政许可法第四十条）")),
        Stone(
            last,
            _("送达最迟"),
            _("决定后 10 个工作日，行政许可法第四十四条"),
            "is-warn",
            calendar.is_provisional(last),
        ),
        Stone(
            review.due_on or last,
            _("复议期满"),
            _("按今日送达起 60 日计；末日遇休息日顺延"),
            provisional=review.provisional,
        ),
    ]


def _stopped(record: Record) -> str:
    case = record.case
    if case.accepted_on is None:
        return _("两个时限停止")
    stops = [each.pause for each in record.interruptions]
    used = count(
        case.accepted_on, record.today, calendar=record.calendar, unit=Unit(case.limit_unit), pauses=stops
    )
    late = case.promised_on is not None and case.promised_on < record.today
    words = (
        _("两个时限停止：用 %(used)d 日，已超承诺时限") if late else _("两个时限停止：用 %(used)d 日，按期")
    )
    return words % {"used": used}
