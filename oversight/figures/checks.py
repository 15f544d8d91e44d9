"""What the hourly check found (无主工作), and what waits for a year's notice."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.figures.asking import Asked
from oversight.figures.rows import PAGE, Column, Figure, Line, Sheet
from workdays.days import SHANGHAI
from workflow.models import CaseCheck, SweepRun
from workflow.sweeping import sweeps

DAYS_BACK = 10
CASE_NUMBER = re.compile(r"\d{6}-\d{8}-\d{5}-\d")


@dataclass(frozen=True, slots=True)
class Found:
    """The newest check: how much it found, and when; the findings themselves are read with the rows."""

    number: int
    at: datetime | None

    @classmethod
    def newest(cls) -> Self:
        """One statement."""
        found = CaseCheck.objects.newest_first().values_list("count", "at").first()
        return cls(*found) if found else cls(0, None)

    @property
    def words(self) -> str:
        """When it was looked."""
        if self.at is None:
            return _("尚未核查")
        return _("%(at)s 核查") % {"at": self.at.astimezone(SHANGHAI).strftime("%m-%d %H:%M")}


@dataclass(frozen=True, slots=True)
class Runs:
    """What the newest run of each sweep says: what it holds back, and when cases were last foreseen."""

    newest_by_code: dict[str, SweepRun]

    @classmethod
    def newest(cls) -> Self:
        """One statement."""
        codes = [sweep.code for sweep in sweeps()]
        found: dict[str, SweepRun] = {}
        for run in SweepRun.objects.newest_first().filter(code__in=codes)[: DAYS_BACK * len(codes)]:
            found.setdefault(run.code, run)
        return cls(found)

    @property
    def held(self) -> int:
        return sum(run.held for run in self.newest_by_code.values())

    @property
    def foreseen_at(self) -> datetime | None:
        run = self.newest_by_code.get("outlooks")
        return run.last_ran_at if run else None

    @property
    def foreseen_words(self) -> str:
        return self.foreseen_at.astimezone(SHANGHAI).strftime("%m-%d %H:%M") if self.foreseen_at else ""


class Listed(Figure):
    """A figure of a few rows, read whole; the filters do not narrow it."""

    def every(self, asked: Asked) -> list[Line]:
        """All rows."""
        raise NotImplementedError

    def number(self, asked: Asked) -> int:
        return len(self.every(asked))

    def sheet(self, asked: Asked, after: str = "", size: int = PAGE) -> Sheet:
        return Sheet(self.every(asked))


class Orphans(Listed):
    code = "orphans"
    title: ClassVar[Promise] = gettext_lazy("无主工作")
    note: ClassVar[Promise] = gettext_lazy("没有在办环节、没有人能办、经办人不在岗、通知发不出去，每小时核查")
    columns = (
        Column("number", gettext_lazy("案号")),
        Column("kind", gettext_lazy("问题")),
        Column("message", gettext_lazy("说明")),
    )

    def every(self, asked: Asked) -> list[Line]:
        check = CaseCheck.objects.newest_first().first()
        return [_orphan(found) for found in check.findings] if check else []


class Held(Listed):
    """The number is the sum of what each sweep holds back."""

    code = "held"
    title: ClassVar[Promise] = gettext_lazy("待日历确定")
    note: ClassVar[Promise] = gettext_lazy("日期暂定，等放假通知录入后才发生的后果")
    columns = (
        Column("sweep", gettext_lazy("扫描")),
        Column("held", gettext_lazy("待日历确定")),
        Column("day", gettext_lazy("日期")),
    )

    def every(self, asked: Asked) -> list[Line]:
        titles = {sweep.code: str(sweep.title) for sweep in sweeps()}
        runs = Runs.newest().newest_by_code
        return [Line((titles[code], run.held, run.day)) for code, run in runs.items() if run.held]

    def number(self, asked: Asked) -> int:
        return Runs.newest().held


KINDS = {
    "no_open_task": gettext_lazy("没有在办环节"),
    "nobody_eligible": gettext_lazy("没有人能办"),
    "assignee_gone": gettext_lazy("经办人已离岗"),
    "assignee_absent": gettext_lazy("经办人请假无人代办"),
    "unsent_notice": gettext_lazy("通知未发出"),
    "pause_drift": gettext_lazy("计数不符"),
    "priority_drift": gettext_lazy("计数不符"),
    "counter_drift": gettext_lazy("计数不符"),
}


def _orphan(found: dict[str, str]) -> Line:
    """A finding as a line; an unsent notice may be about something that is no case."""
    number, kind = found["case"], found["kind"]
    is_case = bool(CASE_NUMBER.fullmatch(number))
    return Line((number, str(KINDS.get(kind, kind)), found["message"]), number if is_case else "")
