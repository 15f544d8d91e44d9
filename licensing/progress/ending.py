"""How it ends: decided or forwarded, made out, handed over (Art. 37, 43, 44)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from documents.kinds import DocumentKind
from licensing.actions.terminating import reason_of
from licensing.intake_days import deliver_by
from licensing.models import Decision, Licence
from licensing.progress.chapters import DONE, NEXT, NOW, Chapter, by_day, on_day
from licensing.progress.reading import Progress
from licensing.states import ENDED_EARLY, FAVOURABLE, DecisionKind, Delivered, State
from workdays import words
from workdays.days import local_day
from workflow.models import Task
from workflow.outcomes import Outcome
from workflow.states import TaskState
from workflow.steps import StepKind

DECISIONS = (DocumentKind.GRANT, DocumentKind.REFUSAL)


def ending(progress: Progress) -> Iterator[Chapter]:
    """From the decision to the hand-over; nothing before acceptance."""
    if progress.case.accepted_on is None:
        if progress.state in ENDED_EARLY:
            yield _withdrawn(progress)
        return
    if progress.state in ENDED_EARLY:
        yield _withdrawn(progress)
        return
    yield from _decision(progress)
    yield from _superior(progress)
    yield from _certificate(progress)
    yield from _delivery(progress)


def last_day_of_delivery(progress: Progress) -> date | None:
    """The last day of Art. 44; before the decision reckoned from the promise."""
    if progress.decision is not None:
        return progress.decision.deliver_by
    on = progress.case.decided_on or progress.case.promised_on
    return deliver_by(on, progress.calendar) if on and not is_forwarded(progress) else None


def is_forwarded(progress: Progress) -> bool:
    """Whether another organ decides."""
    return progress.application.decided_by_superior


def superior_of(progress: Progress) -> str:
    """The organ that decides a forwarded application."""
    version = progress.application.item_version
    return version.superior_title


def _withdrawn(progress: Progress) -> Chapter:
    closed = progress.case.closed_at
    on = progress.application.ended_on or (local_day(closed) if closed else None)
    if progress.case.outcome == Outcome.TERMINATED:
        said = _("理由：%(reason)s") % {"reason": reason_of(progress.case)}
        return Chapter(DONE, _("终止办理"), on_day(on, progress.today), said)
    return Chapter(DONE, _("您撤回了申请"), on_day(on, progress.today), _("以后需要，可以重新申请。"))


def _decision(progress: Progress) -> Iterator[Chapter]:
    case, decision = progress.case, progress.decision
    if decision is not None:
        yield _decided(progress, decision)
        return
    if case.decided_on is not None:
        yield Chapter(DONE, _("办好了"), on_day(case.decided_on, progress.today))
        return
    title = _("签署意见，转报上级机关") if is_forwarded(progress) else _("作出决定")
    said = "" if is_forwarded(progress) else _("准予或者不予都会书面告诉您；不予的说明理由。")
    deciding = next((task for task in progress.open_tasks if _decides(task)), None)
    when = by_day(case.promised_on, progress.today) if case.promised_on else _("恢复计时后再定日期")
    state = NOW if deciding else NEXT
    yield Chapter(
        state, title, when, said, provisional=_promise_is_provisional(progress), is_today=deciding is not None
    )


def _promise_is_provisional(progress: Progress) -> bool:
    return progress.is_provisional(progress.case.promised_on)


def _decides(task: Task) -> bool:
    return task.step is not None and task.step.kind in (StepKind.DECISION, StepKind.FORWARD)


def _decided(progress: Progress, decision: Decision) -> Chapter:
    when = on_day(decision.decided_on, progress.today)
    if decision.kind == DecisionKind.FORWARDED:
        superior = superior_of(progress)
        said = _("本局已签署意见，决定由%(superior)s作出，我们的时限到此为止。") % {"superior": superior}
        return Chapter(DONE, _("已转报上级机关"), when, said)
    if decision.kind == DecisionKind.DENIED:
        said = _("理由和您的权利都写在决定书里。")
        return Chapter(DONE, _("决定：不予许可"), when, said, decision.document)
    return Chapter(DONE, _("决定：准予"), when, _on_condition(decision.conditions), decision.document)


def _on_condition(conditions: list[str]) -> str:
    """The conditions of a grant in one sentence, numbered where there are several; "" for none."""
    if not conditions:
        return ""
    numbered = [f"{n}. {text}" for n, text in enumerate(conditions, 1)] if len(conditions) > 1 else conditions
    return _("附条件，请照此办理：%(conditions)s") % {"conditions": " ".join(numbered)}


def _superior(progress: Progress) -> Iterator[Chapter]:
    word = progress.superior_decision
    if word is not None:
        title = _("上级机关准予") if word.is_granted else _("上级机关不予许可")
        said = f"{word.organ} {word.number}"
        yield Chapter(DONE, title, on_day(word.decided_on, progress.today), said)
        return
    if not is_forwarded(progress):
        return
    version = progress.application.item_version
    state = NOW if progress.state == State.FORWARDED else NEXT
    limit = version.superior_statutory_limit
    said = ""
    if limit is not None:
        said = _("上级机关的法定时限 %(days)s，由上级机关计算。") % {"days": words.number_of_days(limit)}
    yield Chapter(state, _("上级机关决定"), "", said, is_today=state == NOW)


def _certificate(progress: Progress) -> Iterator[Chapter]:
    task = _task(progress, StepKind.CERTIFICATE)
    if task is None or task.state in (TaskState.SKIPPED, TaskState.CANCELLED):
        return
    licence = progress.licence
    if licence is not None:
        said = _("编号 %(number)s，有效期 %(span)s。") % {
            "number": licence.number,
            "span": validity(licence, progress.today),
        }
        yield Chapter(
            DONE, _("证照已制好"), on_day(licence.issued_on, progress.today), said, licence.document
        )
    elif task.state == TaskState.OPEN:
        when = by_day(last_day_of_delivery(progress), progress.today)
        yield Chapter(NOW, _("正在制作证照"), when, is_today=True)


def validity(licence: Licence, today: date) -> str:
    """From when to when a licence holds."""
    first = words.day_of_year(licence.valid_from, today)
    if licence.valid_until is None:
        return _("自 %(first)s起，长期") % {"first": first}
    last = words.day_of_year(licence.valid_until, today)
    return _("%(first)s至 %(last)s") % {"first": first, "last": last}


def _delivery(progress: Progress) -> Iterator[Chapter]:
    if progress.deliveries:
        for one in progress.deliveries:
            title = _("证照已送达") if one.delivered == Delivered.LICENCE else _("决定书已送达")
            yield Chapter(DONE, title, on_day(one.delivered_on, progress.today), one.get_method_display())
        return
    task = _task(progress, StepKind.DELIVERY)
    if task is None or task.state == TaskState.CANCELLED:
        return
    due = last_day_of_delivery(progress)
    provisional = progress.is_provisional(due)
    when = by_day(due, progress.today)
    if task.state == TaskState.OPEN:
        said = _("请到窗口领取，也可以约定邮寄。")
        yield Chapter(NOW, _("可以领取了"), when, said, provisional=provisional, is_today=True)
    elif due is not None or progress.state in FAVOURABLE:
        yield Chapter(
            NEXT,
            _("最迟这天送到您手里"),
            when,
            _("决定后 10 个工作日内，窗口领取或者邮寄。"),
            provisional=provisional,
        )


def _task(progress: Progress, kind: StepKind) -> Task | None:
    nodes = progress.file.dossier.graph.nodes.values()
    codes = [node.code for node in nodes if node.kind == kind]
    return next((progress.newest[code] for code in codes if code in progress.newest), None)
