"""What can be late: each kind with the promise or the law it breaks."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from workdays.calendar import Calendar
from workflow.steps import StepKind


class LatenessKind(TextChoices):
    """Which limit was passed; each row of `Lateness` is of one kind."""

    TASK = "task", _("环节超时")
    WORD = "word", _("五日内未告知受理结果")
    PROMISE = "promise", _("超出承诺时限")
    STATUTE = "statute", _("超出法定时限")
    PROCEDURE = "procedure", _("特别程序超过告知的时间")
    INSPECTORS = "inspectors", _("未按期指派核查人员")
    HEARING = "hearing", _("未按期组织听证")
    DELIVERY = "delivery", _("未按期送达")


RULES = {
    LatenessKind.TASK: _("本环节承诺的工作日"),
    LatenessKind.WORD: _("行政许可法第三十二条：五日内一次告知或者受理"),
    LatenessKind.PROMISE: _("本局公布的承诺时限"),
    LatenessKind.STATUTE: _("行政许可法第四十二条"),
    LatenessKind.PROCEDURE: _("行政许可法第四十五条：所需时间书面告知"),
    LatenessKind.INSPECTORS: _("行政许可法第五十五条：受理之日起五日内指派两名以上工作人员"),
    LatenessKind.HEARING: _("行政许可法第四十七条：二十日内组织听证"),
    LatenessKind.DELIVERY: _("行政许可法第四十四条：十日内颁发、送达"),
}
OF_TASKS = (LatenessKind.TASK, LatenessKind.WORD)
OF_CASES = (LatenessKind.PROMISE, LatenessKind.STATUTE)


def kind_of_step(step_kind: str | None) -> LatenessKind:
    """What a late task breaks: the intake owes its word (Art. 32), every other step its own limit."""
    return LatenessKind.WORD if step_kind == StepKind.INTAKE else LatenessKind.TASK


def late_since(due_on: date, calendar: Calendar) -> date:
    """The first day a limit counts as passed: the next working day after its last one."""
    return calendar.nth_working_day(due_on, 1)
