"""What is looked at before a decision is signed, one by one: what blocks it, what the signer should know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from licensing.case_file.materials import is_unkept
from licensing.case_file.record import Record
from licensing.legality import has_sufficient_basis
from licensing.letters import free_of_charge
from licensing.models import Application
from licensing.verdicts import Verdict
from parties.models import Bar
from records.languages import listed
from workflow.models import Task
from workflow.obstacles import Obstacle, obstacles_before
from workflow.states import TaskState
from workflow.steps import StepKind


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: what was looked at, how it stands, and whether it stands in the way."""

    title: str
    words: str
    tone: str = "ok"
    blocks: bool = False


def checks_of(record: Record, task: Task) -> list[Check]:
    """The list for the deciding task of a case; the first three are the law's own obstacles."""
    application = record.application
    if application is None:
        return []
    found = obstacles_before(record.dossier, task)
    return [
        _obstacle(found, "workflow.required_open", _("各环节意见"), _("必经环节全部办结")),
        _obstacle(found, "workflow.dissent_unanswered", _("不同意见"), _dissents(record)),
        _obstacle(found, "workflow.pause_open", _("特别程序"), _pauses(record)),
        *_site_checks(record),
        _materials(record),
        _bar(application, record),
        _basis(application, record),
        Check(_("收费"), free_of_charge()),
    ]


def blocking(checks: list[Check]) -> list[Check]:
    """Those that stand in the way of a signature."""
    return [check for check in checks if check.blocks]


def _obstacle(found: list[Obstacle], code: str, title: str, settled: str) -> Check:
    missing = [obstacle.message for obstacle in found if obstacle.code == code]
    return Check(title, _("；").join(missing), "late", blocks=True) if missing else Check(title, settled)


def _dissents(record: Record) -> str:
    answered = sum(hasattr(task, "answer") for task in record.dossier.newest().values())
    return _("%(n)d 个异议已书面答复") % {"n": answered} if answered else _("没有不同意见")


def _pauses(record: Record) -> str:
    ended = len(record.interruptions)
    return _("%(n)d 次不计时均已结束，告知书在案") % {"n": ended} if ended else _("没有不计时")


def _site_checks(record: Record) -> Iterator[Check]:
    """Art. 34: at least two people; the steps of a process that has one."""
    for task in record.dossier.newest().values():
        node = record.dossier.node(task)
        if node is None or node.kind != StepKind.SITE_CHECK or task.state != TaskState.DONE:
            continue
        check = record.site_checks.get(task.pk)
        people = 2 + len(check.others) if check else 0
        tone = "ok" if people >= 2 else "late"
        yield Check(_("现场核查"), _("%(n)d 人，行政许可法第三十四条") % {"n": people}, tone)


def _materials(record: Record) -> Check:
    """Art. 16, 31: nothing beyond the list, each with its basis."""
    beyond = [each.material.title for each in record.verdicts if each.material.basis_id is None]
    if beyond:
        return Check(_("材料"), _("超出目录：%(names)s") % {"names": listed(beyond)}, "late")
    said = _("%(n)d 份，未超出目录") % {"n": len(record.verdicts)}
    promised = [each for each in record.verdicts if each.verdict == Verdict.PROMISED]
    if not promised:
        return Check(_("材料"), said)
    came = sum(each.came is not None for each in promised)
    unkept = [each.material.title for each in promised if is_unkept(record, each)]
    said += _("；%(n)d 份承诺后补，已收到 %(came)d 份") % {"n": len(promised), "came": came}
    if unkept:
        said += _("；到期没有补交的按现有材料决定：%(names)s") % {"names": listed(unkept)}
    return Check(_("材料"), said, "ok" if came == len(promised) else "warn")


def _bar(application: Application, record: Record) -> Check:
    """Art. 78, 79."""
    code = application.item_version.item.code
    bar = Bar.objects.barring(record.case.party, code, record.today).order_by("-last_on").first()
    if bar is None:
        return Check(_("限制申请"), _("未列入"))
    until = bar.last_on.isoformat() if bar.last_on else ""
    words = _("至 %(until)s 不得申请：%(number)s") % {"until": until, "number": bar.decision_no}
    return Check(_("限制申请"), words, "late")


def _basis(application: Application, record: Record) -> Check:
    """Art. 14 to 17."""
    if has_sufficient_basis(application.item_version.nature, record.bases, record.today):
        return Check(_("依据"), _("现行有效"))
    return Check(_("依据"), _("已经失效或者位阶不够（行政许可法第十四条至第十七条）"), "late")
