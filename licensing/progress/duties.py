"""What the applicant has to do, each with its reason and its last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.practice import reason_words
from licensing.progress.chapters import on_day
from licensing.progress.reading import Progress
from licensing.states import AWAITING
from licensing.verdicts import Verdict
from workdays.reckoning import count
from workflow.steps import StepKind


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, by when, why; `kind` is correct, promise, visit or collect."""

    kind: str
    title: str
    words: str = ""
    due_on: date | None = None
    is_late: bool = False
    when: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()


def duties_of(progress: Progress) -> list[Duty]:
    """Everything that is the applicant's turn, the most pressing first."""
    return [*_correct(progress), *_promised(progress), *_visit(progress), *_collect(progress)]


def _correct(progress: Progress) -> Iterator[Duty]:
    asked = progress.correction
    if asked is None or not progress.waits_for_pieces:
        return
    n = len(progress.owed)
    late = asked.reply_due_on < progress.today
    yield Duty(
        "correct",
        ngettext("补交 %(n)d 件材料", "补交 %(n)d 件材料", n) % {"n": n},
        _("期限已过，请尽快联系窗口。") if late else _("补齐就受理，不会再要别的。"),
        asked.reply_due_on,
        late,
        _until(progress, asked.reply_due_on),
        tuple(_line(progress, line.pk) for line in progress.owed),
    )


def _line(progress: Progress, pk: int) -> tuple[str, str, str]:
    """The material, why it was asked for, the text that asks for it."""
    line = next(line for line in progress.lines if line.pk == pk)
    basis = line.material.basis.title_in_words() if line.material.basis else ""
    return line.material.title, line.shortfall or reason_words(line.reason_code, line.reason), basis


def _promised(progress: Progress) -> Iterator[Duty]:
    """A material that may follow by a written promise, until the decision (容缺受理)."""
    if progress.state not in AWAITING:
        return
    for verdict in progress.verdicts:
        owed = verdict.verdict == Verdict.PROMISED and verdict.came is None
        if owed and verdict.promised_on is not None:
            title = _("补交承诺后补的“%(material)s”") % {"material": verdict.material.title}
            late = verdict.promised_on < progress.today
            said = _("承诺的日子已过，将按现有材料决定。") if late else _("逾期不交的，按现有材料决定。")
            when = _until(progress, verdict.promised_on)
            yield Duty("promise", title, said, verdict.promised_on, late, when)


def _visit(progress: Progress) -> Iterator[Duty]:
    task = progress.open_step(StepKind.SITE_CHECK)
    if task is not None:
        said = _("核查人员不少于两人，会出示证件，不收任何费用。")
        yield Duty("visit", _("配合现场核查"), said)


def _collect(progress: Progress) -> Iterator[Duty]:
    if progress.open_step(StepKind.DELIVERY) is not None:
        said = _("带上收件凭证到窗口领取，也可以约定邮寄。")
        yield Duty("collect", _("领取办理结果"), said)


def _until(progress: Progress, due: date) -> str:
    return _when(due, progress.today, count(progress.today, due, calendar=progress.calendar))


def _when(due: date, today: date, left: int) -> str:
    """12 月 8 日 周二前，还有 10 个工作日."""
    day = on_day(due, today)
    if due < today:
        return _("应于 %(day)s前") % {"day": day}
    if not left:
        return _("今天是最后一天")
    days = ngettext("还有 %(n)d 个工作日", "还有 %(n)d 个工作日", left) % {"n": left}
    return _("%(day)s前，%(left)s") % {"day": day, "left": days}
