"""due_date --from DATE --days N: the last lawful day of a limit, with its working day by day."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from workdays.calendar import UnknownYearError
from workdays.daylines import DayLine
from workdays.reckoning import Pause, Reckoning, ReckoningError, Unit, reckon
from workdays.store import NoCalendarError, current_calendar

REFUSALS = (UnknownYearError, ReckoningError, NoCalendarError)


class Command(BaseCommand):
    help = "从起算日和期限推算到期日，并列出逐日计数"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Values arrive as text and are read in `handle`: a bad one ends with status 1 and its reason."""
        parser.add_argument("--from", dest="start_on", metavar="DATE", default="", help="起算日（第 0 日）")
        parser.add_argument("--days", metavar="N", default="", help="期限天数")
        parser.add_argument("--unit", default=Unit.WORKING, metavar="working|calendar", help="工作日或自然日")
        parser.add_argument(
            "--pause",
            action="append",
            default=[],
            metavar="FROM:TO",
            help="不计时的起止日，可重复；FROM: 为尚未结束",
        )
        parser.add_argument("--extend", default="0", metavar="N", help="延长天数")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the due date; bad input or an unknown year: the reason, and status 1."""
        try:
            reckoning = _reckon(options)
            answer = as_json(reckoning) if options["json"] else as_words(reckoning)
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(answer)


def _reckon(options: dict[str, Any]) -> Reckoning:
    return reckon(
        _day(options["start_on"], "--from"),
        _number(options["days"], "--days"),
        calendar=current_calendar(),
        unit=_unit(options["unit"]),
        pauses=[_pause(text) for text in options["pause"]],
        extension=_number(options["extend"], "--extend"),
        with_days=True,
    )


def as_json(reckoning: Reckoning) -> str:
    """The fixed door: `{"due_on", "provisional", "days"}`."""
    due = reckoning.due_on.isoformat() if reckoning.due_on else None
    days = [_line(line) for line in reckoning.days]
    return json.dumps({"due_on": due, "provisional": reckoning.provisional, "days": days}, ensure_ascii=False)


def as_words(reckoning: Reckoning) -> str:
    """A line per day and the answer, for people."""
    lines = [
        f"{line.on} {_counted(line):>4}  {line.kind.label} {line.name or line.ground}".rstrip()
        for line in reckoning.days
    ]
    return "\n".join([*lines, _answer(reckoning)])


def _answer(reckoning: Reckoning) -> str:
    if reckoning.due_on is None:
        return _("计时中止，尚余 {left} 日，没有到期日。").format(left=reckoning.left)
    mark = _("（暂定）") if reckoning.provisional else ""
    return _("到期 {due_on}{mark}").format(due_on=reckoning.due_on, mark=mark)


def _counted(line: DayLine) -> str:
    return str(line.number) if line.counted else "—"


def _line(line: DayLine) -> dict[str, Any]:
    return {
        "on": line.on.isoformat(),
        "counted": line.counted,
        "number": line.number,
        "kind": line.kind.value,
        "name": line.name,
        "document_no": line.document_no,
        "ground": line.ground,
    }


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            _("{option}：“{text}”不是日期，应如 2026-11-24。").format(option=option, text=text)
        ) from error


def _number(text: object, option: str) -> int:
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise CommandError(_("{option}：“{text}”不是 0 至 999999 的整数。").format(option=option, text=text))
    return int(digits)


def _unit(text: str) -> Unit:
    if text not in Unit.values:
        raise CommandError(_("--unit：“{text}”不是 working 或 calendar。").format(text=text))
    return Unit(text)


def _pause(text: str) -> Pause:
    first, colon, last = text.partition(":")
    if not colon:
        raise CommandError(_("--pause：“{text}”应如 2026-12-01:2026-12-09。").format(text=text))
    return Pause(_day(first, "--pause"), _day(last, "--pause") if last else None)
